"""Questions about recording that a bare yes or no does not answer as it seems.

Some ask the other way round ("shall I switch it off?"), some ask two things at once ("may we record, and mail
you?"), and some stay open while the visitor asks back and the rep explains.
"""

import re
from collections.abc import Collection

from agent.insight.signals.consent.notices import (
    OUR_RECORDER,
    asks_leave,
    asks_of_recording,
    speaks_of_recording,
)
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Talk

_DEVICE = laid_out(r"""
    (?:(?:the|this|that|our|my|it) ?(?:\w+ )?)?
    (?:record\w*|microphone|mic|tape|taping|box|transcri\w+|listening|assistant|device|it|that)
""")
_ENDS_IT = compiled(rf"""
    \b(?:shall|should|can|may|could|want me to|would you like me to|do you want me to|like me to)\b[^?]*\b
    (?:
        (?:stop|end|pause|kill|mute|delete)\b(?: {_DEVICE})?|
        (?:turn|switch|shut|put|leave|keep)(?: \w+){{0,3}} (?:off|away|out)\b
    )
""")
_UNWANTED = compiled(r"""
    \b(?:you|you'd|you would) (?:~ )?(?:
        rather not|rather we didn't|rather i didn't|prefer not|don't want|do not want|wouldn't want|
        don't agree|do not agree|didn't agree|object|mind it
    )\b|
    \b(?:so |ah,? |okay,? |then )(?:no|not|without(?: the| a)?|better no) (?:record\w*|microphone|mic|tape)\b
    (?! of\b)
""")
_IS_OFF = re.compile(r"\b(?:is|'s|was|stays) (?:still |now )?(?:off|switched off|turned off|muted)\b")
_OR = re.compile(r"\bor\b")
_AGREES = compiled(r"""
    \W*(?:(?:oh|well|uh|um|ah)\W+)*(?:
        yes|yeah|yep|right|correct|exactly|please|that's right|indeed|true|sure|i would|i'd|no(?=\W*$)|
        no,? (?:i (?:don't|wouldn't|do not)|thank)|afraid so|better
    )\b
""")
_LET_IT_RUN = compiled(r"""
    \b(?:
        (?:leave|keep|let) (?:it|that) (?:on|running|run|going)|
        (?:don't|do not|wouldn't) mind|carry on recording|you (?:can|may) record|
        (?:that|it)'s (?:fine|okay|ok)
    )\b
""")
_EITHER = compiled(r"""
    \b(?:record\w*|with|on|tape|yes) or (?:not|without|off|no)\b|
    \b(?:don't|do not) (?:have|need) to record\b|\bwith or without\b
""")
"""Leaves him the choice: a bare yes is none."""
_WITHOUT = compiled(r"""
    \W*(?:(?:oh|well|um|uh|then|rather|better|please|i'd say|i'd prefer|so|off)\W+)*
    (?:don't|do not|not|no(?! (?:problem|matter))|without|off)\b(?! (?:mind|care))
""")
_WITH = re.compile(
    r"\W*(?:(?:oh|well|um|uh|then|just|please|you can)\W+)*(?:record|tape|with|go ahead|leave it on)\b(?! it)"
)
_LONG_WORD = re.compile(r"\b[a-z]{5,}\b")

_OURS = r"(?:recording|record|tape|taping|microphone|mic|sound|audio|transcript|transcription|box|recorder)"
_NAY = laid_out(r"""
    (?:
        no(?! (?:problem|worries|objections?|issue))|not|rather not|better not|sorry,? no|please (?:no|not)|
        don't
    )
""")
_AYE = r"(?:yes|yeah|ok|okay|fine|sure|alright|all right|no problem|no worries|go ahead|by all means)"
_BETWEEN = r"(?:\W+(?:is|are|that is|i'd say|i say|a|sorry|well|uh|um|then|please|maybe|rather))*\W+"
_NAMED_NO = compiled(rf"""
    \b{_OURS}\b{_BETWEEN}{_NAY}\b|
    \bno to (?:the |being |that )?(?:{_OURS}|recorded)\b|
    \bno (?:sound|audio|voice|tape) ?(?:recording|recordings?)?\b(?=\W*(?:$|please|[.,!]))
""")
_NAMED_YES = re.compile(rf"\b{_OURS}\b{_BETWEEN}{_AYE}\b|\byes to (?:the |being )?(?:{_OURS}|recorded)\b")
_BOTH = compiled(r"""
    \b(?:(yes|fine|okay|ok|sure|happy)|(no))
    (?: to| with| for)? (?:both|all of (?:it|that|them)|everything|either)\b
""")
_FIRST = re.compile(r"\b(yes|no)\b(?: to)?(?: the)? first\b")
_OTHER_TOO = re.compile(r"\b(?:e-?mail|mail|call|ring|phone|contact|newsletter|touch|send|scan|badge)\b")

_IN_BETWEEN = compiled(r"""
    \b(?:
        what (?:for|happens|do you do|will|would|is it|gets)|
        which (?:thing|gadget|box)|who (?:gets|hears|sees|reads|else|has)|where does|
        how long (?:do|will|is|are) (?:you|it|that|this)\b[^.]*\b(?:keep|kept|stor\w+|stay|sav\w+)|
        too long|copy|gdpr|legal|privacy|compliant|data protection|outside|guarantee|delete\w*|stored|kept|
        shared|hears?|listens?|only if|as long as|a record of|being recorded
    )\b|
    \b(?:depends|whether|who's asking)\b|
    ^\W*(?:what|sorry|pardon|excuse me|come again|say again|what (?:gadget|box|thing))\W*
    (?:$|(?:sorry|it's|i)\b[^.]*\b(?:loud|hear|catch|understand))|
    \bask (?:her|him|them)\b
""")
"""What is asked or demanded before an answer: it leaves the rep's question open."""
_AGAIN = compiled(r"""
    (?:
        \b(?:and|so|about|with) (?:the |our |my )?(?:recording|recorder|microphone|mic|tape|transcript)|
        \b(?:
            ma'am|madam|sir|and you|you too|okay|ok|alright|all right|fine|deal|
            is that (?:okay|ok|fine|a problem|alright)|is it (?:okay|ok|fine)|agreed|on what|how so|
            you okay with that|do you mind|then okay
        )|
        \b(?:may|can|could) (?:i|we)(?: then)?
    )\W*\?\W*$
""")
_IS_HEARD = compiled(r"""
    \b(?:that|this|it|the \w+|you)(?:'s|'re| is| are)? (?:not )?(?:listening|recording|taping)\b|
    \b(?:is|are) (?:that|this|it|you)(?: \w+)? (?:listening|recording|taping|a (?:microphone|mic|recorder))\b
""")
_TWO = 2
_ROUNDS = 3
"""How often a visitor may ask back before his answer."""


def turned_round(talk: Talk, reading: Reading) -> bool | str | None:
    """Return what answers a rep who asks the other way round; None where nobody did, or nothing follows.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.

    Returns:
        `"stop"` or False where he does not want to be recorded, from now or at all; True where he does not mind;
        `"open"` where a yes or no would be read amiss.
    """
    turn = talk.before(reading)
    if turn is None or turn.side != "rep":
        return None
    last = _last(turn)
    if not _of_recording(talk, turn):
        return None
    if _EITHER.search(last):
        return False if _WITHOUT.match(reading.plain) else True if _WITH.match(reading.plain) else "open"
    if _OR.search(last):
        return None
    ends, unwanted = _ENDS_IT.search(last), _UNWANTED.search(last)
    if re.search(r"\bif\b", last) or not (ends or unwanted or _IS_OFF.search(last)):
        return None
    if _LET_IT_RUN.search(reading.plain):
        return True
    if unwanted and _AGREES.match(reading.plain):
        return False
    if ends and _AGREES.match(reading.plain) and not re.match(r"\W*no\b", reading.plain):
        return "stop"
    return "open"


def takes_up_another(talk: Talk, reading: Reading) -> bool:
    """Return whether a yes takes up what a rep said after his question: "and lovely weather" - "yes, lovely".

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turn = talk.before(reading)
    if turn is None or len(turn.sentences) < _TWO or not reading.sentences:
        return False
    last, first = _last(turn), reading.of_span(reading.sentences[0])
    if (
        "?" in last
        or OUR_RECORDER.search(last)
        or re.search(r"\b(?:record|tap|transcri|note|text|delet|stor|kept|keep)", last)
    ):
        return False
    return bool(set(_LONG_WORD.findall(last)) & set(_LONG_WORD.findall(first)))


def by_matter(talk: Talk, reading: Reading) -> bool | None:
    """Return what is said of the recording where several things were asked: "notes yes, recording no".

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turn = talk.before(reading)
    if turn is None or turn.side != "rep" or not asks_of_recording(turn):
        return None
    text = reading.plain
    if _NAMED_NO.search(text):
        return False
    if _NAMED_YES.search(text):
        return True
    if _OTHER_TOO.search(turn.plain) is None:
        return None
    if (both := _BOTH.search(text)) is not None:
        return both.group(1) is not None
    if (first := _FIRST.search(text)) is not None:
        ours = OUR_RECORDER.search(turn.plain) or re.search(r"\b(?:record|tap|transcri)", turn.plain)
        other = _OTHER_TOO.search(turn.plain)
        if ours is not None and other is not None:
            return (first.group(1) == "yes") == (ours.start() < other.start())
    return None


def stays_open(talk: Talk, reading: Reading, answered: Collection[int] = ()) -> bool:
    """Return whether a turn answers what a rep asked before the visitor had a question or a condition.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
        answered: Numbers of the turns that have answered already: "Good" to a rep who then switches it off
            is no new leave.
    """
    here = reading
    for _ in range(_ROUNDS):
        turn = talk.before(here)
        back = talk.before(turn) if turn is not None else None
        if turn is None or back is None or turn.side != "rep" or back.side == "rep":
            return False
        if back.number in answered:
            return False
        last = _last(turn)
        again = _AGAIN.search(last) is not None
        if "?" in last and not again and not _of_recording(talk, turn):
            return False
        if again and _IS_HEARD.search(back.plain):
            return True
        if not again and not _IN_BETWEEN.search(back.plain):
            return False
        if asks_leave(talk, back):
            return True
        here = back
    return False


def _of_recording(talk: Talk, turn: Reading) -> bool:
    """Return whether a rep's turn, or what it answers, is about recording this talk."""
    said = (turn, talk.before(turn))
    return any(
        one is not None
        and (
            speaks_of_recording(one)
            or asks_of_recording(one)
            or OUR_RECORDER.search(one.plain) is not None
            or re.search(
                laid_out(r"""
                    \b(?:you|i|we|us) (?:to )?(?:be )?(?:record(?:ed|ing)?|tape[d]?)\b|
                    \bmay (?:i|we) record|\b(?:i'd|i would|we'd|we would) record\b|
                    \b(?:have|need) to record(?= ?[.,])|\brecording or\b|
                    \b(?:be|being) (?:recorded|taped|transcribed)\b|\bno recording\b|
                    \btake (?:this|it|that) down\b
                """),
                one.plain,
            )
            is not None
        )
        for one in said
    )


def _last(turn: Reading) -> str:
    return turn.plain if turn.noisy or not turn.sentences else turn.of_span(turn.sentences[-1])
