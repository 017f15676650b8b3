"""Plays a recording to a streaming recogniser at wall-clock speed and notes what it publishes, and when."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.speech.segment import Segment
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ
from scripts.benchmarks.recordings import Recording

GAP_S = 0.5
"""Between two utterances, after the hang-over."""


class Streams(Protocol):
    """What is played to: one utterance of the product's streamer."""

    def feed(self, audio: NDArray[np.float32], start_s: float) -> None:
        """Take the next sound."""
        ...

    @property
    def due(self) -> bool:
        """Whether it is time for a step."""
        ...

    def step(self) -> Segment | None:
        """Decode; return what changed."""
        ...

    def drain(self) -> Segment | None:
        """Decode the tail; return what changed."""
        ...

    def finish(self) -> Segment | None:
        """Return the final segment."""
        ...


class Clock(Protocol):
    """The time by which sound becomes available and words become public."""

    def now(self) -> float:
        """Return the time in seconds."""
        ...

    def wait_until(self, time_s: float) -> None:
        """Return when it is that late."""
        ...


class PlaybackClock:
    """Real time, less the pauses between recordings.

    Args:
        fast: Skip what would be waited for. Work takes the time that it really takes either way, so
            latencies mean the same.
        unloaded: Count processor time, of all threads, instead of real time, as on a machine with
            nothing else to do; an upper bound for more than one thread. Needs `fast`.

    Raises:
        ValueError: For `unloaded` without `fast`: processor time does not pass while waiting.
    """

    def __init__(self, *, fast: bool, unloaded: bool = False) -> None:
        if unloaded and not fast:
            raise ValueError("an unloaded machine can only be imitated by a fast clock")
        self._fast = fast
        self._timer = time.process_time if unloaded else time.perf_counter
        self._offset_s = -self._timer()
        self._paused_s: float | None = self._timer()

    def now(self) -> float:
        """Return the time in seconds since the first recording began."""
        return self._offset_s + (self._timer() if self._paused_s is None else self._paused_s)

    def wait_until(self, time_s: float) -> None:
        """Return when it is that late."""
        left_s = time_s - self.now()
        if left_s <= 0:
            return
        if self._fast:
            self._offset_s += left_s
        else:
            time.sleep(left_s)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let time pass only inside."""
        if self._paused_s is not None:
            self._offset_s += self._paused_s - self._timer()
            self._paused_s = None
        try:
            yield
        finally:
            self._paused_s = self._timer()


@dataclass(frozen=True, slots=True)
class PublishedWord:
    """A word that was committed; times from the beginning of its recording."""

    text: str
    published_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of one recording; times from its beginning.

    Attributes:
        words: Committed, in order.
        final_words: Of the final segment, which may correct what was committed.
        finished_s: When nothing could change any more; None where that was never said.
        revisions: Pending words that were shown and then changed or withdrawn.
        committed_changed: Committed words that changed after all; anything but 0 is a bug.
        longest_backlog_s: Most sound that had arrived and waited.
        busy_s: Time spent in the recogniser.
        cpu_s: Processor time of the whole process, all threads.
        rss_mb: Resident memory afterwards.
    """

    words: tuple[PublishedWord, ...]
    final_words: tuple[str, ...]
    finished_s: float | None
    revisions: int
    committed_changed: int
    longest_backlog_s: float
    busy_s: float
    cpu_s: float
    rss_mb: float


class Player:
    """Plays utterances one after the other: sound that nobody takes in time waits, also into the next one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_s = clock.now()

    def play(self, recording: Recording, streamer: Streams) -> Played:
        """Play one recording; return when its final segment is there."""
        begun_s = self._next_s
        self._next_s = begun_s + recording.duration_s + GAP_S
        noted, longest_backlog_s, busy_s = _Noted(), 0.0, 0.0
        cpu_s, fed = time.process_time(), 0
        while True:
            self._clock.wait_until(begun_s + min(fed + FRAME_SAMPLES, len(recording.audio)) / SAMPLE_RATE_HZ)
            arrived_s = min(self._clock.now() - begun_s, recording.duration_s)
            longest_backlog_s = max(longest_backlog_s, self._clock.now() - begun_s - fed / SAMPLE_RATE_HZ)
            fed = _feed(streamer, recording, fed, arrived_s)
            over = fed == len(recording.audio)
            if not over and not streamer.due:
                continue
            started_s = self._clock.now()
            segment = streamer.drain() if over else streamer.step()
            busy_s += self._clock.now() - started_s
            noted.take(segment, self._clock.now() - begun_s)
            if over:
                break
        started_s = self._clock.now()
        final = streamer.finish()
        busy_s += self._clock.now() - started_s
        return Played(
            words=tuple(noted.words),
            final_words=tuple(word.text for word in final.words) if final else (),
            finished_s=self._clock.now() - begun_s,
            revisions=noted.revisions,
            committed_changed=noted.committed_changed,
            longest_backlog_s=longest_backlog_s,
            busy_s=busy_s,
            cpu_s=time.process_time() - cpu_s,
            rss_mb=memory_mb("self", "VmRSS"),
        )


def memory_mb(process: int | str, field: str) -> float:
    """Return a figure of /proc/PID/status in MB, 0 where it cannot be read: VmRSS, or its peak VmHWM."""
    try:
        with Path(f"/proc/{process}/status").open(encoding="ascii") as status:
            line = next((line for line in status if line.startswith(f"{field}:")), None)
    except OSError:
        return 0.0
    return float(line.split()[1]) / 1024 if line else 0.0


class _Noted:
    """Follows one utterance's segments."""

    def __init__(self) -> None:
        self.words: list[PublishedWord] = []
        self.revisions = 0
        self.committed_changed = 0
        self._shown: list[str] = []

    def take(self, segment: Segment | None, now_s: float) -> None:
        if segment is None:
            return
        texts = [word.text for word in segment.words]
        pairs = zip(self.words, texts, strict=False)
        self.committed_changed += sum(word.text != text for word, text in pairs)
        self.committed_changed += max(0, len(self.words) - len(texts))
        self.words += [PublishedWord(text, now_s) for text in texts[len(self.words) :]]
        shown = texts + [word.text for word in segment.pending]
        kept = next(
            (at for at, (old, new) in enumerate(zip(self._shown, shown, strict=False)) if old != new),
            min(len(self._shown), len(shown)),
        )
        self.revisions += len(self._shown) - kept
        self._shown = shown


def _feed(streamer: Streams, recording: Recording, fed: int, arrived_s: float) -> int:
    """Hand over the frames that have arrived, as a microphone delivers them; return how far that is."""
    arrived = round(arrived_s * SAMPLE_RATE_HZ)
    while fed < len(recording.audio):
        after = min(fed + FRAME_SAMPLES, len(recording.audio))
        if after > arrived:
            break
        streamer.feed(recording.audio[fed:after], fed / SAMPLE_RATE_HZ)
        fed = after
    return fed
