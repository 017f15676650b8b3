"""The parts of a pack that are well-formed.

What they say to each other can be checked even when other parts are wrong: a person should see every
mistake at once.
"""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agent.event_pack.model import (
    Account,
    Asset,
    Competitor,
    Event,
    Persona,
    Play,
    Privacy,
    Product,
    Rep,
    Route,
    Voice,
)
from agent.event_pack.sources import Sources
from agent.toml_lines import KeyPath

Model = TypeVar("Model", bound=BaseModel)
Items = list[tuple[KeyPath, Model]]


class Draft:
    """Well-formed items with their paths; malformed ones are left out, the model has named them."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.event = self._one(Event, "event")
        self.voice = self._one(Voice, "voice")
        self.privacy = self._one(Privacy, "privacy") or Privacy()
        self.products = self._all(Product, "products")
        self.competitors = self._all(Competitor, "competitors")
        self.plays = self._all(Play, "plays")
        self.personas = self._all(Persona, "personas")
        self.assets = self._all(Asset, "assets")
        self.reps = self._all(Rep, "reps")
        self.accounts = self._all(Account, "accounts")
        self.rules = self._all(Route, "routing", "rules")
        owner = sources.get("routing", "default_owner")
        self.default_owner = owner if isinstance(owner, str) else None

    def _one(self, model: type[Model], *path: str) -> Model | None:
        return _valid(model, self._sources.get(*path))

    def _all(self, model: type[Model], *path: str) -> Items[Model]:
        found: Items[Model] = []
        for index, value in enumerate(self._sources.items(*path)):
            item = _valid(model, value)
            if item is not None:
                found.append(((*path, index), item))
        return found


def _valid(model: type[Model], value: object) -> Model | None:
    try:
        return model.model_validate(value)
    except ValidationError:
        return None
