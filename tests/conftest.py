"""What holds for all tests."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

# The first example of a test imports and compiles what it needs; that tells nothing of the strategy.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def logs_can_be_captured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep a command that a test runs in this process from deciding how later tests log.

    A logger that is cached at its first use is out of reach of `capture_logs` for good.
    """
    configure = structlog.configure

    def without_cache(**options: Any) -> None:
        configure(**options | {"cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", without_cache)
    yield
    structlog.reset_defaults()
