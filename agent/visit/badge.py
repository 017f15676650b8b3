"""Reads badges: vCard, MECARD, delimited fields, bare ids. Takes what is there and guesses nothing."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.contract.lead import Attendee, Badge

DELIMITERS = "^|;\t,"
_AIM_PREFIX = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
_VCARD_LINE = re.compile(r"^(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)((?:;[^:]*?)?):(.*)$", re.DOTALL)
_MECARD_FIELD = re.compile(r"((?:\\.|[^;\\])*)(?:;|$)", re.DOTALL)
_NAME_PARTS = 2


@dataclass(frozen=True, slots=True)
class DecodedBadge:
    """A badge and whom it names."""

    badge: Badge
    attendee: Attendee


def decode_badge(payload: str, *, delimited_fields: tuple[str, ...]) -> DecodedBadge:
    """Decode one scan.

    Args:
        payload: As scanned.
        delimited_fields: What the fields of a delimited badge are, in order: `id`, a field of
            `Attendee`, or empty for one to skip.

    Returns:
        Always something: a payload that fits no layout is `unreadable` and kept raw.
    """
    text = _AIM_PREFIX.sub("", payload.strip("\r\n\0 "))
    upper = text[:12].upper()
    decoded: DecodedBadge | None = None
    if upper.startswith("BEGIN:VCARD"):
        decoded = _from_vcard(text)
    elif upper.startswith("MECARD:"):
        decoded = _from_mecard(text)
    elif any(delimiter in text for delimiter in DELIMITERS):
        decoded = _from_delimited(text, delimited_fields)
    elif _ID.match(text):
        decoded = DecodedBadge(Badge(format="id", id=text), Attendee())
    if decoded is None or (decoded.badge.id is None and decoded.attendee == Attendee()):
        return DecodedBadge(Badge(format="unreadable", raw=payload), Attendee())
    return decoded


def _from_vcard(text: str) -> DecodedBadge:
    """Read vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350), with missing END forgiven."""
    found: dict[str, str] = {}
    for name, parameters, value in _vcard_properties(text):
        if "QUOTED-PRINTABLE" in parameters:
            found.setdefault(name, _from_quoted_printable(value))
        else:
            found.setdefault(name, value)
    family, given = ([*_split_escaped(found.get("N", ""), ";"), "", ""])[:_NAME_PARTS]
    company = _split_escaped(found.get("ORG", ""), ";")[0]
    return DecodedBadge(
        Badge(format="vcard", id=_clean(found.get("UID"))),
        Attendee(
            name=_clean(_unescape(found.get("FN", ""))) or _clean(f"{given} {family}"),
            given_name=_clean(given),
            family_name=_clean(family),
            title=_clean(_unescape(found.get("TITLE", ""))),
            company=_clean(company),
            email=_clean(_unescape(found.get("EMAIL", "")).removeprefix("mailto:")),
            phone=_clean(_unescape(found.get("TEL", "")).removeprefix("tel:")),
        ),
    )


def _vcard_properties(text: str) -> Iterator[tuple[str, str, str]]:
    # Folded lines go on with a space or tab (RFC 6350, section 3.2); quoted-printable ones after "=".
    unfolded = re.sub(r"=\r?\n(?=[^\r\n]*)", "", re.sub(r"\r?\n[ \t]", "", text))
    for line in re.split(r"[\r\n]+", unfolded):
        if match := _VCARD_LINE.match(line.strip()):
            yield match[1].upper(), match[2].upper(), match[3]


def _from_quoted_printable(text: str) -> str:
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _from_mecard(text: str) -> DecodedBadge:
    """MECARD (NTT DOCOMO): `MECARD:N:family,given;TEL:...;;` with backslash escapes."""
    found: dict[str, str] = {}
    for match in _MECARD_FIELD.finditer(text[len("MECARD:") :]):
        name, colon, value = match[1].partition(":")
        if colon:
            found.setdefault(name.strip().upper(), value)
    parts = _split_escaped(found.get("N", ""), ",")
    family, given = (parts[0], parts[1]) if len(parts) >= _NAME_PARTS else ("", "")
    return DecodedBadge(
        Badge(format="mecard", id=_clean(_unescape(found.get("UID", "")))),
        Attendee(
            name=_clean(f"{given} {family}") or _clean(parts[0]),
            given_name=_clean(given),
            family_name=_clean(family),
            title=_clean(_unescape(found.get("TITLE", ""))),
            company=_clean(_unescape(found.get("ORG", ""))),
            email=_clean(_unescape(found.get("EMAIL", ""))),
            phone=_clean(_unescape(found.get("TEL", ""))),
        ),
    )


def _from_delimited(text: str, fields: tuple[str, ...]) -> DecodedBadge | None:
    """Split on the first delimiter that yields as many values as fields are configured."""
    for delimiter in DELIMITERS:
        values = [value.strip() for value in text.split(delimiter)]
        if len(values) == len(fields) and len(values) > 1:
            found = {name: value for name, value in zip(fields, values, strict=True) if name and value}
            badge_id = found.pop("id", None)
            name = _clean(f"{found.get('given_name', '')} {found.get('family_name', '')}")
            return DecodedBadge(
                Badge(format="delimited", id=badge_id), Attendee.model_validate({"name": name, **found})
            )
    return None


def _split_escaped(text: str, separator: str) -> list[str]:
    return [_unescape(part) for part in re.split(rf"(?<!\\){separator}", text)]


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
