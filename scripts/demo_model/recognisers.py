"""The model at work, in three ways: as the product runs it, bare, and in stock faster-whisper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
import numpy.typing as npt
import tokenizers
from faster_whisper import WhisperModel
from faster_whisper.feature_extractor import FeatureExtractor

from agent.speech.engine import Engine
from agent.speech.segment import Hypothesis
from scripts.demo_model.tokens import token_id
from scripts.demo_model.voices import Samples

Recogniser = Callable[[Samples], str]
"""Samples, shape (samples,), in; words out."""


@dataclass(frozen=True, slots=True)
class Said:
    """Audio and the words in it."""

    samples: Samples
    text: str
    prompt: str = ""
    """What a prompted recogniser is given beforehand."""
    names: tuple[str, ...] = ()
    """The names among the words."""
    ends_s: tuple[float, ...] = ()
    """When each word ends, where that is known."""


class Product:
    """The product's own engine, which pads the audio by a second and knows prompts and word times.

    Args:
        folder: A CTranslate2 model directory.
        context_floor_s: Shortest context that the encoder sees.
    """

    def __init__(self, folder: Path, *, context_floor_s: float = 0.0) -> None:
        self.engine = Engine(
            folder, language="en", compute_type="int8", threads=1, context_floor_s=context_floor_s
        )

    def hear(self, samples: Samples, prompt: str = "") -> Hypothesis:
        """Return what the engine makes of `samples`, shape (samples,)."""
        return self.engine.recognise(samples, 0.0, prompt=prompt)

    def __call__(self, samples: Samples, prompt: str = "") -> str:
        """Return the words in `samples`, shape (samples,)."""
        return " ".join(word.text for word in self.hear(samples, prompt).words)


class ShortContext:
    """Greedy decoding through CTranslate2 itself, with a context hardly longer than the audio.

    Args:
        folder: A CTranslate2 model directory.
        timestamps: Let the model write time stamps, which are dropped from the text.
    """

    def __init__(self, folder: Path, *, timestamps: bool = False) -> None:
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=1
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._features = FeatureExtractor()
        self._end_of_text = token_id(self._tokenizer, "<|endoftext|>")
        prompt = ["<|startoftranscript|>"] + ([] if timestamps else ["<|notimestamps|>"])
        self._prompt = [token_id(self._tokenizer, token) for token in prompt]

    def __call__(self, samples: Samples) -> str:
        """Return the words in `samples`, shape (samples,), at most 29 s."""
        mel = ctranslate2.StorageView.from_array(self._mel(samples))
        generated = self._model.generate(mel, [self._prompt], beam_size=1, max_length=160)[0]
        words = [token for token in generated.sequences_ids[0] if token < self._end_of_text]
        return str(self._tokenizer.decode(words)).strip()

    def _mel(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return log-mel features, shape (1, 80, frames of 10 ms), frames even, the last second empty."""
        mel = self._features(samples)
        frames = (mel.shape[1] + 101) // 2 * 2
        return np.ascontiguousarray(np.pad(mel, ((0, 0), (0, frames - mel.shape[1])))[None], np.float32)


class FullContext:
    """faster-whisper as it comes, every call padded to 30 s.

    Args:
        folder: A CTranslate2 model directory.
        timestamps: Let the model write time stamps.
    """

    def __init__(self, folder: Path, *, timestamps: bool) -> None:
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
        self._timestamps = timestamps

    def __call__(self, samples: Samples) -> str:
        """Return the words in `samples`, shape (samples,)."""
        segments, _info = self._model.transcribe(
            samples,
            beam_size=1,
            temperature=0,
            without_timestamps=not self._timestamps,
            condition_on_previous_text=False,
        )
        return " ".join(segment.text.strip() for segment in segments)
