"""What does the job today, and which rivals are in the house or in the choice."""

import re
from collections.abc import Iterator

from agent.insight.signals.names import Named
from agent.insight.signals.reading import Reading, Span, any_of, phrase
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_yes
from agent.insight.signals.unknown_vendors import capitalised, lower_case
from agent.insight.signals.vendor_words import (
    COMPARED,
    COURTS,
    CURRENTLY,
    EVALUATING,
    LEFT,
    NEGATED,
    PASSING,
    last,
    last_uses,
    quote,
)
from agent.insight.signals.ways import (
    GENERIC,
    MADE_BY_THEM,
    NOT_ABOUT_TODAY,
    in_use,
    listed_answer,
    phrase_around,
    plain_answer,
    ways,
)

_LEFT_THEM = phrase(
    r"(?:we|i) (?:~ )?(?:left|dropped|ditched|fired|cancelled|canceled|quit|replaced|threw|kicked) (?:~ )?(?:them|it|that)|(?:moved|switched|walked|migrated|got) away from (?:them|it|that)|"
    r"no longer (?:use|with|work with) (?:them|it)|got rid of (?:them|it)|stopped (?:using|working with) (?:them|it)"
)
_NOTHING = any_of(
    [
        r"(?:we|i) (?:~ )?(?:have|'ve|'ve got|use|got|do|are using|have got) (?:~ )?nothing(?: (?:at all|right now|like that|yet|so far|today|in place|at the moment|of the sort|of that kind|like it|really|currently))*", r"nothing (?:~ )?(?:at all|so far|yet|in place|right now|at the moment|installed|really|today|currently|whatsoever|for now)", r"(?:we|i) (?:~ )?(?:don't|do not|haven't|have not) (?:~ )?(?:have|use|got|have got|using) (?:~ )?(?:anything|any (?:\w+ )?(?:system|software|tool|solution|product|app|tools|program)s?|a (?:\w+ )?(?:system|software|tool|solution|product|app|program)|one|something)(?: (?:like (?:that|this|it)|in place|yet|at all|right now|today|so far|for (?:it|that|this)|at the moment|currently))*",
        r"(?:there's|there is|we have|we've got|we've|i have) (?:~ )?no (?:\w+ )?(?:system|software|tool|solution|app|product|program)(?: (?:in place|yet|at all|today|for (?:it|that|this)|at the moment|right now|whatsoever))*", r"no (?:system|software|tool|solution) (?:at all|yet|in place|so far|today|at the moment)", r"(?:we're|we are) starting from (?:zero|scratch)", r"greenfield",
    ]
)  # fmt: skip
_NOBODY_ELSE = any_of(
    [
        r"(?:we're|we are|i'm|we|i|we've|we have) (?:~ )?(?:not|n't|haven't|aren't|don't|didn't) (?:~ )?(?:looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|considered|evaluating|evaluated|seen|checked|met)(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|to others|alternatives)(?: else)?", r"(?:we|i) (?:aren't|haven't|don't|didn't) (?:~ )?(?:looking|looked|look|talking|talked|talk|spoken|speaking|comparing|compared|considering|considered|evaluating|evaluated|seen|checked|met|compare|consider)(?: \w+){0,2}? (?:any ?-?(?:one|body|thing)|others?|other \w+|alternatives)(?: else)?",
        r"you(?:'re| are) (?:~ )?(?:the )?(?:only|first)(?: ones?| one| vendor| company| stop)?(?: (?:we|i)(?:'ve| have)? \w+ \w+)?", r"(?:nobody|no one|no ?body|none) else(?: \w+){0,3}", r"no other (?:vendors?|suppliers?|companies|providers?|options?|solutions?|systems?)(?: \w+){0,3}", r"no alternatives", r"(?:just|only) you(?: guys)?(?: so far| for now)?",
    ]
)  # fmt: skip


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
                or relation == "compared"
                # What is in the house already is compared with us, not a candidate.
                or (seen[key] == "uses" and relation == "evaluating")
            ):
                continue
            seen[key] = relation
            yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    named = _without_corrected(reading, talk.named(reading))
    known: list[Span] = []
    for name in named:
        known.append(name.span)
        if taken_back(reading, name.span.start) or unreal(reading, name.span.start):
            continue
        relation = _relation(talk, reading, name)
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
    yield from _confirmed(talk, reading)
    nothing = _nothing(talk, reading)
    if nothing is not None:
        yield nothing
    else:
        yield from _unknown_names(talk, reading, known)
    yield from _nobody(talk, reading)


def _without_corrected(reading: Reading, named: list[Named]) -> list[Named]:
    """Leave out what is taken back by name: "Clinova and Finterra, no wait, not Finterra"."""
    dropped = {
        name.name
        for name in named
        if re.search(r"(?:\bno|\bwait|\bsorry|,)\s*,?\s+not\s+$", reading.plain[: name.span.start])
    }
    return [name for name in named if name.name not in dropped]


def _relation(talk: Talk, reading: Reading, name: Named) -> str | None:
    span = name.span
    sentence, clause = reading.sentence_at(span.start), reading.clause_at(span.start)
    before = reading.plain[min(clause.start, span.start) : span.start]
    after = reading.plain[span.end : max(clause.end, span.end)]
    wide_before = reading.plain[sentence.start : span.start]
    if name.kind == "product":
        uses = re.search(
            r"\b(?:we|i)(?:'ve| have|'re| are)?(?: \w+){0,2} (?:use|using|have|got|running|run|bought|on)\b(?: \w+){0,3}\s*$|\b(?:we've|we have) (?:got )?(?:your|the|an?|two|some)(?: \w+){0,2}\s*$",
            before,
        )
        if (
            talk.asked(reading, "solution")
            and sentence == reading.sentences[0]
            and not is_question(reading, sentence)
            and (
                re.fullmatch(r"\W*(?:(?:with|on|in|by|yes|well|your|we use|we have|we've got)\W+)+", before)
                or not before.strip()
            )
            and re.search(r"\b(?:yours?|we've had|since|already|for (?:\w+ )?years)\b", reading.plain)
        ):
            return "uses"
        owned = re.search(r"\byour (?:old|existing|first|previous)?\s*$", before) or CURRENTLY.search(after)
        return "uses" if uses and owned and not is_question(reading, sentence) else None
    passing = PASSING.search(wide_before) or re.match(
        r"'?s?\s+(?:booth|stand|party|mug|pen|bag|guy|people)\b", reading.plain[span.end :]
    )
    if passing or about_others(reading, span.start):
        return None
    if (
        is_question(reading, sentence)
        and not talk.asked(reading, "solution")
        and not re.search(r"\b(?:we|our|i)\b", wide_before)
    ):
        return None
    if (
        COMPARED.search(reading.plain[span.start : clause.end])
        or re.search(r"\b(?:than|unlike|compared (?:to|with)|as \w+ as)\s+(?:\w+\s+)?$", before)
        or (re.search(r"\bcompared\s*$", before) and re.match(r"\s+(?:with|to|and|against) you", after))
    ):
        return "compared"
    if re.match(r"\W*(?:with|to|against|and) (?:you|yours|your)\b", after) and re.search(
        r"\bcompared\s+$", before
    ):
        return "compared"
    left = last(LEFT, before) or (
        LEFT.match(after.lstrip(" ,."))
        if re.match(
            r"[ ,]*(?:is|was|until|before|previously|but (?:we )?(?:dropped|left|moved|cancelled|ruled))",
            after,
        )
        else None
    )
    if re.search(
        r"\bbut (?:we |i )?(?:dropped|ditched|left|ruled|kicked|cancelled|canceled|stopped|threw|it didn't|they (?:lost|were out))",
        after,
    ) or re.match(r"\s*,?\s*until\b", after):
        return "left"
    courted = COURTS.match(reading.plain, span.end)
    if courted is not None:
        return "compared" if courted.lastgroup == "compared" else "evaluating"
    if re.search(r"\b(?:we're|we are) an?\s+$", before) and re.match(
        r"\s+(?:shop|house|customer|user|site|company|plant|school|hospital)\b", reading.plain[span.end :]
    ):
        return "uses"
    if re.search(r"\b(?:threw|kicked|tossed|phased)\s+$", before) and re.match(
        r"\s+out\b", reading.plain[span.end :]
    ):
        return "left"
    evaluating, uses = last(EVALUATING, before), last_uses(before)
    said = [
        (match.end(), rank) for match, rank in ((left, 1), (uses, 2), (evaluating, 3)) if match is not None
    ]
    best = max(said, default=(0, 0))
    if left is not None and best[1] in {0, 1}:
        return _left_or(before, after)
    if best[1] == 3:
        return (
            None
            if NEGATED.search(
                reading.plain[
                    sentence.start : sentence.start
                    + max(0, len(wide_before) - len(before))
                    + (evaluating.start() if evaluating else 0)
                ]
            )
            else "evaluating"
        )
    if (
        best[1] == 2
        or re.search(
            r"\b(?:our|current|existing|the) (?:current |existing |old )?(?:\w+ )?(?:contract|licen[cs]e|system|subscription|software|tool|deal|agreement|provider|supplier|vendor) (?:with|from|by|is|at|to)?\s*(?:with |from |by )?$",
            before,
        )
        or (
            re.search(r"\b(?:our|the|current)\s+$", before)
            and re.match(
                r"'?s?\s+(?:contract|licen[cs]e|system|subscription|installation|software|support)", after
            )
        )
    ):
        negated = re.search(
            r"\b(?:not|don't|never|no longer|aren't|isn't) (?:\w+ ){0,2}(?:use|using|with|on|have)\s+$",
            before,
        )
        return (
            "left"
            if negated and re.search(r"no longer|anymore|any more", before + after)
            else None
            if negated
            else "uses"
        )
    if re.search(
        r"\b(?:made|gave|sent) us (?:an?|their)|\b(?:is|are) (?:also )?(?:on|in) (?:the|our) (?:short|list|running|race)|\b(?:was|were|is|are|came) (?:here|there|at our|in our)|pitched|presented|showed us",
        after,
    ):
        return "evaluating"
    return _answered(talk, reading, before=before, after=after, sentence=sentence)


def _left_or(before: str, after: str) -> str | None:
    said = re.search(r"\b(?:had|tried|used|ran|left|was|were)\s*(?:with |on )?$", before)
    if said and said.group().startswith("had") and not re.search(r"\buntil|before|ago|but\b", after):
        return None
    if re.search(
        r"(?:looking to|want to|going to|plan to|planning to|like to|need to|must|have to|would|will|'ll|thinking about|thinking of|considering|about to) (?:\w+ )?(?:replace|leave|leaving|drop|move|moving|switch|get rid|replacing|dropping|ditch)[\w ]*$",
        before,
    ):
        return "uses"
    return "left"


def _answered(talk: Talk, reading: Reading, *, before: str, after: str, sentence: Span) -> str | None:
    """Read a name without a verb by what was asked."""
    asked_before = talk.before(reading)
    question = asked_before.plain if asked_before is not None else ""
    listed = next(
        (found for found in talk.findings[::-1] if found.reading is reading and found.kind == "competitor"),
        None,
    )
    first = sentence == reading.sentences[0] or reading.noisy
    if (
        first
        and talk.asked(reading, "solution")
        and not re.search(
            r"\b(?:who|anybody|anyone|somebody) else|\bcompar|\blooking at|\blook at|\bshortlist|\bevaluat|\bin the (?:running|race)\b|\balternativ|\bother vendors",
            question,
        )
    ):
        return "uses"
    if first and talk.asked(reading, "vendors"):
        return "evaluating"
    if re.search(r"\b(?:and|or|,)\s+(?:also\s+)?$", before) and listed is not None:
        return str(listed.value["relation"])
    if CURRENTLY.search(after) and not re.search(r"\bif\b", before):
        return "uses"
    return None


def _confirmed(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find "so you're with Fabrion?" answered by yes."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return
    yield from _left_it(talk, reading, before)
    if not says_yes(reading) or not talk.asked(reading, "solution"):
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


def _left_it(talk: Talk, reading: Reading, before: Reading) -> Iterator[Finding]:
    """Find "we left them" after the rep has named whom."""
    names = {name.name for name in talk.named(before) if name.kind == "competitor"}
    match = _LEFT_THEM.search(reading.plain)
    if len(names) == 1 and match is not None and not unreal(reading, match.start()):
        span = reading.clause_at(match.start())
        span = reading.trimmed(min(span.start, match.start()), max(span.end, match.end()))
        yield Finding(
            "competitor", {"name": names.pop(), "relation": "left"}, reading, span, "left_them", 0.7
        )


def _nothing(talk: Talk, reading: Reading) -> Finding | None:
    asked = talk.asked(reading, "solution") and not talk.asked(reading, "budget")
    match = _NOTHING.search(reading.plain)
    if match is None and asked and reading.clauses:
        match = re.match(
            r"\W*(?:(?:well|um|honestly|actually|um|on the others)\W+)*(?:nothing|none|no system)(?=\W*$|\W+(?:really|yet|so far|we|at)\b)",
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
        r"\b(?:planned|budget|set aside|approved|decide|to add|against|to (?:lose|hide|do with))\b",
        reading.of_span(reading.clause_at(match.start())),
    ):
        return None
    if match.group().startswith("nothing") and not asked:
        return None
    if any(found.kind == "current_solution" for found in talk.findings):
        return None
    span = reading.clause_at(match.start())
    return Finding(
        "current_solution",
        {"name": None},
        reading,
        reading.trimmed(min(span.start, match.start()), max(span.end, match.end())),
        "nothing",
        0.8,
        absent=True,
    )


def _nobody(talk: Talk, reading: Reading) -> Iterator[Finding]:
    match = _NOBODY_ELSE.search(reading.plain)
    asked = talk.asked(reading, "vendors")
    if match is None and asked and not talk.asked(reading, "authority"):
        match = re.match(
            r"\W*(?:no|nope|not yet|none|not really|nobody|just you)\b(?=\W*$|\W+(?:not|we|you|so far|just|at the moment|right now|yet|really|else|for now|currently)\b)",
            reading.plain,
        )
        if match is not None and any(
            found.reading is reading and found.kind == "competitor" for found in talk.findings
        ):
            return
    if match is None or (re.match(r"(?:nobody|no one|you|just|only)", match.group()) and not asked):
        return
    if any(name.kind == "competitor" for name in talk.named(reading)) or is_question(
        reading, reading.sentence_at(match.start())
    ):
        return
    span = reading.clause_at(match.start())
    yield Finding(
        "competitor",
        {"name": None, "relation": "evaluating"},
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
    asked = (
        talk.asked(reading, "solution")
        and not re.search(
            r"\b(?:budget|who else|anybody else|anyone else|costs?|spend|price|stopping|problem|wrong|hurts?|worr\w+|headaches?|bothers?|challenge)\b",
            question[-90:],
        )
        and not NOT_ABOUT_TODAY.search(question[-90:])
    )
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
    for match in GENERIC.finditer(reading.plain):
        if (own is not None and asked) or (
            said_before and match.group() in {"phone", "fax", "email", "e-mail", "emails", "e-mails", "paper"}
        ):
            continue
        if any(
            re.fullmatch(r"\s*,\s*(?:called |it's )?", reading.plain[match.end() : span.start])
            for span in known
            if span.start >= match.end()
        ):
            continue
        if any(Span(*match.span()).overlaps(span) for span in known) or not in_use(
            reading, match, asked=asked
        ):
            continue
        answered, said_before = True, said_before + 1
        known.append(Span(*match.span()))
        span = reading.trimmed(*match.span())
        name = phrase_around(reading, span)
        yield Finding(
            "current_solution", {"name": reading.words(name)}, reading, quote(reading, span), "generic", 0.8
        )
    for finding, span in lower_case(reading, known):
        answered = answered or finding.kind == "current_solution"
        known.append(span)
        yield finding
    if reading.text != reading.text.lower():
        for finding, span in capitalised(talk, reading, known, asked=asked):
            answered = answered or finding.kind == "current_solution"
            known.append(span)
            yield finding
    if asked and not answered and not any(name.kind == "competitor" for name in talk.named(reading)):
        yield from plain_answer(talk, reading, question)
