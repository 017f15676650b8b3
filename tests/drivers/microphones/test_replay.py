import asyncio
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from drivers.clock import ReplayClock, SystemClock
from drivers.microphones.base import FRAME_S, SAMPLE_RATE_HZ, Frame, MicrophoneError, MicrophoneProblem
from drivers.microphones.replay import ReplayMicrophone
from tests.drivers.microphones.listening import Heard, assert_unbroken, audio_of, find, talk


async def replay_all(path: Path, heard: Heard) -> list[Frame]:
    microphone = ReplayMicrophone(
        name="replay", listener=heard, path=path, clock=ReplayClock(), start_s=0.0, real_time=False
    )
    return [frame async for frame in microphone]


def recording(path: Path, samples: NDArray[np.int16], rate: int = SAMPLE_RATE_HZ) -> Path:
    soundfile.write(path, samples, rate, subtype="PCM_16")
    return path


@pytest.mark.parametrize("kind", ["wav", "flac"])
async def test_a_recording_is_replayed_sample_by_sample_with_its_channels_in_order(
    tmp_path: Path, heard: Heard, kind: str
) -> None:
    said = talk(1.005, channels=4)
    frames = await replay_all(recording(tmp_path / f"talk.{kind}", said), heard)
    assert_unbroken(frames, channels=4)
    audio = audio_of(frames)
    np.testing.assert_array_equal(audio[: len(said)], said / np.float32(32768))
    assert not audio[len(said) :].any()
    assert heard.connections == [("replay", 4, SAMPLE_RATE_HZ)]
    assert heard.losses == []


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
async def test_a_recording_at_another_rate_simply_works(tmp_path: Path, heard: Heard, rate: int) -> None:
    tone = np.round(16_000 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)).astype(np.int16)
    frames = await replay_all(recording(tmp_path / "tone.wav", tone, rate), heard)
    assert_unbroken(frames, channels=1)
    assert len(frames) * FRAME_S == pytest.approx(2.0, abs=FRAME_S)
    wanted = np.float32(16_000 / 32_768) * np.sin(2 * np.pi * 440 * np.arange(32_000) / SAMPLE_RATE_HZ)
    np.testing.assert_allclose(audio_of(frames)[1000:31_000, 0], wanted[1000:31_000], atol=1e-3)


@pytest.mark.parametrize("kind", ["wav", "flac"])
async def test_a_recording_that_is_cut_short_gives_what_is_left_and_says_so(
    tmp_path: Path, heard: Heard, kind: str
) -> None:
    said = talk(4.0)
    whole = recording(tmp_path / f"whole.{kind}", said)
    cut = tmp_path / f"cut.{kind}"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    frames = await replay_all(cut, heard)
    assert 0.5 < len(frames) * FRAME_S < 3.0
    start = audio_of(frames[:20])
    np.testing.assert_array_equal(start, said[: len(start)] / np.float32(32768))
    assert len(heard.losses) == 1
    assert "cut.flac" in heard.losses[0] or "cut.wav" in heard.losses[0]
    assert "again" in heard.losses[0]


@pytest.mark.parametrize("promise", [0xFFFFFFFF, 0x7FFFFFFF])
async def test_a_wav_file_that_was_piped_and_does_not_know_its_length_is_not_called_cut_short(
    tmp_path: Path, heard: Heard, promise: int
) -> None:
    path = recording(tmp_path / "piped.wav", talk(1.0))
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = promise.to_bytes(4, "little")
    path.write_bytes(content)
    assert len(await replay_all(path, heard)) == 50
    assert heard.losses == []


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "does not exist"), (b"", "is not audio"), (b"Dear diary, " * 100, "is not audio")],
)
def test_what_cannot_be_replayed_is_refused_by_name_before_anything_starts(
    tmp_path: Path, heard: Heard, content: bytes | None, words: str
) -> None:
    path = tmp_path / "talk.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MicrophoneError, match=rf"talk\.wav {words}") as caught:
        ReplayMicrophone(name="replay", listener=heard, path=path, clock=SystemClock())
    assert caught.value.problem is MicrophoneProblem.UNREADABLE


def test_a_recording_without_a_single_sample_is_refused(tmp_path: Path, heard: Heard) -> None:
    path = recording(tmp_path / "nothing.wav", np.zeros(0, np.int16))
    with pytest.raises(MicrophoneError, match="holds no audio"):
        ReplayMicrophone(name="replay", listener=heard, path=path, clock=SystemClock())


async def test_a_recording_that_disappears_before_it_starts_is_reported_and_ends(
    tmp_path: Path, heard: Heard
) -> None:
    path = recording(tmp_path / "talk.wav", talk(1.0))
    microphone = ReplayMicrophone(
        name="replay", listener=heard, path=path, clock=ReplayClock(), real_time=False
    )
    path.unlink()
    assert [frame async for frame in microphone] == []
    assert "does not exist" in heard.losses[0]


async def test_a_scan_replayed_at_half_a_second_meets_the_words_of_that_half_second(
    tmp_path: Path, heard: Heard
) -> None:
    clock = ReplayClock()
    microphone = ReplayMicrophone(
        name="replay",
        listener=heard,
        path=recording(tmp_path / "talk.wav", talk(2.0)),
        clock=clock,
        start_s=0.0,
        real_time=False,
    )
    heard_when_scanned: list[float] = []
    frames: list[Frame] = []

    async def scan() -> None:
        await clock.sleep_until(0.5)
        heard_when_scanned.append(frames[-1].time_s + FRAME_S)

    scanning = asyncio.create_task(scan())
    async for frame in microphone:
        await asyncio.sleep(0)
        assert clock.now() <= frame.time_s + 1e-9
        frames.append(frame)
    await scanning
    assert heard_when_scanned == pytest.approx([0.5], abs=2 * FRAME_S)
    assert clock.now() >= 2.0


async def test_whoever_waits_for_a_time_after_the_recording_is_not_left_waiting(
    tmp_path: Path, heard: Heard
) -> None:
    clock = ReplayClock()
    microphone = ReplayMicrophone(
        name="replay",
        listener=heard,
        path=recording(tmp_path / "talk.wav", talk(0.5)),
        clock=clock,
        real_time=False,
    )
    waiting = asyncio.create_task(clock.sleep_until(0.6))
    await asyncio.sleep(0)
    async for _ in microphone:
        assert not waiting.done()
    await asyncio.wait_for(waiting, 10)


async def test_closing_a_fast_replay_early_lets_time_run_on(tmp_path: Path, heard: Heard) -> None:
    clock = ReplayClock()
    async with ReplayMicrophone(
        name="replay",
        listener=heard,
        path=recording(tmp_path / "talk.wav", talk(2.0)),
        clock=clock,
        real_time=False,
    ):
        waiting = asyncio.create_task(clock.sleep_until(0.05))
        await asyncio.sleep(0)
    await asyncio.wait_for(waiting, 10)


async def test_in_real_time_no_word_is_heard_before_it_was_spoken(tmp_path: Path, heard: Heard) -> None:
    clock = ReplayClock()
    microphone = ReplayMicrophone(
        name="replay",
        listener=heard,
        path=recording(tmp_path / "talk.wav", talk(1.0)),
        clock=clock,
        start_s=5.0,
    )
    frames = aiter(microphone)
    for index in range(50):
        waiting = asyncio.ensure_future(anext(frames))
        clock.advance_to(5.0 + index * FRAME_S + 0.019)
        await asyncio.sleep(0.001)
        assert not waiting.done()
        clock.advance_to(5.0 + (index + 1) * FRAME_S + 1e-6)
        assert (await waiting).time_s == pytest.approx(5.0 + index * FRAME_S)
    assert await anext(frames, None) is None


async def test_a_replay_that_was_held_up_catches_up_with_the_clock(tmp_path: Path, heard: Heard) -> None:
    clock = SystemClock()
    microphone = ReplayMicrophone(
        name="replay", listener=heard, path=recording(tmp_path / "talk.wav", talk(1.0)), clock=clock
    )
    began_s = clock.now()
    frames: list[Frame] = []
    async for frame in microphone:
        if not frames:
            await asyncio.sleep(0.5)
        frames.append(frame)
        assert clock.now() >= frame.time_s + FRAME_S
    assert_unbroken(frames, channels=1)
    assert frames[0].time_s == pytest.approx(began_s, abs=0.2)


def test_a_fast_replay_without_a_clock_to_drive_is_a_mistake_in_the_program(
    tmp_path: Path, heard: Heard
) -> None:
    with pytest.raises(TypeError, match="ReplayClock"):
        ReplayMicrophone(
            name="replay",
            listener=heard,
            path=recording(tmp_path / "talk.wav", talk(0.5)),
            clock=SystemClock(),
            real_time=False,
        )


def test_the_test_signal_can_be_found_again() -> None:
    said = talk(1.0)[:, 0].astype(np.float32)
    assert find(said, np.concatenate([np.zeros(777, np.float32), said, np.zeros(500, np.float32)])) == 777
