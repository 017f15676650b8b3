import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import structlog

from agent.ops.log import configure_logging


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Put logging back as it was for whoever is tested next."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    structlog.reset_defaults()
    root.handlers = handlers
    root.setLevel(level)


def look_up(key: object) -> None:
    raise KeyError(key)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(capsys)]


def test_a_log_line_can_be_filtered_by_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="json")
    structlog.get_logger("agent.part").warning("scanner is away", scanner="front", why="no permission")
    (line,) = objects(capsys)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line.pop("timestamp"))
    assert line == {
        "event": "scanner is away",
        "level": "warning",
        "logger": "agent.part",
        "scanner": "front",
        "why": "no permission",
    }


def test_what_libraries_log_comes_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="json")
    logging.getLogger("asyncio").warning("took %s s", 3)
    (line,) = objects(capsys)
    assert (line["event"], line["level"], line["logger"]) == ("took 3 s", "warning", "asyncio")
    assert line["timestamp"].endswith("Z")


def test_a_traceback_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="json")
    for log in (structlog.get_logger("ours"), logging.getLogger("theirs")):
        try:
            look_up("missing")
        except KeyError:
            log.exception("defect")
    ours, theirs = objects(capsys)
    for line in (ours, theirs):
        assert "Traceback" in line["exception"]
        assert "KeyError: 'missing'" in line["exception"]


def test_a_person_at_a_terminal_reads_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="console")
    structlog.get_logger("agent.part").info("scanner is ready", scanner="front")
    logging.getLogger("asyncio").warning("slow")
    ours, theirs = lines(capsys)
    assert "scanner is ready" in ours
    assert "scanner=front" in ours
    assert "slow" in theirs
    assert not ours.startswith("{")


def test_a_traceback_on_a_terminal_shows_code_and_no_variables(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="console")
    visitor = "ecalevoL adA"[::-1]  # written out nowhere in the code
    try:
        look_up(len(visitor))
    except KeyError:
        structlog.get_logger("ours").exception("defect")
    text = "\n".join(lines(capsys))
    assert "KeyError: 12" in text
    assert "look_up(len(visitor))" in text
    assert visitor not in text
    assert "UserWarning" not in text  # structlog's, about a set-up that does not fit together


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_the_level_counts_for_all(
    capsys: pytest.CaptureFixture[str], level: str, expected: list[str]
) -> None:
    configure_logging(level=level, format_="json")
    for log in (structlog.get_logger("ours"), logging.getLogger("theirs")):
        for name in ("debug", "info", "warning", "error"):
            getattr(log, name)("event")
    assert [line["level"] for line in objects(capsys)] == expected * 2


def test_a_pipe_gets_json_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    automatic: Literal["auto"] = "auto"
    configure_logging(level="info", format_=automatic)
    structlog.get_logger().info("event")
    assert objects(capsys)[0]["event"] == "event"


@pytest.mark.parametrize("library", ["faster_whisper", "huggingface_hub", "httpx", "httpcore"])
def test_libraries_that_log_what_is_nobodys_business_keep_quiet(
    capsys: pytest.CaptureFixture[str], library: str
) -> None:
    configure_logging(level="debug", format_="json")
    logging.getLogger(library).info("Processing audio with duration 00:12")
    logging.getLogger(f"{library}.inner").info("GET https://hub.example.com/model.bin")
    assert lines(capsys) == []


def test_setting_logs_up_twice_does_not_print_twice(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level="info", format_="json")
    configure_logging(level="info", format_="json")
    logging.getLogger("theirs").warning("event")
    assert len(objects(capsys)) == 1


def test_what_happens_while_a_library_silences_standard_error_is_logged_all_the_same() -> None:
    program = (
        "import logging, os; from agent.ops.log import configure_logging, private_stderr;"
        "configure_logging(level='info', format_='json', stream=private_stderr());"
        "os.dup2(os.open(os.devnull, os.O_WRONLY), 2);"
        "logging.getLogger('theirs').warning('größer')"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=100)
    assert json.loads(done.stderr)["event"] == "größer"
