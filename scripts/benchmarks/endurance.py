"""The whole way of sound to words for hours, and with too little processor: what is lost, and how late."""

import asyncio
import contextlib
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, cast
from uuid import UUID

import numpy as np

from agent.hearing.front_end import MonoFrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import Heard, Silence
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings.model import HearingSettings, SpeechSettings
from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.recogniser import Listeners, Recogniser, StreamSettings
from agent.speech.segment import AudibleSpan, Segment
from agent.speech.streamer import StreamLimits
from agent.speech.vocabulary import Vocabulary
from drivers.clock import Clock
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from scripts.benchmarks import noises, recordings
from scripts.benchmarks.lane import RehearsingOracle
from scripts.benchmarks.playback import memory_mb
from scripts.benchmarks.recordings import Recording, ReferenceWord
from scripts.benchmarks.report import machine
from scripts.benchmarks.shapes import model_of_shape
from scripts.benchmarks.tally import align, longest_repeat

_SHAPES = Path(__file__).resolve().parents[2] / ".cache" / "shapes"
_EVERYBODY = UUID(int=1)
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.8, 6.0
_NOISE_SHARE = 0.3
"""Probability that noise follows on a turn."""
_WARM_UP = 0.1
"""Part of a run in which memory may grow: caches, pools, Silero's first call."""
_TONE_DBFS = -65.0
_SEED = 11


class Wait(Clock, Protocol):
    """A clock that a single driver moves on."""

    async def arrive(self, time_s: float) -> None:
        """Return when sound of this time is there."""
        ...

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """Count the work that is done inside."""
        ...


class SkippingClock:
    """Skips what would be waited for, and counts work as the processor time that it takes."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._working_since_s: float | None = None

    def now(self) -> float:
        """See `Clock.now`."""
        if self._working_since_s is None:
            return self._now_s
        return self._now_s + time.process_time() - self._working_since_s

    async def sleep_until(self, time_s: float) -> None:
        """See `Clock.sleep_until`."""
        self._now_s = max(self._now_s, time_s)

    async def arrive(self, time_s: float) -> None:
        """See `Wait.arrive`."""
        self._now_s = max(self._now_s, time_s)

    def wall(self, time_s: float) -> datetime:
        """See `Clock.wall`."""
        return datetime.fromtimestamp(time_s, UTC)

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """See `Wait.working`."""
        self._working_since_s = time.process_time()
        yield
        self._now_s, self._working_since_s = self.now(), None


class RealClock(SkippingClock):
    """The time that passes."""

    def __init__(self) -> None:
        super().__init__()
        self._began_s = time.monotonic()

    def now(self) -> float:
        """See `Clock.now`."""
        return time.monotonic() - self._began_s

    async def sleep_until(self, time_s: float) -> None:
        """See `Clock.sleep_until`."""
        await asyncio.sleep(max(0.0, time_s - self.now()))

    async def arrive(self, time_s: float) -> None:
        """See `Wait.arrive`."""
        await self.sleep_until(time_s)

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """See `Wait.working`."""
        yield


@dataclass(frozen=True, slots=True)
class Ended:
    """One utterance whose words are final.

    Attributes:
        at_s: When it was said, from the beginning of the run.
        lag_s: What the metric said then.
        rss_mb: Resident memory then.
        words: As published.
    """

    at_s: float
    lag_s: float
    rss_mb: float
    words: tuple[str, ...]


@dataclass(slots=True)
class Run:
    """What came of it; see `Ended`."""

    ended: list[Ended] = field(default_factory=list)
    said: list[ReferenceWord] = field(default_factory=list)
    audio_s: float = 0.0
    cpu_s: float = 0.0

    @property
    def words(self) -> list[str]:
        """All that was published."""
        return [word for each in self.ended for word in each.words]


def soak(minutes: float) -> dict[str, float]:
    """Play talk, pauses and noise for so long to the demo model, as fast as it goes; print what came of it.

    Returns:
        The figures; names carry their unit.
    """
    print(
        f"soak: {minutes:g} minutes of talk, pauses and noise; demo model, live, virtual clock\n{machine()}"
    )
    engine = _engine(models.resolve(models.DEMO), context_floor_s=0.0)
    run = asyncio.run(_drive(_endless_talk(), minutes * 60, SkippingClock(), engine))
    return _shown(soak_figures(run))


def soak_figures(run: Run) -> dict[str, float]:
    """Return memory after the warm-up and at the end, lag at both, the longest loop, the cost."""
    after_warm_up = [each for each in run.ended if each.at_s >= _WARM_UP * run.audio_s]
    tenth = max(1, len(after_warm_up) // 10)
    first, last = after_warm_up[:tenth], after_warm_up[-tenth:]
    rss_mb = [float(np.median([each.rss_mb for each in part])) for part in (first, last)]
    lag_s = [float(np.mean([each.lag_s for each in part])) for part in (first, last)]
    return {
        "soak_audio_s": run.audio_s,
        "soak_utterances": float(len(run.ended)),
        "soak_words": float(len(run.words)),
        "soak_rss_after_warm_up_mb": rss_mb[0],
        "soak_rss_at_end_mb": rss_mb[1],
        "soak_rss_growth": rss_mb[1] / rss_mb[0] - 1 if rss_mb[0] else 0.0,
        "soak_lag_after_warm_up_s": lag_s[0],
        "soak_lag_at_end_s": lag_s[1],
        "soak_longest_lag_s": max(each.lag_s for each in after_warm_up),
        "soak_longest_repeat": float(max(longest_repeat(each.words) for each in run.ended)),
        "soak_cpu_s_per_audio_s": run.cpu_s / run.audio_s,
    }


def overload(shape: str, seconds: float) -> dict[str, float]:
    """Play read sentences to one processor, which something else keeps busy in the middle third.

    The words are those of the reference, the work that of a model of true shape. Returns the figures.
    """
    print(
        f"overload: {seconds:g} s, one processor, in the middle third two other processes on it;"
        f" oracle words, {shape} with random weights\n{machine()}"
    )
    played = recordings.with_word_times(None)
    before = os.sched_getaffinity(0)
    processor = min(before)
    os.sched_setaffinity(0, {processor})
    try:
        engine = _engine(model_of_shape(shape, _SHAPES), context_floor_s=_default("context_floor_s"))
        run = asyncio.run(_overloaded(played, seconds, engine, processor))
    finally:
        os.sched_setaffinity(0, before)
    return _shown(overload_figures(run, seconds))


def overload_figures(run: Run, seconds: float) -> dict[str, float]:
    """Return the lag before, in and after the load, and how many words have nothing in their place."""
    thirds: list[list[float]] = [[], [], []]
    for each in run.ended:
        thirds[min(2, int(3 * each.at_s / seconds))].append(each.lag_s)
    lags = [max(third, default=0.0) for third in thirds]
    found = align([word.text for word in run.said], run.words)
    return {
        "overload_audio_s": run.audio_s,
        "overload_words": float(len(run.said)),
        "overload_words_lost": float(len(found.deleted)),
        "overload_wer": found.score.word_error_rate,
        "overload_lag_before_s": lags[0],
        "overload_lag_worst_s": max(lags),
        "overload_lag_at_end_s": run.ended[-1].lag_s if run.ended else 0.0,
        "overload_cpu_s_per_audio_s": run.cpu_s / run.audio_s,
    }


async def _overloaded(played: Sequence[Recording], seconds: float, engine: Engine, processor: int) -> Run:
    """Run with two busy processes from the first third of the time to the second."""
    clock = RealClock()
    spawning = multiprocessing.get_context("spawn")
    busy = [spawning.Process(target=_burn, args=(processor,), daemon=True) for _ in range(2)]

    async def disturb() -> None:
        await clock.sleep_until(seconds / 3)
        for process in busy:
            process.start()
        await clock.sleep_until(2 * seconds / 3)
        for process in busy:
            process.terminate()

    talk = [
        each for each, _ in zip(_with_pauses(recordings.lasting(played, seconds)), range(1000), strict=False)
    ]
    oracle = cast("Engine", Knowing(_placed(talk), engine))
    disturbing = asyncio.create_task(disturb())
    try:
        return await _drive(iter(talk), seconds, clock, oracle)
    finally:
        disturbing.cancel()
        for process in busy:
            if process.pid is not None:
                process.terminate()
                process.join()


class Knowing(RehearsingOracle):
    """The oracle in the place of the engine."""

    language = "en"

    @staticmethod
    def count_tokens(text: str) -> int:
        """See `Engine.count_tokens`."""
        return len(text)


def _burn(processor: int) -> None:
    os.sched_setaffinity(0, {processor})
    while True:
        sum(range(10_000))


async def _drive(sound: Iterator[Recording], seconds: float, clock: Wait, engine: Engine) -> Run:
    """Let frames arrive, and the recogniser take what is there when it has time; none waits for another."""
    run, metrics = Run(), Metrics()

    async def heard(segment: Segment) -> None:
        run.ended.append(
            Ended(
                segment.end_s,
                metrics.lag_seconds._value.get(),  # noqa: SLF001 -- as it is scraped
                memory_mb("self", "VmRSS"),
                tuple(word.text for word in segment.words),
            )
        )

    async def heard_until(_time_s: float) -> None:
        return

    listeners = Listeners(
        audible=lambda start_s, end_s, _began_s: [AudibleSpan(start_s, end_s, _EVERYBODY)],
        heard=heard,
        heard_until=heard_until,
    )
    recogniser = _recogniser(engine, listeners, clock, metrics)
    queue: asyncio.Queue[Heard] = asyncio.Queue()
    working = asyncio.create_task(recogniser.run(queue))
    hearing, cpu_s = _hearing(sound, seconds, run), time.process_time()
    waiting: list[Heard] = []
    try:
        for arrived in hearing:
            waiting.append(arrived)
            if _end_s(arrived) < clock.now():
                continue  # that much came while it worked
            await clock.arrive(_end_s(arrived))
            with clock.working():
                await _work_off(waiting, queue, working)
            waiting.clear()
        with clock.working():
            await _work_off(waiting, queue, working)
    finally:
        run.cpu_s = time.process_time() - cpu_s
        working.cancel()
        recogniser.close()
    return run


async def _work_off(
    waiting: Sequence[Heard], queue: "asyncio.Queue[Heard]", working: "asyncio.Task[None]"
) -> None:
    for each in waiting:
        queue.put_nowait(each)
    joined = asyncio.create_task(queue.join())
    await asyncio.wait({joined, working}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        joined.cancel()
        working.result()


def _hearing(sound: Iterator[Recording], seconds: float, run: Run) -> Iterator[Heard]:
    """Send sound through the gate for a single microphone and the segmenter, frame by frame."""
    hearing = HearingSettings()
    segmenter = Segmenter(
        front_end=MonoFrontEnd(WebRtcGate(hearing.gate_aggressiveness), 0),
        limits=SegmenterLimits(
            pre_roll_s=hearing.pre_roll_s,
            hang_over_s=hearing.hang_over_s,
            maximum_s=hearing.maximum_utterance_s,
        ),
    )
    for recording in sound:
        frames = len(recording.audio) // FRAME_SAMPLES
        for at in range(frames):
            samples = recording.audio[at * FRAME_SAMPLES : (at + 1) * FRAME_SAMPLES, np.newaxis]
            yield from segmenter.push(Frame(samples, run.audio_s + at * FRAME_SAMPLES / SAMPLE_RATE_HZ))
        run.said += recording.words
        run.audio_s += frames * FRAME_SAMPLES / SAMPLE_RATE_HZ
        if run.audio_s >= seconds:
            break
    yield from segmenter.flush()


def _end_s(heard: Heard) -> float:
    return heard.until_s if isinstance(heard, Silence) else heard.end_s


def _recogniser(engine: Engine, listeners: Listeners, clock: Clock, metrics: Metrics) -> Recogniser:
    hearing, speech = HearingSettings(), SpeechSettings()
    nothing = Vocabulary(())
    return Recogniser(
        load=lambda: engine,
        settings=StreamSettings(
            judge_threshold=hearing.judge_threshold,
            limits=StreamLimits(step_s=speech.step_s, minimum_speech_s=hearing.minimum_speech_s),
            policy=lambda: HoldBackPolicy(hold_back_s=speech.hold_back_s),
            vocabulary=lambda: nothing,
            biased=False,
            live=True,
        ),
        listeners=listeners,
        clock=clock,
        metrics=metrics,
        station=Health().station("speech"),
    )


def _engine(directory: Path, *, context_floor_s: float) -> Engine:
    return Engine(directory, language="en", compute_type="int8", threads=1, context_floor_s=context_floor_s)


def _endless_talk() -> Iterator[Recording]:
    """Yield the demo's turns in random order, with pauses, and noise between some of them."""
    generator = np.random.default_rng(_SEED)
    turns, noise = recordings.demo_turns(), noises.pieces(5)
    while True:
        for at in generator.permutation(len(turns)):
            yield from _with_pauses(iter([turns[int(at)]]), generator)
            if generator.random() < _NOISE_SHARE:
                yield noise[int(generator.integers(len(noise)))]


def _with_pauses(
    sound: Iterator[Recording], generator: np.random.Generator | None = None
) -> Iterator[Recording]:
    generator = generator or np.random.default_rng(_SEED)
    for each in sound:
        yield each
        length = round(generator.uniform(_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S) * SAMPLE_RATE_HZ)
        tone = generator.normal(0.0, 10 ** (_TONE_DBFS / 20), length).astype(np.float32)
        yield Recording("pause", tone, (), length / SAMPLE_RATE_HZ)


def _placed(talk: Sequence[Recording]) -> list[ReferenceWord]:
    """Return all words with times from the beginning of the run."""
    words: list[ReferenceWord] = []
    at_s = 0.0
    for each in talk:
        words += [
            ReferenceWord(word.text, at_s + word.start_s, at_s + word.end_s)
            for word in each.words
            if word.start_s is not None and word.end_s is not None
        ]
        at_s += len(each.audio) // FRAME_SAMPLES * FRAME_SAMPLES / SAMPLE_RATE_HZ
    return words


def _shown(found: dict[str, float]) -> dict[str, float]:
    for name, value in found.items():
        print(f"{name:32} {value:12.3f}")
    return {name: round(value, 4) for name, value in found.items()}


def _default(setting: str) -> float:
    return float(SpeechSettings.model_fields[setting].default)
