"""What speaks for a clause being a complaint about one's own work, and how much: clues with weights.

No single word makes a complaint: "we print labels every day" is a trade, "we print the labels twice" is not; and the
same words weigh more in the answer to "where does it pinch?" than in the answer to "who signs?". So each clause is
weighed by all clues together: what its words tell, where in the talk they stand, and how the rep takes them. The
weights are those of a logistic regression over the clauses of the development gold set (`scripts/weigh_complaints.py`).
"""

import re

from agent.insight.signals.challenges import pains
from agent.insight.signals.challenges.events import EVENT
from agent.insight.signals.challenges.states import STANDS_BADLY
from agent.insight.signals.challenges.weights import BIAS, WEIGHTS
from agent.insight.signals.language.odds import chance_of
from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.language.topics import Topic

_ELSEWHERE: frozenset[Topic] = frozenset(
    ("timeline", "budget", "authority", "approval", "vendors", "contact", "recording")
)
"""Questions whose answers seldom complain."""
_EARLY, _LATE = 4, 9
"""Turns until which people say what brings them, and after which they talk terms."""
_WORDS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in (
        ("we", r"we|our|us|ours|my|we're|we've"),
        ("I", r"i|i'm|i've|me"),
        ("they", r"they|them|their"),
        ("nobody", r"nobody|no one|none|nothing|never|nowhere|no"),
        ("not", r"not|\w+n't|dont|cant|doesnt|wont|cannot|without|isnt"),
        ("would", r"would|could|might|may|'ll|will|should|must|shall|can"),
        ("want", r"want|need|looking|like|wish|hope|love"),
        ("but", r"but|though|only|just|still|even"),
        ("when", r"then|so|until|because|when|whenever|if|once|by the time"),
        ("time", laid_out(r"""
            days?|weeks?|months?|hours?|minutes?|nights?|mornings?|evenings?|years?|\w+days?|weekends?|
            midnight
        """)),
        ("money", r"euros?|dollars?|pounds?|quid|francs?|budget|money|price|cheap|expensive"),
        ("paper", r"paper|excel|spreadsheets?|whiteboard|whatsapp|phone|notebook|e-?mail|binders?|clipboard"),
        ("past", r"was|were|had|\w+ed|lost|went|got|came|told|said"),
        ("praise", r"nice|good|great|fine|okay|ok|happy|lovely|interesting|perfect|cool|neat|impressive"),
        ("people", laid_out(r"""
            drivers?|customers?|people|staff|nurses?|teachers?|parents|patients|guys|girls|lads|crew|
            operators?|technicians?|clients?|students?|foreman|planners?|guards?|visitors?
        """)),
    )
}  # fmt: skip
_INTRODUCES = compiled(r"""
    ^\W*(?:(?:well|so|yes|yeah|hi|hello)\W+)*
    (?:we're|we are|i'm|i am|we have|we've got|we've|i run|we run|we make|we do|i work|we work)\b
""")
_TELLS = {
    "something happens": EVENT,
    "a bad verb": pains.HAPPENS,
    "a bad state": pains.IS_BAD,
    "found out late": pains.FOUND_LATE,
    "a bad turn of phrase": STANDS_BADLY,
    "a doubtful verb": pains.HAPPENS_PERHAPS,
    "a bad thing": pains.BAD_THING,
    "unable": pains.UNABLE,
}
_ADDS = {
    "a portion": pains.PORTION,
    "again": pains.AGAIN,
    "toil": pains.TOIL,
    "a chore": pains.CHORE,
    "tedious": pains.TEDIOUS,
    "often": pains.OFTEN,
}
_STRONG = ("something happens", "a bad verb", "a bad state", "found out late", "a bad turn of phrase")
SORRY = compiled(r"""
    \W*(?:(?:oh|ah|well|so|um|uh|hm+|yeah|yes|i see|right|okay|ok|and)\W+)*
    (?:
        ouch|oof|ow|dear|no\b(?! problem)|my|gosh|goodness|blimey|yikes|crikey|nasty|wow|sorry|
        i'm (?:so )?sorry|poor|painful|terrible|awful|horrible|
        that (?:
            hurts|burns|costs|must|sounds|adds|eats|happens|
            is (?:a lot|bad|hard|tough|painful|annoying|expensive|common)
        )|
        that's (?:
            a lot|bad|hard|rough|tough|painful|annoying|no fun|expensive|common|classic|not good|a pity|
            a shame|crazy|madness|dangerous|half|every|nearly|almost
        )|
        sounds (?:painful|familiar|tough|rough|like a|expensive|annoying|bad)|
        i can imagine|i bet|must be|we hear (?:that|this)|you're not (?:alone|the)|classic|common|too bad|
        bad luck|what a|not good|that often|so often|every \w+\?|how (?:often|come|bad)|why|seriously|really|
        expensive|annoying
    )\b
""")
"""How a rep takes a complaint."""
_BEFORE = {
    "after and": re.compile(r"\band\W*$"),
    "after because": re.compile(r"\b(?:because|or|otherwise)\W*$"),
    "after so": re.compile(r"\b(?:so|then)\W*$"),
}


def clues(talk: Talk, reading: Reading, span: Span, *, wanted: bool, told: bool, said: bool) -> set[str]:
    """Return the names of the clues that a clause shows.

    Args:
        talk: The conversation.
        reading: The turn.
        span: The clause.
        wanted: Whether the turn says what a solution must do, too.
        told: Whether the visitor has complained before.
        said: Whether it says outright that something is a problem.
    """
    text = reading.of_span(span)
    found = {name for name, pattern in _TELLS.items() if pains.asserted(pattern, reading, span)}
    strong = found & set(_STRONG)
    found |= {name for name, pattern in (*_ADDS.items(), *_WORDS.items()) if pattern.search(text)}
    follows = pains.FOLLOWS.search(reading.plain[max(0, span.start - 10) : span.end + 12])
    gap = reading.plain[max(0, span.start - 10) : span.start]
    before, after = talk.before(reading), talk.after(reading)
    topics = set(talk.topics(before)) if before is not None and before.side == "rep" else set()
    first = not reading.plain[: span.start].strip(" ,.")
    words = len(text.split())
    circumstances = {
        "strong": bool(strong),
        "strong twice": len(strong) > 1,
        "strong in the open": bool(strong) and not topics & _ELSEWHERE,
        "something follows": follows is not None,
        "introduces": _INTRODUCES.match(text) is not None,
        "said outright": said,
        "told before": told,
        "wants too": wanted,
        "asked what hurts": "problem" in topics,
        "asked what hurts, first": "problem" in topics and first,
        "asked what is needed": "need" in topics,
        "asked something else": bool(topics & _ELSEWHERE),
        "asked for today's way, first": "solution" in topics and first,
        "asked for today's way, later": "solution" in topics and not first,
        "not asked": not topics,
        "first": first,
        "first turns": reading.number <= 2,
        "early": reading.number <= _EARLY,
        "late": reading.number > _LATE,
        "offered before": talk.offered(reading),
        "an offer follows": after is not None
        and after.side == "rep"
        and any(name.kind == "product" for name in talk.named(after)),
        "pity follows": after is not None and after.side == "rep" and SORRY.match(after.plain) is not None,
        "names": any(name.span.overlaps(span) for name in talk.named(reading)),
        "today's way": used(talk, reading, span, {"current_solution"}),
        "one to three words": words <= 3,
        "four to six words": 3 < words <= 6,
        "many words": words > 16,
        **{name: pattern.search(gap) is not None for name, pattern in _BEFORE.items()},
    }
    return found | {name for name, holds in circumstances.items() if holds}


def likely(found: set[str]) -> float:
    """Return how likely a clause with these clues is a complaint, 0 to 1."""
    return chance_of(BIAS + sum(WEIGHTS.get(name, 0.0) for name in found))


LIKELY, SURE = 0.4, 0.8
"""From here on a clause counts as a complaint, and as one that stands by itself beside another."""
