"""Who is at the booth, and who was a while ago."""

from uuid import UUID

from agent.visit.talk import Limits, Talk, Visitor


class Memory:
    """The talks that are not over, or not recognised to their end, and the visitors of a while ago."""

    def __init__(self, limits: Limits) -> None:
        self.talks: list[Talk] = []
        self.last: Visitor | None = None
        """The visitor scanned last."""
        self._limits = limits
        self._by_badge: dict[str, Visitor] = {}
        """The newest of each, until they are forgotten."""

    @property
    def current(self) -> Talk | None:
        """The talk that is open."""
        return next((talk for talk in self.talks if talk.ended_s is None), None)

    @property
    def open_count(self) -> int:
        """How many leads are not final."""
        return len({visitor.id for talk in self.talks for visitor in talk.present})

    def everybody(self) -> list[Visitor]:
        """Return all who are remembered, each once."""
        present = [visitor for talk in self.talks for visitor in talk.present]
        return list({each.id: each for each in [*self._by_badge.values(), *present]}.values())

    def find(self, lead_id: UUID) -> Visitor | None:
        """Return the visitor of a lead."""
        return next((each for each in self.everybody() if each.id == lead_id), None)

    def of_badge(self, key: str) -> Visitor | None:
        """Return who showed this badge last."""
        return self._by_badge.get(key)

    def scanned(self, key: str, visitor: Visitor) -> None:
        """Remember by their badge who was scanned last."""
        self._by_badge[key], self.last = visitor, visitor

    def latest(self, talk: Talk) -> Visitor:
        """Return who of those present was scanned last."""
        return self.last if self.last is not None and self.last in talk.present else talk.present[-1]

    def reachable(self, time_s: float) -> Visitor | None:
        """Return whom a card means: the visitor scanned last, during the talk or shortly after it."""
        if self.current is not None:
            return self.latest(self.current)
        last = self.last
        if last is None or last.talk.ended_s is None:
            return None
        return last if time_s - last.talk.ended_s < self._limits.grace_s else None

    def take_ended(self, time_s: float) -> list[Talk]:
        """Return the talks that had ended by then, and hold them no more."""
        ended = [talk for talk in self.talks if talk.ended_s is not None and talk.ended_s <= time_s]
        self.talks = [talk for talk in self.talks if talk not in ended]
        return ended

    def erase(self, visitor: Visitor) -> None:
        """Remember a visitor no more, nor what they said; their talk goes on with those who stay."""
        self._by_badge = {key: each for key, each in self._by_badge.items() if each is not visitor}
        for talk in self.talks:
            if visitor in talk.present:
                talk.present.remove(visitor)
        self.talks = [talk for talk in self.talks if talk.present]
        self._let_go(visitor)

    def forget_before(self, time_s: float) -> None:
        """Forget visitors who will not be asked for any more: their words are in memory no longer."""
        keep_s = max(self._limits.return_s, self._limits.grace_s)

        def is_past(one: Visitor) -> bool:
            return one.final and one.talk.ended_s is not None and time_s - one.talk.ended_s > keep_s

        gone = {
            key: each
            for key, each in self._by_badge.items()
            # A companion who came back may still take back what both were there for.
            if is_past(each) and all(is_past(companion) for companion in each.companions)
        }
        for key, visitor in gone.items():
            del self._by_badge[key]
            self._let_go(visitor)

    def _let_go(self, visitor: Visitor) -> None:
        visitor.forget_person()
        self.last = None if self.last is visitor else self.last
