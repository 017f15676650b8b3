"""What somebody who takes the service over gets of the machine, asked of the systemd that runs it."""

import re

from tests.hardware.rig.box import Box

LARGEST_EXPOSURE = 1.5


def test_a_break_in_gets_little_of_the_machine(box: Box) -> None:
    said = box.machine.run("systemd-analyze security boothscribe.service --no-pager | tail -n 1")
    exposure = re.search(r"level for boothscribe\.service: ([0-9.]+)", said)
    assert exposure, said
    assert float(exposure[1]) <= LARGEST_EXPOSURE


def test_the_running_service_has_no_rights_and_cannot_write_to_the_system(box: Box) -> None:
    status = box.machine.run("cat /proc/$(systemctl show boothscribe -p MainPID --value)/status")
    for line in ("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
        assert line in status
    inside = "nsenter -m -t $(systemctl show boothscribe -p MainPID --value)"
    assert not box.machine.succeeds(f"{inside} touch /usr/written")
    assert not box.machine.succeeds(f"{inside} touch /etc/boothscribe/written")
    assert box.machine.succeeds(f"{inside} touch /var/lib/boothscribe/written")
    box.machine.run("rm /var/lib/boothscribe/written")


def test_nothing_that_the_service_needs_is_forbidden_to_it(box: Box) -> None:
    journal = box.machine.run("journalctl -u boothscribe -o cat --no-pager")
    assert "ermission" not in journal
    assert "not permitted" not in journal
    assert not box.said("part died; starting it again")
