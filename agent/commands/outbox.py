"""`boothscribe outbox`: what waits on this box, without telling whose it is."""

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import click

from agent.delivering import DeliveryKeys, bounds
from agent.delivery import upkeep
from agent.delivery.database import as_text
from agent.delivery.outbox import Outbox, OutboxError, OutboxReason
from agent.delivery.records import RecordError
from agent.delivery.schema import SCHEMA_VERSION
from agent.delivery.sealing import KeyRing, SealError, new_key
from agent.delivery.shelf import Shelf
from agent.delivery.states import LeadState
from agent.settings import Settings, SettingsError, load_settings

EXIT_FAILURE = 1
EXIT_SETTINGS = 78

_config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read this file instead of /etc/boothscribe/boothscribe.toml.",
)
_lead_argument = click.argument("lead_ids", nargs=-1, type=click.UUID, metavar="[LEAD]...")


@click.group()
def outbox() -> None:
    """Look at the leads that wait on this box, and send parked ones again.

    Nothing here tells a name, a badge or a word unless `--personal` is given. All commands work while
    the agent runs, except `rekey`.
    """


@outbox.command("list")
@_config_option
@click.option("--parked", is_flag=True, help="Only leads that are parked.")
@click.option(
    "--personal",
    is_flag=True,
    help="Tell name, company and the collector's reason, too; needs the right to read outbox and key.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_leads(config: Path | None, *, parked: bool, personal: bool, as_json: bool) -> None:
    """List leads in the order in which they are sent: id, revision, state, age, size."""
    settings = _settings(config)
    with _reading(settings) as shelf:
        rows = [_told(shelf, row, personal=personal) for row in upkeep.describe(shelf)]
    if parked:
        rows = [row for row in rows if row["state"] == LeadState.PARKED]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        personal_part = f"  {row['name'] or '-'}, {row['company'] or '-'}" if personal else ""
        reason = f"  {row['parked']}" if row["parked"] else ""
        reason += f": {row['reason']}" if row.get("reason") else ""
        click.echo(
            f"{row['lead']}  rev {row['revision']:<4} {'final' if row['final'] else 'open':5} "
            f" {row['state']:19}  {_age(row['age_s']):>6}  {row['bytes']:>8} bytes{reason}{personal_part}"
        )
    if not rows:
        click.echo("no leads", err=True)


@outbox.command("show-states")
@_config_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def show_states(config: Path | None, *, as_json: bool) -> None:
    """Count the leads in each state, and say whether they are encrypted."""
    with _reading(_settings(config)) as shelf:
        rows = list(upkeep.describe(shelf))
    counts: dict[str, int] = {state.value: 0 for state in LeadState}
    for row in rows:
        counts[row["state"]] += 1
    counts |= {"readable_on_disk": sum(row["readable_on_disk"] for row in rows)}
    if as_json:
        click.echo(json.dumps(counts, indent=2))
    else:
        for name, count in counts.items():
            click.echo(f"{name:20} {count:>7}")


@outbox.command()
@_config_option
@_lead_argument
@click.option("--all", "everything", is_flag=True, help="Every parked lead.")
def retry(config: Path | None, lead_ids: tuple[UUID, ...], *, everything: bool) -> None:
    """Send parked leads again."""
    if bool(lead_ids) == everything:
        raise click.UsageError("name the leads, or say --all")
    _ask(_settings(config), "retry", list(lead_ids) or [None])


@outbox.command()
@_config_option
@_lead_argument
def park(config: Path | None, lead_ids: tuple[UUID, ...]) -> None:
    """Keep leads from being sent until `retry`, or until they have a new revision."""
    if not lead_ids:
        raise click.UsageError("name the leads")
    _ask(_settings(config), "park", list(lead_ids))


@outbox.command()
@_config_option
def rekey(config: Path | None) -> None:
    """Seal every record with the first key of the settings; the agent does the same when it starts.

    Afterwards, older keys may be removed from the key file.
    """
    settings = _settings(config)
    keys = _keys(settings)
    if not keys.seals:
        _fail("there is no key to seal with: set outbox.key_file", EXIT_SETTINGS)
    asyncio.run(_open_and_close(settings, keys))
    with _reading(settings) as shelf:
        left = sum(row["sealed_with"] != keys.current for row in upkeep.describe(shelf))
    if left:
        _fail(
            f"{left} leads are not sealed with the first key: their own key is missing, or they are damaged"
        )
    click.echo(f"all leads are sealed with key {keys.current}; older keys may go")


@outbox.command("new-key")
def print_new_key() -> None:
    """Print a new key, to be put above the present one in the key file."""
    click.echo(new_key())


def _told(shelf: Shelf, row: dict[str, Any], *, personal: bool) -> dict[str, Any]:
    told = {
        "lead": row["lead_id"],
        "revision": row["revision"],
        "final": bool(row["final"]),
        "state": row["state"],
        "age_s": max(0.0, round(time.time() - row["stored_at"], 1)),
        "bytes": row["bytes"],
        "parked": row["parked_reason"],
        "readable_on_disk": row["readable_on_disk"],
    }
    if not personal:
        return told
    lead_id = UUID(row["lead_id"])
    try:
        lead = shelf.lead(lead_id)
        reason = upkeep.detail_of(shelf, lead_id)
    except (RecordError, SealError) as error:
        return told | {"name": None, "company": None, "reason": str(error)}
    attendee = None if lead is None else lead.attendee
    return told | {
        "name": attendee and attendee.name,
        "company": attendee and attendee.company,
        "reason": reason,
    }


def _ask(settings: Settings, action: str, lead_ids: list[UUID | None]) -> None:
    path = settings.outbox.path
    if not path.is_file():
        _fail(f"no outbox at {path}: outbox.path of the settings says so")
    try:
        with _reading(settings):
            pass  # it has the tables of this version
        asyncio.run(_ask_directly(settings, action, lead_ids))
    except (OSError, sqlite3.Error) as error:
        _fail(f"outbox {path} cannot be written: {error}")


async def _ask_directly(settings: Settings, action: str, lead_ids: list[UUID | None]) -> None:
    """Ask the agent that uses the outbox; without one, do it here."""
    try:
        own = await Outbox.open(settings.outbox.path, keys=_keys(settings), bounds=bounds(settings.outbox))
    except OutboxError as error:
        if error.reason is not OutboxReason.LOCKED:
            _fail(str(error))
        for lead_id in lead_ids:
            upkeep.request(settings.outbox.path, action, lead_id)
        click.echo("the running agent does it within a second")
        return
    try:
        for lead_id in lead_ids:
            upkeep.request(settings.outbox.path, action, lead_id)
        await own.upkeep()
    finally:
        await own.close()
    click.echo("done; it takes effect when the agent runs")


async def _open_and_close(settings: Settings, keys: KeyRing) -> None:
    try:
        own = await Outbox.open(settings.outbox.path, keys=keys)
    except OutboxError as error:
        _fail(str(error))
    await own.close()


@contextmanager
def _reading(settings: Settings) -> Iterator[Shelf]:
    """Open the outbox without changing it, beside an agent that uses it."""
    path = settings.outbox.path
    if not path.is_file():
        _fail(f"no outbox at {path}: outbox.path of the settings says so")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = as_text
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version != SCHEMA_VERSION:
                _fail(f"{path} has tables of version {version}: start the agent of this version once")
            yield Shelf(connection, path=path, keys=_keys(settings))
    except sqlite3.Error as error:
        _fail(f"outbox {path} cannot be read: {error}")


def _settings(config: Path | None) -> Settings:
    try:
        return load_settings(config).settings
    except SettingsError as error:
        _fail(str(error), EXIT_SETTINGS)


def _keys(settings: Settings) -> KeyRing:
    try:
        return DeliveryKeys.read(settings).at_rest
    except SettingsError as error:
        _fail(str(error), EXIT_SETTINGS)


def _age(age_s: float) -> str:
    for unit, length_s in (("d", 86_400), ("h", 3600), ("min", 60)):
        if age_s >= length_s:
            return f"{age_s / length_s:.0f} {unit}"
    return f"{age_s:.0f} s"


def _fail(message: str, code: int = EXIT_FAILURE) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(code)
