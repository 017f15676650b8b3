"""Questions that are conditions: "does it read SAP? Otherwise we can stop here", "because I'm not typing it in twice"."""

from collections.abc import Iterator

from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, taken_back, unreal
from agent.insight.signals.language.talk import Talk

_ASKS = compiled(r"""
    \b(?:can|could|does|do|will|is|would) (?:
        it|that|this|they|you|i|we|he|she|all of it|(?:the|your) (?:\w+ )?\w+
    )\b(?P<what>[^?.!]*?)(?:\?\W*|\s+(?=(?:because|'?cause|cos|otherwise)\b))
""")
_REASON = compiled(r"""
    (?:(?:because|'?cause|cos|since|that's because|and)\W+)?(?:
        (?P<must>
            otherwise [^?.!]*\b(?:can't|cannot|won't|don't|no|not|nothing|useless|stop|have to|forget)\b|
            without (?:it|that|this|one)\b[^?.!]*\b
            (?:can't|cannot|won't|don't|no|not|nothing|useless|stop|forget)\b|
            [^?.!]*\b(?:no (?:use|good|point|help)|useless|worthless|pointless)\b(?! (?:to )?you)[^?.!]*
        )|
        [^?.!]*\b(?:i'm|we're|i am|we are) not (?:
            going to (?:re-?)?(?:type|enter|key|change|replace|do|write|copy|print|buy|throw)|
            (?:re-?)?(?:typing|entering|keying|changing|replacing|doing|writing|copying|printing|throwing)
        )\b|
        [^?.!]*\b(?:i|we) (?:won't|will not|can't|cannot) (?:change|replace|type|give up|throw|switch)\b|
        [^?.!]*\b(?:does not|doesn't|do not|don't|won't|will not|would not) (?:allow|accept|permit)\b|
        [^?.!]*\b(?:right now|at the moment|today|currently|now) (?:
            they|we|i|she|he|somebody|someone|the \w+|my \w+|our \w+
        )\b[^?.!]*\b(?:by hand|on paper|manually|type|types|write|writes|run|runs|drive|drives|phone|call)\b|
        [^?.!]*\b(?:want|need|like) (?:that|this|it) (?:off|gone|out of|away|done)\b|
        (?:my|our|the) [^?.!]{3,30}? insists?\b|
        [^?.!]*\b(?:
            auditors?|inspectors?|customers?|law|insurance|insurer|regulator|ministry|bank|tax office|council|
            ofsted
        ) (?:\w+ )?(?:wants?|asks?|insists?|requires?|demands?|needs?|comes?)\b|
        (?:that|this)(?:'s|s| is)(?: (?:very|really|quite|so))? (?:
            important|essential|crucial|vital|key|decisive|mandatory|a must|obligatory|non-negotiable
        )\b|
        (?:that|this)(?:'s|s| is)(?: (?:really|for (?:me|us)|exactly))* (?:
            what i|what we|
            the (?:one thing|most important|main|whole|only|big)|
            my (?:main|big)|half (?:my|our)|most of (?:my|our)
        )
    )
""")
_OF_THE_OFFER = compiled(r"""
    \b(?:
        cost|price|expensive|licen[cs]e|subscription|per (?:head|user|seat|month|year|invoice)|contract|send|
        call me|a demo|a card|come (?:by|over)|stable|trust|pay|how (?:much|long)|who|when
    )\b|
    ^\W*(?:mean|say|know|think|see|hear|tell)\b
""")


def conditions(talk: Talk, reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Find what a visitor asks for with a reason that makes it a must: what, and the quote."""
    for asked in _ASKS.finditer(reading.plain):
        what = reading.trimmed(*asked.span("what"))
        said = reading.of_span(what)
        reason = _REASON.match(reading.plain, asked.end())
        quoted = reason.end() if reason is not None and reason["must"] is not None else asked.end("what")
        span = reading.trimmed(asked.start(), quoted)
        if (
            reason is None
            or not (1 if reason["must"] is not None else 2) <= len(said.split()) <= 16
            or " or " in said
            or _OF_THE_OFFER.search(said)
            or about_others(reading, asked.start())
            or taken_back(reading, asked.start())
            or unreal(reading, asked.start())
            or used(
                talk, reading, span, {"objection", "consent", "next_step", "timeline", "budget", "authority"}
            )
        ):
            continue
        yield what, span
