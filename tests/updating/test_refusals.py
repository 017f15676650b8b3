"""What a box does not take, and that it then touches nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.updating.applying import Box, check_fit, take
from agent.updating.bundle import open_bundle, write_bundle
from agent.updating.errors import Reason, UpdateError
from agent.updating.journal import Entry, Journal, State
from agent.updating.manifest import NAME, Manifest, Wheel, this_python
from agent.updating.signature import sign
from agent.updating.trial import Patience
from agent.updating.units import Unit
from agent.updating.versions import Versions
from tests.rigs.versions import make_key, make_update

HERE = Box(architecture="amd64", system=3)
SMALL = Manifest(
    version="0.2.0",
    architecture="amd64",
    outbox_schema=3,
    outbox_oldest=2,
    system=3,
    wheels=(Wheel("a-1-py3-none-any.whl", 4, hashlib.sha256(b"aaaa").hexdigest(), (this_python(),)),),
)


class NoServices:
    """A box on which nothing runs; an update that is refused must not come this far."""

    def show(self, unit: str) -> Unit:
        raise AssertionError(unit)

    def running(self) -> tuple[str, ...]:
        raise AssertionError

    def restart(self, unit: str) -> bool:
        raise AssertionError(unit)

    def begin_trial(self, *, wait: bool = True) -> bool:
        raise AssertionError(wait)


def a_box(folder: Path, version: str = "0.1.0", schema: int = 2) -> Versions:
    """A box with a version on it, as far as checks look."""
    versions = Versions(folder / "root")
    present = replace(SMALL, version=version, outbox_schema=schema, outbox_oldest=schema)
    name = versions.name_of(present)
    environment = versions.folder / name
    environment.mkdir(parents=True)
    (environment / NAME).write_bytes(present.dump())
    (environment / ".complete").touch()
    versions.set_current(name)
    versions.set_good(name)
    return versions


def everything_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.name != ".lock"}


def bundle_of(folder: Path, manifest: Manifest = SMALL) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / SMALL.wheels[0].name).write_bytes(b"aaaa")
    return make_update(folder, make_key(folder / "keys"), manifest)


def refused(file: Path, keys: Path, versions: Versions, *, again: bool = False) -> UpdateError:
    before = everything_below(versions.root)
    with pytest.raises(UpdateError) as caught:
        take(file, keys, versions, NoServices(), HERE, Patience(), lambda _: None, again=again)
    assert everything_below(versions.root) == before, "what runs, and the disk, are as they were"
    return caught.value


def test_an_update_of_a_stranger_is_refused(tmp_path: Path) -> None:
    file = bundle_of(tmp_path / "made")
    make_key(tmp_path / "keys", "ours")
    assert refused(file, tmp_path / "keys", a_box(tmp_path)).reason is Reason.SIGNATURE


def test_a_signature_made_for_something_else_does_not_count(tmp_path: Path) -> None:
    key = make_key(tmp_path / "keys")
    assert sign(SMALL.dump(), key) != key.sign(SMALL.dump())


def test_a_box_without_keys_takes_no_updates_and_says_where_they_go(tmp_path: Path) -> None:
    error = refused(bundle_of(tmp_path / "made"), tmp_path / "keys", a_box(tmp_path))
    assert error.reason is Reason.NO_KEY
    assert str(tmp_path / "keys") in str(error)


def test_a_key_can_follow_another_without_a_day_on_which_none_counts(tmp_path: Path) -> None:
    file = bundle_of(tmp_path / "made")
    make_key(tmp_path / "made" / "keys", "an-earlier-one")
    with open_bundle(file, tmp_path / "made" / "keys") as bundle:
        bundle.check()


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\0" * 4096])
def test_what_is_no_update_is_called_so(tmp_path: Path, content: bytes) -> None:
    make_key(tmp_path / "keys")
    file = tmp_path / "0.2.0.update"
    file.write_bytes(content)
    assert refused(file, tmp_path / "keys", a_box(tmp_path)).reason is Reason.DAMAGED


def test_a_file_that_is_not_there_is_called_so(tmp_path: Path) -> None:
    make_key(tmp_path / "keys")
    error = refused(tmp_path / "none.update", tmp_path / "keys", a_box(tmp_path))
    assert "none.update is not there" in str(error)


@settings(deadline=None)
@given(data=st.data())
def test_an_update_that_was_cut_off_anywhere_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    file = bundle_of(folder / "made")
    whole = file.read_bytes()
    # Two blocks of zeros end the archive, and nothing of the update is in them.
    content_end = len(whole.rstrip(b"\0"))
    file.write_bytes(whole[: data.draw(st.integers(0, content_end - 1))])
    with (
        pytest.raises(UpdateError, match=r"damaged|cut off|no update"),
        open_bundle(file, folder / "made" / "keys") as bundle,
    ):
        bundle.check()


@settings(deadline=None)
@given(data=st.data())
def test_no_changed_byte_reaches_the_box(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    made, into = folder / "made", folder / "into"
    file = bundle_of(made)
    changed = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(changed) - 1))
    changed[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(changed)
    into.mkdir()
    try:
        with open_bundle(file, made / "keys") as bundle:
            manifest = bundle.manifest
            bundle.extract(manifest.wheels, into)
    except UpdateError:
        return
    # Some bytes of an archive say nothing of its content: owner, time, padding.
    assert manifest == SMALL
    assert (into / SMALL.wheels[0].name).read_bytes() == b"aaaa"


@pytest.mark.parametrize(
    ("change", "reason", "said"),
    [
        ({"architecture": "arm64"}, Reason.ARCHITECTURE, "is for arm64, and this box is amd64"),
        ({"version": "0.0.9"}, Reason.OLDER, "this box has 0.1.0"),
        ({"version": "0.1.0rc1"}, Reason.OLDER, "this box has 0.1.0"),
        ({"system": 4}, Reason.SYSTEM, "install the .deb of version 0.2.0"),
        ({"outbox_oldest": 3}, Reason.OUTBOX, "could not be taken back"),
        ({"wheels": (replace(SMALL.wheels[0], pythons=("cp39",)),)}, Reason.PYTHON, "was built for cp39"),
    ],
)
def test_an_update_that_does_not_fit_says_why_and_what_to_do(
    tmp_path: Path, change: dict[str, Any], reason: Reason, said: str
) -> None:
    manifest = replace(SMALL, **change)
    file = bundle_of(tmp_path / "made", manifest)
    error = refused(file, tmp_path / "made" / "keys", a_box(tmp_path))
    assert error.reason is reason
    assert said in str(error)


def test_an_outbox_of_a_newer_version_is_not_given_to_one_that_cannot_read_it(tmp_path: Path) -> None:
    outbox = tmp_path / "outbox.db"
    with closing(sqlite3.connect(outbox)) as database:
        database.execute("PRAGMA user_version = 4")
    versions = a_box(tmp_path)
    with pytest.raises(UpdateError, match=r"has schema 4, and version 0\.2\.0 knows 3") as caught:
        check_fit(SMALL, replace(HERE, outbox=outbox), versions)
    assert caught.value.reason is Reason.OUTBOX
    check_fit(replace(SMALL, outbox_schema=4), replace(HERE, outbox=outbox), versions)


def test_an_outbox_that_is_damaged_or_not_there_is_no_reason_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_bytes(b"nothing of a database" * 100)
    versions = a_box(tmp_path)
    for outbox in (None, tmp_path / "none.db", tmp_path / "damaged.db"):
        check_fit(SMALL, replace(HERE, outbox=outbox), versions)


def test_the_same_update_is_not_tried_again_by_accident(tmp_path: Path) -> None:
    file, versions = bundle_of(tmp_path / "made"), a_box(tmp_path)
    name = versions.current()
    assert name is not None
    entry = Entry(State.RETURNED, versions.name_of(SMALL), name, why="it does not start")
    Journal(versions.root).write(entry)
    error = refused(file, tmp_path / "made" / "keys", versions)
    assert error.reason is Reason.FAILED_BEFORE
    assert "it does not start" in str(error)
    assert "--again" in str(error)


@pytest.mark.parametrize("state", [State.TRYING, State.RETURNING])
def test_two_updates_at_once_are_refused(tmp_path: Path, state: State) -> None:
    file, versions = bundle_of(tmp_path / "made"), a_box(tmp_path)
    name = versions.current()
    assert name is not None
    Journal(versions.root).write(Entry(state, "another", name))
    assert refused(file, tmp_path / "made" / "keys", versions).reason is Reason.BUSY
    with Journal(versions.root).locked():
        assert refused(file, tmp_path / "made" / "keys", versions).reason is Reason.BUSY


def test_an_update_needs_room_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, versions = bundle_of(tmp_path / "made"), a_box(tmp_path)
    full = (1_000_000, 999_990, 10)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": full[2]}))
    error = refused(file, tmp_path / "made" / "keys", versions)
    assert error.reason is Reason.SPACE
    assert "make room" in str(error)


def test_the_version_that_runs_already_is_no_mistake(tmp_path: Path) -> None:
    versions = a_box(tmp_path, "0.2.0", 3)
    present = versions.manifest(str(versions.current()))
    file = bundle_of(tmp_path / "made", present)
    keys = tmp_path / "made" / "keys"
    assert take(file, keys, versions, NoServices(), HERE, Patience(), lambda _: None) is None


names = st.text(st.characters(codec="utf-8"), max_size=30)


@given(version=names, wheel=names)
def test_no_name_in_a_manifest_leads_out_of_its_folder(version: str, wheel: str) -> None:
    signed = replace(SMALL, version=version, wheels=(replace(SMALL.wheels[0], name=wheel),)).dump()
    try:
        manifest = Manifest.load(signed)
    except UpdateError:
        return
    for name in (manifest.version, manifest.wheels[0].name):
        assert "/" not in name
        assert not name.startswith(".")


@pytest.mark.parametrize(
    "broken",
    [b"", b"[]", b"null", b'{"format": 1}', b'{"format": 1, "wheels": 3}', b"[" * 100_000],
)
def test_a_manifest_that_makes_no_sense_is_damage_and_no_crash(broken: bytes) -> None:
    with pytest.raises(UpdateError):
        Manifest.load(broken)


def test_a_manifest_of_the_future_says_what_to_do() -> None:
    with pytest.raises(UpdateError, match=r"install the \.deb") as caught:
        Manifest.load(SMALL.dump().replace(b'"format": 1', b'"format": 2'))
    assert caught.value.reason is Reason.SYSTEM


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert Manifest.load(SMALL.dump()) == SMALL


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"b" + data[1:], lambda _: b""])
def test_a_wheel_that_changed_on_the_disk_is_not_installed(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    bundle_of(tmp_path)
    wheel = SMALL.wheels[0]
    SMALL.check_file(wheel, tmp_path / wheel.name)
    (tmp_path / wheel.name).write_bytes(damage(b"aaaa"))
    with pytest.raises(UpdateError, match=r"missing or damaged"):
        SMALL.check_file(wheel, tmp_path / wheel.name)


def test_the_same_tree_makes_the_same_update(tmp_path: Path) -> None:
    key = make_key(tmp_path / "keys")
    bundle_of(tmp_path)
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        write_bundle(SMALL, tmp_path, key, file)
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("status", "troubled"),
    [
        ("all stations work", set()),
        ("", set()),
        ("microphone: not started yet", {"microphone"}),
        ("scanner front: no, see: udev; uplink: broker cannot be reached", {"scanner front", "uplink"}),
        ("stuck: speech, uplink", {"speech", "uplink"}),
    ],
)
def test_what_a_service_says_of_itself_is_understood(status: str, troubled: set[str]) -> None:
    assert Unit(active=True, pid=1, restarts=0, status=status).troubled == troubled


def test_the_status_line_of_the_agent_is_one_that_an_update_understands() -> None:
    from agent.ops.health import Health  # noqa: PLC0415 -- the words are its own

    health = Health()
    health.station("outbox").ok()
    health.station("front").degraded("not plugged in; waiting for it")
    health.station("uplink").failed("refused: wrong account; ask IT")
    status = health.summary()
    assert Unit(active=True, pid=1, restarts=0, status=status).troubled == {"front", "uplink"}
