"""The sound of one utterance, dropped from the front, with what the voice detector says of it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from agent.speech.commit import Span
from drivers.microphones.base import SAMPLE_RATE_HZ

Audio = NDArray[np.float32]
Voiced = Callable[[Audio], NDArray[np.bool_]]
"""The voice detector: for each window whether somebody speaks; the last may be shorter."""

WINDOW_SAMPLES = 512
_WINDOW_S = WINDOW_SAMPLES / SAMPLE_RATE_HZ
_RUN_UP_WINDOWS = 10
"""Silero needs some windows to settle before it can judge a piece of sound."""
_PIECE_WINDOWS = 512
"""Judged at once: bounds what a backlog of minutes takes in memory."""
_BACKGROUND_PERCENT = 10
_FOREGROUND_PERCENT = 90
"""Of the windows' levels: even who hardly pauses has gaps between syllables, and a clatter is not speech."""
_QUIETEST_DBFS = -90.0


class Sound:
    """Sound with `Clock` times; each window of it is judged once.

    What is dropped is kept aside for `whole`, as long as it is no more than `keep_s` together.
    """

    def __init__(self, voiced: Voiced, keep_s: float) -> None:
        self._voiced_in = voiced
        self._keep = round(keep_s * SAMPLE_RATE_HZ)
        self._audio: Audio = np.zeros(0, np.float32)
        self._chunks: list[Audio] = []
        self._aside: list[Audio] | None = []
        self._fed = 0
        self._dropped = 0
        self._voiced = np.zeros(0, np.bool_)
        """Of every window since the utterance began: 31 bytes a second."""
        self._levels_dbfs = np.zeros(0, np.float32)
        """Of the same windows."""
        self.origin_s = 0.0

    @property
    def start_s(self) -> float:
        """`Clock` time of the first sample that was not dropped."""
        return self._time_s(self._dropped)

    @property
    def end_s(self) -> float:
        """`Clock` time after the last sample."""
        return self._time_s(self._fed)

    @property
    def speech_s(self) -> float:
        """Seconds of speech in all that was judged, dropped sound included."""
        return float(self._voiced.sum()) * _WINDOW_S

    def add(self, audio: Audio, start_s: float) -> None:
        """Append sound; `start_s` counts for the first only."""
        if not self._fed:
            self.origin_s = start_s
        self._chunks.append(audio)
        self._fed += len(audio)

    def between(self, start_s: float, end_s: float) -> Audio:
        """Return the sound between two times, as far as it was not dropped."""
        if self._chunks:
            self._audio = np.concatenate([self._audio, *self._chunks])
            self._chunks = []
        first = max(0, self._sample(start_s) - self._dropped)
        return self._audio[first : max(first, self._sample(end_s) - self._dropped)]

    def whole(self) -> Audio | None:
        """Return the utterance from its first sample on; None when it has become too long to be kept."""
        if self._aside is None or self._fed > self._keep:
            return None
        return np.concatenate([*self._aside, self.between(self.start_s, self.end_s)])

    def drop_to(self, time_s: float) -> None:
        """Forget what is before; a time outside the sound means its nearest end."""
        sample = min(max(self._sample(time_s), self._dropped), self._fed)
        dropped = self.between(self.start_s, self._time_s(sample))
        if self._fed > self._keep:
            self._aside = None
        elif self._aside is not None and len(dropped):
            self._aside.append(dropped)
        self._audio = self._audio[len(dropped) :].copy()
        self._dropped = sample

    def judge(self, *, last: bool = False) -> None:
        """Judge the windows that are new, with a run-up for the detector.

        Args:
            last: Nothing will follow: judge the unfinished window at the end, too.
        """
        count = -(-self._fed // WINDOW_SAMPLES) if last else self._fed // WINDOW_SAMPLES
        while len(self._voiced) < count:
            first = len(self._voiced)
            after = min(count, first + _PIECE_WINDOWS)
            kept_from = -(-self._dropped // WINDOW_SAMPLES)
            from_window = min(first, max(kept_from, first - _RUN_UP_WINDOWS))
            audio = self.between(self._window_s(from_window), self._window_s(after))
            if from_window * WINDOW_SAMPLES < self._dropped:  # dropped before it was judged
                audio = np.pad(audio, (self._dropped - from_window * WINDOW_SAMPLES, 0))
            judged = self._voiced_in(audio)[first - from_window :]
            self._voiced = np.concatenate([self._voiced, judged])
            levels = _levels_dbfs(audio)[first - from_window :]
            self._levels_dbfs = np.concatenate([self._levels_dbfs, levels])

    def may_hold(self, speech_s: float) -> bool:
        """Whether there may be so much speech, if all that is not judged were."""
        return self.speech_s + self._unjudged_s(self._time_s(0), self.end_s) >= speech_s

    def speech_between_s(self, start_s: float, end_s: float) -> float:
        """Return how much speech lies between; what is not judged yet is taken for speech."""
        first, after = self._window(start_s), self._window(end_s)
        judged = self._voiced[int(first) : int(np.ceil(after))].astype(np.float64)
        if len(judged):
            judged[0] *= 1 - (first - int(first))
        if len(judged) and np.ceil(after) <= len(self._voiced):
            judged[-1] *= 1 - (np.ceil(after) - after)
        return float(judged.sum()) * _WINDOW_S + self._unjudged_s(start_s, end_s)

    def prominence_db(self, start_s: float, end_s: float) -> float:
        """Return how far what lies between two times stands out from the utterance's background.

        The level that one window in ten between the times exceeds, less the level that one in ten of the
        whole utterance stays below; infinite where nothing was judged yet. Sound that was dropped counts.
        """
        first, after = int(self._window(start_s)), int(np.ceil(self._window(end_s)))
        levels = self._levels_dbfs[first:after]
        if len(levels) == 0:
            return float("inf")
        background = np.percentile(self._levels_dbfs, _BACKGROUND_PERCENT)
        return float(np.percentile(levels, _FOREGROUND_PERCENT) - background)

    def pauses(self, shortest_s: float) -> list[Span]:
        """Return where in the sound that was not dropped nobody speaks for so long, in order of time."""
        first = -(-self._dropped // WINDOW_SAMPLES)
        framed = np.concatenate([[True], self._voiced[first:], [True]]).astype(np.int8)
        edges = np.flatnonzero(np.diff(framed))
        spans = edges.reshape(-1, 2) + first
        return [
            (self._window_s(int(start)), self._window_s(int(end)))
            for start, end in spans
            if (end - start) * _WINDOW_S >= shortest_s
        ]

    def _unjudged_s(self, start_s: float, end_s: float) -> float:
        judged_s = min(self.end_s, self._window_s(len(self._voiced)))
        return max(0.0, end_s - max(start_s, judged_s))

    def _window(self, time_s: float) -> float:
        return max(0.0, (time_s - self.origin_s) / _WINDOW_S)

    def _window_s(self, window: int) -> float:
        return self._time_s(window * WINDOW_SAMPLES)

    def _time_s(self, sample: int) -> float:
        return self.origin_s + sample / SAMPLE_RATE_HZ

    def _sample(self, time_s: float) -> int:
        return round((time_s - self.origin_s) * SAMPLE_RATE_HZ)


def _levels_dbfs(audio: Audio) -> NDArray[np.float32]:
    """Return each window's level; the last may be shorter."""
    clean = np.nan_to_num(audio, posinf=1.0, neginf=-1.0).clip(-1, 1)
    starts = np.arange(0, len(clean), WINDOW_SAMPLES)
    lengths = np.minimum(WINDOW_SAMPLES, len(clean) - starts)
    powers = np.add.reduceat(np.square(clean), starts) / lengths
    levels: NDArray[np.float32] = 10 * np.log10(np.maximum(powers, 10 ** (_QUIETEST_DBFS / 10)))
    return levels.astype(np.float32)
