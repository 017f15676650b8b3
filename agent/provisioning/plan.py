"""Checks everything that lies beside each other, before anything is touched."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from agent.delivery.sealing import Envelope, KeyRing, SealError
from agent.provisioning.places import AUTHORITY, CERTIFICATE, COMPANIONS, FILE, KEY, PACK, Places
from agent.provisioning.reading import Found, UnfitError, exists, read, read_pack
from agent.provisioning.secrets import take_out
from agent.settings import Settings, SettingsError
from agent.settings.load import check_text

_HEADER = "# Taken over by boothscribe-provision from {source}. Secrets are systemd credentials.\n\n"


class ProvisionError(Exception):
    """What was found is not taken.

    Attributes:
        problems: All of them, one line each; none quotes a value.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be put in place.

    Attributes:
        settings: The main file, without secrets.
        secrets: By their keys.
        files: Certificates and key, by name.
        pack: Files of the event pack; empty where none came.
        digest: Tells whether the same was taken before.
        warnings: What somebody should know of it.
    """

    settings: str
    secrets: Mapping[tuple[str, ...], str] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    pack: tuple[Found, ...] = field(repr=False)
    digest: str
    warnings: tuple[str, ...]


def plan(folder: Path, places: Places) -> Plan:
    """Read and check `boothscribe.toml` in `folder` and what lies beside it.

    Raises:
        ProvisionError: With every problem at once.
    """
    problems: list[str] = []
    files = dict(_companions(folder, problems))
    pack = _pack(folder, problems)
    source = folder / FILE
    try:
        raw = read(source)
        text = raw.decode("utf-8-sig")
    except UnfitError as error:
        raise ProvisionError([str(error), *problems]) from error
    except UnicodeDecodeError as error:
        problems.insert(0, f"{source}: is not UTF-8 text (byte {error.start}); save it as UTF-8")
        raise ProvisionError(problems) from error
    try:
        settings = check_text(text, source=str(source), drop_ins=places.config / "boothscribe.d").settings
    except SettingsError as error:
        problems = [*error.problems, *problems]
    else:
        problems += _missing(settings, places, files, pack)
        problems += _identity(folder, files)
        problems += _keys(settings, source)
        warnings = tuple(_names(settings, folder, files))
    if problems:
        raise ProvisionError(problems)
    values = tomllib.loads(text)
    secrets = take_out(values)
    digest = hashlib.sha256(raw)
    for name in sorted(files):
        digest.update(name.encode() + hashlib.sha256(files[name]).digest())
    for one in pack:
        digest.update(str(one.name).encode() + hashlib.sha256(one.data).digest())
    written = _HEADER.format(source=source) + tomli_w.dumps(values)
    return Plan(written, secrets, files, pack, digest.hexdigest(), warnings)


def _companions(folder: Path, problems: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in COMPANIONS:
        if exists(folder / name):
            try:
                yield name, read(folder / name)
            except UnfitError as error:
                problems.append(str(error))


def _pack(folder: Path, problems: list[str]) -> tuple[Found, ...]:
    if not exists(folder / PACK):
        return ()
    try:
        found = tuple(read_pack(folder / PACK))
    except UnfitError as error:
        problems.append(str(error))
        return ()
    if not any(one.name == Path("event.toml") for one in found):
        return ()  # somebody else's folder of that name
    return found


def _missing(
    settings: Settings, places: Places, files: Mapping[str, bytes], pack: tuple[Found, ...]
) -> Iterator[str]:
    """Yield files of the settings that are neither on the box nor come with them."""
    uplink = settings.uplink
    wanted = {
        "uplink.ca_file": uplink.ca_file,
        "uplink.certificate_file": uplink.certificate_file,
        "uplink.key_file": uplink.key_file,
        "outbox.key_file": settings.outbox.key_file,
    }
    for key, path in wanted.items():
        if path is None or path.is_file() or (path.parent == places.config and path.name in files):
            continue
        beside = f" and no {path.name} lies beside the file" if path.parent == places.config else ""
        yield f"{key}: {path} is not on this box{beside}"
    directory = settings.event.pack
    if directory is not None and not directory.is_dir() and not (directory == places.config / PACK and pack):
        yield f"event.pack: {directory} is not on this box and no folder `{PACK}` lies beside the file"


def _identity(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with the certificates that came."""
    if AUTHORITY in files:
        try:
            x509.load_pem_x509_certificates(files[AUTHORITY])
        except ValueError:
            yield f"{folder / AUTHORITY}: holds no certificate (PEM)"
    if (CERTIFICATE in files) != (KEY in files):
        yield f"{folder}: {CERTIFICATE} and {KEY} come together, or not at all"
        return
    if CERTIFICATE not in files:
        return
    try:
        certificate = x509.load_pem_x509_certificate(files[CERTIFICATE])
        key = serialization.load_pem_private_key(files[KEY], None)
    except (TypeError, ValueError):
        yield f"{folder}: {CERTIFICATE} or {KEY} is no PEM file, or the key has a passphrase"
        return
    if certificate.public_key() != key.public_key():
        yield f"{folder / KEY}: belongs to another certificate than {CERTIFICATE}"


def _names(settings: Settings, folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield that the certificate is of another box: brokers that go by it let this one do nothing."""
    if CERTIFICATE not in files:
        return
    try:
        subject = x509.load_pem_x509_certificate(files[CERTIFICATE]).subject
    except ValueError:
        return
    names = [name.value for name in subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    if names != [settings.device.name]:
        yield f"{folder / CERTIFICATE}: was made for another box than device.name"


def _keys(settings: Settings, source: Path) -> Iterator[str]:
    """Yield keys that the agent could not use."""
    if settings.outbox.key is not None:
        try:
            KeyRing.parse(settings.outbox.key.get_secret_value())
        except SealError as error:
            yield f"{source}: outbox.key: {error}"
    if settings.uplink.seal_to is not None:
        try:
            Envelope.parse(settings.uplink.seal_to)
        except SealError as error:
            yield f"{source}: uplink.seal_to: {error}"
