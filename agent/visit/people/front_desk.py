"""What the box knows about people, packs and reps right now, and which of it counts for which lead."""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from agent.contract.lead import Attendee, EventReference, Lead
from agent.event_pack.load import LoadedPack
from agent.visit.people.attendee_list import AttendeeList
from agent.visit.people.enrich import Knowledge, assign, enrich, labels_of, with_person
from agent.visit.people.reps import Attending, Desk, Signing

_REMEMBERED = 1000
"""Leads whose pack and reps are kept in mind: more than a box sees in a day's last hours."""


@dataclass(slots=True)
class _Visit:
    knowledge: Knowledge
    attending: Attending
    attendee: Attendee | None = None
    """As it was completed last."""


class FrontDesk:
    """Completes leads. No disk but the attendee list's, no waiting: it stands between scan and beep.

    A lead keeps the event pack that its conversation began with, whatever comes into force meanwhile; the
    attendee list is always the newest.
    """

    def __init__(self, event: EventReference) -> None:
        self._event = event
        self.knowledge = Knowledge.of(None)
        """For visitors from now on."""
        self.people: AttendeeList | None = None
        self.desk = Desk()
        self._visits: OrderedDict[UUID, _Visit] = OrderedDict()
        self._current: set[UUID] = set()

    @property
    def event(self) -> EventReference:
        """What to say about the event for visitors from now on."""
        loaded = self.knowledge.loaded
        return loaded.event if loaded else self._event

    def use_pack(self, loaded: LoadedPack | None) -> None:
        """Let another pack count for visitors from now on; reps whom it does not know are signed out."""
        self.use(Knowledge.of(loaded))

    def use(self, knowledge: Knowledge) -> None:
        """Do the same with a pack that was prepared already, in another thread perhaps."""
        self.knowledge = knowledge
        reps = knowledge.loaded.pack.reps if knowledge.loaded else ()
        self.desk = self.desk.only(rep.id for rep in reps)

    def use_people(self, people: AttendeeList | None) -> None:
        """Let another attendee list count from now on."""
        before, self.people = self.people, people
        if before is not None:
            before.close()

    def staff_scanned(self, payload: str, badge_id: str | None, time_s: float) -> Signing | None:
        """Take a scan that may be a staff badge.

        Returns:
            What it did; None for a visitor's badge, with which nothing was done.
        """
        rep = self.knowledge.staff.rep_of(payload, badge_id)
        if rep is None:
            return None
        self.desk, signing = self.desk.scanned(rep, time_s)
        if signing is Signing.IN:
            for lead_id in self._current:
                visit = self._visits[lead_id]
                visit.attending = visit.attending.joined_by(rep)
        return signing

    def enriched(self, lead: Lead) -> Lead:
        """Return a revision with everything that is known about the visitor; to be assessed next."""
        visit = self._visit(lead)
        completed = enrich(
            lead,
            visit.knowledge,
            people=self.people,
            attending=visit.attending,
            event=self._event,
            before=visit.attendee,
        )
        visit.attendee = completed.attendee
        return completed

    def assigned(self, lead: Lead) -> Lead:
        """Return an assessed revision with the owner that its signals call for."""
        return assign(lead, self.knowledge_of(lead))

    def has_news(self, lead: Lead) -> bool:
        """Whether the newest list says something about a visitor that the last revision did not."""
        visit = self._visits.get(lead.id)
        labels = labels_of(self.knowledge_of(lead), self._event)
        if visit is None:
            return True
        return with_person(lead, self.people, labels=labels, before=visit.attendee) != visit.attendee

    def refreshed(self, lead: Lead) -> Lead | None:
        """Return the next revision of a lead that was made by an older attendee list.

        For leads that nobody else revises any more: those that are final and still in the outbox. Under
        another pack than theirs only the person is completed.

        Returns:
            None where the newest list says nothing new.
        """
        labels = labels_of(self.knowledge_of(lead), self._event)
        attendee = with_person(lead, self.people, labels=labels)
        if attendee == lead.attendee or lead.erased is not None:
            return None
        revised = lead.model_copy(update={"attendee": attendee, "revision": lead.revision + 1})
        knowledge = self.knowledge_of(lead)
        known = knowledge.loaded.content_hash if knowledge.loaded else None
        return assign(revised, knowledge) if known == lead.event.pack_hash else revised

    def knowledge_of(self, lead: Lead) -> Knowledge:
        """Return the pack that counts for a lead."""
        visit = self._visits.get(lead.id)
        return visit.knowledge if visit else self.knowledge

    def _visit(self, lead: Lead) -> _Visit:
        visit = self._visits.get(lead.id)
        if visit is None:
            visit = self._visits[lead.id] = _Visit(self.knowledge, Attending(self.desk.rep))
            # Who came alone takes the place of who was here; who joined did not.
            self._current &= set(lead.conversation.shared_with)
            while len(self._visits) > _REMEMBERED:
                gone, _ = self._visits.popitem(last=False)
                self._current.discard(gone)
        if lead.final or lead.conversation.ended_at is not None:
            self._current.discard(lead.id)
        else:
            self._current.add(lead.id)
        return visit
