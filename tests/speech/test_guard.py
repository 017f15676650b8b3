from dataclasses import replace

import pytest
from hypothesis import given, settings

from agent.speech.guard import Guard, Rejection
from agent.speech.segment import Hypothesis, SpokenWord
from tests.speech.oracle import said
from tests.speech.talks import talks

SENTENCE = "we need about two hundred seats before the end of the year and our budget is approved"
PROMPT = "Salesforce, HubSpot, Gong, Clari, Marketo"


def heard(text: str, *, word_s: float = 0.25) -> Hypothesis:
    words = tuple(said(text, word_s=word_s))
    return Hypothesis(
        words=words,
        log_probability=-0.3,
        no_speech=0.02,
        truncated=False,
        context_s=6.0,
        cost_s=0.1,
        language="en",
    )


def check(hypothesis: Hypothesis, *, speech_s: float | None = None, prompt: str = "") -> Rejection | None:
    if speech_s is None:
        speech_s = sum(word.end_s - word.start_s for word in hypothesis.words)
    return Guard().check(hypothesis, audio_s=8.0, speech_s=speech_s, prompt=prompt)


def test_what_people_say_is_published() -> None:
    assert check(heard(SENTENCE)) is None


def test_a_short_yes_is_published() -> None:
    assert check(heard("yes"), speech_s=0.16) is None


def test_no_words_are_nothing_to_object_to() -> None:
    assert check(heard(""), speech_s=0.0) is None


def test_thanks_for_watching_in_silence_is_not_published() -> None:
    invented = replace(heard("Thanks for watching!"), no_speech=0.8, log_probability=-1.1)
    assert check(invented, speech_s=2.0) is Rejection.NO_SPEECH


def test_a_confident_sentence_is_published_though_the_model_suspects_silence() -> None:
    assert check(replace(heard(SENTENCE), no_speech=0.8)) is None


def test_text_where_the_detector_heard_nobody_is_not_published() -> None:
    assert check(heard("Thank you."), speech_s=0.0) is Rejection.NO_SPEECH


@pytest.mark.parametrize(
    "text",
    [
        "we need the price the price the price the price",
        "the price of it the price of it the price of it the price of it is high",
        "you you you you",
        "and so no no no no no no no no we do not",
        "one two three four five six " * 4,
    ],
)
def test_a_loop_is_not_published(text: str) -> None:
    assert check(heard(text)) is Rejection.LOOP


def test_a_loop_of_long_phrases_with_small_changes_is_not_published() -> None:
    text = " ".join(f"I think that we are going to have a look at it {n}" for n in range(5))
    assert check(heard(text)) is Rejection.LOOP


@pytest.mark.parametrize(
    "text",
    [
        "no no no",
        "no no no no we do not need it",
        "very very very good",
        "the price the price the price matters",
        "bye bye bye",
        "it is what it is and it is what it was",
    ],
)
def test_people_who_repeat_themselves_are_still_heard(text: str) -> None:
    assert check(heard(text)) is None


def test_a_decode_that_ran_into_its_cap_is_not_published() -> None:
    assert check(replace(heard(SENTENCE), truncated=True)) is Rejection.RUNAWAY
    assert check(replace(heard(""), truncated=True)) is Rejection.RUNAWAY


def test_more_words_than_anybody_can_say_are_not_published() -> None:
    assert check(heard(SENTENCE), speech_s=1.5) is Rejection.TOO_FAST


def test_a_detector_that_counts_more_than_there_is_does_not_excuse_haste() -> None:
    hasty = Guard().check(heard(SENTENCE), audio_s=1.5, speech_s=9.0)
    assert hasty is Rejection.TOO_FAST


def test_a_quick_remark_is_published() -> None:
    assert check(heard("that is all right then"), speech_s=0.5) is None


@pytest.mark.parametrize("text", ["Gong, Clari, Marketo.", "Salesforce HubSpot Gong", "marketo"])
def test_names_from_the_prompt_on_noise_are_not_published(text: str) -> None:
    unsure = replace(heard(text), log_probability=-0.9)
    assert check(unsure, prompt=PROMPT) is Rejection.ECHO
    assert check(heard(text), speech_s=0.1, prompt=PROMPT) is Rejection.ECHO


@pytest.mark.parametrize("text", ["Gong, Clari, Marketo.", "we use Gong today", "Salesforce"])
def test_a_visitor_who_names_what_they_use_is_published(text: str) -> None:
    assert check(heard(text), prompt=PROMPT) is None


def test_words_spread_over_noise_are_not_published() -> None:
    assert check(heard("so it goes on", word_s=1.5), speech_s=0.4) is Rejection.UNVOICED


def sure(text: str, probability: float) -> Hypothesis:
    found = heard(text, word_s=0.4)
    return replace(found, words=tuple(replace(word, probability=probability) for word in found.words))


@pytest.mark.parametrize("probability", [0.5, 0.99])
def test_a_crowd_in_the_hall_writes_no_sentence_on_a_lead_however_sure_the_model(probability: float) -> None:
    crowd = sure("we grew by forty percent last year", probability)
    assert Guard().check(crowd, audio_s=8.0, speech_s=5.0, prominence_db=7.5) is Rejection.CROWD


def test_a_visitor_in_front_of_a_crowd_is_heard_though_the_model_is_not_sure() -> None:
    visitor = sure("we grew by forty percent last year", 0.6)
    assert Guard().check(visitor, audio_s=8.0, speech_s=1.2, prominence_db=10.5) is None


def test_words_that_are_all_unlikely_are_a_guess() -> None:
    assert check(sure("we grew by forty percent last year", 0.4)) is Rejection.UNSURE


def test_a_guess_is_not_published() -> None:
    assert check(replace(heard(SENTENCE), log_probability=-1.4)) is Rejection.UNSURE


def test_only_what_more_context_can_mend_is_tried_again() -> None:
    worth_it = {rejection for rejection in Rejection if Guard().suspect(rejection)}
    assert worth_it == {Rejection.LOOP, Rejection.RUNAWAY, Rejection.TOO_FAST, Rejection.UNSURE}


def test_a_deployment_can_move_a_threshold() -> None:
    unsure = replace(heard(SENTENCE), log_probability=-1.4)
    assert Guard(log_probability=-2.0).check(unsure, audio_s=8.0, speech_s=6.0) is None


@settings(deadline=None)
@given(talks())
def test_a_phrase_is_a_loop_exactly_when_it_stands_there_more_than_three_times(
    words: list[SpokenWord],
) -> None:
    guard = Guard(compression=1e9, words_per_s=1e9)
    text = [word.text for word in words]
    looped = any(
        text[start : start + size] * 4 == text[start : start + 4 * size]
        and len(set(text[start : start + size])) > 1
        for size in range(2, 7)
        for start in range(len(text) - 4 * size + 1)
    )
    one_word = any(len(set(text[start : start + 7])) == 1 for start in range(len(text) - 6))
    one_word = one_word or (len(text) >= 4 and len(set(text[-4:])) == 1)
    hypothesis = replace(heard(""), words=tuple(words))
    found = guard.check(hypothesis, audio_s=60.0, speech_s=30.0)
    assert (found is Rejection.LOOP) == (looped or one_word)
