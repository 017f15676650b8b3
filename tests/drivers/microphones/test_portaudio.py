"""A real PortAudio stream on a virtual array, which is played to, unplugged and frozen."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soxr

from drivers.clock import SystemClock
from drivers.microphones import portaudio
from drivers.microphones.base import FRAME_S, SAMPLE_RATE_HZ, Frame
from drivers.microphones.portaudio import PortAudioMicrophone
from tests.drivers.microphones.conftest import RigFactory
from tests.drivers.microphones.listening import Heard, Listening, assert_unbroken, audio_of, find, talk
from tests.rigs.pulse import PulseRig

ROOT = Path(__file__).parents[3]


def booth_microphone(heard: Heard, **options: Any) -> PortAudioMicrophone:
    defaults = {
        "device": "BoothMic",
        "sample_rate_hz": 16_000,
        "channels": 1,
        "retry_s": 0.1,
        "retry_most_s": 0.3,
    }
    return PortAudioMicrophone(name="booth", listener=heard, clock=SystemClock(), **{**defaults, **options})


async def say(rig: PulseRig, listening: Listening, samples: np.typing.NDArray[np.int16]) -> None:
    """Play and wait until the microphone has delivered it."""
    await asyncio.to_thread(rig.play, samples)
    await listening.more(20)


@pytest.mark.parametrize("channels", [1, 4, 6])
async def test_every_sample_arrives_unchanged_and_on_its_own_channel(
    pulse: RigFactory, heard: Heard, channels: int
) -> None:
    rig = pulse(channels=channels)
    said = talk(1.5, channels=channels)
    async with Listening(booth_microphone(heard, channels=channels)) as listening:
        await listening.more(1)
        await say(rig, listening, said)
    assert_unbroken(listening.frames, channels)
    got = audio_of(listening.frames)
    wanted = said / np.float32(32768)
    start = find(wanted[:, 0], got[:, 0])
    np.testing.assert_array_equal(got[start : start + len(said)], wanted)
    assert heard.connections == [("booth", channels, 16_000)]
    assert (heard.losses, heard.overruns) == ([], [])


@pytest.mark.parametrize("rate", [44_100, 48_000])
async def test_a_microphone_at_its_own_rate_sounds_the_same_at_16_khz(
    pulse: RigFactory, heard: Heard, rate: int
) -> None:
    rig = pulse(channels=4, rate=rate)
    said = talk(1.5, rate=rate, channels=4)
    async with Listening(booth_microphone(heard, channels=4, sample_rate_hz=rate)) as listening:
        await listening.more(1)
        await say(rig, listening, said)
    assert_unbroken(listening.frames, 4)
    # Where the audio begins, in device samples, falls between two samples at 16 kHz: compare at
    # four times the rate.
    fine = soxr.resample(audio_of(listening.frames), SAMPLE_RATE_HZ, 4 * SAMPLE_RATE_HZ)
    wanted = soxr.resample(soxr.resample(said / np.float32(32768), rate, 16_000), 16_000, 64_000)
    start = find(wanted[:, 0], fine[:, 0])
    for channel in range(4):
        got = fine[start : start + len(wanted), channel]
        assert np.corrcoef(got, wanted[:, channel])[0, 1] > 0.99
        assert np.std(got) == pytest.approx(np.std(wanted[:, channel]), rel=0.02)
    assert heard.connections == [("booth", 4, rate)]


async def test_a_sound_servers_device_that_claims_32_channels_is_recorded_as_one(
    pulse: RigFactory, heard: Heard
) -> None:
    rig = pulse()
    said = talk(1.0)
    async with Listening(booth_microphone(heard, channels=None)) as listening:
        await listening.more(1)
        await say(rig, listening, said)
    got = audio_of(listening.frames)[:, 0]
    start = find(said[:, 0] / np.float32(32768), got)
    np.testing.assert_array_equal(got[start : start + len(said)], said[:, 0] / np.float32(32768))


async def test_a_rate_that_the_device_refuses_gives_way_to_its_own(pulse: RigFactory, heard: Heard) -> None:
    pulse()
    async with Listening(booth_microphone(heard, sample_rate_hz=4_000_000)) as listening:
        await listening.more(5)
    assert heard.connections == [("booth", 1, 44_100)]
    assert heard.losses == []


async def test_more_channels_than_the_device_has_is_said_once_and_waits_for_a_correction(
    pulse: RigFactory, heard: Heard
) -> None:
    pulse()
    async with booth_microphone(heard, channels=64) as microphone:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(aiter(microphone)), 1)
    assert len(heard.losses) == 1
    assert "32 channels, not 64" in heard.losses[0]


async def test_a_microphone_plugged_in_after_the_box_was_started_is_found(
    pulse: RigFactory, heard: Heard
) -> None:
    rig = pulse(plugged=False)
    async with Listening(booth_microphone(heard)) as listening:
        await asyncio.sleep(1)
        assert len(heard.losses) == 1
        assert '"BoothMic"' in heard.losses[0] or "plug one in" in heard.losses[0]
        await asyncio.to_thread(rig.plug)
        await listening.more(10)
    assert len(heard.connections) == 1
    assert len(heard.losses) == 1


async def test_words_are_heard_again_after_somebody_pulled_the_plug_and_put_it_back(
    pulse: RigFactory, heard: Heard
) -> None:
    rig = pulse(channels=4)
    said = talk(1.0, channels=4)
    clock = SystemClock()
    async with Listening(booth_microphone(heard, channels=4)) as listening:
        await listening.more(10)
        for cycle in (1, 2):
            await asyncio.to_thread(rig.unplug)
            unplugged_s = clock.now()
            await listening.until(_at_least(heard.losses, cycle))
            await asyncio.sleep(0.5)
            before = len(listening.frames)
            plugged_s = clock.now()
            await asyncio.to_thread(rig.plug)
            await listening.until(_at_least(heard.connections, cycle + 1))
            await say(rig, listening, said)
            assert listening.frames[before - 1].time_s < unplugged_s + 0.05
            assert listening.frames[before].time_s > plugged_s - 0.2
            assert_unbroken(listening.frames[before:], 4)
            got = audio_of(listening.frames[before:])
            start = find(said[:, 0] / np.float32(32768), got[:, 0])
            np.testing.assert_array_equal(got[start : start + len(said)], said / np.float32(32768))
            assert listening.frames[-1].time_s == pytest.approx(clock.now(), abs=0.3)
    assert "disappeared" in heard.losses[0] or "no microphone" in heard.losses[0]
    _assert_times_rise(listening.frames)


async def test_a_device_that_falls_silent_without_a_word_is_noticed_and_the_agent_keeps_running(
    pulse: RigFactory, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "_PATIENCE_S", 0.5)
    rig = pulse()
    gaps: list[float] = []

    async def scan_meanwhile() -> None:
        loop = asyncio.get_running_loop()
        last = loop.time()
        while True:
            await asyncio.sleep(0.01)
            gaps.append(loop.time() - last)
            last = loop.time()

    async with Listening(booth_microphone(heard, stall_s=0.6)) as listening:
        await listening.more(10)
        scanning = asyncio.create_task(scan_meanwhile())
        try:
            rig.freeze()
            await listening.until(lambda: len(heard.losses) == 2)
            assert "delivered nothing" in heard.losses[0]
            assert "not answered" in heard.losses[1]
            await asyncio.sleep(0.5)
            # PulseAudio's client holds its caller for 30 s here; nothing else may feel that.
            assert len(gaps) > 50
            assert max(gaps) < 1
        finally:
            scanning.cancel()
            rig.thaw()
        before = len(listening.frames)
        await listening.until(lambda: len(heard.connections) == 2)
        await listening.more(10)
    _assert_times_rise(listening.frames)
    assert listening.frames[before].time_s - listening.frames[before - 1].time_s > 0.6


async def test_closing_gives_up_on_a_sound_system_that_hangs_and_the_microphone_can_be_used_later(
    pulse: RigFactory, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portaudio, "_PATIENCE_S", 0.5)
    rig = pulse()
    async with Listening(booth_microphone(heard)) as listening:
        await listening.more(5)
        rig.freeze()
    rig.thaw()
    async with Listening(booth_microphone(heard)) as again:
        await again.more(5)


def test_a_box_without_portaudio_starts_and_is_told_what_to_install(tmp_path: Path) -> None:
    code = """
import asyncio, ctypes.util
ctypes.util.find_library = lambda name: None
from drivers.clock import SystemClock
from drivers.microphones.portaudio import PortAudioMicrophone
from tests.drivers.microphones.listening import Heard
async def main():
    heard = Heard()
    microphone = PortAudioMicrophone(name="booth", listener=heard, clock=SystemClock(), retry_s=0.01)
    async with microphone:
        listening = asyncio.ensure_future(anext(aiter(microphone)))
        await asyncio.wait({listening}, timeout=1)
        assert not listening.done()
    await asyncio.gather(listening, return_exceptions=True)
    print(heard.losses)
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.count("apt install libportaudio2") == 1


def test_the_service_stops_although_the_sound_system_hangs(pulse: RigFactory) -> None:
    rig = pulse()
    code = """
import asyncio, sys
from drivers.clock import SystemClock
from drivers.microphones import portaudio
from tests.drivers.microphones.listening import Heard
portaudio._PATIENCE_S = 0.5
async def main():
    microphone = portaudio.PortAudioMicrophone(
        name="booth", listener=Heard(), clock=SystemClock(), device="boothmic", channels=1)
    async with microphone:
        await anext(aiter(microphone))
        print("heard", flush=True)
        sys.stdin.readline()
    print("closed", flush=True)
asyncio.run(main())
"""
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "heard\n"
            rig.freeze()
            rest, _ = child.communicate("\n", timeout=20)
        finally:
            child.kill()
            rig.thaw()
    assert rest == "closed\n"
    assert child.returncode == 0


async def test_an_agent_that_was_held_up_learns_how_much_it_missed_and_times_stay_right(
    pulse: RigFactory, heard: Heard
) -> None:
    pulse()
    clock = SystemClock()
    microphone = booth_microphone(heard, buffer_s=0.5)
    frames: list[Frame] = []
    async with microphone:
        source = aiter(microphone)
        frames.extend([await anext(source) for _ in range(10)])
        await asyncio.sleep(1.5)
        while not heard.overruns or len(frames) < 100:
            frames.append(await anext(source))
        now_s = clock.now()
    assert len(heard.overruns) == 1
    lost = heard.overruns[0]
    assert microphone.lost_frames == lost
    assert 10 < lost < 75
    steps = np.diff([frame.time_s for frame in frames])
    gaps = np.flatnonzero(steps > FRAME_S * 1.5)
    # What waited, about half a second, is kept whole; the gap comes after it and is as long as reported.
    assert len(gaps) == 1
    assert 25 <= gaps[0] - 9 <= 30
    assert steps[gaps[0]] == pytest.approx((lost + 1) * FRAME_S, abs=1e-6)
    assert frames[-1].time_s == pytest.approx(now_s, abs=0.3)


def _at_least(reports: Sequence[object], wanted: int) -> Callable[[], bool]:
    return lambda: len(reports) >= wanted


def _assert_times_rise(frames: list[Frame]) -> None:
    assert all(later.time_s > earlier.time_s for earlier, later in pairwise(frames))
