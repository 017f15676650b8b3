"""One table for each format: the code, and all that it says."""

import base64
from typing import Any

import pytest

from agent.visit.badges import Reading
from tests.visit.badges.readings import MARIA, fields, read, refused

NAMED = {"full_name": "Maria Keller", "first_name": "Maria", "last_name": "Keller"}
FULL = {"full_name": "Maria Keller"}
MAIL = {"emails": ("m@l.example",)}
Expected = dict[str, Any]
MARIA_MECARD = (
    "MECARD:N:Keller,Maria;ORG:Lakeside Foods;TITLE:Operations Director;"
    "TEL:+1-312-555-0142;EMAIL:maria@lakeside.example;;"
)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (
            MARIA_MECARD,
            MARIA,
        ),
        ("MECARD:N:Keller,Maria;UID:000123;;", NAMED | {"id": "000123"}),
        ("MECARD:N:Keller,Maria;X-BADGEID:000123;UID:7;;", NAMED | {"id": "000123"}),
        ("mecard:n:Keller,Maria;;", NAMED),
        ("MECARD:N:Maria Keller;;", FULL),
        (
            "MECARD:N:Keller\\, Roth,Maria;ORG:A\\;B\\:C\\\\;;",
            {
                "company": "A;B:C\\",
                "first_name": "Maria",
                "last_name": "Keller, Roth",
                "full_name": "Maria Keller, Roth",
            },
        ),
        (
            "MECARD:N:Keller,Maria;TEL:+13125550142;TEL:+13125550143;;",
            NAMED | {"phones": ("+13125550142", "+13125550143")},
        ),
        (
            "BIZCARD:N:Maria;X:Keller;T:Director;C:Lakeside;A:Pier 1;B:+13125550142;E:m@l.example;;",
            NAMED | MAIL | {"title": "Director", "company": "Lakeside", "phones": ("+13125550142",)},
        ),
    ],
)
@pytest.mark.parametrize("ending", ["", "\r", "\r\n"])
def test_a_mecard_names_its_visitor(payload: str, expected: Expected, ending: str) -> None:
    assert fields(f"]Q1{payload}{ending}") == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("MECARD:N:Keller,Maria;ORG:Lakeside\\", NAMED | {"company": "Lakeside\\"}),
        ("MECARD:N:Keller,Maria;EMAIL:maria@lake", NAMED),
        ("MECARD:N:Keller,Maria;UID:0001", NAMED),
    ],
)
def test_of_a_mecard_that_was_cut_off_only_whole_values_count(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("MECARD:", "truncated"),
        ("MECARD:N:Kel", "truncated"),
        ("MECARD:;;", "no_identity"),
        ("MECARD:ORG:Lakeside;;", "no_identity"),
        ("MECARD:N:A,B;;MECARD:N:C,D;;", "two_badges"),
    ],
)
def test_a_mecard_without_a_whole_name_names_nobody(payload: str, reason: str) -> None:
    assert refused(payload) == reason


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ('{"firstName":"Maria","lastName":"Keller","badgeId":"000123"}', NAMED | {"id": "000123"}),
        ('{"FIRST_NAME":"Maria","LAST_NAME":"Keller","ATTENDEE_ID":123}', NAMED | {"id": "123"}),
        (
            '{"fn":"Maria","ln":"Keller","co":"Lakeside","em":"m@l.example"}',
            NAMED | MAIL | {"company": "Lakeside"},
        ),
        (
            '{"id":"msg-1","attendee":{"id":"000123","name":{"first":"Maria","last":"Keller"}}}',
            NAMED | {"id": "000123"},
        ),
        (
            '{"name":"Maria Keller","event":{"id":"expo","name":"Expo"},"org":{"name":"Lakeside","id":9}}',
            FULL | {"company": "Lakeside"},
        ),
        (
            '{"name":"Maria Keller","emails":["m@l.example",{"value":"k@l.example"}]}',
            FULL | {"emails": ("m@l.example", "k@l.example")},
        ),
        ('{"name":"Maria Keller","title":"Dr.","jobTitle":"CTO"}', FULL | {"title": "CTO"}),
        ('{"name":"Maria Keller","title":"Ms"}', FULL),
        (
            '["vcard",[["fn",{},"text","Maria Keller"],["n",{},"text",["Keller","Maria","","",""]]]]',
            NAMED,
        ),
        ('{"id":"000123"}{"id":"000123"}', {"id": "000123"}),
        ('[{"id":"000123"}]', {"id": "000123"}),
        ('{"id":"7","name":"M\\u00fcller \\ud800"}', {"id": "7", "full_name": "Müller"}),
    ],
)
def test_json_is_read_by_its_keys(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected
    assert read(payload).kind == "json"


@pytest.mark.parametrize(
    "plain", ['{"id":"000123"}', "MECARD:N:K,M;UID:000123;;", "BEGIN:VCARD\nUID:000123\nEND:VCARD"]
)
def test_base64_of_a_known_format_is_that_format(plain: str) -> None:
    assert fields(base64.b64encode(plain.encode()).decode())["id"] == "000123"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("{}", "no_identity"),
        ('{"event":{"id":"expo","name":"Expo"}}', "no_identity"),
        ('{"name":"Maria Kel', "truncated"),
        ('{"id":"000123"}{"id":"000124"}', "two_badges"),
        ('[{"id":"000123"},{"id":"000124"}]', "two_badges"),
        ('{"user":"x","password":"y"}', "not_a_badge:secret"),
        ("[" * 5000, "unrecognised"),
        ('{"a":' * 1000 + "}", "unrecognised"),
    ],
)
def test_json_that_names_nobody_is_refused(payload: str, reason: str) -> None:
    assert refused(payload) == reason


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("https://expo.example/b/000123?sig=abc", {"id": "000123"}),
        ("HTTPS://EXPO.EXAMPLE/B/ABC123", {"id": "ABC123"}),
        ("https://expo.example/scan?badge=ABC123&e=expo", {"id": "ABC123"}),
        ("https://expo.example/#id=000123", {"id": "000123"}),
        ("https://expo.example/#/attendee/ab12cd", {"id": "ab12cd"}),
        (
            "https://expo.example/a/f81d4fae-7dec-11d0-a765-00a0c91e6bf6/",
            {"id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
        ),
        ("https://q.expo.example/7Q2M9XKD", {"id": "7Q2M9XKD"}),
        ("expoapp://attendee/000123", {"id": "000123"}),
        (
            "https://expo.example/v?fn=J%C3%B6rg&ln=M%FCller&email=a+b@L.Example",
            {
                "first_name": "Jörg",
                "last_name": "Müller",
                "full_name": "Jörg Müller",
                "emails": ("a+b@l.example",),
            },
        ),
    ],
)
def test_a_link_is_read_by_what_it_carries(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected | {"url": payload}


@pytest.mark.parametrize(
    "payload",
    [
        "https://lakeside.example",
        "https://www.lakeside.example/products/widget-2000",
        "https://lakeside.example/news/2026/11/new-product",
        "https://lakeside.example/brochure-2026.pdf",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.linkedin.com/in/maria-keller-123",
        "www.lakeside.example/contact",
        "https://lakeside.example/?utm_source=expo&utm_id=123",
    ],
)
def test_a_plain_web_page_makes_no_visitor(payload: str) -> None:
    assert refused(payload) == "not_a_badge:web_link"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (
            "fn=Maria&ln=Keller&co=Lakeside+Foods&em=m%40l.example&sig=abc",
            NAMED | MAIL | {"company": "Lakeside Foods"},
        ),
        ("id=000123&ts=1764000000&sig=0123abcd", {"id": "000123"}),
        (
            "i=000123&f=Maria&l=Keller&c=Lakeside&e=m%40l.example",
            NAMED | MAIL | {"id": "000123", "company": "Lakeside"},
        ),
        ("?name=J%F6rg&amp;phone=+49 170 1234567", {"full_name": "Jörg", "phones": ("+491701234567",)}),
    ],
)
def test_a_query_string_is_read_by_its_labels(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected
    assert read(payload).kind == "query"


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("mailto:M@L.Example?subject=hello", {"emails": ("M@l.example",)}),
        ("tel:+1-312-555-0142", {"phones": ("+13125550142",)}),
        ("MATMSG:TO:m@l.example;SUB:hi;BODY:you;;", MAIL),
        ("SMSTO:+13125550142:hello", {"phones": ("+13125550142",)}),
    ],
)
def test_an_address_alone_is_a_contact(payload: str, expected: Expected) -> None:
    assert fields(payload) == expected


@pytest.mark.parametrize(
    "badge_id", ["0000123", "123", "AB-12_3.4", "7", "KQXMZTPA", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"]
)
@pytest.mark.parametrize("frame", ["{}", "]C0{}\r", "\x02{}\x03", "{}\t", "{0}\r{0}"])
def test_a_bare_id_keeps_its_zeros_and_signs(badge_id: str, frame: str) -> None:
    assert fields(frame.format(badge_id)) == {"id": badge_id}


@pytest.mark.parametrize(
    ("payload", "badge_id"),
    [
        ("*EXP00017*", "EXP00017"),
        ("\uff11\uff12\uff13\uff14\uff15\uff16", "123456"),
        ("EXP00017EXP00017", "EXP00017"),
        ("urn:uuid:a1", "a1"),
    ],
)
def test_an_id_is_freed_from_what_is_none_of_it(payload: str, badge_id: str) -> None:
    assert fields(payload) == {"id": badge_id}


@pytest.mark.parametrize("payload", ["000123\r000124", "]C0000123]C0000124", "EXP00017\r\nEXP00018\r\n"])
def test_two_ids_in_one_go_are_not_one(payload: str) -> None:
    assert refused(payload) == "two_badges"


GSRN = "061414112345678902"


@pytest.mark.parametrize(
    ("payload", "badge_id"),
    [
        (f"]C18018{GSRN}", GSRN),
        (f"]d28017{GSRN}\x1d21ABC", GSRN),
        (f"]Q310LOT\x1d8018{GSRN}", GSRN),
        (f"]C1<GS>8018{GSRN}", GSRN),
        (f"(8018){GSRN}", GSRN),
        (f"8018{GSRN}", GSRN),
        ("]C191000123", "000123"),
    ],
)
def test_a_gs1_code_of_a_person_is_known_by_its_number(payload: str, badge_id: str) -> None:
    assert fields(payload) == {"id": badge_id}
    assert read(payload).kind == "gs1"


def test_a_wrong_check_digit_asks_for_another_scan() -> None:
    assert refused(f"]C18018{GSRN[:-1]}3") == "check_digit"
    assert refused("]E04006381333932") == "check_digit"


DELIMITED = (
    "000123",
    "Maria",
    "Keller",
    "Lakeside Foods",
    "Operations Director",
    "maria@lakeside.example",
    "+1-312-555-0142",
)


@pytest.mark.parametrize("delimiter", list("^|;\t,~\x1d\x1e"))
def test_a_delimited_badge_fills_the_configured_fields(delimiter: str) -> None:
    payload = "]L2" + delimiter.join(DELIMITED) + "\r"
    assert fields(payload) == MARIA | {"id": "000123"}


@pytest.mark.parametrize(
    ("payload", "layout", "expected"),
    [
        (
            "000123^vegetarian^Maria",
            ("id", "", "given_name"),
            {"id": "000123", "first_name": "Maria", "full_name": "Maria"},
        ),
        ("000123\tMaria\tKeller\t\t\t\t", None, NAMED | {"id": "000123"}),
        ("7|Dr. Maria Keller", ("id", "name"), {"id": "7", "full_name": "Dr. Maria Keller"}),
        (
            "7;Keller, Maria;Roth^Sons",
            ("id", "name", "company"),
            {"id": "7", "full_name": "Keller, Maria", "company": "Roth^Sons"},
        ),
        (
            '7,Maria,Keller,"Lakeside, Inc.",,m@l.example,',
            None,
            NAMED | MAIL | {"id": "7", "company": "Lakeside, Inc."},
        ),
        (
            "^".join(DELIMITED[:6]),
            None,
            {name: value for name, value in MARIA.items() if name != "phones"} | {"id": "000123"},
        ),
        ("ID:123^FN:Maria^LN:Keller", None, NAMED | {"id": "123"}),
        ("id=123;first=Maria;last=Keller;diet=vegan", None, NAMED | {"id": "123"}),
        (
            "Name: Maria Keller\nCompany: Lakeside\nE-mail: m@l.example",
            None,
            FULL | MAIL | {"company": "Lakeside"},
        ),
        ("id,first,last\n000123,Maria,Keller", None, NAMED | {"id": "000123"}),
    ],
)
def test_fields_apart_by_signs_are_read_where_their_order_is_known(
    payload: str, layout: tuple[str, ...] | None, expected: Expected
) -> None:
    assert fields(payload, Reading.of_settings(layout) if layout else None) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("000123^Maria^Keller", {"id": "000123"}),
        ("000123^Lakeside Foods GmbH^Maria^Keller^Director^m@l.example^", {"id": "000123"} | MAIL),
        (
            "000123^Keller^Maria^Lakeside^Director^maria.keller@l.example^",
            {"id": "000123", "emails": ("maria.keller@l.example",)},
        ),
        ("Maria Keller\nLakeside\n+1 312 555 0142", {"phones": ("+13125550142",)}),
        ("1^2^3^4^5^6^7^m@l.example", MAIL),
        ("EXPO2026|000123|m@l.example", MAIL),
        ("000123|60601|m@l.example", MAIL),
    ],
)
def test_fields_in_an_unknown_order_make_nobody_of_another_name(payload: str, expected: Expected) -> None:
    result = read(payload)
    assert result.identity() == expected
    assert not result.complete


@pytest.mark.parametrize(
    "payload", ["Maria^Keller", "a,b\r", "^^^^^^^^", "Hello, world", "Maria Keller ~ Lakeside"]
)
def test_fields_that_say_nothing_safe_are_not_read(payload: str) -> None:
    assert refused(payload) == "unrecognised"


def test_numbers_get_a_country_only_where_it_is_known() -> None:
    assert fields("MECARD:N:K,M;TEL:(312) 555-0142;;")["phones"] == ("(312) 555-0142",)
    american = Reading().with_region("US")
    assert fields("MECARD:N:K,M;TEL:(312) 555-0142;;", american)["phones"] == ("+13125550142",)
    assert fields("MECARD:N:K,M;TEL:0049 30 1234567;;")["phones"] == ("+49301234567",)
    assert fields("MECARD:N:K,M;TEL:+44 (0)20 7946 0018;;")["phones"] == ("+442079460018",)


def test_cards_and_staff_badges_are_told_from_visitors() -> None:
    assert fields("boothscribe:end") == {"command": "end", "signed": "no"}
    assert fields("]Q1BOOTHSCRIBE:HOT:1:abcdefgh:abcdefghijklmnop\r") == {"command": "hot", "signed": "yes"}
    assert read("boothscribe:rep:anna").kind == "staff"
    assert refused("boothscribe:misprint") == "unknown_command"
