"""A visitor's words, turned into words for the visitor: `our reports` becomes `your reports`.

What cannot be turned safely is not used: the mail then says less. It still stands in the hand-off.
"""

import itertools
import re
import unicodedata
from enum import Enum
from typing import Literal

from agent.insight.drafts.days import MONTHS, WEEKDAYS
from agent.insight.words import words

LONGEST_CHARACTERS = 110
LONGEST_WORDS = 16

Speaker = Literal["visitor", "rep", "unknown"]


class Shape(Enum):
    """What a phrase is, and so what may stand in front of it."""

    CLAUSE = "clause"
    """`your reports take too long`: follows "that"."""
    NOUN = "noun"
    """`a scanner for the cold store`: follows "for" or "about"."""
    GERUND = "gerund"
    """`keying in badges by hand`."""
    VERB = "verb"
    """`scan badges offline`: follows "to" or "will"."""
    DOES = "does"
    """`works offline`: follows "something that"."""
    OTHER = "other"
    """Only a colon may stand in front."""


def clean(value: object) -> str | None:
    """Return text that may stand in a mail as it is: one line of words, no markup, no address; else None."""
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFC", value).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    text = _FILLERS.sub(" ", text)
    text = " ".join(text.split()).strip(" ,;.-!")
    text = _CALENDAR.sub(lambda match: match[0].capitalize(), text)
    if not text or len(text) > LONGEST_CHARACTERS or len(text.split()) > LONGEST_WORDS:
        return None
    if not _PLAIN.fullmatch(text) or _ADDRESS.search(text) or not any(map(str.isalpha, text)):
        return None
    return text


def clean_name(value: object) -> str | None:
    """Return a person's or firm's name that may stand in a mail, or None."""
    if not isinstance(value, str):
        return None
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if not text or len(text) > _LONGEST_NAME or not _NAME.fullmatch(text):
        return None
    return text.title() if text.isupper() and len(text) > _INITIALS else text


def turned(value: object, speaker: Speaker) -> str | None:
    """Return the phrase as we say it to the visitor, or None where it is not safe to say.

    A visitor's `we` becomes `you`, and `you` becomes `we`. A rep's `I` becomes `we`. Of an unknown
    speaker only what has neither is used.
    """
    text = clean(value)
    if text is None or any(
        pattern.search(text) for pattern in (_NOT_FOR_A_MAIL, _NOBODY_KNOWS_WHO, _BROKEN_OFF)
    ):
        return None
    if speaker == "unknown":
        return None if _PERSONAL.search(text) else _first_letter(text)
    said = _visitors(text) if speaker == "visitor" else _reps(text)
    return None if said is None else _first_letter(said)


def shape(text: str) -> Shape:
    """Say what the phrase is, by its first words and the verbs that follow."""
    said = text.casefold().split()
    first, second = said[0], said[1] if len(said) > 1 else ""
    if first in _SUBJECTS and second:
        found = Shape.CLAUSE
    elif first in _DETERMINERS | _PRONOUN_NOUNS:
        found = _with_determiner(said)
    elif first == "to" and second:
        found = Shape.VERB if second in _VERBS else Shape.OTHER
    elif first in _EITHER:
        found = Shape.VERB if second in _OBJECTS else Shape.NOUN
    elif first in _VERBS:
        found = Shape.VERB
    elif _is_third_person(first):
        found = Shape.DOES
    elif first.endswith("ing") and len(first) > len("thing"):
        found = Shape.CLAUSE if any(map(_is_finite, _before_relative(said)[1:])) else Shape.GERUND
    else:
        found = _without_determiner(said)
    return found


def bare(text: str) -> str:
    """Return a verb phrase without its `to`."""
    return re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)


def sentence(text: str) -> str:
    """Return the text with a capital in front and a full stop behind."""
    return text[:1].upper() + text[1:].rstrip(" .") + "."


def promise(value: object, *, owner: Literal["visitor", "rep"], speaker: Speaker) -> str | None:
    """Return what was promised as a phrase without who does it and by when, or None."""
    text = clean(value)
    if text is None:
        return None
    if speaker == "unknown":
        ours = re.search(r"\b(?:i|me|my|we|us|our)\b", text, re.IGNORECASE)
        yours = re.search(r"\b(?:you|your)\b", text, re.IGNORECASE)
        if ours and yours:
            return None
        # "send me the offer" is the visitor's way to put it, "send you the offer" the rep's.
        speaker = "visitor" if bool(ours) == (owner == "rep") else "rep"
        if not (ours or yours):
            speaker = owner
    text = re.sub(r"^you(?:'ll| will) (?=(?:get|receive)\b)", "", text, flags=re.IGNORECASE)
    text = re.sub(_OWN_PROMISE if owner == speaker else _ASKED_OF, "", text, flags=re.IGNORECASE)
    text = re.sub(_BY_WHEN, "", text, flags=re.IGNORECASE).strip(" ,")
    said = turned(text, speaker)
    return None if said is None or said.casefold().split()[0] in _SUBJECTS | {"i"} else said


def _with_determiner(words: list[str]) -> Shape:
    head = _before_relative(words)
    if _SUBJECTS & set(head[1:3]):
        return Shape.OTHER  # "the time you need" and "the price it has" look like statements
    if any(map(_is_finite, head[1:])) or any(word in _VERBS - _EITHER for word in head[2:]):
        return Shape.CLAUSE
    return Shape.OTHER if _odd_plural(head[1:]) else Shape.NOUN


def _without_determiner(words: list[str]) -> Shape:
    head = _before_relative(words)
    if any(word in _COPULAS for word in head[1:]):
        return Shape.CLAUSE
    if any(_is_finite(word) or word in _VERBS - _EITHER for word in head[1:]) or _odd_plural(head):
        return Shape.OTHER
    return Shape.NOUN if words[0].replace("-", "").isalpha() and words[0] not in _NOT_NOUNS else Shape.OTHER


def _before_relative(words: list[str]) -> list[str]:
    return list(itertools.takewhile(lambda word: word not in _RELATIVES, words))


def _is_finite(word: str) -> bool:
    return word in _FINITE or _is_third_person(word)


def _is_third_person(word: str) -> bool:
    """Whether it is a verb with an `s` that is no plural as well: `finds`, but not `reports`."""
    stems = {word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"} - {word}
    return word in _THIRD_PERSON or (word.endswith("s") and bool(stems & (_VERBS - _EITHER)))


def _odd_plural(words: list[str]) -> bool:
    """Whether a plural is followed by what may be a verb that no list has."""
    return any(
        noun.endswith("s") and not noun.endswith(("ss", "us")) and following not in _AFTER_NOUNS
        for noun, following in itertools.pairwise(words)
    )


def _visitors(text: str) -> str | None:
    """Turn a visitor's phrase round; None where a "you" cannot be told to be subject or object."""
    turned_text = _VISITORS_WORDS.sub(lambda match: _flip(match[0]), text)
    return None if _UNCLEAR in turned_text else turned_text


def _flip(said: str) -> str:
    words = said.casefold().split()
    if said == "US":
        return said
    if len(words) > 1 and words[-1] == "you":  # "with you"
        return f"{said.split(maxsplit=1)[0]} us"
    if words[0] == "you":  # "you can"
        return f"we {words[1]}" if len(words) > 1 else _UNCLEAR
    return _FLIPPED[" ".join(words)]


def _reps(text: str) -> str:
    text = re.sub(r"\bI'm\b|\bI am\b", "we are", text, flags=re.IGNORECASE)
    text = re.sub(r"\bI was\b", "we were", text, flags=re.IGNORECASE)
    text = re.sub(r"\bI\b", "we", text)
    text = re.sub(r"\bmy\b", "our", text, flags=re.IGNORECASE)
    return re.sub(r"\bme\b", "us", text, flags=re.IGNORECASE)


def _first_letter(text: str) -> str:
    """Take the capital of a sentence's first word away; one of a name stays."""
    first = re.split(r"[\s']", text, maxsplit=1)[0]
    lowered = first.casefold()
    common = _SUBJECTS | _DETERMINERS | _PRONOUN_NOUNS | _VERBS | _THIRD_PERSON | _NOT_NOUNS | {"to"}
    ordinary = lowered in common or (lowered.endswith("ing") and first[1:].islower())
    return text[:1].lower() + text[1:] if ordinary and not first.isupper() else text


_LONGEST_NAME = 60
_INITIALS = 3
_FILLERS = re.compile(
    r"\b(?:um+|uh+|erm?|hmm+|i mean|basically|actually|honestly)\b,?|(?:^|,)\s*you know\b,?", re.IGNORECASE
)
_PLAIN = re.compile(r"(?:[^\W_]|[ '\u2019,&%+/()€$£-]|(?<=\d)[.:](?=\d))+")
_ADDRESS = re.compile(r"//|\bwww\b|https?\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '\u2019&.-]|(?<=[^\W_])\d){0,59}")
_NOT_FOR_A_MAIL = re.compile(
    r"\b(?:mine|ours|yours|myself|ourselves|yourself|yourselves|fuck\w*|shit\w*|damn|crap|hell|idiots?|stupid|joke|awful"
    r"|terrible|horrible|rubbish|garbage|nightmare|dinosaur|suck\w*|hate\w*|useless|pathetic|disaster|mess|lazy|guys)\b"
    r"|\bthan (?:we|us|you|yours|ours)\b",
    re.IGNORECASE,
)
"""Cannot be turned reliably, or is said at a booth and not written in a mail."""
_NOBODY_KNOWS_WHO = re.compile(
    r"\b(?:he|she|him|his|her|hers|them|their|theirs)\b|^(?:they|these|those|this)\b"
    r"|^it(?:'s)?\b(?! (?:takes|costs|is (?:hard|difficult|impossible|too)))",
    re.IGNORECASE,
)
"""Points at something said before, which a mail does not have."""
_CALENDAR = re.compile(
    rf"\b(?:{'|'.join(name.casefold() for name in (*WEEKDAYS, *MONTHS) if name not in {'March', 'May'})})\b"
)
_BROKEN_OFF = re.compile(
    r"\b(?:a|an|the|and|or|but|to|of|with|for|because|that|which|who|if|when|is|are|was|were|my|our|your|let|gets?"
    r"|isn|aren|wasn|don|doesn|didn|hasn|haven|couldn|wouldn|won|than|from|about|into|very|so|as|we|i)$",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:i|me|my|we|us|our|you|your)\b", re.IGNORECASE)
_UNCLEAR = "\N{REPLACEMENT CHARACTER}"
_FLIPPED = {
    "i'm": "you are",
    "i am": "you are",
    "we're": "you are",
    "i was": "you were",
    "i've": "you have",
    "we've": "you have",
    "i'll": "you will",
    "we'll": "you will",
    "i'd": "you would",
    "we'd": "you would",
    "i": "you",
    "we": "you",
    "me": "you",
    "us": "you",
    "my": "your",
    "our": "your",
    "your": "our",  # what a visitor calls "your" is ours
}
_VISITORS_WORDS = re.compile(
    r"\b(?:(?:with|to|from|for|by|about|on|of|send|give|show|tell|get|email|call|let|bring|forward|write|help|see|meet|ask)"
    r"\s+you\b(?!')"
    r"|you\s+(?:can|could|have|do|offer|support|charge|are|will|would|handle)\b"
    rf"|you\b|(?:{'|'.join(sorted(_FLIPPED, key=len, reverse=True))})\b(?!'))",
    re.IGNORECASE,
)
_LEAD_IN = r"^(?:(?:so|then|and|okay|ok|please)\s+)*"
_WILL = (
    r"(?:'ll|\s+will|\s+can|\s+could|\s+should|\s+would|(?:'re|'m|\s+are|\s+am) going to"
    r"|'d like to|\s+want to|\s+have to|\s+need to)\s+"
)
_OWN_PROMISE = rf"{_LEAD_IN}(?:(?:i|we){_WILL}|let\s+(?:me|us)\s+|let's\s+|to\s+)"
_ASKED_OF = rf"{_LEAD_IN}(?:you{_WILL}|(?:can|could|will|would)\s+you\s+(?:please\s+)?|you\s+|to\s+)"
_TIME = (
    r"(?:the\s+)?(?:(?:early|late|mid|middle of|end of|beginning of|start of|this|next|the)\s+)*"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|week|month|quarter|year"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?)"
)
_BY_WHEN = rf"(?:\s+|^)(?:(?:by|on|until|before|in|within|at|for)\s+)?{_TIME}(?:\s+{_TIME})*$"
_SUBJECTS = words(
    """
    you we they it he she there nobody everybody everyone people that's it's they're you're you'll we'll i'll
    """
)
_DETERMINERS = words(
    """
    your our the a an this that these those their its some any no every each all
    """
)
_PRONOUN_NOUNS = words(
    """
    something anything everything nothing someone one more less better
    """
)
_OBJECTS = _DETERMINERS | {"you", "us", "them", "it", "him", "her", "me"}
_AFTER_NOUNS = words(
    """
    in on at of from with by and or across between per over under after before into
    """
)
_RELATIVES = words(
    """
    that which who where when because to if while without for
    """
)
_EITHER = words(
    """
    demo call visit test trial quote offer plan price report order budget schedule sample pilot answer
    review contact email mail change start need work support use help want cost process scan print
    export import track access control design model display
    """
)
_NOUNS_ONLY = words(
    """
    demo call visit test trial quote offer plan price report order budget schedule sample pilot review
    contact email mail sample answer
    """
)
_VERBS = words(
    """
    send check come get set book show share talk speak meet arrange prepare provide give bring take
    make put introduce invite connect compare discuss ask tell let see look find follow forward ship
    deliver install integrate migrate move replace reduce cut save avoid stop keep run handle manage
    monitor measure count read write store sync connect link automate speed simplify see know learn
    train grow scale sell buy pay build create add remove fix repair solve improve increase lower drop
    lose fail break spend waste wait struggle drift take lift carry move go do have be become stay
    leave turn cover meet comply prove trace identify detect predict forecast match merge clean sort
    search publish upload download record transfer consolidate centralise centralize standardise
    standardize digitise digitize onboard roll switch shorten weigh fill pack label pick cool heat dry
    coat cut weld drill mill decide sign confirm return collect gather evaluate die involve combine
    reconcile approve audit protect secure encrypt configure draw eat notice receive crash freeze hang
    leak rust crack jam slip burn overheat
    """
) | {word for word in _EITHER if word not in _NOUNS_ONLY}
_FINITE = words(
    """
    is are was were has have had do does did don't doesn't didn't can can't cannot could couldn't will
    won't would wouldn't should must isn't aren't wasn't haven't hasn't needs takes costs keeps fails
    breaks gets goes comes loses drops lacks makes runs ends dies stops slows crashes freezes wastes
    eats hurts blocks happens went took got lost broke failed kept crashed
    """
)
_COPULAS = words(
    """
    is are was were isn't aren't wasn't has can can't cannot don't doesn't won't never
    """
)
_THIRD_PERSON = words(
    """
    works runs fits scans reads integrates connects exports imports handles supports covers does has
    is can keeps saves reduces replaces talks speaks syncs scales survives lasts costs weighs measures
    prints shows tells gives lets makes needs starts stops detects tracks
    """
)
_NOT_NOUNS = words(
    """
    and or but if because when while so not never very too just only maybe how what why where who
    which with without from by at in on under over about as than i me us them him her
    """
)
