"""Examples of findings: what a judge who never read the author may find, and what of it is in the gold.

A judge who has read a conversation believes what is right in it more than it will believe anything in talks
to come. So authors are dealt into groups, and what each group's talks may hold is found by a judge who has
learned from the others; and how likely each is by itself is told by a network that has not read them either.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from agent.insight.judge.features import Features
from agent.insight.judge.judge import Judge
from agent.insight.judge.model import Network
from agent.insight.signals.authority.named_in_full import named_in_full
from agent.insight.signals.consent.find import consents, empties
from agent.insight.signals.find import apply_rules, signal_of
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.finding_features import Surroundings
from agent.insight.signals.judged.likely_findings import WEIGHED, among_others, weighed
from agent.insight.signals.judged.weigh import candidates_of
from agent.insight.signals.language.names import lexicon_of
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
from scripts.insight_judge.training import train, train_findings

_GROUPS = 6
_EXAMPLES: list[Examples] = []
"""What a process of the pool trains judges with."""


@dataclass(frozen=True)
class Group:
    """Some authors, or none, and a judge who has read none of them."""

    authors: frozenset[str]
    judge: Judge


def groups_of(clauses: Examples, words: Examples, times: Examples) -> Iterator[Group]:
    """Yield nobody, with a judge who has read everything, then groups of authors, with one who has not.

    There is about as much text in each. As many judges are trained at once as there are processors.
    """
    often = Counter(author for author in clauses.authors if author != WRITTEN_FOR_TRAINING)
    authors = [author for author, _ in often.most_common()]
    dealt = [
        frozenset(authors[number :: 2 * _GROUPS] + authors[2 * _GROUPS - 1 - number :: 2 * _GROUPS])
        for number in range(_GROUPS)
    ]
    # The examples are large: processes that are forked have them without a copy.
    with get_context("fork").Pool(initializer=_EXAMPLES.extend, initargs=((clauses, words, times),)) as pool:
        own = [frozenset[str](), *(authors for authors in dealt if authors)]
        yield from map(Group, own, pool.imap(_judge_without, own))


def _judge_without(authors: frozenset[str]) -> Judge:
    return train(*_EXAMPLES, without=authors)


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
    return _together(_alone, [*_dealt(gold, groups), (judge, list(lines(exchanges)))])


def weighing(groups: Sequence[Group], findings: Examples) -> list[Group]:
    """Return the groups with judges that weigh findings as they have learned it from the other groups."""
    with get_context("fork").Pool(initializer=_EXAMPLES.append, initargs=(findings,)) as pool:
        networks = pool.map(_weighs_without, [group.authors for group in groups], chunksize=1)
    return [
        replace(group, judge=replace(group.judge, findings=network))
        for group, network in zip(groups, networks, strict=True)
    ]


def _weighs_without(authors: frozenset[str]) -> Network:
    return train_findings(_EXAMPLES[-1], without=authors)


def among_examples(gold: Sequence[Path], groups: Sequence[Group]) -> Examples:
    """Return what may be a signal in gold conversations, each among the others, and whether it is.

    Args:
        gold: Whole conversations.
        groups: Of their authors, with judges that weigh findings.
    """
    return _together(_among, _dealt(gold, groups))


_Talks = tuple[Judge, Sequence[dict[str, Any]]]


def _dealt(gold: Sequence[Path], groups: Sequence[Group]) -> list[_Talks]:
    """Return the conversations of each group, with its judge."""
    of_author = {author: number for number, group in enumerate(groups) for author in group.authors}
    talks: list[list[dict[str, Any]]] = [[] for _ in groups]
    for one in lines(gold):
        talks[of_author[author_of(one["id"])]].append(one)
    return [(group.judge, own) for group, own in zip(groups, talks, strict=True)]


def _together(examples_of: Callable[[_Talks], Examples], parts: Sequence[_Talks]) -> Examples:
    found = Examples()
    with get_context("fork").Pool() as pool:
        for part in pool.imap(examples_of, parts):
            found.extend(part)
    return found


def _alone(part: _Talks) -> Examples:
    """Return examples of findings as each is by itself."""
    return _examples(part, lambda case, may_be: map(Surroundings(case, may_be).features, may_be))


def _among(part: _Talks) -> Examples:
    """Return examples of findings among each other."""

    def features(case: Case, may_be: Sequence[Candidate]) -> Iterable[Features]:
        return map(among_others(*weighed(case, may_be)).features, range(len(may_be)))

    return _examples(part, features)


def _examples(
    part: _Talks, features_of: Callable[[Case, Sequence[Candidate]], Iterable[Features]]
) -> Examples:
    judge, talks = part
    found, lexicon = Examples(), lexicon_of(pack())
    for gold in talks:
        talk = talk_of(gold, lexicon)
        answers = list(consents(talk))
        if any(map(empties, answers)):
            continue
        apply_rules(talk, answers)
        case = Case.of(talk, judge)
        may_be = [one for one in candidates_of(case) if one.found.kind in WEIGHED]
        told = _Told(gold)
        for one, features in zip(may_be, features_of(case, may_be), strict=True):
            signal = signal_of(talk, named_in_full(talk, one.found))
            right = None if signal is None else told.right(Annotated.of(signal))
            if right is not None:
                labels = {one.found.kind, RIGHT} if right else {one.found.kind}
                found.add(author_of(gold["id"]), features, frozenset(labels), 1.0)
    return found


class _Told:
    """What the gold of a talk says."""

    def __init__(self, gold: dict[str, Any]) -> None:
        ours, theirs = (one.name for one in pack().products), (one.name for one in pack().competitors)
        self._names = frozenset(name.casefold() for name in (*ours, *theirs))
        self._texts = [turn["text"] for turn in gold["turns"]]
        self._signals = [Annotated.of(signal) for signal in gold["signals"]]
        self._optional = [Annotated.of(signal) for signal in gold.get("optional", ())]

    def right(self, own: Annotated) -> bool | None:
        """Return whether a signal is in the gold; None where annotators did not agree."""
        if self._has(own, self._signals):
            return True
        return None if self._has(own, self._optional) else False

    def _has(self, own: Annotated, told: Sequence[Annotated]) -> bool:
        return any(same_for_the_lead(own, other, self._names, self._texts) for other in told)
