import json
from pathlib import Path

import pytest

from scripts.benchmarks.insight import GOLD, HALVES, Tally, compare, measure, overlap, turns_of
from tests.insight.packs import gold_pack, signals

_LINES = ("R:What do you use?", "V:We use Haulix.")


@pytest.mark.parametrize(
    ("half", "precision", "recall", "traps"), [(0, 0.93, 0.93, 4), (1, 0.89, 0.87, 4), (2, 0.64, 0.60, 13)]
)
def test_the_rules_keep_finding_what_the_gold_set_says(
    half: int, precision: float, recall: float, traps: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measure([GOLD / HALVES[half]])
    assert found["precision"] >= precision
    assert found["recall"] >= recall
    assert found["without_quote"] == 0
    assert found["trap_hits"] <= traps
    assert "precision" in capsys.readouterr().out


@pytest.mark.parametrize("name", HALVES)
def test_the_gold_set_quotes_what_its_turns_say(name: str) -> None:
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
        conversation = json.loads(line)
        for signal in conversation["signals"]:
            assert signal["quote"] in conversation["turns"][signal["turn"] - 1]["text"], conversation["id"]
        for trap in conversation["traps"]:
            assert trap["span"] in conversation["turns"][trap["turn"] - 1]["text"], conversation["id"]


def test_the_gold_set_is_as_large_and_as_noisy_as_it_says() -> None:
    conversations = [
        json.loads(line) for name in HALVES for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    ]
    assert len(conversations) >= 60
    assert len({conversation["industry"] for conversation in conversations}) >= 10
    assert sum(conversation["noisy"] for conversation in conversations) * 3 >= len(conversations) - 3


def _gold(**changed: object) -> dict[str, object]:
    wanted = {
        "kind": "competitor",
        "value": {"name": "Haulix", "relation": "uses"},
        "polarity": "present",
        "quote": "x",
        "turn": 2,
    }
    other = {
        "kind": "current_solution",
        "value": {"name": "Haulix"},
        "polarity": "present",
        "quote": "x",
        "turn": 2,
    }
    return {
        "id": "1",
        "signals": [wanted | changed, other],
        "traps": [{"turn": 2, "span": "Haulix", "kinds": []}],
    }


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({}, 2),
        ({"turn": 1}, 1),
        ({"polarity": "absent"}, 1),
        ({"value": {"name": "Haulix", "relation": "left"}}, 1),
        ({"value": {"name": "Fabrion", "relation": "uses"}}, 1),
        ({"kind": "challenge"}, 1),
    ],
)
def test_a_signal_is_right_only_where_all_of_it_is(changed: dict[str, object], right: int) -> None:
    tally = Tally()
    compare(
        _gold(**changed),
        signals(*_LINES),
        turns_of(
            [
                {"side": "rep", "t0": 0, "t1": 1, "text": _LINES[0][2:]},
                {"side": "visitor", "t0": 1, "t1": 2, "text": _LINES[1][2:]},
            ]
        ),
        tally,
        gold_pack(),
    )
    assert sum(tally.right.values()) == right
    assert sum(tally.wrong.values()) == sum(tally.missed.values()) == 2 - right
    assert tally.hit == (right < 2), "a wrong signal over a trap is a hit, a right one is none"


def test_free_text_needs_half_of_its_words() -> None:
    assert overlap("single sign-on and an export", "single sign-on") >= 0.5
    assert overlap("an export", "single sign-on") == 0
    assert overlap("the board", "board") == 1


def test_the_bench_reads_files_of_others(tmp_path: Path) -> None:
    line = {
        "id": "1",
        "event_date": "2026-05-12",
        "signals": [],
        "turns": [{"side": "visitor", "t0": 0, "t1": 1, "text": "Hello."}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert measure([tmp_path / "gold.jsonl"], pack_directory=None)["precision"] == 1
