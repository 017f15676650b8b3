"""Which times a turn may mean by a plan: none that is past or regular, and no mere length."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.times.find import TimeMention

_FISCAL = compiled(r"""
    (?<!when )(?<!once )(?<!after )(?<!before )(?<!until )(?:\b(?:our|the|my) )
    (?:(?:fiscal|financial|business|budget|tax|new) )*year\b[^.,;!?]{0,20}\b
    (?:starts?|begins?|ends?|closes|runs)\b[^.,;!?]{0,25}$
""")
"""When their year begins is no plan of itself."""
_GLADLY = re.compile(r"(?:'d|\bwould)\s+(?:\w+\s+){1,4}$")
"""Before "tomorrow": "I'd buy it tomorrow" says how gladly, not when."""
_BOUND = re.compile(r"(?:on|by|from|at|before|after|until|till)\b")


def usable(reading: Reading, time: TimeMention) -> bool:
    """Return whether a time may be one of a plan: not past, not regular, no mere length."""
    before, after = reading.plain[: time.start], reading.plain[time.end :]
    if re.search(
        r"\b(?:every|each|per|last|since|ago|twice|once a|not(?: in| during| for)?)\s+$", before
    ) or re.match(
        laid_out(r"""
            \s*(?:
                ago\b|,? ?last time\b|
                's (?:budget|plan|version|edition|event|fair|show)|
                budget\b|plan\b|edition\b|numbers\b|catalogue|collection\b|menu\b|sales?\b|campaign\b|issue\b
            )
        """),
        after,
    ):
        return False
    said = reading.plain[time.start : time.end]
    if (said == "tomorrow" and _GLADLY.search(before)) or _FISCAL.search(before):
        return False
    if re.match(
        r"\s+(?:instead of|rather than|flat|or less|per|a (?:week|month|year))\b", after
    ) and re.search(r"\bin\b.*(?:days?|weeks?|months?|hours?)", said):
        return False
    if said.strip() in {"today", "this week", "this morning", "tonight", "this afternoon", "this evening"}:
        return False
    return (
        _BOUND.match(said) is not None
        or not re.search(r"\b(?:takes?|took|for|lasts?|over|spread)\s+(?:about |around )?$", before)
        or not re.search(r"\d|weeks|months|years", said)
        or (re.search(r"\bfor (?:the )?$", before) is not None and "next" in said)
    )
