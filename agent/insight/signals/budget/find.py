"""Money that the visitor has, plans, or would go up to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.insight.signals.budget.amounts import (
    beside,
    counts,
    of_other_kind,
)
from agent.insight.signals.budget.approval import (
    apart_from,
    approval_answered,
    approval_before,
    approval_near,
)
from agent.insight.signals.budget.in_full import (
    at_most,
    in_full,
    in_scale,
    of_a_country,
    per_head,
    said_alone,
    with_basis,
)
from agent.insight.signals.budget.meant import Amount, agreed, meant, placed
from agent.insight.signals.budget.phrases import (
    CORRECTS,
    NEAR,
)
from agent.insight.signals.budget.proposed import confirmed
from agent.insight.signals.budget.questions import (
    set_against,
)
from agent.insight.signals.budget.sums import is_money
from agent.insight.signals.budget.unnamed import nothing_beside, without_amount
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, Value
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.context import basis_said, completed, currency_said, echoed_currency
from agent.insight.signals.money.currencies import currency_in
from agent.insight.signals.money.find import find_money

_MIXED_UP = re.compile(r"\bmix(?:ed|ing) (?:that|it|them|this) up\b")


def budgets(talk: Talk) -> Iterator[Finding]:
    """Find what the visitor has, plans, or would go up to, and that there is nothing."""
    found: list[Finding] = []
    for reading in talk.visitors:
        new = _once([*_amounts(talk, reading)])
        new += nothing_beside(talk, reading) if new else ()
        if not new and not found:
            new = [*_confirmed(talk, reading)]
        new = new or [*without_amount(talk, reading)]
        elsewhere = bool(found) and found[-1].reading is not reading
        if elsewhere and new and CORRECTS.search(reading.plain):
            found.pop()
        elif found and new and _same(found[-1], new[0]):
            found[-1] = _merged(found[-1], new.pop(0))
        elif found and new and _only_there(found[-1]) and not new[0].absent:
            new[0] = _merged(new[0], found.pop())
        said = currency_said(talk, reading)
        if said is not None:
            new = [in_currency(one, said) for one in new]
        if found and found[-1].reading.number in {reading.number - 2, reading.number}:
            found[-1] = currency_later(talk, reading, found[-1])
        found += new
        if found and not new:
            found[-1] = approval_later(talk, reading, found[-1])
    yield from found


def _confirmed(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find a sum that a rep names as the visitor's, and that he says is right."""
    for said, approved in confirmed(talk, reading):
        money = in_full(talk, reading, said)
        span = reading.trimmed(reading.clauses[0].start, reading.clauses[0].end)
        yield Finding("budget", budget_of(money, approved), reading, span, "confirmed", 0.8)


def _once(found: list[Finding]) -> list[Finding]:
    """Leave out what only says an amount of the same turn again."""
    return list({(one.value["min"], one.value["max"]): one for one in reversed(found)}.values())[::-1]


def _amounts(talk: Talk, reading: Reading) -> Iterator[Finding]:
    amounts = agreed(reading, [money for money in find_money(reading.plain) if is_money(reading, money)])
    before: Amount | None = None  # the amount just before, where that is a budget
    for index, (said, replaces) in enumerate(meant(talk, reading, placed(talk, reading, amounts))):
        one = replace(said, first=said.first or index == 0)
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


def _in_full(talk: Talk, reading: Reading, one: Amount, amounts: Sequence[Money]) -> Money:
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


def _budget(talk: Talk, reading: Reading, one: Amount, money: Money, amounts: Sequence[Money]) -> Finding:
    approved = approval_near(*apart_from(reading, one.sentence, [each.start for each in amounts]))
    if approved is None:
        approved = approval_before(talk, reading)
    rule, confidence = ("answer", 0.9) if one.answering else ("amount", 0.8)
    return Finding(
        "budget", budget_of(money, approved), reading, _quote(reading, money, one.clause), rule, confidence
    )


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


def _only_there(found: Finding) -> bool:
    """Return whether it only says that there is money, of which the figure may follow."""
    return not found.absent and found.value["min"] is None and found.value["max"] is None


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
