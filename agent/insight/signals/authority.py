"""Who decides, who recommends, who must agree. A title alone says none of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.authority_phrases import (
    I_DECIDE,
    I_INFLUENCE,
    LEAD_IN,
    ME,
    NAME,
    NONE,
    NOT_WHO,
    OTHER,
    PLACED,
    ROLE_WORD,
    TRAILING,
)
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value, says_no, says_yes

_POSSESSIVE = re.compile(r"^(?:my|our|the|a|an|his|her|their|your|its)\s+")
_PRONOUN = re.compile(r"(?:he|she|they|it|somebody|someone|people)$")
_ONLY_AGREES = re.compile(
    r"\b(?:agree|approv\w*|involved|ok|okay|say yes|in the loop|on board|else|veto|be asked|be convinced|sign-?off|signs? off)\b"
)
_DECIDING = re.compile(
    r"\b(?:decid\w+|decision|final (?:say|word|call)|last word|signs?|call|charge|pays?|buys?|budget|picks?|choose\w*|responsible|who (?:can|could))\b"
)
_REFUSES = re.compile(r"n't$|\b(?:not|never|nobody|no one)$|\bi (?:don't|can't|do not|cannot)\b")
_OTHER_MATTER = re.compile(
    r"\s+(?:what|how|if|whether|where|who|which)\b|"
    r"\s+(?:on |off on |to )?(?:the|every|each|all|our|their|his|her|those|these|any|a|an)\s+(?:\w+\s+){0,2}?(?:form|forms|treatment|request|requests|holidays?|notes?|timesheets?|"
    r"sheets?|deliver\w+|leave|shifts?|drawings?|plans|permits?|reports?|logs?|protocols?|cards?|checklists?|lists|batch\w*|samples?|prescriptions?|expenses?|books?|visits?|documents?|"
    r"grades?|lessons?|recipes?|schedules?|parts|parcels|pallets|glass|hours|changes?|release|tickets?)\b|\s+on (?:paper|glass|the glass)\b|\s+by hand\b"
)
"""What is decided or signed every day, and is no purchase."""
_SOMEBODY = re.compile(
    r"(?:\b(?:my|our|the) (?:[a-z-]+ ){0,3}?)(?!customer|client|user|patient|driver|operator|visitor|weather|computer|printer|supplier|inspector|number)[a-z-]+(?:er|or|ist|ress|man|woman|ant|ian|ee|head|mistress|wife)$"
)
_PAIR = re.compile(r"(?:my|our|the) \w+(?: \w+){0,2}\s+and\s*")
_ENDS_HERE = re.compile(
    r"\s*(?:[.,;!?]|$|(?:and|but|so|in the end|on that|about that|it|that|this|first|there|here|for)\b)"
)
_RETRACTS = re.compile(
    r"\W*(?:(?:hmm?|well|oh|ah)\W+)*(?:no|wait|scratch that|correction)\b(?! (?:one|body|matter|doubt))"
)
_RETRACTED = re.compile(
    r"(?:^|[\s,.])(?:no,? (?:actually|wait|sorry)|wait,? no|sorry,? no|scratch that|correction)\W+$"
)


def authorities(talk: Talk) -> Iterator[Finding]:
    """Find who decides, recommends, or must agree; `who` is None where it is the visitor."""
    seen: set[tuple[str, str]] = set()
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            value = (str(finding.value["role"]), str(finding.value["who"]).casefold())
            if (
                value not in seen
                and not taken_back(reading, finding.span.start)
                and not unreal(reading, finding.span.start)
            ):
                seen.add(value)
                yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    asked = talk.asked(reading, "authority")
    found = [*_of_himself(reading, asked=asked)]
    for other in _of_others(talk, reading, asked=asked):
        if not any(other.span.overlaps(one.span) and one.value["role"] == "decision_maker" for one in found):
            found.append(other)
    if asked and not found:
        answer = _answer(talk, reading)
        found = [answer] if answer is not None else []
    yield from _settled(reading, [one for one in found if not _retracted(reading, one, found)])


def _of_himself(reading: Reading, *, asked: bool) -> Iterator[Finding]:
    taken: list[Span] = []
    for pattern, role in ((NONE, "none"), (I_DECIDE, "decision_maker"), (I_INFLUENCE, "influencer")):
        for match in pattern.finditer(reading.plain):
            if _asks(reading, match.start()) or about_others(reading, match.start()):
                continue
            if role == "decision_maker" and not _deciding(reading, match, asked=asked):
                continue
            if role == "influencer" and re.search(
                r"\b(?:can't|cannot|don't|if)\s+$", reading.plain[: match.start()]
            ):
                continue
            span = _clause(reading, match)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            value: Value = {"role": role, "who": None}
            yield Finding("authority", value, reading, span, role, 0.85, absent=role == "none")


def _of_others(talk: Talk, reading: Reading, *, asked: bool) -> Iterator[Finding]:
    taken: list[Span] = []
    for pattern in (PLACED, OTHER):
        for match in pattern.finditer(reading.plain):
            span_who = _who(reading, match)
            if span_who is None or _asks(reading, match.start()) or about_others(reading, span_who.start):
                continue
            if pattern is OTHER and not _about_decision(reading, match, asked=asked):
                continue
            span = _clause(reading, match, span_who)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            role = _role_of(talk, reading, match)
            value: Value = {"role": role, "who": _named(reading, span_who)}
            yield Finding("authority", value, reading, span, role, 0.8)


def _role_of(talk: Talk, reading: Reading, match: re.Match[str]) -> str:
    """Return whether somebody decides, or only has to agree."""
    group = next(key for key, said in match.groupdict().items() if said and key != "who")
    if group.startswith("asked") and not re.search(
        r"\b(?:he|she|they) (?:decides?|signs?|ha(?:s|ve) the)\b", match.group()
    ):
        return _role_asked(talk, reading)
    return "decision_maker" if group.startswith(("decides", "asked")) else "needs_approval"


def _role_asked(talk: Talk, reading: Reading) -> str:
    """Return what the rep's question is about: "who decides?", or "who has to agree?"."""
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if _ONLY_AGREES.search(question):
        return "needs_approval"
    return "decision_maker" if _DECIDING.search(question) else "needs_approval"


def _named(reading: Reading, span: Span) -> str:
    """Return who it is, without article and possessive."""
    words = re.sub(r"(?:'s|s'| who| that| which)$", "", reading.words(span))
    lead = _POSSESSIVE.match(words.lower())
    return words[lead.end() :] if lead is not None else words


def _retracted(reading: Reading, one: Finding, found: list[Finding]) -> bool:
    """Return whether a "no" right after it, or before what follows it, takes it back: "she'll decide, hmm, no"."""
    after = reading.plain[one.span.end : one.span.end + 40]
    if one.value["who"] is not None and (
        _RETRACTS.match(after) or re.search(r"[,\s](?:hmm?\W+|well\W+|oh\W+)*no$", reading.of_span(one.span))
    ):
        return True
    return any(
        other.span.start > one.span.start and _RETRACTED.search(reading.plain[: other.span.start])
        for other in found
    )


def _settled(reading: Reading, found: list[Finding]) -> Iterator[Finding]:
    """Keep one signal where two say one thing.

    "I recommend, but the head of IT decides" is one influencer, and who decides; where it is said who decides, that the
    visitor has no say is nothing more; a pronoun stands for somebody who was named.
    """
    others = [one for one in found if one.value["who"] is not None]
    named = [one for one in others if not _PRONOUN.match(str(one.value["who"]).lower())]
    others = named or others
    own = [one for one in found if one.value["who"] is None]
    if others:
        own = [one for one in own if one.value["role"] != "none"]
    for one in own:
        partner = next(
            (
                other
                for other in others
                if one.value["role"] == "influencer"
                and reading.sentence_at(other.span.start) == reading.sentence_at(one.span.start)
            ),
            None,
        )
        if partner is None:
            yield one
            continue
        others.remove(partner)
        span = Span(min(one.span.start, partner.span.start), max(one.span.end, partner.span.end))
        yield replace(one, value={**one.value, "who": partner.value["who"]}, span=span)
    yield from others


def _asks(reading: Reading, position: int) -> bool:
    sentence = reading.sentence_at(position)
    return is_question(reading, sentence)


def _deciding(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Keep "we decide in March" and "that's our company" out."""
    text, before = match.group(), reading.plain[: match.start()]
    if re.search(
        r"(?:not|n't|never|when|once|until|before|if|after|as soon as|how|what|which|whether|that)\s+(?:\w+\s+)?$",
        before,
    ) and not re.search(r"\bso that\s+$", before):
        return False
    if text.startswith("we"):
        return asked or re.search(r"\b(?:ourselves|together|jointly)\b", text) is not None
    if re.search(r"\b(?:my|our) (?:own )?(?:company|firm|money|shop|business|budget|choice)\b", text):
        return asked
    if re.search(r"(?:up to|below|under)\b[^.!?]{0,20}$", before) and "sign" in text:
        return False
    if re.match(r"i (?:\w+ )?(?:sign|approve)\b", text):
        return not re.match(r"\s+(?:up to|for up to|below|under)\b", reading.plain[match.end() :])
    return not (
        re.search(r"(?:up to|on|down to) (?:me|us)$|mine$", text)
        and not asked
        and re.match(r"\s+to\b", reading.plain[match.end() :])
    )


def _about_decision(reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Keep out what others choose, sign or look at that is not this purchase."""
    text, who = match.group(), match["who"]
    after = reading.plain[match.end() : match.end() + 60]
    if _REFUSES.search(who) or _OTHER_MATTER.match(after):
        return False
    proper = NAME.search(reading.text[match.start("who") : match.end("who")])
    if not (
        ROLE_WORD.search(who) or proper or (_SOMEBODY.search(who) and (asked or _ENDS_HERE.match(after)))
    ):
        return False
    pronoun = re.search(
        r"(?:(?:^|\b(?:and|but|so|then)|,)\s*)(?:he|she|they|somebody|someone|everybody|it|people|man|guy)$",
        who,
    )
    if pronoun and not (asked or re.search(r"\bthe one", text)):
        return False
    weak = re.search(
        r"\b(?:pays?|buys?|wants?|chooses?|picks?|selects?|have a look|take a look|review|support|in charge|decided|signs? up|vote)\b",
        text,
    )
    return not (
        weak
        and not asked
        and not re.search(
            r"\b(?:software|vendors?|suppliers?|tools?|solutions?|systems?|budget|decision|it|that|this|decides?|machines?)\b",
            text + reading.plain[match.end() : match.end() + 25],
        )
    )


def _who(reading: Reading, match: re.Match[str]) -> Span | None:
    groups = match.groupdict()
    name = "who" if groups.get("who") else next((key for key, said in groups.items() if said), None)
    if name is None:
        return None
    start, end = match.span(name)
    text = reading.plain[start:end]
    lead = LEAD_IN.match(text)
    if lead is not None:
        start += lead.end()
    # The last clause before the verb names him: "it is in the plan, the board still has to okay it".
    clause = reading.clause_at(max(start, end - 1))
    paired = _PAIR.fullmatch(reading.plain[start : max(start, clause.start)])
    start = max(start, min(clause.start, end - 1)) if name == "who" and paired is None else start
    text = reading.plain[start:end]
    for match_lead in (
        re.match(
            r"(?:\W*(?:and|but|so|because|then|that|above that|for that|of course|well|yes|yeah|no|not me|i think|i guess|in the end|ultimately|honestly|actually|unfortunately|if it works|since|as|which means|it's|for this|there|where)\b\W*)+",
            text,
        ),
    ):
        if match_lead is not None:
            start += match_lead.end()
    article = list(re.finditer(r"\b(?:my|our|the|mr|mrs|ms|dr|his|her|their)\b", reading.plain[start:end]))
    if (
        name == "who"
        and article
        and not re.search(r"\band\b|,", reading.plain[start : start + article[0].start()])
    ):
        last = article[-1].start()
        listed = re.search(r"\b(?:and|of)\b|,", reading.plain[start + article[0].start() : start + last])
        start += article[0].start() if listed else last
    if name != "who":
        cut = TRAILING.search(reading.plain[start:end])
        if (
            cut is not None
            and re.match(r"[ ,]*and\b", cut.group())
            and re.match(r"[ ,]*and (?:our|the|my|his)\b", cut.group())
        ):
            rest = TRAILING.search(reading.plain[start + cut.start() + 5 : end])
            end = start + cut.start() + 5 + rest.start() if rest is not None else end
        elif cut is not None:
            end = start + cut.start()
        comma = reading.plain.find(",", start, end)
        if comma > 0 and not re.match(
            r",\s*(?:mr|mrs|ms|dr|our|the|my|[a-z]+ [a-z]+$)", reading.plain[comma:end]
        ):
            end = comma
    span = reading.trimmed(start, end)
    short = re.search(
        r"'(?:d|ll|s)$|'s (?:call|decision|choice|job|budget|say|responsibility|department)(?: \w+){0,3}$",
        reading.of_span(span),
    )
    if short is not None:
        span = Span(span.start, span.start + short.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or NOT_WHO.search(text)
        or len(text.split()) > 10
        or not (
            ROLE_WORD.search(text)
            or NAME.search(reading.text[span.start : span.end])
            or _SOMEBODY.search(text)
        )
    ):
        return None
    return span


def _clause(reading: Reading, match: re.Match[str], who: Span | None = None) -> Span:
    clause = reading.clause_at(match.start() if who is None else who.start)
    return reading.trimmed(
        min(clause.start, match.start() if who is None else who.start), max(clause.end, match.end())
    )


def _answer(talk: Talk, reading: Reading) -> Finding | None:
    """Read a short answer to "who decides?"."""
    if not reading.sentences:
        return None
    me = ME.match(reading.plain)
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    you = re.search(
        r"\b(?:are|is|can|do|it's|so|and) (?:it )?you\b|\byou (?:who )?(?:decide|sign|the one|approve)|\byour (?:decision|call)\b",
        question,
    )
    clause = reading.clauses[0]
    sentence = reading.sentences[0]
    if me is not None:
        return Finding(
            "authority",
            {"role": "decision_maker", "who": None},
            reading,
            reading.trimmed(clause.start, max(clause.end, me.end())),
            "answer",
            0.85,
        )
    if you and says_yes(reading) and not re.search(r"\bwho\b", question):
        return Finding(
            "authority",
            {"role": "decision_maker", "who": None},
            reading,
            reading.trimmed(clause.start, clause.end),
            "answer_yes",
            0.75,
        )
    # Across a comma, so that "my boss, the CFO" stays whole; to the next clause, so that what he does is left out.
    end = sentence.end
    text = reading.plain[sentence.start : end]
    lead = LEAD_IN.match(text)
    start = sentence.start + (lead.end() if lead else 0)
    if (
        says_no(reading)
        and re.fullmatch(r"\W*(?:no|nope|not me)\W*", reading.of_span(sentence))
        and len(reading.sentences) > 1
    ):
        start, end = reading.sentences[1].start, reading.sentences[1].end
        lead = LEAD_IN.match(reading.plain[start:end])
        start += lead.end() if lead else 0
    who_text = reading.plain[start:end]
    verb = re.search(
        r",?\s+(?:does|do|is|are|has|have|will|would|can|covers?|pays?|funds?|wants?|i\b|he\b|she\b|they\b|it's|we\b|who\b|but\b|then\b|and (?:he|she|they|i)\b|that's)",
        who_text,
    )
    if verb is not None:
        end = start + verb.start()
    span = reading.trimmed(start, end)
    owned = re.search(r"'s (?:call|decision|choice|job|budget|responsibility)$", reading.of_span(span))
    if owned is not None:
        span = Span(span.start, span.start + owned.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or len(text.split()) > 10
        or NOT_WHO.search(text)
        or "?" in reading.of_span(sentence)
    ):
        return None
    proper = NAME.search(reading.text[span.start : span.end])
    if not (ROLE_WORD.search(text) or proper) or (
        re.match(r"(?:he|she|they|it)\b", text) and len(text.split()) > 1
    ):
        return None
    if re.match(
        r"(?:an?(?! (?:committee|board|panel|team|group|jury))|not|in|on|at|by|next|around|about|no)\b", text
    ):
        return None
    return Finding(
        "authority",
        {"role": _role_asked(talk, reading), "who": _named(reading, span)},
        reading,
        reading.trimmed(sentence.start, max(end, span.end)),
        "answer",
        0.75,
    )
