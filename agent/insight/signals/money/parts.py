"""The part of a larger sum that is meant: "six thousand, of which two for this", "half of that is yours"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.money.amounts import Money

_OF_IT = r"(?:of|from|out of) (?:which|that|it|this|those|them)\b"
_BEFORE = re.compile(
    rf"\b(?:{_OF_IT}[^.!?]{{0,40}}|(?:my|our) (?:cut|share|part|slice|bit)\b[^.!?]{{0,20}})$"
)
_AFTER = compiled(rf"""
    \s+(?:
        {_OF_IT}|
        (?:is |are )?(?:still )?
        (?:left|remaining|to go|unspent|uncommitted|over(?=\W*(?:$|[.,;!?]|and\b|for\b)))\b
    )
""")
_USED = re.compile(
    r"\b(?:spent|used(?: up)?|burnt|burned|gone|went|goes|committed|blown|eaten(?: up)?)\b[^.!?]{0,25}$"
)
"""Before the part that is no more."""
_COUNT = "|".join([*UNITS, *TENS])
_PORTION = laid_out(rf"""
    (?:
        (?:a |the |one )?(?P<name>half|third|quarter|fifth|tenth)|
        (?P<many>two thirds|three quarters)|
        (?P<percent>\d{{1,2}}|{_COUNT}) ?(?:%|percent|per cent)
    )
""")
_SHARES_SAID = (
    re.compile(rf"\b{_PORTION} {_OF_IT}"),
    re.compile(rf"\b{_OF_IT}[^.!?;]{{0,30}}?\b{_PORTION}(?! (?:a|an|of|million|thousand)\b)"),
    re.compile(
        laid_out(rf"""
            \b(?:i'd say|i would say|i guess|maybe|perhaps|about|roughly|around|would be|that's|is) {_PORTION}
            (?=\W*(?:$|[.;!?]|for\b|or so\b))
        """)
    ),
)
"""Of a sum that was named before: "a third of that", "from that perhaps one quarter", "the sensors, I'd say a third"."""
_SHARES = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10,
    "two thirds": 2 / 3, "three quarters": 3 / 4,
}  # fmt: skip
FOR_THIS = compiled(r"""
    \b(?:for|goes on) (?:
        this|that|it|you|yours|something|software|
        (?:the|a|an|such) (?:sensors?|system|software|tool|thing|pilot|probes?)|
        (?:your|this) \w+
    )\b
""")
"""What we offer is what a sum is for."""
_OURS_TO_SPEND = compiled(r"""
    \b(?:
        yours|mine|gets|
        (?:i|we)(?:'ve| have)? (?:reserved|earmarked|booked|set aside|put aside)|
        you could have|give you|spend (?:on|for)|
        (?:i|we) (?:may|can|could|might) (?:use|spend|have)|
        you(?:'d| would|'ll)? (?:get|have)|left|say\s+(?:for )?now|to (?:start|begin)(?: with)?|to spend|
        my cut|our share|my share
    )\b
""")
_MOST = 10
"""Shares that are read of one turn: each is compared with all amounts."""
_REACH = 45
_SO = re.compile(r"\W*(?:so|that's|that is|makes?|i\.e\.)?\W*(?:about |around )?")


def parts(plain: str, found: Sequence[Money]) -> list[Money]:
    """Return amounts with parts of others in their scale, currency and period, and without the sum whose part is meant.

    Args:
        plain: The text.
        found: Its amounts, in order.
    """
    kept: list[Money] = []
    for amount in _with_shares(plain, found):
        money = amount
        whole = next((one for one in reversed(kept) if one.scaled), None)
        if whole is not None and whole.scaled and money.top < whole.top and _is_part(plain, whole, money):
            money = _like(whole, money)
            if _USED.search(plain, whole.end, money.start):
                continue
            if _meant(plain, whole, money):
                kept.remove(whole)
        kept.append(money)
    return kept


def _with_shares(plain: str, found: Sequence[Money]) -> list[Money]:
    """Add "a third of that", and leave out a number that only says what it comes to."""
    amounts = list(found)
    for match in _shares_said(plain):
        before = [one for one in found if one.end <= match.start() and one.scaled]
        if not before or plain[before[-1].end : match.start()].count(".") > 1:
            continue
        share = (
            _percent(match["percent"]) / 100 if match["percent"] else _SHARES[match["name"] or match["many"]]
        )
        part = replace(before[-1].times(share), start=match.start(), end=match.end())
        said = [
            one
            for one in amounts
            if one.start >= match.end() and _SO.fullmatch(plain, match.end(), one.start)
        ]
        amounts = [
            one for one in amounts if one not in said[:1] and not match.start() <= one.start < match.end()
        ]
        amounts.append(part)
    return sorted(amounts, key=lambda one: one.start)


def _shares_said(plain: str) -> list[re.Match[str]]:
    said: list[re.Match[str]] = []
    for pattern in _SHARES_SAID:
        said += [
            match
            for match in pattern.finditer(plain)
            if not any(match.start() < other.end() and other.start() < match.end() for other in said)
        ]
    return sorted(said, key=lambda match: match.start())[:_MOST]


def _percent(said: str) -> int:
    return int(said) if said.isdigit() else UNITS.get(said) or TENS[said]


def _is_part(plain: str, whole: Money, money: Money) -> bool:
    return (
        _BEFORE.search(plain, whole.end, money.start) is not None
        or _AFTER.match(plain, money.end) is not None
        or _share(plain, money)
    )


def _share(plain: str, money: Money) -> bool:
    return any(pattern.fullmatch(plain, money.start, money.end) for pattern in _SHARES_SAID)


def _like(whole: Money, part: Money) -> Money:
    scale = 1_000 if not part.scaled and whole.top >= 1_000 * part.top else 1
    small = not part.scaled and scale == 1  # "of the sixteen pounds per pupil four"
    of_whole = small or whole.basis in {"per_year", "per_month"}
    return replace(
        part.times(scale) if scale > 1 else part,
        currency=part.currency or whole.currency,
        basis=whole.basis if part.basis == "total" and of_whole else part.basis,
        scaled=part.scaled or small or scale > 1,
    )


def _meant(plain: str, whole: Money, part: Money) -> bool:
    """Return whether the part is what we may get, and not what goes on something else."""
    if _share(plain, part) and not re.search(_OF_IT, plain[part.start : part.end]):
        return True
    near = plain[whole.end : part.start] + " " + plain[part.end : part.end + _REACH].partition(".")[0]
    return FOR_THIS.search(near) is not None or _OURS_TO_SPEND.search(near) is not None
