"""Examples side by side, as tensors, made in a process of their own while the network learns."""

import multiprocessing
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from torch import Tensor

from scripts.demo_model.chance import happens, pick
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.examples import Example, ExampleMaker
from scripts.demo_model.scenes import SceneMixer
from scripts.demo_model.tokens import Tokens

HOP = 160
"""Samples per mel frame: 10 ms."""
IGNORED = -100
"""Positions of the target that the loss leaves out; PyTorch's own convention."""
STEPS_PER_S = 50
"""Encoder steps."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side, padded."""

    mel: Tensor
    """Shape (batch, bands, frames of 10 ms)."""
    tokens: Tensor
    """Decoder input, shape (batch, tokens)."""
    targets: Tensor
    """Next token or `IGNORED`, shape (batch, tokens)."""
    places: Tensor
    """First encoder step of each target and the step after its last one, or -1; shape (batch, tokens, 2)."""
    spelling: Tensor
    """All spellings one after the other, shape (characters,)."""
    spelling_lengths: Tensor
    """Shape (batch,)."""
    encoded_lengths: Tensor
    """Encoder steps that hold audio, shape (batch,)."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of a run's time is over."""

    started: float
    budget_s: float

    @classmethod
    def start(cls, budget_s: float) -> "Clock":
        """Start now."""
        return cls(time.monotonic(), budget_s)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    @property
    def share(self) -> float:
        """Elapsed share of the budget."""
        return self.elapsed_s / self.budget_s


def batches(
    corpus: Sequence[Utterance],
    tokens: Tokens,
    batch_size: int,
    generator: np.random.Generator,
    clock: Clock,
    *,
    resumed: bool,
) -> Generator[Batch, None, None]:
    """Yield batches until the run's time is over.

    They are made in another process: mixing scenes takes about as long as learning from them.
    """
    # Forked, so that the corpus is not copied.
    context = multiprocessing.get_context("fork")
    queue: Any = context.Queue(BATCHES_AHEAD)
    maker = _BatchMaker(corpus, tokens, batch_size, generator)
    process = context.Process(target=maker.run, args=(queue, clock, resumed), daemon=True)
    process.start()
    try:
        while clock.share < 1.0:
            yield Batch(*(torch.from_numpy(array) for array in queue.get(timeout=LONGEST_WAIT_S)))
    finally:
        process.terminate()
        process.join()


class LogMel:
    """Whisper's log-mel features, computed with PyTorch."""

    def __init__(self) -> None:
        filters = FeatureExtractor().mel_filters
        bins = np.arange(filters.shape[1])
        self._filters = [
            torch.tensor(
                np.stack([np.interp(bins * warp, bins, row, right=0.0) for row in filters]),
                dtype=torch.float32,
            )
            for warp in (1.0, *WARPS)
        ]
        self._window = torch.hann_window(400)

    def __call__(self, samples: Tensor, warp: int = 0) -> Tensor:
        """Return features of `samples`, shape (samples,), as (bands, frames).

        Args:
            samples: The audio.
            warp: Number of a stretched frequency axis, which makes another vocal tract (Jaitly and Hinton,
                "Vocal Tract Length Perturbation", 2013); 0 is the true one.
        """
        spectrum = torch.stft(samples, 400, HOP, window=self._window, center=True, return_complex=True)
        mel = (self._filters[warp] @ spectrum[:, :-1].abs() ** 2).clamp_min(1e-10).log10()
        return (torch.maximum(mel, mel.max() - 8.0) + 4.0) / 4.0


class _BatchMaker:
    def __init__(
        self, corpus: Sequence[Utterance], tokens: Tokens, batch_size: int, generator: np.random.Generator
    ) -> None:
        self._tokens = tokens
        self._batch_size = batch_size
        self._generator = generator
        self._features = LogMel()
        self._examples = ExampleMaker(tokens, SceneMixer(corpus, generator), generator)

    def run(self, queue: Any, clock: Clock, resumed: bool) -> None:
        """Fill `queue` with batches, as arrays in the order of the batch's fields."""
        torch.set_num_threads(1)
        while True:
            hard = resumed or clock.share > EASY_SHARE
            cuts = resumed or clock.share > UNCUT_SHARE
            for batch in self.group(hard=hard, cuts=cuts):
                queue.put(
                    [getattr(batch, field.name).numpy() for field in fields(batch)], timeout=LONGEST_WAIT_S
                )

    def group(self, *, hard: bool, cuts: bool) -> Iterator[Batch]:
        drawn = [
            self._examples.example(hard=hard, cuts=cuts) for _ in range(BATCHES_TOGETHER * self._batch_size)
        ]
        # Scenes of like length share a batch, so that little of it is padding.
        drawn.sort(key=lambda example: len(example.samples))
        for index in self._generator.permutation(BATCHES_TOGETHER):
            group = drawn[index * self._batch_size : (index + 1) * self._batch_size]
            longest = max(len(example.samples) for example in group) // HOP
            # A multiple of a second: few different shapes let the allocator and the kernels settle.
            frames = min(3000, (longest + pick(self._generator, MARGINS) + 99) // 100 * 100)
            # Settings ask for a floor of up to 30 s, and stock recognisers pad everything to that.
            if hard and happens(self._generator, LONG_CONTEXT_SHARE):
                frames = max(frames, int(self._generator.integers(5, 31)) * 100)
            # Attention costs the square of the context: one step would take as long as ten.
            group = group[:: max(1, round(frames / 700))]
            yield self._batch(group, frames)

    def _batch(self, examples: Sequence[Example], frames: int) -> Batch:
        tokens = self._tokens
        mel = torch.zeros(len(examples), 80, frames)
        for row, example in zip(mel, examples, strict=True):
            # The product pads the features, others pad the audio; both look different to the network.
            padding = frames * HOP if happens(self._generator, 0.25) else len(example.samples) + HOP
            samples = np.zeros(padding, np.float32)
            samples[: len(example.samples)] = example.samples
            warp = int(self._generator.integers(1 + len(WARPS))) if happens(self._generator, 0.5) else 0
            heard = self._features(torch.from_numpy(samples), warp)[:, :frames]
            row[:, : heard.shape[1]] = heard
            if happens(self._generator, 0.4):
                _mask(row, heard.shape[1], self._generator)
        length = max(len(example.given) + len(example.wanted) for example in examples) - 1
        length = -(-length // 16) * 16
        inputs = torch.full((len(examples), length), tokens.end_of_text)
        targets = torch.full((len(examples), length), IGNORED)
        places = torch.full((len(examples), length, 2), -1)
        last_step = frames // 2
        rows = zip(inputs, targets, places, examples, strict=True)
        for input_row, target_row, place_row, example in rows:
            sequence = example.given + example.wanted
            input_row[: len(sequence) - 1] = torch.tensor(sequence[:-1])
            first = len(example.given) - 1
            target_row[first : first + len(example.wanted)] = torch.tensor(example.wanted)
            for at, (from_s, to_s) in enumerate(example.places, start=first):
                if to_s > 0:
                    from_step = min(last_step - 2, max(0, round((from_s - SLACK_S) * STEPS_PER_S)))
                    to_step = min(last_step, max(from_step + 2, round((to_s + SLACK_S) * STEPS_PER_S)))
                    place_row[at] = torch.tensor((from_step, to_step))
            if not example.spoken_to:
                target_row[example.start] = tokens.no_speech
            elif first > example.start:
                target_row[example.start] = tokens.no_timestamps
        return Batch(
            mel,
            inputs,
            targets,
            places,
            spelling=torch.tensor([character for example in examples for character in example.spelling]),
            spelling_lengths=torch.tensor([len(example.spelling) for example in examples]),
            encoded_lengths=torch.tensor(
                [min(frames // 2, len(example.samples) // (2 * HOP) + 4) for example in examples]
            ),
        )


def _mask(mel: Tensor, heard: int, generator: np.random.Generator) -> None:
    """Blank a band and two moments in place (Park et al., "SpecAugment", 2019)."""
    band = int(generator.integers(70))
    mel[band : band + int(generator.integers(11))] = 0
    for _ in range(2):
        moment = int(generator.integers(max(1, heard)))
        mel[:, moment : moment + int(generator.integers(13))] = 0


WARPS = (0.86, 0.9, 0.94, 0.97, 1.03, 1.06, 1.1, 1.14)
MARGINS = (50, 100, 100, 100, 200)
EASY_SHARE = 0.3
UNCUT_SHARE = 0.4
"""Shares of a fresh run's time: with easy scenes only, without cut scenes."""
BATCHES_TOGETHER = 6
BATCHES_AHEAD = 8
LONGEST_WAIT_S = 300
LONG_CONTEXT_SHARE = 0.06
SLACK_S = 0.03
