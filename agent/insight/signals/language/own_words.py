"""Whether words may stand for the visitor's own firm, and whether another rule has taken them."""

from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, quoting, taken_back, unreal
from agent.insight.signals.language.talk import Talk


def passes(talk: Talk, reading: Reading, position: int) -> bool:
    """Return whether the words at a position are meant, are about the speaker's own firm, and still stand."""
    sentence = reading.sentence_at(position)
    return not (
        unreal(reading, position)
        or about_others(reading, position)
        or taken_back(reading, position)
        or quoting(reading, position)
        or ("?" in reading.of_span(sentence) or (is_question(reading, sentence) and not reading.noisy))
        or any(
            found.reading is reading
            and found.kind == "consent"
            and found.span.start <= position < found.span.end
            for found in talk.findings
        )
    )


def used(talk: Talk, reading: Reading, span: Span, kinds: set[str]) -> bool:
    """Return whether a signal of one of these kinds has been found in the span."""
    return any(
        found.reading is reading and found.kind in kinds and found.span.overlaps(span)
        for found in talk.findings
    )
