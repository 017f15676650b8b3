"""Plays the same sound to another streaming recogniser, and takes its words by a small line protocol.

A contestant is a command. It prints one line as soon as it can listen; only then does the sound begin:
16 kHz s16le mono on its standard input, at wall-clock speed, silence between the utterances included. It
prints one JSON object a line: `{"words": [{"text": "hello"}], "final": false}`: words that it has just
committed to, and whether everything up to now is final. At the end of its input it prints what is left
and exits.
"""

import bisect
import contextlib
import json
import os
import resource
import shlex
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import click

from drivers.microphones.base import FRAME_S, FRAME_SAMPLES
from scripts.benchmarks.playback import GAP_S, Played, PublishedWord, memory_mb
from scripts.benchmarks.recordings import Recording, continued
from scripts.benchmarks.tally import align

_READY_S = 120.0
_EXIT_S = 120.0
_MEMORY_EVERY_FRAMES = 50


@dataclass(frozen=True, slots=True)
class Line:
    """What a contestant said, and when: seconds from the beginning of the sound."""

    time_s: float
    words: tuple[str, ...]
    final: bool


@dataclass(frozen=True, slots=True)
class ContestantRun:
    """What became of each recording, and the contestant's own peak of resident memory."""

    played: tuple[Played, ...]
    peak_rss_mb: float


def run_contestant(command: str, recordings: Sequence[Recording]) -> ContestantRun:
    """Play all recordings, one after the other, to one process.

    Raises:
        click.ClickException: If it cannot be started, says nothing, breaks the protocol or fails.
    """
    arguments = shlex.split(command)
    cpu_before_s = _children_cpu_s()
    try:
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except OSError as error:
        raise click.ClickException(f"contestant {arguments[0]!r} cannot be started: {error}") from error
    with _Ear(process) as ear:
        ear.wait_until_ready()
        cpu_before_s += _cpu_s(process.pid)  # loading a model is no part of listening
        lateness_s, peak_rss_mb = _play(process, ear, recordings)
        ear.wait_for_exit()
    cpu_s = max(0.0, _children_cpu_s() - cpu_before_s)
    played = assign(ear.lines, recordings, lateness_s=lateness_s, cpu_s=cpu_s)
    return ContestantRun(played, peak_rss_mb)


def assign(
    lines: Sequence[Line], recordings: Sequence[Recording], *, lateness_s: Sequence[float], cpu_s: float
) -> tuple[Played, ...]:
    """Give each word to the recording in whose text it is, by aligning all words with all texts.

    Args:
        lines: All that was said, in order.
        recordings: All that was played, in order.
        lateness_s: For each recording, the most sound that waited.
        cpu_s: Of the whole run; each recording gets its share by length.
    """
    begins_s = _begins_s(recordings)
    owners = [number for number, recording in enumerate(recordings) for _ in recording.words]
    words = [(text, line.time_s) for line in lines for text in line.words]
    found = align([word.text for each in recordings for word in each.words], [text for text, _ in words])
    owned: list[list[PublishedWord]] = [[] for _ in recordings]
    owner_of = {written: owners[at] for at, written in found.equal}
    owner = 0
    for at, (text, time_s) in enumerate(words):
        # A word that matches nothing stands beside its neighbours, but not in sound still to come.
        owner = owner_of.get(at, max(owner, 0) if owners else bisect.bisect(begins_s, time_s) - 1)
        owned[owner].append(PublishedWord(text, time_s - begins_s[owner]))
    total_s = sum(recording.duration_s for recording in recordings)
    return tuple(
        Played(
            words=tuple(owned[number]),
            final_words=tuple(word.text for word in owned[number]),
            finished_s=_finished_s(lines, recording, begin_s),
            revisions=0,
            committed_changed=0,
            longest_backlog_s=lateness_s[number],
            busy_s=0.0,
            cpu_s=cpu_s * recording.duration_s / total_s,
            rss_mb=0.0,
        )
        for number, (recording, begin_s) in enumerate(zip(recordings, begins_s, strict=True))
    )


def _begins_s(recordings: Sequence[Recording]) -> list[float]:
    begins_s = [0.0]
    for recording in recordings[:-1]:
        begins_s.append(begins_s[-1] + _frames_of(recording) * FRAME_S)
    return begins_s


def _frames_of(recording: Recording) -> int:
    return -(-len(recording.audio) // FRAME_SAMPLES) + round(GAP_S / FRAME_S)


def _finished_s(lines: Sequence[Line], recording: Recording, begin_s: float) -> float | None:
    """Return when it first said final after the end of the speech, before anything else was said."""
    ended_s, next_s = begin_s + recording.speech_end_s, begin_s + _frames_of(recording) * FRAME_S
    return next(
        (line.time_s - begin_s for line in lines if line.final and ended_s <= line.time_s < next_s + GAP_S),
        None,
    )


class _Ear:
    """Reads what a contestant says, in a thread, so that each line gets the time at which it came."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.lines: list[Line] = []
        self.begun_s = 0.0
        self._process = process
        self._ready = threading.Event()
        self._spoke = False
        self._broken = ""
        self._thread = threading.Thread(target=self._read, name="contestant", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def wait_until_ready(self) -> None:
        self._ready.wait(_READY_S)
        if self._broken:
            raise click.ClickException(self._broken)
        if not self._spoke:
            raise click.ClickException(
                f"the contestant printed no line within {_READY_S:.0f} s (exit code {self._process.poll()});"
                ' it must print {"words": [], "final": false} as soon as it can listen'
            )
        self.begun_s = time.monotonic()

    def wait_for_exit(self) -> None:
        try:
            code = self._process.wait(_EXIT_S)
        except subprocess.TimeoutExpired:
            raise click.ClickException(
                f"the contestant did not end within {_EXIT_S:.0f} s after its sound"
            ) from None
        self._thread.join(_EXIT_S)
        if code or self._broken:
            raise click.ClickException(self._broken or f"the contestant failed with exit code {code}")

    def _read(self) -> None:
        output = self._process.stdout
        if output is None:
            return
        for raw in output:
            now_s = time.monotonic()
            try:
                said = json.loads(raw)
                words = tuple(str(word["text"]) for word in said["words"])
                final = bool(said["final"])
            except (ValueError, KeyError, TypeError) as error:
                self._broken = f"the contestant printed a line that is not of the protocol: {error!r}"
                break
            if self._spoke:
                self.lines.append(Line(now_s - self.begun_s, words, final))
            self._spoke = True
            self._ready.set()
        self._ready.set()


def _play(
    process: "subprocess.Popen[bytes]", ear: _Ear, recordings: Sequence[Recording]
) -> tuple[list[float], float]:
    """Write the sound at its time; return for each recording how much waited, and the peak of memory."""
    if process.stdin is None:
        raise AssertionError("opened with a pipe")
    lateness_s, peak_rss_mb = [0.0] * len(recordings), 0.0
    try:
        for number, (owner, frame) in enumerate(_frames(recordings), start=1):
            due_s = ear.begun_s + number * FRAME_S
            time.sleep(max(0.0, due_s - time.monotonic()))
            process.stdin.write(frame)
            process.stdin.flush()
            lateness_s[owner] = max(lateness_s[owner], time.monotonic() - due_s)
            if number % _MEMORY_EVERY_FRAMES == 0:
                peak_rss_mb = max(peak_rss_mb, memory_mb(process.pid, "VmHWM"))
        process.stdin.close()
    except BrokenPipeError:
        raise click.ClickException("the contestant stopped listening before the sound was over") from None
    return lateness_s, peak_rss_mb


def _frames(recordings: Sequence[Recording]) -> Iterator[tuple[int, bytes]]:
    for owner, recording in enumerate(recordings):
        wanted = _frames_of(recording) * FRAME_SAMPLES
        padded = continued(recording.audio, wanted)
        samples = (padded * 32_767).clip(-32_768, 32_767).astype("<i2")
        for first, after in pairwise(range(0, wanted + 1, FRAME_SAMPLES)):
            yield owner, samples[first:after].tobytes()


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _cpu_s(pid: int) -> float:
    """Return what a running process has used so far (`man 5 proc_pid_stat`: fields 14 and 15)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
