"""An array that beamforms by itself: a processed channel, and a register that tells directions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.faults import Fault, FaultWatch, Trouble
from agent.hearing.array.geometry import apart_deg
from agent.hearing.array.trackers import VoiceLevel
from agent.hearing.array.veto import TableVeto
from agent.hearing.front_end import NoVeto, Veto
from agent.hearing.judge import WINDOW_SAMPLES
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import SAMPLE_RATE_HZ, Frame
from drivers.microphones.direction import Direction

_AZIMUTHS_DEG = np.arange(0.0, 360.0, 5.0)
_SURE = 1e-3
_PLACES: tuple[Side, Side] = ("visitor", "rep")


class Directions(Protocol):
    """Where the device hears speech; see `DirectionRegister`."""

    @property
    def trouble(self) -> str:
        """Why there are no directions now; "" while there are."""
        ...

    def at(self, time_s: float) -> Direction | None:
        """Return what the device said around a `Clock` time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceTuning:
    """What can be set.

    Attributes:
        channel: The device's processed channel.
        visitor_deg: Azimuth of the visitor's place.
        rep_deg: Azimuth of the rep's place.
        veto_deg: Sound whose direction is further than this from both places is not ours.
        threshold: Log-odds of Silero above which a block is speech.
        certain: Log-odds, averaged over 0.4 s, from which an utterance is believed to be the table's.
        azimuth: Turns the device's azimuths into the profile's.
    """

    channel: int
    visitor_deg: float = 0.0
    rep_deg: float = 180.0
    veto_deg: float = 45.0
    threshold: float = 0.0
    certain: float = 2.0
    azimuth: Callable[[float], float] = float


class DeviceFrontEnd:
    """Takes the voice that an array hands out, and its word for where that comes from.

    While the register is silent words are heard and nobody's side is known, as with one microphone.

    Args:
        directions: Of the device.
        tuning: See `DeviceTuning`.
    """

    block_s = WINDOW_SAMPLES / SAMPLE_RATE_HZ

    def __init__(self, directions: Directions, tuning: DeviceTuning) -> None:
        self._directions = directions
        self._tuning = tuning
        self._watch = FaultWatch(1)
        self._voice = VoiceLevel()
        self._fits = True
        self._silero = StreamingSilero()
        self._waiting = np.zeros(0, np.float32)

    @property
    def troubles(self) -> Sequence[Trouble]:
        """See `FrontEnd.troubles`."""
        if not self._fits:
            return [Trouble(Fault.CHANNELS)]
        found = [Trouble(Fault.DIRECTION)] if self._directions.trouble else []
        return [*found, *self._watch.troubles]

    def veto(self) -> Veto:
        """See `FrontEnd.veto`."""
        if not self._fits or self._directions.trouble:
            return NoVeto()
        return TableVeto(
            _AZIMUTHS_DEG,
            (self._tuning.visitor_deg, self._tuning.rep_deg),
            reach_deg=self._tuning.veto_deg,
            certain=self._tuning.certain,
            block_s=self.block_s,
        )

    def push(self, frame: Frame) -> Sequence[ArrayBlock]:
        """See `FrontEnd.push`."""
        self._fits = frame.samples.shape[1] > self._tuning.channel
        audio = frame.samples[:, self._tuning.channel if self._fits else 0]
        self._watch.push(audio[:, None])
        time_s = frame.time_s - len(self._waiting) / SAMPLE_RATE_HZ
        self._waiting = np.concatenate([self._waiting, audio])
        return list(self._take(time_s))

    def flush(self) -> Sequence[ArrayBlock]:
        """See `FrontEnd.flush`; what fills no block, 31 ms at most, is left out."""
        self._waiting = np.zeros(0, np.float32)
        self._silero = StreamingSilero()
        return []

    def _take(self, time_s: float) -> Iterator[ArrayBlock]:
        while len(self._waiting) >= WINDOW_SAMPLES:
            audio, self._waiting = np.split(self._waiting, [WINDOW_SAMPLES])
            yield self._judged(audio, time_s)
            time_s += self.block_s

    def _judged(self, audio: NDArray[np.float32], time_s: float) -> ArrayBlock:
        gain = np.float32(self._voice.gain)
        probability = min(max(self._silero.push(audio * gain), _SURE), 1 - _SURE)
        log_odds = float(np.log(probability / (1 - probability)))
        speech = log_odds > self._tuning.threshold
        if speech:
            self._voice.learn(audio)
        audio = audio * gain
        if not self._fits or self._directions.trouble:
            return ArrayBlock(audio, time_s, speech, log_odds=log_odds)
        heard = self._directions.at(time_s + self.block_s / 2)
        if heard is None:
            return ArrayBlock(audio, time_s, speech=False, log_odds=log_odds)
        azimuth_deg = self._tuning.azimuth(heard.azimuth_deg) % 360
        places = (self._tuning.visitor_deg, self._tuning.rep_deg)
        off_deg = [float(apart_deg(place_deg, azimuth_deg)) for place_deg in places]
        ours = min(off_deg) <= self._tuning.veto_deg
        side = _PLACES[int(np.argmin(off_deg))] if ours else "unknown"
        power = (apart_deg(_AZIMUTHS_DEG, azimuth_deg) <= 2.5).astype(np.float32)  # noqa: PLR2004 -- half a step
        return ArrayBlock(audio, time_s, speech and ours, side, azimuth_deg, log_odds, power)
