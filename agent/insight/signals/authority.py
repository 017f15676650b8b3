"""Who decides, who recommends, who must agree. A title alone says none of it."""

import re
from collections.abc import Iterator

from agent.insight.signals.authority_people import (
    maybe_somebody,
    named,
    surely_somebody,
    who_after,
    who_before,
)
from agent.insight.signals.authority_phrases import (
    ASKS_WHO,
    BEHIND_HIM,
    BOTH,
    I_ANSWER,
    I_DECIDE,
    I_HELP,
    I_INFLUENCE,
    IF_HE,
    LEAD_IN,
    MATTERS,
    ME,
    NONE,
    PLACED,
    RECOMMENDS,
    SURE_FRAMES,
)
from agent.insight.signals.persons import called, is_pronoun, meant
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no, says_yes

_ONLY_AGREES = re.compile(
    r"\b(?:agree|approv\w*|involved|ok|okay|say yes|in the loop|on board|else|veto|be asked|be convinced|convince|sign-?off|signs? off|nod|bless|consent|permission|happy|counter-?sign|wave)\b"
)
_DECIDING = re.compile(
    r"\b(?:decid\w+|decision|(?:final|last|the) (?:say|word|call)|signs?|call|charge|pays?|buys?|budget|purse|picks?|choose\w*|responsible|trigger|green light|finali\w+|who (?:can|could))\b"
)
_REFUSES = re.compile(r"n't$|\b(?:not|never|nobody|no one)$|\bi (?:don't|can't|do not|cannot)\b")
_SELF = re.compile(r"\b(?:i|we|you|nobody|no one|who|it|this|which)(?:'\w+)?\s*$")
_NOT_SELF = re.compile(r"\b(?:who|(?:of|our|the|group|central|corporate|local|global) it)\s*$")
"""Before a predicate: "our director, who", "our head of IT"."""
_RETRACTS = re.compile(
    r"\W*(?:(?:hmm?|well|oh|ah)\W+)*(?:no|wait|scratch that|correction)\b(?! (?:one|body|matter|doubt|more))"
)
_RETRACTED = re.compile(
    r"(?:^|[\s,.])(?:no,? (?:actually|wait|sorry)|wait,? no|sorry,? no|scratch that|correction)\W+$"
)
_NEEDS_NO_OBJECT = re.compile(
    r"\b(?:agree|nod|consent|say yes|countersign|on board|convinced|involved|asked|happy|blessing|okay|ok|consulted|heard|along)$"
)
_VERB = re.compile(
    r",?\s+(?:does|do|is|are|has|have|will|would|can|covers?|pays?|funds?|wants?|decides?|signs?|sits?|meets?|votes?|says?|comes?|goes|likes?|asks?|i\b|he\b|she\b|they\b|it's|we\b|who\b|but\b|then\b|and (?:he|she|they|i)\b|that's|'s (?:given|got|been|said)|(?:still|always|only)\W*$)"
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
    before = talk.before(reading)
    asked = talk.asked(reading, "authority") or (
        before is not None and before.side == "rep" and ASKS_WHO.search(before.plain) is not None
    )
    others = [*_of_others(talk, reading, asked=asked)]
    found = [
        *(one for one in _of_himself(reading, asked=asked) if one.value["role"] != "none" or not others),
        *others,
    ]
    if asked:
        found = [*_of_himself_asked(reading, found), *found]
    named_others = [one for one in found if one.value["who"] is not None]
    if asked and (
        not found or (named_others and all(is_pronoun(str(one.value["who"])) for one in named_others))
    ):
        answer = _answer(talk, reading)
        if answer is not None and (not found or answer.value["who"] is not None):
            found = [answer, *(one for one in found if one.value["who"] is None)]
    kept = [one for one in found if not _retracted(reading, one, found)]
    decides_himself = any(one.value["role"] == "decision_maker" and one.value["who"] is None for one in kept)
    # Who decides does not recommend to himself.
    yield from (one for one in kept if not (decides_himself and one.value["role"] == "influencer"))


def _finding(reading: Reading, role: str, who: str | None, span: Span, confidence: float) -> Finding:
    return Finding(
        "authority", {"role": role, "who": who}, reading, span, role, confidence, absent=role == "none"
    )


def _of_himself(reading: Reading, *, asked: bool) -> Iterator[Finding]:
    taken: list[Span] = []
    for match in BOTH.finditer(reading.plain):
        if not (_asks(reading, match.start()) or about_others(reading, match.start())):
            group = "pair" if match["pair"] else "partners"
            span = reading.trimmed(*match.span())
            taken.append(_clause(reading, match))
            who = named(reading, Span(*match.span(group)))
            yield _finding(reading, "decision_maker", who, span, 0.8)
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
            yield _finding(reading, role, None, span, 0.85)


def _of_himself_asked(reading: Reading, found: list[Finding]) -> Iterator[Finding]:
    """Find what only counts after the question: "I do, but the investor has a veto", "I write the paper"."""
    if any(one.value["who"] is None for one in found) or any(
        _RETRACTED.search(reading.plain[: one.span.start]) for one in found
    ):
        return
    me, helps = I_ANSWER.search(reading.plain), I_HELP.search(reading.plain)
    if me is not None:
        yield _finding(reading, "decision_maker", None, reading.trimmed(*me.span()), 0.75)
    elif helps is not None:
        yield _finding(reading, "influencer", None, reading.trimmed(*helps.span()), 0.7)


def _of_others(talk: Talk, reading: Reading, *, asked: bool) -> Iterator[Finding]:
    """Find somebody else, each once; what says that he decides goes before what says that he agrees."""
    best: dict[str, Finding] = {}
    taken: list[Span] = []
    for match, who in _people(talk, reading, asked=asked):
        if _asks(reading, match.start()) or about_others(reading, match.start()):
            continue
        if any(who.overlaps(other) and who != other for other in taken):
            continue
        taken.append(who)
        name = called(talk, reading, who)
        if name is None:
            continue
        one = _finding(reading, _role_of(talk, reading, match), name, _clause(reading, match, who), 0.8)
        key = str(one.value["who"]).casefold()
        if key not in best or (
            best[key].value["role"] != "decision_maker" and one.value["role"] == "decision_maker"
        ):
            best[key] = one
    found = list(best.values())
    someone = [one for one in found if not is_pronoun(str(one.value["who"]))]
    yield from someone or found


def _people(talk: Talk, reading: Reading, *, asked: bool) -> Iterator[tuple[re.Match[str], Span]]:
    """Return what is said about whom, frame by frame."""
    known: list[Span] = []
    for pattern in (PLACED, IF_HE):
        for match in pattern.finditer(reading.plain):
            group = _group(match)
            before_verb = match.end(group) < match.end()
            span = match.span(group)
            who = _exact(reading, *span) if before_verb else who_after(reading, *span)
            if who is not None and (
                surely_somebody(reading, who) or (group in SURE_FRAMES and maybe_somebody(reading, who))
            ):
                known.append(who)
                yield match, who
    for match in BEHIND_HIM.finditer(reading.plain):
        before = reading.plain[: match.start()]
        if _SELF.search(before) and not _NOT_SELF.search(before):
            continue
        who = who_before(reading, match.start())
        if who is None or not _meant(talk, reading, match, who, asked=asked):
            continue
        named_before = [one for one in known if one.end <= who.start]
        yield match, named_before[-1] if named_before and is_pronoun(reading.of_span(who)) else who
    for match in RECOMMENDS.finditer(reading.plain):
        who = None if _SELF.search(reading.plain[: match.start()]) else who_before(reading, match.start())
        if who is None or not MATTERS.match(reading.plain, match.end()):
            continue
        pointed = is_pronoun(reading.of_span(who)) and meant(talk, reading, who, within_turn=not asked)
        if pointed or surely_somebody(reading, who):
            yield match, who


def _group(match: re.Match[str]) -> str:
    return next(key for key, said in match.groupdict().items() if said)


def _exact(reading: Reading, start: int, end: int) -> Span | None:
    """Return who fills a gap between two fixed words, from his last article on."""
    owners = list(re.finditer(r"\b(?:my|our|the)\b", reading.plain[start:end]))
    listed = owners and re.search(
        r"\b(?:and|of)\b|,", reading.plain[start + owners[0].start() : start + owners[-1].start()]
    )
    if owners:
        start += owners[0 if listed else -1].start()
    return who_after(reading, start, end)


def _meant(talk: Talk, reading: Reading, match: re.Match[str], who: Span, *, asked: bool) -> bool:
    """Keep out what others choose, sign or look at that is not this purchase."""
    text = reading.of_span(who)
    if _REFUSES.search(text) or _REFUSES.search(reading.plain[who.start : match.start()].rstrip()):
        return False
    group = _group(match)
    if is_pronoun(text):
        if not (asked or meant(talk, reading, who, within_turn=True) is not None):
            return False
    elif not maybe_somebody(reading, who):
        return False
    if group.endswith("_sure"):
        return True
    if MATTERS.match(reading.plain, match.end()) is None and not (
        group == "agrees" and _NEEDS_NO_OBJECT.search(match.group())
    ):
        return False
    if group == "agrees":
        return True
    weak = re.match(r"(?:pays?|buys?|decided|chooses?|picks?|selects?)\b", match.group())
    bare = re.match(r"\s*(?:[.,;!?]|$)", reading.plain[match.end() :])
    sure = surely_somebody(reading, who) or is_pronoun(text)
    if match.group().startswith("vote") and not match.group().endswith(" on") and not asked:
        return False
    return sure and not (weak and bare and not asked)


def _role_of(talk: Talk, reading: Reading, match: re.Match[str]) -> str:
    """Return whether somebody decides, or only has to agree."""
    group = _group(match)
    if group.startswith("asked") and not re.search(
        r"\b(?:he|she|they)(?:(?: (?:decides?|signs?|chooses?|picks?|ha(?:s|ve) the)|(?:'s| is|'ll be| will be|'re| are) (?:the one|deciding|choosing))\b)",
        reading.plain[match.start() :],
    ):
        return _role_asked(talk, reading)
    if group == "advises":
        return "influencer"
    return "decision_maker" if group.startswith(("decides", "asked")) else "needs_approval"


def _role_asked(talk: Talk, reading: Reading) -> str:
    """Return what the rep's question is about: "who decides?", or "who has to agree?"."""
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if _ONLY_AGREES.search(question):
        return "needs_approval"
    return "decision_maker" if _DECIDING.search(question) else "needs_approval"


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


def _asks(reading: Reading, position: int) -> bool:
    return is_question(reading, reading.sentence_at(position))


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
        return asked or re.search(r"\bmy (?:own )?money\b", text) is not None
    if re.search(r"(?:up to|below|under)\b[^.!?]{0,20}$", before) and "sign" in text:
        return False
    if re.match(r"i (?:\w+ )?(?:sign|approve)\b", text):
        return not re.match(r"\s+(?:up to|for up to|below|under)\b", reading.plain[match.end() :])
    if re.match(r"you|it (?:starts|ends)", text):
        return asked or "found" in text or "talking" in text
    if re.match(r"\s+up to \w", reading.plain[match.end() :]):
        return False  # "mine up to five thousand"
    return not (
        re.search(r"(?:up to|on|down to) (?:me|us)$|mine$", text)
        and not asked
        and re.match(r"\s+to\b", reading.plain[match.end() :])
    )


def _clause(reading: Reading, match: re.Match[str], who: Span | None = None) -> Span:
    start, end = match.span()
    start = start if who is None else min(start, who.start)
    clause = reading.clause_at(start)
    return reading.trimmed(min(clause.start, start), max(clause.end, end))


def _answer(talk: Talk, reading: Reading) -> Finding | None:
    """Read a short answer to "who decides?"."""
    before = talk.before(reading)
    if not reading.sentences or before is None:
        return None
    clause = reading.clauses[0]
    me = ME.match(reading.plain)
    if me is not None:
        span = reading.trimmed(clause.start, max(clause.end, me.end()))
        return _finding(reading, "decision_maker", None, span, 0.85)
    you = re.search(
        r"\b(?:are|is|can|do|it's|so|and) (?:it )?you\b|\byou (?:who )?(?:decide|sign|the one|approve)|\byour (?:decision|call)\b",
        before.plain,
    )
    if you and says_yes(reading) and not re.search(r"\bwho\b", before.plain):
        return _finding(reading, "decision_maker", None, reading.trimmed(clause.start, clause.end), 0.75)
    sentence = reading.sentences[0]
    if (
        says_no(reading)
        and re.fullmatch(r"\W*(?:no|nope|not me)\W*", reading.of_span(sentence))
        and len(reading.sentences) > 1
    ):
        sentence = reading.sentences[1]
    if "?" in reading.of_span(sentence):
        return None
    # Across a comma, so that "my boss, the CFO" stays whole; to the next verb, so that what he does is left out.
    start, end = sentence.start, sentence.end
    lead = LEAD_IN.match(reading.plain[start:end])
    start += lead.end() if lead else 0
    verb = _VERB.search(reading.plain[start:end])
    end = start + verb.start() if verb is not None else end
    who = _in_answer(reading, start, end, surely=ASKS_WHO.search(before.plain) is not None)
    if who is None and ASKS_WHO.search(before.plain) is not None:
        who, sentence = _after_a_sigh(reading)
        end = sentence.end
    if who is None:
        return None
    span = reading.trimmed(sentence.start, max(end, who.end))
    name = called(talk, reading, who)
    return _finding(reading, _role_asked(talk, reading), name, span, 0.75) if name is not None else None


def _after_a_sigh(reading: Reading) -> tuple[Span | None, Span]:
    """Return who is named by one of the next sentences and nothing else: "I wish. That's the group's CIO."."""
    for sentence in reading.sentences[1:3]:
        text = reading.of_span(sentence)
        lead = LEAD_IN.match(text)
        start = sentence.start + (lead.end() if lead is not None else 0)
        verb = _VERB.search(reading.plain[start : sentence.end])
        if "?" not in text and (verb is None or verb.group().startswith(",")):
            end = sentence.end if verb is None else start + verb.start()
            who = _in_answer(reading, start, end, surely=False)
            if who is not None:
                return who, sentence
    return None, reading.sentences[0]


def _in_answer(reading: Reading, start: int, end: int, *, surely: bool) -> Span | None:
    """Return who is named in an answer; after a sure question also whom no list of roles has."""
    span = reading.trimmed(start, end)
    alone = re.search(r"\s+(?:only|alone|still|himself|herself)\W*$", reading.of_span(span))
    if alone is not None:
        span = Span(span.start, span.start + alone.start())
    owned = re.search(r"'s(?: (?:call|decision|choice|job|budget|responsibility))?$", reading.of_span(span))
    if owned is not None:
        span = Span(span.start, span.start + owned.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or len(text.split()) > 10
        or re.match(
            r"(?:an?(?! (?:committee|board|panel|team|group|jury))|not|in|on|at|by|next|around|about|no)\b",
            text,
        )
        or (re.match(r"(?:he|she|they|it)\b", text) and len(text.split()) > 1)
    ):
        return None
    somebody = maybe_somebody(reading, span) if surely else surely_somebody(reading, span)
    return span if somebody and who_after(reading, span.start, span.end) is not None else None
