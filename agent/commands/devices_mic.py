"""`boothscribe devices mic`: what the channels of a microphone are."""

from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from agent.commands.sound import config_option, heard, profile_of, run, settings_of, source_option
from agent.hearing.array.faults import FaultWatch
from agent.hearing.array.identify import Identified, identify
from agent.hearing.array.profile import ArrayProfile, profiles
from drivers.microphones.base import SAMPLE_RATE_HZ


@click.command()
@config_option
@source_option
@click.option(
    "--identify", "identifying", is_flag=True, help="Record, check the channels, propose a profile."
)
@click.option("--seconds", default=20.0, show_default=True, help="How long to listen.")
def mic(config: Path | None, source: Path | None, *, identifying: bool, seconds: float) -> None:
    """List array profiles; with --identify check a microphone's channels.

    Best in a hall that is busy, with nobody speaking near the array: what is alike in two channels tells
    how far apart their microphones are. Nothing is stored.
    """
    if not identifying:
        for name, profile in profiles().items():
            devices = f" ({', '.join(profile.usb_ids)})" if profile.usb_ids else ""
            click.echo(f"{name}\t{profile.name}{devices}, {profile.channels} channels")
        return
    settings = settings_of(config)
    click.echo(f"listening for {seconds:g} s; nobody should speak near the array ...", err=True)
    sound = run(lambda: heard(settings, source, seconds))
    found = identify(sound)
    for channel in found.channels:
        click.echo(f"channel {channel.number}: {channel.kind}, {channel.level_dbfs:.0f} dBFS")
    if found.trouble:
        click.secho(f"note: {found.trouble}", fg="yellow", err=True)
    if settings.hearing.array is not None:
        _check(settings.hearing.array, profile_of(settings, None), sound)
    known = [name for name, each in profiles().items() if each.channels == sound.shape[1]]
    if known:
        click.echo(f"profiles with as many channels: {', '.join(known)}")
    _propose(found)


def _check(name: str, profile: ArrayProfile, sound: NDArray[np.float32]) -> None:
    geometry = profile.positions()
    if geometry is None or sound.shape[1] <= max(profile.microphones):
        return
    watch = FaultWatch(geometry.microphones, geometry)
    microphones = sound[:, list(profile.microphones)]
    step = SAMPLE_RATE_HZ // 10
    for first in range(0, len(microphones), step):
        watch.push(microphones[first : first + step])
    for trouble in watch.troubles:
        click.secho(f"{name}: {trouble.advice}", fg="yellow")
    if not watch.troubles:
        click.echo(f"{name}: order and distances fit")


def _propose(found: Identified) -> None:
    if len(found.microphones) > 1:
        click.echo("\ndistances in mm, from the hall's sound:")
        for number, row in zip(found.microphones, found.distances_m * 1000, strict=True):
            click.echo(f"  {number}: " + " ".join(f"{distance:5.0f}" for distance in row))
    click.echo("\n# How the array is turned, and whether it is mirrored, is not known from a hall's sound:")
    click.echo("# check with `boothscribe aim`, and swap the signs of one axis if directions run backwards.")
    click.echo(found.profile("unknown array", SAMPLE_RATE_HZ), nl=False)
