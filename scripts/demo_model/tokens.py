"""The tokenizer: Whisper's special tokens and time stamps over a small byte-level vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

WORD_PIECES = 1024
TIMESTAMP_STEP_S = 0.02
SPECIAL_TOKENS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)


def train_tokenizer(texts: Iterable[str], path: Path) -> None:
    """Learn word pieces from `texts` and write the tokenizer to `path`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=WORD_PIECES, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    # Within a transcript every word follows a space, as in Whisper's.
    tokenizer.train_from_iterator((f" {text}" for text in texts), trainer)
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in SPECIAL_TOKENS]
    )
    timestamps = (f"<|{index * TIMESTAMP_STEP_S:.2f}|>" for index in range(1501))
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in timestamps])
    tokenizer.save(str(path))


def token_id(tokenizer: Tokenizer, token: str) -> int:
    """Return the number of `token`.

    Raises:
        ValueError: If the tokenizer does not know it, so is not one of this model's.
    """
    number = tokenizer.token_to_id(token)
    if number is None:
        raise ValueError(f"the tokenizer has no {token}: it was not made for this model")
    return number


@dataclass(frozen=True, slots=True)
class Tokens:
    """A tokenizer with its special tokens by name."""

    tokenizer: Tokenizer
    end_of_text: int
    start_of_transcript: int
    start_of_previous: int
    no_speech: int
    no_timestamps: int

    @classmethod
    def read(cls, path: Path) -> "Tokens":
        """Read a tokenizer file."""
        tokenizer = Tokenizer.from_file(str(path))
        return cls(
            tokenizer,
            end_of_text=token_id(tokenizer, "<|endoftext|>"),
            start_of_transcript=token_id(tokenizer, "<|startoftranscript|>"),
            start_of_previous=token_id(tokenizer, "<|startofprev|>"),
            no_speech=token_id(tokenizer, "<|nospeech|>"),
            no_timestamps=token_id(tokenizer, "<|notimestamps|>"),
        )

    @property
    def size(self) -> int:
        """Number of tokens of every kind."""
        return int(self.tokenizer.get_vocab_size())

    def words(self, text: str) -> list[int]:
        """Return the word pieces of `text`."""
        return list(self.tokenizer.encode(f" {text}", add_special_tokens=False).ids)

    def timestamp(self, time_s: float) -> int:
        """Return the time stamp nearest to `time_s`."""
        return self.no_timestamps + 1 + round(time_s / TIMESTAMP_STEP_S)
