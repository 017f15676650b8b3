from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.drivers.microphones.listening import Heard
from tests.rigs.pulse import PulseRig, pulse_missing

RigFactory = Callable[..., PulseRig]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[RigFactory]:
    """Make virtual microphones that this process's PortAudio sees."""
    missing = pulse_missing()
    if missing:
        pytest.skip(missing)
    with ExitStack() as rigs:

        def make(**options: int | str | bool) -> PulseRig:
            rig = rigs.enter_context(PulseRig(**options))  # type: ignore[arg-type]
            for name, value in rig.env().items():
                monkeypatch.setenv(name, value)
            return rig

        yield make
