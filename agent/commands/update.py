"""`boothscribe update`: a newer version beside the one that runs, taken back if it is not healthy."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from agent.settings import SettingsError, load_settings
from agent.updating.applying import take, this_box
from agent.updating.bundle import open_bundle
from agent.updating.errors import Reason, UpdateError
from agent.updating.journal import Entry, Journal, State
from agent.updating.signature import KEYS
from agent.updating.trial import Patience, Trial
from agent.updating.units import TRIAL, Systemd
from agent.updating.versions import ROOT, Versions

EXIT_FAILURE = 1
EXIT_RETURNED = 3
"""The update was tried, and the version before is back."""

_CHECK_LIMIT_S = 120
_STATE = Path("/var/lib/boothscribe")
"""StateDirectory= of the unit."""

_root_option = click.option(
    "--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True
)
_keys_option = click.option(
    "--keys",
    type=click.Path(file_okay=False, path_type=Path),
    default=KEYS,
    show_default=True,
    help="The directory of public keys.",
)
_file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.group()
def update() -> None:
    """Take a newer version, and come back by itself if it is not healthy.

    Updates are signed files, made with scripts/build-update; docs/updates.md has the whole way.
    """


@update.command()
@_file_argument
@_keys_option
@_root_option
@click.option("--again", is_flag=True, help="Take it even though it was taken back before.")
@click.option(
    "--settle", "settle_s", default=60.0, show_default=True, help="Seconds it must run without a restart."
)
@click.option(
    "--within",
    "within_s",
    default=180.0,
    show_default=True,
    help="Seconds until all must work that worked before.",
)
def apply(file: Path, keys: Path, root: Path, *, again: bool, settle_s: float, within_s: float) -> None:
    """Check the update FILE, place it beside what runs, restart, and watch.

    The service goes on while the new version is placed; then it restarts once. If what worked before does
    not work again in time, the version before is started again. This is done by a unit of its own, so the
    terminal may be closed, and the power may go at any time.

    \b
    Exit codes: 0 the new version runs, 1 not taken (what runs was not touched), 3 taken back.
    """  # noqa: D301 -- click wants the real control character
    versions, units = Versions(root), Systemd()
    try:
        patience = Patience(settle_s, within_s)
        box = this_box(_outbox())
        entry = take(
            file, keys, versions, units, box, patience, lambda new: _complaint(versions, new), again=again
        )
    except UpdateError as error:
        _fail(str(error), EXIT_FAILURE)
    if entry is None:
        click.echo("this version runs already")
        return
    click.echo(f"{entry.version} is in place; restarting and watching it", err=True)
    units.begin_trial()
    entry = Journal(root).read()
    if entry is None or entry.unfinished:
        _fail(f"the update was placed, but not tried: see journalctl -u {TRIAL}", EXIT_FAILURE)
    click.echo(_told(entry))
    if entry.state is not State.KEPT:
        sys.exit(EXIT_RETURNED)


@update.command()
@_file_argument
@_keys_option
def verify(file: Path, keys: Path) -> None:
    """Tell whether the update FILE is whole and signed by a known key; change nothing."""
    try:
        with open_bundle(file, keys) as bundle:
            manifest = bundle.manifest
            bundle.check()
    except UpdateError as error:
        _fail(str(error), EXIT_FAILURE)
    pythons = ", ".join(manifest.pythons)
    click.echo(f"version {manifest.version} for {manifest.architecture}, {pythons}: intact and signed")


@update.command()
@_root_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
def status(root: Path, *, as_json: bool) -> None:
    """Tell which version runs, and how the last update ended."""
    versions = Versions(root)
    entry = Journal(root).read()
    if as_json:
        told = {"current": versions.current(), "good": versions.good(), "update": entry and asdict(entry)}
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"runs      {versions.current() or 'no version that was installed by package or update'}")
    if versions.good() != versions.current():
        click.echo(f"comes back {versions.good()}")
    if entry is not None:
        click.echo(f"last      {_told(entry)}")


@update.command(hidden=True)
@_root_option
def resume(root: Path) -> None:
    """Bring an unfinished update to its end; the update unit does this."""
    try:
        entry = Trial(Versions(root), Systemd()).resume()
    except UpdateError as error:
        if error.reason is Reason.BUSY:  # somebody places an update while the box starts
            click.echo(str(error), err=True)
            return
        _fail(str(error), EXIT_FAILURE)
    if entry is not None:
        click.echo(_told(entry), err=True)


def _told(entry: Entry) -> str:
    match entry.state:
        case State.KEPT:
            return f"{entry.version} is healthy and stays"
        case State.RETURNED:
            return f"{entry.version} was taken back: {entry.why}; {entry.before} runs"
        case State.TRYING:
            return f"{entry.version} is being tried"
        case State.RETURNING:
            return f"{entry.version} is being taken back: {entry.why}"


def _outbox() -> Path | None:
    """Return the outbox of the service: its state directory is not that of the person who updates."""
    try:
        path = load_settings(None).settings.outbox.path
    except SettingsError:
        return None  # whoever has no settings yet has no outbox
    return path if path.exists() else _STATE / "outbox.db"


def _complaint(versions: Versions, new: Path) -> str | None:
    """Return what a new version does not like about settings that the present one takes."""
    current = versions.current()
    if current is None or _check(versions.folder / current).returncode:
        return None
    done = _check(new)
    return (done.stderr.strip().splitlines() or ["it does not say what"])[0] if done.returncode else None


def _check(environment: Path) -> subprocess.CompletedProcess[str]:
    command: list[Path | str] = [environment / "bin" / "boothscribe", "check"]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=_CHECK_LIMIT_S)  # noqa: S603


def _fail(message: str, code: int) -> NoReturn:
    click.secho(message, fg="red", err=True)
    sys.exit(code)
