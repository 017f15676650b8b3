"""Who else decides, advises or must agree, and in what words: people before a predicate, and after "up to" and the like."""

import re
from collections.abc import Iterator

from agent.insight.signals.authority.answers import authority, role_asked
from agent.insight.signals.authority.own_phrases import I_DECIDE
from agent.insight.signals.authority.people import (
    bare_name,
    by_name,
    maybe_somebody,
    place,
    surely_somebody,
    who_after,
    who_before,
)
from agent.insight.signals.authority.persons import called, is_pronoun, meant, points
from agent.insight.signals.authority.phrases import (
    BEHIND_HIM,
    FOR_A_PART,
    GOES_TO,
    IF_HE,
    MATTERS,
    RECOMMENDS,
    SOMETHING_ELSE,
    SURE_FRAMES,
    TO_A_BODY,
)
from agent.insight.signals.authority.placed import PLACED
from agent.insight.signals.authority.questions import ASKS_WHO
from agent.insight.signals.authority.roles import PERSONS
from agent.insight.signals.authority.subjects import itself_department
from agent.insight.signals.authority.words import MATTER_NOUNS
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question
from agent.insight.signals.language.talk import Finding, Talk

_REFUSES = re.compile(r"n't$|\b(?:not|never|nobody|no one)$|\bi (?:don't|can't|do not|cannot)\b")
_SELF = re.compile(r"\b(?:i|we|you|nobody|no one|it|this|which)(?:'\w+)?\s*$")
_NEEDS_NO_OBJECT = compiled(r"""
    \b(?:
        agree|nod|consent|say yes|countersign|on board|convinced|involved|asked|happy|blessing|okay|ok|
        consulted|heard|along
    )$
""")
_TO_A_THING = re.compile(r"\s+(?:to|on|with|about)\s+(?:the|a|an|our|every|each|their|his|her)\b")
"""After "agree": what is agreed to, unless it is bought."""
_A_THING = re.compile(r"\s+(?:on\s+)?(?:the|a|an|our|every|each|all|their|his|her)\s")
"""After "approves": what is approved, unless it is bought."""
OWN_TEAM = re.compile(r"(?:my|our)\s+(?:own\s+)?(?:department|team|section|unit|group|office|side|people)")
"""With whom the visitor recommends himself: "my department makes the recommendation"."""
_KIN = re.compile(r"\bmy\s+(?:cousin|brother[ -]in[ -]law|colleague)\b")
_HE = compiled(r"""
    (?:he|she|they|his|her|their)$|
    (?:him|her|them)(?=\W*(?:$|[.,;!?]|(?:first|mind|too|about|if|before|and|i|we|nothing|there)\b))
""")
_ON_CONDITION = re.compile(r"\s+(?:when|if)\b")
_MAY_POINT = frozenset(
    {
        "agrees_if",
        "agrees_he",
        "agrees_2",
        "agrees_6",
        "agrees_16",
        "agrees_18",
        "agrees_23",
        "agrees_29",
        "agrees_30",
        "decides_34",
        "decides_4",
    }
)
_PLACES = frozenset({"decides_2", "decides_30", "decides_32"})
_IN = re.compile(r"\b(?:in|at|from|out of)\s+$")
_NAMES_HIM_TWICE = frozenset({"decides_29"})
"""Frames that hold another: "it's Henrik, he's the owner, who decides"."""
_IN_TURN_ONLY = frozenset({"agrees_if", "agrees_he", "agrees_6"})
"""Frames in which "he" is somebody of the same turn, unless a rep asks who decides."""
_THEN_HE_BUYS = re.compile(r"\W*(?:then\s+)?i(?:'ll|\s+will)?\s+(?:\w+\s+)?(?:buy|order|take)\b")
"""After "if they like it": the visitor's condition, not another's leave."""
_UP_TO = re.compile(
    r"(?:\s+\w+)?\s+(?:up\s+to|below|under)\s+(?:\d|a\s|two|three|four|five|ten|twenty|fifty|one)"
)
"""After "approves": what somebody may do alone is not what this purchase needs."""
_YOUR_PEOPLE = re.compile(rf"\b(?:your|the)\s+(?:[\w-]+\s+){{0,2}}?{PERSONS}\b".replace(" ", r"\s+"))
_SEVERAL = re.compile(r"(?:two|three|four|five|six|seven|eight|some|several|many)\b")
_IS_THE_ONE = re.compile(r"(?:is|are|'s|'re|was|were|would|will|'ll|'d)\b")
"""Says of somebody named earlier what he is: "she's the decision maker"."""
_ONLY = re.compile(r"\b(?:just|only|merely|simply)\s+$")
_NEEDS_MATTER = frozenset({"agrees_2"})
_MATTER_BEFORE = compiled(rf"""
    (?:
        ^|[^\w\s']|
        \b(?:
            and|but|so|or|which|that|then|also|still|anyway|usually|normally|always|first|thousand|grand|
            hundred|million|k|\d[\d.,]*k?|like (?:this|that|it)|us|here|now|{MATTER_NOUNS}
        )
    )\s*$
""")
"""Before "has to go through legal", if not its own subject: what is bought, or nothing; parts go through furnaces."""


def of_others(talk: Talk, reading: Reading, *, asked: bool) -> Iterator[Finding]:
    """Find somebody else, each once; what says that he decides goes before what says that he agrees."""
    best: dict[str, Finding] = {}
    voting: set[str] = set()
    pointing: set[str] = set()
    taken: list[Span] = []
    for match, who in people(talk, reading, asked=asked):
        if asks(reading, match.start()) or _elsewhere(reading, match, who):
            continue
        if any(who.overlaps(other) and who != other for other in taken):
            continue
        taken.append(who)
        name = called(talk, reading, who)
        if name is None:
            continue
        role = role_of(talk, reading, match)
        himself = role == "influencer" and OWN_TEAM.fullmatch(reading.of_span(who)) is not None
        one = authority(reading, role, None if himself else name, clause_of(reading, match, who), 0.8)
        key = str(one.value["who"]).casefold()
        votes = match.group().startswith("vote")  # who has to approve votes on it
        decides = role == "decision_maker"
        if key not in best or (best[key].value["role"] != "decision_maker" and decides and not votes):
            best[key] = one
            voting.discard(key)
            if points(reading, who):
                pointing.add(key)
        elif key in voting and role == "needs_approval":
            best[key] = one
        if votes and best[key] is one:
            voting.add(key)
    found = [
        one
        for key, one in best.items()
        if key not in pointing or not any(_told_in_full(one, other) for other in best.values())
    ]
    someone = [one for one in found if not is_pronoun(str(one.value["who"]))]
    yield from someone or found


def _told_in_full(one: Finding, other: Finding) -> bool:
    """Return whether another finding names the same person with more words: "head" and "head of IT"."""
    few, more = (set(str(each.value["who"]).casefold().split()) for each in (one, other))
    return one.value["role"] == other.value["role"] and few < more


def _elsewhere(reading: Reading, match: re.Match[str], who: Span) -> bool:
    """Return whether it is another firm's business; "my cousin" is nobody else's where it is he who decides."""
    if not about_others(reading, match.start()):
        return False
    kin = _KIN.search(reading.plain, reading.sentence_at(who.start).start, who.end)
    if kin is not None and not (points(reading, who) or who.overlaps(Span(*kin.span()))):
        return True  # "my cousin said their director decided it"
    return kin is None or about_others(reading, kin.start())


def people(talk: Talk, reading: Reading, *, asked: bool) -> Iterator[tuple[re.Match[str], Span]]:
    """Return what is said about whom, frame by frame."""
    known: list[Span] = []
    whole: list[Span] = []
    parts = asked or I_DECIDE.search(reading.plain) is not None
    for pattern in (PLACED, IF_HE, GOES_TO if asked else TO_A_BODY, *((FOR_A_PART,) if parts else ())):
        for match in _from_each(pattern, reading):
            group = _group(match)
            if group in _NEEDS_MATTER and not _MATTER_BEFORE.search(reading.plain[: match.start()]):
                continue
            if group in _IN_TURN_ONLY and _THEN_HE_BUYS.match(reading.plain, match.end()):
                continue
            before_verb = match.end(group) < match.end()
            span = match.span(group)
            who = _exact(reading, *span) if before_verb else who_after(reading, *span)
            if group == "decides_26":
                his = Span(*match.span(group))
                near = asked or _asked_about(talk, reading)
                if not known and meant(talk, reading, his, within_turn=not near) is not None:
                    yield match, his
                elif known:  # "I have to convince the director, it's his decision"
                    yield match, known[-1]
                continue
            he = _HE.match(match[group]) if group in _MAY_POINT else None
            if he is not None:
                span = match.start(group), match.start(group) + he.end()
            if (
                he is not None
                and meant(talk, reading, Span(*span), within_turn=not asked and group in _IN_TURN_ONLY)
                is not None
            ):
                who = Span(*span)
                if pattern is IF_HE:
                    whole.append(Span(*match.span()))
                yield match, who
                continue
            if who is not None and (
                surely_somebody(reading, who)
                or by_name(reading, who)
                or (
                    group in _PLACES
                    and _IN.search(reading.plain[match.start() : who.start])
                    and place(reading, who)
                )
                or (group in SURE_FRAMES and maybe_somebody(reading, who))
            ):
                known.append(who)
                if group in _NAMES_HIM_TWICE:
                    whole.append(Span(*match.span()))
                yield match, who
    for match in BEHIND_HIM.finditer(reading.plain):
        if _of_no_other(reading, match.start()) or any(
            held.start <= match.start() < held.end for held in whole
        ):
            continue
        who = who_before(reading, match.start())
        if who is None or not _meant(talk, reading, match, who, asked=asked):
            continue
        named_before = [one for one in known if one.end <= who.start]
        yield match, named_before[-1] if named_before and points(reading, who) else who
    for match in RECOMMENDS.finditer(reading.plain):
        who = None if _of_no_other(reading, match.start()) else who_before(reading, match.start())
        if who is None or not MATTERS.match(reading.plain, match.end()):
            continue
        pointed = points(reading, who) and meant(talk, reading, who, within_turn=not asked)
        several = _SEVERAL.match(reading.of_span(who))  # "five people score it" tells of a procedure
        if not several and (pointed or surely_somebody(reading, who) or by_name(reading, who)):
            yield match, who


def _from_each(pattern: re.Pattern[str], reading: Reading) -> Iterator[re.Match[str]]:
    """Find a pattern, again from the end of who it names on: without full stops the words behind him go on."""
    match = pattern.search(reading.plain)
    while match is not None:
        yield match
        start, end = match.span(_group(match))
        who = who_after(reading, start, end) if end == match.end() else None
        match = pattern.search(
            reading.plain, who.end if who is not None else max(match.end(), match.start() + 1)
        )


def _of_no_other(reading: Reading, position: int) -> bool:
    """Return whether the visitor, nobody, or no person stands before a predicate: "we", "no one", "it"."""
    said = _SELF.search(reading.plain[:position])
    return said is not None and not itself_department(reading, said.start())


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


def _asked_about(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep has just asked about somebody of the visitor's: "should we talk to your boss?"."""
    before = talk.before(reading)
    return (
        before is not None
        and before.side == "rep"
        and ("?" in before.text or before.noisy)
        and _YOUR_PEOPLE.search(before.plain) is not None
    )


def _meant(talk: Talk, reading: Reading, match: re.Match[str], who: Span, *, asked: bool) -> bool:
    """Keep out what others choose, sign or look at that is not this purchase."""
    text = reading.of_span(who)
    if _REFUSES.search(text) or _REFUSES.search(reading.plain[who.start : match.start()].rstrip()):
        return False
    group = _group(match)
    if _UP_TO.match(reading.plain, match.end()) and not asked:
        return False
    if points(reading, who):
        sure = group == "decides_sure" and _IS_THE_ONE.match(match.group()) is not None
        near = sure or _asked_about(talk, reading)
        if not (asked or meant(talk, reading, who, within_turn=not near) is not None):
            return False
    elif not (
        maybe_somebody(reading, who)
        or by_name(reading, who)
        or (reading.noisy and group == "decides_sure" and bare_name(reading, who))
    ):
        return False
    if group.endswith("_sure"):
        thing = group == "agrees_sure" and _A_THING.match(reading.plain, match.end())
        return not thing or MATTERS.match(reading.plain, match.end()) is not None
    if SOMETHING_ELSE.match(reading.plain, match.end()) and not (
        group == "agrees" and _ON_CONDITION.match(reading.plain, match.end())
    ):
        return False
    if MATTERS.match(reading.plain, match.end()) is None and not (
        group == "agrees"
        and _NEEDS_NO_OBJECT.search(match.group())
        and not _TO_A_THING.match(reading.plain, match.end())
    ):
        return False
    if group == "agrees":
        return True
    weak = re.match(r"(?:pays?|buys?|decided|chooses?|picks?|selects?)\b", match.group())
    bare = re.match(r"\s*(?:[.,;!?]|$)", reading.plain[match.end() :])
    sure = surely_somebody(reading, who) or points(reading, who) or by_name(reading, who)
    if match.group().startswith("vote") and not match.group().endswith(" on") and not asked:
        return False
    return sure and not (weak and bare and not asked)


def role_of(talk: Talk, reading: Reading, match: re.Match[str]) -> str:
    """Return whether somebody decides, or only has to agree."""
    group = _group(match)
    before = talk.before(reading)
    asked_who = before is not None and ASKS_WHO.search(before.plain) is not None
    if match.re is FOR_A_PART and not asked_who:
        return "decision_maker"
    if group.startswith("asked") and not re.search(
        laid_out(r"""
            \b(?:he|she|they)(?:
                (?: (?:decides?|signs?|chooses?|picks?|ha(?:s|ve) the)|
                    (?:'s| is|'ll be| will be|'re| are) (?:the one|deciding|choosing)
                )\b
            )
        """),
        reading.plain[match.start() :],
    ):
        return role_asked(talk, reading) if asked_who or group != "asked_4" else "needs_approval"
    if (
        group == "decides"
        and match.group().startswith("sign")
        and _ONLY.search(reading.plain[: match.start()])
    ):
        return "needs_approval"
    if group == "advises":
        return "influencer"
    if match.group().startswith("vote") and asked_who:
        return role_asked(talk, reading)
    return "decision_maker" if group.startswith(("decides", "asked")) else "needs_approval"


def asks(reading: Reading, position: int) -> bool:
    """Return whether a place lies in a question."""
    return is_question(reading, reading.sentence_at(position))


def clause_of(reading: Reading, match: re.Match[str], who: Span | None = None) -> Span:
    """Return what is said, from the beginning of its clause."""
    start, end = match.span()
    start = start if who is None else min(start, who.start)
    clause = reading.clause_at(start)
    return reading.trimmed(min(clause.start, start), max(clause.end, end))
