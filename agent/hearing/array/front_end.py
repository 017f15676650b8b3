"""Several microphones in; the voice at the table, who it is and whether there is one, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.hearing.array.aims import Aims
from agent.hearing.array.beams import delay_and_sum, superdirective
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.faults import Fault, FaultWatch, Trouble
from agent.hearing.array.gains import MicrophoneGains
from agent.hearing.array.gate import Gate
from agent.hearing.array.geometry import Geometry, apart_deg
from agent.hearing.array.single import SingleMicrophone
from agent.hearing.array.souden import SoudenBeams
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis, Hops, Spectra, Synthesis, band
from agent.hearing.array.trackers import Envelope, Floor, Level, VoiceLevel
from agent.hearing.array.veto import TableVeto
from agent.hearing.front_end import NoVeto, Veto
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import SAMPLE_RATE_HZ, Frame

HOP_S = HOP_SAMPLES / SAMPLE_RATE_HZ
BLOCK_HOPS = 2
"""32 ms, one window of Silero: what is decided at once."""
BLOCK_S = BLOCK_HOPS * HOP_S
_SECTOR_DEG = 40.0
_ROW_SECTOR_DEG = 50.0
_ROW_WIDER_DEG = 15.0
"""A row hears angles to its axis only: who stands at its end and above it is heard at 30 to 50 degrees."""
_LOWEST_HZ, _HIGHEST_HZ = 300.0, 5000.0
_PLACES: tuple[Side, Side] = ("visitor", "rep")
_CERTAIN = 3.0
"""Log-odds above the threshold from which a talker is followed: not every murmur behind the visitor."""
_TOLD = 1.0
"""Log-odds above the threshold from which a moment tells who speaks: in a loud hall murmurs behind the one
fill the pauses of the other, and would be turns."""
_FEWEST = 3
"""Two microphones cannot tell front from back."""
_QUIETEST = 1e-9
_LOUD_DB = 12.0
"""Above the hall; what is louder says no more about its direction."""
_SURE = 1e-3
"""Silero's probabilities are not told apart closer to 0 and 1 than this."""


Beam = Literal["superdirective", "delay_and_sum", "souden"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayTuning:
    """What can be set.

    Attributes:
        visitor_deg: Azimuth of the visitor's place.
        rep_deg: Azimuth of the rep's place.
        step_hops: Hops that are worked on at once; more cost less and come later.
        threshold: Log-odds of gate and Silero together above which a block is speech.
        certain: Log-odds, averaged over 0.4 s, from which an utterance is believed to be the table's.
        veto_deg: Sound whose direction is further than this from both places is not ours; 15 degrees more are
            given where the microphones lie in a row.
        beam: How sound from other directions is kept out.
        follow: Turn the beams slowly towards who speaks at the two places.
        gain_db: Added to every microphone.
    """

    visitor_deg: float = 0.0
    rep_deg: float = 180.0
    step_hops: int = 6
    threshold: float = 2.0
    certain: float = 3.5
    veto_deg: float = 45.0
    beam: Beam = "superdirective"
    follow: bool = True
    gain_db: float = 0.0


class ArrayFrontEnd:
    """Turns the microphones of an array into one voice, block by block.

    Two fixed beams listen to the visitor's and to the rep's place. The louder of them, by energy and
    direction together, is handed on; overlapping windows fade one into the other. It comes one hop and up
    to a step later than it was said.

    Args:
        geometry: Of the microphones.
        gate: Trained for this kind of array.
        tuning: See `ArrayTuning`.
        channels: Which channel of a frame each microphone is; default: the first ones.
    """

    def __init__(
        self, geometry: Geometry, gate: Gate, tuning: ArrayTuning, channels: Sequence[int] | None = None
    ) -> None:
        self._geometry = geometry
        self._channels = list(channels or range(geometry.microphones))
        self._gate = gate
        self._tuning = tuning
        self._gain = np.float32(10 ** (tuning.gain_db / 20))
        self._block_hops = min(BLOCK_HOPS, tuning.step_hops)
        self._places = (tuning.visitor_deg, tuning.rep_deg)
        self._use(tuple(range(geometry.microphones)))
        self._reach_deg = tuning.veto_deg + (_ROW_WIDER_DEG if geometry.linear else 0.0)
        sector_deg = _ROW_SECTOR_DEG if geometry.linear else _SECTOR_DEG
        sectors = np.stack(
            [apart_deg(self._steered.azimuths_deg, place) <= sector_deg for place in self._places]
        )
        self._sectors = sectors
        self._elsewhere = ~sectors.any(axis=0)
        self._band = band(_LOWEST_HZ, _HIGHEST_HZ)
        self._level = Level()
        self._watch = FaultWatch(geometry.microphones, geometry)
        self._fits = True
        self._voice = VoiceLevel()
        self._floor_db = Floor(quantile=0.2, step=0.12)
        self._start_over()

    @property
    def block_s(self) -> float:
        """See `FrontEnd.block_s`."""
        return self._block_hops * HOP_S

    @property
    def aims_deg(self) -> tuple[float, float]:
        """Where the beams look now: towards the visitor and towards the rep."""
        visitor_deg, rep_deg = self._aims.azimuths_deg
        return visitor_deg, rep_deg

    @property
    def weights(self) -> Spectra:
        """Conjugate weights of the beams now, shape (BINS, microphones, 2)."""
        return self._aims.weights

    @property
    def gains(self) -> NDArray[np.float32]:
        """What makes the microphones equally loud, shape (microphones,)."""
        return self._gains.gains

    @property
    def troubles(self) -> Sequence[Trouble]:
        """See `FrontEnd.troubles`."""
        return self._watch.troubles if self._fits else [Trouble(Fault.CHANNELS)]

    def veto(self) -> Veto:
        """See `FrontEnd.veto`."""
        if not self._fits:
            return NoVeto()
        return TableVeto(
            self._steered.azimuths_deg,
            (self._tuning.visitor_deg, self._tuning.rep_deg),
            reach_deg=self._reach_deg,
            certain=self._tuning.certain,
            block_s=self.block_s,
        )

    def push(self, frame: Frame) -> Sequence[ArrayBlock]:
        """See `FrontEnd.push`."""
        fits = frame.samples.shape[1] > max(self._channels)
        if fits != self._fits:
            self._fits = fits
            self._start_over()
        if not fits:
            return self._single.push(frame)
        first_s = frame.time_s - self._hops.waiting_samples / SAMPLE_RATE_HZ
        return self._take(frame.samples[:, self._channels], first_s)

    def flush(self) -> Sequence[ArrayBlock]:
        """See `FrontEnd.flush`."""
        waiting = self._hops.waiting_samples
        blocks: Sequence[ArrayBlock] = []
        if waiting:
            padding = np.zeros((self._hops.step_samples - waiting, self._geometry.microphones), np.float32)
            blocks = self._take(padding, self._until_s)
        self._start_over()
        return blocks

    def _use(self, microphones: tuple[int, ...]) -> None:
        """Listen with these of the array's microphones, counted from 0, and with no others."""
        geometry = Geometry(self._geometry.positions_m[list(microphones)])
        self._used = microphones
        self._steered = SteeredPower(geometry)
        make = delay_and_sum if self._tuning.beam == "delay_and_sum" else superdirective
        aims = Aims(geometry, self._places, make, self._steered, follow=self._tuning.follow)
        self._aims = SoudenBeams(geometry, aims) if self._tuning.beam == "souden" else aims
        self._gains = MicrophoneGains(geometry.microphones)
        self._analysis = Analysis(geometry.microphones)
        self._cross = Envelope(0.9)

    def _leave_out_broken(self) -> None:
        """One bad microphone spoils a beam and every direction; the others do without it."""
        broken = self._watch.broken
        sound = tuple(number for number in range(self._geometry.microphones) if number not in broken)
        if len(sound) < (2 if self._geometry.linear else _FEWEST):
            sound = tuple(range(self._geometry.microphones))
        if sound != self._used:
            self._use(sound)

    def _start_over(self) -> None:
        """Forget the sound of a moment ago; what was learnt about the hall stays."""
        self._hops = Hops(self._tuning.step_hops, self._geometry.microphones)
        self._analysis = Analysis(len(self._used))
        self._synthesis = Synthesis()
        self._single = SingleMicrophone(self.block_s, self._gain)
        self._beam_db = Envelope(0.85)
        self._cross = Envelope(0.9)
        self._recent = Envelope(0.968)  # half a second
        self._towards = Envelope(0.968)
        self._who = Envelope(0.8)
        self._silero = StreamingSilero()
        self._until_s = 0.0

    def _take(self, samples: NDArray[np.float32], first_s: float) -> list[ArrayBlock]:
        blocks: list[ArrayBlock] = []
        for step in self._hops.push(samples):
            blocks += self._step(step, first_s - HOP_S)  # a hop later out of the windows than into them
            first_s += len(step) / SAMPLE_RATE_HZ
        self._until_s = first_s
        return blocks

    def _step(self, samples: NDArray[np.float32], first_s: float) -> Iterator[ArrayBlock]:
        self._watch.push(samples)
        self._leave_out_broken()
        samples = samples[:, list(self._used)] * self._gain  # what is broken shows before it
        heard = self._analysis.push(samples)
        spectra = heard * self._gains.gains
        beams = np.matmul(spectra.transpose(1, 0, 2), self._aims.weights)  # (BINS, hops, 2)
        features, who, recent, towards = self._features(spectra, beams)
        azimuths_deg = self._steered.azimuths_deg[towards.argmax(axis=1)]
        visitor = who > 0
        chosen = np.where(visitor, beams[..., 0], beams[..., 1]).T
        audio = self._synthesis.push(np.ascontiguousarray(chosen))
        hall_gain = np.float32(self._level.gain(samples[:, 0]))
        odds = self._gate.log_odds(features)
        for first in range(0, self._tuning.step_hops, self._block_hops):
            part = slice(first, first + self._block_hops)
            window = audio[first * HOP_SAMPLES : (first + self._block_hops) * HOP_SAMPLES]
            probability = min(max(self._silero.push(window * hall_gain), _SURE), 1 - _SURE)
            log_odds = float(odds[part].max()) + float(np.log(probability / (1 - probability)))
            azimuth_deg = float(azimuths_deg[part][-1])
            ours = self._nearest_deg(azimuth_deg) <= self._reach_deg
            speech = log_odds > self._tuning.threshold and ours
            told = log_odds > self._tuning.threshold + _TOLD
            side = self._side(float(who[part].mean()), azimuth_deg) if told else "unknown"
            if speech:
                self._voice.learn(window)
            window = window * np.float32(self._voice.gain)
            if ours and side != "unknown" and log_odds > self._tuning.threshold + _CERTAIN:
                self._aims.heard(_PLACES.index(side), recent[part][-1])
                self._aims.learn(spectra[part], _PLACES.index(side))
            elif log_odds < self._tuning.threshold - _CERTAIN:
                self._aims.learn(spectra[part], None)
                self._gains.learn(heard[part])
            yield ArrayBlock(
                window, first_s + first * HOP_S, speech, side, azimuth_deg, log_odds, recent[part][-1]
            )

    def _features(
        self, spectra: Spectra, beams: Spectra
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return what the gate goes by, who of the two it is, and the power of each azimuth of late.

        The power comes twice: plainly averaged, and with loud moments counting for more. By the second a
        talker is placed with the first syllable, before the hall's last half second is forgotten.
        """
        energy = np.sum(np.abs(beams[self._band]) ** 2, axis=0)
        beam_db = self._beam_db.push(10 * np.log10(energy + np.float32(_QUIETEST)))
        above = beam_db - self._floor_db.push(beam_db)
        cross = self._steered.cross(spectra)
        power = self._steered.power(self._cross.push(cross))
        now = self._steered.power(cross)
        recent = self._recent.push(now)
        weight = 1 + np.clip(above.max(axis=1, keepdims=True), 0, np.float32(_LOUD_DB))
        towards = self._towards.push(now * weight)
        sector, lately = (
            np.stack([each[:, inside].max(axis=1) for inside in self._sectors], axis=1)
            for each in (power, recent)
        )
        difference = beam_db[:, 0] - beam_db[:, 1]
        features = np.stack(
            [
                above.max(axis=1),
                sector.max(axis=1),
                np.abs(difference),
                sector.max(axis=1) - power[:, self._elsewhere].max(axis=1),
                lately.max(axis=1),
                lately.max(axis=1) - recent[:, self._elsewhere].max(axis=1),
            ],
            axis=1,
        )
        who = self._who.push(difference / 6 + (sector[:, 0] - sector[:, 1]) / np.float32(0.15))
        return features, who, recent, towards

    def _nearest_deg(self, azimuth_deg: float) -> float:
        places = np.array([self._tuning.visitor_deg, self._tuning.rep_deg])
        return float(apart_deg(places, azimuth_deg).min())

    def _side(self, who: float, azimuth_deg: float) -> Side:
        visitor_deg = float(apart_deg(self._tuning.visitor_deg, azimuth_deg))
        rep_deg = float(apart_deg(self._tuning.rep_deg, azimuth_deg))
        loud: Side = "visitor" if who > 0 else "rep"
        near: Side = "visitor" if visitor_deg < rep_deg else "rep"
        return loud if loud == near else "unknown"
