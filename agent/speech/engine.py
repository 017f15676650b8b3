"""Whisper on CTranslate2: one stretch of sound in, one hypothesis of its words out."""

import inspect
import json
import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import threadpoolctl
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from agent.speech.models import ModelError, ModelReason
from agent.speech.segment import Explanation, Hypothesis, SpokenWord
from drivers.microphones.base import SAMPLE_RATE_HZ

DETECT = "auto"
"""The language setting that lets the model say."""

_FRAMES_PER_S = 100
_TOKEN_S = 0.02
_FULL_CONTEXT_FRAMES = 3000
LONGEST_S = _FULL_CONTEXT_FRAMES / _FRAMES_PER_S
_CONTEXT_MARGIN_S = 1.0
"""Silence after the speech: stock models stop early when it touches the end of the context."""
_SHORTEST_SAMPLES = 320
"""20 ms: less gives the aligner fewer frames than it needs, and holds no word."""
_TOKENS_PER_S = 10
"""Fast talkers reach 5 words a second, about 7 tokens; more than this is a loop."""
_TOKENS_EXTRA = 16
_MAXIMUM_LENGTH = 448
"""Positions in Whisper's decoder; CTranslate2 gives at most half of them to new tokens."""
_MAXIMUM_PROMPT = 180
"""Prompt tokens, well below the 223 that leave room for the longest output."""
_LANGUAGE_CERTAIN = 0.5
_TRIED_THREADS = (1, 2, 4)
_TRIED_SAMPLES = 5 * SAMPLE_RATE_HZ
_TRIED_TOKENS = 12
_TRIES = 3
_WORTH_A_THREAD = 0.85
"""More threads have to make decoding this much shorter: they cost heat, and what else runs on the box."""
_KEPT_PRIMITIVES = "64"
"""oneDNN keeps what it prepares for each length of sound, 1024 by default: about 1 MB a length."""
_WITHOUT_SPACES = {"zh", "ja", "th", "lo", "my", "yue"}
_NO_SOUND_STATES = 8
"""Of the encoder, all zero: as many as the aligner wants at least."""
_IMPOSSIBLE = 1e-9
"""Probability that a token which the model rules out counts as; its logarithm would be minus infinity."""
_LONGEST_TEXT = _MAXIMUM_LENGTH - 8
"""Tokens of a text that is to be explained; the start and the end take a handful of positions."""


@dataclass(frozen=True, slots=True)
class _Encoded:
    """What the encoder made of some sound, and how much context it saw."""

    features: ctranslate2.StorageView
    context_frames: int
    sound_frames: int


class Engine:
    """A loaded model. Not thread-safe: call it from the one inference thread.

    Args:
        directory: Any model directory that faster-whisper takes.
        language: Code, or `auto`: the first sound that leaves little doubt decides for good.
        compute_type: CTranslate2's arithmetic.
        threads: Processor threads.
        context_floor_s: Shortest context the encoder sees; shorter sound is padded with silence.

    Raises:
        ModelError: If the directory holds no model that CTranslate2 can load, or one that does not
            know the language.
    """

    def __init__(
        self, directory: Path, *, language: str, compute_type: str, threads: int, context_floor_s: float
    ) -> None:
        self._floor_frames = round(context_floor_s * _FRAMES_PER_S)
        # The log-mel front end multiplies small matrices. NumPy's threads make that no faster and then spin:
        # 35 ms of processor time for every decode, as much as base.en's encoder takes for 4 s of sound.
        threadpoolctl.threadpool_limits(1, user_api="blas")
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", _KEPT_PRIMITIVES)  # read at its first use
        try:
            self._model = ctranslate2.models.Whisper(
                str(directory), device="cpu", compute_type=compute_type, intra_threads=threads
            )
            self._vocabulary = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
            self._features = FeatureExtractor(**_feature_options(directory))
            _check_together(self._vocabulary, directory)
        except Exception as error:  # tokenizers raises nothing more specific for a broken file
            raise ModelError(
                f"speech model in {directory} cannot be loaded: {error};"
                " `boothscribe models verify` tells more",
                ModelReason.BROKEN,
            ) from error
        multilingual = bool(self._model.is_multilingual)
        self._detecting = language == DETECT and multilingual
        self._tokenizer = self._tokenizer_for("en" if language == DETECT else language, directory)
        try:
            self.rehearse(np.zeros(_SHORTEST_SAMPLES, np.float32), 1)
        except (ValueError, RuntimeError, TypeError) as error:
            # Each file can be read, but not all are of the same model.
            raise ModelError(
                f"speech model in {directory} cannot be used: {error}; its files do not fit each other,"
                " copy or fetch all of them again",
                ModelReason.BROKEN,
            ) from error

    @property
    def language(self) -> str:
        """Code of the language that sound is decoded as."""
        return str(self._tokenizer.language_code)

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` takes in a prompt."""
        return len(self._tokenizer.encode(" " + text)) if text else 0

    def recognise(
        self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        """Decode a stretch of sound, greedily.

        Args:
            audio: float32, 16 kHz mono, shape (samples,), up to 30 s; NaN counts as silence.
            start_s: `Clock` time of the first sample.
            prompt: Text that is likely around here: names, mostly. Too long a one is cut at its end.
            full_context: Let the encoder see 30 s, however short the sound is.

        Raises:
            ValueError: If there is more than 30 s of sound.
        """
        if len(audio) > LONGEST_S * SAMPLE_RATE_HZ:
            raise ValueError(f"{len(audio) / SAMPLE_RATE_HZ:.1f} s of sound; {LONGEST_S:.0f} s is the most")
        started_s = time.perf_counter()
        if len(audio) < _SHORTEST_SAMPLES:
            return Hypothesis(
                (), 0.0, 1.0, truncated=False, context_s=0.0, cost_s=0.0, language=self.language
            )
        encoded = self._encode(audio, full_context=full_context)
        if self._detecting:
            self._detect(encoded)
        most = _token_cap(len(audio) / SAMPLE_RATE_HZ)
        result = self._generate(encoded, self._start(prompt), most)
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        words = self._words(encoded, tokens, start_s) if tokens else ()
        return Hypothesis(
            words,
            log_probability=float(result.scores[0]),
            no_speech=float(result.no_speech_prob),
            truncated=len(result.sequences_ids[0]) >= most,
            context_s=encoded.context_frames / _FRAMES_PER_S,
            cost_s=time.perf_counter() - started_s,
            language=self.language,
            sound=encoded,
        )

    def explain(self, hypothesis: Hypothesis, texts: Sequence[str]) -> list[Explanation]:
        """Return how probable the model finds each text, with the sound of a hypothesis and without any.

        Without sound means that the decoder attends to nothing but zeros, which leaves the language model
        inside it (Meng et al. 2021, "Internal language model estimation").

        Args:
            hypothesis: Of this engine.
            texts: What may have been said in all of its sound; cut where they are longer than the decoder.

        Raises:
            TypeError: If the hypothesis is not of an engine, or of too little sound to be encoded.
        """
        encoded = hypothesis.sound
        if not isinstance(encoded, _Encoded):
            raise TypeError("the hypothesis is not of an engine")
        states = np.zeros((1, _NO_SOUND_STATES, encoded.features.shape[2]), np.float32)
        nothing = _Encoded(
            ctranslate2.StorageView.from_array(states), 2 * _NO_SOUND_STATES, 2 * _NO_SOUND_STATES
        )
        tokens = [self._tokenizer.encode(" " + text)[:_LONGEST_TEXT] for text in texts]
        return [
            Explanation(self._log_probability(encoded, one), self._log_probability(nothing, one))
            for one in tokens
        ]

    def rehearse(self, audio: NDArray[np.float32], tokens: int) -> float:
        """Do all the work of decoding `tokens` tokens from `audio`, whatever the model makes of it.

        Returns:
            Seconds that it took. For judging a commit policy at a model's true cost without its weights.
        """
        started_s = time.perf_counter()
        encoded = self._encode(audio, full_context=False)
        if tokens > 0:
            self._generate(encoded, self._start(""), tokens, free=False)
            self._model.align(
                encoded.features, self._tokenizer.sot_sequence, [[1] * tokens], encoded.sound_frames
            )
        return time.perf_counter() - started_s

    def _tokenizer_for(self, language: str, directory: Path) -> Tokenizer:
        if not self._model.is_multilingual and language != "en":
            raise ModelError(
                f"speech model in {directory} knows English only, but speech.language is {language!r};"
                " set it to en, or use a model without .en in its name",
                ModelReason.WRONG_LANGUAGE,
            )
        try:
            return Tokenizer(
                self._vocabulary, self._model.is_multilingual, task="transcribe", language=language
            )
        except ValueError as error:
            raise ModelError(
                f"speech.language {language!r} is no language code that the model knows",
                ModelReason.WRONG_LANGUAGE,
            ) from error

    def _encode(self, audio: NDArray[np.float32], *, full_context: bool) -> _Encoded:
        clean = np.clip(np.nan_to_num(audio, posinf=1.0, neginf=-1.0), -1.0, 1.0)
        mel = self._features(clean)[:, :_FULL_CONTEXT_FRAMES]
        frames = _FULL_CONTEXT_FRAMES
        if not full_context:
            with_margin = mel.shape[1] + round(_CONTEXT_MARGIN_S * _FRAMES_PER_S)
            frames = min(frames, max(self._floor_frames, with_margin))
            frames += frames % 2  # the encoder's second convolution halves the length
        context = np.zeros((1, mel.shape[0], frames), np.float32)
        context[0, :, : mel.shape[1]] = mel
        features = self._model.encode(ctranslate2.StorageView.from_array(context))
        sound_frames = min(frames, math.ceil(len(audio) / SAMPLE_RATE_HZ * _FRAMES_PER_S))
        return _Encoded(features, frames, sound_frames)

    def _start(self, prompt: str) -> list[int]:
        start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        if not prompt:
            return start
        before = self._tokenizer.encode(" " + prompt.strip())[:_MAXIMUM_PROMPT]
        return [self._tokenizer.sot_prev, *before, *start]

    def _generate(self, encoded: _Encoded, start: list[int], most: int, *, free: bool = True) -> Any:
        # CTranslate2 counts the prompt in, and gives new tokens half of max_length at the most.
        length = min(_MAXIMUM_LENGTH, max(2 * most, most + len(start) - 1))
        return self._model.generate(
            encoded.features,
            [start],
            beam_size=1,
            max_length=length,
            # A rehearsal must not stop before its tokens are spent.
            suppress_tokens=[-1] if free else [self._tokenizer.eot],
            return_scores=True,
            return_no_speech_prob=True,
        )[0]

    def _detect(self, encoded: _Encoded) -> None:
        ((token, probability), *_) = self._model.detect_language(encoded.features)[0]
        if probability >= _LANGUAGE_CERTAIN:
            code = token.strip("<|>")
            self._tokenizer = Tokenizer(self._vocabulary, multilingual=True, task="transcribe", language=code)
            self._detecting = False

    def _log_probability(self, encoded: _Encoded, tokens: list[int]) -> float:
        # One by one: a batch takes the decoder as long, and a copy of the encoder's states for each text.
        (result,) = self._model.align(
            encoded.features, self._tokenizer.sot_sequence, [tokens], encoded.sound_frames
        )
        return float(np.log(np.maximum(result.text_token_probs, _IMPOSSIBLE)).sum())

    def _words(self, encoded: _Encoded, tokens: list[int], start_s: float) -> tuple[SpokenWord, ...]:
        """Time the words by the decoder's cross-attention (openai/whisper, `timing.py`)."""
        alignment = self._model.align(
            encoded.features, self._tokenizer.sot_sequence, [tokens], encoded.sound_frames
        )[0]
        pairs = np.asarray(alignment.alignments, dtype=np.int64).reshape(-1, 2)
        # First time step at which the path reaches each token; the last entry is the end of the text.
        starts = np.searchsorted(pairs[:, 0], np.arange(len(tokens) + 1)).clip(max=len(pairs) - 1)
        token_times_s = start_s + pairs[starts, 1] * _TOKEN_S
        probabilities = np.asarray(alignment.text_token_probs, dtype=np.float64)
        words: list[SpokenWord] = []
        first = 0
        for text, length in self._word_groups(tokens):
            after = first + length
            word_start_s, word_end_s = float(token_times_s[first]), float(token_times_s[after])
            probability = float(probabilities[first:after].mean()) if after <= len(probabilities) else 0.0
            first = after
            if text.strip():
                words.append(
                    SpokenWord(
                        text.strip(),
                        word_start_s,
                        max(word_start_s, word_end_s),
                        min(1.0, max(0.0, probability)),
                    )
                )
        return tuple(words)

    def _word_groups(self, tokens: list[int]) -> list[tuple[str, int]]:
        """Return each word's text and number of tokens, punctuation and "$50|,000" kept together."""
        texts, groups = self._tokenizer.split_to_word_tokens([*tokens, self._tokenizer.eot])
        spaced = self._tokenizer.language_code not in _WITHOUT_SPACES
        words: list[tuple[str, int]] = []
        for text, group in zip(texts[:-1], groups[:-1], strict=True):
            if words and spaced and not text.startswith(" "):
                before, length = words.pop()
                words.append((before + text, length + len(group)))
            else:
                words.append((text, len(group)))
        return words


def quickest(load: Callable[[int], Engine]) -> Engine:
    """Load a model with as many threads as make it decode soonest on this machine.

    Two threads can take three times as long as one for a decoder's small steps, as on virtual machines.

    Args:
        load: Loads it with a number of threads.
    """
    best = load(_TRIED_THREADS[0])
    best_s = _trial_s(best)
    for threads in _TRIED_THREADS[1:]:
        if threads > (os.cpu_count() or 1):
            break
        engine = load(threads)
        trial_s = _trial_s(engine)
        if trial_s > _WORTH_A_THREAD * best_s:
            break
        best, best_s = engine, trial_s
    return best


def _trial_s(engine: Engine) -> float:
    silence = np.zeros(_TRIED_SAMPLES, np.float32)
    return min(engine.rehearse(silence, _TRIED_TOKENS) for _ in range(_TRIES))


def _token_cap(audio_s: float) -> int:
    return min(math.ceil(audio_s * _TOKENS_PER_S) + _TOKENS_EXTRA, _MAXIMUM_LENGTH // 2)


def _check_together(vocabulary: tokenizers.Tokenizer, directory: Path) -> None:
    """Compare the tokenizer with the model's list of tokens, where there is one.

    Raises:
        ValueError: If they differ where it matters: the model would never end a text.
    """
    path = directory / "vocabulary.json"
    if not path.is_file():
        return
    tokens = json.loads(path.read_text(encoding="utf-8"))
    for special in ("<|startoftranscript|>", "<|endoftext|>"):
        number = vocabulary.token_to_id(special)
        if number is None or number >= len(tokens) or tokens[number] != special:
            raise ValueError(f"tokenizer.json is of another model: it has {special} in another place")


def _feature_options(directory: Path) -> dict[str, Any]:
    """Read what the model says of its log-mel front end; large-v3 has 128 bands, the others 80."""
    try:
        found = json.loads((directory / "preprocessor_config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    known = inspect.signature(FeatureExtractor.__init__).parameters
    return {key: value for key, value in found.items() if key in known}
