"""Packages and updates, as whoever makes them sees it."""

import stat
import subprocess
from pathlib import Path

import pytest

from agent.updating.bundle import open_bundle
from agent.updating.errors import UpdateError
from scripts.packaging.errors import BuildError
from scripts.packaging.signing import load_key, new_key, sign_package
from tests.rigs.versions import TREE, make_wheels

SCRIPTS = TREE / "scripts"


def a_package(folder: Path) -> Path:
    """A package with the wheels of a small version."""
    tree = folder / "tree"
    make_wheels(tree / "usr/lib/boothscribe/wheels", "0.2.0")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        "Package: boothscribe\nVersion: 0.2.0\nArchitecture: all\n"
        "Maintainer: a <a@example.org>\nDescription: a\n",
        encoding="utf-8",
    )
    package = folder / "boothscribe.deb"
    subprocess.run(["dpkg-deb", "--build", tree, package], check=True, capture_output=True)
    return package


@pytest.mark.parametrize("passphrase", [None, b"correct horse"])
def test_a_box_takes_what_its_key_signed_and_nothing_else(tmp_path: Path, passphrase: bytes | None) -> None:
    secret = tmp_path / "update.key"
    public = new_key(secret, passphrase)
    update = sign_package(a_package(tmp_path), load_key(secret, passphrase), tmp_path / "out")
    for name in ("keys", "others"):
        (tmp_path / name).mkdir()
    public.rename(tmp_path / "keys" / public.name)
    with open_bundle(update, tmp_path / "keys") as bundle:
        assert bundle.manifest.version == "0.2.0"
        bundle.check()
    other = new_key(tmp_path / "other.key", None)
    other.rename(tmp_path / "others" / other.name)
    with pytest.raises(UpdateError, match="do not use it"), open_bundle(update, tmp_path / "others"):
        pass


def test_the_secret_half_of_a_key_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    secret = tmp_path / "update.key"
    new_key(secret, None)
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    before = secret.read_bytes()
    with pytest.raises(BuildError, match="exists"):
        new_key(secret, None)
    assert secret.read_bytes() == before


@pytest.mark.parametrize("passphrase", [None, b"wrong"])
def test_a_key_without_its_passphrase_says_what_is_missing(tmp_path: Path, passphrase: bytes | None) -> None:
    secret = tmp_path / "update.key"
    new_key(secret, b"correct horse")
    with pytest.raises(BuildError, match="--passphrase-file"):
        load_key(secret, passphrase)


def test_another_package_is_not_signed_as_ours(tmp_path: Path) -> None:
    new_key(tmp_path / "update.key", None)
    key = load_key(tmp_path / "update.key", None)
    (tmp_path / "other.deb").write_bytes(b"no package")
    with pytest.raises(BuildError, match="no package of Boothscribe"):
        sign_package(tmp_path / "other.deb", key, tmp_path)


@pytest.mark.parametrize("name", ["build-deb", "build-update", "install", "uninstall"])
def test_every_script_explains_itself(name: str) -> None:
    done = subprocess.run([SCRIPTS / name, "--help"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"scripts/{name}" in done.stdout
    assert "Exit codes" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["build-deb", "--arch", "sparc"],
        ["build-deb", "--nonsense"],
        ["build-deb", "--out"],
        ["build-update"],
        ["build-update", "--nonsense"],
        ["install", "one.deb", "two.deb"],
        ["uninstall", "--everything"],
    ],
    ids=" ".join,
)
def test_wrong_usage_changes_nothing_and_says_how(command: list[str]) -> None:
    done = subprocess.run([SCRIPTS / command[0], *command[1:]], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"scripts/{command[0]}" in done.stderr


def test_an_upgrade_enables_every_unit_that_the_package_ships_but_the_collectors() -> None:
    units = {path.name for path in (TREE / "systemd").glob("*.service")} - {"boothscribe-collector.service"}
    packaging = TREE / "packaging" / "debian"
    for script in ("postinst", "postrm"):
        text = (packaging / script).read_text(encoding="utf-8")
        assert {unit for unit in units if unit in text} == units, script
