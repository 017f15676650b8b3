import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from agent.speech.commit import CommitPolicy
from agent.speech.guard import Guard, Rejection
from agent.speech.hold_back import HoldBackPolicy
from agent.speech.local_agreement import LocalAgreementPolicy
from agent.speech.segment import Hypothesis, Segment, SpokenWord
from agent.speech.sound import Voiced
from agent.speech.streamer import Recognises, Streamer, StreamLimits
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.speech.oracle import OracleRecogniser, loud, loud_s, said, sound_of
from tests.speech.talks import talks

TRUSTING = Guard(
    repeats=10**9,
    word_repeats=10**9,
    compression=1e9,
    words_per_s=1e9,
    log_probability=float("-inf"),
    certainty=0.0,
    prominence_db=0.0,
)
"""Random talks loop, hurry, pause and mumble; what the guard makes of that is tested with the guard."""
POLICIES: tuple[Callable[[], CommitPolicy], ...] = (HoldBackPolicy, LocalAgreementPolicy)
TALK = (
    "we need about two hundred seats | before the end of the year | and our budget is approved | by the board"
)


@dataclass
class Unreliable:
    """Runs away now and then after the first words, and in the second try too; never twice in a row."""

    oracle: OracleRecogniser
    share: float
    seed: int = 0
    times: int = 0
    _believed: bool = False
    _fails: bool = False

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def recognise(
        self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        hypothesis = self.oracle.recognise(audio, start_s, prompt=prompt, full_context=full_context)
        if not full_context:
            self._fails = self._believed and not self._fails and self._random.random() < self.share
        if not self._fails:
            self._believed = self._believed or bool(hypothesis.words)
            return hypothesis
        self.times += full_context
        nonsense = tuple(replace(word, text="nonsense") for word in hypothesis.words)
        return replace(hypothesis, words=nonsense, truncated=True)


@dataclass
class Listener:
    """Feeds a streamer as the agent does, and keeps what a page would be shown."""

    recogniser: Recognises
    policy: CommitPolicy = field(default_factory=HoldBackPolicy)
    guard: Guard = TRUSTING
    limits: StreamLimits = field(default_factory=StreamLimits)
    judge: Voiced = loud
    correct: Callable[[tuple[SpokenWord, ...]], tuple[SpokenWord, ...]] = tuple
    check: Callable[[tuple[SpokenWord, ...], Hypothesis], tuple[SpokenWord, ...]] = lambda words, _: words
    prompt: str = ""
    shown: list[Segment] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.streamer = Streamer(
            number=7,
            side="visitor",
            recogniser=self.recogniser,
            policy=self.policy,
            guard=self.guard,
            voiced=self.judge,
            correct=self.correct,
            check=self.check,
            prompt=self.prompt,
            limits=self.limits,
            rejected=self.rejected.append,
        )

    def hear(self, sound: NDArray[np.float32], *, block_s: float = 0.1) -> None:
        block = round(block_s * SAMPLE_RATE_HZ)
        for first in range(0, len(sound), block):
            self.streamer.feed(sound[first : first + block], first / SAMPLE_RATE_HZ)
            if self.streamer.due:
                self.show(self.streamer.step())

    def finish(self) -> Segment | None:
        final = self.streamer.finish()
        self.show(final)
        return final

    def show(self, segment: Segment | None) -> None:
        if segment is not None:
            self.shown.append(segment)


def nobody(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Hear no speech in anything."""
    return np.zeros_like(loud(audio))


def texts(words: Sequence[SpokenWord]) -> str:
    return " ".join(word.text for word in words)


def not_lost_not_doubled(found: Sequence[SpokenWord], words: Sequence[SpokenWord]) -> bool:
    """Whether all words are there, once, in order; of "no no" one is enough.

    Cut off between the two, and with times that are off by as much as the gap, nobody can tell which it was.
    """
    said_ones = iter(word.text for word in words)
    no_more_than_said = all(word.text in said_ones for word in found)
    return no_more_than_said and _unstuttered(found) == _unstuttered(words)


def _unstuttered(words: Sequence[SpokenWord]) -> list[str]:
    return [text for text, _ in groupby(word.text for word in words)]


def listen(words: Sequence[SpokenWord], *, until_s: float | None = None) -> tuple[Listener, Segment | None]:
    listener = Listener(OracleRecogniser(words))
    listener.hear(sound_of(words, until_s=until_s or words[-1].end_s + 0.5))
    return listener, listener.finish()


# What a page shows


def test_words_appear_while_the_visitor_is_still_talking() -> None:
    words = said(TALK)
    listener, final = listen(words)
    assert final is not None
    assert final.text == texts(words)
    assert (final.number, final.side, final.final, final.pending) == (7, "visitor", True, ())
    first = next(segment for segment in listener.shown if segment.words)
    assert first.end_s < words[4].end_s + 0.8
    assert final.start_s == 0.0
    assert final.end_s == pytest.approx(words[-1].end_s + 0.5)
    assert final.speech_s == pytest.approx(loud_s(sound_of(words, until_s=20.0)), abs=0.04)


def test_a_page_that_keeps_the_newest_revision_never_loses_a_committed_word() -> None:
    listener, _ = listen(said(TALK))
    for before, after in pairwise(listener.shown):
        assert after.revision > before.revision
        assert after.words[: len(before.words)] == before.words
        assert (texts(after.words), texts(after.pending)) != (
            texts(before.words),
            texts(before.pending),
        ) or after.final
    assert [segment.final for segment in listener.shown].count(True) == 1


def test_nothing_is_sent_when_nothing_changed() -> None:
    words = said("yes we do")
    listener, _ = listen(words, until_s=6.0)
    assert len(listener.shown) < len(listener.recogniser.asked)  # type: ignore[attr-defined]


def test_an_utterance_without_words_is_none() -> None:
    listener = Listener(OracleRecogniser(()))
    listener.hear(np.full(3 * SAMPLE_RATE_HZ, 0.1, np.float32))
    assert listener.finish() is None
    assert listener.shown == []


def test_words_that_were_shown_and_turned_out_to_be_none_are_withdrawn() -> None:
    oracle = OracleRecogniser(said("hello", start_s=0.2))
    listener = Listener(oracle)
    listener.hear(np.full(SAMPLE_RATE_HZ, 0.1, np.float32))
    assert texts(listener.shown[-1].pending) == "hello"
    oracle.words = ()
    listener.streamer.feed(np.full(SAMPLE_RATE_HZ, 0.1, np.float32), 1.0)
    final = listener.finish()
    assert final is not None
    assert (final.final, final.words, final.pending) == (True, (), ())


@pytest.mark.parametrize("samples", [0, 1, 319, 1600])
def test_a_click_is_not_worth_a_decode(samples: int) -> None:
    oracle = OracleRecogniser(said("hello"))
    listener = Listener(oracle)
    listener.hear(np.full(samples, 0.1, np.float32))
    assert listener.finish() is None
    assert oracle.asked == []


def test_committed_words_get_the_event_packs_spelling() -> None:
    def spell(words: tuple[SpokenWord, ...]) -> tuple[SpokenWord, ...]:
        return tuple(replace(w, text="Gong", heard=w.text) if w.text == "gone" else w for w in words)

    words = said("we use gone today | and like it")
    listener = Listener(OracleRecogniser(words), correct=spell)
    listener.hear(sound_of(words, until_s=4.0))
    final = listener.finish()
    assert final is not None
    assert final.text == "we use Gong today and like it"
    assert final.words[2].heard == "gone"


def test_times_are_the_clocks_after_weeks_of_uptime() -> None:
    from_s = 2_000_000.3
    words = said(TALK, start_s=from_s)
    streamer = Listener(OracleRecogniser(words), limits=StreamLimits(step_s=0.4)).streamer
    sound = sound_of(said(TALK), until_s=9.2)
    for first in range(0, len(sound) - 6399, 6400):
        streamer.feed(sound[first : first + 6400], from_s + first / SAMPLE_RATE_HZ)
        assert streamer.due
        assert streamer.waiting_s == pytest.approx(0.4)
        streamer.step()
    final = streamer.finish()
    assert final is not None
    assert final.text == texts(words)
    assert final.start_s == from_s
    assert final.end_s == pytest.approx(from_s + 9.2)
    assert final.words[0].start_s == pytest.approx(from_s)


# The end of an utterance


def test_the_words_are_there_before_the_second_pass_and_it_may_correct_them() -> None:
    words = said(TALK)
    oracle = OracleRecogniser([replace(word, text=word.text + "x") for word in words])
    listener = Listener(oracle)
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    drained = listener.streamer.drain()
    assert drained is not None
    assert (drained.final, drained.pending) == (False, ())
    assert drained.text == texts(oracle.words)
    oracle.words = words
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert final.revision > drained.revision
    assert oracle.asked[-1] == pytest.approx((0.0, words[-1].end_s + 0.5), abs=0.001)


@pytest.mark.parametrize("failure", ["skips", "unsure"])
def test_a_second_pass_that_is_worse_changes_nothing(failure: str) -> None:
    words = said(TALK)
    oracle = OracleRecogniser(words)
    listener = Listener(oracle)
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    listener.streamer.drain()
    if failure == "skips":
        oracle.words = [*words[:5], *words[9:]]
    else:
        oracle.words = [replace(word, text="nonsense", probability=0.5) for word in words]
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)


@pytest.mark.parametrize("second_pass_is_worse", [False, True])
def test_names_are_weighed_once_at_the_end_against_the_whole_sound(*, second_pass_is_worse: bool) -> None:
    asked: list[tuple[str, str]] = []

    def check(words: tuple[SpokenWord, ...], whole: Hypothesis) -> tuple[SpokenWord, ...]:
        asked.append((texts(words), texts(whole.words)))
        return tuple(
            replace(word, text="Bort", heard="board") if word.text == "board" else word for word in words
        )

    words = said(TALK)
    oracle = OracleRecogniser(words)
    listener = Listener(oracle, check=check)
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    listener.streamer.drain()
    assert asked == []
    if second_pass_is_worse:
        oracle.words = [*words[:5], *words[9:]]
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words).removesuffix("board") + "Bort"
    assert asked == [(texts(words), texts(oracle.words))]
    assert oracle.asked[-1] == pytest.approx((0.0, words[-1].end_s + 0.5), abs=0.001)


@pytest.mark.parametrize("given_up", [False, True])
def test_without_believed_sound_of_the_whole_no_name_is_weighed(*, given_up: bool) -> None:
    def check(_words: tuple[SpokenWord, ...], _whole: Hypothesis) -> tuple[SpokenWord, ...]:
        raise AssertionError

    words = said(TALK)
    oracle = OracleRecogniser(words)
    listener = Listener(oracle, check=check, guard=Guard(prominence_db=0.0))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    listener.streamer.drain()
    oracle.words = [replace(word, text="no") for word in words]  # a loop
    final = listener.streamer.abandon() if given_up else listener.finish()
    assert final is not None
    assert final.text == texts(words)


def test_what_was_committed_is_kept_when_recognition_is_given_up() -> None:
    words = said(TALK)
    oracle = OracleRecogniser(words)
    listener = Listener(oracle)
    listener.hear(sound_of(words, until_s=5.0))
    shown, decodes = listener.shown[-1], len(oracle.asked)
    final = listener.streamer.abandon()
    assert final is not None
    assert (final.final, final.text, final.pending) == (True, shown.text, ())
    assert shown.text
    assert len(oracle.asked) == decodes


def test_a_name_split_between_two_steps_is_put_together_in_the_final_segment() -> None:
    def join(heard: tuple[SpokenWord, ...]) -> tuple[SpokenWord, ...]:
        found: list[SpokenWord] = []
        for word in heard:
            if found and (found[-1].text, word.text) == ("boots", "crab"):
                found[-1] = replace(found[-1], text="Boothscribe", heard="boots crab")
            else:
                found.append(word)
        return tuple(found)

    words = said("well we have seen boots crab at the fair and we did like it so we will buy it")
    listener = Listener(OracleRecogniser(words), correct=join, limits=StreamLimits(step_s=0.3))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    final = listener.finish()
    assert final is not None
    assert "seen Boothscribe at" in final.text


def test_a_last_word_just_before_the_end_is_not_lost() -> None:
    words = said("we need it yesterday")
    _, final = listen(words, until_s=words[-1].end_s + 0.02)
    assert final is not None
    assert final.text == "we need it yesterday"


def test_a_short_word_after_a_pause_is_not_lost_for_being_short() -> None:
    words = [*said(TALK), SpokenWord("ok", 13.0, 13.12, 0.9)]
    _, final = listen(words, until_s=13.2)
    assert final is not None
    assert final.words[-1].text == "ok"


def test_the_end_is_not_decoded_twice() -> None:
    words = said("yes we do")
    oracle = OracleRecogniser(words)
    listener = Listener(oracle)
    listener.hear(sound_of(words, until_s=2.0), block_s=2.0)
    decodes = len(oracle.asked)
    assert listener.finish() is not None
    assert len(oracle.asked) == decodes == 1


def test_the_last_words_are_kept_when_the_last_decode_runs_away() -> None:
    words = said("yes we do | need it today")
    oracle = OracleRecogniser(words)
    unreliable = Unreliable(oracle, share=0.0)
    listener = Listener(unreliable)
    listener.hear(sound_of(words, until_s=2.3))
    unreliable.share = 1.0
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert Rejection.RUNAWAY in listener.rejected or not unreliable.times


def test_a_tail_that_was_not_believed_is_taken_from_the_second_pass_however_unsure() -> None:
    words = [*said("yes we do |"), replace(said("today", start_s=1.7)[0], probability=0.3)]
    oracle = OracleRecogniser(words)

    class Tailless:
        def recognise(
            self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
        ) -> Hypothesis:
            hypothesis = oracle.recognise(audio, start_s, prompt=prompt, full_context=full_context)
            return replace(hypothesis, truncated=failing)

    failing = False
    listener = Listener(Tailless())
    listener.hear(sound_of(words, until_s=1.6))
    failing = True
    listener.hear(sound_of(words, until_s=2.3)[round(1.6 * SAMPLE_RATE_HZ) :])
    drained = listener.streamer.drain()
    assert drained is None or "today" not in drained.text
    failing = False
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)


# What is not believed


def test_nobody_talks_so_nothing_is_decoded_however_long_the_noise() -> None:
    oracle = OracleRecogniser(said("thank you"))
    listener = Listener(oracle, judge=nobody)
    listener.hear(np.full(60 * SAMPLE_RATE_HZ, 0.01, np.float32))
    assert listener.streamer.buffered_s <= 10.0
    assert listener.finish() is None
    assert oracle.asked == []


def test_a_long_silence_in_an_utterance_costs_no_decodes_and_no_memory() -> None:
    words = [*said("yes we do |"), *said("and today", start_s=40.0)]
    listener, final = listen(words)
    assert final is not None
    assert final.text == texts(words)
    asked = listener.recogniser.asked  # type: ignore[attr-defined]
    assert len([1 for start_s, _ in asked if 11.0 < start_s < 38.0]) == 0


def test_a_decode_that_runs_away_is_tried_once_more_with_the_whole_context() -> None:
    words = said(TALK)
    oracle = OracleRecogniser(words)
    tries: list[bool] = []

    class Short:
        def recognise(
            self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
        ) -> Hypothesis:
            tries.append(full_context)
            hypothesis = oracle.recognise(audio, start_s, prompt=prompt, full_context=full_context)
            return replace(hypothesis, truncated=not full_context)

    listener = Listener(Short())
    listener.hear(sound_of(words, until_s=8.0))
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert tries == [False, True] * (len(tries) // 2)
    assert listener.rejected == []


def test_an_echo_of_the_prompt_is_tried_again_without_it() -> None:
    words = said("we met before")
    oracle = OracleRecogniser(words)

    class Biased:
        def recognise(
            self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
        ) -> Hypothesis:
            hypothesis = oracle.recognise(audio, start_s, full_context=full_context)
            if not prompt:
                return hypothesis
            names = tuple(replace(word, text="Gong") for word in hypothesis.words)
            return replace(hypothesis, words=names, log_probability=-0.9)

    listener = Listener(Biased(), prompt="Gong, Clari")
    listener.hear(sound_of(words, until_s=1.5))
    final = listener.finish()
    assert final is not None
    assert final.text == "we met before"


def test_what_is_never_believed_is_counted_and_never_shown() -> None:
    words = said(TALK)

    class Looping:
        def recognise(
            self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
        ) -> Hypothesis:
            del prompt, full_context
            loop = tuple(
                said("you " * 9, start_s=start_s, word_s=len(audio) / SAMPLE_RATE_HZ / 10, gap_s=0.0)
            )
            return Hypothesis(loop, -0.3, 0.1, truncated=False, context_s=30.0, cost_s=0.1, language="en")

    listener = Listener(Looping(), guard=Guard(prominence_db=0.0))
    listener.hear(np.tile(sound_of(words, until_s=8.0), 8))
    assert listener.streamer.buffered_s <= 10.5
    assert listener.finish() is None
    assert set(listener.rejected) == {Rejection.LOOP}


def test_a_policy_that_never_commits_does_not_hold_words_back_for_ever() -> None:
    words = said(" | ".join([TALK] * 5))
    oracle = OracleRecogniser(words)
    listener = Listener(oracle, policy=HoldBackPolicy(hold_back_s=60.0))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert all(end_s - start_s <= 10.0 + 1e-6 for start_s, end_s in oracle.asked)
    assert len([segment for segment in listener.shown if segment.words]) > 3


# Load


def test_a_slow_processor_gets_more_time_between_decodes_and_loses_nothing() -> None:
    words = said(" | ".join([TALK] * 3))
    oracle = OracleRecogniser(words, cost_s=1.2)
    listener = Listener(oracle, limits=StreamLimits(busiest=0.6, second_pass=False))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5))
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert all(after[1] - before[1] >= 2.0 - 1e-6 for before, after in pairwise(oracle.asked[:-1]))


def test_the_step_is_short_again_once_the_processor_is_free() -> None:
    words = said(" | ".join([TALK] * 3))
    oracle = OracleRecogniser(words, cost_s=1.2)
    listener = Listener(oracle, limits=StreamLimits(step_s=0.4))
    sound = sound_of(words, until_s=words[-1].end_s + 0.5)
    listener.hear(sound[: 8 * SAMPLE_RATE_HZ])
    oracle.cost_s, before = 0.05, len(oracle.asked)
    listener.hear(sound[8 * SAMPLE_RATE_HZ : 16 * SAMPLE_RATE_HZ])
    ends_s = [end_s for _, end_s in oracle.asked[before + 1 :]]
    steps = [(after - one) / 0.4 for one, after in pairwise(ends_s)]
    # In a pause there is nothing to decode anew.
    assert all(step == pytest.approx(round(step)) and step < 2.1 for step in steps)


def test_ten_minutes_at_once_are_worked_through_in_bounded_pieces() -> None:
    words = said(" | ".join([TALK] * 75))
    assert words[-1].end_s > 590
    oracle = OracleRecogniser(words)
    listener = Listener(oracle)
    listener.streamer.feed(sound_of(words, until_s=words[-1].end_s + 0.5), 0.0)
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
    assert max(end_s - start_s for start_s, end_s in oracle.asked) <= 10.0 + 1e-6
    assert len(oracle.asked) < 120


def test_the_detector_hears_each_second_only_so_often() -> None:
    words = said(" | ".join([TALK] * 4))
    judged_s = 0.0

    def judge(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
        nonlocal judged_s
        judged_s += len(audio) / SAMPLE_RATE_HZ
        return loud(audio)

    listener = Listener(OracleRecogniser(words), judge=judge)
    sound = sound_of(words, until_s=words[-1].end_s + 0.5)
    listener.hear(sound)
    listener.finish()
    assert judged_s < 3 * len(sound) / SAMPLE_RATE_HZ


# Over random talks

Blocks = st.sampled_from((0.02, 0.1, 0.4, 1.3, 7.0, 31.0))


@pytest.mark.parametrize("policy_of", POLICIES)
@settings(deadline=None, max_examples=60)
@given(
    words=talks(),
    block_s=Blocks,
    step_s=st.sampled_from((0.2, 0.4, 1.0)),
    wobble_s=st.sampled_from((0.0, 0.03, 0.06)),
    cost_s=st.sampled_from((0.01, 0.3, 2.0)),
    unreliable=st.sampled_from((0.0, 0.0, 0.3)),
    seed=st.integers(0, 1000),
)
def test_every_word_is_published_once_in_order_and_for_good(
    policy_of: Callable[[], CommitPolicy],
    words: list[SpokenWord],
    block_s: float,
    step_s: float,
    wobble_s: float,
    cost_s: float,
    unreliable: float,
    seed: int,
) -> None:
    oracle = OracleRecogniser(words, wobble_s=wobble_s, cost_s=cost_s, seed=seed)
    recogniser = Unreliable(oracle, unreliable, seed)
    listener = Listener(recogniser, policy_of(), limits=StreamLimits(step_s=step_s, minimum_speech_s=0.1))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5), block_s=block_s)
    listener.show(listener.streamer.drain())
    live = len(oracle.asked)
    final = listener.finish()
    assert final is not None
    assert not_lost_not_doubled(final.words, words), (final.text, texts(words))
    assert listener.rejected.count(Rejection.RUNAWAY) == recogniser.times
    for before, after in pairwise(listener.shown):
        assert after.final or after.words[: len(before.words)] == before.words
        assert after.revision > before.revision
    assert all(end_s - start_s <= 10.0 + 1e-6 for start_s, end_s in oracle.asked[:live])
    assert all(end_s - start_s <= 29.0 for start_s, end_s in oracle.asked[live:])
    assert all(one.end_s <= other.start_s for one, other in pairwise(final.words))
    assert math.isclose(final.speech_s, loud_s(sound_of(words, until_s=words[-1].end_s)), abs_tol=0.1)


@settings(deadline=None, max_examples=100)
@given(words=talks(), block_s=st.sampled_from((0.02, 0.1, 0.4)), seed=st.integers(0, 1000))
def test_a_word_is_not_published_in_the_wrong_form_it_had_while_it_was_incomplete(
    words: list[SpokenWord], block_s: float, seed: int
) -> None:
    oracle = OracleRecogniser(words, mistakes=0.7, settle_s=0.3, seed=seed)
    listener = Listener(oracle, HoldBackPolicy(hold_back_s=0.4), limits=StreamLimits(minimum_speech_s=0.2))
    listener.hear(sound_of(words, until_s=words[-1].end_s + 0.5), block_s=block_s)
    for segment in listener.shown:
        assert all(word.end_s <= segment.end_s - 0.4 for word in segment.words)
    final = listener.finish()
    assert final is not None
    assert final.text == texts(words)
