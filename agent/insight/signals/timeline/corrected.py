"""Times that a later turn takes back or says again, after a rep has asked whether he heard them right."""

import re

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.times.find import find_times

_TAKES_BACK = compiled(r"""
    \W*(?:(?:oh|ah|no|wait|hang on|hold on|actually)\W+)*
    (?:sorry|correction|scrap that|i misspoke|i (?:just )?said|did i say|no,? wait)\b
""")
"""Opens a turn that puts right what the visitor said before."""
_FEW = 4
"""Words beside the time in a question that only says it again: "so June, you mean?"."""
_BACK = 2
"""Turns from a rep's question to his question before it."""


def same(one: Finding, other: Finding) -> bool:
    """Return whether two findings name the same time, or both that there is none."""
    return one.absent == other.absent and all(
        one.value[bound] == other.value[bound] for bound in ("earliest", "latest")
    )


def corrected(talk: Talk, earlier: Finding, finding: Finding) -> bool:
    """Return whether a time is about what the visitor said of it in his turn before: then one of the two goes."""
    before, reading = talk.before(finding.reading), finding.reading
    if before is None or earlier.absent or finding.absent or earlier.reading.number != before.number - 1:
        return False
    return before.side == "rep" and (_TAKES_BACK.match(reading.plain) is not None or says_again(talk, before))


def narrower(earlier: Finding, finding: Finding) -> bool:
    """Return whether the earlier of two times lies in the later one: "Q1" | "Q1 next year?" | "yes, next year"."""
    first, last = finding.value["earliest"], finding.value["latest"]
    begins, ends = earlier.value["earliest"], earlier.value["latest"]
    return (first is None or (begins is not None and str(begins) >= str(first))) and (
        last is None or (ends is not None and str(ends) <= str(last))
    )


def says_again(talk: Talk, question: Reading) -> bool:
    """Return whether a rep says little more than a time, and asks."""
    asked = re.split(r"[.;!](?=.)", question.plain)[-1]
    times = find_times(asked, talk.today, talk.fiscal_year_starts)
    if not times or not asked.rstrip().endswith("?"):
        return False
    rest = asked[: times[0].start] + asked[times[-1].end :]
    return len(re.findall(r"\w+", rest)) <= _FEW


def still_asked(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn answers a rep who only makes sure of the time that he has asked for."""
    question = talk.before(reading)
    if (
        question is None
        or question.side != "rep"
        or question.number <= _BACK
        or not says_again(talk, question)
    ):
        return False
    return "timeline" in talk.topics(talk.readings[question.number - 1 - _BACK])
