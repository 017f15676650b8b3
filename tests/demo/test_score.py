import pytest

from agent.demo.score import Score, score


@pytest.mark.parametrize(
    ("reference", "hypothesis", "errors", "words"),
    [
        ("we need it by march", "we need it by march", 0, 5),
        ("We need it, by March!", "we need it by march", 0, 5),
        ("we  need   it", " we need it ", 0, 3),
        ("we need it by march", "we need it by may", 1, 5),
        ("we need it by march", "we need by march", 1, 5),
        ("we need it by march", "we really need it by march", 1, 5),
        ("we need it", "they want that", 3, 3),
        ("we need it", "yes we do", 3, 3),
        ("we need it", "", 3, 3),
        ("we need it", " \n", 3, 3),
        ("yes", "yes yes yes", 2, 1),
    ],
)
def test_errors_are_the_words_one_would_count_by_hand(
    reference: str, hypothesis: str, errors: int, words: int
) -> None:
    assert score(reference, hypothesis) == Score(errors, words)


def test_the_rate_is_errors_per_word_of_the_reference() -> None:
    assert Score(1, 4).word_error_rate == 0.25
    assert Score(6, 4).word_error_rate == 1.5


def test_nothing_said_is_no_error() -> None:
    assert Score(0, 0).word_error_rate == 0
    assert score("", "") == Score(0, 0)


def test_words_heard_where_nothing_was_said_are_errors() -> None:
    assert score("", "thank you").errors == 2


@pytest.mark.parametrize("hypothesis", ["...", "?!"])
def test_punctuation_alone_is_no_word(hypothesis: str) -> None:
    assert score("we need it", hypothesis) == Score(3, 3)


def test_conversations_add_up_word_by_word_not_rate_by_rate() -> None:
    assert Score(1, 10) + Score(3, 6) == Score(4, 16)
