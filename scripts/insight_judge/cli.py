"""The command line of `scripts/train-insight-judge`."""

from dataclasses import fields, replace
from pathlib import Path

import click

from agent.insight.judge.judge import WEIGHTS
from agent.insight.judge.model import save
from scripts.insight_judge.examples import examples
from scripts.insight_judge.findings import among_examples, finding_examples, groups_of, weighing
from scripts.insight_judge.leave import leave_examples
from scripts.insight_judge.measure import measure
from scripts.insight_judge.training import train_among, train_findings, train_leave

REPOSITORY = Path(__file__).resolve().parents[2]
TEXTS = Path(__file__).parent / "text"
GOLD = REPOSITORY / "tests" / "data" / "insight"
EXCHANGES = sorted(GOLD.glob("exchanges*.jsonl"))
"""A few turns each, with gold."""
ANSWERS = [GOLD / "consents.txt"]
"""Answers about being recorded, and what only sounds like one."""

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
    help="Write no weights; leave out one group of authors after the other and print precision and recall."
    " Rules that were written with these conversations in sight look better than they are.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=WEIGHTS,
    help="Where the weights go.  [default: agent/insight/judge/weights.npz]",
)
def main(gold: tuple[Path, ...], measuring: bool, out: Path) -> None:
    """Train the judge that says which kinds of signal a clause of booth talk carries.

    It learns from gold conversations, and from the text in scripts/insight_judge/text, which was written for
    it; which times and findings are meant also from exchanges of a few turns. What may be a signal is found
    by judges who have not read its author. The same text gives the same weights. Ten minutes
    on two processors.
    """
    try:
        clauses, words, times = examples(gold, sorted(TEXTS.glob("*.txt")), EXCHANGES)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(
        f"{len(clauses.features)} clauses, {len(words.features)} words of names, {len(times.features)} times"
    )
    with click.progressbar(groups_of(clauses, words, times), label="Judges for all and for groups") as dealt:
        nobody, *groups = dealt
    findings = finding_examples(gold, EXCHANGES, groups, nobody.judge)
    click.echo(f"{len(findings.features)} findings")
    groups = weighing(groups, findings)
    among = among_examples(gold, groups)
    if measuring:
        measure(gold, groups, among)
        return
    judge = replace(
        nobody.judge,
        findings=train_findings(findings),
        among=train_among(among),
        leave=train_leave(leave_examples(ANSWERS, gold)),
    )
    save(out, **{network.name: getattr(judge, network.name) for network in fields(judge)})
    click.echo(f"{out.name}: {out.stat().st_size / 1024:.0f} KiB, {len(judge.clauses.vocabulary)} features")
