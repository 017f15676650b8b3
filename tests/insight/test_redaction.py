import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agent.contract.lead import Turn, Word
from agent.insight.redaction import find_secrets, passes_iban, passes_luhn, redact, redact_turn

_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERS = st.integers(12, 18).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length))


def with_check_digit(digits: str) -> str:
    return next(digits + check for check in "0123456789" if passes_luhn(digits + check))


@given(_NUMBERS, st.sampled_from(["", " ", "-"]), st.integers(3, 5))
def test_every_card_number_is_removed_however_it_is_grouped(digits: str, separator: str, group: int) -> None:
    number = with_check_digit(digits)
    assume(len(set(number)) > 1)
    written = separator.join(number[at : at + group] for at in range(0, len(number), group))
    redacted = redact(f"my card is {written}, thanks")
    assert redacted == "my card is [removed: card], thanks"


@given(_NUMBERS)
def test_every_card_number_is_removed_when_it_is_spoken(digits: str) -> None:
    number = with_check_digit(digits)
    assume(len(set(number)) > 1)
    spoken = " ".join(_NAMES[int(digit)] for digit in number)
    assert redact(f"it is {spoken} okay") == "it is [removed: card] okay"


@given(st.integers(13, 19).flatmap(lambda length: st.text("0123456789", min_size=length, max_size=length)))
def test_a_number_that_is_no_card_stays(number: str) -> None:
    assume(not passes_luhn(number))
    assert redact(f"order {number} is late") == f"order {number} is late"


def test_doubles_and_pairs_are_understood() -> None:
    assert redact("four one double one, double one double one, 1111 1111") == "[removed: card]"
    assert redact("forty one eleven eleven eleven eleven eleven eleven eleven") == "[removed: card]"


@pytest.mark.parametrize(
    "iban", ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "d e eight nine 3704 0044 0532 0130 00"]
)
def test_an_iban_is_removed(iban: str) -> None:
    assert redact(f"pay to {iban}, please") == "pay to [removed: iban], please"


def test_an_iban_with_a_wrong_digit_is_none() -> None:
    assert passes_iban("DE89370400440532013000")
    assert not passes_iban("DE88370400440532013000")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("the password is hunter2.", "the password is [removed: password]."),
        ("My PIN is 4 7 1 1!", "My PIN is [removed: password]!"),
        (
            "the wifi password for the booth is blue elephant",
            "the wifi password for the booth is [removed: password]",
        ),
    ],
)
def test_a_password_that_is_said_is_removed(said: str, left: str) -> None:
    assert redact(said) == left


@pytest.mark.parametrize(
    "said", ["The password is too short for us.", "Passwords are a problem.", "The pin is always bent."]
)
def test_talk_about_passwords_stays(said: str) -> None:
    assert redact(said) == said


@pytest.mark.parametrize(
    "said", ["I had cancer last year", "my wife is pregnant", "he's on sick leave", "I'm diabetic"]
)
def test_a_remark_on_somebodys_health_is_removed(said: str) -> None:
    assert redact(f"Sorry, {said}. Back to work.") == "Sorry, [removed: health]. Back to work."


@pytest.mark.parametrize(
    "said",
    [
        "We need pumps for diabetes patients.",
        "We make cancer screening software.",
        "I have an allergy label printer.",
        "I was at the hospital fair.",
    ],
)
def test_the_business_of_a_visitor_who_works_in_health_stays(said: str) -> None:
    assert redact(said) == said


@given(st.text(max_size=300))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


def test_the_words_of_a_turn_lose_what_its_text_loses() -> None:
    text = "card 4111 1111 1111 1111 ok"
    words = tuple(
        Word(
            text=word,
            start_s=place,
            end_s=place + 1,
            probability=0.5 + place / 10,
            heard="4111" if place == 1 else None,
        )
        for place, word in enumerate(text.split())
    )
    redacted = redact_turn(Turn(number=1, side="visitor", start_s=0, end_s=6, text=text, words=words))
    assert redacted.text == "card [removed: card] ok"
    assert [(word.text, word.start_s, word.end_s, word.heard) for word in redacted.words] == [
        ("card", 0, 1, None),
        ("[removed: card]", 1, 5, None),
        ("ok", 5, 6, None),
    ]


def test_words_that_do_not_add_up_to_the_text_are_dropped_with_a_secret() -> None:
    word = Word(text="4111-1111-1111-1111", start_s=0, end_s=1, probability=1)
    turn = Turn(number=1, side="rep", start_s=0, end_s=1, text="4111 1111 1111 1111", words=(word,))
    assert redact_turn(turn).words == ()


@given(st.text(max_size=200))
def test_no_text_upsets_the_redaction(text: str) -> None:
    at = 0
    for removal in find_secrets(text):
        assert at <= removal.start < removal.end <= len(text)
        at = removal.end
