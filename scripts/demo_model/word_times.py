"""When each written word is said, from when each spoken word is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples


@dataclass(frozen=True, slots=True)
class WordTime:
    """A word's place in its audio, in seconds; words that cannot be told apart share one."""

    start_s: float
    end_s: float


def written_times(written: str, spoken: str, times: Sequence[WordTime]) -> list[WordTime]:
    """Return when each word of `written` is said.

    `$50,000` is said from "fifty" to "dollars"; `$2` and `million` of "two million dollars" are only both
    known at the end of it.

    Args:
        written: Words separated by single spaces.
        spoken: What the synthesiser was given, likewise.
        times: Of each spoken word.
    """
    writes, speaks = written.split(" "), spoken.split(" ")
    groups: list[tuple[int, int, int, int]] = []
    at_written = at_spoken = 0
    while at_written < len(writes) or at_spoken < len(speaks):
        next_written, next_spoken = _next_equal(writes, speaks, at_written, at_spoken)
        if (next_written, next_spoken) == (at_written, at_spoken):
            next_written, next_spoken = at_written + 1, at_spoken + 1
        elif next_written == at_written:
            # "dollars" after "$2 million", and "two" before it, belong to both.
            money = max(index for index, group in enumerate(groups) if writes[group[0]].startswith("$"))
            at_written, at_spoken = groups[money][0], groups[money][2]
            del groups[money:]
        groups.append((at_written, next_written, at_spoken, next_spoken))
        at_written, at_spoken = next_written, next_spoken
    return [
        WordTime(times[first_spoken].start_s, times[after_spoken - 1].end_s)
        for first, after, first_spoken, after_spoken in groups
        for _ in range(first, after)
    ]


def _next_equal(
    writes: Sequence[str], speaks: Sequence[str], at_written: int, at_spoken: int
) -> tuple[int, int]:
    """Return the nearest place at which both go on with the same word, or both ends."""
    for distance in range(len(writes) + len(speaks) - at_written - at_spoken):
        for ahead in range(distance + 1):
            written, spoken = at_written + distance - ahead, at_spoken + ahead
            both_go_on = written < len(writes) and spoken < len(speaks)
            if both_go_on and writes[written].strip(",.?") == speaks[spoken].strip(",.?"):
                return written, spoken
    return len(writes), len(speaks)


def spoken_times(samples: Samples, starts_s: Sequence[float | None]) -> list[WordTime]:
    """Return when each spoken word begins, and ends: where it falls silent, at the latest at the next start.

    Args:
        samples: Shape (samples,).
        starts_s: Of each word; None for one that runs on from the word before, with which it shares a time.
    """
    length_s = len(samples) / SAMPLE_RATE_HZ
    starts = [0.0 if index == 0 else start for index, start in enumerate(starts_s)]
    known = [start for start in starts if start is not None]
    times: list[WordTime] = []
    following = 0
    for start in starts:
        if start is not None:
            following += 1
            end_s = known[following] if following < len(known) else length_s
            start_s = min(max(0.0, start), length_s)
            piece = samples[int(start_s * SAMPLE_RATE_HZ) : int(end_s * SAMPLE_RATE_HZ)]
            audible = np.flatnonzero(np.abs(piece) > AUDIBLE)
            heard_until_s = (int(audible[-1]) + 1) / SAMPLE_RATE_HZ if len(audible) else 0.0
            begins_s = int(audible[0]) / SAMPLE_RATE_HZ if len(audible) else 0.0
            times.append(WordTime(start_s + begins_s, start_s + heard_until_s))
        else:
            times.append(times[-1])
    return times


AUDIBLE = 0.01
"""About -36 dB below the peak of a spoken sentence: a trailing breath is no part of a word."""
