"""What the trained judge makes of a talk: it drops findings that do not sound like their kind, and adds others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from agent.insight.judge.judge import LETS_GO, Judge, Opinion
from agent.insight.signals.challenges.half_heard import by_both, by_words
from agent.insight.signals.challenges.quotes import in_full
from agent.insight.signals.judged.beside import by_itself, goes_on
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.likely_clauses import likeliest_relation, proposed, relations
from agent.insight.signals.judged.likely_findings import candidates, likely_findings
from agent.insight.signals.judged.likely_times import likelier_time
from agent.insight.signals.judged.limits import GENEROUS, STRICT, Limits
from agent.insight.signals.judged.pointed import pointed
from agent.insight.signals.judged.whole_matters import in_whole
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import NOTHING, Finding, Talk
from agent.insight.signals.needs.words import NEEDS
from agent.insight.signals.objections.letting_go import answers, resolved_in
from agent.insight.signals.objections.letting_go_words import DOUBTS
from agent.insight.signals.objections.outright import outright
from agent.insight.signals.objections.replies import content
from agent.insight.signals.steps.promise_phrases import ASKS_TO_HEAR, PASSES_ON

_NEEDED = 0.15
"""What somebody says that he needs, in this word, goes only below this chance."""
LETS_GO_FROM = 0.5
"""An objection counts as answered from this chance on that the visitor lets go of it."""
RELABELS = 0.25
"""A rival's relation is another where that one's chance is so much larger."""
_BY_BOTH = 0.33
"""What a rule takes for a complaint stays from this chance by words and judge on."""
SAYS_IT_BETTER = 0.3
"""An objection in the visitor's next turn is the one that was meant where its chance is so much larger."""
_ANOTHER = compiled(r"""
    \W*(?:(?:okay|ok|good|fine|right|yes|well|oh|ah|true|hm+)\W+)*
    (?:
        and (?:who|what|how|where|then|another|the other)\b|
        also|plus|besides|then there's|there's also|
        (?:the|my|one|a|an) ?(?:other|second|another|next)|
        another|second(?:ly)?|next|what about|what worries me more
    )
""")
"""Begins another matter."""
_UNBELIEVED = re.compile(r"\b(?:believe|see|sure|convinced|proven?|heard|check|still|again)\b")


def judged(talk: Talk, judge: Judge) -> list[Finding]:
    """Return the rules' findings that the judge believes, and those that it adds.

    What it believes strictly is weighed once more with what it would believe generously, and with other values of both.
    """
    case = Case.of(talk, judge)
    return likely_findings(case, candidates_of(case))


def candidates_of(case: Case) -> list[Candidate]:
    """Return what may be a signal: what the judge believes strictly or generously, the rest of the rules, other values."""
    meant = [pointed(case.talk, found, case.opinions) for found in case.talk.findings]
    strict = _believed_findings(case, meant, STRICT)
    generous = _believed_findings(case, meant, GENEROUS)
    return candidates(case, strict, [*generous, *case.talk.findings])


def _believed_findings(case: Case, meant: Sequence[Finding], limits: Limits) -> list[Finding]:
    talk, opinions = case.talk, case.opinions
    chance = partial(_chance, opinions=opinions)
    kept = [_related(talk, found, opinions) for found in meant if _believed(found, opinions, limits)]
    for kind, limit in limits.proposes.items():
        kept += [
            found
            for found in proposed(case, kind, limit)
            if not _known(found, kept)
            and not _of_the_one_named(found, kept, opinions, limits.another_tool)
            and not goes_on(found, kept, chance, limits.matter_of_its_own)
        ]
    kept += [found for found in meant if _half_believed(talk, found, kept, opinions)]
    kept = by_itself(kept, chance, limits.matter_of_its_own)
    kept = [likelier_time(talk, case.judge, found, kept) for found in kept]
    kept = [in_full(found, kept) for found in kept]
    kept += [found for found in _absent(talk, opinions, limits) if not _denied(found, kept)]
    kept = list(_answered(talk, _first_said(talk, kept, opinions), opinions))
    return [in_whole(found, kept, opinions) for found in kept]


def _related(talk: Talk, found: Finding, opinions: Sequence[Opinion]) -> Finding:
    """Return a rival with the relation that the judge is much surer of."""
    if found.kind != "competitor" or found.absent:
        return found
    others = [
        other.span
        for other in talk.findings
        if other.kind == "competitor" and other.reading is found.reading and other.value != found.value
    ]
    chances = relations(found.reading, found.span, opinions, others)
    said = str(found.value["relation"])
    best = likeliest_relation(chances) if chances else said
    if best != said and chances[best] >= chances.get(said, 0.0) + RELABELS:
        return replace(found, value=found.value | {"relation": best})
    return found


def _absent(talk: Talk, opinions: Sequence[Opinion], limits: Limits) -> Iterator[Finding]:
    """Yield kinds that the visitor says there is nothing of: "nobody yet, you're the first"."""
    for kind, limit in limits.absent.items():
        for opinion in opinions:
            reading = talk.readings[opinion.turn]
            chance = opinion.chances.get(f"no {kind}", 0.0)
            if chance < limit or reading.side != "visitor":
                continue
            span = Span(opinion.start, opinion.end)
            yield Finding(
                kind, dict(NOTHING[kind]), reading, span, "judge", round(0.5 + 0.4 * chance, 2), absent=True
            )


def _of_the_one_named(
    found: Finding, kept: Sequence[Finding], opinions: Sequence[Opinion], another_tool: float
) -> bool:
    """Return whether it rather tells of what a rule has found in use in the turn: "A card index. Wood. Beautiful"."""
    return (
        found.kind == "current_solution"
        and any(
            other.kind == found.kind and other.reading is found.reading and other.rule != "judge"
            for other in kept
        )
        and _chance(found, opinions) < another_tool
    )


def _denied(found: Finding, others: Sequence[Finding]) -> bool:
    """Return whether the same was said to be absent before, or the turn names one of the kind."""
    return any(
        other.kind == found.kind and (other.absent or other.reading is found.reading) for other in others
    )


def _first_said(talk: Talk, kept: Sequence[Finding], opinions: Sequence[Opinion]) -> list[Finding]:
    """Leave out objections that only say again what the one before said.

    Neighbouring clauses are one matter, told in the likelier; and what is said against the answer to an objection, or
    repeats it, is no new one: "I'm not convinced they'll come along".
    """
    said = sorted(
        (found for found in kept if found.kind == "objection"),
        key=lambda found: (found.reading.number, found.span.start),
    )
    again: list[Finding] = []
    last: Finding | None = None
    for found in said:
        if last is not None and _one_matter(talk, last, found):
            surer = _says_it_better(found, last, opinions)
            worse = last if surer else found
            again.append(worse)
            last = found if worse is last else last
            continue
        last = found
    return [found for found in kept if not any(found is one for one in again)]


def _one_matter(talk: Talk, one: Finding, other: Finding) -> bool:
    if one.reading is other.reading:
        return True
    if _ANOTHER.match(other.reading.plain) or _of_the_answer(talk, one, other):
        return False
    return not any(one.reading.number < turn.number < other.reading.number for turn in talk.visitors)


def _of_the_answer(talk: Talk, one: Finding, other: Finding) -> bool:
    """Return whether the later is about the answer to the earlier: "that's steep"; "ten for three years"; "not for three years"."""
    before = talk.before(other.reading)
    if before is None or before.side != "rep" or _UNBELIEVED.search(other.reading.of_span(other.span)):
        return False
    new = content(other.reading.of_span(other.span)) - content(one.reading.plain)
    return bool(new & content(before.plain))


def _says_it_better(found: Finding, last: Finding, opinions: Sequence[Opinion]) -> bool:
    """Return whether the later of two is the objection: it is surer, or says so while the earlier only sounds like one."""
    gain = _chance(found, opinions) - _chance(last, opinions)
    if last.reading is found.reading:
        return gain > SAYS_IT_BETTER
    says_so = last.rule == "judge" and found.rule != "judge" and not DOUBTS.search(found.reading.plain)
    return says_so or gain > SAYS_IT_BETTER


def _chance(found: Finding, opinions: Sequence[Opinion]) -> float:
    return max(
        (
            opinion.of(found.kind)
            for opinion in opinions
            if opinion.turn == found.reading.number - 1 and _overlap(opinion, found.span)
        ),
        default=0.0,
    )


def _answered(talk: Talk, kept: Sequence[Finding], opinions: Sequence[Opinion]) -> Iterator[Finding]:
    """Yield all, objections with the turn in which the visitor lets go of them.

    One answer serves one objection, the last before it or that which it shares words with; "both, then" lets go of all.
    """
    believed = {opinion.turn + 1 for opinion in opinions if opinion.chances.get(LETS_GO, 0.0) >= LETS_GO_FROM}
    said = [found for found in kept if found.kind == "objection"]
    for found in kept:
        if found.kind != "objection":
            yield found
            continue
        turn = resolved_in(talk, found.reading, found.span, believed)
        if turn is not None and not answers(talk, turn, found, said):
            turn = None
        yield replace(found, value=found.value | {"resolved": turn is not None, "resolved_turn": turn})


def _believed(found: Finding, opinions: Sequence[Opinion], limits: Limits) -> bool:
    limit = limits.drops.get(found.kind)
    if limit is None or found.absent or found.rule in {"agreed", "wanted", "must_be", "frame", "confirmed"}:
        # "Bring it" and "in Norway" say little without what the rep says, and a frame means whatever is in it.
        return True
    if found.kind == "next_step" and found.reading.side == "visitor":
        for said in (ASKS_TO_HEAR, PASSES_ON):
            if said.match(found.reading.plain, found.span.start):
                return True
    if found.kind == "objection" and outright(found.reading, found.span):
        return True
    chances = [
        opinion.of(found.kind)
        for opinion in opinions
        if opinion.turn == found.reading.number - 1 and _overlap(opinion, found.span)
    ]
    if found.kind == "need" and NEEDS.search(found.reading.of_span(found.span)):
        limit = _NEEDED
    return not chances or max(chances) >= limit


def _half_believed(talk: Talk, found: Finding, kept: Sequence[Finding], opinions: Sequence[Opinion]) -> bool:
    """Return whether words make up for what the judge misses in a complaint, where it is the only one of its turn."""
    return (
        found.kind == "challenge"
        and not found.absent
        and not any(other.kind == found.kind and other.reading is found.reading for other in kept)
        and by_both(by_words(talk, found.reading, found.span), _chance(found, opinions)) >= _BY_BOTH
    )


def _overlap(opinion: Opinion, span: Span) -> bool:
    return opinion.start < span.end and span.start < opinion.end


def _known(found: Finding, others: Sequence[Finding]) -> bool:
    """Return whether it is there already: in the same words, by the same name, or as the same part in the turn."""
    return any(other.kind == found.kind and _same(found, other) for other in others)


def _same(found: Finding, other: Finding) -> bool:
    if other.reading is found.reading:
        sentence = found.reading.sentence_at
        if (
            other.span.overlaps(found.span)
            or found.kind in {"budget", "timeline"}
            or (
                found.kind in {"current_solution", "competitor"}
                and other.rule != "judge"
                and sentence(found.span.start) == sentence(other.span.start)
            )
        ):
            return True
        if found.kind == "current_solution" and _named_again(found, other):
            return True  # "Keys. Four hundred keys on hooks."
        if found.kind == "authority" and found.value["role"] == other.value["role"]:
            return (
                other.rule != "judge"
                or found.value["who"] is None
                or _folded(other.value["who"]) == _folded(found.value["who"])
            )
    if found.kind == "authority" and found.value["who"] is not None:
        again = _folded(other.value["who"]) == _folded(found.value["who"])
        return again and (found.value["role"] == other.value["role"] or other.reading is found.reading)
    if found.kind == "budget" and not found.absent and not other.absent:
        amount = (found.value["min"], found.value["max"])
        return amount != (None, None) and amount == (other.value["min"], other.value["max"])
    if found.kind == "next_step":
        return (
            abs(other.reading.number - found.reading.number) <= 1
            and other.value["owner"] == found.value["owner"]
            and (
                _sentence_of(found) == _sentence_of(other)
                or (other.reading is not found.reading and other.value["due"] == found.value["due"])
                or _told_again(found, other)
            )
        )
    return found.kind in {"current_solution", "competitor"} and (
        _folded(other.value["name"]) == _folded(found.value["name"])
        and other.value.get("relation") == found.value.get("relation")
    )


def _sentence_of(found: Finding) -> tuple[int, Span]:
    return found.reading.number, found.reading.sentence_at(found.span.start)


def _named_again(found: Finding, other: Finding) -> bool:
    one, two = (set(str(each.value["name"] or "").casefold().split()) for each in (found, other))
    return bool(one & two)


def _told_again(found: Finding, other: Finding) -> bool:
    one, two = (set(str(each.value["what"]).casefold().split()) for each in (found, other))
    return len(one & two) * 2 > min(len(one), len(two))


def _folded(name: object) -> str | None:
    return name.casefold() if isinstance(name, str) else None
