"""`scripts/bench NAME`: measures, prints a table, and with `--json` writes the figures."""

from pathlib import Path
from typing import Any, Literal

import click

from agent.settings.model import SpeechSettings
from scripts.benchmarks import appliance as appliance_benchmark
from scripts.benchmarks import badges as badges_benchmark
from scripts.benchmarks import biasing as biasing_benchmark
from scripts.benchmarks import consent as consent_benchmark
from scripts.benchmarks import day as day_benchmark
from scripts.benchmarks import delivery as delivery_benchmark
from scripts.benchmarks import endurance as endurance_benchmark
from scripts.benchmarks import insight as insight_benchmark
from scripts.benchmarks import scan as scan_benchmark
from scripts.benchmarks import speech as speech_benchmark
from scripts.benchmarks import visits as visits_benchmark
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
@click.option("--minutes", default=10.0, show_default=True, help="How long to watch, idle and busy each.")
@click.option("--starts", default=5, show_default=True, help="Starts and stops.")
@json_option
def appliance(minutes: float, starts: int, json_file: Path | None) -> None:
    """Start to ready, stop in a talk, bytes written an hour when idle and at 40 conversations an hour."""
    write(json_file, appliance_benchmark.measure(minutes, starts))


@main.command()
@click.option("--payloads", default=20_000, show_default=True, help="How many codes.")
@click.option("--seed", default=1, show_default=True, help="Of the first batch.")
@json_option
def badges(payloads: int, seed: int, json_file: Path | None) -> None:
    """Fuzzed codes through the badge decoder: exceptions, and the slowest decode."""
    write(json_file, badges_benchmark.measure(payloads, seed=seed))


@main.command()
@click.option("--histories", default=1000, show_default=True, help="Random kills, cuts and repetitions.")
@click.option("--seed", default=1, show_default=True, help="Of the first history.")
@click.option("--confirms", default=2000, show_default=True, help="Leads stored one after the other.")
@click.option("--backlog", default=10_000, show_default=True, help="Leads that wait for the network.")
@click.option("--kill", default=2000, show_default=True, help="Leads confirmed before a kill -9.")
@click.option("--intake", default=5000, show_default=True, help="Leads per number of collectors.")
@json_option
def delivery(json_file: Path | None, **options: Any) -> None:
    """What is lost, how fast a scan is safe, how fast a backlog leaves; beside paho and a mosquitto bridge.

    0 leaves a part out.
    """
    write(json_file, delivery_benchmark.measure(delivery_benchmark.DeliveryOptions(**options)))


@main.command()
@click.option("--attendees", default=200_000, show_default=True, help="Length of the attendee list.")
@click.option("--accounts", default=2_000, show_default=True, help="Length of the account list.")
@click.option("--scans", default=2_000, show_default=True, help="How many look-ups of each kind.")
@json_option
def visits(attendees: int, accounts: int, scans: int, json_file: Path | None) -> None:
    """Load time, memory and look-up of a large attendee list."""
    write(json_file, visits_benchmark.measure(attendees, accounts, scans))


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
@click.option("--threads", type=int, help="[default: what decodes soonest]")
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


@main.command()
@click.option("--sentences", default=60, show_default=True, help="With a name or two in each.")
@click.option("--model", default="demo", show_default=True, help="As in `speech.model`.")
@json_option
def biasing(sentences: int, model: str, json_file: Path | None) -> None:
    """Names that the demo model never saw: recall by prompt, correction and check; names that nobody said."""
    write(json_file, biasing_benchmark.measure(sentences, model))


@main.command()
@click.option("--minutes", default=120.0, show_default=True, help="Of sound; it is played faster.")
@json_option
def soak(minutes: float, json_file: Path | None) -> None:
    """Hours of talk, pauses and noise from the gate to the words: memory, lag, loops."""
    write(json_file, endurance_benchmark.soak(minutes))


@main.command()
@click.option("--model", "shape", default="base.en", show_default=True, help="tiny.en, base.en or small.en.")
@click.option("--seconds", default=180.0, show_default=True, help="At wall-clock speed.")
@json_option
def overload(shape: str, seconds: float, json_file: Path | None) -> None:
    """One processor, kept busy by others in the middle third: what is lost, how far behind, when back."""
    write(json_file, endurance_benchmark.overload(shape, seconds))


@main.command()
@click.option("--scenes", default=4, show_default=True, help="How many booths; 0: only words and rig.")
@click.option("--first-seed", default=1006, show_default=True, help="Of the first booth.")
@click.option("--turns", default=6, show_default=True, help="How many turns in each.")
@click.option(
    "--ratio",
    "ratios_db",
    type=float,
    multiple=True,
    default=(0.0, 5.0, 10.0),
    show_default=True,
    help="Speech above the hall in dB; may be given several times.",
)
@click.option("--array", "profile", default="circle-4", show_default=True, help="Profile of the array.")
@click.option("--threshold", default=2.0, show_default=True, help="hearing.table_threshold.")
@click.option(
    "--beam",
    type=click.Choice(["superdirective", "delay_and_sum", "souden"]),
    default="superdirective",
    show_default=True,
    help="hearing.beam, for all but the comparison of beams.",
)
@click.option("--words", default=0, show_default=True, help="Booths in which words are recognised, too.")
@click.option("--model", help="With --words: a directory with a model.  [default: the demo's]")
@click.option("--rig-minutes", default=0.0, show_default=True, help="Of PulseAudio to the agent's ear.")
@click.option("--train", is_flag=True, help="Fit the gate of the array and print it for its profile.")
@json_option
def hearing(json_file: Path | None, *, train: bool, **options: Any) -> None:
    """Who is heard at a simulated booth, beside single microphones and other detectors.

    Rooms are simulated with pyroomacoustics; talkers are real where there are recordings.
    """
    try:
        from scripts.benchmarks import hearing as hearing_benchmark  # noqa: PLC0415 -- an optional extra
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing; install it with `.venv/bin/pip install -e '.[bench]'`"
        ) from error
    if train:
        from scripts.benchmarks import hearing_training  # noqa: PLC0415 -- an optional extra, too

        found = hearing_training.train(options["profile"], count=options["scenes"], turns=options["turns"])
        print(f"\n{found}")
        return
    write(json_file, hearing_benchmark.measure(hearing_benchmark.HearingOptions(**options)))


@main.command()
@click.option("--consent", type=click.Choice(["scan", "ask"]), default="scan", show_default=True)
@click.option("--conversations", type=click.IntRange(17, 500), default=50, show_default=True)
@json_option
def day(consent: Literal["scan", "ask"], conversations: int, json_file: Path | None) -> None:
    """Replay a day at the booth: every turn, the lead it belongs to, and the lead it is on."""
    found = day_benchmark.measure(consent, conversations)
    write(json_file, found)
    if found["turns_wrong"]:
        raise click.ClickException(f"{found['turns_wrong']:.0f} turns are not where they belong")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--pack",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=insight_benchmark.PACK,
    help="Event pack of the conversations.  [default: tests/data/insight/pack]",
)
@click.option("--show-errors", is_flag=True, help="Print each signal that is wrong or missed.")
@click.option(
    "--annotator",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare the signals of this file, written by hand, instead of what is found: how far people agree.",
)
@click.option(
    "--language-model", "url", metavar="URL", help="Ask a model, too: base URL of a chat completions API."
)
@click.option("--model", default="default", show_default=True, help="The model's name at that URL.")
@json_option
def insight(
    files: tuple[Path, ...],
    pack: Path,
    annotator: Path | None,
    url: str | None,
    model: str,
    json_file: Path | None,
    *,
    show_errors: bool,
) -> None:
    """Signals against a gold set: precision, recall, traps, time, memory.

    FILES are JSON lines with gold signals; without any, those of tests/data/insight are measured.
    A key for the language model's API is read from the environment variable BOOTHSCRIBE_BENCH_KEY.
    """
    chosen = files or tuple(insight_benchmark.GOLD / name for name in insight_benchmark.HALVES)
    found = insight_benchmark.measure(
        chosen,
        pack_directory=pack,
        show_errors=show_errors,
        annotator=annotator,
        language_model=None if url is None else (url, model),
    )
    write(json_file, found)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def consent(files: tuple[Path, ...], json_file: Path | None) -> None:
    """Answers about being recorded, heard by rules alone and with the trained judge beside them.

    FILES have lines "scope status | R:turn / V:turn"; without any, tests/data/insight/consents_unread.txt.
    """
    write(json_file, consent_benchmark.measure(files or (consent_benchmark.UNREAD,)))


if __name__ == "__main__":
    main(prog_name="scripts/bench")
