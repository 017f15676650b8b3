"""What every microphone promises (drivers/microphones/base.py), on each driver."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import soundfile

from drivers.clock import SystemClock
from drivers.microphones.base import FRAME_S, Frame, Microphone
from drivers.microphones.portaudio import PortAudioMicrophone
from drivers.microphones.replay import ReplayMicrophone
from tests.drivers.microphones.listening import Heard, assert_unbroken, talk

CHANNELS = 4
MakeMicrophone = Callable[[], Microphone]


@pytest.fixture(params=["portaudio", "replay"])
def make(request: pytest.FixtureRequest, tmp_path: Path, heard: Heard) -> MakeMicrophone:
    """Make microphones with four channels at 48 kHz."""
    if request.param == "portaudio":
        request.getfixturevalue("pulse")(channels=CHANNELS, rate=48_000)
        return lambda: PortAudioMicrophone(
            name="booth",
            listener=heard,
            clock=SystemClock(),
            device="boothmic",
            channels=CHANNELS,
            sample_rate_hz=48_000,
        )
    path = tmp_path / "talk.wav"
    soundfile.write(path, talk(5.0, rate=48_000, channels=CHANNELS), 48_000)
    return lambda: ReplayMicrophone(name="booth", listener=heard, path=path, clock=SystemClock())


async def test_frames_have_the_promised_shape_and_follow_each_other_every_20_ms(
    make: MakeMicrophone, heard: Heard
) -> None:
    frames = []
    async with make() as microphone:
        async for frame in microphone:
            frames.append(frame)
            if len(frames) == 50:
                break
    assert_unbroken(frames, CHANNELS)
    assert heard.connections == [("booth", CHANNELS, 48_000)]
    assert heard.overruns == []


async def test_frames_are_timed_by_the_clock_that_scanners_use(make: MakeMicrophone) -> None:
    clock = SystemClock()
    began_s = clock.now()
    async with make() as microphone:
        frames = aiter(microphone)
        for _ in range(25):
            frame = await anext(frames)
            # A block cannot have been spoken later than it arrived; 50 ms is what a server's pace wavers.
            assert began_s - 0.2 < frame.time_s < clock.now() - FRAME_S + 0.05


async def test_closing_ends_the_iteration_of_whoever_listens(make: MakeMicrophone) -> None:
    microphone = make()
    frames = aiter(microphone)
    await anext(frames)
    listening = asyncio.ensure_future(_drain(frames))
    await asyncio.sleep(0.1)
    await microphone.aclose()
    await asyncio.wait_for(listening, 10)


async def test_a_microphone_may_be_closed_twice_and_before_it_was_used(make: MakeMicrophone) -> None:
    microphone = make()
    await microphone.aclose()
    await microphone.aclose()
    assert [frame async for frame in microphone] == []
    used = make()
    await anext(aiter(used))
    await used.aclose()
    await used.aclose()


async def test_whoever_is_cancelled_while_listening_leaves_the_microphone_free_for_the_next(
    make: MakeMicrophone,
) -> None:
    first = make()
    listening = asyncio.ensure_future(_drain(aiter(first)))
    await asyncio.sleep(0.1)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await first.aclose()
    async with make() as second:
        assert (await anext(aiter(second))).samples.shape[1] == CHANNELS


async def _drain(frames: AsyncIterator[Frame]) -> None:
    async for _ in frames:
        pass
