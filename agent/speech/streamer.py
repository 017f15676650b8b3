"""One utterance, decoded again and again while it is being said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agent.contract.lead import Side
from agent.speech.commit import CommitPolicy
from agent.speech.committed import Committed, left_out, middle_s
from agent.speech.guard import Guard, Rejection
from agent.speech.segment import Hypothesis, Segment, SpokenWord
from agent.speech.sound import Audio, Sound, Voiced
from drivers.microphones.base import SAMPLE_RATE_HZ

Words = tuple[SpokenWord, ...]

_SAMPLE_S = 1 / SAMPLE_RATE_HZ
_FULL_CONTEXT_S = 30.0
_WHOLE_S = 29.0
"""A longer utterance is not decoded once more as a whole: Whisper takes 30 s."""
_PAUSE_S = 0.25
"""Silence by the voice detector that is no stop consonant."""
_QUIET_S = 0.2
"""Silence after which a word is over."""
_LEFT_OUT = 2
"""A second pass that leaves out so many committed words in a row is no better: Whisper skips now and then."""
_UNSETTLED_S = 1.0
"""The end of the sound in which words may still change when the buffer is full."""
_INEXACT_S = 0.3
"""Small models are off by so much about where words begin and end."""
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
        second_pass: Decode the whole utterance once more when it is over, for the final segment.
    """

    step_s: float = 0.65
    maximum_buffer_s: float = 10.0
    minimum_speech_s: float = 0.25
    busiest: float = 0.6
    second_pass: bool = True


class Streamer:
    """Turns the sound of one utterance into committed words, from its first sample to its last.

    Has no threads and no clock: the caller feeds sound as it comes, calls `step` when it is `due`, and
    at the end `drain`, for the words as soon as they are there, and `finish`, for the best text. While
    somebody speaks no decode sees more than `maximum_buffer_s`; sound beyond it waits here until the
    words before it are committed. Sound is left behind only when its words are committed, when nothing
    is heard in it, or, counted as rejected, when two decodes of it were not to be believed.

    Args:
        number: Names the utterance in its segments.
        side: Who speaks.
        recogniser: Decodes the buffer.
        policy: Decides which words count; a fresh one per utterance.
        guard: Decides which hypotheses count.
        voiced: The voice detector.
        correct: Corrects words when they are committed, and all of them once more at the end.
        check: Weighs all words, corrected, against the sound of the whole utterance, when it is over.
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
        voiced: Voiced,
        correct: Callable[[Words], Words] = tuple,
        check: Callable[[Words, Hypothesis], Words] = lambda words, _: words,
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
        self._check = check
        self._prompt = prompt
        self._limits = limits or StreamLimits()
        self._rejected = rejected
        self._sound = Sound(voiced, keep_s=_WHOLE_S)
        self._step_s = self._limits.step_s
        self._stepped_s = float("-inf")
        self._good: Hypothesis | None = None
        self._good_s = (float("inf"), float("-inf"))
        """Start and end of the sound that it is of."""
        self._language = "en"
        self._heard: Words = ()
        """Committed, as the recogniser wrote them."""
        self._words: Words = ()
        self._drained = False
        self._tail_believed = True
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

    def drain(self) -> Segment | None:
        """Decode the rest, all of it, and commit all words; return the segment if its words changed."""
        self._drained = True
        self._sound.judge(last=True)
        if self._sound.speech_s >= self._limits.minimum_speech_s:
            while self._sound.end_s > self._window()[1]:
                self._advance()
            self._decode_rest()
        if self._good is not None:
            self._commit(self._policy.finish(self._good.words, cut_s=self._cut_s(self._good_s[0])))
        self._stepped_s = self._sound.end_s
        return self._segment(final=False)

    def finish(self) -> Segment | None:
        """Drain, and decode the whole utterance once more; return the final segment.

        Its words may differ from those that were committed: they were heard in full context. None when
        nothing was said, unless there is a partial one to be withdrawn. Call it once, last.
        """
        if not self._drained:
            self.drain()
        words, whole = self._reconsidered()
        self._words = self._correct(words)
        if whole is not None and self._words:
            self._words = self._check(self._words, whole)
        return self._segment(final=True)

    def abandon(self) -> Segment | None:
        """Return what was committed as the final segment, without decoding anything more."""
        self._words = self._correct(self._heard)
        return self._segment(final=True)

    def _cut_s(self, start_s: float) -> float:
        return start_s if start_s > self._sound.origin_s else float("-inf")

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
        if (self._knows(start_s, end_s) or self._decode(start_s, end_s)) and self._good is not None:
            self._commit(
                self._policy.update(self._good.words, cut_s=self._cut_s(start_s), buffer_end_s=end_s)
            )
            pauses = self._sound.pauses(_PAUSE_S)
            self._sound.drop_to(self._policy.trim_to_s(start_s, end_s, pauses))
        if full and self._sound.start_s == start_s:
            self._make_room(start_s, end_s)

    def _knows(self, start_s: float, end_s: float) -> bool:
        """Whether nobody has spoken since the last decode, which heard the last word to its end."""
        good_from_s, good_until_s = self._good_s
        quiet = self._sound.speech_between_s(good_until_s - _QUIET_S, end_s) == 0
        return good_from_s == start_s and quiet

    def _decode_rest(self) -> None:
        """Decode the tail, unless all of it was; if it is not believed, try what follows the last word."""
        start_s, end_s = self._window()
        if self._good_s[1] >= end_s or self._decode(start_s, end_s):
            return
        self._tail_believed = False
        if self._good is not None:
            self._commit(self._policy.finish(self._good.words, cut_s=self._cut_s(self._good_s[0])))
        rest_s = self._policy.committed_until_s - _LEAD_IN_S
        if start_s < rest_s < end_s:
            self._sound.drop_to(rest_s)
        elif end_s - start_s > 2 * _UNSETTLED_S:
            self._halve(start_s, end_s)
        else:
            return
        self._tail_believed = self._decode(self._sound.start_s, end_s)

    def _reconsidered(self) -> tuple[Words, Hypothesis | None]:
        """Return what the whole utterance decodes to, or what was committed where that is better.

        The hypothesis is of the whole utterance in either case; None where none is to be believed.
        """
        origin_s, end_s = self._sound.origin_s, self._sound.end_s
        best: Hypothesis | None = None
        if self._good_s == (origin_s, end_s):
            best = self._good
        elif self._limits.second_pass and self._heard:
            audio = self._sound.whole()
            best = None if audio is None else self._believed(audio, origin_s, self._sound.speech_s)
        if best is None or self._is_worse(best.words):
            return self._heard, best
        return Committed().add(best.words), best

    def _is_worse(self, words: Words) -> bool:
        """Whether a second pass knows less than the first, or is less sure of it.

        Where the first one had to leave the tail out there is nothing to compare: any word is a gain.
        """
        if left_out(self._heard, words) >= _LEFT_OUT:
            return True
        return self._tail_believed and bool(words) and _certainty(words) < _certainty(self._heard)

    def _decode(self, start_s: float, end_s: float) -> bool:
        """Decode a part of the buffer; say whether the result, which is kept then, is to be believed."""
        speech_s = self._sound.speech_between_s(start_s, end_s)
        audio = self._sound.between(start_s, end_s)
        hypothesis = self._believed(audio, start_s, speech_s)
        if hypothesis is None:
            return False
        self._good, self._good_s = hypothesis, (start_s, end_s)
        self._language = hypothesis.language
        return True

    def _believed(self, audio: Audio, start_s: float, speech_s: float) -> Hypothesis | None:
        """Decode once, a second time if the result is suspect; None, counted, if it is not to be believed."""
        audio_s = len(audio) / SAMPLE_RATE_HZ

        def rejection_of(hypothesis: Hypothesis, prompt: str) -> Rejection | None:
            return self._guard.check(
                hypothesis,
                audio_s=audio_s,
                speech_s=speech_s,
                prompt=prompt,
                prominence_db=self._prominence_db(hypothesis.words),
            )

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
            return None
        return hypothesis

    def _prominence_db(self, words: Words) -> float:
        if not words:
            return float("inf")
        return self._sound.prominence_db(words[0].start_s - _INEXACT_S, words[-1].end_s + _INEXACT_S)

    def _make_room(self, start_s: float, end_s: float) -> None:
        """Shorten a full buffer from which the policy commits and trims nothing."""
        good = self._good
        if good is not None and any(word.end_s > start_s for word in good.words):
            if self._force(good, start_s, min(end_s, self._good_s[1])):
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
            self._commit(self._policy.finish(words[:-1], cut_s=self._cut_s(start_s)))
            self._sound.drop_to(words[-1].start_s - _LEAD_IN_S)
            return
        before = [word for word in words if middle_s(word) < half_s]
        self._commit(self._policy.finish(before, cut_s=self._cut_s(start_s)))
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
        self._commit(self._policy.finish(settled, cut_s=self._cut_s(start_s)))
        # That ended what was pending; told once more, the policy knows it again.
        self._commit(self._policy.update(hypothesis.words, cut_s=self._cut_s(start_s), buffer_end_s=end_s))
        self._sound.drop_to(cut_s)
        return True

    def _drop_speechless(self, start_s: float, end_s: float) -> bool:
        """Drop the sound up to the unsettled end if nobody speaks in it; say whether that was so."""
        pending = self._policy.pending
        cut_s = end_s - _UNSETTLED_S
        if pending:
            cut_s = min(cut_s, pending[0].start_s - _LEAD_IN_S)
        if cut_s <= start_s or self._sound.speech_between_s(start_s, cut_s) >= self._guard.minimum_speech_s:
            return False
        self._sound.drop_to(cut_s)
        return True

    def _commit(self, words: Words) -> None:
        if words:
            self._heard += words
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


def _certainty(words: Words) -> float:
    return sum(word.probability for word in words) / len(words)
