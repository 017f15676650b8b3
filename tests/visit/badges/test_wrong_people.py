"""Codes that name somebody else beside the visitor, or nobody at all."""

import pytest

from tests.visit.badges.readings import fields, refused

MARIA = {"first_name": "Maria", "last_name": "Keller", "full_name": "Maria Keller"}


@pytest.mark.parametrize(
    "assistant",
    [
        "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Stone;Ann\nEMAIL:ann@x.example\nEND:VCARD\n",
        "AGENT:BEGIN:VCARD\\nN:Stone;Ann\\nEMAIL:ann@x.example\\nEND:VCARD\n",
        "AGENT;TYPE=X:BEGIN:VCARD\nFN:Ann Stone\nEND:VCARD\nAGENT:BEGIN:VCARD\nFN:Bo Stone\nEND:VCARD\n",
    ],
)
def test_an_assistants_card_inside_a_visitors_is_not_the_visitor(assistant: str) -> None:
    assert fields(f"BEGIN:VCARD\nVERSION:3.0\nN:Keller;Maria\n{assistant}END:VCARD") == MARIA


@pytest.mark.parametrize("mark", ["KIND:org", "X-ABShowAs:COMPANY"])
def test_a_companys_card_is_no_person(mark: str) -> None:
    card = (
        f"BEGIN:VCARD\nVERSION:4.0\n{mark}\nFN:Lakeside Foods\nN:;;;;\nEMAIL:info@lakeside.example\nEND:VCARD"
    )
    assert fields(card) == {"company": "Lakeside Foods", "emails": ("info@lakeside.example",)}
    assert refused(card.replace("EMAIL:info@lakeside.example\n", "")) == "no_identity"
    assert fields(
        card.replace("N:;;;;", "N:Keller;Maria").replace("FN:Lakeside Foods", "FN:Maria Keller")
    ) == (MARIA | {"emails": ("info@lakeside.example",)})


@pytest.mark.parametrize(
    "nothing", ["null", "undefined", "N/A", "-", ".", "{{last_name}}", "${lastName}", "%LAST%"]
)
def test_what_a_printer_puts_where_it_knows_nothing_is_nobodys_name(nothing: str) -> None:
    assert fields(f'{{"firstName":"{nothing}","lastName":"{nothing}","id":"123456"}}') == {"id": "123456"}


def test_null_is_a_name() -> None:
    assert fields('{"firstName":"Jennifer","lastName":"Null"}')["last_name"] == "Null"


@pytest.mark.parametrize(
    "code",
    [
        "fn=Maria&ln=Keller&fn=Daniel&ln=Reed",
        "id=123456&id=123457",
        "FirstName=Maria;LastName=Keller;FirstName=Daniel;LastName=Reed",
        "Name: Maria Keller\nCompany: Lakeside\nName: Daniel Reed\nCompany: Orion",
    ],
)
def test_two_people_in_one_code_are_not_taken_for_the_first(code: str) -> None:
    assert refused(code) == "two_badges"


@pytest.mark.parametrize(
    "link",
    [
        "https://expo.example/session/4411?title=Keynote&speaker=Ann+Stone",
        "https://expo.example/exhibitor/4411",
        "https://shop.example/products/AB12CD34",
        "market://details?id=com.example.app",
    ],
)
def test_a_link_to_something_of_the_show_is_no_visitor(link: str) -> None:
    assert refused(link) == "not_a_badge:web_link"


def test_an_attendee_of_an_event_is_one_in_a_link() -> None:
    assert fields("https://expo.example/events/4411/attendees/99812")["id"] == "99812"


def test_a_vcard_whose_line_ends_alone_were_encoded_is_read() -> None:
    assert fields("BEGIN:VCARD%0AVERSION:3.0%0AN:Keller;Maria%0AFN:Maria%20Keller%0AEND:VCARD") == MARIA


@pytest.mark.parametrize("unit", ["name=a&", "a=b&amp;", "a&nom="])
def test_a_query_of_many_parameters_that_breaks_off_does_not_stop_the_box(unit: str) -> None:
    code = "a=b&" + unit * 800 + "&\nx"
    assert refused(code) in {"no_identity", "unrecognised", "two_badges"}
