"""What systemd does for provisioning."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from agent.provisioning.places import BOOT, FILE, STICK, USED, Places
from agent.provisioning.secrets import secret_keys
from agent.settings.load import CREDENTIAL_PREFIX, ENCRYPTED_PREFIX

FILES = Path(__file__).parents[2] / "systemd"
AGENT = (FILES / "boothscribe.service").read_text(encoding="utf-8")
UNIT = (FILES / "boothscribe-provision.service").read_text(encoding="utf-8")
needs_analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")


def values(text: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", text, re.MULTILINE)


def test_every_secret_that_provisioning_stores_reaches_the_service() -> None:
    names = [".".join(keys) for keys in secret_keys()]
    assert set(values(AGENT, "LoadCredential")) == {CREDENTIAL_PREFIX + name for name in names}
    assert set(values(AGENT, "LoadCredentialEncrypted")) == {ENCRYPTED_PREFIX + name for name in names}


def test_it_runs_whenever_there_is_something_to_take_or_to_finish_and_before_the_service() -> None:
    expected = {str(folder / name) for folder in BOOT for name in (FILE, USED)}
    expected |= {str(STICK), str(Places().ready)}
    assert {one.removeprefix("|") for one in values(UNIT, "ConditionPathExists")} == expected
    assert all(one.startswith("|") for one in values(UNIT, "ConditionPathExists")), "any of them is enough"
    assert values(UNIT, "Before") == ["boothscribe.service"]
    rules = (FILES / "udev.d" / "70-boothscribe.rules").read_text(encoding="utf-8")
    assert f'ENV{{ID_FS_LABEL}}=="{STICK.name}"' in rules
    assert "boothscribe-provision.service" in rules


@needs_analyze
def test_systemd_understands_every_line_and_a_break_in_gets_little(tmp_path: Path) -> None:
    copy = tmp_path / "boothscribe-provision.service"
    program = shutil.which("true")
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={program}", UNIT), encoding="utf-8")
    for arguments in (["verify", "--man=no"], ["security", "--offline=true", "--threshold=25"]):
        done = subprocess.run(
            ["systemd-analyze", "--no-pager", *arguments, copy],
            check=False,
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"{copy}:" not in done.stdout + done.stderr  # it complains and says yes all the same


def test_the_journal_of_a_card_is_bounded() -> None:
    text = (FILES / "journald.conf.d" / "60-boothscribe.conf").read_text(encoding="utf-8")
    for key in ("SystemMaxUse", "RuntimeMaxUse", "MaxRetentionSec"):
        assert len(values(text, key)) == 1
