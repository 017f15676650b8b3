"""Whether one visitor's words may be taken down: what holds, what was answered, when and to whom."""

import math
from dataclasses import dataclass, replace
from typing import Literal, Self

from agent.contract.lead import Lead
from agent.event_pack.model import Privacy

ConsentPolicy = Literal["scan", "ask", "off"]
ConsentStatus = Literal["given", "refused", "withdrawn", "pending", "not_applicable"]
RecordedBy = Literal["scan", "card", "page", "words"]
Effect = Literal["everything", "from_now"]
"""What a no takes back: every word, or those from then on."""

_FIRST_STATUS: dict[ConsentPolicy, ConsentStatus] = {
    "scan": "given",
    "ask": "pending",
    "off": "not_applicable",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for visitors from now on.

    Attributes:
        policy: The scan is the consent, the rep asks, or words are never taken down.
        notice_version: Version of the notice at the booth.
    """

    policy: ConsentPolicy
    notice_version: str | None = None

    @classmethod
    def under(cls, setting: ConsentPolicy, privacy: Privacy | None) -> Self:
        """Return the terms of a box, overridden by its event pack where that says something.

        A box that is switched off stays off: a pack opens no ears that the box's owner closed.
        """
        if privacy is None:
            return cls(setting)
        policy = "off" if setting == "off" else privacy.mode or setting
        return cls(policy, privacy.notice.version)


@dataclass(frozen=True, slots=True)
class ConsentState:
    """One visitor's answer so far; answers make a new one.

    Attributes:
        answered_s: `Clock` time at which the status was reached.
        recorded_by: What recorded it.
        rep: Id of the rep who was signed in then.
        effect: Set once words were taken back.
    """

    terms: Terms
    status: ConsentStatus
    answered_s: float | None = None
    recorded_by: RecordedBy | None = None
    rep: str | None = None
    effect: Effect | None = None

    @classmethod
    def at_scan(cls, terms: Terms, time_s: float, rep: str | None) -> Self:
        """Return what holds for a visitor whose badge was just scanned."""
        status = _FIRST_STATUS[terms.policy]
        if status != "given":
            return cls(terms, status)
        return cls(terms, status, time_s, "scan", rep)

    @property
    def allows_words(self) -> bool:
        """Whether words may be taken down now."""
        return self.status == "given"

    @property
    def can_be_answered(self) -> bool:
        """Whether an answer means anything: not where words are never taken down."""
        return self.status != "not_applicable"

    def given(self, time_s: float, by: RecordedBy, rep: str | None) -> "ConsentState":
        """Return the state after a yes; a second one changes nothing, its time must not pass the words'."""
        if self.allows_words or not self.can_be_answered:
            return self
        return ConsentState(self.terms, "given", time_s, by, rep)

    def taken_back(self, time_s: float, by: RecordedBy, rep: str | None, effect: Effect) -> "ConsentState":
        """Return the state after a no: `withdrawn` after a yes, else `refused`."""
        if not self.can_be_answered:
            return self
        if self.allows_words:
            return ConsentState(self.terms, "withdrawn", time_s, by, rep, effect)
        if self.status == "pending":
            return ConsentState(self.terms, "refused", time_s, by, rep, effect)
        return replace(self, effect="everything") if effect == "everything" else self

    def is_overtaken(self, said_s: float) -> bool:
        """Return whether something said at `said_s` was answered anew since then."""
        return said_s < (-math.inf if self.answered_s is None else self.answered_s)


@dataclass(frozen=True, slots=True)
class SpokenNo:
    """A no to being heard, found in the words of a lead.

    Attributes:
        said_s: End of the words that say so, counted from the scan.
    """

    effect: Effect
    said_s: float


def spoken_no(lead: Lead) -> SpokenNo | None:
    """Return the strongest no to recording among a lead's signals; a no to contact is not one."""
    found = [
        SpokenNo("from_now" if signal.value.get("effect") == "from_now" else "everything", signal.t1)
        for signal in lead.signals
        if signal.kind == "consent"
        and signal.value.get("status") in {"refused", "withdrawn"}
        and signal.value.get("scope", "recording") == "recording"
    ]
    everything = [each for each in found if each.effect == "everything"]
    return max(everything, default=None, key=lambda each: each.said_s) or min(
        found, default=None, key=lambda each: each.said_s
    )
