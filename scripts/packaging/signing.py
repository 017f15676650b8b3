"""Signs the version in a package, so that boxes take it as an update."""

import os
import subprocess
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from agent.updating.bundle import write_bundle
from agent.updating.manifest import NAME, Manifest
from scripts.packaging.errors import BuildError


def new_key(file: Path, passphrase: bytes | None) -> Path:
    """Make a key; return the file with its public half.

    Raises:
        BuildError: If there is one already: boxes would no longer take what it signs.
    """
    key = Ed25519PrivateKey.generate()
    protection: KeySerializationEncryption = (
        BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BuildError(f"{file} cannot be made: {error.strerror}") from error
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secret)
    public = file.with_name(f"{file.name}.pub.pem")
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


def load_key(file: Path, passphrase: bytes | None) -> Ed25519PrivateKey:
    """Read a key that `new_key` made.

    Raises:
        BuildError: If it is none, or the passphrase is not its own.
    """
    try:
        key = load_pem_private_key(file.read_bytes(), passphrase)
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(
            f"{file} cannot be read as a key: {error}; is --passphrase-file right? scripts/build-update"
            " new-key makes one"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BuildError(f"{file} is no Ed25519 key; scripts/build-update new-key makes one")
    return key


def sign_package(package: Path, key: Ed25519PrivateKey, out: Path) -> Path:
    """Write the version in a package as a signed update into the directory `out`.

    Raises:
        BuildError: If it is no package of Boothscribe.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["dpkg-deb", "--extract", package, folder], check=False, capture_output=True, text=True
        )
        wheels = Path(folder, "usr/lib/boothscribe/wheels")
        if done.returncode or not (wheels / NAME).is_file():
            raise BuildError(f"{package} is no package of Boothscribe: {done.stderr.strip()}")
        manifest = Manifest.load((wheels / NAME).read_bytes())
        out.mkdir(parents=True, exist_ok=True)
        update = out / f"boothscribe_{manifest.version}_{manifest.architecture}.update"
        write_bundle(manifest, wheels, key, update)
    return update
