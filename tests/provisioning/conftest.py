from pathlib import Path

import pytest

from scripts.provisioning.authority import Authority


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "authority"


@pytest.fixture
def authority(folder: Path) -> Authority:
    return Authority.create(folder, name="Test boxes")
