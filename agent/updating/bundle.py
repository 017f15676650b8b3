"""An update as one file: a tar archive of manifest, signature and wheels, in this order.

The order lets a box refuse before it has written anything, and lets the archive come through a pipe.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent.delivery.failpoints import reach
from agent.updating.errors import Reason, UpdateError
from agent.updating.manifest import LARGEST, NAME, Manifest, Wheel
from agent.updating.signature import sign, verify

SIGNATURE = "manifest.sig"
_CHUNK = 1 << 20


def write_bundle(manifest: Manifest, wheels: Path, key: Ed25519PrivateKey, out: Path) -> None:
    """Sign a version and write it as one file."""
    data = manifest.dump()
    with tarfile.open(out, "w") as archive:
        for name, content in ((NAME, data), (SIGNATURE, sign(data, key))):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for wheel in manifest.wheels:
            archive.add(wheels / wheel.name, wheel.name, filter=_anonymous)


class Bundle:
    """An update that is being read; its manifest is what somebody with a known key signed."""

    def __init__(self, archive: tarfile.TarFile, keys: Path) -> None:
        self._archive = archive
        signed = self._small(NAME)
        verify(signed, self._small(SIGNATURE), keys)
        self.manifest = Manifest.load(signed)

    def check(self) -> None:
        """Read all of it and write nothing.

        Raises:
            UpdateError: If a file is missing or damaged.
        """
        self.extract(self.manifest.wheels, None)

    def extract(self, wheels: tuple[Wheel, ...], into: Path | None) -> None:
        """Write some of the wheels into a directory; each is what was signed, to the byte.

        Raises:
            UpdateError: If one is missing or damaged.
            OSError: If one cannot be written.
        """
        missing = {wheel.name: wheel for wheel in wheels}
        with _readable():
            for member in self._archive:
                wheel = missing.pop(member.name, None)
                if wheel is None:
                    continue
                content = self._archive.extractfile(member) if member.isfile() else None
                if content is None or member.size != wheel.size:
                    raise UpdateError(
                        Reason.DAMAGED, f"{wheel.name} is not what was signed; fetch the update again"
                    )
                _copy(content, None if into is None else into / wheel.name, wheel)
                reach("update.extracted")
        if missing:
            raise UpdateError(Reason.DAMAGED, "the update is cut off; fetch it again")

    def _small(self, name: str) -> bytes:
        with _readable():
            member = self._archive.next()
            content = self._archive.extractfile(member) if member is not None and member.isfile() else None
            if member is None or content is None or member.name != name or member.size > LARGEST:
                raise UpdateError(
                    Reason.DAMAGED, "this is no update of Boothscribe, or the beginning of it is damaged"
                )
            return content.read()


@contextmanager
def open_bundle(file: Path, keys: Path) -> Iterator[Bundle]:
    """Open an update, and trust its manifest only if a key in the directory `keys` signed it.

    Raises:
        UpdateError: If it is no update, damaged, or not signed by one of the keys.
    """
    with _readable(), file.open("rb") as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        yield Bundle(archive, keys)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, UnicodeDecodeError) as error:
        raise UpdateError(Reason.DAMAGED, "the update is damaged or cut off; fetch it again") from error
    except FileNotFoundError as error:
        raise UpdateError(Reason.DAMAGED, f"{error.filename} is not there") from error


def _copy(content: IO[bytes], file: Path | None, wheel: Wheel) -> None:
    digest = hashlib.sha256()
    with Path(os.devnull if file is None else file).open("wb") as out:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != wheel.sha256:
        raise UpdateError(Reason.DAMAGED, f"{wheel.name} is not what was signed; fetch the update again")


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who built it and when: the same tree gives the same bytes."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = 0
    member.mode = 0o644
    return member
