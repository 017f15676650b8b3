"""What speaks for leave to be recorded, for a refusal, and for leave taken back, in a turn of the visitor."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.insight.judge.bags import as_read, words_of
from agent.insight.judge.features import Features
from agent.insight.judge.said import classes_of
from agent.insight.signals.consent import answers_patterns, find_patterns
from agent.insight.signals.consent.answers import asks_if_minded
from agent.insight.signals.consent.dialogue import by_matter, turned_round
from agent.insight.signals.consent.notices import asks_leave, knows_of_recorder, may_be_refused
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Talk, says_no, says_yes

_ABOUT_IT = compiled(r"""
    \b(?:
        record\w*|tap(?:e|ed|es|ing)|microphones?|mics?|transcri\w*|notes?|noting|noted|listen\w*|audio|voice|
        sound|box|gadget|device|machine|tablet|assistant|switch\w*|turn\w* (?:it|that|this|off|on)|off|delet\w*|
        eras\w*|wip(?:e|ed|ing)|kept|keep (?:it|that|this|any\w*|what)|stor(?:e|ed|ing)|writ\w*|
        consent|permission|private\w*|confidential\w*|minutes|captur\w*
    )\b
""")
"""Words without which nobody asks for leave, or takes it back."""
_BACK = 3
"""Turns in which one of them has to be: this one, what it answers, and what that answers."""
_TURN_WORDS, _FIRST_WORDS, _QUESTION_WORDS = 40, 14, 24
_LONGEST = 20
_WITNESSES = tuple(
    (name, pattern)
    for part in (answers_patterns, find_patterns)
    for name, pattern in sorted(vars(part).items())
    if isinstance(pattern, re.Pattern) and name.isupper()
)


def may_be_about_leave(talk: Talk, reading: Reading) -> bool:
    """Return whether a turn may be about being recorded at all; most are not, and need not be read.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
    """
    turns = talk.readings[max(0, reading.number - _BACK) : reading.number]
    return any(_ABOUT_IT.search(turn.plain) is not None for turn in turns)


def leave_features(talk: Talk, reading: Reading, *, given: bool) -> Features:
    """Return what speaks of a turn as an answer about being recorded: names of features with their strength.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
        given: Whether leave has been given before.
    """
    features: Features = {}
    for name, value in _features(talk, reading, given=given):
        if features.get(name, 0.0) < value:
            features[name] = value
    return features


def sentence_features(talk: Talk, reading: Reading, said: str, *, given: bool) -> Features:
    """Return the same as if only one sentence of the turn had been said.

    Args:
        talk: The conversation.
        reading: The whole turn.
        said: Plain text of the sentence.
        given: Whether leave has been given before.
    """
    alone = Reading(reading.number, reading.side, said, said)
    return leave_features(talk, alone, given=given)


def _features(talk: Talk, reading: Reading, *, given: bool) -> Iterator[tuple[str, float]]:
    yield "always", 1.0
    yield ("given" if given else "not given"), 1.0
    words = [as_read(word) for word in words_of(reading.plain)[:_TURN_WORDS]]
    first = words_of(reading.of_span(reading.sentences[0]))[:_FIRST_WORDS] if reading.sentences else ()
    yield from _of_words("w", words, 1.0)
    yield from _of_words("f", [as_read(word) for word in first], 0.7)
    for word in words_of(reading.plain)[:_TURN_WORDS]:
        for meant in classes_of(word):
            yield f"c {meant}", 0.6
    yield f"length {min(len(words), _LONGEST) // 3}", 1.0
    for name, pattern in _WITNESSES:
        found = pattern.search(reading.plain)
        if found is not None:
            yield f"rule {name}", 1.0
            if found.start() == 0:
                yield f"rule {name} first", 1.0
    yield from _of_the_rep(talk, reading, words)
    yield from _of_the_question(talk, reading)


def _of_words(where: str, words: Sequence[str], strength: float) -> Iterator[tuple[str, float]]:
    for word in words:
        yield f"{where} {word}", strength
    around = ("^", *words, "$")
    for one, two in pairwise(around):
        yield f"{where}{where} {one} {two}", 0.8 * strength
    if where == "w":
        for one, two, three in zip(around, around[1:], around[2:], strict=False):
            yield f"www {one} {two} {three}", 0.6 * strength


def _of_the_rep(talk: Talk, reading: Reading, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield what the rep said before, and with which word the visitor answers it."""
    turn = talk.before(reading)
    if turn is None or turn.side != "rep":
        yield "asked nothing", 1.0
        return
    for word in words_of(turn.plain):
        yield f"b {as_read(word)}", 0.5
    last = turn.of_span(turn.sentences[-1]) if turn.sentences else turn.plain
    asked = [as_read(word) for word in words_of(last)[-_QUESTION_WORDS:]]
    begins = words[0] if words else "nothing"
    for word in asked:
        yield f"q {word}", 0.7
        yield f"x {begins} {word}", 0.6
    for one, two in pairwise(asked):
        yield f"qq {one} {two}", 0.6
        yield f"xx {begins} {one} {two}", 0.6
    earlier = talk.before(turn)
    for word in words_of(earlier.plain) if earlier is not None else ():
        yield f"p {as_read(word)}", 0.3


def _of_the_question(talk: Talk, reading: Reading) -> Iterator[tuple[str, float]]:
    """Yield what was asked, as far as the rules understand it, and whether the answer is a yes or a no to it."""
    asked = asks_leave(talk, reading) or may_be_refused(talk, reading)
    minded = asks_if_minded(talk, reading)
    says = [name for name, it in (("yes", says_yes(reading)), ("no", says_no(reading))) if it] or ["neither"]
    for name, it in (
        ("asked", asked),
        ("minded", minded),
        ("knows", knows_of_recorder(talk, reading)),
        ("topic", talk.asked(reading, "recording")),
    ):
        if it:
            yield f"is {name}", 1.0
    yield f"turned {turned_round(talk, reading)}", 1.0
    yield f"matter {by_matter(talk, reading)}", 1.0
    for name in says:
        yield f"says {name}", 1.0
        yield f"says {name} {'minded' if minded else 'plain'} {'asked' if asked else 'unasked'}", 1.0
