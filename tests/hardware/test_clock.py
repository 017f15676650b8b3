"""A box without a battery wakes with a wrong clock; it works all the same, and learns the time later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts.provisioning.authority import Authority, Role
from tests.hardware.rig import ntp
from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import BROKER_HOST, Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.serial_port import SerialPort

pytestmark = pytest.mark.long

NO_MARK = "systemctl stop systemd-timesyncd; rm -f /var/lib/systemd/timesync/clock"
"""systemd-timesyncd begins where it stopped last; a box straight from the shelf has no such mark."""


@pytest.fixture
def outside(disks: Disks, tmp_path: Path) -> Iterator[Outside]:
    """A broker whose certificate is good for two days: by a clock that is three days ahead it has expired."""
    if reason := ntp.refused():
        pytest.skip(reason)
    authority = Authority.open(disks.system / "authority")
    authority.revoke("two-days")
    identity = authority.issue(Role.BROKER, "two-days", hosts=[BROKER_HOST], days=2)
    certificate = (tmp_path / "broker.pem", tmp_path / "broker.key")
    for file, content in zip(certificate, (identity.certificate, identity.key), strict=True):
        file.write_bytes(content)
    (tmp_path / "outside").mkdir()
    with Outside(tmp_path / "outside", certificate) as outside:
        yield outside


@pytest.fixture
def machine(disks: Disks, outside: Outside, tmp_path: Path) -> Iterator[Machine]:
    (tmp_path / "box").mkdir()
    with Machine(tmp_path / "box", disks, broker_port=outside.port) as machine:
        machine.resume()
        yield machine


def check_scans(box: Box, outside: Outside, *, year: int | None = None) -> None:
    """Scan with the clock as it is, then let the time server answer."""
    scanner = SerialPort()
    box.machine.plug("acm", scanner)
    box.await_said("scanner is ready", scanner="acm")
    scanned_at = datetime.now(UTC)
    box.scan(scanner, "CLOCK-1")
    believed = datetime.fromtimestamp(float(box.machine.run("date +%s")), UTC)
    assert abs(believed - scanned_at) > timedelta(days=1)
    assert year is None or believed.year == year
    assert not outside.leads(), "a certificate was taken that is not valid by the box's own clock"
    with ntp.TimeServer():
        box.machine.run("systemctl start systemd-timesyncd")
        leads = outside.eventually(
            "the lead arrives, its times corrected",
            lambda leads: any(lead.capture.clock_corrected_s is not None for lead in leads),
            patience_s=240,
        )
    (lead,) = leads
    assert not lead.capture.clock_synchronised
    assert abs(lead.scanned_at - scanned_at) < timedelta(seconds=30)
    box.scan(scanner, "CLOCK-2")
    _, later = outside.arrival("CLOCK-2")
    assert later.capture.clock_synchronised
    assert abs(later.scanned_at - datetime.now(UTC)) < timedelta(seconds=60)


@pytest.mark.parametrize(
    "wrong",
    [
        # systemd moves it on to when it was built itself, years before the broker's certificate.
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), id="1970"),
        pytest.param(datetime.now(UTC) + timedelta(days=3), id="three days ahead"),
    ],
)
def test_scans_with_a_wrong_clock_arrive_with_their_true_times_once_it_is_right(
    machine: Machine, outside: Outside, wrong: datetime
) -> None:
    machine.run(f"{NO_MARK}; sync")
    machine.power_cut()
    machine.clock = wrong
    machine.boot()
    box = Box(machine)
    box.await_ready()
    check_scans(box, outside)


def test_a_service_that_starts_in_1970_takes_scans_and_gives_them_their_true_times(
    machine: Machine, outside: Outside
) -> None:
    # Whatever moves the clock at boot is away: a machine without systemd-timesyncd, or with a broken one.
    machine.run(f"{NO_MARK}; date --set=@86400")
    box = Box(machine)
    box.restart()
    check_scans(box, outside, year=1970)
