"""What an amount of a budget is in full: its scale, period, unit and currency from what is said around it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.budget.amounts import more_is_refused
from agent.insight.signals.budget.phrases import MILLION_WORD, NEAR, SCALE_WORD, SHORT
from agent.insight.signals.budget.questions import price_before
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.basis import basis_after, basis_in
from agent.insight.signals.money.currencies import currency_in
from agent.insight.signals.money.find import find_money


def in_full(talk: Talk, reading: Reading, money: Money) -> Money:
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


def per_head(talk: Talk, reading: Reading, money: Money) -> Money:
    """Take "per person" from the question, where the answer gives no basis but a period."""
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if money.basis in {"total", "per_month", "per_year"} and re.search(
        r"\bper (?:person|user|seat|head|employee|licen[cs]e)\b", question
    ):
        return replace(money, basis="per_seat")
    return money


def said_alone(reading: Reading, money: Money) -> str | None:
    """Return a currency that a short sentence after the amount adds, as in "euros, obviously"."""
    later = (span for span in reading.sentences if span.start >= money.end)
    short = (reading.of_span(span) for span in later if len(reading.of_span(span).split()) <= SHORT - 1)
    return next(
        (found for text in short if not re.search(r"\d", text) and (found := currency_in(text))), None
    )


def at_most(reading: Reading, money: Money) -> Money:
    """Return a lower bound as the upper one that it is where more is denied: "more than thirty I will not pay"."""
    top = _THE_TOP.match(reading.plain, money.end) if money.high is not None else None
    if top is not None:
        said = basis_in(reading.plain[top.end() : top.end() + NEAR])
        return replace(money, low=None, basis=said if money.basis == "total" else money.basis)
    limit = money.high is not None and _OUR_LIMIT.match(reading.plain, money.end)
    if not limit and not more_is_refused(reading, money):
        return money
    if limit:
        return replace(money, low=None)
    return replace(money, low=None, high=money.low)


_THE_TOP = re.compile(
    r"\W*(?:(?:so|and|but)\W+)*(?:not|no|nothing) (?:more|higher|above|over) than (?:that|this)\b"
)


_OUR_LIMIT = compiled(r"""
    \W*(?:(?:per|a|an|each|every) \w+\W+){0,2}(?:
        (?:is|'s|would be|that's) (?:what|where) (?:we|i)(?:'d| would| could| can)? (?:go up to|stop)\b|
        (?:is|as|'s|would be|that's) (?:our|my|the) (?:\w+ )?(?:limit|maximum|ceiling)\b
    )
""")
"""After an amount: more than that is not there."""


def of_a_country(reading: Reading, money: Money) -> Money:
    """Return an amount in dollars in those of the country that is named after it: "twelve dollars. That's Australian"."""
    said = _COUNTRY.match(reading.plain, money.end) if money.currency == "USD" else None
    if said is not None:
        return replace(money, currency=currency_in(said["country"]))
    unit = _UNIT.search(reading.plain, money.start, money.end + len(" shillings"))
    after = _ADJECTIVE.match(reading.plain, unit.end()) if unit is not None else None
    named = (
        currency_in(f"{after['country']} {unit['unit']}") if unit is not None and after is not None else None
    )
    plainly = currency_in(unit["unit"]) if unit is not None else None
    return replace(money, currency=named) if named is not None and named != plainly else money


_UNIT = re.compile(r"\b(?P<unit>pesos?|crowns?|kroner|kronor|kroners|francs?|rupees|shillings|dinars?)\b")
_ADJECTIVE = re.compile(
    r"\s*[,.]\s*(?:(?:that's|in|i mean|so)\W+)?(?P<country>[a-z]+)(?=\W*(?:$|[.,;!?]|and\b|but\b))"
)
"""Which of several it is: "half a million kroner, Norwegian"."""
_COUNTRY = compiled(r"""
    [^.!?;]{0,20}?[,.;]\s*(?:(?:and|that's|thats|that is|it's|in|i mean|so)\W+)*
    (?P<country>canadian|australian|aussie|singapore(?= dollars)|new zealand(?= dollars)|kiwi)\b
""")


def with_basis(talk: Talk, reading: Reading, money: Money, amounts: Sequence[Money]) -> Money:
    """Give an amount the period or the unit that its clause names elsewhere, or that the rep asked for."""
    money = _like_the_price(talk, reading, money)
    beside = _unit_beside(reading, money)
    if beside is not None and money.basis not in {"per_seat", "per_unit"}:
        return replace(money, basis=beside)
    if money.basis != "total":
        return money
    sentence = reading.sentence_at(money.start)
    start = max([sentence.start, *(one.end for one in amounts if one.end <= money.start)])
    said = basis_in(reading.plain[min(start, money.start) : money.start])
    earlier = [one for one in amounts if one.end <= money.start]
    if said == "total" and earlier and not money.scaled and earlier[-1].basis in {"per_year", "per_month"}:
        said = earlier[-1].basis
    following = [one for one in reading.sentences if one.start >= money.end]
    if said == "total" and following and len(reading.of_span(following[0]).split()) <= SHORT:
        after = reading.of_span(following[0])  # "Nine thousand. A year."
        said = basis_in(after)
        said = basis_after(after, 0)[0] if said == "total" else said
    before = talk.before(reading)
    if said == "total" and before is not None and before.side == "rep" and before.sentences and _asks(before):
        asked = before.of_span(before.sentences[-1])
        if before.noisy:
            asked = _ASKS_FOR.split(asked)[-1]
        theirs = [one for one in find_money(asked) if _figure(one) == _figure(money)]
        said = theirs[-1].basis if theirs else basis_in(asked)
    return replace(money, basis=said)


def _unit_beside(reading: Reading, money: Money) -> str | None:
    """Return the unit that a short sentence beside the amount names: "Per truck? Twenty five a month"."""
    sentence = reading.sentence_at(money.start)
    places = [place for place, one in enumerate(reading.sentences) if one == sentence]
    if not places:
        return None
    at = places[0]
    for near in reading.sentences[max(0, at - 1) : at + 2]:
        said = basis_in(reading.of_span(near)) if near != sentence else "total"
        if said in {"per_seat", "per_unit"} and len(reading.of_span(near).split()) <= SHORT:
            return said
    return None


def _like_the_price(talk: Talk, reading: Reading, money: Money) -> Money:
    """Take a bare figure as it stands where a small price of its size was named: "six bucks a box, I can go to eight"."""
    price = None if money.scaled else price_before(talk, reading, money)
    if price is None:
        return money
    return replace(
        money,
        currency=money.currency or price.currency,
        basis=price.basis if money.basis == "total" else money.basis,
        scaled=True,
    )


_ASKS_FOR = re.compile(r"\b(?=(?:what|how|is there|do you|would you|could you|can you)\b)")
"""Begins a question in a turn without stops."""


def _asks(reading: Reading) -> bool:
    return reading.noisy or "?" in reading.of_span(reading.sentences[-1])


def _figure(money: Money) -> float:
    """Return an amount without its thousands."""
    value = money.top
    while value and value % 1_000 == 0:
        value /= 1_000
    return value


_SMALL = 500
"""Below it an amount with its currency shows that the talk is about small sums."""
_SHORT_TIME = re.compile(
    r"\s*(?:a|per|each|every|the) (?:quarter|week|day|morning|night|hour|season|round|trip|time)\b"
)


def _alike(first: float, second: float) -> bool:
    return first < _SMALL and first / 2 <= second <= first * 2


def in_scale(talk: Talk, reading: Reading, money: Money, amounts: Sequence[Money]) -> Money:
    """Say a bare figure in full: thousands, unless small sums are being spoken of."""
    before = talk.before(reading)
    said = [*amounts, *(find_money(before.plain) if before is not None else ())]
    if not money.scaled and any(one.top >= 1_000 and _alike(one.top / 1_000, money.top) for one in said):
        return money.times(1_000)  # "we pay 45 thousand a month, I could go to 50"
    small = any(one.currency is not None and one.top < _SMALL for one in said)
    if not money.scaled and (
        _SHORT_TIME.match(reading.plain, money.end)
        or (small and not any(one.scaled and one.top >= 1_000 for one in said))
    ):
        return money
    return in_full(talk, reading, money)
