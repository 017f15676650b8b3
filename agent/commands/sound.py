"""Sound for commands: from the microphone that the settings name, or from a recording."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from typing import NoReturn, TypeVar

import click
import numpy as np
from numpy.typing import NDArray

from agent.devices import build_microphone
from agent.hearing.array.profile import ArrayProfile, ProfileError, load_profile
from agent.ops.health import Health
from agent.ops.log import configure_logging
from agent.ops.metrics import Metrics
from agent.settings import Settings, SettingsError, load_settings
from agent.settings.model import ReplayMicrophoneSettings
from drivers.clock import ReplayClock, SystemClock
from drivers.microphones.base import FRAME_S, Frame, MicrophoneError

EXIT_FAILURE = 1
EXIT_SETTINGS = 78
_PATIENCE_S = 15.0

Result = TypeVar("Result")

config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read this file instead of /etc/boothscribe/boothscribe.toml.",
)
source_option = click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take this recording instead of the microphone, as fast as it goes.",
)
array_option = click.option("--array", help="Profile to use instead of `hearing.array`.")


def settings_of(config: Path | None) -> Settings:
    """Load the settings, or tell every problem and exit."""
    try:
        return load_settings(config).settings
    except SettingsError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        fail("the settings cannot be used; docs/settings.md explains each", EXIT_SETTINGS)


def profile_of(settings: Settings, array: str | None) -> ArrayProfile:
    """Return the array's profile, or exit."""
    name = array or settings.hearing.array
    if name is None:
        fail("no array is set; name its profile with --array or as `hearing.array`", EXIT_SETTINGS)
    try:
        return load_profile(name)
    except ProfileError as error:
        fail(str(error), EXIT_SETTINGS)


async def frames(settings: Settings, source: Path | None, seconds: float | None) -> AsyncGenerator[Frame]:
    """Yield frames, at most so many seconds of them.

    Raises:
        MicrophoneError: If there is no microphone, or none delivers sound.
    """
    clock = SystemClock() if source is None else ReplayClock()
    if source is not None:
        replayed = ReplayMicrophoneSettings(driver="replay", file=source, real_time=False)
        settings = settings.model_copy(update={"microphone": replayed})
    station = Health().station("microphone")
    try:
        microphone = build_microphone(
            settings, station=station, metrics=Metrics(), clock=clock, start_s=clock.now()
        )
    except ProfileError as error:
        fail(str(error), EXIT_SETTINGS)
    if microphone is None:
        fail("no microphone is set; `boothscribe devices` prints what to write", EXIT_SETTINGS)
    heard_s = 0.0
    async with microphone:
        stream = aiter(microphone)
        while seconds is None or heard_s < seconds:
            try:
                frame = await asyncio.wait_for(anext(stream), _PATIENCE_S)
            except StopAsyncIteration:
                return
            except TimeoutError:
                fail(station.detail or "the microphone delivers nothing; is it plugged in?")
            heard_s += FRAME_S
            yield frame


async def heard(settings: Settings, source: Path | None, seconds: float) -> NDArray[np.float32]:
    """Return so many seconds of all channels, shape (samples, channels); less from a shorter recording."""
    async with aclosing(frames(settings, source, seconds)) as stream:
        taken = [frame.samples async for frame in stream]
    if not taken:
        fail("no sound was heard")
    return np.concatenate(taken)


def run(work: Callable[[], Awaitable[Result]]) -> Result:
    """Run a command's work; problems with a microphone or a recording end it with a message."""
    configure_logging(level="warning", format_="auto")

    async def all_of_it() -> Result:
        return await work()

    try:
        return asyncio.run(all_of_it())
    except MicrophoneError as error:
        fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def fail(message: str, code: int = EXIT_FAILURE) -> NoReturn:
    """Say what went wrong, and exit."""
    click.secho(message, fg="red", err=True)
    sys.exit(code)
