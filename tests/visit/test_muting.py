import pytest

from agent.delivery.commands import CommandRefusedError
from agent.muting import mute_handlers
from tests.visit.test_visit import MARIA, Booth


async def test_a_mute_command_from_afar_works_like_the_card() -> None:
    booth = Booth()
    handlers = mute_handlers(booth.visit)
    await booth.scan(MARIA, 1)
    assert await handlers["mute"]({"seconds": 10}) == {"muted": True}
    assert booth.visit.is_mute(5)
    assert not booth.visit.is_mute(11)
    assert await handlers["unmute"]({}) == {"was_muted": True}
    assert await handlers["unmute"]({}) == {"was_muted": False}
    assert not booth.visit.is_mute(5)
    await handlers["mute"]({})
    assert booth.visit.is_mute(1 + 299)


@pytest.mark.parametrize("seconds", ["10", True, 0, -1, 1e9, float("nan")])
async def test_a_mute_command_that_makes_no_sense_is_refused(seconds: object) -> None:
    booth = Booth()
    with pytest.raises(CommandRefusedError, match="seconds"):
        await mute_handlers(booth.visit)["mute"]({"seconds": seconds})
    assert not booth.visit.is_mute(0)
