"""What an answer to "who decides?" says, which only counts after the question: a bare name, "I do", "yes, she does"."""

import re
from dataclasses import replace

from agent.insight.signals.authority.people import (
    and_whom,
    by_name,
    maybe_somebody,
    surely_somebody,
    who_after,
)
from agent.insight.signals.authority.persons import called, is_pronoun
from agent.insight.signals.authority.phrases import LEAD_IN, ME
from agent.insight.signals.authority.questions import ASKS_WHO, of_him, turned_round
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, says_no, says_yes

_ONLY_AGREES = compiled(r"""
    \b(?:
        signature|agree|approv\w*|involved|ok|okay|say (?:yes|no)|in the loop|on board|else|veto|be asked|
        be convinced|convince|sign-?off|signs? off|nod|bless|consent|permission|happy|counter-?sign|wave|
        stop (?:it|this|that)|block|run (?:it|this|that) (?:past|by)|clear (?:it|this|that)|in the way
    )\b
""")
_SAYS_YES = compiled(r"""
    \bwho(?:m|'d|'s)?\b(?![^?]*\b(?:else|has to|have to say|must say|needs? to)\b)[^?]*\b(?:
        (?:says?|saying|gives? (?:the|his|her|a)) yes|releases?|
        (?:do|must|would|will) (?:you|we) (?:have to |need to )?ask
    )\b
""")
"""Who says the yes that counts; who "has to agree" may be one of several."""
_DECIDING = compiled(r"""
    \b(?:
        decid\w+|decisions?|(?:final|last|the) (?:say|word|call)|signs?|call|charge|pays?|buys?|budget|purse|
        picks?|choose\w*|responsible|trigger|green light|finali\w+|orders?|check ?book|cheque ?book|owns?|pen|
        says? (?:go|yes or no)|who (?:can|could)
    )\b
""")
_VERB = compiled(r"""
    (?:
        '(?:ll|d|s (?:given|got|gotta|been|said|going|the one))|
        ,?\s+(?:
            does|do|is|are|has|have|had|will|would|can|must|needs?|should|gotta|covers?|pays?|funds?|wants?|
            decides?|signs?|sits?|meets?|votes?|says?|comes?|goes|likes?|asks?|i\b|he\b|she\b|they\b|it's|
            (?<!our\s)(?<!the\s)it\s(?:is|was)|
            we\b|who\b|but\b|if\b|(?<!\band\s)then\b|and (?:he|she|they|i)\b|that's|
            between (?:them|the (?:two|three) of them)|(?:still|always|only)\W*$
        )
    )(?!\w)
""")
FOR_ONE_SIDE = re.compile(
    r"\s+(?:for|on|from) (?:the|our|my) (?:[\w-]+ ){0,3}?(?:side|part|half)\b[^.!?]*\bbut\b"
)
"""After "me": no more than a part of it, "me for the plant side, but our CFO makes the call"."""
_OF_OTHERS = re.compile(r"\b(?:who|anybody|anyone|somebody|someone|else|need|have to|has to)\b")
"""In a question whose yes does not mean that the visitor decides."""
_HE_DOES = compiled(r"""
    \W*(?P<he>he|she|they)(?: (?:does|do|is|are|has|have|would|will|can)|'d|'ll)
    (?=\W*$|\W*[.,;!?]|\s+(?:and|but|for|on)\b)
""")
"""An answer about somebody whom the rep has named: "so who decides, you or your sister?" "she does"."""
_OKAY = re.compile(r"^\W*(?:(?:ok|okay|happy to hear that|yes)\W+)+|,\s*(?:ok|okay)\W*$")
"""Around a question, of which it says nothing."""
_SEVERAL = re.compile(r"(?:the\s+)?(?:three|four|five|six|seven|eight|some|several|many|people)\b")
_AT_A_MEETING = compiled(r"""
    \W*(?:we (?:vote|decide|do (?:it|that)) )?
    (?:in|at) (?=(?:the|our|a) (?:\w+ ){0,2}(?:board|committee|meeting|council|panel|jury)\b)
""")
"""Before who sits there: "in the management meeting"."""


def authority(reading: Reading, role: str, who: str | None, span: Span, confidence: float) -> Finding:
    """Return a finding; `who` is None where it is the visitor."""
    return Finding(
        "authority", {"role": role, "who": who}, reading, span, role, confidence, absent=role == "none"
    )


def answered(talk: Talk, reading: Reading) -> Finding | None:
    """Read a short answer to "who decides?"."""
    before = talk.before(reading)
    if not reading.sentences or before is None:
        return None
    clause = reading.clauses[0]
    me = ME.match(reading.plain)
    if me is not None and not FOR_ONE_SIDE.match(reading.plain, me.end()):
        span = reading.trimmed(clause.start, max(clause.end, me.end()))
        other = and_whom(reading, me.end()) if me["who"] in {"me", "myself", "mine"} else None
        if other is not None:
            both = reading.words(Span(me.start("who"), other.end))
            return authority(reading, "decision_maker", both, reading.trimmed(clause.start, other.end), 0.85)
        return authority(reading, "decision_maker", None, span, 0.85)
    himself = of_him(turned_round(before))
    if himself is not None and himself[0] == "decision_maker" and says_yes(reading):
        return authority(reading, "decision_maker", None, reading.trimmed(clause.start, clause.end), 0.75)
    sentence = reading.sentences[0]
    if (
        says_no(reading)
        and re.fullmatch(r"\W*(?:no|nope|not me)\W*", reading.of_span(sentence))
        and len(reading.sentences) > 1
    ):
        sentence = reading.sentences[1]
    if "?" in reading.of_span(sentence):
        return None
    # Across a comma, so that "my boss, the CFO" stays whole; to the next verb, so that what he does is left out.
    start, end = sentence.start, sentence.end
    lead = LEAD_IN.match(reading.plain[start:end])
    start += lead.end() if lead else 0
    place = _AT_A_MEETING.match(reading.plain, start, end)
    start = place.end() if place is not None else start
    verb = _VERB.search(reading.plain[start:end])
    end = start + verb.start() if verb is not None else end
    he = _HE_DOES.match(reading.plain, start, sentence.end)
    if he is not None and (ASKS_WHO.search(before.plain) or talk.asked(reading, "authority")):
        name = called(talk, reading, Span(*he.span("he")))
        span = reading.trimmed(sentence.start, he.end())
        if name is None or is_pronoun(name):
            return None
        return replace(authority(reading, role_asked(talk, reading), name, span, 0.75), rule="agreed")
    who = _in_answer(reading, start, end, surely=ASKS_WHO.search(before.plain) is not None)
    if who is None:
        who, sentence = _after_a_sigh(reading)
        end = sentence.end
    if who is None:
        return None
    span = reading.trimmed(sentence.start, max(end, who.end))
    name = called(talk, reading, who)
    if name is None:
        return None
    one = authority(reading, role_asked(talk, reading), name, span, 0.75)
    # A bare answer says little without the question, so that nothing else need believe in it.
    sure = (
        ASKS_WHO.search(before.plain)
        and talk.asked(reading, "authority")
        and ("?" in before.text or before.noisy)
    )
    named_one = surely_somebody(reading, who) and not _SEVERAL.match(reading.of_span(who))
    return replace(one, rule="agreed") if sure and named_one else one


def _after_a_sigh(reading: Reading) -> tuple[Span | None, Span]:
    """Return who is named by one of the next sentences and nothing else: "I wish. That's the group's CIO."."""
    for sentence in reading.sentences[1:3]:
        text = reading.of_span(sentence)
        lead = LEAD_IN.match(text)
        start = sentence.start + (lead.end() if lead is not None else 0)
        verb = _VERB.search(reading.plain[start : sentence.end])
        if "?" not in text and (verb is None or verb.group().startswith(",")):
            end = sentence.end if verb is None else start + verb.start()
            who = _in_answer(reading, start, end, surely=False)
            if who is not None:
                return who, sentence
    return None, reading.sentences[0]


def _in_answer(reading: Reading, start: int, end: int, *, surely: bool) -> Span | None:
    """Return who is named in an answer; after a sure question also whom no list of roles has."""
    span = reading.trimmed(start, end)
    alone = re.search(r"\s+(?:only|alone|still|himself|herself)\W*$", reading.of_span(span))
    if alone is not None:
        span = Span(span.start, span.start + alone.start())
    owned = re.search(r"'s(?: (?:call|decision|choice|job|budget|responsibility))?$", reading.of_span(span))
    if owned is not None:
        span = Span(span.start, span.start + owned.start())
    text = reading.of_span(span)
    if (
        span.start >= span.end
        or len(text.split()) > 10
        or re.match(
            laid_out(r"""
                (?:one|two|three|four|five|both|several|many)$|
                (?:
                    an?(?! (?:committee|board|panel|team|group|jury))|
                    not|in|on|at|by|next|around|about|no|since|when|if|because|as|until|unless|after|before|
                    how|what|which
                )\b
            """),
            text,
        )
        or (re.match(r"(?:he|she|they|it)\b", text) and len(text.split()) > 1)
    ):
        return None
    somebody = (
        (maybe_somebody(reading, span) or by_name(reading, span))
        if surely
        else surely_somebody(reading, span)
    )
    return span if somebody and who_after(reading, span.start, span.end) is not None else None


def role_asked(talk: Talk, reading: Reading) -> str:
    """Return what the rep's question is about: "who decides?", or "who has to agree?"."""
    before = talk.before(reading)
    question = _OKAY.sub("", before.plain) if before is not None else ""
    if _SAYS_YES.search(question):
        return "decision_maker"
    if _ONLY_AGREES.search(question):
        return "needs_approval"
    return "decision_maker" if _DECIDING.search(question) else "needs_approval"
