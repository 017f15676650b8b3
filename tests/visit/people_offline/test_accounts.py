import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.event_pack.domains import clean_domain, is_free_mail, registrable
from agent.event_pack.model import Account
from agent.visit.people.accounts import ASK_FROM, AccountIndex, compare

TABLE = Path(__file__).with_name("company_pairs.csv")
PAIRS = [
    (row["left"], row["right"], row["band"])
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
]
DIFFERENT = [(left, right) for left, right, band in PAIRS if band != "same"]


def account(
    number: int, name: str, *, domains: tuple[str, ...] = (), aliases: tuple[str, ...] = ()
) -> Account:
    return Account(id=f"A-{number}", name=name, domains=domains, aliases=aliases)


def test_the_table_that_justifies_the_bands_is_large_enough_to_do_so() -> None:
    bands = [band for _, _, band in PAIRS]
    assert len(PAIRS) >= 80
    assert min(bands.count(band) for band in ("same", "ask", "new")) >= 15


@pytest.mark.parametrize(("left", "right", "band"), PAIRS)
def test_companies_fall_into_the_band_that_a_person_would_choose(left: str, right: str, band: str) -> None:
    assert compare(left, right).band == band
    assert compare(right, left).band == band


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_no_lead_goes_to_the_owner_of_another_company(left: str, right: str) -> None:
    alone = AccountIndex([account(1, left)]).match(right, None)
    assert alone.band != "same"
    both = AccountIndex([account(1, left), account(2, right)])
    found = both.match(right, None)
    assert (found.band, found.account and found.account.id) == ("same", "A-2")


@settings(deadline=None)
@given(
    pair=st.sampled_from(DIFFERENT),
    suffix=st.sampled_from(["", " GmbH", ", Inc.", " S.A.", " Ltd"]),
    spelled=st.sampled_from([str, str.upper, str.lower, lambda text: f"  {text.replace(' ', '  ')} "]),
)
def test_spelling_never_turns_different_companies_into_one(
    pair: tuple[str, str], suffix: str, spelled: object
) -> None:
    assert callable(spelled)
    left, right = pair
    found = AccountIndex([account(1, left)]).match(spelled(right + suffix), None)
    assert found.band != "same"


@settings(deadline=None, max_examples=200)
@given(name=st.text(max_size=40), company=st.text(max_size=40), email=st.text(max_size=30))
def test_no_name_or_address_is_too_odd_to_be_looked_up(name: str, company: str, email: str) -> None:
    index = AccountIndex([account(1, name.strip() or "x", domains=("lakeside.example",))])
    found = index.match(company, email)
    assert found.band in {"same", "ask", "new"}
    assert (found.account is None) == (found.band == "new")


INDEX = AccountIndex(
    [
        account(1, "Lakeside Foods Ltd.", domains=("lakeside.example",), aliases=("LF Holding",)),
        account(2, "Orion Logistics", domains=("orion.co.uk", "logistics.example")),
        account(3, "Twin North", domains=("twins.example",)),
        account(4, "Twin South", domains=("twins.example",)),
        account(5, "Unit", domains=("unit.logistics.example",)),
    ]
)


@pytest.mark.parametrize(
    ("company", "email", "expected"),
    [
        ("lakeside foods ltd.", None, ("A-1", "exact", "same")),
        ("LF HOLDING GmbH", None, ("A-1", "normalised", "same")),
        ("Lakside Foods", None, ("A-1", "fuzzy", "ask")),
        ("Lakside Foods", "a@lakeside.example", ("A-1", "email_domain", "same")),
        (None, "a@mail.uk.lakeside.example", ("A-1", "email_domain", "same")),
        ("Acquired Bakery", "a@lakeside.example", ("A-1", "email_domain", "same")),
        (None, "a@warehouse.orion.co.uk", ("A-2", "email_domain", "same")),
        (None, "a@other.co.uk", (None, "none", "new")),
        (None, "a@notlakeside.example", (None, "none", "new")),
        (None, "a@unit.logistics.example", ("A-5", "email_domain", "same")),
        (None, "a@logistics.example", ("A-2", "email_domain", "same")),
        ("Orion Logistics", "a@lakeside.example", ("A-2", "exact", "ask")),
        (None, "a@twins.example", ("A-3", "email_domain", "ask")),
        ("Twin South", "a@twins.example", ("A-4", "exact", "same")),
        ("Zebra Print", "someone@gmail.com", (None, "none", "new")),
        (None, None, (None, "none", "new")),
    ],
)
def test_name_and_address_together_find_the_account(
    company: str | None, email: str | None, expected: tuple[str | None, str, str]
) -> None:
    found = INDEX.match(company, email)
    assert (found.account and found.account.id, found.how, found.band) == expected


def test_a_name_that_two_accounts_share_is_left_to_a_person() -> None:
    index = AccountIndex([account(1, "Delta"), account(2, "Delta GmbH")])
    assert index.match("DELTA Ltd", None).band == "ask"
    assert index.match("Delta", None).band == "same"


@pytest.mark.parametrize(
    "provider", ["gmail.com", "gmx.de", "web.de", "outlook.com", "qq.com", "proton.me", "mailbox.org"]
)
def test_a_private_address_says_nothing_about_the_employer(provider: str) -> None:
    index = AccountIndex([account(1, "Provider", domains=(provider,))])
    assert index.match(None, f"someone@{provider}").band == "new"
    assert is_free_mail(f"mail.{provider}")


def test_domains_are_read_from_addresses_and_links() -> None:
    assert clean_domain("https://www.Example.co.uk/x?y") == "example.co.uk"
    assert clean_domain("Jo <jo@bücher.example") == "xn--bcher-kva.example"
    assert clean_domain("no domain") is None
    assert registrable("a.b.example.co.uk") == "example.co.uk"
    assert registrable("co.uk") is None


def test_what_is_asked_about_is_at_least_as_alike_as_promised() -> None:
    asked = [compare(left, right) for left, right, band in PAIRS if band == "new"]
    unguarded = [likeness.score for likeness in asked if likeness.score >= ASK_FROM]
    # Only short names and names with numbers are turned away in spite of their likeness.
    assert len(unguarded) <= 5
