"""Names of vendors that the event pack does not know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.insight.signals.introduced import introduced, introduced_relation
from agent.insight.signals.names import NOT_NAMES, UNKNOWN_NAME
from agent.insight.signals.places import is_place
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.relation_frames import TO_COMPARE
from agent.insight.signals.relations import ended
from agent.insight.signals.solution_answers import asked_for_way
from agent.insight.signals.stance import taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value
from agent.insight.signals.tool_words import TOOL
from agent.insight.signals.vendor_words import (
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

_LOWER_NAME = re.compile(r"\b[a-z][a-z0-9]{3,}\b")
_UNSAID = r"(?P<name>[a-z][a-z0-9]{3,})"
_LOWER = tuple(
    (relation, re.compile(pattern))
    for relation, pattern in (
        (
            "uses",
            rf"\b(?:we(?:'re| are)? (?:\w+ )?(?:use|using|run|running|work with|have(?! an? )|rent)|we'?re (?:on|with)|we are (?:on|with)|pay \w+(?: \w+)* for) (?:(?:the|an?|our) )?(?:(?:\w+ )?(?:system|software|tool|app|platform|product|thing) (?:from|by|called|of) )?(?:(?P<rival>your (?:competitors?|rivals?)),? )?{_UNSAID}(?=\W*$|\W+(?:today|now|for|since|at the moment|right now|but|and (?:it|we|they)|currently|ends?|in)\b)",
        ),
        (
            "evaluating",
            rf"\b(?:(?:look(?:ing|ed)?|having a look) (?:\w+ )?at|talk(?:ing|ed)? (?:\w+ )?(?:to|with)|(?:offer|quote|demo|proposal|trial|bid) (?:from|of|by|with)|compar\w+ (?:you )?(?:with|to|against)|consider(?:ing)?|evaluat(?:e|ing)|trial+ing|testing|piloting|and at|and with) {_UNSAID}(?=\W*$|\W+(?:and|as well|too|right now|now|today|at the moment|next|this|also|but|or|only|they|he|she|it|its|it's|which|who|from|for|in|because|since|their)\b)",
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
_WAS_AT = re.compile(
    rf"\b(?:was|were|been|went|stopped|going) (?:at|to|by|with) (?:the )?{_UNSAID}(?=\W*$|\W+(?:and|but|as well|too|this|yesterday|before|already|also|because|for)\b)"
)
"""After "whom else do you look at?"."""
"""Names of vendors where the recogniser writes no capitals: a word that is no everyday one, in a place where only a name fits."""
_WORDLIKE = re.compile(
    r"(?:came|gave|told|sent|said|made|took|went|have|been|were|knew|sold|brought|bought|spoke|wrote|met|left|kept|built|held|lost|felt|thought|stood|don|didn|won|each|some|them|their|these|those|there|where|which|what|when|here|very|much|such|same|other|more|most|many)|.*(?:ing|ed|ly|tion|ment|ness|ity|ance|ence|ware|able|ible|tors?|sors?|[bdfgkmnptv]ers?|hers?|ists?|ics?|ies|ts|ns|ls|rs|es|men|ship|logy|graph|phones?|sheets?|boards?|books?|pads?|scope|meters?)$"
)


def lower_case(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[tuple[Finding, Span]]:
    """Find vendors where the recogniser writes no capitals, in places where only a name fits."""
    if not reading.noisy or reading.text != reading.text.lower():
        return
    asked = talk.asked(reading, "vendors")
    for relation, pattern in (*_LOWER, *((("evaluating", _WAS_AT),) if asked else ())):
        for match in pattern.finditer(reading.plain):
            span, name = Span(*match.span("name")), match.group("name")
            if (
                any(span.overlaps(other) for other in known)
                or is_everyday(name)
                or _WORDLIKE.fullmatch(name)
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
    for match in _LOWER_NAME.finditer(reading.plain):
        span, name = Span(*match.span()), match.group()
        if any(span.overlaps(other) for other in known) or is_everyday(name) or TOOL.fullmatch(name):
            continue
        span = _whole(reading, span)
        words = introduced(reading, span, everyday=_WORDLIKE.fullmatch(name) is not None)
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
    second = _SECOND.match(reading.plain, span.end)
    if second is None or not _CALLED.search(reading.plain[: span.start]):
        return span
    return Span(span.start, second.end("word"))


_CALLED = re.compile(r"\b(?:called|named|company|firm|vendor|supplier|party)\s+$")
_SECOND = re.compile(
    r"\s+(?P<word>(?!(?:it|its|they|we|i|he|she|that|which|who|and|but|or|so|from|for|since|in|on|at|the|an?|is|not|because|you|our|my|now|today)\b)[a-z0-9]+)(?=\s*$|\s+(?:it|it's|its|they|they're|we|we've|i|he|she|that|which|who|and|but|so|from|for|since|in|because|the|our)\b)"
)
_SUBJECT = re.compile(
    r"'?s?\s+(?!(?:for|in|on|with|and|or|but|to|at|since|as|from|mostly|mainly|now|too|there|because|so|which|that|today|here|also|still|everywhere|over|by|of|until|together|it|they|we|he|she|i|is|are)\b)[a-z]+"
)
_BEGINS_CLAUSE = re.compile(r"\b(?:and|but|so|because|since|that|if|when)\s+(?:the\s+)?$")
_LEADS_TO_NAME = re.compile(
    r"(?:\b(?:use|using|with|out of|of|on|running|run|have|'ve|got|called|named|rival|competitor|competitors|vendor|supplier|provider|for|by|from|to|and|or|at|against|considering|tried|trialling|testing|piloting|evaluating|considering|left|dropped|ditched|a tool|in|between|versus|compar\w+)|,)\s+(?:(?:the|a|an|also|their|now|both)\s+)*$"
)
_ARTICLE = re.compile(r"\b(?:an?|some|this|that|one|another)\s+(?:\w+\s+)?$")
_SORT_OF_FIRM = re.compile(
    r"\s+(?:one|company|firm|outfit|start-?up|vendor|supplier|maker|lot|crowd|guys?|people)\b"
)
"""After "a Viennese": tells where a firm is from."""
_PERSON_OR_PLACE = re.compile(r"\b(?:mr|mrs|ms|dr|in|at the|near|outside|mister)\.?\s+$")
_WE_TALK = re.compile(
    r"\b(?:we|i)(?:'re|'m|'ve| are| am| have)?(?: \w+){0,2} (?:talk|speak|spoke)\w* (?:to|with)\s+$"
)
_PERSON_CALLED = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|lad(?:y|ies)|guys?|blokes?|chaps?|girls?|boys?|persons?|colleagues?|nurse|secretary|clerk|dog|friend|cousin|boss|fellow|lad|manager|driver|foreman|gentleman)(?: \w+)? (?:called|named)\s+$"
)
_WORK_IN_IT = re.compile(r"\b(?:track|plan|do|everything|is|all|keep|run) (?:\w+ ){0,3}in\s+$")
_HIS_ROLE = re.compile(r"\s*,?\s*(?:our|my|the) (?:\w+ ){0,2}(?:boss|manager|director|head)")
_OWN_SITE = re.compile(r"\b(?:hired|founded|born|live|based|office|plant|site|factory|partner|customers?)\b")
_ONLY_MET = re.compile(
    r"\b(?:seeing|see|saw|meet|meeting|met|interested in|thinking (?:about|of)|visit\w*|with you)\s+\W*(?:\w+\s+)?$"
)
_NEAR = 4
"""Words between a verb and the name that it is about, at most."""


_PREPOSITION = re.compile(r"(?:In|On|With|By|Via|Through|Over|From)\s+")
"""Begins a sentence, so that it seems to belong to the name: "In MS Project"."""


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
        lead = _PREPOSITION.match(match.group())
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
        elif _stands_like_a_name(place, asked=asked):
            relation = _relation(talk, place, asked=asked)
            if relation == "evaluating" and ended(talk, reading, place.span):
                relation = "left"
            if relation is not None:
                yield from place.found(relation, "unknown_name")


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
        or _PERSON_CALLED.search(place.wide_before)
        or TAKEN_BACK.match(reading.text, place.span.end)
        or (_ARTICLE.search(place.before) and _SORT_OF_FIRM.match(place.after))
    )


def _stands_like_a_name(place: _Place, *, asked: bool) -> bool:
    if place.begins:
        several = re.match(r"s and (?:an?|the|some|two|lots)\b", place.reading.plain[place.span.end - 1 :])
        ends = re.match(r"\W*(?:$|,|mostly|mainly|and|since|for|but|at|right now|currently|\.)", place.after)
        # "Dictaphones and a pool of typists" are no names.
        if several or ends is None or not (asked and place.answers):
            return False
    elif _LEADS_TO_NAME.search(place.wide_before) is None:
        return False
    acquaintance = re.search(r"\b(?:have|got|know)\s+$", place.before) and re.match(
        r"\s*,?\s*who(?:'s)? (?!i )", place.after
    )
    in_a_place = _PERSON_OR_PLACE.search(place.before) and not _WORK_IN_IT.search(place.before)
    return not (
        len(place.name) == 1
        or acquaintance
        or in_a_place
        or _HIS_ROLE.match(place.after)
        or (TO_CONNECT.search(place.wide_before) and not _WE_TALK.search(place.wide_before))
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
    elif (asked and place.answers) or re.search(r"\bout of\s+$", before):
        relation = "uses"
    else:
        return None
    if relation == "uses" and _BEGINS_CLAUSE.search(before) and _SUBJECT.match(place.after):
        return None  # "We train six thousand people, and RBI wants proof"
    refused = {"uses": _OWN_SITE, "evaluating": _ONLY_MET}.get(relation)
    return None if refused is not None and refused.search(before) else relation
