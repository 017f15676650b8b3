"""A talk before the judge: what was said, what it thinks of each clause, and which words of one may be a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from agent.insight.judge.judge import Judge, Opinion, likeliest_stretch
from agent.insight.judge.said import Said
from agent.insight.signals.judged.as_heard import heard
from agent.insight.signals.judged.likely_times import time_features, times_of
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.times.find import TimeMention


@dataclass
class Case:
    """What the judge has before it.

    Attributes:
        talk: The conversation, with what the rules have found.
        judge: Who judges it.
        turns: As the judge hears them.
        opinions: Of all clauses.
    """

    talk: Talk
    judge: Judge
    turns: Sequence[Said]
    opinions: Sequence[Opinion]
    _words: dict[tuple[str, int, int], list[tuple[Span, float]]] = field(default_factory=dict)
    _times: dict[int, list[tuple[TimeMention, float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, talk: Talk, judge: Judge) -> Self:
        """Hear a talk."""
        turns = heard(talk)
        return cls(talk, judge, turns, judge.opinions(turns))

    @cached_property
    def _by_turn(self) -> dict[int, list[Opinion]]:
        found: dict[int, list[Opinion]] = {}
        for opinion in self.opinions:
            found.setdefault(opinion.turn, []).append(opinion)
        return found

    def clauses(self, reading: Reading) -> list[Opinion]:
        """Return what the judge thinks of the clauses of a turn."""
        return self._by_turn.get(reading.number - 1, [])

    def within(self, reading: Reading, span: Span) -> list[Opinion]:
        """Return what the judge thinks of the clauses that a stretch of a turn touches."""
        return [one for one in self.clauses(reading) if one.start < span.end and span.start < one.end]

    def topics(self, reading: Reading) -> Sequence[str]:
        """Return what the rep has asked for just before."""
        before = self.talk.before(reading)
        return self.talk.topics(before) if before is not None and before.side == "rep" else ()

    def visitor_after(self, reading: Reading) -> Reading | None:
        """Return the visitor's next turn."""
        return next((one for one in self.talk.visitors if one.number > reading.number), None)

    def words(self, kind: str, clause: Opinion) -> list[tuple[Span, float]]:
        """Return the words of a clause, and how much speaks for each being part of the name of a kind."""
        key = (kind, clause.turn, clause.start)
        if key not in self._words:
            reading = self.talk.readings[clause.turn]
            self._words[key] = [
                (Span(start, end), chance)
                for start, end, chance in self.judge.words_of_names(
                    kind, self.turns[clause.turn], self.topics(reading), clause.start, clause.end
                )
            ]
        return self._words[key]

    def name(self, kind: str, clause: Opinion) -> tuple[int, int, float] | None:
        """Return which words of a clause are most likely the name: where they lie, and what speaks for it."""
        words = self.words(kind, clause)
        if not words:
            return None
        first, last, total = likeliest_stretch([logit for _, logit in words])
        return words[first][0].start, words[last][0].end, total

    def times(self, reading: Reading) -> list[tuple[TimeMention, float]]:
        """Return the times of a turn, and the chance of each that the visitor's firm decides, orders or starts then."""
        if reading.number not in self._times:
            times = times_of(self.talk, reading)
            self._times[reading.number] = [
                (time, self.judge.time_chance(features))
                for time, features in zip(times, time_features(self.talk, reading), strict=True)
            ]
        return self._times[reading.number]
