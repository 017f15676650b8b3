"""Speech models: listing, fetching without a network, and damage that must not reach a show."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli import EXIT_FAILURE, EXIT_UNAVAILABLE, main
from agent.speech import models

ROOT = Path(__file__).parents[2]
REPOSITORY = "booth/tiny"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = "model.bin"


def boothscribe(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["models", *map(str, arguments)])


@pytest.fixture(scope="module")
def demo() -> Path:
    directory = models.resolve(models.DEMO)
    if not (directory / LARGE).is_file():
        pytest.skip("the demo model is not built in")
    return directory


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CACHE_DIRECTORY", str(tmp_path))
    return tmp_path / "models"


@pytest.fixture
def hub_cache(demo: Path, cache: Path) -> Path:
    """The demo model as the hub's client would have stored it; returns the repository's directory."""
    repository = cache / f"models--{REPOSITORY.replace('/', '--')}"
    blobs, snapshot = repository / "blobs", repository / "snapshots" / COMMIT
    blobs.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(COMMIT, encoding="ascii")
    for file in demo.iterdir():
        content = file.read_bytes()
        # Large files are kept in Git LFS, which names them by SHA-256; the others are plain Git blobs.
        digest = hashlib.sha256() if file.name == LARGE else hashlib.sha1(usedforsecurity=False)
        digest.update(b"" if file.name == LARGE else f"blob {len(content)}\0".encode())
        digest.update(content)
        (blobs / digest.hexdigest()).write_bytes(content)
        (snapshot / file.name).symlink_to(f"../../blobs/{digest.hexdigest()}")
    return repository


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.resolve().write_bytes(content)


def verdicts(shown: str) -> dict[str, str]:
    return dict(line.split("\t") for line in shown.splitlines() if "\t" in line)


def test_the_built_in_model_is_listed_without_any_other(demo: Path) -> None:
    listed = boothscribe("list")
    assert listed.exit_code == 0
    assert listed.stdout == f"demo\tbuilt in\t{demo}\n"


def test_a_fetched_model_is_listed_with_its_commit(hub_cache: Path) -> None:
    assert hub_cache.is_dir()
    _, line = boothscribe("list").stdout.splitlines()
    assert re.fullmatch(rf"{REPOSITORY}\t{COMMIT}\t\d+ MB", line)


def test_the_built_in_model_loads(demo: Path) -> None:
    verified = boothscribe("verify", "demo")
    assert verified.exit_code == 0, verified.stderr
    assert verified.stdout.endswith("loads\n")
    assert verdicts(verified.stdout).keys() == {file.name for file in demo.iterdir()}


def test_a_fetched_model_is_known_to_be_intact(hub_cache: Path) -> None:
    verified = boothscribe("verify", REPOSITORY)
    assert verified.exit_code == 0, verified.stderr
    assert set(verdicts(verified.stdout).values()) == {"intact"}
    assert verdicts(verified.stdout).keys() == {file.name for file in (hub_cache / "snapshots").glob("*/*")}
    assert verified.stdout.endswith("loads\n")


@pytest.mark.parametrize("damaged", [LARGE, "tokenizer.json", "config.json"])
def test_one_flipped_bit_is_found_before_the_show(hub_cache: Path, damaged: str) -> None:
    flip_a_bit(hub_cache / "snapshots" / COMMIT / damaged)
    verified = boothscribe("verify", REPOSITORY)
    assert verified.exit_code == EXIT_FAILURE
    found = verdicts(verified.stdout)
    assert found.pop(damaged) == "DAMAGED"
    assert set(found.values()) == {"intact"}
    assert "loads" not in verified.stdout


def test_following_the_advice_leaves_nothing_damaged_behind(hub_cache: Path) -> None:
    broken = (hub_cache / "snapshots" / COMMIT / LARGE).resolve()
    flip_a_bit(broken)
    advice = boothscribe("verify", REPOSITORY).stderr
    named = re.match(r"delete (\S+) and run `boothscribe models fetch booth/tiny` again", advice)
    assert named
    shutil.rmtree(named[1])
    assert not broken.exists()
    missing = boothscribe("verify", REPOSITORY)
    assert missing.exit_code == EXIT_FAILURE
    assert f"run `boothscribe models fetch {REPOSITORY}`" in missing.stderr


def test_a_copied_model_that_lost_its_end_is_not_called_good(demo: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(demo, copied)
    content = (copied / LARGE).read_bytes()
    (copied / LARGE).write_bytes(content[: len(content) // 2])
    verified = boothscribe("verify", copied)
    assert verified.exit_code == EXIT_FAILURE
    assert set(verdicts(verified.stdout).values()) == {"no hash known"}
    assert f"speech model in {copied} cannot be loaded" in verified.stderr


def test_a_directory_that_is_no_model_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    verified = boothscribe("verify", tmp_path / "empty")
    assert verified.exit_code == EXIT_FAILURE
    assert "lacks model.bin, config.json, tokenizer.json" in verified.stderr


@pytest.mark.parametrize("command", ["fetch", "verify"])
def test_a_model_that_nobody_knows_is_answered_with_those_that_are_known(command: str) -> None:
    done = boothscribe(command, "nosuch")
    assert done.exit_code == EXIT_FAILURE
    for name in ("'nosuch'", "demo", "base.en", "small.en"):
        assert name in done.stderr


def test_the_built_in_model_needs_no_fetching(demo: Path) -> None:
    fetched = boothscribe("fetch", "demo")
    assert (fetched.exit_code, fetched.stdout) == (0, f"{demo}\n")


@pytest.fixture
def dead_hub() -> Iterator[str]:
    """An address that refuses connections: taken, but nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_a_box_without_network_is_told_so_in_plain_words(dead_hub: str, tmp_path: Path) -> None:
    # In a process of its own: the hub's client reads the environment when it is imported.
    without_proxies = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [sys.executable, "-m", "agent", "models", "fetch", "base.en"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=without_proxies
        | {"HF_ENDPOINT": dead_hub, "HF_HUB_DISABLE_XET": "1", "CACHE_DIRECTORY": str(tmp_path)},
        timeout=100,
    )
    assert done.returncode == EXIT_UNAVAILABLE, done.stderr
    assert "the model hub cannot be reached; check the network or HTTPS_PROXY" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
