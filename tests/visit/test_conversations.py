"""Which words end up on whose lead: the rules one by one; test_binding_model.py has all of them at random."""

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent.contract.lead import Attendee, EventReference, Lead
from agent.event_pack.model import Notice, Privacy
from agent.visit.badge import DecodedBadge
from agent.visit.conversations import ConsentPolicy, Conversations, Limits, Terms, interrupted
from tests.visit.people import CAPTURE, SILENCE_S, conversations, decoded, said, scan, wall


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
    booth.scanned(scan("maria", 10), badge, CAPTURE)
    scanned(booth, "daniel", 20)
    first, second = booth.audible(5, 25, 5)
    assert (first.start_s, first.end_s, first.visitor, first.company) == (10, 20, "Maria Keller", "Lakeside")
    assert (second.start_s, second.end_s, second.visitor, second.company) == (20, 25, None, None)
    assert first.conversation != second.conversation


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
        terms=Terms("scan"),
        limits=Limits(silence_ends_s=SILENCE_S),
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
    assert (lead.consent.status, lead.conversation.turns, lead.conversation.speech_s) == ("withdrawn", (), 0)
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


# Coming back, joining, talking too long


def reasons(lead: Lead) -> list[str]:
    return [step.reason for step in lead.conversation.binding]


def test_a_visitor_who_walks_away_and_returns_has_one_lead_that_becomes_final_again() -> None:
    booth = conversations(return_s=60)
    [maria] = scanned(booth, "maria", 10)
    booth.heard(said("before", 11, 12))
    scanned(booth, "daniel", 20)
    [first_final] = booth.heard_until(21)
    booth.heard(said("with daniel", 22, 23))
    [back] = scanned(booth, "maria", 40)
    assert (back.id, back.revision, back.final) == (maria.id, first_final.revision + 1, False)
    assert back.conversation.ended_at is None
    [lead] = booth.heard(said("after", 41, 42))
    assert texts(lead) == ["before", "after"]
    booth.end(50, "card")
    final = booth.heard_until(50)[-1]
    assert (final.id, final.final, final.conversation.end_reason) == (maria.id, True, "card")
    assert reasons(final) == [
        "first_scan", "consent_by_scan", "ended_by_next_scan", "came_back", "ended_by_card",
    ]  # fmt: skip


def test_a_visitor_who_returns_in_the_afternoon_has_a_second_lead() -> None:
    booth = conversations(return_s=60)
    [maria] = scanned(booth, "maria", 10)
    booth.end(20, "card")
    booth.heard_until(20)
    assert scanned(booth, "maria", 80)[0].id != maria.id


def test_a_refusal_stands_when_the_visitor_comes_back() -> None:
    booth = conversations(return_s=60)
    scanned(booth, "maria", 10)
    booth.consent_answered(given=False, time_s=12)
    booth.end(20, "card")
    [back] = scanned(booth, "maria", 30)
    assert back.consent.status == "withdrawn"
    assert audible(booth, 0, 100) == []


def test_a_second_visitor_is_asked_anew_and_nothing_is_heard_until_both_agree() -> None:
    booth = conversations("ask")
    scanned(booth, "maria", 10)
    booth.consent_answered(given=True, time_s=11)
    booth.together(20)
    daniel, maria = scanned(booth, "daniel", 21)
    assert (daniel.consent.status, maria.consent.status) == ("pending", "given")
    assert audible(booth, 0, 100) == [(11, 21)]
    [daniel] = booth.consent_answered(given=True, time_s=30)
    assert daniel.consent.status == "given"
    assert audible(booth, 0, 100) == [(11, 21), (30, 100)]


def test_the_together_card_is_forgotten_when_nobody_joins_in_time() -> None:
    booth = conversations(together_s=10)
    scanned(booth, "maria", 10)
    booth.together(20)
    [daniel] = scanned(booth, "daniel", 31)
    assert daniel.conversation.shared_with == ()


def test_two_quick_scans_before_any_words_are_a_group_only_where_the_settings_say_so() -> None:
    assert len(conversations().scanned(scan("a", 1), decoded("a"), CAPTURE)) == 1
    for group_s, together in ((0.0, 0), (5.0, 1)):
        booth = conversations(group_s=group_s)
        scanned(booth, "maria", 10)
        assert len(scanned(booth, "daniel", 12)[0].conversation.shared_with) == together


def test_no_conversation_is_longer_than_the_maximum_however_much_is_said() -> None:
    booth = conversations(maximum_s=60)
    scanned(booth, "maria", 10)
    for start_s in range(10, 100, 5):
        booth.heard(said("and", start_s, start_s + 4))
    [lead] = booth.heard_until(100)
    assert (lead.conversation.end_reason, lead.conversation.ended_at) == ("maximum", wall(70))
    assert len(texts(lead)) == 12


def test_a_no_just_after_the_end_empties_a_lead_that_was_final_already() -> None:
    booth = conversations(grace_s=30)
    scanned(booth, "maria", 10)
    booth.heard(said("secret", 11, 12))
    booth.end(20, "card")
    [final] = booth.heard_until(20)
    [emptied] = booth.consent_answered(given=False, time_s=45)
    assert (emptied.revision, emptied.final, texts(emptied)) == (final.revision + 1, True, [])
    assert booth.consent_answered(given=False, time_s=51) == []


def test_consent_says_when_how_by_whom_and_under_which_notice() -> None:
    booth = conversations("ask")
    booth.rep_changed("rep-7", 5)
    scanned(booth, "maria", 10)
    [lead] = booth.consent_answered(given=True, time_s=20)
    assert (lead.consent.time, lead.consent.recorded_by, lead.consent.rep, lead.consent.notice_version) == (
        wall(20), "card", "rep-7", "n1",
    )  # fmt: skip


def test_a_change_of_reps_does_not_end_the_conversation() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.rep_changed("rep-7", 20)
    [lead] = booth.heard(said("go on", 21, 22))
    assert reasons(lead)[-1] == "rep_changed"


def test_a_new_event_pack_changes_the_terms_of_the_next_visitor_and_not_of_this_one() -> None:
    booth = conversations()
    scanned(booth, "maria", 10)
    booth.new_terms(Terms("ask", "n2"), EventReference(id="another"))
    [maria] = booth.heard(said("go on", 11, 12))
    [daniel] = scanned(booth, "daniel", 20)
    assert (maria.consent.policy, maria.consent.notice_version, maria.event.id) == ("scan", "n1", "expo")
    assert (daniel.consent.policy, daniel.consent.notice_version, daniel.event.id) == ("ask", "n2", "another")


@pytest.mark.parametrize(
    ("setting", "mode", "holds"),
    [("ask", "scan", "scan"), ("scan", "ask", "ask"), ("scan", None, "scan"), ("off", "scan", "off")],
)
def test_the_pack_overrides_the_box_but_opens_no_ears_that_were_closed(
    setting: ConsentPolicy, mode: ConsentPolicy | None, holds: ConsentPolicy
) -> None:
    privacy = Privacy(mode=mode, notice=Notice(version="n3"))
    assert Terms.under(setting, privacy) == Terms(holds, "n3")
    assert Terms.under(setting, None) == Terms(setting)


# Before the scan


def test_words_from_just_before_the_scan_count_where_the_settings_ask_for_it() -> None:
    booth = conversations(pre_scan_s=20)
    assert audible(booth, 0, 10) == [(0, 10)]
    assert booth.heard(said("too early", 1, 2)) == []
    assert booth.heard(said("our budget", 25, 26)) == []
    [lead] = scanned(booth, "maria", 30)
    [turn] = lead.conversation.turns
    assert (turn.text, turn.before_scan, turn.start_s) == ("our budget", True, 0.0)
    assert "words_before_scan" in reasons(lead)


@pytest.mark.parametrize("policy", ["ask", "off"])
def test_before_an_answer_nothing_is_put_into_words_whatever_the_settings_say(policy: ConsentPolicy) -> None:
    booth = conversations(policy, pre_scan_s=20)
    assert audible(booth, 0, 10) == []
    booth.heard(said("our budget", 25, 26))
    scanned(booth, "maria", 30)
    leads = booth.consent_answered(given=True, time_s=31)
    assert all(texts(lead) == [] for lead in leads)


def test_what_a_visitor_says_while_leaving_is_not_on_the_next_ones_lead() -> None:
    booth = conversations(pre_scan_s=20)
    scanned(booth, "maria", 10)
    booth.end(15, "card")
    booth.heard(said("see you", 16, 17))
    booth.heard(said("who is next", 34, 35))
    [daniel] = scanned(booth, "daniel", 36)
    assert texts(daniel) == []


def test_words_before_a_scan_are_held_no_longer_than_the_settings_say() -> None:
    booth = conversations(pre_scan_s=20)
    booth.heard(said("overheard", 1, 2))
    booth.heard_until(22)
    assert booth._binding._pre_scan._segments == []
    booth.heard(said("overheard", 23, 24))
    booth.muted(25, 30)
    assert booth._binding._pre_scan._segments == []


def test_what_is_over_is_forgotten_words_and_person() -> None:
    booth = conversations(return_s=60)
    scanned(booth, "maria", 10)
    booth.heard(said("secret", 11, 12))
    visitor = booth._binding._memory._by_badge["maria"]
    booth.end(20, "card")
    booth.heard_until(20)
    booth.heard_until(81)
    assert (visitor.segments, visitor.scan.payload, visitor.decoded.badge.id) == ([], "", None)
    assert booth._binding._memory._by_badge == {}
