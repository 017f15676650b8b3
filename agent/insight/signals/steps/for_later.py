"""What sounds like a promise and is none: done on the spot, said to be kind, how the product works, how to reach somebody."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Finding, Talk, says_yes
from agent.insight.signals.steps.promise_phrases import HANDED_OVER
from agent.insight.signals.steps.taken_up import OWN_DEED

_LEAD = (
    r"\W*(?:(?:then|so|okay|ok|yes|yeah|sure|please|well|and|but|good|great|right|just|also|gladly|"
    r"i|we|i'?ll|we'?ll|i'd|we'd|i'm|let me|let'?s|let us|will|shall|can|could|may|would|going to|gonna)\b\W*)*"
)
_NO_DEED = re.compile(
    _LEAD
    + laid_out(r"""
        (?:
            (?:
                help|support|suggest|
                propose(?! (?:you )?(?:an?|some|two|three|a few|the) (?:\w+ )?
                    (?:dates?|times?|slots?|days?|appointments?)
                )|
                plan(?! an?\b)|go (?:for|with|ahead)|start|begin|stay|remain|hope|think|consider|wait|
                remember|know|need|want|wonder|pay|say|like|love|understand|manage|believe|promise|agree|
                expect|
                keep (?!you (?:posted|informed|updated|up to date|in the loop))
                (?:in|an|my|your|our|you|it|that|on|going)|
                take (?:good )?care|
                find (?:a|the|some|that|this|your|our) (?!time|date|slot|day|out)|
                make (?:it|that|this) (?:work|happen|right)|be (?!in touch|back (?:to|with) you)|
                have (?:a )?(?:look|think|fun|lunch|coffee)|look (?:forward|around|after)|
                do (?:it|that|this|so|our|my|the|everything)
                (?! (?:demo|call|visit|test|trial|pilot|workshop|survey|quote|offer|price|calculation))|
                try (?!it|the|this|that|your|one|to (?:get|find|send|call|arrange))|
                see (?:you|how|what|if|whether|it|that|then)|
                get back (?:first|home|and (?:look|see|think|check))|
                (?:ask|check|see|think)(?: first| about (?:it|that|this))?\W*$|
                read|(?:give|grant) (?:you|him|her|them) (?:that|that one|this one)\W*$|tell you\W*$|tell you (?:what|the|that|how|why|honestly)|
                take (?:one|two|some|a (?:brochure|leaflet|flyer|card|bag)|it with (?:me|us))|
                have (?:one|two|some|another look)|
                (?:speak|talk|meet)(?: (?:again|soon|then|later))?\W*$
            )\b
        )
    """)
)
"""Nothing that anybody could be reminded of: "let me help with that", "let's go for four months"."""
_ONLY_HOW = re.compile(r"(?:for|with|of|from|as|than|without|about|by|via|in|at)\b")
"""Says no more than how or how long: "good for sixty days"."""
_PERHAPS = compiled(r"""
    (?<!see )(?<!check )(?<!ask )(?<!know )(?<!out )(?<!test )
    \bif (?:i|we|it|there|they|he|she|something|anything)\b
""")
_IN_SIGHT = compiled(r"""
    \b(?:
        in (?:a|one) (?:minute|second|moment|sec)|one (?:second|moment|sec)|a (?:second|moment)|quickly|
        right (?:now|here|away here)|
        (?:just|over|right|stands?|sits?) (?:just )?there|
        now(?=\W*$)|here\b|
        (?:on|in|into|to) (?:the|my|this|our) (?:tablet|screen|form|notes?|laptop|wall|machine here|table)|
        from (?:the )?(?:other side|over there|the back|next door)
    )\b|
    (?<!you )\b(?:get|fetch|grab|bring|find|call|take|have|offer|pour)\b
    (?: (?:you|me|us|myself))? (?:(?:an?|the|your|my|this|some|one|two|another|that|him|her)\b ?)(?:\w+ )?
    (?:
        (?:
            coffees?|waters?|teas?|drinks?|chairs?|seats?|pens?|glass|cookies?|sweets?|cards?|badge|button|
            switch|photo|picture|over|(?:my )?colleague
        )\b(?! (?:to|who|that|at|for|tomorrow)\b)
    )|
    \b(?:give|hand|get) you (?:an?|the|our|this|some|one of (?:the|our)) (?:\w+ )?(?:leaflet|brochure|flyer|catalogue|booklet)s?\b
    (?! (?:by|when|once|next|tomorrow|on (?:mon|tues|wednes|thurs|fri)))|
    \b(?:get|fetch|grab) (?:my|our|the|a) (?:
        colleague|boss|engineer|specialist|technician|expert|manager|guy|lady|salesman|boy|girl
    )\b(?! to\b)|
    \b(?:make|take) (?:a |some )?notes?\b|
    \b(?:put|stick|pop|pack) (?:it|that|this|one|them) in(?:to)? my (?:\w+ )?
    (?:bag|pocket|case|folder|backpack)\b|
    \b(?:put|stick|keep|lay|add) (?:it|that|this|them) (?:with|to|on|in) (?:the|my|all the) (?:\w+ )?
    (?:others?|rest|pile|stack|collection|bag|pocket)\b|
    \b(?:write|put|note|type|enter|tick|take|add) (?:it|that|this|you|your \w+) (?:
        down|in the (?:notes?|form|computer)|on the (?:form|notes?)
    )\b
""")
"""Done before the visitor leaves."""
_BEGS = compiled(r"""
    \W*(?:please )?(?:give|grant) (?:me|us|him|her|it|them) (?:(?:an?|some|one|the) )?(?:\w+ )?
    (?:chance|try|moment|second|minute|hint|idea|discount|reason|break|hand|time|go)\b|
    (?:sort|find|fix|agree on|pick) (?:out )?an? (?:day|date|time|slot)\W*$
""")
_IN_PASSING = re.compile(_LEAD + r"(?:meet|speak|talk|see|run into|be in touch|come back|get together)\b")
_VAGUELY = compiled(r"""
    \b(?:
        maybe|perhaps|probably|possibly|i guess|i suppose|i'm sure|some ?day|one day|some time|
        sooner or later|again
    )\b
""")
"""Nobody has to do anything for it: "we'll meet again in Hannover, I guess"."""
_TELLS_NOW = re.compile(r"tell you (?:that|this|honestly|straight)\b")
_TERMS = re.compile(r"take (?:it|them|everything|the \w+) back\b(?! to)")
"""What we would do under the terms of the offer."""
_MAYBE = re.compile(r"\W*(?:maybe|perhaps|possibly)\W+(?:then )?(?:i|we)\b")
_ON_SUCCESS = compiled(r"""
    (?<!know )(?<!see )(?<!check )(?<!ask )\b(?:if|unless|provided(?: that)?) (?!
        you\b|(?:i|we) (?:can )?(?:get|have|receive|hear)\b|
        (?:that|it)(?:'s| is) (?:ok|okay|fine|all right|alright|good) (?:with|for|by)
    )[^.?!;,]{2,60},? (?:then )?(?:i|we)(?:'ll| ?ll| will)\b
""")
"""What a visitor only does if something turns out well: "if that's clean I'll talk to quality"."""
_IN_RETURN = re.compile(
    r"\b(?:send|give|bring|mail|ship|get|show|post) (?:me|us) [^.?!]{2,60}?,? and (?:then )?(?:i|we)(?:'ll| ?ll| will)? "
)
"""What a rep does with what he asks for: "send me twenty samples and I'll give you a report"."""
_ONLY_IF = re.compile(
    r"\W*(?:only |but )?if (?:you(?! (?:leave|give|hand|tell|send|show|let) (?:me|us)\b)|i|we|that|it)\b"
)
_TELLS_ON = re.compile(r"(?:tell|let) (?:him|her|them)(?: know)?\W*")
_AT_THE_MEETING = compiled(r"""
    \b(?:talk about|discuss|see|look at|go (?:over|through)|decide|clarify|settle|sort)
    (?: \w+)? (?:it|that|this|them|everything|all) (?:out )?(?:
        then|there|
        (?:in|at|on|during) (?:the|that|our|your) (?:\w+ )?
        (?:call|demo|meeting|visit|session|workshop|appointment)
    )\b
""")
"""What is left for a meeting that was arranged."""
_HANDOUT = compiled(r"""
    \b(?:
        brochures?|leaflets?|flyers?|catalog(?:ue)?s?|booklets?|pens?|bags?|cards?|stickers?|sweets?|coffee|
        tea|water|drink|one|some
    )\b
""")
_TAKES = re.compile(
    _LEAD
    + laid_out(r"""
        (?:give|bring|get|hand) (?:me|us) (?:
            one|two|three|four|five|some|it|that|a few|a couple|
            (?:a|an|the|your|this|that) (?:brochure|leaflet|flyer|catalogue|pen|bag|coffee|card|water)
        )\b(?! (?:on|by|next|tomorrow|in the mail))
    """)
)
_OFFERED_TO_HAND = re.compile(
    rf"\b(?:give you|get you|offer you|want|would you like|like|take)\b[^.?!]*{_HANDOUT.pattern}[^.!?]*"
)
_HANDS = re.compile(
    r"\W*(?:(?:sure|yes|of course|okay|ok)\W+)*(?:here(?: you| it|,| we)|here\W*$|here\b.{0,12}$|there you go)"
)
_DONE_NOW = compiled(r"""
    \b(?:doing|sending) (?:it|that) (?:right )?now\b|^\W*(?:\w+\W+){0,2}(?:just )?sent\W*$|
    \bi(?:'ve| have) just sent\b
""")
_TROUBLE = r"(?:low|open|empty|full|down|late|over|under|above|below|off|wrong|broken|too (?:hot|cold|warm|high|low))"
_AS_IT_WORKS = compiled(rf"""
    \b(?:when|if|whenever|as soon as|every time|each time)\b[^.!?]*\b
    (?:(?:is|are|goes|gets|runs|falls) {_TROUBLE}|fails?|breaks?|stops?|drops?|opens?|crash\w*)\b|
    \b(?:from|by) the (?:system|software|app|box|device)\b|
    \bautomatically\b|
    \b(?:that's|this is|it's|is|are) (?:all )?
    (?:in(?:cluded)? (?:in )?(?:the )?(?:price|service|package|contract|fee)|included|standard|part of)\b
""")
"""What the product or the service always does."""
_REACHES = re.compile(
    _LEAD
    + laid_out(r"""
        (?:you )?(?:can |may |could )?(?:please |maybe |just )?
        (?:call|ring|phone|text|mail|e-?mail|write|contact|reach|whatsapp|message|use)
        (?: to)? (?:me|us|it|the|my|her|him|you)\b
    """)
)
_BARE_REACH = re.compile(
    _LEAD
    + laid_out(r"""
        (?:call|ring|phone|text|mail|e-?mail|write|contact|reach|whatsapp|message)(?: to| with)? (?:you|me|us)
        (?: (?:then|something|on that|up))?\W*$
    """)
)
_HOW_TO_REACH = compiled(r"""
    \b(?:on|at|from|in) (?:my|the|this|that) (?:card|badge|mobile|cell|phone|number|other|private|flyer)\b|
    \b(?:instead|directly|not the|don'?t)\b|\bnever (?:in|pick|there)
""")


def for_later(talk: Talk, found: Finding) -> bool:
    """Return whether a step is something to be done after the talk."""
    if found.reading.side == "rep" and found.value["owner"] == "visitor" and not _agreed_to(talk, found):
        return False
    dated = found.value["due"] is not None
    said = found.reading.of_span(found.span)
    what = str(found.value["what"]).lower().replace("\u2019", "'")
    if not dated and (
        _NO_DEED.match(what)
        or _ONLY_HOW.match(what)
        or _PERHAPS.search(what)
        or _IN_SIGHT.search(_with_what_follows(found))
        or _AS_IT_WORKS.search(_with_what_follows(found))
        or _AT_THE_MEETING.search(what)
        or (found.reading.side == "rep" and _ONLY_IF.match(found.reading.of_span(found.span)))
        or _TELLS_ON.fullmatch(what)
        or _in_return(found)
    ):
        return False
    if (
        found.reading.side == "visitor"
        and _IN_PASSING.match(what)
        and _VAGUELY.search(_with_what_follows(found))
    ):
        return False
    if (
        _BEGS.match(what)
        or _TELLS_NOW.match(what)
        or (found.reading.side == "rep" and _TERMS.match(what))
        or (found.reading.side == "visitor" and not dated and _MAYBE.match(found.reading.of_span(found.span)))
    ):
        return False
    if found.reading.side == "visitor" and _hangs_on_something(found):
        return False
    return dated or not (_handed_over(talk, found, said) or _only_reaches(talk, found, what))


def _agreed_to(talk: Talk, found: Finding) -> bool:
    """Return whether the visitor says yes to what the rep asks of him, and not what he will do in his own words."""
    after = talk.after(found.reading)
    return (
        after is not None
        and after.side == "visitor"
        and says_yes(after)
        and OWN_DEED.search(after.plain) is None
    )


def _in_return(found: Finding) -> bool:
    reading = found.reading
    asked = _IN_RETURN.search(reading.plain, reading.sentence_at(found.span.start).start, found.span.end)
    return (
        reading.side == found.value["owner"] == "rep" and asked is not None and asked.end() > found.span.start
    )


def _hangs_on_something(found: Finding) -> bool:
    reading = found.reading
    hung = _ON_SUCCESS.search(reading.plain, reading.sentence_at(found.span.start).start, found.span.end)
    return hung is not None and hung.end() > found.span.start


def _with_what_follows(found: Finding) -> str:
    reading = found.reading
    part = reading.clause_at if reading.noisy else reading.sentence_at
    return reading.plain[found.span.start : max(found.span.end, part(found.span.start).end)]


def _handed_over(talk: Talk, found: Finding, said: str) -> bool:
    """Return whether it changes hands at the booth: "give me one", "here you are"."""
    replies = talk.after(found.reading)
    if replies is not None and replies.side == "rep" and _DONE_NOW.search(replies.plain):
        return True
    if HANDED_OVER.search(found.reading.plain, max(0, found.span.end - 20)):
        return True
    before, after = talk.before(found.reading), talk.after(found.reading)
    if found.reading.side == "visitor":
        offered = before is not None and _OFFERED_TO_HAND.search(before.plain) is not None
        return _TAKES.match(said) is not None and (
            offered or (after is not None and _HANDS.match(after.plain) is not None)
        )
    reply_to = talk.after(after) if after is not None else None
    return reply_to is not None and reply_to.side == "rep" and _HANDS.match(reply_to.plain) is not None


def _only_reaches(talk: Talk, found: Finding, what: str) -> bool:
    """Return whether it only says how, or that, somebody may be reached."""
    if not _REACHES.match(what):
        return False
    before, after = talk.before(found.reading), talk.after(found.reading)
    if found.reading.side == "rep":
        return (
            _BARE_REACH.match(what) is not None
            and "?" in found.reading.plain
            and after is not None
            and _HOW_TO_REACH.search(after.plain) is not None
        )
    asked = before is not None and re.search(
        laid_out(r"""
            \b(?:can|may|could|shall|should) (?:i|we) (?:\w+ )?
            (?:call|ring|phone|text|mail|e-?mail|write|contact|reach|message)\b
        """),
        before.plain,
    )
    return (
        bool(asked)
        and not _dated(talk, before)
        and _HOW_TO_REACH.search(found.reading.plain, found.span.start) is not None
    )


def _dated(talk: Talk, reading: Reading | None) -> bool:
    return reading is not None and bool(talk.times(reading))
