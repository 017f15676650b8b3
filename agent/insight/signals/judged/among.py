"""What speaks of a finding among the others of its talk, once it is known how likely each is by itself."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from agent.insight.judge.features import Features
from agent.insight.signals.judged.exclusion import excludes, name_of
from agent.insight.signals.language.talk import Finding

_LEAST = 0.02
"""Chances nearer to 0 or 1 than this are as good as that."""
_LOGITS = 4.0
"""What logits are divided by, to be features of about 1."""
_STEPS, _OWN_STEPS = 5, 10
_LIKELY = 0.5
_NEAR = 2
"""Turns before and after that are near."""
_MOST = 5
_LATE = 7
_THIRD = 3
_TWINS = 50
"""Findings of the same name or sum that are looked at: in talk there are hardly more."""


class Among:
    """All that may be a signal in a talk, with the chance of each by itself."""

    def __init__(self, found: Sequence[Finding], believed: Sequence[bool], chances: Sequence[float]) -> None:
        """Take findings, whether the judge believes each strictly, and its chance, 0 to 1."""
        self._found, self._believed, self._chances = found, believed, chances
        self._kinds = list(dict.fromkeys(one.kind for one in found))
        self._by_turn: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._twins: dict[tuple[str, object], list[int]] = defaultdict(list)
        likeliest: dict[str, dict[int, float]] = defaultdict(dict)
        for place, one in enumerate(found):
            turn = one.reading.number
            self._by_turn[one.kind, turn].append(place)
            self._twins[one.kind, _named(one)].append(place)
            likeliest[one.kind][turn] = max(chances[place], likeliest[one.kind].get(turn, 0.0))
        self._likeliest = likeliest
        self._earlier = {kind: _so_far(sorted(turns.items())) for kind, turns in likeliest.items()}
        self._later = {
            kind: _so_far(sorted(turns.items(), reverse=True)) for kind, turns in likeliest.items()
        }
        self._turns = {
            kind: {turn for turn, chance in turns.items() if chance > _LIKELY}
            for kind, turns in likeliest.items()
        }

    def features(self, place: int) -> Features:
        """Return what speaks of the finding at a place: names of features with their strength."""
        features = dict(self._features(place))
        kind = self._found[place].kind
        return features | {f"{kind}: {name}": value for name, value in features.items()}

    def _features(self, place: int) -> Iterator[tuple[str, float]]:
        found, chance = self._found[place], self._chances[place]
        kind, turn = found.kind, found.reading.number
        yield "always", 1.0
        yield "chance", _logit(chance)
        yield f"chance {int(chance * _OWN_STEPS)}", 1.0
        yield "believed" if self._believed[place] else "not believed", 1.0
        rivals = list(self._rivals(place))
        best = max((self._chances[one] for one in rivals), default=0.0)
        yield from _told("rival", best)
        yield from _told("rivals", min(1.0, sum(self._chances[one] for one in rivals) / 2))
        yield "best", float(chance >= best)
        yield "ahead", chance - best
        if any(self._believed[one] for one in rivals):
            yield "rival believed", 1.0
        excluded = {*rivals, place}
        own = self._by_turn[kind, turn]
        yield from _told("beside", self._max(one for one in own if one not in excluded))
        yield from _told("near", self._near(kind, turn))
        yield from _told("before", self._earlier[kind].get(turn, 0.0))
        yield from _told("after", self._later[kind].get(turn, 0.0))
        yield f"in turns {min(len(self._turns[kind] - {turn}), _MOST)}", 1.0
        yield from _told("again", self._again(place))
        for other in self._kinds:
            if other != kind:
                others = self._by_turn.get((other, turn), [])
                over = (one for one in others if self._found[one].span.overlaps(found.span))
                yield from _told(f"over {other}", self._max(over))
                yield from _told(f"turn {other}", self._max(others))
                yield from _told(f"near {other}", self._near(other, turn))
        yield f"turn {min(turn // _THIRD, _LATE)}", 1.0

    def _max(self, places: Iterable[int]) -> float:
        return max((self._chances[one] for one in places), default=0.0)

    def _rivals(self, place: int) -> Iterator[int]:
        """Yield what cannot be a signal beside a finding."""
        found = self._found[place]
        near = self._by_turn[found.kind, found.reading.number]
        twins = islice(self._twins[found.kind, _named(found)], _TWINS)
        for other in dict.fromkeys((*near, *twins)):
            if other != place and excludes(found, self._found[other]):
                yield other

    def _again(self, place: int) -> float:
        """Return how likely the same name is one in another turn."""
        found = self._found[place]
        if name_of(found) is None:
            return 0.0
        twins = islice(self._twins[found.kind, _named(found)], _TWINS)
        return self._max(one for one in twins if self._found[one].reading is not found.reading)

    def _near(self, kind: str, turn: int) -> float:
        turns = self._likeliest.get(kind, {})
        near = (turns.get(turn + away, 0.0) for away in range(-_NEAR, _NEAR + 1) if away)
        return max(near)


def _named(found: Finding) -> object:
    """Return what two findings of different turns may have in common: a name, or a sum."""
    return (found.value["min"], found.value["max"]) if found.kind == "budget" else name_of(found)


def _so_far(turns: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Return the largest chance that comes before each turn, in their order."""
    found, most = {}, 0.0
    for turn, chance in turns:
        found[turn] = most
        most = max(most, chance)
    return found


def _told(name: str, chance: float) -> Iterator[tuple[str, float]]:
    if not chance:
        yield f"{name} none", 1.0
        return
    yield name, _logit(chance) + 1
    yield f"{name} {int(chance * _STEPS)}", 1.0


def _logit(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held)) / _LOGITS
