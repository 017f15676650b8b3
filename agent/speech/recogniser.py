"""Turns utterances into segments, in one inference thread."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from agent.hearing.judge import SileroJudge
from agent.hearing.utterance import Heard, Silence, Utterance
from agent.ops.health import Station
from agent.ops.metrics import Metrics
from agent.speech.models import ModelError
from agent.speech.segment import Segment
from agent.speech.transcriber import Transcriber
from drivers.clock import Clock

_LOAD_AGAIN_S = 60.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Where results go, and who decides what may be put into words at all.

    Attributes:
        audible: The parts of a span of `Clock` time that may be transcribed.
        heard: Takes each segment.
        heard_until: Learns that everything before a time has been handed on.
    """

    audible: Callable[[float, float], list[tuple[float, float]]]
    heard: Callable[[Segment], Awaitable[None]]
    heard_until: Callable[[float], Awaitable[None]]


class Recogniser:
    """Works through what was heard, in order; loads the model in the background.

    Sound outside consented time is cut away before anything looks at it.
    """

    def __init__(
        self,
        *,
        load: Callable[[], Transcriber],
        judge_threshold: float,
        minimum_speech_s: float,
        listeners: Listeners,
        clock: Clock,
        metrics: Metrics,
        station: Station,
    ) -> None:
        self._load = load
        self._judge_threshold = judge_threshold
        self._minimum_speech_s = minimum_speech_s
        self._listeners = listeners
        self._clock = clock
        self._metrics = metrics
        self._station = station
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inference")
        self._judge: SileroJudge | None = None
        self._transcriber: Transcriber | None = None
        self._load_again_s = 0.0

    async def run(self, heard: asyncio.Queue[Heard]) -> None:
        """Work until cancelled; `heard.join()` returns when all of it has been dealt with."""
        await self._load_models()
        while True:
            item = await heard.get()
            try:
                with self._station.working():
                    match item:
                        case Silence():
                            await self._listeners.heard_until(item.until_s)
                        case Utterance():
                            await self._recognise(item)
            finally:
                heard.task_done()

    def close(self) -> None:
        """Give the thread back without waiting for it."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _load_models(self) -> None:
        self._load_again_s = time.monotonic() + _LOAD_AGAIN_S
        loop = asyncio.get_running_loop()
        try:
            self._judge = await loop.run_in_executor(self._thread, SileroJudge, self._judge_threshold)
            self._transcriber = await loop.run_in_executor(self._thread, self._load)
        except Exception as error:  # noqa: BLE001 -- whatever a model file or a library does: scans go on
            why = str(error) if isinstance(error, ModelError) else type(error).__name__
            self._station.failed(why, public="no speech recognition: the speech model cannot be used")
            log.error("no speech recognition; scans go on without words", why=why)  # noqa: TRY400
        else:
            self._station.ok()
            log.info("speech model is loaded")

    async def _recognise(self, utterance: Utterance) -> None:
        parts = self._listeners.audible(utterance.start_s, utterance.end_s)
        if not parts:
            self._count("not_consented")
            return
        if self._transcriber is None and time.monotonic() > self._load_again_s:
            await self._load_models()
        if self._transcriber is None:
            self._count("no_model")
            return
        for part in parts:
            started_s = time.perf_counter()
            segment = await asyncio.get_running_loop().run_in_executor(
                self._thread, self._transcribe, self._transcriber, utterance.between(*part)
            )
            self._metrics.decode_seconds.inc(time.perf_counter() - started_s)
            if segment is None:
                self._count("no_words")
                continue
            self._count("transcribed")
            self._metrics.words.inc(len(segment.words))
            self._metrics.speech_seconds.inc(segment.speech_s)
            self._metrics.lag_seconds.set(max(0.0, self._clock.now() - utterance.end_s))
            await self._listeners.heard(segment)

    def _transcribe(self, transcriber: Transcriber, utterance: Utterance) -> Segment | None:
        """Judge, then recognise; runs in the inference thread."""
        speech_s = self._judge.speech_s(utterance.audio) if self._judge else utterance.duration_s
        if speech_s < self._minimum_speech_s:
            return None
        return transcriber.transcribe(utterance, speech_s=speech_s)

    def _count(self, outcome: str) -> None:
        self._metrics.utterances.labels(outcome).inc()
