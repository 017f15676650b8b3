"""Names of vendors that a recogniser wrote as everyday words: "we tried how licks", "two houses have clean over".

Everyday words prove a name only where nothing but a name fits: after a verb of use or choice without an article, or
before what only a vendor does.
"""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.speech.phonetics import Sound

_NEAR_BY_KEY = 0.4
"""Share of common letters from which words with the same consonants are the name."""
_NEAR_BY_LETTERS = 0.8
"""The same where one consonant differs."""
_NEAR_FIRST = 0.5
_NEAR_LAST = 0.75
"""The same for one of two words where the other one is right; the second is oftener a word of the trade."""
_PART = re.compile(r"[A-Z]?[a-z]+")
_LETTERS = 3
_ALIKE = (frozenset("ckq"), frozenset("fvpw"), frozenset("csz"), frozenset("gj"), frozenset("aeiouyh"))
"""Letters that may begin the same sound."""
_KEY = 4
"""Consonants that a name needs to be told by them alone."""
_AROUND = 60
"""Characters around the words that tell."""
_BEFORE = compiled(r"""
    \b(?:
        tried|trialled|trialed|tested|piloted|use|uses|using|used|pay|pays|paying|paid|have|has|had|having|in|
        've|got|with|on|from|by|of|called|dropped|ditched|binned|left|replaced|chose|bought|run|runs|running|
        at|to|against|than|considering|comparing|and|or|versus|vs|it's|its|is|was|ask(?:ed)?|invited|saw|seen|
        met|installed|evaluat\w+|between
    )\s+(?:(?:now|still|also|already|currently|just|mostly|only|even|both)\s+)*$
""")
_SYSTEM = compiled(r"""
    '?s?\s+(?:
        systems?|software|tools?|apps?|things?|platforms?|loggers?|trackers?|sensors?|boxes|cameras?|
        licen[cs]es?|modules?|demo|people|guys?|offer|quote|contract
    )\b
""")
_ENDS = compiled(r"""
    \W*(?:$|[.,;!?])|
    \s+(?:
        now|since|for|in|at|today|right now|currently|but|because|until|last|this|next|years?|two|three|four|
        five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred|a hundred|a few|before|after|which|who|as|
        too|already|instead|everywhere|all day|every day|all the time|here|once|one|another|others?|
        the (?:others?|rest|one|second|first|kitchen|lab)|
        twice|put|installed|running|on trial|on all|on the (?:list|short\w*)|
        and (?:
            it|we|they|he|she|i|that|the other|one|some|not|then|never|nobody|binned|dropped|stopped|left|
            threw|sent|gave|did|had|was|is|you|another|also
        )
    )\b
""")
_AS_VENDOR = compiled(r"""
    \s+(?:(?:has|have|had|also|just|already|people|guys)\s+)*(?:
        sent|made|gave|offered|quoted|pitched|showed|came|told|said|promised|charges?|asks?|wants?|do|does|
        did|can|can't|is (?:cheaper|better|nicer|also|out|coming|on)|
        are (?:cheaper|better|also|out|coming|on)|were (?:here|in|out)
    )\s+
    (?:us|me|an?|in|on|round|over|at|by|that|the|this|it|twice|for|photos|ni?cer|not|yesterday|last|next|\w+)
    \b
""")
_LEADS_IN = re.compile(r"(?:[.!?,;]|\b(?:and|but|also|yes|yeah|no|well|so|because|tell me)\b)\W*(?:the\s+)?$")


def names_a_vendor(reading: Reading, start: int, end: int) -> bool:
    """Return whether everyday words stand where only the name of a vendor fits."""
    before, after = reading.plain[max(0, start - _AROUND) : start], reading.plain[end : end + _AROUND]
    article = re.search(r"\b(?:an?|the|our|their|old|of|from)\s+$", before)
    if _SYSTEM.match(after) and (article or _BEFORE.search(before)):
        return True
    if (start == 0 or _BEFORE.search(before)) and _ENDS.match(after):
        return True
    begins = start == 0 or _LEADS_IN.search(before) is not None
    return begins and _AS_VENDOR.match(after) is not None


def parts_of(name: str) -> tuple[str, ...]:
    """Return the words that a name is written or built of: "MediSlot" is medi and slot."""
    return tuple(part.lower() for part in _PART.findall(name))


def half_heard(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether one of a name's two words was heard, and the other one nearly: "talk vision", "cold tracers"."""
    if (len(parts), len(words)) != (2, 2) or any(
        part[0] != word[:1] for part, word in zip(parts, words, strict=True)
    ):
        return False
    (first, last), (heard_first, heard_last) = parts, words
    if last == heard_last:
        return ratio(first, heard_first) / 100 >= _NEAR_FIRST
    return first == heard_first and ratio(last, heard_last) / 100 >= _NEAR_LAST


def first_letters(names: Iterable[str]) -> frozenset[str]:
    """Return the letters that may begin what was heard of one of the names."""
    firsts = {name[0] for name in names}
    return frozenset(firsts).union(*(alike for alike in _ALIKE if alike & firsts))


def may_sound_alike(known: str, heard: str) -> bool:
    """Return whether letters are worth a closer look: about as many, and a first one that may be the same sound."""
    if abs(len(known) - len(heard)) > _LETTERS:
        return False
    return known[0] == heard[:1] or any({known[0], heard[:1]} <= alike for alike in _ALIKE)


def sounds_alike(known: Sound, heard: Sound) -> float:
    """Return how near everyday words come to a name in such a place, 0 where they do not.

    An R that ends a word is not heard after a vowel: "clean over" is as near to Clinova as "clean ova".
    """
    if not known.key or known.shape[0] != heard.shape[0] or abs(known.shape[2] - heard.shape[2]) > 1:
        return 0.0
    near = ratio(known.letters, heard.letters) / 100
    keys = (known.key, heard.key) if not known.shape[3] else (_without_r(known), _without_r(heard))
    if keys[0] == keys[1] and len(known.key) >= _KEY:
        return near if near >= _NEAR_BY_KEY else 0.0
    if Levenshtein.distance(*keys, score_cutoff=1) > 1:
        return 0.0
    return near if near >= _NEAR_BY_LETTERS else 0.0


def _without_r(sound: Sound) -> str:
    return sound.key.removesuffix("R") if sound.letters.endswith("r") else sound.key
