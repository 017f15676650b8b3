"""How well a model directory recognises: on the demo, and on what it was not trained on."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
from faster_whisper.vad import VadOptions, get_speech_timestamps

from scripts.demo_model import material
from scripts.demo_model.recognisers import FullContext, Product, Recogniser, Said, ShortContext
from scripts.demo_model.voices import Samples

Row = tuple[str, str]
"""A test and its result."""


@dataclass(frozen=True, slots=True)
class Score:
    """Word errors over some utterances."""

    errors: int
    words: int

    @property
    def word_error_rate(self) -> float:
        """Substituted, left out and invented words, per word that was said."""
        return self.errors / max(1, self.words)

    def __str__(self) -> str:
        return f"{100 * self.word_error_rate:.1f} % of {self.words} words"


def normalised(text: str) -> str:
    """Return `text` in lower case without punctuation, `50,000` as one word."""
    whole_numbers = re.sub(r"(?<=\d),(?=\d)", "", text.lower())
    return " ".join(re.sub(r"[^a-z0-9$%' ]", " ", whole_numbers).split())


def score(said: Sequence[str], recognised: Sequence[str]) -> Score:
    """Count word errors between pairs of what was said and what was recognised."""
    errors = words = 0
    for one, heard in zip(said, recognised, strict=True):
        if not normalised(one):
            errors += len(normalised(heard).split())
            continue
        counts = jiwer.process_words(normalised(one), normalised(heard))
        words += counts.hits + counts.substitutions + counts.deletions
        errors += counts.substitutions + counts.deletions + counts.insertions
    return Score(errors, words)


def score_recogniser(recogniser: Recogniser, said: Iterable[Said]) -> Score:
    """Let `recogniser` hear everything in `said` and count its errors."""
    pairs = [(one.text, recogniser(one.samples)) for one in said]
    return score([text for text, _ in pairs], [heard for _, heard in pairs])


def score_prompted(product: Product, said: Iterable[Said]) -> Score:
    """The same with each utterance's prompt."""
    pairs = [(one.text, product(one.samples, one.prompt)) for one in said]
    return score([text for text, _ in pairs], [heard for _, heard in pairs])


def names_and_words(product: Product, said: Iterable[Said]) -> tuple[float, Score]:
    """Return which share of the names is spelled right, word by word, and the errors over all words."""
    found = wanted = 0
    texts: list[str] = []
    recognised: list[str] = []
    for one in said:
        heard = product(one.samples, one.prompt)
        texts.append(one.text)
        recognised.append(heard)
        left = normalised(heard).split()
        for word in normalised(" ".join(one.names)).split():
            wanted += 1
            if word in left:
                left.remove(word)
                found += 1
    return found / max(1, wanted), score(texts, recognised)


def inventions(recogniser: Recogniser, clips: Iterable[Samples]) -> int:
    """Count the clips in which `recogniser` hears words."""
    return sum(bool(normalised(recogniser(clip))) for clip in clips)


def word_end_errors_s(product: Product, said: Iterable[Said]) -> list[float]:
    """Return how late, in seconds, the engine has each word end that it hears right.

    Words before a comma or a full stop are left out: the engine ends them where the next word begins.
    """
    errors: list[float] = []
    for one in said:
        heard = product.hear(one.samples).words
        spoken = one.text.split(" ")
        matcher = SequenceMatcher(
            None,
            [normalised(word) for word in spoken],
            [normalised(word.text) for word in heard],
            autojunk=False,
        )
        for block in matcher.get_matching_blocks():
            errors += [
                heard[block.b + at].end_s - one.ends_s[block.a + at]
                for at in range(block.size)
                if not spoken[block.a + at].endswith((",", ".", "?"))
            ]
    return errors


def demo_by_voice_activity(demo: Path, recogniser: Recogniser) -> Score:
    """Score the demo cut by Silero, as faster-whisper ships it, where borders need not match the turns."""
    samples = material.demo_samples(demo)
    options = VadOptions(min_silence_duration_ms=500, speech_pad_ms=200)
    stretches = get_speech_timestamps(samples, options)
    heard = [recogniser(samples[stretch["start"] : stretch["end"]]) for stretch in stretches]
    return score([" ".join(turn.text for turn in material.demo_turns(demo))], [" ".join(heard)])


def table(folder: Path, demo: Path, *, sentences: int, known: Collection[str] = ()) -> Iterator[Row]:
    """Measure a model directory; yield each row of the model card, test and result, when it is there.

    `known` are the sentences that the model was trained on, if the corpus is at hand.
    """
    product = Product(folder)
    fresh = material.fresh_sentences(sentences, seed=1)
    yield "fresh sentences", str(score_recogniser(product, fresh))
    unread = list(material.fresh_sentences(sentences, seed=5, known=known))
    yield from _words(product, unread, sentences, known)
    yield from _names(product, sentences)
    yield from _streams(product, unread, sentences)
    yield from _silence(product, folder)
    yield from _contexts(folder, unread)
    yield from _demo(folder, demo)
    size = sum(path.stat().st_size for path in folder.iterdir())
    yield "size on disk", f"{size / 1e6:.1f} MB"


def _noisy(said: Iterable[Said]) -> list[Said]:
    return list(material.under_babble(said, signal_to_noise_db=10.0, seed=3))


def _words(product: Product, unread: Sequence[Said], sentences: int, known: Collection[str]) -> Iterator[Row]:
    yield "unread sentences", str(score_recogniser(product, unread))
    yield "unread sentences, babble of five at 10 dB", str(score_recogniser(product, _noisy(unread)))
    strangers = list(material.in_unheard_voices(sentences, seed=6, known=known))
    yield "unheard voices", str(score_recogniser(product, strangers))
    yield "unheard voices, babble", str(score_recogniser(product, _noisy(strangers)))
    pairs = material.fresh_sentences(sentences // 2, seed=2, pair_share=1.0)
    yield "two sentences in one breath", str(score_recogniser(product, pairs))


def _names(product: Product, sentences: int) -> Iterator[Row]:
    count_tokens = product.engine.count_tokens
    clean = list(material.with_unheard_names(sentences, seed=7))
    for where, said in (("", clean), (", babble", _noisy(clean))):
        for how, prompted in (
            ("not biased", said),
            ("biased, said among 12 names", material.biased(said, count_tokens, seed=8)),
            ("biased with 12 others", material.biased(said, count_tokens, seed=9, said_too=False)),
        ):
            recall, words = names_and_words(product, prompted)
            yield f"unheard names, {how}{where}", f"{100 * recall:.0f} % of the names, word errors {words}"


def _streams(product: Product, unread: Sequence[Said], sentences: int) -> Iterator[Row]:
    pairs = list(material.fresh_sentences(sentences, seed=10, pair_share=0.5))
    cut = list(material.cut_anywhere(pairs, seed=11))
    yield "cut off anywhere, words that are complete", str(score_recogniser(product, cut))
    sure = [(one.text, _sure_words(product, one.samples)) for one in cut]
    yield (
        "the same, words from a probability of 0.5 on",
        str(score([text for text, _ in sure], [heard for _, heard in sure])),
    )
    late = list(material.begun_late(pairs))
    yield "begun between two words", str(score_recogniser(product, late))
    yield "the same, the words before as the prompt", str(score_prompted(product, late))
    others = [Said(one.samples, one.text, other.text) for one, other in pairwise(unread)]
    yield "unread sentences after another sentence as the prompt", str(score_prompted(product, others))
    errors = np.array(word_end_errors_s(product, unread))
    median, most = np.quantile(np.abs(errors), (0.5, 0.95)) if len(errors) else (np.nan, np.nan)
    mean = float(np.mean(errors)) if len(errors) else np.nan
    spread = f"median {1000 * median:.0f} ms, 95 % within {1000 * most:.0f} ms, mean {1000 * mean:+.0f} ms"
    yield "word ends, error", f"{spread}, of {len(errors)} words"


def _sure_words(product: Product, samples: Samples) -> str:
    words = []
    for word in product.hear(samples).words:
        if word.probability < SURE:
            break
        words.append(word.text)
    return " ".join(words)


def _silence(product: Product, folder: Path) -> Iterator[Row]:
    names = next(
        iter(material.biased([Said(np.zeros(1, np.float32), "")], product.engine.count_tokens, seed=12))
    )
    prompted = partial(product, prompt=names.prompt)
    clips = {
        "silence and noise": material.clips_without_speech(seed=4),
        "babble of 4 to 12": material.clips_of_babble(36, seed=13),
        "music": material.clips_of_music(12, seed=14),
    }
    for what, sounds in clips.items():
        yield f"invents words on {what}", f"{inventions(product, sounds)} of {len(sounds)} clips"
        yield f"invents words on {what}, biased", f"{inventions(prompted, sounds)} of {len(sounds)} clips"
        unvoiced = sum(product.hear(sound).no_speech > SURE for sound in sounds)
        yield f"says no speech of {what}", f"{unvoiced} of {len(sounds)} clips"
    stock = FullContext(folder, timestamps=False)
    sounds = clips["silence and noise"]
    yield (
        "invents words on silence and noise, stock faster-whisper",
        f"{inventions(stock, sounds)} of {len(sounds)} clips",
    )


def _contexts(folder: Path, unread: Sequence[Said]) -> Iterator[Row]:
    some = unread[: max(1, len(unread) // 3)]
    for floor_s in (5.0, 7.46, 12.0, 20.02, 30.0):
        product = Product(folder, context_floor_s=floor_s)
        yield f"unread sentences, context of at least {floor_s:g} s", str(score_recogniser(product, some))
    for timestamps in (False, True):
        how = "with time stamps" if timestamps else "text only"
        recogniser = FullContext(folder, timestamps=timestamps)
        yield f"unread sentences, stock faster-whisper, {how}", str(score_recogniser(recogniser, some))


def _demo(folder: Path, demo: Path) -> Iterator[Row]:
    turns = material.demo_turns(demo)
    plain: Recogniser = ShortContext(folder)
    ways: tuple[tuple[str, Callable[[Samples], str]], ...] = (
        ("", plain),
        (" with time stamps", ShortContext(folder, timestamps=True)),
    )
    for how, recogniser in ways:
        yield f"demo, cut at the reference times{how}", str(score_recogniser(recogniser, turns))
    yield "demo, cut by voice activity", str(demo_by_voice_activity(demo, plain))


SURE = 0.5
