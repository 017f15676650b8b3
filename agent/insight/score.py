"""Score, heat and qualification by rules that a person can follow, from signals alone.

Nothing but signals goes in: not the job title, not the company, not the rep's own verdict.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agent.contract.lead import Assessment, Heat, Lead, Reason, Signal, SignalKind
from agent.event_pack.model import EventPack, Qualification, Weights

HIGHEST = 100
_REPS_MAY_PROVE: frozenset[SignalKind] = frozenset({"product", "next_step"})
_SAID_ONCE: frozenset[SignalKind] = frozenset({"budget", "authority", "timeline"})
"""Where two statements contradict each other, the later one holds."""
_COUNTS_AGAINST: tuple[SignalKind, ...] = ("budget", "need")
"""Said to be absent, these take half of their weight away; of the others an absence is only no point."""
_WEIGHED: tuple[SignalKind, ...] = (
    "need",
    "authority",
    "timeline",
    "budget",
    "next_step",
    "challenge",
    "product",
    "competitor",
    "current_solution",
)
_POWER = {"decision_maker": 1.0, "influencer": 0.5}
"""Share of the weight of `authority`; who needs approval, or has no say, proves none."""
_HIMSELF = frozenset({"i", "me", "mine", "myself", "we", "us"})
_DECIDES_TOO = re.compile(r"\b(?:i|we) (?:\w+ )?(?:decide|sign|choose)\b", re.IGNORECASE)
"""He decides together with somebody."""
_HOT_AT = 3
_WARM_AT = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """A signal with its number: its position in the lead's signals, from 1."""

    number: int
    signal: Signal

    def text(self, key: str) -> str | None:
        """Return the value under `key` where it is text that says something."""
        value = self.signal.value.get(key)
        return value.strip() or None if isinstance(value, str) else None

    def day(self, key: str) -> date | None:
        """Return the ISO date under `key`, or None where there is none or it is no date."""
        try:
            return date.fromisoformat(self.text(key) or "")
        except ValueError:
            return None


def standing(signals: Sequence[Signal], kind: SignalKind) -> list[Numbered]:
    """Return what holds about `kind`, absences included, in the order it was said.

    A rep's words prove products and next steps only.
    """
    found = [
        Numbered(number, signal)
        for number, signal in enumerate(signals, 1)
        if signal.kind == kind and (signal.side != "rep" or kind in _REPS_MAY_PROVE)
    ]
    found.sort(key=lambda one: (one.signal.turn, one.signal.t0, one.number))
    if kind in _SAID_ONCE and found:
        last = found[-1].signal.polarity
        return [one for one in found if one.signal.polarity == last]
    return found


def proved(signals: Sequence[Signal], kind: SignalKind) -> list[Numbered]:
    """Return the signals that prove `kind` to be there; of authority only a say in the decision."""
    there = [one for one in standing(signals, kind) if one.signal.polarity == "present"]
    if kind == "authority":
        return [
            one for one in there if one.signal.value.get("role") in _POWER and not _decided_by_others(one)
        ]
    return there


def _decided_by_others(one: Numbered) -> bool:
    """Return whether the signal names somebody else who decides: no proof of a say of the visitor's own."""
    who = one.signal.value.get("who")
    named = isinstance(who, str) and who.casefold() not in _HIMSELF
    too = _DECIDES_TOO.search(one.signal.quote) is not None
    return one.signal.value.get("role") == "decision_maker" and named and not too


def open_objections(signals: Sequence[Signal]) -> list[Numbered]:
    """Return the reservations that the visitor has not let go of."""
    return [one for one in proved(signals, "objection") if one.signal.value.get("resolved") is not True]


def wants_no_contact(signals: Sequence[Signal]) -> bool:
    """Whether the visitor's last word on it was not to be written to or called."""
    said = [
        one.signal.value.get("status")
        for one in standing(signals, "consent")
        if one.signal.value.get("scope") == "contact"
    ]
    return bool(said) and said[-1] in {"refused", "withdrawn"}


def urgent(signals: Sequence[Signal], pack: EventPack) -> list[Numbered]:
    """Return the timelines that end within the pack's urgent time after the event."""
    until = pack.event.ends + timedelta(days=pack.qualification.urgent_within_days)
    found = []
    for one in proved(signals, "timeline"):
        latest = one.day("latest")
        if latest is not None and pack.event.starts <= latest <= until:
            found.append(one)
    return found


def assessment(lead: Lead, pack: EventPack) -> Assessment:
    """Return score, heat and qualification of the lead, each with its reasons.

    The points of the reasons add up to the score.
    """
    signals = lead.signals
    reasons = list(_points(signals, pack.qualification.weights))
    total = sum(reason.points for reason in reasons)
    score = min(max(total, 0), HIGHEST)
    if score != total:
        reasons.append(
            Reason(rule="score.bounds", points=score - total, detail=f"a score lies between 0 and {HIGHEST}")
        )
    heat, why = _heat(signals, pack)
    missing = tuple(_missing(signals, score, pack.qualification))
    return Assessment(
        score=score, heat=heat, reasons=(*reasons, *why), qualified=not missing, missing=missing
    )


def _points(signals: Sequence[Signal], weights: Weights) -> Iterator[Reason]:
    for kind in _WEIGHED:
        weight: int = getattr(weights, kind)
        there = proved(signals, kind)
        if kind == "authority" and there:
            power = max(_POWER[str(one.signal.value["role"])] for one in there)
            points = int(weight * power)
            detail = "decides" if power == 1 else "has a say in the decision: half of the points"
            yield _reason(kind, points, there, detail)
        elif there:
            yield _reason(kind, weight, there, f"{_words(kind)} is proved")
        elif kind in _COUNTS_AGAINST and (said := standing(signals, kind)):
            yield _reason(kind, -(weight // 2), said, f"said to have no {_words(kind)}")
    for one in open_objections(signals):
        yield _reason("objection", weights.objection, [one], "an objection is still open")


def _reason(kind: SignalKind, points: int, proof: list[Numbered], detail: str) -> Reason:
    return Reason(
        rule=f"score.{kind}", points=points, signals=tuple(one.number for one in proof), detail=detail
    )


def _heat(signals: Sequence[Signal], pack: EventPack) -> tuple[Heat, list[Reason]]:
    days = pack.qualification.urgent_within_days
    authority = [
        one for one in proved(signals, "authority") if one.signal.value.get("role") == "decision_maker"
    ]
    found = {
        "authority": (authority, "decides"),
        "need": (
            [*proved(signals, "need"), *proved(signals, "challenge")],
            "said what is needed, or what hurts",
        ),
        "urgency": (urgent(signals, pack), f"wants it within {days} days of the event"),
    }
    reasons = [
        Reason(rule=f"heat.{name}", signals=tuple(one.number for one in proof), detail=detail)
        for name, (proof, detail) in found.items()
        if proof
    ]
    heat: Heat = "hot" if len(reasons) >= _HOT_AT else "warm" if len(reasons) == _WARM_AT else "cold"
    counted = ", ".join(reason.rule.removeprefix("heat.") for reason in reasons) or "none"
    reasons.append(
        Reason(
            rule=f"heat.{heat}",
            detail=f"of authority, need and urgency: {counted}; all three are hot, two are warm",
        )
    )
    return heat, reasons


def _missing(signals: Sequence[Signal], score: int, agreed: Qualification) -> Iterator[str]:
    for kind in agreed.required:
        if not proved(signals, kind):
            yield f"{_words(kind)} is not proved"
    if agreed.any_of and not any(proved(signals, kind) for kind in agreed.any_of):
        yield f"none of these is proved: {', '.join(map(_words, agreed.any_of))}"
    if score < agreed.minimum_score:
        yield f"a score of {agreed.minimum_score}; it is {score}"


def _words(kind: str) -> str:
    return kind.replace("_", " ")
