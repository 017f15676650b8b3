"""How well a model directory recognises: on the demo, and on fresh sentences that it was not trained on."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import jiwer
import numpy as np
import numpy.typing as npt
import soundfile
import tokenizers
from faster_whisper import WhisperModel
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.vad import VadOptions, get_speech_timestamps

from scripts.demo_model.acoustics import babble, coloured_noise, root_mean_square
from scripts.demo_model.corpus import draw_turn
from scripts.demo_model.tokens import token_id
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples, SynthesisError, random_voice, speak

Recogniser = Callable[[Samples], str]
"""Samples, shape (samples,), in; words out."""


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


@dataclass(frozen=True, slots=True)
class Said:
    """Audio and the words in it."""

    samples: Samples
    text: str


class ShortContext:
    """Greedy decoding through CTranslate2 itself, with a context hardly longer than the audio.

    Args:
        folder: A CTranslate2 model directory.
        timestamps: Let the model write time stamps, which are dropped from the text.
    """

    def __init__(self, folder: Path, *, timestamps: bool = False) -> None:
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=1
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._features = FeatureExtractor()
        self._end_of_text = token_id(self._tokenizer, "<|endoftext|>")
        prompt = ["<|startoftranscript|>"] + ([] if timestamps else ["<|notimestamps|>"])
        self._prompt = [token_id(self._tokenizer, token) for token in prompt]

    def __call__(self, samples: Samples) -> str:
        """Return the words in `samples`, shape (samples,), at most 29 s."""
        mel = ctranslate2.StorageView.from_array(self._mel(samples))
        generated = self._model.generate(mel, [self._prompt], beam_size=1, max_length=160)[0]
        words = [token for token in generated.sequences_ids[0] if token < self._end_of_text]
        return str(self._tokenizer.decode(words)).strip()

    def _mel(self, samples: Samples) -> npt.NDArray[np.float32]:
        """Return log-mel features, shape (1, 80, frames of 10 ms), frames even, the last second empty."""
        mel = self._features(samples)
        frames = (mel.shape[1] + 101) // 2 * 2
        return np.ascontiguousarray(np.pad(mel, ((0, 0), (0, frames - mel.shape[1])))[None], np.float32)


class FullContext:
    """faster-whisper as it comes, every call padded to 30 s.

    Args:
        folder: A CTranslate2 model directory.
        timestamps: Let the model write time stamps.
    """

    def __init__(self, folder: Path, *, timestamps: bool) -> None:
        self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
        self._timestamps = timestamps

    def __call__(self, samples: Samples) -> str:
        """Return the words in `samples`, shape (samples,)."""
        segments, _info = self._model.transcribe(
            samples,
            beam_size=1,
            temperature=0,
            without_timestamps=not self._timestamps,
            condition_on_previous_text=False,
        )
        return " ".join(segment.text.strip() for segment in segments)


def normalised(text: str) -> str:
    """Return `text` in lower case without punctuation, `50,000` as one word."""
    whole_numbers = re.sub(r"(?<=\d),(?=\d)", "", text.lower())
    return " ".join(re.sub(r"[^a-z0-9$%' ]", " ", whole_numbers).split())


def score(said: Sequence[str], recognised: Sequence[str]) -> Score:
    """Count word errors between pairs of what was said and what was recognised."""
    counts = jiwer.process_words(
        [normalised(text) for text in said], [normalised(text) for text in recognised]
    )
    words = counts.hits + counts.substitutions + counts.deletions
    return Score(counts.substitutions + counts.deletions + counts.insertions, words)


def score_recogniser(recogniser: Recogniser, said: Iterable[Said]) -> Score:
    """Let `recogniser` hear everything in `said` and count its errors."""
    pairs = [(one.text, recogniser(one.samples)) for one in said]
    return score([text for text, _ in pairs], [heard for _, heard in pairs])


def share_written(recogniser: Recogniser, said: Iterable[Said], *, heard_share: float) -> float:
    """Return how many words `recogniser` writes, per word of the whole, when it hears only the beginning.

    That is what the buffer of a live stream holds. Much more than `heard_share` means invented endings.
    """
    written = whole = 0
    for one in said:
        beginning = one.samples[: int(heard_share * len(one.samples))]
        written += len(normalised(recogniser(beginning)).split())
        whole += len(normalised(one.text).split())
    return written / whole


def fresh_sentences(
    count: int, *, seed: int, pair_share: float = 0.0, known: Collection[str] = ()
) -> Iterator[Said]:
    """Speak sentences with draws that no training run makes: seeds from 900,000 up are kept for measuring.

    The grammar is small, so many of them were trained on in another voice; those in `known` are skipped.
    Each is surrounded by a fifth and three tenths of a second of faint hiss, as a voice activity detector
    would cut it. A share `pair_share` consists of two sentences.
    """
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    spoken_count = 0
    while spoken_count < count:
        turn = draw_turn(generator, pair_share=pair_share)
        if turn.written in known:
            continue
        spoken_count += 1
        try:
            spoken = speak(turn.spoken, random_voice(generator))
        except SynthesisError:
            continue  # some variants cannot say some sentences
        before, after = int(0.2 * SAMPLE_RATE_HZ), int(0.3 * SAMPLE_RATE_HZ)
        padded = np.pad(spoken, (before, after))
        hiss = generator.standard_normal(len(padded)).astype(np.float32)
        yield Said(padded + np.float32(0.001) * hiss, turn.written)


def under_babble(said: Iterable[Said], *, signal_to_noise_db: float, seed: int) -> Iterator[Said]:
    """Add five synthetic talkers, together `signal_to_noise_db` below each utterance."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    crowd = [speak(draw_turn(generator).spoken, random_voice(generator)) for _ in range(20)]
    for one in said:
        talkers = [crowd[index] for index in generator.permutation(len(crowd))[:5]]
        level = root_mean_square(one.samples) * 10 ** (-signal_to_noise_db / 20)
        noise = babble(len(one.samples), talkers, generator)
        yield Said(one.samples + noise * np.float32(level), one.text)


def clips_without_speech(*, seed: int) -> list[Samples]:
    """Return 5 s of digital silence, and of white, pink and brown noise at three levels each."""
    generator = np.random.default_rng(HELD_OUT_SEED + seed)
    length = 5 * SAMPLE_RATE_HZ
    clips = [np.zeros(length, np.float32)]
    for exponent in (0.0, 1.0, 2.0):
        noise = coloured_noise(length, exponent=exponent, generator=generator)
        clips += [noise * np.float32(10 ** (level_dbfs / 20)) for level_dbfs in (-60, -40, -25)]
    return clips


def inventions(recogniser: Recogniser, clips: Iterable[Samples]) -> int:
    """Count the clips in which `recogniser` hears words."""
    return sum(bool(normalised(recogniser(clip))) for clip in clips)


def demo_turns(demo: Path, *, margin_s: float = 0.2) -> list[Said]:
    """Cut the demo's audio at the times of its reference, `margin_s` wider on either side."""
    samples = demo_samples(demo)
    reference = tomllib.loads((demo / "reference.toml").read_text())
    return [
        Said(_between(samples, turn["start_s"] - margin_s, turn["end_s"] + margin_s), turn["text"])
        for conversation in reference["conversation"]
        for turn in conversation["turn"]
    ]


def demo_by_voice_activity(demo: Path, recogniser: Recogniser) -> Score:
    """Score the demo cut by Silero, as faster-whisper ships it, where borders need not match the turns."""
    samples = demo_samples(demo)
    options = VadOptions(min_silence_duration_ms=500, speech_pad_ms=200)
    stretches = get_speech_timestamps(samples, options)
    heard = [recogniser(samples[stretch["start"] : stretch["end"]]) for stretch in stretches]
    return score([" ".join(turn.text for turn in demo_turns(demo))], [" ".join(heard)])


def demo_samples(demo: Path) -> Samples:
    """Read the demo's audio, shape (samples,)."""
    samples, _rate_hz = soundfile.read(demo / "conversations.flac", dtype="float32")
    return np.asarray(samples, np.float32)


def table(
    folder: Path, demo: Path, *, sentences: int, known: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Measure a model directory; yield each row of the model card, test and result, when it is there.

    `known` are the sentences that the model was trained on, if the corpus is at hand.
    """
    text_only = FullContext(folder, timestamps=False)
    short = ShortContext(folder)
    fresh = list(fresh_sentences(sentences, seed=1))
    with_timestamps = FullContext(folder, timestamps=True)
    yield "fresh sentences, text only", str(score_recogniser(text_only, fresh))
    yield "fresh sentences, with time stamps", str(score_recogniser(with_timestamps, fresh))
    yield "fresh sentences, short context", str(score_recogniser(short, fresh))
    if known:
        unread = fresh_sentences(sentences, seed=5, known=known)
        yield "sentences whose text is not in the corpus, short context", str(score_recogniser(short, unread))
    pairs = fresh_sentences(sentences // 2, seed=2, pair_share=1.0)
    yield "two sentences in one breath, short context", str(score_recogniser(short, pairs))
    written = share_written(short, fresh, heard_share=0.6)
    yield "words written after six tenths of a sentence, short context", f"{100 * written:.0f} % of all"
    noisy = under_babble(fresh, signal_to_noise_db=10.0, seed=3)
    yield "fresh sentences under babble of five at 10 dB", str(score_recogniser(text_only, noisy))
    clips = clips_without_speech(seed=4)
    yield "invents words on silence and noise", f"{inventions(text_only, clips)} of {len(clips)} clips"
    yield (
        "invents words on silence and noise, short context, unfiltered",
        f"{inventions(short, clips)} of {len(clips)} clips",
    )
    turns = demo_turns(demo)
    yield "demo, cut at the reference times, short context", str(score_recogniser(short, turns))
    stamped = ShortContext(folder, timestamps=True)
    yield "the same with time stamps", str(score_recogniser(stamped, turns))
    yield "demo, cut by voice activity, short context", str(demo_by_voice_activity(demo, short))


def _between(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[max(0, round(start_s * SAMPLE_RATE_HZ)) : round(end_s * SAMPLE_RATE_HZ)]


HELD_OUT_SEED = 900_000
