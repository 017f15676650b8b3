"""The command line of `scripts/train-demo-model`."""

import importlib.util
import shutil
import sys
from pathlib import Path

import click

from scripts.demo_model import corpus, demo_audio, material, measure, sentences, tokens
from scripts.demo_model.recognisers import ShortContext
from scripts.demo_model.synthesisers import MissingSynthesiserError

REPOSITORY = Path(__file__).resolve().parent.parent.parent
MODEL = REPOSITORY / "agent" / "speech" / "demo_model"
CHECKPOINTS = REPOSITORY / "scripts" / "demo_model" / "checkpoint"
DEMO = REPOSITORY / "agent" / "demo"
TOO_MANY_ERRORS = 1
SOMETHING_IS_MISSING = 3


EPILOG = """
\b
Examples
  The whole chain in a few minutes, to see that it works:
    scripts/train-demo-model --minutes 2 --sentences 1000
  A usable model; run again, it goes on from the checkpoint:
    nice scripts/train-demo-model --minutes 90
  What the shipped model can do:
    scripts/train-demo-model --measure

\b
Exit codes
  0  done
  1  the demo's word error rate is 15 % or more
  2  wrong usage
  3  a synthesiser or a Python package is missing
"""


@click.command(context_settings={"max_content_width": 100}, epilog=EPILOG)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0.1),
    default=90.0,
    show_default=True,
    help="How long to train, once the speech is made.",
)
@click.option(
    "--sentences",
    "sentence_count",
    type=click.IntRange(min=1),
    default=20_000,
    show_default=True,
    help="How many utterances to synthesise: about 40 a second and core, 100 kB each. What is already in the"
    " work folder is not made again.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Decides sentences, voices and scenes.")
@click.option(
    "--learners",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that learn side by side, each on one processor and with 1 GB of memory; they share what"
    " they have learnt.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/demo-model"),
    show_default=True,
    help="Where speech and checkpoint are kept. Started again with the same folder, the trainer goes on from"
    " the checkpoint in it.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The model directory.  [default: model/ in the work folder; with --measure the shipped model]",
)
@click.option(
    "--resume",
    "resume_from",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="Go on from this checkpoint; its tokenizer.json has to lie beside it.",
)
@click.option(
    "--learning-rate",
    type=click.FloatRange(min=0, min_open=True),
    default=1.5e-3,
    show_default=True,
    help="Highest rate; it rises to it over the first steps and falls along a cosine.",
)
@click.option(
    "--prose",
    "prose_files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A text file with plain English; a quarter of what is spoken comes from such files.",
)
@click.option(
    "--measured-sentences",
    type=click.IntRange(min=2),
    default=120,
    show_default=True,
    help="Fresh sentences to measure with.",
)
@click.option(
    "--demo-audio",
    "demo_audio_only",
    is_flag=True,
    help="Only write the demo's audio, scans and reference, and stop.",
)
@click.option(
    "--measure",
    "measure_only",
    is_flag=True,
    help="Only measure the model in --output, and stop. With the corpus in --work, unread sentences, too.",
)
def main(
    *,
    minutes: float,
    sentence_count: int,
    seed: int,
    learners: int,
    work: Path,
    output: Path | None,
    resume_from: Path | None,
    learning_rate: float,
    prose_files: tuple[Path, ...],
    measured_sentences: int,
    demo_audio_only: bool,
    measure_only: bool,
) -> None:
    """Make the small speech model that the demo and the tests use.

    In four steps: synthesise sentences of a booth grammar with espeak-ng and flite, train a miniature
    Whisper on them, export it for CTranslate2, and measure it on fresh sentences and on the demo.
    Everything is made here: no recordings, no downloads.
    """
    try:
        if demo_audio_only:
            write_demo()
        elif measure_only:
            judge(output or MODEL, work, measured_sentences)
        else:
            require_torch()
            prose = sentences.prose_sentences(prose_files)
            tokenizer_file = prepare(work, resume_from, seed)
            speak_corpus(work, sentence_count, seed, prose)
            teach(work, tokenizer_file, minutes, seed, learners, learning_rate)
            folder = output or work / "model"
            write_model(work, tokenizer_file, folder)
            judge(folder, work, measured_sentences)
    except MissingSynthesiserError as error:
        click.echo(f"train-demo-model: {error}", err=True)
        sys.exit(SOMETHING_IS_MISSING)


def write_demo() -> None:
    """Write the demo's input."""
    length_s = demo_audio.write_demo(DEMO)
    click.echo(f"{length_s:.1f} s of conversation in {DEMO}")


def judge(folder: Path, work: Path, sentence_count: int) -> None:
    """Print the table of the model card, and fail if the demo would disappoint."""
    click.echo(f"measuring {folder} ({_megabytes(folder):.1f} MB)")
    known = corpus.known_sentences(work / "corpus")
    for test, result in measure.table(folder, DEMO, sentences=sentence_count, known=known):
        click.echo(f"  {test:64} {result}")
    demo_score = measure.score_recogniser(ShortContext(folder), material.demo_turns(DEMO))
    if demo_score.word_error_rate >= GOOD_ENOUGH:
        click.echo(f"not good enough for the demo, which wants less than {100 * GOOD_ENOUGH:.0f} %", err=True)
        sys.exit(TOO_MANY_ERRORS)


def require_torch() -> None:
    """Stop before anything is made if the network cannot be trained."""
    if importlib.util.find_spec("torch") is None:
        click.echo("train-demo-model: PyTorch is missing: pip install 'boothscribe[train]'", err=True)
        sys.exit(SOMETHING_IS_MISSING)


def prepare(work: Path, resume_from: Path | None, seed: int) -> Path:
    """Put checkpoint and tokenizer into the work folder; return the tokenizer's file."""
    work.mkdir(parents=True, exist_ok=True)
    tokenizer_file = work / "tokenizer.json"
    if resume_from is not None:
        beside = resume_from.with_name("tokenizer.json")
        if not beside.exists():
            raise click.UsageError(f"{beside} is missing: a checkpoint only works with its own tokenizer")
        shutil.copyfile(resume_from, work / CHECKPOINT)
        shutil.copyfile(beside, tokenizer_file)
    if not tokenizer_file.exists():
        texts = sentences.written_texts(30_000, seed)
        tokens.train_tokenizer(texts, tokenizer_file)
    return tokenizer_file


def speak_corpus(work: Path, count: int, seed: int, prose: list[sentences.Phrase]) -> None:
    """Synthesise what is missing."""
    click.echo(f"speaking {count} utterances")

    def report(done: int) -> None:
        if done % TOLD_EVERY == 0:
            click.echo(f"  {done} of {count}")

    corpus.synthesise(work / "corpus", count, seed=seed, prose=prose, report=report)


def teach(
    work: Path, tokenizer_file: Path, minutes: float, seed: int, learners: int, learning_rate: float
) -> None:
    """Train, telling every few seconds how it goes."""
    from scripts.demo_model import training  # noqa: PLC0415 - PyTorch is only needed from here on

    utterances = corpus.read_corpus(work / "corpus")
    hours = sum(utterance.length_s for utterance in utterances) / 3600
    click.echo(f"training {minutes:g} minutes on {len(utterances)} utterances, {hours:.1f} hours of speech")

    def report(progress: training.Progress) -> None:
        click.echo(
            f"  {progress.elapsed_s / 60:5.1f} of {minutes:g} min  step {progress.step}"
            f"  words {progress.word_loss:.3f}  spelling {progress.spelling_loss:.3f}"
            f"  places {progress.place_loss:.3f}"
        )

    training.train(
        work / CHECKPOINT,
        tokens.Tokens.read(tokenizer_file),
        utterances,
        training.Plan(minutes=minutes, seed=seed, learners=learners, peak_learning_rate=learning_rate),
        report,
    )


def write_model(work: Path, tokenizer_file: Path, folder: Path) -> None:
    """Export the checkpoint, by way of one that is small enough to be kept in the repository."""
    from scripts.demo_model import export, training  # noqa: PLC0415 - as above

    half = work / "checkpoint" / CHECKPOINT
    training.halve_checkpoint(work / CHECKPOINT, half)
    shutil.copyfile(tokenizer_file, half.with_name("tokenizer.json"))
    export.export(half, tokens.Tokens.read(tokenizer_file), folder)
    click.echo(f"wrote {folder}, from {half}")


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


TOLD_EVERY = 1_000
CHECKPOINT = "checkpoint.pt"
GOOD_ENOUGH = 0.15
