"""Whom an erasure is about; boxes and collectors answer the question in the same way."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from agent.contract.lead import ContractModel, Lead

_Text = Annotated[str, StringConstraints(min_length=1, max_length=320, strip_whitespace=True)]


class Subject(ContractModel):
    """One person, or single leads."""

    leads: tuple[UUID, ...] = Field(default=(), max_length=1000)
    """Ids of leads."""
    email: _Text | None = None
    badge_id: _Text | None = None
    name: _Text | None = None
    """Full name. Beside `email` or `badge_id` it counts only for leads that carry neither of the two, so
    that a namesake is left alone."""

    @model_validator(mode="after")
    def _is_about_somebody(self) -> Self:
        if not (self.leads or self.email or self.badge_id or self.name):
            raise ValueError("say whom: leads, email, badge_id or name")
        return self

    def covers(self, lead: Lead) -> bool:
        """Return whether `lead` is to be erased. Letter case and runs of spaces do not matter."""
        if lead.id in self.leads:
            return True
        attendee, badge = lead.attendee, lead.badge
        if self.email and attendee.email and _folded(self.email) == _folded(attendee.email):
            return True
        if self.badge_id and badge.id and _folded(self.badge_id) == _folded(badge.id):
            return True
        if badge.raw and any(_folded(key) in _folded(badge.raw) for key in self._keys):
            return True
        named_alone = not (self.email or self.badge_id) or not (attendee.email or badge.id)
        return bool(self.name and named_alone and _folded(self.name) in _names(lead))

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key for key in (self.email, self.badge_id, self.name) if key)


def _names(lead: Lead) -> set[str]:
    attendee = lead.attendee
    parts = [part for part in (attendee.given_name, attendee.family_name) if part]
    return {_folded(name) for name in (attendee.name, " ".join(parts)) if name}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
