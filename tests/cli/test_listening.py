"""The commands with which IT sets up hearing."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from agent.cli import EXIT_SETTINGS, main
from agent.hearing.array.geometry import circle
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.array.scenes import diffuse_noise, plane_wave
from tests.hearing.sounds import demo_recording

GEOMETRY = circle(4, 0.032)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    file = tmp_path / "boothscribe.toml"
    file.write_text('[hearing]\narray = "circle-4"\n', encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds from 200 degrees, five from 340, in a hall."""
    speech = demo_recording()[: 10 * SAMPLE_RATE_HZ]
    half = len(speech) // 2
    sound = np.concatenate(
        [plane_wave(GEOMETRY, speech[:half], 200.0), plane_wave(GEOMETRY, speech[half:], 340.0)]
    )
    sound += diffuse_noise(GEOMETRY, len(sound), level=0.005, seed=2)
    file = tmp_path_factory.mktemp("sound") / "talk.wav"
    soundfile.write(file, sound, SAMPLE_RATE_HZ, subtype="FLOAT")
    return file


def ask(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_aiming_prints_the_settings_for_where_people_stand(settings: Path, talk: Path) -> None:
    code, output = ask("aim", "--config", settings, "--source", talk, "--seconds", 5)
    assert code == 0, output
    [rep_deg] = re.findall(r"^rep_deg = (\d+)$", output, re.MULTILINE)
    [visitor_deg] = re.findall(r"^visitor_deg = (\d+)$", output, re.MULTILINE)
    assert abs(int(rep_deg) - 200) <= 5
    assert abs(int(visitor_deg) - 340) <= 5


def test_aiming_at_two_people_in_one_direction_is_refused(settings: Path, talk: Path) -> None:
    code, output = ask("aim", "--config", settings, "--source", talk, "--seconds", 2.4)
    assert code == 1
    assert "degrees apart" in output or "speak on" in output


def test_listening_shows_direction_and_side(settings: Path, talk: Path) -> None:
    code, output = ask("listen", "--config", settings, "--source", talk)
    assert code == 0, output
    said = [line for line in output.splitlines() if "speech" in line]
    assert any("200 deg" in line and "rep" in line for line in said)
    assert any("340 deg" in line and "visitor" in line for line in said)


def test_listening_without_an_array_shows_levels(tmp_path: Path, talk: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("", encoding="utf-8")
    code, output = ask("listen", "--config", empty, "--source", talk, "--seconds", 2)
    assert code == 0, output
    assert "dBFS" in output
    assert " - deg" in output


def test_identifying_checks_the_order_of_the_profile_and_proposes_one(settings: Path, tmp_path: Path) -> None:
    hall = diffuse_noise(GEOMETRY, 20 * SAMPLE_RATE_HZ, level=0.02, seed=4)
    file = tmp_path / "hall.wav"
    soundfile.write(file, hall[:, [1, 0, 2, 3]], SAMPLE_RATE_HZ, subtype="FLOAT")
    code, output = ask("devices", "mic", "--identify", "--config", settings, "--source", file)
    assert code == 0, output
    assert "swapped" in output
    assert 'shape = "positions"' in output


def test_nothing_is_recorded_without_consent(settings: Path, talk: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.flac"
    code, output = ask("record", file, "--config", settings, "--source", talk)
    assert code == 1
    assert "consent" in output
    assert not file.exists()


def test_nothing_is_recorded_on_a_locked_box(settings: Path, talk: Path, tmp_path: Path) -> None:
    settings.write_text("[ops]\nlocked = true\n", encoding="utf-8")
    file = tmp_path / "out.flac"
    code, output = ask("record", file, "--config", settings, "--source", talk, "--i-have-consent")
    assert code == 1
    assert "locked" in output
    assert not file.exists()


def test_with_consent_all_channels_are_recorded_for_its_owner_only(
    settings: Path, talk: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.flac"
    code, output = ask(
        "record", file, "--config", settings, "--source", talk, "--i-have-consent", "--seconds", 1
    )
    assert code == 0, output
    assert "RECORDING" in output
    assert soundfile.info(file).channels == 4
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", ["check", "listen", "record"])
def test_an_array_that_there_is_not_is_answered_with_those_that_there_are(
    tmp_path: Path, command: str
) -> None:
    file = tmp_path / "boothscribe.toml"
    file.write_text('[hearing]\narray = "respeaker-usb-v3"\n', encoding="utf-8")
    more = [tmp_path / "hall.flac", "--i-have-consent"] if command == "record" else []
    code, output = ask(command, *more, "--config", file)
    assert code == EXIT_SETTINGS, output
    assert "respeaker-usb-v2" in output
