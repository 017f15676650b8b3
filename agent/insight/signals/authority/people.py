"""Who is meant by the words before a predicate, or after a preposition: "our head of IT", "Mr. Okafor", "legal"."""

import re

from agent.insight.signals.authority.phrases import (
    LEAD_IN,
    NAME,
    NO_BUYER,
    NOT_WHO,
    PRONOUN,
    ROLE_WORD,
    TRAILING,
)
from agent.insight.signals.authority.subjects import itself_department, phrase_from, subject_before
from agent.insight.signals.authority.words import YES
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.words import words

_MOST_WORDS = 10
_OWNED = re.compile(r"^(?:my|our|the|his|her|their|both|all|two|three)\b")
_POSSESSIVE = re.compile(r"^(?:my own|our own|my|our|the|a|an|his|her|their|your|its)\s+")
_AFTER_HIM = compiled(r"""
    (?:
        \s+(?:
            also|still|always|usually|normally|then|first|just|only|really|alone|himself|herself|themselves|
            finally|probably|actually|typically|who|that|which|too|later|eventually|ultimately|in the end|
            of course|and (?:nobody|no one) else|again|now|himself|in any case|obviously
        )
    )+\W*$
""")
_WOULD = re.compile(r"(?<=\bhe)'(?:d|ll)\s+$|(?<=\bshe)'(?:d|ll)\s+$|(?<=\bthey)'(?:d|ll)\s+$")
_IT_IS_HIM = re.compile(
    r"\b(?:it's|its|that's|thats|it is|that is|be)\s+(?P<he>him|her|them)\s+(?:who|that)$"
)
_FUNCTION_TEAM = re.compile(rf"{ROLE_WORD.pattern}\s+team$")
"""A team with a say: "procurement team", not those who pick orders."""
_NUMBER = compiled(r"""
    (?:
        \d|
        (?:
            ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a\s+)?hundred|
            (?:a\s+)?thousand
        )\b
    )
""")
_ONE_NAME = re.compile(r"[A-ZÄÖÜÅØÉ][a-zà-ÿ]{2,}(?:-[A-ZÄÖÜÅØÉ][a-zà-ÿ]+)?")
_NO_PLACE = compiled(r"""
    january|february|march|april|may|june|july|august|september|october|november|december|easter|christmas|
    \w+day|\w+ing|(?:no|any|every|some)(?:body|one|thing)|people|what|who|which|that|this|these|those|there|
    then|everything|both|all|none|one|two|three|it|he|she|they|we|you|yes|not|and|but|so|me|mine|us|myself|i|
    ok|okay|oh|ah|hey|hello|hi|please|thanks|look|listen|sure|depends?|nope|maybe|perhaps|right|good|great|
    soon|later|yesterday|today|tomorrow|hard|nobody|probably|\w+ly|well|also|only|here|now|neither|either|
    whichever|whatever|never|always|next|online|definitely
""")
_NOWHERE = words(
    "advance general principle stages steps secret person house detail total order time full short private bulk excel"
)
"""What is decided "in" them is decided nowhere."""
_WORDS_OF_A_PLACE = 2
_OF_WHAT = re.compile(r"(?<=\w)\s(?:for|about|with|to|on)\s.*$", re.DOTALL)
_HIS = compiled(rf"""
    (?:'(?:d|ll|s)|s')$|
    '?s (?:call|decision|choice|job|budget|say|responsibility|department|desk|door|table|{YES})(?: \w+){{0,3}}
    $
""")


def who_before(reading: Reading, end: int) -> Span | None:
    """Return who stands before a predicate that begins at `end`."""
    end -= len(reading.plain[:end]) - len(_WOULD.sub("", reading.plain[:end]))
    trailing = _AFTER_HIM.search(reading.plain[:end])
    pronoun = PRONOUN.search(reading.plain[: trailing.start() if trailing is not None else end].rstrip())
    if pronoun is None and trailing is not None:
        pronoun = _IT_IS_HIM.search(reading.plain[:end].rstrip())
    if pronoun is not None:
        return Span(*pronoun.span(pronoun.lastgroup or 0))
    subject = subject_before(reading, end)
    return _person(reading, subject.start, subject.end) if subject is not None else None


def beside_him(reading: Reading, pair: Span) -> bool:
    """Return whether "my sister and I" are two people, not an object and who does something else: "he tests it and I"."""
    joined = re.search(r"\s+and\s+(?:i|me)$", reading.of_span(pair))
    if joined is None:
        return True
    who = subject_before(reading, pair.start + joined.start())
    return who is not None and who.start <= pair.start and surely_somebody(reading, who)


def and_whom(reading: Reading, end: int) -> Span | None:
    """Return who is joined to the visitor right after "me": "me | and my wife"."""
    joined = re.compile(r"\s+and\s+(?=\w)").match(reading.plain, end)
    if joined is None:
        return None
    if _ONE_NAME.match(reading.text, joined.end()) and not _OWNED.match(reading.plain[joined.end() :]):
        name = re.compile(r"\w[\w-]*").match(reading.plain, joined.end())
        return Span(*name.span()) if name is not None and by_name(reading, Span(*name.span())) else None
    if not _OWNED.match(reading.plain[joined.end() :]):
        return None
    last = phrase_from(reading, joined.end(), reading.sentence_at(joined.end()).end)
    if last is None:
        return None
    comma = reading.plain.find(",", joined.end(), last)
    who = Span(joined.end(), last if comma < 0 else comma)
    return who if surely_somebody(reading, who) else None


def who_after(reading: Reading, start: int, end: int) -> Span | None:
    """Return who is named in the words that follow "up to" or "signed by"."""
    lead = LEAD_IN.match(reading.plain[start:end])
    start += lead.end() if lead is not None else 0
    word = re.compile(r"[\W_]*").match(reading.plain, start, end)
    start = word.end() if word is not None else start
    if _NUMBER.match(reading.plain, start):
        return None
    held = phrase_from(reading, start, end)
    if held is None:
        cut = TRAILING.search(reading.plain[start:end])
        held = start + cut.start() if cut is not None else end
    end = held
    comma = reading.plain.find(",", start, end)
    if comma > 0 and not re.match(
        r",\s*(?:mr|mrs|ms|dr|our|the|my|[a-z]+ [a-z]+$)", reading.plain[comma:end]
    ):
        end = comma
    return _person(reading, start, end)


def named(reading: Reading, span: Span) -> str:
    """Return who it is, without article and possessive."""
    words = re.sub(r"(?:'s|s'| who| that| which)$", "", reading.words(span))
    lead = _POSSESSIVE.match(words.lower())
    return words[lead.end() :] if lead is not None else words


def surely_somebody(reading: Reading, span: Span) -> bool:
    """Return whether the words name a role, a body, or a person by name; "the higher side for my boss" does not."""
    return (
        ROLE_WORD.search(_OF_WHAT.sub("", reading.of_span(span))) is not None
        or NAME.search(reading.text[span.start : span.end]) is not None
    )


def by_name(reading: Reading, span: Span) -> bool:
    """Return whether one word is written as a name, "Lansing has to agree", in the middle of a sentence or of no other use."""
    name = reading.text[span.start : span.end]
    begins = reading.trimmed(reading.sentence_at(span.start).start, span.end).start == span.start
    return (
        not reading.noisy
        and _ONE_NAME.fullmatch(name) is not None
        and NO_BUYER.search(name.lower()) is None
        and (_NO_PLACE.fullmatch(name.lower()) is None or (not begins and name.endswith("ing")))
        and not (begins and name.endswith("s"))
    )


def bare_name(reading: Reading, span: Span) -> bool:
    """Return whether one word without article may be a name in a turn without capitals: "prague says yes or no"."""
    text = reading.of_span(span)
    return re.fullmatch(r"[a-z]{3,}(?<!s)", text) is not None and not (
        _NO_PLACE.fullmatch(text) or NO_BUYER.search(text) or _NUMBER.match(text) or text in _NOWHERE
    )


def place(reading: Reading, span: Span) -> bool:
    """Return whether a word, in lower case too, may be a place where something is decided: "centralised in delhi"."""
    text = reading.of_span(span)
    if reading.plain.startswith(" by ", span.end):
        return False
    return len(text.split()) <= _WORDS_OF_A_PLACE and not any(
        _NO_PLACE.fullmatch(word) or _NUMBER.match(word) or word in _NOWHERE for word in text.split()
    )


def maybe_somebody(reading: Reading, span: Span) -> bool:
    """Return whether the words may be about a person with a say: somebody of the visitor's, but no buyer's opposite."""
    text = reading.of_span(span)
    return (surely_somebody(reading, span) or _OWNED.match(text) is not None) and (
        NO_BUYER.search(text) is None or _FUNCTION_TEAM.search(text) is not None
    )


def _person(reading: Reading, start: int, end: int) -> Span | None:
    span = reading.trimmed(start, end)
    his = _HIS.search(reading.of_span(span))
    if his is not None:
        span = Span(span.start, span.start + his.start())
    text = reading.of_span(span)
    if reading.side == "rep" and text.startswith("your "):
        span = Span(span.start + len("your "), span.end)
        text = reading.of_span(span)
    if text == "it" and itself_department(reading, span.start):
        return span
    if span.start >= span.end or NOT_WHO.search(text) or len(text.split()) > _MOST_WORDS:
        return None
    return span
