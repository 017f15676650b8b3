"""What an amount leaves unsaid, from the words around it: its currency, and what it is for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Talk, says_no, says_yes
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.basis import basis_in, basis_of_answer
from agent.insight.signals.money.currencies import currencies_in, currency_in
from agent.insight.signals.money.find import find_money
from agent.insight.signals.money.places import currency_by_place

_LIKE = 4
"""Prices of one thing differ less than so many times."""
_SHORT_ANSWER = 5
"""Words of a turn that only adds what was missing."""
_NOT_A_PENNY = re.compile(r"\bnot (?:a|one) (?:single )?[a-z]+ (?:more|over|above|less)\b")
_WHICH = re.compile(r"\bcurrency\b|\bin what\b")
_DEAR = re.compile(r"\b(?:customers?|clients?|lost|lose|saved|turnover|revenue|competitors?|others)\b")
"""What a rep tells of others is no price of his."""


def completed(talk: Talk, reading: Reading, money: Money, amounts: Sequence[Money]) -> Money:
    """Give an amount the currency of its turn, or of the price that the rep has just named, and its basis.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        money: The amount.
        amounts: All of the turn.
    """
    currency = currency_by_place(talk, reading, money) or money.currency
    currency = currency or _of_the_turn(reading, money, amounts)
    money = replace(money, currency=currency)
    if currency is not None and money.basis != "total":
        return money
    price = _price_before(talk, reading, money)
    if price is not None:
        basis = price.basis if money.basis == "total" and price.basis in _EACH else money.basis
        return replace(money, currency=currency or price.currency, basis=basis)
    before = talk.before(reading)
    if currency is None and before is not None and talk.asked(reading, "budget"):
        return replace(money, currency=_only(currencies_in(before.of_span(before.sentences[-1]))))
    return money


_EACH = frozenset({"per_unit", "per_seat", "per_month"})


def _only(named: Sequence[str]) -> str | None:
    return named[0] if len(set(named)) == 1 else None


def _of_the_turn(reading: Reading, money: Money, amounts: Sequence[Money]) -> str | None:
    named = [one.currency for one in amounts if one.currency is not None]
    if named:
        return _only(named)
    return _only(currencies_in(_NOT_A_PENNY.sub("", reading.of_span(reading.sentence_at(money.start)))))


def _price_before(talk: Talk, reading: Reading, money: Money) -> Money | None:
    """Return the one price that the rep has named right before, if the amount may be set against it."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or _DEAR.search(before.plain):
        return None
    prices = [one for one in find_money(before.plain) if one.currency is not None or one.basis != "total"]
    if not prices or _only([one.currency or "" for one in prices]) is None:
        return None
    price, top = prices[-1], money.top
    return price if price.top and top and price.top / _LIKE <= top <= price.top * _LIKE else None


def currency_said(talk: Talk, reading: Reading) -> str | None:
    """Return the currency that a turn after an amount names, or that it leaves standing when the rep names it."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    own = currency_in(reading.plain)
    asked = currency_in(before.plain)
    if "?" in before.plain and (asked is not None or _WHICH.search(before.plain)):
        return own or (asked if says_yes(reading) or reading.plain.startswith("of course") else None)
    if own is not None and len(reading.plain.split()) <= _SHORT_ANSWER:
        return own if not find_money(reading.plain) else None
    return None


def echoed_currency(talk: Talk, reading: Reading, top: float) -> str | None:
    """Return the currency in which the rep says an amount of the turn before again, unless the visitor objects."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or says_no(reading):
        return None
    again = [one.currency for one in find_money(before.plain) if one.currency and one.top == top]
    if again:
        return again[-1]
    first = before.of_span(before.sentences[0]) if before.sentences else ""
    return currency_in(first) if len(first.split()) <= 2 and "?" not in first else None


def basis_said(talk: Talk, reading: Reading) -> str:
    """Return what an amount of the turn before is for, as the visitor answers: "per loom?" - "yes"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not (before.noisy or "?" in before.plain):
        return "total"
    own = basis_of_answer(reading.plain)
    if own != "total" or not before.sentences or not says_yes(reading):
        return own
    asked = before.of_span(before.sentences[-1])
    said = basis_of_answer(asked)
    return said if said != "total" else basis_in(asked)
