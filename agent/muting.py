"""The commands `mute` and `unmute`, for the agent's list of what a collector may ask."""

from typing import Any

from agent.delivery.commands import CommandRefusedError, Handler, Result
from agent.visit.visit import Visit

_LONGEST_S = 8 * 3600


def mute_handlers(visit: Visit) -> dict[str, Handler]:
    """Return what obeys both; `mute` takes `seconds`, by default as long as the card."""

    async def mute(arguments: dict[str, Any]) -> Result:
        seconds = arguments.get("seconds")
        if seconds is not None and not (
            isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds <= _LONGEST_S
        ):
            raise CommandRefusedError(f"arguments.seconds: give a number above 0, at most {_LONGEST_S}")
        visit.mute(seconds)
        return {"muted": True}

    async def unmute(_arguments: dict[str, Any]) -> Result:
        return {"was_muted": visit.unmute()}

    return {"mute": mute, "unmute": unmute}
