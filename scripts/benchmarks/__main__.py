"""`scripts/bench NAME`: measures, prints a table, and with `--json` writes the figures."""

from pathlib import Path
from typing import Any

import click

from agent.settings.model import SpeechSettings
from scripts.benchmarks import scan as scan_benchmark
from scripts.benchmarks import speech as speech_benchmark
from scripts.benchmarks.report import write

json_option = click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the figures as one flat JSON object; names carry their unit.",
)


def _speech_default(setting: str) -> Any:
    return SpeechSettings.model_fields[setting].default


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure Boothscribe on this machine, side by side with what it is compared to."""


@main.command()
@click.option("--scans", default=200, show_default=True, help="How many badges.")
@json_option
def scan(scans: int, json_file: Path | None) -> None:
    """Time from the last character of a badge to the broker."""
    write(json_file, scan_benchmark.measure(scans))


@main.command()
@click.option("--oracle", is_flag=True, help="Words from the reference, cost from a model of true shape.")
@click.option(
    "--model",
    help="demo, a directory, or with --oracle tiny.en, base.en, small.en.  [default: demo, base.en]",
)
@click.option(
    "--recordings",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory with read_word_times.json.  [default for --oracle: ../shared/audio]",
)
@click.option("--sentences", default=0, help="Speak this many fresh sentences instead of the demo recording.")
@click.option("--seconds", type=float, help="Play for so long, from the beginning again if need be.")
@click.option("--contestant", help="Command of another recogniser; docs/performance.md has the protocol.")
@click.option("--fast", is_flag=True, help="Skip waiting: a virtual clock that counts work at its true cost.")
@click.option("--unloaded", is_flag=True, help="With --fast: count processor time, as on an idle machine.")
@click.option("--noise-minutes", type=float, help="Of noise without words.  [default: 10, --oracle: 0]")
@click.option("--threads", default=_speech_default("threads"), show_default=True)
@click.option("--context-floor", "context_floor_s", type=float, help="Shortest context in seconds.")
@click.option("--step", "step_s", default=_speech_default("step_s"), show_default=True, help="Seconds.")
@click.option(
    "--hold-back", "hold_back_s", default=_speech_default("hold_back_s"), show_default=True, help="Seconds."
)
@click.option("--short-agreement", is_flag=True, help="LocalAgreement-2 with our short context, too.")
@click.option("--show-errors", is_flag=True, help="Print each utterance that was not understood in full.")
@json_option
def speech(json_file: Path | None, **options: Any) -> None:
    """Latency, loss, accuracy and cost of streaming speech, per policy."""
    if options["contestant"] and options["fast"]:
        raise click.UsageError("a contestant hears in real time; leave --fast out")
    if options["unloaded"] and not options["fast"]:
        raise click.UsageError("--unloaded needs --fast")
    write(json_file, speech_benchmark.measure(speech_benchmark.SpeechOptions(**options)))


if __name__ == "__main__":
    main(prog_name="scripts/bench")
