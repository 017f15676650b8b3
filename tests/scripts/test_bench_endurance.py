import numpy as np
import pytest
from click.testing import CliRunner

from scripts.benchmarks.__main__ import main
from scripts.benchmarks.biasing import _changes, _recall
from scripts.benchmarks.endurance import Ended, Run, SkippingClock, overload_figures, soak_figures
from scripts.benchmarks.recordings import ReferenceWord


def run_of(lags_s: list[float], rss_mb: list[float], words: tuple[str, ...] = ("yes",)) -> Run:
    ended = [
        Ended(float(10 * at), lag_s, mb, words)
        for at, (lag_s, mb) in enumerate(zip(lags_s, rss_mb, strict=True))
    ]
    return Run(ended, [ReferenceWord(word) for each in ended for word in each.words], 10.0 * len(ended), 1.0)


def test_memory_that_grows_for_hours_shows_and_the_warm_up_does_not() -> None:
    flat = soak_figures(run_of([0.1] * 100, [50.0] * 10 + [100.0] * 90))
    assert flat["soak_rss_growth"] == 0
    leaking = soak_figures(run_of([0.1] * 100, list(np.linspace(100, 200, 100))))
    assert leaking["soak_rss_growth"] > 0.5


def test_recognition_that_falls_ever_further_behind_shows() -> None:
    found = soak_figures(run_of(list(np.linspace(0.1, 9, 100)), [1.0] * 100))
    assert found["soak_lag_at_end_s"] > found["soak_lag_after_warm_up_s"] + 5
    assert found["soak_longest_lag_s"] == 9


def test_a_loop_in_hours_of_talk_shows() -> None:
    words = ("the", "price") * 5
    assert soak_figures(run_of([0.1] * 20, [1.0] * 20, words))["soak_longest_repeat"] == 5


def test_words_that_an_overloaded_box_loses_are_counted_and_its_lag_is_told() -> None:
    run = run_of([0.2, 0.2, 4.0, 5.0, 1.0, 0.2], [1.0] * 6, ("yes", "we", "do"))
    run.said.insert(7, ReferenceWord("really"))
    found = overload_figures(run, 60.0)
    assert found["overload_words_lost"] == 1
    assert found["overload_lag_before_s"] == 0.2
    assert found["overload_lag_worst_s"] == 5.0
    assert found["overload_lag_at_end_s"] == 0.2


async def test_a_skipping_clock_counts_work_and_nothing_else() -> None:
    clock = SkippingClock()
    await clock.arrive(5.0)
    assert clock.now() == 5.0
    with clock.working():
        sum(range(1_000_000))
        assert clock.now() > 5.0
    worked_s = clock.now()
    assert worked_s > 5.0
    await clock.arrive(1.0)
    assert clock.now() == worked_s


def test_a_name_counts_once_for_each_time_it_is_said() -> None:
    assert _recall(["Gong", "Clari"], ["We", "use", "Gong,", "Gong."]) == (2, 1)
    assert _recall(["Lakeside Instruments"], ["lakeside", "instruments"]) == (2, 2)


def test_each_stretch_that_is_written_in_place_of_another_is_one_change() -> None:
    heard = ["We", "use", "Krauk", "and", "Cricki", "Tran."]

    assert _changes(heard, ["We", "use", "Clari Labs", "and", "Crondis", "Trill."]) == [
        "Clari Labs",
        "Crondis Trill.",
    ]
    assert _changes(heard, heard) == []


@pytest.mark.parametrize("minutes", ["0.5"])
def test_a_short_soak_goes_the_whole_way_to_words(minutes: str, tmp_path: object) -> None:
    result = CliRunner().invoke(main, ["soak", "--minutes", minutes, "--json", f"{tmp_path}/soak.json"])
    assert result.exit_code == 0, result.output
    assert "soak_words" in result.output
