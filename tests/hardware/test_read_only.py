"""A root file system that is never written to, as it is where an SD card must last."""

from pathlib import Path

import pytest

from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.keyboard import KeyboardWedge

VOLATILE = """
tmpfs /tmp tmpfs mode=1777,nosuid,nodev 0 0
tmpfs /var/tmp tmpfs mode=1777,nosuid,nodev 0 0
tmpfs /var/log tmpfs mode=755,nosuid,nodev,size=32m 0 0
tmpfs /var/lib/systemd tmpfs mode=755,nosuid,nodev,size=4m 0 0
tmpfs /var/cache/boothscribe tmpfs mode=755,nosuid,nodev,size=64m 0 0
"""


@pytest.mark.long
def test_a_box_works_with_a_read_only_root_and_one_data_partition(
    disks: Disks, outside: Outside, tmp_path: Path
) -> None:
    with Machine(tmp_path, disks, broker_port=outside.port) as machine:
        machine.resume()
        machine.run(f"cat >>/etc/fstab <<'FSTAB'{VOLATILE}FSTAB\nsystemctl daemon-reload; sync")
        machine.shut_down()
        machine.read_only = True
        machine.boot()
        box = Box(machine)
        box.await_ready()
        assert not machine.succeeds("touch /written"), "the root file system is not read-only"
        failed = machine.run("systemctl --failed --no-legend --plain")
        assert "boothscribe" not in failed
        scanner = KeyboardWedge()
        machine.plug("keyboard", scanner)
        box.await_said("scanner is ready", scanner="keyboard")
        box.scan(scanner, "ReadOnly-1")
        outside.arrival("ReadOnly-1")
