"""One file per box, from a USB stick or the card's boot partition."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.rig import image
from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.serial_port import SerialPort
from tests.rigs.processes import eventually

pytestmark = pytest.mark.long

HIDDEN = "Correct-Horse-17"
NEW_NAME = "booth-8"
SETTINGS = image.SETTINGS.replace("booth-7", NEW_NAME) + f'username = "{NEW_NAME}"\npassword = "{HIDDEN}"\n'
STICK = "/dev/disk/by-label/BOOTHSCRIBE"
WRONG = SETTINGS.replace("[speech]", "[speach]")


@pytest.fixture
def machine(disks: Disks, outside: Outside, tmp_path: Path) -> Iterator[Machine]:
    with Machine(tmp_path, disks, broker_port=outside.port) as machine:
        machine.resume()
        yield machine


def check_taken(machine: Machine, outside: Outside, badge: str) -> None:
    """Check that the box works with the new settings, and that their secret lies nowhere readable."""
    box = Box(machine)
    scanner = SerialPort()
    machine.plug("acm", scanner)
    box.await_said("scanner is ready", scanner="acm", patience_s=120)
    box.scan(scanner, badge)
    _, lead = outside.arrival(badge, patience_s=120)
    assert lead.device == NEW_NAME
    assert not machine.succeeds(f"grep -rqF '{HIDDEN}' /etc/boothscribe /etc/credstore.encrypted")
    assert machine.run("ls /etc/credstore*/").count("uplink.password") == 1


def test_a_stick_that_is_plugged_into_a_running_box_sets_it_up_and_a_wrong_one_changes_nothing(
    machine: Machine, outside: Outside, tmp_path: Path
) -> None:
    box, stick = Box(machine), tmp_path / "stick"
    with stick.open("wb") as file:
        file.truncate(64 << 20)
    machine.plug_stick("stick", stick)
    machine.until("[ -b /dev/disk/by-id/usb-QEMU* ]")
    machine.run("mkfs.vfat -n BOOTHSCRIBE /dev/disk/by-id/usb-QEMU*")

    def bring(settings: str, note: str) -> None:
        """Write the stick, as another machine would, plug it in, and wait for a note on it."""
        machine.until(f"[ -b {STICK} ] && mount {STICK} /mnt")
        machine.write("/mnt/boothscribe.toml", settings)
        machine.run("cp /etc/boothscribe/ca.pem /mnt/; umount /mnt")
        machine.unplug_stick("stick")
        machine.until(f"! [ -e {STICK} ]")
        machine.plug_stick("stick", stick)
        eventually(note, lambda: note.encode() in stick.read_bytes(), 180)

    bring(WRONG, "speach: unknown setting")
    assert machine.succeeds("grep -q booth-7 /etc/boothscribe/boothscribe.toml")
    bring(SETTINGS, "Boothscribe took boothscribe.toml")
    assert HIDDEN.encode() not in stick.read_bytes(), "the password is still on the stick"
    box.await_said("ready", device=NEW_NAME, patience_s=300)
    machine.unplug_stick("stick")
    check_taken(machine, outside, "STICK-1")


def test_a_file_on_the_boot_partition_sets_the_box_up_at_its_next_start(
    machine: Machine, outside: Outside
) -> None:
    machine.run(
        "truncate -s 64M /boot.img && mkfs.vfat /boot.img && mkdir -p /boot/firmware"
        " && echo '/boot.img /boot/firmware vfat loop 0 0' >>/etc/fstab && mount /boot/firmware"
    )
    machine.write("/boot/firmware/boothscribe.toml", SETTINGS)
    machine.run("cp /etc/boothscribe/ca.pem /boot/firmware/; sync")
    machine.power_cut()
    machine.boot()
    Box(machine).await_ready()
    assert "boothscribe.toml\n" not in machine.run("ls /boot/firmware")
    check_taken(machine, outside, "BOOT-PARTITION-1")
