"""The lead record, version 1: what a box publishes about one conversation.

A lead keeps its `id` for life and is published again and again with a rising `revision`. Every
revision is a whole record, so the newest one wins and the order of arrival does not matter. Within
version 1 fields are only ever added; readers ignore fields they do not know.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from agent.contract.topics import DEVICE_PATTERN

Side = Literal["visitor", "rep", "unknown"]
SignalKind = Literal[
    "budget",
    "authority",
    "need",
    "timeline",
    "current_solution",
    "competitor",
    "challenge",
    "product",
    "objection",
    "next_step",
    "consent",
]
LARGEST_REVISION = 2**53
"""Fits the integers of every JSON reader."""
Revision = Annotated[int, Field(ge=1, le=LARGEST_REVISION, strict=True)]
Device = Annotated[str, Field(pattern=DEVICE_PATTERN)]
Seconds = Annotated[float, Field(ge=0, description="seconds")]


class ContractModel(BaseModel):
    """Base of everything in the contract: immutable, tolerant of fields a later version adds."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True, allow_inf_nan=False)


class EventReference(ContractModel):
    """The trade show this lead belongs to."""

    id: str
    """Identifier from the box's configuration or event pack."""
    name: str | None = None
    """The show's name for people."""


class Capture(ContractModel):
    """Where and when the box captured the scan, told so that a wrong wall clock can be detected."""

    boot_id: UUID
    """Kernel boot id of the box; `monotonic_s` is comparable within one boot."""
    sequence: int = Field(ge=1)
    """Rises by one with every scan since the agent was started; `monotonic_s` orders across restarts."""
    monotonic_s: Seconds
    """Monotonic clock of the box at the scan."""
    clock_synchronised: bool
    """Whether the kernel held its wall clock to be synchronised at the scan."""


class Badge(ContractModel):
    """What the badge said, as decoded."""

    format: Literal["vcard", "mecard", "delimited", "id", "unreadable"]
    """`unreadable`: the payload fits no known layout; `raw` keeps it so that nothing is lost."""
    id: str | None = None
    """Attendee or registration id printed in the code, to be looked up."""
    raw: str | None = None
    """The payload as scanned; only present when `format` is `unreadable`."""


class Attendee(ContractModel):
    """The visitor, with what the badge says and nothing that is guessed."""

    name: str | None = None
    """Full name as written on the badge."""
    given_name: str | None = None
    family_name: str | None = None
    title: str | None = None
    """Job title."""
    company: str | None = None
    email: str | None = None
    phone: str | None = None


class Consent(ContractModel):
    """Whether the visitor agreed to be heard."""

    policy: Literal["scan", "ask", "off"]
    """The box's setting: the scan is the consent (notice at the booth), the rep asks, or never."""
    status: Literal["given", "refused", "pending", "not_applicable"]
    """Only `given` lets words into the record."""
    time: AwareDatetime | None = None
    """When the status was reached (UTC)."""


class Word(ContractModel):
    """One recognised word."""

    text: str
    start_s: Seconds
    """Start, counted from the scan."""
    end_s: Seconds
    """End, counted from the scan."""
    probability: float = Field(ge=0, le=1)
    heard: str | None = None
    """What the recogniser wrote, where the booth's vocabulary corrected it; null where it stands."""


class Turn(ContractModel):
    """Consecutive final speech from one side."""

    number: int = Field(ge=1)
    """Position in the conversation; signals refer to it."""
    side: Side
    start_s: Seconds
    """Start, counted from the scan."""
    end_s: Seconds
    """End, counted from the scan."""
    text: str
    """The transcript that quotes are verbatim substrings of."""
    words: tuple[Word, ...] = ()


class Conversation(ContractModel):
    """What was said; empty without consent."""

    started_at: AwareDatetime
    """Wall clock of the scan (UTC)."""
    ended_at: AwareDatetime | None = None
    """Wall clock of the end (UTC); null while the conversation is open."""
    end_reason: Literal["next_scan", "card", "silence", "shutdown", "interrupted"] | None = None
    """`interrupted`: the box lost power or was killed, words since the last revision may be missing."""
    turns: tuple[Turn, ...] = ()
    speech_s: Seconds = 0.0
    """Length of all transcribed speech."""


class Signal(ContractModel):
    """A typed finding with the words that prove it."""

    kind: SignalKind
    value: dict[str, str | int | float | bool | None]
    """Normal form per kind."""
    polarity: Literal["present", "absent"]
    quote: str
    """Verbatim substring of the turn's text."""
    turn: int = Field(ge=1)
    t0: Seconds
    t1: Seconds
    side: Side
    rule: str
    confidence: float = Field(ge=0, le=1)


class Lead(ContractModel):
    """One conversation at the booth, as published."""

    id: UUID
    """UUIDv7, for life."""
    revision: Revision
    """The newest revision wins."""
    final: bool
    """True on the last revision, when the conversation is over."""
    device: Device
    """The box, as named in its configuration and in the topic."""
    event: EventReference
    scanned_at: AwareDatetime
    """Wall clock of the scan (UTC)."""
    updated_at: AwareDatetime
    """Wall clock of this revision (UTC)."""
    capture: Capture
    scanner: str
    """Configured name of the scanner."""
    badge: Badge
    attendee: Attendee
    consent: Consent
    conversation: Conversation
    signals: tuple[Signal, ...] = ()
    unknown: tuple[SignalKind, ...] = ()
    """Kinds for which nothing was said, or nothing could be proved."""
