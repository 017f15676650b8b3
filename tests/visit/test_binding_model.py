"""Which words end up on whose lead, against random booths and a bystander who writes everything down."""

import math
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.contract.lead import Attendee, Lead
from agent.speech.segment import AudibleSpan
from agent.visit.conversations import ConsentPolicy, Conversations
from tests.visit.people import CAPTURE, SILENCE_S, conversations, decoded, said, scan

MAXIMUM_S, PENDING_S, RETURN_S, GRACE_S, TOGETHER_S, MUTE_S = 75.0, 45.0, 40.0, 20.0, 10.0, 20.0
STEP_S = 0.25
STEPS = st.integers(0, 60).map(lambda count: count * STEP_S)
"""Times that are exact in binary, so that ends and starts may coincide."""
NOBODY: frozenset[UUID] = frozenset()


@dataclass
class Person:
    """A visitor, as the bystander knows him."""

    payload: str
    scan_s: float
    answers: list[tuple[float, str]]
    took_back_s: float = -math.inf
    """Everything said before was taken back then."""
    took_back_from: list[tuple[float, float]] = field(default_factory=list)
    """Words of these spans were taken back: from when on, until when it was found out."""
    erased: bool = False

    @property
    def status(self) -> str:
        return self.answers[-1][1]

    def status_at(self, time_s: float) -> str:
        return next((status for at_s, status in reversed(self.answers) if at_s <= time_s), "nobody")


@dataclass
class Talk:
    """One talk, as the bystander saw it."""

    began_s: float
    members: list[tuple[UUID, float]]
    before_s: float
    """From when on words before the scan belong to it."""
    touched_s: float
    spoken_s: float = -math.inf
    voiced_s: float = -math.inf
    ended_s: float = math.inf

    @property
    def silent_at_s(self) -> float:
        return max(self.began_s, self.touched_s, self.spoken_s, self.voiced_s) + SILENCE_S


@dataclass(frozen=True)
class Sound:
    """One entry of the queue between hearing and speech; without a start it is silence."""

    start_s: float | None
    until_s: float


@dataclass(frozen=True)
class Spoken:
    """A word that was recognised, and who was there."""

    text: str
    start_s: float
    present: frozenset[UUID]
    began_s: float
    """When its segment began: held words go to the next scan by the segment."""


def steps(start_s: float, end_s: float) -> list[float]:
    return [start_s + count * STEP_S for count in range(round((end_s - start_s) / STEP_S))]


def words_of(lead: Lead) -> tuple[str, ...]:
    return tuple(word.text for turn in lead.conversation.turns for word in turn.words)


class Booth(RuleBasedStateMachine):
    """Scans, cards, mutes and speech in time order; recognition that lags behind as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 100.0
        self.talking_since_s: float | None = None
        self.queue: list[Sound] = []
        self.people: dict[UUID, Person] = {}
        self.talks: list[Talk] = []
        self.published: dict[UUID, list[Lead]] = {}
        self.spoken: list[Spoken] = []
        self.mutes: list[tuple[float, float]] = []
        self.last: UUID | None = None
        self.together_until_s = self.free_from_s = -math.inf
        self.booth: Conversations | None = None

    @initialize(
        policy=st.sampled_from(["scan", "ask", "off"]),
        pre_scan_s=st.sampled_from([0.0, 5.0]),
        group_s=st.sampled_from([0.0, 3.0]),
    )
    def set_up(self, policy: ConsentPolicy, pre_scan_s: float, group_s: float) -> None:
        self.policy, self.pre_scan_s, self.group_s = policy, pre_scan_s, group_s
        self.booth = conversations(
            policy,
            maximum_s=MAXIMUM_S,
            pending_s=PENDING_S,
            return_s=RETURN_S,
            grace_s=GRACE_S,
            together_s=TOGETHER_S,
            pre_scan_s=pre_scan_s,
            group_s=group_s,
        )

    @property
    def it(self) -> Conversations:
        assert self.booth is not None
        return self.booth

    @property
    def current(self) -> Talk | None:
        return next((talk for talk in self.talks if talk.ended_s == math.inf), None)

    def latest_talk(self, lead: UUID) -> Talk:
        return next(talk for talk in reversed(self.talks) if lead in dict(talk.members))

    def known(self, payload: str) -> UUID | None:
        found = (id_ for id_, person in self.people.items() if person.payload == payload)
        return next((id_ for id_ in reversed(list(found)) if not self.people[id_].erased), None)

    def pass_time(self, after_s: float) -> None:
        self.now_s += after_s
        self.notice(self.now_s)

    def notice(self, time_s: float) -> None:
        """Let the box notice that a talk is as long as any may be."""
        if (current := self.current) and current.began_s + MAXIMUM_S <= time_s:
            self.close(current.began_s + MAXIMUM_S)

    def close(self, time_s: float) -> None:
        if current := self.current:
            current.ended_s = time_s
            self.free_from_s = max(self.free_from_s, time_s + self.pre_scan_s)
            self.together_until_s = -math.inf

    # What people do

    @rule(payload=st.sampled_from("abc"), after_s=STEPS)
    def scan(self, payload: str, after_s: float) -> None:
        self.pass_time(after_s)
        current, known = self.current, self.known(payload)
        leads = self.it.scanned(scan(payload, self.now_s), decoded(payload), CAPTURE)
        if current and known in dict(current.members):
            assert leads == []
            current.touched_s, self.last = max(current.touched_s, self.now_s), known
            return
        words_so_far = bool(current) and any(
            words_of(self.published[id_][-1]) for id_, _ in (current.members if current else [])
        )
        quick = current and self.now_s - current.began_s < self.group_s and not words_so_far
        joins = current is not None and (self.now_s <= self.together_until_s or quick)
        self.together_until_s = -math.inf
        returns = known and self.now_s - self.latest_talk(known).ended_s < RETURN_S
        lead_id = leads[0].id
        if returns:
            assert lead_id == known, "who comes back soon has one lead"
        else:
            assert lead_id not in self.people, "who comes anew has a lead of his own"
            first = {"scan": "given", "ask": "pending", "off": "not_applicable"}[self.policy]
            self.people[lead_id] = Person(payload, self.now_s, [(-math.inf, first)])
        self.last = lead_id
        if joins and current:
            assert {lead.id for lead in leads} == {lead_id, *dict(current.members)}
            current.members.append((lead_id, self.now_s))
            current.touched_s = max(current.touched_s, self.now_s)
        else:
            assert len(leads) == 1
            alone = current is None
            before_s = min(max(self.now_s - self.pre_scan_s, self.free_from_s), self.now_s)
            self.close(self.now_s)
            takes = alone and self.policy == "scan" and self.people[lead_id].status == "given"
            touched_s = max([self.now_s, *(until_s for _, until_s in self.mutes if self.now_s < until_s)])
            self.talks.append(
                Talk(self.now_s, [(lead_id, self.now_s)], before_s if takes else self.now_s, touched_s)
            )
        self.publish(leads)

    @rule(after_s=STEPS)
    def together_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        assert self.it.together(self.now_s) == (self.current is not None)
        if current := self.current:
            current.touched_s = max(current.touched_s, self.now_s)
            self.together_until_s = self.now_s + TOGETHER_S

    @rule(payload=st.sampled_from("abc"), after_s=st.sampled_from([0.0, 0.25, TOGETHER_S, TOGETHER_S + 0.25]))
    def second_visitor_with_card(self, payload: str, after_s: float) -> None:
        self.together_card(0.25)
        self.scan(payload, after_s)

    @rule(after_s=STEPS)
    def yes_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        leads = self.it.consent_answered(given=True, time_s=self.now_s)
        current = self.current
        if current is None or self.policy == "off":
            assert leads == []
            return
        members = [id_ for id_, _ in current.members]
        asked = [id_ for id_ in members if self.people[id_].status == "pending"]
        asked = asked or [self.last if self.last in members and self.last else members[-1]]
        assert [lead.id for lead in leads] == asked
        assert all(lead.consent.status == "given" for lead in leads)
        for id_ in asked:
            if self.people[id_].status != "given":
                self.people[id_].answers.append((self.now_s, "given"))
        current.touched_s = max(current.touched_s, self.now_s)
        self.publish(leads)

    def meant(self) -> UUID | None:
        """Whom a card means."""
        if current := self.current:
            members = [id_ for id_, _ in current.members]
            return self.last if self.last in members else members[-1]
        if self.last is None or self.now_s - self.latest_talk(self.last).ended_s >= GRACE_S:
            return None
        return self.last

    @rule(after_s=STEPS)
    def no_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        leads = self.it.consent_answered(given=False, time_s=self.now_s)
        meant = self.meant()
        if meant is None or self.policy == "off":
            assert leads == []
            return
        person = self.people[meant]
        if person.status in {"given", "pending"}:
            person.answers.append((self.now_s, "withdrawn" if person.status == "given" else "refused"))
        person.took_back_s = self.now_s
        if current := self.current:
            current.touched_s = max(current.touched_s, self.now_s)
        assert leads[0].id == meant
        assert (leads[0].consent.status, words_of(leads[0])) == (person.status, ())
        self.publish(leads)

    @precondition(lambda self: any(spoken.present for spoken in self.spoken))
    @rule(data=st.data(), effect=st.sampled_from(["everything", "from_now"]))
    def no_in_words(self, data: st.DataObject, effect: str) -> None:
        spoken = data.draw(st.sampled_from([each for each in self.spoken if each.present]))
        lead_id = data.draw(st.sampled_from(sorted(spoken.present)))
        person = self.people[lead_id]
        said_s = spoken.start_s + STEP_S
        remembered = lead_id == self.known(person.payload) or not self.published[lead_id][-1].final
        leads = self.it.consent_withdrawn(
            lead_id,
            "everything" if effect == "everything" else "from_now",
            said_s=said_s,
            time_s=self.now_s,
        )
        overtaken = max((at_s for at_s, _ in person.answers), default=-math.inf) > said_s
        if self.policy == "scan" and len(person.answers) == 1:
            overtaken = said_s < person.scan_s
        if person.erased or person.status != "given" or overtaken:
            assert leads == []
            return
        if not leads:
            assert not remembered or self.latest_talk(lead_id).ended_s < self.now_s
            return
        person.answers.append((self.now_s, "withdrawn"))
        if effect == "everything":
            person.took_back_s = self.now_s
        else:
            person.took_back_from.append((said_s, self.now_s))
        self.publish(leads)

    @rule(after_s=STEPS)
    def delete_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        leads = self.it.delete_last(self.now_s)
        meant = self.meant()
        if meant is None:
            assert leads == []
            return
        lead = leads[0]
        assert (lead.id, lead.final, words_of(lead)) == (meant, True, ())
        person = self.people[meant]
        person.erased, person.took_back_s = True, self.now_s
        if (current := self.current) and meant in dict(current.members):
            if len(current.members) == 1:
                self.close(self.now_s)
            else:
                joined_s = dict(current.members)[meant]
                current.members = [(id_, at_s) for id_, at_s in current.members if id_ != meant]
                self.left.append((meant, current.began_s, joined_s, self.now_s))
        self.last = None
        self.publish(leads)

    @property
    def left(self) -> list[tuple[UUID, float, float, float]]:
        """Who was erased while others stayed: which talk, from when on, until when."""
        return self.__dict__.setdefault("_left", [])  # type: ignore[no-any-return]

    @rule(after_s=STEPS)
    def end_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        assert self.it.end(self.now_s, "card") == (self.current is not None)
        self.close(self.now_s)

    @rule(after_s=STEPS)
    def heat_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        leads = self.it.rated("hot", self.now_s)
        assert bool(leads) == (self.meant() is not None)
        assert all(lead.rep_heat and lead.rep_heat.heat == "hot" for lead in leads)
        self.publish(leads)

    @rule(after_s=STEPS)
    def mute_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        self.it.muted(self.now_s, self.now_s + MUTE_S)
        if self.mutes and self.now_s < self.mutes[-1][1]:
            self.mutes[-1] = (self.mutes[-1][0], self.now_s + MUTE_S)
        else:
            self.mutes.append((self.now_s, self.now_s + MUTE_S))
        self.free_from_s = max(self.free_from_s, self.now_s)
        if current := self.current:
            current.touched_s = max(current.touched_s, self.now_s + MUTE_S)

    @rule(after_s=STEPS)
    def unmute_card(self, after_s: float) -> None:
        self.pass_time(after_s)
        mute = bool(self.mutes) and self.now_s < self.mutes[-1][1]
        assert self.it.unmuted(self.now_s) == mute
        if mute:
            self.mutes[-1] = (self.mutes[-1][0], self.now_s)
            if current := self.current:
                current.touched_s = self.now_s

    # What is heard

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=STEPS)
    def somebody_begins_to_talk(self, after_s: float) -> None:
        self.now_s += after_s
        self.talking_since_s = self.now_s

    @precondition(lambda self: self.talking_since_s is not None)
    @rule(after_s=STEPS.map(lambda time_s: time_s + STEP_S))
    def they_pause(self, after_s: float) -> None:
        self.now_s += after_s
        self.queue += [Sound(self.talking_since_s, self.now_s), Sound(None, self.now_s)]
        self.talking_since_s = None

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=STEPS)
    def nobody_talks(self, after_s: float) -> None:
        self.now_s += after_s
        self.queue.append(Sound(None, self.now_s))

    @precondition(lambda self: self.talking_since_s is None)
    @rule(after_s=STEPS, lasting_s=STEPS)
    def somebody_talks_and_is_understood_at_once(self, after_s: float, lasting_s: float) -> None:
        self.somebody_begins_to_talk(after_s)
        self.they_pause(lasting_s + STEP_S)
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
        self.it.voiced(start_s, end_s)
        self.notice(start_s)
        current = self.current
        pending = current and any(self.people[id_].status == "pending" for id_, _ in current.members)
        if current and pending:
            latest_s = min(current.silent_at_s, current.began_s + PENDING_S)
            if current.began_s <= start_s <= latest_s:
                current.voiced_s = max(current.voiced_s, end_s)
        parts = self.it.audible(start_s, end_s, start_s)
        may = {time_s: self.may_be_heard(time_s, start_s) for time_s in steps(start_s, end_s)}
        covered = {time_s for part in parts for time_s in steps(part.start_s, part.end_s)}
        assert covered == {time_s for time_s, present in may.items() if present is not None}
        assert all(before.end_s <= after.start_s for before, after in pairwise(parts))
        self.no_utterance_goes_on_from_one_part_into_another(start_s, end_s, may)
        for part in parts:
            present = may[part.start_s]
            assert present is not None
            assert {may[time_s] for time_s in steps(part.start_s, part.end_s)} == {present}
            self.hear(part, present)

    def hear(self, part: AudibleSpan, present: frozenset[UUID]) -> None:
        """Recognise a word for every step of a part, all in one segment."""
        times = steps(part.start_s, part.end_s)
        text = " ".join(f"w{len(self.spoken) + index}" for index, _ in enumerate(times))
        for word, time_s in zip(text.split(), times, strict=True):
            self.spoken.append(Spoken(word, time_s, present, part.start_s))
        leads = self.it.heard(said(text, part.start_s, part.end_s))
        assert {lead.id for lead in leads} == present
        if present:
            talk = self.talk_at(part.start_s)
            assert talk is not None
            talk.spoken_s = max(talk.spoken_s, part.end_s)
        self.publish(leads)

    def talk_at(self, time_s: float) -> Talk | None:
        return next((talk for talk in self.talks if talk.before_s <= time_s < talk.ended_s), None)

    def may_be_heard(self, time_s: float, began_s: float) -> frozenset[UUID] | None:
        """Return on whose leads words of this moment belong; none: only held in memory; None: not heard."""
        if any(from_s <= time_s < until_s for from_s, until_s in self.mutes):
            return None
        talk = self.talk_at(time_s)
        if talk is None:
            held = self.current is None and self.policy == "scan" and self.pre_scan_s > 0
            return NOBODY if held and time_s >= self.free_from_s else None
        if talk.ended_s == math.inf:
            until_s = math.inf if began_s < talk.silent_at_s else talk.silent_at_s
            if time_s >= min(until_s, talk.began_s + MAXIMUM_S):
                return None
        if talk.before_s <= time_s < talk.began_s:
            first = talk.members[0][0] if talk.members else None
            gone = first is None or self.took_back(first, time_s)
            return None if gone or first is None else frozenset({first})
        present = [id_ for id_, joined_s in talk.members if joined_s <= time_s]
        present += [
            id_
            for id_, began, from_s, left_s in self.left
            if began == talk.began_s and from_s <= time_s < left_s
        ]
        if not all(self.people[id_].status_at(time_s) == "given" for id_ in present):
            return None
        return None if any(self.took_back(id_, time_s) for id_ in present) else frozenset(present)

    def took_back(self, lead_id: UUID, time_s: float) -> bool:
        person = self.people[lead_id]
        later = any(from_s <= time_s < found_s for from_s, found_s in person.took_back_from)
        return time_s < person.took_back_s or later

    def no_utterance_goes_on_from_one_part_into_another(
        self, start_s: float, end_s: float, may: dict[float, frozenset[UUID] | None]
    ) -> None:
        """Ask piece by piece, as it is while somebody speaks: parts for others have other names."""
        pieces = {at_s: self.it.audible(at_s, at_s + STEP_S, start_s) for at_s in steps(start_s, end_s)}
        assert {at_s for at_s, spans in pieces.items() if spans} == {
            at_s for at_s, present in may.items() if present is not None
        }
        for _, run in groupby(pieces.items(), key=lambda piece: [span.conversation for span in piece[1]]):
            assert len({may[at_s] for at_s, _ in run}) == 1

    def all_heard_until(self, time_s: float) -> None:
        current = self.current
        leads = self.it.heard_until(time_s)
        if current and current.silent_at_s <= min(time_s, current.began_s + MAXIMUM_S):
            self.close(current.silent_at_s)
        elif current and current.began_s + MAXIMUM_S <= time_s:
            self.close(current.began_s + MAXIMUM_S)
        self.publish(leads)
        assert all(lead.final for lead in leads)
        for id_, person in self.people.items():
            over = self.latest_talk_or_none(id_)
            if not person.erased and over is not None and over.ended_s <= time_s:
                assert self.published[id_][-1].final

    def latest_talk_or_none(self, lead: UUID) -> Talk | None:
        return next((talk for talk in reversed(self.talks) if lead in dict(talk.members)), None)

    def publish(self, leads: list[Lead]) -> None:
        for lead in leads:
            self.published.setdefault(lead.id, []).append(lead)

    # What must hold

    @invariant()
    def revisions_rise_by_one(self) -> None:
        for revisions in self.published.values():
            assert [lead.revision for lead in revisions] == list(range(1, len(revisions) + 1))
            assert [lead.updated_at for lead in revisions] == sorted(lead.updated_at for lead in revisions)

    @invariant()
    def every_scan_has_one_lead_and_every_lead_a_consent_state(self) -> None:
        assert set(self.published) == set(self.people)
        for id_, revisions in self.published.items():
            assert revisions[-1].consent.status == self.people[id_].status
            assert revisions[-1].consent.policy == self.policy
            assert revisions[-1].consent.notice_version == "n1"
            assert (revisions[-1].consent.time is None) == (
                self.people[id_].status in {"pending", "not_applicable"}
            )

    @invariant()
    def the_newest_revision_holds_exactly_the_words_it_may_hold(self) -> None:
        for id_, revisions in self.published.items():
            spoken = sorted(self.spoken, key=lambda each: each.start_s)
            expected = [each.text for each in spoken if id_ in self.owners(each) and not self.is_gone(each)]
            assert list(words_of(revisions[-1])) == expected

    def is_gone(self, spoken: Spoken) -> bool:
        return any(self.took_back(one, spoken.start_s) for one in self.owners(spoken))

    def owners(self, spoken: Spoken) -> frozenset[UUID]:
        """Return on whose leads a word belongs by now: the next scan may have made it somebody's."""
        if spoken.present:
            return spoken.present
        talk = self.talk_at(spoken.began_s)
        return frozenset({talk.members[0][0]} if talk and talk.members else set())

    @invariant()
    def nobodys_words_are_published_without_consent(self) -> None:
        for id_, revisions in self.published.items():
            for lead in revisions:
                if words_of(lead):
                    assert lead.consent.status in {"given", "withdrawn"}
                    assert self.policy != "off"
                    assert not (lead.consent.status == "withdrawn" and lead.consent.effect == "everything")
            if self.people[id_].erased:
                newest = revisions[-1]
                assert newest.erased is not None
                assert (newest.attendee, newest.badge.id, newest.badge.raw) == (Attendee(), None, None)

    @invariant()
    def at_most_one_conversation_is_listened_to(self) -> None:
        assert len([talk for talk in self.talks if talk.ended_s == math.inf]) <= 1

    def teardown(self) -> None:
        """Close the booth for the day: every lead must be final."""
        if self.booth is None:
            return
        if self.talking_since_s is not None:
            self.they_pause(after_s=STEP_S)
        self.end_card(after_s=0.0)
        while self.queue:
            self.recognition_catches_up(count=10)
        self.all_heard_until(math.inf)
        assert self.booth.open_count == 0
        self.revisions_rise_by_one()
        self.the_newest_revision_holds_exactly_the_words_it_may_hold()
        assert all(revisions[-1].final for revisions in self.published.values())


TestNoWordIsLostOrGoesToTheWrongVisitor = pytest.mark.timeout(300)(Booth.TestCase)
TestNoWordIsLostOrGoesToTheWrongVisitor.settings = settings(
    deadline=None,
    max_examples=120,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_who_comes_back_and_is_erased_takes_back_what_a_companion_of_the_first_talk_still_holds() -> None:
    booth = Booth()
    booth.set_up(policy="scan", pre_scan_s=0.0, group_s=0.0)
    booth.scan(after_s=0.25, payload="a")
    booth.somebody_begins_to_talk(after_s=0.0)
    booth.second_visitor_with_card(after_s=0.0, payload="b")
    booth.end_card(after_s=0.25)
    booth.they_pause(after_s=0.25)
    booth.scan(after_s=7.25, payload="a")
    booth.end_card(after_s=0.0)
    booth.end_card(after_s=5.0)
    booth.delete_card(after_s=15.0)
    booth.scan(after_s=12.5, payload="a")
    booth.somebody_talks_and_is_understood_at_once(after_s=0.0, lasting_s=0.0)
    booth.delete_card(after_s=0.0)
    booth.the_newest_revision_holds_exactly_the_words_it_may_hold()
    booth.teardown()
