"""How many names that the model has never seen are written right, by which help, and how many are made up."""

import difflib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import click
import numpy as np

from agent.demo.score import normalised
from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.name_check import NameCheck
from agent.speech.segment import Explanation, Hypothesis
from agent.speech.vocabulary import PROMPT_TOKENS, Term, Vocabulary
from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.report import machine
from scripts.benchmarks.tally import align

_PACKS = (12, 60, 200)
_SEED = 7
_BABBLE_DB = 10.0

Words = tuple[Any, ...]
Draw = Callable[[np.random.Generator], str]


@dataclass(frozen=True, slots=True)
class Way:
    """What helps: names in a prompt, correction by sound, the check against the sound."""

    name: str
    prompted: bool = False
    corrected: bool = False
    checked: bool = False


_NOTHING = Way("nothing")
_EVERYTHING = Way("prompt, correction, check", prompted=True, corrected=True, checked=True)
_PRODUCT = Way("correction, check", corrected=True, checked=True)
_WAYS = (
    _NOTHING,
    Way("prompt", prompted=True),
    Way("correction", corrected=True),
    Way("check", checked=True),
    _PRODUCT,
    Way("prompt, check", prompted=True, checked=True),
    _EVERYTHING,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence, the names in it, and the names of its event pack."""

    samples: Any
    text: str
    names: tuple[str, ...]
    pack: Vocabulary


@dataclass(slots=True)
class Tally:
    """Sums over sentences."""

    names: int = 0
    right: int = 0
    errors: int = 0
    words: int = 0
    changes: int = 0
    """Stretches of words that were rewritten."""
    false: int = 0
    """Those of them that are not what was said."""
    harmed: int = 0
    """Sentences with more word errors than without the help."""
    texts: list[int] = field(default_factory=list)
    """Weighed against the sound, for each sentence."""
    cpu_s: float = 0.0
    """Of correcting and checking."""
    audio_s: float = 0.0

    @property
    def recall(self) -> float:
        """Share of the names' words that is written right."""
        return self.right / max(1, self.names)

    @property
    def word_error_rate(self) -> float:
        """Of all words."""
        return self.errors / max(1, self.words)

    @property
    def false_per_100_words(self) -> float:
        """Stretches rewritten to what was not said."""
        return 100 * self.false / max(1, self.words)


class Bench:
    """Recognises each sentence once for each prompt, and tries every way on what was heard."""

    def __init__(self, model: str) -> None:
        self._engine = Engine(
            models.resolve(model), language="en", compute_type="int8", threads=1, context_floor_s=0.0
        )
        self._check = NameCheck()
        self._heard: dict[tuple[int, str], Hypothesis] = {}

    def tally(self, cases: Sequence[Case], way: Way) -> Tally:
        """Try one way on all sentences."""
        tally = Tally()
        for case in cases:
            self._add(tally, case, way)
        return tally

    def _add(self, tally: Tally, case: Case, way: Way) -> None:
        prompt = case.pack.prompt(self._engine.count_tokens, PROMPT_TOKENS) if way.prompted else ""
        key = id(case.samples), prompt
        if key not in self._heard:
            self._heard[key] = self._engine.recognise(case.samples, 0.0, prompt=prompt)
        hypothesis = self._heard[key]
        before = [word.text for word in hypothesis.words]
        asked: list[int] = []

        def explain(texts: Sequence[str]) -> list[Explanation]:
            asked.append(len(texts))
            return self._engine.explain(hypothesis, texts)

        started_s = time.process_time()
        words = hypothesis.words
        if way.corrected:
            words = case.pack.correct(words)
        if way.checked:
            words = self._check(words, case.pack, explain)
        tally.cpu_s += time.process_time() - started_s
        tally.audio_s += len(case.samples) / SAMPLE_RATE_HZ
        tally.texts.append(sum(asked))
        after = [word.text for word in words]
        errors = align(case.text.split(), after).score
        tally.errors, tally.words = tally.errors + errors.errors, tally.words + errors.words
        tally.harmed += errors.errors > align(case.text.split(), before).score.errors
        names, found = _recall(case.names, after)
        tally.names, tally.right = tally.names + names, tally.right + found
        changes = _changes(before, after)
        tally.changes += len(changes)
        tally.false += sum(_recall(case.names, [change])[1] == 0 for change in changes)


def measure(sentences: int, model: str = models.DEMO) -> dict[str, float]:
    """Print and return recall of names, word errors and false names; rates are fractions.

    Args:
        sentences: With names, and as many of common speech.
        model: See `models.resolve`.

    Raises:
        click.ClickException: If the demo model's trainer or a synthesiser is missing.
    """
    try:
        from scripts.demo_model import material, names  # noqa: PLC0415 -- needs synthesisers
    except ImportError as error:
        raise click.ClickException(f"biasing needs the demo model's trainer: {error}") from error
    print(
        f"biasing: {sentences} sentences with names that are in no training text;"
        f" model {model}\n{machine()}\n"
    )

    def other(generator: np.random.Generator) -> str:
        slot = names.NAME_SLOTS[int(generator.integers(len(names.NAME_SLOTS)))]
        return str(names.unheard_name(slot, generator))

    bench = Bench(model)
    babble = partial(material.under_babble, signal_to_noise_db=_BABBLE_DB, seed=3)
    said = list(material.with_unheard_names(sentences, seed=_SEED))
    common = list(material.fresh_sentences(sentences, seed=_SEED))
    found: dict[str, float] = {}
    for where, sound, ordinary in (("", said, common), ("babble_", list(babble(said)), list(babble(common)))):
        found |= _recalls(bench, where, sound, other)
        found |= _false_names(bench, where, {"common": ordinary, "other names": sound}, other)
    return found


def _recalls(bench: Bench, where: str, said: Sequence[Any], other: Draw) -> dict[str, float]:
    found: dict[str, float] = {}
    print(f"{where or 'clean'}: the pack holds the names that are said")
    print(f"{'pack':>5} {'help':27} {'names right':>12} {'word errors':>12} {'false names':>12}")
    for size in _PACKS:
        cases = list(_cases(said, other, size, said_too=True))
        for way in _WAYS if size == _PACKS[0] else (_NOTHING, _PRODUCT):
            tally = bench.tally(cases, way)
            print(
                f"{size:5} {way.name:27} {tally.right:4} of {tally.names:4} {tally.word_error_rate:12.3f}"
                f" {tally.false:12}",
                flush=True,
            )
            key = f"{where}{way.name.replace(', ', '_')}_{size}"
            found[f"names_recall_{key}"] = round(tally.recall, 4)
            found[f"names_wer_{key}"] = round(tally.word_error_rate, 4)
    print()
    return found


def _false_names(bench: Bench, where: str, speech: dict[str, Sequence[Any]], other: Draw) -> dict[str, float]:
    """Print what names do harm that nobody said."""
    found: dict[str, float] = {}
    print(f"{where or 'clean'}: correction and check with a pack of which nothing is said")
    print(
        f"{'speech':12} {'pack':>5} {'words':>6} {'false names':>12} {'per 100':>8} {'sentences harmed':>17}"
        f" {'texts weighed: mean':>20} {'most':>5} {'CPU s per s':>12}"
    )
    for what, said in speech.items():
        for size in _PACKS:
            tally = bench.tally(list(_cases(said, other, size, said_too=False)), _PRODUCT)
            cpu = tally.cpu_s / max(1e-9, tally.audio_s)
            print(
                f"{what:12} {size:5} {tally.words:6} {tally.false:12} {tally.false_per_100_words:8.2f}"
                f" {tally.harmed:17} {np.mean(tally.texts):20.1f} {max(tally.texts):5} {cpu:12.4f}",
                flush=True,
            )
            key = f"{where}{what.replace(' ', '_')}_{size}"
            found[f"false_names_per_100_words_{key}"] = round(tally.false_per_100_words, 4)
            found[f"names_harmed_{key}"] = tally.harmed
            found[f"names_check_cpu_s_per_audio_s_{key}"] = round(cpu, 4)
    print()
    return found


def _cases(said: Sequence[Any], other: Draw, size: int, *, said_too: bool) -> Iterator[Case]:
    generator = np.random.default_rng(_SEED)
    for one in said:
        pack = list(one.names) if said_too else []
        while len(pack) < size:
            pack.append(other(generator))
        shuffled = [Term(pack[int(at)]) for at in generator.permutation(len(pack))]
        yield Case(one.samples, one.text, one.names if said_too else (), Vocabulary(shuffled))


def _changes(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return what is written in place of something else."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        " ".join(after[first:last])
        for kind, _, _, first, last in matcher.get_opcodes()
        if kind != "equal" and last > first
    ]


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
