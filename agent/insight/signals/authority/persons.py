"""Whom words mean: cut to one noun phrase, called by the name beside it, and the person whom "he" stands for."""

import re
from collections.abc import Iterator

from agent.insight.signals.authority.phrases import ROLE_WORD
from agent.insight.signals.authority.roles import FUNCTIONS, PERSONS, ROLES
from agent.insight.signals.authority.subjects import itself_department
from agent.insight.signals.language.names import NOT_NAMES
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk

_TURNS_BACK = 12
"""How far back "he" may point, in turns of both sides."""
_NAMES_BACK = 2
"""The same where somebody is called by a bare name, which may as well be a place or a language."""
_TITLE = r"(?i:mr|mister|mrs|missis|ms|miss|dr|prof|professor|madame|monsieur|mme|frau|herr|signora?|se[nñ]ora?)\b\.?"
_TITLED = re.compile(rf"\b(?:{_TITLE} )+(?!\d)[\w'’-]+(?: [^\W\d_a-zß-ÿ][\w'’-]+)*")
_CAPITALS = r"[^\W\d_a-zß-ÿ][\w'’-]+"
_NAME = re.compile(rf"(?:(?:{_CAPITALS}|(?:Dr|Mrs?|Ms|Prof|St|[^\W\d_a-zß-ÿ])\.) ){{0,2}}{_CAPITALS}")
"""In the text as it was heard, with capitals."""
_BEFORE_A_NAME = compiled(r"""
    (?:
        (?!(?:lily|emily|sally|molly|polly|kelly|billy|willy)\b)\w+ly|
        well|yes|no|oh|and|but|so|then|maybe|sure|okay|only|ask
    )\s+
""")
"""Words with a capital before a name: "Definitely Paul"."""
_NOT_BY_NAME = compiled(r"""
    \b(?:
        nobody|somebody|everybody|everything|nothing|something|anything|someone|everyone|today|tomorrow|
        yesterday|he|she
    )\b
""")
_ACTS_FIRST = re.compile(r"(?P<name>(?!(?:they|she|that|there|you|who|this)')[a-z]{3,})'(?:ll|d)\b")
_ASKS_WHO = re.compile(r"\bwho(?:m|se|'s)?\b")
_AT_A_PLACE = re.compile(r"\b(?:in|from|at|to|near|of|around|via|by|outside|the|a|an)\s+$")
_OWNED = r"(?:my|our|your|his|her|its|their|the|an?)"
_GLUE = laid_out(r"""
    (?:
        my|our|your|his|her|their|the|an?|unless|because|when|before|and|or|but|so|if|is|are|was|has|have|had|
        in|on|at|to|for|from|with|by|than|as|who|that|which|he|she|
        it(?!
            \s+(?:security|department|manager|director|head|people|team|lead|staff|chief|guys?|person|council)
            \b
        )|
        we|i|you|they|not
    )
""")
_DEEDS = laid_out(r"""
        (?:
            is|are|was|were|isn't|has|have|had|hasn't|will|won't|would|can|can't|could|may|might|must|should|
            does|do|did|doesn't|don't|says?|said|wants?|decides?|signs?|pays?|gives?|gets?|needs?|likes?|
            votes?|knows?|comes?|goes|takes?|makes?|chooses?|picks?
        )\b
    """)
_ANSWERS_BY_NAME = compiled(rf"""
    (?:(?:well|oh|so|it's|that's|thats|that is|it is|that would be|yes|no)\s)*
    (?P<name>(?:(?!{_GLUE}\b|{_DEEDS})[a-z'-]{{2,}}\s){{0,2}}(?!{_GLUE}\b|{_DEEDS})[a-z'-]{{2,}})
    (?=\s(?:he|she)\b)
""")
"""Begins a turn without capitals that answers who it is."""
_SOMEBODY = re.compile(
    laid_out(rf"""
        \b{_OWNED} (?:(?!{_GLUE}\b|{_DEEDS})[\w'-]+ ){{0,3}}?
        (?:(?:chief|senior|deputy|assistant|lead|vice) (?:(?!{_GLUE}\b)[\w-]+ ){{0,2}}?)?{PERSONS}(?:-in-law)?
        \b(?! (?:side|office|room|desk|car))(?: of (?:the |our )?(?!{_GLUE}\b)[\w-]+)?|
        \b(?:my|our|your) (?!own\b)[\w-]+
        (?= (?:who|won't|will|has|wants|doesn't|decides|signs|says)\b|'(?:ll|d)\b)|
        \b(?:mom|mum|dad|mam|grandpa|grandma)\b
    """).replace(" ", r"\s+")
)
_BODY = re.compile(
    rf"\b(?:my|our|your|the|its|their|an?) (?:(?!{_GLUE}\b)[\w'-]+ ){{0,2}}?{ROLES}\b(?: {ROLES}\b)*".replace(
        " ", r"\s+"
    )
)
_FUNCTION = re.compile(
    laid_out(rf"""
        (?:
            \b(?:ask|to|with|past|by|through|from|convince|involve|get) (?P<told>(?!it\b){FUNCTIONS})\b
            (?! \w+ing\b)|
            (?:^|[.!?,;]|\b(?:and|but|then|would|will|does|do|should|must|is|so)) ?
            (?P<acts>{FUNCTIONS}|corporate|headquarters|head office|hq)
            (?= (?:
                    could|can|will|would|has|have|looks?|checks?|wants?|needs?|must|also|might|may|does|do|
                    the|who
                )\b
            )
        )
    """)
    .replace(" ", r"\s+")
    .replace(r"\s+?", r"\s*")
)
"""A part of a firm, of which one says "they" afterwards: "I'll talk to quality"."""
_MANY = re.compile(r"(?<![su])(?<!\bm)(?<!\bmr)s$")
"""The end of several, of whom nobody says "he"."""
_FUNCTION_ALONE = re.compile(FUNCTIONS.replace(" ", r"\s+"))
_SEVERAL = re.compile(
    laid_out(rf"""
        \b(?:two|three|four|five|six|seven|eight) (?:(?!{_GLUE}\b)[\w-]+ ){{0,2}}?
        (?:{PERSONS}|shareholders|members|investors|trustees|governors|commissioners|mayors|parties)\b
    """).replace(" ", r"\s+")
)
_IS = re.compile(r"\b(?:he|she|they)(?:'s|'re| is| are| was| would be)\s+$")
"""Before a word that only says what somebody is who was named before."""
_IS_SAID_TO_BE = re.compile(r"\b(?!(?:it|that|this|there|who|here)\b)\w+(?:'s|\s+(?:is|was|are))\s+$")
_POINTS = compiled(r"""
    (?:he|she|they|him|her|them)(?:'\w+)?|his|their|all (?:two|three|four|five|six)(?: of them)?|all of them|
    both(?: of them)?
""")
_VAGUE = re.compile(r"it|that|somebody|someone|everybody|everyone|people")
_SHE = compiled(r"""
    \b(?:
        wife|missus|madam|mum|mom|mam|mother|sisters?|aunt|daughters?|niece|grandmother|grandma|widow|woman|
        lady|girl|landlady|headmistress|mrs|ms|madame|mme|frau|signora|se[nñ]ora
    )\b
""")
_HE = compiled(r"""
    \b(?:
        sirs?|dad|father|husband|brothers?(?!-in)|uncle|sons?|nephew|grandfather|grandpa|guy|man|gentleman|
        boy|landlord|foreman|headmaster|brother-in-law|mr|monsieur|herr|signor|se[nñ]or
    )\b
""")
_NO_NOUN = re.compile(rf"(?:{_DEEDS}|(?:i|we|you|who|and|or|but|if|not)\b|{_GLUE}\W*$)")
_GOES_ELSEWHERE = compiled(rf"""
    (?P<aside>\s*,\s+(?!(?:mr|mrs|ms|dr|our|the|my)\b))|
    \s*(?:
        \b(?:
            {_DEEDS}|
            (?:if|who|whom|that|which|when|whether|because|but|so|(?<!and )then|he|she|they|i|we|you)\b|
            it\s(?:is|was)\b|
            and (?=(?:he|she|they|i|we|it)\b)
        )|
        '(?:ll|d)\b
    )
""")
"""What ends a noun phrase."""
_SUBJECT_AFTER = re.compile(r"\s\w+.*(?:,|\band|\bbut|\bso)\s+(?:and\s+|but\s+|so\s+)?(?=[\w'])")
_TRAILS = compiled(r"""
    (?:
        \s+(?:
            of|for|in|on|at|to|by|with|from|if|and|or|also|still|too|only|just|always|first|then|there|here|
            himself|herself|alone|the|a|an|my|our|not|no|yes|please|now|again|anyway|together|jointly
        )
    )+$|
    's?$
""")
_LEADS_IN = compiled(r"""
    (?:
        (?:
            no(?=\s+(?:my|our|the|his|her|its|their|it's|that's|mr|mrs|ms|dr)\b)|
            and|but|so|or|if|when|unless|only|it's|that's|it is|that is|there's|is|yes|well|then|also|first|
            by|from|to|with|ask|up to|through|past|via
        )\s+
    )+
""")
_DETERMINER = re.compile(rf"{_OWNED}(?: own)?\s+")
_INNER = re.compile(
    r"(?<!\bof)(?<!\band)(?<!\bin)(?<!\bat)(?<!\bfrom)(?<!\bwith)(?<!\bthen)(?<!,)\s(?:my|our|the|his|her|their)\s+"
)
_WHAT_HE_HOLDS = compiled(rf"""
    (?:{_OWNED}\s+)?(?:
        desk|table|hands?|office|budget|pocket|approval|permission|signature|okay|ok|consent|agreement|yes|
        go-?ahead|green\s+light
    )\s+of\s+(?={_OWNED}\b)
""")
"""Before who has it: "the desk of our director"."""
_NO = re.compile(r"no\s+(?!(?:my|our|the|his|her|its|their|it's|that's|mr|mrs|ms|dr)\b)")
_OF_A_SUM = re.compile(r"\s+(?:of\s+)?[\d€$£]")
_BY_ROLE = re.compile(rf"(?:(?!{_GLUE}\b)[\w'-]+ ){{0,2}}?(?!it\b){ROLES}\b".replace(" ", r"\s+"))
_GOES_ON = re.compile(rf"(?: (?!{_GLUE}\b)[\w'-]+)?? (?!it\b){ROLES}\b".replace(" ", r"\s+"))
"""After a stretch that ends within the noun phrase: "five | partners"."""
_NAMELY = compiled(r"""
    [,;.:-]\s*(?:and\s+)?(?:that's|thats|that is|that would be|that'd be|(?:his|her) name(?:'s| is))\s+|
    \s(?:called|named)\s+
""")


def called(talk: Talk, reading: Reading, span: Span) -> str | None:
    """Return who is meant by some words: a noun phrase out of them, the name said beside it, or whom a pronoun means.

    Args:
        talk: The conversation.
        reading: The visitor's turn.
        span: The words that somebody took for the person.

    Returns:
        Words of the conversation without article or possessive; None where they name nobody.
    """
    phrase = span if points(reading, span) else noun_phrase(reading, span)
    if phrase is None:
        return None
    if points(reading, phrase):
        name = _added(reading, phrase)
        return (
            reading.words(name) if name is not None else meant(talk, reading, phrase) or reading.words(phrase)
        )
    name = _name_beside(reading, phrase)
    return ", ".join(reading.words(one) for one in (phrase, name) if one is not None)


def _added(reading: Reading, pronoun: Span) -> Span | None:
    """Return the name that ends a sentence about "he" or "she": "he decides that now, Marco"."""
    sentence = reading.sentence_at(pronoun.start)
    added = re.compile(r".*,\s+(?=[\w'-]+(?:\s[\w'-]+)?\W*$)", re.DOTALL).match(
        reading.plain, pronoun.end, sentence.end
    )
    if added is None or reading.noisy:
        return None
    name = reading.trimmed(added.end(), sentence.end)
    said = reading.of_span(name)
    is_name = reading.text[name.start].isupper() and not (NOT_NAMES.search(said) or _NOT_BY_NAME.search(said))
    return name if is_name else None


def is_pronoun(text: str) -> bool:
    """Return whether a text only points at somebody named elsewhere."""
    said = text.strip()
    if said == "IT":
        return False
    said = said.lower()
    return _POINTS.fullmatch(said) is not None or _VAGUE.fullmatch(said) is not None


def points(reading: Reading, span: Span) -> bool:
    """Return whether words only point at somebody named elsewhere; "our it" and "IT" name a department."""
    return is_pronoun(reading.of_span(span)) and not itself_department(reading, span.start)


def noun_phrase(reading: Reading, span: Span) -> Span | None:
    """Return the noun phrase at the beginning of a stretch, without article; None where there is none."""
    span = reading.trimmed(span.start, span.end)
    word = re.compile(r"[\W_]*").match(reading.plain, span.start, span.end)
    start, end = span.start if word is None else word.end(), span.end
    lead = _LEADS_IN.match(reading.plain, start, end)
    start = lead.end() if lead is not None and lead.end() < end else start
    before = re.search(r"\bno\s+$", reading.plain[:start])
    if _NO.match(reading.plain, before.start() if before is not None else start, end):
        return None
    first = re.compile(r"[\w'-]+").match(reading.plain, start, end)
    if first is None:
        return None
    if _POINTS.fullmatch(first.group()) and first.group() not in {"both", "his", "their"}:
        after = _SUBJECT_AFTER.search(reading.plain, first.end(), end)
        if after is not None:  # "they trimmed it, and Ohio"
            return noun_phrase(reading, Span(after.end(), end))
        return Span(start, first.end())
    start, end = _past_figures(reading, start, _where_it_ends(reading, start, end))
    inner = [*_INNER.finditer(reading.plain, start, end)]
    start = inner[-1].end() if inner else start  # "for this amount my boss"
    holds = _WHAT_HE_HOLDS.match(reading.plain, start, end)
    start = holds.end() if holds is not None else start
    determiner = _DETERMINER.match(reading.plain, start, end)
    start = determiner.end() if determiner is not None else start
    trails = _TRAILS.search(reading.plain[start:end].rstrip())
    end = start + trails.start() if trails is not None else end
    phrase = reading.trimmed(start, end)
    if reading.of_span(phrase) == "it" and itself_department(reading, phrase.start):
        return phrase
    if phrase.end == span.end and not ROLE_WORD.search(reading.of_span(phrase)):
        more = _GOES_ON.match(reading.plain, phrase.end)
        phrase = Span(phrase.start, more.end()) if more is not None else phrase
    if phrase.start >= phrase.end or _NO_NOUN.match(reading.plain, phrase.start, phrase.end):
        return None
    return phrase if _OF_A_SUM.match(reading.plain, phrase.end) is None else None


def _where_it_ends(reading: Reading, start: int, end: int) -> int:
    for match in _GOES_ELSEWHERE.finditer(reading.plain, start + 1, end):
        after = match.end()
        named = match["aside"] and (_name_at(reading, after) or _BY_ROLE.match(reading.plain, after))
        if not named:  # "our COO, Helen Abara" is one
            return match.start()
    return end


def _past_figures(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return what is left beside a sum or a date: "up to 12,000 euros the | board", "the meeting on | 27 June"."""
    figure = re.compile(r"\d").search(reading.plain, start, end)
    if figure is None:
        return start, end
    inner = [*_INNER.finditer(reading.plain, figure.start(), end)]
    return (inner[-1].end(), end) if inner else (start, figure.start())


def meant(talk: Talk, reading: Reading, pronoun: Span, *, within_turn: bool = False) -> str | None:
    """Return the person named last before "he", "she" or "they", in the turn or, by either side, in those before.

    Args:
        talk: The conversation.
        reading: The turn with the pronoun.
        pronoun: Where it stands.
        within_turn: Look in this turn only.
    """
    said = reading.of_span(pronoun).strip()
    if not _POINTS.fullmatch(said):
        return None
    turns = (
        []
        if within_turn
        else [*reversed(talk.readings[max(0, reading.number - 1 - _TURNS_BACK) : reading.number - 1])]
    )
    for turn in (reading, *turns):
        end = pronoun.start if turn is reading else len(turn.plain)
        people = [
            span
            for span in _people(talk, turn, end, names=reading.number - turn.number <= _NAMES_BACK)
            if _agrees(said, turn, span) and not _IS.search(turn.plain, 0, span.start)
        ]
        # "My cousin is the man for that and he decides" is about the cousin.
        people = [span for span in people if not _IS_SAID_TO_BE.search(turn.plain, 0, span.start)] or people
        if people:
            return _without_owner(turn, people[-1])
    return None


def _people(talk: Talk, reading: Reading, end: int, *, names: bool) -> list[Span]:
    """Return who is named up to a place of a turn, in order; words that overlap are one, and a role beside a name."""
    found: list[Span] = []
    named = [*_by_role(reading, end), *(_by_name(talk, reading, end) if names else ())]
    for span in sorted(named, key=lambda one: (one.start, -one.end)):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))  # "our md mr | patel"
        elif found and _same_one(reading, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _same_one(reading: Reading, one: Span, other: Span) -> bool:
    """Return whether a name and a role stand side by side: "Mrs Kowalska, our director"."""
    owned = [_DETERMINER.match(reading.plain, span.start, span.end) is not None for span in (one, other)]
    return owned[0] != owned[1] and reading.plain[one.end : other.start] == ", "


def _by_role(reading: Reading, end: int) -> Iterator[Span]:
    for pattern, text in ((_TITLED, reading.text), (_SOMEBODY, reading.plain), (_BODY, reading.plain)):
        for match in pattern.finditer(text, 0, end):
            span = Span(*match.span())
            if match.group().endswith(" it") and not itself_department(reading, span.end - len("it")):
                span = reading.trimmed(span.start, span.end - len("it"))  # "the region finances | it"
                if pattern is _BODY and _BODY.fullmatch(reading.of_span(span)) is None:
                    continue
            yield span
    for match in _FUNCTION.finditer(reading.plain, 0, end):
        span = Span(*match.span("told" if match["told"] else "acts"))
        if reading.of_span(span) != "it" or itself_department(reading, span.start):
            yield span
    for match in _SEVERAL.finditer(reading.plain, 0, end):
        yield Span(*match.span())


def _by_name(talk: Talk, reading: Reading, end: int) -> Iterator[Span]:
    known = [named.span for named in talk.named(reading)]
    for match in _NAME.finditer(reading.text, 0, end):
        lead = _BEFORE_A_NAME.match(reading.plain, match.start())
        span = _name_at(reading, lead.end() if lead is not None else match.start())
        if span is None or any(span.overlaps(other) for other in known):
            continue
        before, sentence = reading.plain[: span.start], reading.sentence_at(span.start)
        begins = not before.strip() or before.rstrip()[-1] in ".!?"
        before_it = talk.before(reading)
        asked = before_it is not None and _ASKS_WHO.search(before_it.plain) is not None
        alone = asked and reading.trimmed(sentence.start, sentence.end) == span
        acts = reading.plain.startswith(("'ll", "'d"), span.end)
        if not _AT_A_PLACE.search(before) and (alone or acts or not begins):
            yield span
    before_it = talk.before(reading)
    if reading.noisy and before_it is not None and _ASKS_WHO.search(before_it.plain):
        answer = _ANSWERS_BY_NAME.match(reading.plain, 0, end)
        if answer is not None:
            yield Span(*answer.span("name"))  # "jackie cole she is head of therapies"
    acts_first = _ACTS_FIRST.match(reading.plain, 0, end) if reading.noisy else None
    if acts_first is not None and not NOT_NAMES.match(acts_first["name"]):
        yield Span(*acts_first.span("name"))  # "devon'll grumble"


def _name_at(reading: Reading, start: int) -> Span | None:
    """Return the name that begins at a place, by its capitals."""
    match = _NAME.match(reading.text, start)
    if match is None or not match.group()[0].isupper():
        return None
    said = reading.of_span(Span(*match.span()))
    return None if NOT_NAMES.search(said) or _NOT_BY_NAME.search(said) else Span(*match.span())


def _agrees(pronoun: str, reading: Reading, span: Span) -> bool:
    """Return whether somebody may be spoken of as he, she or they."""
    text = reading.of_span(span)
    word = pronoun.partition("'")[0]
    if word in {"they", "them", "their"} or word.startswith(("all", "both")):
        return True
    if _FUNCTION_ALONE.fullmatch(text) or _SEVERAL.fullmatch(text) or _MANY.search(text.partition(" of ")[0]):
        return False
    if (
        _BODY.fullmatch(text)
        and not _SOMEBODY.fullmatch(text)
        and not _TITLED.fullmatch(reading.text[span.start : span.end])
    ):
        return False
    return (_SHE if word in {"he", "him", "his"} else _HE).search(text) is None


def _without_owner(reading: Reading, span: Span) -> str:
    determiner = _DETERMINER.match(reading.plain, span.start, span.end)
    return reading.words(Span(determiner.end() if determiner is not None else span.start, span.end))


def _name_beside(reading: Reading, span: Span) -> Span | None:
    """Return the name that is given to somebody right after him, or after what he does: "that's Dr. Malek"."""
    following = [one for one in reading.sentences if one.start >= span.end]
    end = following[0].end if following else len(reading.plain)
    for namely in _NAMELY.finditer(reading.plain, span.end, end):
        titled = _TITLED.match(reading.text, namely.end())
        name = Span(*titled.span()) if titled is not None else _name_at(reading, namely.end())
        if name is not None:
            return name
    return None
