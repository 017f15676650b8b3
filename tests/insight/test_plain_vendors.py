"""Vendors and ways of working as plain talk tells them, each line an answer; `open` tells what is not read yet."""

from typing import Any

import pytest

from agent.insight.signals.find import apply_rules
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.vendors.places import is_place
from scripts.benchmarks.signal_matching import ENOUGH, overlap
from tests.insight.cases import sentences
from tests.insight.packs import EVENT_DAY, gold_pack, heard, talk


def _found(line: dict[str, Any]) -> list[Finding]:
    asked = [f"R:{line['asked']}"] if line["asked"] else []
    said = Talk(
        talk(*asked, f"V:{line['said']}"),
        EVENT_DAY,
        fiscal_year_starts=1,
        lexicon=lexicon_of(gold_pack()),
    )
    apply_rules(said, [])
    return [one for one in said.findings if one.kind in {"competitor", "current_solution"}]


@pytest.mark.parametrize("line", sentences("vendors.jsonl", called="said"))
def test_a_lead_has_the_rivals_and_the_ways_of_working_that_the_visitor_told_of(line: dict[str, Any]) -> None:
    found = _found(line)
    rivals = [[one.value["name"], one.value["relation"]] for one in found if one.kind == "competitor"]
    in_use = [str(one.value["name"]) for one in found if one.kind == "current_solution"]
    assert sorted(rivals) == sorted(line["rivals"])
    assert len(in_use) == len(line["in_use"]), in_use
    for wanted in line["in_use"]:
        assert any(overlap(name, wanted) >= ENOUGH for name in in_use), in_use


@pytest.mark.parametrize(
    ("said", "name", "place"),
    [
        ("We're out of Memphis.", "Memphis", True),
        ("Our plants are in Hosur, Nashik and Tumkur.", "Tumkur", True),
        ("The Tumkur branch is new.", "Tumkur", True),
        ("We drive to Umea every night.", "Umea", True),
        ("We run everything out of Trackmoor.", "Trackmoor", False),
        ("Everything is in Trackmoor.", "Trackmoor", False),
        ("A company from Tumkur, Nordmek, has called.", "Nordmek", False),
        ("We have an offer from Nordmek.", "Nordmek", False),
    ],
)
def test_where_a_firm_sits_is_no_vendor(said: str, name: str, place: bool) -> None:
    reading = heard(f"V:{said}").readings[0]
    start = said.index(name)
    assert is_place(reading, Span(start, start + len(name))) is place


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("we tried how licks for a year", "Haulix"),
        ("two wards have clean over now", "Clinova"),
        ("they had a fabric on system before", "Fabrion"),
        ("there's an offer from fin terror", "Finterra"),
        ("we are with edge mont since may", "Edumont"),
        ("we don't know how licks get into the paint", None),
        ("the floor is clean over there", None),
        ("put the fabric on the table", None),
        ("we are clean over the weekend", None),
        ("that fin terrors the fish", None),
        ("We moved from Edumont two years ago.", "Edumont"),
    ],
)
def test_a_rival_who_was_written_as_everyday_words_is_known_by_the_place_of_his_name(
    said: str, name: str | None
) -> None:
    names = lexicon_of(gold_pack()).find(heard(f"V:{said}").readings[0])
    assert [one.name for one in names] == ([name] if name else [])
