"""Whether words are meant, are the speaker's own, and still stand."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, phrase

_UNREAL = phrase(r"""
    if (?:
        we|i|you|they|he|she|my \w+|our \w+|somebody|someone|there|money|it|the \w+
    ) (?:ever )?(?:had|got|won|gave|were|was|could|would|wanted|spent|offered|knew|only had)|
    if i won|if only|if money|
    (?<!\bi\x20)(?<!we\x20)(?<!would\x20)(?<!\x27d\x20)suppose|
    supposing|(?<!can\x20)(?<!could\x20)imagine|
    let's (?:just )?(?:say|imagine|pretend|assume) (?:we|i|you|they|that)|
    hypothetically|in theory|theoretically|in an? (?:ideal|perfect|dream) world|in my dreams|i wish|i'd wish|
    would have (?:been|had|bought|paid|needed|spent)|
    (?:could|should) have (?:been|had|bought|gone|done|taken|got|known|come|made|paid|spent|seen|\w+ed)|
    had we|pretend|what if|say we had|for the sake of argument|once i win|when i win|when pigs
""")
_OTHERS = phrase(r"""
    (?:one|some|two|many|most|a (?:lot|couple|few)) of (?:our|your|my|their|the) (?:\w+ )?
    (?:customers?|clients?|competitors?|neighbou?rs?|friends?|partners|suppliers?|peers)|
    (?:a|an|another|some|any|my|one) (?:
        (?:customer|client)(?!'s)|competitor|neighbou?r|friend|buddy|cousin|brother in law|former colleague|
        colleague|ex colleague|acquaintance|supplier|guy i know|company i know|other company|
        company down the road|big company|startup
    )(?: of (?:ours|mine|yours|theirs|us))?|
    our (?:neighbou?rs?|competitors?|competition|clients?|rivals?)|
    their (?:budget|boss|project)|your (?:customers?|clients?|competitors?)|
    (?:other|another|different) (?:
        company|companies|firm|firms|customer|customers|people|plant|hospital|school|stand|booth|vendor|
        vendors
    )|
    (?:at|in|with|for) (?:my|our|the) (?:last|old|former|previous|first) (?:
        job|company|employer|firm|place|school|hospital|plant
    )|
    (?:my|our) (?:last|old|former|previous|ex) (?:job|company|employer|firm|boss)|
    when i was (?:at|with|working)|i used to work|back (?:at|when)|
    i (?:read|heard|saw) (?:that|about|somewhere|on|in|a|an|one|they)|
    i've (?:read|heard|seen)|
    (?:they|somebody|someone|people|he|she|you) (?:told|say|said|claimed?)
    (?: to)? (?:us|me|that|it|he|she|they|to)|
    at the (?:other|next) (?:stand|booth)|
    the (?:man|woman|lady|gentleman|lot|ones?) (?:over there|next door|across)|
    the last guys?|
    (?:we|i|you)(?:'ve)? (?:just )?had an? (?:\w+ ){1,5}in (?:here )?(?:this morning|yesterday|today|earlier)|
    there's an? (?:town|city|hospital|school|customer|client|farmer)|
    the (?:dealer|guys?|company|firm|people|stand|booth) (?:
        next door|over there|across|down the|from the other|i know
    )|
    next door|a company like|(?:some|certain) (?:people|companies)|
    the (?:keynote|speaker|article|press|news|newspaper)
""")
_OWN_AGAIN = phrase(r"""
    (?:but|and|so|while|whereas) (?:for )?(?:we|us|i|our|my|me|here)|
    for us|as for us|for ourselves|in our case|on our side|with us
""")
_THEY_HAVE = re.compile(r"\W*(?:and |but |so )?(?:he|she|they)\b")
_JOKE = phrase(r"""
    just kidding|i'm (?:just |only )?(?:kidding|joking)|kidding|joking|just joking|only joking|
    (?:just |only |that's |was )?a joke|j/k|in your dreams|yeah right|as if|sure and pigs|dream on|very funny|
    good one|in another life
""")
_JOKE_ASIDE = phrase(r"""
    (?:all )?(?:jokes?|joking|kidding) aside|no joke|not (?:joking|kidding|a joke)|no kidding|is a joke|
    it's a joke|what a joke|such a joke|bit of a joke|are a joke|are you (?:kidding|joking)
""")
_TAKEN_BACK = phrase(r"""
    (?:please )?(?:forget|scratch|strike|ignore|disregard|delete|drop) (?:
        (?:that )?i (?:just )?said|
        (?:that|the|this) (?:number|figure|amount|sum|date|name)|
        that|it|this|what i (?:just )?said|what i told you|the (?:number|last|figure|first)
    )|
    (?:i )?take (?:that|it|this) back|i take back|never mind(?: that)?|nevermind|
    that (?:was|is|'s) (?:wrong|not right|nonsense|not true|incorrect)|
    that's (?:wrong|not right|not true|nonsense)|
    i (?:
        mixed (?:that|it|them|this) up|got (?:that|it) (?:wrong|mixed up)|confused (?:that|it)|was wrong|
        misspoke|made a mistake
    )|
    i shouldn't have said that|
    that's (?:the|for the|from the|our) other (?:project|budget|one|site|department)|
    don't quote me
""")
_QUESTION_WORD = compiled(r"""
    ^\W*(?:
        (?:
            and|so|but|ok|okay|well|yeah|yes|right|hm|sure|also|then|great|nice|good|interesting|cool|alright|
            sorry|please
        )\W+
    )*(?:
        what|how|why|who|whose|when|where|which|can|could(?! be\b)|do|does|did|is|are|was|
        were(?! (?:going|looking|planning|using|still|about|not|on|with|at|thinking|talking|happy|stuck|in))|
        (?:will|would|should)(?! be\b)|shall|may|(?:have|has)(?! (?:to|got)\b)|isn't|aren't|don't|doesn't|
        can't|won't|any
    )\b
""")
_NEGATION = compiled(r"""
    (?:
        \bno\b|\bnot\b|n't\b|\bdont\b|\bcant\b|\bwont\b|\bdoesnt\b|\bnever\b|\bneither\b|\bnor\b|\bhardly\b|
        \bwithout\b|\bnone\b|\bcannot\b
    )(?:\s+(?:really|actually|yet|even|currently|at all|quite|necessarily|to|be|been|have|any|a|an|the))*\s*$
""")


_SOMEBODY_DOES = compiled(r"""
    \b(?:they|we|people|he|she|who|nobody|everyone|everybody|drivers|users|customers|patients|half of them)\s+
    (?:(?:just|always|all|simply|then)\s+)*$
""")
"""Before "ignore it": what people do with something, which takes nothing back."""
_OR_ELSE = compiled(r"""
    \b(?:
        (?:otherwise|or|else|if not|then)\W+(?:just\W+)?|(?:we|you|i|they) can\W+(?:just\W+|all\W+)?|
        (?:if|unless|without)\b[^.!?]{3,60},\s+
    )$
""")
"""Before "forget it": a threat, which takes nothing back."""
_MAKES_VAGUE = re.compile(r"\W*(?:i mean|well|hm+|but)?\W*don't (?:nail|pin|quote|hold) me\b")


def is_question(reading: Reading, span: Span) -> bool:
    """Return whether a sentence asks."""
    text = reading.of_span(span)
    if "?" in text:
        return True
    return _QUESTION_WORD.match(text) is not None and not re.search(r"[.!]", text) and "," not in text[:12]


def negated(reading: Reading, position: int, *, start: int = 0) -> bool:
    """Return whether the words just before a position say no."""
    return _NEGATION.search(reading.plain[max(start, position - 40, 0) : position]) is not None


def unreal(reading: Reading, position: int) -> bool:
    """Return whether a position lies in a sentence about what might be, or is said in jest."""
    sentence = reading.sentence_at(position)
    text = reading.of_span(sentence)
    match = _UNREAL.search(text)
    if match is not None:
        again = re.search(
            laid_out(r"""
                \b(?:
                    but|realistically|in reality|in practice|in real life|in fact|actually|for real|seriously|
                    ha,? no|okay no|
                    no,? (?:seriously|really|more like|between|about|around|rather)
                )\b
            """),
            text[match.end() :],
        )
        if again is None or position < sentence.start + match.end() + again.start():
            return True
    return joking(reading, sentence) and not _after_the_joke(reading, sentence, position)


def _after_the_joke(reading: Reading, sentence: Span, position: int) -> bool:
    """Return whether a position comes after the words that call what was said before a joke: "no, kidding, we have ten"."""
    said = _JOKE.search(reading.plain, sentence.start, position)
    return said is not None and _IN_EARNEST.search(reading.plain, said.end(), position) is not None


_IN_EARNEST = re.compile(
    r"\b(?:we|i|it|there)(?:'ve|'s| have| has| got| do| is| need| want|'d| would| use)\b"
)


def joking(reading: Reading, sentence: Span) -> bool:
    """Return whether this sentence, the one before, or the one after says that it is a joke."""
    if not _JOKE.search(reading.plain):
        return False
    spans = reading.sentences
    for index, span in enumerate(spans):
        text = reading.of_span(span)
        if _JOKE.search(text) and not _JOKE_ASIDE.search(text):
            near = spans[max(0, index - 1) : index + 1]
            if any(sentence.overlaps(other) for other in near):
                return True
    return False


def jokes_about_before(reading: Reading) -> bool:
    """Return whether a turn begins by saying that what was said before it was a joke."""
    if not reading.sentences:
        return False
    text = reading.of_span(reading.sentences[0])
    return _JOKE.match(text.strip()) is not None and not _JOKE_ASIDE.search(text)


def about_others(reading: Reading, position: int) -> bool:
    """Return whether a position lies in a sentence about somebody else's firm, or what others said."""
    sentence = reading.sentence_at(position)
    before = reading.plain[sentence.start : position]
    marks = list(_OTHERS.finditer(before))
    if not marks and _THEY_HAVE.match(before):
        # "One of my clients asked for it. He's got two million to spend."
        earlier = [one for one in reading.sentences if one.end <= sentence.start][-1:]
        marks = list(_OTHERS.finditer(reading.of_span(earlier[0]))) if earlier else []
        return bool(marks) and _OWN_AGAIN.search(reading.of_span(earlier[0]), marks[-1].end()) is None
    if not marks:
        # "eighty thousand, that's what our neighbour paid"
        after = reading.plain[position : reading.clause_at(position).end]
        return (
            re.search(r"\bthat's what (?:my|our|the|a) (?:neighbou?r|friend|competitor|other)", after)
            is not None
        )
    return _OWN_AGAIN.search(before, marks[-1].end()) is None


def quoting(reading: Reading, position: int) -> bool:
    """Return whether a position stands between quotation marks, which hold what somebody else says."""
    return reading.plain.count('"', 0, position) % 2 == 1 and '"' in reading.plain[position:]


def taken_back(reading: Reading, position: int) -> bool:
    """Return whether the same turn takes back what is said at a position."""
    for match in _TAKEN_BACK.finditer(reading.plain):
        if (
            match.start() <= position
            or _OR_ELSE.search(reading.plain, 0, match.start())
            or _SOMEBODY_DOES.search(reading.plain, 0, match.start())
        ):
            continue
        first = reading.sentences[0]
        for span in reading.sentences:
            if span.end <= match.start() and not _MAKES_VAGUE.match(reading.of_span(span)):
                first = span
        # What stands in the sentence before the retraction, or before it in the same sentence.
        holding = reading.sentence_at(match.start())
        if first.start <= position < match.start() and (position >= holding.start or position < first.end):
            return True
    return False


def takes_back_before(reading: Reading) -> str | None:
    """Return the words with which a turn begins by taking back the visitor's turn before it, with what follows."""
    text = reading.plain[:160]
    match = re.match(
        laid_out(r"""
            \W*(?:
                (?:
                    oh|ah|no|wait|sorry|actually|hm|well|but|hang on|hold on|hey|and|ah okay great|okay|ok|
                    great|then
                )\W+
            )*
        """),
        text,
    )
    start = match.end() if match is not None else 0
    found = _TAKEN_BACK.match(text, start)
    return text[found.start() :] if found is not None else None
