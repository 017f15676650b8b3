"""Reads MECARD (NTT DOCOMO) and BIZCARD: `NAME:value;` with backslash escapes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agent.visit.badges import values
from agent.visit.badges.escapes import split, split_escaped, unescape
from agent.visit.badges.labels import is_own_id
from agent.visit.badges.person import Person
from agent.visit.badges.result import Kind, Reason, Refusal, Result

HEAD = re.compile(r"(MECARD|BIZCARD)\s*:", re.IGNORECASE)
_MECARD = {
    "TEL": "phones",
    "TEL-AV": "phones",
    "PHONE": "phones",
    "MOBILE": "phones",
    "CELL": "phones",
    "EMAIL": "emails",
    "MAIL": "emails",
    "ORG": "company",
    "COMPANY": "company",
    "COM": "company",
    "TITLE": "title",
    "TIL": "title",
    "POSITION": "title",
    "JOB": "title",
    "URL": "url",
    "FN": "full_name",
}
_BIZCARD = {
    "N": "first_name",
    "X": "last_name",
    "T": "title",
    "C": "company",
    "B": "phones",
    "M": "phones",
    "E": "emails",
    "U": "url",
}
_PLAIN_IDS = ("UID", "ID", "ATT", "REG", "CODE", "KEY", "BARCODE")


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    value: str
    ended: bool


def read_mecard(text: str, *, region: str | None = None, ended: bool = False) -> Result:
    """Read one MECARD or BIZCARD.

    Args:
        text: From its head.
        region: Of telephone numbers without country.
        ended: Whether a line end followed the code, so that its last field is whole.
    """
    head = HEAD.match(text)
    assert head is not None  # noqa: S101 -- the caller looked
    form = head[1].upper()
    fields = _fields(text[head.end() :], ended=ended)
    person = Person(region)
    if form == "BIZCARD":
        _fill(person, fields, _BIZCARD, form)
    else:
        _mecard_names(person, fields)
        _fill(person, fields, _MECARD, form)
    _ids(person, fields, form)
    if not person.named:
        whole = text.rstrip().endswith(";;") or ended
        return Refusal(
            Reason.NO_IDENTITY if whole else Reason.TRUNCATED,
            f"the {form} names nobody" if whole else "scan it again",
            Kind.MECARD,
        )
    return person.decoded(Kind.MECARD)


def said(text: str) -> dict[str, list[str]]:
    """Return the values of all fields by their names, for profiles that know more of them."""
    head = HEAD.match(text)
    found: dict[str, list[str]] = {}
    for each in _fields(text[head.end() :], ended=True) if head else ():
        found.setdefault(each.name, []).append(unescape(each.value))
    return found


def _fields(text: str, *, ended: bool) -> list[_Field]:
    *before, last = split(re.sub(r"[\r\n]+", " ", text), ";")
    pieces = [(piece, True) for piece in before] + [(last, ended)]
    found = []
    for piece, whole in pieces:
        name, colon, value = piece.partition(":")
        if colon and value.strip():
            each = _Field(name.strip().upper(), value, whole)
            if _is_certain(each):
                found.append(each)
    return found


def _is_certain(each: _Field) -> bool:
    """Whether a value is whole; the last one may have been cut off, and half a name is somebody else's."""
    if each.ended:
        return True
    if each.name in {"N", "X", "FN", "UID", "ID"} or is_own_id(each.name):
        return False
    if each.name in {"EMAIL", "MAIL", "E"}:
        return all(values.is_email(found) for found in values.as_emails(unescape(each.value)))
    return True


def _mecard_names(person: Person, fields: list[_Field]) -> None:
    for each in fields:
        if each.name != "N":
            continue
        parts = split_escaped(each.value, ",")
        if len(parts) > 1:
            person.add("first_name", parts[1], "mecard:N")
            person.add("last_name", parts[0], "mecard:N")
        else:
            person.add("full_name", parts[0], "mecard:N")


def _fill(person: Person, fields: list[_Field], names: Mapping[str, str], form: str) -> None:
    for each in fields:
        if each.name in names:
            person.add(names[each.name], unescape(each.value), f"{form.lower()}:{each.name}")


def _ids(person: Person, fields: list[_Field], form: str) -> None:
    sure = [each for each in fields if is_own_id(each.name)]
    for each in [*sure, *(each for each in fields if each.name.removeprefix("X-") in _PLAIN_IDS)]:
        person.add("id", unescape(each.value), f"{form.lower()}:{each.name}")
