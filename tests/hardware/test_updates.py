"""A signed update on a box under systemd, and the plug pulled in the middle of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.updates import AT_REST, BROKEN, WORKS, Updates, running

pytestmark = pytest.mark.long

OLD = "0.1.0"
PATIENCE_S = 1800.0
PLACING = "[ -e /opt/boothscribe/versions/{version}-*/bin/python ]"
TRYING = "grep -q trying /opt/boothscribe/update.json"
SWITCHED = "[[ $(readlink /opt/boothscribe/current) == versions/{version}-* ]]"
WATCHED = f"{SWITCHED} && systemctl is-active --quiet boothscribe"


class Course:
    """A box that takes an update that works and one that does not; its disks hold moments on the way."""

    def __init__(self, machine: Machine, outside: Outside) -> None:
        self.machine = machine
        self._outside = outside
        self.ends: dict[str, tuple[str, str]] = {}
        """By update: the exit code of `boothscribe update apply`, and the version that ran then."""

    def take(self, version: str, moments: dict[str, str]) -> None:
        """Apply an update, and keep the moments at which conditions come true."""
        machine, box = self.machine, Box(self.machine)
        machine.link(up=False)
        box.scan_and_unplug(f"WAITING-{version}")
        applied = f"boothscribe update apply --settle 10 --within 240 /root/{version}.update"
        machine.run(f"systemd-run --quiet bash -c '{applied}; echo $? >/root/{version}.end'")
        for moment, condition in moments.items():
            machine.until(condition, patience_s=PATIENCE_S, every_s=0.1)
            machine.keep(moment)
        machine.until(f"[ -s /root/{version}.end ]", patience_s=PATIENCE_S, every_s=1)
        self.ends[version] = machine.run(f"cat /root/{version}.end").strip(), running(machine)
        machine.link(up=True)
        box.scan_and_unplug(f"AFTER-{version}")
        for badge in (f"WAITING-{version}", f"AFTER-{version}"):
            self._outside.arrival(badge, patience_s=180)


@pytest.fixture(scope="module")
def course(disks: Disks, outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    updates = Updates(disks, tmp_path_factory.mktemp("updates"))
    with Machine(tmp_path_factory.mktemp("box"), disks, broker_port=outside.port) as machine:
        machine.resume()
        updates.bring(machine)
        course = Course(machine, outside)
        course.take(WORKS, {"placing": PLACING.format(version=WORKS), "trying": TRYING})
        course.take(BROKEN, {"broken": TRYING})
        machine.power_cut()
        yield course


def test_an_update_that_works_stays_and_one_that_does_not_is_taken_back_by_itself(course: Course) -> None:
    assert course.ends == {WORKS: ("0", WORKS), BROKEN: ("3", WORKS)}


@pytest.mark.parametrize(
    ("moment", "condition", "waiting", "healthy"),
    [
        pytest.param("placing", "true", WORKS, {OLD}, id="while it is unpacked"),
        pytest.param("trying", SWITCHED.format(version=WORKS), WORKS, {OLD, WORKS}, id="after the switch"),
        pytest.param("trying", WATCHED.format(version=WORKS), WORKS, {OLD, WORKS}, id="while it is watched"),
        pytest.param(
            "broken", SWITCHED.format(version=BROKEN), BROKEN, {WORKS}, id="while a broken one is tried"
        ),
    ],
)
def test_after_a_power_cut_in_an_update_a_healthy_version_runs_and_stores_scans(
    course: Course, disks: Disks, tmp_path: Path, moment: str, condition: str, waiting: str, healthy: set[str]
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "box").mkdir()
    certificate = (disks.system / "broker.pem", disks.system / "broker.key")
    kept = Disks(disks.system, course.machine.directory)
    with (
        Outside(tmp_path / "outside", certificate) as outside,
        Machine(tmp_path / "box", kept, broker_port=outside.port) as machine,
    ):
        machine.resume(moment)
        machine.until(condition, patience_s=PATIENCE_S, every_s=0.1)
        machine.power_cut()
        machine.boot()
        machine.until(AT_REST, patience_s=PATIENCE_S, every_s=2)
        assert running(machine) in healthy
        Box(machine).scan_and_unplug("AFTERWARDS")
        leads = outside.eventually(
            "what was scanned before and after the cut is at the collector",
            lambda leads: {f"WAITING-{waiting}", "AFTERWARDS"} <= {lead.badge.id for lead in leads},
        )
    badges = [lead.badge.id for lead in leads]
    assert len(badges) == len(set(badges))


def test_a_package_that_is_installed_over_a_running_version_is_tried_like_an_update(
    disks: Disks, outside: Outside, tmp_path: Path
) -> None:
    updates = Updates(disks, tmp_path / "updates")
    with Machine(tmp_path, disks, broker_port=outside.port) as machine:
        machine.resume()
        updates.bring(machine)
        for version, badge in ((WORKS, "PACKAGE-1"), (BROKEN, "PACKAGE-2")):
            machine.run(f"dpkg --install /root/{version}.deb", timeout_s=PATIENCE_S)
            machine.until(AT_REST, patience_s=PATIENCE_S, every_s=2)
            assert running(machine) == WORKS
            Box(machine).scan_and_unplug(badge)
            outside.arrival(badge, patience_s=180)
        assert "does not start" in machine.run("cat /opt/boothscribe/update.json")
