import sys
from pathlib import Path

import click
import pytest

from scripts.benchmarks.contestant import Line, assign, run_contestant
from scripts.benchmarks.recordings import demo_turns
from scripts.benchmarks.tally import Outcome, speech_figures
from tests.scripts.spoken import recording_of

ROOT = Path(__file__).parents[2]


def contestant(directory: Path, body: str) -> str:
    """Write a script that speaks the protocol; return the command that starts it."""
    script = directory / "contestant.py"
    script.write_text(
        "import json, sys, time\n"
        "def say(*words, final=False):\n"
        "    print(json.dumps({'words': [{'text': word} for word in words], 'final': final}), flush=True)\n"
        + body,
        encoding="utf-8",
    )
    return f"{sys.executable} {script}"


def test_a_contestant_is_measured_by_the_same_figures(tmp_path: Path) -> None:
    command = contestant(
        tmp_path,
        "say()\n"
        "heard = 0\n"
        "while chunk := sys.stdin.buffer.read(640):\n"
        "    heard += len(chunk) / 32000\n"
        "    if abs(heard - 0.7) < 0.01: say('one')\n"
        "    if abs(heard - 1.5) < 0.01: say('two', final=True)\n",
    )
    recording = recording_of("one two")
    run = run_contestant(command, [recording])
    found = speech_figures([Outcome(recording, run.played[0])], peak_rss_mb=run.peak_rss_mb)
    assert [word.text for word in run.played[0].words] == ["one", "two"]
    # Said 0.2 s and 0.5 s after their ends; a busy machine adds to it.
    assert 0.33 < found["commit_p50_s"] < 2
    assert 0.48 < found["final_p50_s"] < 2
    assert found["words_lost"] == 0
    assert found["peak_rss_mb"] > 1


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("pass", "printed no line"),
        ("print('hello')", "not of the protocol"),
        ("say()\nsys.stdin.buffer.read()\nsys.exit(3)", "exit code 3"),
        ("import os\nsay()\nos.close(0)\ntime.sleep(60)", "stopped listening"),
        ("say()\nsys.stdin.buffer.read()\nprint('{}')", "not of the protocol"),
    ],
)
def test_a_contestant_that_breaks_the_protocol_is_told_how(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(click.ClickException, match=complaint):
        run_contestant(contestant(tmp_path, body), [recording_of("one")])


def test_a_contestant_that_does_not_exist_is_named() -> None:
    with pytest.raises(click.ClickException, match="nobody-here"):
        run_contestant("nobody-here --fast", [recording_of("one")])


def test_words_go_to_the_recording_whose_text_has_them_however_late_they_come() -> None:
    first, second = recording_of("red green"), recording_of("blue white")
    # The first lasts 1.6 s, with a gap of 0.5 s after it.
    lines = [
        Line(1.0, ("red",), final=False),
        Line(3.0, ("green", "um"), final=True),
        Line(3.2, ("blue",), final=False),
        Line(4.0, ("white",), final=True),
    ]
    played = assign(lines, [first, second], lateness_s=[0.1, 0.2], cpu_s=2.0)
    assert [word.text for word in played[0].words] == ["red", "green", "um"]
    assert [word.text for word in played[1].words] == ["blue", "white"]
    assert played[0].words[1].published_s == 3.0
    assert played[1].words[0].published_s == pytest.approx(3.2 - 2.1)
    assert played[1].finished_s == pytest.approx(4.0 - 2.1)
    assert sum(each.cpu_s for each in played) == pytest.approx(2.0)


def test_the_example_contestant_understands_the_demo_model_s_sentences() -> None:
    recordings = demo_turns()[:1]
    run = run_contestant(f"{sys.executable} -m scripts.benchmarks.example_contestant", recordings)
    found = speech_figures([Outcome(recordings[0], run.played[0])], peak_rss_mb=run.peak_rss_mb)
    assert found["wer"] <= 0.2
    assert found["words_lost"] == 0
    assert found["cpu_s_per_audio_s"] > 0


def test_the_example_in_the_documentation_is_the_one_that_is_tested() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert (ROOT / "scripts" / "benchmarks" / "example_contestant.py").read_text(encoding="utf-8") in page
