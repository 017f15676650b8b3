"""Names of vendors that the event pack does not know."""

import re
from collections.abc import Iterator

from agent.insight.signals.names import NOT_NAMES, UNKNOWN_NAME
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk
from agent.insight.signals.vendor_words import (
    A_VENDOR,
    COURTS,
    EVALUATING,
    LEFT,
    NEGATED,
    PASSING,
    TO_CONNECT,
    YOUR_RIVAL,
    last,
    last_uses,
    quote,
)
from agent.insight.signals.ways import GENERIC
from agent.speech.phonetics import is_everyday

_UNSAID = r"(?P<name>[a-z][a-z0-9]{3,})"
_LOWER = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "uses",
            rf"\b(?:we(?:'re| are)? (?:\w+ )?(?:use|using|run|running|work with|have|rent)|we'?re (?:on|with)|we are (?:on|with)|pay \w+(?: \w+)* for) (?:(?:the|an?|our) )?(?:(?:\w+ )?(?:system|software|tool|app|platform|product|thing) (?:from|by|called|of) )?(?:(?P<rival>your (?:competitors?|rivals?)),? )?{_UNSAID}(?=\W*$|\W+(?:today|now|for|since|at the moment|right now|but|and (?:it|we|they)|currently|ends?|in)\b)",
        ),
        (
            "evaluating",
            rf"\b(?:(?:look(?:ing|ed)?|having a look) (?:\w+ )?at|talk(?:ing|ed)? (?:\w+ )?(?:to|with)|(?:offer|quote|demo|proposal|trial|bid) (?:from|of|by|with)|compar\w+ (?:you )?(?:with|to|against)|consider(?:ing)?|evaluat(?:e|ing)|trial+ing|testing|piloting|and at|and with) {_UNSAID}(?=\W*$|\W+(?:and|as well|too|right now|now|today|at the moment|next|this|also|but|or)\b)",
        ),
        (
            "evaluating",
            rf"(?:^|\b(?:and|also|but|yes|yeah|well|yep|plus)\s+){_UNSAID} (?:has |have |had |is |are |was |also |just |already )*(?:(?:sent|made|gave|offered|quoted) (?:us|me)\b|pitch(?:ed|ing)\b|bidding\b|in the (?:running|race|tender|mix)\b|on (?:the|our) (?:short ?-?)?list\b|quoted\b)",
        ),
        (
            "left",
            rf"\b(?:we|i)(?:'ve| have)? (?:left|dropped|ditched|cancelled|kicked out|moved (?:away|off)(?: from)?|switched from|used to (?:use|have|be with)|got rid of|threw out) {_UNSAID}(?=\W*$|\W+(?:last|two|three|in|because|after|years?|this|before|when|but|and)\b)",
        ),
    )
)
"""Names of vendors where the recogniser writes no capitals: a word that is no everyday one, in a place where only a name fits."""
_WORDLIKE = re.compile(
    r".*(?:ing|ed|ly|tion|ment|ness|ity|ance|ence|ware|able|ible|tors?|sors?|[bdfgkmnptv]ers?|hers?|ists?|ics?|ies|ts|ns|ls|rs|es|men|ship|logy|graph|phones?|sheets?|boards?|books?|pads?|scope|meters?)$"
)


def lower_case(reading: Reading, known: list[Span]) -> Iterator[tuple[Finding, Span]]:
    """Find vendors where the recogniser writes no capitals, in places where only a name fits."""
    if not reading.noisy or reading.text != reading.text.lower():
        return
    for relation, pattern in _LOWER:
        for match in pattern.finditer(reading.plain):
            span, name = Span(*match.span("name")), match.group("name")
            if (
                any(span.overlaps(other) for other in known)
                or is_everyday(name)
                or _WORDLIKE.fullmatch(name)
                or GENERIC.fullmatch(name)
                or unreal(reading, match.start())
                or taken_back(reading, match.start())
                or about_others(reading, match.start())
                or PASSING.search(reading.plain[: match.start()][-60:])
                or TO_CONNECT.search(reading.plain[: span.start])
            ):
                continue
            rival = "rival" in match.re.groupindex and match.group("rival") is not None
            if relation == "uses":
                yield (
                    Finding(
                        "current_solution", {"name": name}, reading, quote(reading, span), "lower_case", 0.6
                    ),
                    span,
                )
            if relation != "uses" or rival or A_VENDOR.search(reading.plain[: span.start]):
                yield (
                    Finding(
                        "competitor",
                        {"name": name, "relation": relation},
                        reading,
                        quote(reading, span),
                        "lower_case",
                        0.6,
                    ),
                    span,
                )
            known.append(span)


def capitalised(
    talk: Talk, reading: Reading, known: list[Span], *, asked: bool
) -> Iterator[tuple[Finding, Span]]:
    """Find vendors by their capitals; yields each with the place of the name."""
    for match in UNKNOWN_NAME.finditer(reading.text):
        span = Span(*match.span())
        position = span.start
        if any(span.overlaps(other) for other in known) or (
            NOT_NAMES.match(match.group().lower())
            or (
                not reading.plain[reading.sentence_at(span.start).start : span.start].strip()
                and is_everyday(match.group().lower())
            )
        ):
            continue
        sentence, clause = reading.sentence_at(position), reading.clause_at(position)
        before = reading.plain[min(clause.start, position) : position]
        begins = not reading.plain[sentence.start : position].strip()
        if (
            "?" in reading.of_span(sentence)
            or unreal(reading, position)
            or (about_others(reading, position) and not YOUR_RIVAL.search(before))
            or PASSING.search(reading.plain[sentence.start : position])
        ):
            continue
        if (
            begins
            and talk.asked(reading, "vendors")
            and sentence == reading.sentences[0]
            and re.match(r"\s*(?:,|and\b|or\b|$|\.|for\b|mostly|mainly|so far)", reading.plain[span.end :])
        ):
            name = match.group().rstrip("-&")
            yield (
                Finding(
                    "competitor",
                    {"name": name, "relation": "evaluating"},
                    reading,
                    quote(reading, span),
                    "unknown_name",
                    0.65,
                ),
                span,
            )
            continue
        courted = COURTS.match(reading.plain, span.end)
        if courted is not None and not is_everyday(match.group().lower().split()[0].removesuffix("'s")):
            name = match.group().rstrip("-&")
            courts = "compared" if courted.lastgroup == "compared" else "evaluating"
            yield (
                Finding(
                    "competitor",
                    {"name": name, "relation": courts},
                    reading,
                    quote(reading, span),
                    "courts",
                    0.65,
                ),
                span,
            )
            continue
        if begins and not (
            asked
            and sentence == reading.sentences[0]
            and re.match(
                r"\W*(?:$|,|mostly|mainly|and|since|for|but|at|right now|currently|\.)",
                reading.plain[span.end :],
            )
        ):
            continue
        gap_ok = (
            re.search(
                r"(?:\b(?:use|using|with|on|running|run|have|'ve|got|called|named|rival|competitor|competitors|vendor|supplier|provider|for|by|from|to|and|or|at|against|considering|tried|trialling|testing|piloting|evaluating|considering|left|dropped|ditched|a tool|in|between|versus|compar\w+)|,)\s+(?:(?:the|a|an|also|their|now|both)\s+)*$",
                reading.plain[sentence.start : position],
            )
            or begins
        )
        if (
            not gap_ok
            or len(match.group()) < 2
            or (
                re.search(r"\b(?:mr|mrs|ms|dr|in|at the|near|outside|mister)\.?\s+$", before)
                and not re.search(
                    r"\b(?:track|plan|do|everything|is|all|keep|run) (?:\w+ ){0,3}in\s+$", before
                )
            )
        ):
            continue
        role = re.match(
            r"\s*,?\s*(?:our|my|the) (?:\w+ ){0,2}(?:boss|manager|director|head)", reading.plain[span.end :]
        )
        if role:
            continue
        evaluating, left, uses = last(EVALUATING, before), last(LEFT, before), last_uses(before)
        ends = {
            name: found.end()
            for name, found in (("evaluating", evaluating), ("left", left), ("uses", uses))
            if found is not None
        }
        near = {name: end for name, end in ends.items() if len(YOUR_RIVAL.sub("", before[end:]).split()) <= 4}
        relation = (
            max(near, key=lambda name: near[name])
            if near
            else "uses"
            if asked and sentence == reading.sentences[0]
            else None
        )
        if relation is None or (
            relation in near
            and NEGATED.search(before[: ends[relation]])
            and re.search(r"\b(?:don't|not|never)\b", before)
        ):
            continue
        if TO_CONNECT.search(reading.plain[sentence.start : position]):
            continue
        name = match.group().rstrip("-&")
        if relation == "uses":
            if re.search(
                r"\b(?:hired|founded|born|live|based|office|plant|site|factory|partner|customers?)\b", before
            ):
                continue
            yield (
                Finding(
                    "current_solution", {"name": name}, reading, quote(reading, span), "unknown_name", 0.7
                ),
                span,
            )
            if A_VENDOR.search(before):
                yield (
                    Finding(
                        "competitor",
                        {"name": name, "relation": "uses"},
                        reading,
                        quote(reading, span),
                        "unknown_name",
                        0.6,
                    ),
                    span,
                )
        elif relation == "evaluating" and re.search(
            r"\b(?:seeing|see|saw|meet|meeting|met|interested in|thinking (?:about|of)|visit\w*|with you)\s+\W*(?:\w+\s+)?$",
            before,
        ):
            continue
        else:
            yield (
                Finding(
                    "competitor",
                    {"name": name, "relation": relation},
                    reading,
                    quote(reading, span),
                    "unknown_name",
                    0.65,
                ),
                span,
            )
