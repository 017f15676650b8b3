import os
import socket
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import BaseModel, SecretStr

from agent.settings import LoadedSettings, Settings, load_settings
from agent.settings.reference import MASK, render_effective, render_reference

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "settings.md"
SECRET = "hunter2-Zq9"  # noqa: S105

# Quotes, backslashes, controls, what TOML forbids and what editors take for line ends.
texts = st.text(max_size=12) | st.sampled_from(['"', "\\", "a\nb", "\r", "\x00", "\x7f", "a\x85b", "\u2028x"])
non_empty = texts.filter(lambda text: bool(text.strip()))
paths = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12).map(Path)
seconds = st.floats(min_value=5, max_value=23)
scanners = st.one_of(
    st.fixed_dictionaries({"driver": st.just("hid"), "path": paths, "keymap": st.sampled_from(["us", "de"])}),
    st.fixed_dictionaries({"driver": st.just("hid"), "device": texts}),
    st.fixed_dictionaries({"driver": st.just("hid"), "usb_id": st.just("05f9:2203")}),
    st.fixed_dictionaries({"driver": st.just("serial"), "path": paths, "baud": st.integers(300, 115_200)}),
    st.fixed_dictionaries({"driver": st.just("replay"), "file": paths}),
    st.fixed_dictionaries({"driver": st.just("stdin")}),
)
microphones = st.one_of(
    st.fixed_dictionaries(
        {"driver": st.just("portaudio"), "device": texts},
        optional={"channels": st.integers(1, 64), "sample_rate_hz": st.sampled_from([16000, 44100, 48000])},
    ),
    st.fixed_dictionaries({"driver": st.just("replay"), "file": paths, "real_time": st.booleans()}),
    st.fixed_dictionaries({"driver": st.just("none")}),
)
values = st.fixed_dictionaries(
    {
        "event": st.fixed_dictionaries({"id": non_empty}, optional={"name": non_empty}),
        "scanners": st.lists(scanners, max_size=3).map(
            lambda some: [{"name": f"scanner {number}", **one} for number, one in enumerate(some)]
        ),
        "microphone": microphones,
        "hearing": st.fixed_dictionaries(
            {"judge_threshold": st.floats(1e-9, 0.999), "maximum_utterance_s": seconds}
        ),
        "speech": st.fixed_dictionaries({"model": non_empty}, optional={"revision": non_empty}),
        "visit": st.fixed_dictionaries(
            {"delimited_fields": st.lists(st.sampled_from(["", "id", "name", "email"])).map(tuple)}
        ),
        "uplink": st.fixed_dictionaries(
            {"username": texts, "broker": st.sampled_from(["mqtt://[::1]:1883", "mqtts://b.example.com"])},
            optional={"ca_file": paths, "password": texts},
        ),
        "outbox": st.fixed_dictionaries({"path": paths}),
        "ops": st.fixed_dictionaries({"metrics": st.sampled_from(["", "[::]:9477", "0.0.0.0:1"])}),
    }
)


@hypothesis_settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(values)
@example({})
def test_what_check_prints_can_be_used_as_a_file(told: dict[str, Any]) -> None:
    settings = Settings.model_validate(told)
    shown = render_effective(LoadedSettings(settings, {}))
    tomllib.loads(shown)
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "shown.toml"
        file.write_text(shown, encoding="utf-8")
        again = load_settings(file, environment={}).settings
    if settings.uplink.password is not None:
        assert again.uplink.password == SecretStr(MASK)
        again = with_password(again, settings.uplink.password)
    assert again == settings


def test_what_check_prints_says_who_set_what_and_hides_the_password(tmp_path: Path) -> None:
    file = tmp_path / "box.toml"
    file.write_text(f"[uplink]\npassword = '{SECRET}'\n[[scanners]]\ndriver = 'stdin'\n", encoding="utf-8")
    loaded = load_settings(file, environment={"BOOTHSCRIBE_EVENT__NAME": "Fair"})
    lines = render_effective(loaded).splitlines()
    assert f'password = "{MASK}"  # {file}:2' in lines
    assert f'driver = "stdin"  # {file}:4' in lines
    assert 'name = "Fair"  # environment BOOTHSCRIBE_EVENT__NAME' in lines
    assert 'id = "unassigned"' in lines
    assert "# ca_file is not set" in lines
    assert not [line for line in lines if SECRET in line]


def test_the_reference_page_describes_the_settings_that_there_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_reference(), (
        "docs/settings.md is out of date: run scripts/generate"
    )


def test_every_setting_is_explained() -> None:
    page = render_reference()
    assert not [line for line in page.splitlines() if line.startswith("| `") and line.endswith("|  |")]
    for name, known in Settings.model_fields.items():
        assert f"## `[{name}]`" in page or f"[[{name}]]" in page
        if isinstance(known.annotation, type) and issubclass(known.annotation, BaseModel):
            for key in known.annotation.model_fields:
                assert f"| `{key}` |" in page


def test_the_reference_page_does_not_tell_where_it_was_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = {name: str(tmp_path / "zq9") for name in ("HOME", "XDG_DATA_HOME", "STATE_DIRECTORY")}
    program = (
        "import socket; socket.gethostname = lambda: 'zq9-host';"
        "from agent.settings.reference import render_reference; print(render_reference(), end='')"
    )
    for changed in ({}, elsewhere):
        made = subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            env={name: text for name, text in os.environ.items() if name not in elsewhere} | changed,
            timeout=100,
        )
        assert made.stdout == PAGE.read_text(encoding="utf-8")
        assert "zq9" not in made.stdout
    monkeypatch.setattr(socket, "gethostname", lambda: "zq9-host")
    assert "zq9" not in render_reference()


def with_password(settings: Settings, password: SecretStr) -> Settings:
    return settings.model_copy(update={"uplink": settings.uplink.model_copy(update={"password": password})})
