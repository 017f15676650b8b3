"""Takes secrets out of settings, and turns them into systemd credentials."""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, SecretStr

from agent.provisioning.volatile import is_volatile
from agent.settings.load import CREDENTIAL_PREFIX, ENCRYPTED_PREFIX
from agent.settings.model import Settings

_ENCRYPT_S = 30.0
_HOST_KEY = Path("/var/lib/systemd/credential.secret")
"""systemd-creds makes it where there is none, and encrypts with it, with or without a TPM."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret as it will lie on the disk.

    Attributes:
        name: The file's name, which systemd and the settings know it by.
        encrypted: Whether it goes to the encrypted store.
        outdated: Name of the same secret in the other store.
    """

    name: str
    data: bytes
    encrypted: bool
    outdated: str


def secret_keys() -> tuple[tuple[str, ...], ...]:
    """Return every setting that is a secret, as a path of keys."""
    return tuple(_secrets(Settings))


def _secrets(model: type[BaseModel], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        if SecretStr in kinds:
            yield (*at, name)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _secrets(field.annotation, (*at, name))


def take_out(values: dict[str, Any]) -> dict[tuple[str, ...], str]:
    """Remove every secret from settings as TOML gave them, and return what was removed."""
    taken: dict[tuple[str, ...], str] = {}
    for *tables, key in secret_keys():
        table: Any = values
        for name in tables:
            table = table.get(name) if isinstance(table, dict) else None
        if isinstance(table, dict) and isinstance(secret := table.pop(key, None), str):
            taken[(*tables, key)] = secret
    return taken


def credential(keys: tuple[str, ...], secret: str) -> Credential:
    """Return a secret as systemd takes it: encrypted where this machine can, else as it is."""
    plain = CREDENTIAL_PREFIX + ".".join(keys)
    sealed = ENCRYPTED_PREFIX + ".".join(keys)
    data = _encrypted(sealed, secret.encode())
    if data is None:
        return Credential(plain, secret.encode() + b"\n", encrypted=False, outdated=sealed)
    return Credential(sealed, data, encrypted=True, outdated=plain)


def _encrypted(name: str, secret: bytes) -> bytes | None:
    """Return what `systemd-creds` makes of it; None where it cannot, or could not read it again."""
    program = _program()
    if program is None or is_volatile(_HOST_KEY):
        return None  # with a key that is gone at the next start the service would not start again
    sealed = _run([program, "encrypt", f"--name={name}", "-", "-"], secret)
    if sealed is None or _run([program, "decrypt", f"--name={name}", "-", "-"], sealed) != secret:
        return None
    return sealed


@functools.cache
def _program() -> str | None:
    return shutil.which("systemd-creds")


def _run(command: list[str], given: bytes) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 -- systemd's own program with names of ours; the secret goes by pipe
            command, input=given, capture_output=True, timeout=_ENCRYPT_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None
