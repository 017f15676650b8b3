"""The lead record, version 1: what a box publishes about one conversation.

A lead keeps its `id` for life and is published again and again with a rising `revision`. Every
revision is a whole record, so the newest one wins and the order of arrival does not matter. Within
version 1 fields are only ever added; readers ignore fields they do not know.
"""

from typing import Annotated, Literal, get_args
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
ASKED_FOR: tuple[SignalKind, ...] = tuple(kind for kind in get_args(SignalKind) if kind != "consent")
"""The kinds that a lead should answer; what was not said stays unknown."""
Heat = Literal["hot", "warm", "cold"]
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
    pack_version: str | None = None
    """Version of the event pack that the lead was made with; null without a pack."""
    pack_hash: str | None = None
    """SHA-256 of that pack's content, as `boothscribe event show` prints it."""
    overlays: tuple[str, ...] = ()
    """Regional overlays that were applied to it, in order."""


class CampaignReference(ContractModel):
    """The CRM campaign that the lead is counted in."""

    id: str
    name: str
    member_status: str
    """Status of the campaign member, as the CRM calls it."""
    source: str | None = None
    """Lead source for attribution."""


class AccountMatch(ContractModel):
    """Why the visitor's company was taken for an account."""

    how: Literal["exact", "normalised", "fuzzy", "email_domain", "none"]
    """`normalised`: equal but for case, accents, punctuation, legal form; `email_domain`: by the address."""
    band: Literal["same", "ask", "new"]
    """`same`: it is this account. `ask`: it may be, a person has to say. `new`: none that is known."""
    score: float = Field(ge=0, le=100)
    """Likeness of the names, 100 for equal ones; of the best candidate where none was taken."""


class AccountReference(ContractModel):
    """The visitor's company as marketing and sales know it."""

    id: str | None = None
    """Id in the account list; null in band `new`."""
    name: str
    """Name in the account list; as the visitor gave it in band `new`."""
    tier: str | None = None
    open_opportunity: str | None = None
    """Id or name of the opportunity that is open."""
    match: AccountMatch


class RepReference(ContractModel):
    """One of ours at the booth."""

    id: str
    name: str


class Owner(ContractModel):
    """Who follows the lead up."""

    id: str | None = None
    """Null where no event pack says who there is."""
    name: str | None = None
    email: str | None = None
    rule: str
    """The rule that chose the owner, for people: `account owner`, a routing rule, `default owner` ..."""


Source = Literal["badge", "attendee_list", "account_list", "rep"]
"""Where a field's value is from."""


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
    clock_corrected_s: float | None = None
    """By how much every wall time of this revision was moved against what the box believed at the scan, once
    its clock was synchronised; null: they are as the box believed."""
    clock_never_synchronised: bool = False
    """The box was started again before its clock was synchronised: the wall times will not be corrected."""


class Badge(ContractModel):
    """What the badge said, as decoded."""

    format: Literal[
        "vcard", "mecard", "delimited", "id", "unreadable", "json", "url", "query", "fixed", "gs1", "staff"
    ]
    """`unreadable`: the payload fits no known layout; `raw` keeps it so that nothing is lost."""
    id: str | None = None
    """Attendee or registration id printed in the code, to be looked up."""
    raw: str | None = None
    """The payload as scanned; only present when `format` is `unreadable`, or a part was not understood."""
    profile: str | None = None
    """The badge profile that read it; null where a general reader did."""
    reason: str | None = None
    """Why it is unreadable, such as `truncated` or `profile_mismatch`; docs/badges.md explains each."""
    provenance: dict[str, str] = {}
    """Per field of the attendee, where in the code it was found, such as `vcard:FN`."""


class Attendee(ContractModel):
    """The visitor, with what badge and attendee list say and nothing that is guessed."""

    name: str | None = None
    """Full name as written on the badge."""
    given_name: str | None = None
    family_name: str | None = None
    title: str | None = None
    """Job title."""
    company: str | None = None
    email: str | None = None
    """The first on the badge."""
    phone: str | None = None
    """The first on the badge; E.164 where the country is known."""
    emails: tuple[str, ...] = ()
    """All on the badge; empty where it names one only."""
    phones: tuple[str, ...] = ()
    """All on the badge; empty where it names one only."""
    url: str | None = None
    """On the badge, or the link that it is."""
    country: str | None = None
    """As written on the badge or in the attendee list."""
    extra: dict[str, str] = {}
    """What else the badge or the attendee list says, by its own name there."""
    provenance: dict[str, Source] = {}
    """Per field that is set, where it is from; a field that is not named is from the badge."""


class Consent(ContractModel):
    """Whether the visitor agreed to be heard."""

    policy: Literal["scan", "ask", "off"]
    """What held at the scan: the scan is the consent (notice at the booth), the rep asks, or never."""
    status: Literal["given", "refused", "withdrawn", "pending", "not_applicable"]
    """Only `given` lets words in. `refused`: the answer was no. `withdrawn`: it was yes, and then no."""
    time: AwareDatetime | None = None
    """When the status was reached (UTC)."""
    recorded_by: Literal["scan", "card", "page", "words"] | None = None
    """What recorded it: the scan itself, a command card, the booth page, or the visitor's own words."""
    rep: str | None = None
    """Id of the rep who was signed in when it was recorded."""
    notice_version: str | None = None
    """Version of the notice that visitors could read at the scan; null where no event pack says."""
    effect: Literal["everything", "from_now"] | None = None
    """What a no took back: every word, or those from then on; null without one."""


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
    before_scan: bool = False
    """Said before the badge was scanned; its times, which count from the scan, are 0."""


BindingReason = Literal[
    "first_scan",
    "next_scan",
    "together_card",
    "quick_scan",
    "came_back",
    "same_badge",
    "words_before_scan",
    "consent_by_scan",
    "consent_given",
    "consent_refused",
    "consent_withdrawn",
    "companion_took_words_back",
    "rep_changed",
    "heat_noted",
    "colleague_called",
    "muted",
    "unmuted",
    "ended_by_next_scan",
    "ended_by_card",
    "ended_by_silence",
    "ended_by_maximum",
    "ended_by_shutdown",
    "deleted",
]
"""Why words are on a lead, or are not; docs/guide-collector-authors.md explains each."""


class BindingStep(ContractModel):
    """One decision about which words belong to the lead."""

    time: AwareDatetime
    reason: BindingReason


class Conversation(ContractModel):
    """What was said; empty without consent."""

    started_at: AwareDatetime
    """Wall clock of the scan (UTC)."""
    ended_at: AwareDatetime | None = None
    """Wall clock of the end (UTC); null while the conversation is open."""
    end_reason: (
        Literal["next_scan", "card", "silence", "maximum", "shutdown", "deleted", "interrupted"] | None
    ) = None
    """`maximum`: it was longer than the box takes down. `deleted`: the lead was erased by a card.
    `interrupted`: the box lost power or was killed, words since the last revision may be missing."""
    turns: tuple[Turn, ...] = ()
    speech_s: Seconds = 0.0
    """Length of all transcribed speech."""
    shared_with: tuple[UUID, ...] = ()
    """Leads of visitors who were there at the same time: their leads hold the same words for that time."""
    binding: tuple[BindingStep, ...] = ()
    """The decisions that made the lead what it is, in order."""


class RepHeat(ContractModel):
    """The rep's own verdict, from a command card."""

    heat: Heat
    time: AwareDatetime
    rep: str | None = None
    """Id of the rep who was signed in."""


class Erasure(ContractModel):
    """The lead was taken back at the booth; person, badge and words are gone for good."""

    time: AwareDatetime
    by: Literal["card", "command"]


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


class Reason(ContractModel):
    """One line of the account that a score gives of itself."""

    rule: str
    """What counted, such as `score.need` or `heat.urgency`."""
    points: int = 0
    """What it added to the score; 0 where it only speaks about heat or qualification."""
    signals: tuple[int, ...] = ()
    """Numbers of the signals that prove it: position in `signals`, from 1."""
    detail: str
    """The rule in words, without words of the conversation."""


class Assessment(ContractModel):
    """What the signals are worth by the rules that marketing and sales agreed on."""

    score: int = Field(ge=0, le=100)
    heat: Heat
    """By rule. The rep's own verdict stands beside it, in `rep_heat`, and overrides it for people."""
    reasons: tuple[Reason, ...] = ()
    """Every point of the score, and what heat and qualification rest on."""
    qualified: bool
    missing: tuple[str, ...] = ()
    """What an unqualified lead lacks; empty when `qualified`."""


class NextQuestion(ContractModel):
    """What a rep asks next, because it is still open."""

    kind: SignalKind
    ask: str
    play: str | None = None
    """Id of the event pack's play; null for a question of ours."""


class Quoted(ContractModel):
    """One signal in words, for the owner."""

    signal: int = Field(ge=1)
    """Its number: position in `signals`, from 1."""
    text: str
    """What it says, in short."""
    quote: str
    """What was said, verbatim."""
    side: Side


class HandOff(ContractModel):
    """What the lead's owner has to know, each line with its signal."""

    who: str
    """The visitor, as the badge says."""
    why_now: tuple[Quoted, ...] = ()
    """Urgency, money, the power to decide."""
    what_hurts: tuple[Quoted, ...] = ()
    """Challenges and needs."""
    today: tuple[Quoted, ...] = ()
    """What does the job today, and who else is in the running."""
    interest: tuple[Quoted, ...] = ()
    """Products asked about."""
    objections: tuple[Quoted, ...] = ()
    """Open first."""
    promises: tuple[Quoted, ...] = ()
    """What was agreed, by either side."""
    unknown: tuple[SignalKind, ...] = ()
    next_step: str
    """What to do first."""


class Claim(ContractModel):
    """One factual sentence of a follow-up with its proof."""

    text: str
    """As it stands in `body_text`."""
    signals: tuple[int, ...] = Field(min_length=1)
    """Numbers of the signals that prove it: position in `signals`, from 1."""


class FollowUp(ContractModel):
    """A draft mail to the visitor; a person reads it before it goes."""

    subject: str
    body_text: str
    body_html: str
    """The same words, escaped, for the mail's HTML part."""
    claims: tuple[Claim, ...] = ()
    template: str
    """`follow_up` or `scan_only`, with `pack:` in front where the event pack's own was used."""
    language: str = "en"
    warnings: tuple[str, ...] = ()
    """What the person who sends it should know: what was left out, and why."""


class Lead(ContractModel):
    """One conversation at the booth, as published."""

    id: UUID
    """UUIDv7, for life."""
    revision: Revision
    """The newest revision wins."""
    final: bool
    """True when the conversation is over. A later revision may still come: consent is withdrawn afterwards,
    or the visitor returns, and the lead is not final again until that talk is over, too."""
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
    assessment: Assessment | None = None
    """Score, heat and qualification; null where no event pack is loaded."""
    questions: tuple[NextQuestion, ...] = ()
    """The next best questions while the conversation is open."""
    campaign: CampaignReference | None = None
    """Null where no event pack is loaded; so for leads of older boxes."""
    account: AccountReference | None = None
    """Null where no company is known or no account list is loaded."""
    rep: RepReference | None = None
    """Who was signed in at the box when the visitor's badge was scanned, or first thereafter."""
    helpers: tuple[RepReference, ...] = ()
    """Who signed in later in the same conversation."""
    owner: Owner | None = None
    """Always there in leads of this version; null in those of older boxes."""
    hand_off: HandOff | None = None
    """For the owner."""
    follow_up: FollowUp | None = None
    """A draft mail to the visitor."""
    rep_heat: RepHeat | None = None
    """Null where the rep scanned no heat card."""
    erased: Erasure | None = None
    """Set once the lead was erased: delete what is held of it and keep the id, so that it stays so."""
