"""A box that was told to hear nothing hears nothing."""

from agent.hearing.utterance import Silence, UtterancePart
from tests.hearing.sounds import whole_utterances as utterances
from tests.hearing.test_ear import START_S, Room, assert_in_order, finished


def mute(room: Room, from_s: float, until_s: float) -> None:
    room.ear._muted = lambda time_s: from_s <= time_s < until_s


async def test_no_sample_of_a_mute_is_handed_on_however_the_sentence_lies_across_it() -> None:
    room = Room()
    mute(room, START_S + 2.0, START_S + 5.0)
    room.tape.sound(400)  # eight seconds without a pause
    room.tape.end()
    heard = await finished(room)
    assert_in_order(heard)
    parts = [each for each in heard if isinstance(each, UtterancePart)]
    begins_s, ends_s = START_S + 2.0 + 1e-6, START_S + 5.0 - 1e-6
    assert not [part for part in parts if part.end_s > begins_s and part.start_s < ends_s]
    before, after = utterances(heard)
    assert before.end_s <= START_S + 2.0 + 1e-6
    assert after.start_s >= START_S + 5.0 - 1e-6


async def test_time_goes_on_during_a_mute_so_that_conversations_can_end() -> None:
    room = Room()
    mute(room, START_S, START_S + 1000)
    room.tape.sound(400)
    room.tape.end()
    heard = await finished(room)
    assert all(isinstance(each, Silence) for each in heard)
    assert heard[-1].until_s >= START_S + 7.5  # type: ignore[union-attr]
