"""Takes apart what a scanner delivered in one piece: the same code twice, or two codes."""

import re

from agent.visit.badges.mecard import HEAD as MECARD_HEAD
from agent.visit.badges.structured import parse_json
from agent.visit.badges.vcard import BEGIN, END

_SHORTEST = 6
_SEPARATORS = ("", "\r", "\n", "\r\n", "\t", " ", "\r\r", "\n\n", "\r\n\r\n")
_AIM_INSIDE = re.compile(r"(?:[\r\n\t ]|(?<=[\w;}]))(?=\][ACEIQdLez][0-9](?:[\w{]))")
_LINK_INSIDE = re.compile(r"(?<![=%/])(?=https?://)", re.IGNORECASE)
_MOST_LINES = 6
_AGENT = re.compile(r"\bAGENT(?:;[^:\r\n]{0,80})?:\s*(?=BEGIN\s*:\s*VCARD)", re.IGNORECASE)


def once(text: str) -> str:
    """Return a code without its repetitions."""
    for separator in _SEPARATORS:
        whole = text + separator
        # A text that is found in its own double before the end repeats itself; C finds that fast.
        period = (whole + whole).find(whole, 1)
        if not 0 < period < len(whole):
            continue
        unit = whole[: period - len(separator)]
        between_lines = "\r" in separator or "\n" in separator
        if len(set(unit)) > 1 and (between_lines or len(unit) >= _SHORTEST):
            return unit
    return text


def parts(text: str) -> list[str]:
    """Return the codes in a text, one or more."""
    text = _without_agents(text)
    starts = [match.start() for match in BEGIN.finditer(text)]
    if not starts:
        starts = [match.start() for match in MECARD_HEAD.finditer(text) if _after_an_end(text, match.start())]
    if len(starts) > 1 and starts[0] == 0:
        return _whole([text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)])
    found = [part.strip() for part in _AIM_INSIDE.split(text) if part.strip()]
    if len(found) > 1:
        return [re.sub(r"^\][A-Za-z][0-9]", "", part) for part in found]
    if re.match(r"https?://", text, re.IGNORECASE):
        found = [part.strip() for part in _LINK_INSIDE.split(text) if part.strip()]
        if len(found) > 1:
            return found
    return [text]


def lines(text: str) -> list[str]:
    """Return the lines of a code of a few, each of which may be a code of its own."""
    found = [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    return found if 1 < len(found) <= _MOST_LINES else []


def json_values(text: str) -> list[object] | None:
    """Return the JSON values of a text that looks like it; None for any other and for broken ones."""
    if text[:1] not in {"{", "["}:
        return None
    try:
        return parse_json(text)
    except ValueError:
        return None


def _without_agents(text: str) -> str:
    """Leave out the cards of assistants that stand inside a visitor's own (RFC 2426, section 3.5.4)."""
    kept: list[str] = []
    after = 0
    for match in _AGENT.finditer(text):
        if match.start() < after:
            continue
        end = END.search(text, match.end())
        if end is None:
            break
        kept.append(text[after : match.start()])
        after = end.end()
    return "".join([*kept, text[after:]])


def _whole(found: list[str]) -> list[str]:
    """Leave out the beginnings of codes that follow as a whole: the scanner tried again."""
    stripped = [each.strip() for each in found]
    return [
        each
        for place, each in enumerate(stripped)
        if not any(
            other.startswith(each) and (other != each or place > before)
            for before, other in enumerate(stripped)
            if before != place
        )
    ]


def _after_an_end(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip(" \t")[-1:] in {";", "\r", "\n"}
