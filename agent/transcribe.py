"""Transcribes a recording or standard input by the same way that sound takes at the booth."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import numpy as np
import structlog

from agent.hearing.ear import Ear
from agent.listening import build_ear, build_recogniser
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings.model import Settings
from agent.speech.engine import Engine
from agent.speech.recogniser import Listeners
from agent.speech.segment import AudibleSpan, Segment, SpokenWord
from drivers.clock import Clock, ReplayClock, SystemClock
from drivers.microphones.base import (
    FRAME_SAMPLES,
    SAMPLE_RATE_HZ,
    Frame,
    Microphone,
    MicrophoneError,
    MicrophoneListener,
    MicrophoneProblem,
)
from drivers.microphones.replay import ReplayMicrophone

STANDARD_INPUT = "-"
_FILE_MARKS = (b"RIFF", b"fLaC", b"OggS", b"ID3")

log = structlog.get_logger(__name__)


class QuietListener:
    """Says nothing of a microphone's state; what goes wrong with a file shows in the exit."""

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None:
        """See `MicrophoneListener.connected`."""

    def disconnected(self, microphone: str, why: str) -> None:
        """See `MicrophoneListener.disconnected`."""
        log.warning("microphone is away", microphone=microphone, why=why)

    def overrun(self, microphone: str, frames: int) -> None:
        """See `MicrophoneListener.overrun`."""


class StandardInputMicrophone(Microphone):
    """Raw sound on standard input: 16 kHz, signed 16 bit, little endian, mono, as fast as it comes."""

    def __init__(self, *, name: str, listener: MicrophoneListener, clock: Clock) -> None:
        super().__init__(name=name, listener=listener)
        self._start_s = clock.now()
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[Frame]:
        """See `Microphone.__aiter__`."""
        frames = 0
        while not self._closed:
            data = await asyncio.to_thread(sys.stdin.buffer.read, 2 * FRAME_SAMPLES)
            if not data:
                return
            if frames == 0 and data.startswith(_FILE_MARKS):
                raise MicrophoneError(
                    MicrophoneProblem.UNREADABLE,
                    "standard input holds a sound file; give its name instead of -, or send raw 16 kHz,"
                    " 16 bit, mono sound",
                )
            samples = np.zeros((FRAME_SAMPLES, 1), np.float32)
            heard = np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2")
            samples[: len(heard), 0] = heard / 32_768
            yield Frame(samples, self._start_s + frames * FRAME_SAMPLES / SAMPLE_RATE_HZ)
            frames += 1

    async def aclose(self) -> None:
        """See `Microphone.aclose`."""
        self._closed = True


async def transcribe(
    source: str,
    settings: Settings,
    *,
    live: bool,
    as_json: bool,
    out: TextIO,
    engine: Engine | None = None,
) -> int:
    """Write the words of `source` to `out`.

    Args:
        source: A WAV or FLAC file, or `-`.
        settings: Hearing and speech count, the rest is ignored.
        live: Also write what may still change; a file is played at its own speed then.
        as_json: One JSON object a line instead of text.
        out: Where to.
        engine: A loaded model; None loads the one that the settings name.

    Returns:
        How many words were written.

    Raises:
        MicrophoneError: If the file cannot be used.
    """
    clock: Clock = SystemClock() if source == STANDARD_INPUT else ReplayClock()
    start_s = clock.now()
    microphone: Microphone = (
        StandardInputMicrophone(name="standard input", listener=QuietListener(), clock=clock)
        if source == STANDARD_INPUT
        else ReplayMicrophone(
            name=source,
            listener=QuietListener(),
            path=Path(source),
            clock=clock,
            start_s=start_s,
            real_time=live,
        )
    )
    everything = uuid4()
    words = 0

    def write(segment: Segment) -> None:
        print(_rendered(segment, start_s, as_json=as_json), file=out, flush=True)

    async def heard(segment: Segment) -> None:
        nonlocal words
        words += len(segment.words)
        write(segment)

    async def heard_until(_time_s: float) -> None:
        return

    listeners = Listeners(
        audible=lambda from_s, to_s, _began_s: [AudibleSpan(from_s, to_s, everything)],
        heard=heard,
        heard_until=heard_until,
        live=write if live else lambda _segment: None,
    )
    metrics, health = Metrics(), Health()
    recogniser = build_recogniser(
        settings, listeners, clock=clock, metrics=metrics, health=health, engine=engine
    )
    ear = build_ear(settings.hearing, microphone, clock=clock, metrics=metrics, health=health)
    async with microphone:
        working = asyncio.create_task(recogniser.run(ear.heard), name="speech")
        try:
            hearing = asyncio.create_task(_hear_all(ear), name="hearing")
            await asyncio.wait({working, hearing}, return_when=asyncio.FIRST_COMPLETED)
            for task in (working, hearing):
                if task.done():
                    task.result()
        finally:
            working.cancel()
            recogniser.close()
    return words


async def _hear_all(ear: Ear) -> None:
    await ear.run()
    await ear.heard.join()


def _rendered(segment: Segment, zero_s: float, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(
            {
                "segment": segment.number,
                "revision": segment.revision,
                "final": segment.final,
                "start_s": round(segment.start_s - zero_s, 3),
                "end_s": round(segment.end_s - zero_s, 3),
                "language": segment.language,
                "text": segment.text,
                "words": [_word(word, zero_s) for word in segment.words],
                "pending": [_word(word, zero_s) for word in segment.pending],
            },
            ensure_ascii=False,
        )
    mark = " " if segment.final else "~"
    pending = "".join(f" {word.text}" for word in segment.pending)
    return f"{mark}{segment.start_s - zero_s:8.2f} {segment.text}{f' …{pending}' if pending else ''}"


def _word(word: SpokenWord, zero_s: float) -> dict[str, str | float | None]:
    return {
        "text": word.text,
        "start_s": round(word.start_s - zero_s, 3),
        "end_s": round(word.end_s - zero_s, 3),
        "probability": round(word.probability, 3),
        "heard": word.heard,
    }
