"""Training: scenes become batches, batches become steps, and the network on disk grows better."""

import copy
import ctypes
import math
import multiprocessing
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from scripts.demo_model.batches import IGNORED, Batch, Clock, batches
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.network import MiniatureWhisper, Shape
from scripts.demo_model.spelling import BLANK
from scripts.demo_model.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    minutes: float
    seed: int = 1
    learners: int = 1
    """Processes that learn, each on one processor."""
    batch_size: int = 24
    peak_learning_rate: float = 1.5e-3
    warm_up_steps: int = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """What is reported every `REPORT_EVERY` steps: means since the last report."""

    step: int
    elapsed_s: float
    word_loss: float
    """Cross-entropy of the next token."""
    spelling_loss: float
    """Connectionist temporal classification."""
    place_loss: float
    """Of the head that looks where the words are."""
    learning_rate: float


def train(
    checkpoint: Path,
    tokens: Tokens,
    corpus: Sequence[Utterance],
    plan: Plan,
    report: Callable[[Progress], None],
) -> None:
    """Train for `plan.minutes`, going on from `checkpoint` if it exists, and write it every few minutes.

    The number of steps depends on the machine's speed, so two runs never give equal weights.
    """
    _keep_freed_memory()
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    network = MiniatureWhisper(Shape(), tokens.size)
    first_step = load_checkpoint(checkpoint, network) if checkpoint.exists() else 0
    # Forked, so that the corpus is not copied.
    context = multiprocessing.get_context("fork")
    centre = _Centre(context, network, first_step)
    clock = Clock.start(plan.minutes * 60)
    learners = [
        _Learner(number, network, centre, tokens, corpus, plan, clock) for number in range(plan.learners)
    ]
    helpers = [context.Process(target=learner.learn) for learner in learners[1:]]
    for helper in helpers:
        helper.start()

    def tell(progress: Progress) -> None:
        report(progress)
        centre.write(network, checkpoint)

    learners[0].learn(tell)
    for helper in helpers:
        helper.join()
    centre.write(network, checkpoint)


class _Centre:
    """The weights that the learners have in common, and how many steps all of them made.

    Each learner now and then pulls its own weights and these towards each other (Zhang et al., "Deep learning
    with Elastic Averaging SGD", 2015). None ever waits for another, which on busy processors is what costs.
    """

    def __init__(self, context: Any, network: MiniatureWhisper, first_step: int) -> None:
        self.first_step = first_step
        self._weights = parameters_to_vector(network.parameters()).detach().clone().share_memory_()
        self._steps = context.Value("l", first_step)
        self._lock = context.Lock()

    def meet(self, network: MiniatureWhisper, steps: int) -> int:
        """Pull `network` and the common weights together; return the steps of all learners so far."""
        with self._lock, torch.no_grad():
            own = parameters_to_vector(network.parameters())
            apart = (own - self._weights) * PULL
            self._weights += apart
            vector_to_parameters(own - apart, network.parameters())
            self._steps.value += steps
            return int(self._steps.value)

    def write(self, network: MiniatureWhisper, checkpoint: Path) -> None:
        """Write the common weights to `checkpoint`."""
        common = copy.deepcopy(network)
        with self._lock, torch.no_grad():
            vector_to_parameters(self._weights.clone(), common.parameters())
            save_checkpoint(checkpoint, common, int(self._steps.value))


@dataclass(frozen=True, slots=True)
class _Learner:
    """One process that learns; in the first one `network` is the caller's, in others a copy."""

    number: int
    network: MiniatureWhisper
    centre: _Centre
    tokens: Tokens
    corpus: Sequence[Utterance]
    plan: Plan
    clock: Clock

    def learn(self, report: Callable[[Progress], None] = lambda _: None) -> None:
        """Learn until the time is over, or until the process that started this one is gone."""
        optimiser = torch.optim.AdamW(
            self.network.parameters(), self.plan.peak_learning_rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        resumed = self.centre.first_step > 0
        # A resumed run must not hear the scenes of the first one again.
        generator = np.random.default_rng((self.plan.seed, self.centre.first_step, self.number))
        made = batches(self.corpus, self.tokens, self.plan.batch_size, generator, self.clock, resumed=resumed)
        seen: list[tuple[float, ...]] = []
        with closing(made):
            for number, batch in enumerate(made, start=1):
                warm = min(1.0, number / self.plan.warm_up_steps)
                learning_rate = self.plan.peak_learning_rate * warm * _cosine(self.clock.share)
                for group in optimiser.param_groups:
                    group["lr"] = learning_rate
                losses = _losses(self.network, batch)
                # Spelling teaches the encoder to listen; once it does, words matter more.
                listening = not resumed and self.clock.share < LISTENING_SHARE
                spelling_weight = 1.0 if listening else SPELLING_WEIGHT
                loss = losses.words + losses.spelling * spelling_weight + losses.places * PLACES_WEIGHT
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
                optimiser.step()
                seen.append(tuple(part.item() for part in losses))
                if number % MEET_EVERY == 0:
                    steps = self.centre.meet(self.network, MEET_EVERY)
                    parent = multiprocessing.parent_process()
                    if parent is not None and not parent.is_alive():
                        return
                if len(seen) == REPORT_EVERY:
                    words, spelling, places = (float(mean) for mean in np.mean(seen, axis=0))
                    report(Progress(steps, self.clock.elapsed_s, words, spelling, places, learning_rate))
                    seen.clear()


def save_checkpoint(path: Path, network: MiniatureWhisper, step: int) -> None:
    """Write the network's weights and how many steps made them."""
    unfinished = path.with_suffix(".part")
    torch.save({"net": network.state_dict(), "step": step}, unfinished)
    unfinished.replace(path)


def halve_checkpoint(checkpoint: Path, half: Path) -> None:
    """Write `checkpoint` with half the precision, and so half the size, to `half`."""
    saved = torch.load(checkpoint, weights_only=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"net": {name: value.half() for name, value in saved["net"].items()}, "step": saved["step"]}, half
    )


def load_checkpoint(path: Path, network: MiniatureWhisper) -> int:
    """Load weights into `network` and return how many steps made them.

    Raises:
        RuntimeError: If the checkpoint belongs to a network of another shape.
    """
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["net"])
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


def _cosine(share: float) -> float:
    return 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, share))) + 0.05


class Losses(NamedTuple):
    """What is wrong with a batch."""

    words: Tensor
    spelling: Tensor
    places: Tensor


def _losses(network: MiniatureWhisper, batch: Batch) -> Losses:
    wanted = batch.targets != IGNORED
    with torch.autocast("cpu", dtype=torch.bfloat16):
        predicted = network(batch.mel, batch.tokens, wanted)
    words = functional.cross_entropy(predicted.logits.float(), batch.targets[wanted], label_smoothing=0.03)
    spelling = functional.ctc_loss(
        predicted.spelled.float().log_softmax(-1).transpose(0, 1),
        batch.spelling,
        batch.encoded_lengths,
        batch.spelling_lengths,
        blank=BLANK,
        zero_infinity=True,
    )
    return Losses(words, spelling, _place_loss(predicted.looked, batch.places))


def _place_loss(looked: Tensor, places: Tensor) -> Tensor:
    """Return how little of the aligned head's attention is where the tokens are said."""
    row, token = (places[..., 1] > 0).nonzero(as_tuple=True)
    if len(row) == 0:
        return looked.new_zeros(())
    first, after = places[row, token].unbind(-1)
    so_far = functional.pad(looked[row, token].float().cumsum(-1), (1, 0))
    within = so_far.gather(1, after[:, None]) - so_far.gather(1, first[:, None])
    return -(within.clamp_min(0.0) + LITTLE).log().mean()


LISTENING_SHARE = 0.5
"""Share of a fresh run's time with the weight on spelling."""
SPELLING_WEIGHT = 0.3
PLACES_WEIGHT = 0.2
LITTLE = 1e-3
M_TRIM_THRESHOLD = -1
M_MMAP_MAX = -4
"""Names and numbers as in glibc's malloc.h."""
REPORT_EVERY = 50
"""Steps of the first learner; a multiple of `MEET_EVERY`."""
MEET_EVERY = 10
PULL = 0.4
