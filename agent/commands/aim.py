"""`boothscribe aim`: measures where the rep and the visitor stand."""

import asyncio
from pathlib import Path

import click
import numpy as np

from agent.commands.sound import (
    array_option,
    config_option,
    fail,
    frames,
    profile_of,
    run,
    settings_of,
    source_option,
)
from agent.hearing.array.aiming import Bearing, bearing, polar
from agent.hearing.array.geometry import apart_deg
from agent.settings import Settings
from drivers.microphones.base import FRAME_S

_CLOSEST_DEG = 60.0


@click.command()
@config_option
@source_option
@array_option
@click.option("--seconds", default=8.0, show_default=True, help="How long each of the two speaks.")
def aim(config: Path | None, source: Path | None, array: str | None, seconds: float) -> None:
    """Measure where rep and visitor stand, and print the settings.

    First somebody speaks from the rep's place, then from the visitor's. In a recording the rep's part is
    followed by the visitor's, each as long as `--seconds`. Nothing is stored.
    """
    settings = settings_of(config)
    profile = profile_of(settings, array)
    geometry = profile.positions()
    if geometry is None:
        fail("this array has one microphone; one microphone has no directions")
    channels = list(profile.microphones)

    async def measure() -> dict[str, Bearing]:
        found: dict[str, Bearing] = {}
        stream = frames(settings, source, None)
        try:
            for name in ("rep", "visitor"):
                click.echo(f"speak from the {name}'s place for {seconds:g} s ...", err=True)
                taken = []
                async for frame in stream:
                    if frame.samples.shape[1] <= max(channels):
                        fail(f"the sound has {frame.samples.shape[1]} channels, {profile.name} needs more")
                    taken.append(frame.samples[:, channels])
                    if len(taken) * FRAME_S >= seconds:
                        break
                if not taken:
                    fail(f"the recording ends before the {name} speaks")
                found[name] = await asyncio.to_thread(bearing, geometry, np.concatenate(taken))
                if found[name].trouble:
                    fail(f"{name}: {found[name].trouble}")
        finally:
            await stream.aclose()
        return found

    _tell(settings, run(measure), linear=geometry.linear)


def _tell(settings: Settings, found: dict[str, Bearing], *, linear: bool) -> None:
    rep_deg, visitor_deg = found["rep"].azimuth_deg, found["visitor"].azimuth_deg
    click.echo(polar({"Rep": found["rep"], "Visitor": found["visitor"]}))
    click.echo("\nR rep, V visitor, + the array; 0 degrees is to the right, 90 up\n")
    apart = float(apart_deg(rep_deg, visitor_deg))
    if apart < _CLOSEST_DEG:
        fail(
            f"the two places are {apart:.0f} degrees apart, and {_CLOSEST_DEG:.0f} are needed: put the array"
            " between rep and visitor, and aim again"
        )
    if linear:
        click.echo("note: a row of microphones cannot tell front from back", err=True)
    click.echo(f"[hearing]\nrep_deg = {rep_deg:.0f}\nvisitor_deg = {visitor_deg:.0f}")
    before = settings.hearing
    moved = max(float(apart_deg(before.rep_deg, rep_deg)), float(apart_deg(before.visitor_deg, visitor_deg)))
    click.echo(
        f"\nthe settings now: rep {before.rep_deg:g}, visitor {before.visitor_deg:g};"
        f" off by up to {moved:.0f} degrees",
        err=True,
    )
