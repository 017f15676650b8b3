"""Turns what was published, and when, into figures; the same for our own policies and for contestants."""

from collections.abc import Sequence
from dataclasses import dataclass

import jiwer
import numpy as np

from agent.demo.score import Score, normalised
from scripts.benchmarks.playback import Played
from scripts.benchmarks.recordings import Recording

_RESAMPLES = 2000
_SEED = 1
_LONGEST_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of a transcript are which words of the reference.

    Attributes:
        equal: Pairs of positions in the reference and in the transcript.
        deleted: Positions in the reference that nothing stands for.
        errors: Substitutions, insertions and deletions.
        reference_words: Words of the reference, after normalising.
    """

    equal: tuple[tuple[int, int], ...]
    deleted: frozenset[int]
    errors: int
    reference_words: int

    @property
    def score(self) -> Score:
        """The errors as `agent.demo.score` counts them."""
        return Score(self.errors, self.reference_words)


def align(reference: Sequence[str], transcript: Sequence[str]) -> Alignment:
    """Align two texts, word by word, with as few errors as possible; case and punctuation aside."""
    said = [(word, at) for at, text in enumerate(reference) for word in normalised(text)]
    written = [(word, at) for at, text in enumerate(transcript) for word in normalised(text)]
    if not said or not written:
        return Alignment((), frozenset(at for _, at in said), len(said) + len(written), len(said))
    found = jiwer.process_words(" ".join(word for word, _ in said), " ".join(word for word, _ in written))
    equal: list[tuple[int, int]] = []
    deleted: set[int] = set()
    for chunk in found.alignments[0]:
        if chunk.type == "equal":
            ours = said[chunk.ref_start_idx : chunk.ref_end_idx]
            theirs = written[chunk.hyp_start_idx : chunk.hyp_end_idx]
            equal += [(mine[1], other[1]) for mine, other in zip(ours, theirs, strict=True)]
        elif chunk.type == "delete":
            deleted |= {at for _, at in said[chunk.ref_start_idx : chunk.ref_end_idx]}
    errors = found.substitutions + found.insertions + found.deletions
    return Alignment(tuple(equal), frozenset(deleted), errors, len(said))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One recording, what was published of it, and what comes out when it is decoded once, whole."""

    recording: Recording
    played: Played
    offline: tuple[str, ...] | None = None

    @property
    def streamed(self) -> Alignment:
        """The published words against the reference."""
        return align([word.text for word in self.recording.words], [word.text for word in self.played.words])

    @property
    def final(self) -> Alignment:
        """The words of the final segment against the reference."""
        return align([word.text for word in self.recording.words], self.played.final_words)

    @property
    def shown(self) -> tuple[str, ...]:
        """All words that anybody may have seen or kept: committed ones, and those of the final segment."""
        committed = tuple(word.text for word in self.played.words)
        return max(committed, self.played.final_words, key=len)

    @property
    def corrected(self) -> int:
        """How many words the final segment changed, added or withdrew."""
        return align([word.text for word in self.played.words], self.played.final_words).errors

    @property
    def whole(self) -> Alignment | None:
        """The same for the offline decode."""
        if self.offline is None:
            return None
        return align([word.text for word in self.recording.words], self.offline)


def speech_figures(outcomes: Sequence[Outcome], *, peak_rss_mb: float) -> dict[str, float]:
    """Return the figures of one policy or contestant; names carry their unit, rates are fractions."""
    streamed = [outcome.streamed for outcome in outcomes]
    whole = [outcome.whole for outcome in outcomes]
    latencies_s = [
        latency_s
        for outcome, alignment in zip(outcomes, streamed, strict=True)
        for latency_s in _commit_latencies_s(outcome, alignment)
    ]
    finals_s = [
        outcome.played.finished_s - outcome.recording.speech_end_s
        for outcome in outcomes
        if outcome.played.finished_s is not None
    ]
    played = [outcome.played for outcome in outcomes]
    audio_s = sum(outcome.recording.duration_s for outcome in outcomes)
    committed = sum(len(each.words) for each in played)
    low, high = interval([alignment.score for alignment in streamed])
    found = {
        **_percentiles("commit", latencies_s),
        **_percentiles("final", finals_s),
        "words": float(sum(alignment.reference_words for alignment in streamed)),
        "words_lost": float(sum(map(_lost, streamed, whole))),
        "wer": _rate([alignment.score for alignment in streamed]),
        "wer_low": low,
        "wer_high": high,
        "final_wer": _rate([outcome.final.score for outcome in outcomes]),
        "final_words_lost": float(
            sum(_lost(outcome.final, alignment) for outcome, alignment in zip(outcomes, whole, strict=True))
        ),
        "final_corrections": float(sum(outcome.corrected for outcome in outcomes)),
        "revisions": float(sum(each.revisions for each in played)),
        "revisions_per_word": sum(each.revisions for each in played) / max(1, committed),
        "committed_changed": float(sum(each.committed_changed for each in played)),
        "cpu_s_per_audio_s": sum(each.cpu_s for each in played) / audio_s,
        "real_time_factor": sum(each.busy_s for each in played) / audio_s,
        "peak_rss_mb": peak_rss_mb,
        "longest_backlog_s": max(each.longest_backlog_s for each in played),
        "longest_repeat": float(max(longest_repeat([word.text for word in each.words]) for each in played)),
        "audio_s": audio_s,
        **_drift(played),
    }
    if all(alignment is not None for alignment in whole):
        found["offline_wer"] = _rate([alignment.score for alignment in whole if alignment is not None])
    return found


def false_words_per_minute(outcomes: Sequence[Outcome], minutes: float) -> float:
    """Return how many words a minute were published of sound in which nobody can be understood.

    Args:
        outcomes: Of all that reached recognition.
        minutes: Of all sound that was played.
    """
    return sum(len(normalised(word)) for each in outcomes for word in each.shown) / minutes


def interval(scores: Sequence[Score]) -> tuple[float, float]:
    """Return the 95 % interval of the word error rate: a bootstrap over utterances (percentile method)."""
    errors = np.array([each.errors for each in scores], np.float64)
    words = np.array([each.words for each in scores], np.float64)
    drawn = np.random.default_rng(_SEED).integers(len(scores), size=(_RESAMPLES, len(scores)))
    rates = errors[drawn].sum(axis=1) / np.maximum(1, words[drawn].sum(axis=1))
    low, high = np.percentile(rates, [2.5, 97.5])
    return float(low), float(high)


def longest_repeat(words: Sequence[str]) -> int:
    """Return how often a phrase of up to eight words follows upon itself at the most; 1 is no loop."""
    said = [word for text in words for word in normalised(text)]
    longest = min(1, len(said))
    for length in range(1, _LONGEST_PHRASE + 1):
        run = 0
        for at in range(length, len(said)):
            run = run + 1 if said[at] == said[at - length] else 0
            longest = max(longest, 1 + run // length)
    return longest


def _commit_latencies_s(outcome: Outcome, alignment: Alignment) -> list[float]:
    """Only words that were understood count: another word's time says nothing."""
    found = []
    for at, written in alignment.equal:
        end_s = outcome.recording.words[at].end_s
        if end_s is not None:
            found.append(outcome.played.words[written].published_s - end_s)
    return found


def _lost(streamed: Alignment, whole: Alignment | None) -> int:
    """Count what streaming lost: words missing altogether that the same recogniser hears in the whole."""
    return len(streamed.deleted - (whole.deleted if whole else frozenset()))


def _rate(scores: Sequence[Score]) -> float:
    return sum(scores, Score(0, 0)).word_error_rate


def _percentiles(name: str, samples_s: Sequence[float]) -> dict[str, float]:
    if not samples_s:
        return {}
    return {f"{name}_p{percent}_s": float(np.percentile(samples_s, percent)) for percent in (50, 95)}


def _drift(played: Sequence[Played]) -> dict[str, float]:
    """Compare the last quarter of a run with its second; the first warms up."""
    quarter = len(played) // 4
    if quarter == 0:
        return {}
    before, after = played[quarter : 2 * quarter], played[-quarter:]
    memory_mb = [float(np.mean([each.rss_mb for each in part])) for part in (before, after)]
    backlog_s = [float(np.mean([each.longest_backlog_s for each in part])) for part in (before, after)]
    return {
        "rss_growth": memory_mb[1] / memory_mb[0] - 1 if memory_mb[0] else 0.0,
        "backlog_growth_s": backlog_s[1] - backlog_s[0],
    }
