"""Times and amounts as visitors say them, each line a sentence with what it says; `open` tells what is not read yet."""

from datetime import date
from typing import Any

import pytest

from agent.contract.lead import Turn
from agent.insight.signals.find import apply_rules
from agent.insight.signals.judged.clause_values import budget_value, timeline_value
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Talk
from scripts.benchmarks.signal_matching import ENOUGH, overlap
from tests.insight.cases import sentences

_ANY = "?"
"""In place of a bound that people would disagree on."""
_GREETING = "Hello, welcome to our booth."
_FISCAL_YEAR_STARTS = 4


def _said(line: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return what the rules find in the visitor's answer, or else what it says where it is known to be about it."""
    texts = {"rep": line["asked"] or _GREETING, "visitor": line["said"]}
    talk = Talk(
        turns=[
            Turn.model_validate(
                {
                    "number": number,
                    "side": side,
                    "start_s": 10 * number,
                    "end_s": 10 * number + 5,
                    "text": text,
                }
            )
            for number, (side, text) in enumerate(texts.items(), 1)
        ],
        today=date.fromisoformat(line["event_date"]),
        fiscal_year_starts=_FISCAL_YEAR_STARTS,
        lexicon=lexicon_of(None),
    )
    apply_rules(talk, [])
    found = [dict(one.value) for one in talk.findings if one.kind == kind and not one.absent]
    if found or line["value"] is None:
        return found
    answer = talk.readings[1]
    read = {"timeline": timeline_value, "budget": budget_value}[kind](talk, answer, Span(0, len(answer.text)))
    return [dict(read.value)] if read is not None and not read.absent else []


def _as_written(line: dict[str, Any], kind: str) -> None:
    found, wanted = _said(line, kind), line["value"]
    if wanted is None:
        assert found == []
        return
    keys = [key for key, value in wanted.items() if value != _ANY and key != "phrase"]
    assert [{key: one[key] for key in keys} for one in found] == [{key: wanted[key] for key in keys}]
    assert overlap(found[0].get("phrase") or "", wanted.get("phrase") or "") >= ENOUGH


@pytest.mark.parametrize("line", sentences("times.jsonl", called="said"))
def test_a_lead_has_the_days_that_the_visitor_named(line: dict[str, Any]) -> None:
    _as_written(line, "timeline")


@pytest.mark.parametrize("line", sentences("money.jsonl", called="said"))
def test_a_lead_has_the_amount_that_the_visitor_named(line: dict[str, Any]) -> None:
    _as_written(line, "budget")
