"""A stick that is called BOOTHSCRIBE, with a file system of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.provisioning import __main__ as service
from agent.provisioning.run import provision
from tests.provisioning.box import NEW, PASSWORD, Box

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="takes root to mount"),
    pytest.mark.skipif(
        any(shutil.which(program) is None for program in ("losetup", "mkfs.ext4")),
        reason="takes losetup and mkfs.ext4",
    ),
]


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The image of a stick, plugged in."""
    image = tmp_path / "stick.img"
    with image.open("wb") as file:
        file.truncate(16 << 20)
    content = tmp_path / "content"
    content.mkdir()
    (content / "boothscribe.toml").write_text(NEW, encoding="utf-8")
    subprocess.run(["mkfs.ext4", "-q", "-d", content, image], check=True, capture_output=True)
    done = subprocess.run(["losetup", "--find", "--show", image], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no loop devices here")
    device = done.stdout.strip()
    monkeypatch.setattr(service, "STICK", Path(device))
    monkeypatch.setattr(service, "MOUNT_POINT", tmp_path / "mounted")
    yield image
    subprocess.run(["losetup", "--detach", device], check=True)


def test_a_stick_brings_settings_and_carries_no_secret_away(tmp_path: Path, stick: Path) -> None:
    assert PASSWORD.encode() in stick.read_bytes()
    box = Box(tmp_path)
    with service._stick() as folders:
        (folder,) = folders
        outcome = provision(folders, box.places)
        assert outcome is not None
        assert outcome.problems == ()
        assert not (folder / "boothscribe.toml").exists()
    assert not list((tmp_path / "mounted").iterdir()), "it is not mounted any more"
    assert "expo" in box.main.read_text(encoding="utf-8")
    assert PASSWORD.encode() not in stick.read_bytes()


def test_without_a_stick_and_with_one_that_cannot_be_read_the_boot_partition_still_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "STICK", tmp_path / "none")
    with service._stick() as folders:
        assert folders == []
    (tmp_path / "broken").write_bytes(bytes(4096))
    monkeypatch.setattr(service, "STICK", tmp_path / "broken")
    monkeypatch.setattr(service, "MOUNT_POINT", tmp_path / "mounted")
    with service._stick() as folders:
        assert folders == []
