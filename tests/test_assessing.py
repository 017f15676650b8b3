"""Scans do not wait for the rules, and no lead goes without them in the end."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, sys
from agent import assessing
from tests.rigs.leads import lead
talked = lead()
silent = talked.model_copy(
    update={"signals": (), "conversation": talked.conversation.model_copy(update={"turns": ()})}
)
early = assessing.assess_safely(silent)
assert early.unknown and not early.signals
assert "agent.insight.assess" not in sys.modules, "a scan waited for the rules"
waiting = {"words": talked, "the end": silent.model_copy(update={"final": True})}[sys.argv[1]]
told = assessing.assess_safely(waiting)
assert "agent.insight.assess" in sys.modules, "went without the rules"
asyncio.run(assessing.load_rules())
from agent.insight.assess import assess_safely
assert told == assess_safely(waiting)
assert assessing.assess_safely(silent) == assess_safely(silent)
"""


@pytest.mark.parametrize("what", ["words", "the end"])
def test_a_scan_does_not_wait_for_the_rules_and_words_and_final_leads_do(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, what],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
