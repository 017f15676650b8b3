"""`boothscribe listen`: what the box hears, live: levels, direction, speech, sides."""

import sys
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from agent.commands.sound import EXIT_SETTINGS, config_option, fail, frames, run, settings_of, source_option
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.profile import ProfileError
from agent.hearing.front_end import Block
from agent.listening import build_front_end
from agent.settings.model import HearingSettings
from drivers.microphones.base import FRAME_S

_LINE_S = 0.24
_LOWEST_DBFS = -72.0
_BAR = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class _Moment:
    time_s: float
    levels_dbfs: Sequence[float]
    azimuth_deg: float | None
    speech: bool
    side: str


@click.command()
@config_option
@source_option
@click.option("--seconds", type=float, help="Stop after so long.  [default: Ctrl+C]")
@click.option(
    "--plot", type=click.Path(dir_okay=False, path_type=Path), help="Write levels and directions to a PNG."
)
def listen(config: Path | None, source: Path | None, seconds: float | None, plot: Path | None) -> None:
    """Show what the box hears: levels per channel, direction, speech and side.

    Uses the settings of the agent; stop the agent first where the device can be opened once only. Nothing
    is recognised and nothing is stored.
    """
    settings = settings_of(config)
    try:
        front_end = build_front_end(settings.hearing)
    except ProfileError as error:
        fail(str(error), EXIT_SETTINGS)
    moments: list[_Moment] = []

    async def show() -> None:
        blocks: list[Block] = []
        powers: list[np.ndarray] = []
        async with aclosing(frames(settings, source, seconds)) as stream:
            async for frame in stream:
                blocks += front_end.push(frame)
                powers.append(np.mean(frame.samples**2, axis=0))
                if len(powers) * FRAME_S < _LINE_S:
                    continue
                moment = _moment(frame.time_s, powers, blocks)
                _show(moment, [trouble.advice for trouble in front_end.troubles])
                if plot is not None:
                    moments.append(moment)
                blocks, powers = [], []

    run(show)
    if sys.stdout.isatty():
        click.echo()
    if plot is not None:
        _plot(plot, moments, settings.hearing)


def _moment(time_s: float, powers: Sequence[np.ndarray], blocks: Sequence[Block]) -> _Moment:
    levels = 10 * np.log10(np.mean(powers, axis=0) + 1e-12)
    speaking = [block for block in blocks if block.speech]
    sides = [block.side for block in speaking]
    last = blocks[-1] if blocks else None
    # Without an array, and with fewer channels than it has, there is no direction.
    directed = isinstance(last, ArrayBlock) and len(last.power) > 0
    return _Moment(
        time_s,
        [float(level) for level in levels],
        last.azimuth_deg if isinstance(last, ArrayBlock) and directed else None,
        len(speaking) * 2 > len(blocks),
        max(set(sides), key=sides.count) if sides else "",
    )


def _show(moment: _Moment, advice: Sequence[str]) -> None:
    bars = "".join(
        _BAR[int(np.clip((level - _LOWEST_DBFS) / -_LOWEST_DBFS * (len(_BAR) - 1), 0, len(_BAR) - 1))]
        for level in moment.levels_dbfs
    )
    where = "   -" if moment.azimuth_deg is None else f"{moment.azimuth_deg:4.0f}"
    speech = "speech" if moment.speech else "      "
    text = f"[{bars}] {max(moment.levels_dbfs):5.0f} dBFS {where} deg  {speech} {moment.side:8}"
    text += "  " + "; ".join(advice) if advice else ""
    if sys.stdout.isatty():
        click.echo(f"\r\033[K{text}", nl=False)
    else:
        click.echo(f"{moment.time_s:9.2f} {text}".rstrip())


def _plot(file: Path, moments: Sequence[_Moment], hearing: HearingSettings) -> None:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 -- an optional extra
    except ModuleNotFoundError:
        fail("--plot needs matplotlib; install it with `pip install 'boothscribe[plot]'`")
    if not moments:
        fail("nothing was heard, so there is nothing to plot")
    times_s = [moment.time_s - moments[0].time_s for moment in moments]
    figure = Figure(figsize=(12, 6), layout="constrained")
    levels, directions = figure.subplots(2, 1, sharex=True)
    for channel in range(len(moments[0].levels_dbfs)):
        levels.plot(times_s, [moment.levels_dbfs[channel] for moment in moments], label=f"channel {channel}")
    levels.set_ylabel("level in dBFS")
    lowest_deg = hearing.visitor_deg - 90  # so that nobody at the table stands where the circle is cut
    for side, colour in (
        ("visitor", "tab:blue"),
        ("rep", "tab:orange"),
        ("unknown", "tab:red"),
        ("", "lightgray"),
    ):
        chosen = [
            (time_s, (moment.azimuth_deg - lowest_deg) % 360)
            for time_s, moment in zip(times_s, moments, strict=True)
            if moment.side == side and moment.azimuth_deg is not None
        ]
        if chosen:
            directions.scatter(*zip(*chosen, strict=True), color=colour, s=12, label=side or "no speech")
    for place_deg, colour, label in (
        (hearing.visitor_deg, "tab:blue", "visitor's place"),
        (hearing.rep_deg, "tab:orange", "rep's place"),
    ):
        directions.axhline((place_deg - lowest_deg) % 360, color=colour, lw=0.8, ls=":", label=label)
    ticks_deg = range(0, 361, 45)
    directions.set_yticks(ticks_deg, [f"{(tick + lowest_deg) % 360:.0f}" for tick in ticks_deg])
    directions.set(ylabel="azimuth in degrees", xlabel="seconds", ylim=(-5, 365))
    for axes in (levels, directions):
        if axes.get_legend_handles_labels()[1]:
            axes.legend(loc="upper left", bbox_to_anchor=(1.005, 1.0), fontsize="small", frameon=False)
    figure.savefig(file, dpi=100)
