"""What a model is measured with: sentences, voices and names that training never draws, noise, the demo."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from agent.speech.vocabulary import Term, Vocabulary
from scripts.demo_model.acoustics import (
    babble,
    coloured_noise,
    impulse_response,
    in_room,
    music,
    root_mean_square,
)
from scripts.demo_model.chance import pick
from scripts.demo_model.corpus import draw_turn, utter
from scripts.demo_model.names import NAME_SLOTS, unheard_name
from scripts.demo_model.recognisers import Said
from scripts.demo_model.sentences import NAME_TEMPLATES, UNHEARD_NAMES, Phrase, fill
from scripts.demo_model.synthesisers import SynthesisError
from scripts.demo_model.voices import (
    SAMPLE_RATE_HZ,
    Samples,
    Voice,
    random_voice,
    unheard_voice,
)


def fresh_sentences(
    count: int,
    *,
    seed: int,
    pair_share: float = 0.0,
    known: Collection[str] = (),
    voice: Callable[[np.random.Generator], Voice] = random_voice,
) -> Iterator[Said]:
    """Speak sentences with draws that no training run makes: seeds from 900,000 up are kept for measuring.

    The grammar is small, so many of them were trained on in another voice; those in `known` are skipped.
    Each is surrounded by a fifth and three tenths of a second of faint hiss, as a voice activity detector
    would cut it. A share `pair_share` consists of two sentences.
    """
    generator = np.random.default_rng(HELD_OUT_SEED + seed)

    def draw() -> Phrase:
        while True:
            turn = draw_turn(generator, pair_share=pair_share)
            if turn.written not in known:
                return turn

    return _spoken(count, draw, generator, voice)


def in_unheard_voices(count: int, *, seed: int, known: Collection[str] = ()) -> Iterator[Said]:
    """The same by talkers of an accent and of variants that training never hears."""
    return fresh_sentences(count, seed=seed, known=known, voice=unheard_voice)


def with_unheard_names(count: int, *, seed: int) -> Iterator[Said]:
    """Speak sentences about people, firms and products that are in no corpus."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)

    def draw() -> Phrase:
        while True:
            phrase = fill(pick(generator, NAME_TEMPLATES), generator, UNHEARD_NAMES)
            if phrase.names:
                return phrase

    return _spoken(count, draw, generator, random_voice)


def biased(
    said: Iterable[Said], count_tokens: Callable[[str], int], *, seed: int, said_too: bool = True
) -> Iterator[Said]:
    """Add the prompt that the product would make of an event pack of twelve names.

    Args:
        said: Utterances.
        count_tokens: The engine's.
        seed: Decides the other names.
        said_too: Whether the pack holds the names that are said; otherwise none of its names is.
    """
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    for one in said:
        names = list(one.names) if said_too else []
        while len(names) < NAMES_IN_A_PACK:
            names.append(unheard_name(pick(generator, NAME_SLOTS), generator))
        shuffled = [Term(names[index]) for index in generator.permutation(len(names))]
        yield replace(one, prompt=Vocabulary(shuffled).prompt(count_tokens))


def cut_anywhere(said: Iterable[Said], *, seed: int) -> Iterator[Said]:
    """End each utterance at any moment after its first word, as the buffer of a stream does.

    Its text is what has been said to the end by then.
    """
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    for one in said:
        cut_s = float(generator.uniform(one.ends_s[0], one.ends_s[-1]))
        whole = [word for word, end_s in zip(one.text.split(" "), one.ends_s, strict=True) if end_s <= cut_s]
        yield Said(one.samples[: int(cut_s * SAMPLE_RATE_HZ)], " ".join(whole), prompt=one.prompt)


def begun_late(said: Iterable[Said]) -> Iterator[Said]:
    """Let each utterance begin between two words in its middle; what came before is its prompt."""
    for one in said:
        words = one.text.split(" ")
        half = len(words) // 2
        cut_s = one.ends_s[half - 1]
        # Words that are said in one breath cannot be parted.
        if half == 0 or cut_s in one.ends_s[half:]:
            continue
        samples = one.samples[int(cut_s * SAMPLE_RATE_HZ) :]
        yield Said(samples, " ".join(words[half:]), prompt=" ".join(words[:half]))


def under_babble(said: Iterable[Said], *, signal_to_noise_db: float, seed: int) -> Iterator[Said]:
    """Add five synthetic talkers, together `signal_to_noise_db` below each utterance."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    crowd = _crowd(generator)
    for one in said:
        talkers = [crowd[index] for index in generator.permutation(len(crowd))[:5]]
        level = root_mean_square(one.samples) * 10 ** (-signal_to_noise_db / 20)
        noise = babble(len(one.samples), talkers, generator)
        yield replace(one, samples=one.samples + noise * np.float32(level))


def clips_without_speech(*, seed: int) -> list[Samples]:
    """Return 5 s of digital silence, and of white, pink and brown noise at three levels each."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    clips = [np.zeros(CLIP, np.float32)]
    for exponent in (0.0, 1.0, 2.0):
        noise = coloured_noise(CLIP, exponent=exponent, generator=generator)
        clips += [noise * np.float32(10 ** (level_dbfs / 20)) for level_dbfs in (-60, -40, -25)]
    return clips


def clips_of_babble(count: int, *, seed: int) -> list[Samples]:
    """Return 5 s clips of four to twelve synthetic talkers at once, in a room or not, none of them near."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    crowd = _crowd(generator)
    room = impulse_response(reverberation_s=0.5, direct_to_reverberant_db=3.0, generator=generator)
    clips = []
    for number in range(count):
        talkers = [crowd[index] for index in generator.permutation(len(crowd))[: 4 + number % 9]]
        clip = babble(CLIP, talkers, generator)
        level = np.float32(10 ** (float(generator.uniform(-45, -20)) / 20))
        clips.append((in_room(clip, room) if number % 2 else clip) * level)
    return clips


def clips_of_music(count: int, *, seed: int) -> list[Samples]:
    """Return 5 s clips of chords and beats."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    return [
        music(CLIP, generator) * np.float32(10 ** (float(generator.uniform(-45, -20)) / 20))
        for _ in range(count)
    ]


def demo_turns(demo: Path, *, margin_s: float = 0.2) -> list[Said]:
    """Cut the demo's audio at the times of its reference, `margin_s` wider on either side."""
    samples = demo_samples(demo)
    reference = tomllib.loads((demo / "reference.toml").read_text())
    return [
        Said(_between(samples, turn["start_s"] - margin_s, turn["end_s"] + margin_s), turn["text"])
        for conversation in reference["conversation"]
        for turn in conversation["turn"]
    ]


def demo_samples(demo: Path) -> Samples:
    """Read the demo's audio, shape (samples,)."""
    samples, _rate_hz = soundfile.read(demo / "conversations.flac", dtype="float32")
    return np.asarray(samples, np.float32)


def _spoken(
    count: int,
    draw: Callable[[], Phrase],
    generator: np.random.Generator,
    voice: Callable[[np.random.Generator], Voice],
) -> Iterator[Said]:
    spoken_count = 0
    while spoken_count < count:
        phrase = draw()
        try:
            utterance = utter(phrase, voice(generator))
        except SynthesisError:
            continue  # some variants cannot say some sentences
        spoken_count += 1
        before, after = int(BEFORE_S * SAMPLE_RATE_HZ), int(AFTER_S * SAMPLE_RATE_HZ)
        padded = np.pad(utterance.samples, (before, after))
        hiss = generator.standard_normal(len(padded)).astype(np.float32)
        ends_s = tuple(BEFORE_S + time.end_s for time in utterance.times)
        yield Said(padded + np.float32(0.001) * hiss, phrase.written, names=phrase.names, ends_s=ends_s)


def _crowd(generator: np.random.Generator) -> list[Samples]:
    crowd: list[Samples] = []
    while len(crowd) < TALKERS:
        try:
            crowd.append(utter(draw_turn(generator), random_voice(generator)).samples)
        except SynthesisError:
            continue
    return crowd


def _between(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[max(0, round(start_s * SAMPLE_RATE_HZ)) : round(end_s * SAMPLE_RATE_HZ)]


HELD_OUT_SEED = 900_000
CLIP = 5 * SAMPLE_RATE_HZ
BEFORE_S, AFTER_S = 0.2, 0.3
TALKERS = 20
NAMES_IN_A_PACK = 12
