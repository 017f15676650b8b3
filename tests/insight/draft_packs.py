"""Three invented companies that speak in different voices, and leads to write to."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from agent.contract.lead import (
    Attendee,
    Badge,
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Owner,
    Side,
    Signal,
    SignalKind,
    Turn,
)
from agent.event_pack.model import (
    Answer,
    Asset,
    Campaign,
    Competitor,
    Event,
    EventPack,
    Play,
    Product,
    Qualification,
    Question,
    Rep,
    Routing,
    Voice,
)

LEAD_ID = UUID("01957c3e-1a00-7000-8000-000000000001")

COLD_CHAIN = EventPack(
    event=Event(
        id="frost-2026",
        name="Frost & Food 2026",
        starts=date(2026, 3, 3),
        ends=date(2026, 3, 5),
        currency="EUR",
    ),
    campaign=Campaign(
        id="701-FROST",
        name="Frost & Food",
        utm={"utm_source": "frost-food", "utm_campaign": "frost-2026", "utm_medium": "mail"},
    ),
    products=(
        Product(
            name="ThermoLog",
            aliases=("Thermo Log",),
            pitch="ThermoLog writes down every temperature by itself and keeps the record for the inspector.",
        ),
        Product(name="DoorWatch", pitch="DoorWatch tells you within a minute when a cold room stays open."),
    ),
    competitors=(
        Competitor(
            name="Polarix",
            answer="What sets us apart is that our sensors go on measuring when the network is down.",
        ),
    ),
    plays=(
        Play(
            id="cold-chain",
            name="Cold chain",
            products=("ThermoLog",),
            questions=(
                Question(kind="timeline", ask="When is your next audit?"),
                Question(kind="authority", ask="Who signs off on monitoring at your place?"),
            ),
        ),
        Play(
            id="any",
            name="Everybody",
            questions=(
                Question(kind="challenge", ask="What costs you most time in the cold store?"),
                Question(kind="budget", ask="Is monitoring in this year's plan?"),
            ),
        ),
    ),
    voice=Voice(
        company="Halden Controls",
        banned_words=("revolutionary", "synergy", "cutting-edge", "touch base"),
        longest_words=150,
        footer="Halden Controls, 12 Harbour Road, Leith. No more mails? Write to privacy@halden.example.",
    ),
    answers=(
        Answer(
            topic="the price",
            words=("price", "expensive", "cost", "costs"),
            answer="You can rent the sensors by the month, so there is nothing to buy up front.",
        ),
        Answer(
            topic="hosting your data",
            words=("cloud", "hosting", "data"),
            answer="The data can stay on a server in your own building.",
        ),
    ),
    assets=(
        Asset(
            id="guide",
            title="Guide: ready for the inspector in five steps",
            url="https://www.halden.example/guides/inspection",
            products=("ThermoLog",),
        ),
        Asset(
            id="old",
            title="Show discount",
            url="https://www.halden.example/offers/show",
            expires=date(2026, 3, 5),
        ),
        Asset(
            id="overview",
            title="Our sensors on two pages",
            url="https://www.halden.example/sensors?lang=en",
        ),
    ),
    reps=(
        Rep(id="mara", name="Mara Lindqvist", email="mara@halden.example"),
        Rep(id="tom", name="Tom Okafor", email="tom@halden.example"),
    ),
    routing=Routing(default_owner="mara"),
    qualification=Qualification(urgent_within_days=180),
)

SHIFTS = EventPack(
    event=Event(id="care-2026", name="Care Forum", starts=date(2026, 5, 19), ends=date(2026, 5, 20)),
    campaign=Campaign(id="care", name="Care Forum", utm={"utm_source": "care-forum"}),
    products=(
        Product(
            name="Rota", everyday_word=True, pitch="Rota plans a ward's month in one go, wishes included."
        ),
        Product(name="SwapBoard", pitch="With SwapBoard your nurses swap shifts on their phones."),
    ),
    competitors=(
        Competitor(name="PlanIt", answer="Rota needs no training: most wards plan their first month alone."),
    ),
    voice=Voice(
        company="Shiftwell",
        tone="warm",
        greeting="Dear {given_name},",
        greeting_without_name="Hello there,",
        sign_off="Warm wishes,",
        banned_words=("solution", "leverage"),
        longest_words=120,
    ),
    answers=(
        Answer(
            topic="bringing in the works council",
            words=("works council", "union"),
            answer="We have done that often, and gladly come along to the meeting.",
        ),
    ),
    assets=(
        Asset(
            id="film",
            title="A ward plans its month (film, 3 minutes)",
            url="https://shiftwell.example/film",
            kinds=("challenge",),
        ),
    ),
    reps=(Rep(id="ines", name="Ines Carvalho"),),
    routing=Routing(default_owner="ines"),
)

LASERS = EventPack(
    event=Event(
        id="metal-2026",
        name="Metalworking Days 2026",
        starts=date(2026, 9, 15),
        ends=date(2026, 9, 18),
        currency="EUR",
    ),
    campaign=Campaign(id="metal", name="Metalworking Days", utm={"utm_campaign": "metal-2026"}),
    products=(
        Product(
            name="Corvex 30",
            pitch="The Corvex 30 cuts steel of up to 30 millimetres without a change of nozzle.",
        ),
        Product(name="CorvexCare", pitch="With CorvexCare an engineer is on site within 24 hours."),
    ),
    competitors=(Competitor(name="Bladex", answer="Our machines need a third less gas for the same cut."),),
    voice=Voice(
        company="Corvex Laser",
        tone="formal",
        greeting="Dear {name},",
        greeting_without_name="Dear Sir or Madam,",
        sign_off="Yours sincerely,",
        banned_words=("awesome", "hi"),
        longest_words=160,
        footer="Corvex Laser GmbH, Werkstrasse 4, 70000 Stuttgart",
    ),
    answers=(
        Answer(
            topic="delivery times",
            words=("delivery", "lead time", "wait"),
            answer="For machines from stock we deliver within eight weeks of the order.",
        ),
    ),
    assets=(
        Asset(
            id="sheet",
            title="Data sheet Corvex 30",
            url="https://www.corvex.example/corvex-30.pdf",
            products=("Corvex 30",),
        ),
    ),
    reps=(Rep(id="jw", name="Jonas Weber"),),
    routing=Routing(default_owner="jw"),
)

PACKS = (COLD_CHAIN, SHIFTS, LASERS)


def signal(
    kind: SignalKind,
    quote: str,
    *,
    turn: int = 1,
    side: Side = "visitor",
    polarity: str = "present",
    confidence: float = 0.9,
    **value: str | float | bool | None,
) -> Signal:
    return Signal(
        kind=kind,
        value=value,
        polarity="absent" if polarity == "absent" else "present",
        quote=quote,
        turn=turn,
        t0=float(turn),
        t1=turn + 1.0,
        side=side,
        rule=f"{kind}.test",
        confidence=confidence,
    )


def visit(
    pack: EventPack,
    turns: list[tuple[Side, str]],
    signals: list[Signal],
    *,
    attendee: Attendee | None = None,
    consent: str = "given",
    sender: str | None = None,
    **changes: Any,
) -> Lead:
    """A lead whose quotes are what was said, or a mistake in the test."""
    for one in signals:
        assert one.quote in turns[one.turn - 1][1], one.quote
        assert one.side == turns[one.turn - 1][0], one.quote
    day = pack.event.starts
    at = datetime(day.year, day.month, day.day, 10, 15, tzinfo=UTC)
    fields: dict[str, Any] = {
        "id": LEAD_ID,
        "revision": 7,
        "final": True,
        "device": "booth-1",
        "event": EventReference(id=pack.event.id, name=pack.event.name),
        "scanned_at": at,
        "updated_at": at.replace(hour=18),
        "capture": Capture(boot_id=LEAD_ID, sequence=1, monotonic_s=1.0, clock_synchronised=True),
        "scanner": "front",
        "badge": Badge(format="vcard"),
        "attendee": attendee or Attendee(),
        "consent": Consent.model_validate({"policy": "ask", "status": consent, "time": at}),
        "conversation": Conversation(
            started_at=at,
            ended_at=at.replace(minute=25),
            end_reason="next_scan",
            turns=tuple(
                Turn(number=number, side=side, start_s=number, end_s=number + 1, text=text)
                for number, (side, text) in enumerate(turns, 1)
            ),
        ),
        "signals": tuple(signals),
        "owner": Owner(name=sender, rule="test") if sender else None,
    }
    return Lead(**(fields | changes))
