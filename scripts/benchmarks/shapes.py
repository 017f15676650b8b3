"""Models of Whisper's true shape with random weights: they cost what it costs, and know nothing."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
import tokenizers
from ctranslate2.specs import whisper_spec
from numpy.typing import NDArray
from tokenizers import decoders, models, pre_tokenizers

_VOCABULARY = 51_864
_MELS = 80
_AUDIO_POSITIONS = 1500
_TEXT_POSITIONS = 448
_HEAD_WIDTH = 64
_LANGUAGES = 99
_TIMESTAMPS = 1501
_SPREAD = 0.02
_SEED = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Whisper's dimensions (Radford et al. 2022, table 1); encoder and decoder have as many layers."""

    width: int
    layers: int

    @property
    def heads(self) -> int:
        """Attention heads of every layer."""
        return self.width // _HEAD_WIDTH


SHAPES = {"tiny.en": Shape(384, 4), "base.en": Shape(512, 6), "small.en": Shape(768, 12)}


def model_of_shape(name: str, cache: Path) -> Path:
    """Return a model directory of this shape in int8, made on first use.

    Raises:
        click.ClickException: If no shape is called so.
    """
    if name not in SHAPES:
        raise click.ClickException(f"no shape is called {name!r}; there are {', '.join(SHAPES)}")
    directory = cache / f"{name}-int8"
    if not (directory / "tokenizer.json").is_file():  # written last
        directory.mkdir(parents=True, exist_ok=True)
        _write(SHAPES[name], directory)
    return directory


def _write(shape: Shape, directory: Path) -> None:
    spec = whisper_spec.WhisperSpec(shape.layers, shape.heads, shape.layers, shape.heads)
    weights = _Weights(shape.width)
    weights.fill_encoder(spec.encoder)
    weights.fill_decoder(spec.decoder)
    tokens = _tokens()
    spec.register_vocabulary(tokens)
    # Which heads follow the sound differs from model to model; the cost of reading them does not.
    spec.config.alignment_heads = [
        (layer, head) for layer in range(shape.layers // 2, shape.layers) for head in range(shape.heads)
    ]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(directory))
    (directory / "preprocessor_config.json").write_text(
        json.dumps({"feature_size": _MELS, "hop_length": 160, "n_fft": 400, "sampling_rate": 16_000}),
        encoding="utf-8",
    )
    _tokenizer(tokens).save(str(directory / "tokenizer.json"))


class _Weights:
    """Random numbers in the places of a specification."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._generator = np.random.default_rng(_SEED)

    def fill_encoder(self, encoder: Any) -> None:
        for convolution, channels in ((encoder.conv1, _MELS), (encoder.conv2, self._width)):
            convolution.weight = self._drawn(self._width, channels, 3)
            convolution.bias = self._drawn(self._width)
        self._fill_stack(encoder, _AUDIO_POSITIONS)

    def fill_decoder(self, decoder: Any) -> None:
        decoder.embeddings.weight = self._drawn(_VOCABULARY, self._width)
        decoder.projection.weight = decoder.embeddings.weight
        self._fill_stack(decoder, _TEXT_POSITIONS)

    def _fill_stack(self, stack: Any, positions: int) -> None:
        stack.position_encodings.encodings = self._drawn(positions, self._width)
        self._fill_norm(stack.layer_norm)
        for layer in stack.layer:
            # Queries, keys and values are one matrix; across to the encoder, the query is apart.
            self._fill_attention(layer.self_attention, (3, 1))
            if hasattr(layer, "attention"):
                self._fill_attention(layer.attention, (1, 2, 1))
            self._fill_norm(layer.ffn.layer_norm)
            self._fill_linear(layer.ffn.linear_0, 4 * self._width, self._width)
            self._fill_linear(layer.ffn.linear_1, self._width, 4 * self._width)

    def _fill_attention(self, attention: Any, multiples: tuple[int, ...]) -> None:
        self._fill_norm(attention.layer_norm)
        for linear, multiple in zip(attention.linear, multiples, strict=True):
            self._fill_linear(linear, multiple * self._width, self._width)

    def _fill_linear(self, linear: Any, outputs: int, inputs: int) -> None:
        linear.weight = self._drawn(outputs, inputs)
        linear.bias = self._drawn(outputs)

    def _fill_norm(self, norm: Any) -> None:
        norm.gamma = 1 + self._drawn(self._width)
        norm.beta = self._drawn(self._width)

    def _drawn(self, *shape: int) -> NDArray[np.float32]:
        return _SPREAD * self._generator.standard_normal(shape, dtype=np.float32)


def _tokens() -> list[str]:
    """Return a vocabulary of the right size: bytes, fillers, and the special tokens in their places."""
    special = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        "<|en|>",
        *(f"<|language-{number}|>" for number in range(1, _LANGUAGES)),
        *("<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>"),
        "<|notimestamps|>",
    ]
    times = [f"<|{number * 0.02:.2f}|>" for number in range(_TIMESTAMPS)]
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    fillers = (f"filler{number}" for number in range(_VOCABULARY))
    return [
        *letters,
        *_first(fillers, _VOCABULARY - len(letters) - len(special) - len(times)),
        *special,
        *times,
    ]


def _first(texts: Any, count: int) -> list[str]:
    return [text for text, _ in zip(texts, range(count), strict=False)]


def _tokenizer(tokens: list[str]) -> Any:
    found = tokenizers.Tokenizer(
        models.BPE(vocab={text: number for number, text in enumerate(tokens)}, merges=[])
    )
    found.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    found.decoder = decoders.ByteLevel()
    first_special = tokens.index("<|endoftext|>")
    found.add_special_tokens(tokens[first_special:-_TIMESTAMPS])
    return found
