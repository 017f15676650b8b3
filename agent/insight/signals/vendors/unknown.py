"""Names of vendors that the event pack does not know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.insight.signals.language.names import NOT_NAMES, UNKNOWN_NAME
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk, Value
from agent.insight.signals.vendors.introduced import introduced, introduced_relation
from agent.insight.signals.vendors.places import is_place
from agent.insight.signals.vendors.relation_frames import TO_COMPARE
from agent.insight.signals.vendors.relations import ended
from agent.insight.signals.vendors.solution_answers import asked_for_way, asks_whether
from agent.insight.signals.vendors.tool_words import TOOL
from agent.insight.signals.vendors.unknown_patterns import (
    ARTICLE,
    BEGINS_CLAUSE,
    CALLED,
    HIS_ROLE,
    LEADS_TO_NAME,
    LOWER_NAME,
    ONLY_MET,
    OWN_SITE,
    PERSON_CALLED,
    PERSON_OR_PLACE,
    PREPOSITION,
    SECOND,
    SORT_OF_FIRM,
    SUBJECT,
    UNSAID,
    WAS_AT,
    WE_TALK,
    WORDLIKE,
    WORK_IN_IT,
    YES_THEN_NAME,
)
from agent.insight.signals.vendors.words import (
    COURTS,
    EVALUATING,
    NEGATED,
    PASSING,
    TAKEN_BACK,
    TO_CONNECT,
    YOUR_RIVAL,
    beside_us,
    last,
    last_left,
    last_uses,
    of_others,
    quote,
    without_correction,
)
from agent.speech.phonetics import is_everyday

_LOWER = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "uses",
            laid_out(rf"""
                \b(?:
                    we(?:'re| are)? (?:\w+ )?(?:use|using|run|running|work with|have(?! an? )|rent)|
                    we'?re (?:on|with)|we are (?:on|with)|pay \w+(?: \w+)* for
                ) (?:(?:the|an?|our) )?
                (?:(?:\w+ )?(?:system|software|tool|app|platform|product|thing) (?:from|by|called|of) )?
                (?:(?P<rival>your (?:competitors?|rivals?)),? )?{UNSAID}(?=
                    \W*$|
                    \W+
                    (?:today|now|for|since|at the moment|right now|but|and (?:it|we|they)|currently|ends?|in)
                    \b
                )
            """),
        ),
        (
            "evaluating",
            laid_out(rf"""
                \b(?:
                    (?:look(?:ing|ed)?|having a look) (?:\w+ )?at|talk(?:ing|ed)? (?:\w+ )?(?:to|with)|
                    (?:offer|quote|demo|proposal|trial|bid) (?:from|of|by|with)|
                    compar\w+ (?:you )?(?:with|to|against)|consider(?:ing)?|evaluat(?:e|ing)|trial+ing|
                    testing|piloting|and at|and with
                ) {UNSAID}(?=
                    \W*$|
                    \W+(?:
                        and|as well|too|right now|now|today|at the moment|next|this|also|but|or|only|they|he|
                        she|it|its|it's|which|who|from|for|in|because|since|their
                    )\b
                )
            """),
        ),
        (
            "evaluating",
            laid_out(rf"""
                (?:^|\b(?:and|also|but|yes|yeah|well|yep|plus)\s+)
                {UNSAID} (?:has |have |had |is |are |was |also |just |already )*
                (?:
                    (?:sent|made|gave|offered|quoted) (?:us|me)\b|pitch(?:ed|ing)\b|bidding\b|
                    in the (?:running|race|tender|mix)\b|on (?:the|our) (?:short ?-?)?list\b|quoted\b
                )
            """),
        ),
        (
            "left",
            laid_out(rf"""
                \b(?:we|i)(?:'ve| have)? (?:
                    left|dropped|ditched|cancelled|kicked out|moved (?:away|off)(?: from)?|switched from|
                    used to (?:use|have|be with)|got rid of|threw out
                ) {UNSAID}(?=\W*$|\W+(?:last|two|three|in|because|after|years?|this|before|when|but|and)\b)
            """),
        ),
    )
)
"""Names of vendors where the recogniser writes no capitals: a word that is no everyday one, in a place where only a name fits."""


def lower_case(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[tuple[Finding, Span]]:
    """Find vendors where the recogniser writes no capitals, in places where only a name fits."""
    if not reading.noisy or reading.text != reading.text.lower():
        return
    asked = talk.asked(reading, "vendors")
    for relation, pattern in (*_LOWER, *((("evaluating", WAS_AT),) if asked else ())):
        for match in pattern.finditer(reading.plain):
            span, name = Span(*match.span("name")), match.group("name")
            if (
                any(span.overlaps(other) for other in known)
                or is_everyday(name)
                or WORDLIKE.fullmatch(name)
                or TOOL.fullmatch(name)
                or unreal(reading, match.start())
                or taken_back(reading, match.start())
                or of_others(reading, match.start())
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
            if relation != "uses" or rival or beside_us(reading, span):
                yield (
                    Finding(
                        "competitor",
                        {
                            "name": name,
                            "relation": "compared" if TO_COMPARE.match(reading.plain, span.end) else relation,
                        },
                        reading,
                        quote(reading, span),
                        "lower_case",
                        0.6,
                    ),
                    span,
                )
            known.append(span)
    yield from _introduced_in_lower_case(talk, reading, known)


def _introduced_in_lower_case(
    talk: Talk, reading: Reading, known: list[Span]
) -> Iterator[tuple[Finding, Span]]:
    for match in LOWER_NAME.finditer(reading.plain):
        span, name = Span(*match.span()), match.group()
        if any(span.overlaps(other) for other in known) or is_everyday(name) or TOOL.fullmatch(name):
            continue
        span = _whole(reading, span)
        words = introduced(reading, span, everyday=WORDLIKE.fullmatch(name) is not None)
        place = _Place(reading, span)
        if words is None or not _is_meant(place):
            continue
        relation = introduced_relation(
            talk,
            reading,
            span,
            words,
            in_choice=talk.asked(reading, "vendors"),
            in_house=asked_for_way(talk, reading),
        )
        if relation is not None:
            yield from place.found(relation, "introduced")


def _whole(reading: Reading, span: Span) -> Span:
    """Take in the second word of a name after "called": "it's called tyler munis"."""
    second = SECOND.match(reading.plain, span.end)
    if second is None or not CALLED.search(reading.plain[: span.start]):
        return span
    return Span(span.start, second.end("word"))


_NEAR = 4
"""Words between a verb and the name that it is about, at most."""


@dataclass(frozen=True)
class _Place:
    """A capitalised name in its surroundings."""

    reading: Reading
    span: Span

    @property
    def name(self) -> str:
        """The name as it was said."""
        return self.reading.text[self.span.start : self.span.end].rstrip("-&")

    @property
    def sentence(self) -> Span:
        """The sentence that it stands in."""
        return self.reading.sentence_at(self.span.start)

    @property
    def before(self) -> str:
        """What stands before it in its clause."""
        clause = self.reading.clause_at(self.span.start)
        return without_correction(self.reading.plain[min(clause.start, self.span.start) : self.span.start])

    @property
    def wide_before(self) -> str:
        """What stands before it in its sentence."""
        return without_correction(self.reading.plain[self.sentence.start : self.span.start])

    @property
    def after(self) -> str:
        """All that is said after it."""
        return self.reading.plain[self.span.end :]

    @property
    def begins(self) -> bool:
        """Whether a sentence begins with it, so that its capital says little."""
        return not self.wide_before.strip()

    @property
    def answers(self) -> bool:
        """Whether it stands in the first sentence, or fills one of the next alone."""
        alone = self.reading.of_span(self.sentence).strip(" .!") == self.name.lower()
        return self.sentence == self.reading.sentences[0] or (
            alone and self.sentence in self.reading.sentences[:3]
        )

    def found(self, relation: str, rule: str) -> Iterator[tuple[Finding, Span]]:
        """Return what is found, with the place of the name."""
        place = quote(self.reading, self.span)
        if relation == "uses":
            yield (
                Finding("current_solution", {"name": self.name}, self.reading, place, rule, 0.7),
                self.span,
            )
            if not beside_us(self.reading, self.span):
                return
        value: Value = {"name": self.name, "relation": relation}
        yield Finding("competitor", value, self.reading, place, rule, 0.65), self.span


def capitalised(
    talk: Talk, reading: Reading, known: list[Span], *, asked: bool
) -> Iterator[tuple[Finding, Span]]:
    """Find vendors by their capitals; yields each with the place of the name."""
    for match in UNKNOWN_NAME.finditer(reading.text):
        lead = PREPOSITION.match(match.group())
        place = _Place(reading, Span(match.start() + (lead.end() if lead is not None else 0), match.end()))
        if any(place.span.overlaps(other) for other in known) or not _is_meant(place):
            continue
        courted = COURTS.match(reading.plain, place.span.end)
        words = introduced(reading, place.span)
        if (
            place.begins
            and talk.asked(reading, "vendors")
            and place.sentence == reading.sentences[0]
            and re.match(r"\s*(?:,|and\b|or\b|$|\.|for\b|mostly|mainly|so far)", place.after)
        ):
            yield from place.found("evaluating", "unknown_name")
        elif words is not None:
            said = introduced_relation(
                talk, reading, place.span, words, in_choice=talk.asked(reading, "vendors"), in_house=asked
            )
            if said is not None:
                yield from place.found(said, "introduced")
        elif courted is not None and not is_everyday(place.name.lower().split()[0].removesuffix("'s")):
            yield from place.found("compared" if courted.lastgroup == "compared" else "evaluating", "courts")
        elif _stands_like_a_name(place, asked=(told := asked or _tells_what(talk, place))):
            relation = _relation(talk, place, asked=told)
            if relation == "evaluating" and ended(talk, reading, place.span):
                relation = "left"
            if relation is not None:
                yield from place.found(relation, "unknown_name")


def _tells_what(talk: Talk, place: _Place) -> bool:
    """Return whether a name follows the yes to a question whether there is anything at all."""
    reading = place.reading
    yes = YES_THEN_NAME.fullmatch(reading.plain, 0, place.span.start)
    return yes is not None and asks_whether(talk, reading)


def _is_meant(place: _Place) -> bool:
    reading, position, lowered = place.reading, place.span.start, place.name.lower()
    return not (
        NOT_NAMES.match(lowered.removesuffix("s"))
        or NOT_NAMES.match(lowered)
        or (place.begins and is_everyday(lowered))
        or "?" in reading.of_span(place.sentence)
        or unreal(reading, position)
        or (of_others(reading, position) and not YOUR_RIVAL.search(place.before))
        or PASSING.search(place.wide_before)
        or is_place(reading, place.span)
        or PERSON_CALLED.search(place.wide_before)
        or TAKEN_BACK.match(reading.text, place.span.end)
        or (ARTICLE.search(place.before) and SORT_OF_FIRM.match(place.after))
    )


def _stands_like_a_name(place: _Place, *, asked: bool) -> bool:
    if place.begins:
        several = re.match(r"s and (?:an?|the|some|two|lots)\b", place.reading.plain[place.span.end - 1 :])
        ends = re.match(r"\W*(?:$|,|mostly|mainly|and|since|for|but|at|right now|currently|\.)", place.after)
        # "Dictaphones and a pool of typists" are no names.
        if several or ends is None or not (asked and place.answers):
            return False
    elif LEADS_TO_NAME.search(place.wide_before) is None:
        return False
    acquaintance = re.search(r"\b(?:have|got|know)\s+$", place.before) and re.match(
        r"\s*,?\s*who(?:'s)? (?!i )", place.after
    )
    in_a_place = PERSON_OR_PLACE.search(place.before) and not WORK_IN_IT.search(place.before)
    return not (
        len(place.name) == 1
        or acquaintance
        or in_a_place
        or HIS_ROLE.match(place.after)
        or (TO_CONNECT.search(place.wide_before) and not WE_TALK.search(place.wide_before))
    )


def _relation(talk: Talk, place: _Place, *, asked: bool) -> str | None:
    """Return what the nearest verb says of the name, else what was asked."""
    before = place.before
    said = {"evaluating": last(EVALUATING, before), "left": last_left(before), "uses": last_uses(before)}
    near = {
        relation: found.end()
        for relation, found in said.items()
        if found is not None and len(YOUR_RIVAL.sub("", before[found.end() :]).split()) <= _NEAR
    }
    if near:
        relation = max(near, key=lambda one: near[one])
        if NEGATED.search(before[: near[relation]]) and re.search(r"\b(?:don't|not|never)\b", before):
            return None
    elif (
        talk.asked(place.reading, "vendors")
        and not asked_for_way(talk, place.reading)
        and (
            place.answers
            or not re.fullmatch(r"[A-Z]{2,4}", place.name)
            or re.search(r"(?:,|\band)\s*$", before)  # "You, Finterra, SAP of course"
        )
    ):
        relation = "evaluating"
    elif (asked and place.answers) or re.search(r"\bout of\s+$", before) or WORK_IN_IT.search(before):
        relation = "uses"
    else:
        return None
    if relation == "uses" and BEGINS_CLAUSE.search(before) and SUBJECT.match(place.after):
        return None  # "We train six thousand people, and RBI wants proof"
    refused = {"uses": OWN_SITE, "evaluating": ONLY_MET}.get(relation)
    return None if refused is not None and refused.search(before) else relation
