"""One policy at work: the product's engine, judge, guard and streamer, in a process of its own."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agent.hearing.judge import SileroJudge
from agent.settings.model import HearingSettings
from agent.speech.commit import CommitPolicy
from agent.speech.engine import Engine, quickest
from agent.speech.guard import Guard
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.local_agreement import LocalAgreementPolicy
from agent.speech.segment import Hypothesis, SpokenWord
from agent.speech.streamer import Recognises, Streamer, StreamLimits
from scripts.benchmarks.playback import PlaybackClock, Played, Player, memory_mb
from scripts.benchmarks.recordings import Recording, ReferenceWord
from tests.speech.oracle import OracleRecogniser

_TOKENS_PER_WORD = 1.2
"""Lower-case LibriSpeech has 1.04 in the vocabulary of the .en models; Whisper adds marks and capitals."""
_MISTAKES = 0.5
"""Probability that the oracle mishears one of the last two words while their end is still missing."""
_WOBBLE_S = 0.05
"""By how much it is wrong about times: two to three steps of Whisper's alignment."""
_JUDGE_THRESHOLD = float(HearingSettings.model_fields["judge_threshold"].default)
_MINIMUM_SPEECH_S = float(HearingSettings.model_fields["minimum_speech_s"].default)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneSettings:
    """What distinguishes one policy from the other in a run.

    Attributes:
        label: For people.
        prefix: Beginning of its names among the figures.
        policy: Which words are committed.
        model: Directory.
        oracle: Words come from the reference, and the model only spends the time.
        fast: Skip what would be waited for.
        unloaded: Count processor time instead of real time.
        threads: Processor threads of the engine; None as the product does: what is quickest.
        context_floor_s: Shortest context; 30 is what stock streaming has.
        limits: Steps and bounds of the streamer; whether there is a second pass.
        hold_back_s: For the hold-back policy.
        trim_above_s: For LocalAgreement: a buffer that is longer is trimmed.
    """

    label: str
    prefix: str
    policy: Literal["hold_back", "local_agreement"]
    model: Path
    oracle: bool
    fast: bool
    unloaded: bool
    threads: int | None
    context_floor_s: float
    limits: StreamLimits
    hold_back_s: float = 0.4
    trim_above_s: float = 15.0


class Lane:
    """A policy with its engine, one recording after the other, in the caller's thread."""

    def __init__(self, settings: LaneSettings) -> None:
        self._settings = settings
        self._engine = quickest(self._load) if settings.threads is None else self._load(settings.threads)
        self._judge = SileroJudge(_JUDGE_THRESHOLD)
        self._guard = Guard()
        self._clock = PlaybackClock(fast=settings.fast, unloaded=settings.unloaded)
        self._player = Player(self._clock)
        self._number = 0
        self._warm_up()

    def play(self, recording: Recording) -> Played:
        """Play one recording through a new streamer."""
        with self._clock.running():
            return self._player.play(recording, self._streamer(recording))

    def offline(self, recording: Recording) -> tuple[SpokenWord, ...]:
        """Decode a recording once, whole."""
        return self._recogniser(recording, rehearse=False).recognise(recording.audio, 0.0).words

    def peak_rss_mb(self) -> float:
        """Return the most memory that this process has had."""
        return memory_mb("self", "VmHWM")

    def _load(self, threads: int) -> Engine:
        return Engine(
            self._settings.model,
            language="en",
            compute_type="int8",
            threads=threads,
            context_floor_s=self._settings.context_floor_s,
        )

    def _streamer(self, recording: Recording) -> Streamer:
        settings, self._number = self._settings, self._number + 1
        policy: CommitPolicy = (
            HoldBackPolicy(hold_back_s=settings.hold_back_s)
            if settings.policy == "hold_back"
            else LocalAgreementPolicy(longest_s=settings.trim_above_s)
        )
        recogniser = self._recogniser(recording)
        return Streamer(
            number=self._number,
            side="unknown",
            recogniser=Unloaded(recogniser) if settings.unloaded else recogniser,
            policy=policy,
            guard=self._guard,
            voiced=self._judge.voiced,
            limits=replace(settings.limits, minimum_speech_s=_MINIMUM_SPEECH_S),
        )

    def _recogniser(self, recording: Recording, *, rehearse: bool = True) -> "Engine | RehearsingOracle":
        if not self._settings.oracle:
            return self._engine
        return RehearsingOracle(recording.words, self._engine if rehearse else None)

    def _warm_up(self) -> None:
        """The first decode allocates; no booth waits for it, for the agent loads long before a visitor."""
        for _ in range(2):
            self._engine.rehearse(np.zeros(80_000, np.float32), 20)


class RehearsingOracle:
    """Knows what was said, and lets an engine do the work of finding out."""

    def __init__(self, words: Sequence[ReferenceWord], engine: Engine | None) -> None:
        self._oracle = OracleRecogniser(
            [
                SpokenWord(word.text, word.start_s, word.end_s, 0.9)
                for word in words
                if word.start_s is not None and word.end_s is not None
            ],
            mistakes=_MISTAKES,
            wobble_s=_WOBBLE_S,
        )
        self._engine = engine

    def recognise(
        self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        """See `Engine.recognise`."""
        found = self._oracle.recognise(audio, start_s, prompt=prompt, full_context=full_context)
        if self._engine is None:
            return found
        cost_s = self._engine.rehearse(audio, round(len(found.words) * _TOKENS_PER_WORD))
        return replace(found, cost_s=cost_s)


class Unloaded:
    """Reports what decoding costs on a machine with nothing else to do; the streamer sets its pace by it."""

    def __init__(self, recogniser: Recognises) -> None:
        self._recogniser = recogniser

    def recognise(
        self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        """See `Engine.recognise`."""
        started_s = time.process_time()
        found = self._recogniser.recognise(audio, start_s, prompt=prompt, full_context=full_context)
        return replace(found, cost_s=time.process_time() - started_s)


class LaneProcess:
    """A lane in a process of its own, so that memory and processor time are those of one policy."""

    def __init__(self, settings: LaneSettings, pool: ProcessPoolExecutor) -> None:
        self.settings = settings
        self._pool = pool

    def play(self, recording: Recording) -> Played:
        """See `Lane.play`."""
        return self._pool.submit(_play, recording).result()

    def offline(self, recording: Recording) -> tuple[SpokenWord, ...]:
        """See `Lane.offline`."""
        return self._pool.submit(_offline, recording).result()

    def peak_rss_mb(self) -> float:
        """See `Lane.peak_rss_mb`."""
        return self._pool.submit(_peak_rss_mb).result()


@contextmanager
def lane_process(settings: LaneSettings) -> Iterator[LaneProcess]:
    """Start a lane in a process of its own."""
    with ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_open, initargs=(settings,)
    ) as pool:
        yield LaneProcess(settings, pool)


_lanes: list[Lane] = []
"""Of this process: at most one."""


def _open(settings: LaneSettings) -> None:
    _lanes.append(Lane(settings))


def _play(recording: Recording) -> Played:
    return _lanes[0].play(recording)


def _offline(recording: Recording) -> tuple[SpokenWord, ...]:
    return _lanes[0].offline(recording)


def _peak_rss_mb() -> float:
    return _lanes[0].peak_rss_mb()
