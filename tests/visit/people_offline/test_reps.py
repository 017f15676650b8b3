from hypothesis import given
from hypothesis import strategies as st

from agent.event_pack.model import Rep
from agent.visit.people.reps import STUTTER_S, Attending, Desk, Signing, StaffBadges

SCANS = st.lists(st.tuples(st.sampled_from(["ann", "bob", "cy"]), st.floats(0, 20)), max_size=30)


def test_the_last_one_to_sign_in_has_the_next_visitor() -> None:
    desk, first = Desk().scanned("ann", 0)
    desk, _ = desk.scanned("bob", 10)
    assert (first, desk.rep, desk.present) == (Signing.IN, "bob", ("ann", "bob"))
    desk, out = desk.scanned("bob", 60)
    assert (out, desk.rep) == (Signing.OUT, "ann")


def test_a_staff_badge_left_under_the_scanner_signs_nobody_out() -> None:
    desk, _ = Desk().scanned("ann", 0)
    for time_s in (1.0, 2.5, 4.5, 7.0):
        desk, did = desk.scanned("ann", time_s)
        assert (did, desk.rep) == (Signing.REPEATED, "ann")
    assert desk.scanned("ann", 7.0 + STUTTER_S)[1] is Signing.OUT


@given(SCANS)
def test_nobody_is_at_the_desk_who_did_not_sign_in_and_nobody_twice(scans: list[tuple[str, float]]) -> None:
    desk, now_s = Desk(), 0.0
    expected: list[str] = []
    for rep, pause_s in scans:
        now_s += pause_s
        desk, did = desk.scanned(rep, now_s)
        if did is Signing.IN:
            expected.append(rep)
        elif did is Signing.OUT:
            expected.remove(rep)
        assert list(desk.present) == expected
        assert desk.rep == (expected[-1] if expected else None)


@given(st.lists(st.sampled_from(["ann", "bob", "cy"]), max_size=10))
def test_the_first_rep_keeps_the_conversation_and_the_others_are_helpers(joined: list[str]) -> None:
    attending = Attending()
    for rep in joined:
        attending = attending.joined_by(rep)
    order = list(dict.fromkeys(joined))
    assert attending == Attending(order[0] if order else None, tuple(order[1:]))


def test_a_staff_badge_is_known_by_its_payload_and_by_its_id_and_a_visitor_by_neither() -> None:
    staff = StaffBadges([Rep(id="ann", name="Ann", badges=("S-1", "MECARD:N:Field,Ann;;"))])
    assert staff.rep_of("s-1 ") == "ann"
    assert staff.rep_of("mecard:n:field,ann;;", None) == "ann"
    assert staff.rep_of("BEGIN:VCARD...", "S-1") == "ann"
    assert staff.rep_of("V-1", "V-1") is None
    assert not StaffBadges([])


def test_reps_whom_a_new_pack_does_not_know_are_signed_out() -> None:
    assert Desk(("ann", "bob")).only(["ann"]).present == ("ann",)
