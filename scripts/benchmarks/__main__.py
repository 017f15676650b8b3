"""`scripts/bench NAME`: measures, prints a table, and with `--json` writes the figures."""

from pathlib import Path

import click

from scripts.benchmarks import scan as scan_benchmark
from scripts.benchmarks.report import write

json_option = click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the figures as one flat JSON object; names carry their unit.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure Boothscribe on this machine, side by side with what it is compared to."""


@main.command()
@click.option("--scans", default=200, show_default=True, help="How many badges.")
@json_option
def scan(scans: int, json_file: Path | None) -> None:
    """Time from the last character of a badge to the broker."""
    write(json_file, scan_benchmark.measure(scans))


main(prog_name="scripts/bench")
