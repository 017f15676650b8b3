"""Which numbers of a turn may be sums of money: no counts of things, no dates, no shares."""

import re

from agent.insight.signals.budget.other_money import PLURAL_AFTER, UNITS_AFTER
from agent.insight.signals.budget.phrases import DATE_BEFORE, FIRST_YEAR, HALVES, LAST_YEAR
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.money.amounts import Money


def is_money(reading: Reading, money: Money) -> bool:
    """Return whether a number may be an amount of money: no count of things, no date, no year."""
    after = reading.plain[money.end :]
    near = reading.plain[max(0, money.start - 6) : money.end + 6]
    if HALVES.search(near) or DATE_BEFORE.search(reading.plain[: money.start]):
        return False
    if money.currency is None:
        if UNITS_AFTER.match(after) or PLURAL_AFTER.match(after):
            return False
        value = money.high or money.low or 0
        sentence = reading.of_span(reading.sentence_at(money.start))
        if (
            not money.scaled
            and value <= _ALL_PERCENT
            and (_PERCENT.search(sentence) or _said_in_percent(reading, money))
        ):
            return False
        before = reading.plain[: money.start]
        if re.search(r"\b(?:give or take|(?:plus or )?minus|times|multiplied by)\s*$", before):
            return False
        if value in {0, 1, 2, 3} and not money.scaled:
            return False
        if value < _TEN and not money.scaled and _SPELT.search(before):
            return False
        if not money.scaled and value <= _LAST_DAY and money.basis == "total" and _AT.search(before):
            return False
        if not money.scaled and value <= _FEW and _THE_FEW.search(before):
            return False
        if (
            not money.scaled
            and money.basis == "total"
            and re.search(
                laid_out(r"""
                    \b(?:
                        one of|number|version|option|phase|press|line|machine|building|plant|gate|shift|level|
                        floor|room|platform|hall|booth|stand|page|q
                    )\s*$
                """),
                before,
            )
        ):
            return False
        said = reading.plain[money.start : money.end]
        if FIRST_YEAR <= value <= LAST_YEAR and not re.search(r"thousand|k\b|grand|,|\d\.\d{3}", said):
            return False
        if re.match(
            laid_out(r"""
                \s*(?:
                    st|nd|rd|th|january|february|march|april|june|july|august|september|october|november|
                    december|:
                )\b
            """),
            after,
        ):
            return False
    return True


def _said_in_percent(reading: Reading, money: Money) -> bool:
    """Return whether the turn says the same number with "percent": "we pay forty percent. Our forty is ninety thousand"."""
    number = re.escape(reading.plain[money.start : money.end])
    return re.search(rf"\b{number} (?:percent|per cent|%)", reading.plain) is not None


_LAST_DAY = 31
_AT = re.compile(r"(?<!\bin\s)(?<!\bout\s)(?<!\bup\s)(?<!\bland\s)(?<!to\sbe\s)\bat\s*$")
"""Before a time of day, or the number of a gate."""
_ALL_PERCENT = 100
_PERCENT = re.compile(r"\b(?:percent|per cent)\b|%")
"""In a sentence with bare numbers, of which all are shares: "we put in forty percent, they put in sixty"."""
_FEW, _TEN = 20, 10
_SPELT = re.compile(r"\b(?:a|zero|oh|one|two|three|four|five|six|seven|eight|nine)\s+$")
"""Before the last figure of a number that is spelt out: "fourteen thousand, one four"."""
_THE_FEW = re.compile(r"\b(?:the|all|these|those|our|my|other)\s+$")
"""Before a number of things that both know: "for the four together"."""
