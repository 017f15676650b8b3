"""A hall's network, which comes and goes."""

import os
import time

from tests.hardware.rig.box import Box
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.serial_port import SerialPort


def test_scans_during_a_cut_of_the_network_arrive_once_each_when_it_is_back(
    box: Box, outside: Outside
) -> None:
    cut_s = float(os.environ.get("HARDWARE_LINK_CUT_S", "60"))
    scanner = SerialPort()
    box.machine.plug("acm", scanner)
    try:
        box.await_said("scanner is ready", scanner="acm")
        box.scan(scanner, "LINK-0000")
        outside.arrival("LINK-0000")
        box.machine.link(up=False)
        began_s = time.monotonic()
        badges = [f"LINK-{number:04}" for number in range(1, 9)]
        for badge in badges:
            box.scan(scanner, badge)
        time.sleep(max(0.0, cut_s - (time.monotonic() - began_s)))
        assert not set(badges) & set(outside.badges()), "the network was not cut"
        box.machine.link(up=True)
        leads = outside.eventually(
            "everything scanned meanwhile is at the collector",
            lambda leads: set(badges) <= {lead.badge.id for lead in leads},
        )
    finally:
        box.machine.unplug("acm")
    ids = [lead.badge.id for lead in leads]
    assert len(ids) == len(set(ids)), "scans became two leads"
