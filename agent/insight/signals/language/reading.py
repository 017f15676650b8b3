"""A turn made ready for patterns: lower case, fillers gone, every letter still where it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agent.contract.lead import Side, Turn
from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import compiled, laid_out

_ADVERBS = (
    r"really|just|basically|also|still|currently|actually|mostly|mainly|probably|simply|definitely|certainly|"
    r"urgently|desperately|badly|always|now|then|only|both|already|honestly|maybe|perhaps|usually|normally|"
    r"generally|ideally|obviously|truly|absolutely|finally|eventually|kind of|sort of|pretty much|at least|"
    r"right now|at the moment|today|these days|too|all|even|clearly|primarily|typically|largely|quite|so far"
)
_GAP = r"(?:\s*,)?\s+"
_FILLER = compiled(r"""
    ,?\s*\b(?:
        u+h+m*|u+m+|e+r+m*|h+m+|mm+|ahem|y'?know|
        (?<!let )(?<!let  )(?<!do )(?<!did )(?<!what )(?<!that )(?<!if )you know|
        i guess|if you like|so to speak|to be (?:honest|fair|frank)|quite frankly|let me (?:see|think)
    )\b,?(?!'|\s+(?:what|how|why|where|who|if|about))
""")
_LONG_BLANK = re.compile(r" {40,}")
_THAN = compiled(r"""
    \b(?<!was )(?<!were )(?:
        more|less|fewer|rather|other|later|earlier|sooner|longer|shorter|higher|lower|bigger|smaller|cheaper|
        older|further
    )\s+th(?P<a>e)n(?=\s+\w)
""")
"""As many write "than", recognisers among them: "not more then eight hundred"."""
_REPEATED = re.compile(r"\b([a-z']+)(\s*,?\s+)(?=\1\b)")
_MAY_REPEAT = frozenset({"no", "very", "that", "had", "so", "really", "bye", "yes", "yeah", *UNITS, *TENS})
_SENTENCE_END = re.compile(r"(?:[.!?;…]+\"?|\s-{1,2}\s)(?=\s|$)")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|approx|inc|ltd|vs|etc|u\.s|p\.a)$")
_NUMBER_AFTER = re.compile(r"\s+\d")
_SUBJECT = (
    r"(?:we|i|they|he|she|it|you|our|my|their|the|that|this|there|those|these|nobody|everybody|everyone|somebody|"
    r"half|some|most|let's|what|if|by|all|no|then|maybe|perhaps|in (?:practice|reality|real life))(?:'[a-z]+)?"
)
_CUT = compiled(rf"""
    \s*,\s*(?:(?:and|but|so|because|or|while|though|although|since|as|plus|then|yet|cause|otherwise)\s+)?
    (?={_SUBJECT}\b)|
    \s*,?\s+(?:but|because|whereas|although|though|'?cause|cuz|otherwise|except)\s+|
    \s*,?\s+(?:and|so|or)\s+(?={_SUBJECT}\s+[a-z])|
    \s*,?\s+and\s+(?=(?:sometimes|whenever|on \w+days?(?: \w+)?) (?:the|we|our|they|it|nobody)\s)|
    \s*[:]\s+|\s+[-]\s+
""")
# Without punctuation a new sentence shows only by a subject with its verb. After these words it is no new one.
_NOISY_CUT = compiled(r"""
    (?<!\bthat)(?<!\bwhat)(?<!\bwhere)(?<!\bwhen)(?<!\bif)(?<!\bthan)(?<!\bhow)(?<!\bwhy)(?<!\bwho)
    (?<!\bwhich)(?<!\bas)(?<!\bbefore)(?<!\buntil)(?<!\bafter)(?<!\bonce)(?<!\bwhile)(?<!\band)(?<!\bso)
    (?<!\bor)(?<!\bbut)(?<!\bbecause)(?<!\bthink)(?<!\bsay)(?<!\bknow)(?<!\bhope)(?<!\bwant)(?<!\bneed)\s+
    (?=
        (?:
            (?:thats|theres|im|ive|theyre|youre)\s|
            its\s+(?:a|an|the|too|not|so|all|just|no|always|really|very|made|slow|like|hard|killing|our|my)\b|
            we're|we've|we'd|we'll|i'm|i've|i'd|i'll|they're|it's|that's|there's|he's|she's|what's|
            (?:we|i|they|he|she)\s+(?:
                dont|cant|wont|didnt|doesnt|are|am|have|had|need|want|use|do|don't|can't|cannot|can|would|
                were|was|will|wouldn't|won't|didn't|couldn't|haven't|cannot|got|looked|think|could|pay|sign|
                should|must|lose|decide|moved|left|make|run|like|set|plan|only|just|collect|choose|pick|buy|
                order|test|compare|advise|recommend|send|mail|bring
            )|
            (?:it|that|this|there)\s+(?:is|has|must|should|would|takes|was|does|doesn't|needs)|
            (?:can|could|do|does|is|are|would|will)\s+(?:you|we|i|it|your)\b|
            nobody|
            (?:somebody|everybody)(?=\s+(?:\w+s|has|can|must|will|had|would)\b)|
            our\s+\w+\s+(?:
                is|are|has|can't|don't|doesn't|type|types|lose|loses|spend|spends|waste|keep|keeps|complain|
                hate|sit|write|print|call|wait|have|use|uses|forget
            )|
            then\s+(?:the|our|we|they|it|everything|nobody)\s+\w+\s|
            my\s+\w+\s+(?:is|has|does)|(?<!\bsaid\s)(?<!\bsays\s)(?:yeah|yes|ok|okay)\s|no\s+(?:we|it|i|they|not|wait|sorry)\b|
            (?:honestly|actually|right now|maybe|unfortunately)\s
        )(?:\b|(?<=\s))
    )
""")
_OPEN_END = compiled(r"""
    \bwhat (?:\w+ ){1,2}(?:me|us|everyone|everybody|people)$|
    \b(?:
        shall|can|could|do|does|did|should|would|will|may|might|are|is|was|were|have|has|must|let|the|a|an|
        our|my|your|of|to|in|on|for|with|at|from|by|not|last|this|next|what|things?|way|sensors?|everything|
        all
    )$
""")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a turn's text, from `start` to before `end`, in characters."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Return whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Reading:
    """One turn as the rules see it.

    Attributes:
        number: Position in the conversation, from 1.
        side: Who speaks.
        text: As in the transcript.
        plain: As long as `text`, letter by letter: lower case, plain quotes and dashes, blanks for fillers and
            for words said twice.
    """

    number: int
    side: Side
    text: str
    plain: str
    _cache: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, number: int, turn: Turn) -> "Reading":
        """Read a turn."""
        return cls(number, turn.side, turn.text, plain(turn.text))

    @cached_property
    def noisy(self) -> bool:
        """Whether nothing shows where sentences end."""
        return not re.search(r"[.,!?;:]\s|[.!?]$", self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The text cut at its full stops."""
        spans, start = [], 0
        for match in _SENTENCE_END.finditer(self.plain):
            said = self.plain[start : match.start()]
            number = said.endswith(" no") and _NUMBER_AFTER.match(self.plain, match.end())
            if match.group() == "." and (number or _ABBREVIATION.search(said)):
                continue
            spans.append(Span(start, match.end()))
            start = match.end()
        spans.append(Span(start, len(self.plain)))
        return tuple(span for span in spans if self.plain[span.start : span.end].strip(" .!?;,-…"))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """The sentences cut where another subject begins."""
        spans = []
        for sentence in self.sentences:
            start = sentence.start
            cuts = [*_CUT.finditer(self.plain, sentence.start, sentence.end)]
            if self.noisy:
                cuts += _NOISY_CUT.finditer(self.plain, sentence.start, sentence.end)
            for match in sorted(cuts, key=lambda cut: cut.start()):
                if match.re is _NOISY_CUT and _OPEN_END.search(self.plain, sentence.start, match.start()):
                    continue
                if match.start() > start:
                    spans.append(Span(start, match.start()))
                    start = match.end()
                else:
                    start = max(start, match.end())
            spans.append(Span(start, sentence.end))
        return tuple(span for span in spans if self.plain[span.start : span.end].strip(" .!?;,-…"))

    def sentence_at(self, position: int) -> Span:
        """Return the sentence that holds a character."""
        return _holding(self.sentences, position, len(self.plain))

    def clause_at(self, position: int) -> Span:
        """Return the clause that holds a character."""
        return _holding(self.clauses, position, len(self.plain))

    def of_span(self, span: Span) -> str:
        """Return the plain text of a span."""
        return self.plain[span.start : span.end]

    def trimmed(self, start: int, end: int) -> Span:
        """Return the span without blanks and stops at its borders."""
        while start < end and self.text[start] in " \t\n\r,.;:!?-–—…\"'":
            start += 1
        while end > start and self.text[end - 1] in ' \t\n\r,.;:!?-–—…"':
            end -= 1
        return Span(start, end)

    def words(self, span: Span) -> str:
        """Return what was said there, fillers left out, blanks single."""
        kept = "".join(
            " " if plain_character == " " else character
            for character, plain_character in zip(
                self.text[span.start : span.end], self.plain[span.start : span.end], strict=True
            )
        )
        return " ".join(kept.split()).strip(" ,.;:!?-–—…")


def plain(text: str) -> str:
    """Return the text in lower case, without fillers and stutters, each letter at its place."""
    characters = []
    for character in text:
        lowered = _PLAIN.get(character) or character.lower()
        characters.append(lowered if len(lowered) == 1 else character)
    lowered_text = "".join(" " if character.isspace() else character for character in characters)
    lowered_text = _FILLER.sub(_blank, lowered_text)
    lowered_text = _REPEATED.sub(_blank_repeated, lowered_text)
    lowered_text = _THAN.sub(_than, lowered_text)
    # Patterns try each way to share out blanks among gaps: a page of blanks would take minutes.
    return _LONG_BLANK.sub(_barred, lowered_text)


def phrase(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over plain text.

    A blank stands for a gap with or without a comma, ` ~ ` for a gap with any adverbs in it, and an apostrophe may be
    missing, as recognisers leave it out.
    """
    adverbs = rf"(?:(?:{_ADVERBS}){_GAP})*".replace(" ", r"\s+")
    # In brackets a blank would bring the characters of a gap with it.
    pattern = laid_out(pattern).replace("[- ]", "(?:-| )").replace("[ -]", "(?:-| )")
    pattern = pattern.replace("'", "'?").replace(" ?", r"\s*")
    pattern = pattern.replace(" ~ ", _GAP + adverbs).replace("(?:~ )?", adverbs)
    return re.compile(rf"(?<![\w'])(?:{pattern.replace(' ', _GAP)})(?![\w])")


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Compile one pattern that finds any of them."""
    return phrase("(?:" + "|".join(patterns) + ")")


_PLAIN = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
}


def _holding(spans: tuple[Span, ...], position: int, length: int) -> Span:
    for span in spans:
        if position < span.end:
            return Span(min(span.start, position), span.end)
    return Span(min(position, length), length)


def _barred(match: re.Match[str]) -> str:
    return f" {'|' * (len(match.group()) - 2)} "


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _than(match: re.Match[str]) -> str:
    place = match.start("a") - match.start()
    return f"{match.group()[:place]}a{match.group()[place + 1 :]}"


def _blank_repeated(match: re.Match[str]) -> str:
    if match.group(1) in _MAY_REPEAT:
        return match.group()
    return " " * len(match.group())
