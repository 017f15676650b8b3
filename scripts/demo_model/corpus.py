"""Spoken sentences on disk: made once, read by every training run."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scripts.demo_model.chance import happens, pick
from scripts.demo_model.sentences import Phrase, Slots, draw_sentence
from scripts.demo_model.synthesisers import SynthesisError
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples, Voice, random_voice, say
from scripts.demo_model.word_times import WordTime, spoken_times, written_times


@dataclass(frozen=True, slots=True)
class Utterance:
    """One or two sentences in one voice."""

    written: str
    """What the model shall write."""
    voice: str
    recording: npt.NDArray[np.int16]
    """Mono audio at 16 kHz, shape (samples,)."""
    times: tuple[WordTime, ...]
    """Of each word of `written`."""
    names: tuple[str, ...] = ()
    """The names in it, each as an event pack would give it."""

    @property
    def samples(self) -> Samples:
        """The recording as floating point, full scale ±1."""
        return self.recording.astype(np.float32) / np.float32(32768)

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return len(self.recording) / SAMPLE_RATE_HZ


def synthesise(
    folder: Path,
    count: int,
    *,
    seed: int,
    prose: Sequence[Phrase] = (),
    report: Callable[[int], None] = lambda _done: None,
) -> None:
    """Speak `count` random utterances into shards in `folder`, skipping shards that are already there.

    Args:
        folder: Created if needed. A shard is complete or absent, so the run can be stopped at any time.
        count: Rounded up to whole shards.
        seed: Decides every sentence and voice; shards of different seeds live side by side.
        prose: Plain sentences mixed in with the grammar's, a quarter of the whole if there are any.
        report: Called with the number of utterances done after each shard.

    Raises:
        MissingSynthesiserError: If espeak-ng or flite is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-count // SHARD_SIZE)):
        path = folder / f"utterances-{seed}-{number:04d}.npz"
        if not path.exists():
            generator = np.random.default_rng((seed, number))
            _write_shard(path, [_random_utterance(generator, prose) for _ in range(SHARD_SIZE)])
        report((number + 1) * SHARD_SIZE)


def read_corpus(folder: Path) -> list[Utterance]:
    """Read every shard in `folder`.

    Raises:
        FileNotFoundError: If there is none.
    """
    paths = sorted(folder.glob("utterances-*.npz"))
    if not paths:
        raise FileNotFoundError(f"no utterances in {folder}: synthesise some first")
    return [utterance for path in paths for utterance in _read_shard(path)]


def known_sentences(folder: Path) -> set[str]:
    """Return every sentence that the corpus in `folder` holds in writing; empty if there is no corpus."""
    known: set[str] = set()
    for path in folder.glob("utterances-*.npz"):
        with np.load(path, allow_pickle=False) as shard:
            for written in shard["written"]:
                known.update(SENTENCE_BORDER.split(str(written)))
    return known


def draw_turn(
    generator: np.random.Generator,
    *,
    rich_share: float = 0.0,
    pair_share: float = 0.0,
    slots: Slots | None = None,
) -> Phrase:
    """Draw what a talker says in one go: a sentence, or with probability `pair_share` two of them."""
    sentences = [draw_sentence(generator, rich_share=rich_share, slots=slots)]
    if happens(generator, pair_share):
        sentences.append(draw_sentence(generator, rich_share=rich_share, slots=slots))
    return Phrase(
        " ".join(sentence.written for sentence in sentences),
        " ".join(sentence.spoken for sentence in sentences),
        tuple(name for sentence in sentences for name in sentence.names),
    )


def utter(phrase: Phrase, voice: Voice) -> Utterance:
    """Say `phrase`.

    Raises:
        MissingSynthesiserError: If the voice's engine is not installed.
        SynthesisError: If it could not.
    """
    speech = say(phrase.spoken, voice)
    times = written_times(phrase.written, phrase.spoken, spoken_times(speech.samples, speech.starts_s))
    recording = np.round(speech.samples * 32767).astype(np.int16)
    return Utterance(phrase.written, str(voice), recording, tuple(times), phrase.names)


def _random_utterance(generator: np.random.Generator, prose: Sequence[Phrase]) -> Utterance:
    while True:
        if prose and happens(generator, PROSE_SHARE):
            phrase = pick(generator, prose)
        else:
            phrase = draw_turn(generator, rich_share=RICH_SHARE, pair_share=PAIR_SHARE)
        try:
            utterance = utter(phrase, random_voice(generator))
        except SynthesisError:
            continue  # a variant that cannot say one sentence is no loss among thousands
        if utterance.length_s <= LONGEST_S:
            return utterance


def _write_shard(path: Path, utterances: Sequence[Utterance]) -> None:
    unfinished = path.with_name(f"part-{path.name}")
    times = [(time.start_s, time.end_s) for utterance in utterances for time in utterance.times]
    np.savez(
        unfinished,
        written=np.array([utterance.written for utterance in utterances]),
        voice=np.array([utterance.voice for utterance in utterances]),
        names=np.array(["|".join(utterance.names) for utterance in utterances]),
        times=np.array(times, np.float32),
        ends=np.cumsum([len(utterance.recording) for utterance in utterances]),
        recording=np.concatenate([utterance.recording for utterance in utterances]),
    )
    unfinished.replace(path)


def _read_shard(path: Path) -> Iterator[Utterance]:
    with np.load(path, allow_pickle=False) as shard:
        recordings = np.split(shard["recording"], shard["ends"][:-1])
        times = iter(shard["times"].tolist())
        columns = zip(shard["written"], shard["voice"], shard["names"], recordings, strict=True)
        for written, voice, names, recording in columns:
            words = str(written).split(" ")
            yield Utterance(
                str(written),
                str(voice),
                recording,
                tuple(WordTime(*next(times)) for _ in words),
                tuple(name for name in str(names).split("|") if name),
            )


SENTENCE_BORDER = re.compile(r"(?<=[.?]) ")
SHARD_SIZE = 250
LONGEST_S = 11.0
RICH_SHARE = 0.55
PAIR_SHARE = 0.35
PROSE_SHARE = 0.25
