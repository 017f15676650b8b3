"""Which amounts of money in a turn are a budget, and what they are in full."""

import re

from agent.insight.signals.budget.amounts_patterns import (
    BESIDE,
    CLIENTS_HAVE,
    CONTRACT_OF,
    COSTS,
    ENDS,
    FOR_IT,
    FOR_ONE,
    FOR_US,
    GET,
    HAVE_IT,
    ID_SAY,
    LEADS_ON,
    MUST_BE,
    NO_MORE,
    NOT_FOR_YOU,
    PLUS,
    RIVALS_SAID,
    SAID_SO,
    SAY,
    THAT_IS,
    THE_POT,
    THEY_ASK,
    THING_WAS,
    TOLD_US,
    WOULD_DO,
)
from agent.insight.signals.budget.approval import approval_in
from agent.insight.signals.budget.other_money import (
    BUDGET_SPENT,
    COST_US,
    HAD_ONCE,
    NOT_BUDGET,
    OVER_A_LIMIT,
    PAID_NOW,
    SIGNING,
    SPENT_NOW,
    THEIR_PRICE,
)
from agent.insight.signals.budget.phrases import HAVE, NEAR, STRONG, TO_BE_SPENT, WHO_KNOWS
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.find import find_money

_THOUSAND = 1_000


def counts(
    reading: Reading, money: Money, clause: Span, sentence: Span, *, answering: bool, first: bool
) -> bool:
    """Return whether an amount is one that the visitor has, plans or would go up to.

    Args:
        reading: The turn.
        money: The amount.
        clause: The clause that it stands in.
        sentence: The sentence that it stands in.
        answering: Whether a rep has asked about money.
        first: Whether it is the first amount of the turn.
    """
    clause = Span(min(clause.start, money.start), max(clause.end, money.end))
    if (
        more_is_refused(reading, money)
        and (money.scaled or money.basis != "total")
        and COSTS.search(reading.plain, clause.start, money.start)
    ):
        return True
    text = reading.of_span(clause)
    near = _around(reading, money, sentence)
    near = TO_BE_SPENT.sub("", COST_US.sub("", near))
    strong = STRONG.search(text) is not None or _pointed_at(reading, money, clause)
    if of_other_kind(reading, money, clause, sentence):
        return False
    must_be = MUST_BE.search(reading.plain, clause.start, money.end) is not None
    if must_be and (
        money.scaled
        or money.basis != "total"
        or any(one.scaled or one.basis != "total" for one in find_money(reading.plain))
    ):
        return True
    text = TO_BE_SPENT.sub("", COST_US.sub("", _after_others(reading, money, clause)))
    against = NOT_BUDGET.search(text) is not None
    if against and not (
        strong
        and not re.search(
            r"\b(?:costs?|quoted?|turnover|revenue|sign|list price|too (?:much|expensive|high|steep|dear|pricey))\b",
            text,
        )
    ):
        if answering and WOULD_DO.search(reading.plain, money.end, max(money.end, clause.end)):
            return True
        return bool(
            re.search(
                r"\b(?:budget|set aside|willing to|could|would|we'd|i'd) (?:\w+ ){0,4}(?:of|pay|spend|invest)\b",
                text,
            )
        ) and not re.search(r"\b(?:quoted|turnover|revenue|too much)\b", text)
    if answering:
        if _others_name(reading, money) or (first and not strong and _better_one_follows(reading, money)):
            return False
        if ID_SAY.search(reading.plain, clause.start, money.start):
            return True
        if HAVE_IT.search(reading.plain, 0, money.start) and ENDS.match(reading.plain, money.end):
            return True
        # The first amount answers; what follows it in another sentence needs words of its own.
        return first or strong or (clause.start <= money.start and reading.sentences[0].end >= money.end)
    if (
        strong
        or has_it_for_this(reading, money)
        or (money.basis in {"per_year", "per_month"} and GET.search(reading.plain, clause.start, money.start))
        or (
            money.scaled
            and SAY.search(reading.plain, clause.start, money.start)
            and FOR_IT.match(reading.plain, money.end)
        )
        or (money.bounded and money.scaled and SAID_SO.search(reading.plain, clause.start, money.start))
        or (
            # A limit in the middle of a talk is the visitor's, where no price is spoken of.
            money.bounded
            and money.low is None
            and money.currency is not None
            and money.basis != "total"
            and not NOT_BUDGET.search(near)
        )
    ):
        return True
    others = [one for one in find_money(reading.plain) if one.scaled and one.top >= _THOUSAND]
    if others and HAVE_IT.search(reading.plain, 0, money.start) and ENDS.match(reading.plain, money.end):
        return True  # "then we're at fifty four thousand, and I have fifty"
    there = HAVE.search(near) is not None or approval_in(near) is True
    return money.scaled and there and not NOT_BUDGET.search(near)


def more_is_refused(reading: Reading, money: Money) -> bool:
    """Return whether more than an amount is denied: "if it costs more than a hundred a month I'm gone"."""
    return (
        money.low is not None and money.high is None and NO_MORE.match(reading.plain, money.end) is not None
    )


def _around(reading: Reading, money: Money, sentence: Span) -> str:
    """Return what is said around an amount in its sentence, up to what leads to the next one: "..., and I have thirty"."""
    end = min(sentence.end, money.end + 50)
    later = find_money(reading.plain[money.end : min(sentence.end, end + NEAR)])
    begins = [money.end + one.start for one in later]
    after = reading.plain[money.end : min([end, *begins])]
    if begins and money.end + len(after) == begins[0]:
        after = LEADS_ON.split(after)[0]
    return reading.plain[max(sentence.start, money.start - 100) : money.end] + after


def _after_others(reading: Reading, money: Money, clause: Span) -> str:
    """Return the clause, or what follows an earlier amount in it that tells on its own that money is there.

    "We pay thirty thousand today and for the new one we have fifty thousand."
    """
    text = reading.of_span(clause)
    earlier = [one.end for one in find_money(reading.plain[clause.start : money.start]) if one.scaled]
    if not earlier or not NOT_BUDGET.search(text):
        return text
    rest = reading.plain[clause.start + earlier[-1] : clause.end]
    there = HAVE.search(rest) or HAVE_IT.search(reading.plain, clause.start, money.start)
    return rest if there and not NOT_BUDGET.search(rest) else text


def _pointed_at(reading: Reading, money: Money, clause: Span) -> bool:
    """Return whether the clause before or after it tells that it is there: "what we have, that's about fifty", "fifty. That's the pot"."""
    at = next((place for place, one in enumerate(reading.clauses) if one.end > money.start), 0)
    if at and THAT_IS.fullmatch(reading.plain, clause.start, money.start):
        before = reading.of_span(reading.clauses[at - 1])
        if STRONG.search(before) and not NOT_BUDGET.search(before) and not find_money(before):
            return True
    return THE_POT.match(reading.plain, money.end) is not None


def beside(reading: Reading, counted: Money, money: Money) -> bool:
    """Return whether an amount follows a budget for a second thing: "and for the cold store ten", "For the trucks I'd say five"."""
    here, there = reading.sentence_at(money.start), reading.sentence_at(counted.start)
    if (
        money.scaled
        and there.end <= here.start
        and FOR_ONE.match(reading.plain, here.start, money.start)
        and FOR_ONE.match(reading.plain, there.start, counted.start)
    ):
        return not NOT_BUDGET.search(reading.of_span(here))
    if not money.scaled or reading.sentence_at(counted.start) != reading.sentence_at(money.start):
        return False
    periods = {"per_year", "per_month"}
    if (
        counted.basis not in periods
        and money.basis in periods
        and PLUS.fullmatch(reading.plain, counted.end, money.start)
    ):
        return True
    gap = f"{reading.plain[counted.end : money.start]}#{reading.plain[money.end : money.end + 10]}"
    return BESIDE.match(gap) is not None and not NOT_BUDGET.search(gap)


def told_us(reading: Reading, position: int) -> bool:
    """Return whether those who give the visitor money have told him of it: "the head has told me there's twelve million"."""
    sentence = reading.sentence_at(position)
    return TOLD_US.search(reading.plain, sentence.start, position) is not None


def of_other_kind(reading: Reading, money: Money, clause: Span, sentence: Span) -> bool:
    """Return whether it is a signing limit, today's spend, what was there once, or what others ask."""
    if SIGNING.search(
        reading.plain[max(clause.start, money.start - 60) : min(clause.end, money.end + 30)]
    ) and not (
        re.search(
            r"\bout of the question|too much|reasonable|acceptable|doable|\bbudget|\bset aside\b",
            reading.of_span(clause),
        )
        or WOULD_DO.search(reading.plain, money.end, max(money.end, clause.end))
    ):
        return True
    at = next((place for place, one in enumerate(reading.clauses) if one.end > money.start), 0)
    if at and THAT_IS.fullmatch(reading.plain, clause.start, money.start):
        before = reading.clauses[at - 1]
        if before.start >= sentence.start and SIGNING.search(reading.of_span(before)):
            return True
    limit = OVER_A_LIMIT.search(reading.plain[money.start : sentence.end])
    its_own = limit is not None and limit.start() <= money.end - money.start + len(" and ")
    if its_own or SPENT_NOW.search(
        reading.plain[max(sentence.start, money.start - 40) : money.start]
        + " # "
        + reading.plain[money.end : money.end + 30]
    ):
        return True
    if PAID_NOW.search(reading.plain, clause.start, money.start):
        return True
    if THING_WAS.search(reading.plain, sentence.start, money.start):
        return True
    if CLIENTS_HAVE.search(reading.plain, sentence.start, money.start):
        return True
    if NOT_FOR_YOU.search(reading.plain, money.end, sentence.end):
        return True
    if BUDGET_SPENT.search(reading.plain, sentence.start, money.start):
        return True
    if CONTRACT_OF.search(reading.plain, 0, money.start):
        return True
    if HAD_ONCE.search(reading.plain[max(0, money.start - 70) : money.start]):
        return True
    unsure = "?" in reading.of_span(sentence) and WHO_KNOWS.match(reading.plain, sentence.end)
    return bool(
        THEIR_PRICE.match(reading.plain, money.end)
        or unsure
        or (RIVALS_SAID.search(reading.plain, 0, money.start) and not told_us(reading, money.start))
    )


def has_it_for_this(reading: Reading, money: Money) -> bool:
    """Return whether the visitor has the amount for this: "I have six dollars a seat for it"."""
    has_it = HAVE_IT.search(reading.plain, 0, money.start)
    return (
        has_it is not None
        and re.match(
            r"(?:\s+\w+){0,3}?\s+for (?:it|that|this|the (?:project|tool|system|whole))\b",
            reading.plain[money.end :],
        )
        is not None
    )


def _others_name(reading: Reading, money: Money) -> bool:
    """Return whether a price is what somebody wants for it: "Lernova wants 90 euros"."""
    return (
        re.search(r"(?:\b[Tt]hey want|[A-Z]\w+ (?:wants|asks|takes))\s*$", reading.text[: money.start])
        is not None
        or THEY_ASK.search(reading.plain, 0, money.start) is not None
    )


def _better_one_follows(reading: Reading, money: Money) -> bool:
    """Return whether a later amount of the turn is called the budget: "they got two million, the budget is ten"."""
    if FOR_ONE.match(reading.plain, reading.sentence_at(money.start).start, money.start):
        return False
    later = reading.plain[money.end :]
    if re.search(
        laid_out(r"""
            \b(?:the|our|my) (?:budget|limit|ceiling|maximum) (?:is|'s|would be)\b|
            \b(?:but|and) (?:for (?:this|that|it)|here) \b
        """),
        later,
    ):
        return True
    return any(
        one.top < money.top
        and (one.scaled or (one.top % 1 and HAVE_IT.search(later, 0, one.start)))
        and FOR_US.search(later[max(0, one.start - NEAR) : one.end + NEAR])
        for one in find_money(later)
    ) and not FOR_US.search(reading.plain[max(0, money.start - NEAR) : money.end])
