"""Which words end up on whose lead: the rules one by one, then all of them against random booths."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.contract.lead import Attendee, EventReference, Lead
from agent.speech.segment import AudibleSpan
from agent.visit.badge import DecodedBadge
from agent.visit.conversations import ConsentPolicy, Conversations, interrupted
from tests.visit.people import CAPTURE, MIDNIGHT, SILENCE_S, conversations, decoded, said, scan, wall


def scanned(booth: Conversations, payload: str, time_s: float) -> list[Lead]:
    return booth.scanned(scan(payload, time_s), decoded(payload), CAPTURE)


def audible(
    booth: Conversations, start_s: float, end_s: float, began_s: float | None = None
) -> list[tuple[float, float]]:
    """Return what may be heard of a part of an utterance; by default it begins with that part."""
    spans = booth.audible(start_s, end_s, start_s if began_s is None else began_s)
    return [(span.start_s, span.end_s) for span in spans]


def texts(lead: Lead) -> list[str]:
    return [turn.text for turn in lead.conversation.turns]


# Opening


def test_a_scan_is_a_lead_at_once_before_anybody_speaks() -> None:
    booth = conversations()
    [lead] = scanned(booth, "maria", 10)
    assert (lead.revision, lead.final, lead.badge.id) == (1, False, "maria")
    assert lead.scanned_at == lead.updated_at == lead.conversation.started_at == wall(10)
    assert (lead.device, lead.event.id, lead.scanner, lead.capture) == ("booth-7", "expo", "front", CAPTURE)
    assert lead.conversation.turns == ()
    assert lead.conversation.ended_at is None
    assert lead.id.version == 7
    assert booth.open_count == 1


def test_a_scanner_that_stutters_makes_one_lead_of_one_badge() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    assert scanned(booth, "maria", 14.9) == []
    assert booth.open_count == 1


def test_a_badge_left_under_the_scanner_is_one_lead_and_keeps_the_conversation_open() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    assert [scanned(booth, "maria", time_s) for time_s in range(15, 120, 5)] == [[]] * 21
    assert booth.heard_until(115 + SILENCE_S - 1) == []
    [final] = booth.heard_until(115 + SILENCE_S)
    assert final.conversation.end_reason == "silence"


def test_the_same_badge_after_the_conversation_is_a_second_one() -> None:
    booth = conversations()
    [first] = scanned(booth, "maria", 10)
    booth.heard_until(10 + SILENCE_S)
    [second] = scanned(booth, "maria", 102)
    assert first.id != second.id


def test_the_same_badge_right_after_the_end_card_is_a_second_conversation() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.end(11, "card")
    assert len(scanned(booth, "maria", 12)) == 1


def test_a_badge_scanned_between_two_scans_of_another_belongs_to_its_own_visitor() -> None:
    booth = conversations()
    ids = {scanned(booth, payload, time_s)[0].id for payload, time_s in (("a", 1), ("b", 2), ("a", 3))}
    assert len(ids) == 3


# Words


def test_words_go_to_the_badge_that_was_open_when_they_began_however_late_they_are_recognised() -> None:
    booth = conversations()
    [maria] = scanned(booth, "maria", 10)
    [daniel] = scanned(booth, "daniel", 20)
    [late] = booth.heard(said("for maria", 12, 14))
    [later] = booth.heard(said("for daniel", 22, 24))
    assert (late.id, texts(late)) == (maria.id, ["for maria"])
    assert (later.id, texts(later)) == (daniel.id, ["for daniel"])


def test_words_from_before_the_scan_are_on_no_lead() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    assert booth.heard(said("overheard", 9.9, 12)) == []


def test_words_after_the_end_card_are_on_no_lead() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.end(20, "card")
    assert booth.heard(said("small talk", 20, 22)) == []
    assert len(booth.heard(said("last words", 19, 20))) == 1


def test_times_of_words_count_from_the_scan() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    [lead] = booth.heard(said("two words", 12, 14))
    [turn] = lead.conversation.turns
    assert (turn.start_s, turn.end_s) == (2, 4)
    assert [(word.start_s, word.end_s) for word in turn.words] == [(2, 3), (3, 4)]
    assert lead.conversation.speech_s == 2
    assert lead.updated_at == wall(14)


def test_what_one_known_side_says_in_a_row_is_one_turn() -> None:
    booth = conversations()
    scanned(booth, "maria", 0)
    booth.heard(said("we use", 1, 2, "visitor"))
    booth.heard(said("paper", 3, 4, "visitor"))
    booth.heard(said("really", 5, 6, "rep"))
    [lead] = booth.heard(said("yes", 7, 8, "visitor"))
    turns = [(turn.number, turn.side, turn.text) for turn in lead.conversation.turns]
    assert turns == [(1, "visitor", "we use paper"), (2, "rep", "really"), (3, "visitor", "yes")]


def test_who_spoke_is_not_guessed_by_joining_unknown_speakers() -> None:
    booth = conversations()
    scanned(booth, "maria", 0)
    booth.heard(said("hello", 1, 2))
    [lead] = booth.heard(said("hi", 3, 4))
    assert texts(lead) == ["hello", "hi"]


# Consent


def test_without_the_consent_card_nothing_is_taken_down() -> None:
    booth = conversations("ask")
    [lead] = scanned(booth, "maria", 10)
    assert (lead.consent.status, lead.consent.time) == ("pending", None)
    assert audible(booth, 0, 100) == []
    assert booth.heard(said("private", 11, 12)) == []


def test_the_consent_card_opens_ears_from_then_on_and_not_before() -> None:
    booth = conversations("ask")
    scanned(booth, "maria", 10)
    [lead] = booth.consent_answered(given=True, time_s=20)
    assert (lead.consent.status, lead.consent.time) == ("given", wall(20))
    assert audible(booth, 0, 40) == [(20, 40)]
    assert booth.heard(said("before", 19, 21)) == []
    [lead] = booth.heard(said("after", 20, 21))
    assert texts(lead) == ["after"]


def test_the_next_passer_by_is_not_heard_however_late_the_silence_is_noticed() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.heard(said("goodbye", 11, 12))
    end_s = 12 + SILENCE_S
    assert audible(booth, end_s - 1, end_s + 1) == [(end_s - 1, end_s + 1)]  # who began may finish
    assert audible(booth, 400, 405) == []
    assert booth.heard(said("stranger", 400, 405)) == []


def test_who_began_in_time_may_finish_however_many_parts_it_takes() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    end_s = 10 + SILENCE_S
    assert audible(booth, end_s + 5, end_s + 6, end_s - 1) == [(end_s + 5, end_s + 6)]
    assert audible(booth, end_s + 5, end_s + 6, end_s) == []


def test_who_is_heard_says_whose_names_are_likely() -> None:
    booth = conversations()
    attendee = Attendee(name="Maria Keller", company="Lakeside")
    badge = DecodedBadge(decoded("maria").badge, attendee)
    [maria] = booth.scanned(scan("maria", 10), badge, CAPTURE)
    [daniel] = scanned(booth, "daniel", 20)
    assert booth.audible(5, 25, 5) == [
        AudibleSpan(10, 20, maria.id, "Maria Keller", "Lakeside"),
        AudibleSpan(20, 25, daniel.id),
    ]


def test_a_segment_without_words_changes_no_lead() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    assert booth.heard(said("", 12, 14)) == []
    [lead] = booth.heard_until(10 + SILENCE_S)
    assert lead.conversation.turns == ()


def test_what_the_recogniser_wrote_stays_beside_the_corrected_word() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    segment = said("with Boothscribe", 12, 14)
    first, second = segment.words
    corrected = replace(segment, words=(first, replace(second, heard="boot scribe")))
    [lead] = booth.heard(corrected)
    [turn] = lead.conversation.turns
    assert [(word.text, word.heard) for word in turn.words] == [
        ("with", None),
        ("Boothscribe", "boot scribe"),
    ]


def test_a_clock_that_learns_the_time_corrects_the_consent_with_the_scan() -> None:
    clock = {"off_s": 0.0}
    booth = Conversations(
        device="booth-7",
        event=EventReference(id="expo"),
        policy="scan",
        silence_ends_s=SILENCE_S,
        wall=lambda time_s: wall(time_s + clock["off_s"]),
    )
    scanned(booth, "maria", 10)
    clock["off_s"] = 1e6
    [lead] = booth.heard(said("later", 11, 12))
    assert lead.consent.time == lead.scanned_at == wall(10 + 1e6)


def test_withdrawn_consent_takes_back_every_word() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.heard(said("secret", 11, 12))
    [lead] = booth.consent_answered(given=False, time_s=20)
    assert (lead.consent.status, lead.conversation.turns, lead.conversation.speech_s) == ("refused", (), 0)
    assert audible(booth, 0, 100) == []


def test_words_recognised_after_consent_was_withdrawn_are_dropped() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.consent_answered(given=False, time_s=20)
    assert booth.heard(said("secret", 11, 12)) == []


def test_consent_given_again_does_not_bring_withdrawn_words_back() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.consent_answered(given=False, time_s=20)
    [lead] = booth.consent_answered(given=True, time_s=30)
    assert (lead.consent.status, lead.conversation.turns) == ("given", ())
    assert booth.heard(said("still secret", 19, 22)) == []
    assert audible(booth, 0, 40) == [(30, 40)]


def test_a_second_consent_card_does_not_make_consent_later_than_the_words() -> None:
    booth = conversations("ask")
    scanned(booth, "maria", 10)
    booth.consent_answered(given=True, time_s=12)
    booth.heard(said("agreed", 13, 14))
    [lead] = booth.consent_answered(given=True, time_s=20)
    assert texts(lead) == ["agreed"]
    assert lead.consent.time == wall(12)


def test_a_box_that_never_listens_cannot_be_talked_into_it() -> None:
    booth = conversations("off")
    [lead] = scanned(booth, "maria", 10)
    assert lead.consent.status == "not_applicable"
    assert booth.consent_answered(given=True, time_s=11) == []
    assert audible(booth, 0, 100) == []
    assert booth.heard(said("private", 12, 13)) == []


def test_a_consent_card_without_a_conversation_answers_nothing() -> None:
    booth = conversations("ask")
    assert booth.consent_answered(given=True, time_s=1) == []
    assert audible(booth, 0, 100) == []


def test_sound_across_two_visitors_is_divided_between_them_at_the_second_scan() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    scanned(booth, "daniel", 20)
    assert audible(booth, 5, 25) == [(10, 20), (20, 25)]


# Ending


def test_a_lead_is_final_only_when_everything_said_before_its_end_has_come_in() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.end(20, "card")
    assert booth.heard_until(19.9) == []
    booth.heard(said("last words", 18, 20))
    [lead] = booth.heard_until(20)
    assert (lead.final, lead.revision, texts(lead)) == (True, 3, ["last words"])
    assert (lead.conversation.end_reason, lead.conversation.ended_at) == ("card", wall(20))
    assert booth.open_count == 0


def test_the_next_visitor_ends_the_conversation_before() -> None:
    booth = conversations()
    [maria] = scanned(booth, "maria", 10)
    [daniel] = scanned(booth, "daniel", 20)
    assert daniel.badge.id == "daniel"
    [lead] = booth.heard_until(21)
    assert (lead.id, lead.final, lead.conversation.end_reason) == (maria.id, True, "next_scan")
    assert booth.open_count == 1


def test_silence_ends_a_conversation() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.heard(said("bye", 20, 21))
    assert booth.heard_until(21 + SILENCE_S - 0.1) == []
    [lead] = booth.heard_until(21 + SILENCE_S)
    assert (lead.final, lead.conversation.end_reason) == (True, "silence")
    assert lead.conversation.ended_at == wall(21 + SILENCE_S)


def test_words_still_being_recognised_are_no_silence() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    assert booth.heard_until(30) == []
    assert len(booth.heard(said("a late answer", 39, 41))) == 1
    assert booth.heard_until(45) == []


def test_a_visitor_who_agrees_at_the_last_moment_is_still_heard() -> None:
    booth = conversations("ask")
    scanned(booth, "maria", 0)
    booth.consent_answered(given=True, time_s=SILENCE_S - 1)
    assert booth.heard_until(SILENCE_S + 1) == []
    assert len(booth.heard(said("well then", SILENCE_S + 2, SILENCE_S + 3))) == 1


def test_a_refusal_does_not_end_a_conversation_before_it_was_made() -> None:
    booth = conversations()
    scanned(booth, "maria", 0)
    booth.heard(said("a long talk", 50, 100))
    booth.consent_answered(given=False, time_s=101)
    assert booth.heard_until(102) == []
    [lead] = booth.heard_until(101 + SILENCE_S)
    assert lead.conversation.ended_at == wall(101 + SILENCE_S)


def test_ending_nothing_is_nothing() -> None:
    booth = conversations()
    booth.end(5, "shutdown")
    assert booth.heard_until(math.inf) == []


def test_a_conversation_that_a_power_cut_ended_becomes_final_and_keeps_its_words() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    [lead] = booth.heard(said("before the cut", 11, 12))
    now = datetime(2026, 3, 5, tzinfo=UTC)
    closed = interrupted(lead, now)
    assert (closed.id, closed.revision, closed.final) == (lead.id, 3, True)
    assert (closed.updated_at, closed.conversation.end_reason) == (now, "interrupted")
    assert closed.conversation.ended_at == lead.updated_at
    assert texts(closed) == ["before the cut"]
    assert not lead.final


# All of it at random


@dataclass
class Told:
    """One conversation as a careful bystander would write it down."""

    payload: str
    scan_s: float
    consented_from_s: float
    active_s: float
    ended_s: float = math.inf
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sound:
    """One entry of the queue between hearing and speech; without a start it is silence."""

    start_s: float | None
    until_s: float


QUARTER_S = 0.25
QUARTERS = st.integers(0, 60).map(lambda count: count / 4)
"""Times that are exact in binary, so that ends and starts may coincide."""


def quarters(start_s: float, end_s: float) -> list[float]:
    return [start_s + count * QUARTER_S for count in range(round((end_s - start_s) / QUARTER_S))]


class Booth(RuleBasedStateMachine):
    """Scans, cards and speech in time order; recognition that lags behind as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 100.0
        self.talking_since_s: float | None = None
        self.queue: list[Sound] = []
        self.told: dict[UUID, Told] = {}
        self.published: dict[UUID, list[Lead]] = {}
        self.word_count = 0

    @initialize(policy=st.sampled_from(["scan", "ask", "off"]))
    def set_up(self, policy: ConsentPolicy) -> None:
        self.policy = policy
        self.booth = conversations(policy)

    @property
    def current(self) -> tuple[UUID, Told] | None:
        return next(((id_, told) for id_, told in self.told.items() if told.ended_s == math.inf), None)

    @rule(payload=st.sampled_from("abc"), after_s=QUARTERS)
    def scan(self, payload: str, after_s: float) -> None:
        self.now_s += after_s
        current = self.current
        leads = scanned(self.booth, payload, self.now_s)
        if current and current[1].payload == payload:
            assert leads == []
            current[1].active_s = self.now_s
            return
        if current:
            current[1].ended_s = self.now_s
        [lead] = leads
        consented_from_s = self.now_s if self.policy == "scan" else math.inf
        self.told[lead.id] = Told(payload, self.now_s, consented_from_s, self.now_s)
        self.publish(leads)

    @rule(given=st.booleans(), after_s=QUARTERS)
    def consent_card(self, *, given: bool, after_s: float) -> None:
        self.now_s += after_s
        leads = self.booth.consent_answered(given=given, time_s=self.now_s)
        if self.current is None or self.policy == "off":
            assert leads == []
            return
        [lead] = leads
        id_, told = self.current
        assert lead.id == id_
        assert lead.consent.status == ("given" if given else "refused")
        told.active_s = self.now_s
        if not given:
            told.consented_from_s, told.words = math.inf, ()
            assert lead.conversation.turns == ()
        elif told.consented_from_s == math.inf:
            told.consented_from_s = self.now_s
        self.publish(leads)

    @rule(after_s=QUARTERS, reason=st.sampled_from(["card", "shutdown"]))
    def end(self, after_s: float, reason: Literal["card", "shutdown"]) -> None:
        self.now_s += after_s
        if self.current:
            self.current[1].ended_s = self.now_s
        self.booth.end(self.now_s, reason)

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=QUARTERS)
    def somebody_begins_to_talk(self, after_s: float) -> None:
        self.now_s += after_s
        self.talking_since_s = self.now_s

    @precondition(lambda self: self.talking_since_s is not None)
    @rule(after_s=QUARTERS.map(lambda time_s: time_s + 0.25))
    def they_pause(self, after_s: float) -> None:
        self.now_s += after_s
        self.queue += [Sound(self.talking_since_s, self.now_s), Sound(None, self.now_s)]
        self.talking_since_s = None

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=QUARTERS)
    def nobody_talks(self, after_s: float) -> None:
        self.now_s += after_s
        self.queue.append(Sound(None, self.now_s))

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=QUARTERS, lasting_s=QUARTERS)
    def somebody_talks_and_is_understood_at_once(self, after_s: float, lasting_s: float) -> None:
        self.somebody_begins_to_talk(after_s)
        self.they_pause(lasting_s + 0.25)
        self.recognition_catches_up(len(self.queue))

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=st.sampled_from([SILENCE_S - 5, SILENCE_S, SILENCE_S + 5]))
    def nobody_talks_for_long(self, after_s: float) -> None:
        self.nobody_talks(after_s)
        self.recognition_catches_up(len(self.queue))

    @precondition(lambda self: bool(self.queue))
    @rule(count=st.integers(1, 6))
    def recognition_catches_up(self, count: int) -> None:
        for _ in range(min(count, len(self.queue))):
            sound = self.queue.pop(0)
            if sound.start_s is None:
                self.all_heard_until(sound.until_s)
            else:
                self.recognise(sound.start_s, sound.until_s)

    def recognise(self, start_s: float, end_s: float) -> None:
        parts = self.booth.audible(start_s, end_s, start_s)
        expected = [
            (id_, max(start_s, told.consented_from_s), min(end_s, told.ended_s))
            for id_, told in self.told.items()
            if told.ended_s < math.inf or start_s < told.active_s + SILENCE_S
        ]
        expected = sorted((each for each in expected if each[1] < each[2]), key=lambda each: each[1])
        assert [(part.conversation, part.start_s, part.end_s) for part in parts] == expected
        assert all(before.end_s <= after.start_s for before, after in pairwise(parts))
        assert self.in_pieces(start_s, end_s) == {
            (id_, quarter_s)
            for id_, from_s, until_s in expected
            for quarter_s in quarters(start_s, end_s)
            if from_s <= quarter_s < until_s
        }
        for id_, from_s, until_s in expected:
            self.word_count += 1
            word = f"w{self.word_count}"
            leads = self.booth.heard(said(word, from_s, until_s))
            assert [lead.id for lead in leads] == [id_]
            self.told[id_].words += (word,)
            self.told[id_].active_s = max(self.told[id_].active_s, until_s)
            self.publish(leads)

    def in_pieces(self, start_s: float, end_s: float) -> set[tuple[UUID, float]]:
        """Ask for an utterance piece by piece, as it is while somebody speaks."""
        pieces = {
            time_s: self.booth.audible(time_s, time_s + QUARTER_S, start_s)
            for time_s in quarters(start_s, end_s)
        }
        assert all(
            (s.start_s, s.end_s) == (at, at + QUARTER_S) for at, spans in pieces.items() for s in spans
        )
        return {(span.conversation, time_s) for time_s, spans in pieces.items() for span in spans}

    def all_heard_until(self, time_s: float) -> None:
        current = self.current
        leads = self.booth.heard_until(time_s)
        if current and current[1].active_s + SILENCE_S <= time_s:
            current[1].ended_s = current[1].active_s + SILENCE_S
        finished = {
            id_
            for id_, told in self.told.items()
            if told.ended_s <= time_s and not self.published[id_][-1].final
        }
        assert {lead.id for lead in leads if lead.final} == finished == {lead.id for lead in leads}
        self.publish(leads)

    def publish(self, leads: list[Lead]) -> None:
        for lead in leads:
            self.published.setdefault(lead.id, []).append(lead)

    @invariant()
    def revisions_rise_by_one_and_the_final_one_is_the_last(self) -> None:
        for revisions in self.published.values():
            assert [lead.revision for lead in revisions] == list(range(1, len(revisions) + 1))
            assert not any(lead.final for lead in revisions[:-1])

    @invariant()
    def the_newest_revision_holds_exactly_the_words_it_may_hold(self) -> None:
        for id_, revisions in self.published.items():
            newest, told = revisions[-1], self.told[id_]
            found = tuple(word.text for turn in newest.conversation.turns for word in turn.words)
            assert found == told.words
            if self.policy == "off" or newest.consent.status != "given":
                assert found == ()
            for turn in newest.conversation.turns:
                began_s = told.scan_s + turn.start_s
                assert max(told.scan_s, told.consented_from_s) <= began_s < told.ended_s
                assert newest.consent.time is not None
                assert newest.consent.time <= wall(began_s)

    @invariant()
    def turns_are_numbered_and_timed_from_the_scan(self) -> None:
        for revisions in self.published.values():
            turns = revisions[-1].conversation.turns
            assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
            times = [time_s for turn in turns for time_s in (turn.start_s, turn.end_s)]
            assert times == sorted(times)
            assert all(time_s >= 0 for time_s in times)

    @invariant()
    def at_most_one_conversation_is_listened_to(self) -> None:
        assert len([told for told in self.told.values() if told.ended_s == math.inf]) <= 1

    def teardown(self) -> None:
        """Close the booth for the day: every lead must have become final, once."""
        if not hasattr(self, "booth"):
            return
        if self.talking_since_s is not None:
            self.they_pause(after_s=0.25)
        self.end(after_s=0.0, reason="shutdown")
        while self.queue:
            self.recognition_catches_up(count=10)
        self.all_heard_until(math.inf)
        assert self.booth.open_count == 0
        self.revisions_rise_by_one_and_the_final_one_is_the_last()
        self.the_newest_revision_holds_exactly_the_words_it_may_hold()
        for id_, revisions in self.published.items():
            assert revisions[-1].final
            assert revisions[-1].conversation.ended_at == wall(self.told[id_].ended_s)
            assert revisions[0].scanned_at == wall(self.told[id_].scan_s) > MIDNIGHT


TestNoWordIsLostOrGoesToTheWrongVisitor = pytest.mark.timeout(300)(Booth.TestCase)
TestNoWordIsLostOrGoesToTheWrongVisitor.settings = settings(
    deadline=None,
    max_examples=120,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
