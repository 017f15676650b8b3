"""Money without a figure: that there is none, or that it is there."""

import re
from collections.abc import Iterator

from agent.insight.signals.approval import approval_in
from agent.insight.signals.budget_phrases import MONEY_IS_THERE, NO_BUDGET, NONE_IN_ANSWER
from agent.insight.signals.budget_questions import asked_for_room
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import NOTHING, Finding, Talk, Value

_ECHO = re.compile(r"\W*(?:(?:a|the|and|oh|well|hm|our)\W+)*(?:budget|money|amount|funds?)\W*")
"""Only says the question again: "Budget? There is none."."""
_IDIOM = re.compile(r"not a (?:bean|sausage|bob)\b")
"""Nothing at all, of whatever was asked about."""


def without_amount(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find that there is no money, or that there is some, where no amount is named."""
    nothing = NO_BUDGET.search(reading.plain)
    if (
        nothing is not None
        and not about_others(reading, nothing.start())
        and not unreal(reading, nothing.start())
        and not taken_back(reading, nothing.start())
        and (talk.asked(reading, "budget") or not _IDIOM.match(nothing.group()))
    ):
        span = reading.clause_at(nothing.start())
        yield _empty(reading, reading.trimmed(span.start, max(span.end, nothing.end())))
        return
    asked = (talk.asked(reading, "budget") and not talk.asked(reading, "authority")) or asked_for_room(
        talk, reading
    )
    if asked:
        first = next((one for one in reading.clauses if not _ECHO.fullmatch(reading.of_span(one))), None)
        if (
            first is not None
            and (none := NONE_IN_ANSWER.match(reading.of_span(first))) is not None
            and (none["sure"] or _yes_no_question(talk, reading))
        ):
            yield _empty(reading, reading.trimmed(first.start, first.end))
            return
    there = MONEY_IS_THERE.search(reading.plain)
    if there is not None and not about_others(reading, there.start()) and not unreal(reading, there.start()):
        sentence = reading.sentence_at(there.start())
        if (
            not is_question(reading, sentence)
            and not re.search(
                r"\b(?:not|no|n't|isn't|whether|if)\s+(?:\w+\s+)?$",
                reading.plain[sentence.start : there.start()],
            )
            and not taken_back(reading, there.start())
        ):
            span = reading.clause_at(there.start())
            value: Value = {
                "min": None,
                "max": None,
                "currency": None,
                "approved": approval_in(reading.of_span(sentence)),
                "basis": "total",
            }
            yield Finding(
                "budget",
                value,
                reading,
                reading.trimmed(span.start, max(span.end, there.end())),
                "money_there",
                0.7,
            )


def _yes_no_question(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is not None
        and re.search(r"\b(?:do|does|is|are|have|has|did|any|got)\b", before.plain) is not None
    )


def _empty(reading: Reading, span: Span) -> Finding:
    return Finding("budget", dict(NOTHING["budget"]), reading, span, "none", 0.85, absent=True)
