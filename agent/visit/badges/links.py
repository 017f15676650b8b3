"""Reads addresses of all sorts: web links with an id or contact fields in them, `mailto:`, `tel:`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from agent.visit.badges import values
from agent.visit.badges.gs1 import read_digital_link
from agent.visit.badges.labels import Labelled, fill, folded, meaning
from agent.visit.badges.person import Person
from agent.visit.badges.result import Kind, Reason, Refusal, Result
from agent.visit.badges.text import mended
from agent.visit.badges.words import words

URL = re.compile(r"(?:https?://|www\.)[^\s\"<>]+", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62}\.))+[a-z]{2,24}(?::\d+)?[/?#][^\s\"<>]*", re.IGNORECASE
)
_APP = re.compile(r"[a-z][a-z0-9+.-]{1,30}://[^\s\"<>]+", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:([a-z][a-z0-9+.-]*)://)?(?:[^/?#@]*@)?([^/?#:@]*)(?::\d*)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(r"(mailto|matmsg|tel|sms|smsto|mmsto|facetime|callto|sip):", re.IGNORECASE)
_CONTEXT = frozenset(
    words(
        "b badge badges a att attendee attendees v visitor visitors r reg registrant registrants"
        " registration registrations u user"
        " users id ids i s scan scans q qr c card cards contact contacts p person people profile profiles t"
        " ticket tickets lead"
        " leads checkin checkins delegate delegates participant participants member members vcard me guest"
        " guests d m k code x"
        " connect lookup l g getbadge badgescan"
    )
)
"""Path segments after which an id comes."""
_OTHER_CONTEXT = frozenset(
    words(
        "session sessions exhibitor exhibitors product products news article articles blog post posts speaker"
        " speakers agenda shop store item items booth booths stand stands category categories event events"
        " video videos order orders job jobs sponsor sponsors form forms survey surveys app apps"
    )
)
"""Path segments after which comes what is no visitor."""
_OTHER_APPS = frozenset(words("market intent itms itms-apps itms-services ms-windows-store"))
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|json|vcf|do|cgi)$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\.(?:pdf|png|jpe?g|gif|svg|webp|mp4|mov|zip|docx?|pptx?|xlsx?|css|js|xml|txt|csv|apk|ics)$",
    re.IGNORECASE,
)
_UUID = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~:=@!$-]{0,199}")
_PREFIXED = re.compile(r"[A-Z0-9]{1,12}(?:[-_.][A-Z0-9]{1,24}){1,4}")
_WORDS = re.compile(r"[a-z]{2,}(?:[-_][a-z0-9]+)*|[a-z]+\d{1,2}|[A-Z]?[a-z]+")
_YEAR = re.compile(r"(?:[A-Za-z]+[-_]?)?(?:19|20)\d\d")
"""Also of a show: `expo2026`."""
_FEWEST = 4
_UNINVITED = re.compile(
    r"(?:^|\.)(?:youtube|youtu|linkedin|facebook|fb|instagram|twitter|x|tiktok|google|goo|wikipedia|apple|whatsapp|wa|t|bit"
    r"|tinyurl|amazon|microsoft|github|medium|vimeo|spotify|pinterest|xing|snapchat|threads|telegram|lnkd|msng|maps)"
    r"\.(?:com|org|net|be|me|gl|ly|co|in|de|page|at|app|eu)$",
    re.IGNORECASE,
)
"""Pages that no badge printer links to: whatever they call `id` is not a visitor."""
_MOST_PARAMETERS = 100


@dataclass(frozen=True, slots=True)
class Link:
    """A web address in parts, as written."""

    scheme: str
    host: str
    path: str
    query: str
    fragment: str


def looks_like_link(text: str) -> bool:
    """Whether a code is one address of the web, or one that opens an app."""
    return any(form.fullmatch(text) for form in (URL, _BARE_HOST, _APP))


def looks_like_contact(text: str) -> bool:
    """Whether a code is an address that a telephone would write to or call."""
    return _CONTACT.match(text) is not None


def link(text: str) -> Link:
    """Take an address apart."""
    match = _PARTS.fullmatch(text)
    assert match is not None  # noqa: S101 -- the caller looked
    return Link(*(part or "" for part in match.groups()))


def read_link(text: str, *, region: str | None = None) -> Result:
    """Read a link: contact fields and an id in its query or fragment, an id in its path."""
    parts = link(text)
    goods = read_digital_link(parts.path)
    if isinstance(goods, Refusal) and goods.reason is not Reason.NO_IDENTITY:
        return goods
    person = Person(region)
    if not _UNINVITED.search(parts.host) and parts.scheme.lower() not in _OTHER_APPS:
        pairs = list(parameters(parts.query, "url:query"))
        route = parts.fragment.lstrip("!/")
        if "=" in route:
            pairs += parameters(route.partition("?")[2] or route, "url:fragment")
        fill(person, [pair for pair in pairs if folded(pair.label) not in _WEB_LABELS])
        if not person.has("id"):
            _id_in_path(person, parts, route)
    if not person.named:
        return Refusal(Reason.WEB_LINK, "it is a link without an id", Kind.URL)
    person.drop("url")
    person.add("url", text, "url")
    return person.decoded(Kind.URL)


_WEB_LABELS = frozenset(words("url t token key no num v utmid page q"))
"""Parameters of web pages that say nothing of a visitor, although they may in a badge's own query."""


def read_contact(text: str, *, region: str | None = None) -> Result:
    """Read `mailto:`, `MATMSG:`, `tel:` and the like."""
    scheme, _, rest = text.partition(":")
    scheme = scheme.lower()
    person = Person(region)
    if scheme == "mailto":
        addresses, _, query = rest.partition("?")
        person.add("emails", unquote(addresses), "mailto")
        for pair in parameters(query, "mailto"):
            if folded(pair.label) == "to":
                person.add("emails", pair.value, "mailto")
    elif scheme == "matmsg":
        for match in re.finditer(r"TO:([^;]*)", rest, re.IGNORECASE):
            person.add("emails", match[1], "matmsg:TO")
    elif scheme in {"tel", "callto"}:
        person.add("phones", "tel:" + rest.lstrip("/"), scheme)
    else:
        address = unquote(re.split(r"[?]", rest.lstrip("/"), maxsplit=1)[0])
        address = address if scheme in {"facetime", "sip"} else re.split(r"[:;,]", address, maxsplit=1)[0]
        person.add("emails" if "@" in address else "phones", address, scheme)
    if not person.named:
        return Refusal(Reason.NO_IDENTITY, "it names nobody", Kind.URL)
    return person.decoded(Kind.URL)


def parameters(query: str, source: str) -> Iterator[Labelled]:
    """Yield what a query string says, decoded."""
    pieces = re.split(r"&(?:amp;)?", query.strip().lstrip("?"))
    for piece in pieces[:_MOST_PARAMETERS]:
        label, equals, value = piece.partition("=")
        if equals and label:
            name = decoded(label).strip()
            yield Labelled(name, _value(value, name), f"{source}:{name}")


def decoded(text: str) -> str:
    """Decode percent signs and plus; bytes that are not UTF-8 are Windows-1252."""
    text = text.replace("+", " ")
    if "%" not in text:
        return text
    data = unquote_to_bytes(text.encode("utf-8", "replace"))
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace") if text.isascii() else unquote(text)


def _value(text: str, label: str) -> str:
    known = meaning(label)
    # A plus that nobody encoded: neither an address nor the front of a number has a space there.
    if known is not None and known.field == "emails" and "@" in text:
        return decoded(text.replace("+", "%2B"))
    if known is not None and known.field == "phones" and text.startswith("+"):
        return "+" + decoded(text[1:])
    return mended(decoded(text))


def _id_in_path(person: Person, parts: Link, route: str) -> None:
    segments = [decoded(segment.replace("+", "%2B")) for segment in re.split(r"[/;]", parts.path) if segment]
    if parts.scheme and parts.scheme.lower() not in {"http", "https"}:  # an app's own: the host is a segment
        segments = [parts.host, *segments]
    ways = [("url:path", segments)]
    if route and "=" not in route:
        ways.insert(0, ("url:fragment", ["#", *(decoded(part) for part in route.split("/") if part)]))
    if parts.query and "=" not in parts.query:
        ways.insert(0, ("url:query", ["?", decoded(parts.query)]))
    for source, found in ways:
        if (segment := _id_among(found)) is not None:
            person.add("id", segment, source)
            return


def _id_among(segments: list[str]) -> str | None:
    """Return the segment that is an id: what follows a word for badges, else a last one that is no word."""
    places = [
        number
        for number in range(len(segments) - 1, 0, -1)
        if segments[number - 1].casefold() in _CONTEXT | {"?", "#"}
    ]
    for number in places:
        segment = _SUFFIX.sub("", segments[number])
        long_word = len(segments[number - 1]) > 1
        if _may_be_id(segment) or (long_word and _is_opaque(segment)):
            return segment
    if not segments or _DOCUMENT.search(segments[-1]):
        return None
    if len(segments) > 1 and segments[-2].casefold() in _OTHER_CONTEXT:
        return None
    last = _SUFFIX.sub("", segments[-1])
    return last if _is_opaque(last) else None


def _may_be_id(text: str) -> bool:
    """Whether what follows a word for badges is an id: anything with a digit that is no file."""
    if _DOCUMENT.search(text) or not _TOKEN.fullmatch(text) or values.is_email(text):
        return False
    return any(character.isdigit() for character in text) and not re.fullmatch(r"v\d{1,2}", text)


def _is_opaque(text: str) -> bool:  # noqa: PLR0911 -- one for each form
    """Whether a text can only be an id: no word, no year, nothing that a person would give a page as name."""
    if not _TOKEN.fullmatch(text) or values.is_email(text) or _DOCUMENT.search(text):
        return False
    if _UUID.fullmatch(text):
        return True
    if text.isdigit():
        return len(text) >= _FEWEST and not _YEAR.fullmatch(text)
    if _WORDS.fullmatch(text) or _YEAR.fullmatch(text):
        return False
    digits = any(character.isdigit() for character in text)
    if _PREFIXED.fullmatch(text):
        return digits
    if not text.isalnum():
        return digits and not re.search(r"[a-z]{4,}[-_.]|[-_.][a-z]{4,}", text)
    mixed = text.lower() != text and not text.isupper() and not text[1:].islower()
    return len(text) >= _FEWEST + 2 and (digits or mixed or text.isupper())
