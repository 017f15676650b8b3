"""How many names that the model has never seen are spelled right, with and without the event pack's help."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click
import numpy as np

from agent.demo.score import normalised
from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.vocabulary import Term, Vocabulary
from scripts.benchmarks.report import machine
from scripts.benchmarks.tally import align

_NAMES_IN_A_PACK = 12
_PROMPT_TOKENS = 60
"""As the product has it."""
_SEED = 7
_BABBLE_DB = 10.0


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence, the names in it, and the names that its event pack holds."""

    samples: Any
    text: str
    names: tuple[str, ...]
    pack: Vocabulary


def measure(sentences: int) -> dict[str, float]:
    """Print and return recall of names and word error rate, per way of helping; rates are fractions.

    Raises:
        click.ClickException: If the demo model's trainer or a synthesiser is missing.
    """
    try:
        from scripts.demo_model import material, names  # noqa: PLC0415 -- needs synthesisers
    except ImportError as error:
        raise click.ClickException(f"biasing needs the demo model's trainer: {error}") from error
    engine = Engine(
        models.resolve(models.DEMO), language="en", compute_type="int8", threads=1, context_floor_s=0.0
    )
    print(
        f"biasing: {sentences} sentences with names that are in no training text;"
        f" packs of {_NAMES_IN_A_PACK} names; demo model\n{machine()}\n"
    )
    clean = list(material.with_unheard_names(sentences, seed=_SEED))
    noisy = list(material.under_babble(clean, signal_to_noise_db=_BABBLE_DB, seed=3))
    print(f"{'':42} {'names right':>12} {'of names':>9} {'word errors':>12}")
    found: dict[str, float] = {}
    for where, said in (("", clean), ("babble_", noisy)):

        def other(generator: np.random.Generator) -> str:
            slot = names.NAME_SLOTS[int(generator.integers(len(names.NAME_SLOTS)))]
            return str(names.unheard_name(slot, generator))

        for how, cases, biased, corrected in _ways(said, other):
            found |= _row(engine, f"{where}{how}", cases, biased=biased, corrected=corrected)
    return found


def _ways(
    said: Sequence[Any], other: Callable[[np.random.Generator], str]
) -> Iterator[tuple[str, list[Case], bool, bool]]:
    """Yield what is compared: the pack holds the names that are said, or, to see what it harms, others."""
    with_names, without = list(_cases(said, other, said_too=True)), list(_cases(said, other, said_too=False))
    yield "plain", with_names, False, False
    yield "biased", with_names, True, False
    yield "corrected", with_names, False, True
    yield "biased_corrected", with_names, True, True
    yield "others_biased_corrected", without, True, True


def _cases(
    said: Sequence[Any], other: Callable[[np.random.Generator], str], *, said_too: bool
) -> Iterator[Case]:
    generator = np.random.default_rng(_SEED)
    for one in said:
        pack = list(one.names) if said_too else []
        while len(pack) < _NAMES_IN_A_PACK:
            pack.append(other(generator))
        shuffled = [Term(pack[int(at)]) for at in generator.permutation(len(pack))]
        yield Case(one.samples, one.text, one.names, Vocabulary(shuffled))


def _row(
    engine: Engine, how: str, cases: Sequence[Case], *, biased: bool, corrected: bool
) -> dict[str, float]:
    right = wanted = errors = words = 0
    for case in cases:
        prompt = case.pack.prompt(engine.count_tokens, _PROMPT_TOKENS) if biased else ""
        heard = engine.recognise(case.samples, 0.0, prompt=prompt).words
        texts = [word.text for word in (case.pack.correct(heard) if corrected else heard)]
        score = align(case.text.split(), texts).score
        errors, words = errors + score.errors, words + score.words
        names, found = _recall(case.names, texts)
        wanted, right = wanted + names, right + found
    print(f"{how:42} {right / max(1, wanted):12.3f} {wanted:9} {errors / max(1, words):12.3f}", flush=True)
    return {
        f"names_recall_{how}": round(right / max(1, wanted), 4),
        f"names_wer_{how}": round(errors / max(1, words), 4),
    }


def _recall(names: Sequence[str], texts: Sequence[str]) -> tuple[int, int]:
    """Return how many words of names were said, and how many of them are written, each once."""
    left = [word for text in texts for word in normalised(text)]
    wanted = [word for name in names for word in normalised(name)]
    found = 0
    for word in wanted:
        if word in left:
            left.remove(word)
            found += 1
    return len(wanted), found
