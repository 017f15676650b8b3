"""Boxes under QEMU, for whoever asks for them; `scripts/test-hardware` does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.rig import image
from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Disks, Machine
from tests.hardware.rig.outside import Outside

ASKED = os.environ.get("HARDWARE_TESTS", "")
"""`short` or `all`; empty: whoever runs all tests does not wait for an emulated machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = (image.missing() or "") if ASKED else "asked for by scripts/test-hardware"
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.timeout(3600 if item.get_closest_marker("long") else 900))
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))
        elif item.get_closest_marker("long") and ASKED != "all":
            item.add_marker(pytest.mark.skip(reason="only with scripts/test-hardware --all"))


@pytest.fixture(scope="session")
def disks() -> Disks:
    found = image.cached()
    if found is None:
        pytest.fail("the guest's disks do not fit this tree: scripts/test-hardware builds them")
    return found


@pytest.fixture(scope="module")
def outside(disks: Disks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    certificate = (disks.system / "broker.pem", disks.system / "broker.key")
    with Outside(tmp_path_factory.mktemp("outside"), certificate) as outside:
        yield outside


@pytest.fixture(scope="module")
def box(disks: Disks, outside: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """A box that has come up without any device; the tests of a module share it."""
    with Machine(tmp_path_factory.mktemp("box"), disks, broker_port=outside.port) as machine:
        machine.resume()
        yield Box(machine)
