"""`boothscribe support`: what helps to find a fault, with nothing personal in it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from agent.doctor.examine import examine
from agent.ops.log import configure_logging
from agent.support.bundle import gather, write_bundle


@click.command()
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read this file instead of /etc/boothscribe/boothscribe.toml.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write this file.  [default: boothscribe-support-TIME.tar.gz here]",
)
def support(config: Path | None, out: Path | None) -> None:
    """Write a bundle for whoever looks for a fault: findings, numbers, log, nothing personal.

    Taken by allow-list; names, badges, words, addresses, host names, paths, networks and keys are not on it.
    Best run as root, or the log is missing. README.txt in it says what each file is.
    """
    configure_logging(level="critical", format_="auto")
    path = out or Path(f"boothscribe-support-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz")
    files = gather(examine(config))
    try:
        write_bundle(path, files)
    except OSError as error:
        click.secho(f"{path}: cannot be written: {error.strerror}", fg="red", err=True)
        sys.exit(1)
    click.echo(path)
    for name, text in files.items():
        click.echo(f"  {name:14} {len(text.encode()):8} bytes", err=True)
