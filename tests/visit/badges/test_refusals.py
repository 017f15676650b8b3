import json

import pytest
from click.testing import CliRunner

from agent.cli import main
from agent.visit.badge import read_badge
from agent.visit.badges import Reading, Refusal, decode
from tests.visit.badges.readings import refused, shipped

SECRETS = (
    "s3cret",
    "KELLER",
    "Keller",
    "4111111111111111",
    "JBSWY3DPEHPK3PXP",
    "370400440532013000",
    "D12345678",
)
PRIVATE = {
    "WIFI:T:WPA;S:Keller;P:s3cret;;": "wifi",
    "wifi:S:Keller;;": "wifi",
    "]Q1WIFI:T:WPA2-EAP;E:PEAP;I:Keller;P:s3cret;;\r": "wifi",
    "WIFIÖTÖWPAöSÖxöPÖs3cretöö": "wifi",
    "BCD\n002\n1\nSCT\n\nKeller\nDE89370400440532013000\nEUR1": "payment",
    "DE89370400440532013000": "payment",
    "4111111111111111": "payment",
    "4111 1111 1111 1111": "payment",
    "%B4111111111111111^KELLER/MARIA^2512101": "payment",
    "00020101021129370016A000000677010111530376454005802TH5906KELLER6304ABCD": "payment",
    "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq": "payment",
    "upi://pay?pa=keller@example&pn=Keller": "payment",
    "M1KELLER/MARIA        EABC123 FRAJFKLH 0400 326J001A0025 100": "boarding_pass",
    "@\n\x1e\rANSI 636026080102DL00410288DLDAQD12345678\nDCSKELLER": "driving_licence",
    "DLDAQD12345678\nDCSKELLER\nDACMARIA\nDBB01011990": "driving_licence",
    "P<UTOKELLER<<MARIA<<<<<<<<<<<<<<<<<<<<<<<<<<": "driving_licence",
    "otpauth://totp/Keller?secret=JBSWY3DPEHPK3PXP": "secret",
    "-----BEGIN PRIVATE KEY-----\ns3cret": "secret",
    "DPP:C:81/1;K:s3cret;;": "wifi",
    "password: s3cret": "secret",
    "000123\rWIFI:T:WPA;S:Keller;P:s3cret;;": "wifi",
    "000123WIFI:T:WPA;S:Keller;P:s3cret;;": "wifi",
    "000123\n4111111111111111": "payment",
    "https://keller:s3cret@intranet.example/": "secret",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJLZWxsZXIifQ.s3cret": "secret",
}
OTHERS = {
    "5901234123457": "product_barcode",
    "036000291452": "product_barcode",
    "]E496385074": "product_barcode",
    "(01)09506000134352(10)ABC": "product_barcode",
    "(00)395060001341000007": "shipping_label",
    "1Z999AA10123456784": "shipping_label",
    "RR123456785GB": "shipping_label",
    "[)>\x1e01\x1d961Z00004951\x1dUPSN": "shipping_label",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT": "calendar",
    "https://lakeside.example": "web_link",
}


@pytest.mark.parametrize(("payload", "what"), [*PRIVATE.items(), *OTHERS.items()])
def test_a_code_that_is_no_badge_is_refused_by_its_name(payload: str, what: str) -> None:
    assert refused(payload) == f"not_a_badge:{what}"


@pytest.mark.parametrize("payload", PRIVATE)
def test_no_part_of_a_private_code_is_stored_or_printed(payload: str) -> None:
    for reading in (Reading(), shipped("caret-pdf417", "code39-id", "fixed-width")):
        kept = read_badge(payload, reading, keep_refused=True)
        assert isinstance(kept, Refusal)
        assert not [secret for secret in SECRETS if secret.lower() in repr(kept).lower()]
    for arguments in (["decode", "--json", payload], ["decode", payload]):
        printed = CliRunner().invoke(main, ["badge", *arguments])
        assert printed.exit_code == 1
        assert not [secret for secret in SECRETS if secret.lower() in printed.output.lower()]


@pytest.mark.parametrize("payload", OTHERS)
def test_codes_that_are_no_badges_are_kept_only_where_the_event_pack_says_so(payload: str) -> None:
    assert isinstance(read_badge(payload, Reading()), Refusal)
    kept = read_badge(payload, Reading(), keep_refused=True)
    assert not isinstance(kept, Refusal)
    assert (kept.badge.format, kept.badge.raw) == ("unreadable", payload)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("", "empty"),
        ("]Q1\r\n", "empty"),
        (" \t\r", "empty"),
        ("x" * 7090, "too_long"),
        (b"x" * 40_000, "too_long"),
        (b"\x89PNG\r\n\x1a\n\0", "binary"),
        (bytes(range(256)), "binary"),
        ("\x05\x06\x07", "binary"),
        ("hello world", "unrecognised"),
        ("Maria", "unrecognised"),
        ("geo:41.9,-87.6", "no_identity"),
        ("BEGIN:VCARD", "truncated"),
        ("BEGIN", "truncated"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(payload: str | bytes, reason: str) -> None:
    assert refused(payload) == reason


@pytest.mark.parametrize("end", ["A000000677010111", "A00000", "A0000006770101110213", "A000000677010111021"])
def test_a_payment_code_is_refused_wherever_it_was_cut_off(end: str) -> None:
    assert refused(f"00020101021129370016{end}") == "not_a_badge:payment"


def test_a_number_of_somebody_that_begins_like_a_payment_code_is_a_badge() -> None:
    read = read_badge("00020100^Ann^Lee^Foundry^Buyer^ann@lee.example^+13125550000", Reading())
    assert not isinstance(read, Refusal)
    assert (read.attendee.given_name, read.attendee.family_name) == ("Ann", "Lee")


def test_a_number_that_only_looks_like_goods_is_a_badge_where_the_symbol_is_no_shops() -> None:
    assert not isinstance(decode("]C05901234123457"), Refusal)
    assert not isinstance(decode("2000000000008"), Refusal)
    assert not isinstance(decode("96385074"), Refusal)


@pytest.mark.parametrize("payload", ["hello world", "MECARD:N:Kel", "BEGINÖVCARD", "000123\r000124"])
def test_a_badge_that_cannot_be_read_is_still_kept_as_scanned(payload: str) -> None:
    kept = read_badge(payload, Reading())
    assert not isinstance(kept, Refusal)
    assert (kept.badge.format, kept.badge.raw) == ("unreadable", payload)
    assert kept.badge.reason


def test_what_was_only_partly_understood_is_kept_as_scanned_too() -> None:
    kept = read_badge("000123^Maria^Keller", Reading())
    assert not isinstance(kept, Refusal)
    assert (kept.badge.format, kept.badge.id, kept.badge.raw) == (
        "delimited",
        "000123",
        "000123^Maria^Keller",
    )
    assert kept.attendee.name is None


def test_the_lead_says_all_that_the_badge_says_and_where_it_stood() -> None:
    kept = read_badge(
        "MECARD:N:Keller,Maria;EMAIL:m@l.example;EMAIL:k@l.example;TEL:+13125550142;UID:7;;", Reading()
    )
    assert not isinstance(kept, Refusal)
    attendee = kept.attendee
    assert (attendee.name, attendee.email, attendee.emails) == (
        "Maria Keller",
        "m@l.example",
        ("m@l.example", "k@l.example"),
    )
    assert (attendee.phone, attendee.phones) == ("+13125550142", ())
    assert kept.badge.id == "7"
    assert kept.badge.provenance == {
        "given_name": "mecard:N",
        "family_name": "mecard:N",
        "name": "first_name + last_name",
        "email": "mecard:EMAIL, mecard:EMAIL",
        "phone": "mecard:TEL",
        "id": "mecard:UID",
    }


def test_fields_of_a_profile_reach_the_lead() -> None:
    payload = "000123^Maria^Keller^Lakeside^Director^maria@lakeside.example^+13125550142^VIP"
    kept = read_badge(payload, shipped("caret-pdf417"))
    assert not isinstance(kept, Refusal)
    assert (kept.badge.profile, kept.attendee.extra) == ("caret-pdf417", {"category": "VIP"})


def test_a_fault_of_a_reader_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.visit.badges.ids.read_id", lambda *_, **__: 1 / 0)
    result = decode("000123")
    assert isinstance(result, Refusal)
    assert result.reason == "unrecognised"


@pytest.mark.parametrize(
    ("arguments", "given", "expected"),
    [
        (["000123"], None, "000123"),
        (["-"], b"000123\r\n", "000123"),
        ([], b"]A0000123", "000123"),
        (["--", "-"], b"000123", "000123"),
        ([""], None, "empty"),
        ([], b"J\xf6rg^\xff\0\1\2\3\4", "binary"),
    ],
)
def test_the_command_prints_one_object_whatever_the_code(
    arguments: list[str], given: bytes | None, expected: str
) -> None:
    printed = CliRunner().invoke(main, ["badge", "decode", "--json", *arguments], input=given)
    found = json.loads(printed.stdout)
    assert found.get("error", found.get("fields", {}).get("id")) == expected
    assert printed.exit_code == (1 if "error" in found else 0)
