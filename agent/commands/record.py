"""`boothscribe record`: for IT, to look into a microphone. The only command that writes sound to disk."""

from pathlib import Path

import click
import soundfile

from agent.commands.sound import config_option, fail, heard, run, settings_of, source_option
from drivers.microphones.base import SAMPLE_RATE_HZ


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@config_option
@source_option
@click.option("--seconds", default=20.0, show_default=True, help="How long.")
@click.option("--i-have-consent", "consent", is_flag=True, help="Everybody who can be heard has agreed.")
def record(file: Path, config: Path | None, source: Path | None, *, seconds: float, consent: bool) -> None:
    """Record all channels to FILE (FLAC or WAV), to look into a microphone.

    Refused without `--i-have-consent`, and wherever `ops.locked` is set. Delete the file when you are done.
    """
    settings = settings_of(config)
    if settings.ops.locked:
        fail("this box is locked (`ops.locked`): no sound may be written to disk")
    if not consent:
        fail("recording people needs their consent; when you have it, say so with --i-have-consent")
    if file.exists():
        fail(f"{file} exists already; name another file")
    click.secho(
        f"RECORDING everything that can be heard to {file} for {seconds:g} s", fg="white", bg="red", err=True
    )
    sound = run(lambda: heard(settings, source, seconds))
    file.touch(mode=0o600)
    soundfile.write(file, sound, SAMPLE_RATE_HZ)
    click.echo(
        f"{len(sound) / SAMPLE_RATE_HZ:.1f} s, {sound.shape[1]} channels; delete the file when you are done",
        err=True,
    )
