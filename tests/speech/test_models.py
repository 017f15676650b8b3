import shutil
from pathlib import Path

import huggingface_hub.constants
import pytest

from agent.speech import models
from agent.speech.engine import Engine
from agent.speech.models import ModelError, ModelReason


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the demo model that a test may damage."""
    return Path(shutil.copytree(models.resolve("demo"), tmp_path / "model"))


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CACHE_DIRECTORY", f"{tmp_path / 'cache'}:{tmp_path / 'other'}")
    return tmp_path / "cache" / "models"


def load(directory: Path) -> Engine:
    return Engine(directory, language="en", compute_type="int8", threads=1, context_floor_s=0)


def refusal(name: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        models.resolve(name)
    return caught.value


def test_the_demo_model_is_always_there() -> None:
    assert (models.resolve("demo") / "model.bin").is_file()
    assert models.fetch("demo") == models.resolve("demo")
    load(models.resolve("demo"))


def test_a_model_directory_is_taken_as_it_is(copied: Path) -> None:
    assert models.resolve(str(copied)) == copied


def test_a_relative_directory_is_found(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied.parent)
    assert models.resolve("model").samefile(copied)
    assert models.resolve("./model").samefile(copied)


def test_a_directory_in_the_home_of_the_service_is_found(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(copied.parent))
    assert models.resolve("~/model") == copied


@pytest.mark.parametrize(
    "name", ["/nowhere/model", "./nowhere", "~/nowhere/model", "~nobody-is-called-so/model"]
)
def test_a_path_that_does_not_exist_is_named(name: str) -> None:
    error = refusal(name)
    assert error.reason is ModelReason.ABSENT
    assert "does not exist" in str(error)
    assert Path(name).name in str(error)


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_a_directory_that_lacks_a_file_says_which(copied: Path, missing: str) -> None:
    (copied / missing).unlink()
    error = refusal(str(copied))
    assert error.reason is ModelReason.BROKEN
    assert f"lacks {missing}" in str(error)


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("name", ["enormous.en", "a/b/c"])
def test_an_unknown_name_lists_the_known_ones(name: str) -> None:
    error = refusal(name)
    assert error.reason is ModelReason.UNKNOWN
    for known in ("demo", "base.en", "small.en"):
        assert known in models.known_names()
        assert known in str(error)


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("name", ["base.en", "somebody/whisper-booth"])
def test_a_model_that_was_never_fetched_says_how_to_fetch_it(name: str) -> None:
    error = refusal(name)
    assert error.reason is ModelReason.ABSENT
    assert f"boothscribe models fetch {name}" in str(error)


@pytest.mark.usefixtures("empty_cache")
def test_fetching_without_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as caught:
        models.fetch("base.en")
    assert caught.value.reason is ModelReason.UNREACHABLE


def test_models_are_kept_where_systemd_says(empty_cache: Path) -> None:
    assert models.models_directory() == empty_cache
    assert models.fetched() == []


@pytest.mark.parametrize("damage", [b"", b"not a model", None])
@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "preprocessor_config.json"])
def test_a_damaged_model_file_is_a_clear_error_and_no_crash(
    copied: Path, name: str, damage: bytes | None
) -> None:
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content[: len(content) // 2] if damage is None else damage)
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load(copied)
    assert caught.value.reason is ModelReason.BROKEN
    assert str(copied) in str(caught.value)


def test_a_model_without_its_own_front_end_settings_loads(copied: Path) -> None:
    (copied / "preprocessor_config.json").unlink()
    load(copied)


def test_a_changed_byte_in_a_fetched_model_is_found(tmp_path: Path) -> None:
    blobs, snapshot = tmp_path / "blobs", tmp_path / "snapshot"
    blobs.mkdir()
    snapshot.mkdir()
    names = {  # as `sha256sum` and `git hash-object` have them
        "model.bin": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
        "config.json": "ce013625030ba8dba906f756967f9e9ca394464a",
    }
    for name, blob in names.items():
        (blobs / blob).write_bytes(b"hello\n")
        (snapshot / name).symlink_to(blobs / blob)
    (snapshot / "notes.txt").write_text("mine")
    found = {file.path.name: file.intact for file in models.verify(snapshot)}
    assert found == {"model.bin": True, "config.json": True, "notes.txt": None}
    (blobs / names["model.bin"]).write_bytes(b"hellO\n")
    found = {file.path.name: file.intact for file in models.verify(snapshot)}
    assert found == {"model.bin": False, "config.json": True, "notes.txt": None}
