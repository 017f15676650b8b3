"""Which of the times of a turn is the one that the visitor's firm decides, orders or starts at.

Rules pick it by what they know of such turns, and strangers find other words. What speaks for a time is weighed by a
network that has read the turns of all gold conversations, the rules' choice among it (docs/decisions/0032).
"""

from collections.abc import Iterator, Sequence

from agent.insight.judge.bags import as_read, bag, words_of
from agent.insight.judge.features import Features
from agent.insight.judge.judge import Judge
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.timeline.asked import with_the_year_asked
from agent.insight.signals.timeline.chosen import chosen_time, own_words
from agent.insight.signals.timeline.roles import RULED_OUT
from agent.insight.signals.times.find import TimeMention

_NEXT_WORDS = 3
"""Words on either side whose place counts."""
_QUESTION_WORDS = 12
_BETWEEN_WORDS = 8
_LENGTHS = (1, 8, 32, 95)
"""Days: longer than a day, a week, a month, a quarter."""
_DAYS_OF_A_QUARTER = 91
_FARTHEST = 8
"""Quarters ahead that are told apart."""
_BEGINS = 6
"""Characters before a time that begins its turn."""
_SURER = 0.1
"""Another time of the turn takes the place of one that is less likely by so much."""
_WORKED_OUT = frozenset({"by_then", "between"})
"""Rules whose days are none that the turn names: "two weeks before that"."""
_SURE = 0.9
"""Chance from which a time that is named is more than one that was worked out."""


def likelier_time(talk: Talk, judge: Judge, found: Finding, kept: Sequence[Finding]) -> Finding:
    """Return a timeline with the likeliest time of its turn, where that is another.

    Args:
        talk: The conversation, with what the rules have found.
        judge: Weighs the times.
        found: Any finding; all stay as they are but a dated timeline that is the only one of its turn.
        kept: All findings.
    """
    if found.kind != "timeline" or found.absent or not (found.value["earliest"] or found.value["latest"]):
        return found
    times = times_of(talk, found.reading)
    if not times or any(
        other is not found and other.kind == "timeline" and other.reading is found.reading for other in kept
    ):
        return found
    chances = [judge.time_chance(one) for one in time_features(talk, found.reading)]
    own = max(
        (chance for time, chance in zip(times, chances, strict=True) if dates_of(time) == _dates(found)),
        default=None,
    )
    best = max(range(len(times)), key=chances.__getitem__)
    if own is None:
        own = _SURE if found.rule in _WORKED_OUT or not _named_again(found, times) else 0.0
    if chances[best] < own + _SURER or _ruled_out(found.reading, times[best]):
        return found
    return _with_time(found, times[best])


def _ruled_out(reading: Reading, time: TimeMention) -> bool:
    return (
        RULED_OUT.match(reading.plain, time.end) is not None
        or taken_back(reading, time.start)
        or unreal(reading, time.start)
        or about_others(reading, time.start)
        or is_question(reading, reading.sentence_at(time.start))
    )


def _named_again(found: Finding, times: Sequence[TimeMention]) -> bool:
    """Return whether a finding lies where a time is named, whatever it has made of it."""
    return any(found.span.start < time.end and time.start < found.span.end for time in times)


def _with_time(found: Finding, time: TimeMention) -> Finding:
    other = chosen_time(found.reading, [time])
    return Finding(
        "timeline",
        other.value,
        found.reading,
        other.span,
        found.rule,
        min(found.confidence, other.confidence),
    )


def dates_of(time: TimeMention) -> tuple[str | None, str | None]:
    """Return the first and the last day of a time, as in the contract."""
    first, last = time.earliest, time.latest
    return (first.isoformat() if first else None, last.isoformat() if last else None)


def _dates(found: Finding) -> tuple[object, object]:
    return found.value["earliest"], found.value["latest"]


def times_of(talk: Talk, reading: Reading) -> list[TimeMention]:
    """Return the times of a turn, in the year that the rep has asked for."""
    before = talk.before(reading)
    question = before.plain if before is not None and before.side == "rep" else ""
    return with_the_year_asked(talk, question, reading.plain, talk.times(reading))


def time_features(talk: Talk, reading: Reading) -> list[Features]:
    """Return what speaks of each time of a turn: names of features with their strength, up to 1.

    Args:
        talk: The conversation, with what the rules have found.
        reading: The turn.
    """
    times = times_of(talk, reading)
    ruled = {
        _dates(found) for found in talk.findings if found.kind == "timeline" and found.reading is reading
    }
    asked = dict(_of_question(talk, reading))
    features = []
    for place, time in enumerate(times):
        own: Features = dict(asked)
        for name, value in _of_time(talk, reading, times, place):
            own[name] = max(own.get(name, 0.0), value)
        if dates_of(time) in ruled:
            own["rule timeline"] = 1.0
        features.append(own)
    return features


def _of_time(
    talk: Talk, reading: Reading, times: Sequence[TimeMention], place: int
) -> Iterator[tuple[str, float]]:
    time, plain = times[place], reading.plain
    own, sentence = own_words(reading, time, times), reading.sentence_at(time.start)
    start, end = min(own.start, time.start), max(own.end, time.end)
    before, after = words_of(plain[start : time.start]), words_of(plain[time.end : end])
    yield from bag("before", before, 1.0)
    yield from bag("after", after, 1.0)
    for away, word in enumerate(before[::-1][:_NEXT_WORDS]):
        yield f"before {away} {as_read(word)}", 1.0
    for away, word in enumerate(after[:_NEXT_WORDS]):
        yield f"after {away} {as_read(word)}", 1.0
    yield from bag("sentence before", words_of(plain[sentence.start : start]), 0.5)
    yield from bag("sentence after", words_of(plain[end : sentence.end]), 0.5)
    for word in words_of(plain[time.start : time.end]):
        yield f"time {as_read(word)}", 0.7
    if place:
        between = words_of(plain[times[place - 1].end : time.start])
        yield from bag("since the last", between[:_BETWEEN_WORDS], 0.7)
        yield f"since the last {' '.join(between[:2])}", 0.7
    if place + 1 < len(times):
        between = words_of(plain[time.end : times[place + 1].start])
        yield from bag("up to the next", between[:_BETWEEN_WORDS], 0.7)
    days = (time.days.last - time.days.first).days
    yield f"longer than {sum(days >= length for length in _LENGTHS)}", 1.0
    ahead = (time.days.first - talk.today).days // _DAYS_OF_A_QUARTER
    yield f"ahead {min(max(ahead, -1), _FARTHEST)}", 0.5
    yield f"relation {time.relation}", 1.0
    yield f"place {min(place, 3)}", 0.5
    yield f"left {min(len(times) - place - 1, 3)}", 0.7
    for name, said in (
        ("exact", time.exact),
        ("the only one", len(times) == 1),
        ("says no more", not before and not after),
        ("counted", time.counted_from is not None),
        ("counted from", any(other.counted_from == time for other in times)),
        ("begins", time.start < _BEGINS),
        ("always", True),
    ):
        if said:
            yield name, 1.0


def _of_question(talk: Talk, reading: Reading) -> Iterator[tuple[str, float]]:
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return
    for topic in talk.topics(before):
        yield f"asked {topic}", 1.0
    for word in words_of(before.plain)[-_QUESTION_WORDS:]:
        yield f"question {as_read(word)}", 0.5
    yield "rep asks" if "?" in before.plain else "rep tells", 0.5
