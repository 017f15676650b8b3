"""Who decides, who recommends, who must agree. A title alone says none of it."""

import re
from collections.abc import Iterator

from agent.insight.signals.authority.answers import FOR_ONE_SIDE, answered, authority
from agent.insight.signals.authority.asked import confirmed
from agent.insight.signals.authority.of_others import asks, clause_of, of_others
from agent.insight.signals.authority.own_phrases import I_DECIDE, I_INFLUENCE, NONE
from agent.insight.signals.authority.people import and_whom, beside_him, named
from agent.insight.signals.authority.persons import is_pronoun
from agent.insight.signals.authority.phrases import BOTH, I_ANSWER, I_HELP, SOMETHING_ELSE
from agent.insight.signals.authority.questions import (
    ASKS_HIS_JOB,
    ASKS_HIS_SAY,
    ASKS_WHO,
    of_him,
    turned_round,
)
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk

_RETRACTS = re.compile(
    r"\W*(?:(?:hmm?|well|oh|ah)\W+)*(?:no|wait|scratch that|correction)\b(?! (?:one|body|matter|doubt|more))"
)
_RETRACTED = re.compile(
    r"(?:^|[\s,.])(?:no,? (?:actually|wait|sorry)|wait,? no|sorry,? no|scratch that|correction)\W+$"
)
_NOT_MY_AREA = re.compile(r"\bmy (?:area|department|place|job)\b")
"""May be said of anything."""
_SAYS_NONE = compiled(r"""
    \W*(?:(?:well|oh|honestly|sadly|no)\W+)*
    (?:none|nothing|zero|not (?:much|a lot|any)|very little|hardly any)\b|
    \W*(?:no|nope|not (?:at all|really))\b(?!\W+(?:but|not|problem)\b)(?=\W*(?:$|[.,;]|i\b))(?![^.!?]*\bbut\b)
""")
"""After "what's your say in it?"."""
_UNDER = re.compile(
    r"(?:not|n't|never|when|once|until|before|if|after|as soon as|how|what|which|whether|that)\s+(?:\w+\s+)?$"
)
"""Before "we decide": no statement."""
_BUT_NOT = re.compile(
    r"\W*but\s+(?:not?\s+(?:the|for|alone|quite)|i\s+(?:don't|can't|cannot)\s+(?:decide|sign|choose))\b"
)
"""Takes it back: "I have the budget but not the mandate"."""
_FRONTED = compiled(r"""
    (?:^\W*|[.!?,;:]\s+|\b(?:yes|no|so|and|but|well)\s+)that\s+
    (?:(?:one|part|bit|half|side|sum|amount|money|much)\s+)?$
""")
"""What is decided, said first: "that I can decide alone", "so that one I decide"."""


def authorities(talk: Talk) -> Iterator[Finding]:
    """Find who decides, recommends, or must agree; `who` is None where it is the visitor."""
    seen: set[tuple[str, str]] = set()
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            value = (str(finding.value["role"]), str(finding.value["who"]).casefold())
            if (
                value not in seen
                and not taken_back(reading, finding.span.start)
                and (finding.absent or not unreal(reading, finding.span.start))  # "I wish"
            ):
                seen.add(value)
                yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    before = talk.before(reading)
    question = before.plain if before is not None and before.side == "rep" else ""
    asked = (
        talk.asked(reading, "authority")
        or ASKS_WHO.search(question) is not None
        or (before is not None and before.side == "rep" and of_him(turned_round(before)) is not None)
    ) and ASKS_HIS_JOB.search(question) is None
    if ASKS_HIS_SAY.search(question) and (none := _SAYS_NONE.match(reading.plain)) is not None:
        yield authority(reading, "none", None, reading.trimmed(*none.span()), 0.8)
        return
    others = [*of_others(talk, reading, asked=asked)]
    found = [
        *(one for one in _of_himself(reading, asked=asked) if one.value["role"] != "none" or not others),
        *others,
    ]
    pairs = [str(one.value["who"]).casefold() for one in found if " and " in str(one.value["who"])]
    found = [one for one in found if not any(_within(one, pair) for pair in pairs)]
    if asked:
        found = [*_of_himself_asked(reading, found), *found]
    named_others = [one for one in found if one.value["who"] is not None]
    if asked and all(is_pronoun(str(one.value["who"])) for one in named_others) and not _decides(found):
        answer = answered(talk, reading)
        if answer is not None and (not found or answer.value["who"] is not None):
            found = [answer, *(one for one in found if one.value["who"] is None)]
    if all(one.value["who"] is None for one in found) and not _decides(found):
        found = [*confirmed(talk, reading, found), *found]
    kept = [one for one in found if not _retracted(reading, one, found)]
    decides_himself = _decides(kept)
    # Who decides does not recommend to himself.
    yield from (
        one
        for one in kept
        if not (decides_himself and one.value["role"] == "influencer" and one.value["who"] is None)
    )


def _within(one: Finding, pair: str) -> bool:
    """Return whether somebody is named in a pair as well: "me and my husband"."""
    who = str(one.value["who"]).casefold()
    return (
        one.value["role"] == "decision_maker" and who != pair and who in pair.rsplit(" and ", maxsplit=1)[-1]
    )


def _decides(found: list[Finding]) -> bool:
    """Return whether the visitor decides."""
    return any(one.value["role"] == "decision_maker" and one.value["who"] is None for one in found)


def _of_himself(reading: Reading, *, asked: bool) -> Iterator[Finding]:
    taken: list[Span] = []
    for match in BOTH.finditer(reading.plain):
        group = "pair" if match["pair"] else "partners"
        beside = group == "partners" or beside_him(reading, Span(*match.span(group)))
        if beside and not (asks(reading, match.start()) or about_others(reading, match.start())):
            span = reading.trimmed(*match.span())
            taken.append(clause_of(reading, match))
            who = named(reading, Span(*match.span(group)))
            yield authority(reading, "decision_maker", who, span, 0.8)
    for pattern, role in ((NONE, "none"), (I_DECIDE, "decision_maker"), (I_INFLUENCE, "influencer")):
        for match in pattern.finditer(reading.plain):
            if asks(reading, match.start()) or about_others(reading, match.start()):
                continue
            if role == "decision_maker" and not _deciding(reading, match, asked=asked):
                continue
            if role == "none" and not asked and _NOT_MY_AREA.search(match.group()):
                continue
            if role == "influencer" and re.search(
                r"\b(?:can't|cannot|don't|if)\s+$", reading.plain[: match.start()]
            ):
                continue
            span = clause_of(reading, match)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            other = and_whom(reading, match.end()) if match.group().endswith(" me") else None
            pair = None if other is None else reading.words(Span(match.end() - len("me"), other.end))
            if other is not None:
                span = reading.trimmed(span.start, max(span.end, other.end))
            yield authority(reading, role, pair, span, 0.85)


def _of_himself_asked(reading: Reading, found: list[Finding]) -> Iterator[Finding]:
    """Find what only counts after the question: "I do, but the investor has a veto", "I write the paper"."""
    if any(one.value["who"] is None for one in found) or any(
        _RETRACTED.search(reading.plain[: one.span.start]) for one in found
    ):
        return
    me, helps = I_ANSWER.search(reading.plain), I_HELP.search(reading.plain)
    if me is not None and not FOR_ONE_SIDE.match(reading.plain, me.end()):
        yield authority(reading, "decision_maker", None, reading.trimmed(*me.span()), 0.75)
    elif helps is not None:
        yield authority(reading, "influencer", None, reading.trimmed(*helps.span()), 0.7)


def _retracted(reading: Reading, one: Finding, found: list[Finding]) -> bool:
    """Return whether a "no" right after it, or before what follows it, takes it back: "she'll decide, hmm, no"."""
    after = reading.plain[one.span.end : one.span.end + 40]
    if one.value["who"] is not None and (
        _RETRACTS.match(after)
        or re.search(
            r"(?<!\bor)(?<!\bthan)(?<!\bsay)(?<!\bsays)(?<!\bsaid)(?<!\ba)[,\s](?:hmm?\W+|well\W+|oh\W+)*no$",
            reading.of_span(one.span),
        )
    ):
        return True
    return any(
        other.span.start > one.span.start and _RETRACTED.search(reading.plain[: other.span.start])
        for other in found
    )


def _deciding(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Keep "we decide in March" and "that's our company" out."""
    text, before = match.group(), reading.plain[: match.start()]
    if _BUT_NOT.match(reading.plain, match.end()):
        return False
    if _UNDER.search(before) and not _FRONTED.search(before):
        return False
    if SOMETHING_ELSE.match(reading.plain, match.end()):
        return False
    if text.startswith("we"):
        return asked or re.search(r"\b(?:ourselves|together|jointly)\b", text) is not None
    if re.search(r"\b(?:my|our) (?:own )?(?:company|firm|money|shop|business|budget|choice)\b", text):
        return asked or re.search(r"\bmy (?:own )?money\b", text) is not None
    if re.search(r"(?:up to|below|under)\b[^.!?]{0,20}$", before) and re.search(r"sign|say yes", text):
        return False
    if re.match(r"i (?:\w+ )?(?:sign|approve)\b", text):
        return not re.match(r"\s+(?:up to|for up to|below|under)\b", reading.plain[match.end() :])
    if re.fullmatch(r"th(?:is|at) one.*ours", text):
        return asked
    if re.match(r"you|it (?:starts|ends)", text):
        return asked or "found" in text or "talking" in text
    if re.match(r"\s+up to \w", reading.plain[match.end() :]):
        return False  # "mine up to five thousand"
    return not (
        re.search(r"(?:up to|on|down to) (?:me|us)$|mine$", text)
        and not asked
        and re.match(r"\s+to\b(?! (?:spend|decide|choose|sign|give))", reading.plain[match.end() :])
    )
