"""Money without a figure: that there is none, or that it is there."""

import re
from collections.abc import Iterator

from agent.insight.signals.budget.approval import approval_in
from agent.insight.signals.budget.other_money import BUDGET_SPENT, NO_BUDGET, NONE_IN_ANSWER
from agent.insight.signals.budget.phrases import MONEY_IS_THERE
from agent.insight.signals.budget.questions import asked_for_room, names_money
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import NOTHING, Finding, Talk, Value

_ECHO = re.compile(r"\W*(?:(?:a|the|and|oh|well|hm|our)\W+)*(?:budget|money|amount|funds?)\W*")
"""Only says the question again: "Budget? There is none."."""
_IDIOM = re.compile(r"not a (?:bean|sausage|bob)\b")
"""Nothing at all, of whatever was asked about."""


def without_amount(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find that there is no money, or that there is some, where no amount is named."""
    nothing = NO_BUDGET.search(reading.plain) or BUDGET_SPENT.search(reading.plain)
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
    asked = (
        names_money(talk.before(reading))
        or (talk.asked(reading, "budget") and not talk.asked(reading, "authority"))
        or asked_for_room(talk, reading)
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
    if asked and (later := next(_none_later(reading), None)) is not None:
        yield _empty(reading, reading.trimmed(later.start, later.end))
        return
    if _asks_whether(talk, reading) and _THERE_IS.match(reading.plain) and not _OPEN.search(reading.plain):
        span = reading.clauses[0]
        yield Finding(
            "budget", _there(None), reading, reading.trimmed(span.start, span.end), "money_there", 0.7
        )
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
            yield Finding(
                "budget",
                _there(approval_in(reading.of_span(sentence))),
                reading,
                reading.trimmed(span.start, max(span.end, there.end())),
                "money_there",
                0.7,
            )


def nothing_beside(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find that there is none for one thing, where an amount is named for another: "for training there's nothing"."""
    if talk.asked(reading, "budget") and (none := _NONE_FOR.search(reading.plain)) is not None:
        yield _empty(reading, reading.trimmed(none.start("said"), none.end()))


_NONE_FOR = compiled(r"""
    (?:^|[.,;!?]|\b(?:and|but))\s*(?P<said>
        for (?:the |our |my )?\w+(?: \w+)?
        ,? (?:there's|there is|(?:i|we)(?:'ve got| have| have got)) (?:nothing|none|no (?:budget|money))
    )(?=\W*(?:$|[.,;!?]))
""")


def _there(approved: bool | None) -> Value:
    return {"min": None, "max": None, "currency": None, "approved": approved, "basis": "total"}


def _none_later(reading: Reading) -> Iterator[Span]:
    """Yield clauses after the first that say outright that there is none: "I'll be frank, there is none"."""
    for piece in _PIECE.finditer(reading.plain):
        none = NONE_IN_ANSWER.match(piece.group())
        before = reading.plain[reading.sentence_at(piece.start()).start : piece.start()]
        if (
            none is not None
            and (none["sure"] or _NONE_THERE.search(none.group()))
            and not re.search(r"\b(?:if|unless|until|when)\b", before)
        ):
            yield Span(*piece.span())


_PIECE = re.compile(r"[^,.;:!?]+[,.;:!?]?")


_NONE_THERE = re.compile(r"\b(?:there(?:'s| is) none|there isn't (?:one|any)|have none)\b")
_THERE_IS = compiled(r"""
    \W*(?:(?:oh|well|yes|yeah|yep|sure|of course|absolutely|definitely|certainly)\W+)*
    (?:
        (?:
            there (?:is|would be|should be)|we do|we have|i have|i do|it is|it would|easily|ample|plenty|
            enough|more than enough|fully|completely|entirely
        )\b|
        (?<=\w)\W*$
    )
""")
_OPEN = re.compile(
    r"\b(?:if|but|not|once|depends?|hope|ask|apply|maybe|might|probably|next year|nobody|who|how much)\b|n't\b"
)


def _asks_whether(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep's question is whether there is money at all."""
    before = talk.before(reading)
    last = before.of_span(before.sentences[-1]) if before is not None and before.sentences else ""
    return _WHETHER.search(last) is not None and not re.search(
        r"\b(?:how much|what|who|when|which|why)\b", last
    )


_WHETHER = compiled(r"""
    \b(?:
        (?:is|are|be) there|there(?:'s| is|'d be| would be)|(?:have|got|do you have)|
        that(?:'s| would be| is)? (?:be )?(?:in|within)|would that be (?:in|within)|set aside|earmarked|any
    )\b[^?]{0,30}\b(?:budget|money|funds|funding|kitty|pot)\b|
    \b(?:is|'s) (?:it|that|the \w+) (?:fully )?(?:funded|financed|budgeted)\b
""")


def _yes_no_question(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is not None
        and re.search(r"\b(?:do|does|is|are|have|has|did|any|got)\b", before.plain) is not None
    )


def _empty(reading: Reading, span: Span) -> Finding:
    return Finding("budget", dict(NOTHING["budget"]), reading, span, "none", 0.85, absent=True)
