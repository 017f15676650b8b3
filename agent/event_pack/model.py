"""The event pack: everything the box knows about one trade show before the first visitor comes.

One folder per event: `event.toml` and CSV files. Marketing writes it, sales agrees to its goals, and every
lead names the version that it was made with.
"""

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agent.contract.lead import SignalKind

Text = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=10_000, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Heat = Literal["hot", "warm", "cold"]


class PackModel(BaseModel):
    """Base of everything in a pack: immutable, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_default=True
    )


class Event(PackModel):
    """The show itself."""

    id: Identifier
    """Stamped on every lead."""
    name: Text
    """The show's name for people."""
    starts: date
    ends: date
    time_zone: Text = "UTC"
    """IANA name; dates that people mention are meant there."""
    venue: Text | None = None
    currency: Currency | None = None
    """What an amount without a currency most likely is; never written into a signal, only shown beside it."""
    fiscal_year_starts: Annotated[int, Field(ge=1, le=12)] = 1
    """First month of the fiscal year that "fiscal" refers to."""
    languages: tuple[Language, ...] = ("en",)
    """Languages spoken at the booth; one alone fixes recognition to it."""


class Campaign(PackModel):
    """How the CRM counts what comes from this event."""

    id: Text
    """The CRM's campaign id."""
    name: Text
    source: Text = "trade show"
    """Lead source for attribution."""
    utm: dict[Identifier, Text] = {}
    """Parameters for links in follow-ups (`utm_source` ...)."""
    scanned_status: Text = "Attended"
    """Campaign member status of a lead without a conversation."""
    conversation_status: Text = "Responded"
    """Campaign member status of a lead with one."""


class Agreement(PackModel):
    """Who agreed to the goals, for one department."""

    name: Text
    date: date


class Goal(PackModel):
    """Something this event is to reach."""

    name: Text
    target: Annotated[float, Field(gt=0)]
    unit: Text = "qualified leads"


class Goals(PackModel):
    """What the event is for, and whether marketing and sales agreed on it."""

    targets: tuple[Goal, ...] = ()
    marketing: Agreement | None = None
    sales: Agreement | None = None

    @property
    def agreed(self) -> bool:
        """Whether both departments signed."""
        return self.marketing is not None and self.sales is not None


class Product(PackModel):
    """Something of ours that visitors ask about."""

    name: Text
    aliases: tuple[Text, ...] = ()
    """Other ways to say or write it."""
    everyday_word: bool = False
    """The name is also a common word: it counts only where it is clearly meant."""
    pitch: Text | None = None
    """One sentence for follow-ups: what it does for a customer."""


class Competitor(PackModel):
    """A rival, or what else does the job."""

    name: Text
    aliases: tuple[Text, ...] = ()
    everyday_word: bool = False
    """The name is also a common word: it counts only where it is clearly meant."""
    answer: Text | None = None
    """One sentence for reps and follow-ups: how we differ."""


class Question(PackModel):
    """What a rep asks when something is still open."""

    kind: SignalKind
    """What the answer tells."""
    ask: Text


class Play(PackModel):
    """A situation that reps are prepared for."""

    id: Identifier
    name: Text
    products: tuple[Text, ...] = ()
    """It applies when one of these was asked about; empty: always."""
    competitors: tuple[Text, ...] = ()
    """It applies when one of these was named; empty: whichever."""
    questions: tuple[Question, ...] = ()
    """In order of importance."""


class Persona(PackModel):
    """A kind of visitor, for tone. Never evidence of authority."""

    id: Identifier
    name: Text
    titles: tuple[Text, ...] = ()
    """Words in job titles, matched whole and without regard to case."""
    cares_about: tuple[Text, ...] = ()


class Weights(PackModel):
    """Points towards the score, per kind of signal that is proved."""

    budget: int = 20
    authority: int = 20
    need: int = 20
    timeline: int = 20
    current_solution: int = 2
    competitor: int = 3
    challenge: int = 5
    product: int = 5
    next_step: int = 10
    objection: int = -5
    """Per objection that is still open."""


class Qualification(PackModel):
    """What marketing and sales agreed to call a qualified lead, and hot or warm."""

    required: tuple[SignalKind, ...] = ("need",)
    """All of these must be proved."""
    any_of: tuple[SignalKind, ...] = ("budget", "authority", "timeline", "next_step")
    """And one of these at least; empty: none."""
    minimum_score: Annotated[int, Field(ge=0, le=100)] = 30
    urgent_within_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """A timeline that ends within this time after the event is urgent."""
    weights: Weights = Weights()


class Voice(PackModel):
    """How the company writes."""

    company: Text
    """Our name, as in mails."""
    tone: Literal["plain", "warm", "formal"] = "plain"
    greeting: Text = "Hi {given_name},"
    """May use {given_name}, {name}."""
    greeting_without_name: Text = "Hello,"
    sign_off: Text = "Best regards,"
    banned_words: tuple[Text, ...] = ()
    """Fail `boothscribe draft lint`, whole words, without regard to case."""
    longest_words: Annotated[int, Field(ge=40, le=600)] = 180
    """Longest body of a follow-up, in words."""
    footer: LongText | None = None
    """Stands under every follow-up: how to object to mails, legal notices."""
    templates: PurePosixPath | None = None
    """Folder in the pack with own Jinja2 templates: `follow_up.txt`, `scan_only.txt` ...."""


class Answer(PackModel):
    """What we say to a reservation that visitors have."""

    topic: Text
    """As a follow-up names it: `the price`, `hosting outside the EU`."""
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """It applies when one of these stands in the objection, whole and without regard to case."""
    answer: Text
    """One or two sentences for reps and follow-ups."""


class Asset(PackModel):
    """Something to send or link to."""

    id: Identifier
    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>]{3,500}$")]
    products: tuple[Text, ...] = ()
    """Fits when one of these was asked about; empty: always."""
    kinds: tuple[SignalKind, ...] = ()
    """Fits when one of these is proved or open; empty: always."""
    expires: date | None = None
    """Not used after this day."""


class Rep(PackModel):
    """One of ours at the booth, or an owner at home."""

    id: Identifier
    name: Text
    email: Text | None = None
    badges: tuple[Text, ...] = ()
    """Payloads or badge ids that sign the rep in and out."""
    phone: Text | None = None


class Account(PackModel):
    """A company that marketing targets or sales owns."""

    id: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    domains: tuple[Text, ...] = ()
    owner: Identifier | None = None
    """Rep who owns it."""
    tier: Text | None = None
    open_opportunity: Text | None = None
    """Id or name of the opportunity that is open, if one is."""
    country: Text | None = None
    """ISO 3166 code, for routing."""
    region: Text | None = None
    """Sales region, for routing."""


class Route(PackModel):
    """A row of the routing table; the first that fits names the owner. Empty columns fit everything."""

    owner: Identifier
    tier: Text | None = None
    country: Text | None = None
    region: Text | None = None
    product: Text | None = None
    domain: Text | None = None
    rep: Identifier | None = None


class Notice(PackModel):
    """What visitors are told about being heard."""

    version: Text = "1"
    """Named in every consent."""
    text: dict[Language, LongText] = {}
    """Per language."""


class Privacy(PackModel):
    """What may be taken down at this event."""

    mode: Literal["scan", "ask", "off"] | None = None
    """Overrides the box's `visit.consent`."""
    notice: Notice = Notice()
    keep_refused_codes: bool = False
    """Keep codes that are no badge, for the audit; secrets, payments and licences never."""
    retain_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """Told to collectors: how long the record may be kept."""


class Routing(PackModel):
    """Who gets the leads."""

    default_owner: Identifier
    """Rep who owns what no rule assigns: a lead always has an owner."""
    rules: tuple[Route, ...] = ()
    """From `routing.csv`."""


class Overlay(PackModel):
    """What a region or a booth may change, and why."""

    id: Identifier
    why: Text
    """Shown by `boothscribe event show`; an overlay without a reason is refused."""
    by: Text | None = None


class Cost(PackModel):
    """One line of what the event costs."""

    item: Text
    amount: Annotated[float, Field(ge=0)]
    currency: Currency


class BadgeOptions(PackModel):
    """How this show's badges are to be read."""

    profiles: tuple[PurePosixPath, ...] = ()
    """Badge profiles in the pack or of `config/badges/`, tried in order before the general readers."""


class EventPack(PackModel):
    """A whole pack, merged and checked."""

    event: Event
    campaign: Campaign
    goals: Goals = Goals()
    qualification: Qualification = Qualification()
    products: tuple[Product, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    plays: tuple[Play, ...] = ()
    personas: tuple[Persona, ...] = ()
    voice: Voice
    answers: tuple[Answer, ...] = ()
    """To objections; the first that applies is used."""
    assets: tuple[Asset, ...] = ()
    reps: tuple[Rep, ...] = ()
    """From `reps.csv`."""
    accounts: tuple[Account, ...] = ()
    """From `accounts.csv`."""
    routing: Routing
    privacy: Privacy = Privacy()
    badges: BadgeOptions = BadgeOptions()
    costs: tuple[Cost, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    """Those that were applied, in order."""
    version: Text = "1"
    """Marketing's number; with the content hash it names the pack in every lead."""
