import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.visit.card import Card, CardReader, CardRefusal, is_card, sign

KEY = b"0123456789abcdef0123456789abcdef"
SIGNED = CardReader(event="expo-2026", key=KEY)
UNSIGNED = CardReader(event="expo-2026")


@pytest.mark.parametrize("card", list(Card))
def test_a_card_of_this_event_is_obeyed_however_the_scanner_sends_it(card: Card) -> None:
    text = sign(card, event="expo-2026", serial=7, key=KEY)
    for sent in (text, text.upper(), f"]Q1{text}\r", text.replace(":", "Ö").replace("-", "ß"), f" {text}\n"):
        assert SIGNED.read(sent) is card
    assert UNSIGNED.read(f"boothscribe:{card}") is card


def test_a_card_of_another_event_is_refused_and_says_so() -> None:
    text = sign(Card.END, event="expo-2025", serial=7, key=KEY)
    assert SIGNED.read(text) is CardRefusal.OTHER_EVENT
    assert UNSIGNED.read(text) is CardRefusal.OTHER_EVENT


def test_a_card_signed_with_another_key_is_forged() -> None:
    text = sign(Card.END, event="expo-2026", serial=7, key=b"another key, also long enough")
    assert SIGNED.read(text) is CardRefusal.FORGED


def test_a_visitor_cannot_turn_a_harmless_card_into_one_that_deletes() -> None:
    text = sign(Card.HOT, event="expo-2026", serial=7, key=KEY)
    assert SIGNED.read(text.replace("hot", "delete-last")) is CardRefusal.FORGED
    assert SIGNED.read(text.replace(":7:", ":8:")) is CardRefusal.FORGED


def test_unsigned_cards_work_only_where_there_is_no_key_or_somebody_says_so() -> None:
    assert SIGNED.read("boothscribe:end") is CardRefusal.UNSIGNED
    assert CardReader(event="e", key=KEY, unsigned=True).read("boothscribe:end") is Card.END
    assert CardReader(event="e", unsigned=False).read("boothscribe:end") is CardRefusal.UNSIGNED


def test_a_signed_card_is_not_believed_by_a_box_that_cannot_check_it() -> None:
    assert UNSIGNED.read(sign(Card.END, event="expo-2026", serial=1, key=KEY)) is CardRefusal.NO_KEY


def test_a_lost_sheet_can_be_refused_while_a_newer_one_works() -> None:
    reader = CardReader(event="expo-2026", key=KEY, oldest_serial=2)
    assert reader.read(sign(Card.END, event="expo-2026", serial=1, key=KEY)) is CardRefusal.REVOKED
    assert reader.read(sign(Card.END, event="expo-2026", serial=2, key=KEY)) is Card.END


@pytest.mark.parametrize("payload", ["boothscribe:dance", "BOOTHSCRIBE:consent", "boothscribeÖmisprint"])
def test_a_card_that_this_version_does_not_know_is_never_a_badge(payload: str) -> None:
    assert is_card(payload)
    assert UNSIGNED.read(payload) is CardRefusal.UNKNOWN_COMMAND


@pytest.mark.parametrize(
    "payload", ["A-4711", "", "boothscribe", "Boothscribe Ltd^Maria", "MECARD:N:boothscribe:end;;"]
)
def test_a_badge_is_no_card(payload: str) -> None:
    assert not is_card(payload)
    assert SIGNED.read(payload) is None


@given(st.text(max_size=80))
def test_nothing_that_is_scanned_is_obeyed_without_a_signature(rest: str) -> None:
    assert not isinstance(SIGNED.read("boothscribe:" + rest), Card)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_whatever_is_scanned_never_stops_the_reader(payload: str) -> None:
    for text in (payload, "boothscribe:" + payload, "]Q1boothscribe:end:" + payload):
        SIGNED.read(text)
        UNSIGNED.read(text)
