import tracemalloc
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.scanners.base import BLANK, RefusalReason
from drivers.scanners.framing import Framed, Framer, FramingRules, Refused, Terminator
from tests.drivers.scanners.conftest import PATIENT

RULES = FramingRules(terminator=Terminator.CR, idle_gap_s=0.08, unterminated_gap_s=0.5, max_characters=100)
WITHIN_S = st.floats(0.0, 0.079)
LATER_S = st.floats(0.6, 60.0)


@dataclass
class Feed:
    """Plays characters into a framer as a reader with the cable's own times does."""

    framer: Framer
    now_s: float = 1000.0

    def send(self, *texts: str, pause_s: float = 0.001) -> list[Framed | Refused]:
        ended = []
        for text in texts:
            self.now_s += pause_s
            end = self.framer.poll(self.now_s)
            if end is not None:
                ended.append(end)
            self.framer.push(text, at_s=self.now_s, clock_s=self.now_s)
        return ended

    def silence(self) -> Framed | Refused | None:
        self.now_s += 1.0
        return self.framer.poll(self.now_s)


def feed(rules: FramingRules = RULES) -> Feed:
    return Feed(Framer(rules))


CODES = st.text(min_size=1, max_size=40).filter(lambda code: bool(code.strip(BLANK)))


@PATIENT
@given(st.lists(st.tuples(CODES, st.lists(WITHIN_S, min_size=50, max_size=50), LATER_S), max_size=5))
def test_every_badge_comes_out_once_and_unchanged_however_its_characters_are_spaced(
    badges: list[tuple[str, list[float], float]],
) -> None:
    line = feed()
    ended: list[Framed | Refused] = []
    for code, pauses, before_s in badges:
        for index, character in enumerate(code + "\r"):
            ended += line.send(character, pause_s=pauses[index] if index else before_s)
    last = line.silence()
    texts = [each.text for each in [*ended, last] if isinstance(each, Framed)]
    assert texts == [code for code, _, _ in badges]


@PATIENT
@given(CODES, st.integers(1, 7))
def test_a_badge_is_the_same_whatever_pieces_the_cable_cuts_it_into(code: str, size: int) -> None:
    line = feed()
    sent = code + "\r"
    assert line.send(*(sent[at : at + size] for at in range(0, len(sent), size))) == []
    assert line.silence() == Framed(code, line.now_s - 1.0)


def test_a_contact_card_is_not_cut_at_its_first_line_break() -> None:
    line = feed()
    assert line.send(*"BEGIN:VCARD\rN:Doe;Jane\rEND:VCARD\r\r") == []
    assert line.silence() == Framed("BEGIN:VCARD\rN:Doe;Jane\rEND:VCARD\r", line.now_s - 1.0)


def test_the_scan_carries_the_time_of_its_last_character_not_of_the_silence() -> None:
    framer = Framer(RULES)
    framer.push("12", at_s=5.0, clock_s=105.0)
    framer.push("\r", at_s=5.01, clock_s=105.01)
    assert framer.poll(7.0) == Framed("12", 105.01)


def test_a_scan_without_terminator_waits_longer_and_is_not_lost() -> None:
    framer = Framer(RULES)
    framer.push("12", at_s=0.0, clock_s=0.0)
    assert framer.poll(0.4) is None
    assert framer.poll(0.5) == Framed("12", 0.0)


@pytest.mark.parametrize(
    ("terminator", "sent", "payload"),
    [
        (Terminator.ANY, "id\r\n", "id"),
        (Terminator.ANY, "id\r", "id"),
        (Terminator.ANY, "id\n", "id"),
        (Terminator.ANY, "a\n\r", "a\n"),
        (Terminator.CR, "id\r\r", "id\r"),
        (Terminator.LF, "id\r\n", "id\r"),
        (Terminator.CRLF, "a\r\nb\r\n", "a\r\nb"),
        (Terminator.TAB, "id\t", "id"),
        (Terminator.NONE, "id\r", "id\r"),
    ],
)
def test_one_terminator_is_removed_and_nothing_that_belongs_to_the_code(
    terminator: Terminator, sent: str, payload: str
) -> None:
    line = feed(FramingRules(terminator=terminator))
    line.send(sent)
    ended = line.silence()
    assert isinstance(ended, Framed)
    assert ended.text == payload


@pytest.mark.parametrize("separator", ["\x1c", "\x1d", "\x1e", "\x1f"])
def test_a_code_of_separators_alone_is_data_and_not_empty(separator: str) -> None:
    line = feed()
    line.send(separator, "\r")
    assert isinstance(line.silence(), Framed)


@pytest.mark.parametrize("sent", ["\r", "\r\r", "\n\r", "  \t \r"])
def test_an_empty_scan_is_refused_so_that_nobody_gets_a_lead_without_a_badge(sent: str) -> None:
    line = feed()
    line.send(*sent)
    assert line.silence() == Refused(RefusalReason.EMPTY, len(sent) - 1)


@PATIENT
@given(st.integers(95, 110), st.booleans())
def test_the_limit_is_exact_so_that_the_longest_allowed_badge_still_passes(
    characters: int, terminated: bool
) -> None:
    line = feed()
    line.send(*"x" * characters, *("\r" if terminated else ""))
    ended = line.silence()
    if characters <= RULES.max_characters:
        assert ended == Framed("x" * characters, line.now_s - 1.0)
    else:
        assert ended == Refused(RefusalReason.TOO_LONG, characters)


def test_a_megabyte_is_reported_once_and_fills_no_memory() -> None:
    line = feed(FramingRules())
    tracemalloc.start()
    for number in range(1024):
        assert line.send(f"{number:01024}") == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    line.send("\r")
    assert line.silence() == Refused(RefusalReason.TOO_LONG, 1024 * 1024)
    assert peak < 100_000
    line.send("next\r")
    assert isinstance(line.silence(), Framed)


def test_lost_characters_spoil_only_the_badge_they_belong_to() -> None:
    line = feed()
    line.send("12")
    line.framer.lose()
    line.send("34\r")
    assert line.silence() == Refused(RefusalReason.GARBLED, 4)
    line.send("5678\r")
    assert line.silence() == Framed("5678", line.now_s - 1.0)


def test_a_badge_cut_off_by_the_cable_is_not_taken_for_a_whole_one() -> None:
    line = feed()
    line.send("1234")
    assert line.framer.cut() == Refused(RefusalReason.GARBLED, 4)
    assert line.framer.cut() is None


def test_a_badge_that_was_complete_when_the_cable_went_is_kept() -> None:
    line = feed()
    line.send("1234\r")
    assert line.framer.cut() == Framed("1234", line.now_s)


@PATIENT
@given(st.lists(st.tuples(st.text("ab\r\n", max_size=5), st.floats(0.0, 1.0), st.booleans())))
def test_no_order_of_characters_pauses_and_losses_makes_or_hides_characters(
    steps: list[tuple[str, float, bool]],
) -> None:
    rules = FramingRules(max_characters=6)
    line = feed(rules)
    ended: list[Framed | Refused] = []
    for text, pause_s, lost in steps:
        ended += line.send(text, pause_s=pause_s)
        if lost:
            line.framer.lose()
    last = line.silence()
    ended += [last] if last is not None else []
    counted = sum(len(each.text) if isinstance(each, Framed) else each.characters for each in ended)
    sent = sum(len(text) for text, _, _ in steps)
    assert counted <= sent <= counted + 2 * len(ended)
    assert all(0 < len(each.text) <= rules.max_characters for each in ended if isinstance(each, Framed))
    assert line.framer.deadline_s is None


@pytest.mark.parametrize(
    ("gap_s", "long_gap_s", "limit"), [(0.0, 0.5, 10), (-1.0, 0.5, 10), (0.6, 0.5, 10), (0.1, 0.5, 0)]
)
def test_rules_that_could_end_no_scan_are_refused_when_set_up(
    gap_s: float, long_gap_s: float, limit: int
) -> None:
    with pytest.raises(ValueError, match="must be"):
        FramingRules(idle_gap_s=gap_s, unterminated_gap_s=long_gap_s, max_characters=limit)
