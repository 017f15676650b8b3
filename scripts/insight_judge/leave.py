"""Examples of answers about being recorded, from lines written for them and from gold conversations."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from agent.contract.lead import Turn
from agent.insight.signals.consent.find import consents
from agent.insight.signals.consent.leave_features import leave_features, may_be_about_leave
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Talk
from scripts.insight_judge.examples import SOME_DAY, Examples, author_of, lines, pack, talk_of

RECORDING = "recording"
_LINE = "lines"
_OPEN = "open "
_SECONDS = 3.0


def leave_examples(files: Sequence[Path], gold: Sequence[Path]) -> Examples:
    """Return visitors' turns near any word of recording, and what each says of it.

    Args:
        files: Of lines `scope status; scope status | R:turn / V:turn`; `-` where nothing is expected.
        gold: Whole conversations.
    """
    found = Examples()
    for expected, talk in read_lines(files):
        statuses = [status for scope, status in expected if scope == RECORDING]
        _add(found, _LINE, talk, _placed(talk, statuses))
    lexicon = lexicon_of(pack())
    for one in lines(gold):
        if any(signal["kind"] == "consent" for signal in one.get("optional", ())):
            continue
        said = {
            signal["turn"]: signal["value"]["status"]
            for signal in one["signals"]
            if signal["kind"] == "consent" and signal["value"]["scope"] == RECORDING
        }
        _add(found, author_of(one["id"]), talk_of(one, lexicon), said)
    return found


def read_lines(files: Sequence[Path]) -> Iterator[tuple[list[tuple[str, str]], Talk]]:
    """Yield what each line expects, scope and status, and its talk."""
    lexicon = lexicon_of(pack())
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            expected, said = line.removeprefix(_OPEN).split(" | ")
            answers = [] if expected == "-" else expected.split("; ")
            turns = [
                Turn(
                    number=number,
                    side="rep" if turn.startswith("R:") else "visitor",
                    start_s=number * _SECONDS,
                    end_s=(number + 1) * _SECONDS,
                    text=turn[2:].strip(),
                )
                for number, turn in enumerate(said.split(" / "), 1)
            ]
            statuses = [(words[0], words[1]) for words in map(str.split, answers)]
            yield statuses, Talk(turns, SOME_DAY, 1, lexicon)


def _placed(talk: Talk, statuses: Sequence[str]) -> dict[int, str]:
    """Return in which turn each answer of a line is given: where the rules hear it, else first or last."""
    heard = {
        str(found.value["status"]): found.reading.number
        for found in consents(talk)
        if found.value["scope"] == RECORDING
    }
    visitors = [reading.number for reading in talk.visitors]
    last = len(statuses) - 1
    return {
        heard.get(status, visitors[-1] if place == last else visitors[0]): status
        for place, status in enumerate(statuses)
    }


def _add(found: Examples, author: str, talk: Talk, said: dict[int, str]) -> None:
    given = False
    for reading in talk.visitors:
        status = said.get(reading.number)
        if may_be_about_leave(talk, reading):
            labels = frozenset({status} if status is not None else ())
            found.add(author, leave_features(talk, reading, given=given), labels, 1.0)
        if status is not None:
            given = status == "given"
