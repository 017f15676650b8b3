"""What hurts the visitor today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.insight.signals.challenges.clues import LIKELY, SURE, clues, likely
from agent.insight.signals.challenges.confirmed import confirmed
from agent.insight.signals.challenges.frames import UNHAPPY, framed
from agent.insight.signals.challenges.none import content, nothing_hurts
from agent.insight.signals.challenges.pains import asks, excused, speaks_to_us
from agent.insight.signals.challenges.words import (
    AMOUNT_BEFORE,
    BARE_LEAD,
    CONDITION,
    DIRECT,
    EXPLAINS,
    ILLUSTRATION,
    INTRODUCES,
    IS_FINE,
    NO_ANSWER,
    OPEN_END,
    POINTS_ON,
    PROBLEM,
    PROBLEM_NOUN,
    REACTION,
    SECOND_THOUGHT,
    WHEN_AFTER,
    WHEN_BEFORE,
    harmless,
)
from agent.insight.signals.language.own_words import passes, used
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others
from agent.insight.signals.language.talk import Finding, Talk, says_no

_LONGEST, _SHORT, _MOST = 13, 4, 2
"""Words that one complaint has at most, with how few it says little alone, and how many a turn holds."""


_WHERE = re.compile(r"\W*(?:at|in|on|with|during|between|before|after|under) (?:\w+ ){0,3}\w+\W*")
_SAYS_SO = re.compile(r"^\W*let's (?:just )?(?:say|put it this way)\W+(?:that )?")


@dataclass(frozen=True, slots=True)
class _Complaint:
    span: Span
    what: Span
    rule: str
    weight: float


def challenges(talk: Talk, reading: Reading, needs: list[Span], *, told: bool) -> Iterator[Finding]:
    """Find what hurts, said in this turn; a clause that is a need already is none.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
        needs: Where a need was found in it.
        told: Whether the visitor has complained before. Most have one pain: a second one must be clearer.
    """
    asked = talk.asked(reading, "problem")
    if asked and (none := nothing_hurts(talk, reading)) is not None:
        yield none
        return
    complaints = _joined(talk, reading, _candidates(talk, reading, needs, told=told))
    taken = [*needs, *(complaint.span for complaint in complaints)]
    if complaints and asked and complaints[0].span.start > reading.sentences[0].end:
        for answer in _problem_answer(talk, reading, taken):
            if _length(reading, answer.span) <= 2 or _WHERE.fullmatch(reading.of_span(answer.span)):
                if not _follows(reading, answer.span, complaints[0].span):
                    continue
                # "Leaks. We find them when the street steams." is one complaint.
                both = Span(answer.span.start, complaints[0].what.end)
                complaints[0] = _Complaint(both, both, "answer", LIKELY)
            elif _length(reading, answer.span) <= 4:
                yield answer
    for complaint in complaints:
        yield Finding(
            "challenge",
            {"what": reading.words(complaint.what)},
            reading,
            complaint.span,
            complaint.rule,
            0.7 if complaint.rule == "said" else 0.65,
        )
    if not complaints:
        alone = content(talk, reading) or confirmed(talk, reading)
        if alone is not None:
            yield alone
        elif asked:
            yield from _problem_answer(talk, reading, taken)


def _follows(reading: Reading, first: Span, second: Span) -> bool:
    """Return whether one span lies in the sentence after the other's."""
    return not reading.plain[reading.sentence_at(first.start).end : second.start].strip(" .,")


def _joined(talk: Talk, reading: Reading, candidates: list[_Complaint]) -> list[_Complaint]:
    """Make one complaint of what is said in one sentence: all of it where that is short, else its clearest clause."""
    complaints: list[_Complaint] = []
    for found in candidates:
        if REACTION.match(reading.of_span(found.span)) and complaints:
            continue
        complaint = _with_its_cause(talk, reading, found)
        last = complaints[-1] if complaints else None
        if last is None or reading.sentence_at(last.span.start) != reading.sentence_at(complaint.span.start):
            complaints.append(complaint)
            continue
        what = Span(min(last.what.start, complaint.what.start), complaint.what.end)
        if _length(reading, what) <= _LONGEST:
            span = Span(min(last.span.start, complaint.span.start), complaint.span.end)
            complaints[-1] = _Complaint(span, what, last.rule, max(last.weight, complaint.weight))
        elif (reading.noisy or min(last.weight, complaint.weight) > SURE) and not last.span.overlaps(
            complaint.span
        ):
            complaints.append(complaint)
        elif complaint.weight > last.weight:
            complaints[-1] = complaint
    if len(complaints) > 1 and complaints[0].rule == "said" and _length(reading, complaints[0].what) <= 2:
        # "My problem is people. Half my fitters retire."
        complaints = complaints[1:]
    return sorted(sorted(complaints, key=lambda one: -one.weight)[:_MOST], key=lambda one: one.span.start)


def _with_its_cause(talk: Talk, reading: Reading, complaint: _Complaint) -> _Complaint:
    """Take in the clause before a short one that says little alone: "parents write on five channels and we miss half"."""
    if _length(reading, complaint.what) > _SHORT or complaint.what.start > complaint.span.start + 6:
        return complaint
    before = [clause for clause in reading.clauses if clause.end <= complaint.span.start]
    if not before:
        return complaint
    clause = reading.trimmed(before[-1].start, before[-1].end)
    between = reading.plain[clause.end : complaint.span.start]
    if (
        reading.sentence_at(clause.start) != reading.sentence_at(complaint.span.start)
        or not re.fullmatch(r"\W*(?:and|so|then|and then|but)?\W*", between)
        or INTRODUCES.match(reading.of_span(clause))
        or used(talk, reading, clause, {"current_solution", "competitor", "budget", "authority", "timeline"})
        or not passes(talk, reading, clause.start)
    ):
        return complaint
    clause = _bare(reading, clause)
    return _Complaint(
        Span(clause.start, complaint.span.end),
        Span(clause.start, complaint.what.end),
        complaint.rule,
        complaint.weight,
    )


def _whole(reading: Reading, what: Span) -> Span:
    """Take in the next clause where this one is cut before its object, and cut words that are left again."""
    following = next((clause for clause in reading.clauses if clause.start >= what.end), None)
    if (
        reading.noisy
        and following is not None
        and OPEN_END.search(reading.of_span(what))
        and _length(reading, Span(what.start, following.end)) <= _LONGEST + _SHORT
    ):
        what = reading.trimmed(what.start, following.end)
    left = SECOND_THOUGHT.match(reading.of_span(what))
    return reading.trimmed(what.start + left.end(), what.end) if left is not None and reading.noisy else what


def _candidates(talk: Talk, reading: Reading, needs: list[Span], *, told: bool) -> list[_Complaint]:
    """Return the clauses that are more likely a complaint than not, in the order in which they were said."""
    found: list[_Complaint] = []
    for clause in reading.clauses:
        span, what, said = readable(reading, clause)
        if any(span.overlaps(other) for other in needs):
            continue
        outright = _outright(talk, reading, span)
        if outright is not None:
            found.append(_Complaint(outright, outright if outright != span else what, "frame", SURE))
            continue
        if not admissible(talk, reading, span):
            continue
        weight = likely(clues(talk, reading, span, wanted=bool(needs), told=told, said=said))
        if not span.overlaps(clause):
            weight = SURE  # "that's my trouble" points at it
        if weight >= LIKELY:
            whole = _whole(reading, what)
            span = Span(span.start if whole.start == what.start else whole.start, max(span.end, whole.end))
            found.append(_Complaint(span, whole, "said" if said else "clues", weight))
    return found


def _outright(talk: Talk, reading: Reading, span: Span) -> Span | None:
    """Return what a clause complains of by a frame, where it is the visitor's own work and not our offer."""
    text = _SAYS_SO.sub("", UNHAPPY.sub("", reading.of_span(span)))
    asked = talk.asked(reading, "problem") or talk.asked(reading, "solution")
    if (
        excused(text)
        or asks(text)
        or harmless(text)
        or not passes(talk, reading, span.start)
        or about_others(reading, _subject_end(reading, span))
        or any(name.kind == "product" and name.span.overlaps(span) for name in talk.named(reading))
        or used(talk, reading, span, {"authority", "budget", "consent", "timeline"})
    ):
        return None
    return framed(reading, span, asked=asked)


def readable(reading: Reading, clause: Span) -> tuple[Span, Span, bool]:
    """Return a clause without what surrounds it, what it complains of, and whether it says so outright."""
    span = reading.trimmed(clause.start, clause.end)
    match = next(
        (found for found in PROBLEM.finditer(reading.plain, clause.start) if found.start() < clause.end),
        None,
    )
    if POINTS_ON.fullmatch(reading.of_span(span)) and (other := _pointed_at(reading, span)) is not None:
        return other, _bare(reading, other), True
    what = span
    condition = CONDITION.match(reading.of_span(span))
    if condition is not None:
        # "If there's a bubble, Paris sends the pallet back."
        span = what = reading.trimmed(span.start + condition.end(), span.end)
    if match is not None and match.end() < span.end - 3 and PROBLEM_NOUN.search(match.group()):
        what = reading.trimmed(match.end(), span.end)
    return span, _bare(reading, what), match is not None


def admissible(talk: Talk, reading: Reading, span: Span) -> bool:
    """Return whether a clause may be a complaint at all: the visitor's own, meant, and of his work today."""
    text = reading.of_span(span)
    return not (
        len(text.split()) < 2
        or excused(text)
        or asks(text)
        or not passes(talk, reading, span.start)
        or about_others(reading, _subject_end(reading, span))
        or _not_today(talk, reading, span, text)
    )


def _pointed_at(reading: Reading, span: Span) -> Span | None:
    """Return the clause that "that's my trouble" speaks of: the next one, or the one before."""
    later = [clause for clause in reading.clauses if clause.start >= span.end]
    earlier = [clause for clause in reading.clauses if clause.end <= span.start]
    for clause in (*later[:1], *earlier[-1:]):
        other = reading.trimmed(clause.start, clause.end)
        if _length(reading, other) > 2 and "?" not in reading.of_span(other):
            return other
    return None


def _subject_end(reading: Reading, span: Span) -> int:
    match = re.match(r"\W*(?:\S+\s+){0,3}", reading.of_span(span))
    return span.start + (match.end() if match is not None else 0)


def _bare(reading: Reading, what: Span) -> Span:
    """Cut what leads in ("well, honestly,") and what only illustrates ("..., every driver brings a stack")."""
    lead = BARE_LEAD.match(reading.of_span(what))
    if lead is not None and lead.end() < what.end - what.start:
        what = reading.trimmed(what.start + lead.end(), what.end)
    for pattern in (WHEN_BEFORE, AMOUNT_BEFORE):
        before = pattern.match(reading.of_span(what))
        if before is not None and what.end - what.start - before.end() > 8:
            what = reading.trimmed(what.start + before.end(), what.end)
    for pattern in (ILLUSTRATION, WHEN_AFTER):
        tail = pattern.search(reading.of_span(what), 6)
        if tail is not None:
            what = reading.trimmed(what.start, what.start + tail.start())
    return what


def _length(reading: Reading, span: Span) -> int:
    return len(reading.of_span(span).split())


def _not_today(talk: Talk, reading: Reading, span: Span, text: str) -> bool:
    """Return whether it is a reservation about us, no complaint at all, or another kind of signal."""
    before = talk.before(reading)
    if speaks_to_us(text) or any(
        name.kind == "product" and name.span.overlaps(span) for name in talk.named(reading)
    ):
        return True
    if re.search(
        laid_out(r"""
            \b(?:signed|approved|released)\b|
            \b(?:no|not a|isn't a|without|never a|any) (?:
                problem|issue|trouble|challenge|rush|hurry|worries|doubt
            )|
            idea what (?:such|it|that|this|these|you)\b|\bnot (?:bad|too bad|slow)\b|
            \bi don't know(?:\W*$|[,.])|\bdon't need\b|\bdon't mind\b|
            \bcan't (?:wait|complain|say|decide|be more|go)\b|
            \bnever heard\b|\bonly know the\b|\bsolved\b|\bi don't see why\b|
            \bdon't (?:like|record|call|trust)\b|\bcouldn't say\b|\bnot (?:looking|talking)\b|
            \b(?:can't|cannot|couldn't|won't|not) (?:\w+ )?(?:tell|say)(?: you)?
            (?: (?:that|yet|much|how much|anything|more))?\W*$|
            \bnobody (?:here )?knows (?:when|yet|why|who)?\W*$|
            \bwho knows\W*$|\bnobody (?:will|would)\b|\bkidding\b|\bcan't afford\b
        """),
        text,
    ):
        return True
    if re.search(
        r"\b(?:or|otherwise|before|until|unless|if)\W+$|\bif (?:it|you|that|this|we|i|your)\b[^.?!]*\bthen\W+$",
        reading.plain[: span.start],
    ) or re.search(
        laid_out(r"""
            \botherwise\W*$|\b(?:budgeted|a penny|a dime|a cent)\b|\bisn't going anywhere\b|\bwhat's it\b|
            \bwe are the \w+ people\b
        """),
        text,
    ):
        return True
    if re.match(
        laid_out(r"""
            \W*(?:if|unless|so that|in case|before|until(?! (?:then|now|today)\b))\b|
            \W*the ones? (?:that|which|who|with|for)\b|\W*(?:the )?same (?:as|thing|old|story)\b
        """),
        text,
    ) or re.search(r"\bknow (?:yet|exactly|how much|the (?:budget|number|date))", text):
        return True
    if re.search(r"\b(?:money|budget)\b", text) and not re.search(r"\bwast|\blos", text):
        return True
    if re.search(
        r"\b(?:worried|concern|afraid|doubt|deal ?breaker|convinced|too expensive|pricey|steep|show ?stopper)\b",
        text,
    ) or (
        before is not None
        and before.side == "rep"
        and "doubt" in talk.topics(before)
        and "problem" not in talk.topics(before)
    ):
        return True
    if re.search(r"\b(?:was|were|had|didn't|wouldn't|couldn't)\b", text) and any(
        found.reading.number in {reading.number, reading.number - 2} and found.value.get("relation") == "left"
        for found in talk.findings
    ):
        return True
    if harmless(text) or IS_FINE.match(reading.plain, span.end):
        return True
    others = {"authority", "budget", "objection", "consent"}
    if talk.asked(reading, "timeline"):
        others.add("timeline")
    return used(talk, reading, span, others) and not re.search(
        r"\b(?:terrible|awful|crash|slow|can't|problem)\b", text
    )


def _problem_answer(talk: Talk, reading: Reading, taken: list[Span]) -> Iterator[Finding]:
    before = talk.before(reading)
    question = before.plain[-90:] if before is not None else ""
    if not reading.clauses or (
        re.search(
            r"\b(?:happy|satisfied|how come|brings? you|any good|think of|on your mind|any better|why)\b",
            question,
        )
        and not re.search(
            r"\bwhat(?:'s| is| hurts)? (?:the |your )?(?:problem|wrong|hurt|challenge)", question
        )
    ):
        return
    if re.search(r"\bwhy\b.*\bleave\b|\bwhen\b|\bwho\b|\bhow much\b", question):
        return
    direct = DIRECT.search(question) is not None
    if not direct and re.search(r"\bhow do you know\b|^\W*(?:is|was|are) (?:it|this|that|now) a\b", question):
        return
    sentence, clause = reading.sentences[0], reading.clauses[0]
    if "?" in reading.of_span(sentence) or says_no(reading) or not passes(talk, reading, sentence.start):
        return
    lead = BARE_LEAD.match(reading.plain[clause.start : sentence.end])
    start = clause.start + (lead.end() if lead is not None else 0)
    clause = reading.clause_at(min(start, sentence.end - 1))
    what = reading.trimmed(max(start, clause.start), clause.end)
    text = reading.of_span(what)
    later = [one for one in reading.clauses if one.start >= clause.end and one.end <= sentence.end]
    if reading.noisy and len(text.split()) <= 2 and later:
        # "the kegs we don't know where they are"
        what = clause = reading.trimmed(later[0].start, later[0].end)
        text = reading.of_span(what)
    following = reading.sentences[1] if len(reading.sentences) > 1 else None
    if (
        following is not None
        and len(text.split()) <= 2
        and EXPLAINS.match(reading.of_span(following))
        and what.end >= sentence.end - 1
        and _length(reading, Span(what.start, following.end)) <= _LONGEST
    ):
        # "Reconciliation. We match the payments by eye."
        what = clause = reading.trimmed(what.start, following.end)
        text = reading.of_span(what)
    if (
        len(text) < 4
        or (len(text.split()) < 2 and (NO_ANSWER.fullmatch(text) or not direct))
        or any(what.overlaps(other) for other in taken)
        or (
            re.match(
                laid_out(r"""
                    (?:
                        nothing|not|none|we make|we're a|i'm|please|
                        it's (?:fine|ok|good|nice|great|lovely|alright|all right)|
                        they're (?:fine|ok|okay|good|great)|(?:i|we) (?:like|love)|looks|
                        everything (?:is )?(?:fine|good)
                    )\b
                """),
                text,
            )
            and "nothing works" not in text
        )
    ):
        return
    if used(
        talk,
        reading,
        what,
        {"timeline", "authority", "budget", "objection", "consent", "current_solution", "competitor"},
    ) or re.search(r"\b(?:need|want|(?<!^)looking for|would like)\b", text):
        return
    if _not_today(talk, reading, what, text):
        return
    yield Finding(
        "challenge",
        {"what": reading.words(what)},
        reading,
        reading.trimmed(clause.start, what.end),
        "answer",
        0.6,
    )
