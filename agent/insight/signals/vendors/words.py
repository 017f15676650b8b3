"""Words that say what a firm has to do with a vendor, and the clause that a name stands in."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.stance import about_others

_WE = laid_out(r"""
    (?:
        we|i|they|
        (?:our|my|the|one|two|three|four|five|six|some|most|half|both|all|every|each|another|several|many)
        (?: of)?(?: (?:our|the|my|us|them))?(?: \w+){0,2}? \w+|
        everyone|everybody
    )
""")
"""Who uses something: the firm, or a part of it."""
_USES = phrase(rf"""
    {_WE}(?:'re|'m| are| am)? ~ (?:
        use|uses|using|run|runs|running|run on|running on|work with|works with|working with|work in|rely on|
        relying on|on|with|(?:have|has) to (?:use|work with|work in|run)|have(?! to\b)|have got(?! to\b)|
        've got(?! to\b)|'ve|got|has(?! to\b)|rent|rents|hire|lease|been using|been with|been on|bought|
        manage (?:it|that|this|everything) (?:with|in)|
        do (?:it|that|this|everything|all of it|all that) (?:with|in|on|via|using|through|by)|
        (?:
            track|plan|keep|manage|run|book|handle|document|store|log|schedule|make|pay|send|bill|invoice|
            order|report|teach|train|guard|control|dispatch
        ) (?:it|that|this|them|those|ours|everything|all of them) (?:with|in|on|through|via|using|by)|
        do (?:ours|them|those|all of them) (?:with|in|on|via|using|through|by)|
        pay(?:ing)? (?:~ )?(?:\w+ ){{0,6}}?(?:for|to)|renewed with|renewed|signed with|extended with|
        went back to|went with|(?:switched|moved|went|changed)(?: over)? to|settled on|went for|
        (?:makes?|made|forces?|forced|has|wants?) (?:us|everybody|everyone) (?:to )?(?:use|run|work with)|
        stuck with|stuck on|(?:locked|tied) (?:in|into|to|in with|in to)|bound to|committed to|married to|
        wedded to|live with|make do with|plan with|plan (?:it|everything|that) (?:with|in|on)
    )|
    (?:we|i|they)'ve|
    (?:we've|i've|we have|they've) (?:~ )?(?:been (?:using|running|with|on|working with)|had|got)|
    (?:
        every ?thing|it all|all of it|that|it|this|which|most of it|the data|orders|planning|everything else
    ) (?:~ )?(?:is|'s|runs|lives|sits|happens|goes|is done|'s done|is handled|is managed|'s managed) (?:~ )?
    (?:in|on|with|through|via|over|by|into|a|an|all)|
    (?:
        it's|that's|it is|that is|now it's|now it's all|it's all|mostly|mainly|currently|today|at the moment|
        right now|so far|using|running|we still use|still
    ) (?:~ )?(?:in|on|with|by|via|a|an|called)?
""")
USED_BEFORE = compiled(r"""
    (?:
        \b(?:
            use|uses|using|run|runs|running|on|with|have|'ve|got|had|has|by|from|via|called|is|it's|
            went back to|(?:switched|moved|went|changed)(?: over)? to|use to|
            current(?: system| provider| vendor| supplier| solution| software)?|
            existing|our|still|through
        )\s+(?:
            (?:
                the|an?|our|old|only|mostly|still|just|their|his|her|its|own|one|already|good old|two|of|now|
                basically|currently|a tool from|software from|a system from|something from|from|system|by|
                called|your old|your
            )\s+
        )*$
    )
""")
CURRENTLY = phrase(r"""
    (?:
        at the moment|right now|currently|today|at present|these days|
        for (?:years|ages|\w+ years|a (?:long )?(?:time|while)|about \w+ years)(?: now)?|
        since \w+(?: \w+)?|has been in the house|is in (?:the house|place|use)|for the (?:\w+)|mostly|
        in the house|so far|still|already|nowadays
    )
""")
MEETING = laid_out(r"""
    (?:
        presentation|demonstration|demo|call|meeting|appointment|visit|workshop|session|chat|pitch|webinar|
        conversation|walk-?through|first talk|date
    )
""")
"""What is had with a vendor who is in the choice."""
LEFT = phrase(rf"""
    (?:moved|switched|migrated|went|got|walked|turned|shifted|came|come|moving) (?:away|off|over from|from)|
    left|
    (?:have |'ve )?(?:
        dropped|ditched|dumped|fired(?! for\b)|abandoned|replaced|cancelled|canceled|terminated|kicked out|
        thrown out|threw out|sunset|retired|quit|binned
    )|
    got rid of|gotten rid of|used to (?:use|have|be with|be on|work with|run)|
    (?:were|was|been|had been) (?:with|on|using|customers? of|a customer of)|
    stopped (?:using|working with)|no longer (?:use|using|with|have|work with)|don't (?:use|have|work with)|
    (?:had(?! (?:\w+ ){{0,3}}{MEETING}\b)|tried(?! to)|used|ran)|
    parted (?:ways )?with|ended (?:the|our) (?:contract|relationship) with|gave up on|not with|ruled out|
    out of the race|decided against|said no to|previously|formerly|before that|
    until last (?:year|month|week|summer|spring)|until (?:recently|20\d\d)|in the past|years ago|back then|
    off the (?:list|table)|
    (?:were|are|is) out(?! (?:there|here|in|of|on|by))
""")
EVALUATING = phrase(r"""
    (?:looking|looked|look|have looked|having a look|taking a look|took a look) (?:~ )?(?:at|into)|
    (?:talking|talked|talk|speaking|spoke|spoken|in (?:talks|touch|contact|discussions)) (?:~ )?(?:to|with)|
    (?:evaluat|consider|test|triall?|pilot|review|assess|investigat|explor|check)(?:ing|ed|e|s)?(?: out)?|
    compar(?:e|es|ing|ed) (?:~ )?(?:you |it |that |them |this |you guys |your \w+ )?(?:with|to|against)?|
    short ?-?list\w*|
    (?:in|on) (?:the|our) (?:list|short ?-?list|running|race|mix|final)|
    demo (?:from|of|by|with|at)|
    (?:an? |the )?(?:offer|quote|quotation|proposal|bid|price) (?:from|by|of)|
    (?:made|gave|sent|give) us (?:an?|their|the) (?:\w+ )?(?:offer|quote|proposal|demo|presentation|price)|
    (?:seeing|see|seen|meeting|meet|visiting|visited|saw|going to see|met)|
    also (?:in|on)|between (?:you and)?|you and|you or|with you|choos\w+ between|deciding between|
    torn between|leaning (?:towards?|to)|interested in|prefers?|preferred|favou?rs?|push(?:es|ing) for|
    rooting for|keen on|fond of|
    (?:the other|one|another|the second|the third) (?:one|option|candidate|contender|vendor|choice)
    s? (?:is|are|would be)|
    (?:the other|the second|another)(?:'s| is)|(?:pitched|presented|showed|invited|shown)|
    (?:we|i) (?:also )?have (?:\w+ and )?\w+ (?:coming|visiting)|
    alternatives?|candidates?|contenders?|finalists?|competing|up against|versus|vs|going with|
    might go (?:with|for)|thinking (?:about|of)|pilot (?:with|running)|trial (?:with|of)|poc|proof of concept
""")
COMPARED = phrase(r"""
    (?:looks?|looked|is|was|are|were|seems?|seemed|feels?|felt) (?:~ )?
    (?:about |pretty much |much |more or less |roughly |basically |exactly |very )?
    (?:the same|similar|identical|on par)|
    (?:has|have|had|offers?|offered|gives?|gave us|got) (?:\w+ ){0,3}?
    (?:better|cheaper|nicer|faster|bigger|smaller|longer|more|less|fewer|easier|clearer) (?:\w+ ){0,3}?
    than (?:you|yours|your \w+|this|that)|
    (?:charges?|asks?|wants?|costs?|quoted|takes?) (?:\w+ ){0,3}?
    (?:less|more|half|double|twice|a third|cheaper|the same)|
    (?:can|does|do|could|did) (?:\w+ ){0,3}(?:better|faster|cheaper|too|as well)(?: \w+)? than (?:you|yours)|
    (?:is|are|was|were|looks?|seems?|feels?|works?|has|have|had|does|offers?|can|costs?|comes) (?:~ )?
    (?:a |an |much |far |way |twice as |half as |three times as |a lot |a bit |slightly |somewhat )*
    (?:
        better|cheaper|faster|slower|easier|worse|more|less|expensive|simpler|nicer|bigger|stronger|weaker|
        cheap|good|easy|fast|ahead|behind|prettier|smoother|pricier
    )(?: \w+){0,3} (?:than|as) (?:you|your|yours|this|that|what you|here)?|
    (?:
        better|cheaper|faster|slower|easier|worse|more \w+|less \w+|simpler|nicer|bigger|stronger|weaker|
        pricier
    ) than|
    as (?:good|cheap|fast|easy|expensive|nice|simple) as|
    unlike|compared (?:to|with)|in comparison (?:to|with)|(?:than|as) (?:you|you do|yours|your \w+)|
    you(?:'re| are| were) (?:~ )?(?:\w+ ){0,2}(?:cheaper|better|faster|slower|more|worse|easier)
""")
PASSING = phrase(r"""
    (?:worked|work|working|was|started|interned|employed|been) (?:at|for)|
    used to work (?:at|for|with)|
    i (?:was|spent|did|worked) (?:[\w-]+ ){1,3}(?:years?|months) (?:at|with|for)|
    (?:at|in|with) my (?:last|old|previous|former|side) \w+(?: \w+){0,6}|
    (?:in|at) the (?:company|firm|place|job) before (?:me|us|this|that)(?: \w+){0,4}|
    (?:my|a|an|the) (?:\w+ )?(?:
        friend|cousin|brother|sister|wife|husband|neighbou?r|
        colleague(?! (?:\w+ )?(?:
                looked|saw|tried|tested|met|talked|visited|went|spoke|evaluated|checked|found|has seen|
                has looked|is looking
            )
        )|
        buddy|guy|mate|nephew|uncle|son|daughter
    )(?: \w+){0,4}|
    (?:
        booth|stand|hall|
        (?:at|to|from) (?:the|a|your|their) (?:\w+ )?party|
        drinks?|coffee|lunch|badge|bag|mug|pen|socks|t-?shirt
    )|
    never heard of|(?:swears|raves) (?:by|about)|(?:i|we) (?:don't|do not) know|don't know|
    (?:read|heard) (?:about|of|that)|in the (?:news|press)|sponsor\w*|
    (?:bought|acquired|merged with)(?: by)? (?=\w+ (?:last|this))|
    (?:investor|shareholder)s? (?:in|of)|walked past|walking past|coming from|
    know (?:someone|somebody|people) at|also here|ad for|advert\w*|(?:don't|do not) mention|ex-
""")
NEGATED = re.compile(r"\b(?:not|never|don't|doesn't|didn't|isn't|aren't|no)\s+(?:\w+\s+){0,3}$")
YOUR_RIVAL = re.compile(r"\b(?:your|a) (?:competitors?|rivals?),?\s+$")
COURTS = compiled(r"""
    '?s?\s+(?:\w+\s+)?(?:proposal|offer|quote|quotation|bid|tender|demo|presentation|pitch)\s+
    (?:is|was|are|lies|sits|came|looks?|arrived|has)\b|
    (?:'s)?\s+(?:(?:has|have|had|is|are|was|were|also|just|already|did)\s+)*
    (?:
        (?:sent|made|gave|given|offered|offers|quoted|mailed) (?:us|me)\b|
        pitch(?:ed|ing|es)?\b|bid(?:s|ding)?\b|quot(?:ed|ing)\b|present(?:ed|ing)\b|show(?:ed|ing) us|
        in the (?:running|race|tender|mix|final)|on (?:the|our) (?:short ?-?)?list|short-?listed|
        coming (?:to us|next|on)|
        (?:was|were|came|been) (?:in|by|round|over|here|there|at ours) (?:
            last|this|on|yesterday|already|too|as well|in \w+|two|a
        )\b|
        in our (?:final|selection|choice)|wants? to (?:sell|show)|demo(?:ed|'d)
    )|
    (?:'s \w+)?\s+(?P<compared>
        (?:is|are|was|were|looks?|seems?) (?:\w+ ){0,2}
        (?:cheaper|better|faster|nicer|slower|easier|pricier|more \w+) than (?:you|yours|your|this)|
        (?:has|have|offers?|can|does) (?:\w+ ){0,5}than (?:you|yours|your)
    )
""")
"""What a vendor does who is in the choice, said after the name."""
TO_CONNECT = compiled(r"""
    \b(?:
        talk|talks|connect|connects|integrat\w+|interface\w*|hook\w*|sync\w*|export|import|plug\w*|link|speak|
        speaks|compatible|work|works|feed|data
    )\s+(?:up\s+)?(?:it\s+)?(?:to|with|into|from|in)\s+(?:our |the |all |old |those |these |an? )*$
""")
_RIVAL = compiled(r"""
    \b(?:your|a) (?:\w+ )?(?:competitors?|rivals?)\b|\b(?:competitor|rival)s? of yours\b|
    \b(?:than|like|against|unlike|instead of|beside|next to|and|or) (?:you|yours|you guys)\b
    (?! (?:can|could|know|see|get|need|have to))|
    (?<!not )(?<!n't )(?<!never )\b(?:
        replac\w+|get(?:ting)? rid of|mov(?:e|ing) (?:away|off)|switch(?:ing)? (?:from|away)|
        chang(?:e|ing) (?:it|them|that)|leav(?:e|ing) (?:it|them)
    )\b|
    \b(?:contract|subscription|licen[cs]e|agreement|deal|term|lease)s?\b[^.!?]{0,40}\b
    (?:
        ends?|ending|expires?|runs? (?:out|until|till|to)|is up|up (?:in|for|at)|due|over|till|until|renew\w*|
        notice
    )\b
""")


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last place in a text where a pattern is found."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def last_left(before: str) -> re.Match[str] | None:
    """Return the last words that tell of what is over; what "has been used" is not."""
    found = last(LEFT, before)
    return None if found is not None and _STILL_IS.search(before, 0, found.end()) else found


def last_uses(before: str) -> re.Match[str] | None:
    """Return the last words of use, where what follows them may still be what is used."""
    found = last(_USES, before)
    # "We use it for the tours and SAP": what stands between must be a list, not another clause.
    if found is not None and len(before[found.end() :].split()) > 7:
        return None
    return found


_STILL_IS = re.compile(r"(?:'ve|\bhave|\bhas)\s+(?:\w+\s+)?been\s+\w+$")
_COLLEAGUE = re.compile(
    r"\b(?:an?|another|my|our|one of (?:my|our)) colleagues?(?: of (?:mine|ours))?\b(?! (?:at|with|from) )"
)


def of_others(reading: Reading, position: int) -> bool:
    """Return whether what is said of a vendor is another firm's story; a colleague is none."""
    before = reading.plain[reading.sentence_at(position).start : position]
    return about_others(reading, position) and _COLLEAGUE.search(before) is None


def beside_us(reading: Reading, span: Span) -> bool:
    """Return whether a vendor in use whom the pack does not know is spoken of as our rival.

    He is compared with us or called one, or to be replaced, or his contract ends; else he only does the job.
    """
    return _RIVAL.search(reading.of_span(reading.sentence_at(span.start))) is not None


TAKEN_BACK = re.compile(
    r"\s*,\s*(?:no|sorry|wait|I mean|or rather),?\s+(?:(?:no|sorry|wait|I mean|it's)\W+)*[A-Z]"
)
"""After a name: the speaker has another one in its place."""
_CORRECTED = re.compile(
    r"[\w&+-]+\W+(?:(?:no|sorry|wait|i mean|or rather|not that|excuse me)\W+)+(?:(?:it's|it is|the)\s+)?$"
)


def without_correction(before: str) -> str:
    """Return what stands before a name without the wrong name that it replaces: "called Rightsline, no, sorry, "."""
    return _CORRECTED.sub("", before)


def quote(reading: Reading, span: Span) -> Span:
    """Return the clause that a name stands in."""
    wrong = _CORRECTED.search(reading.plain[: span.start])
    clause = reading.clause_at(wrong.start() if wrong is not None else span.start)
    return reading.trimmed(
        min(clause.start, span.start), max(clause.end, span.end, reading.clause_at(span.start).end)
    )


MANNER = re.compile(
    r"\w+ly|well|hardly at all|(?:the )?(?:twen|thir|for|fif|six|seven|eigh|nine)ties|(?:since )?\d{4}s?",
    re.IGNORECASE,
)
"""How they do it, or since when, not what with: "Badly", "From the nineties"."""
