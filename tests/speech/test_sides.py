"""Which side said which word, and where a turn ends."""

from hypothesis import given
from hypothesis import strategies as st

from agent.contract.lead import Side
from agent.speech.segment import Segment, SpokenWord
from agent.speech.sides import SideTimeline, by_side
from agent.visit.record import _turns

SIDES: st.SearchStrategy[Side] = st.sampled_from(["visitor", "rep", "unknown"])


def segment(*words: tuple[str, float, float]) -> Segment:
    spoken = tuple(SpokenWord(text, start_s, end_s, 0.9) for text, start_s, end_s in words)
    return Segment(1, 1, True, spoken, (), 0.0, spoken[-1].end_s if spoken else 0.0, 1.0, "rep")


def timeline(*stretches: tuple[float, float, Side]) -> SideTimeline:
    made = SideTimeline()
    for start_s, end_s, side in stretches:
        made.add(start_s, end_s, side)
    return made


def sides(told: Segment) -> list[Side | None]:
    return [word.side for word in told.words]


def test_an_answer_in_the_same_breath_is_given_to_who_answered() -> None:
    told = timeline((0, 1.9, "rep"), (1.9, 4, "visitor")).told(
        segment(("how", 0, 0.5), ("many", 0.6, 1.8), ("two", 2.0, 2.6), ("hundred", 2.6, 3.5))
    )
    assert sides(told) == ["rep", "rep", "visitor", "visitor"]
    assert told.side == "visitor"
    turns = by_side(told)
    assert [(turn.side, turn.text) for turn in turns] == [("rep", "how many"), ("visitor", "two hundred")]
    assert (turns[0].start_s, turns[0].end_s, turns[1].start_s) == (0.0, 1.8, 2.0)
    assert sum(turn.speech_s for turn in turns) == told.speech_s


def test_a_slip_of_one_short_word_is_no_turn() -> None:
    heard = timeline((0, 1, "rep"), (1, 1.25, "visitor"), (1.25, 3, "rep"))
    told = heard.told(segment(("we", 0, 0.9), ("do", 1.0, 1.25), ("that", 1.3, 2)))
    assert sides(told) == ["rep"] * 3


def test_a_long_word_from_the_other_side_is_one() -> None:
    heard = timeline((0, 1, "rep"), (1, 1.5, "visitor"), (1.5, 3, "rep"))
    told = heard.told(segment(("we", 0, 0.9), ("exactly", 1.0, 1.5), ("that", 1.6, 2)))
    assert len(by_side(told)) == 3


def test_a_word_that_nobody_was_seen_to_say_belongs_to_those_around_it() -> None:
    heard = timeline((0, 1, "visitor"), (1, 2, "unknown"), (2, 3, "visitor"))
    told = heard.told(segment(("a", 0, 0.9), ("b", 1.1, 1.9), ("c", 2.1, 3)))
    assert sides(told) == ["visitor"] * 3
    between = timeline((0, 1, "visitor"), (2, 3, "rep"))
    told = between.told(segment(("a", 0, 0.9), ("b", 1.1, 1.9), ("c", 2.1, 3)))
    assert sides(told) == ["visitor", "unknown", "rep"]


def test_without_directions_nothing_changes() -> None:
    said = segment(("a", 0, 1))
    assert timeline((0, 1, "unknown")).told(said) == said
    assert by_side(said) == [said]


@given(st.lists(st.tuples(st.floats(0.05, 2), SIDES), max_size=20), st.lists(st.floats(0.05, 1), max_size=20))
def test_no_word_is_lost_between_sides(stretches: list[tuple[float, Side]], words: list[float]) -> None:
    heard, at_s = SideTimeline(), 0.0
    for length_s, side in stretches:
        heard.add(at_s, at_s + length_s, side)
        at_s += length_s
    timed, at_s = [], 0.0
    for number, length_s in enumerate(words):
        timed.append((f"w{number}", at_s, at_s + length_s))
        at_s += length_s
    said = segment(*timed)
    pieces = by_side(heard.told(said))
    assert [word.text for piece in pieces for word in piece.words] == [word.text for word in said.words]
    assert sum(piece.speech_s for piece in pieces) == said.speech_s
    assert all(piece.start_s <= piece.end_s for piece in pieces)


def test_in_the_lead_a_turn_ends_at_the_word_where_the_other_side_speaks() -> None:
    told = timeline((0, 1.9, "rep"), (1.9, 4, "visitor")).told(
        segment(("how", 0, 0.5), ("many", 0.6, 1.8), ("two", 2.0, 2.6), ("hundred", 2.6, 3.5))
    )
    turns = _turns([told], 0.0)
    assert [(turn.side, turn.text, turn.start_s) for turn in turns] == [
        ("rep", "how many", 0.0),
        ("visitor", "two hundred", 2.0),
    ]
