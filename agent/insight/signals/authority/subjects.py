"""Who stands before a predicate: one noun phrase, read word by word from its end, with whoever is joined to it.

A phrase is nouns after at most one determiner, with phrases behind "of", "in" and the like: "the head of the warehouse".
Verbs, pronouns and prepositions end it, so that "my wife does the books and our son decides" leaves "our son".
"""

import re
from dataclasses import dataclass

from agent.insight.signals.authority.phrases import NAME, ROLE_WORD
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.words import words

_TOKEN = compiled(r"""
    (?:mr|mrs|ms|dr|prof)\.|\w[\w-]*s'(?=\s)|\w[\w&/-]*?(?:n't)\b|
    \w(?:[\w&/-]*\w)?(?=(?:'(?:s|ll|d|re|ve|m))?\b)|'(?:s|ll|d|re|ve|m)\b|[^\w\s]
""")


_DETERMINERS = words(
    """
    my our your his her its their the a an this all both each every two three four five six some another other any
    """
)
_JOINS = frozenset({"and", "or", "plus", "&"})
_WITHIN = frozenset({"of", "for", "in", "at", "from"})
_PRONOUNS = words(
    """
    i you he she we they it me him us them who whom whose which what that these those there here
    something anything everything nothing somebody someone anybody anyone everybody everyone nobody none
    one myself himself herself itself ourselves themselves mine yours ours theirs
    """
)
_CLOSED = words(
    """
    but so if unless because cause since as when while whereas although though than then till until once
    whether how why where except not no never yes yeah yep yah ok okay well oh ah hm sure please sorry
    to with by on about up down over under above below beyond past through across into onto upon within
    without before after during between against around via per off out also still always only just even
    usually normally sometimes often too again now later soon first maybe perhaps almost quite rather
    very much more most less least already yet anyway today tomorrow otherwise instead anymore ever
    together jointly
    course end besides thousand hundred grand million k lakh lakhs crore euros euro dollars pounds
    francs percent january february march april june july august september october november december
    monday tuesday wednesday thursday friday spring summer autumn winter week month months year
    """
)
_AUXILIARIES = words(
    """
    is are am was were be been being isn't aren't wasn't has have had having hasn't haven't hadn't will
    would can could may might must shall should won't wouldn't can't couldn't mustn't shouldn't cannot
    do does did doesn't don't didn't doing done gotta ought 's 'll 'd 're 've 'm
    """
)
_VERBS = words(
    """
    say says said tell tells told think thinks want wants need needs like likes know knows see sees look
    looks looking get gets got getting give gives go goes going come comes coming take takes taking make
    makes making put puts bring brings find finds use uses using run runs work works try tries tests
    check checks checking keep keeps let lets ask asks asking talk talks speak speaks call calls pay
    pays buy buys sign signs decide decides decided choose chooses pick picks select selects approve
    approves agree agrees accept accepts recommend recommends recommending advise advises propose
    proposes proposed suggest suggests prepare prepares write writes read reads send sends drive drives
    handle handles hold holds sit sits mean means feel feels help helps happen happens depend depends
    believe guess hope love hate become becomes include review reviews sanction sanctions deciding signing choosing paying asking being
    """
)
_ADVERB = re.compile(r"(?!(?:family|supply|assembly|italy|early)$)\w{3,}ly$")
_WORD = re.compile(r"\w")
_IT_OF = frozenset(
    [
        "my",
        "our",
        "your",
        "his",
        "the",
        "group",
        "central",
        "corporate",
        "local",
        "global",
        "of",
        "company",
        "hospital",
    ]
)
_OF_IT = words(
    """
    security department manager director head people team guys lead committee council group board staff
    officer boss chief person guy
    """
)
_BETWEEN = frozenset({",", "who", "that", "which", "both", "all"})
"""Between a subject and what it does, beside adverbs."""
_LEADS_TO = frozenset({"will", "would", "'ll", "'d", "can", "may", "should", "shall"})
_I_AM = re.compile(r"\b(?:i'm|im|i am|we're|we are)\s+(?:just\s+|only\s+)?(?:one\s+of\s+)?$")
"""Before who the visitor is himself: "I'm one of | three people who decide"."""
_FARTHEST = 200
"""Characters from a predicate back to where its subject begins."""
_MOST = 5
"""Nouns in a row."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def subject_before(reading: Reading, end: int) -> Span | None:
    """Return the noun phrase that ends where a predicate begins, with article; None where no noun stands there.

    Args:
        reading: The turn.
        end: Where the predicate begins, or adverbs before it.
    """
    start = max(
        reading.sentence_at(max(0, end - 1)).start, reading.plain.rfind(" ", 0, max(0, end - _FARTHEST)) + 1
    )
    tokens = _tokens(reading, start, end)
    while tokens and (tokens[-1].text in _BETWEEN | _LEADS_TO or _adverb(tokens[-1])):
        tokens.pop()
    if len(tokens) > 1 and tokens[-2].text in {"nobody", "noone"} and tokens[-1].text == "else":
        tokens = tokens[:-2]
        while tokens and (tokens[-1].text in _JOINS | {","}):
            tokens.pop()
    subject = _phrase(reading, tokens)
    is_himself = subject is not None and _I_AM.search(reading.plain[start : subject.start])
    return None if is_himself else subject


def phrase_from(reading: Reading, start: int, end: int) -> int | None:
    """Return where the noun phrase ends that begins a stretch, with whoever is joined to it; None without nouns."""
    tokens = _tokens(reading, start, end)
    last = _core_from(reading, tokens, 0)
    if last is None:
        return None
    while last < len(tokens):
        behind = 1
        if tokens[last].text == "," or tokens[last].text in _JOINS:
            behind += last + 1 < len(tokens) and tokens[last + 1].text in _JOINS | {"then"}
        elif tokens[last].text == "together" and [one.text for one in tokens[last + 1 : last + 2]] == [
            "with"
        ]:
            behind = 2
        elif tokens[last].text not in _WITHIN - {"for"}:
            break
        further = _core_from(reading, tokens, last + behind)
        if further is None:
            break
        last = further
    return tokens[last - 1].end


def _tokens(reading: Reading, start: int, end: int) -> list[_Token]:
    return [_Token(found.group(), *found.span()) for found in _TOKEN.finditer(reading.plain, start, end)]


def _core_from(reading: Reading, tokens: list[_Token], first: int) -> int | None:
    """Return the index behind the nouns that begin at one, after determiners; None without any."""
    place = first
    while place < len(tokens) and tokens[place].text in _DETERMINERS | {"own"}:
        place += 1
    nouns = place
    while place < len(tokens) and (
        _noun(reading, tokens[place]) or (place > nouns and tokens[place].text == "'s")
    ):
        place += 1
    return place if place > nouns else None


def itself_department(reading: Reading, start: int) -> bool:
    """Return whether "it" at a place is the department: "IT", "our it", "it security"."""
    before = re.search(r"([\w-]+)\s+$", reading.plain[:start])
    after = re.compile(r"it\s+([\w-]+)").match(reading.plain, start)
    return (
        reading.text[start : start + 2] == "IT"
        or (before is not None and before.group(1) in _IT_OF)
        or (after is not None and after.group(1) in _OF_IT)
    )


def _phrase(reading: Reading, tokens: list[_Token]) -> Span | None:
    first = _core(reading, tokens)
    if first is None:
        return None
    last, listed = tokens[-1], False
    while first > 0:
        before = tokens[first - 1]
        if before.text in _WITHIN:
            held = _core(reading, tokens[: first - 1])
            if held is None or not (
                before.text == "of" or _owned(tokens[held]) or _person(reading, tokens[held : first - 1])
            ):
                break
            first = held
            continue
        joined = _joined(reading, tokens[:first], listed=listed)
        if joined is None:
            break
        first, listed = joined, True
    return Span(tokens[first].start, last.end)


def _joined(reading: Reading, tokens: list[_Token], *, listed: bool) -> int | None:
    """Return where a person begins who is joined to what follows: "the plant head and", "my boss, "."""
    rest, last = tokens, tokens[-1].text
    if (last == "then" and len(rest) > 1 and rest[-2].text in _JOINS) or (
        last == "with" and len(rest) > 1 and rest[-2].text in {"together", "along"}
    ):
        rest = rest[:-2]
    elif last in _JOINS or (last == ","):
        rest = rest[:-1]
    else:
        return None
    if last in _JOINS and rest and rest[-1].text == ",":
        rest = rest[:-1]
    span = _phrase(reading, rest)
    first = None if span is None else next(n for n, one in enumerate(rest) if one.start == span.start)
    if first is None or not _person(reading, rest[first:]):
        return None
    before = rest[first - 1].text if first else ""
    begins = (
        not before
        or not _WORD.match(before)
        or before in _CLOSED - {"to", "with", "by", "on"}
        or before == "'s"
    )
    if last == "," and not listed and (rest[first].text in {"a", "an"} or not _owned(rest[first])):
        return None
    return first if begins or before in {"that", "is", "are", "would", "be"} else None


def _core(reading: Reading, tokens: list[_Token]) -> int | None:
    """Return the index of the first word of the nouns, with a determiner, that end the tokens."""
    first = len(tokens)
    while first > 0 and len(tokens) - first < _MOST + 2:
        one = tokens[first - 1]
        if one.text == "'s" and first > 1 and first < len(tokens) and _noun(reading, tokens[first - 2]):
            first -= 1
            continue
        if not _noun(reading, one):
            break
        first -= 1
    if first == len(tokens):
        return None
    while first > 0 and tokens[first - 1].text in _DETERMINERS:
        first -= 1
    return first


def _noun(reading: Reading, token: _Token) -> bool:
    if token.text == "it":
        return itself_department(reading, token.start)
    if token.text == "works":
        return reading.plain.startswith((" council", " committee", " manager", " director"), token.end)
    return _WORD.match(token.text) is not None and not (
        token.text[0].isdigit()
        or token.text in _DETERMINERS
        or token.text in _JOINS
        or token.text in _WITHIN
        or token.text in _PRONOUNS
        or token.text in _CLOSED
        or token.text in _AUXILIARIES
        or token.text in _VERBS
        or _ADVERB.match(token.text)
    )


def _adverb(token: _Token) -> bool:
    return (token.text in _CLOSED and token.text not in {"to", "with", "by", "on", "about"}) or bool(
        _ADVERB.match(token.text)
    )


def _owned(token: _Token) -> bool:
    return token.text in _DETERMINERS


def _person(reading: Reading, tokens: list[_Token]) -> bool:
    """Return whether the nouns before any "of" name a role or a person."""
    head = next((n for n, one in enumerate(tokens) if one.text in _WITHIN), len(tokens))
    if head == 0:
        return False
    last = ROLE_WORD.fullmatch(reading.plain, tokens[head - 1].start, tokens[head - 1].end)
    span = Span(tokens[0].start, tokens[head - 1].end)
    two = ROLE_WORD.search(reading.of_span(span))
    at_end = two is not None and any(
        span.start + found.end() == span.end for found in ROLE_WORD.finditer(reading.of_span(span))
    )
    return last is not None or at_end or NAME.search(reading.text[span.start : span.end]) is not None
