"""The network: Whisper's encoder and decoder in miniature, for training with PyTorch.

The shapes follow Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022),
section 2.2, so that CTranslate2 runs the result as it runs any Whisper. One thing is added for training only:
a second head on the encoder that spells characters (connectionist temporal classification). Without it a
network of this size needs hours to find where in the audio a word is; with it, minutes.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from scripts.demo_model.spelling import BLANK


@dataclass(frozen=True, slots=True)
class Shape:
    """Size of the network."""

    width: int = 128
    encoder_layers: int = 4
    decoder_layers: int = 4
    heads: int = 2
    aligned_layer: int = 2
    """The decoder's layer whose first head learns to look where each token is said."""
    mel_bands: int = 80
    encoder_positions: int = 1500
    """30 s of audio in steps of 20 ms."""
    decoder_positions: int = 448


class Attention(nn.Module):
    """Multi-head attention; as in Whisper, keys have no bias."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width, bias=False)
        self.value = nn.Linear(shape.width, shape.width)
        self.output = nn.Linear(shape.width, shape.width)

    def forward(
        self, states: Tensor, context: Tensor | None = None, *, causal: bool = False
    ) -> tuple[Tensor, Tensor]:
        """Attend from `states`, shape (batch, steps, width), to `context` or to themselves.

        Returns:
            What was found, of the same shape, and where, shape (batch, heads, steps, context's steps).
        """
        context = states if context is None else context
        query, key, value = (
            self._split(project(source))
            for project, source in ((self.query, states), (self.key, context), (self.value, context))
        )
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-2, -1)
        if causal:
            future = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
            scores = scores.masked_fill(future, -torch.inf)
        # Written out, and without autocast's detour over 32 bits: on a CPU this takes a sixth less time per
        # step than PyTorch's fused attention, whose backward pass is slow there.
        with torch.autocast("cpu", enabled=False):
            weights = scores.softmax(-1)
            attended = weights @ value
        return self.output(attended.transpose(1, 2).reshape(states.shape)), weights

    def _split(self, states: Tensor) -> Tensor:
        batch, steps, width = states.shape
        return states.view(batch, steps, self.heads, width // self.heads).transpose(1, 2)


class Layer(nn.Module):
    """One transformer layer, normalised first; a decoder's also attends to the encoder."""

    def __init__(self, shape: Shape, *, decoder: bool) -> None:
        super().__init__()
        self.self_attention = Attention(shape)
        self.self_attention_norm = nn.LayerNorm(shape.width)
        self.cross_attention = Attention(shape) if decoder else None
        self.cross_attention_norm = nn.LayerNorm(shape.width) if decoder else None
        self.widen = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.feed_forward_norm = nn.LayerNorm(shape.width)

    def forward(self, states: Tensor, encoded: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Transform `states`, shape (batch, steps, width), and tell where in `encoded` a decoder's looked."""
        decoder = self.cross_attention is not None
        found, looked = self.self_attention(_lowered(self.self_attention_norm(states)), causal=decoder)
        states = states + found
        if self.cross_attention is not None and self.cross_attention_norm is not None:
            found, looked = self.cross_attention(_lowered(self.cross_attention_norm(states)), encoded)
            states = states + found
        return states + self.narrow(functional.gelu(self.widen(self.feed_forward_norm(states)))), looked


class Predicted(NamedTuple):
    """What the network makes of a batch."""

    logits: Tensor
    """Of the wanted tokens, shape (wanted, vocabulary)."""
    spelled: Tensor
    """Logits of the spelled character, shape (batch, frames / 2, characters + 1); the last is the blank."""
    looked: Tensor
    """Where the aligned head looked for each next token, shape (batch, tokens, frames / 2)."""


class MiniatureWhisper(nn.Module):
    """The whole network.

    Args:
        shape: Its size.
        vocabulary: Number of tokens, special tokens and time stamps included.
    """

    positions: Tensor

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.first_convolution = nn.Conv1d(shape.mel_bands, shape.width, 3, padding=1)
        self.second_convolution = nn.Conv1d(shape.width, shape.width, 3, stride=2, padding=1)
        self.register_buffer("positions", sinusoids(shape.encoder_positions, shape.width))
        self.encoder = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.encoder_layers))
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.embedding = nn.Embedding(vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, 0, 0.02)
        self.decoder_positions = nn.Parameter(torch.randn(shape.decoder_positions, shape.width) * 0.01)
        self.decoder = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.decoder_layers))
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.speller = nn.Linear(shape.width, BLANK + 1)
        self.aligned_layer = shape.aligned_layer

    def encode(self, mel: Tensor) -> Tensor:
        """Encode log-mel features (batch, bands, frames of 10 ms) to (batch, frames / 2, width)."""
        states = functional.gelu(self.first_convolution(mel))
        states = functional.gelu(self.second_convolution(states)).transpose(1, 2)
        states = states + self.positions[: states.shape[1]]
        for layer in self.encoder:
            states, _ = layer(states)
        return self.encoder_norm(states)

    def forward(self, mel: Tensor, tokens: Tensor, wanted: Tensor) -> Predicted:
        """Predict next tokens, the spelling, and where the tokens are said.

        Args:
            mel: Log-mel features, shape (batch, bands, frames of 10 ms).
            tokens: What was written so far, shape (batch, tokens).
            wanted: Which next tokens to predict, truth values of the same shape: a prompt's are not worth it.
        """
        encoded = self.encode(mel)
        states = self.embedding(tokens) + self.decoder_positions[: tokens.shape[1]]
        looked = states
        heard = _lowered(encoded)
        for number, layer in enumerate(self.decoder):
            states, places = layer(states, heard)
            if number == self.aligned_layer:
                looked = places[:, 0]
        # As in Whisper, the output layer is the embedding itself.
        logits = functional.linear(self.decoder_norm(states[wanted]), self.embedding.weight)
        return Predicted(logits, self.speller(encoded), looked)


def _lowered(states: Tensor) -> Tensor:
    """Return `states` as autocast wants them, once instead of once for each projection."""
    return states.bfloat16() if torch.is_autocast_enabled("cpu") else states


def sinusoids(length: int, width: int) -> Tensor:
    """Return Whisper's fixed encoder positions, shape (length, width)."""
    step = math.log(10_000) / (width // 2 - 1)
    angles = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(width // 2))[None]
    return torch.cat([angles.sin(), angles.cos()], dim=1)
