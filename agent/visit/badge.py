"""Reads badges: vCard, MECARD, delimited fields, bare ids. Takes what is there and guesses nothing."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.contract.lead import Attendee, Badge

DELIMITERS = "^|;\t,"
_AIM_PREFIX = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
_URI = re.compile(
    r"^(?:[A-Za-z][A-Za-z0-9+.-]*://|(?:WIFI|MATMSG|MAILTO|TEL|SMS|SMSTO|GEO|BIZCARD|BEGIN):)", re.IGNORECASE
)
"""Codes of another kind: their separators must not pass for those of a delimited badge."""
# A quoted parameter may hold a colon (RFC 6350, section 3.3).
_VCARD_LINE = re.compile(r"^(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)((?:;(?:\"[^\"]*\"|[^\":])*)?):(.*)$", re.DOTALL)
_CHARSET = re.compile(
    r";CHARSET=\"?(UTF-8|US-ASCII|ISO-8859-\d+|WINDOWS-\d+|SHIFT_JIS|EUC-(?:JP|KR)|GB(?:K|2312)|BIG5)"
)
_SOFT_BREAK = re.compile(r"^[^:]*;[^:]*QUOTED-PRINTABLE[^:]*:.*=[ \t]*$", re.IGNORECASE)
"""Only here does "=" go on in the next line; elsewhere it ends Base64 and URLs."""
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
    text = unframed(payload)
    upper = text[:12].upper()
    decoded: DecodedBadge | None = None
    if upper.startswith("BEGIN:VCARD"):
        decoded = _from_vcard(text)
    elif upper.startswith("MECARD:"):
        decoded = _from_mecard(text)
    elif _URI.match(text):
        decoded = None
    elif any(delimiter in text for delimiter in DELIMITERS):
        decoded = _from_delimited(text, delimited_fields)
    elif _ID.match(text):
        decoded = DecodedBadge(Badge(format="id", id=text), Attendee())
    if decoded is None or (decoded.badge.id is None and decoded.attendee == Attendee()):
        return DecodedBadge(Badge(format="unreadable", raw=payload), Attendee())
    return decoded


def unframed(payload: str) -> str:
    """Return a payload without line ends around it and without the scanner's AIM prefix (`]Q1`)."""
    return _AIM_PREFIX.sub("", payload.strip("\r\n\0 "))


def _from_vcard(text: str) -> DecodedBadge:
    """Read vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350), with missing END forgiven."""
    found: dict[str, str] = {}
    for name, parameters, value in _vcard_properties(text):
        if "QUOTED-PRINTABLE" in parameters:
            value = _from_quoted_printable(value, parameters)  # noqa: PLW2901
        if value.strip():  # an empty EMAIL before the real one is no answer
            found.setdefault(name, value)
    family, given = ([*_split_escaped(found.get("N", ""), ";"), "", ""])[:_NAME_PARTS]
    company = _split_escaped(found.get("ORG", ""), ";")[0]
    return DecodedBadge(
        Badge(format="vcard", id=_clean(_unescape(found.get("UID", "")))),
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
    for line in _vcard_lines(text):
        if match := _VCARD_LINE.match(line.strip()):
            yield match[1].upper(), match[2].upper(), match[3]


def _vcard_lines(text: str) -> list[str]:
    """Put together what was folded over several lines."""
    folds_at_spaces = re.search(r"VERSION:2\.1", text, re.IGNORECASE) is not None
    lines: list[str] = []
    for line in re.sub(r"\r\n?", "\n", text).split("\n"):  # scanners give Enter as CR
        if lines and _SOFT_BREAK.match(lines[-1]):
            lines[-1] = lines[-1].rstrip()[:-1] + line
        elif lines and line.startswith((" ", "\t")):
            # RFC 6350, section 3.2, puts the space in; version 2.1 folds where one is.
            lines[-1] += line if folds_at_spaces else line[1:]
        elif line.strip():
            lines.append(line)
    return lines


def _from_quoted_printable(text: str, parameters: str) -> str:
    data = quopri.decodestring(text.encode("utf-8", "replace"))
    charset = _CHARSET.search(parameters)
    for encoding in (charset[1] if charset else "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")  # spelled oddly at the worst, with nothing left out


def _from_mecard(text: str) -> DecodedBadge:
    """MECARD (NTT DOCOMO): `MECARD:N:family,given;TEL:...;;` with backslash escapes."""
    found: dict[str, str] = {}
    for part in _split(text[len("MECARD:") :], ";"):
        name, colon, value = part.partition(":")
        if colon and value.strip():
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
    return [_unescape(part) for part in _split(text, separator)]


def _split(text: str, separator: str) -> list[str]:
    """Split where the separator is not escaped; an escaped backslash before it escapes nothing."""
    parts = [""]
    for token in re.findall(r"\\.|.", text, re.DOTALL):
        if token == separator:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
