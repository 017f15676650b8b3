import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.clock import ReplayClock, SystemClock
from drivers.scanners.base import RefusalReason
from drivers.scanners.replay import ReplayScanner, ReplayScriptError
from tests.drivers.scanners.conftest import PATIENT, RecordingListener, eventually, reading

SCRIPT = '''
[[scan]]
at_s = 1
payload = "]Q30042"

[[scan]]
at_s = 12.5
payload = """BEGIN:VCARD
N:Doe;Jane
END:VCARD"""
'''


def replay_scanner(
    path: Path, listener: RecordingListener, clock: ReplayClock | SystemClock, start_s: float = 0.0
) -> ReplayScanner:
    return ReplayScanner(name="booth", listener=listener, clock=clock, path=path, start_s=start_s)


async def test_scans_meet_the_words_spoken_at_their_time_whatever_the_speed(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(SCRIPT, "utf-8")
    clock = ReplayClock()
    async with reading(replay_scanner(path, listener, clock, start_s=100.0)) as scans:
        clock.advance_to(100.99)
        await asyncio.sleep(0)
        assert scans == []
        clock.advance_to(101.02)
        await eventually(lambda: len(scans) == 1)
        clock.advance_to(200.0)
        await eventually(lambda: len(scans) == 2)
    assert [scan.time_s for scan in scans] == [101.0, 112.5]
    assert scans[1].payload == "BEGIN:VCARD\nN:Doe;Jane\nEND:VCARD"


async def test_the_iteration_ends_after_the_last_scan_so_a_demonstration_ends(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(SCRIPT.replace("12.5", "1.001").replace("at_s = 1\n", "at_s = 0\n"), "utf-8")
    clock = SystemClock()
    scanner = replay_scanner(path, listener, clock, start_s=clock.now() - 2.0)
    assert len([scan async for scan in scanner]) == 2
    assert listener.connections == 1


async def test_closing_ends_the_wait_for_a_scan_that_is_far_away(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(SCRIPT, "utf-8")
    async with reading(replay_scanner(path, listener, ReplayClock())) as scans:
        await eventually(lambda: listener.connections == 1)
    assert scans == []


async def test_a_script_can_show_what_a_refused_badge_looks_like(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(
        f'[[scan]]\nat_s = 0\npayload = ""\n[[scan]]\nat_s = 0\npayload = "{"x" * 8193}"\n', "utf-8"
    )
    assert [scan async for scan in replay_scanner(path, listener, SystemClock())] == []
    assert listener.refusals == [(RefusalReason.EMPTY, 0), (RefusalReason.TOO_LONG, 8193)]


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("[[scan]\n", "is not TOML: "),
        ("[scan]\nat_s = 0\npayload = 'x'\n", "'scan' is not a list of tables; write [[scan]]"),
        ("scan = [1]\n", "scan 1: is not a table; write [[scan]]"),
        ("[[scans]]\n", "unknown key 'scans'; a script has [[scan]] tables only"),
        ("[[scan]]\nat_s = 0\n", "scan 1: payload is missing"),
        ("[[scan]]\npayload = 'x'\n", "scan 1: at_s is missing"),
        ("[[scan]]\nat_s = 0\npayload = 'x'\nnote = 1\n", "scan 1: unknown key 'note'"),
        ("[[scan]]\nat_s = '0'\npayload = 'x'\n", "scan 1: at_s is not a number of seconds"),
        ("[[scan]]\nat_s = true\npayload = 'x'\n", "scan 1: at_s is not a number of seconds"),
        ("[[scan]]\nat_s = nan\npayload = 'x'\n", "scan 1: at_s is nan; it counts seconds"),
        ("[[scan]]\nat_s = -1\npayload = 'x'\n", "scan 1: at_s is -1; it counts seconds"),
        ("[[scan]]\nat_s = 0\npayload = 7\n", "scan 1: payload is not a string"),
        (
            "[[scan]]\nat_s = 2\npayload = 'x'\n[[scan]]\nat_s = 1\npayload = 'y'\n",
            "scan 2: at_s is 1.0, before the scan above it (2.0)",
        ),
    ],
)
def test_a_wrong_script_says_which_file_which_entry_and_what_is_wrong(
    script: str, complaint: str, tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "script.toml"
    path.write_text(script, "utf-8")
    with pytest.raises(ReplayScriptError) as error:
        replay_scanner(path, listener, ReplayClock())
    assert str(error.value).startswith(f"{path}: {complaint}")


def test_a_script_that_is_absent_or_no_text_is_named(tmp_path: Path, listener: RecordingListener) -> None:
    path = tmp_path / "script.toml"
    with pytest.raises(ReplayScriptError, match="cannot be read: No such file"):
        replay_scanner(path, listener, ReplayClock())
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ReplayScriptError, match="is not UTF-8 text at byte 0"):
        replay_scanner(path, listener, ReplayClock())


TOML_VALUES = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["at_s", "payload", "x"]), inner)
    ),
    max_leaves=6,
)


@PATIENT
@given(st.dictionaries(st.sampled_from(["scan", "x"]), TOML_VALUES))
def test_no_script_however_wrong_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("replay") / "script.toml"
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in document.items()), "utf-8")
    try:
        replay_scanner(path, RecordingListener(), ReplayClock())
    except ReplayScriptError as error:
        assert str(error).startswith(str(path))  # noqa: PT017 - a script may also be right


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(character):08X}" for character in value) + '"'
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{key} = {_toml(each)}' for key, each in value.items())}}}"
        case _:
            return str(value)
