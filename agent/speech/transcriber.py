"""Whisper on CTranslate2, one decode per utterance, with no more context than the utterance needs."""

import inspect
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import tokenizers
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from agent.hearing.utterance import Utterance
from agent.speech.models import ModelError, ModelReason
from agent.speech.segment import Segment, SpokenWord
from drivers.microphones.base import SAMPLE_RATE_HZ

_FRAMES_PER_S = 100
_TOKEN_S = 0.02
_FULL_CONTEXT_FRAMES = 3000
_CONTEXT_MARGIN_S = 1.0
"""Silence after the speech: stock models stop early when it touches the end of the context."""
_TOKENS_PER_S = 10
"""Fast talkers reach 5 words a second, about 7 tokens; more than this is a loop."""
_TOKENS_EXTRA = 16
_MAXIMUM_LENGTH = 448
"""Positions in Whisper's decoder; CTranslate2 fills half of them with new tokens at the most."""
_SHORTEST_SAMPLES = 320
"""20 ms, one step of the encoder: there is no word in less, and nothing to align it to."""
_WITHOUT_SPACES = {"zh", "ja", "th", "lo", "my", "yue"}
_NO_SPEECH_PROBABILITY = 0.6
_NO_SPEECH_LOG_PROBABILITY = -1.0
"""Whisper's own rule for silence: probably no speech, and unsure of the text (openai/whisper, decode)."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    tokens: list[int]
    log_probability: float
    no_speech: float
    looped: bool
    encoded: ctranslate2.StorageView
    frames: int


class Transcriber:
    """A loaded model. Not thread-safe: call it from the one inference thread.

    Raises:
        ModelError: If the directory holds no model that CTranslate2 can load.
    """

    def __init__(
        self, directory: Path, *, language: str, compute_type: str, threads: int, context_floor_s: float
    ) -> None:
        self._floor_frames = round(context_floor_s * _FRAMES_PER_S)
        try:
            self._model = ctranslate2.models.Whisper(
                str(directory), device="cpu", compute_type=compute_type, intra_threads=threads
            )
            hf_tokenizer = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
            self._features = FeatureExtractor(**_feature_options(directory))
            self._tokenizer = Tokenizer(
                hf_tokenizer, self._model.is_multilingual, task="transcribe", language=language
            )
        except Exception as error:  # tokenizers raises nothing more specific for a broken file
            raise ModelError(
                f"speech model in {directory} cannot be loaded: {error};"
                " `boothscribe models verify` tells more",
                ModelReason.BROKEN,
            ) from error

    def transcribe(self, utterance: Utterance, *, speech_s: float) -> Segment | None:
        """Recognise one utterance; None when the model hears no words in it.

        Args:
            utterance: Up to 29 s.
            speech_s: How much of it is speech, by the judge.
        """
        if len(utterance.audio) < _SHORTEST_SAMPLES:
            return None
        decoded = self._decode(utterance.audio)
        if decoded.looped and decoded.frames < _FULL_CONTEXT_FRAMES:
            # A context that is too short makes stock Whisper loop; the full one is its home ground.
            decoded = self._decode(utterance.audio, frames=_FULL_CONTEXT_FRAMES)
        silent = (
            decoded.no_speech > _NO_SPEECH_PROBABILITY
            and decoded.log_probability < _NO_SPEECH_LOG_PROBABILITY
        )
        if silent or decoded.looped or not decoded.tokens:
            return None
        words = self._words(decoded, utterance)
        if not words:
            return None
        return Segment(words, utterance.start_s, utterance.end_s, speech_s, utterance.side)

    def _decode(self, audio: NDArray[np.float32], frames: int | None = None) -> _Decoded:
        mel = self._features(audio)[:, :_FULL_CONTEXT_FRAMES]
        if frames is None:
            with_margin = mel.shape[1] + round(_CONTEXT_MARGIN_S * _FRAMES_PER_S)
            frames = min(_FULL_CONTEXT_FRAMES, max(self._floor_frames, with_margin))
            frames += frames % 2  # the encoder's second convolution halves the length
        context = np.zeros((1, mel.shape[0], frames), np.float32)
        context[0, :, : mel.shape[1]] = mel[:, :frames]
        encoded = self._model.encode(ctranslate2.StorageView.from_array(context))
        prompt = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        most = min(
            math.ceil(len(audio) / SAMPLE_RATE_HZ * _TOKENS_PER_S) + _TOKENS_EXTRA, _MAXIMUM_LENGTH // 2
        )
        result = self._model.generate(
            encoded,
            [prompt],
            beam_size=1,
            # CTranslate2 counts the prompt in and allows half of max_length for new tokens at the most.
            max_length=min(_MAXIMUM_LENGTH, max(2 * most, most + len(prompt) - 1)),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = [token for token in result.sequences_ids[0] if token < self._tokenizer.eot]
        return _Decoded(
            tokens,
            float(result.scores[0]),
            float(result.no_speech_prob),
            len(result.sequences_ids[0]) >= most,
            encoded,
            frames,
        )

    def _words(self, decoded: _Decoded, utterance: Utterance) -> tuple[SpokenWord, ...]:
        """Time the words by the decoder's cross-attention (openai/whisper, `timing.py`)."""
        tokenizer = self._tokenizer
        frames = min(decoded.frames, math.ceil(utterance.duration_s * _FRAMES_PER_S))
        alignment = self._model.align(decoded.encoded, tokenizer.sot_sequence, [decoded.tokens], frames)[0]
        pairs = np.asarray(alignment.alignments, dtype=np.int64).reshape(-1, 2)
        # First time step at which the path reaches each token; the last entry is the end of the text.
        starts = np.searchsorted(pairs[:, 0], np.arange(len(decoded.tokens) + 1)).clip(max=len(pairs) - 1)
        token_times_s = pairs[starts, 1] * _TOKEN_S
        probabilities = np.asarray(alignment.text_token_probs, dtype=np.float64)
        words: list[SpokenWord] = []
        first = 0
        for text, length in self._word_groups(decoded.tokens):
            after = first + length
            start_s, end_s = float(token_times_s[first]), float(token_times_s[after])
            probability = float(probabilities[first:after].mean()) if after <= len(probabilities) else 0.0
            first = after
            if text.strip():
                words.append(
                    SpokenWord(
                        text.strip(),
                        utterance.start_s + start_s,
                        utterance.start_s + max(start_s, end_s),
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


def _feature_options(directory: Path) -> dict[str, Any]:
    """Read what the model says of its log-mel front end; large-v3 has 128 bands, the others 80."""
    try:
        found = json.loads((directory / "preprocessor_config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    known = inspect.signature(FeatureExtractor.__init__).parameters
    return {key: value for key, value in found.items() if key in known}
