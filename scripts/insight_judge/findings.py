"""Examples of findings: what a judge who never read the author may find, and what of it is in the gold.

A judge who has read a conversation believes what is right in it more than it will believe anything in talks
to come. So authors are dealt into groups, and what each group's talks may hold is found by a judge who has
learned from the others.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.insight.judge.judge import Judge
from agent.insight.signals.consent.find import consents, empties
from agent.insight.signals.find import apply_rules, signal_of
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.finding_features import Surroundings
from agent.insight.signals.judged.likely_findings import WEIGHED
from agent.insight.signals.judged.weigh import candidates_of
from agent.insight.signals.language.names import Lexicon, lexicon_of
from scripts.benchmarks.signal_matching import Annotated, same_for_the_lead
from scripts.insight_judge.examples import (
    RIGHT,
    WRITTEN_FOR_TRAINING,
    Examples,
    author_of,
    lines,
    pack,
    talk_of,
)
from scripts.insight_judge.training import train

_GROUPS = 6


@dataclass(frozen=True)
class Group:
    """Some authors, and a judge who has read none of them."""

    authors: frozenset[str]
    judge: Judge


def groups_of(clauses: Examples, words: Examples, times: Examples) -> Iterator[Group]:
    """Yield groups of authors, about as much text in each, with a judge trained without them."""
    often = Counter(author for author in clauses.authors if author != WRITTEN_FOR_TRAINING)
    authors = [author for author, _ in often.most_common()]
    for number in range(_GROUPS):
        own = frozenset(authors[number :: 2 * _GROUPS] + authors[2 * _GROUPS - 1 - number :: 2 * _GROUPS])
        if own:
            yield Group(own, train(clauses, words, times, without=own))


def finding_examples(
    gold: Sequence[Path], exchanges: Sequence[Path], groups: Sequence[Group], judge: Judge
) -> Examples:
    """Return what may be a signal in gold talks, and whether it is.

    Args:
        gold: Whole conversations.
        exchanges: A few turns each; no judge has read their clauses.
        groups: Of the authors of the conversations.
        judge: For the exchanges.
    """
    found = Examples()
    lexicon = lexicon_of(pack())
    for one in lines(gold):
        author = author_of(one["id"])
        group = next(group for group in groups if author in group.authors)
        _add(found, one, group.judge, lexicon)
    for one in lines(exchanges):
        _add(found, one, judge, lexicon)
    return found


def _add(found: Examples, gold: dict[str, Any], judge: Judge, lexicon: Lexicon) -> None:
    talk = talk_of(gold, lexicon)
    answers = list(consents(talk))
    if any(map(empties, answers)):
        return
    apply_rules(talk, answers)
    case = Case.of(talk, judge)
    may_be = candidates_of(case)
    around = Surroundings(case, may_be)
    ours, theirs = (one.name for one in pack().products), (one.name for one in pack().competitors)
    names = frozenset(name.casefold() for name in (*ours, *theirs))
    texts = [turn.text for turn in talk.turns]
    told = [Annotated.of(signal) for signal in gold["signals"]]
    open_ = [Annotated.of(signal) for signal in gold.get("optional", ())]
    for one in may_be:
        signal = signal_of(talk, one.found) if one.found.kind in WEIGHED else None
        if signal is None:
            continue
        own = Annotated.of(signal)
        right = any(same_for_the_lead(own, other, names, texts) for other in told)
        if right or not any(same_for_the_lead(own, other, names, texts) for other in open_):
            labels = {one.found.kind, RIGHT} if right else {one.found.kind}
            found.add(author_of(gold["id"]), around.features(one), frozenset(labels), 1.0)
