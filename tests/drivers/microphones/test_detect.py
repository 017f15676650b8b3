import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from drivers.microphones.base import MicrophoneError, MicrophoneProblem
from drivers.microphones.detect import detect_microphones
from drivers.microphones.sound_system import InputDevice, choose_device
from tests.drivers.microphones.conftest import RigFactory

ROOT = Path(__file__).parents[3]

RESPEAKER = InputDevice(0, "ReSpeaker 4 Mic Array (UAC1.0): USB Audio (hw:2,0)", "ALSA", 6, 16_000)
TWIN = InputDevice(1, "ReSpeaker 4 Mic Array (UAC1.0): USB Audio (hw:3,0)", "ALSA", 6, 16_000)
WEBCAM = InputDevice(2, "Webcam", "ALSA", 2, 48_000, is_default=True)
WEBCAM_PRO = InputDevice(3, "Webcam Pro", "ALSA", 2, 48_000)


@pytest.mark.parametrize(
    ("wanted", "device"),
    [
        ("respeaker", RESPEAKER),
        ("4 MIC", RESPEAKER),
        ("webcam", WEBCAM),
        ("webcam pro", WEBCAM_PRO),
        ("", WEBCAM),
    ],
)
def test_part_of_a_name_is_enough_to_name_a_microphone(wanted: str, device: InputDevice) -> None:
    assert choose_device([RESPEAKER, WEBCAM, WEBCAM_PRO], wanted) == device


def test_a_name_that_fits_two_microphones_says_which_they_are() -> None:
    with pytest.raises(MicrophoneError, match=r"hw:2,0.*hw:3,0") as caught:
        choose_device([RESPEAKER, TWIN], "respeaker")
    assert caught.value.problem is MicrophoneProblem.AMBIGUOUS


def test_a_misspelt_name_says_what_is_there() -> None:
    with pytest.raises(MicrophoneError, match=r'"respaeker".*Webcam" \(2 channels\)') as caught:
        choose_device([WEBCAM], "respaeker")
    assert caught.value.problem is MicrophoneProblem.ABSENT


@pytest.mark.parametrize("wanted", ["", "respeaker"])
def test_a_machine_without_microphones_says_to_plug_one_in(wanted: str) -> None:
    with pytest.raises(MicrophoneError, match="plug"):
        choose_device([], wanted)


def test_a_plugged_microphone_is_listed_with_the_lines_that_choose_it(pulse: RigFactory) -> None:
    pulse(device="boothmic")
    found = [microphone for microphone in detect_microphones().microphones if microphone.name == "boothmic"]
    assert len(found) == 1
    assert found[0].host_api == "ALSA"
    assert tomllib.loads(found[0].setting) == {"microphone": {"driver": "portaudio", "device": "boothmic"}}


def test_a_microphone_plugged_in_later_is_listed_without_a_restart(pulse: RigFactory) -> None:
    rig = pulse(device="boothmic", plugged=False)
    before = detect_microphones()
    assert "boothmic" not in {microphone.name for microphone in before.microphones}
    assert before.microphones or "plug" in before.reason
    rig.plug()
    after = detect_microphones()
    assert "boothmic" in {microphone.name for microphone in after.microphones}
    assert after.reason == ""


def test_the_suggested_lines_survive_a_card_that_gets_another_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.microphones.detect.SOUND_SYSTEM.input_devices", lambda: [RESPEAKER, WEBCAM])
    settings = [tomllib.loads(microphone.setting) for microphone in detect_microphones().microphones]
    assert settings[0]["microphone"]["device"] == "ReSpeaker 4 Mic Array (UAC1.0): USB Audio"
    monkeypatch.setattr("drivers.microphones.detect.SOUND_SYSTEM.input_devices", lambda: [RESPEAKER, TWIN])
    settings = [tomllib.loads(microphone.setting) for microphone in detect_microphones().microphones]
    assert settings[1]["microphone"]["device"] == TWIN.name


def test_looking_for_microphones_leaves_the_log_clean(pulse: RigFactory) -> None:
    rig = pulse()
    done = _python(
        "from drivers.microphones.detect import detect_microphones; detect_microphones()", rig.env()
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_machine_without_portaudio_is_told_what_to_install() -> None:
    done = _python(
        "import ctypes.util; ctypes.util.find_library = lambda name: None\n"
        "from drivers.microphones.detect import detect_microphones; print(detect_microphones())",
        {},
    )
    assert done.returncode == 0, done.stderr
    assert "apt install libportaudio2" in done.stdout


def _python(code: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **env},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
