"""Needs in the rep's words, to which the visitor only says yes: "do you need it offline?" - "yes"."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.stance import about_others, taken_back
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes

_MUST = laid_out(r"""
    important|a must|mandatory|required|essential|crucial|needed|necessary|critical|vital|obligatory|
    compulsory|non-?negotiable
""")
_PUT = phrase(rf"""
    (?:is|would) it (?:be )?(?:~ )?(?:{_MUST})(?: (?:for|to) (?:you|your \w+))? (?:that|to|if) (?P<a>.+)|
    (?:is|are|would) (?P<b>(?!it\b|that\b|this\b|price\b|time\b|speed\b).+?)(?: be)? (?:~ )?
    (?:{_MUST}|something you(?:'d| would)? need)(?: (?:for|to|with) (?:you|your \w+))?|
    would (?:it|that) (?:~ )?(?:help|be (?:of )?(?:help|helpful|useful|use|good|great))
    (?: you)? (?:if|to) (?P<c>.+)|
    (?:do|would|will|did) (?:you|they|your \w+|the \w+) (?:~ )?(?:need|require)
    (?: to have| to be able to)? (?P<d>.+)|
    (?:so|and|then|you mean|i guess|i suppose|sounds like|okay|ok|right) (?:~ )?you
    (?:'d| would|'ll|'re| are)? (?:~ )?(?:need|require|looking for|after|want something|want one|want it)
    (?: to have| to be able to)? (?P<e>.+)|
    (?:do|would|shall|should) (?:you|they|we) (?:~ )?(?:want|like|prefer|put|have)
    (?: to have)? (?P<h>.+ or .+)|
    (?:must|should|does|would|has) (?P<f>
        (?:it|the \w+|they|everything|everybody|all (?:of )?\w+) (?:~ )?(?:have to |need to |got to )?
        (?:
            be|run|work|stay|speak|talk|read|show|go|print|send|alert|warn|call|record|count|fit|connect|
            support|handle|log|tell|import|export|match|replace|survive|know|find|see|do|wake|cope|keep
        )\b.+
    )|
    you(?:'d| would|'ll)? (?:~ )?(?:need|require|want) (?P<j>.+?)
    ,? (?:don't you|wouldn't you|right|correct|i guess|i suppose|isn't it|am i right)|
    should (?P<i>
        (?:the|your|all|every|each|people|parents|customers|drivers|guests|patients|users|everybody|everyone)
        \b(?: \w+){{0,3}}? (?:
            be able to|get|receive|have|do|sign|confirm|choose|book|cancel|change|open|upload|approve|answer|
            scan|pay
        )\b.*
    )|
    (?:so|and|then) (?P<g>
        (?:it|the \w+|they|that) (?:
            must|should|has to|needs to|have to|need to|would have to|would need to
        ) .+
    )
""")
_FAVOUR = compiled(r"""
    (?:an? )?(?:(?:little|quick|short) )?(?:
        me|us|you|(?:it|that|this) (?:be|bother|disturb)|(?:\w+ ){1,3}from (?:me|us)\b|
        to (?:
            see|sit|try|run|go|meet|talk|know|hear|start|begin|buy|decide|have|test|pay|think|take|leave|ask|
            speak|check|be (?:there|back)
        )|
        see|seat|chair|coffee|pen|bag|brochure|quote|demo|card|minute|moment|hand|date|price|sample|trial|
        offer|copy|log-?in|link|break|drink|lift|taxi|appointment|call|meeting|reminder|invoice|receipt|
        refund|visa|ticket|anything|something to|help|directions|it (?:by|this|next|soon|now|in writing)|
        that (?:by|in writing|soon|now)|more(?: time| information)?|any (?:more|help)|about|around|
        approximately|roughly|approval|permission|sign-?off|somebody|someone|time
    )\b|
    \d|
    (?:
        one|two|three|four|five|six|eight|ten|twelve|twenty|it|that|them|this|one of (?:those|these)|a few|
        many
    )\W*$
""")
"""What a rep offers to hand over or do, or how much he thinks that it takes: no need of theirs."""
_NOT_SO = compiled(r"""
    \b(?:
        approv\w+|sign(?:ed|s)?|boss|board|decid\w+|decision|budget|order(?:ed)?|running by|live by|
        before (?:the )?(?:summer|winter|christmas)|
        by (?:
            the end|january|february|march|april|may|june|july|august|september|october|november|december|
            next|then|when
        )|
        record(?:ed|ing)? (?:this|our)|euros?|dollars?|pounds?|cost|price|cheap\w*
    )\b
""")
_AGREES = compiled(r"""
    \W*(?:(?:oh|well|um|uh|so|and|ah)\W+)*(?:
        (?:it|they|we|that|those|this) (?:certainly |really |definitely )?
        (?:does|do|must|should|would|is|are|has to|have to|will|needs to)\b(?! not|n't)|
        very(?: much)?(?: so)?\b|
        (?:that|it)(?:'d| would) (?:save|help|be (?:great|good|nice|perfect|a help|ideal|brilliant|lovely))|
        that's (?:it|right|the (?:point|idea|one|thing|main|whole|only|first))|
        (?:that|this) (?:yes|too|one)\b|you bet|indeed|a must|(?:more than|most) \w+|too right|spot on|
        bang on|hundred percent|one hundred percent|very|obviously|naturally|always|by law|mandatory|
        essential|crucial
    )\b
""")
_ECHO = re.compile(
    r"\W*(?:(?:oh|well|ha|um)\W+)?(?:would it (?:help|ever)|do we|do i|is it|important|must it|does it)\W*\?\W*"
)
_BUT = re.compile(r"\W*(?:\w+\W+){0,2}?(?:but|although|only|except|depends|maybe|perhaps|not|if)\b|[^.?!]*\?")
_OR = re.compile(r"\s+or\s+(?=(?!not\b)\w+)")
_MOST = 20
"""Words of what is confirmed."""


def confirmed(talk: Talk, reading: Reading) -> Finding | None:
    """Return the need that a rep puts as a question, or as what he has understood, and the visitor says yes to.

    Where the question offers two ("on the phone or at the desk?"), the visitor's own words say which.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep" or not before.sentences or not reading.sentences:
        return None
    last = before.sentences[-1]
    put = _PUT.search(before.plain, last.start, last.end)
    asks = "?" in before.of_span(last) or before.noisy
    if put is None or not (asks or put["e"] or put["g"]) or says_no(reading):
        return None
    first = reading.sentences[0]
    if len(reading.sentences) > 1 and _ECHO.fullmatch(reading.of_span(first)):
        first = reading.sentences[1]
    group = next(name for name, text in put.groupdict().items() if text is not None)
    what = _without_tag(before, Span(*put.span(group)))
    text = before.of_span(what)
    if (
        not 1 <= len(text.split()) <= _MOST
        or _FAVOUR.match(text)
        or _NOT_SO.search(before.of_span(last))
        or re.search(
            r"\b(?:what|which|how|who|when|where|why)\b", before.of_span(Span(last.start, put.start()))
        )
        or _BUT.match(reading.plain, first.start, first.end)
        or about_others(reading, first.end)
        or taken_back(reading, first.start)
    ):
        return None
    if _OR.search(text):
        return _chosen(reading, first, text)
    if not (says_yes(reading) or _AGREES.match(reading.plain, first.start, first.end)):
        return None
    span = reading.trimmed(first.start, first.end)
    return Finding("need", {"what": before.words(what)}, reading, span, "confirmed", 0.6)


def _chosen(reading: Reading, first: Span, offered: str) -> Finding | None:
    """Return which of two things it is to be, where the answer takes up a word of the question."""
    clause = reading.clause_at(first.start)
    said = set(re.findall(r"[a-z]{4,}", reading.of_span(clause))) & set(re.findall(r"[a-z]{4,}", offered))
    if not said or "both" in reading.of_span(clause):
        return None
    span = reading.trimmed(clause.start, clause.end)
    return Finding("need", {"what": reading.words(span)}, reading, span, "confirmed", 0.6)


def _without_tag(before: Reading, span: Span) -> Span:
    """Cut what only asks back: "so you need single sign-on, I guess"."""
    tag = re.search(
        laid_out(r"""
            \s*,\s*(?:
                i guess|i suppose|i take it|right|or not|too|then|yes|no|correct|don't you|wouldn't you|
                isn't it|am i right
            )\b\W*$
        """),
        before.of_span(span),
    )
    return before.trimmed(span.start, span.start + tag.start() if tag is not None else span.end)
