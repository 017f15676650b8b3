"""Whole days at the booth."""

import pytest

from agent.visit.conversations import ConsentPolicy
from scripts.benchmarks.day import CONVERSATIONS, measure, replay, script


@pytest.mark.parametrize("policy", ["scan", "ask"])
@pytest.mark.parametrize("seed", [4, 5, 6, 7])
async def test_at_the_end_of_the_day_every_turn_is_on_the_right_lead_or_on_none(
    policy: ConsentPolicy, seed: int
) -> None:
    replayed = await replay(script(policy, seed=seed))
    assert replayed.day.badges == CONVERSATIONS == len(replayed.newest)
    wrong = {(turn.number, turn.why): replayed.found(turn) for turn in replayed.wrong}
    assert wrong == {}
    assert all(lead.final for lead in replayed.newest.values())
    assert {turn for turn in replayed.day.turns if turn.belongs_to}
    assert {turn for turn in replayed.day.turns if not turn.belongs_to}


async def test_the_table_would_show_a_turn_that_is_on_the_wrong_lead() -> None:
    replayed = await replay(script("scan"))
    leads = list(replayed.newest.values())
    spoken = next(lead for lead in leads if lead.conversation.turns)
    silent = next(lead for lead in leads if not lead.conversation.turns and lead.badge.id)
    replayed.newest[str(silent.id)] = silent.model_copy(update={"conversation": spoken.conversation})
    assert len(replayed.wrong) == len(spoken.conversation.turns)


def test_the_day_is_printed_turn_by_turn(capsys: pytest.CaptureFixture[str]) -> None:
    figures = measure("scan")
    printed = capsys.readouterr().out
    assert figures["turns_wrong"] == 0
    assert printed.count("\n") > figures["turns"]
    assert "WRONG" not in printed
