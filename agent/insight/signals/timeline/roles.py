"""What a time stands for beside others of its turn: a reason, what else would happen, when nothing can be done."""

import re
from collections.abc import Sequence
from datetime import date

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.times.find import TimeMention, find_times

REASON = compiled(r"""
    \b(?:
        because|'?cause|cos|so that|in order (?:that|to)|otherwise|or else|
        or (?:we|i|it|they)(?:'ll| will|'d| would| have to)? (?:wait|skip|leave|postpone|push|lose|miss)|
        whereas|
        since (?=(?:in|on|at|from|right|straight|just|after|before|we|i|it|the|our|they|every\w+|nobody)\b)|
        while|if not(?= (?:\w+ )?(?:we|i|it|then)\b)|
        so(?=
            \W+(?:
                it|we|they|that|this|everything|everybody|all|
                the \w+(?: (?!must|should|has|needs|have|had|will|would|can)\w+)?
            )(?: (?:is|are|runs?|works?|stands?|(?:can|could|will) (?:be|have|run))|'s|'re)\b
            (?! (?:
                    when|why|to|gonna|gotta|got|due|supposed|expected|the (?:plan|latest|deadline)|
                    (?!running\b)\w+ing
                )\b
            )
        )
    )\b[^,.;!?]*$
""")
"""Up to a time: it tells why, what for, or what else. A clause of its own after it is the main one again."""
_MAIN_AGAIN = compiled(r"""
    \b(?:so (?!that\b)|therefore|that's why|then we|we(?:'d| would|'ll| will)? start)\b|
    (?:\bis|\bare|'s)\s+(?:(?:on|in|by|at|the|about|around)\s+)*$
""")
_AS_A_RULE = re.compile(
    r"\b(?:normally|usually|typically|generally|as a rule|every year|in (?:normal|other) years|on paper|officially)\b"
)
"""Around a time: that is how it goes else."""
_IF_NOT = re.compile(r"\b(?:if|unless)\b(?P<within>[^.;!?]*)$")
_DENIED = re.compile(r"\bnot\b|n't\b|\bfails?\b|\bunless\b")
_CONSEQUENCE = re.compile(r",|\b(?:then|we|i|it's|it'll|it will|you|they)\b")
_NOTHING_THEN = compiled(r"""
    \b(?:
        we're|we are|i'm|i am|(?:every(?:body|one)|nobody|no one)(?:'s| is)|is nobody|all are|they're|
        they are
    ) (?:\w+ ){0,2}?(?:closed|shut|full|busy|away|off|on holidays?|on leave|on vacation|here|there|around)\b|
    \b(?:don't|do not) (?:even )?\w+ (?:\w+ )?us\b|
    \b(?:impossible|no chance|not possible|out of the question)\b
""")
"""Around a time: then it cannot be."""
_STILL_THEN = re.compile(
    r"\b(?:that's|thats|that is) (?:when|the only)\b|\b(?:do it|put (?:it|them) in|install|fit|mount)\w*\b"
)
RULED_OUT = compiled(r"""
    \W+(?:close |or so )?
    (?:(?:it|that)(?= is| would| will|'s|'d|'ll|\W+(?:doesn't|does not|won't|wouldn't|can't))\W*)?
    (?:
        (?:would be|is|that's|'s|would have been|will be|won't be) (?:a )?
        (?:
            dream\w*|
            (?:much |far )?too (?:early|soon|late|tight|ambitious)|
            tight\b|difficult\b|impossible|unrealistic|not (?:realistic|possible|doable)|utopia\w*|wishful\b|
            crazy|dead\b|out(?! of (?:date|stock)| by| on)\b|full\b|no good|bad\b|gone\b
        )|
        (?:doesn't|does not|won't|wouldn't|can't) (?:work|do|suit)\b|
        (?:there's |we (?:do|buy|spend|order) )?nothing\b(?! (?:before|after|but))
    )
""")
"""After a time: it is none that would do."""
NO_PROPOSAL = compiled(r"""
    \b(?:
        when|what|how|which|why|who|call|ring|mail|write|meet|meeting|send|visit|demo|show|come|talk|
        appointment|exhibit\w*|attend\w*|be (?:at|there|here|back|away|free|around)|
        be in (?!production|operation|place|use|service)
    )\b
""")
"""In a question that offers no time to buy at."""
_FOR_THEN = compiled(r"""
    \b(?:
        (?:you|it|this|that|these|they|we)\W+(?:\w+\W+){0,2}?
        (?:need|want|have|say|is|be|'s|live|ready|running|plan|planning|aim\w*|talk\w*)|
        (?:is|would|will|should|could)\W+(?:it|this|that)|
        sounds? like
    )\b
""")
_LONG = 25
"""Days from which a span is none for a visit."""
_FEW = 2


def time_offered(question: str, today: date, fiscal_year_starts: int) -> bool:
    """Return whether a question names a time and asks whether it is for then: "so this is for the autumn?"."""
    asked = re.split(r"[.;!](?=.)", question)[-1]
    times = find_times(asked, today, fiscal_year_starts)
    if not times or not asked.rstrip().endswith("?") or NO_PROPOSAL.search(asked):
        return False
    rest = asked[: times[0].start] + asked[times[-1].end :]
    only = len(re.findall(r"\w+", rest)) <= _FEW and (times[0].days.last - times[0].days.first).days > _LONG
    return only or _FOR_THEN.search(asked) is not None


def main_times(reading: Reading, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Leave out the times that only stand beside the one that is meant; all stay where none would."""
    standing = [time for time in times if not _stands_beside(reading, time)]
    return standing or list(times)


def only_if_not(reading: Reading, time: TimeMention) -> bool:
    """Return whether money goes or something lapses unless it is done by then: "if we don't use it this year, it's gone"."""
    sentence = reading.sentence_at(time.start)
    return (
        _NOT_USED.search(reading.plain, sentence.start, time.start) is not None
        and _LAPSES.search(reading.plain, time.end, sentence.end) is not None
    )


_NOT_USED = re.compile(r"(?:\b(?:not|never)|n't)\b[^.;!?]{0,40}$")
_LAPSES = compiled(r"""
    \b(?:
        gone|goes|lost|lose|lapses?|expires?|
        (?:taken|given|goes|go|cut|take|took|takes) (?:it )?(?:away|back)|
        disappears?|forfeit\w*|cancelled|cut
    )\b
""")


def is_alone(reading: Reading, time: TimeMention) -> bool:
    """Return whether a time is all that its sentence says: "In the summer break, while they're out. July or August."."""
    sentence = reading.sentence_at(time.start)
    around = reading.plain[sentence.start : time.start] + reading.plain[time.end : sentence.end]
    return _ONLY.fullmatch(around) is not None


_ONLY = re.compile(
    r"(?:\W|\b(?:say|so|or|maybe|probably|rather|ideally|i'd say|i think|something like that|or so|at best|best)\b)*"
)


def _stands_beside(reading: Reading, time: TimeMention) -> bool:
    sentence = reading.sentence_at(time.start)
    reason = REASON.search(reading.plain, sentence.start, time.start)
    if reason is not None and not _MAIN_AGAIN.search(reason.group(), len("so")):
        return True
    condition = _IF_NOT.search(reading.plain, sentence.start, time.start)
    if condition is not None and _DENIED.search(condition.group()):
        denied = _DENIED.search(condition["within"])
        after = condition["within"][denied.end() :] if denied is not None else ""
        if _CONSEQUENCE.search(after):
            return True
    if only_if_not(reading, time):
        return True
    clause = reading.clause_at(time.start)
    around = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    if _AS_A_RULE.search(around):
        return True
    return _NOTHING_THEN.search(around) is not None and not _STILL_THEN.search(reading.of_span(sentence))
