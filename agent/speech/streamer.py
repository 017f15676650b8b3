"""One utterance, decoded again and again while it is being said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.speech.commit import CommitPolicy
from agent.speech.committed import middle_s
from agent.speech.guard import Guard, Rejection
from agent.speech.segment import Hypothesis, Segment, SpokenWord
from drivers.microphones.base import SAMPLE_RATE_HZ

Audio = NDArray[np.float32]
Words = tuple[SpokenWord, ...]

_SAMPLE_S = 1 / SAMPLE_RATE_HZ
_FULL_CONTEXT_S = 30.0
_PIECE_S = 0.5
_RUN_UP_S = 0.32
"""Ten windows of Silero, which needs some to settle before it can judge a piece of sound."""
_UNSETTLED_S = 1.0
"""The end of the sound in which words may still change when the buffer is full."""
_LEAD_IN_S = 0.1
"""Kept before a word when sound without words is dropped: aligned starts are late rather than early."""


class Recognises(Protocol):
    """Recognises words in up to 30 s of sound."""

    def recognise(
        self, audio: Audio, start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        """Decode `audio` (16 kHz mono) once; word times are `Clock` times, `start_s` the first sample's."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLimits:
    """How often and over how much sound an utterance is decoded.

    Attributes:
        step_s: New sound before the next decode, when the processor keeps up.
        maximum_buffer_s: A decode never sees more.
        minimum_speech_s: An utterance with less speech is not decoded at all.
        busiest: Share of the time that decoding may take; the step grows until it does not take more.
    """

    step_s: float = 0.4
    maximum_buffer_s: float = 10.0
    minimum_speech_s: float = 0.25
    busiest: float = 0.6


class Streamer:
    """Turns the sound of one utterance into committed words, from its first sample to its last.

    Has no threads and no clock: the caller feeds sound as it comes, calls `step` when it is `due`, and
    `finish` at the end. No decode sees more than `maximum_buffer_s`; sound beyond it waits here until
    the words before it are committed. Sound is dropped only when its words are committed, when nothing
    is heard in it, or, counted as rejected, when two decodes of it were not to be believed.

    Args:
        number: Names the utterance in its segments.
        side: Who speaks.
        recogniser: Decodes the buffer.
        policy: Decides which words count; a fresh one per utterance.
        guard: Decides which hypotheses count.
        speech_s: The voice detector: seconds of speech in a piece of sound.
        correct: Corrects words when they are committed.
        prompt: Terms that recognition is biased with.
        limits: See `StreamLimits`.
        rejected: Learns of every rejected hypothesis.
    """

    def __init__(
        self,
        *,
        number: int,
        side: Side,
        recogniser: Recognises,
        policy: CommitPolicy,
        guard: Guard,
        speech_s: Callable[[Audio], float],
        correct: Callable[[Words], Words] = tuple,
        prompt: str = "",
        limits: StreamLimits | None = None,
        rejected: Callable[[Rejection], None] = lambda _: None,
    ) -> None:
        self._number = number
        self._side: Side = side
        self._recogniser = recogniser
        self._policy = policy
        self._guard = guard
        self._correct = correct
        self._prompt = prompt
        self._limits = limits or StreamLimits()
        self._rejected = rejected
        self._sound = _Sound(speech_s)
        self._step_s = self._limits.step_s
        self._stepped_s = float("-inf")
        self._good: Hypothesis | None = None
        self._good_until_s = float("-inf")
        self._language = "en"
        self._words: Words = ()
        self._published: tuple[int, tuple[str, ...]] = (0, ())
        self._revision = 0

    @property
    def due(self) -> bool:
        """Whether enough new sound is there for a `step`."""
        if not self._sound.may_hold(self._limits.minimum_speech_s):
            return False
        return self.waiting_s >= min(self._step_s, self._limits.maximum_buffer_s / 2) - _SAMPLE_S / 2

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that no step has looked at."""
        return self._sound.end_s - max(self._stepped_s, self._sound.start_s)

    @property
    def buffered_s(self) -> float:
        """Seconds of sound whose words are not safe yet; what waits is among them."""
        return self._sound.end_s - self._sound.start_s

    def feed(self, audio: Audio, start_s: float) -> None:
        """Take the next sound: float32, 16 kHz mono, shape (samples,).

        Args:
            audio: Follows on what was fed before.
            start_s: `Clock` time of its first sample; only the first call's is looked at, for samples
                count time better than clocks do.
        """
        self._sound.add(audio, start_s)

    def step(self) -> Segment | None:
        """Decode what is there; return the segment if its words changed."""
        self._sound.judge()
        if self._sound.speech_s >= self._limits.minimum_speech_s:
            self._advance()
        else:
            self._stepped_s = self._sound.end_s
            self._sound.drop_to(self._sound.end_s - self._limits.maximum_buffer_s / 2)
        return self._segment(final=False)

    def finish(self) -> Segment | None:
        """Decode the rest, all of it, and commit all words; return the final segment.

        None when nothing was said, unless there is a partial one to be withdrawn. Call it once.
        """
        self._sound.judge()
        if self._sound.speech_s >= self._limits.minimum_speech_s:
            while self._sound.end_s > self._window()[1]:
                self._advance()
            self._decode_rest()
        if self._good is not None:
            self._commit(self._policy.finish(self._good.words))
        self._stepped_s = self._sound.end_s
        return self._segment(final=True)

    def _window(self) -> tuple[float, float]:
        start_s = self._sound.start_s
        return start_s, min(self._sound.end_s, start_s + self._limits.maximum_buffer_s)

    def _advance(self) -> None:
        """Decode the buffer once, commit, and make room; a full buffer always gets shorter."""
        start_s, end_s = self._window()
        self._stepped_s = end_s
        full = end_s - start_s >= self._limits.maximum_buffer_s - _SAMPLE_S / 2
        if self._sound.speech_between_s(start_s, end_s) < self._guard.minimum_speech_s and (
            self._drop_speechless(start_s, end_s) or not full
        ):
            return
        if self._decode(start_s, end_s) and self._good is not None:
            self._commit(self._policy.update(self._good.words, buffer_end_s=end_s))
            self._sound.drop_to(self._policy.trim_to_s(start_s, end_s))
        if full and self._sound.start_s == start_s:
            self._make_room(start_s, end_s)

    def _decode_rest(self) -> None:
        """Decode the tail, unless all of it was; if it is not believed, try what follows the last word."""
        start_s, end_s = self._window()
        if self._good_until_s >= end_s or self._decode(start_s, end_s):
            return
        if self._good is not None:
            self._commit(self._policy.finish(self._good.words))
        rest_s = self._policy.committed_until_s - _LEAD_IN_S
        if start_s < rest_s < end_s:
            self._sound.drop_to(rest_s)
        elif end_s - start_s > 2 * _UNSETTLED_S:
            self._halve(start_s, end_s)
        else:
            return
        self._decode(self._sound.start_s, end_s)

    def _decode(self, start_s: float, end_s: float) -> bool:
        """Decode once, a second time if the result is suspect; say whether it is to be believed."""
        audio = self._sound.between(start_s, end_s)
        speech_s = self._sound.speech_between_s(start_s, end_s)

        def rejection_of(hypothesis: Hypothesis, prompt: str) -> Rejection | None:
            return self._guard.check(hypothesis, audio_s=end_s - start_s, speech_s=speech_s, prompt=prompt)

        hypothesis = self._recogniser.recognise(audio, start_s, prompt=self._prompt)
        cost_s = hypothesis.cost_s
        rejection = rejection_of(hypothesis, self._prompt)
        echo = rejection is Rejection.ECHO
        short = hypothesis.context_s < _FULL_CONTEXT_S
        if rejection is not None and (echo or (short and self._guard.suspect(rejection))):
            prompt = "" if echo else self._prompt
            hypothesis = self._recogniser.recognise(audio, start_s, prompt=prompt, full_context=not echo)
            cost_s += hypothesis.cost_s
            rejection = rejection_of(hypothesis, prompt)
        self._step_s = max(self._limits.step_s, cost_s / self._limits.busiest)
        if rejection is not None:
            self._rejected(rejection)
            return False
        self._good, self._good_until_s = hypothesis, end_s
        self._language = hypothesis.language
        return True

    def _make_room(self, start_s: float, end_s: float) -> None:
        """Shorten a full buffer from which the policy commits and trims nothing."""
        good = self._good
        if good is not None and any(word.end_s > start_s for word in good.words):
            if self._force(good, start_s, min(end_s, self._good_until_s)):
                return
        elif self._drop_speechless(start_s, end_s):
            return
        self._halve(start_s, end_s)

    def _halve(self, start_s: float, end_s: float) -> None:
        """Commit and drop about the first half: it ends elsewhere than the whole, and often makes sense."""
        half_s = (start_s + end_s) / 2
        believed = self._decode(start_s, half_s)
        words = self._good.words if self._good is not None else ()
        if believed and self._good is not None and self._force(self._good, start_s, half_s):
            return
        if believed and len(words) > 1 and words[-1].start_s - _LEAD_IN_S > start_s:
            self._commit(self._policy.finish(words[:-1]))
            self._sound.drop_to(words[-1].start_s - _LEAD_IN_S)
            return
        self._commit(self._policy.finish([word for word in words if middle_s(word) < half_s]))
        self._sound.drop_to(half_s)

    def _force(self, hypothesis: Hypothesis, start_s: float, end_s: float) -> bool:
        """Commit the settled words of `hypothesis`, and drop their sound; say whether that made room.

        What lies between the last settled word and the next one was heard and holds no words.
        """
        settled_s = end_s - _UNSETTLED_S
        settled = [word for word in hypothesis.words if word.end_s <= settled_s]
        later_s = [word.start_s - _LEAD_IN_S for word in hypothesis.words if word.end_s > settled_s]
        cut_s = min([settled_s, *later_s])
        if cut_s <= start_s + _UNSETTLED_S:
            return False
        self._commit(self._policy.finish(settled))
        # That ended what was pending; told once more, the policy knows it again.
        self._commit(self._policy.update(hypothesis.words, buffer_end_s=end_s))
        self._sound.drop_to(cut_s)
        return True

    def _drop_speechless(self, start_s: float, end_s: float) -> bool:
        """Drop the sound up to the unsettled end if nobody speaks in it; say whether that was so."""
        pending = self._policy.pending
        cut_s = end_s - _UNSETTLED_S
        if pending:
            cut_s = min(cut_s, pending[0].start_s - _LEAD_IN_S)
        if (
            cut_s <= start_s
            or self._sound.most_speech_between_s(start_s, cut_s) >= self._guard.minimum_speech_s
        ):
            return False
        self._sound.drop_to(cut_s)
        return True

    def _commit(self, words: Words) -> None:
        if words:
            self._words += self._correct(words)

    def _segment(self, *, final: bool) -> Segment | None:
        pending = () if final else self._policy.pending
        showing = (len(self._words), tuple(word.text for word in pending))
        if showing == self._published and not (final and self._revision):
            return None
        self._published = showing
        self._revision += 1
        return Segment(
            number=self._number,
            revision=self._revision,
            final=final,
            words=self._words,
            pending=pending,
            start_s=self._sound.origin_s,
            end_s=self._stepped_s,
            speech_s=self._sound.speech_s,
            side=self._side,
            language=self._language,
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    start_s: float
    end_s: float
    speech_s: float


class _Sound:
    """Sound with `Clock` times, dropped from the front; each piece of it is judged once."""

    def __init__(self, speech_s: Callable[[Audio], float]) -> None:
        self._judge = speech_s
        self._audio: Audio = np.zeros(0, np.float32)
        self._chunks: list[Audio] = []
        self._fed = 0
        self._dropped = 0
        self._judged = 0
        self._pieces: list[_Piece] = []
        self.origin_s = 0.0
        self.speech_s = 0.0
        """Seconds of speech in all that was judged, dropped sound included."""

    @property
    def start_s(self) -> float:
        return self._time_s(self._dropped)

    @property
    def end_s(self) -> float:
        return self._time_s(self._fed)

    def add(self, audio: Audio, start_s: float) -> None:
        if not self._fed:
            self.origin_s = start_s
        self._chunks.append(audio)
        self._fed += len(audio)

    def between(self, start_s: float, end_s: float) -> Audio:
        if self._chunks:
            self._audio = np.concatenate([self._audio, *self._chunks])
            self._chunks = []
        return self._audio[self._sample(start_s) - self._dropped : self._sample(end_s) - self._dropped]

    def drop_to(self, time_s: float) -> None:
        """Forget what is before; a time outside the sound means its nearest end."""
        sample = min(max(self._sample(time_s), self._dropped), self._fed)
        self.between(self.start_s, self.start_s)
        self._audio = self._audio[sample - self._dropped :]
        self._dropped = sample
        self._judged = max(self._judged, sample)
        self._pieces = [piece for piece in self._pieces if piece.end_s > self.start_s]

    def judge(self) -> None:
        """Judge what is new, and only that, piece by piece with a run-up for the detector."""
        while self._judged < self._fed:
            start_s = self._time_s(self._judged)
            end_s = min(self.end_s, start_s + _PIECE_S)
            run_up = self.between(max(self.start_s, start_s - _RUN_UP_S), start_s)
            speech_s = self._judge(np.concatenate([run_up, self.between(start_s, end_s)]))
            if len(run_up):
                speech_s -= self._judge(run_up)
            self._pieces.append(_Piece(start_s, end_s, min(max(0.0, speech_s), end_s - start_s)))
            self.speech_s += self._pieces[-1].speech_s
            self._judged = self._sample(end_s)

    def may_hold(self, speech_s: float) -> bool:
        """Whether there may be so much speech, if all that is not judged were."""
        return self.speech_s + (self._fed - self._judged) / SAMPLE_RATE_HZ >= speech_s

    def speech_between_s(self, start_s: float, end_s: float) -> float:
        """Return about how much speech lies between; what is not judged yet is taken for speech."""
        speech_s = sum(
            piece.speech_s * _overlap_s(piece, start_s, end_s) / (piece.end_s - piece.start_s)
            for piece in self._pieces
        )
        return speech_s + max(0.0, end_s - max(start_s, self._time_s(self._judged)))

    def most_speech_between_s(self, start_s: float, end_s: float) -> float:
        """Return how much speech may lie between at the most: where in a piece it lies is not known."""
        speech_s = sum(min(piece.speech_s, _overlap_s(piece, start_s, end_s)) for piece in self._pieces)
        return speech_s + max(0.0, end_s - max(start_s, self._time_s(self._judged)))

    def _time_s(self, sample: int) -> float:
        return self.origin_s + sample / SAMPLE_RATE_HZ

    def _sample(self, time_s: float) -> int:
        return round((time_s - self.origin_s) * SAMPLE_RATE_HZ)


def _overlap_s(piece: _Piece, start_s: float, end_s: float) -> float:
    return max(0.0, min(piece.end_s, end_s) - max(piece.start_s, start_s))
