import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from agent.contract.topics import Topics

HERE = Path(__file__).parent / "asyncapi"
FILE = Path(__file__).parents[2] / "config" / "schema" / "asyncapi.json"


@pytest.fixture(autouse=True)
def _parser() -> None:
    if shutil.which("node") is None:
        pytest.skip("node is not installed (apt install nodejs)")
    if not (HERE / "node_modules").is_dir():
        pytest.skip("the AsyncAPI parser is not installed (scripts/test does it)")


def check(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", HERE / "check.mjs", file], check=False, capture_output=True, text=True, timeout=100
    )


def test_a_subscriber_can_generate_code_from_the_asyncapi_file() -> None:
    checked = check(FILE)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    topics = Topics("DEVICE")
    known = [getattr(topics, name) for name, kind in vars(Topics).items() if isinstance(kind, property)]
    addresses = [topic.replace("DEVICE", "{device}").replace("/+", "/{name}") for topic in known]
    assert sorted(checked.stdout.split()) == sorted(addresses)


def test_a_broken_asyncapi_file_would_be_noticed(tmp_path: Path) -> None:
    document = json.loads(FILE.read_text(encoding="utf-8"))
    del document["channels"]["lead"]
    broken = tmp_path / "asyncapi.json"
    broken.write_text(json.dumps(document), encoding="utf-8")
    checked = check(broken)
    assert checked.returncode == 1
    assert "channels/lead" in checked.stdout


def test_directions_are_told_from_the_side_of_the_box() -> None:
    operations: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))["operations"]
    actions = {name: operation["action"] for name, operation in operations.items()}
    assert actions == {
        "publishLead": "send",
        "receiveReceipt": "receive",
        "receiveCommand": "receive",
        "publishReply": "send",
        "publishState": "send",
        "publishInfo": "send",
        "publishHealth": "send",
    }
    retained = {name for name, one in operations.items() if one["bindings"]["mqtt"]["retain"]}
    assert retained == {"publishState", "publishInfo"}
