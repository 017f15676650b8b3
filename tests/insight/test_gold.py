import json
from pathlib import Path
from typing import Any

import pytest

from scripts.benchmarks.insight import GOLD, HALVES, Tally, compare, measure, turns_of
from scripts.benchmarks.signal_matching import Annotated, exactly_the_same, overlap, same_for_the_lead
from tests.insight.packs import gold_pack, signals

_LINES = ("R:What do you use?", "V:We use Haulix.")


@pytest.mark.parametrize(
    ("half", "precision", "recall", "traps"),
    [
        (0, 0.94, 0.95, 8),
        (1, 0.94, 0.89, 4),
        (2, 0.87, 0.82, 10),
        (3, 0.76, 0.69, 15),
        (4, 0.88, 0.84, 11),
        (5, 0.91, 0.90, 6),
        (6, 0.77, 0.75, 17),
        (7, 0.92, 0.87, 10),
        (8, 0.76, 0.77, 18),
    ],
)
def test_what_the_gold_set_says_keeps_being_found(
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
        ({"turn": 1}, 2),
        ({"polarity": "absent"}, 1),
        ({"value": {"name": "Haulix", "relation": "left"}}, 1),
        ({"value": {"name": "Fabrion", "relation": "uses"}}, 1),
        ({"kind": "challenge"}, 1),
    ],
)
def test_a_signal_is_right_only_where_the_owner_of_the_lead_reads_the_same(
    changed: dict[str, object], right: int
) -> None:
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


def _told(**changed: Any) -> Annotated:
    signal = {
        "kind": "objection",
        "value": {"what": "too dear for us", "resolved": False, "resolved_turn": None},
        "polarity": "present",
        "quote": "that's too dear for us",
        "turn": 1,
    }
    return Annotated.of(signal | changed)


_SAID = ["Hm, that's too dear for us, and I don't like the colour."]


@pytest.mark.parametrize(
    ("found", "same", "exactly"),
    [
        (_told(), True, True),
        (_told(value={"what": "the price", "resolved": False, "resolved_turn": None}), True, False),
        (_told(value={"what": "too dear for us", "resolved": True, "resolved_turn": 3}), False, False),
        (
            _told(value={"what": "the price", "resolved": False}, quote="I don't like the colour"),
            False,
            False,
        ),
        (_told(turn=2), False, False),
        (_told(kind="challenge"), False, False),
    ],
)
def test_what_a_visitor_tells_is_the_same_when_his_words_prove_it(
    found: Annotated, same: bool, exactly: bool
) -> None:
    assert same_for_the_lead(found, _told(), frozenset(), _SAID) is same
    assert exactly_the_same(found, _told(), frozenset()) is exactly


def test_what_annotators_did_not_agree_on_is_neither_right_nor_wrong() -> None:
    gold = _gold()
    gold["optional"] = [dict(signal) for signal in gold["signals"]]  # type: ignore[attr-defined]
    gold["signals"] = []
    tally = Tally()
    sides = [{"side": "visitor", "t0": 0, "t1": 1, "text": line[2:]} for line in _LINES]
    compare(gold, signals(*_LINES), turns_of(sides), tally, gold_pack())
    assert not tally.right
    assert not tally.wrong
    assert tally.hit == 0


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
