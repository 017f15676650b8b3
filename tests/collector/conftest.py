from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import structlog

from collector.store import Store
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.postgresql import Postgresql, postgresql_missing


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """Everything that is logged, at every level."""
    structlog.reset_defaults()  # an earlier test may have run the command, which filters by level
    with structlog.testing.capture_logs() as captured:
        yield captured
    structlog.reset_defaults()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "leads.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store.open(database) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    missing = postgresql_missing()
    if missing:
        pytest.skip(missing)
    with Postgresql() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, database: Path) -> Path | str:
    """A new database of each kind."""
    if request.param == "sqlite":
        return database
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def any_store(where: Path | str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    missing = mosquitto_missing()
    if missing:
        pytest.skip(missing)
    directory = tmp_path / "broker"
    directory.mkdir()
    with Mosquitto(directory, persistence=True) as started:
        yield started
