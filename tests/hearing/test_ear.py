import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.hearing import ear as ear_module
from agent.hearing.ear import Ear
from agent.hearing.front_end import MonoFrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import Heard, Silence, UtterancePart
from agent.ops.health import Health, Station, Status
from agent.ops.metrics import Metrics
from drivers.clock import ReplayClock
from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, Frame, Microphone
from tests.hearing.sounds import demo_recording, demo_turns, frames_of, whole_utterances

START_S = 100.0


class Loudness:
    """A gate that takes every loud frame for speech."""

    def is_speech(self, samples: NDArray[np.float32]) -> bool:
        return bool(samples.any())


class Deaf:
    """A listener of microphones that is not interested."""

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None: ...

    def disconnected(self, microphone: str, why: str) -> None: ...

    def overrun(self, microphone: str, frames: int) -> None: ...


class Tape(Microphone):
    """Frames that the test hands in; all wait, as on a box too slow to hear, and time passes with them."""

    def __init__(self, clock: ReplayClock) -> None:
        super().__init__(name="tape", listener=Deaf())
        self.clock = clock
        self.next_s = START_S
        self.frames: asyncio.Queue[Frame | None] = asyncio.Queue()

    def play(self, audio: NDArray[np.float32]) -> None:
        for frame in frames_of(audio, self.next_s):
            self.next_s = frame.time_s + FRAME_S
            self.frames.put_nowait(frame)

    def sound(self, frames: int, level: float = 0.5) -> None:
        self.play(np.full(frames * FRAME_SAMPLES, level, np.float32))

    def end(self) -> None:
        self.frames.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[Frame]:
        while (frame := await self.frames.get()) is not None:
            self.clock.advance_to(frame.time_s + FRAME_S)
            yield frame

    async def aclose(self) -> None:
        self.end()


class Room:
    """An ear with everything around it."""

    def __init__(self, *, microphone: bool = True, gate: WebRtcGate | None = None) -> None:
        self.clock = ReplayClock()
        self.clock.advance_to(START_S)
        self.metrics = Metrics()
        self.station: Station = Health().station("hearing")
        self.tape = Tape(self.clock)
        self.ear = Ear(
            microphone=self.tape if microphone else None,
            segmenter=Segmenter(front_end=MonoFrontEnd(gate or Loudness(), 0), limits=SegmenterLimits()),
            clock=self.clock,
            metrics=self.metrics,
            station=self.station,
        )

    def taken(self) -> list[Heard]:
        return [self.ear.heard.get_nowait() for _ in range(self.ear.heard.qsize())]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let watching for a dead microphone go faster than life."""
    monkeypatch.setattr(ear_module, "_SILENCE_STEP_S", 0.005)


@contextlib.contextmanager
def started(*tasks: asyncio.Task[None]) -> Iterator[None]:
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0.002)


async def finished(room: Room) -> list[Heard]:
    """Run the ear to the end of its tape and take what it heard, as recognition would."""
    running = asyncio.create_task(room.ear.run())
    heard: list[Heard] = []
    while not running.done() or room.ear.heard.qsize():
        heard += room.taken()
        await asyncio.sleep(0)
    await running
    return heard


def assert_in_order(heard: list[Heard]) -> None:
    mark_s = 0.0
    for each in heard:
        if isinstance(each, Silence):
            assert each.until_s >= mark_s
            mark_s = each.until_s
        else:
            assert each.start_s >= mark_s - 1e-9


async def test_sentences_come_out_in_order_with_silence_between_them() -> None:
    room = Room()
    for _ in range(3):
        room.tape.sound(50)
        room.tape.sound(100, level=0)
    room.tape.end()
    heard = await finished(room)
    assert len(whole_utterances(heard)) == 3
    assert_in_order(heard)
    assert heard[-1] == Silence(room.clock.now())
    assert room.metrics.registry.get_sample_value("boothscribe_frames_total") == 450


async def test_the_demo_is_heard_to_its_last_word_and_marked_as_heard_to_its_end() -> None:
    room = Room(gate=WebRtcGate(2))
    room.tape.play(demo_recording())
    room.tape.end()
    heard = await finished(room)
    assert_in_order(heard)
    [last] = whole_utterances(heard)[-1:]
    assert last.end_s > START_S + demo_turns()[-1].end_s
    assert isinstance(heard[-1], Silence)


async def test_a_sentence_that_the_end_of_the_recording_cuts_off_is_handed_on() -> None:
    room = Room()
    room.tape.sound(50)
    room.tape.end()
    *parts, mark = await finished(room)
    [utterance] = whole_utterances(parts)
    assert utterance.duration_s == 1
    assert mark == Silence(room.clock.now())


@pytest.mark.usefixtures("impatient")
async def test_a_microphone_that_dies_in_mid_sentence_loses_nothing_and_lets_the_conversation_end() -> None:
    room = Room()
    room.tape.sound(50)
    running, watching = asyncio.create_task(room.ear.run()), asyncio.create_task(room.ear.watch())
    with started(running, watching):
        await settled()
        heard = room.taken()
        # A breath is no death: what was said so far is handed on, but nothing is ended.
        assert all(isinstance(each, UtterancePart) and not each.last for each in heard)
        room.clock.advance_to(START_S + 60)
        heard += [await room.ear.heard.get() for _ in range(3)]
    *parts, mark, later_mark = heard
    marks = [mark, later_mark]
    [utterance] = whole_utterances(parts)
    assert utterance.duration_s == 1
    assert marks == [Silence(START_S + 1), Silence(START_S + 60)]


@pytest.mark.usefixtures("impatient")
async def test_without_a_microphone_conversations_still_end() -> None:
    room = Room(microphone=False)
    await room.ear.run()
    assert room.station.status is Status.OK
    watching = asyncio.create_task(room.ear.watch())
    with started(watching):
        room.clock.advance_to(START_S + 60)
        assert await room.ear.heard.get() == Silence(START_S + 60)


@pytest.mark.usefixtures("impatient")
async def test_sound_that_waits_for_slow_recognition_is_not_declared_silence() -> None:
    room = Room()
    for _ in range(80):  # more sentences than places in the queue
        room.tape.sound(50)
        room.tape.sound(50, level=0)
    running, watching = asyncio.create_task(room.ear.run()), asyncio.create_task(room.ear.watch())
    with started(running, watching):
        while not room.ear.heard.full():  # noqa: ASYNC110 - a queue has no event for this
            await asyncio.sleep(0)
        room.clock.advance_to(START_S + 1000)  # recognition takes its time
        await settled()
        heard: list[Heard] = []
        while len([each for each in heard if isinstance(each, UtterancePart) and each.last]) < 80:
            heard.append(await room.ear.heard.get())
    assert_in_order(heard)
    assert len(whole_utterances(heard)) == 80


async def test_stopping_hands_on_what_is_being_said() -> None:
    room = Room()
    room.tape.sound(50)
    running = asyncio.create_task(room.ear.run())
    await settled()
    running.cancel()
    await asyncio.wait([running])
    await room.ear.flush()
    *parts, mark = room.taken()
    [utterance] = whole_utterances(parts)
    assert utterance.duration_s == 1
    assert mark == Silence(room.clock.now())


async def test_a_box_that_is_too_slow_to_hear_still_takes_scans() -> None:
    room = Room()
    room.tape.sound(100)
    room.tape.end()
    turns = 0

    async def scanning() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(scanning())
    await room.ear.run()
    other.cancel()
    assert turns >= 100, "whoever scans waits until nothing is heard any more"
