"""What the settings and the profile of an array make of a microphone."""

from typing import Any

import pytest

from agent import devices
from agent.hearing.array.profile import ProfileError
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.settings import Settings
from drivers.clock import ReplayClock
from drivers.microphones.portaudio import PortAudioMicrophone


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a device was last opened with."""
    options: dict[str, Any] = {}

    def opened(**given: Any) -> PortAudioMicrophone:
        options.update(given)
        return PortAudioMicrophone(**given)

    monkeypatch.setattr(devices, "PortAudioMicrophone", opened)
    return options


def build(microphone: dict[str, Any], hearing: dict[str, Any]) -> None:
    settings = Settings.model_validate(
        {"microphone": {"driver": "portaudio", **microphone}, "hearing": hearing}
    )
    station = Health().station("microphone")
    devices.build_microphone(settings, station=station, metrics=Metrics(), clock=ReplayClock(), start_s=0.0)


@pytest.mark.parametrize(
    ("microphone", "hearing", "rate_hz"),
    [
        ({}, {}, 16_000),
        ({}, {"array": "respeaker-usb-v2"}, 16_000),
        ({}, {"array": "minidsp-uma-8"}, 48_000),
        ({"sample_rate_hz": 44_100}, {"array": "minidsp-uma-8"}, 44_100),
    ],
)
def test_an_array_is_opened_at_the_rate_of_its_profile_unless_the_settings_name_one(
    asked: dict[str, Any], microphone: dict[str, Any], hearing: dict[str, Any], rate_hz: int
) -> None:
    build(microphone, hearing)
    assert asked["sample_rate_hz"] == rate_hz


def test_an_array_that_tells_no_directions_is_refused_where_they_are_wanted_of_it() -> None:
    with pytest.raises(ProfileError, match="superdirective"):
        build({}, {"array": "minidsp-uma-8", "beam": "device"})
