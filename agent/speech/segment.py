"""What speech hands to the visit."""

from dataclasses import dataclass, field
from uuid import UUID

from agent.contract.lead import Side


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One recognised word.

    Attributes:
        text: As written, punctuation attached, no surrounding space.
        start_s: `Clock` time.
        end_s: `Clock` time.
        probability: Mean token probability.
        heard: What the recogniser wrote, where the vocabulary corrected it; else None.
        side: Who said it; None where nobody looked: then it is its segment's.
    """

    text: str
    start_s: float
    end_s: float
    probability: float
    heard: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class AudibleSpan:
    """A span of time whose words may be taken down, for one conversation.

    Attributes:
        start_s: `Clock` time.
        end_s: `Clock` time.
        conversation: Whose it is.
        visitor: The visitor's name, likely to be said.
        company: The visitor's company, likely to be said.
    """

    start_s: float
    end_s: float
    conversation: UUID
    visitor: str | None = None
    company: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the engine makes of a stretch of sound, at one moment.

    Attributes:
        words: In order, with `Clock` times; may be empty.
        log_probability: Mean log-probability per token.
        no_speech: Probability that there is no speech at all.
        truncated: The token cap was hit: a runaway decode.
        context_s: Context that the encoder saw.
        cost_s: Seconds that it took, on the wall.
        language: Code of the language it was decoded as.
        sound: What the engine's encoder made of the sound, for `Engine.explain`; None where there is none.
    """

    words: tuple[SpokenWord, ...]
    log_probability: float
    no_speech: float
    truncated: bool
    context_s: float
    cost_s: float
    language: str
    sound: object | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Explanation:
    """How probable a text is to a recogniser.

    Attributes:
        by_sound: Log-probability of all its tokens, given the sound.
        by_itself: The same without any sound: how plausible the model finds the words as such.
    """

    by_sound: float
    by_itself: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Recognised text of one utterance; partial until it is final.

    Attributes:
        number: Names the utterance; rises within one run of the agent.
        revision: Rises with every change of the same segment; the newest one counts.
        final: Nothing will change any more, and nothing is pending.
        words: Committed: in order, only ever appended to while partial; the final revision may correct them.
        pending: Heard, but may still change; empty when final.
        start_s: `Clock` time at which the utterance began.
        end_s: `Clock` time up to which it has been heard.
        speech_s: Seconds of speech in it.
        language: Code of the language it was decoded as.
    """

    number: int
    revision: int
    final: bool
    words: tuple[SpokenWord, ...]
    pending: tuple[SpokenWord, ...]
    start_s: float
    end_s: float
    speech_s: float
    side: Side = "unknown"
    language: str = "en"

    @property
    def text(self) -> str:
        """The committed words, separated by single spaces."""
        return " ".join(word.text for word in self.words)
