import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.speech.commit import CommitPolicy
from agent.speech.committed import Committed
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.local_agreement import LocalAgreementPolicy
from agent.speech.segment import SpokenWord
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.speech.oracle import OracleRecogniser, said
from tests.speech.talks import talks

UNCUT = -math.inf
NO_PAUSES = ()
POLICIES: tuple[Callable[[], CommitPolicy], ...] = (HoldBackPolicy, LocalAgreementPolicy)


def texts(words: Sequence[SpokenWord]) -> str:
    return " ".join(word.text for word in words)


def moved(words: Sequence[SpokenWord], by_s: float) -> list[SpokenWord]:
    return [replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words]


def doubting(words: Sequence[SpokenWord], *doubted: int) -> list[SpokenWord]:
    return [replace(word, probability=0.2) if index in doubted else word for index, word in enumerate(words)]


def committed(text: str) -> Committed:
    already = Committed()
    already.add(said(text))
    return already


# Hold-back


def test_a_word_is_shown_once_it_ends_well_before_the_end_of_the_sound() -> None:
    words = said("we need two hundred seats")  # they end at 0.25, 0.55, 0.85, 1.15 and 1.45 s
    policy = HoldBackPolicy(hold_back_s=0.4)
    assert texts(policy.update(words, cut_s=UNCUT, buffer_end_s=1.3)) == "we need two"
    assert texts(policy.pending) == "hundred seats"
    assert policy.committed_until_s == pytest.approx(0.85)


def test_the_last_word_is_shown_when_it_stays_the_same_in_a_long_silence() -> None:
    policy = HoldBackPolicy(patience_s=1.5)
    assert texts(policy.update(said("it is late"), cut_s=UNCUT, buffer_end_s=2.0)) == "it is"
    assert texts(policy.update(said("it is late"), cut_s=UNCUT, buffer_end_s=2.3)) == ""
    assert texts(policy.update(said("it is late"), cut_s=UNCUT, buffer_end_s=2.4)) == "late"


def test_the_last_word_waits_however_long_the_silence_for_it_may_be_half_a_word() -> None:
    policy = HoldBackPolicy()
    assert texts(policy.update(said("it is inter"), cut_s=UNCUT, buffer_end_s=3.0)) == "it is"
    assert texts(policy.update(said("it is international"), cut_s=UNCUT, buffer_end_s=3.4)) == ""
    assert texts(policy.finish(said("it is international"), cut_s=UNCUT)) == "international"
    assert policy.pending == ()


def test_a_word_whisper_is_unsure_of_is_not_shown_before_it_hears_it_again() -> None:
    policy = HoldBackPolicy()
    words = doubting(said("we use gong today and like it"), 2)
    assert texts(policy.update(words, cut_s=UNCUT, buffer_end_s=2.1)) == "we use"
    assert texts(policy.update(words, cut_s=UNCUT, buffer_end_s=2.3)) == "gong today and like"


def test_a_doubtful_word_that_came_out_differently_keeps_waiting() -> None:
    policy = HoldBackPolicy()
    policy.update(doubting(said("we use gong today and like it"), 2), cut_s=UNCUT, buffer_end_s=2.1)
    assert (
        texts(
            policy.update(doubting(said("we use gone today and like it"), 2), cut_s=UNCUT, buffer_end_s=2.3)
        )
        == ""
    )


def test_the_same_word_elsewhere_does_not_confirm_a_doubtful_one() -> None:
    policy = HoldBackPolicy()
    policy.update(doubting(said("we use it and | | price it"), 2), cut_s=UNCUT, buffer_end_s=2.0)
    assert (
        texts(
            policy.update(doubting(said("we use price and | | price it"), 2), cut_s=UNCUT, buffer_end_s=2.1)
        )
        == ""
    )


def test_case_and_punctuation_do_not_hold_up_a_doubtful_word() -> None:
    policy = HoldBackPolicy()
    policy.update(doubting(said("we use Gong, today and like it"), 2), cut_s=UNCUT, buffer_end_s=2.1)
    assert texts(
        policy.update(doubting(said("we use gong today and like it"), 2), cut_s=UNCUT, buffer_end_s=2.2)
    ).startswith("gong")


def test_a_mumbled_word_does_not_hold_up_the_talk_for_ever() -> None:
    policy = HoldBackPolicy(patience_s=2.0)
    for attempt in range(8):
        words = doubting(said(f"we use g{'o' * attempt}ng today and like it so much more now"), 2)
        policy.update(words, cut_s=UNCUT, buffer_end_s=2.6 + attempt / 10)
    assert policy.committed_until_s > words[2].end_s


def test_a_short_buffer_is_kept_whole_because_context_helps() -> None:
    policy = HoldBackPolicy()
    policy.update(said("yes | we do | indeed"), cut_s=UNCUT, buffer_end_s=3.5)
    assert policy.trim_to_s(0.0, 3.5, NO_PAUSES) == 0.0


def test_a_long_buffer_is_cut_in_a_pause() -> None:
    policy = HoldBackPolicy()
    words = said("yes we do | indeed we do and so does she now")
    policy.update(words, cut_s=UNCUT, buffer_end_s=4.5)
    assert words[2].end_s < policy.trim_to_s(0.0, 4.5, [(0.87, 1.38)]) < words[3].start_s


def test_a_gap_between_aligned_words_is_no_pause_for_the_aligner_may_be_wrong() -> None:
    policy = HoldBackPolicy()
    policy.update(said("yes we do | indeed we do and so does she now"), cut_s=UNCUT, buffer_end_s=4.5)
    assert policy.trim_to_s(0.0, 4.5, NO_PAUSES) == 0.0


def test_a_pause_after_a_word_that_is_not_committed_is_not_cut_at() -> None:
    policy = HoldBackPolicy()
    words = said("yes we do | indeed we do and so does she now")
    policy.update(doubting(words, 1), cut_s=UNCUT, buffer_end_s=2.0)
    assert texts(policy.pending).startswith("we do")
    assert policy.trim_to_s(-3.0, 2.0, [(0.87, 1.38)]) == -3.0


def test_the_pause_before_the_last_word_is_as_good_as_any() -> None:
    policy = HoldBackPolicy()
    words = said("yes we do | indeed", start_s=2.5)
    policy.update(words, cut_s=UNCUT, buffer_end_s=4.6)
    assert policy.trim_to_s(0.0, 4.6, [(3.37, 3.88)]) == pytest.approx(3.625)


def test_without_a_pause_the_cut_waits_and_leaves_the_last_committed_word_whole() -> None:
    policy = HoldBackPolicy()
    words = said("one two three four five six seven eight nine ten eleven twelve more things to say here")
    policy.update(words, cut_s=UNCUT, buffer_end_s=5.0)
    assert policy.trim_to_s(0.0, 5.0, NO_PAUSES) == 0.0
    policy.update(words, cut_s=UNCUT, buffer_end_s=8.2)
    cut_s = policy.trim_to_s(0.0, 8.2, NO_PAUSES)
    assert 0.0 < cut_s < policy.committed_until_s
    assert not any(word.start_s < cut_s < word.end_s for word in words)


# What is a repetition


@pytest.mark.parametrize("by_s", [-0.1, 0.0, 0.1])
def test_a_word_the_aligner_moved_is_not_shown_twice(by_s: float) -> None:
    already = committed("we need the price")
    assert texts(already.unsaid(moved(said("we need the price today"), by_s), UNCUT)) == "today"


@pytest.mark.parametrize("more", ["very good", "very very good", "price very good"])
def test_a_word_said_twice_is_kept_twice(more: str) -> None:
    assert texts(committed("the price is very").unsaid(said(f"the price is very {more}"), UNCUT)) == more


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("we use a database", "we use a data base now"),
        ("we use a data base", "we use a database now"),
        ("send me an email", "send me an e-mail now"),
        ("we talked to gong", "we talked to gone now"),
        ("we talked to Gong.", "we talked to gong now"),
    ],
)
def test_a_word_that_whisper_spells_otherwise_the_next_time_is_not_shown_twice(
    before: str, after: str
) -> None:
    already = Committed()
    old = said(before, word_s=0.4, gap_s=0.0)
    already.add(old)
    new = said(after, word_s=0.4, gap_s=0.0)
    # Whatever the number of words, the last one before "now" ends when the old last one ended.
    shared = 3
    step_s = (old[-1].end_s - old[shared - 1].end_s) / (len(new) - 1 - shared)
    for index in range(shared, len(new)):
        start_s = old[shared - 1].end_s + (index - shared) * step_s
        new[index] = replace(new[index], start_s=start_s, end_s=start_s + step_s)
    assert texts(already.unsaid(new, UNCUT)) == "now"


def test_after_a_cut_the_first_word_is_new_even_if_it_equals_the_one_that_was_cut_off() -> None:
    already = committed("no no")
    assert texts(already.unsaid(said("no we do", start_s=0.6), 0.57)) == "no we do"


def test_committed_words_never_step_back_in_time() -> None:
    already = committed("yes")
    (word,) = already.add([SpokenWord("we", 0.1, 0.2, 0.9)])
    assert (word.start_s, word.end_s) == (0.25, 0.25)


# LocalAgreement-2


def test_two_hypotheses_that_agree_make_a_word_count() -> None:
    policy = LocalAgreementPolicy()
    assert policy.update(said("we need"), cut_s=UNCUT, buffer_end_s=0.6) == ()
    assert texts(policy.update(said("We need, the"), cut_s=UNCUT, buffer_end_s=0.9)) == "We need,"
    assert texts(policy.update(said("we need a price"), cut_s=UNCUT, buffer_end_s=1.2)) == ""
    assert texts(policy.finish(said("we need a price"), cut_s=UNCUT)) == "a price"


def test_agreement_cuts_a_long_buffer_before_the_last_word_that_counts() -> None:
    policy = LocalAgreementPolicy(longest_s=3.0)
    words = said("we need the price of it today")
    policy.update(words, cut_s=UNCUT, buffer_end_s=2.2)
    policy.update(words, cut_s=UNCUT, buffer_end_s=2.4)
    assert policy.trim_to_s(0.0, 2.4, NO_PAUSES) == 0.0
    assert words[5].end_s <= policy.trim_to_s(0.0, 3.1, NO_PAUSES) <= words[6].start_s


# Both, over random talks


@pytest.mark.parametrize("policy_of", POLICIES)
def test_a_policy_that_heard_nothing_has_nothing(policy_of: Callable[[], CommitPolicy]) -> None:
    policy = policy_of()
    assert (
        policy.update((), cut_s=UNCUT, buffer_end_s=1.0)
        == policy.finish((), cut_s=UNCUT)
        == policy.pending
        == ()
    )
    assert policy.committed_until_s == -math.inf
    assert policy.trim_to_s(3.0, 13.0, NO_PAUSES) == 3.0


@pytest.mark.parametrize("policy_of", POLICIES)
@settings(deadline=None, max_examples=60)
@given(
    words=talks(),
    step_s=st.sampled_from((0.1, 0.4, 0.9)),
    wobble_s=st.sampled_from((0.0, 0.03, 0.06)),
    data=st.data(),
)
def test_no_word_is_lost_or_doubled_however_the_buffer_grows_and_is_cut(
    policy_of: Callable[[], CommitPolicy],
    words: list[SpokenWord],
    step_s: float,
    wobble_s: float,
    data: st.DataObject,
) -> None:
    oracle = OracleRecogniser(words, wobble_s=wobble_s, seed=data.draw(st.integers(0, 1000)))
    policy = policy_of()
    shown: list[SpokenWord] = []
    start_s, end_s, last_s = 0.0, 0.0, words[-1].end_s + 0.5
    while end_s < last_s:
        end_s = min(end_s + step_s, last_s)
        until_s = policy.committed_until_s
        heard = oracle.recognise(
            np.zeros(round((end_s - start_s) * SAMPLE_RATE_HZ), np.float32), start_s
        ).words
        heard_from_s = start_s or UNCUT
        new = policy.update(heard, cut_s=heard_from_s, buffer_end_s=end_s)
        if isinstance(policy, HoldBackPolicy):
            assert all(word.end_s <= end_s - 0.4 for word in new)
        assert policy.committed_until_s >= until_s
        shown += new
        cut_s = policy.trim_to_s(start_s, end_s, NO_PAUSES)
        assert cut_s == start_s or start_s < cut_s <= policy.committed_until_s
        start_s = cut_s
    shown += policy.finish(heard, cut_s=heard_from_s)
    assert texts(shown) == texts(words)
    assert all(one.end_s <= other.start_s for one, other in pairwise(shown))
