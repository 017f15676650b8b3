"""A box without a battery wakes with a wrong clock; it works all the same, and learns the time later."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts.provisioning.authority import Authority, Role
from tests.hardware.rig import ntp
from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import BROKER_HOST, Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.serial_port import SerialPort


@pytest.mark.long
@pytest.mark.parametrize(
    "wrong",
    [
        # systemd moves it on to when it was built itself, years before the broker's certificate.
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), id="1970"),
        # The broker's certificate seems to have expired by then.
        pytest.param(datetime.now(UTC) + timedelta(days=3), id="three days ahead"),
    ],
)
def test_scans_with_a_wrong_clock_arrive_with_their_true_times_once_it_is_right(
    disks: Disks, tmp_path: Path, wrong: datetime
) -> None:
    if reason := ntp.refused():
        pytest.skip(reason)
    authority = Authority.open(disks.system / "authority")
    authority.revoke("two-days")
    identity = authority.issue(Role.BROKER, "two-days", hosts=[BROKER_HOST], days=2)
    certificate = (tmp_path / "broker.pem", tmp_path / "broker.key")
    for file, content in zip(certificate, (identity.certificate, identity.key), strict=True):
        file.write_bytes(content)
    (tmp_path / "outside").mkdir()
    (tmp_path / "box").mkdir()
    with (
        Outside(tmp_path / "outside", certificate) as outside,
        Machine(tmp_path / "box", disks, broker_port=outside.port) as machine,
    ):
        box = Box(machine)
        machine.resume()
        # systemd-timesyncd would begin where it stopped: a box straight from the shelf has no such mark.
        machine.run("systemctl stop systemd-timesyncd; rm -f /var/lib/systemd/timesync/clock; sync")
        machine.power_cut()
        machine.clock = wrong
        machine.boot()
        box.await_ready()
        scanner = SerialPort()
        machine.plug("acm", scanner)
        box.await_said("scanner is ready", scanner="acm")
        scanned_at = datetime.now(UTC)
        box.scan(scanner, "CLOCK-1")
        assert abs(datetime.fromtimestamp(float(machine.run("date +%s")), UTC) - scanned_at) > timedelta(
            days=1
        )
        assert not outside.leads(), "a certificate was taken that is not valid by the box's own clock"
        with ntp.TimeServer():
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
