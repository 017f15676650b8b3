"""Labels in the languages of the shows, and labels that only say "name"."""

from typing import Any

import pytest

from tests.visit.badges.readings import fields

Expected = dict[str, Any]


def name(first: str, last: str) -> Expected:
    return {"first_name": first, "last_name": last, "full_name": f"{first} {last}"}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (
            "Nom: Dupont\nPr\xe9nom: Marie\nSoci\xe9t\xe9: Lait SA",
            name("Marie", "Dupont") | {"company": "Lait SA"},
        ),
        ("nome=Mario&cognome=Rossi&azienda=Latte+Srl", name("Mario", "Rossi") | {"company": "Latte Srl"}),
        (
            "F\xf6rnamn: \xc5sa\nEfternamn: \xd6berg\nF\xf6retag: Mejeri AB\nE-post: asa@mejeri.example",
            name("\xc5sa", "\xd6berg") | {"company": "Mejeri AB", "emails": ("asa@mejeri.example",)},
        ),
        ("Imi\u0119: Anna|Nazwisko: Kowalska|Firma: Mleko", name("Anna", "Kowalska") | {"company": "Mleko"}),
        (
            '{"nombre":"Luc\xeda","apellidos":"P\xe9rez Soto","correo":"lucia@soto.example"}',
            name("Luc\xeda", "P\xe9rez Soto") | {"emails": ("lucia@soto.example",)},
        ),
        (
            "\u59d3\u540d:\u674e\u96f7\n\u516c\u53f8:\u6837\u54c1",
            {"full_name": "\u674e\u96f7", "company": "\u6837\u54c1"},
        ),
    ],
)
def test_a_show_may_label_its_badges_in_its_own_language(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{"vorname":"Lars","name":"Berg"}', name("Lars", "Berg")),
        ('{"Vorname":"Lars","Name":"van den Berg"}', name("Lars", "van den Berg")),
        ('{"name":"Maria","surname":"Keller"}', name("Maria", "Keller")),
        ("fn=Maria&name=Keller", name("Maria", "Keller")),
        ('{"firstName":"Maria","name":"Maria Keller"}', {"first_name": "Maria", "full_name": "Maria Keller"}),
        (
            '{"firstName":"Maria","name":"Keller, Maria"}',
            {"first_name": "Maria", "full_name": "Keller, Maria"},
        ),
        ('{"firstName":"Bob","name":"Robert Smith"}', {"first_name": "Bob", "full_name": "Robert Smith"}),
        ('{"nombre":"Luc\xeda P\xe9rez"}', {"full_name": "Luc\xeda P\xe9rez"}),
    ],
)
def test_a_label_that_says_name_is_the_part_that_no_other_label_names(
    payload: str, expected: Expected
) -> None:
    assert fields(payload) == expected


def test_a_name_beside_both_parts_of_another_is_not_the_visitors() -> None:
    assert fields('{"name":"Fabrica","firstName":"Maria","lastName":"Keller"}') == name("Maria", "Keller")
