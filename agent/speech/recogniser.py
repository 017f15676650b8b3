"""Turns what is being said into segments, while it is being said, in one inference thread."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import numpy as np
import structlog
from numpy.typing import NDArray

from agent.hearing.judge import SileroJudge
from agent.hearing.utterance import Heard, Silence, UtterancePart
from agent.ops.health import Station
from agent.ops.metrics import Metrics
from agent.speech.commit import CommitPolicy
from agent.speech.engine import Engine
from agent.speech.guard import Guard, Rejection
from agent.speech.models import ModelError
from agent.speech.name_check import NameCheck, Words
from agent.speech.segment import AudibleSpan, Hypothesis, Segment
from agent.speech.sides import SideTimeline
from agent.speech.sound import WINDOW_SAMPLES
from agent.speech.streamer import Streamer, StreamLimits
from agent.speech.vocabulary import Vocabulary
from drivers.clock import Clock

_LOAD_AGAIN_S = 60.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Where results go, and who decides what may be put into words at all.

    Attributes:
        audible: The parts of a span of `Clock` time (start, end) that may be transcribed, given when the
            utterance began.
        heard: Takes each final segment.
        heard_until: Learns that everything before a time has been handed on.
        live: Takes each change of a segment that is not final yet.
    """

    audible: Callable[[float, float, float], list[AudibleSpan]]
    heard: Callable[[Segment], Awaitable[None]]
    heard_until: Callable[[float], Awaitable[None]]
    live: Callable[[Segment], None] = lambda _segment: None


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamSettings:
    """How utterances are streamed.

    Attributes:
        judge_threshold: Silero probability that counts as speech.
        limits: Steps and bounds.
        policy: Makes the commit policy of one utterance.
        vocabulary: Returns the names that are likely at this booth; asked anew for every utterance.
        biased: Whether they are given to the model as a prompt.
        names: Weighs them against the sound where words are doubtful; None leaves that out.
        live: Whether words are recognised while somebody speaks, or when the utterance is over.
    """

    judge_threshold: float
    limits: StreamLimits
    policy: Callable[[], CommitPolicy]
    vocabulary: Callable[[], Vocabulary]
    biased: bool
    names: NameCheck | None = None
    live: bool


@dataclass(slots=True)
class _Stream:
    """The utterance at hand, as far as it belongs to one conversation."""

    utterance: int
    conversation: UUID
    end_s: float
    cut: bool
    """Whether sound after it was cut away: what follows does not follow on."""
    streamer: Streamer
    sides: SideTimeline = field(default_factory=SideTimeline)


class Recogniser:
    """Works through what was heard, in order; loads the model in the background.

    Sound outside consented time is cut away before anything looks at it. When recognition is slower
    than speech, parts wait, and several of them make one step: nothing is dropped.
    """

    def __init__(
        self,
        *,
        load: Callable[[], Engine],
        settings: StreamSettings,
        listeners: Listeners,
        clock: Clock,
        metrics: Metrics,
        station: Station,
    ) -> None:
        self._load = load
        self._settings = settings
        self._listeners = listeners
        self._clock = clock
        self._metrics = metrics
        self._station = station
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inference")
        self._judge: SileroJudge | None = None
        self._engine: Engine | None = None
        self._load_again_s = 0.0
        self._stream: _Stream | None = None
        self._utterance = 0
        self._began_s = 0.0
        self._consented = False
        self._numbers = itertools.count(1)
        self._guard = Guard()

    async def run(self, heard: asyncio.Queue[Heard]) -> None:
        """Work until cancelled; `heard.join()` returns when all of it has been dealt with."""
        await self._load_models()
        await self._abandon()
        while True:
            item = await heard.get()
            try:
                with self._station.working():
                    match item:
                        case Silence():
                            await self._finish()
                            await self._listeners.heard_until(item.until_s)
                        case UtterancePart():
                            await self._take(item, behind=not heard.empty())
            finally:
                heard.task_done()

    def close(self) -> None:
        """Give the thread back without waiting for it."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _load_models(self) -> None:
        self._load_again_s = time.monotonic() + _LOAD_AGAIN_S
        loop = asyncio.get_running_loop()
        try:
            if self._judge is None:
                threshold = self._settings.judge_threshold
                self._judge = await loop.run_in_executor(self._thread, SileroJudge, threshold)
            if self._engine is None:
                self._engine = await loop.run_in_executor(self._thread, self._load)
        except Exception as error:  # noqa: BLE001 -- whatever a model file or a library does: scans go on
            why = str(error) if isinstance(error, ModelError) else type(error).__name__
            self._station.failed(why, public="no speech recognition: the speech model cannot be used")
            log.error("no speech recognition; scans go on without words", why=why)  # noqa: TRY400
        else:
            self._station.ok()
            log.info("speech model is loaded")

    async def _take(self, part: UtterancePart, *, behind: bool) -> None:
        """Feed one part to the streams of the conversations that it belongs to.

        Args:
            part: What was said next.
            behind: More waits already: it is fed before the next step is taken.
        """
        if part.number != self._utterance:
            self._utterance, self._began_s, self._consented = part.number, part.start_s, False
        spans = self._listeners.audible(part.start_s, part.end_s, self._began_s)
        self._consented |= bool(spans)
        if part.last and not self._consented:
            self._count("not_consented")
        if spans and self._engine is None and time.monotonic() > self._load_again_s:
            await self._load_models()
        if self._engine is None:
            if part.last and self._consented:
                self._count("no_model")
            return
        for span in spans:
            await self._feed(self._engine, part, span)
        if part.last or not spans:
            await self._finish()
        elif self._settings.live and self._stream is not None and self._stream.streamer.due and not behind:
            self._show(self._stream, await self._timed(self._stream.streamer.step))

    async def _feed(self, engine: Engine, part: UtterancePart, span: AudibleSpan) -> None:
        piece = part.between(span.start_s, span.end_s)
        stream = self._stream
        if len(piece.audio) == 0 and stream is not None:
            return
        # Not by comparing times: a microphone's clock moves a little from part to part.
        if stream is not None and (
            (stream.utterance, stream.conversation) != (part.number, span.conversation)
            or stream.cut
            or span.start_s > part.start_s
        ):
            await self._finish()
        if self._stream is None:
            streamer = self._new_streamer(engine, part, span)
            self._stream = _Stream(part.number, span.conversation, piece.end_s, cut=False, streamer=streamer)
        self._stream.streamer.feed(piece.audio, piece.start_s)
        self._stream.sides.add(piece.start_s, piece.end_s, part.side)
        self._stream.end_s, self._stream.cut = piece.end_s, span.end_s < part.end_s

    def _new_streamer(self, engine: Engine, part: UtterancePart, span: AudibleSpan) -> Streamer:
        settings = self._settings
        vocabulary = settings.vocabulary().with_visitor(span.visitor, span.company)
        prompt = vocabulary.prompt(engine.count_tokens) if settings.biased else ""
        judge = self._judge

        def check(words: Words, whole: Hypothesis) -> Words:
            if settings.names is None:
                return words
            return settings.names(words, vocabulary, partial(engine.explain, whole))

        return Streamer(
            number=next(self._numbers),
            side=part.side,
            recogniser=engine,
            policy=settings.policy(),
            guard=self._guard,
            voiced=judge.voiced if judge else _all_voiced,
            correct=vocabulary.correct,
            check=check,
            prompt=prompt,
            limits=settings.limits,
            rejected=self._rejected,
        )

    async def _finish(self) -> None:
        """End the utterance at hand; its tail is always decoded."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if self._settings.live:
            self._show(stream, await self._timed(stream.streamer.drain))
        segment = await self._timed(stream.streamer.finish)
        self._metrics.lag_seconds.set(max(0.0, self._clock.now() - stream.end_s))
        self._count("transcribed" if segment is not None and segment.words else "no_words")
        if segment is None:
            return
        self._metrics.words.inc(len(segment.words))
        self._metrics.speech_seconds.inc(segment.speech_s)
        await self._listeners.heard(stream.sides.told(segment))

    def _show(self, stream: _Stream, segment: Segment | None) -> None:
        if segment is not None:
            self._listeners.live(stream.sides.told(segment))

    async def _abandon(self) -> None:
        """After a restart: keep what was committed before, and let nothing that was shown dangle."""
        stream, self._stream = self._stream, None
        segment = stream.streamer.abandon() if stream is not None else None
        if stream is not None and segment is not None:
            await self._listeners.heard(stream.sides.told(segment))

    async def _timed(self, work: Callable[[], Segment | None]) -> Segment | None:
        started_s = time.perf_counter()
        segment = await asyncio.get_running_loop().run_in_executor(self._thread, work)
        self._metrics.decode_seconds.inc(time.perf_counter() - started_s)
        return segment

    def _rejected(self, reason: Rejection) -> None:
        self._metrics.hypotheses_rejected.labels(reason).inc()

    def _count(self, outcome: str) -> None:
        self._metrics.utterances.labels(outcome).inc()


def _all_voiced(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Stand in for the judge where it cannot be loaded: everything may be speech."""
    return np.ones(-(-len(audio) // WINDOW_SAMPLES), np.bool_)
