"""What a visitor has against the offer that the rep has just told of, read from how he answers.

He judges what he heard ("three years is long", "this is on the higher side"), does not believe it, will not have it,
or says that his people will not. What only gives the reason for a question of his ("does it read SAP? We're not going
to type names in twice") says what he needs, and is no reservation.
"""

import re
from collections.abc import Iterator, Sequence

from agent.insight.judge.said import is_glue, stem
from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.objections.letting_go import says_settled
from agent.insight.signals.objections.reply_words import (
    ANSWERS_WELL,
    BAD,
    BAD_OF_WHAT_WAS_SAID,
    DISBELIEF,
    DOUBTING_QUESTION,
    LACKS,
    NOT_HAVING,
    ONLY_REFUSES,
    OWN_PRESENT,
    PEOPLE,
    PEOPLE_WILL_NOT,
    POINTS_BACK,
)
from agent.insight.signals.objections.words import TO_YOU

_LOOKS_AT = 6
"""Clauses of the answer."""
_FIRST, _SUBJECT_WORDS = 4, 8
_FEATURE = compiled(r"""
    \W*(?:(?:and|but|so|okay|ok|yes|yeah|well|good|fine|nice|also|oh|ah|hm+)\W+)*
    (?:do|does|is|are|can|could|will|would|has|have|must)(?:n't)?\s+
    (?:it|they|you|i|we|that|this|the|these|those|one|there|my|our|your)\b|
    \W*(?:(?:and|but|so|okay|ok|yes|good)\W+)*(?:(?:in|for|on|with|at|from) )?
    (?:how|what(?! (?:if|happens|when)\b)|which|where|when)\b
""")
_OF_TODAY = compiled(r"""
    \b(?:right now|today|currently|at the moment|so far|until now|nowadays|these days|at present|now)\W+
    (?:(?:and|only|just)\W+)?
    (?:that's|thats|it's|its|we|we're|i|they|the|there|there's|he|she|everything|it is|that is|all|with)\b
""")
"""Begins to tell of how it is without us."""
_THOUGH = re.compile(r"\b(?:but|only|though|however|just|still|too|if)\b")
_PLAIN_QUESTION = compiled(r"""
    \W*(?:(?:and|but|so|okay|ok|yes|yeah|well|good|fine|nice|also|oh|ah|hm+)\W+)*
    (?:does|can|is|are|could|has) (?:it|they|that|this|the|these|those|your)\b
""")
_DOUBT_WORDS = compiled(r"""
    \b(?:
        too|not|n't|isn't|without|if|when|even|all|another|extra|every|really|still|again|only|worse|break|
        fail|lose|lost|my|our
    )\b
""")
_REASON = re.compile(r"\b(?:because|since|cause|cuz|'cause)\W+(?:[\w']+\W+){0,3}$")
_BECAUSE = re.compile(r"\b(?:because|since|cause|cuz)\b")
_NEEDS = compiled(r"""
    \b(?:
        (?:i|we)(?:'d)? (?:need|want|must(?! (?:say|admit|tell))|would like|look for)|
        (?:has|have|needs?|got) to|gotta|must(?! (?:say|admit|tell|confess))|should|
        (?:it's|is|that's) (?:important|essential)|what (?:i|we) need
    )\b
""")
_IT_MUST = re.compile(
    r"\W*(?:so )?(?:it|that|this)(?:'s|s)? (?:must|has to|have to|gotta|got to|needs? to|should)\b"
)
OR_ELSE = re.compile(r"\b(?:or|otherwise|or else)\W+$")
_PLEASED = re.compile(
    r"\W*(?:(?:oh|ah|okay|ok|yes)\W+)*(?:good|great|perfect|fine|nice|lovely|excellent|very good|wonderful)\b"
)
_REFUSED = re.compile(
    r"\b(?:don't|dont|do not|won't|can't|cant|cannot|no one|nobody|no time|i'm out|we're out|hate)\b"
)
DEAR = re.compile(r"\b(?:a fortune|too (?:expensive|much|dear)|unaffordable|can't afford|cannot afford)\b")
_GAINS = frozenset(
    stem(word)
    for word in ("save", "saves", "saving", "savings", "less", "fewer", "faster", "gain", "percent", "reduce")
)
_LARGE = re.compile(r"\b(?:huge|big|high|a lot|lots|plenty|much|many)\b")
"""Much of a gain is well."""
_FRONTED = compiled(r"""
    \W*(?:(?:and|but|so|well|oh|ah|hm+|mm|see|sorry|no|yes|yeah|okay|ok|a|an|the|on|in|at|for|with)\W+)*
    (?P<what>(?:[\w'-]+,? ){1,4}?)(?:i|we|they|my \w+|our \w+) (?:\w+ )?
    (?:
        don't|dont|do not|can't|cant|cannot|won't|wont|couldn't|wouldn't|never|would never|will never|
        must not|mustn't
    ) (?!(?:mind|see why|care|worry|complain|object)\b)\w+
""")
"""Sets what he was offered before what he does not do with it: "credit card we don't have"."""
_COUNTS = frozenset({*UNITS, *TENS, "once", "twice", "half"}) - {"one", "a", "an"}
_PARTICLES = frozenset(
    {
        "out",
        "off",
        "back",
        "down",
        "up",
        "over",
        "away",
        "around",
        "here",
        "there",
        "say",
        "want",
        "get",
        "need",
    }
)
_WORD = re.compile(r"[a-z]+|\d+")


def replies(talk: Talk, reading: Reading) -> Iterator[tuple[Span, str]]:
    """Yield clauses that hold something against what the rep has just said, and the rule, likeliest first.

    Args:
        talk: The conversation.
        reading: The visitor's turn, right after a turn of the rep's about our offer.
    """
    before = talk.before(reading)
    heard = content(before.plain) if before is not None else frozenset[str]()
    clauses = reading.clauses[:_LOOKS_AT]
    for rule in ("outright", "disbelief", "judged", "people", "not_having"):
        for place, clause in enumerate(clauses):
            text = reading.of_span(clause)
            if not _holds(rule, text, heard, reading.of_span(clauses[place - 1]) if place else ""):
                continue
            if _asked(reading, clause) and not DOUBTING_QUESTION.search(text):
                continue
            if (
                OWN_PRESENT.search(text)
                or of_today(reading, clause)
                or _not_meant(talk, reading, clause, doubting=rule == "disbelief")
            ):
                continue
            if OR_ELSE.search(reading.plain, 0, clause.start):
                continue
            if rule != "disbelief" and _only_gives_reason(reading, clause):
                continue
            about_heard = rule == "judged" and bool(heard & content(" ".join(text.split()[:_FIRST])))
            if rule != "disbelief" and not about_heard and follows_need(reading, clause):
                continue
            yield _with_what_is_refused(reading, clauses, place), rule


def asks_feature_only(reading: Reading, clause: Span) -> bool:
    """Return whether a clause asks what our offer does, without a doubt: "does the sensor need a cable?".

    Args:
        reading: The visitor's turn.
        clause: Part of it.
    """
    text = reading.of_span(clause)
    return (
        _PLAIN_QUESTION.match(text) is not None
        and "?" in reading.plain[clause.start : clause.end + 2]
        and DOUBTING_QUESTION.search(text) is None
        and _DOUBT_WORDS.search(text) is None
    )


def of_today(reading: Reading, span: Span) -> bool:
    """Return whether the sentence tells how it is without us: "right now that's one sheet, which scares me".

    Args:
        reading: The visitor's turn.
        span: Part of it.
    """
    told = _OF_TODAY.search(reading.plain, reading.sentence_at(span.start).start, span.end)
    return told is not None and TO_YOU.search(reading.plain, told.start(), span.end) is None


def gives_reason(reading: Reading, clause: Span) -> bool:
    """Return whether a clause only gives the reason for a question about what our offer can do.

    Args:
        reading: The visitor's turn.
        clause: Part of it.
    """
    if _fears_it(reading, clause):
        return False
    if _is_glad(reading, clause) or (_PLEASED.match(reading.plain) and _only_reason(reading, clause)):
        return True
    earlier = [
        sentence
        for sentence in reading.sentences
        if sentence.end <= clause.start or sentence.start < clause.start
    ]
    if not earlier:
        return False
    because = _REASON.search(reading.plain, 0, clause.start + _led(reading, clause))
    holding = earlier[-1]
    if holding.end > clause.start:
        own = Span(holding.start, clause.start)
        if _BECAUSE.search(reading.of_span(own)) and is_question(reading, own):
            return True
        earlier = earlier[:-1]
        if _asks_feature(reading, own):
            return True
    last = earlier[-1] if earlier else None
    if last is None:
        return False
    asked = "?" in reading.of_span(last)
    return asked and (because is not None or _asks_feature(reading, last))


def _fears_it(reading: Reading, clause: Span) -> bool:
    """Return whether a clause will not have the very thing that was asked about: "Does it shut off? I don't want it to shut off"."""
    text = reading.of_span(clause)
    if not (_REFUSED.search(text) or DEAR.search(text)):
        return False
    asked = [
        one
        for one in reading.clauses
        if one.end <= clause.start + 1 and _FEATURE.match(reading.of_span(one)) is not None
    ]
    return bool(asked) and (
        DEAR.search(text) is not None
        or any(content(reading.of_span(one)) & content(text) for one in asked[-2:])
    )


def _holds(rule: str, text: str, heard: frozenset[str], before: str) -> bool:
    """Return whether a clause is of a rule; `before` is the clause before it."""
    if ANSWERS_WELL.search(text) or says_settled(text):
        return False
    if rule == "outright":
        fronted = _FRONTED.match(text)
        return fronted is not None and bool(heard & content(fronted["what"]))
    if rule == "disbelief":
        return DISBELIEF.search(text) is not None or DOUBTING_QUESTION.search(text) is not None
    if rule == "judged":
        bad = BAD.search(text)
        if bad is not None and _is_about_it(text, bad, heard):
            return True
        lacking = LACKS.search(text)
        if lacking is not None and (lacking["named"] or heard & content(lacking["what"])):
            return True
        bad = BAD_OF_WHAT_WAS_SAID.search(text)
        return (
            bad is not None
            and bool(heard & content(_subject(text, bad)))
            and not (_LARGE.search(bad.group()) and heard & _GAINS)
        )
    if rule == "people":
        will_not = PEOPLE_WILL_NOT.search(text)
        return will_not is not None and (
            PEOPLE.search(text[: will_not.start()]) is not None
            or (
                re.match(r"\W*(?:and |so )?(?:they|he|she)\b", text) is not None
                and PEOPLE.search(before) is not None
            )
        )
    return NOT_HAVING.search(text) is not None


def _with_what_is_refused(reading: Reading, clauses: Sequence[Span], place: int) -> Span:
    """Return a clause; where it only refuses ("no thank you"), the one before it as well."""
    only = place > 0 and ONLY_REFUSES.fullmatch(reading.of_span(clauses[place]).strip(" .,!")) is not None
    first = clauses[place - 1] if only else clauses[place]
    return reading.trimmed(first.start, clauses[place].end)


def _is_about_it(text: str, bad: re.Match[str], heard: frozenset[str]) -> bool:
    """Return whether a judgement is about what was heard: it points back at it, repeats a word of it, or stands alone."""
    if not text[: bad.start()].strip() and len(text.split()) <= _SUBJECT_WORDS:
        return True
    subject = _subject(text, bad)
    if len(subject.split()) > _SUBJECT_WORDS + (2 if heard & content(subject) else 0):
        return False
    return POINTS_BACK.search(subject) is not None or bool(heard & content(subject))


def _subject(text: str, bad: re.Match[str]) -> str:
    return text[: bad.start()] + bad.group().split()[0]


def _only_gives_reason(reading: Reading, clause: Span) -> bool:
    feared = _fears_it(reading, clause)
    return not feared and (_only_reason(reading, clause) or gives_reason(reading, clause))


def _is_glad(reading: Reading, clause: Span) -> bool:
    """Return whether the sentence begins with praise and goes on with why: "perfect, half of them don't speak English"."""
    glad = _PLEASED.match(reading.plain)
    return (
        glad is not None
        and not reading.noisy
        and reading.sentence_at(clause.start) == reading.sentences[0]
        and glad.end() < clause.end
        and _THOUGH.search(reading.plain, glad.end(), clause.end) is None
    )


def _asked(reading: Reading, clause: Span) -> bool:
    return "?" in reading.of_span(reading.sentence_at(clause.start))


def _not_meant(talk: Talk, reading: Reading, clause: Span, *, doubting: bool) -> bool:
    """Return whether it is not said of us; he may doubt what others told him."""
    position = clause.start
    before = [one.start for one in reading.clauses if one.end <= clause.start + 1]
    start = min(before[-1 if doubting else -2 :], default=clause.start)
    return (
        unreal(reading, position)
        or (about_others(reading, position) and not doubting)
        or taken_back(reading, position)
        or any(
            name.kind == "competitor" and start <= name.span.start < clause.end
            for name in talk.named(reading)
            if not TO_YOU.search(reading.plain, start, clause.end)
        )
    )


def follows_need(reading: Reading, span: Span) -> bool:
    """Return whether the turn has just said what is needed, which the words only turn round: "we don't want a third"."""
    before = [clause for clause in reading.clauses if clause.end <= span.start + 1]
    after = [clause for clause in reading.clauses if clause.start >= span.end - 1]
    return any(_NEEDS.search(reading.of_span(clause)) for clause in before[-2:]) or any(
        _IT_MUST.match(reading.of_span(clause)) for clause in after[:1]
    )


def _only_reason(reading: Reading, clause: Span) -> bool:
    return _REASON.search(reading.plain, 0, clause.start + _led(reading, clause)) is not None


def _asks_feature(reading: Reading, span: Span) -> bool:
    return (
        _FEATURE.match(reading.of_span(span)) is not None and "?" in reading.plain[span.start : span.end + 1]
    )


def _led(reading: Reading, clause: Span) -> int:
    """Return how many characters of a clause its "because" takes."""
    led = re.match(r"\W*(?:because|since|cause|cuz|'cause)\W+", reading.of_span(clause))
    return led.end() if led is not None else 0


def content(text: str) -> frozenset[str]:
    """Return the words of a text that say something, as stems."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if word.isdigit() or word in _COUNTS or not (is_glue(word) or word in _PARTICLES)
    )
