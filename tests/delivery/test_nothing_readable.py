"""A whole agent with a key, searched from outside for what its visitors are called."""

from pathlib import Path

import pytest

from agent.delivery.sealing import new_key
from tests.rigs.processes import Agent, eventually

NAMES = ("Jane", "Quimby", "jane.quimby@example.com", "Example Instruments", "15550100")
SCANS = """
[[scan]]
at_s = 0.2
payload = "MECARD:N:Quimby,Jane;ORG:Example Instruments;EMAIL:jane.quimby@example.com;TEL:+15550100;;"
"""


@pytest.mark.end_to_end
@pytest.mark.parametrize("key", [new_key(), None], ids=["with a key", "control without a key"])
def test_no_file_log_or_metric_of_a_box_with_a_key_tells_a_visitors_name(
    tmp_path: Path, key: str | None
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "scans.toml").write_text(SCANS)
    scanner = f'[[scanners]]\nname = "front"\ndriver = "replay"\nfile = "{tmp_path}/scans.toml"\n'
    environment = {"BOOTHSCRIBE_OUTBOX__KEY": key} if key else {}
    metrics = ""
    with Agent(data, broker="mqtt://127.0.0.1:9", scanners=scanner, environment=environment) as agent:
        eventually("the lead is stored", lambda: agent.metric("boothscribe_outbox_leads") == 1)
        eventually("it is said whether it is sealed", lambda: agent.said("ready"))
        while_running = searched(data)
        metrics = agent.log
        agent.kill()
    after_a_crash = searched(data)
    with agent:
        # The replayed scanner may have scanned once more by then.
        eventually("the lead is still there", lambda: (agent.metric("boothscribe_outbox_leads") or 0) >= 1)
        warned = bool(agent.said("leads on this box's disk are not encrypted"))
    found = while_running + after_a_crash + searched(data)
    assert not [name for name in NAMES if name in metrics]
    if key:
        assert (found, warned) == ([], False)
    else:
        assert set(found) == set(NAMES), "the search finds what is there"
        assert warned


def searched(directory: Path) -> list[str]:
    content = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
    return [name for name in NAMES if name.encode() in content]
