"""Keeps text that Whisper made up from being published."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent.speech.committed import bare
from agent.speech.segment import Hypothesis

_LONGEST_PHRASE = 6
"""Words in the phrases that are looked for in loops; longer ones show in the compression."""


class Rejection(StrEnum):
    """Why a hypothesis is not believed."""

    NO_SPEECH = "no_speech"
    LOOP = "loop"
    RUNAWAY = "runaway"
    TOO_FAST = "too_fast"
    ECHO = "echo"
    UNVOICED = "unvoiced"
    UNSURE = "unsure"
    CROWD = "crowd"


_SUSPECT = frozenset({Rejection.LOOP, Rejection.RUNAWAY, Rejection.TOO_FAST, Rejection.UNSURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Judges hypotheses one by one; each threshold is a setting with its reason.

    Attributes:
        no_speech: With `no_speech_log_probability` Whisper's own rule for silence: probably no speech,
            and unsure of the text (openai/whisper, `transcribe.py`).
        no_speech_log_probability: See `no_speech`.
        minimum_speech_s: The voice detector has to agree. Three of Silero's 32 ms steps: "yes" has
            more, a clatter of cups less.
        repeats: A phrase may follow itself so often that it stands there this many times. People say
            things twice or three times; greedy decoding that has begun to loop hardly ever ends it.
        word_repeats: The same for a single word inside the text: "no no no no, we do not". At the end
            of the text `repeats` counts, for there a loop would be.
        compression: Length of the text through that of its zlib form, above which it is repetitive
            (openai/whisper's `compression_ratio_threshold`).
        compression_characters: Shorter texts say nothing by it: zlib's own overhead.
        words_per_s: Words in a second of detected speech. Fast talkers reach 5 to 6 over a sentence,
            and the detector misses the edges.
        rate_words: Fewer words have no rate to speak of.
        echo_share: Share of a text's words that are in the prompt, from which on it may be its echo:
            names on noise (reported in faster-whisper #1356).
        echo_log_probability: Below it an echo is likelier than a visitor who listed the names.
        echo_speech_s: Detected speech per word, below which the same holds.
        voiced_share: Detected speech per second covered by words, below which they lie in noise. Low,
            for the aligner stretches words over pauses.
        voiced_words_s: Less covered by words is not judged by `voiced_share`.
        log_probability: Mean per token; below it the text is a guess. Whisper asks for another try at
            -1.0, on 30 s of whole sentences; a buffer that ends inside a word is less sure.
        certainty: Mean probability of the words, below which the same holds.
        prominence_db: How far the words' sound has to stand out from the utterance's background, in 32 ms
            windows. A crowd of eight is steady: 4 to 9 dB, mixed, simulated or recorded. Somebody near is
            not: 16 dB and more where babble is 10 dB softer, 13 and more at 5 dB (`docs/performance.md`).
    """

    no_speech: float = 0.6
    no_speech_log_probability: float = -1.0
    minimum_speech_s: float = 0.096
    repeats: int = 3
    word_repeats: int = 6
    compression: float = 2.4
    compression_characters: int = 60
    words_per_s: float = 7.0
    rate_words: int = 6
    echo_share: float = 0.8
    echo_log_probability: float = -0.6
    echo_speech_s: float = 0.12
    voiced_share: float = 0.15
    voiced_words_s: float = 1.5
    log_probability: float = -1.2
    certainty: float = 0.45
    prominence_db: float = 10.5

    def check(
        self,
        hypothesis: Hypothesis,
        *,
        audio_s: float,
        speech_s: float,
        prompt: str = "",
        prominence_db: float = math.inf,
    ) -> Rejection | None:
        """Return why `hypothesis` is not to be believed; None when it is, or when it has no words.

        Args:
            hypothesis: Of one buffer.
            audio_s: Length of the buffer.
            speech_s: Seconds of speech in it, by the voice detector.
            prompt: The terms that recognition was biased with.
            prominence_db: See `Sound.prominence_db`, over the words.
        """
        if not hypothesis.words:
            return Rejection.RUNAWAY if hypothesis.truncated else None
        words = [bare(word.text) for word in hypothesis.words]
        speech_s = min(speech_s, audio_s)  # the detector counts whole windows
        log_probability = hypothesis.log_probability
        certainty = sum(word.probability for word in hypothesis.words) / len(words)
        silent = hypothesis.no_speech > self.no_speech and log_probability < self.no_speech_log_probability
        if silent or speech_s < self.minimum_speech_s:
            return Rejection.NO_SPEECH
        if prominence_db < self.prominence_db:
            return Rejection.CROWD
        found = {
            Rejection.LOOP: self._loops(words),
            Rejection.RUNAWAY: hypothesis.truncated,
            Rejection.ECHO: self._echoes(words, prompt, speech_s, log_probability),
            Rejection.TOO_FAST: len(words) >= self.rate_words and len(words) > self.words_per_s * speech_s,
            Rejection.UNVOICED: self._lies_in_noise(hypothesis, speech_s),
            Rejection.UNSURE: log_probability < self.log_probability or certainty < self.certainty,
        }
        return next((rejection for rejection, applies in found.items() if applies), None)

    def suspect(self, rejection: Rejection) -> bool:
        """Whether another try with the whole context is worth its price.

        Too short a context makes stock Whisper loop, run away and guess; 30 s is what it was trained on.
        """
        return rejection in _SUSPECT

    def _loops(self, words: Sequence[str]) -> bool:
        text = " ".join(words).encode()
        if len(text) >= self.compression_characters:
            ratio = len(text) / len(zlib.compress(text))
            if ratio > self.compression:
                return True
        if (
            _most_in_a_row(words, 1) > self.word_repeats
            or _most_in_a_row(words, 1, at_end=True) > self.repeats
        ):
            return True
        return any(_most_in_a_row(words, size) > self.repeats for size in range(2, _LONGEST_PHRASE + 1))

    def _echoes(self, words: Sequence[str], prompt: str, speech_s: float, log_probability: float) -> bool:
        terms = {bare(term) for term in prompt.split()}
        share = sum(word in terms for word in words) / len(words)
        doubtful = log_probability < self.echo_log_probability or speech_s < self.echo_speech_s * len(words)
        return doubtful and share >= self.echo_share

    def _lies_in_noise(self, hypothesis: Hypothesis, speech_s: float) -> bool:
        covered_s = sum(word.end_s - word.start_s for word in hypothesis.words)
        return covered_s >= self.voiced_words_s and speech_s < self.voiced_share * covered_s


def _most_in_a_row(words: Sequence[str], size: int, *, at_end: bool = False) -> int:
    """Return how often the most repeated phrase of `size` words stands there in a row.

    A phrase of one word over and over is a single word's matter.
    """
    most = run = 0
    for index in range(size, len(words)):
        run = run + 1 if words[index] == words[index - size] else 0
        if size == 1 or len(set(words[index - size : index])) > 1:
            most = max(most, run // size)
    return (run if at_end and size == 1 else most) + 1
