"""Money that the visitor has, plans, or would go up to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from agent.insight.signals.approval import (
    apart_from,
    approval_answered,
    approval_before,
    approval_near,
)
from agent.insight.signals.budget_amounts import (
    beside,
    counts,
    has_it_for_this,
    is_money,
    of_other_kind,
    told_us,
)
from agent.insight.signals.budget_in_full import (
    at_most,
    in_scale,
    of_a_country,
    per_head,
    said_alone,
    with_basis,
)
from agent.insight.signals.budget_phrases import (
    CORRECTED,
    CORRECTS,
    HAVE,
    NEAR,
    NO_BUDGET,
    SUPERSEDED,
)
from agent.insight.signals.budget_questions import (
    answers_money,
    answers_room,
    asked_for_room,
    asks_other_money,
    price_refused,
    set_against,
)
from agent.insight.signals.budget_unnamed import without_amount
from agent.insight.signals.currencies import currency_in
from agent.insight.signals.money import find_money
from agent.insight.signals.money_amounts import Money
from agent.insight.signals.money_context import basis_said, completed, currency_said, echoed_currency
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, joking, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value

_WAS = re.compile(r"\b(?:was|were|had|used to be)\s+(?:(?:about|around|roughly|once|a|some)\s+)*$")
"""Money that is no more: "there was twelve thousand, now there's not a penny"."""
_NOT = re.compile(r"\bnot (?:the |about |around )?$")
_TAKES_BACK = re.compile(
    r"\b(?:forget|ignore|scratch|strike) (?:that )?(?:i (?:just )?said )?(?:the |about )?$"
)
_FOR_ALL = re.compile(
    r"\b(?:(?:this|that|it|which)(?:'s| is| must| has to| needs to| should| goes| covers?)\b[^.!?]{0,40}\b(?:everything|all|whole|others?|also|two|three|four|five|several|more)|most of (?:it|that|this)|not only for)\b[^#]{0,80}\bfor\b"
)
"""Between a sum and the part of it that is meant: "but that's for everything, for the sensors maybe fifty"."""
_HOW_MANY = re.compile(r"\bhow (?:many|often|big)\b")
_SMALLER = {
    ("per_unit", "total"), ("per_seat", "total"), ("per_month", "per_year"), ("per_month", "total"),
    ("per_unit", "per_year"), ("per_seat", "per_year"), ("per_unit", "per_month"), ("per_seat", "per_month"),
}  # fmt: skip
"""What is paid for one, and for all or for longer."""
_TOO_MUCH = re.compile(
    r"\W*(?:is|are|'s|would be|sounds|that's)\W+(?:\w+\W+)?(?:too|way|over|above|out of)\b"
)
_SUMS_UP = re.compile(
    r"\W*(?:and )?(?:so|that's|thats|that is|which is|(?:which |that |it )?(?:makes?|comes to|would be)|i\.e\.|meaning)\W+(?:(?:about|around|roughly|it's|that's|we're at)\W+)*"
)
"""Between the price of one and what all come to: "a thousand a shop, so thirty-four thousand"."""
_MIXED_UP = re.compile(r"\bmix(?:ed|ing) (?:that|it|them|this) up\b")


def budgets(talk: Talk) -> Iterator[Finding]:
    """Find what the visitor has, plans, or would go up to, and that there is nothing."""
    found: list[Finding] = []
    for reading in talk.visitors:
        new = _once([*_amounts(talk, reading)]) or [*without_amount(talk, reading)]
        elsewhere = bool(found) and found[-1].reading is not reading
        if elsewhere and new and CORRECTS.search(reading.plain):
            found.pop()
        elif found and new and _same(found[-1], new[0]):
            found[-1] = _merged(found[-1], new.pop(0))
        said = currency_said(talk, reading)
        if said is not None:
            new = [in_currency(one, said) for one in new]
        if found and found[-1].reading.number in {reading.number - 2, reading.number}:
            found[-1] = currency_later(talk, reading, found[-1])
        found += new
        if found and not new:
            found[-1] = approval_later(talk, reading, found[-1])
    yield from found


def _once(found: list[Finding]) -> list[Finding]:
    """Leave out what only says an amount of the same turn again."""
    return list({(one.value["min"], one.value["max"]): one for one in reversed(found)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount, and where it stands in its turn.

    Attributes:
        money: The amount.
        clause: The clause around it.
        sentence: The sentence around it.
        answering: Whether a rep has asked for it.
        following: The next amount of the turn.
        first: Whether it is the first of the turn.
    """

    money: Money
    clause: Span
    sentence: Span
    answering: bool
    following: Money | None
    first: bool


def _amounts(talk: Talk, reading: Reading) -> Iterator[Finding]:
    amounts = [money for money in find_money(reading.plain) if is_money(reading, money)]
    before: _Amount | None = None  # the amount just before, where that is a budget
    for one, replaces in _meant(talk, reading, _placed(talk, reading, amounts)):
        is_budget = (
            replaces
            or (before is not None and beside(reading, before.money, one.money))
            or counts(reading, one.money, one.clause, one.sentence, answering=one.answering, first=one.first)
            or (
                set_against(talk, reading, one.money)
                and not of_other_kind(reading, one.money, one.clause, one.sentence)
            )
        )
        before = one if is_budget else None
        if is_budget:
            yield _budget(talk, reading, one, _in_full(talk, reading, one, amounts), amounts)


def _placed(talk: Talk, reading: Reading, amounts: Sequence[Money]) -> Iterator[_Amount]:
    asked = answers_money(talk, reading)
    room = not asked and asked_for_room(talk, reading)
    for index, (money, following) in enumerate(zip_longest(amounts, amounts[1:])):
        yield _Amount(
            money,
            reading.clause_at(money.start),
            reading.sentence_at(money.start),
            answering=asked or (room and answers_room(reading, money)),
            following=following,
            first=index == 0,
        )


def _meant(talk: Talk, reading: Reading, amounts: Iterable[_Amount]) -> Iterator[tuple[_Amount, bool]]:
    """Yield the amounts that the visitor stands by, and whether each replaces one that he took back."""
    replaces = False
    for one in amounts:
        if taken_back(reading, one.money.start):
            replaces = True
        elif _taken_at(reading, one.money):
            yield one, True
            replaces = False
        elif unreal(reading, one.money.start):
            replaces = one.answering and joking(reading, one.sentence)
        elif (
            _TAKES_BACK.search(reading.plain, 0, one.money.start)
            or _of_others(reading, one)
            or _denied(reading, one)
        ):
            continue
        elif _corrected(reading, one):
            replaces = True
        elif _summed_up(reading, one) or price_refused(talk, reading, one.money):
            continue
        elif _shared(reading, one):
            replaces = True
        elif not (_spent(reading, one) or _of_another_matter(talk, reading, one)):
            yield one, replaces
            replaces = False


def _taken_at(reading: Reading, money: Money) -> bool:
    """Return whether it is the price at which the visitor would buy: "if it was under five hundred a month I'd do it"."""
    return (
        _IF_IT_WAS.search(reading.plain, 0, money.start) is not None
        and _ID_TAKE_IT.match(reading.plain, money.end) is not None
    )


_IF_IT_WAS = re.compile(
    r"\bif (?:it|that|this|the price|they|you)(?:'s| is| was| were| could be| came in| comes in| stays?| can do it)?(?: at| for)?(?: (?:under|below|around|about|less than|not more than|say|maybe|like))*\s*$"
)
_ID_TAKE_IT = re.compile(
    r"[^.!?;]{0,30}?\b(?:i|we)(?:'d|'ll| would| will)(?: \w+)? (?:do|take|buy|sign|order|go for|get) (?:it|that|one|this|them|today|tomorrow|right)\b"
)


def _of_others(reading: Reading, one: _Amount) -> bool:
    """Return whether somebody else has it, or the visitor only asks about it."""
    start = one.money.start
    return (about_others(reading, start) and not told_us(reading, start)) or (
        "?" in reading.of_span(one.sentence) and not one.answering
    )


def _denied(reading: Reading, one: _Amount) -> bool:
    """Return whether it is said not to be the amount, before the one that is: "not ten, twelve thousand"."""
    return (
        one.following is not None
        and not one.money.bounded
        and _NOT.search(reading.plain, 0, one.money.start) is not None
    )


def _corrected(reading: Reading, one: _Amount) -> bool:
    """Return whether the next amount takes its place."""
    return one.following is not None and (
        (
            SUPERSEDED.search(reading.plain[one.sentence.start : one.money.start]) is not None
            and not _TOO_MUCH.match(reading.plain, one.following.end)
        )
        or CORRECTED.search(reading.plain[one.money.end : one.following.start]) is not None
    )


def _summed_up(reading: Reading, one: _Amount) -> bool:
    """Return whether the next amount says what it comes to in all."""
    return (
        one.following is not None
        and (one.money.basis, one.following.basis) in _SMALLER
        and one.following.top > one.money.top
        and _SUMS_UP.fullmatch(reading.plain, one.money.end, one.following.start) is not None
    )


def _shared(reading: Reading, one: _Amount) -> bool:
    """Return whether it is for other things, too, and the next amount is the part for this."""
    return (
        one.following is not None
        and one.following.top < one.money.top
        and _FOR_ALL.search(reading.plain, one.money.end, one.following.start) is not None
    )


def _spent(reading: Reading, one: _Amount) -> bool:
    """Return whether it was there once, and now there is nothing."""
    return (
        _WAS.search(reading.plain, 0, one.money.start) is not None
        and NO_BUDGET.search(reading.plain, one.money.end) is not None
    )


def _of_another_matter(talk: Talk, reading: Reading, one: _Amount) -> bool:
    """Return whether it answers a question about other money, and is not said to be there for this."""
    return (
        one.first
        and asks_other_money(talk, reading)
        and not (one.money.currency is not None and one.money.bounded and _asked_how_many(talk, reading))
        and HAVE.search(_alone(reading, one.money, one.clause)) is None
        and not has_it_for_this(reading, one.money)
    )


def _asked_how_many(talk: Talk, reading: Reading) -> bool:
    """Return whether the question was for a number of things, which a price does not answer."""
    before = talk.before(reading)
    return before is not None and _HOW_MANY.search(before.plain) is not None


def _in_full(talk: Talk, reading: Reading, one: _Amount, amounts: Sequence[Money]) -> Money:
    """Return the amount with basis, currency, bounds and scale from what is said around it."""
    money = with_basis(talk, reading, one.money, amounts)
    if money.currency is None:
        end = money.end + NEAR if one.following is None else min(one.following.start, money.end + NEAR)
        said = currency_in(reading.plain[money.end : end]) or said_alone(reading, money)
        money = replace(money, currency=said)
    money = completed(talk, reading, at_most(reading, of_a_country(reading, money)), amounts)
    if one.answering:
        money = per_head(talk, reading, money)
    return in_scale(talk, reading, money, amounts)


def _budget(talk: Talk, reading: Reading, one: _Amount, money: Money, amounts: Sequence[Money]) -> Finding:
    approved = approval_near(*apart_from(reading, one.sentence, [each.start for each in amounts]))
    if approved is None:
        approved = approval_before(talk, reading)
    rule, confidence = ("answer", 0.9) if one.answering else ("amount", 0.8)
    return Finding(
        "budget", budget_of(money, approved), reading, _quote(reading, money, one.clause), rule, confidence
    )


def _alone(reading: Reading, money: Money, clause: Span) -> str:
    """Return the clause up to where it goes on to another matter."""
    after = re.split(r",|\band\b|\bbut\b", reading.plain[money.end : max(money.end, clause.end)])[0]
    return reading.plain[min(clause.start, money.start) : money.end] + after


def _quote(reading: Reading, money: Money, clause: Span) -> Span:
    """Return the clause with the amount, which is what proves it."""
    return reading.trimmed(min(clause.start, money.start), max(clause.end, money.end))


def budget_of(money: Money, approved: bool | None) -> Value:
    """Return an amount as the value of a budget."""
    return {
        "min": _whole(money.low),
        "max": _whole(money.high),
        "currency": money.currency,
        "approved": approved,
        "basis": money.basis,
    }


def _whole(amount: float | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else round(amount, 2)


def _same(first: Finding, second: Finding) -> bool:
    """Return whether the second only says the first again."""
    if first.absent != second.absent:
        return False
    if second.value["min"] is None and second.value["max"] is None:
        return True
    return (first.value["min"], first.value["max"]) == (second.value["min"], second.value["max"])


def _merged(first: Finding, second: Finding) -> Finding:
    """Return one for both, at the later place where the whole amount is said again with its currency."""
    value = dict(first.value)
    again = second.value["max"] is not None and second.value["currency"] is not None
    if again and first.value["currency"] is None and first.reading is not second.reading:
        first = replace(first, reading=second.reading, span=second.span)
    for key in ("currency", "approved"):
        if value[key] is None:
            value[key] = second.value[key]
    if value["basis"] == "total":
        value["basis"] = second.value["basis"]
    return replace(first, value=value)


def in_currency(budget: Finding, currency: str) -> Finding:
    """Complete an amount whose currency was not said with it."""
    if budget.absent or budget.value["currency"] is not None:
        return budget
    return replace(budget, value={**budget.value, "currency": currency})


def currency_later(talk: Talk, reading: Reading, budget: Finding) -> Finding:
    """Take the currency from the visitor's next turn, or as the rep in between says the amount again."""
    if budget.absent or budget.value["currency"] is not None:
        return budget
    top = budget.value["max"] or budget.value["min"]
    said = currency_said(talk, reading)
    if said is None and isinstance(top, int | float):
        said = echoed_currency(talk, reading, top)
    return budget if said is None else in_currency(budget, said)


def approval_later(talk: Talk, reading: Reading, budget: Finding) -> Finding:
    """Take a later answer about approval, or about the period, into the amount that it is about."""
    before = talk.before(reading)
    if (
        budget.absent
        or _MIXED_UP.search(reading.plain)
        or before is None
        or before.side != "rep"
        or reading.number - budget.reading.number > 6
    ):
        return budget
    value = dict(budget.value)
    next_turn = reading.number - budget.reading.number == 2
    if value["approved"] is None:
        value["approved"] = approval_answered(talk, reading, at_once=next_turn)
    if value["basis"] == "total" and next_turn:
        value["basis"] = basis_said(talk, reading)
    return replace(budget, value=value)
