"""Reservations about us, and whether the visitor let go of them."""

import re
from collections.abc import Iterator
from typing import get_args

from agent.insight.signals.challenges.pains import excused
from agent.insight.signals.language.matters import announces, matter_of, priced
from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, negated, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.language.topics import Topic
from agent.insight.signals.objections.answers import POINTS, answered
from agent.insight.signals.objections.letting_go import resolved_in
from agent.insight.signals.objections.outright import HEARSAY, OF_OFFER, OF_US
from agent.insight.signals.objections.plain_words import PLAIN
from agent.insight.signals.objections.replies import OR_ELSE, follows_need, gives_reason, replies
from agent.insight.signals.objections.stands import IF, JUDGES, asks, is_glad, is_only_much, stands
from agent.insight.signals.objections.words import CLAIMS, PRICEY, UNFIT, UNWILLING, WORRY

_POINTS_FIRST = re.compile(
    r"\W*(?:that|it|this|them)\b(?: (?:before|until|till|when|unless|yet|though|at all)\b|\W*$)"
)
_FEARED_WORSE = re.compile(
    r"\b(?:thought|expected|feared|figured|reckoned)\b.*\b(?:more|higher|worse|expensive|double|longer)\b"
)
_QUESTIONS = re.compile(r"\b(?:what|who|when|how|which|where|why|do you|are you|is there|have you|any)\b")
_OF_THE_LAST = re.compile(
    r"\bthe (?:last|previous|former) (?:lot|one|vendor|supplier|provider|people|guys|company|firm|ones)\b(?! said\b)"
)
_PROPOSES = compiled(r"""
    \b(?:would|could|is|are|might) (?:(?:a|an|the|that|this|it|our) )?(?:\w+ ){0,3}?(?:be )?
    (?:an option|an alternative|possible|conceivable|of interest|interesting|thinkable|imaginable)\b|
    \b(?:can|could) you (?:imagine|picture)\b|\bdo you see (?:it|this|that|yourself|your)\b|
    \b(?:do|did|would) you like (?:it|this|what|our|the)\b|
    \bis (?:it|that|this) something for you\b
""")
"""Asks whether a part of our offer would suit."""
_TAKES_UP = compiled(r"""
    \W*(?:(?:oh|ah|well|okay|ok|yes|yeah|right|and|but)\W+)*(?:
        so (?:you|your|it's|that's)|
        (?:
            hi|hello|good (?:morning|afternoon|day|evening)|welcome|sorry|i'm sorry|ouch|nice to|i see|
            i understand|understood|sounds|that (?:sounds|must)|i can imagine|
            you(?:'re| are|'ve| have| said| must)|let me|i'll|we'll (?:send|call)|fair|no problem|thanks|
            thank
        )\b
    )
""")
_LONGEST_WORRY, _NEXT_TO, _SAYS_LITTLE, _FIRST_WORDS = 9, 8, 3, 2
_LEAD = compiled(r"""
    \W*(?:
        (?:
            well|hm+|um|uh|oh|ah|but|and|so|honestly|frankly|ouch|outch|phew|wow|great|nice|neat|okay|ok|yes|
            yeah|no|only|sorry|to be honest|i think|though|still|right
        )\b\W*
    )+(?=\w)
""")
_EMPTY = re.compile(
    r"\W*(?:(?:hm+|well|but|i|we|still|really|don't|dont|do|not|like|it|that|this|want|sure|trust)\W*)+"
)
_ELSEWHERE = frozenset(get_args(Topic)) - {"doubt", "proposal"}
_OTHER_MATTERS = compiled(r"""
    \b(?:
        record\w*|newsletter|e-?mail|phone calls?|contact me|my (?:boss|card|train|address)|
        won't (?:say|tell|lie|bore|go into|keep you)|coffee|lunch|here\b.*\bfair|keynote|decide|budget is|
        the money
    )\b
""")


def objections(talk: Talk) -> Iterator[Finding]:
    """Find reservations, each with where the visitor let go of it."""
    for reading in talk.visitors:
        for what, span, rule in _in_turn(talk, reading):
            resolved = resolved_in(talk, reading, span)
            value: dict[str, str | int | float | bool | None] = {
                "what": priced(talk, reading, reading.words(what)),
                "resolved": resolved is not None,
                "resolved_turn": resolved,
            }
            yield Finding("objection", value, reading, span, rule, 0.75)


def _in_turn(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span, str]]:
    """Find the reservation of a turn: what it is, the quote, and the rule. One turn holds one."""
    for pattern, rule in (
        (WORRY, "worry"),
        (PLAIN, "reservation"),
        (OF_US, "outright"),
        (HEARSAY, "outright"),
    ):
        for match in pattern.finditer(reading.plain):
            span = _quote(reading, match, rule)
            if not stands(talk, reading, match, span, rule):
                continue
            yield _what(reading, match, span, rule), span, rule
            return
    asked = talk.asked(reading, "doubt") and (talk.offered(reading) or not talk.asked(reading, "problem"))
    found = (answered(talk, reading) if asked else None) or _after_claim(talk, reading)
    if found is not None and not is_only_much(talk, reading, reading.of_span(found[1])):
        yield found


def _quote(reading: Reading, match: re.Match[str], rule: str) -> Span:
    """Return the clause; with the one before where it only judges ("that scares me"), or the one after where it opens."""
    clause = reading.clause_at(match.start())
    sentence = reading.sentence_at(match.start())
    end = clause.end if _cut_short(reading, clause, match.end()) else max(clause.end, match.end())
    if rule == "worry":
        longer = (
            max(end, reading.clause_at(min(end + 1, sentence.end - 1)).end) if end < sentence.end else end
        )
        if len(reading.plain[match.end() : longer].split()) <= _LONGEST_WORRY:
            end = min(longer, max(sentence.end, end))
    span = reading.trimmed(min(clause.start, match.start()), end)
    alone = rule == "worry" and POINTS.fullmatch(reading.plain, match.end(), span.end) is not None
    if (
        alone
        or announces(reading.of_span(span))
        or (
            (rule != "worry" or not reading.plain[match.end() : span.end].strip(" .,"))
            and JUDGES.match(reading.of_span(span))
        )
    ):
        matter = matter_of(reading, span)
        if matter is not None:
            span = reading.trimmed(min(matter.start, span.start), max(matter.end, span.end))
    return span


def _cut_short(reading: Reading, clause: Span, end: int) -> bool:
    """Return whether a pattern took only the first words of the next clause along."""
    return (
        clause.end < end
        and len(reading.plain[clause.end : end].split()) <= _FIRST_WORDS
        and any(one.start < end < one.end for one in reading.clauses if one.start >= clause.end)
    )


def _what(reading: Reading, match: re.Match[str], span: Span, rule: str) -> Span:
    judged = [one for one in reading.clauses if one.start < span.end and one.end > span.start]
    if len(judged) > 1 and announces(reading.of_span(judged[0])):
        return reading.trimmed(judged[0].end, span.end)
    last = reading.of_span(judged[-1]) if judged else ""
    if len(judged) > 1 and (JUDGES.match(last) or announces(last)):
        return reading.trimmed(max(span.start, judged[-2].start), judged[-2].end)
    if rule == "unwilling" or (rule == "worry" and _introduces(match.group())):
        what = reading.trimmed(match.end(), span.end)
        if not _POINTS_FIRST.match(reading.of_span(what)) and len(reading.of_span(what).split()) > (
            _SAYS_LITTLE if rule == "unwilling" else 0
        ):
            return what
    return _without_lead(reading, span)


def _after_claim(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    """Find why what the rep has just said of our offer does not suit."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    topics = set(talk.topics(before))
    if (
        "doubt" not in topics
        and not _PROPOSES.search(before.plain)
        and ((topics & _ELSEWHERE and (not before.noisy or _QUESTIONS.search(before.plain))) or asks(before))
    ):
        return None
    patterns = [(OF_OFFER, "outright"), (UNWILLING, "unwilling")]
    claims = (
        CLAIMS.search(before.plain) is not None
        or _tells(before)
        or "doubt" in topics
        or (talk.offered(reading) and len(before.plain.split()) > _SAYS_LITTLE)
    )
    if claims:
        patterns.append((UNFIT, "unfit"))
    if (
        claims
        and "percent" not in before.plain
        and re.search(
            r"\d|\b(?:hundred|thousand|euros?|dollars?|pounds?|per|a head|\w+ty|ten|twelve|nine|price)\b",
            before.plain,
        )
    ):
        patterns.insert(0, (PRICEY, "price"))
    for pattern, rule in patterns:
        for match in pattern.finditer(reading.plain):
            span = _quote(reading, match, rule)
            text = reading.of_span(span)
            if (
                (
                    "?" in reading.of_span(reading.sentence_at(match.start()))
                    and not match.group().startswith("who")
                )
                or negated(reading, match.start())
                or (unreal(reading, match.start()) and not (rule == "outright" and IF.search(match.group())))
                or about_others(reading, match.start())
                or taken_back(reading, match.start())
                or (is_glad(reading, match) if rule == "outright" else excused(text))
                or (rule in {"price", "unfit"} and _OF_THE_LAST.search(text))
                or _FEARED_WORSE.search(text)
                or _OTHER_MATTERS.search(text)
                or (rule == "unfit" and not talk.offered(reading))
                or len(text.split()) < _SAYS_LITTLE
                or "unless" in text
                or OR_ELSE.search(reading.plain, 0, span.start)
                or _EMPTY.fullmatch(text)
                or _is_taken(talk, reading, span)
                or gives_reason(reading, span)
                or (rule in {"unwilling", "outright"} and follows_need(reading, span))
                or (rule == "unfit" and _of_a_rival(talk, reading, span))
            ):
                continue
            return _what(reading, match, span, rule), span, rule
    return _reply(talk, reading) if claims or talk.offered(reading) else None


def _tells(before: Reading) -> bool:
    """Return whether the rep tells something, rather than asks, greets, or takes up what he was told."""
    return len(before.plain.split()) > _SAYS_LITTLE and not asks(before) and not _TAKES_UP.match(before.plain)


def _reply(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    for found, rule in replies(talk, reading):
        span = what = found
        matter = matter_of(reading, span) if announces(reading.of_span(span)) else None
        if matter is not None:
            what, span = matter, Span(min(matter.start, span.start), max(matter.end, span.end))
        text = reading.of_span(span)
        if (
            len(text.split()) >= (_SAYS_LITTLE if rule != "judged" else _SAYS_LITTLE - 1)
            and not announces(text)
            and not excused(text)
            and not _OTHER_MATTERS.search(text)
            and not _EMPTY.fullmatch(text)
            and not _is_taken(talk, reading, span)
        ):
            return _without_lead(reading, what), span, rule
    return None


def _without_lead(reading: Reading, span: Span) -> Span:
    lead = _LEAD.match(reading.of_span(span))
    return reading.trimmed(span.start + (lead.end() if lead is not None else 0), span.end)


def _of_a_rival(talk: Talk, reading: Reading, span: Span) -> bool:
    start = 0 if reading.noisy else reading.sentence_at(span.start).start
    return any(
        name.kind == "competitor" and start <= name.span.start < span.end for name in talk.named(reading)
    )


def _is_taken(talk: Talk, reading: Reading, span: Span) -> bool:
    return used(talk, reading, span, {"consent", "authority", "timeline", "current_solution", "next_step"})


def _introduces(said: str) -> bool:
    return not re.match(
        r"(?:my|our) \w+.*(?:n't|not|don't|doesn't)|.*\bsee (?:why|how|the)|.*\b(?:isn't|aren't)\b", said
    )
