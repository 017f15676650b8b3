"""Yes or no after a rep who says who it is: "could you sign that?", "so your boss has to agree", "need anybody's okay?".

The rep's words are read as if the visitor had said them, "you sign" as "I sign", so that every way to say who decides is
also a way to ask it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.insight.signals.authority.answers import authority
from agent.insight.signals.authority.of_others import people, role_of
from agent.insight.signals.authority.persons import called, is_pronoun
from agent.insight.signals.authority.questions import ASKS_HIS_JOB, of_him, turned_round
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes

_LEAD = laid_out(r"""
    \W*(?:
        (?:
            oh|well|ah|um|uh|hm|so|god|lord|gosh|heavens?|hell|thank|thankfully|luckily|fortunately|sadly|
            unfortunately|honestly|actually|i'm|afraid|we|mostly|usually|normally|in|the|end|me|ha|haha
        )\W+
    )*
""")
_YES = compiled(rf"""
    {_LEAD}(?:
        yes|yeah|yep|yup|exactly|right|correct|true|indeed|definitely|absolutely|of course|certainly|totally|
        completely|entirely|sure|always|more or less|pretty much|basically|mostly|afraid so|i'm afraid so|
        spot on|bingo|i(?:'d| would) (?:say|think) so|guilty|naturally|comfortably|easily|happily|
        you (?:got|guessed) (?:it|that)|you bet|
        (?:i|we|it|he|she|they|that) (?:can|could|do|does|would|am|is|are|has|have|will|must|will be|would be)
        (?=\W*(?:$|[.,;!?]|yes|yeah|and\b|but\b|so\b|for\b|alone|myself|always|still|indeed))|
        (?:he|she|they|it) (?:has|have|would have|'d have) to(?: be)?|
        that's (?:how it (?:is|works|goes)|about it|the way)|
        then (?:it's|that's|it is|we're|we) (?:a |the )?(?:no|dead|over|off|end|done|stop|forget)|
        it is|that's (?:it|me|him|her|right|true|correct)|that is (?:right|true|correct)
    )(?![\w'])|
    [^.!?]{{0,60}},\s+(?:yes|yeah|of course|sure|no problem)\W*(?:$|[.!?])|
    (?:for|on|with) (?:[\w-]+ ){{1,4}}(?:i|we|he|she|they) (?:do|can|am|does|has|have|would)\b|
    \w+ (?:enough|yes)\W*$
""")
_NO = compiled(rf"""
    {_LEAD}(?:
        no|nope|nah|
        not(?! (?:yet|sure|necessarily|always|that i know|decided|clear))|
        never|hardly|none|nobody(?:'s)?|no one(?:'s)?|i wish|if only|no need|
        (?:i|he|she|they|it|we) (?:
            can't|cannot|couldn't|doesn't|wouldn't|won't|isn't|'m not|am not|
            don't(?= (?:have|need)\b|\W*$|\W*[,.])
        )
    )(?![\w'])(?! (?:idea|clue|doubt|problem|question|worries))|
    \W*for [\w -]{{2,25}}, no\b
""")
_PARTLY = compiled(rf"""
    {_LEAD}(?:yes\W+)?
    (?:a (?:bit|little)|some|somewhat|to a degree|partly|up to a point|in part|they tend to|i try)\b
""")
_CONFIRMS = compiled(rf"""
    {_LEAD}(?:
        yes|yeah|yep|yup|ja|aye|exactly|right|correct|true|indeed|
        that's (?:right|it|true|correct|him|her|the one)|afraid so|i'm afraid so|spot on|bingo|
        you (?:got|guessed) (?:it|that)|
        (?:he|she|they|it) (?:does|do|is|are|has|have|would|will|must)|
        precisely|absolutely|definitely|always|more or less|pretty much|mostly|basically|kind of|sort of|
        you could say|so (?:they|he|she) (?:tells?|says?)
    )\b
""")
"""Agrees with what is no question; "great" only likes it."""
_SUPPOSES = compiled(r"""
    \W*(?:
        so|then|and so|ah|oh|okay|ok|sounds|let|guess|suppose|assume|take|means|right|meaning|in other words|
        your|you|i guess|i suppose|i take it
    )\b
""")
"""How a rep says what he takes for so, without asking."""
_OPEN = re.compile(
    r"\b(?:who|whose|what(?! if)|when|where|why|how|which|or)\b(?! decides| signs| should| can)"
)
"""A question that a yes does not answer."""
_ABOUT_NOW = re.compile(
    r"\b(?:today|now|here|tomorrow|this (?:week|month|year)|by (?:then|\w+day)|quick\w*|fast|soon)\b"
)
_OURS = re.compile(r"\bur\s+(?:(?!my\b)[\w-]+\s*){0,4}$")
"""The rep's own people, as they are turned round: "our engineer"."""
_ANYBODY = compiled(r"""
    \bi\s+(?:\w+\s+)?(?:need|have\s+to|must|got\s+to|want)\b[^?.]*\b(?:any|some)(?:body|one)\b|
    \bi\s+(?:\w+\s+)?(?:need|have\s+to\s+get)\s+(?:an?\s+|any\s+|the\s+)?(?:\w+\s+)?
    (?:approval|permission|signature|sign-?off|okay)\b(?!\s+(?:from|of|by))|
    \bi\s+(?:need|have)\s+to\s+get\s+(?:(?:it|that|this)\s+)?(?:approved|signed|authori[sz]ed)\b(?!\s+by)|
    \b(?:any|some)(?:body|one)(?:\s+else)?\s+(?:\w+\s+)?(?:has|have|need|needs)\s+to\s+
    (?:agree|approve|sign|say\s+(?:yes|okay))
""")
"""Asks whether there is anybody to ask."""
_LEAVE = re.compile(
    r"\b(?:ask|need|needs|have|has|must|involve\w*|loop|run|get|approv\w+|sign-?off|permission|clear|convince)\b"
)
_BUT_YES = re.compile(r"\b(?:for|above|over|beyond|on)\s[^.!?,]{2,40},\s+yes\b")
"""Takes a no back for what is meant: "for a test, no. For more than one site, yes"."""
_AT_TIMES = re.compile(r"\b(?:yes|but)\b|\b(?:he|she|they|it)\s+(?:does|do|would|must|has|have)\b")
"""Takes part of a no back: "not for the small one. For the big one, yes"."""
_HUMBLE = compiled(r"""
    ^\W*i (?!need|want|have|must|would|don't know|think|prefer)|
    \b(?:only|just|not (?:me|my)|they don't|nobody|above|i don't|i'm (?:the|an?))\b
""")
"""What somebody adds who has nothing to say."""


def confirmed(talk: Talk, reading: Reading, found: list[Finding]) -> Iterator[Finding]:
    """Find who decides, or agrees, or has no say, by a yes or a no to a rep who says who it is.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        found: What it says by itself, which goes before.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep" or not before.sentences or not reading.sentences:
        return
    question = before.sentences[-1]
    turned = turned_round(before)
    asks = "?" in before.text[question.start :] or before.noisy
    if not asks and not _SUPPOSES.match(before.plain, question.start):
        return
    if _OPEN.search(turned.plain, question.start):
        return
    yes, no = _answer(reading, asks=asks)
    if not (yes or no) or (ASKS_HIS_JOB.search(before.plain, question.start)):
        return
    span = reading.trimmed(reading.sentences[0].start, reading.sentences[0].end)
    but = _BUT_YES.search(reading.plain) if no else None
    if but is not None:
        yes, no, span = True, False, reading.trimmed(*but.span())
    himself = of_him(turned)
    if himself is not None:
        role, denies = himself
        if no and not denies:
            if role == "influencer" or found or not _only_no(reading) or _ABOUT_NOW.search(turned.plain):
                return
            role = "none"
        elif any(one.value["who"] is None for one in found):
            return
        yield replace(authority(reading, role, None, span, 0.75), rule="agreed")
        if role != "influencer" or not yes:
            return
    somebody = _somebody(talk, turned, question)
    if somebody is not None:
        name, role = somebody
        if yes:
            yield replace(authority(reading, role, name, span, 0.75), rule="agreed")
        elif (
            not found
            and role == "needs_approval"
            and _LEAVE.search(turned.plain, question.start)
            and not _AT_TIMES.search(reading.plain, reading.sentences[0].end)
        ):
            yield replace(authority(reading, "decision_maker", None, span, 0.7), rule="agreed")
    elif no and not found and _ANYBODY.search(turned.plain, question.start):
        yield replace(authority(reading, "decision_maker", None, span, 0.75), rule="agreed")


def _answer(reading: Reading, *, asks: bool) -> tuple[bool, bool]:
    """Return whether a turn says yes, and whether it says no."""
    no = says_no(reading) or _NO.match(reading.plain) is not None
    if _NO.match(reading.plain) is None and says_no(reading):
        no = False  # "not yet"
    if not asks:
        return _CONFIRMS.match(reading.plain) is not None and not no, no
    yes = not no and (
        says_yes(reading) or _YES.match(reading.plain) is not None or _PARTLY.match(reading.plain) is not None
    )
    return yes, no


def _somebody(talk: Talk, turned: Reading, question: Span) -> tuple[str, str] | None:
    """Return whom a rep's words name, and what he has to do with it."""
    for match, who in people(talk, turned, asked=True):
        ours = _OURS.search(turned.plain, question.start, who.end)
        if ours is not None and ours.end() >= who.start:
            continue
        name = called(talk, turned, who) if who.start >= question.start else None
        if name is not None and not is_pronoun(name):
            return name, role_of(talk, turned, match)
    return None


def _only_no(reading: Reading) -> bool:
    """Return whether a no gives no other reason than that he has nothing to say."""
    first = reading.sentences[0]
    rest = _NO.sub("", reading.of_span(first), count=1) + " " + reading.plain[first.end :]
    return len(rest.split()) <= 2 or _HUMBLE.search(rest) is not None
