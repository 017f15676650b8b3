"""Who has a say, in full: the name beside a role, the role beside a name, and who decides together with the visitor.

Whoever calls the firm needs both: "Helen, operations director" is found on the phone, "the director" is not.
"""

import re
from dataclasses import replace

from agent.insight.signals.authority.phrases import ROLE_WORD
from agent.insight.signals.language.names import NOT_NAMES
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk

_TITLE = r"(?:mr|mister|mrs|missis|ms|miss|dr|doctor|prof|professor|madame|monsieur|mme|frau|herr|signora?|se[nñ]ora?)\.?"
_NO_NAMES = frozenset({"me", "myself", "listen", "look", "well", "honestly", "here", "there", "two", "three"})
_TITLED = re.compile(rf"{_TITLE} \w")
_CAPITALS = r"(?!I\b)[^\W\d_a-zß-ÿ][\w-]*[^\W\d_]"
_NAME = rf"(?:(?i:{_TITLE}) )*{_CAPITALS}(?: {_CAPITALS}){{0,2}}"
"""In the text as it was heard, with capitals."""
_OWNED = r"(?:our|my|the|an?)"
_WHO_IS = r"(?:(?:[Hh]e|[Ss]he|who)(?:['’]?s| is| would be))"
_NAME_BEFORE = re.compile(rf"\b(?P<name>{_NAME})(?:(?:[,.]| -)? {_WHO_IS}|['’]s| is|,) (?:{_OWNED} )?$")
"""Before a role: "Anouk, she's the | operations manager"."""
_TITLED_BEFORE = re.compile(rf"\b(?P<name>{_TITLE} (?!and\b)[a-zß-ÿ-]{{3,}})(?: {_WHO_IS})? {_OWNED} $")
"""The same without capitals, where a title begins the name: "doctor ramesh the | medical director"."""
_NAME_AFTER = re.compile(
    rf"(?:,| -)? (?:called|named) (?P<name>{_NAME})|, (?P<alone>{_NAME})(?=[.,;!?]|$)|"
    rf" [^.,;!?]{{2,40}}, (?P<late>{_NAME})(?=[.!?]|$)"
)
"""After a role, or after what he does: "our director holds the purse, Moira Kerr"."""
_HIS_NAME = re.compile(
    r"\b[Hh](?:is|er) name(?:['’]?s| is) (?!not\b|on\b|in\b)"
    r"(?P<name>[\w-]{2,}(?: (?!(?:i|he|she|we|and|but|who|so)\b)[\w-]{2,})?)"
)
_BEGINS = re.compile(r"\W*(?:(?:no|oh|well|that's|thats|that is|it's|its|that would be)\W+)*")
"""Before a name in a turn without capitals: what else is said there is hardly one."""
_NO_ROLE = (
    rf"(?:{_OWNED}|and|or|but|so|as|he|she|they|who|is|was|has|will|not|decides|signs|said|says|asks|wants)"
)
_ROLE_AFTER = re.compile(
    rf"(?:(?:[,.]| -)? {_WHO_IS}|,| is|['’]s)? {_OWNED} (?P<role>(?:(?!{_NO_ROLE}\b)[\w'-]+ ){{0,2}}"
    rf"{ROLE_WORD.pattern}(?: of (?:the |our )?[\w-]+)?)"
)
"""After a name: "Helen | , our chief operating officer"."""
_THE_OTHER = r"(?:my|our|the)\s(?:(?!(?:my|our|the|and)\b)[\w'-]+\s){0,3}?[\w'-]+"
_GOES_ON = r"(?=\W*$|[,.;!?]|\s(?:we|decide|choose|pick|sign|agree|both|together|make|it'?s|between|say)\b)"
_I_AND_HE = compiled(rf"""
    (?:^|[,;.]\s|\b(?:it's|its|that's|thats|is|be|with)\s)(?P<me_first>(?:me|myself|i)\sand\s{_THE_OTHER}){_GOES_ON}|
    \b(?P<he_first>{_THE_OTHER},?\sand\s(?:me|i|myself)){_GOES_ON}
""")
_AND_I = re.compile(r"^(?:me|myself|i) and |,? and (?:me|myself|i)$")
_WITH_HIM = compiled(rf"""
    \bwith\s(?P<other>{_THE_OTHER})(?=\W*$|[,.;!?]|\s(?:we|the\stwo|together|both)\b)
""")
_I_DO = re.compile(r"\bi\b")
_TURNS_BACK = 40
"""How far back somebody may have been named, in turns of both sides."""
_TOGETHER = re.compile(r"\b(?:together|jointly|both|the two of us|we two|between us)\b")


def named_in_full(talk: Talk, found: Finding) -> Finding:
    """Return a finding about who has a say with all that the talk says of who it is.

    Args:
        talk: The conversation.
        found: Of kind authority; any other is returned as it is.
    """
    if found.kind != "authority" or found.absent:
        return found
    who = found.value["who"]
    if not isinstance(who, str):
        other = _with_him(found) if found.value["role"] == "decision_maker" else None
        return found if other is None else replace(found, value=found.value | {"who": other})
    number = found.reading.number
    for reading in (found.reading, *reversed(talk.readings[max(0, number - 1 - _TURNS_BACK) : number - 1])):
        at = [*re.finditer(rf"(?<!\w){re.escape(who.lower())}(?!\w)", reading.plain)]
        if at:
            beside = _beside(reading, Span(*at[-1].span()))
            return found if beside is None else replace(found, value=found.value | {"who": beside})
    return found


def _beside(reading: Reading, span: Span) -> str | None:
    """Return a role with the name beside it, or a name with its role; None where nothing is beside it."""
    who = reading.text[span.start : span.end]
    before, after = reading.text[: span.start], reading.text[span.end :]
    if ROLE_WORD.search(who.lower()) is None:
        if not (_BEGINS.fullmatch(before.lower()) if reading.noisy else who[0].isupper()):
            return None
        role = _ROLE_AFTER.match(after.lower() if reading.noisy else after)
        return None if role is None else f"{who}, {role['role']}"
    for match in (
        _NAME_BEFORE.search(before),
        _TITLED_BEFORE.search(before),
        _NAME_AFTER.match(after),
        _HIS_NAME.search(after),
    ):
        name = match and match.group(match.lastgroup or 0)
        if name and _is_name(name) and name.lower() not in who.lower():
            return f"{name}, {who}"
    return None


def _is_name(text: str) -> bool:
    said = text.lower()
    if _TITLED.match(said):
        return True
    return NOT_NAMES.search(said) is None and ROLE_WORD.search(said) is None and said not in _NO_NAMES


def _with_him(found: Finding) -> str | None:
    """Return the visitor and who decides with him: "me and my brother"."""
    reading = found.reading
    both = _I_AND_HE.search(reading.plain)
    if both is not None:
        span = Span(*both.span(both.lastgroup or 0))
        return reading.words(span) if _ends_as_somebody(_AND_I.sub("", reading.of_span(span))) else None
    other = _WITH_HIM.search(reading.plain)
    if other is None or _TOGETHER.search(reading.plain) is None:
        return None
    if _I_DO.search(reading.plain, reading.sentence_at(other.start()).start, other.start()):
        return None  # "I decide that with the owner": the one who decides is he
    span = Span(*other.span("other"))
    return f"me and {reading.words(span)}" if _ends_as_somebody(reading.of_span(span)) else None


def _ends_as_somebody(text: str) -> bool:
    """Return whether words end with a role; "my accountant advises" does not."""
    return any(role.end() == len(text) for role in ROLE_WORD.finditer(text))
