"""How soon, how well and at what cost speech becomes words, per policy, at wall-clock speed."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from agent.settings.model import SpeechSettings
from agent.speech import models
from agent.speech.segment import SpokenWord
from agent.speech.streamer import StreamLimits
from scripts.benchmarks import noises, recordings
from scripts.benchmarks.contestant import run_contestant
from scripts.benchmarks.lane import LaneSettings, lane_process
from scripts.benchmarks.recordings import Recording, ReferenceWord
from scripts.benchmarks.report import machine
from scripts.benchmarks.shapes import SHAPES, model_of_shape
from scripts.benchmarks.tally import Outcome, align, false_words_per_minute, speech_figures

_SHAPES = Path(__file__).resolve().parents[2] / ".cache" / "shapes"
_NOISE_MINUTES = 10.0
_FULL_CONTEXT_S = 30.0
_STOCK_LIMITS = StreamLimits(step_s=1.0, maximum_buffer_s=28.0, busiest=1.0, second_pass=False)
_STOCK_TRIM_ABOVE_S = 15.0
"""The defaults of ufal/whisper_streaming: `--min-chunk-size`, `--buffer_trimming_sec`, no bound on work, and
what was committed is final."""
_NOTES = """
commit: publication less the reference word's end, of words that were understood. final: from the end of
speech, {hang_over:.1f} s of hang-over included. Lost: missing in the stream, though the same recogniser hears
them in the whole. Revisions: words shown as pending and then changed or withdrawn. CPU: the whole
process, all threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechOptions:
    """What a person asks to be measured; None leaves it to the mode."""

    oracle: bool
    model: str | None
    recordings: Path | None
    sentences: int
    seconds: float | None
    contestant: str | None
    fast: bool
    unloaded: bool
    noise_minutes: float | None
    threads: int | None
    context_floor_s: float | None
    step_s: float
    hold_back_s: float
    short_agreement: bool
    show_errors: bool


def measure(options: SpeechOptions) -> dict[str, float]:
    """Play recordings to each policy in turn and print the table.

    Returns:
        The figures, names with units; those of each but the first policy with its prefix.
    """
    played = _recordings(options)
    lanes = _lanes(options)
    print(_title(lanes[0], played, options), flush=True)
    load_before = os.getloadavg()[0]
    outcomes, peaks_mb = _play(lanes, played, options)
    columns = {
        each.prefix: speech_figures(outcomes[each.prefix], peak_rss_mb=peaks_mb[each.prefix])
        for each in lanes
    }
    minutes = options.noise_minutes
    if minutes is None:
        minutes = 0.0 if options.oracle else _NOISE_MINUTES
    if minutes:
        for prefix, found in _false_words(lanes, minutes).items():
            columns[prefix] |= found
    labels = {each.prefix: each.label for each in lanes}
    if options.contestant:
        of_first = outcomes[lanes[0].prefix]
        run = run_contestant(options.contestant, [each.recording for each in of_first])
        theirs = [replace(each, played=played) for each, played in zip(of_first, run.played, strict=True)]
        columns["contestant_"] = speech_figures(theirs, peak_rss_mb=run.peak_rss_mb)
        # How busy a process was and what it showed before it committed cannot be seen from outside.
        for name in ("real_time_factor", "revisions", "revisions_per_word", "rss_growth"):
            columns["contestant_"].pop(name, None)
        labels["contestant_"] = "contestant"
    if options.show_errors:
        _show_errors(lanes, outcomes)
    _show([labels[prefix] for prefix in columns], list(columns.values()))
    print(_NOTES.format(hang_over=recordings.HANG_OVER_S))
    print(f"Load average over one minute: {load_before:.2f} before, {os.getloadavg()[0]:.2f} after.")
    return {
        f"{prefix}{name}": round(value, 4)
        for prefix, column in columns.items()
        for name, value in column.items()
    }


def _recordings(options: SpeechOptions) -> list[Recording]:
    if options.oracle or options.recordings:
        return recordings.with_word_times(options.recordings)
    if options.sentences:
        return recordings.fresh_sentences(options.sentences)
    return recordings.demo_turns()


def _lanes(options: SpeechOptions) -> list[LaneSettings]:
    model = options.model or ("base.en" if options.oracle else models.DEMO)
    floor_s = options.context_floor_s
    if floor_s is None:
        # The demo model was trained on every length; stock models were not.
        floor_s = 0.0 if model == models.DEMO else _default("context_floor_s")
    ours = LaneSettings(
        label="hold-back",
        prefix="",
        policy="hold_back",
        model=_directory(model, oracle=options.oracle),
        oracle=options.oracle,
        fast=options.fast,
        unloaded=options.unloaded,
        threads=options.threads,
        context_floor_s=floor_s,
        limits=StreamLimits(step_s=options.step_s),
        hold_back_s=options.hold_back_s,
    )
    agreement = replace(
        ours,
        label="LocalAgreement-2, 30 s",
        prefix="la2_",
        policy="local_agreement",
        context_floor_s=_FULL_CONTEXT_S,
        limits=_STOCK_LIMITS,
        trim_above_s=_STOCK_TRIM_ABOVE_S,
    )
    short = replace(
        ours, label="LocalAgreement-2, short", prefix="la2_short_", policy="local_agreement", trim_above_s=8.0
    )
    return [ours, agreement, *([short] if options.short_agreement else [])]


def _directory(model: str, *, oracle: bool) -> Path:
    if model in SHAPES:
        if not oracle:
            raise click.UsageError(
                f"{model} stands for a shape with random weights here; use it with --oracle"
            )
        return model_of_shape(model, _SHAPES)
    try:
        return models.resolve(model)
    except models.ModelError as error:
        raise click.ClickException(str(error)) from error


def _play(
    lanes: Sequence[LaneSettings], played: Sequence[Recording], options: SpeechOptions
) -> tuple[dict[str, list[Outcome]], dict[str, float]]:
    """Play everything to all policies; return what came of it and each process's peak of memory in MB."""
    outcomes: dict[str, list[Outcome]] = {each.prefix: [] for each in lanes}
    with contextlib.ExitStack() as stack:
        # In a process of its own, so that decoding in whole is not counted as streaming.
        listener = stack.enter_context(lane_process(lanes[0]))
        whole = {each.name: listener.offline(each) for each in played}
        played = [_timed(each, whole[each.name]) for each in played]
        running = [stack.enter_context(lane_process(each)) for each in lanes]
        for recording in recordings.lasting(played, options.seconds):
            offline = tuple(word.text for word in whole[recording.name])
            # One after the other, so that the machine's other load meets all policies alike.
            for lane in running:
                outcomes[lane.settings.prefix].append(Outcome(recording, lane.play(recording), offline))
        return outcomes, {lane.settings.prefix: lane.peak_rss_mb() for lane in running}


def _timed(recording: Recording, whole: Sequence[SpokenWord]) -> Recording:
    """Take the words' times from decoding the utterance in whole, where the reference has none."""
    if all(word.end_s is not None for word in recording.words):
        return recording
    words = list(recording.words)
    for at, found in align([word.text for word in words], [word.text for word in whole]).equal:
        words[at] = ReferenceWord(words[at].text, whole[found].start_s, whole[found].end_s)
    return replace(recording, words=tuple(words))


def _false_words(lanes: Sequence[LaneSettings], minutes: float) -> dict[str, dict[str, float]]:
    """Play noise, always fast, and count the words that come of it, per minute; with the gate and without."""
    pieces = noises.pieces(minutes)
    gated = [utterance for piece in pieces for utterance in noises.heard_by_the_gate(piece)]
    print(
        f"noise: {minutes:.0f} minutes; the gate lets {sum(each.duration_s for each in gated) / 60:.1f} pass"
    )
    found: dict[str, dict[str, float]] = {}
    for settings in lanes:
        with lane_process(replace(settings, fast=True, unloaded=True)) as lane:
            behind_gate = [Outcome(each, lane.play(each)) for each in gated]
            without_gate = [Outcome(each, lane.play(each)) for each in pieces]
        found[settings.prefix] = {
            "false_words_per_min": false_words_per_minute(behind_gate, minutes),
            "false_words_per_min_without_gate": false_words_per_minute(without_gate, minutes),
        }
        for name in sorted({each.recording.name for each in behind_gate}):
            words = [word for each in behind_gate if each.recording.name == name for word in each.shown]
            if words:
                print(f"{settings.label}, {name}: {len(words)} false words, as {' '.join(words[:8])!r}")
    return found


def _show_errors(lanes: Sequence[LaneSettings], outcomes: dict[str, list[Outcome]]) -> None:
    for lane in lanes:
        for each in outcomes[lane.prefix]:
            if each.streamed.errors:
                print(f"\n{lane.label}, {each.recording.name}\n  said:     {each.recording.text}")
                print(f"  streamed: {' '.join(word.text for word in each.played.words)}")
                print(f"  in whole: {' '.join(each.offline or ())}")


def _title(lane: LaneSettings, played: Sequence[Recording], options: SpeechOptions) -> str:
    seconds = options.seconds or sum(each.duration_s for each in played)
    words = "oracle words, random weights" if lane.oracle else "the model's words"
    clock = "processor-time" if lane.unloaded else "virtual" if lane.fast else "wall"
    times = "known" if played[0].words[0].end_s is not None else "aligned by the model itself in the whole"
    return (
        f"speech: {lane.model.name}, {words}; {len(played)} utterances, {seconds:.0f} s,"
        f" {clock} clock; word times {times}\n"
        f"int8, {lane.threads or 'quickest number of'} threads, context from {lane.context_floor_s:g} s,"
        f" step {options.step_s:g} s, hold-back {lane.hold_back_s:g} s\n"
        f"{machine()}"
    )


def _show(labels: Sequence[str], columns: Sequence[dict[str, float]]) -> None:
    print(f"\n{'':26}" + "".join(f"{label:>24}" for label in labels))
    for name in dict.fromkeys(name for column in columns for name in column):
        values = [f"{column[name]:24.3f}" if name in column else f"{'-':>24}" for column in columns]
        print(f"{name:26}" + "".join(values))


def _default(setting: str) -> float:
    return float(SpeechSettings.model_fields[setting].default)
