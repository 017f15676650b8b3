"""What a firm has to do with a vendor that it names: uses him, evaluates him, has left him, compares him with us."""

import re

from agent.insight.signals.language.names import Named
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import is_question
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.vendors.compared import ASKED_AGAINST_US, THAN_WHAT, set_against_us
from agent.insight.signals.vendors.relation_frames import (
    AFTER,
    BEFORE,
    COMING,
    IN_THE_HOUSE,
    LATER_SAID,
    REJECTED,
    TO_COMPARE,
)
from agent.insight.signals.vendors.relations_patterns import (
    ABOUT_IT,
    ADVERB_ONLY,
    ALMOST,
    ALONE,
    BE,
    BETWEEN_STANDS,
    DIFFERENT,
    HAD,
    HAVE_NOW,
    LIKED_BEST,
    NOT_OURS,
    NOT_THAT,
    NOT_YET,
    ONCE,
    ROUND,
    SISTER,
    SOME_OF,
    THAN_THEM,
)
from agent.insight.signals.vendors.solution_answers import asked_by_whom, asked_for_way
from agent.insight.signals.vendors.words import (
    COMPARED,
    COURTS,
    CURRENTLY,
    EVALUATING,
    LEFT,
    NEGATED,
    PASSING,
    last,
    last_uses,
    of_others,
)

_SOON = 90
_LINKS = frozenset({"", "with", "from", "by", "of", "at", "to"})
_NO_VERBS = frozenset({"on", "with", "at", "in", "had", "it", "that"})


def relation_of(talk: Talk, reading: Reading, name: Named) -> str | None:
    """Return `uses`, `evaluating`, `left` or `compared`; None where the name is only dropped."""
    span = name.span
    sentence, clause = reading.sentence_at(span.start), reading.clause_at(span.start)
    before = reading.plain[min(clause.start, span.start) : span.start]
    after = reading.plain[span.end : max(clause.end, span.end)]
    wide_before = reading.plain[sentence.start : span.start]
    if name.kind == "product":
        return _our_own(talk, reading, sentence, before=before, after=after)
    passing = PASSING.search(wide_before) or re.match(
        laid_out(r"""
            '?s?\s+(?:
                booth|stand|party|mug|pen|bag|guy|leaflets?|flyers?|
                (?:\w+ )?(?:talk|keynote|panel|lecture|speech|reception|drinks|raffle|dinner)
            )\b|
            [^.!?]{0,30}\b(?:at|in|with) my (?:last|old|previous|former|side) \w+|
            [^.!?]{0,40}\b(?:i|we) (?:did not|didn't|have not|haven't) (?:\w+ )?
            (?:talk|talked|speak|spoken|stop|stopped|listen|listened)\b
        """),
        reading.plain[span.end :],
    )
    if not_ours(reading, span) or SISTER.search(wide_before):
        return None
    if BETWEEN_STANDS.search(before):
        return "evaluating"
    shown = re.search(r"\b(?:demo|trial|offer|quote|presentation|pilot)\b", before)
    if passing or (of_others(reading, span.start) and not shown):
        return None
    if (
        THAN_WHAT.search(wide_before)
        or set_against_us(reading.plain, span.end)
        or ASKED_AGAINST_US.search(wide_before)
        or DIFFERENT.search(reading.plain[span.end : span.end + _SOON])
    ):
        return "compared"
    if (
        is_question(reading, sentence)
        and (wide_before.strip() or "?" in reading.of_span(sentence))  # "how licks quoted us"
        and not asked_for_way(talk, reading)
        and not re.search(r"\b(?:we|our|i)\b", wide_before)
    ):
        return None
    relation = _told(talk, reading, span, before=before, after=after) or _answered(
        talk, reading, before=before, after=after, sentence=sentence
    )
    in_use = relation == "uses" and last_uses(before) is not None and not ONCE.search(before)
    return "left" if relation != "compared" and not in_use and ended(talk, reading, span) else relation


def relation_to_them(talk: Talk, reading: Reading, span: Span) -> str | None:
    """Return what words say of "them" or "they", of whom it is known who is meant."""
    sentence, clause = reading.sentence_at(span.start), reading.clause_at(span.start)
    before = reading.plain[min(clause.start, span.start) : span.start]
    if (
        of_others(reading, span.start)
        or is_question(reading, sentence)
        or SOME_OF.search(reading.plain[: span.start])
    ):
        return None
    verb = BE.match(reading.plain, span.end)
    if COMPARED.match(
        reading.plain, verb.end() if verb is not None else span.end, clause.end
    ) or THAN_THEM.search(before):
        return "compared"
    framed = _framed(reading, span, before=before, sentence=sentence)
    if ended(talk, reading, span):
        return "left"
    if NOT_YET.search(before):
        return framed if framed in {"left", "compared"} else None
    if framed is not None:
        return framed
    said = {"left": last(LEFT, before), "evaluating": last(EVALUATING, before), "uses": last_uses(before)}
    return next(
        (
            relation
            for relation, found in said.items()
            if found is not None
            and before[found.end() :].strip() in _LINKS
            and found.group() not in _NO_VERBS
        ),
        None,
    )


def not_ours(reading: Reading, span: Span) -> bool:
    """Return whether it is said right after a name that another firm works with it: "but that's theirs, not ours"."""
    return NOT_OURS.match(reading.plain, span.end, reading.sentence_at(span.start).end) is not None


def ended(talk: Talk, reading: Reading, span: Span) -> bool:
    """Return whether it is said later that nothing came of a vendor: "we tried X and binned it"."""
    sentence = reading.sentence_at(span.start)
    end = sentence.end
    following = reading.sentence_at(end) if end < len(reading.plain) else sentence
    if following.start >= end and ABOUT_IT.match(reading.plain, following.start):
        end = following.end
    others = [other.span.start for other in talk.named(reading) if other.span.start > span.start]
    end = min([end, *others])
    return any(
        not re.search(
            r"(?:\bnot|n't|\bnever)\s+(?:\w+\s+)?$|\b(?:if|unless|might)\b[^.,]{0,25}$",
            reading.plain[: said.start()],
        )
        or said.group().startswith(("never again", "not"))
        for said in REJECTED.finditer(reading.plain, span.end, end)
    )


def _our_own(talk: Talk, reading: Reading, sentence: Span, *, before: str, after: str) -> str | None:
    """Return `uses` where a product of ours is in the visitor's house already."""
    uses = re.search(
        laid_out(r"""
            \b(?:we|i)(?:'ve| have|'re| are)?(?: \w+){0,2} (?:use|using|have|got|running|run|bought|on)\b
            (?: \w+){0,3}\s*$|
            \b(?:we've|we have) (?:got )?(?:your|the|an?|two|some)(?: \w+){0,2}\s*$
        """),
        before,
    )
    if (
        asked_for_way(talk, reading)
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


def _told(talk: Talk, reading: Reading, span: Span, *, before: str, after: str) -> str | None:
    """Return what the words around a name say in so many words."""
    sentence, clause = reading.sentence_at(span.start), reading.clause_at(span.start)
    wide_before = reading.plain[sentence.start : span.start]
    if (
        COMPARED.search(reading.plain[span.start : clause.end])
        or re.search(r"\b(?:than|unlike|compared (?:to|with)|as \w+ as)\s+(?:\w+\s+)?$", before)
        or (re.search(r"\bcompared\s*$", before) and re.match(r"\s+(?:with|to|and|against) you", after))
    ):
        return "compared"
    if re.search(
        r"\bcompared (?:you|this|that|it|yours|your \w+) (?:with|to|against)\s+(?:\w+ and )?$", before
    ) or (
        re.match(r"\W*(?:with|to|against|and) (?:you|yours|your)\b", after)
        and re.search(r"\bcompared\s+$", before)
    ):
        return "compared"
    if TO_COMPARE.match(reading.plain, span.end, sentence.end):
        return "compared"
    framed = _framed(reading, span, before=before, sentence=sentence)
    if framed is not None:
        return framed
    left = last(LEFT, before) or (
        LEFT.match(after.lstrip(" ,."))
        if re.match(
            r"[ ,]*(?:is|was|until|before|previously|but (?:we )?(?:dropped|left|moved|cancelled|ruled))",
            after,
        )
        else None
    )
    if re.search(
        laid_out(r"""
            \b(?:but|and|so) (?:then )?(?:we |i |have )?(?:
                dropped|ditched|left|ruled|kicked|cancelled|canceled|stopped|threw|it didn't|
                they (?:lost|were out)|said no|decided against|sent them
            )
        """),
        reading.plain[span.end : sentence.end],
    ) or (re.match(r"\s*,?\s*until\b", after) and not HAVE_NOW.search(before)):
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
    if uses is not None and ADVERB_ONLY.fullmatch(uses.group().strip()) and talk.asked(reading, "vendors"):
        return "evaluating"  # "So far Fabrion", after "who else?"
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
            laid_out(r"""
                \b(?:our|current|existing|the) (?:current |existing |old )?(?:\w+ )?
                (?:
                    contract|licen[cs]e|system|subscription|software|tool|deal|agreement|provider|supplier|
                    vendor
                ) (?:with|from|by|is|at|to)?\s*(?:with |from |by )?$
            """),
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
        laid_out(r"""
            \b(?:made|gave|sent) us (?:an?|their)|
            \b(?:is|are) (?:also )?(?:on|in) (?:the|our) (?:short|list|running|race)|
            \b(?:was|were|is|are|came) (?:here|there|at our|in our)|
            pitched|presented|showed us
        """),
        after,
    ):
        return "evaluating"
    return None


def _framed(reading: Reading, span: Span, *, before: str, sentence: Span) -> str | None:
    """Return what the frames say that stand right around the name."""
    if ALMOST.search(before):
        return "left"
    over = last(BEFORE[0][1], before)
    if over is not None and not before[over.end() :].strip(" ,"):
        return "left"
    if re.search(r"(?<!have )(?<!'ve )\bhad\s+$", before) and re.match(
        r"\s+(?:for \w+ (?:years?|months?)|until|once|back then|before)\b", reading.plain[span.end :]
    ):
        return "left"
    if re.search(r"\bgave\s+$", before) and re.match(
        r"\s+a (?:try|go|chance|shot)\b", reading.plain[span.end :]
    ):
        return "left"
    for relation, frame in AFTER:
        if frame.match(reading.plain, span.end, sentence.end):
            return relation
    if HAD.search(before) and ROUND.match(reading.plain, span.end):
        return "evaluating"
    if COMING.search(before) and IN_THE_HOUSE.match(reading.plain, span.end):
        return "evaluating"
    for relation, frame in BEFORE:
        found = last(frame, before)
        if found is not None and not before[found.end() :].strip(" ,"):
            if relation == "uses" and LATER_SAID.search(reading.plain, span.end):
                return "evaluating"
            return relation
    return None


def _left_or(before: str, after: str) -> str | None:
    said = re.search(r"\b(?:had|tried|used|ran|left|was|were)\s*(?:with |on )?$", before)
    if said and said.group().startswith("had") and not re.search(r"\buntil|before|ago|but\b", after):
        return None
    if re.search(
        laid_out(r"""
            (?:
                looking to|want to|going to|plan to|planning to|like to|need to|must|have to|would|will|'ll|
                thinking about|thinking of|considering|about to
            ) (?:\w+ )?(?:replace|leave|leaving|drop|move|moving|switch|get rid|replacing|dropping|ditch)
            [\w ]*$
        """),
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
        and (asked_for_way(talk, reading) or asked_by_whom(talk, reading))
        and not re.search(
            laid_out(r"""
                \b(?:who|anybody|anyone|somebody) else|\bcompar|\blooking at|\blook at|\bshortlist|\bevaluat|
                \bin the (?:running|race)\b|\balternativ|\bother vendors|\bwhich vendors|
                \b(?:talked|spoken) to|\bon (?:your|the) list|\bup against|\b(?:offers?|quotes?|bids?)\b
            """),
            question,
        )
    ):
        return "uses"
    if talk.asked(reading, "vendors") and (first or (not before.strip() and ALONE.match(after))):
        return "evaluating"
    if LIKED_BEST.search(question) and _begins_answer(reading, before, sentence):
        return "evaluating"
    if LATER_SAID.search(reading.plain[len(before) :]):
        return "evaluating"
    if _begins_answer(reading, before, sentence) and _asks(question):
        return "uses"
    if re.search(r"\b(?:and|or|,)\s+(?:also\s+)?$", before) and listed is not None:
        return str(listed.value["relation"])
    if CURRENTLY.search(after) and not re.search(r"\bif\b", before):
        return "uses"
    return None


def _begins_answer(reading: Reading, before: str, sentence: Span) -> bool:
    """Return whether a name is the first thing said."""
    rest = re.sub(
        laid_out(r"""
            \b(?:
                well|yes|yeah|oh|ah|um|uh|it's|that's|that'd be|with|on|in|by|of course|mostly|still|our|the|
                we use|we have|we're on|currently|just|good old|ha
            )\b|
            \W
        """),
        " ",
        before,
    )
    return not rest.strip() and (not reading.sentences or sentence.start == reading.sentences[0].start)


def _asks(question: str) -> bool:
    """Return whether a rep's turn is a question that the name of a tool may answer."""
    return re.search(r"\?|\.\.\.\s*$", question) is not None and NOT_THAT.search(question[-60:]) is None
