"""A badge as the lead records it."""

from dataclasses import dataclass

from agent.contract.lead import Attendee, Badge
from agent.visit.badges import Decoded, Kind, Reading, Refusal, decode, unframed

__all__ = ["DecodedBadge", "read_badge", "unframed"]

_ATTENDEE = {
    "full_name": "name",
    "first_name": "given_name",
    "last_name": "family_name",
    "title": "title",
    "company": "company",
    "url": "url",
    "country": "country",
    "emails": "email",
    "phones": "phone",
}
"""Fields of a badge and what the contract calls them; the others go into `extra`."""


@dataclass(frozen=True, slots=True)
class DecodedBadge:
    """A badge and whom it names."""

    badge: Badge
    attendee: Attendee


def read_badge(payload: str, reading: Reading, *, keep_refused: bool = False) -> DecodedBadge | Refusal:
    """Decode one scan for a lead.

    Args:
        payload: As scanned.
        reading: How the show's badges are to be read.
        keep_refused: Keep codes that are known to be no badges, as unreadable ones; never those that no
            part may be stored of.

    Returns:
        A refusal for what is known to be no badge. Anything else that cannot be read is `unreadable` and
        kept as scanned, so that nothing is lost.
    """
    result = decode(payload, reading)
    if isinstance(result, Refusal):
        if result.reason.private or (result.reason.no_badge and not keep_refused):
            return result
        return DecodedBadge(Badge(format="unreadable", raw=payload, reason=result.reason), Attendee())
    if result.kind in {Kind.COMMAND, Kind.UNKNOWN}:
        return DecodedBadge(Badge(format="unreadable", raw=payload), Attendee())
    return DecodedBadge(_badge(result, payload), _attendee(result))


def _badge(result: Decoded, payload: str) -> Badge:
    return Badge.model_validate(
        {
            "format": result.kind.value,
            "id": result.text("id"),
            "raw": None if result.complete else payload,
            "profile": result.profile,
            "provenance": {_ATTENDEE.get(name, name): where for name, where in result.provenance.items()},
        }
    )


def _attendee(result: Decoded) -> Attendee:
    known = {
        _ATTENDEE[name]: value for name, value in result.fields.items() if name in _ATTENDEE and name != "id"
    }
    extra = {name: value for name, value in result.fields.items() if name not in _ATTENDEE and name != "id"}
    several = {name: found for name, found in result.lists.items() if len(found) > 1}
    first = {_ATTENDEE[name]: found[0] for name, found in result.lists.items()}
    return Attendee.model_validate({**known, **first, **several, "extra": extra})
