"""`boothscribe doctor`: one page about this box."""

import sys
from pathlib import Path

import click

from agent.doctor.examine import examine
from agent.doctor.page import as_json, as_text, exit_code
from agent.ops.log import configure_logging


@click.command()
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read this file instead of /etc/boothscribe/boothscribe.toml.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
def doctor(config: Path | None, *, json_wanted: bool) -> None:
    """Look the whole box over, and say what to do next.

    Asks the running agent; where none runs, looks by itself at devices, settings, model, clock, disk,
    certificates and broker. A part of which nothing is known is unknown, not healthy. Best run as root.
    Takes half a minute at most.

    \b
    Exit codes, as monitoring plug-ins have them:
      0 all healthy, 1 a warning, 2 something critical, 3 something unknown and nothing worse
    """  # noqa: D301 -- click wants the real control character
    configure_logging(level="critical", format_="auto")
    found = examine(config)
    click.echo(as_json(found) if json_wanted else as_text(found))
    sys.exit(exit_code(found))
