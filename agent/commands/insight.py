"""`boothscribe insight`: find in recorded conversations what the agent would find, without a booth."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.contract.lead import (
    Attendee,
    Badge,
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Side,
    Turn,
)
from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from agent.event_pack.problems import PackError
from agent.insight.assess import assess
from agent.insight.redaction import redact_turn
from agent.insight.signals import find_signals

EXIT_FAILURE = 1
_NOBODY = UUID(int=0)


class SpokenTurn(BaseModel):
    """A turn of a conversation on disk."""

    model_config = ConfigDict(extra="ignore")

    t0: float = Field(ge=0, allow_inf_nan=False)
    t1: float = Field(ge=0, allow_inf_nan=False)
    side: Side
    text: str


class SpokenConversation(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(extra="ignore")

    id: str
    event_date: date
    turns: tuple[SpokenTurn, ...]


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--pack",
    "pack_directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="The event pack's folder: names of products and rivals, fiscal year, weights, voice.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of text.")
def insight(file: BinaryIO, pack_directory: Path | None, *, as_json: bool) -> None:
    """Print what the conversations in FILE prove.

    FILE has one JSON object a line, - reads standard input:

    \b
      {"id": "17", "event_date": "2027-04-19",
       "turns": [{"t0": 0.0, "t1": 2.1, "side": "visitor", "text": "We need it by June."}]}

    A line that cannot be read is named on standard error, the others are done all the same, and the exit
    code is 1.
    Card numbers, IBANs, passwords and remarks on health are removed first, as in the agent.
    """  # noqa: D301 -- click wants the real control character
    pack = _pack(pack_directory)
    failed = 0
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            conversation = SpokenConversation.model_validate_json(line)
            found = _found(conversation, pack)
        except ValidationError as error:
            failed += 1
            click.secho(f"line {number}: {_why(error)}", fg="red", err=True)
            continue
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            for text in _for_people(found):
                click.echo(text)
    if failed:
        click.secho(f"{failed} line(s) could not be read; the others are done", fg="red", err=True)
        sys.exit(EXIT_FAILURE)


def _pack(directory: Path | None) -> EventPack | None:
    if directory is None:
        return None
    try:
        return load_pack(directory).pack
    except PackError as error:
        click.secho(f"{error}", fg="red", err=True)
        click.secho(f"`boothscribe event check {directory}` explains each problem", fg="red", err=True)
        sys.exit(EXIT_FAILURE)


def _why(error: ValidationError) -> str:
    """Name the place and the problem, never what stands there: it may be somebody's words."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "json_invalid":
        return "this is not JSON; write one conversation a line"
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def _found(conversation: SpokenConversation, pack: EventPack | None) -> dict[str, Any]:
    lead = assess(lead_of_nobody(conversation.event_date, _turns(conversation)), pack)
    # A refusal empties a lead; whoever evaluates wants to see that it was heard.
    turns = [redact_turn(turn) for turn in _turns(conversation)]
    signals = find_signals(turns, event_date=conversation.event_date, pack=pack)
    return {
        "id": conversation.id,
        "signals": [signal.model_dump(mode="json") for signal in signals],
        "unknowns": list(lead.unknown),
        "score": None if lead.assessment is None else lead.assessment.model_dump(mode="json"),
        "draft": None if lead.follow_up is None else lead.follow_up.model_dump(mode="json"),
    }


def _turns(conversation: SpokenConversation) -> tuple[Turn, ...]:
    return tuple(
        Turn(number=number, side=turn.side, start_s=turn.t0, end_s=max(turn.t0, turn.t1), text=turn.text)
        for number, turn in enumerate(conversation.turns, 1)
    )


def lead_of_nobody(event_date: date, turns: tuple[Turn, ...]) -> Lead:
    """Put what was said on a day into a lead of nobody's."""
    noon = datetime.combine(event_date, time(12), tzinfo=UTC)
    return Lead(
        id=_NOBODY,
        revision=1,
        final=True,
        device="insight",
        event=EventReference(id="insight"),
        scanned_at=noon,
        updated_at=noon,
        capture=Capture(boot_id=_NOBODY, sequence=1, monotonic_s=0, clock_synchronised=True),
        scanner="file",
        badge=Badge(format="id"),
        attendee=Attendee(),
        consent=Consent(policy="scan", status="given", time=noon),
        conversation=Conversation(started_at=noon, ended_at=noon, turns=turns),
    )


def _for_people(found: dict[str, Any]) -> Iterator[str]:
    score = found["score"]
    yield f"{found['id']}" + (f"   {score['heat']}, {score['score']} points" if score else "")
    for signal in found["signals"]:
        value = ", ".join(f"{key} {said}" for key, said in signal["value"].items() if said is not None)
        absent = "none: " if signal["polarity"] == "absent" else ""
        yield f"  {signal['kind']:17} {absent}{value}   turn {signal['turn']}: “{signal['quote']}”"
    if found["unknowns"]:
        yield f"  not said: {', '.join(found['unknowns'])}"
