"""Names of products and rivals in what was said: by spelling, by alias, by sound; short and everyday names strictly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from agent.event_pack.model import Competitor, EventPack, Product
from agent.insight.signals.language.misheard import (
    first_letters,
    half_heard,
    may_sound_alike,
    names_a_vendor,
    parts_of,
    sounds_alike,
)
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.speech.phonetics import Sound, is_everyday, is_glue, letters_of

NameKind = Literal["product", "competitor"]
_MOST_WORDS = 4
_SHORT = 5
"""Names of so many letters count only where they are spelled exactly."""
_SOUND_ALONE = 4
"""Length of a Metaphone key from which it counts although the spelling differs much."""
_NEAR = 0.62
_NEAR_ONE_WORD = 0.7
_NEAR_SHORT = 0.9
_NEAR_ALIKE = 0.79
"""For one word that begins with the same four letters."""
_LONG = 8
"""Letters of a name of which a sound may be lost in a rep's mouth: "grip pilot", "lawn deck"."""
_MISHEARD_WORDS = (2, 3)
_NEAR_MISHEARD = 0.8
_NEAR_MISHEARD_ALIKE = 0.72
_OF_SOMEBODY = re.compile(
    r"\b(?:a|an|the|your|their|his|her|every|each|any|no|some|at|per|that|this|these|those|(?<!think )of)\s+$"
)
"""Before things of the visitor: "your cold trays", "at site entry"."""
_PLACE_AFTER = compiled(r"""
    \s+(?:
        sections?|offices?|departments?|teams?|rooms?|desks?|halls?|areas?|bays?|managers?|clerks?|staff|
        people|lady|ladies|guys?|notes?
    )\b
""")
"""After "the dispatch": a place or people, not the product of that name."""
_WORKS_IN = compiled(r"""
    \b(?:
        i'm|i am|we're|he's|she's|they're|work|works|worked|working|job|jobs|years|people|guys?|girls?|lads?|
        lady|ladies|colleagues?|team|boss|head|manager|started|sit|sits|run
    )\s+(?:\w+\s+)?(?:in|from|at|of|over at)\s+$|
    \b(?:an?|another|every|per)\s+$
""")
"""Before "dispatch" as well: "I'm in dispatch", "the girls from dispatch", "a dispatch to write"."""
_HAS_ANOTHER = compiled(r"""
    \b(?:we|i|they)(?:'ve|'re|'d| have| are| had)? (?:\w+ ){0,2}?
    (?:
        use|used|using|had|run|ran|running|been (?:on|with|using)|on|with|bought|renewed|import|imported|
        exported
    )\s+$|
    \b(?:import|export|data|migrate|interface|connect\w*|integrat\w+|sync\w*|read|talk) (?:\w+ )?
    (?:from|to|with|out of|into)\s+$
""")
"""Before a name that only sounds like one of ours: it is a system that the visitor has, or that ours shall read."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_MEANT_BEFORE = compiled(r"""
    (?:
        called|named|
        (?:
            see|about|try|use|using|buy|get|have|want|like|on|with|of|called|is|does|can|from|into|our|
            your(?: old| new)?|the new|about your|and|or|to|in|than|at|got|is it|it's|evaluating|considering|
            against|versus|dropped|left
        )\s+(?:the\s+)?|
        \bthe\s+
    )$
""")
_MEANT_AFTER = compiled(r"""
    '?s?\s+(?:
        sensors?|systems?|modules?|apps?|products?|lines?|platforms?|tools?|software|suites?|dashboards?|
        scanners?|versions?|licen[cs]es?|demo|units?|devices?|gateways?|kits?|is|does|can|has|works?|do|would|
        will|had|have|was|were|wants?|came|for|api|integration|and|or|on|in|from|stand|booth
    )\b
""")
_REP_MEANS_AFTER = compiled(r"""
    (?:'s|'d|'ll|, (?:on|in|at|for|with|they're|it's|that's|our|the)\b)|
    \?|
    \s+(?!is\b)(?:could|would|might|should|must|will|can|gives?|sits?|\w{3,}(?<!ss)(?<!us)s)\b
    (?! (?:of|are)\b)
""")
"""After a name with which a rep begins: he tells what his product does."""
_REP_MEANS_BEFORE = re.compile(
    r"\b(?:this is|that's|it's|they're|called|in|with|seen|know|have|got|do|make|through)\s+$"
)
_NOT_MEANT = compiled(r"""
    \b(?:
        my|his|her|a|an|their|finger on the|take (?:the|a|your)|check (?:the|your)|check|no|the whole|this|
        that|any|some|every|at the|on the|to the
    )\s+$
""")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the event pack, found in a turn.

    Attributes:
        kind: Product of ours, or rival.
        name: As in the pack.
        span: Where it was said.
    """

    kind: NameKind
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Spelling:
    kind: NameKind
    name: str
    letters: str
    sound: Sound | None
    """None where only the spelling counts."""
    everyday: bool
    parts: tuple[str, ...] = ()
    """The words that the name is made of: cold, trace."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a turn; each is looked at in ten stretches.

    Attributes:
        start: First character.
        end: Character after the last.
        letters: As they are compared.
        bare: The same without the ending of a possessive.
    """

    start: int
    end: int
    letters: str
    bare: str

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Word":
        text = match.group()
        return cls(*match.span(), letters_of(text), letters_of(_POSSESSIVE.sub("", text)))


class Lexicon:
    """The names of one event pack, ready to be found."""

    def __init__(self, products: Sequence[Product], competitors: Sequence[Competitor]) -> None:
        self._by_letters: dict[str, _Spelling] = {}
        for kind, entries in (("competitor", competitors), ("product", products)):
            for entry in entries:
                for spelled in (*entry.aliases, entry.name):
                    # "Pulse sensors" is no everyday word, as "pulse" is.
                    everyday = entry.everyday_word and len(spelled.split()) == 1
                    self._add(kind, entry.name, spelled, everyday=everyday)  # type: ignore[arg-type]
        self._sounding = [spelling for spelling in self._by_letters.values() if spelling.sound is not None]
        self._begin_rivals = first_letters(
            spelling.letters for spelling in self._sounding if spelling.kind == "competitor"
        )

    def _add(self, kind: NameKind, name: str, spelled: str, *, everyday: bool) -> None:
        letters = letters_of(spelled)
        if not letters:
            return
        # A word of the name that is an alias by itself may be everyday language where the whole name is not.
        everyday = everyday or is_everyday(letters)
        strict = everyday or len(letters) <= _SHORT
        self._by_letters[letters] = _Spelling(
            kind, name, letters, None if strict else Sound.of(letters), everyday, parts_of(spelled)
        )

    def find(self, reading: Reading) -> list[Named]:
        """Return the names in a turn, in order, the longest reading of each place."""
        words = [_Word.of(match) for match in _WORD.finditer(reading.text)]
        found: list[Named] = []
        index = 0
        while index < len(words):
            for count in range(min(_MOST_WORDS, len(words) - index), 0, -1):
                named = self._named(reading, words[index : index + count])
                if named is not None:
                    found.append(named)
                    index += count
                    break
            else:
                index += 1
        return found

    def _named(self, reading: Reading, words: Sequence["_Word"]) -> Named | None:
        start, end = words[0].start, words[-1].end
        text = reading.text[start:end]
        if len(words) > 1 and re.search(r"[,.;:!?]", text):
            return None
        letters = "".join(word.letters for word in words)
        bare = letters[: len(letters) - len(words[-1].letters)] + words[-1].bare
        spelling = self._by_letters.get(bare) or self._by_letters.get(letters)
        if spelling is None and len(letters) > _SHORT and letters.endswith("s"):
            spelling = self._by_letters.get(letters[:-1])  # "freshoras loggers"
        if spelling is not None:
            if len(words) > 1 and len(spelling.letters) <= _SHORT:
                return None
            rival = spelling.kind == "competitor" and not spelling.everyday  # "voltarum people said"
            if len(words) == 1 and not rival and text.islower() and _is_a_place(reading, start, end):
                return None
            if spelling.everyday and not _meant(reading, start, end):
                return None
        else:
            spelling = self._sounds_like([word.bare for word in words])
            if (
                spelling is not None
                and spelling.kind == "product"
                and reading.side == "visitor"
                and len(words) == 1
                and _HAS_ANOTHER.search(reading.plain[:start])
            ):
                return None
            if spelling is None and len(words) in _MISHEARD_WORDS:
                vendor = self._misheard_vendor([word.letters for word in words])
                spelling = vendor if vendor is not None and names_a_vendor(reading, start, end) else None
            if spelling is None and reading.side == "rep" and not _OF_SOMEBODY.search(reading.plain[:start]):
                spelling = self._misheard([word.letters for word in words])
        return None if spelling is None else Named(spelling.kind, spelling.name, Span(start, end))

    def _sounds_like(self, words: Sequence[str]) -> _Spelling | None:
        joined = "".join(words)
        if len(joined) < _SHORT or any(is_glue(word) or not word for word in words):
            return None
        if all(is_everyday(word) for word in words) and len(words) == 1:
            return None
        sound = _sound(joined)
        best, best_ratio = None, 0.0
        for spelling in self._sounding:
            known = spelling.sound
            if (
                known is None
                or known.shape[:2] != sound.shape[:2]
                or abs(len(known.letters) - len(joined)) > 3
            ):
                continue
            near = _likeness(known, sound, several=len(words) > 1)
            if len(joined) == _SHORT and near < _NEAR_SHORT:
                continue
            if near > best_ratio:
                best, best_ratio = spelling, near
        return best

    def _misheard_vendor(self, words: Sequence[str]) -> _Spelling | None:
        """Return the rival that words come near, in a place where only a vendor's name fits."""
        joined = "".join(words)
        if joined[:1] not in self._begin_rivals or any(word in self._by_letters for word in words):
            return None
        near = {
            spelling.letters: sounds_alike(spelling.sound, _sound(joined))
            for spelling in self._sounding
            if spelling.sound is not None
            and spelling.kind == "competitor"
            and may_sound_alike(spelling.letters, joined)
        }
        best = max(near, key=lambda letters: near[letters], default="")
        return self._by_letters[best] if near.get(best) else None

    def _misheard(self, words: Sequence[str]) -> _Spelling | None:
        """Return the product that a rep's words come near: he names his own, and hardly anything that is like them."""
        joined = "".join(words)
        if len(words) == 1 or len(joined) < _LONG or any(is_glue(word) for word in (words[0], words[-1])):
            return None
        if any(is_glue(word) and word != "a" for word in words[1:-1]):
            return None
        heard = _sound(joined)
        best, best_near = None, 0.0
        for spelling in self._sounding:
            known = spelling.sound
            if (
                known is None
                or spelling.kind != "product"
                or known.letters[0] != joined[0]
                or len(known.letters) < _LONG
            ):
                continue
            if half_heard(spelling.parts, words):
                return spelling
            sounds_alike = known.key == heard.key
            if not sounds_alike and Levenshtein.distance(known.key, heard.key, score_cutoff=1) > 1:
                continue
            near = ratio(known.letters, joined) / 100
            if near >= (_NEAR_MISHEARD_ALIKE if sounds_alike else _NEAR_MISHEARD) and near > best_near:
                best, best_near = spelling, near
        return best


def lexicon_of(pack: EventPack | None) -> Lexicon:
    """Return the lexicon of a pack; without one it knows no names."""
    if pack is None:
        return _empty()
    kept = _KEPT.get(id(pack))
    if kept is None or kept[0] is not pack:
        _KEPT.clear()  # a box works with one pack at a time
        kept = _KEPT[id(pack)] = (pack, Lexicon(pack.products, pack.competitors))
    return kept[1]


_KEPT: dict[int, tuple[EventPack, Lexicon]] = {}


@lru_cache(maxsize=1)
def _empty() -> Lexicon:
    return Lexicon((), ())


@lru_cache(maxsize=4096)
def _sound(letters: str) -> Sound:
    return Sound.of(letters)


def _likeness(known: Sound, heard: Sound, *, several: bool) -> float:
    exact = known.similarity(heard)
    if exact:
        return exact
    if several is False and len(known.letters) > _SHORT and known.letters[:4] == heard.letters[:4]:
        near = ratio(known.letters, heard.letters) / 100
        if near >= _NEAR_ALIKE:
            return near  # "clinover"
    if known.key != heard.key or known.shape != heard.shape or len(known.key) < _SOUND_ALONE:
        return 0
    near = ratio(known.letters, heard.letters) / 100
    return near if near >= (_NEAR if several else _NEAR_ONE_WORD) else 0


def _is_a_place(reading: Reading, start: int, end: int) -> bool:
    """Return whether an alias is where people work: "the dispatch office", "I'm in dispatch"."""
    return (
        _PLACE_AFTER.match(reading.plain, end) is not None
        or _WORKS_IN.search(reading.plain[:start]) is not None
    )


def _meant(reading: Reading, start: int, end: int) -> bool:
    """Return whether an everyday word is clearly meant as a name: written like one, or talked about like one."""
    before, after = reading.plain[:start], reading.plain[end:]
    if _NOT_MEANT.search(before):
        return False
    if reading.side == "rep" and _rep_means(
        before, after, capital=reading.text[start].isupper(), noisy=reading.noisy
    ):
        return True
    capital = reading.text[start].isupper()
    begins = not before.strip() or before.rstrip()[-1] in ".!?"
    if capital and not begins:
        return True
    lower = reading.text == reading.text.lower()
    if capital and begins:
        return re.match(
            laid_out(r"""
                's\s|
                \s+(?:
                    we|i|we've|i've|was|were|had|wants?|came|has|have|sent|gave|made|offers?|looks?|looked|
                    told|showed
                )\b
            """),
            after,
        ) is not None or (
            _MEANT_AFTER.match(after) is not None or re.match(r"\s*(?:[.!?,]\s*$|[.!?]|$)", after) is not None
        )
    return lower and (
        (_MEANT_BEFORE.search(before) is not None and not re.match(r"\s+(?:of|to)\b", after))
        or (_MEANT_AFTER.match(after) is not None and not before.strip())
        or (not before.strip() and not after.strip(" .!?,"))
    )


def _rep_means(before: str, after: str, *, capital: bool, noisy: bool) -> bool:
    """Return whether a rep speaks of his product by a name that is an everyday word: bare, and as one that does something."""
    begins = not before.strip() or before.rstrip()[-1] in ".!?"
    if begins and (capital or noisy):
        return _REP_MEANS_AFTER.match(after) is not None
    return noisy and _REP_MEANS_BEFORE.search(before) is not None and not re.match(r"\s+(?:of|to)\b", after)


UNKNOWN_NAME = re.compile(r"(?:[A-Z][\w&+-]*|[a-z]?[A-Z]\w+)(?:[ -](?!I\b)(?:[A-Z0-9][\w&+-]*))*")
"""A name that the pack does not know, in text that keeps capitals."""
NOT_NAMES = phrase(
    "since|until|before|after|because|i|we|you|they|he|she|it|the|a|an|and|but|so|no|yes|well|also|our|my|your|their|what|who|how|why|when|where|if|that|this|then|"
    "there|now|ok|okay|european|german|french|american|english|chinese|europe|germany|france|america|monday|tuesday|wednesday|thursday|"
    "friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|"
    "ah|oh|hm|ha|god|heavens|lord|jesus|christ|honestly|seriously|nah|nope|yep|right|sure|exactly|wet|full|good|great|fine|nice|long|"
    "sweden|norway|denmark|finland|poland|spain|italy|france|austria|switzerland|belgium|holland|netherlands|ireland|scotland|england|wales|britain|portugal|greece|"
    "turkey|russia|ukraine|china|japan|india|korea|canada|mexico|brazil|australia|africa|asia|london|paris|berlin|munich|hamburg|vienna|zurich|rome|milan|madrid|"
    "barcelona|lisbon|oslo|stockholm|copenhagen|helsinki|warsaw|prague|budapest|dublin|amsterdam|rotterdam|brussels|lyon|athens|istanbul|dubai|toronto|chicago|boston|"
    "danes?|swedes?|finns?|norwegians?|germans?|italians?|austrians?|belgians?|czechs?|americans?|spaniards?|chinese|indians?|russians?|"
    "danish|swedish|norwegian|finnish|dutch|polish|spanish|italian|swiss|austrian|belgian|czech|japanese|"
    "mr|mrs|ms|dr|ceo|cfo|cto|coo|cio|vp|hr|it|gdpr|rfps?|rfqs?|rfis?|poc|iso|vat|kpis?|sla|nda|eu|us|usa|uk|api|q1|q2|q3|q4|i'm|i'd|i've|we're|we've|two|three|one|four|five"
)
