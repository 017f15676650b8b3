"""Reads fields apart by signs: with labels, a header, in the configured order, or by their shape alone."""

import csv
import re
import unicodedata
from collections.abc import Sequence

from agent.visit.badges import values
from agent.visit.badges.labels import Labelled, fill, folded, meaning, name_two
from agent.visit.badges.person import Person
from agent.visit.badges.result import Kind, Reason, Refusal, Result

DELIMITERS = "\x1d\x1e\x1c\x1f^|;\t~,"
_QUOTING = ";,\t|"
DEFAULT_LAYOUT = ("id", "first_name", "last_name", "company", "title", "email", "phone")
_LABEL = re.compile(r"\s*([^\W\d_][\w .-]{0,30}?)\s*[:=]\s*(.*)", re.DOTALL)
_LEGAL_FORM = re.compile(
    r"\b(?:gmbh|inc|ltd|llc|plc|ag|corp|corporation|company|bv|b\.v\.|sarl|s\.a\.|spa|s\.p\.a\.|oy|ab|kg"
    r"|limited|group)\b\.?",
    re.IGNORECASE,
)
_ID_SHAPE = re.compile(r"(?=(?:[A-Za-z._-]*\d){4})[A-Za-z0-9][A-Za-z0-9._-]{3,63}")
_EVENT = re.compile(r"[A-Za-z._-]*(?:19|20)\d\d")
_SAME_NAMES = {"given_name": "first_name", "family_name": "last_name", "name": "full_name"}
_LEAST_LABELLED = 2
_ADDRESS_FIELDS = {"email", "emails"}
_NUMBER_FIELDS = {"phone", "phones"}


def read_delimited(text: str, *, layout: Sequence[str], region: str | None = None) -> Result:
    """Read a code of several fields.

    Args:
        text: The code.
        layout: What the fields of a code without labels are, in order; empty for one to skip. Fields
            after the last may be missing.
        region: Of telephone numbers without country.
    """
    for labelled in (_labelled(text), _with_header(text)):
        if name_two(labelled):
            return Refusal(Reason.TWO_BADGES, "scan one badge after the other", Kind.DELIMITED)
        if labelled:
            person = Person(region)
            fill(person, labelled)
            if person.named:
                return person.decoded(Kind.DELIMITED)
    delimiters = [delimiter for delimiter in DELIMITERS if delimiter in text]
    for delimiter in delimiters:
        parts = separated(text, delimiter)
        if (fitted := _by_layout(parts, layout, region)) is not None:
            return fitted
    for delimiter in [*delimiters, *("\n" if "\n" in text or "\r" in text else "")]:
        shaped = _by_shape(separated(text, delimiter), region)
        if shaped is not None:
            return shaped
    return Refusal(
        Reason.UNRECOGNISED,
        "the order of its fields is not known; a badge profile can say it",
        Kind.DELIMITED,
    )


def separated(text: str, delimiter: str) -> list[str]:
    """Return the fields of a code; quotes around a field hide delimiters where spreadsheets write them so."""
    if delimiter == "\n":
        return [line.strip() for line in re.split(r"[\r\n]+", text)]
    if delimiter in _QUOTING and '"' in text and "\n" not in text and "\r" not in text:
        try:
            return [value.strip() for value in next(csv.reader([text], delimiter=delimiter, strict=True))]
        except (csv.Error, StopIteration):
            pass
    return [value.strip() for value in text.split(delimiter)]


def field_name(name: str) -> str:
    """Return the name under which a field is published."""
    return _SAME_NAMES.get(name, name)


def _labelled(text: str) -> list[Labelled]:
    """Return the fields of a code in which each has its label (`ID:123^FN:Maria`), or nothing."""
    for delimiter in ("\n", *DELIMITERS):
        if delimiter not in text.replace("\r", "\n"):
            continue
        parts = [part for part in separated(text, delimiter) if part]
        found = []
        for number, part in enumerate(parts, 1):
            match = _LABEL.fullmatch(part)
            if match is None or re.search(r"&\w+=", match[2]):
                break
            found.append(Labelled(match[1], match[2], f"field {number}:{match[1]}"))
        else:
            known = [pair for pair in found if meaning(pair.label) or folded(pair.label) == "fn"]
            if len(known) >= _LEAST_LABELLED and 2 * len(known) >= len(found):
                return found
    return []


def _with_header(text: str) -> list[Labelled]:
    """Return the fields of a code of two lines of which the first names those of the second."""
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    if len(lines) != _LEAST_LABELLED:
        return []
    for delimiter in DELIMITERS:
        labels = separated(lines[0], delimiter)
        parts = separated(lines[1], delimiter)
        if len(labels) < _LEAST_LABELLED or len(labels) != len(parts):
            continue
        if all(meaning(label) or folded(label) == "fn" for label in labels if label):
            return [
                Labelled(label, part, f"column {label}")
                for label, part in zip(labels, parts, strict=True)
                if label
            ]
    return []


def _by_layout(parts: list[str], layout: Sequence[str], region: str | None) -> Result | None:
    """Read by the configured order, where what can be checked agrees with it."""
    if not 1 < len(parts) <= len(layout) or "\n" in "".join(parts):
        return None
    found = dict(zip(layout, parts, strict=False))
    found.pop("", None)
    if len(parts) < len(layout):
        # Printers drop empty fields at the end. An address in its place shows that nothing else is gone.
        address = next((found[name] for name in _ADDRESS_FIELDS if name in found), "")
        if not values.is_email(address):
            return None
    if not all(_fits(field_name(name), value) for name, value in found.items()) or _reversed(found):
        return None
    person = Person(region)
    for number, (name, value) in enumerate(zip(layout, parts, strict=False), 1):
        if name:
            person.add(field_name(name), value, f"field {number}")
    if not person.named:
        return Refusal(Reason.NO_IDENTITY, "none of its fields says who it is", Kind.DELIMITED)
    return person.decoded(Kind.DELIMITED)


def _fits(name: str, value: str) -> bool:
    if not value:
        return True
    if name in _ADDRESS_FIELDS:
        return bool(values.as_emails(value))
    if name in _NUMBER_FIELDS:
        return values.is_phone(value) or (values.as_phone(value) is not None and "@" not in value)
    if name == "id":
        return " " not in value and "@" not in value
    if name in {"first_name", "last_name", "full_name"}:
        odd = any(character.isdigit() or character in "@/<>" for character in value)
        return not odd and not _LEGAL_FORM.search(value)
    return not values.is_email(value)


def _reversed(found: dict[str, str]) -> bool:
    """Whether the mail address says that first and last name stand the other way round."""
    names = {field_name(name): value for name, value in found.items()}
    first, last = _letters(names.get("first_name", "")), _letters(names.get("last_name", ""))
    address = names.get("email") or names.get("emails") or ""
    tokens = [_letters(token) for token in re.split(r"[._-]", address.partition("@")[0])]
    return bool(first and last) and first != last and tokens == [last, first]


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in plain if character.isalpha())


def _by_shape(parts: list[str], region: str | None) -> Result | None:
    """Take what can be nothing else, and keep the code as scanned for the rest.

    An id is taken from the first place only, and only where nothing else could be one: a number may be a
    postcode, a year or the show's.
    """
    person = Person(region)
    person.complete = False
    ids = [part for part in parts if _ID_SHAPE.fullmatch(part)]
    if len(parts) > 1 and ids == parts[:1] and not _EVENT.fullmatch(parts[0]):
        person.add("id", parts[0], "field 1, by its shape")
    for number, part in enumerate(parts, 1):
        if values.is_email(part):
            person.add("emails", part, f"field {number}, by its shape")
        elif part.startswith("+") and values.is_phone(part):
            person.add("phones", part, f"field {number}, by its shape")
    return person.decoded(Kind.DELIMITED) if person.named else None
