"""Complaints in the rep's words, to which the visitor only says how often: "do the tools get lost?" - "every week"."""

from agent.insight.signals.challenges import pains
from agent.insight.signals.challenges.events import EVENT
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, taken_back
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes

_ASKS = compiled(r"""
    \W*(?:(?:and|so|okay|ok|right|but|then|i guess|tell me)\W+)*
    (?:
        (?:is|are|was|do|does|did|have|has|can) (?P<what>
            (?!that\b|this\b|it (?:a|an|any)\b|you (?:here|from|with|sure|happy to|the)\b).+
        )|
        (?:any|much|many|a lot of) (?P<any>.+)|how often (?:do|does|did|is|are) (?P<often>.+)
    )
""")
_HURTS = compiled(r"""
    \b(?:
        problems?|issues?|trouble|headaches?|worr(?:y|ies)|complaints?|pain|topic|theft|steal|stolen|
        downtimes?|breakdowns?|outages?|errors?|mistakes?|delays?|waste|scrap|get lost|lost|lose|losing|
        forget|stuck|late|struggle|suffer|paperwork
    )\b
""")
_SERVES = compiled(r"""
    \b(?:
        reliable|accurate|up to date|on time|enough|working|works?|keep up|happy|satisfied|fast|add up|
        match(?:es)?|complete|correct|right|easy|trust|good
    )\b
""")
_OF_OURS = compiled(r"""
    \b(?:
        ours|our|us|we|for you if|would|will|i|me|price|budget|decide|decision|recorded?|today's|stand|booth|
        fair
    )\b
""")
_OFTEN = compiled(r"""
    \W*(?:(?:oh|well|ha|um|uh|god|man|boy|yes|yeah|yep|sure)\W+)*
    (?:
        all the time|constantly|
        (?:nearly |almost )?(?:every|each) (?:single )?\w+(?: \w+)?(?:, \w+ \w+)?|
        (?:far |way )?too (?:often|many|much)|a lot|lots|regularly|often|permanently|always|
        more (?:often )?than (?:i'd like|i care|you)[^.?!]*|
        (?:is|are|do|does|have|has) (?:it|they|we|he) ever|
        you bet|tell me about it|don't (?:ask|get me started)|daily|weekly|twice a \w+|\w+ times a \w+|
        everywhere|all of (?:them|us)(?: do)?|half the time|big time|and how|unfortunately(?: yes)?|
        sadly(?: yes)?|i'm afraid so
    )\b[^.?!]{0,20}\W*
""")
_BARELY = compiled(r"""
    \W*(?:(?:oh|well|ha|um|uh|hm+)\W+)*(?:
        no\b|
        not (?:really|always|exactly|at all|quite|any more|so|very|good|reliably)|
        hardly|barely|rarely|so[- ]so|half the time|i wish|never|sometimes|when it (?:wants|feels)|
        on (?:a )?good days?|more or less|kind of|sort of|far from it|nowhere near
    )\b[^.?!]{0,25}\W*
""")
_MOST = 8
"""Words of an answer that only says how often."""


def confirmed(talk: Talk, reading: Reading) -> Finding | None:
    """Return the complaint that a rep puts as a question, and the visitor says yes to, or how often it happens.

    Asked whether something serves ("is it reliable?"), a no complains.
    """
    before = talk.before(reading)
    if before is None or before.side != "rep" or not before.sentences or not reading.sentences:
        return None
    last, first = before.sentences[-1], reading.sentences[0]
    question = before.of_span(last)
    put = _ASKS.match(before.plain, last.start, last.end)
    answer = reading.of_span(first)
    if (
        put is None
        or not ("?" in question or before.noisy)
        or _OF_OURS.search(question)
        or len(answer.split()) > _MOST
        or any(name.kind == "product" for name in talk.named(before))
        or about_others(reading, first.end)
        or taken_back(reading, first.start)
        or "?" in answer
    ):
        return None
    group = next(name for name in ("what", "any", "often") if put[name] is not None)
    what = before.trimmed(*put.span(group))
    hurts = (
        _HURTS.search(question)
        or (put["often"] and "have to" in question)
        or any(pattern.search(before.of_span(what)) for pattern in (EVENT, pains.HAPPENS))
    )
    says = (hurts and (_OFTEN.fullmatch(answer) or (_only_yes(reading, first) and not says_no(reading)))) or (
        not hurts and _SERVES.search(question) and _BARELY.fullmatch(answer)
    )
    if not says:
        return None
    return Finding(
        "challenge",
        {"what": before.words(what)},
        reading,
        reading.trimmed(first.start, first.end),
        "confirmed",
        0.6,
    )


def _only_yes(reading: Reading, first: Span) -> bool:
    return says_yes(reading) and len(reading.of_span(first).split()) <= 3
