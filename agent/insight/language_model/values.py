"""The shapes that values of signals have, to check what somebody else proposes."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agent.contract.lead import SignalKind

Text = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Amount = Annotated[float, Field(ge=0, le=1e12)]
Day = Annotated[date, Field(strict=False)]


class Value(BaseModel):
    """Base of all values: nothing that is not asked for, nothing converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Budget(Value):
    """Money they have."""

    min: Amount | None = None
    max: Amount | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    approved: bool | None = None
    basis: Literal["total", "per_year", "per_month", "per_seat", "per_unit"] | None = None


class Authority(Value):
    """Who decides."""

    role: Literal["decision_maker", "influencer", "needs_approval", "none"]
    who: Text | None = None


class Timeline(Value):
    """When."""

    earliest: Day | None = None
    latest: Day | None = None
    phrase: Text


class What(Value):
    """A need or a challenge."""

    what: Text


class Named(Value):
    """A product, or what is used today."""

    name: Text


class Competitor(Value):
    """A rival."""

    name: Text
    relation: Literal["uses", "evaluating", "left", "compared"]


class Objection(Value):
    """A reservation. Whether it was let go of is not left to a model."""

    what: Text
    resolved: Literal[False] = False


class NextStep(Value):
    """Something agreed."""

    what: Text
    owner: Literal["rep", "visitor"]
    due: Day | None = None


SHAPES: dict[SignalKind, type[Value]] = {
    "budget": Budget,
    "authority": Authority,
    "need": What,
    "timeline": Timeline,
    "current_solution": Named,
    "competitor": Competitor,
    "challenge": What,
    "product": Named,
    "objection": Objection,
    "next_step": NextStep,
}
"""Without consent: that is never taken from a model."""
