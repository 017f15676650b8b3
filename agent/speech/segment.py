"""What speech hands to the visit."""

from dataclasses import dataclass

from agent.contract.lead import Side


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One recognised word.

    Attributes:
        text: As written, punctuation attached, no surrounding space.
        start_s: `Clock` time.
        end_s: `Clock` time.
        probability: Mean token probability.
    """

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Recognised text of one utterance, final: it will not change any more.

    Attributes:
        words: In order, never empty.
        start_s: `Clock` time at which the utterance began.
        end_s: `Clock` time at which it ended.
        speech_s: Seconds of speech in it.
    """

    words: tuple[SpokenWord, ...]
    start_s: float
    end_s: float
    speech_s: float
    side: Side = "unknown"

    @property
    def text(self) -> str:
        """The words, separated by single spaces."""
        return " ".join(word.text for word in self.words)
