"""Finds, fetches and verifies speech models."""

import contextlib
import errno
import hashlib
import importlib.resources
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import faster_whisper.utils
import huggingface_hub
import huggingface_hub.errors
import platformdirs

DEMO = "demo"
_SERVICE_CACHE = Path("/var/cache/boothscribe")
_REQUIRED = ("model.bin", "config.json", "tokenizer.json")
_SHA256_HEX = 64
_CHUNK_BYTES = 1 << 20
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


class ModelReason(StrEnum):
    """What a caller can branch on."""

    UNKNOWN = "unknown"
    """No model is called this."""
    ABSENT = "absent"
    """Known, but not on this machine."""
    UNREACHABLE = "unreachable"
    """The hub did not answer."""
    UNWRITABLE = "unwritable"
    """There is no room or no permission on this machine."""
    BROKEN = "broken"
    WRONG_LANGUAGE = "wrong_language"


class ModelError(Exception):
    """A speech model cannot be used.

    Attributes:
        reason: What a caller can branch on.
    """

    def __init__(self, message: str, reason: ModelReason) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a fetched model.

    Attributes:
        intact: Whether its content has the hash that the hub gave; None where no hash is known.
    """

    path: Path
    intact: bool | None


def models_directory() -> Path:
    """Return where fetched models are kept.

    systemd's CACHE_DIRECTORY; else the service's own where this person may write to it, so that a model
    fetched by hand is found by the service; else the XDG cache directory.
    """
    from_systemd = os.environ.get("CACHE_DIRECTORY", "").split(":")[0]
    if from_systemd:
        return Path(from_systemd) / "models"
    if os.access(_SERVICE_CACHE, os.W_OK):
        return _SERVICE_CACHE / "models"
    return platformdirs.user_cache_path("boothscribe") / "models"


def known_names() -> list[str]:
    """Return the names that can be given instead of a repository or a directory."""
    return [DEMO, *sorted(faster_whisper.utils.available_models())]


def resolve(name: str, *, revision: str | None = None) -> Path:
    """Return the directory of a model that is on this machine; never goes to the network.

    Args:
        name: `demo`, a known size, a hub repository `owner/name`, or a directory.
        revision: Commit of a repository.

    Raises:
        ModelError: UNKNOWN, ABSENT, or BROKEN where a directory lacks files.
    """
    if name == DEMO:
        return Path(str(importlib.resources.files("agent.speech") / "demo_model"))
    as_path = Path(name)
    with contextlib.suppress(RuntimeError):  # nobody is called so: it does not exist, like any wrong path
        as_path = as_path.expanduser()
    if as_path.is_absolute() or name.startswith((".", "~")) or as_path.is_dir():
        return _checked(as_path)
    try:
        found = faster_whisper.utils.download_model(
            name, cache_dir=str(models_directory()), revision=revision, local_files_only=True
        )
    # Before ValueError, which it is too in some versions of the hub client.
    except huggingface_hub.errors.LocalEntryNotFoundError as error:
        raise ModelError(
            f"speech model {name!r} is not on this machine; run `boothscribe models fetch {name}` where"
            " there is network, or copy a model directory here and set speech.model to its path",
            ModelReason.ABSENT,
        ) from error
    except ValueError as error:
        raise _unknown(name) from error
    return _checked(Path(found))


def fetch(name: str, *, revision: str | None = None) -> Path:
    """Download a model with faster-whisper's own downloader; goes on where an earlier try broke off.

    Returns:
        Its directory.

    Raises:
        ModelError: UNKNOWN, UNREACHABLE, or BROKEN where files are missing afterwards.
    """
    if name == DEMO:
        return resolve(DEMO)
    try:
        found = faster_whisper.utils.download_model(
            name, cache_dir=str(models_directory()), revision=revision
        )
    except (
        huggingface_hub.errors.RepositoryNotFoundError,
        huggingface_hub.errors.RevisionNotFoundError,
    ) as error:
        raise ModelError(
            f"the model hub knows no {name!r}" + (f" at revision {revision}" if revision else ""),
            ModelReason.UNKNOWN,
        ) from error
    except (
        OSError,
        huggingface_hub.errors.LocalEntryNotFoundError,
        huggingface_hub.errors.HfHubHTTPError,
    ) as error:
        if isinstance(error, OSError) and error.errno in _DISK_ERRORS:
            raise ModelError(
                f"the model cannot be written to {models_directory()}: {error.strerror}",
                ModelReason.UNWRITABLE,
            ) from error
        raise ModelError(
            "the model hub cannot be reached; check the network or HTTPS_PROXY and run the command again"
            " (it goes on where it stopped), or copy a model directory here and set speech.model to its path",
            ModelReason.UNREACHABLE,
        ) from error
    except ValueError as error:
        raise _unknown(name) from error
    return _checked(Path(found))


def fetched() -> list[tuple[str, str, int]]:
    """Return repository, revision and size in bytes of every model fetched so far."""
    if not models_directory().is_dir():
        return []
    cache = huggingface_hub.scan_cache_dir(models_directory())
    return sorted(
        (repo.repo_id, revision.commit_hash, revision.size_on_disk)
        for repo in cache.repos
        for revision in repo.revisions
    )


def verify(directory: Path) -> Iterator[ModelFile]:
    """Hash the files of a model against the names the hub's cache keeps them under.

    The cache names a large file by its SHA-256 and a small one by its git blob hash, so a changed
    byte shows without asking anybody.
    """
    for path in sorted(directory.iterdir()):
        if not path.is_file():
            continue
        expected = path.resolve().name if path.is_symlink() else ""
        yield ModelFile(path, _matches(path, expected) if expected else None)


def _matches(path: Path, expected: str) -> bool:
    if len(expected) == _SHA256_HEX:
        digest = hashlib.sha256()
    else:
        # A git blob hash covers a header with the length (git-hash-object).
        digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest() == expected


def _checked(directory: Path) -> Path:
    missing = [name for name in _REQUIRED if not (directory / name).is_file()]
    if missing:
        raise ModelError(
            f"speech model directory {directory} "
            + (f"lacks {', '.join(missing)}" if directory.is_dir() else "does not exist")
            + "; it must be a Whisper model converted for CTranslate2",
            ModelReason.BROKEN if directory.is_dir() else ModelReason.ABSENT,
        )
    return directory


def _unknown(name: str) -> ModelError:
    return ModelError(
        f"unknown speech model {name!r}; use one of {', '.join(known_names())}, a repository owner/name,"
        " or a directory",
        ModelReason.UNKNOWN,
    )
