"""Reservations about us, and whether the visitor let go of them."""

import re
from collections.abc import Iterator

from agent.insight.signals.letting_go import resolved_in
from agent.insight.signals.matters import announces, matter_of, priced
from agent.insight.signals.objection_answers import POINTS, answered, doubts_of_else
from agent.insight.signals.objection_replies import follows_need, gives_reason, of_today, replies
from agent.insight.signals.objection_words import (
    CLAIMS,
    NOT_OURS,
    PLAIN,
    PRICEY,
    UNFIT,
    UNWILLING,
    WORRY,
)
from agent.insight.signals.own_words import used
from agent.insight.signals.pains import excused
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, negated, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk

_TAGGED = re.compile(r"\b(?:we|it|this|that|you) (?:can|has|have|does|is|runs|takes|costs|get|do)\b")
"""Without punctuation, a statement after what begins like a question."""
_POINTS_FIRST = re.compile(
    r"\W*(?:that|it|this|them)\b(?: (?:before|until|till|when|unless|yet|though|at all)\b|\W*$)"
)
_FEARED_WORSE = re.compile(
    r"\b(?:thought|expected|feared|figured|reckoned)\b.*\b(?:more|higher|worse|expensive|double|longer)\b"
)
_BEATS_US = re.compile(r"\bthan (?:you|yours?)\b")
_NOT_SURE_YET = re.compile(r"(?:i'm|we're|i am|we are) not (?:really |quite )?sure(?: yet)?\s*(?:[.!,]|$)")
_NOT_WANTED = re.compile(r"(?:we|i) (?:don't|do not|dont) (?:want|need|like)\b")
_NO_TIME = re.compile(r"(?:we|i) (?:don't|do not|dont|won't) have (?:the |any )?time\b")
_PLEASED_AS = re.compile(
    r"\W*(?:(?:oh|ah|okay|ok|yes)\W+)*(?:good|great|perfect|fine|nice|lovely)\W+(?:because\W+)?(?:i|we) (?:never|don't|hate|won't)\b"
)
"""Is glad of what he heard, as he does not want its contrary: "good, I never sign for years"."""
_QUESTIONS = re.compile(r"\b(?:what|who|when|how|which|where|why|do you|are you|is there|have you|any)\b")
_LONGEST_WORRY, _NEXT_TO, _SAYS_LITTLE, _FIRST_WORDS = 9, 8, 3, 2
_JUDGES = re.compile(
    r"\W*(?:(?:so|and|but|well|hm+)\W+)*(?:(?:that's|that is|thats|it's|its|which is|that would be|that'd be|this is)\W+(?:\w+\W+){0,2}?(?:deal|show|no-?go|problem|no good|no use|useless|worry|not (?:an option|good|for)|pity|pointless|non|issue|drawback|out)|(?:that|which|this|it)\W+(?:really |kind of |rather )?(?:scares|worries|bothers|frightens|concerns|puts|annoys|troubles|won't do|doesn't work for)\b|(?:that's|that is|thats|which is) (?:the (?:only |one )?(?:thing|point|part|bit)|what) (?:i|we)(?:'d|'m|'re| would| am| are)?(?: be)? (?:\w+ ){0,2}?(?:scared|afraid|worried|nervous|concerned|unsure) (?:of|about)|no way|i've seen|(?:that's|thats|that is)\W+(?:\w+\W+){0,3}?(?:my|our|the)\W+(?:\w+\W+)?(?:worry|concern|fear|doubt|point against|reservation|objection)|(?:we're|i'm|we are) not doing that|not again|never again|burnt child|once bitten|(?:i'm|we're) not (?:\w+ )?(?:ok|okay|happy|comfortable|fine) with (?:that|it|this)|(?:not a|no) chance|over my dead body|(?:i'm|we're) no (?:further|better|wiser)|i don't (?:believe|trust) (?:it|that|this)\W*$)"
)
_LEAD = re.compile(
    r"\W*(?:(?:well|hm+|um|uh|oh|ah|but|and|so|honestly|frankly|ouch|outch|phew|wow|great|nice|neat|okay|ok|yes|yeah|no|only|sorry|to be honest|i think|though|still|right)\b\W*)+(?=\w)"
)
_EMPTY = re.compile(
    r"\W*(?:(?:hm+|well|but|i|we|still|really|don't|dont|do|not|like|it|that|this|want|sure|trust)\W*)+"
)
_ELSEWHERE = frozenset(
    {
        "budget",
        "approval",
        "authority",
        "timeline",
        "solution",
        "vendors",
        "problem",
        "need",
        "recording",
        "contact",
    }
)
_OTHER_MATTERS = re.compile(
    r"\b(?:record\w*|newsletter|e-?mail|phone calls?|contact me|my (?:boss|card|train|address)|won't (?:say|tell|lie|bore|go into|keep you)|coffee|lunch|here\b.*\bfair|keynote|decide|budget is|the money)\b"
)


def objections(talk: Talk) -> Iterator[Finding]:
    """Find reservations, each with where the visitor let go of it."""
    for reading in talk.visitors:
        for what, span, rule in _in_turn(talk, reading):
            resolved = resolved_in(talk, reading, span)
            value: dict[str, str | int | float | bool | None] = {
                "what": priced(talk, reading, reading.words(what)),
                "resolved": resolved is not None,
                "resolved_turn": resolved,
            }
            yield Finding("objection", value, reading, span, rule, 0.75)


def _in_turn(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span, str]]:
    """Find the reservation of a turn: what it is, the quote, and the rule. One turn holds one."""
    for pattern, rule in ((WORRY, "worry"), (PLAIN, "reservation")):
        for match in pattern.finditer(reading.plain):
            span = _quote(reading, match, rule)
            if not _stands(talk, reading, match, span, rule):
                continue
            yield _what(reading, match, span, rule), span, rule
            return
    asked = talk.asked(reading, "doubt") and (talk.offered(reading) or not talk.asked(reading, "problem"))
    found = (answered(talk, reading) if asked else None) or _after_claim(talk, reading)
    if found is not None:
        yield found


def _quote(reading: Reading, match: re.Match[str], rule: str) -> Span:
    """Return the clause; with the one before where it only judges ("that scares me"), or the one after where it opens."""
    clause = reading.clause_at(match.start())
    sentence = reading.sentence_at(match.start())
    end = clause.end if _cut_short(reading, clause, match.end()) else max(clause.end, match.end())
    if rule == "worry":
        longer = (
            max(end, reading.clause_at(min(end + 1, sentence.end - 1)).end) if end < sentence.end else end
        )
        if len(reading.plain[match.end() : longer].split()) <= _LONGEST_WORRY:
            end = min(longer, max(sentence.end, end))
    span = reading.trimmed(min(clause.start, match.start()), end)
    alone = rule == "worry" and POINTS.fullmatch(reading.plain, match.end(), span.end) is not None
    if (
        alone
        or announces(reading.of_span(span))
        or (
            (rule != "worry" or not reading.plain[match.end() : span.end].strip(" .,"))
            and _JUDGES.match(reading.of_span(span))
        )
    ):
        matter = matter_of(reading, span)
        if matter is not None:
            span = reading.trimmed(min(matter.start, span.start), max(matter.end, span.end))
    return span


def _cut_short(reading: Reading, clause: Span, end: int) -> bool:
    """Return whether a pattern took only the first words of the next clause along."""
    return (
        clause.end < end
        and len(reading.plain[clause.end : end].split()) <= _FIRST_WORDS
        and any(one.start < end < one.end for one in reading.clauses if one.start >= clause.end)
    )


def _what(reading: Reading, match: re.Match[str], span: Span, rule: str) -> Span:
    judged = [one for one in reading.clauses if one.start < span.end and one.end > span.start]
    if len(judged) > 1 and announces(reading.of_span(judged[0])):
        return reading.trimmed(judged[0].end, span.end)
    last = reading.of_span(judged[-1]) if judged else ""
    if len(judged) > 1 and (_JUDGES.match(last) or announces(last)):
        return reading.trimmed(max(span.start, judged[-2].start), judged[-2].end)
    if rule == "unwilling" or (rule == "worry" and _introduces(match.group())):
        what = reading.trimmed(match.end(), span.end)
        if not _POINTS_FIRST.match(reading.of_span(what)) and len(reading.of_span(what).split()) > (
            _SAYS_LITTLE if rule == "unwilling" else 0
        ):
            return what
    return _without_lead(reading, span)


def _after_claim(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    """Find why what the rep has just said of our offer does not suit."""
    before = talk.before(reading)
    if before is None or before.side != "rep":
        return None
    topics = set(talk.topics(before))
    if "doubt" not in topics and (
        (topics & _ELSEWHERE and (not before.noisy or _QUESTIONS.search(before.plain))) or _asks(before)
    ):
        return None
    patterns = [(UNWILLING, "unwilling")]
    claims = (
        CLAIMS.search(before.plain) is not None
        or "doubt" in topics
        or (talk.offered(reading) and len(before.plain.split()) > _SAYS_LITTLE)
    )
    if claims:
        patterns.append((UNFIT, "unfit"))
    if claims and re.search(
        r"\d|\b(?:hundred|thousand|euros?|dollars?|pounds?|per|a head|\w+ty|ten|twelve|nine|price)\b",
        before.plain,
    ):
        patterns.insert(0, (PRICEY, "price"))
    for pattern, rule in patterns:
        for match in pattern.finditer(reading.plain):
            span = _quote(reading, match, rule)
            text = reading.of_span(span)
            if (
                (
                    "?" in reading.of_span(reading.sentence_at(match.start()))
                    and not match.group().startswith("who")
                )
                or negated(reading, match.start())
                or unreal(reading, match.start())
                or about_others(reading, match.start())
                or taken_back(reading, match.start())
                or excused(text)
                or _FEARED_WORSE.search(text)
                or _OTHER_MATTERS.search(text)
                or (rule == "unfit" and not talk.offered(reading))
                or len(text.split()) < _SAYS_LITTLE
                or "unless" in text
                or re.search(r"\b(?:or|otherwise)\W+$", reading.plain[: span.start])
                or _EMPTY.fullmatch(text)
                or _is_taken(talk, reading, span)
                or gives_reason(reading, span)
                or (rule == "unwilling" and follows_need(reading, span))
                or (rule == "unfit" and _of_a_rival(talk, reading, span))
            ):
                continue
            return _what(reading, match, span, rule), span, rule
    return _reply(talk, reading) if claims or talk.offered(reading) else None


def _reply(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    for found, rule in replies(talk, reading):
        span = what = found
        matter = matter_of(reading, span) if announces(reading.of_span(span)) else None
        if matter is not None:
            what, span = matter, Span(min(matter.start, span.start), max(matter.end, span.end))
        text = reading.of_span(span)
        if (
            len(text.split()) >= (_SAYS_LITTLE if rule != "judged" else _SAYS_LITTLE - 1)
            and not announces(text)
            and not excused(text)
            and not _OTHER_MATTERS.search(text)
            and not _EMPTY.fullmatch(text)
            and not _is_taken(talk, reading, span)
        ):
            return _without_lead(reading, what), span, rule
    return None


def _without_lead(reading: Reading, span: Span) -> Span:
    lead = _LEAD.match(reading.of_span(span))
    return reading.trimmed(span.start + (lead.end() if lead is not None else 0), span.end)


def _asked_of_else(talk: Talk, reading: Reading) -> bool:
    """Return whether the turn answers a question, but none about doubts: "would you like to see it?"."""
    before = talk.before(reading)
    return before is not None and _asks(before) and not talk.asked(reading, "doubt")


def _asks(before: Reading) -> bool:
    """Return whether a turn ends with a question, which without punctuation shows in its first word."""
    return "?" in before.plain[-2:] or (
        before.noisy and is_question(before, Span(0, len(before.plain))) and not _TAGGED.search(before.plain)
    )


def _of_a_rival(talk: Talk, reading: Reading, span: Span) -> bool:
    start = 0 if reading.noisy else reading.sentence_at(span.start).start
    return any(
        name.kind == "competitor" and start <= name.span.start < span.end for name in talk.named(reading)
    )


def _is_taken(talk: Talk, reading: Reading, span: Span) -> bool:
    return used(talk, reading, span, {"consent", "authority", "timeline", "current_solution", "next_step"})


def _introduces(said: str) -> bool:
    return not re.match(
        r"(?:my|our) \w+.*(?:n't|not|don't|doesn't)|.*\bsee (?:why|how|the)|.*\b(?:isn't|aren't)\b", said
    )


def _stands(talk: Talk, reading: Reading, match: re.Match[str], span: Span, rule: str) -> bool:
    position = match.start()
    text = reading.of_span(span)
    if (
        (unreal(reading, position) and (rule != "worry" or not re.search(r"\bif\b", match.group())))
        or used(talk, reading, span, {"consent"})
        or text.startswith("anything ")
        or _NOT_SURE_YET.match(reading.plain, position)
        or _PLEASED_AS.match(reading.of_span(reading.sentence_at(position)))
        or (_NOT_WANTED.match(match.group()) and follows_need(reading, span))
        or (_NO_TIME.match(match.group()) and _asked_of_else(talk, reading))
        or (
            match.group().startswith(("you ", "i don't believe", "i don't trust"))
            and not _after_statement(talk, reading)
        )
        or re.search(
            r"\b(?:coffee|lunch|i mean|booth|hotel|train|parking)\b",
            reading.of_span(reading.sentence_at(position)),
        )
        or (
            match.group() in {"i'm afraid", "im afraid"}
            and match.end() >= reading.sentence_at(position).end - 2
        )
        or about_others(reading, position)
        or taken_back(reading, position)
        or of_today(reading, Span(position, max(match.end(), span.end)))
        or (_asked_of_else(talk, reading) and doubts_of_else(talk, reading, match))
        or (
            rule == "reservation"
            and gives_reason(reading, span)
            and not (announces(match.group()) or _JUDGES.match(match.group()))
        )
    ):
        return False
    if (
        "?" in reading.of_span(reading.sentence_at(position))
        and not re.match(
            r"(?:isn't|aren't|how|is|who|what|(?:and|but) (?:what|if|when))\b", match.group().strip()
        )
        and "isn't" not in text
    ):
        return False
    if re.search(
        r"\bnot (?:too|that|very|so) (?:expensive|complicated|high|pricey)|\bno (?:longer|more)\b", text
    ):
        return False
    if rule == "reservation":
        if NOT_OURS.search(text) and not _of_ours(text):
            return False
        if any(name.kind == "competitor" and name.span.overlaps(span) for name in talk.named(reading)):
            return _BEATS_US.search(text) is not None
        about_price = re.search(
            r"\b(?:expensive|pricey|steep|costly|high|lot|more than|budget|over|above|much|dear|hefty)\b",
            match.group(),
        )
        adjective_only = re.search(
            r"\b(?:too|very|pretty|quite|rather|awfully|a bit|a little|really) (?:complicated|complex|big|slow|risky|early|new|young|small|high|heavy|expensive|pricey)",
            match.group(),
        )
        if (
            adjective_only
            and not re.search(
                r"\b(?:you|your|you're|that's|that is|it's|this|price|cost|isn't|sounds?|seems?|looks?)\b",
                text,
            )
            and not (about_price and _after_price(talk, reading))
            and not talk.asked(reading, "doubt")
        ):
            return False
        if (
            adjective_only
            and not about_price
            and re.search(r"\b(?:reporting|interface|system today|our system|everything)\b", text)
        ):
            return False
        if (
            adjective_only
            and re.search(
                r"\b(?:very|pretty|quite|rather|really|a bit|a little) (?:big|small|new|young|early|complex)\b",
                match.group(),
            )
            and not re.search(r"\byou\b", text)
        ):
            return False
        if re.search(r"\b(?:it's|that's) (?:a lot|a bit)\b", text) and not _after_price(talk, reading):
            return False
        asked = talk.before(reading)
        if (
            asked is not None
            and {"problem", "solution", "vendors"} & set(talk.topics(asked))
            and "doubt" not in talk.topics(asked)
            and not re.search(r"\byou(?:rs?|'re)?\b", text)
        ):
            return False
    elif re.search(r"\b(?:not|n't) (?:~ )?sure\b|aren't sure", match.group()) and re.search(
        r"\b(?:when|what|who|how much|about the (?:budget|date|time))\b", text[:60]
    ):
        return False
    return not re.match(r"\W*(?:i'm|we're|i am) not sure\W*$", text)


def _after_statement(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep has just said something, rather than asked."""
    before = talk.before(reading)
    return (
        before is None
        or "doubt" in talk.topics(before)
        or (before.side == "rep" and "?" not in before.plain[-2:] and not talk.topics(before))
    )


def _of_ours(text: str) -> bool:
    return (
        re.search(
            r"\b(?:you|your|yours|that's too|our (?:people|drivers|doctors|staff|teachers|users|works council|union|team))\b",
            text,
        )
        is not None
    )


def _after_price(talk: Talk, reading: Reading) -> bool:
    before = talk.before(reading)
    return (
        before is None
        or before.side != "rep"
        or re.search(
            r"\d|\b(?:hundred|thousand|price|cost|euros?|dollars?|budget|per|seat|month|year|think)\b",
            before.plain,
        )
        is not None
    )
