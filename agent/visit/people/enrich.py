"""Completes a lead: the person from the attendee list, the account, the rep, the campaign, the owner."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from agent.contract.lead import (
    AccountMatch,
    AccountReference,
    Attendee,
    CampaignReference,
    EventReference,
    Lead,
    RepReference,
    Source,
)
from agent.event_pack.load import LoadedPack
from agent.event_pack.model import Campaign
from agent.visit.people.accounts import AccountIndex, Match
from agent.visit.people.attendee_list import AttendeeList, DamagedListError, Found
from agent.visit.people.reps import Attending, StaffBadges
from agent.visit.people.routing import NO_PACK, Facts, choose_owner

_FIELDS = ("name", "given_name", "family_name", "title", "company", "email", "phone", "country")
_EXTRA = "extra."
_REGION_COLUMNS = ("region", "state", "territory")
_DEFAULTS = {name: field.default for name, field in Campaign.model_fields.items()}


@dataclass(frozen=True)
class Knowledge:
    """One event pack, prepared for asking. Immutable: a new pack makes a new one."""

    loaded: LoadedPack | None
    accounts: AccountIndex
    staff: StaffBadges

    @classmethod
    def of(cls, loaded: LoadedPack | None) -> "Knowledge":
        """Prepare a pack; None where the box has none."""
        pack = loaded.pack if loaded else None
        return cls(
            loaded, AccountIndex(pack.accounts if pack else ()), StaffBadges(pack.reps if pack else ())
        )


def enrich(
    lead: Lead,
    knowledge: Knowledge,
    *,
    people: AttendeeList | None,
    attending: Attending,
    event: EventReference,
    before: Attendee | None = None,
) -> Lead:
    """Return the lead with everything that pack and attendee list know; the same again changes nothing.

    What the badge says is never overwritten. Whoever the list names under the badge's id but by quite
    another name is taken for somebody else.

    Args:
        lead: As the conversation made it, or as this function did earlier.
        knowledge: The pack that the conversation began with.
        people: The newest attendee list.
        attending: Who of us attended.
        event: What to say about the event where there is no pack.
        before: The visitor as he was completed last; stays where the list is damaged.
    """
    loaded = knowledge.loaded
    # Nothing about somebody who was erased may come back from a list.
    people = people if lead.erased is None else None
    attendee = with_person(lead, people, labels=labels_of(knowledge, event), before=before)
    completed = lead.model_copy(
        update={
            "attendee": attendee,
            "event": loaded.event if loaded else event,
            "campaign": _campaign(lead, loaded, event),
            "rep": _rep(loaded, attending.rep),
            "helpers": tuple(
                found for helper in attending.helpers if (found := _rep(loaded, helper)) is not None
            ),
        }
    )
    return assign(completed, knowledge)


def assign(lead: Lead, knowledge: Knowledge) -> Lead:
    """Return the lead with its account and owner, by what is known of the visitor and the signals by now.

    To be called again once the signals were found: a rule may ask which product it is about.
    """
    attendee = lead.attendee
    match = knowledge.accounts.match(attendee.company, attendee.email)
    account = _account(match, attendee.company) if len(knowledge.accounts) else None
    if knowledge.loaded is None:
        return lead.model_copy(update={"account": account, "owner": NO_PACK})
    facts = Facts(
        match=match,
        country=attendee.country,
        region=_region(attendee.extra),
        email=attendee.email,
        rep=lead.rep.id if lead.rep else None,
        products=frozenset(
            str(signal.value["name"])
            for signal in lead.signals
            if signal.kind == "product" and signal.polarity == "present" and signal.value.get("name")
        ),
    )
    return lead.model_copy(update={"account": account, "owner": choose_owner(knowledge.loaded.pack, facts)})


def with_person(
    lead: Lead,
    people: AttendeeList | None,
    *,
    labels: frozenset[str] = frozenset(),
    before: Attendee | None = None,
) -> Attendee:
    """Return the visitor, completed from the attendee list, with where each field is from.

    Args:
        lead: The visitor's lead.
        people: The list, if there is one.
        labels: What a badge of this event may write in front of an id.
        before: As he was completed last; stays where the list is damaged.
    """
    own = _without_list(lead.attendee)
    try:
        found = _look_up(lead, own, people, labels) if people else None
    except DamagedListError:
        return before or lead.attendee
    values: dict[str, str] = {name: value for name in _FIELDS if (value := getattr(own, name))}
    provenance: dict[str, Source] = dict.fromkeys(values, "badge")
    provenance.update({key: "badge" for key in own.provenance if key.startswith(_EXTRA)})
    provenance.update({name: source for name, source in own.provenance.items() if source != "badge"})
    extra = dict(own.extra)
    if found is not None:
        for name in _FIELDS:
            value = getattr(found.person, name)
            if value and name not in values:
                values[name], provenance[name] = value, "attendee_list"
        for column, value in found.person.extra.items():
            if column not in extra:
                extra[column], provenance[_EXTRA + column] = value, "attendee_list"
    return own.model_copy(update={**values, "extra": extra, "provenance": provenance})


def _without_list(attendee: Attendee) -> Attendee:
    """Take away what an earlier list said, so that a newer one may say something else."""
    listed = {name for name, source in attendee.provenance.items() if source == "attendee_list"}
    return attendee.model_copy(
        update={
            **{name: None for name in listed if name in _FIELDS},
            "extra": {key: value for key, value in attendee.extra.items() if _EXTRA + key not in listed},
            "provenance": {
                name: source for name, source in attendee.provenance.items() if source != "attendee_list"
            },
        }
    )


def _look_up(lead: Lead, own: Attendee, people: AttendeeList, labels: frozenset[str]) -> Found | None:
    found = people.by_badge(lead.badge.id, labels=labels) if lead.badge.id else None
    if found is None and own.email:
        found = people.by_email(own.email)
    if found is not None and _another_person(own, found):
        return None
    return found


def _another_person(own: Attendee, found: Found) -> bool:
    """Whether badge and list name people who share no part of their names: an id that was given twice."""
    on_badge = _name_parts(own.name, own.given_name, own.family_name)
    on_list = _name_parts(found.person.name, found.person.given_name, found.person.family_name)
    return bool(on_badge and on_list) and not on_badge & on_list


def _name_parts(*names: str | None) -> set[str]:
    text = unicodedata.normalize("NFKD", " ".join(filter(None, names)).casefold())
    letters = "".join(
        letter if letter.isalnum() else " " for letter in text if not unicodedata.combining(letter)
    )
    return set(letters.split())


def labels_of(knowledge: Knowledge, event: EventReference) -> frozenset[str]:
    """Return what a badge may write in front of an id: the event's own id, as letters and digits."""
    event_id = knowledge.loaded.pack.event.id if knowledge.loaded else event.id
    return frozenset({"".join(letter for letter in event_id.casefold() if letter.isalnum())})


def _campaign(lead: Lead, loaded: LoadedPack | None, event: EventReference) -> CampaignReference:
    talked = bool(lead.conversation.turns)
    if loaded is not None:
        return loaded.campaign(talked=talked)
    # Somebody has to count these leads too: the event of the settings is all that is known.
    return CampaignReference(
        id=event.id,
        name=event.name or event.id,
        member_status=_DEFAULTS["conversation_status" if talked else "scanned_status"],
        source=_DEFAULTS["source"],
    )


def _rep(loaded: LoadedPack | None, rep_id: str | None) -> RepReference | None:
    reps = loaded.pack.reps if loaded else ()
    return next((RepReference(id=rep.id, name=rep.name) for rep in reps if rep.id == rep_id), None)


def _region(extra: Mapping[str, str]) -> str | None:
    return next((value for name, value in extra.items() if name.casefold() in _REGION_COLUMNS), None)


def _account(match: Match, company: str | None) -> AccountReference | None:
    how = AccountMatch(how=match.how, band=match.band, score=match.score)
    if match.account is not None:
        account = match.account
        return AccountReference(
            id=account.id,
            name=account.name,
            tier=account.tier,
            open_opportunity=account.open_opportunity,
            match=how,
        )
    return AccountReference(name=company, match=how) if company else None
