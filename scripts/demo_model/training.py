"""Training: scenes become batches, batches become steps, and the network on disk grows better."""

import ctypes
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from torch import Tensor, nn
from torch.nn import functional

from scripts.demo_model.alignment import BLANK, WordSpan, spelling_of, word_spans
from scripts.demo_model.chance import happens, pick
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.network import MiniatureWhisper, Shape
from scripts.demo_model.scenes import Scene, SceneMixer
from scripts.demo_model.tokens import Tokens

HOP = 160
"""Samples per mel frame: 10 ms."""
IGNORED = -100
"""Positions of the target that the loss leaves out; PyTorch's own convention."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    minutes: float
    seed: int = 1
    threads: int = 1
    """One is best on a busy machine: a second thread that spins for its turn costs more than it gives."""
    batch_size: int = 24
    peak_learning_rate: float = 1.5e-3
    warm_up_steps: int = 300


@dataclass(frozen=True, slots=True)
class Progress:
    """What is reported every `REPORT_EVERY` steps: means since the last report."""

    step: int
    elapsed_s: float
    word_loss: float
    """Cross-entropy of the next token."""
    spelling_loss: float
    """Connectionist temporal classification."""
    learning_rate: float


@dataclass(frozen=True, slots=True)
class Example:
    """A scene as tokens."""

    scene: Scene
    given: list[int]
    """Prompt and start token."""
    wanted: list[int]
    """What shall follow, the end included."""
    spelling: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side, padded."""

    mel: Tensor
    """Shape (batch, bands, frames of 10 ms)."""
    tokens: Tensor
    """Decoder input, shape (batch, tokens)."""
    targets: Tensor
    """Next token or `IGNORED`, shape (batch, tokens)."""
    spelling: Tensor
    """All spellings one after the other, shape (characters,)."""
    spelling_lengths: Tensor
    """Shape (batch,)."""
    encoded_lengths: Tensor
    """Encoder steps that hold audio, shape (batch,)."""


def train(
    checkpoint: Path,
    tokens: Tokens,
    corpus: Sequence[Utterance],
    plan: Plan,
    report: Callable[[Progress], None],
) -> None:
    """Train for `plan.minutes`, going on from `checkpoint` if it exists, and write it every few minutes.

    The number of steps depends on the machine's speed, so two runs give equal results only if they take
    equally many.
    """
    _keep_freed_memory()
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    network = MiniatureWhisper(Shape(), tokens.size)
    first_step = 0
    if checkpoint.exists():
        first_step = load_checkpoint(checkpoint, network)
    optimiser = torch.optim.AdamW(
        network.parameters(), plan.peak_learning_rate, betas=(0.9, 0.98), weight_decay=0.01
    )
    clock = _Clock(plan.minutes * 60)
    # A resumed run must not hear the scenes of the first one again.
    generator = np.random.default_rng((plan.seed, first_step))
    batches = _batches(corpus, tokens, plan.batch_size, generator, clock, network, resumed=first_step > 0)
    word_losses: list[float] = []
    spelling_losses: list[float] = []
    step = first_step
    while clock.share < 1.0:
        batch = next(batches)
        step += 1
        warm = min(1.0, (step - first_step) / plan.warm_up_steps)
        learning_rate = plan.peak_learning_rate * warm * _cosine(clock.share)
        for group in optimiser.param_groups:
            group["lr"] = learning_rate
        word_loss, spelling_loss = _losses(network, batch)
        # Spelling teaches the encoder to listen; once it does, words matter more.
        listening = not first_step and clock.share < LISTENING_SHARE
        loss = word_loss + spelling_loss * (1.0 if listening else 0.3)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        word_losses.append(word_loss.item())
        spelling_losses.append(spelling_loss.item())
        if len(word_losses) == REPORT_EVERY:
            means = (float(np.mean(word_losses)), float(np.mean(spelling_losses)))
            report(Progress(step, clock.elapsed_s, *means, learning_rate))
            word_losses.clear()
            spelling_losses.clear()
        if step % SAVE_EVERY == 0:
            save_checkpoint(checkpoint, network, step)
    save_checkpoint(checkpoint, network, step)


def save_checkpoint(path: Path, network: MiniatureWhisper, step: int) -> None:
    """Write the network's weights and how many steps made them."""
    unfinished = path.with_suffix(".part")
    torch.save({"net": network.state_dict(), "step": step}, unfinished)
    unfinished.replace(path)


def load_checkpoint(path: Path, network: MiniatureWhisper) -> int:
    """Load weights into `network` and return how many steps made them.

    Raises:
        RuntimeError: If the checkpoint belongs to a network of another shape.
    """
    saved = torch.load(path, weights_only=True)
    network.load_state_dict({_present_name(name): value for name, value in saved["net"].items()})
    return int(saved["step"])


def _keep_freed_memory() -> None:
    """Let glibc keep large blocks for the next step instead of giving each back to the kernel.

    Batches of changing shape otherwise spend two fifths of their time on page faults (16 s of 41 s, measured
    over 34 steps; 7 s of 40 s with this).
    """
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:
        return  # another C library: only slower
    libc.mallopt(M_MMAP_MAX, 0)
    libc.mallopt(M_TRIM_THRESHOLD, -1)


class _Clock:
    def __init__(self, budget_s: float) -> None:
        self._budget_s = budget_s
        self._started = time.monotonic()

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self._started

    @property
    def share(self) -> float:
        return self.elapsed_s / self._budget_s


def _cosine(share: float) -> float:
    return 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))) + 0.05


def _losses(network: MiniatureWhisper, batch: Batch) -> tuple[Tensor, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, spelled = network(batch.mel, batch.tokens)
    word_loss = functional.cross_entropy(
        logits.float().flatten(0, 1), batch.targets.flatten(), ignore_index=IGNORED, label_smoothing=0.03
    )
    spelling_loss = functional.ctc_loss(
        spelled.float().log_softmax(-1).transpose(0, 1),
        batch.spelling,
        batch.encoded_lengths,
        batch.spelling_lengths,
        blank=BLANK,
        zero_infinity=True,
    )
    return word_loss, spelling_loss


def _batches(
    corpus: Sequence[Utterance],
    tokens: Tokens,
    batch_size: int,
    generator: np.random.Generator,
    clock: _Clock,
    network: MiniatureWhisper,
    *,
    resumed: bool,
) -> Iterator[Batch]:
    features = _LogMel()
    mixer = SceneMixer(corpus, generator, _Aligner(network, features))
    examples = _ExampleMaker(tokens, mixer, generator)
    while True:
        hard = resumed or clock.share > EASY_SHARE
        # Cuts need the alignment that training finds, so they come last.
        cuts = resumed or clock.share > UNCUT_SHARE
        drawn = [examples.example(mixer.scene(hard=hard, cuts=cuts)) for _ in range(6 * batch_size)]
        # Scenes of like length share a batch, so that little of it is padding.
        drawn.sort(key=lambda example: len(example.scene.samples))
        for index in generator.permutation(6):
            # Stock recognisers pad everything to 30 s; the network has to know that context, too.
            full_context = hard and happens(generator, FULL_CONTEXT_SHARE)
            group = drawn[index * batch_size : (index + 1) * batch_size]
            if full_context:
                group = group[::FULL_CONTEXT_THINNING]  # or one step takes as long as ten
            yield _batch(group, tokens, features, generator, full_context=full_context)


class _ExampleMaker:
    def __init__(self, tokens: Tokens, mixer: SceneMixer, generator: np.random.Generator) -> None:
        self._tokens = tokens
        self._mixer = mixer
        self._generator = generator

    def example(self, scene: Scene) -> Example:
        tokens = self._tokens
        given = [*self._prompt(scene), tokens.start_of_transcript]
        timestamps = happens(self._generator, 0.5)
        if not timestamps:
            given.append(tokens.no_timestamps)
        wanted: list[int] = []
        for segment in scene.segments:
            words = tokens.words(segment.written)
            if timestamps:
                words = [tokens.timestamp(segment.start_s), *words, tokens.timestamp(segment.end_s)]
            wanted += words
        if timestamps and not wanted:
            # Decoders that ask for time stamps force one first; what follows it is nothing.
            given.append(tokens.timestamp(0.0))
        spelling = spelling_of("".join(f"{segment.written} " for segment in scene.segments))
        return Example(scene, given, [*wanted, tokens.end_of_text], spelling)

    def _prompt(self, scene: Scene) -> list[int]:
        """Return earlier words or a list of names, in some of the examples."""
        if not happens(self._generator, PROMPT_SHARE):
            return []
        prompt = self._mixer.other_text()
        if happens(self._generator, 0.5):
            texts = [*(segment.written for segment in scene.segments), prompt]
            names = [word.strip(",.?") for text in texts for word in text.split() if word[0].isupper()]
            prompt = ", ".join(names[index] for index in self._generator.permutation(len(names))[:8])
        return [self._tokens.start_of_previous, *self._tokens.words(prompt)][:60]


class _LogMel:
    """Whisper's log-mel features, computed with PyTorch."""

    def __init__(self) -> None:
        self._filters = torch.tensor(FeatureExtractor().mel_filters)
        self._window = torch.hann_window(400)

    def __call__(self, samples: Tensor) -> Tensor:
        """Return features of `samples`, shape (samples,), as (bands, frames)."""
        spectrum = torch.stft(samples, 400, HOP, window=self._window, center=True, return_complex=True)
        mel = (self._filters @ spectrum[:, :-1].abs() ** 2).clamp_min(1e-10).log10()
        return (torch.maximum(mel, mel.max() - 8.0) + 4.0) / 4.0


class _Aligner:
    """Finds words in an utterance with the network as it is now."""

    def __init__(self, network: MiniatureWhisper, features: _LogMel) -> None:
        self._network = network
        self._features = features

    def __call__(self, utterance: Utterance) -> list[WordSpan]:
        mel = self._features(torch.from_numpy(utterance.samples))
        mel = mel[:, : mel.shape[1] // 2 * 2]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            spelled = self._network.speller(self._network.encode(mel[None]))[0]
        return word_spans(utterance.written, spelled.float().log_softmax(-1).numpy())


def _batch(
    examples: Sequence[Example],
    tokens: Tokens,
    features: _LogMel,
    generator: np.random.Generator,
    *,
    full_context: bool,
) -> Batch:
    longest = max(len(example.scene.samples) for example in examples)
    margin = pick(generator, (50, 50, 100, 100, 200))
    # A multiple of a second: few different shapes let the allocator and the kernels settle.
    frames = 3000 if full_context else min(3000, (longest // HOP + margin + 99) // 100 * 100)
    mel = torch.zeros(len(examples), 80, frames)
    for row, example in zip(mel, examples, strict=True):
        # Recognisers pad either the audio or the features; both look different to the network.
        padding = frames * HOP if happens(generator, 0.5) else len(example.scene.samples) + HOP
        samples = np.zeros(padding, np.float32)
        samples[: len(example.scene.samples)] = example.scene.samples
        heard = features(torch.from_numpy(samples))[:, :frames]
        row[:, : heard.shape[1]] = heard
        if happens(generator, 0.5):
            _mask(row, generator)
    length = max(len(example.given) + len(example.wanted) for example in examples) - 1
    length = -(-length // 16) * 16
    inputs = torch.full((len(examples), length), tokens.end_of_text)
    targets = torch.full((len(examples), length), IGNORED)
    for input_row, target_row, example in zip(inputs, targets, examples, strict=True):
        sequence = example.given + example.wanted
        input_row[: len(sequence) - 1] = torch.tensor(sequence[:-1])
        first = len(example.given) - 1
        target_row[first : first + len(example.wanted)] = torch.tensor(example.wanted)
        start = example.given.index(tokens.start_of_transcript)
        if not example.scene.segments:
            target_row[start] = tokens.no_speech
        elif first > start:
            target_row[start] = tokens.no_timestamps
    return Batch(
        mel,
        inputs,
        targets,
        spelling=torch.tensor([character for example in examples for character in example.spelling]),
        spelling_lengths=torch.tensor([len(example.spelling) for example in examples]),
        encoded_lengths=torch.tensor(
            [min(frames // 2, len(example.scene.samples) // (2 * HOP) + 4) for example in examples]
        ),
    )


def _mask(mel: Tensor, generator: np.random.Generator) -> None:
    """Blank a band and two moments in place (Park et al., "SpecAugment", 2019)."""
    band = int(generator.integers(70))
    mel[band : band + int(generator.integers(11))] = 0
    for _ in range(2):
        moment = int(generator.integers(mel.shape[1]))
        mel[:, moment : moment + int(generator.integers(21))] = 0


def _present_name(name: str) -> str:
    """Return today's name of a weight; the first checkpoints called them differently."""
    return ".".join(FORMER_NAMES.get(part, part) for part in name.split("."))


FORMER_NAMES = {
    "a": "self_attention",
    "c": "cross_attention",
    "c1": "first_convolution",
    "c2": "second_convolution",
    "ctc": "speller",
    "dec": "decoder",
    "dln": "decoder_norm",
    "dpos": "decoder_positions",
    "eln": "encoder_norm",
    "emb": "embedding",
    "enc": "encoder",
    "f1": "widen",
    "f2": "narrow",
    "k": "key",
    "ln1": "self_attention_norm",
    "ln2": "feed_forward_norm",
    "lnc": "cross_attention_norm",
    "o": "output",
    "pos": "positions",
    "q": "query",
    "v": "value",
}
M_TRIM_THRESHOLD = -1
M_MMAP_MAX = -4
"""Names and numbers as in glibc's malloc.h."""
EASY_SHARE = 0.3
LISTENING_SHARE = 0.5
UNCUT_SHARE = 0.6
"""Shares of a fresh run's time: with easy scenes only, with the weight on spelling, without cut scenes."""
PROMPT_SHARE = 0.25
REPORT_EVERY = 25
SAVE_EVERY = 200
FULL_CONTEXT_SHARE = 0.02
FULL_CONTEXT_THINNING = 3
