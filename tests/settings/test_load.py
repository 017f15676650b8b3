import contextlib
import os
import string
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from agent.settings import LoadedSettings, SettingsError, load, load_settings
from agent.settings.load import Origin
from agent.settings.model import HidScannerSettings, PortAudioMicrophoneSettings, ReplayMicrophoneSettings
from agent.toml_lines import key_lines

SHIPPED = Path(__file__).parents[2] / "config" / "boothscribe.toml"
SECRET = "hunter2-Zq9"  # noqa: S105
NOBODY = 65534


@dataclass
class Box:
    """All the places where a box is told something, below one directory."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def main(self) -> Path:
        return self.root / "etc" / "boothscribe.toml"

    def drop_in(self, name: str, text: str) -> Path:
        return self.write(self.root / "etc" / "boothscribe.d" / name, text)

    def credential(self, name: str, text: str) -> None:
        directory = self.root / "credentials"
        self.environment["CREDENTIALS_DIRECTORY"] = str(directory)
        self.write(directory / name, text)

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self) -> LoadedSettings:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(load, "MAIN_FILE", self.main)
            return load_settings(environment=self.environment)

    def problems(self) -> list[str]:
        with pytest.raises(SettingsError) as caught:
            self.load()
        assert str(caught.value).splitlines() == caught.value.problems
        return caught.value.problems


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def named(name: str) -> str:
    return f'[event]\nname = "{name}"\n'


LAYERS = ["main", "first drop-in", "second drop-in", "environment", "credential"]


@hypothesis_settings(deadline=None, max_examples=30)
@given(layers=st.sets(st.sampled_from(LAYERS)))
@example(layers=set(LAYERS))
@example(layers=set())
def test_the_later_source_wins_and_says_that_it_did(layers: set[str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        box = Box(Path(directory))
        origins = {
            "main": Origin(str(box.main), 2),
            "first drop-in": Origin(str(box.main.parent / "boothscribe.d" / "10-hall.toml"), 2),
            "second drop-in": Origin(str(box.main.parent / "boothscribe.d" / "20-booth.toml"), 2),
            "environment": Origin("environment BOOTHSCRIBE_EVENT__NAME"),
            "credential": Origin("credential boothscribe.event.name"),
        }
        if "main" in layers:
            box.write(box.main, named("main"))
        if "first drop-in" in layers:
            box.drop_in("10-hall.toml", named("first drop-in"))
        if "second drop-in" in layers:
            box.drop_in("20-booth.toml", named("second drop-in"))
        if "environment" in layers:
            box.environment["BOOTHSCRIBE_EVENT__NAME"] = "environment"
        if "credential" in layers:
            box.credential("boothscribe.event.name", "credential\n")
        loaded = box.load()
        winner = next((layer for layer in reversed(LAYERS) if layer in layers), None)
        assert loaded.settings.event.name == winner
        assert loaded.origins.get(("event", "name")) == (origins[winner] if winner else None)


def test_a_box_without_any_file_runs_on_defaults(box: Box) -> None:
    loaded = box.load()
    assert loaded.settings.event.id == "unassigned"
    assert loaded.settings.scanners == ()
    assert not loaded.origins


def test_layers_add_up_table_by_table(box: Box) -> None:
    box.write(box.main, '[uplink]\nbroker = "mqtts://broker.example.com"\nkeepalive_s = 30\n')
    box.drop_in("hall.toml", "[uplink]\nkeepalive_s = 60\n")
    box.credential("boothscribe.uplink.password", f"{SECRET}\n")
    uplink = box.load().settings.uplink
    assert (uplink.broker, uplink.keepalive_s) == ("mqtts://broker.example.com", 60)
    assert uplink.password is not None
    assert uplink.password.get_secret_value() == SECRET


def test_scanners_of_a_later_file_replace_the_earlier_ones(box: Box) -> None:
    box.write(
        box.main,
        '[[scanners]]\ndriver = "hid"\nname = "a"\nusb_id = "05f9:2203"\nkeymap = "de"\n'
        '[[scanners]]\ndriver = "stdin"\nname = "b"\n',
    )
    drop_in = box.drop_in("x.toml", '\n[[scanners]]\ndriver = "hid"\ndevice = "Datalogic"\n')
    loaded = box.load()
    assert loaded.settings.scanners == (HidScannerSettings(driver="hid", device="Datalogic"),)
    assert loaded.origins["scanners", 0, "device"] == Origin(str(drop_in), 4)
    assert not [path for path in loaded.origins if path[:2] == ("scanners", 1)]


def test_another_driver_does_not_inherit_what_the_first_one_was_told(box: Box) -> None:
    box.write(box.main, '[microphone]\ndriver = "portaudio"\ndevice = "ReSpeaker"\nchannels = 6\n')
    box.drop_in("replay.toml", '[microphone]\ndriver = "replay"\nfile = "/x.wav"\n')
    assert box.load().settings.microphone == ReplayMicrophoneSettings(driver="replay", file=Path("/x.wav"))


def test_the_environment_changes_a_driver_together_with_its_settings(box: Box) -> None:
    box.write(box.main, '[microphone]\ndriver = "replay"\nfile = "/x.wav"\n')
    # CHANNELS and DEVICE sort before DRIVER.
    box.environment |= {
        "BOOTHSCRIBE_MICROPHONE__DRIVER": "portaudio",
        "BOOTHSCRIBE_MICROPHONE__DEVICE": "ReSpeaker",
        "BOOTHSCRIBE_MICROPHONE__CHANNELS": "6",
    }
    expected = PortAudioMicrophoneSettings(driver="portaudio", device="ReSpeaker", channels=6)
    assert box.load().settings.microphone == expected


@pytest.mark.parametrize("text", ["2027", "1e5", "0x10", "1_000", "true", "2027-03-01", "[a]", "=", "5 # x"])
def test_a_password_or_name_may_look_like_a_number(box: Box, text: str) -> None:
    box.environment |= {"BOOTHSCRIBE_UPLINK__PASSWORD": text, "BOOTHSCRIBE_EVENT__NAME": text}
    settings = box.load().settings
    assert settings.uplink.password is not None
    assert settings.uplink.password.get_secret_value() == text
    assert settings.event.name == text


def test_the_environment_can_set_every_kind_of_value(box: Box) -> None:
    box.environment |= {
        "BOOTHSCRIBE_HEARING__HANG_OVER_S": "0.7",
        "BOOTHSCRIBE_SPEECH__THREADS": "3",
        "BOOTHSCRIBE_SPEECH__MODEL": "/models/own",
        "BOOTHSCRIBE_EVENT__NAME": '"quoted: #1"',
        "BOOTHSCRIBE_MICROPHONE": '{driver = "replay", file = "/x.wav", real_time = false}',
        "BOOTHSCRIBE_VISIT__DELIMITED_FIELDS": '["name", "", "email"]',
        "BOOTHSCRIBE_SCANNERS": '[{driver = "stdin", name = "door"}]',
    }
    settings = box.load().settings
    assert settings.hearing.hang_over_s == 0.7
    assert settings.speech.threads == 3
    assert settings.speech.model == "/models/own"
    assert settings.event.name == "quoted: #1"
    assert settings.microphone == ReplayMicrophoneSettings(
        driver="replay", file=Path("/x.wav"), real_time=False
    )
    assert settings.visit.delimited_fields == ("name", "", "email")
    assert [scanner.name for scanner in settings.scanners] == ["door"]


def test_the_collectors_variables_are_no_settings_of_the_box(box: Box) -> None:
    box.environment |= {"BOOTHSCRIBE_COLLECTOR_BROKER": "mqtt://x", "BOOTHSCRIBE_COLLECTOR_NAME": "hall-1"}
    assert not box.load().origins


def test_drop_ins_beside_a_given_file_count_and_the_systems_files_do_not(box: Box, tmp_path: Path) -> None:
    box.write(box.main, named("system"))
    own = box.write(tmp_path / "own" / "mine.toml", '[event]\nid = "mine"\n')
    box.write(tmp_path / "own" / "boothscribe.d" / "a.toml", named("drop-in"))
    box.write(tmp_path / "own" / "boothscribe.d" / "a.toml.bak", "not TOML")
    event = load_settings(own, environment={}).settings.event
    assert (event.id, event.name) == ("mine", "drop-in")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[uplink]\nbrokr = "x"', "2: uplink.brokr: unknown setting; did you mean `broker`?"),
        ("\n[uplimk]\n", "2: uplimk: unknown setting; did you mean `uplink`?"),
        (
            "[[scanners]]\ndriver = 'stdin'\n[[scanners]]\ndriver = 'serial'\nname='b'\npath='/x'\nbaut = 1",
            "7: scanners[1].baut: unknown setting; did you mean `baud`?",
        ),
        (
            '[microphone]\ndriver = "none"\nxyz = 1',
            "3: microphone.xyz: unknown setting; known here: driver",
        ),
        ('[event]\nid = ""', "2: event.id: string should have at least 1 character"),
        ("[speech]\nthreads = 0", "2: speech.threads: input should be greater than or equal to 1"),
        ("device = { name = 'a/b' }", "1: device.name: device name 'a/b' cannot be part of a topic"),
        ("[[scanners]]\nname = 'x'", "1: scanners[0].driver: is required; `boothscribe devices` prints"),
        ("[[scanners]]\ndriver = 'usb'", "1: scanners[0].driver: must be one of 'hid', 'serial'"),
        ("[microphone]\ndriver = 'alsa'", "1: microphone.driver: must be one of 'portaudio', 'replay'"),
        ("[[scanners]]\ndriver = 'serial'", "1: scanners[0].path: is required; add it"),
        ("[[scanners]]\ndriver = 'hid'", "1: scanners[0]: set one of `path`, `device` and `usb_id`"),
        (
            "[[scanners]]\ndriver = 'hid'\ndevice = 'x'\npath = '/dev/x'",
            "1: scanners[0]: set one of `path`, `device` and `usb_id`",
        ),
        (
            "[[scanners]]\ndriver = 'stdin'\n[[scanners]]\ndriver = 'stdin'",
            "1: scanners: give every [[scanners]] table a `name` of its own",
        ),
        ("[visit]\ndelimited_fields = [\n'id',\n'shoe',\n]", "2: visit.delimited_fields[1]: input should be"),
        ("[uplink]\nbroker = 'broker.example.com'", "2: uplink.broker: write it as mqtts://host:8883"),
        ("[uplink]\nbroker = 'http://x'", "2: uplink.broker: write it as mqtts://host:8883"),
        ("[uplink]\nbroker = 'mqtt://x:99999'", "2: uplink.broker: port out of range"),
        ("[uplink]\nbroker = 'mqtt://x/tenant'", "2: uplink.broker: write it as mqtts://host:8883"),
        ("[ops]\nmetrics = '9477'", "2: ops.metrics: write it as address:port"),
        ("[ops]\nmetrics = '127.0.0.1:99999'", "2: ops.metrics: write it as address:port"),
        ("uplink = 3", "1: uplink: must be a table"),
        ("[event]\nid = 'x'\nname 'y'", " is not valid TOML: Expected '=' after a key"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_to_do(box: Box, text: str, problem: str) -> None:
    box.write(box.main, text)
    (found,) = box.problems()
    assert found.startswith(f"{box.main}:{problem}")


def test_a_syntax_error_tells_its_line(box: Box) -> None:
    box.write(box.main, "[event]\nid = 'x'\nname 'y'\n")
    assert "line 3" in box.problems()[0]


def test_a_mistake_in_a_variable_or_credential_is_named_like_one_in_a_file(box: Box) -> None:
    box.environment["BOOTHSCRIBE_SPEECH__THREADS"] = "many"
    box.credential("boothscribe.uplink.pasword", SECRET)
    threads, password = box.problems()
    assert threads == "environment BOOTHSCRIBE_SPEECH__THREADS: speech.threads: must be a whole number"
    assert password.startswith("credential boothscribe.uplink.pasword: uplink.pasword: unknown setting; did ")


def test_all_mistakes_are_named_at_once(box: Box) -> None:
    box.write(box.main, "[event]\nid = ''\n[speech]\nthreads = 0\nmodle = 'x'\n")
    broken = box.drop_in("a.toml", "=")
    box.drop_in("b.toml", "[hearing]\nchannel = -1\n")
    latin = box.drop_in("c.toml", "")
    latin.write_bytes("# Größe".encode("latin-1"))
    box.environment["BOOTHSCRIBE_NONSENSE"] = "1"
    problems = box.problems()
    assert len(problems) == 7
    for part in ("event.id", "speech.threads", "speech.modle", str(broken), "hearing.channel", "NONSENSE"):
        assert any(part in problem for problem in problems), part
    assert f"{latin}: is not UTF-8 text (byte 4); save it as UTF-8" in problems


def test_a_file_from_a_windows_editor_is_read(box: Box) -> None:
    box.write(box.main, "")
    box.main.write_bytes(b'\xef\xbb\xbf[event]\r\nname = "Fair"\r\nidd = "x"\r\n')
    assert box.problems()[0].startswith(f"{box.main}:3: event.idd")
    box.main.write_bytes(b'\xef\xbb\xbf[event]\r\nname = "Fair"\r\n')
    assert box.load().settings.event.name == "Fair"


def test_a_given_file_that_is_missing_is_no_reason_to_run_on_defaults(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: cannot be read: No such file"):
        load_settings(tmp_path / "nowhere.toml", environment={})


def test_a_link_to_nowhere_is_told(box: Box) -> None:
    box.main.parent.mkdir()
    box.main.symlink_to("moved-away.toml")
    assert box.problems() == [f"{box.main}: cannot be read: No such file or directory"]


@pytest.fixture
def open_box() -> Iterator[Box]:
    """A box whose directories everybody may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        root.chmod(0o755)
        yield Box(root)


@contextlib.contextmanager
def ordinary_rights() -> Iterator[None]:
    """Root may read everything; a person at the box may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_without_permission_is_told_not_ignored(open_box: Box) -> None:
    open_box.write(open_box.main, named("secret fair")).chmod(0)
    with ordinary_rights():
        assert open_box.problems() == [f"{open_box.main}: cannot be read: Permission denied"]


def test_a_directory_without_permission_is_told_not_ignored(open_box: Box) -> None:
    open_box.write(open_box.main, named("fair"))
    drop_ins = open_box.drop_in("a.toml", named("drop-in")).parent
    drop_ins.chmod(0)
    try:
        with ordinary_rights():
            assert open_box.problems() == [f"{drop_ins}: cannot be read: Permission denied"]
        open_box.main.parent.chmod(0)
        with ordinary_rights():
            assert f"{open_box.main}: cannot be read: Permission denied" in open_box.problems()
    finally:
        open_box.main.parent.chmod(0o755)
        drop_ins.chmod(0o755)


def test_a_credential_that_is_no_text_is_told(box: Box) -> None:
    box.credential("boothscribe.uplink.password", "")
    (box.root / "credentials" / "boothscribe.uplink.password").write_bytes(b"\xff\xfe")
    assert box.problems() == ["credential boothscribe.uplink.password: cannot be read as UTF-8 text"]


def test_credentials_of_other_services_are_left_alone(box: Box) -> None:
    box.credential("mosquitto.password", SECRET)
    assert not box.load().origins


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        pytest.param(f"[uplink]\npassword = ['{SECRET}']", {}, id="list"),
        pytest.param(f"[uplink.password]\nvalue = '{SECRET}'", {}, id="table"),
        pytest.param(f"[uplink]\npassword = '{SECRET}", {}, id="quote not closed"),
        pytest.param(f"[uplink]\npassword = {SECRET}", {}, id="no quotes"),
        pytest.param(f"[uplink]\npasword = '{SECRET}'", {}, id="misspelt"),
        pytest.param(f"[uplimk]\npassword = '{SECRET}'", {}, id="misspelt table"),
        pytest.param(f"[uplink]\nbroker = 'mqtt://u:{SECRET}@host'", {}, id="in the URL"),
        pytest.param(f"[uplink]\nbroker = 'mqtt://u:{SECRET}/x@host'", {}, id="in the URL, with a slash"),
        pytest.param(f"[uplink]\nbroker = 'mqtt://u:1/{SECRET}@host'", {}, id="like a port"),
        pytest.param("", {"BOOTHSCRIBE_UPLINK__PASSWORT": SECRET}, id="misspelt variable"),
        pytest.param("", {"BOOTHSCRIBE_UPLINK": SECRET}, id="variable for the table"),
        pytest.param("[event]\nid = ''", {"BOOTHSCRIBE_UPLINK__PASSWORD": SECRET}, id="other mistake"),
    ],
)
def test_no_error_shows_a_password(box: Box, text: str, environment: Mapping[str, str]) -> None:
    box.write(box.main, text)
    box.environment |= environment
    with pytest.raises(SettingsError) as caught:
        box.load()
    seen = [str(caught.value), repr(caught.value), *caught.value.problems]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert not [text for text in seen if SECRET in text]


def test_settings_that_end_up_in_a_log_show_no_password(box: Box) -> None:
    box.credential("boothscribe.uplink.password", SECRET)
    loaded = box.load()
    assert loaded.settings.uplink.password is not None
    for shown in (str(loaded), repr(loaded), str(loaded.settings), repr(loaded.settings.uplink)):
        assert SECRET not in shown
    assert SECRET not in loaded.settings.model_dump_json()


def test_the_example_that_we_ship_can_be_used_as_it_is() -> None:
    loaded = load_settings(SHIPPED, environment={})
    assert loaded.settings.device.name == "booth-1"
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    for path, origin in loaded.origins.items():
        assert origin.line is not None
        assert str(next(part for part in reversed(path) if isinstance(part, str))) in lines[origin.line - 1]


KEY = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=6)
COMMENT = st.sampled_from(["", "  # plain", "  # [table] key = 1", "  # next line\u2028x\u0085y"])
VALUE = st.sampled_from(
    [
        "1",
        '"[not] = a table"',
        "'a # b = c'",
        '"line\u2028separator"',
        '"next\u0085line"',
        "[1, 2]",
        "[\n  1,\n\n  'x',\n]",
        "{ inner = 1 }",
        "2027-03-01",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[tuple[str | int, ...], int]]:
    """TOML text, and the line of each of its keys."""
    lines: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}

    def add(text: str) -> int:
        number = len(lines) + 1
        lines.extend((text + draw(COMMENT)).split("\n"))
        return number

    def fill(table: tuple[str | int, ...]) -> None:
        for key in draw(st.lists(KEY, max_size=3, unique=True)):
            quoted, equals = (
                draw(st.sampled_from(["{}", '"{}"', "'{}'"])),
                draw(st.sampled_from([" = ", "="])),
            )
            indent = draw(st.sampled_from(["", "  ", "\t"]))
            expected[*table, f"k{key}"] = add(indent + quoted.format(f"k{key}") + equals + draw(VALUE))
            if draw(st.booleans()):
                add("")

    fill(())
    for name in draw(st.lists(KEY, max_size=3, unique=True)):
        # Prefixes keep keys, tables and arrays apart, which TOML demands.
        match draw(st.sampled_from(["table", "nested", "array"])):
            case "table":
                table: tuple[str | int, ...] = (f"t{name}",)
                expected[table] = add(draw(st.sampled_from(["[t{}]", "  [ t{} ]"])).format(name))
                fill(table)
            case "nested":
                table = (f"n{name}", "sub")
                expected[table] = add(draw(st.sampled_from(["[n{}.sub]", "[ n{} . sub ]"])).format(name))
                fill(table)
            case _:
                for index in range(draw(st.integers(1, 3))):
                    number = add(f"[[a{name}]]")
                    expected.setdefault((f"a{name}",), number)
                    expected[f"a{name}", index] = number
                    fill((f"a{name}", index))
    return "\n".join(lines) + "\n", expected


@hypothesis_settings(deadline=None)
@given(documents())
def test_a_person_is_sent_to_the_line_that_is_wrong(
    document: tuple[str, dict[tuple[str | int, ...], int]],
) -> None:
    text, expected = document
    tomllib.loads(text)
    found = key_lines(text)
    assert {path: found.get(path) for path in expected} == expected


def test_a_credential_counts_also_where_it_lay_encrypted_and_a_plain_one_put_beside_it_wins(box: Box) -> None:
    box.credential("boothscribe.encrypted.uplink.password", "from the encrypted store\n")
    password = box.load().settings.uplink.password
    assert password is not None
    assert password.get_secret_value() == "from the encrypted store"
    box.credential("boothscribe.uplink.password", "put there later by hand\n")
    password = box.load().settings.uplink.password
    assert password is not None
    assert password.get_secret_value() == "put there later by hand"


def test_a_text_is_checked_as_the_main_file_under_the_drop_ins_that_will_lie_over_it(tmp_path: Path) -> None:
    (tmp_path / "hall.toml").write_text('[uplink]\nbroker = "mqtts://hall.example"\n', encoding="utf-8")
    loaded = load.check_text('[event]\nid = "expo"\n', source="boot", drop_ins=tmp_path)
    assert loaded.settings.event.id == "expo"
    assert loaded.settings.uplink.broker == "mqtts://hall.example"
    wrong = f'[uplink]\npasword = "{SECRET}"\nkeepalive_s = "x"\n'
    with pytest.raises(SettingsError) as caught:
        load.check_text(wrong, source="boot", drop_ins=tmp_path)
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["3", "2"]
    assert SECRET not in str(caught.value)
    with pytest.raises(SettingsError, match="nested too deeply"):
        load.check_text("a = " + "[" * 100_000, source="boot", drop_ins=tmp_path)
