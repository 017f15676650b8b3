"""Reads vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350), as badge printers and scanners leave them.

Line ends may be lost, doubled or spelled out, END may be missing; what can be known for certain is
taken, what may have been cut off is not.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.visit.badges import values
from agent.visit.badges.escapes import split_escaped, unescape
from agent.visit.badges.labels import is_own_id
from agent.visit.badges.person import Person
from agent.visit.badges.result import Decoded, Kind, Reason, Refusal, Result
from agent.visit.badges.words import words

BEGIN = re.compile(r"BEGIN\s*:\s*VCARD", re.IGNORECASE)
END = re.compile(r"END\s*:\s*VCARD", re.IGNORECASE)
_PROPERTIES = words(
    "BEGIN END VERSION PRODID PROFILE SOURCE NAME KIND XML FN N NICKNAME SORT-STRING PHOTO BDAY"
    " ANNIVERSARY GENDER ADR LABEL"
    " TEL EMAIL MAILER IMPP LANG TZ GEO TITLE ROLE LOGO AGENT ORG MEMBER RELATED CATEGORIES NOTE REV SOUND"
    " UID CLIENTPIDMAP URL KEY FBURL CALADRURI CALURI CLASS"
)
_BARE_PARAMETERS = words(
    "WORK HOME PREF VOICE CELL FAX MSG PAGER BBS MODEM CAR ISDN VIDEO INTERNET X400 DOM INTL POSTAL PARCEL"
    " QUOTED-PRINTABLE BASE64 8BIT TEXT IPHONE MAIN OTHER"
)
_PARAMETER = rf";(?:[A-Za-z-]+=(?:\"[^\"]*\"|[^\":;]*)|(?:{'|'.join(_BARE_PARAMETERS)})(?=[;:]))"
# Longest first, so that FN is not read as the N after an F.
_HEAD = re.compile(
    r"(?:\bitem\d+\.)?(?:"
    + "|".join(sorted(_PROPERTIES, key=len, reverse=True))
    + rf"|X-[A-Z0-9-]+)(?:{_PARAMETER}){{0,8}}:",
    re.IGNORECASE,
)
# A quoted parameter may hold a colon (RFC 6350, section 3.3).
_LINE = re.compile(
    r"(?:[\w-]+\.)?([A-Za-z-][A-Za-z0-9-]*)((?:\s*;(?:\"[^\"]*\"|[^\":])*)?)\s*:(.*)", re.DOTALL
)
_CHARSET = re.compile(
    r"CHARSET=\"?(UTF-?8|US-ASCII|ISO-8859-\d+|WINDOWS-\d+|SHIFT_JIS|EUC-(?:JP|KR)|GB(?:K|2312|18030)|BIG5|KOI8-R|LATIN1)"
)
_SPELLED_LINE_END = re.compile(
    r"(?:<CR>(?:<LF>)?|<LF>|\[CR\](?:\[LF\])?|\[LF\]|\{CR\}(?:\{LF\})?|\{LF\}|\\r\\n|\\n|\\r|%0D%0A|%0A|\^M|\|)"
    r"(?=(?:item\d+\.)?(?:" + "|".join(_PROPERTIES) + r"|X-[A-Z0-9-]+)[:;])",
    re.IGNORECASE,
)
_JUNK_AT_END = re.compile(r"(?:<CR>|<LF>|\[CR\]|\[LF\]|\{CR\}|\{LF\}|\\r|\\n|\||;){1,4}$", re.IGNORECASE)
_FEWEST_PHONE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    parameters: str
    value: str

    @property
    def source(self) -> str:
        return f"vcard:{self.name}"


def read_vcard(text: str, *, region: str | None = None, ended: bool = False) -> Result:
    """Read one vCard.

    Args:
        text: From BEGIN, or from the first property where that is lost.
        region: Of telephone numbers without country.
        ended: Whether a line end followed the code, so that its last line is whole.
    """
    whole = END.search(text) is not None
    lines = _lines(text)
    properties = list(_properties(lines, whole=whole))
    if not whole and not ended and properties and _LINE.fullmatch(lines[-1].strip()):
        properties = _certain(properties)
    person = Person(region)
    _fill(person, properties)
    if not person.named:
        reason = Reason.NO_IDENTITY if whole else Reason.TRUNCATED
        return Refusal(reason, "the vCard names nobody" if whole else "scan it again", Kind.VCARD)
    return person.decoded(Kind.VCARD)


def said(text: str) -> dict[str, list[str]]:
    """Return the values of all properties by their names, for profiles that know more of them."""
    found: dict[str, list[str]] = {}
    for each in _properties(_lines(text), whole=True):
        found.setdefault(each.name, []).append(unescape(each.value))
    return found


def looks_like_vcard(text: str) -> bool:
    """Whether a code is a vCard, or what is left of one whose head was lost."""
    if BEGIN.match(text):
        return True
    return (
        END.search(text) is not None and re.search(r"(?:^|[\r\n.])F?N[;:]", text, re.IGNORECASE) is not None
    )


def _fill(person: Person, properties: list[_Property]) -> None:  # noqa: C901 -- one branch for each form
    ids = [each for each in properties if each.name.startswith("X-") and is_own_id(each.name)]
    of_company = _is_of_company(properties)
    for each in [*ids, *properties]:
        match each.name:
            case "FN" if not of_company:
                person.add("full_name", unescape(each.value), each.source)
            case "N":
                _name(person, each)
            case "ORG":
                person.add("company", split_escaped(each.value, ";")[0], each.source)
            case "TITLE":
                person.add("title", unescape(each.value), each.source)
            case "EMAIL":
                person.add("emails", unescape(each.value), each.source)
            case "TEL" if not _is_fax(each.parameters):
                person.add("phones", unescape(each.value), each.source)
            case "URL":
                person.add("url", unescape(each.value), each.source)
            case "UID":
                person.add("id", unescape(each.value), each.source)
            case _ if each in ids:
                person.add("id", unescape(each.value), each.source)
    for role in [each for each in properties if each.name == "ROLE"]:
        person.add("title", unescape(role.value), role.source)
    for name in [each for each in properties if of_company and each.name == "FN"]:
        person.add("company", unescape(name.value), name.source)


def _is_of_company(properties: list[_Property]) -> bool:
    """Whether a card names no person: FN is then a company's name, or a group's."""
    kinds = {each.name: each.value.strip().casefold() for each in properties}
    other = kinds.get("KIND", "individual") != "individual" or kinds.get("X-ABSHOWAS") == "company"
    return other and not kinds.get("N", "").strip("; ")


def _name(person: Person, each: _Property) -> None:
    parts = split_escaped(each.value, ";")
    if len(parts) == 1 and " " in parts[0].strip():  # not taken apart by who wrote it, and not by us
        person.add("full_name", parts[0], each.source)
        return
    family, given = [*parts, ""][:2]
    person.add("first_name", given, each.source)
    person.add("last_name", family, each.source)


def _is_fax(parameters: str) -> bool:
    return re.search(r"\bFAX\b", parameters) is not None and not re.search(r"\b(?:VOICE|CELL)\b", parameters)


def _certain(properties: list[_Property]) -> list[_Property]:
    """Leave out what may have been cut off, where neither END nor a line end says that it was not."""
    *before, last = properties
    if last.name == "FN":
        names = [
            _plain(" ".join(reversed(split_escaped(each.value, ";")[:2])))
            for each in before
            if each.name == "N"
        ]
        return properties if _plain(unescape(last.value)) in names else before
    if last.name in {"N", "UID"} or last.name.startswith("X-"):
        return before
    if last.name == "EMAIL":
        return properties if all(values.is_email(found) for found in values.as_emails(last.value)) else before
    if last.name == "TEL":
        digits = sum(character.isdigit() for character in last.value)
        return properties if digits >= _FEWEST_PHONE_DIGITS else before
    return properties


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _properties(lines: list[str], *, whole: bool) -> Iterator[_Property]:
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            continue
        name, parameters, value = match[1].upper(), match[2].upper(), match[3]
        if name in {"BEGIN", "END", "VERSION"}:
            continue
        if "QUOTED-PRINTABLE" in parameters:
            if not whole and number == len(lines) - 1:
                value = re.sub(r"=[0-9A-Fa-f]?$", "", value)
            value = _from_quoted_printable(value, parameters)
        elif re.search(r"ENCODING=\"?B(?:ASE64)?\b|;BASE64\b", parameters) and name in {
            "FN",
            "N",
            "ORG",
            "TITLE",
        }:
            value = _from_base64(value, parameters)
        if value.strip():  # an empty EMAIL before the real one is no answer
            yield _Property(name, parameters, value)


def _lines(text: str) -> list[str]:
    """Put together what was folded over several lines, and take apart what was joined into one."""
    text = re.sub(r"\r\n?", "\n", text)
    if BEGIN.search(text) and re.match(
        r"[^\n]*?VCARD[ \t|]*(?!\n|$)\S", text[text.upper().index("BEGIN") :], re.IGNORECASE
    ):
        text = _parted(text)
    folds_at_spaces = re.search(r"VERSION:2\.1", text, re.IGNORECASE) is not None
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _goes_on(lines[-1]):
            lines[-1] = lines[-1].rstrip()[:-1] + line
        elif lines and line.startswith((" ", "\t")):
            # RFC 6350, section 3.2, puts the space in; version 2.1 folds where one is.
            lines[-1] += line if folds_at_spaces else line[1:]
        elif line.strip():
            lines.append(line)
    return lines


def _goes_on(line: str) -> bool:
    """Whether "=" at the end is a soft line break; elsewhere it ends Base64 and URLs."""
    head, colon, value = line.partition(":")
    return bool(colon) and "QUOTED-PRINTABLE" in head.upper() and value.rstrip(" \t").endswith("=")


def _parted(text: str) -> str:
    """Put line ends before the properties of a vCard that lost them."""
    text = _SPELLED_LINE_END.sub("\n", text)
    pieces: list[str] = []
    end = 0
    for match in _HEAD.finditer(text):
        pieces.append(_JUNK_AT_END.sub("", text[end : match.start()].rstrip()))
        end = match.start()
    pieces.append(_JUNK_AT_END.sub("", text[end:].rstrip()))
    # A fold starts with a space; a property that was only set apart by one must not look like it.
    return "\n".join(piece.strip() for piece in pieces if piece.strip())


def _from_quoted_printable(text: str, parameters: str) -> str:
    return _text(quopri.decodestring(text.encode("utf-8", "replace")), parameters)


def _from_base64(text: str, parameters: str) -> str:
    try:
        return _text(base64.b64decode(text, validate=True), parameters)
    except (binascii.Error, ValueError):
        return text


def _text(data: bytes, parameters: str) -> str:
    charset = _CHARSET.search(parameters)
    for encoding in (charset[1] if charset else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")  # spelled oddly at the worst, with nothing left out


def merge_same(decoded: list[Decoded]) -> Decoded | None:
    """Return the fullest of several readings of one badge, or None where they contradict each other."""
    fullest = max(decoded, key=lambda each: len(each.identity()))
    whole = fullest.identity()
    for each in decoded:
        if any(whole.get(name) != value for name, value in each.identity().items()):
            return None
    return fullest
