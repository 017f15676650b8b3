"""Who is meant by the words before a predicate, or after a preposition: "our head of IT", "Mr. Okafor", "legal"."""

import re

from agent.insight.signals.authority_phrases import (
    LEAD_IN,
    NAME,
    NO_BUYER,
    NOT_WHO,
    PRONOUN,
    ROLE_WORD,
    TRAILING,
)
from agent.insight.signals.authority_words import YES
from agent.insight.signals.reading import Reading, Span

_MOST_WORDS = 10
_OWNER = r"\b(?:my|our|the|mr|mrs|ms|dr|his|her|their|both|all)\b"
_OWNED = re.compile(r"^(?:my|our|the|his|her|their|both|all|two|three)\b")
_POSSESSIVE = re.compile(r"^(?:my own|our own|my|our|the|a|an|his|her|their|your|its)\s+")
_PAIR = re.compile(r"(?:my|our|the) \w+(?: \w+){0,2}\s+and\s*")
_BEFORE_HIM = re.compile(
    r"(?:\W*(?:and|but|so|because|cause|then|that|above that|for that|of course|well|yes|yeah|yep|no|not me|i think|i guess|in the end|ultimately|honestly|actually|unfortunately|if it works|since|as|which means|it's|its|for this|there|where|ask|at our place|over there|with us|though|at the end of the day|usually|normally)\b\W*)+"
)
_AFTER_HIM = re.compile(
    r"(?:\s+(?:also|still|always|usually|normally|then|first|just|only|really|alone|himself|herself|themselves|finally|probably|actually|typically|who|that|which|too|later|eventually|ultimately|in the end|of course|and (?:nobody|no one) else|again|now|himself|in any case|obviously))+\W*$"
)
_OWN_VERB = re.compile(
    r"\b(?:must|has to|have to|decides?|signs?|agrees?|is|are|will|needs?|wants?|approves?|write|tell|show)\b"
)
_HIS = re.compile(
    rf"(?:'(?:d|ll|s)|s')$|'?s (?:call|decision|choice|job|budget|say|responsibility|department|desk|table|{YES})(?: \w+){{0,3}}$"
)


def who_before(reading: Reading, end: int) -> Span | None:
    """Return who stands before a predicate that begins at `end`."""
    clause = reading.clause_at(max(0, end - 1))
    start = min(clause.start, end)
    paired = _PAIR.search(reading.plain[max(0, start - 40) : start])
    if paired is not None and reading.plain[:start].endswith(paired.group()):
        start -= len(paired.group())
    text = reading.plain[start:end]
    trailing = _AFTER_HIM.search(text)
    if trailing is not None:
        end = start + trailing.start()
    pronoun = PRONOUN.search(reading.plain[:end].rstrip(), start)
    if pronoun is not None:
        return Span(*pronoun.span())
    for lead in (LEAD_IN, _BEFORE_HIM):
        match = lead.match(reading.plain[start:end])
        start += match.end() if match is not None else 0
    owners = list(re.finditer(_OWNER, reading.plain[start:end]))
    if not owners and " and " not in reading.plain[start:end]:
        start = max(start, reading.plain.rfind(",", start, end) + 1)  # "he recommends, school board votes"
    if owners:
        first, last = owners[0].start(), owners[-1].start()
        between = reading.plain[start + first : start + last]
        joined = re.search(r"\b(?:and|of|in|at|from)\b|,|'s\b", between) or re.match(
            r"(?:both|all)\b", reading.plain[start + first :]
        )
        of_its_own = re.search(r"\band\b", between) and ROLE_WORD.search(between) is None
        if of_its_own or _OWN_VERB.search(between) or len(between.split()) >= _MOST_WORDS:
            joined = None  # two clauses: "the works council must agree and the council"
        if not re.search(r"\band\b|,", reading.plain[start : start + first]):
            start += first if joined else last
    return _person(reading, start, end)


def who_after(reading: Reading, start: int, end: int) -> Span | None:
    """Return who is named in the words that follow "up to" or "signed by"."""
    lead = LEAD_IN.match(reading.plain[start:end])
    start += lead.end() if lead is not None else 0
    cut = TRAILING.search(reading.plain[start:end])
    if cut is not None and re.match(r"[ ,]*and (?:our|the|my|his|her|[a-z]+$)", cut.group()):
        rest = TRAILING.search(reading.plain, start + cut.start() + 5, end)
        end = rest.start() if rest is not None else end
    elif cut is not None:
        end = start + cut.start()
    comma = reading.plain.find(",", start, end)
    if comma > 0 and not re.match(
        r",\s*(?:mr|mrs|ms|dr|our|the|my|[a-z]+ [a-z]+$)", reading.plain[comma:end]
    ):
        end = comma
    return _person(reading, start, end)


def named(reading: Reading, span: Span) -> str:
    """Return who it is, without article and possessive."""
    words = re.sub(r"(?:'s|s'| who| that| which)$", "", reading.words(span))
    lead = _POSSESSIVE.match(words.lower())
    return words[lead.end() :] if lead is not None else words


def surely_somebody(reading: Reading, span: Span) -> bool:
    """Return whether the words name a role, a body, or a person by name."""
    return (
        ROLE_WORD.search(reading.of_span(span)) is not None
        or NAME.search(reading.text[span.start : span.end]) is not None
    )


def maybe_somebody(reading: Reading, span: Span) -> bool:
    """Return whether the words may be about a person with a say: somebody of the visitor's, but no buyer's opposite."""
    text = reading.of_span(span)
    return (surely_somebody(reading, span) or _OWNED.match(text) is not None) and NO_BUYER.search(
        text
    ) is None


def _person(reading: Reading, start: int, end: int) -> Span | None:
    span = reading.trimmed(start, end)
    his = _HIS.search(reading.of_span(span))
    if his is not None:
        span = Span(span.start, span.start + his.start())
    text = reading.of_span(span)
    if span.start >= span.end or NOT_WHO.search(text) or len(text.split()) > _MOST_WORDS:
        return None
    return span
