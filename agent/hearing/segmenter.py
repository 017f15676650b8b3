"""Cuts the stream of frames into utterances."""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from agent.hearing.gate import Gate
from agent.hearing.utterance import Heard, Silence, Utterance
from drivers.microphones.base import FRAME_S, Frame

_OPEN_FRAMES = 3
_OPEN_WINDOW = 5
_JUMP_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmenterLimits:
    """When an utterance opens, closes and is cut; all in seconds."""

    pre_roll_s: float = 0.3
    hang_over_s: float = 0.6
    maximum_s: float = 15.0


class Segmenter:
    """Opens when 3 of the last 5 frames hold speech, closes after the hang-over.

    Speech longer than the maximum is cut at its quietest frame of the last third, so that the cut
    seldom falls into a word; no sample is lost between the parts.
    """

    def __init__(self, *, gate: Gate, channel: int, limits: SegmenterLimits) -> None:
        self._gate = gate
        self._channel = channel
        self._hang_over_frames = math.ceil(limits.hang_over_s / FRAME_S)
        self._maximum_frames = math.floor(limits.maximum_s / FRAME_S)
        self._recent: deque[bool] = deque(maxlen=_OPEN_WINDOW)
        self._pre_roll: deque[Frame] = deque(maxlen=math.ceil(limits.pre_roll_s / FRAME_S) + _OPEN_WINDOW)
        self._open: list[Frame] = []
        self._quiet_frames = 0

    def push(self, frame: Frame) -> list[Heard]:
        """Take one frame; return what became complete with it, in order."""
        heard: list[Heard] = []
        if self._jumped(frame):  # frames were lost or the device came back: never glue over a gap
            heard += self.flush()
        channel = min(self._channel, frame.samples.shape[1] - 1)
        mono = Frame(frame.samples[:, channel : channel + 1], frame.time_s)
        speech = self._gate.is_speech(mono.samples[:, 0])
        if self._open:
            heard += self._grow(mono, speech=speech)
        else:
            heard += self._wait(mono, speech=speech)
        return heard

    def flush(self) -> list[Heard]:
        """End what is open, as when the microphone goes away."""
        heard = self._close(len(self._open))
        self._pre_roll.clear()
        self._recent.clear()
        return heard

    def _jumped(self, frame: Frame) -> bool:
        last = self._open[-1] if self._open else self._pre_roll[-1] if self._pre_roll else None
        return last is not None and abs(frame.time_s - last.time_s - FRAME_S) > _JUMP_S

    def _wait(self, frame: Frame, *, speech: bool) -> list[Heard]:
        self._recent.append(speech)
        self._pre_roll.append(frame)
        if sum(self._recent) >= _OPEN_FRAMES:
            self._open = list(self._pre_roll)
            self._pre_roll.clear()
            self._recent.clear()
            self._quiet_frames = 0
            return []
        # Frames in the pre-roll may still become part of an utterance.
        return [Silence(self._pre_roll[0].time_s)]

    def _grow(self, frame: Frame, *, speech: bool) -> list[Heard]:
        self._open.append(frame)
        self._quiet_frames = 0 if speech else self._quiet_frames + 1
        if self._quiet_frames >= self._hang_over_frames:
            return self._close(len(self._open))
        if len(self._open) >= self._maximum_frames:
            return self._close(self._quietest())
        return []

    def _quietest(self) -> int:
        first = len(self._open) * 2 // 3
        levels = [float(np.square(frame.samples).mean()) for frame in self._open[first:]]
        return first + int(np.argmin(levels)) + 1

    def _close(self, frames: int) -> list[Heard]:
        taken, self._open = self._open[:frames], self._open[frames:]
        if not taken:
            return []
        audio = np.concatenate([frame.samples[:, 0] for frame in taken])
        end_s = taken[-1].time_s + FRAME_S
        return [Utterance(audio, taken[0].time_s), Silence(end_s)]
