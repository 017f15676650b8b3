import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from agent.contract.__main__ import rendered
from agent.contract.command import Command, Reply
from agent.contract.envelope import (
    CommandMessage,
    Envelope,
    HealthMessage,
    InfoMessage,
    LeadMessage,
    ReceiptMessage,
    ReplyMessage,
    StateMessage,
    encode,
)
from agent.contract.generate import MESSAGES
from agent.contract.lead import (
    Attendee,
    Badge,
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Signal,
    Turn,
    Word,
)
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.status import Health, Info, State, StationHealth

SCHEMAS = Path(__file__).parents[2] / "config" / "schema"
NOW = datetime(2026, 3, 4, 10, 15, 30, 250_000, tzinfo=UTC)
LEAD_ID = UUID("0192f0c1-3f5a-7000-8000-00000000000a")
BOOT_ID = UUID("6f1c3a52-7f0e-4b8e-9d2c-0a1b2c3d4e5f")
PATIENT = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
# Maps from names to values: keys in there are data, a later version adds none.
MAPS = {"value", "stations", "extra", "provenance", "arguments", "result"}


def checker() -> FormatChecker:
    """Formats as a strict reader checks them; jsonschema alone lets every date-time pass."""
    formats = FormatChecker(("uuid",))
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"

    @formats.checks("date-time", raises=ValueError)
    def _rfc_3339(value: object) -> bool:
        return not isinstance(value, str) or (
            re.fullmatch(pattern, value, re.ASCII) is not None and bool(datetime.fromisoformat(value))
        )

    return formats


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.v1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=checker())


LEAD_VALIDATOR = validator("lead")


def enveloped(kind: Any, data: Any) -> Envelope[Any]:
    message: Envelope[Any] = kind(id="1", source="booth/v1/booth-7", time=NOW, data=data)
    return message


ACKNOWLEDGEMENT = {"id": str(LEAD_ID), "revision": 1, "status": "accepted"}
LEAD = Lead(
    id=LEAD_ID,
    revision=3,
    final=True,
    device="booth-7",
    event=EventReference(id="expo-2026", name="Expo 2026"),
    scanned_at=NOW,
    updated_at=NOW + timedelta(seconds=40),
    capture=Capture(boot_id=BOOT_ID, sequence=1, monotonic_s=12.5, clock_synchronised=True),
    scanner="front",
    badge=Badge(format="vcard"),
    attendee=Attendee(name="Ada Lovelace", company="Analytical Engines"),
    consent=Consent(policy="scan", status="given", time=NOW),
    conversation=Conversation(
        started_at=NOW,
        ended_at=NOW + timedelta(seconds=40),
        end_reason="next_scan",
        turns=(
            Turn(
                number=1,
                side="visitor",
                start_s=1.0,
                end_s=3.0,
                text="Punched cards.",
                words=(Word(text="Punched", start_s=1.0, end_s=1.5, probability=0.9),),
            ),
        ),
        speech_s=2.0,
    ),
    signals=(
        Signal(
            kind="current_solution",
            value={"product": "punched cards", "count": 2, "share": 0.5, "sure": True, "since": None},
            polarity="present",
            quote="Punched cards",
            turn=1,
            t0=1.0,
            t1=3.0,
            side="visitor",
            rule="uses",
            confidence=0.8,
        ),
    ),
    unknown=("budget",),
)
HEALTH = Health(
    boot_id=BOOT_ID,
    time=NOW,
    uptime_s=3.0,
    stations={"uplink": StationHealth(status="degraded", detail="broker cannot be reached")},
    outbox_leads=2,
    outbox_oldest_s=17.0,
)
EXAMPLES: dict[str, Envelope[Any]] = {
    "lead": enveloped(LeadMessage, LEAD),
    "command": enveloped(
        CommandMessage,
        Command(
            id=LEAD_ID,
            name="erase",
            device="booth-7",
            issued_at=NOW,
            expires_at=NOW + timedelta(days=1),
            correlation="ticket 7",
            arguments={"email": "ada@example.com"},
        ),
    ),
    "reply": enveloped(
        ReplyMessage,
        Reply(command=LEAD_ID, name="erase", status="done", time=NOW, result={"leads_erased": 1}),
    ),
    "receipt": enveloped(
        ReceiptMessage,
        Receipt(
            collector="hall-1",
            time=NOW,
            acknowledgements=(
                Acknowledgement(id=LEAD_ID, revision=3, status="accepted"),
                Acknowledgement(id=LEAD_ID, revision=4, status="rejected", reason="data: no attendee"),
            ),
        ),
    ),
    "state": enveloped(StateMessage, State(status="offline", boot_id=BOOT_ID)),
    "info": enveloped(
        InfoMessage,
        Info(version="0.1.0", boot_id=BOOT_ID, event=EventReference(id="expo-2026"), model="base.en"),
    ),
    "health": enveloped(HealthMessage, HEALTH),
}

times = st.datetimes(
    timezones=st.just(UTC) | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
)
seconds = st.floats(min_value=0, allow_nan=False, allow_infinity=False)
shares = st.floats(min_value=0, max_value=1)
positive = st.integers(1, 2**53)
sides = st.sampled_from(["visitor", "rep", "unknown"])
kinds = st.sampled_from(["budget", "authority", "need", "timeline", "competitor", "next_step", "consent"])
optional_text = st.none() | st.text()
words = st.builds(Word, text=st.text(), start_s=seconds, end_s=seconds, probability=shares)
turns = st.builds(
    Turn,
    number=positive,
    side=sides,
    start_s=seconds,
    end_s=seconds,
    text=st.text(),
    words=st.lists(words, max_size=2).map(tuple),
)
signals = st.builds(
    Signal,
    kind=kinds,
    value=st.dictionaries(
        st.text(),
        st.none()
        | st.booleans()
        | st.text()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False, allow_infinity=False),
        max_size=3,
    ),
    polarity=st.sampled_from(["present", "absent"]),
    quote=st.text(),
    turn=positive,
    t0=seconds,
    t1=seconds,
    side=sides,
    rule=st.text(),
    confidence=shares,
)
leads = st.builds(
    Lead,
    id=st.uuids(),
    revision=positive,
    final=st.booleans(),
    device=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}", fullmatch=True),
    event=st.builds(EventReference, id=st.text(), name=optional_text),
    scanned_at=times,
    updated_at=times,
    capture=st.builds(
        Capture,
        boot_id=st.uuids(),
        sequence=positive,
        monotonic_s=seconds,
        clock_synchronised=st.booleans(),
    ),
    scanner=st.text(),
    badge=st.builds(
        Badge,
        format=st.sampled_from(["vcard", "mecard", "delimited", "id", "unreadable"]),
        id=optional_text,
        raw=optional_text,
    ),
    attendee=st.builds(
        Attendee,
        **{
            name: optional_text
            for name in Attendee.model_fields
            if name not in {"emails", "phones", "extra", "provenance"}
        },
        emails=st.lists(st.text(), max_size=2).map(tuple),
        extra=st.dictionaries(st.text(), st.text(), max_size=2),
        provenance=st.dictionaries(st.text(), st.sampled_from(["badge", "attendee_list"]), max_size=2),
    ),
    consent=st.builds(
        Consent,
        policy=st.sampled_from(["scan", "ask", "off"]),
        status=st.sampled_from(["given", "refused", "pending", "not_applicable"]),
        time=st.none() | times,
    ),
    conversation=st.builds(
        Conversation,
        started_at=times,
        ended_at=st.none() | times,
        end_reason=st.sampled_from([None, "next_scan", "card", "silence", "shutdown", "interrupted"]),
        turns=st.lists(turns, max_size=2).map(tuple),
        speech_s=seconds,
    ),
    signals=st.lists(signals, max_size=2).map(tuple),
    unknown=st.lists(kinds, max_size=2).map(tuple),
)


@pytest.mark.parametrize("name", sorted(rendered()))
def test_a_subscriber_reads_the_contract_that_the_code_follows(name: str) -> None:
    file = SCHEMAS / name
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    assert written == rendered()[name], f"config/schema/{name} is out of date: run scripts/generate"


def test_no_schema_lies_about_that_nothing_generates_any_more() -> None:
    assert {path.name for path in SCHEMAS.iterdir()} == set(rendered()), "run scripts/generate"


def test_every_kind_of_message_has_an_example_here() -> None:
    assert EXAMPLES.keys() == MESSAGES.keys()


def test_every_format_in_the_schemas_is_really_checked() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()]
    found = {name for text in texts for name in re.findall(r'"format": "(.+?)"', text)}
    assert found == {"uuid", "date-time"}
    assert found <= checker().checkers.keys()


@pytest.mark.parametrize("name", MESSAGES)
def test_what_a_box_sends_is_what_the_schema_promises(name: str) -> None:
    message = EXAMPLES[name]
    encoded = encode(message)
    validator(name).validate(json.loads(encoded))
    assert MESSAGES[name].model_validate_json(encoded, strict=True) == message


@PATIENT
@given(lead=leads)
def test_no_lead_is_refused_for_what_a_visitor_is_called_or_says(lead: Lead) -> None:
    message = LeadMessage(
        id=f"{lead.id}/{lead.revision}", source=f"booth/v1/{lead.device}", time=lead.updated_at, data=lead
    )
    encoded = encode(message)
    LEAD_VALIDATOR.validate(json.loads(encoded))
    assert LeadMessage.model_validate_json(encoded, strict=True) == message


@pytest.mark.parametrize("name", MESSAGES)
def test_a_box_of_an_earlier_release_is_still_understood(name: str) -> None:
    message = json.loads(encode(EXAMPLES[name]))
    message["data"] = EXAMPLES[name].data.model_dump(mode="json", exclude_defaults=True)
    if name == "lead":
        for optional in ("signals", "unknown"):  # added with a default, so that records without them count
            del message["data"][optional]
    del message["subject"], message["datacontenttype"]
    validator(name).validate(message)
    assert MESSAGES[name].model_validate(message).data.model_fields_set <= set(message["data"])


@pytest.mark.parametrize("name", MESSAGES)
def test_a_box_of_a_later_release_is_already_understood(name: str) -> None:
    message = json.loads(encode(EXAMPLES[name]))
    for part in list(objects(message)):
        part["added_later"] = {"deep": [1, None]}
    validator(name).validate(message)
    assert MESSAGES[name].model_validate_json(json.dumps(message), strict=True) == EXAMPLES[name]


def test_fields_added_later_are_tried_in_every_part_of_a_lead() -> None:
    parts = list(objects(json.loads(encode(EXAMPLES["lead"]))))
    assert len(parts) == 11  # envelope, lead, event, capture, badge, attendee, consent, conversation ...


Damage = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        pytest.param("lead", lambda m: m.pop("data"), id="no data"),
        pytest.param("lead", lambda m: m.pop("source"), id="no source"),
        pytest.param("lead", lambda m: m.update(id=""), id="empty message id"),
        pytest.param("lead", lambda m: m.update(specversion="0.3"), id="older CloudEvents"),
        pytest.param("lead", lambda m: m.update(type="boothscribe.receipt.v1"), id="type of another message"),
        pytest.param("lead", lambda m: m.update(time="2026-03-04T10:15:00"), id="time without zone"),
        pytest.param("lead", lambda m: m["data"].update(id="42"), id="lead id is no UUID"),
        pytest.param("lead", lambda m: m["data"].pop("revision"), id="no revision"),
        pytest.param("lead", lambda m: m["data"].update(revision=0), id="revision 0"),
        pytest.param("lead", lambda m: m["data"].update(revision=2**53 + 1), id="revision beyond JSON"),
        pytest.param("lead", lambda m: m["data"].update(revision="3"), id="revision as text"),
        pytest.param("lead", lambda m: m["data"].update(final="yes"), id="final as text"),
        pytest.param("lead", lambda m: m["data"].update(device="booth/7"), id="device breaks the topic"),
        pytest.param("lead", lambda m: m["data"].update(scanned_at="yesterday"), id="no time"),
        pytest.param("lead", lambda m: m["data"]["capture"].update(sequence=0), id="sequence 0"),
        pytest.param("lead", lambda m: m["data"]["badge"].update(format="qr"), id="unknown badge format"),
        pytest.param("lead", lambda m: m["data"]["consent"].update(status="maybe"), id="unknown consent"),
        pytest.param("lead", lambda m: m["data"]["conversation"].update(speech_s=-1), id="negative time"),
        pytest.param(
            "lead", lambda m: m["data"]["conversation"]["turns"][0].update(side="left"), id="unknown side"
        ),
        pytest.param(
            "lead",
            lambda m: m["data"]["conversation"]["turns"][0]["words"][0].update(probability=1.1),
            id="probability above 1",
        ),
        pytest.param("lead", lambda m: m["data"]["signals"][0].update(kind="mood"), id="unknown signal"),
        pytest.param(
            "lead", lambda m: m["data"]["signals"][0].update(value={"nested": {}}), id="nested signal value"
        ),
        pytest.param("receipt", lambda m: m["data"].update(acknowledgements=[]), id="empty receipt"),
        pytest.param(
            "receipt",
            lambda m: m["data"].update(acknowledgements=[ACKNOWLEDGEMENT] * 1001),
            id="receipt too long",
        ),
        pytest.param(
            "receipt", lambda m: m["data"]["acknowledgements"][0].update(status="perhaps"), id="no verdict"
        ),
        pytest.param("state", lambda m: m["data"].update(status="asleep"), id="unknown state"),
        pytest.param("info", lambda m: m["data"].update(contract="v2"), id="other contract"),
        pytest.param("health", lambda m: m["data"].update(outbox_leads=-1), id="negative count"),
        pytest.param(
            "health", lambda m: m["data"]["stations"]["uplink"].update(status="fine"), id="unknown condition"
        ),
    ],
)
def test_a_broken_message_is_refused_by_schema_and_code_alike(name: str, damage: Damage) -> None:
    message = json.loads(encode(EXAMPLES[name]))
    damage(message)
    assert not validator(name).is_valid(message)
    with pytest.raises(ValidationError):
        MESSAGES[name].model_validate_json(json.dumps(message), strict=True)


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("attribute", ["specversion", "id", "source", "type"])
def test_a_reader_may_rely_on_what_cloudevents_requires(name: str, attribute: str) -> None:
    message = json.loads(encode(EXAMPLES[name]))
    del message[attribute]
    assert not validator(name).is_valid(message)


@pytest.mark.parametrize("name", MESSAGES)
def test_one_kind_of_message_is_never_taken_for_another(name: str) -> None:
    message = json.loads(encode(EXAMPLES[name]))
    assert [other for other in MESSAGES if validator(other).is_valid(message)] == [name]


def objects(node: Any, *, inside_map: bool = False) -> Iterator[dict[str, Any]]:
    """All JSON objects with fixed fields in a message, outermost first."""
    if isinstance(node, dict):
        if not inside_map:
            yield node
        for key, child in list(node.items()):
            yield from objects(child, inside_map=key in MAPS)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)
