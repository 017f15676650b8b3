import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from numpy.typing import NDArray

from agent.demo.score import Score
from agent.speech.segment import Segment, SpokenWord
from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks import noises
from scripts.benchmarks.__main__ import main
from scripts.benchmarks.playback import GAP_S, PlaybackClock, Played, Player, PublishedWord, memory_mb
from scripts.benchmarks.recordings import Recording, demo_turns, lasting, with_word_times
from scripts.benchmarks.shapes import model_of_shape
from scripts.benchmarks.tally import (
    Outcome,
    align,
    false_words_per_minute,
    interval,
    longest_repeat,
    speech_figures,
)
from tests.scripts.spoken import recording_of


class SteppedClock:
    """Time passes only by waiting, and by the work that a recogniser says it did."""

    def __init__(self) -> None:
        self.time_s = 100.0

    def now(self) -> float:
        return self.time_s

    def wait_until(self, time_s: float) -> None:
        self.time_s = max(self.time_s, time_s)


class Repeater:
    """Publishes each word a known time after its end; a step costs a known time."""

    def __init__(
        self,
        recording: Recording,
        clock: SteppedClock,
        *,
        wait_s: float = 0.0,
        cost_s: float = 0.0,
        losing: Sequence[str] = (),
    ) -> None:
        self._words = [word for word in recording.words if word.text not in losing]
        self._clock, self._wait_s, self._cost_s = clock, wait_s, cost_s
        self._told = 0
        self.fed_s = 0.0
        self.steps = 0

    def feed(self, audio: NDArray[np.float32], start_s: float) -> None:
        assert start_s == pytest.approx(self.fed_s)
        self.fed_s += len(audio) / SAMPLE_RATE_HZ

    @property
    def due(self) -> bool:
        return self._ready() > self._told

    def step(self) -> Segment | None:
        return self._segment(self._ready(), final=False)

    def drain(self) -> Segment | None:
        return self._segment(len(self._words), final=False)

    def finish(self) -> Segment | None:
        self._cost_s = 0.0
        return self._segment(len(self._words), final=True)

    def _ready(self) -> int:
        return sum(
            word.end_s is not None and word.end_s + self._wait_s <= self.fed_s + 1e-6 for word in self._words
        )

    def _segment(self, count: int, *, final: bool) -> Segment:
        self.steps += 1
        self._clock.time_s += self._cost_s
        self._told = count
        return segment([word.text for word in self._words[:count]], final=final)


def segment(words: Sequence[str], pending: Sequence[str] = (), *, final: bool = False) -> Segment:
    return Segment(
        number=1,
        revision=1,
        final=final,
        words=tuple(SpokenWord(text, 0.0, 0.0, 1.0) for text in words),
        pending=tuple(SpokenWord(text, 0.0, 0.0, 1.0) for text in pending),
        start_s=0.0,
        end_s=0.0,
        speech_s=1.0,
    )


def played_of(words: Sequence[str], *, backlog_s: float = 0.0, rss_mb: float = 100.0) -> Played:
    return Played(
        words=tuple(PublishedWord(text, 1.0) for text in words),
        final_words=tuple(words),
        finished_s=1.0,
        revisions=0,
        committed_changed=0,
        longest_backlog_s=backlog_s,
        busy_s=0.0,
        cpu_s=0.0,
        rss_mb=rss_mb,
    )


def test_a_known_delay_and_cost_comes_out_as_the_commit_latency() -> None:
    clock, recording = SteppedClock(), recording_of("one two three four")
    player = Player(clock)
    outcomes = [
        Outcome(recording, player.play(recording, Repeater(recording, clock, wait_s=0.3, cost_s=0.1)))
        for _ in range(3)
    ]
    found = speech_figures(outcomes, peak_rss_mb=50.0)
    assert found["commit_p50_s"] == pytest.approx(0.4, abs=0.021)  # a frame is 20 ms
    assert found["commit_p95_s"] == pytest.approx(0.4, abs=0.021)
    assert found["final_p50_s"] == pytest.approx(0.6 + 0.1)
    assert found["wer"] == 0
    assert found["words_lost"] == 0
    assert found["longest_backlog_s"] == pytest.approx(0.1, abs=0.021)
    assert found["real_time_factor"] == pytest.approx(3 * 5 * 0.1 / (3 * 2.6))
    assert found["peak_rss_mb"] == 50.0


def test_a_word_that_is_never_published_is_counted_as_lost() -> None:
    clock, recording = SteppedClock(), recording_of("we need it by march")
    played = Player(clock).play(recording, Repeater(recording, clock, losing=["by"]))
    whole = tuple(word.text for word in recording.words)
    found = speech_figures([Outcome(recording, played, whole)], peak_rss_mb=0)
    assert found["words_lost"] == 1
    assert found["wer"] == pytest.approx(1 / 5)
    assert found["offline_wer"] == 0


def test_a_word_that_the_recogniser_does_not_hear_in_the_whole_either_is_no_loss_of_streaming() -> None:
    outcome = Outcome(recording_of("we need it"), played_of(["we", "it"]), ("we", "it"))
    found = speech_figures([outcome], peak_rss_mb=0)
    assert found["words_lost"] == 0
    assert found["wer"] == found["offline_wer"] == pytest.approx(1 / 3)


def test_a_slow_recogniser_is_late_and_its_backlog_reaches_into_the_next_utterance() -> None:
    clock = SteppedClock()
    player, recording = Player(clock), recording_of("one two three four")
    first = player.play(recording, Repeater(recording, clock, cost_s=2.0))
    second = player.play(recording, Repeater(recording, clock, cost_s=2.0))
    assert first.longest_backlog_s == pytest.approx(2.0, abs=0.021)
    assert first.finished_s == pytest.approx(6.5)
    assert second.longest_backlog_s == pytest.approx(6.5 - recording.duration_s - GAP_S)
    assert [word.text for word in second.words] == ["one", "two", "three", "four"]


def test_sound_is_never_heard_before_its_time() -> None:
    clock, recording = SteppedClock(), recording_of("one two three")

    class Watching(Repeater):
        def feed(self, audio: NDArray[np.float32], start_s: float) -> None:
            super().feed(audio, start_s)
            assert 100.0 + self.fed_s <= clock.now() + 1e-6

    streamer = Watching(recording, clock, cost_s=0.13)
    Player(clock).play(recording, streamer)
    assert streamer.fed_s == pytest.approx(recording.duration_s)


def test_what_was_shown_and_then_changed_is_counted() -> None:
    clock, recording = SteppedClock(), recording_of("one two")
    script = [
        segment([], ["one", "toe"]),
        segment(["one"], ["two", "free"]),
        segment(["one", "two"]),
        segment(["won", "two"]),
    ]

    class Scripted(Repeater):
        @property
        def due(self) -> bool:
            return len(script) > 1

        def step(self) -> Segment:
            return script.pop(0)

        drain = step

        def finish(self) -> Segment:
            return segment(["won", "two"], final=True)

    played = Player(clock).play(recording, Scripted(recording, clock))
    assert played.revisions == 1 + 1 + 2  # "toe", "free", and all of "one two"
    assert played.committed_changed == 1
    assert [word.text for word in played.words] == ["one", "two"]


@pytest.mark.parametrize(
    ("reference", "transcript", "errors", "deleted"),
    [
        ("We need it.", "we need it", 0, []),
        ("we need it", "we it", 1, [1]),
        ("we need it", "we really need it", 1, []),
        ("we need it", "", 3, [0, 1, 2]),
        ("", "thank you", 2, []),
        ("we - need it", "we it", 1, [2]),
        ("", "", 0, []),
    ],
)
def test_alignment_counts_errors_as_the_demo_does(
    reference: str, transcript: str, errors: int, deleted: list[int]
) -> None:
    found = align(reference.split(), transcript.split())
    assert (found.errors, sorted(found.deleted)) == (errors, deleted)


def test_only_words_that_were_understood_have_a_latency() -> None:
    played = Played(
        words=(PublishedWord("one", 1.0), PublishedWord("too", 9.0), PublishedWord("three", 2.0)),
        final_words=("one", "two", "three"),
        finished_s=None,
        revisions=0,
        committed_changed=0,
        longest_backlog_s=0.0,
        busy_s=0.0,
        cpu_s=0.0,
        rss_mb=0.0,
    )
    found = speech_figures([Outcome(recording_of("one two three"), played)], peak_rss_mb=0)
    assert found["commit_p50_s"] == pytest.approx(0.5)
    assert found["commit_p95_s"] < 1
    assert "final_p50_s" not in found
    assert "offline_wer" not in found


def test_the_interval_holds_the_rate_and_narrows_with_more_utterances() -> None:
    few = [Score(errors, 10) for errors in (0, 1, 2, 3)]
    low, high = interval(few)
    assert 0 <= low < 0.15 < high <= 0.3
    narrow_low, narrow_high = interval(few * 50)
    assert low < narrow_low < 0.15 < narrow_high < high
    assert interval([Score(1, 10)] * 5) == (0.1, 0.1)


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("", 0),
        ("one two three", 1),
        ("very very good", 2),
        ("no no no no", 4),
        ("thank you thank you thank you", 3),
        ("a b a b a", 2),
        ("Thank you. Thank you.", 2),
    ],
)
def test_a_loop_is_measured_in_repeats_of_its_phrase(text: str, repeats: int) -> None:
    assert longest_repeat(text.split()) == repeats


def test_growth_of_memory_and_backlog_shows() -> None:
    recording = recording_of("one")
    outcomes = [Outcome(recording, played_of(["one"], backlog_s=at / 10, rss_mb=100 + at)) for at in range(8)]
    found = speech_figures(outcomes, peak_rss_mb=0)
    assert found["rss_growth"] == pytest.approx(106.5 / 102.5 - 1)
    assert found["backlog_growth_s"] == pytest.approx(0.4)


def test_false_words_are_counted_per_minute() -> None:
    piece = Recording("noise", np.zeros(30 * SAMPLE_RATE_HZ, np.float32), (), 30.0)
    outcomes = [Outcome(piece, played_of(["thank", "you", "..."])), Outcome(piece, played_of([]))]
    assert false_words_per_minute(outcomes, 1.0) == 2


def test_a_gate_that_stays_shut_in_silence_lets_nothing_reach_recognition() -> None:
    silence = Recording("silence", np.zeros(10 * SAMPLE_RATE_HZ, np.float32), (), 10.0)
    assert noises.heard_by_the_gate(silence) == []
    turn = demo_turns()[0]
    [heard] = noises.heard_by_the_gate(turn)
    assert heard.duration_s == pytest.approx(turn.duration_s, abs=0.8)


def test_what_the_final_segment_corrects_is_counted_beside_what_was_shown() -> None:
    recording = recording_of("it costs 80 today")
    played = replace(played_of(["it", "costs", "8", "today"]), final_words=("it", "costs", "80", "today"))
    found = speech_figures([Outcome(recording, played, ("it", "costs", "80", "today"))], peak_rss_mb=0)
    assert found["wer"] == pytest.approx(1 / 4)
    assert found["final_wer"] == 0
    assert found["final_corrections"] == 1


def test_noise_is_quiet_enough_to_be_true_and_as_long_as_asked() -> None:
    pieces = noises.pieces(1.0)
    assert sum(piece.duration_s for piece in pieces) == 60
    assert {"silence", "white noise", "pink noise", "hum", "babble"} <= {piece.name for piece in pieces}
    assert all(np.isfinite(piece.audio).all() and np.abs(piece.audio).max() <= 1 for piece in pieces)


def test_a_playlist_begins_again_until_its_time_is_full() -> None:
    one, two = recording_of("one", name="1"), recording_of("two", name="2")
    assert [each.name for each in lasting([one, two], None)] == ["1", "2"]
    assert [each.name for each in lasting([one, two], 3.0)] == ["1", "2", "1"]


def test_a_fast_clock_skips_waiting_and_stands_still_between_recordings() -> None:
    clock = PlaybackClock(fast=True)
    with clock.running():
        clock.wait_until(3600.0)
        assert 3600 <= clock.now() < 3610
    paused_s = clock.now()
    sum(range(10_000))
    assert clock.now() == paused_s
    with pytest.raises(ValueError, match="fast"):
        PlaybackClock(fast=False, unloaded=True)


def test_memory_is_read_of_this_process() -> None:
    assert 10 < memory_mb("self", "VmRSS") <= memory_mb("self", "VmHWM") + 1
    assert memory_mb(0, "VmRSS") == 0


def test_missing_recordings_are_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="BOOTHSCRIBE_AUDIO"):
        with_word_times(tmp_path)


def test_an_unknown_shape_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match=r"tiny\.en, base\.en, small\.en"):
        model_of_shape("huge", tmp_path)


def test_the_command_plays_an_oracle_at_the_true_cost_of_a_shape(tmp_path: Path) -> None:
    turn = demo_turns()[0]  # the voice detector has to believe in it
    soundfile.write(tmp_path / "r.flac", turn.audio, SAMPLE_RATE_HZ)
    times = {"r.flac": [[0.5, 0.9, "we"], [0.9, 1.4, "need"], [1.4, 2.0, "it"]]}
    (tmp_path / "read_word_times.json").write_text(json.dumps(times))
    arguments = ["speech", "--oracle", "--fast", "--model", "tiny.en", "--recordings", str(tmp_path)]
    done = CliRunner().invoke(main, [*arguments, "--json", str(tmp_path / "figures.json")])
    assert done.exit_code == 0, done.output
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert {"commit_p50_s", "words_lost", "wer", "la2_commit_p50_s", "la2_peak_rss_mb"} <= figures.keys()
