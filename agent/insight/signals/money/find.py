"""Amounts of money: ranges, bounds, currencies, what they are for, and corrections in the same breath."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from agent.insight.signals.language.numbers import TENS, Number, Token, number_at, tokens_of
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.money.amounts import Money
from agent.insight.signals.money.basis import basis_after, basis_before
from agent.insight.signals.money.corrected import FIGURES_WORD, corrected
from agent.insight.signals.money.currencies import CURRENCIES, coin_at, currency_at, hundredths_at, slang_at
from agent.insight.signals.money.parts import parts
from agent.insight.signals.money.patterns import (
    AT_LEAST,
    AT_LEAST_AFTER,
    AT_MOST,
    AT_MOST_AFTER,
    BETWEEN,
    EVEN,
    LIMIT_LATER,
    MOST_WITHIN,
    NOT_A_CENT,
    OTHER_CURRENCY,
    OUT_OF_THE_QUESTION,
    SAID_AFTER,
    TAIL_SCALE,
)
from agent.insight.signals.money.years import years_in

_PARTS = {
    "low": (1, 3),
    "lower": (1, 3),
    "mid": (4, 6),
    "middle": (4, 6),
    "medium": (4, 6),
    "high": (7, 9.99999),
    "upper": (7, 9.99999),
}


_MOST = 30
"""Amounts that are read of one turn: more of them are no talk, and each is compared with all."""


def find_money(plain: str) -> list[Money]:
    """Return what may be amounts in plain text, in order; an amount that was corrected in one breath is left out."""
    return list(_read(plain))


@lru_cache(maxsize=64)
def _read(plain: str) -> tuple[Money, ...]:
    """Read the amounts of a turn once: every kind of signal that has a sum asks for them."""
    found = [_figures_word(match) for match in FIGURES_WORD.finditer(plain)]
    found += [_decade(match) for match in _DECADE.finditer(plain)]
    tokens = tokens_of(plain)
    index, last_end = 0, -1
    spoken = [(one.start, one.end) for one in found] + years_in(plain)
    while index < len(tokens) and len(found) < _MOST:
        if any(start <= tokens[index].start < end for start, end in spoken):
            index += 1
            continue
        first = number_at(tokens, index)
        if first is None or NOT_A_CENT.match(plain, tokens[index].start):
            index += 1
            continue
        money, index = _amount(plain, tokens, first)
        if money.start >= last_end:
            found.append(money)
            last_end = money.end
    found.sort(key=lambda one: one.start)
    return tuple(parts(plain, corrected(plain, found)))


def _figures_word(match: re.Match[str]) -> Money:
    digits = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}.get(match["digits"]) or int(
        match["digits"]
    )
    unit = 10.0 ** (digits - 1)
    low, high = _PARTS.get(match["part"] or "", (1, 9.99999))
    return Money(
        low * unit,
        float(int(high * unit)) if high > 9 else high * unit,
        None,
        "total",
        True,
        match.start(),
        match.end(),
    )


_DECADE = re.compile(
    rf"\b(?P<part>low|mid|middle|high|upper)[ -]+(?P<tens>{'|'.join(name.removesuffix('y') for name in TENS)})ies\b"
    r"(?:\W+(?P<scale>thousand|k|grand))?"
)


def _decade(match: re.Match[str]) -> Money:
    """Read "the mid forties" as the fourth to sixth number of it."""
    low, high = _PARTS[match["part"]]
    tens, scale = TENS[match["tens"] + "y"], 1_000 if match["scale"] else 1
    return Money(
        (tens + low) * scale,
        (tens + int(high)) * scale,
        None,
        "total",
        match["scale"] is not None,
        match.start(),
        match.end(),
    )


def _amount(plain: str, tokens: Sequence[Token], first: Number) -> tuple[Money, int]:
    """Read on from a first number: currency, range, bound and basis."""
    start, end, after = first.start, first.end, first.after
    currency, start, end, after = _currency(plain, tokens, start, end, after)
    second: Number | None = None
    step = re.match(
        laid_out(r"""
            \s*,?\s*(?:to|-|or|and|up to|until|till|or maybe|or even|or perhaps|maybe)?\s*,?\s*
            (?:(?:maybe|about|around|perhaps|possibly|even|say)\s+)?[$€£]?\s*
        """),
        plain[end:],
    )
    if step is not None:
        gap_end = end + step.end()
        at = next((n for n in range(after, min(after + 5, len(tokens))) if tokens[n].start >= gap_end), None)
        candidate = number_at(tokens, at) if at is not None and tokens[at].start == gap_end else None
        if candidate is not None and _is_range(plain, first, candidate, end, gap_end):
            second = candidate
            other, _, end, after = _currency(plain, tokens, candidate.start, candidate.end, candidate.after)
            currency = currency or other
    low, high = first.value, first.value
    scale = first.scale
    if second is not None:
        high, scale = second.value, max(scale, second.scale)
        if first.scale < second.scale and low < high and low < 1_000 and low * second.scale <= high:
            low *= second.scale
        elif second.scale < first.scale and high < low:
            high *= first.scale
        if (
            second.scale == 1
            and low < 100 <= 100 * low <= high
            and "hundred" in plain[second.start : second.end]
        ):
            low *= 100  # "twelve to fifteen hundred"
        hundreds = second.value / second.scale / 100
        if (
            second.scale > 1
            and first.scale == 1
            and first.value < hundreds == int(hundreds) < 10
            and "hundred" in plain[second.start : second.end]
        ):
            low = first.value * 100 * second.scale  # "three to four hundred k"
        if low > high:
            low, high = high, low
    coin = coin_at(tokens, after) if scale == 1 else None
    more = hundredths_at(tokens, after) if second is None and scale == 1 and currency is not None else None
    if coin is not None:
        low, high, currency = low / 100, high / 100, currency or coin[0]
        end, after = tokens[after].end, after + 1
    elif more is not None:
        low = high = first.value + more[0] / 100
        end, after = tokens[more[1] - 1].end, more[1]
    number_end = end
    basis, end = basis_after(plain, number_end)
    if basis not in {"per_seat", "per_unit"}:
        before = basis_before(plain, start)
        basis = basis if before == "total" else before
    if currency is not None:
        currency, basis, end = _other_currency(plain, end, currency, basis)
    tail = TAIL_SCALE.match(plain, end)
    if scale == 1 and tail and tail[1] in {"thousand", "k", "grand"} and high < 1_000:
        low, high, scale, end = low * 1_000, high * 1_000, 1_000, tail.end(1)
    money = Money(
        low,
        high,
        currency,
        basis,
        scale > 1 or currency is not None or coin is not None or high >= 1_000,
        start,
        end,
    )
    if second is not None and re.search(r"\bup to\s*$", plain[first.end : second.start]):
        return money, after
    money = _bounded(plain, money, number_end, is_range=second is not None)
    return money, next((n for n in range(after, len(tokens)) if tokens[n].start >= money.end), len(tokens))


def _other_currency(plain: str, end: int, currency: str, basis: str) -> tuple[str, str, int]:
    """Return the currency as it is corrected or told more closely after an amount, the basis, and where they end."""
    other = OTHER_CURRENCY.match(plain, end)
    named = currency_at(tokens_of(other["name"]), 0) if other is not None else None
    if other is None or named is None or not (other["marks"] or other["name"] not in CURRENCIES):
        return currency, basis, end
    later, end = basis_after(plain, other.end())
    return named[0], later if later != "total" else basis, end


def _is_range(plain: str, first: Number, second: Number, end: int, gap_end: int) -> bool:
    gap = plain[end:gap_end].strip(" ,$€£")
    joined = gap in {
        "to",
        "-",
        "or",
        "up to",
        "until",
        "till",
        "or maybe",
        "or even",
        "or perhaps",
        "maybe",
        "to maybe",
    }
    joined = (
        joined or gap.startswith(("to ", "or ")) or gap in {"perhaps", "possibly", "even", "say", "or say"}
    )
    if gap.startswith("and"):
        joined = BETWEEN.search(plain[: first.start].rstrip("$€£ ") + " ") is not None
    if not gap and first.scale == second.scale:
        named = currency_at(tokens_of(plain[second.end : second.end + 20]), 0) is not None
        bare = first.scale == 1 and first.value >= 10 and EVEN.match(plain, second.end) is not None
        near = 2 * first.value if second.scale > 1 or named else 1.5 * first.value
        joined = (second.scale > 1 or named or bare) and first.value < second.value <= near
    elif not gap:
        joined = (
            first.scale == 1
            and second.scale > 1
            and first.value < second.value / second.scale <= 2 * first.value
        )
    scale = second.scale if first.scale < second.scale and first.value < 1_000 else 1
    return joined and (first.value * scale < second.value or second.scale < first.scale)


def _currency(
    plain: str, tokens: Sequence[Token], start: int, end: int, after: int
) -> tuple[str | None, int, int, int]:
    before = re.search(r"(?:(?P<sign>[$€£¥₹])|\b(?P<code>[a-z]{2,3}))\s*$", plain[:start])
    name = (before["sign"] or before["code"]) if before is not None else ""
    if before is not None and (before["sign"] or name.upper() == CURRENCIES.get(name) or name == "rs"):
        return CURRENCIES[name], before.start(), end, after
    slang = slang_at(tokens, after - 1)
    if slang is not None:
        return slang, start, end, after
    comma = after < len(tokens) and tokens[after].text == ","
    named = currency_at(tokens, after + comma)
    if named is not None:
        until = tokens[named[1] - 1].end
        if not comma or SAID_AFTER.match(plain, until):
            return named[0], start, until, named[1]
    return None, start, end, after


def _bounded(plain: str, money: Money, number_end: int, *, is_range: bool) -> Money:
    before = plain[: money.start]
    if is_range:
        return money
    most, least = AT_MOST.search(before), AT_LEAST.search(before)
    if least is not None and re.search(
        laid_out(r"""
            (?:
                no|not|
                n't (?:want to |like to )?(?:be|go|spend|pay|do|cost|get)
            ) (?:more than|over|above|beyond|higher than)\s*[\w ]*$
        """),
        before,
    ):
        least = None
    contains = least is not None and most is not None and most.start() < least.start() < most.end()
    if most is not None and (least is None or contains or least.start() <= most.start()):
        return replace(money, low=None, start=most.start(), bounded=True)
    if least is not None and OUT_OF_THE_QUESTION.match(plain, money.end):
        return replace(money, low=None, start=least.start(), bounded=True)
    if least is not None and not before.rstrip().endswith("from"):
        return replace(money, high=None, start=least.start(), bounded=True)
    most_after = AT_MOST_AFTER.match(plain, money.end)
    if most_after is not None:
        return replace(money, low=None, end=most_after.end(), bounded=True)
    least_after = AT_LEAST_AFTER.match(plain, money.end)
    if least_after is not None:
        return replace(money, high=None, end=least_after.end(), bounded=True)
    if LIMIT_LATER.match(plain, money.end) or MOST_WITHIN.search(plain, number_end, money.end):
        return replace(money, low=None, bounded=True)
    return money
