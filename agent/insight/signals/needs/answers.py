"""What a solution must do, in answers: to the rep's question, to his proposal, to the visitor's own question."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agent.insight.signals.language.own_words import passes, used
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes
from agent.insight.signals.needs.asked_words import (
    ASKED_BEFORE,
    ASKS_HIMSELF,
    IF_WE_COULD,
    MUST_BE_WHERE,
    NEED_ANSWER,
    REJECTED,
    TELLS,
)
from agent.insight.signals.needs.words import SUBJECT, TAKES_UP, WISHED

_SHORT_PROPOSAL, _NAMED = 6, 8
"""Words of a rep's proposal that a visitor takes up, and of an answer that only names something."""


_POINTS_AT_ONE = compiled(r"""
    \W*(?:(?:well|um|uh|oh|just|mainly|mostly|only)\W+)*(?:(?:the|this|that|your) )?
    (?:first|second|third|last|other|left|right|middle|new|big|small|this|that|red|blue|green)(?: one)?
    (?: (?:there|here|over there|on the \w+))?\W*
""")


_ONE_WORD_DOES = re.compile(
    r"\b(?:requirements?|conditions?|must-?haves?|standards?|formats?|certificat\w+|(?:do|live|go) without)\b[^?]*\?"
)
"""Asks for something that has a name: "any special requirements?" - "ATEX"."""
_NO_NEED = compiled(r"""
    (?:
        none|nothing|no|yes|yeah|sure|price|money|time|speed|many|some|lots|plenty|several|hm+|well|sorry|
        maybe|coffee|what|why|how
    )\b
""")
_ONLY_HEDGES = compiled(r"""
    \W*(?:(?:well|um|uh|oh)\W+)*(?:
        not (?:a|too|so|very|much|that|necessarily)\b(?: [\w-]+){1,4}|
        nothing (?:big|fancy|special|complicated|crazy|much)|
        that's (?:easy|simple)|good question|oh,? (?:a )?lots?|a few things|
        (?:two|three|several|many|some) things(?: really)?|
        where (?:do|shall|should) i (?:start|begin)
    )\W*
""")


def own_answer(reading: Reading) -> Span | None:
    """Return what follows a question that the visitor puts and answers himself: "what I dream of? A map"."""
    for asked, answer in pairwise(reading.sentences):
        if ASKS_HIMSELF.match(reading.of_span(asked)) and "?" not in reading.of_span(answer):
            return reading.trimmed(answer.start, answer.end)
    return None


def takes_up(talk: Talk, reading: Reading) -> Span | None:
    """Return what the visitor makes of the rep's proposal: "an app, then?" - "yes, an app that works offline"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not reading.sentences or len(before.plain.split()) > 14:
        return None
    if re.search(r"\b(?:how|what|who|when|why|where|which)\b", before.plain) or says_no(reading):
        return None
    if set(talk.topics(before)) & {
        "budget",
        "authority",
        "approval",
        "timeline",
        "vendors",
        "contact",
        "recording",
    }:
        return None
    match = TAKES_UP.match(reading.plain, reading.sentences[0].start, reading.sentences[0].end)
    if match is None:
        return None
    group = "what" if match["what"] is not None else "what2"
    what = reading.trimmed(match.start(group), match.end(group))
    text = reading.of_span(what)
    return (
        what
        if len(text.split()) >= 4 and not re.search(r"\b(?:no|not|don't|but|send|call|me|card)\b", text)
        else None
    )


def echoes(talk: Talk, reading: Reading) -> Span | None:
    """Return what takes up the rep's word and says more: "so proof" - "proof with temperature per trolley"."""
    before = talk.before(reading)
    if (
        before is None
        or before.side != "rep"
        or len(before.plain.split()) > _SHORT_PROPOSAL
        or not reading.sentences
    ):
        return None
    sentence = reading.sentences[0]
    match = re.match(
        r"\W*(?P<what>(?:an? |the |one |some )?(?P<word>\w+),? (?:with|that|which|for|per|without)\s.*)",
        reading.of_span(sentence),
    )
    if match is None or match["word"] not in before.plain.split():
        return None
    return reading.trimmed(sentence.start + match.start("what"), sentence.end)


def wished(talk: Talk, reading: Reading) -> Span | None:
    """Return an answer in the form of a wish: "a tour plan that survives a flat tyre"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or "?" not in before.plain[-2:] or not reading.sentences:
        return None
    sentence = reading.sentences[0]
    topics = set(talk.topics(before))
    hoped = IF_WE_COULD.match(reading.plain, sentence.start, sentence.end)
    if hoped is not None and "need" in topics:
        return reading.trimmed(*hoped.span("what"))
    missing = {"problem"} if re.search(r"\bmiss(?:ing)?\b|\black(?:ing)?\b", before.plain) else set()
    if topics - {"need", "proposal", "doubt"} - missing:
        return None
    match = WISHED.match(reading.plain, sentence.start, sentence.end)
    return reading.trimmed(*match.span("what")) if match is not None else None


def where_it_must_be(talk: Talk, reading: Reading) -> Span | None:
    """Return what it must be or have, where the rep asks for just that: "where must the data be?" - "in Norway"."""
    before = talk.before(reading)
    if before is None or before.side != "rep" or not reading.clauses or says_no(reading):
        return None
    first = reading.clauses[0]
    lead = NEED_ANSWER.match(reading.plain, first.start, first.end)
    what = reading.trimmed(lead.end() if lead is not None else first.start, first.end)
    if (
        not MUST_BE_WHERE.search(before.plain)
        or "?" in reading.of_span(reading.sentences[0])
        or not 1 <= len(reading.of_span(what).split()) <= _NAMED
        or re.match(
            r"(?:i|we|that|it|you|good|no|not|sorry|anywhere|any|what|depends)\b", reading.of_span(what)
        )
    ):
        return None
    return what


def answer(talk: Talk, reading: Reading) -> Iterator[Finding]:
    """Find the need in the answer to "what should it do?", whatever its form."""
    if not reading.sentences or used(
        talk,
        reading,
        reading.sentences[0],
        {"authority", "budget", "consent", "competitor", "current_solution"}
        | ({"timeline"} if talk.asked(reading, "timeline") else set()),
    ):
        return
    before = talk.before(reading)
    question = before.plain if before is not None else ""
    if (
        not re.search(
            laid_out(r"""
                \b(?:
                    what|which|how|tell|where|should|must|would|you'?d|need|want|wish|goal|aim|idea|purpose|
                    target|hope|list|for|after|instead|dreams?|like
                )\b
            """),
            question[-70:],
        )
        or re.search(r"(?:^|[.!])\s*looking for\b", question)
        or re.search(r"\b(?:put (?:into|in|aside)|spend|invest|stomach|pay|cost|afford)\b", question[-50:])
        or re.search(r"\bwhat (?:do|does) (?:you|your \w+|they) do\b(?! (?:about|if|when))", question)
        or re.search(
            laid_out(r"""
                \b(?:
                    when|who|how much|how many|which system|what do you use|today|parts|your story|
                    (?:firm|company|business|shop|outfit) do|think
                )\b
            """),
            question[-70:],
        )
        or re.search(
            r"\b(?:something special|anything special|anything else|can i help|are you looking for something)\b",
            question,
        )
    ):
        return
    sentence = reading.sentences[0]
    if len(reading.sentences) > 1 and _POINTS_AT_ONE.fullmatch(reading.of_span(sentence)):
        sentence = reading.sentences[1]  # "The second one. The load planning."
    if len(reading.sentences) > 1 and _ONLY_HEDGES.fullmatch(reading.of_span(sentence)):
        sentence = reading.sentences[1]  # "Not a big one. Just a list on the wall."
    elif "?" in reading.of_span(sentence) or says_no(reading):
        sentence = reading.sentences[1] if len(reading.sentences) > 1 and not says_no(reading) else Span(0, 0)
    lead = NEED_ANSWER.match(reading.plain, sentence.start)
    start = lead.end() if lead is not None else sentence.start
    intro = re.compile(
        laid_out(r"""
            \W*(?:
                (?:
                    (?:i'm|we're|we are|i am) (?:here |looking )?(?:for|after|interested in)|
                    that|to|something|the thing
                )\s+
            )?
        """)
    ).match(reading.plain, start)
    what_start = start
    if intro is not None and re.search(r"\b(?:that|to)\s*$", intro.group()):
        what_start = intro.end()
        subject = SUBJECT.match(reading.plain, what_start)
        what_start = subject.end() if subject is not None else what_start
    if says_yes(reading) and len(reading.plain[start : sentence.end].split()) <= 3:
        return
    clause = reading.clause_at(max(start, sentence.start))
    end = max(clause.end, what_start)
    going_on = re.compile(r"\W*(?:and|or)\s+(?:the|a|an|our|my|all|no)\b[^.?!]*").match(
        reading.plain, end, sentence.end
    )
    if going_on is not None:
        # "see the keys and the permits before anyone drives off"
        end = going_on.end()
    one_of_them = re.compile(
        r"\s+(?:each|every) (?:one|\w+) (?:wants|has|needs|uses|sends|does|makes)\b"
    ).search(reading.plain, what_start, end)
    if one_of_them is not None:
        # "something for the invoices of the farmers each one sends another form"
        end = one_of_them.start()
    what = reading.trimmed(min(what_start, len(reading.plain)), end)
    text = reading.of_span(what)
    if (
        ASKED_BEFORE.match(text) is not None
        or TELLS.search(" ".join(text.split()[:6])) is not None
        or REJECTED.search(text) is not None
        or re.search(r"\b(?:can't|cannot|never|nobody|no one|hate|annoying)\b", text) is not None
        or re.match(r"\W*(?:go (?:on|ahead)|do|sure|why not|please|anything)\b", text) is not None
        or (says_yes(reading) and len(reading.plain.split()) < 7)
        or not (1 if _ONE_WORD_DOES.search(question[-70:]) and not _NO_NEED.match(text) else 2)
        <= len(text.split())
        <= 22
        or re.fullmatch(
            r"(?:all|both|most|none|some|many|any|each) of (?:them|it|those|these|that)|both|everything", text
        )
        or (re.search(r"\bfor what\b|\bwhat for\b", question[-30:]) is not None and len(text.split()) < 4)
        or re.match(
            laid_out(r"""
                (?:
                    im|were|we|i|it|they|you|there|nothing|everything|a lot|not|thanks?|good|hi|hello|
                    just looking|my|he|she|our
                )\b
            """),
            text,
        )
        or not passes(talk, reading, what.start)
    ):
        return
    if (
        any(name.span.overlaps(what) and name.kind == "product" for name in talk.named(reading))
        and len(text.split()) < 6
    ):
        return
    if re.search(r"\b(?:can|does|do|is|will|could) (?:it|that|this|they|you)\b", text):
        return
    if re.match(r"(?:is|are|can|could|do|does|how|what|when|who|where|why|which|will|would)\b", text) or any(
        name.kind == "competitor" and name.span.overlaps(what) for name in talk.named(reading)
    ):
        return
    if re.search(
        r"\b(?:problem|hurts?|wrong|loses?|lost|slow|never|mentioned|recommended|told me|heard of|saw)\b",
        text,
    ) or re.fullmatch(
        laid_out(r"""
            \W*(?:
                (?:
                    actually|yes|yeah|okay|ok|so|well|sure|right|indeed|maybe|just|looking|around|browsing|
                    not|really|the|thing|is|this|that|one|moment|good|question|let|me|see|depends|hm+|oh|ha|
                    of|course|honestly
                )\W*
            )+
        """),
        text,
    ):
        return
    yield Finding(
        "need",
        {"what": reading.words(what)},
        reading,
        reading.trimmed(sentence.start, what.end),
        "frame" if reading.plain.startswith("if ", sentence.start) else "answer",
        0.65,
    )
