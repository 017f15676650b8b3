"""Which amounts of money in a turn are a budget, and what they are in full."""

import re

from agent.insight.signals.approval import approval_in
from agent.insight.signals.budget_phrases import (
    COST_US,
    DATE_BEFORE,
    FIRST_YEAR,
    HAD_ONCE,
    HALVES,
    HAVE,
    LAST_YEAR,
    NEAR,
    NOT_BUDGET,
    OVER_A_LIMIT,
    PAID_NOW,
    PLURAL_AFTER,
    SIGNING,
    SPENT_NOW,
    STRONG,
    THEIR_PRICE,
    TO_BE_SPENT,
    UNITS_AFTER,
    WHO_KNOWS,
)
from agent.insight.signals.money import find_money
from agent.insight.signals.money_amounts import Money
from agent.insight.signals.reading import Reading, Span


def is_money(reading: Reading, money: Money) -> bool:
    """Return whether a number may be an amount of money: no count of things, no date, no year."""
    after = reading.plain[money.end :]
    near = reading.plain[max(0, money.start - 6) : money.end + 6]
    if HALVES.search(near) or DATE_BEFORE.search(reading.plain[: money.start]):
        return False
    if money.currency is None:
        if UNITS_AFTER.match(after) or (
            PLURAL_AFTER.match(after) and not re.match(r"\s+\w+s (?:is|are|was|for|in)\b(?=.*zzz)", after)
        ):
            return False
        value = money.high or money.low or 0
        before = reading.plain[: money.start]
        if re.search(r"\b(?:give or take|(?:plus or )?minus)\s*$", before):
            return False
        if value in {0, 1, 2, 3} and not money.scaled:
            return False
        if value < _TEN and not money.scaled and _SPELT.search(before):
            return False
        if not money.scaled and value <= _FEW and _THE_FEW.search(before):
            return False
        if not money.scaled and re.search(
            r"\b(?:one of|number|version|option|phase|press|line|machine|building|plant|gate|shift|level|floor|room|platform|at|hall|booth|stand|page|q)\s*$",
            before,
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


_FEW, _TEN = 20, 10
_SPELT = re.compile(r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\s+$")
"""Before the last figure of a number that is spelt out: "fourteen thousand, one four"."""
_THE_FEW = re.compile(r"\b(?:the|all|these|those|our|my|other)\s+$")
"""Before a number of things that both know: "for the four together"."""


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
    text = reading.of_span(clause)
    near = reading.plain[max(sentence.start, money.start - 70) : min(sentence.end, money.end + 50)]
    near = TO_BE_SPENT.sub("", COST_US.sub("", near))
    strong = STRONG.search(text) is not None
    if of_other_kind(reading, money, clause, sentence):
        return False
    text = TO_BE_SPENT.sub("", COST_US.sub("", _after_others(reading, money, clause)))
    against = NOT_BUDGET.search(text) is not None
    if against and not (
        strong
        and not re.search(
            r"\b(?:costs?|quoted?|turnover|revenue|sign|list price|too (?:much|expensive|high|steep|dear|pricey))\b",
            text,
        )
    ):
        if answering and _WOULD_DO.search(reading.plain, money.end, max(money.end, clause.end)):
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
        if _ID_SAY.search(reading.plain, clause.start, money.start):
            return True
        # The first amount answers; what follows it in another sentence needs words of its own.
        return first or strong or (clause.start <= money.start and reading.sentences[0].end >= money.end)
    if (
        strong
        or has_it_for_this(reading, money)
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
    there = HAVE.search(near) is not None or approval_in(near) is True
    return money.scaled and there and not NOT_BUDGET.search(near)


def _after_others(reading: Reading, money: Money, clause: Span) -> str:
    """Return the clause, or what follows an earlier amount in it that tells on its own that money is there.

    "We pay thirty thousand today and for the new one we have fifty thousand."
    """
    text = reading.of_span(clause)
    earlier = [one.end for one in find_money(reading.plain[clause.start : money.start]) if one.scaled]
    if not earlier or not NOT_BUDGET.search(text):
        return text
    rest = reading.plain[clause.start + earlier[-1] : clause.end]
    there = HAVE.search(rest) or _HAVE_IT.search(reading.plain, clause.start, money.start)
    return rest if there and not NOT_BUDGET.search(rest) else text


_FOR_ONE = re.compile(r"\W*(?:and |but |then )?(?:for|on) (?:the|our|my) \w+")
"""Opens sentences on the money for one thing and for another."""
_BESIDE = re.compile(
    r"[^.!?#]{0,25}?(?:[,;]|\band\b|\bplus\b)\s*(?:(?:and|plus|then|another|but)\s+)*(?:for|on|towards) (?:the |our |my |a )?[\w -]{2,30}#|[^.!?#]{0,25}?(?:[,;]|\band\b|\bplus\b)\s*(?:(?:and|plus|then|another|but)\s+)*# (?:for|on|towards) "
)


_PLUS = re.compile(
    r"[^.!?]{0,25}?(?:,|\b(?:and|plus|then)\b)\s*(?:(?:and|plus|then|another|maybe|about|around|later|after that|afterwards)\s+)*"
)
"""Between what is paid once and what is paid again and again: "90,000, and then 20,000 a year"."""


def beside(reading: Reading, counted: Money, money: Money) -> bool:
    """Return whether an amount follows a budget for a second thing: "and for the cold store ten", "For the trucks I'd say five"."""
    here, there = reading.sentence_at(money.start), reading.sentence_at(counted.start)
    if (
        money.scaled
        and there.end <= here.start
        and _FOR_ONE.match(reading.plain, here.start, money.start)
        and _FOR_ONE.match(reading.plain, there.start, counted.start)
    ):
        return not NOT_BUDGET.search(reading.of_span(here))
    if not money.scaled or reading.sentence_at(counted.start) != reading.sentence_at(money.start):
        return False
    periods = {"per_year", "per_month"}
    if (
        counted.basis not in periods
        and money.basis in periods
        and _PLUS.fullmatch(reading.plain, counted.end, money.start)
    ):
        return True
    gap = f"{reading.plain[counted.end : money.start]}#{reading.plain[money.end : money.end + 10]}"
    return _BESIDE.match(gap) is not None and not NOT_BUDGET.search(gap)


def told_us(reading: Reading, position: int) -> bool:
    """Return whether those who give the visitor money have told him of it: "the head has told me there's twelve million"."""
    sentence = reading.sentence_at(position)
    return _TOLD_US.search(reading.plain, sentence.start, position) is not None


def of_other_kind(reading: Reading, money: Money, clause: Span, sentence: Span) -> bool:
    """Return whether it is a signing limit, today's spend, what was there once, or what others ask."""
    if SIGNING.search(
        reading.plain[max(clause.start, money.start - 60) : min(clause.end, money.end + 30)]
    ) and not (
        re.search(
            r"\bout of the question|too much|reasonable|acceptable|doable|\bbudget|\bset aside\b",
            reading.of_span(clause),
        )
        or _WOULD_DO.search(reading.plain, money.end, max(money.end, clause.end))
    ):
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
    if HAD_ONCE.search(reading.plain[max(0, money.start - 70) : money.start]):
        return True
    unsure = "?" in reading.of_span(sentence) and WHO_KNOWS.match(reading.plain, sentence.end)
    return bool(
        THEIR_PRICE.match(reading.plain, money.end)
        or unsure
        or (_RIVALS_SAID.search(reading.plain, 0, money.start) and not told_us(reading, money.start))
    )


_HAVE_IT = re.compile(r"\b(?:have|'ve|got)\s+(?:(?:about|around|roughly|maybe|up to|say|only)\s+)?$")
_TOLD_US = re.compile(
    r"\b(?:(?:my|our|the) (?:head|boss|manager|chief|director|board|owner|md|ceo|cfo|bursar|treasurer|partner|council|finance|management|accountant)(?: \w+)?|management|finance|he|she|they)"
    r"(?:'s|'ve| has| have)? (?:told|promised|assured) (?:me|us) (?:that )?(?:if [^.!?]{1,50}? )?(?:there(?:'s| is)|i |we |it's )"
)
_RIVALS_SAID = re.compile(
    r"\bthey (?:were |are |'re |'ve been )?(?:talking(?: about)?|saying|asking(?: for)?|quoting|came up with|came in at|want(?:ed)?)\W+(?:(?:about|around|like|something|roughly)\W+)*$"
)
_ID_SAY = re.compile(
    r"\b(?:(?:i|we)(?:'d| would) say|i say|let's say)\W+(?:(?:about|around|maybe|roughly)\W+)*$"
)
_THEY_ASK = re.compile(
    r"\b(?!(?:i|we|he|she|boss|director|board|management|owner|partner)\b)[\w'-]+ (?:asks|charges|quotes|offers)(?: (?:us|me|for|about|around))*\s*$"
)
_WOULD_DO = re.compile(r"\b(?:works|is fine|is ok|is okay|would be fine|would work)\b")


def has_it_for_this(reading: Reading, money: Money) -> bool:
    """Return whether the visitor has the amount for this: "I have six dollars a seat for it"."""
    has_it = _HAVE_IT.search(reading.plain, 0, money.start)
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
        or _THEY_ASK.search(reading.plain, 0, money.start) is not None
    )


def _better_one_follows(reading: Reading, money: Money) -> bool:
    """Return whether a later amount of the turn is called the budget: "they got two million, the budget is ten"."""
    if _FOR_ONE.match(reading.plain, reading.sentence_at(money.start).start, money.start):
        return False
    later = reading.plain[money.end :]
    if re.search(
        r"\b(?:the|our|my) (?:budget|limit|ceiling|maximum) (?:is|'s|would be)\b|\b(?:but|and) (?:for (?:this|that|it)|here) \b",
        later,
    ):
        return True
    return any(
        one.scaled
        and one.top < money.top
        and _FOR_US.search(later[max(0, one.start - NEAR) : one.end + NEAR])
        for one in find_money(later)
    ) and not _FOR_US.search(reading.plain[max(0, money.start - NEAR) : money.end])


_FOR_US = re.compile(
    r"\bfor (?:this|(?:the |your )?(?:sensors?|software|system|pilot|tool|app|platform|scheduling|tracking|licen[cs]es?))\b|\bmine to (?:spend|use)\b|\bi've been given\b"
)
