import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.contract.lead import Attendee, EventReference, Lead
from agent.event_pack.load import LoadedPack
from agent.visit.people.attendee_list import AttendeeList
from agent.visit.people.enrich import Knowledge, assign, enrich, with_person
from agent.visit.people.reps import Attending
from tests.event_pack.packs import ACCOUNTS, EVENT, REPS
from tests.visit.people_offline import leads

LIST = """\
Badge ID,First name,Last name,Company,Job title,E-mail,Country,Region,Ticket
007,Mara,Quint,Lakeside Foods Ltd,Plant Manager,mara@lakeside.example,United Kingdom,,Trade
008,Jan,Otten,Nobody Known,Buyer,jan@nobody.example,Germany,South,Press
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("enrich")


@pytest.fixture(scope="module")
def loaded(place: Path) -> LoadedPack:
    return leads.pack(place / "pack")


@pytest.fixture(scope="module")
def listed(place: Path) -> AttendeeList:
    return leads.people(place, LIST)


def completed(
    lead: Lead,
    loaded: LoadedPack | None,
    people: AttendeeList | None = None,
    attending: Attending | None = None,
) -> Lead:
    return enrich(
        lead,
        Knowledge.of(loaded),
        people=people,
        attending=attending or Attending(),
        event=leads.SETTINGS_EVENT,
    )


def test_a_bare_id_becomes_a_person_with_account_campaign_and_owner(
    loaded: LoadedPack, listed: AttendeeList
) -> None:
    lead = completed(leads.lead(badge_id="007", words=True), loaded, listed, Attending("ann", ("bob",)))
    assert (lead.attendee.name, lead.attendee.title) == ("Mara Quint", "Plant Manager")
    assert lead.attendee.extra == {"Ticket": "Trade"}
    assert lead.attendee.provenance["name"] == "attendee_list"
    assert lead.attendee.provenance["extra.Ticket"] == "attendee_list"
    assert lead.account is not None
    assert (lead.account.id, lead.account.match.band, lead.account.tier) == ("A-1", "same", "A")
    assert lead.campaign is not None
    assert (lead.campaign.id, lead.campaign.member_status) == ("C-9", "Responded")
    assert lead.owner is not None
    assert (lead.owner.id, lead.owner.rule) == ("bob", "account owner of A-1")
    assert lead.rep is not None
    assert (lead.rep.name, [helper.id for helper in lead.helpers]) == ("Ann Field", ["bob"])
    assert (lead.event.id, lead.event.pack_version, lead.event.pack_hash) == (
        "expo-9",
        "3",
        loaded.content_hash,
    )


def test_what_the_badge_says_is_never_overwritten(loaded: LoadedPack, listed: AttendeeList) -> None:
    badge = Attendee(
        name="M. Quint", company="Lakeside Group", email="mq@example.com", extra={"Ticket": "VIP"}
    )
    lead = completed(leads.lead(badge, badge_id="007"), loaded, listed)
    said = lead.attendee
    assert (said.name, said.company, said.email) == ("M. Quint", "Lakeside Group", "mq@example.com")
    assert said.extra == {"Ticket": "VIP"}
    assert said.title == "Plant Manager"
    assert said.provenance["company"] == "badge"
    assert said.provenance["title"] == "attendee_list"


def test_an_id_that_the_list_gives_to_quite_another_name_tells_nothing(
    loaded: LoadedPack, listed: AttendeeList
) -> None:
    lead = completed(leads.lead(Attendee(name="Piotr Wrona"), badge_id="007"), loaded, listed)
    assert lead.attendee.title is None
    assert lead.attendee.provenance == {"name": "badge"}


def test_an_address_finds_the_person_where_the_badge_has_no_id(
    loaded: LoadedPack, listed: AttendeeList
) -> None:
    lead = completed(leads.lead(Attendee(email="Jan@nobody.example")), loaded, listed)
    assert lead.attendee.name == "Jan Otten"


def test_a_newer_list_replaces_what_the_older_one_said(
    loaded: LoadedPack, place: Path, listed: AttendeeList
) -> None:
    before = completed(leads.lead(badge_id="007"), loaded, listed)
    (place / "newer").mkdir(exist_ok=True)
    newer = leads.people(place / "newer", "id,name,company\n007,Mara Quint-Vale,Orion Logistics\n")
    after = completed(before, loaded, newer)
    newer.close()
    assert after.attendee.name == "Mara Quint-Vale"
    assert after.attendee.title is None
    assert after.attendee.extra == {}
    assert after.account is not None
    assert after.account.id == "A-2"


def test_what_was_completed_once_stays_when_the_list_can_be_read_no_more(
    loaded: LoadedPack, tmp_path: Path
) -> None:
    leads.people(tmp_path, LIST).close()
    with closing(sqlite3.connect(next(tmp_path.glob("*.db")))) as connection:
        people = AttendeeList(connection)
        before = completed(leads.lead(badge_id="007"), loaded, people)
        connection.execute("DROP TABLE attendees")
        scanned_again = with_person(leads.lead(badge_id="007"), people, before=before.attendee)
        scanned_first = with_person(leads.lead(badge_id="008"), people)
    assert scanned_again == before.attendee
    assert scanned_again.name == "Mara Quint"
    assert scanned_first == leads.lead(badge_id="008").attendee


def test_completing_a_lead_twice_changes_nothing(loaded: LoadedPack, listed: AttendeeList) -> None:
    once = completed(leads.lead(badge_id="008"), loaded, listed, Attending("ann"))
    assert completed(once, loaded, listed, Attending("ann")) == once


ROUTED = ACCOUNTS + "A-3,Orionis Foods,,,,C,FR,\n"


@pytest.mark.parametrize(
    ("attendee", "products", "rep", "owner", "rule"),
    [
        (Attendee(company="Lakeside Foods"), (), "ann", "bob", "account owner of A-1"),
        (Attendee(company="Lakside Foods", country="FR"), (), None, "bob", "routing rule 1: country = FR"),
        (Attendee(company="Orion Logistics"), (), None, "ann", "routing rule 2: tier = B"),
        (Attendee(company="Orionis Foods"), (), None, "bob", "routing rule 1: country = FR"),
        (Attendee(country="france"), (), None, "bob", "routing rule 1: country = FR"),
        (Attendee(company="Unheard Of"), ("Tern",), None, "bob", "routing rule 3: product = Tern"),
        (Attendee(company="Unheard Of"), ("Lumen",), "bob", "bob", "rep who held the conversation"),
        (Attendee(company="Unheard Of"), (), None, "ann", "default owner: no rule fits"),
    ],
)
def test_the_owner_is_found_in_the_order_that_is_promised(
    tmp_path: Path, attendee: Attendee, products: tuple[str, ...], rep: str | None, owner: str, rule: str
) -> None:
    loaded = leads.pack(tmp_path, accounts=ROUTED)
    attending = Attending(rep)
    lead = assign(completed(leads.lead(attendee), loaded, None, attending), Knowledge.of(loaded))
    asked = lead.model_copy(update={"signals": leads.lead(products=products).signals})
    found = assign(asked, Knowledge.of(loaded)).owner
    assert found is not None
    assert (found.id, found.rule) == (owner, rule)


def test_an_account_that_is_only_perhaps_the_visitors_gets_no_say_in_who_owns_the_lead(
    loaded: LoadedPack,
) -> None:
    lead = completed(leads.lead(Attendee(company="Lakside Foods")), loaded)
    assert lead.account is not None
    assert lead.account.match.band == "ask"
    assert lead.owner is not None
    assert lead.owner.rule == "default owner: no rule fits"


def test_without_a_pack_a_lead_says_so_and_still_has_owner_and_campaign() -> None:
    lead = completed(leads.lead(Attendee(company="Lakeside"), words=True), None)
    assert lead.owner is not None
    assert lead.owner.rule.startswith("no event pack")
    assert lead.campaign is not None
    assert (lead.campaign.id, lead.campaign.member_status) == ("unassigned", "Responded")
    assert lead.account is None


WORDS = st.text(max_size=25)
ATTENDEES = st.builds(
    Attendee,
    name=st.none() | WORDS,
    company=st.none() | WORDS | st.sampled_from(["Lakeside Foods", "Orion", "Orion Logistics"]),
    email=st.none() | WORDS | st.sampled_from(["a@lakeside.example", "b@x.orion.example"]),
    country=st.none() | WORDS | st.sampled_from(["FR", "Germany"]),
    extra=st.dictionaries(WORDS, WORDS, max_size=2),
)
PACKS = st.sampled_from(
    [
        {},
        {"accounts": "id,name\n", "routing": "owner\n"},
        {"routing": "owner\nann\n"},
        {"reps": REPS + "cy,Cy Low,,\n", "event": EVENT.replace('"ann"', '"cy"')},
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    attendee=ATTENDEES,
    files=PACKS | st.none(),
    badge_id=st.none() | WORDS | st.sampled_from(["007", "8"]),
    rep=st.none() | st.sampled_from(["ann", "bob", "gone"]),
    words=st.booleans(),
    with_list=st.booleans(),
)
def test_a_lead_always_has_an_owner_a_campaign_and_an_event(
    tmp_path_factory: pytest.TempPathFactory,
    listed: AttendeeList,
    attendee: Attendee,
    files: dict[str, str] | None,
    badge_id: str | None,
    rep: str | None,
    *,
    words: bool,
    with_list: bool,
) -> None:
    loaded = None if files is None else leads.pack(tmp_path_factory.mktemp("pack"), **files)
    given_lead = leads.lead(attendee, badge_id=badge_id, words=words)
    lead = completed(given_lead, loaded, listed if with_list else None, Attending(rep))
    assert lead.owner is not None
    assert lead.owner.rule
    assert lead.campaign is not None
    assert lead.consent.status
    assert lead.event.id
    if loaded is not None:
        known = {one.id: one.name for one in loaded.pack.reps}
        assert known[lead.owner.id or ""] == lead.owner.name
        assert (lead.campaign.id, lead.event.pack_hash) == ("C-9", loaded.content_hash)
        assert lead.campaign.member_status == ("Responded" if words else "Attended")
    for name in ("name", "company", "email", "country"):
        if getattr(attendee, name):
            assert getattr(lead.attendee, name) == getattr(attendee, name)
    assert Lead.model_validate_json(lead.model_dump_json()) == lead


def test_the_settings_event_stands_where_there_is_no_pack() -> None:
    event = EventReference(id="from-settings", name="S")
    lead = enrich(leads.lead(), Knowledge.of(None), people=None, attending=Attending(), event=event)
    assert lead.event == event
