"""Money that the visitor has, plans, or would go up to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.budget_phrases import (
    APPROVED,
    CORRECTS,
    ECHO,
    FIRST_YEAR,
    HAD_ONCE,
    HAVE,
    LAST_YEAR,
    MILLION_WORD,
    MONEY_IS_THERE,
    MUST_AGREE,
    NEAR,
    NO_BUDGET,
    NOT_APPROVED,
    NOT_BUDGET,
    OVER_A_LIMIT,
    PLURAL_AFTER,
    SCALE_WORD,
    SHORT,
    SIGNING,
    SPENT_NOW,
    STRONG,
    SUPERSEDED,
    UNITS_AFTER,
    WHO_GIVES,
)
from agent.insight.signals.currencies import currency_in
from agent.insight.signals.money import Money, find_money
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value, says_no, says_yes


def budgets(talk: Talk) -> Iterator[Finding]:
    """Find what the visitor has, plans, or would go up to, and that there is nothing."""
    found: list[Finding] = []
    for reading in talk.visitors:
        new = _once([*_amounts(talk, reading)]) or [*_without_amount(talk, reading)]
        elsewhere = bool(found) and found[-1].reading is not reading
        if elsewhere and new and CORRECTS.search(reading.plain):
            found.pop()
        elif found and new and _same(found[-1], new[0]):
            found[-1] = _merged(found[-1], new.pop(0))
        said = _currency_said(talk, reading)
        if said is not None:
            new = [_in_currency(one, said) for one in new]
            if found and found[-1].reading.number in {reading.number - 2, reading.number}:
                found[-1] = _in_currency(found[-1], said)
        found += new
        if found and not new:
            found[-1] = _approval_later(talk, reading, found[-1])
    yield from found


def _once(found: list[Finding]) -> list[Finding]:
    """Leave out what only says an amount of the same turn again."""
    return list({(one.value["min"], one.value["max"]): one for one in reversed(found)}.values())[::-1]


def _amounts(talk: Talk, reading: Reading) -> Iterator[Finding]:
    answering = _answers(talk, reading)
    amounts = [money for money in find_money(reading.plain) if _is_money(reading, money)]
    for index, money in enumerate(amounts):
        clause = reading.clause_at(money.start)
        sentence = reading.sentence_at(money.start)
        if taken_back(reading, money.start) or unreal(reading, money.start):
            continue
        if about_others(reading, money.start) or ("?" in reading.of_span(sentence) and not answering):
            continue
        if (
            re.search(r"\bnot (?:the |about |around )?$", reading.plain[: money.start])
            and index + 1 < len(amounts)
            and not money.bounded
        ):
            continue
        if index + 1 < len(amounts) and SUPERSEDED.search(reading.plain[sentence.start : money.start]):
            continue
        if not _counts(reading, money, clause, sentence, answering=answering, first=index == 0):
            continue
        if money.currency is None and len(amounts) == 1:
            money = replace(money, currency=currency_in(reading.plain[money.end : money.end + NEAR]))
        money = _scaled(talk, reading, _per_head(talk, reading, money) if answering else money)
        span = _quote(reading, money, clause)
        yield Finding(
            "budget",
            _value(money, _approved(reading, sentence)),
            reading,
            span,
            "answer" if answering else "amount",
            0.9 if answering else 0.8,
        )


def _answers(talk: Talk, reading: Reading) -> bool:
    """Return whether a rep asks about money, or follows such a question up in a word: "Realistically?"."""
    if talk.asked(reading, "budget"):
        return not talk.asked(reading, "recording")
    before = talk.before(reading)
    if before is None or before.side != "rep" or len(before.plain.split()) > SHORT or "?" not in before.plain:
        return False
    if ECHO.search(before.plain):
        return True
    earlier = talk.before(before)
    return earlier is not None and earlier.side == "visitor" and talk.asked(earlier, "budget")


def _per_head(talk: Talk, reading: Reading, money: Money) -> Money:
    """Take "per person" from the question, where the answer gives no basis but a period."""
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if money.basis in {"total", "per_month", "per_year"} and re.search(
        r"\bper (?:person|user|seat|head|employee|licen[cs]e)\b", question
    ):
        return replace(money, basis="per_seat")
    return money


def _counts(
    reading: Reading, money: Money, clause: Span, sentence: Span, *, answering: bool, first: bool
) -> bool:
    clause = Span(min(clause.start, money.start), max(clause.end, money.end))
    text = reading.of_span(clause)
    near = reading.plain[max(sentence.start, money.start - 70) : min(sentence.end, money.end + 50)]
    strong = STRONG.search(text) is not None
    if SIGNING.search(
        reading.plain[max(clause.start, money.start - 60) : min(clause.end, money.end + 30)]
    ) and not re.search(
        r"\bbudget|\bset aside|\b(?:works|is fine|is ok|is okay|would be fine|would work)\b", text
    ):
        return False
    if OVER_A_LIMIT.search(reading.plain[money.start : sentence.end]) or SPENT_NOW.search(
        reading.plain[max(sentence.start, money.start - 40) : money.start]
        + " # "
        + reading.plain[money.end : money.end + 30]
    ):
        return False
    if HAD_ONCE.search(reading.plain[max(0, money.start - 70) : money.start]):
        return False
    against = NOT_BUDGET.search(text) is not None
    if against and not (
        strong
        and not re.search(
            r"\b(?:costs?|quoted?|turnover|revenue|sign|list price|too much|too expensive)\b", text
        )
    ):
        return bool(
            re.search(
                r"\b(?:budget|set aside|willing to|could|would|we'd|i'd) (?:\w+ ){0,4}(?:of|pay|spend|invest)\b",
                text,
            )
        ) and not re.search(r"\b(?:quoted|turnover|revenue|too much)\b", text)
    if answering:
        # The first amount answers; what follows it in another sentence needs words of its own.
        return first or strong or (clause.start <= money.start and reading.sentences[0].end >= money.end)
    if strong:
        return True
    return money.scaled and HAVE.search(near) is not None and not NOT_BUDGET.search(near)


def _is_money(reading: Reading, money: Money) -> bool:
    after = reading.plain[money.end :]
    if money.currency is None:
        if UNITS_AFTER.match(after) or (
            PLURAL_AFTER.match(after) and not re.match(r"\s+\w+s (?:is|are|was|for|in)\b(?=.*zzz)", after)
        ):
            return False
        value = money.high or money.low or 0
        before = reading.plain[: money.start]
        if value in {0, 1, 2, 3} and not money.scaled:
            return False
        if not money.scaled and re.search(
            r"\b(?:one of|number|version|option|phase|at|hall|booth|stand|page|q)\s*$", before
        ):
            return False
        said = reading.plain[money.start : money.end]
        if FIRST_YEAR <= value <= LAST_YEAR and not re.search(r"thousand|k\b|grand|,|\d\.\d{3}", said):
            return False
        if re.match(
            r"\s*(?:st|nd|rd|th|january|february|march|april|june|july|august|september|october|november|december|:)\b",
            after,
        ):
            return False
    return True


def _scaled(talk: Talk, reading: Reading, money: Money) -> Money:
    """Give a bare figure the scale that was said around it; in business bare figures below a thousand are thousands."""
    value = money.high or money.low or 0
    if money.scaled or value >= 1_000 or money.basis in {"per_seat", "per_unit", "per_month"}:
        return money
    around = [other for other in talk.readings if abs(other.number - reading.number) <= 4]
    if any(SCALE_WORD.search(other.plain) for other in around):
        return money.times(1_000)
    if any(MILLION_WORD.search(other.plain) for other in around) and value < 20:
        return money.times(1_000_000)
    return money.times(1_000)


def _quote(reading: Reading, money: Money, clause: Span) -> Span:
    """Return the clause with the amount, which is what proves it."""
    return reading.trimmed(min(clause.start, money.start), max(clause.end, money.end))


def _value(money: Money, approved: bool | None) -> Value:
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


def _approved(reading: Reading, sentence: Span) -> bool | None:
    at = reading.sentences.index(sentence) if sentence in reading.sentences else 0
    nearby = " ".join(reading.of_span(span) for span in reading.sentences[max(0, at - 1) : at + 2])
    return _approval_in(nearby)


def _approval_in(text: str) -> bool | None:
    text = WHO_GIVES.sub("", text)
    if NOT_APPROVED.search(text):
        return False
    return (
        True
        if APPROVED.search(text)
        and not re.search(r"(?:once|when|if|until|as soon as) (?:\w+ ){0,4}(?:approved|signed)", text)
        else None
    )


def _without_amount(talk: Talk, reading: Reading) -> Iterator[Finding]:
    nothing = NO_BUDGET.search(reading.plain)
    if (
        nothing is not None
        and not about_others(reading, nothing.start())
        and not unreal(reading, nothing.start())
        and not taken_back(reading, nothing.start())
    ):
        span = reading.clause_at(nothing.start())
        yield _empty(reading, reading.trimmed(span.start, max(span.end, nothing.end())))
        return
    asked = talk.asked(reading, "budget") and not talk.asked(reading, "authority")
    if asked:
        first = reading.clauses[0] if reading.clauses else None
        if (
            first is not None
            and re.match(
                r"\W*(?:(?:well|um|honestly|actually|unfortunately|right now|currently|no)\W+)*(?:none|nothing|zero|nope|not yet|not really|not at the moment|no(?=\W*$)|no,? not yet|no,? we don't|no,? there isn't|nil)\b",
                reading.of_span(first),
            )
            and _yes_no_question(talk, reading)
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
                "approved": _approval_in(reading.of_span(sentence)),
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
    value: Value = {"min": None, "max": None, "currency": None, "approved": None, "basis": None}
    return Finding("budget", value, reading, span, "none", 0.85, absent=True)


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


def _currency_said(talk: Talk, reading: Reading) -> str | None:
    """Return the currency that a turn names in answer to "dollars?" or "which currency?"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or "?" not in before.plain:
        return None
    asked = currency_in(before.plain)
    if asked is None and "currency" not in before.plain:
        return None
    return currency_in(reading.plain) or (asked if says_yes(reading) else None)


def _in_currency(budget: Finding, currency: str) -> Finding:
    """Complete an amount whose currency was not said with it."""
    if budget.absent or budget.value["currency"] is not None:
        return budget
    return replace(budget, value={**budget.value, "currency": currency})


def _approval_later(talk: Talk, reading: Reading, budget: Finding) -> Finding:
    """Take a later answer about approval, or about the period, into the amount that it is about."""
    before = talk.before(reading)
    if budget.absent or before is None or before.side != "rep" or reading.number - budget.reading.number > 6:
        return budget
    value = dict(budget.value)
    topics = talk.topics(before)
    if value["approved"] is None and "approval" in topics:
        said = _approval_in(reading.plain)
        value["approved"] = (
            said if said is not None else True if says_yes(reading) else False if says_no(reading) else None
        )
    elif value["approved"] is None and reading.number - budget.reading.number == 2:
        value["approved"] = (
            _approval_in(reading.plain)
            if re.search(r"\b(?:it|that|budget|money|which)\b", reading.plain)
            and not any(found.reading is reading for found in talk.findings)
            and not MUST_AGREE.search(reading.plain)
            else None
        )
    if value["basis"] == "total" and reading.number - budget.reading.number == 2:
        period = re.search(r"\b(?:per|a|each) (year|month)\b|\b(annual|month)ly\b", before.plain)
        if period is not None and says_yes(reading):
            value["basis"] = "per_month" if "month" in period.group() else "per_year"
    return replace(budget, value=value)
