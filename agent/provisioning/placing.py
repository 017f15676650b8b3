"""Puts a plan in place so that a power cut at any moment leaves the old settings or the new ones.

1. Everything is written to `.provision-new`, checked there, and made durable.
2. `.provision-new` is renamed to `.provision-ready`: from here on it will happen.
3. Each file is put in its place; whatever was cut off is done again at the next start.
4. `.provision-ready` is removed.
"""

import grp
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from agent.delivery.failpoints import reach
from agent.event_pack.load import load_pack
from agent.event_pack.problems import PackError
from agent.provisioning.places import FILE, PACK, Places
from agent.provisioning.plan import Plan, ProvisionError
from agent.provisioning.secrets import Credential, credential
from agent.settings.load import ENCRYPTED_PREFIX
from agent.updating.files import point, sync_directory, write_durably

_CONFIG, _PLAIN, _ENCRYPTED = "config", "credstore", "credstore.encrypted"
_OUTDATED, _DIGEST = "outdated", "digest"


def taken_before(plan: Plan, places: Places) -> bool:
    """Return whether exactly this was taken last."""
    try:
        return places.last.read_text(encoding="ascii").strip() == plan.digest
    except OSError:
        return False


def prepare(plan: Plan, places: Places, source: Path) -> tuple[str, ...]:
    """Write everything down, so that from here on it will be put in place whatever happens.

    Returns:
        What somebody should know about it.

    Raises:
        ProvisionError: If the event pack is wrong; nothing has changed then.
        OSError: If it cannot be written; nothing has changed then.
    """
    staging = places.staging
    shutil.rmtree(staging, ignore_errors=True)
    places.config.mkdir(mode=0o750, parents=True, exist_ok=True)
    staging.mkdir(mode=0o700)
    try:
        _check_pack(plan, staging, source)
        credentials = [credential(keys, secret) for keys, secret in plan.secrets.items()]
        _stage(plan, credentials, staging)
        _sync_tree(staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    reach("provision.staged")
    shutil.rmtree(places.ready, ignore_errors=True)
    staging.replace(places.ready)
    sync_directory(places.config)
    reach("provision.ready")
    plain = [one.name for one in credentials if not one.encrypted]
    if not plain:
        return ()
    why = "this machine cannot encrypt credentials (systemd-creds): they lie in"
    return (f"{why} {places.credentials}, readable by root alone: {', '.join(plain)}",)


def _check_pack(plan: Plan, staging: Path, source: Path) -> None:
    if not plan.pack:
        return
    folder = staging / PACK
    for one in plan.pack:
        file = folder / one.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.data)
    try:
        load_pack(folder)
    except PackError as error:
        lines = [str(problem).replace(str(folder), str(source / PACK)) for problem in error.problems]
        raise ProvisionError(lines) from error


def _stage(plan: Plan, credentials: list[Credential], staging: Path) -> None:
    for name in (_CONFIG, _PLAIN, _ENCRYPTED):
        (staging / name).mkdir(mode=0o700)
    for name, data in plan.files.items():
        _write(staging / _CONFIG / name, data)
    _write(staging / _CONFIG / FILE, plan.settings.encode())
    for one in credentials:
        _write(staging / (_ENCRYPTED if one.encrypted else _PLAIN) / one.name, one.data)
    _write(staging / _OUTDATED, "\n".join(one.outdated for one in credentials).encode())
    _write(staging / _DIGEST, plan.digest.encode())


def _write(file: Path, data: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)


def _sync_tree(folder: Path) -> None:
    for directory, _, names in os.walk(folder):
        for name in names:
            with (Path(directory) / name).open("rb") as file:
                os.fsync(file.fileno())
        sync_directory(Path(directory))


def put_in_place(places: Places) -> bool:
    """Put in place what was prepared; may be cut off and called again. Return whether there was something.

    Credentials first and the settings last: settings that are there find all that they name.
    """
    ready = places.ready
    if not ready.is_dir():
        return False
    group = _group(places)
    for name, store in ((_PLAIN, places.credentials), (_ENCRYPTED, places.encrypted)):
        for file in sorted((ready / name).iterdir()):
            store.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(store / file.name, file.read_bytes(), mode=0o600)
            reach("provision.credential")
    for name in (ready / _OUTDATED).read_text(encoding="ascii").split():
        store = places.encrypted if name.startswith(ENCRYPTED_PREFIX) else places.credentials
        (store / name).unlink(missing_ok=True)
    if (ready / PACK).is_dir():
        _place_pack(ready / PACK, places, group)
        reach("provision.pack")
    files = sorted((ready / _CONFIG).iterdir(), key=lambda file: (file.name == FILE, file.name))
    for file in files:
        _place(file, places.config / file.name, group)
        reach("provision.file")
    write_durably(places.last, (ready / _DIGEST).read_bytes(), mode=0o600)
    reach("provision.placed")
    # The mark goes as a whole: half of it must not be put in place again.
    shutil.rmtree(places.staging, ignore_errors=True)
    ready.replace(places.staging)
    sync_directory(places.config)
    shutil.rmtree(places.staging)
    return True


def _group(places: Places) -> int | None:
    return None if places.group is None else grp.getgrnam(places.group).gr_gid


def _place(file: Path, target: Path, group: int | None) -> None:
    """Put a file in place that is never readable for others, not for a moment."""
    passing = target.with_name(f".{target.name}.new")
    passing.unlink(missing_ok=True)
    _write(passing, file.read_bytes())
    if group is not None:
        os.chown(passing, 0, group)
    passing.chmod(0o640)
    with passing.open("rb") as stream:
        os.fsync(stream.fileno())
    passing.replace(target)
    sync_directory(target.parent)


def _place_pack(folder: Path, places: Places, group: int | None) -> None:
    """Swap the pack in one step: it is a link to a folder that is named after its content."""
    hashed = hashlib.sha256()
    for file in _files(folder):
        hashed.update(str(file.relative_to(folder)).encode() + hashlib.sha256(file.read_bytes()).digest())
    name = f".{PACK}-{hashed.hexdigest()[:16]}"
    target = places.config / name
    link = places.config / PACK
    if not (target.is_dir() and link.is_symlink() and link.readlink() == Path(name)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        for path in (target, *target.rglob("*")):
            if group is not None:
                os.chown(path, 0, group)
            path.chmod(0o750 if path.is_dir() else 0o640)
        _sync_tree(target)
        if link.is_dir() and not link.is_symlink():  # one that was put there by hand
            before = places.config / f"{PACK}.before"
            shutil.rmtree(before, ignore_errors=True)
            link.replace(before)
        point(link, name)
    for other in places.config.glob(f".{PACK}-*"):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))
