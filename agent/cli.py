"""The `boothscribe` command."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from agent.app import App
from agent.commands.lazy import LazyGroup
from agent.delivering import READABLE, DeliveryKeys, uplink_notes
from agent.delivery.outbox import OutboxError
from agent.devices import array_of
from agent.hearing.array.profile import ProfileError
from agent.listening import load_engine
from agent.ops.log import configure_logging, private_stderr, without_values
from agent.settings import LoadedSettings, Settings, SettingsError, load_settings
from agent.settings.reference import render_effective
from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.models import ModelError, ModelReason
from agent.transcribe import transcribe as transcribe_source
from drivers.microphones.base import MicrophoneError
from drivers.microphones.detect import detect_microphones
from drivers.scanners.detect import HidCandidate, SerialCandidate, detect_hid, detect_serial
from drivers.scanners.replay import ReplayScriptError

EXIT_FAILURE = 1
EXIT_SETTINGS = 78
"""EX_CONFIG of sysexits.h: systemd is told not to restart on it."""
EXIT_UNAVAILABLE = 69
"""EX_UNAVAILABLE of sysexits.h."""

config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read this file instead of /etc/boothscribe/boothscribe.toml.",
)


_COMMANDS = {
    name: f"agent.commands.{name}:{name}"
    for name in (
        "aim",
        "badge",
        "cards",
        "doctor",
        "draft",
        "event",
        "insight",
        "listen",
        "outbox",
        "record",
        "support",
        "update",
    )
}
"""Imported when they are called, each from a module of its name."""


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Shell completion: eval "$(_BOOTHSCRIBE_COMPLETE=bash_source boothscribe)"',
)
@click.version_option(version("boothscribe"), prog_name="boothscribe")
def main() -> None:
    """Turn booth conversations into leads, on this box.

    \b
    First steps on a new box:
      boothscribe devices              which scanners and microphones there are, and what to write
      boothscribe models fetch base.en get a speech model
      boothscribe check                whether the settings are right
      boothscribe run                  do the work (systemd does this for you)

    \b
    Exit codes: 0 done, 1 failed, 2 wrong usage, 69 not reachable, 78 wrong settings.
    """  # noqa: D301 -- click wants the real control character


@main.command()
@config_option
@click.option(
    "--exit-when-replayed",
    is_flag=True,
    help="Stop once all replayed inputs have ended and all leads have their receipts.",
)
def run(config: Path | None, *, exit_when_replayed: bool) -> None:
    """Scan, listen, transcribe and publish until told to stop.

    Stops on SIGTERM and Ctrl+C after storing what it holds. Logs go to standard error and never
    contain names, badges or words.
    """
    settings = _load(config).settings
    configure_logging(level=settings.ops.log_level, format_=settings.ops.log_format, stream=private_stderr())
    try:
        asyncio.run(_run(settings, exit_when_replayed=exit_when_replayed))
    except OutboxError as error:
        _fail(str(error), EXIT_FAILURE)
    except SettingsError as error:  # a key that the settings name
        _fail(str(error), EXIT_SETTINGS)
    except (MicrophoneError, ProfileError, ReplayScriptError) as error:  # a file that the settings name
        _fail(str(error), EXIT_SETTINGS)
    except Exception as error:  # noqa: BLE001 -- a traceback would show values: somebody's name, perhaps
        _fail(f"stopped by {without_values(error)}", EXIT_FAILURE)


async def _run(settings: Settings, *, exit_when_replayed: bool) -> None:
    await App(settings, exit_when_replayed=exit_when_replayed).run()
    # All is stored and closed. A decode, a connection attempt or a sound system that hangs in some thread
    # must not hold up the exit until systemd kills us.
    logging.shutdown()
    os._exit(0)


@main.command()
@config_option
def check(config: Path | None) -> None:
    """Check the settings and print what counts, secrets masked.

    Every value that is not a default is followed by where it was set. Problems are all named at
    once, with file and line, and the exit code is 78.
    """
    loaded = _load(config)
    try:
        DeliveryKeys.read(loaded.settings)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        _fail("a key cannot be used; docs/delivery.md explains keys", EXIT_SETTINGS)
    try:
        array_of(loaded.settings.hearing)
    except ProfileError as error:
        _fail(str(error), EXIT_SETTINGS)
    click.echo(render_effective(loaded), nl=False)
    for note in _notes(loaded):
        click.secho(f"note: {note}", fg="yellow", err=True)


@main.group(cls=LazyGroup, lazy={"mic": "agent.commands.devices_mic:mic"}, invoke_without_command=True)
@click.pass_context
def devices(context: click.Context) -> None:
    """List scanners and microphones, with the setting that selects each."""
    if context.invoked_subcommand is not None:
        return
    candidates: list[HidCandidate | SerialCandidate] = [*detect_hid(), *detect_serial()]
    click.secho("Scanners", bold=True)
    for candidate in candidates:
        note = "" if candidate.readable else "   no permission: is the udev rule installed?"
        click.echo(f"\n  {candidate.name}{note}")
        click.echo(_indented(candidate.setting))
    if not candidates:
        click.echo("  none found: plug one in (USB keyboard or serial mode), then run this again")
    click.secho("\nMicrophones", bold=True)
    detection = detect_microphones()
    for microphone in detection.microphones:
        click.echo(
            f"\n  {microphone.name} ({microphone.host_api}, {microphone.channels} channels,"
            f" {microphone.default_rate_hz} Hz)"
        )
        click.echo(_indented(microphone.setting))
    if not detection.microphones:
        click.echo(f"  none found: {detection.reason}")


@main.command()
@click.option("--fast", is_flag=True, help="Replay as fast as it goes instead of at real-time speed.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the leads that the collector received to this file.",
)
@click.option("--keep", is_flag=True, help="Leave broker and collector running until Ctrl+C.")
def demo(json_file: Path | None, *, fast: bool, keep: bool) -> None:
    """Show the main job with a replayed scanner and microphone.

    Starts a broker and a collector of its own on loopback, plays two visitors to the agent and
    shows what passes the wire: scan, person, words, lead revisions, receipts. Uses the built-in
    demo model. Leaves nothing behind.
    """
    try:
        from agent.demo.peers import DemoError  # noqa: PLC0415 -- an optional extra
        from agent.demo.run import run_demo  # noqa: PLC0415
    except ModuleNotFoundError as error:
        _fail(
            f"the demo needs {error.name}: install the extra `demo`, or run scripts/demo in a checkout",
            EXIT_FAILURE,
        )
    # A plain `kill` must end the demo's children too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(run_demo(fast=fast, json_file=json_file, keep=keep))
    except DemoError as error:
        _fail(str(error), EXIT_FAILURE)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


@main.command()
@click.argument("source", metavar="FILE|-")
@config_option
@click.option("--model", help="Instead of speech.model.")
@click.option("--language", help="Instead of speech.language; auto lets the model say.")
@click.option("--live", is_flag=True, help="Also print words that may still change, as they come.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, with the time of every word.")
def transcribe(
    source: str, config: Path | None, model: str | None, language: str | None, *, live: bool, as_json: bool
) -> None:
    """Print the words of a recording, or of sound on standard input, with their times.

    FILE is WAV or FLAC at any rate; - takes raw 16 kHz, 16 bit, mono. The sound goes the same way
    as at the booth: gate, judge, recognition, guard. Live, a file is played at its own speed, and
    lines that begin with ~ may still change. Nothing is stored.

    \b
      boothscribe transcribe talk.flac
      arecord -q -f S16_LE -r 16000 -t raw | boothscribe transcribe - --live
    """  # noqa: D301 -- click wants the real control character
    settings = _load(config).settings
    chosen: dict[str, object] = {
        key: value for key, value in (("model", model), ("language", language)) if value
    }
    chosen["live"] = live or settings.speech.live
    settings = settings.model_copy(update={"speech": settings.speech.model_copy(update=chosen)})
    configure_logging(level="warning", format_="auto")
    try:
        engine = load_engine(settings.speech)
        transcribing = transcribe_source(
            source, settings, live=live, as_json=as_json, out=sys.stdout, engine=engine
        )
        if not asyncio.run(transcribing):
            click.echo("no words found", err=True)
    except (MicrophoneError, ModelError) as error:
        _fail(str(error), EXIT_FAILURE)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


@main.group()
def models_group() -> None:
    """Fetch, list and verify speech models."""


@models_group.command()
@click.argument("name")
@click.option("--revision", help="Commit of the repository, to pin it.")
def fetch(name: str, revision: str | None) -> None:
    """Download the model NAME, such as base.en; goes on where an earlier try stopped.

    NAME is a Whisper size (tiny.en, base.en, small.en ...) or a hub repository owner/name that
    holds a model converted for CTranslate2. Prints the directory.
    """
    click.echo(f"fetching {name} into {models.models_directory()} ...", err=True)
    try:
        click.echo(models.fetch(name, revision=revision))
    except ModelError as error:
        _fail(str(error), EXIT_UNAVAILABLE if error.reason is ModelReason.UNREACHABLE else EXIT_FAILURE)


@models_group.command(name="list")
def list_models() -> None:
    """List the models on this machine."""
    click.echo(f"demo\tbuilt in\t{models.resolve(models.DEMO)}")
    for repository, revision, size in models.fetched():
        click.echo(f"{repository}\t{revision}\t{size / 1e6:.0f} MB")


@models_group.command()
@click.argument("name")
@click.option("--revision", help="Commit of the repository.")
def verify(name: str, revision: str | None) -> None:
    """Check the files of the model NAME, and load it."""
    try:
        directory = models.resolve(name, revision=revision)
        damaged = 0
        for file in models.verify(directory):
            damaged += file.intact is False
            verdict = {True: "intact", False: "DAMAGED", None: "no hash known"}[file.intact]
            click.echo(f"{file.path.name}\t{verdict}")
        if damaged:
            # All of the repository: the damaged bytes lie beside the snapshot, and would be used again.
            _fail(
                f"delete {directory.parents[1]} and run `boothscribe models fetch {name}` again", EXIT_FAILURE
            )
        Engine(directory, language="en", compute_type="int8", threads=1, context_floor_s=0)
    except ModelError as error:
        _fail(str(error), EXIT_FAILURE)
    click.echo("loads")


main.add_command(models_group, name="models")


def _notes(loaded: LoadedSettings) -> Iterator[str]:
    """Yield what is no mistake in the settings but keeps the box from its work."""
    settings = loaded.settings
    if settings.outbox.key is None and settings.outbox.key_file is None:
        yield READABLE
    yield from uplink_notes(settings.uplink)
    if not loaded.origins:
        yield "no settings were found: these are the defaults"
    if not settings.scanners:
        yield "no scanner is configured; `boothscribe devices` prints what to write"
    language_model = settings.language_model
    if language_model.enabled and language_model.is_remote:
        yield (
            f"language_model.url: words of conversations leave this box for"
            f" {urlsplit(language_model.url).hostname}; say so in your notice (docs/privacy.md)"
        )
    elif language_model.key is not None and not language_model.enabled:
        yield "language_model.key is set, but language_model.enabled is not: the model is not asked"
    files = [(f"scanners[{number}].file", scanner) for number, scanner in enumerate(settings.scanners)]
    for name, section in (*files, ("microphone.file", settings.microphone)):
        file = getattr(section, "file", None)
        if file is not None and not file.is_file():
            yield f"{name}: {file} does not exist"
    try:
        models.resolve(settings.speech.model, revision=settings.speech.revision)
    except ModelError as error:
        yield f"speech.model: {error}"


def _load(config: Path | None) -> LoadedSettings:
    try:
        return load_settings(config)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        _fail(
            f"{len(error.problems)} problem(s) in the settings; docs/settings.md explains each", EXIT_SETTINGS
        )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _fail(message: str, code: int) -> NoReturn:
    click.secho(message, fg="red", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
