"""The command line of `scripts/train-insight-judge`."""

from pathlib import Path

import click

from agent.insight.judge.judge import WEIGHTS
from agent.insight.judge.model import save
from scripts.insight_judge.examples import examples
from scripts.insight_judge.measure import measure
from scripts.insight_judge.training import train

REPOSITORY = Path(__file__).resolve().parents[2]
TEXTS = Path(__file__).parent / "text"
GOLD = REPOSITORY / "tests" / "data" / "insight"
EXCHANGES = GOLD / "exchanges.jsonl"
"""A few turns each, with gold."""

EPILOG = """
\b
Examples
  The shipped weights, made anew from the shipped text:
    scripts/train-insight-judge
  What the judge is worth on authors it has not read, and the rules without it:
    nice scripts/train-insight-judge --measure

\b
Exit codes
  0  done
  2  wrong usage, or a mark in the training text that cannot be read; its line is named
  3  a Python package is missing
"""


@click.command(context_settings={"max_content_width": 100}, epilog=EPILOG)
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    default=sorted(GOLD.glob("development*.jsonl")),
    help="Conversations with their signals; again for more files. Never the unseen half: it would measure"
    " nothing any more.  [default: tests/data/insight/development*.jsonl]",
)
@click.option(
    "--measure",
    "measuring",
    is_flag=True,
    help="Write no weights; leave out one author after the other and print precision and recall. Rules that"
    " were written with these conversations in sight look better than they are.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=WEIGHTS,
    help="Where the weights go.  [default: agent/insight/judge/weights.npz]",
)
def main(gold: tuple[Path, ...], measuring: bool, out: Path) -> None:
    """Train the judge that says which kinds of signal a clause of booth talk carries.

    It learns from gold conversations and from the text in scripts/insight_judge/text, which was written for
    it; which time is meant also from tests/data/insight/exchanges.jsonl. The same text gives the same
    weights. Six minutes.
    """
    try:
        clauses, words, times = examples(gold, sorted(TEXTS.glob("*.txt")), [EXCHANGES])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(
        f"{len(clauses.features)} clauses, {len(words.features)} words of names, {len(times.features)} times"
    )
    if measuring:
        measure(gold, clauses, words, times)
        return
    judge = train(clauses, words, times)
    save(out, clauses=judge.clauses, words=judge.words, times=judge.times)
    click.echo(f"{out.name}: {out.stat().st_size / 1024:.0f} KiB, {len(judge.clauses.vocabulary)} features")
