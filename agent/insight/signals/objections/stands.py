"""Whether words that sound like a reservation are one: meant, about us, and not the reason for a question or a need."""

import re

from agent.insight.signals.language.matters import announces
from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.objections.answers import doubts_of_else
from agent.insight.signals.objections.outright import HEARSAY
from agent.insight.signals.objections.replies import OR_ELSE, follows_need, gives_reason, of_today
from agent.insight.signals.objections.words import NOT_OURS, TO_YOU

_TAGGED = re.compile(r"\b(?:we|it|this|that|you) (?:can|has|have|does|is|runs|takes|costs|get|do)\b")
"""Without punctuation, a statement after what begins like a question."""
_BEATS_US = re.compile(r"\bthan (?:you|yours?)\b")
_NOT_SURE_YET = re.compile(r"(?:i'm|we're|i am|we are) not (?:really |quite )?sure(?: yet)?\s*(?:[.!,]|$)")
_NOT_WANTED = re.compile(r"(?:we|i) (?:don't|do not|dont) (?:want|need|like)\b")
_NO_TIME = re.compile(r"(?:we|i) (?:don't|do not|dont|won't) have (?:the |any )?time\b")
_PLEASED_AS = compiled(r"""
    \W*(?:(?:oh|ah|okay|ok|yes)\W+)*(?:good|great|perfect|fine|nice|lovely)\W+(?:because\W+)?
    (?:i|we) (?:never|don't|hate|won't)\b
""")
"""Is glad of what he heard, as he does not want its contrary: "good, I never sign for years"."""
_MORE_THAN_THOUGHT = re.compile(r"\b(?:more|higher|above|over) than (?:i|we) (?:thought|expected)\b")
_NONE_LEFT = compiled(r"""
    ^(?:that|this|it|which)\W.*\b(?:not|no longer|isn't)\W+(?:an?|my|our|the)\W+(?:\w+\W+)?
    (?:worry|concern|fear|doubt|point|reservation|objection|problem|nightmare|headache|snag)
""")
"""Denies that it is one: "that's then not a point against it"."""
IF = re.compile(r"\bif\b")
_PRAISES = re.compile(
    r"(?!.*\b(?:but|not|\w+n't|too|never)\b).*\b(?:good|great|perfect|i like|love|brilliant|nice)\b"
)
_DOES_NOT_LIKE = re.compile(r"(?:my|our) .*(?:n't|not|never)\b")
JUDGES = compiled(r"""
    \W*(?:(?:so|and|but|well|hm+)\W+)*(?:
        (?:that's|that is|thats|it's|its|which is|that would be|that'd be|this is)\W+(?:\w+\W+){0,2}?
        (?:
            deal|show|no-?go|problem|no good|no use|useless|worry|not (?:an option|good|for)|pity|pointless|
            non|issue|drawback|out
        )|
        (?:that|which|this|it)\W+(?:really |kind of |rather )?
        (?:scares|worries|bothers|frightens|concerns|puts|annoys|troubles|won't do|doesn't work for)\b|
        (?:that's|that is|thats|which is) (?:the (?:only |one )?(?:thing|point|part|bit)|what) (?:i|we)
        (?:'d|'m|'re| would| am| are)?(?: be)? (?:\w+ ){0,2}?
        (?:scared|afraid|worried|nervous|concerned|unsure) (?:of|about)|
        no way|i've seen|
        (?:that's|thats|that is)\W+(?:\w+\W+){0,3}?(?:my|our|the)\W+(?:\w+\W+)?
        (?:worry|concern|fear|doubt|point against|reservation|objection)|
        (?:we're|i'm|we are) not doing that|not again|never again|burnt child|once bitten|
        (?:i'm|we're) not (?:\w+ )?(?:ok|okay|happy|comfortable|fine) with (?:that|it|this)|
        (?:not a|no) chance|over my dead body|(?:i'm|we're) no (?:further|better|wiser)|
        i don't (?:believe|trust) (?:it|that|this)\W*$
    )
""")


def stands(talk: Talk, reading: Reading, match: re.Match[str], span: Span, rule: str) -> bool:
    """Return whether a reservation that a pattern found is meant, is about us, and still stands.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        match: What the pattern found.
        span: The quote.
        rule: Its name.
    """
    position = match.start()
    text = reading.of_span(span)
    if (
        (unreal(reading, position) and (rule == "reservation" or not IF.search(match.group())))
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
        or (about_others(reading, position) and not (rule == "outright" and _of_us(talk, reading)))
        or taken_back(reading, position)
        or of_today(reading, Span(position, max(match.end(), span.end)))
        or (_asked_of_else(talk, reading) and doubts_of_else(talk, reading, match))
        or OR_ELSE.search(reading.plain, 0, position)
        or (_DOES_NOT_LIKE.match(match.group()) and _asked_of_else(talk, reading))
        or (rule == "outright" and (_told_by_rival(talk, reading, match) or is_glad(reading, match)))
        or (HEARSAY.fullmatch(match.group()) and not _of_us(talk, reading))
        or (rule == "reservation" and _NONE_LEFT.search(match.group()))
        or is_only_much(talk, reading, match.group())
        or (
            (rule == "reservation" or _DOES_NOT_LIKE.match(match.group()))
            and gives_reason(reading, span)
            and not (announces(match.group()) or JUDGES.match(match.group()))
        )
    ):
        return False
    if (
        "?" in reading.of_span(reading.sentence_at(position))
        and not re.match(
            r"(?:isn't|aren't|wouldn't|how|is|who|what|(?:and|but) (?:what|if|when))\b", match.group().strip()
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
            laid_out(r"""
                \b(?:too|very|pretty|quite|rather|awfully|a bit|a little|really) (?:
                    complicated|complex|big|slow|risky|early|new|young|small|high|heavy|expensive|pricey
                )
            """),
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
            and {"problem", "solution", "vendors", "need"} & set(talk.topics(asked))
            and "doubt" not in talk.topics(asked)
            and not re.search(r"\byou(?:rs?|'re)?\b", text)
        ):
            return False
    elif re.search(r"\b(?:not|n't) (?:~ )?sure\b|aren't sure", match.group()) and re.search(
        r"\b(?:when|what|who|how much|about the (?:budget|date|time))\b", text[:60]
    ):
        return False
    return not re.match(r"\W*(?:i'm|we're|i am) not sure\W*$", text)


def _told_by_rival(talk: Talk, reading: Reading, match: re.Match[str]) -> bool:
    """Return whether a rival is named before it, and we are not spoken to."""
    sentence = reading.sentence_at(match.start())
    return not TO_YOU.search(reading.plain, sentence.start, sentence.end) and any(
        name.kind == "competitor" and sentence.start <= name.span.start < match.start()
        for name in talk.named(reading)
    )


def is_glad(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether the sentence goes on with praise: "not exactly what I expected, in a good way"."""
    end = reading.sentence_at(match.start()).end
    return _PRAISES.match(reading.plain[match.end() : end]) is not None


def _of_us(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn is about us or a product of ours."""
    return TO_YOU.search(reading.plain) is not None or any(
        name.kind == "product" for name in talk.named(reading)
    )


def _after_statement(talk: Talk, reading: Reading) -> bool:
    """Return whether the rep has just said something, rather than asked."""
    before = talk.before(reading)
    return (
        before is None
        or "doubt" in talk.topics(before)
        or (before.side == "rep" and "?" not in before.plain[-2:] and not talk.topics(before))
    )


def _asked_of_else(talk: Talk, reading: Reading) -> bool:
    """Return whether the turn answers a question, but none about doubts: "would you like to see it?"."""
    before = talk.before(reading)
    return before is not None and asks(before) and not talk.asked(reading, "doubt")


def asks(before: Reading) -> bool:
    """Return whether a turn ends with a question, which without punctuation shows in its first word."""
    return "?" in before.plain[-2:] or (
        before.noisy and is_question(before, Span(0, len(before.plain))) and not _TAGGED.search(before.plain)
    )


def is_only_much(talk: Talk, reading: Reading, text: str) -> bool:
    """Return whether "more than I thought" is said of something else than a price."""
    return _MORE_THAN_THOUGHT.search(text) is not None and not _after_price(talk, reading)


def _of_ours(text: str) -> bool:
    return (
        re.search(
            laid_out(r"""
                \b(?:
                    you|your|yours|that's too|
                    our (?:people|drivers|doctors|staff|teachers|users|works council|union|team)
                )\b
            """),
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
