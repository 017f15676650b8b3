from pathlib import Path

import numpy as np
import pytest

from agent.hearing.array.profile import ProfileError, load_profile, profiles
from agent.listening import build_front_end
from agent.settings.model import HearingSettings
from drivers.microphones.base import FRAME_S, Frame


def test_every_profile_that_is_shipped_can_be_used() -> None:
    shipped = profiles()
    assert {"respeaker-usb-v2", "respeaker-xvf3800", "minidsp-uma-8", "minidsp-uma-16", "mono"} <= set(
        shipped
    )
    for profile in shipped.values():
        geometry = profile.positions()
        assert geometry is None or geometry.microphones == len(profile.microphones)
        profile.trained_gate()


def test_the_respeaker_has_its_microphones_where_they_were_found() -> None:
    geometry = load_profile("respeaker-usb-v2").positions()
    assert geometry is not None
    assert geometry.positions_m * 1000 == pytest.approx(
        np.array([[-32, 0, 0], [0, -32, 0], [32, 0, 0], [0, 32, 0]]), abs=1e-6
    )


def test_a_clockwise_array_is_not_mirrored(tmp_path: Path) -> None:
    text = (
        'name = "x"\nchannels = 4\nmicrophones = [0, 1, 2, 3]\n[geometry]\nshape = "circle"\nradius_mm = 30\n'
    )
    (tmp_path / "x.toml").write_text(text + "first_deg = 90\nclockwise = true\n", encoding="utf-8")
    geometry = load_profile(str(tmp_path / "x.toml")).positions()
    assert geometry is not None
    assert geometry.positions_m * 1000 == pytest.approx(
        np.array([[0, 30, 0], [30, 0, 0], [0, -30, 0], [-30, 0, 0]]), abs=1e-6
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "x"\nchannels = 2\nmicrophones = [0, 2]\n', "only 2"),
        ('name = "x"\nchannels = 4\nmicrophones = [0, 1, 1]\n', "twice"),
        (
            'name = "x"\nchannels = 1\nmicrophones = [0]\ngeometry = {shape = "line", spacing_mm = 3}\n',
            "no dir",
        ),
        ('name = "x"\nchannels = 4\nmicrophones = [0, 1]\nmicrofones = 3\n', "microfones"),
        ("name = ", "cannot be read"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong_and_where(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=expected) as error:
        load_profile(str(file))
    assert "wrong.toml" in str(error.value)


def test_an_unknown_profile_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ProfileError, match="respeaker-usb-v2"):
        load_profile("respeaker-usb-v3")


def test_the_gain_of_a_single_microphone_makes_a_soft_one_louder_and_never_louder_than_can_be(
    tmp_path: Path,
) -> None:
    file = tmp_path / "soft.toml"
    file.write_text('name = "soft"\nchannels = 1\nmicrophones = [0]\ngain_db = 40\n', encoding="utf-8")
    front_end = build_front_end(HearingSettings(array=str(file)))
    samples = np.full((320, 1), 0.001, np.float32)
    samples[0] = 0.5
    [block] = front_end.push(Frame(samples, 0.0))
    assert block.audio[1:] == pytest.approx(np.full(319, 0.1), rel=1e-4)
    assert block.audio[0] == 1.0


def test_the_gain_of_an_array_is_for_its_beams(tmp_path: Path) -> None:
    shipped = Path("config/arrays/circle-4.toml").read_text(encoding="utf-8")
    file = tmp_path / "soft.toml"
    file.write_text(shipped.replace("channels = 4", "channels = 4\ngain_db = 20"), encoding="utf-8")
    noise = np.random.default_rng(1).standard_normal((320, 4)).astype(np.float32) * 0.01
    levels = []
    for array in ("circle-4", str(file)):
        front_end = build_front_end(HearingSettings(array=array))
        blocks = [block for at in range(50) for block in front_end.push(Frame(noise, at * FRAME_S))]
        levels.append(float(np.std(np.concatenate([block.audio for block in blocks]))))
    assert levels[1] == pytest.approx(10 * levels[0], rel=1e-3)
