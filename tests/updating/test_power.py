"""Updates on a box with real programs, and the power going at every step of them."""

import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent.updating.adopting import adopt
from agent.updating.journal import Journal, State
from agent.updating.units import Systemd
from agent.updating.versions import Versions
from tests.rigs.box_without_systemd import Machine
from tests.rigs.versions import make_key, make_update, make_wheels

WHILE_PLACING = ("update.extracted", "update.placing", "update.placed", "update.ready")
WHILE_TRYING = ("update.trying", "update.switched", "update.started")
WHEN_HEALTHY = ("update.healthy", "update.good")
WHEN_NOT = ("update.refused", "update.returned", "update.restarted")
_BEYOND_MOST_TRIES = 5
_COMMAND = "from agent.commands.update import update; update()"
"""Without the rest of the command line, which takes longer to load than an update takes."""


class Box:
    """A machine with a version on it, and a source of newer ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key: Ed25519PrivateKey = make_key(folder / "keys")
        self.versions = Versions(folder / "root")
        self.machine = Machine(self.versions.root, folder)
        self._numbers = itertools.count(1)
        wheels = folder / "first"
        make_wheels(wheels, "0.0.1")
        adopt(self.versions, Systemd(), wheels)
        self.machine.boot()

    def update(self, behaviour: str, *, failpoint: str = "") -> subprocess.CompletedProcess[str]:
        """Apply an update whose program behaves as told; the power may go at a place."""
        folder = self.folder / "made"
        manifest = make_wheels(folder, f"0.1.{next(self._numbers)}", behaviour)
        file = make_update(folder, self.key, manifest)
        self.machine.failpoint = failpoint
        self.machine.settle()
        here = ("--root", str(self.versions.root), "--keys", str(self.folder / "keys"))
        watched = ("--settle", "1.5", "--within", "3")
        done = subprocess.run(
            [sys.executable, "-c", _COMMAND, "apply", str(file), *here, *watched],
            check=False,
            capture_output=True,
            text=True,
            env=self.machine.environment | {"FAILPOINT": failpoint},
            timeout=100,
        )
        self.machine.failpoint = ""
        return done

    def power_cycle(self) -> None:
        """Lose power and come back."""
        self.machine.power_cut()
        self.machine.boot()

    def check_rest(self) -> str:
        """Check that nothing is left to do, and return the version that runs."""
        name = self.versions.current()
        assert name is not None
        assert self.versions.good() == name
        assert self.machine.runs() == name, "what runs is what `current` names, and it is ready"
        entry = Journal(self.versions.root).read()
        assert entry is None or not entry.unfinished
        return name


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    """One box for all: each test is the next update of its life."""
    path = pytest.MonkeyPatch()
    path.setenv("PATH", "/usr/bin:/bin")
    # What is at stake is the order of steps; a busy disk would only make each of them slow.
    memory = Path("/dev/shm")  # noqa: S108 -- a private directory is made in it
    usable = memory.is_dir() and not os.statvfs(memory).f_flag & os.ST_NOEXEC
    with tempfile.TemporaryDirectory(dir=memory if usable else None) as folder:
        box = Box(Path(folder))
        yield box
        box.machine.close()
    path.undo()


def test_a_healthy_update_runs_afterwards(box: Box) -> None:
    before = box.check_rest()
    done = box.update("healthy")
    assert done.returncode == 0, done.stderr
    assert box.check_rest() != before


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("crashes", "does not start"),
        ("never ready", "does not start"),
        ("crashes later", "ended by itself"),
        ("deaf", "what worked before does not: microphone"),
    ],
)
def test_a_broken_update_leaves_the_booth_with_the_version_before(box: Box, behaviour: str, why: str) -> None:
    before = box.check_rest()
    done = box.update(behaviour)
    assert done.returncode == 3, done.stderr
    assert why in done.stdout
    assert box.check_rest() == before


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [("does not start", "nothing_of_this_name"), ("refuses the settings", "speech.model: unknown setting")],
)
def test_an_update_that_cannot_work_does_not_even_interrupt_the_booth(
    box: Box, behaviour: str, why: str
) -> None:
    before, restarts = box.check_rest(), box.machine.restarts_asked
    done = box.update(behaviour)
    assert done.returncode == 1
    assert why in done.stderr
    assert box.check_rest() == before
    assert box.machine.restarts_asked == restarts


@pytest.mark.parametrize("place", WHILE_PLACING)
def test_a_power_cut_before_the_switch_leaves_the_version_before(box: Box, place: str) -> None:
    before = box.check_rest()
    assert box.update("healthy", failpoint=place).returncode == -9
    box.power_cycle()
    assert box.check_rest() == before
    assert box.update("healthy").returncode == 0, "and the next update is taken as if nothing had been"
    after = box.check_rest()
    box.power_cycle()
    assert sorted(path.name for path in box.versions.folder.iterdir()) == sorted({before, after}), (
        "the disk does not fill up with halves; the version before goes at the next update"
    )


@pytest.mark.parametrize("place", [*WHILE_TRYING, *WHEN_HEALTHY])
def test_a_power_cut_while_a_healthy_version_is_tried_keeps_it(box: Box, place: str) -> None:
    before = box.check_rest()
    assert box.update("healthy", failpoint=place).returncode == 1, "it was not tried to the end"
    box.power_cycle()
    assert box.check_rest() != before


@pytest.mark.parametrize("place", [*WHILE_TRYING[:2], *WHEN_NOT])
@pytest.mark.parametrize("behaviour", ["crashes", "deaf"])
def test_a_power_cut_while_a_broken_version_is_tried_brings_the_one_before_back(
    box: Box, place: str, behaviour: str
) -> None:
    before = box.check_rest()
    assert box.update(behaviour, failpoint=place).returncode == 1, "it was not tried to the end"
    box.power_cycle()
    assert box.check_rest() == before


def test_a_version_that_takes_the_box_down_with_it_is_not_tried_for_ever(box: Box) -> None:
    before = box.check_rest()
    box.update("healthy", failpoint="update.started")
    for _ in range(_BEYOND_MOST_TRIES):
        box.machine.failpoint = "update.started"
        box.power_cycle()
    box.machine.failpoint = ""
    assert box.check_rest() == before
    entry = Journal(box.versions.root).read()
    assert entry is not None
    assert entry.state is State.RETURNED
    assert "went down 2 times" in (entry.why or "")


def test_trouble_from_before_is_not_blamed_on_the_update(box: Box) -> None:
    # The microphone is unplugged all the while, with both versions.
    box.update("healthy")
    box.machine._status = "microphone: no sound"
    before = box.check_rest()
    try:
        assert box.update("deaf").returncode == 0
        assert box.check_rest() != before
    finally:
        # The tests come in any order, and on a box that is deaf already a deaf version is no worse.
        assert box.update("healthy").returncode == 0
