"""What both sides settle over several turns: the day of a step, and a step that was only spoken of until then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, Value, says_no, says_yes
from agent.insight.signals.steps.day_talk import ORDINAL, DayTalk, day_talk
from agent.insight.signals.steps.promise_phrases import TAG
from agent.insight.signals.steps.spoken_of import DOES, TURNS, Matter, matter_before
from agent.insight.signals.times.find import TimeMention
from agent.insight.signals.times.relative_days import next_such_day

_FEW = 4
"""Clauses of a turn that speaks of the day."""
_SHORT = 8
"""Words of a yes."""
_HAS_IT = compiled(r"""
    (?:
        (?:do|have|get|receive|set|arrange|organi[sz]e|book) (?:it|them|that|one|those|both)(?: up)?
        (?: (?:with|together with|along with) .*)?|
        be (?:with|on|in)\b.*
    )
""")
_TO_YOU = re.compile(r"\byou\b")
_FOR_SPEAKER = re.compile(r"\b(?:me|us|my|our)\b")
_BRINGS_ABOUT = compiled(r"""
    (?:
        call|ring|phone|be there|come|set (?:it|that) up|arrange (?:it|that)|book (?:it|that)|
        put (?:it|that) in|send (?:you )?(?:an?|the) (?:\w+ )?invit\w+|have (?:it|them) (?:there|with you)
    )\b
""")
_I_WILL = re.compile(r"\W*(?:i|we) (?:will|shall)\W*")
_WANTS = re.compile(r"\b(?:need|want|must|have to|would like|'d like)\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_A_WORD = 12
_PUTS_OFF = re.compile(
    r"\b(?:don't|do not|no need|not (?:yet|now|necessary)|rather not|please not|better not)\b"
)
_NO_THANKS = compiled(r"""
    \W*(?:(?:oh|well|ah|sorry)\W+)*no\W+
    (?:thanks|thank you|need\b(?! (?:to|for)\b)|please don't|it's (?:not|on)|that's not)
""")
_NO_STOP = re.compile(r"\W*(?:no|nope|nah)\b\s*[.!]")
_BARE_NO = compiled(r"""
    \W*(?:(?:oh|well|ah|sorry)\W+)*(?:no|nope|nah|no no)\W*
    (?:thanks|thank you|please|sorry|not really|i don't think so)?\W*
""")


@dataclass(frozen=True, slots=True)
class _Settling:
    """What the turns after something say of its day."""

    day: date | None
    agreed: bool
    reading: Reading
    span: Span
    begins: int
    sides: frozenset[str]
    for_it: frozenset[str]


def settled(talk: Talk, steps: Sequence[Finding]) -> list[Finding]:
    """Return the steps with the days that both settle on afterwards, and those that are only settled so.

    Args:
        talk: The conversation.
        steps: Those that stand, in order.
    """
    kept = [_in_its_month(talk, _named(talk, step, steps)) for step in steps if not _sent_back(talk, step)]
    dated = [_dated(talk, _carried_out(talk, step), kept) for step in kept]
    return [*dated, *_newly_settled(talk, dated)]


def _sent_back(talk: Talk, step: Finding) -> bool:
    """Return whether the visitor declines at once what a rep has promised: "I'll send it there." "Don't send anything yet"."""
    reading = step.reading
    after = talk.readings[reading.number] if reading.number < len(talk.readings) else None
    if reading.side != "rep" or step.value["owner"] != "rep" or after is None or after.side != "visitor":
        return False
    last = reading.sentences[-1]
    if "?" in reading.of_span(last) and last.start > step.span.start:
        return False
    if _BARE_NO.fullmatch(after.plain):
        return True
    if not after.clauses:
        return False
    first = after.of_span(after.clauses[0])
    if _NO_THANKS.match(first) or (_NO_STOP.match(first) and TAG.search(reading.of_span(last))):
        return True
    return bool(says_no(after) and _PUTS_OFF.search(first) and DOES.search(first))


def _dated(talk: Talk, step: Finding, steps: Sequence[Finding]) -> Finding:
    """Give a step the day that the next turns settle on."""
    following = [
        other
        for other in steps
        if other is not step
        and (other.reading.number, other.span.start) > (step.reading.number, step.span.start)
    ]
    until = following[0].reading.number if following else None
    settling = _settling(talk, step.reading, step.span.end, until)
    if settling is None or settling.day is None:
        return step
    due = step.value["due"]
    if due == settling.day.isoformat():
        return step
    if due is not None and (not settling.agreed or settling.reading is step.reading):
        return step
    value = step.value | {"due": settling.day.isoformat()}
    if settling.reading.side == "visitor" and step.reading.side == "rep" and step.value["owner"] == "rep":
        return replace(step, value=value, reading=settling.reading, span=settling.span)
    return replace(step, value=value)


def _in_its_month(talk: Talk, step: Finding) -> Finding:
    """Read "on the second" as of the month that must pass first: "only after the first of July." "I'll call you on the second"."""
    before = talk.before(step.reading)
    said = step.reading.of_span(step.span)
    if (
        before is None
        or ORDINAL.search(said) is None
        or _MONTH.search(said) is not None
        or step.value["due"] is None
    ):
        return step
    past = [time for time in talk.times(before) if _not_sooner(before, time)]
    due = date.fromisoformat(str(step.value["due"]))
    if not past or due > past[-1].days.last:
        return step
    later = next_such_day(due.day, past[-1].days.last)
    return replace(step, value=step.value | {"due": later.isoformat()}) if later is not None else step


def _not_sooner(reading: Reading, time: TimeMention) -> bool:
    said = reading.plain[max(0, time.start - _A_WORD) : time.end]
    return (
        time.relation in {"after", "from"} or re.search(r"\b(?:until|till|after|before)\b", said) is not None
    )


def _carried_out(talk: Talk, step: Finding) -> Finding:
    """Give a promise that brings about what both have just set a day for that day: "the twenty-first." "Good, I'll ring you"."""
    before = talk.before(step.reading)
    if step.value["due"] is not None or before is None or before.side == step.reading.side:
        return step
    if _BRINGS_ABOUT.match(str(step.value["what"]).lower()) is None:
        return step
    days = [
        said for clause in before.clauses if (said := day_talk(talk, before, clause)) is not None and said.day
    ]
    matter = matter_before(talk, before, days[0].span.start) if days else None
    if matter is None or days[-1].day is None or matter.owner != step.value["owner"]:
        return step
    return replace(step, value=step.value | {"due": days[-1].day.isoformat()})


def _settling(
    talk: Talk, reading: Reading, start: int, until: int | None = None, near: date | None = None
) -> _Settling | None:
    """Return the day that is settled on after a place, `near` what was named before; None where the talk goes elsewhere."""
    day: date | None = None
    proposed_by, agreed, found, said = "", False, reading, Span(start, start)
    begins = 0
    sides: set[str] = set()
    for_it: set[str] = set()
    for turn in talk.readings[reading.number - 1 : reading.number + TURNS]:
        if until is not None and turn.number >= until:
            break
        spoke = False
        for clause in turn.clauses:
            if turn is reading and clause.end <= start + 1:
                continue
            if turn is reading and clause.start < start:
                continue
            said_of_day = day_talk(talk, turn, clause, day or near)
            if said_of_day is None:
                continue
            spoke = True
            sides.add(turn.side)
            if said_of_day.day is not None or said_of_day.assents:
                for_it.add(turn.side)
            begins = begins or turn.number
            if said_of_day.refuses:
                return None
            if said_of_day.day is not None:
                agreed = agreed or _agrees(said_of_day, day, turn.side, proposed_by)
                day, proposed_by, found, said = said_of_day.day, turn.side, turn, clause
            elif said_of_day.assents and day is not None and turn.side != proposed_by:
                agreed = True
        if not spoke and turn.side != proposed_by and day is not None and _only_yes(turn):
            agreed = True
        if turn is not reading and (len(turn.clauses) > _FEW or not (spoke or _only_yes(turn))):
            break
    return (
        _Settling(day, agreed, found, said, begins, frozenset(sides), frozenset(for_it)) if begins else None
    )


def _only_yes(reading: Reading) -> bool:
    return says_yes(reading) and len(reading.plain.split()) <= _SHORT


def _agrees(said: DayTalk, day: date | None, side: str, proposed_by: str) -> bool:
    """Return whether a day that is named settles it: the other's again, or as a statement."""
    if not said.asks:
        return True
    return day is not None and side != proposed_by and said.day == day


def _named(talk: Talk, step: Finding, steps: Sequence[Finding]) -> Finding:
    """Give "you'll have it on Friday" what "it" is."""
    if not _HAS_IT.fullmatch(str(step.value["what"]).lower()):
        return step
    matter = matter_before(talk, step.reading, step.span.start, things=True)
    if matter is None or matter.owner != step.value["owner"]:
        return step
    if any(other.reading is matter.reading and other is not step for other in steps):
        return step
    due = step.value["due"] or (matter.day.isoformat() if matter.day is not None else None)
    return replace(step, value=step.value | {"what": matter.what, "due": due})


def _newly_settled(talk: Talk, steps: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what was asked for and then consented to, or proposed and given a day by both."""
    taken = {step.reading.number for step in steps}
    taken |= {step.reading.number + 1 for step in steps if step.reading.side == "visitor"}  # "Will do."
    for reading in talk.readings:
        if reading.side not in {"rep", "visitor"} or reading.number in taken:
            continue
        found = _committed(talk, reading) or _given_a_day(talk, reading)
        if found is None:
            continue
        step, matter = found
        turns = set(range(matter.reading.number, max(reading.number, step.reading.number) + 2))
        if not taken & turns:
            taken |= turns
            yield step


def _committed(talk: Talk, reading: Reading) -> tuple[Finding, Matter] | None:
    """Read "will do" and the like after what the other side asked for."""
    for clause in reading.clauses:
        said = day_talk(talk, reading, clause)
        if said is None or not said.commits:
            continue
        matter = matter_before(talk, reading, clause.start, things=True)
        if (
            matter is None
            or matter.owner != reading.side
            or (said.only_can and not _FOR_SPEAKER.search(matter.what))
        ):
            return None  # "Could you deliver to Norway?" "We can do that."
        if matter.is_thing and _I_WILL.fullmatch(reading.of_span(clause)):
            return None  # "Enjoy the talks." "I will."
        settling = _settling(talk, reading, clause.end)
        day = said.day or (settling.day if settling is not None else None) or matter.day
        if said.day is None and matter.reading.side == "visitor":
            return _finding(matter, matter.reading, matter.span, reading.side, day), matter
        return _finding(matter, reading, clause, reading.side, day), matter
    return None


def _given_a_day(talk: Talk, reading: Reading) -> tuple[Finding, Matter] | None:
    """Read a day that both agree on for what was proposed before."""
    for clause in reading.clauses:
        said = day_talk(talk, reading, clause)
        if said is None or (said.day is None and not said.assents):
            continue
        rep_says_when = reading.side == "rep" and said.day is not None and not said.asks
        matter = matter_before(talk, reading, clause.start, things=rep_says_when)
        if matter is not None and said.day is None:
            suits = (
                matter.asks_leave and matter.day is not None and matter.reading.number == reading.number - 1
            )
            return (
                (_finding(matter, matter.reading, matter.span, "rep", matter.day), matter) if suits else None
            )
        if matter is None or (
            matter.owner == matter.reading.side == "visitor" and not _TO_YOU.search(matter.what)
        ):
            return None
        settling = _settling(talk, reading, clause.start, near=matter.day)
        if settling is None or settling.day is None or not settling.agreed:
            return None
        if matter.is_thing and matter.reading.side == "visitor" and "rep" not in settling.for_it:
            return None  # "And when is the pilot?" asks for his plan.
        if settling.sides == {matter.reading.side} == {"visitor"} and _WANTS.search(
            matter.reading.of_span(matter.span)
        ):
            return None  # He tells what he needs, and by when.
        day = settling.day
        if matter.week_from is not None and day < matter.week_from:
            day += timedelta(days=7)  # "Next week ... Wednesday or Thursday."
        return _finding(matter, settling.reading, settling.span, matter.owner, day), matter
    return None


def _finding(matter: Matter, reading: Reading, span: Span, owner: str, day: date | None) -> Finding:
    value: Value = {"what": matter.what, "owner": owner, "due": day.isoformat() if day is not None else None}
    return Finding("next_step", value, reading, reading.trimmed(span.start, span.end), "settled", 0.7)
