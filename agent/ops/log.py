"""Structured logs for journald and for people. No names, badges or words at any level."""

import logging
import os
import sys
import traceback
from typing import Literal, TextIO

import structlog


def configure_logging(
    *, level: str, format_: Literal["auto", "json", "console"], stream: TextIO | None = None
) -> None:
    """Send all logs, our own and libraries', to one stream in one format.

    Args:
        level: Lowest level that is written.
        format_: `auto` is console on a terminal, else JSON.
        stream: Default: standard error.
    """
    stream = sys.stderr if stream is None else stream
    console = format_ == "console" or (format_ == "auto" and stream.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: structlog.typing.Processor = (
        # Plain: format_exc_info has written the traceback, and a richer one would show local variables.
        structlog.dev.ConsoleRenderer(
            colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        if console
        else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # faster-whisper and the hub client log file names and audio lengths at INFO; we log our own.
    for noisy in ("faster_whisper", "huggingface_hub", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def private_stderr() -> TextIO:
    """Return a stream of our own on standard error.

    sounddevice points the process's standard error at nothing while PortAudio looks around; what is
    logged meanwhile must not go there too.
    """
    return os.fdopen(
        os.dup(sys.stderr.fileno()), "w", buffering=1, encoding="utf-8", errors="backslashreplace"
    )


def without_values(error: BaseException) -> str:
    """Return an error's type and where it came from, without its message, which may quote data."""
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(without_values(inner) for inner in error.exceptions)
    return "".join([f"{type(error).__name__}\n", *traceback.format_tb(error.__traceback__)])
