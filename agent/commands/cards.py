"""`boothscribe cards`: the printable sheet of command cards for one event."""

import sys
import tomllib
from pathlib import Path
from typing import NoReturn

import click
from pydantic import ValidationError

from agent.event_pack.model import Event
from agent.visit.card import SHORTEST_KEY_BYTES

_EXIT_FAILURE = 1


@click.command()
@click.option(
    "--event",
    "pack",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the event pack; the cards work at this event only.",
)
@click.option(
    "--pdf",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the sheet here: one A4 page.",
)
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sign the cards with the content of this file, the same that boxes have as boothscribe.cards.key.",
)
@click.option(
    "--serial",
    type=click.IntRange(0, 999_999_999),
    default=1,
    show_default=True,
    help="Number of the sheet; after a loss print a higher one and raise cards.oldest_serial.",
)
def cards(pack: Path, pdf: Path, key_file: Path | None, serial: int) -> None:
    """Print command cards: consent, end, heat, together, mute, call, delete.

    Reps scan them instead of typing. Without --key-file they are not signed, and only boxes without a
    key obey them.
    """
    try:
        from agent.visit.card_sheet import write_sheet  # noqa: PLC0415 -- an optional extra
    except ModuleNotFoundError as error:
        _fail(f"{error.name} is not installed; install boothscribe[cards]")
    event = _event(pack)
    key = None if key_file is None else _key(key_file)
    try:
        write_sheet(pdf, event=event.id, event_name=event.name, serial=serial, key=key)
    except OSError as error:
        _fail(f"{pdf} cannot be written: {error.strerror}")
    signed = "not signed: boxes with a key refuse them" if key is None else f"signed, sheet {serial}"
    click.echo(f"{pdf}: cards for {event.id}, {signed}")


def _event(pack: Path) -> Event:
    """Read as much of the pack as the cards need: they may be printed before the rest is complete."""
    file = pack / "event.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("event")
        return Event.model_validate(table)
    except OSError as error:
        _fail(f"{file} cannot be read: {error.strerror}; an event pack is a folder with this file")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        _fail(f"{file} is not TOML: {error}")
    except ValidationError as error:
        named = ", ".join(".".join(map(str, each["loc"])) or "the table itself" for each in error.errors())
        _fail(f"{file}: [event] is incomplete or wrong: {named}; run `boothscribe event check {pack}`")


def _key(file: Path) -> bytes:
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        _fail(f"{file} cannot be read: {error.strerror}")
    if len(key) < SHORTEST_KEY_BYTES or not _is_text(key):
        _fail(
            f"{file}: a key is one line of at least {SHORTEST_KEY_BYTES} characters;"
            " make one with: openssl rand -hex 32"
        )
    return key


def _is_text(key: bytes) -> bool:
    """Whether the box can be given the same bytes: settings are text."""
    try:
        return key.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def _fail(message: str) -> NoReturn:
    click.secho(message, fg="red", err=True)
    sys.exit(_EXIT_FAILURE)
