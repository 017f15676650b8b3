"""Amounts of a text set against each other: said again, corrected in the same breath, or ends of one range."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.money.amounts import Money

_CORRECTION = compiled(r"""
    \W*(?:(?:thousand|k|grand|euros?|dollars?|pounds?|crowns?|francs?|,)\s*)?\W*
    (?:
        (?:
            oh|ah|well|but|and|or|no|nope|not|wait|sorry|hang on|hold on|pardon|excuse me|i mean|i meant|
            actually|rather|correction|make (?:that|it)|let's say|let me say|let me correct(?: that| myself)?|
            scratch that|strike that|what am i saying|my mistake|my bad|better|i misspoke|in fact|now|it's|
            it is|that's|that was|that's wrong|wrong|more like|i should say|i wanted to say|we're at|it's now|
            the|a|for|about|around|say|like|yes|just|only|we said|has become|it became
        )\W*\s*
    )+$
""")
_MARKED = compiled(r"""
    \b(?:
        no|not|wait|sorry|hang on|hold on|pardon|excuse me|i mean|i meant|actually|rather|correction|
        make (?:that|it)|scratch|strike|mistake|my bad|misspoke|wrong|more like|i should say|let's say|
        let me say|become|became
    )\b
""")
FIGURES_WORD = compiled(r"""
    \b(?:(?P<part>low|mid|middle|medium|high|upper|lower)[ -]+)?
    (?P<digits>four|five|six|seven|eight|4|5|6|7|8)[ -]*(?:figures?|digits?)\b
    (?:[ -](?:sum|amount|range|budget|number))?
""")


def _said_in_full(first: Money, again: Money) -> bool:
    """Return whether "twelve thousand" only says in full what "twelve" before it meant."""
    return not first.scaled and again.scaled and again.top in {1_000 * first.top, 1_000_000 * first.top}


_CLOSE = 20


_OR_MORE = compiled(r"""
    \s*[.,]?\s*(?:
        (?:
            or|and|maybe|perhaps|possibly|at a push|at a stretch|at a pinch|if need be|if necessary|
            if it must be|in the best case|with luck|even|say
        )\s*,?\s*
    )+
""")
_IF_GOOD = re.compile(r"\s+(?:if|when|with|for) (?:it|that|you|this|the|they|he|she|we)\b")
_STILL_FINE = compiled(r"""
    \s+(?:a \w+ )?(?:would|could|might) (?:still |also |just |perhaps |maybe )?
    (?:be (?:ok|okay|fine|alright|possible|acceptable|doable|bearable)|work|go)\b
""")
_UP_TO_NEXT = compiled(r"""
    (?:\s+(?:to|for) (?:me|us|you|it|that|this|them))?\s*[.,]?\s*
    (?:
        (?:
            or|and|but|even|maybe|perhaps|possibly|probably|i|we|i'?d|we'?d|also|it|at a push|if need be|
            if necessary|with luck
        )\s*,?\s*
    )*
""")
"""Between an amount and how far it may rise: "150 a tank to me, perhaps up to 180"."""

_CLAUSE = 60
_IS_A_PRICE = compiled(r"""
    (?<!would )(?<!could )(?<!can )(?<!'d )(?<!to )\b(?:
        pay|pays|paying|paid|costs?|charge[sd]?|charging|quoted?|wants?|spend|spent|spending|asks?|asked|
        price[sd]?|fees?|bill(?:s|ed)?|takes?
    )\b[^.!?]{0,40}$
""")
"""Said before what something costs today, which is no lower end of a budget."""


def _dearer(previous: Money, money: Money) -> bool:
    """Return whether an amount is a little more than the one before it, of the same money."""
    same = money.currency in {None, previous.currency} and money.basis in {"total", previous.basis}
    return same and previous.low == previous.high and previous.top < money.top <= 2 * previous.top


def _said_again(previous: Money, money: Money) -> bool:
    """Return whether a bare number only names one within a small range that was said before."""
    low, high = previous.low or 0, previous.high or 0
    return not money.scaled and previous.scaled and low < high < 1_000 and low <= money.top <= high


def _names_figures(plain: str, money: Money) -> bool:
    return FIGURES_WORD.fullmatch(plain, money.start, money.end) is not None


def _in_place_of(previous: Money, money: Money) -> Money:
    """Return a correction, with what only the amount that it corrects has said."""
    if previous.bounded and previous.low is None and not money.bounded and money.low == money.high:
        money = replace(money, low=None, bounded=True)  # "three hundred tops, no, say three fifty"
    return replace(
        money,
        start=previous.start,
        currency=money.currency or previous.currency,
        basis=previous.basis if money.basis == "total" else money.basis,
    )


def corrected(plain: str, found: Sequence[Money]) -> list[Money]:
    """Join amounts that are ends of one range, and leave out what was corrected.

    Args:
        plain: The text.
        found: Its amounts, in order. The span of a correction begins with what it corrects.
    """
    kept: list[Money] = []
    for amount in found:
        money = amount
        if kept:
            gap = plain[kept[-1].end : money.start]
            previous = kept[-1]
            if _names_figures(plain, previous) and (previous.low or 0) <= (money.low or money.high or 0) <= (
                previous.high or 0
            ):
                kept[-1] = money
                continue
            higher = not money.scaled and previous.scaled and money.low == money.high is not None
            if (
                higher
                or (
                    _dearer(previous, money)
                    and not _IS_A_PRICE.search(plain, max(0, previous.start - _CLAUSE), previous.start)
                )
            ) and (
                _OR_MORE.fullmatch(gap)
                or (
                    gap.strip() in {",", "."}
                    and (_IF_GOOD.match(plain, money.end) or _STILL_FINE.match(plain, money.end))
                )
            ):
                scale = 1_000 if (previous.high or 0) >= 1_000 > (money.high or 0) else 1
                if (previous.high or 0) < (money.high or 0) * scale:
                    kept[-1] = replace(previous, high=(money.high or 0) * scale, end=money.end)
                    continue
            if previous.top and _said_in_full(previous, money) and len(gap) < 40:
                kept[-1] = replace(
                    previous.times(money.top / previous.top), end=money.end, currency=money.currency
                )
                continue
            if previous.top == money.top and money.bounded and not previous.bounded and len(gap) < _CLOSE:
                basis = previous.basis if money.basis == "total" else money.basis
                kept[-1] = replace(
                    money, currency=money.currency or previous.currency, basis=basis, start=previous.start
                )
                continue  # "I could live with nine hundred. Up to nine hundred a month"
            if (
                previous.top == money.top
                and previous.currency is None
                and money.currency
                and len(gap) < _CLOSE
            ):
                basis = previous.basis if money.basis == "total" else money.basis
                kept[-1] = replace(previous, currency=money.currency, basis=basis, end=money.end)
                continue  # "a hundred and twenty a post, a hundred and twenty euros"
            if _said_again(previous, money) and len(gap) < _CLOSE:
                continue  # "five to six euros a door, ideally five"
            if gap.strip(" ,") == "not" and previous.low == previous.high:  # "fifteen, not fifty thousand"
                scale = 1_000 if not previous.scaled and money.top >= 1_000 else 1
                kept[-1] = replace(
                    previous.times(scale), currency=previous.currency or money.currency, end=money.end
                )
                continue
            if (
                money.bounded
                and money.low is None
                and previous.low == previous.high
                and previous.top
                and _UP_TO_NEXT.fullmatch(gap)
                and not _IS_A_PRICE.search(plain, max(0, previous.start - _CLAUSE), previous.start)
            ):
                basis = previous.basis if money.basis == "total" else money.basis
                if money.top < previous.top and (money.scaled or money.top * 1_000 <= previous.top):
                    kept.append(money)
                    continue
                scale = 1_000 if not money.scaled and money.top * 1_000 > previous.top >= 1_000 else 1
                if not money.scaled and money.top < 10 and previous.top % 100 == 0 and previous.top < 1_000:
                    scale = 100  # "five hundred a month, six tops"
                kept[-1] = replace(
                    previous,
                    high=money.top * scale,
                    end=money.end,
                    basis=basis,
                    currency=previous.currency or money.currency,
                )
                continue
            if len(gap) < 60 and _CORRECTION.fullmatch(gap) and _MARKED.search(gap):
                kept.pop()
                if not money.scaled and previous.scaled and (previous.high or previous.low or 0) >= 1_000:
                    money = money.times(1_000)
                money = _in_place_of(previous, money)
        kept.append(money)
    return kept
