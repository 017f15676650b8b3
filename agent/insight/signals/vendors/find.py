"""What does the job today, and which rivals are in the house or in the choice."""

import re
from collections.abc import Iterator, Sequence

from agent.insight.signals.language.names import Named
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import NOTHING, Finding, Talk, says_no, says_yes
from agent.insight.signals.vendors.patterns import (
    HAVE_YOU_SEEN,
    LEFT_THEM,
    NOBODY_ELSE,
    NOT_FOR_US,
    NOTHING_BUT,
    NOTHING_WORDS,
    ONLY_YOU,
    THEM,
    WE_DID,
    WHY,
    YES_AT_LAST,
    YOU_LEFT,
)
from agent.insight.signals.vendors.people_at_work import people_at_work
from agent.insight.signals.vendors.relations import not_ours, relation_of, relation_to_them
from agent.insight.signals.vendors.solution_answers import (
    asked_by_whom,
    asked_for_way,
    asks_whether,
    bare_tool,
    listed_answer,
    plain_answer,
    process_answer,
)
from agent.insight.signals.vendors.tool_words import MADE_BY_THEM, TOOL
from agent.insight.signals.vendors.unknown import capitalised, lower_case
from agent.insight.signals.vendors.ways import in_use, name_start, phrase_around, ways
from agent.insight.signals.vendors.words import quote

_WHO_SELLS = re.compile(
    r"\b(?:looking at|look at|considering|talking to|comparing|seen|in the race|on the list)\b"
)
"""Makes "who else?" a question about vendors, not about who decides."""


def vendors(talk: Talk) -> Iterator[Finding]:
    """Find current solutions and rivals."""
    seen: dict[tuple[str, str], str] = {}
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            key = (finding.kind, str(finding.value["name"]).casefold())
            relation = str(finding.value.get("relation"))
            if key in seen and (
                finding.kind == "current_solution"
                or seen[key] == relation
                # What is in the house already is compared with us, not a candidate.
                or (seen[key] == "uses" and relation == "evaluating")
            ):
                continue
            seen[key] = relation
            yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    named = _without_corrected(reading, talk.named(reading))
    known: list[Span] = []
    relations = [relation_of(talk, reading, name) for name in named]
    for index in range(len(named) - 2, -1, -1):
        # "Finterra and Summit have sent bids": what is said of the last goes for all.
        gap = reading.plain[named[index].span.end : named[index + 1].span.start]
        together = re.fullmatch(r"\s*(?:,|,?\s*(?:and|or|&))\s*", gap)
        both_out = relations[index] == "evaluating" and relations[index + 1] == "left"
        if together and (relations[index] is None or both_out):
            relations[index] = relations[index + 1]
    for name, relation in zip(named, relations, strict=True):
        known.append(name.span)
        if taken_back(reading, name.span.start) or unreal(reading, name.span.start):
            continue
        if relation is None:
            continue
        span = quote(reading, name.span)
        if name.kind == "product":
            if relation == "uses":
                yield Finding("current_solution", {"name": name.name}, reading, span, "our_product", 0.7)
            continue
        if relation == "uses":
            yield Finding("current_solution", {"name": name.name}, reading, span, "uses", 0.85)
        yield Finding("competitor", {"name": name.name, "relation": relation}, reading, span, relation, 0.85)
    told = [name.name for name, relation in zip(named, relations, strict=True) if relation is not None]
    confirmed = list(_confirmed(talk, reading))
    yield from confirmed
    nothing = _nothing(talk, reading)
    unknown = list(_unknown_names(talk, reading, known))
    if nothing is not None and not any(_elsewhere(nothing, found) for found in unknown):
        unknown = [nothing]
    if confirmed:  # "In the north, yes" has answered already
        unknown = [found for found in unknown if found.rule != "answer"]
    if not any(found.kind == "competitor" for found in unknown):
        yield from _of_them(talk, reading, told)
    yield from unknown
    yield from _nobody(talk, reading, told)


def _elsewhere(nothing: Finding, found: Finding) -> bool:
    """Return whether a name is said beside "nothing": "there we work with Logitia, but here we have nothing"."""
    return found.rule in {"unknown_name", "introduced"} and not found.span.overlaps(nothing.span)


def _without_corrected(reading: Reading, named: list[Named]) -> list[Named]:
    """Leave out what is taken back by name: "Clinova and Finterra, no wait, not Finterra"."""
    dropped = {
        name.name
        for name in named
        if re.search(r"(?:\bno|\bwait|\bsorry|,)\s*,?\s+not\s+$", reading.plain[: name.span.start])
    }
    return [name for name in named if name.name not in dropped]


def _confirmed(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find "so you're with Fabrion?" answered by yes."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return
    yes = says_yes(reading) or YES_AT_LAST.match(reading.plain) is not None
    for name in talk.named(before):
        if name.kind == "competitor" and _left_says_rep(before, name.span, yes=yes) and not says_no(reading):
            span = reading.trimmed(reading.clauses[0].start, reading.clauses[-1].end)
            yield Finding(
                "competitor", {"name": name.name, "relation": "left"}, reading, span, "confirmed", 0.65
            )
    did = yes or WE_DID.match(reading.plain) is not None
    for name in talk.named(before):
        if name.kind == "competitor" and did and HAVE_YOU_SEEN.search(before.plain[: name.span.start]):
            relation = "left" if NOT_FOR_US.search(reading.plain) else "evaluating"
            span = reading.trimmed(reading.clauses[0].start, reading.clauses[-1].end)
            yield Finding(
                "competitor", {"name": name.name, "relation": relation}, reading, span, "confirmed", 0.65
            )
    if not yes or not asked_for_way(talk, reading):
        return
    for name in talk.named(before):
        if name.kind == "competitor" and re.search(
            r"\b(?:you(?:'re| are)?|still) (?:\w+ )?(?:with|on|using|use|have|run|running)\s+$",
            before.plain[: name.span.start],
        ):
            span = reading.trimmed(reading.clauses[0].start, reading.clauses[0].end)
            yield Finding("current_solution", {"name": name.name}, reading, span, "confirmed", 0.7)
            yield Finding(
                "competitor", {"name": name.name, "relation": "uses"}, reading, span, "confirmed", 0.7
            )


def _left_says_rep(before: Reading, name: Span, *, yes: bool) -> bool:
    """Return whether a rep asks why they have left a vendor, or whether they have, and hears yes."""
    left = YOU_LEFT.search(before.plain[: name.start]) is not None
    return left and (yes or WHY.search(before.of_span(before.sentence_at(name.start))) is not None)


def _of_them(talk: Talk, reading: Reading, known: Sequence[str]) -> Iterator[Finding]:
    """Find "we left them" and "they're coming on Monday" after one rival has been named, by the rep or just before."""
    own = [name for name in talk.named(reading) if name.kind == "competitor"]
    before = talk.before(reading)
    meant = own or (
        [name for name in talk.named(before) if name.kind == "competitor"]
        if before is not None and before.side == "rep"
        else []
    )
    names = {name.name for name in meant}
    if len(names) != 1 or names & {*known} or any(not_ours(reading, name.span) for name in own):
        return
    name, start = names.pop(), own[0].span.end if own else 0
    left = LEFT_THEM.search(reading.plain, start)
    if left is not None and not unreal(reading, left.start()):
        yield _about_them(reading, Span(*left.span()), name, "left")
        return
    for match in THEM.finditer(reading.plain, start):
        span = Span(*match.span())
        relation = relation_to_them(talk, reading, span)
        if relation is None or unreal(reading, span.start) or taken_back(reading, span.start):
            continue
        if relation == "uses":
            yield Finding("current_solution", {"name": name}, reading, quote(reading, span), "of_them", 0.7)
        yield _about_them(reading, span, name, relation)
        return


def _about_them(reading: Reading, said: Span, name: str, relation: str) -> Finding:
    span = reading.clause_at(said.start)
    span = reading.trimmed(min(span.start, said.start), max(span.end, said.end))
    return Finding("competitor", {"name": name, "relation": relation}, reading, span, "of_them", 0.7)


def _nothing(talk: Talk, reading: Reading) -> Finding | None:
    asked = (asked_for_way(talk, reading) or asks_whether(talk, reading)) and not talk.asked(
        reading, "budget"
    )
    match = NOTHING_WORDS.search(reading.plain)
    if match is None and asked and reading.clauses:
        match = re.match(
            laid_out(r"""
                \W*(?:(?:well|um|no|nope|honestly|actually|to be honest|on the others)\W+)*
                (?:
                    nothing|none|no system|not a (?:thing|sausage|bean)|there (?:isn'?t|aren'?t) (?:any|one)|
                    nada|nowt|zilch|not yet
                )(?=
                    \W*$|
                    \W+(?:
                        really|yet|so far|we|at|at all|whatsoever|to be honest|honestly|of the (?:sort|kind)|
                        like (?:that|it)
                    )\b
                )
            """),
            reading.plain,
        )
    if (
        match is None
        or about_others(reading, match.start())
        or unreal(reading, match.start())
        or is_question(reading, reading.sentence_at(match.start()))
    ):
        return None
    if re.search(
        laid_out(r"""
            \b(?:
                planned|budget|set aside|approved|decide|to add|against|nothing (?:\w+ )?to \w+|
                to (?:lose|hide|do with)
            )\b
        """),
        reading.of_span(reading.clause_at(match.start())),
    ):
        return None
    if (match.group().startswith("nothing") or match.group().endswith((" one", " something"))) and not asked:
        return None
    if any(found.kind == "current_solution" for found in talk.findings):
        return None
    if NOTHING_BUT.match(reading.plain, match.end()):
        return None
    span = reading.clause_at(match.start())
    return Finding(
        "current_solution",
        dict(NOTHING["current_solution"]),
        reading,
        reading.trimmed(min(span.start, match.start()), max(span.end, match.end())),
        "nothing",
        0.8,
        absent=True,
    )


def _nobody(talk: Talk, reading: Reading, told: Sequence[str]) -> Iterator[Finding]:
    match = NOBODY_ELSE.search(reading.plain)
    asked = talk.asked(reading, "vendors")
    before = talk.before(reading)
    who_sells = before is not None and _WHO_SELLS.search(before.plain) is not None
    if match is None and asked and (who_sells or not talk.asked(reading, "authority")):
        match = re.match(
            laid_out(r"""
                \W*(?:(?:no|nope|well|until now|so far|at the moment)\W+){0,3}
                (?:
                    no|nope|not yet|not so far|none|not really|nobody|no one|not at the moment|
                    just (?:you|yours)|only (?:you|yours)
                )\b(?=
                    \W*$|
                    (?<=nobody)\s*[.;!]|(?<=no one)\s*[.;!]|(?<=none)\s*[.;!]|
                    \W+(?:not|we|you|so far|just|at the moment|right now|yet|really|else|for now|currently)\b
                )
            """),
            reading.plain,
        )
        if match is not None and any(
            found.reading is reading and found.kind == "competitor" for found in talk.findings
        ):
            return
    if match is None or (
        re.match(r"(?:nobody|no one|you|just|only)", match.group())
        and not asked
        and not ONLY_YOU.search(match.group())
    ):
        return
    span = reading.clause_at(match.start())
    rivals = {name.name for name in talk.named(reading) if name.kind == "competitor"}
    if rivals & {*told} or is_question(reading, span):
        return
    yield Finding(
        "competitor",
        dict(NOTHING["competitor"]),
        reading,
        reading.trimmed(min(span.start, match.start()), max(span.end, match.end())),
        "nobody_else",
        0.75,
        absent=True,
    )


def _unknown_names(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[Finding]:
    """Find what the pack does not know: paper, spreadsheets, own systems, and names of others."""
    answered = False
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    asked = asked_for_way(talk, reading)
    listed = listed_answer(reading, known) if asked else None
    if listed is not None:
        known.append(listed)
        yield Finding(
            "current_solution",
            {"name": reading.words(listed)},
            reading,
            quote(reading, listed),
            "list",
            0.75,
        )
        return
    for way in ways(talk, reading, known):
        known.append(way.span)
        answered = True
        yield way
    own = MADE_BY_THEM.search(reading.plain)
    said_before = 0
    bare = bare_tool(talk, reading)
    by_whom = asked_by_whom(talk, reading)
    vendors_named = [name.span for name in talk.named(reading) if name.kind == "competitor"]
    for match in TOOL.finditer(reading.plain):
        if (own is not None and asked and not match.start() <= own.start() < match.end()) or (
            said_before
            and reading.sentence_at(match.start()).start <= known[-1].start
            and match.group() in {"phone", "fax", "email", "e-mail", "emails", "e-mails", "paper"}
        ):
            continue
        if any(
            re.fullmatch(r"\s*,\s*(?:called |it's )?", reading.plain[match.end() : span.start])
            for span in known
            if span.start >= match.end()
        ):
            continue
        if match.group().split()[-1] in {word for span in known for word in reading.of_span(span).split()}:
            continue  # "Access, Microsoft Access"
        if any(Span(*match.span()).overlaps(span) for span in known) or not in_use(
            talk, reading, match, asked=asked or by_whom or (bare and not said_before)
        ):
            continue
        span = reading.trimmed(*match.span())
        if any(
            vendor.end <= span.start and not reading.plain[vendor.end : name_start(reading, span)].strip(" '")
            for vendor in vendors_named
        ):
            continue  # "Freshora loggers"
        if any(
            re.fullmatch(r"\s+(?:from|by|made by|of)\s+(?:the\s+)?", reading.plain[span.end : vendor.start])
            for vendor in vendors_named
        ):
            continue  # "loggers from Freshora"
        name = phrase_around(reading, span, wide=(asked or bare) and not said_before)
        answered, said_before = True, said_before + 1
        known.append(name)
        yield Finding(
            "current_solution", {"name": reading.words(name)}, reading, quote(reading, span), "generic", 0.8
        )
    for finding, span in lower_case(talk, reading, known):
        answered = answered or finding.kind == "current_solution"
        known.append(span)
        yield finding
    if reading.text != reading.text.lower():
        for finding, span in capitalised(talk, reading, known, asked=asked):
            answered = answered or finding.kind == "current_solution"
            known.append(span)
            yield finding
    for person in people_at_work(reading, known, asked=asked or by_whom, answered=answered):
        answered = True
        yield person
    if asked and not answered and not any(name.kind == "competitor" for name in talk.named(reading)):
        yield from plain_answer(talk, reading, question)
    elif not answered and not asked:
        yield from process_answer(talk, reading)
