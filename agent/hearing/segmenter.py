"""Cuts the stream of frames into utterances."""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from agent.hearing.gate import Gate
from agent.hearing.utterance import Heard, Silence, UtterancePart
from drivers.microphones.base import FRAME_S, Frame

_OPEN_FRAMES = 3
_OPEN_WINDOW = 5
_JUMP_S = 0.1
_PART_FRAMES = 10
"""0.2 s: finer than any commit policy steps, coarse enough to cost nothing."""
_OVERTIME = 1.25
"""Too long an utterance ends at the next quiet frame, at the latest at this many times the maximum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmenterLimits:
    """When an utterance opens, closes and is cut; all in seconds."""

    pre_roll_s: float = 0.3
    hang_over_s: float = 0.6
    maximum_s: float = 15.0


class Segmenter:
    """Opens when 3 of the last 5 frames hold speech, closes after the hang-over.

    What is open is handed on part by part while it is spoken. Speech longer than the maximum is ended
    at a pause, so that the cut seldom falls into a word; when it goes on, so does the next utterance,
    and no sample is lost between them.
    """

    def __init__(self, *, gate: Gate, channel: int, limits: SegmenterLimits) -> None:
        self._gate = gate
        self._channel = channel
        self._hang_over_frames = math.ceil(limits.hang_over_s / FRAME_S)
        self._maximum_frames = math.floor(limits.maximum_s / FRAME_S)
        self._recent: deque[bool] = deque(maxlen=_OPEN_WINDOW)
        self._pre_roll: deque[Frame] = deque(maxlen=math.ceil(limits.pre_roll_s / FRAME_S) + _OPEN_WINDOW)
        self._number = 0
        self._open_frames = 0
        self._kept: list[Frame] = []
        self._quiet_frames = 0

    def push(self, frame: Frame) -> list[Heard]:
        """Take one frame; return what became complete with it, in order."""
        heard: list[Heard] = []
        if self._jumped(frame):  # frames were lost or the device came back: never glue over a gap
            heard += self.flush()
        channel = min(self._channel, frame.samples.shape[1] - 1)
        mono = Frame(frame.samples[:, channel : channel + 1], frame.time_s)
        speech = self._gate.is_speech(mono.samples[:, 0])
        if self._open_frames:
            heard += self._grow(mono, speech=speech)
        else:
            heard += self._wait(mono, speech=speech)
        return heard

    def flush(self) -> list[Heard]:
        """End what is open, as when the microphone goes away."""
        heard = self._close() if self._open_frames else []
        self._pre_roll.clear()
        self._recent.clear()
        return heard

    def _jumped(self, frame: Frame) -> bool:
        last = self._kept[-1] if self._kept else self._pre_roll[-1] if self._pre_roll else None
        return last is not None and abs(frame.time_s - last.time_s - FRAME_S) > _JUMP_S

    def _wait(self, frame: Frame, *, speech: bool) -> list[Heard]:
        self._recent.append(speech)
        self._pre_roll.append(frame)
        if sum(self._recent) >= _OPEN_FRAMES:
            self._number += 1
            self._kept = list(self._pre_roll)
            self._open_frames = len(self._kept)
            self._pre_roll.clear()
            self._recent.clear()
            self._quiet_frames = 0
            return []
        # Frames in the pre-roll may still become part of an utterance.
        return [Silence(self._pre_roll[0].time_s)]

    def _grow(self, frame: Frame, *, speech: bool) -> list[Heard]:
        self._kept.append(frame)
        self._open_frames += 1
        self._quiet_frames = 0 if speech else self._quiet_frames + 1
        too_long = self._open_frames >= self._maximum_frames
        pause = not speech or self._open_frames >= _OVERTIME * self._maximum_frames
        if self._quiet_frames >= self._hang_over_frames or (too_long and pause):
            return self._close()
        if len(self._kept) > _PART_FRAMES:
            return [self._part(_PART_FRAMES, last=False)]
        return []

    def _close(self) -> list[Heard]:
        end_s = self._kept[-1].time_s + FRAME_S
        part = self._part(len(self._kept), last=True)
        self._open_frames = 0
        return [part, Silence(end_s)]

    def _part(self, frames: int, *, last: bool) -> UtterancePart:
        # One frame always stays until the end: the last part must hold something, and a gap be seen.
        taken, self._kept = self._kept[:frames], self._kept[frames:]
        audio = np.concatenate([frame.samples[:, 0] for frame in taken])
        return UtterancePart(audio, taken[0].time_s, self._number, last)
