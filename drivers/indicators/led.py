"""A kernel LED (`/sys/class/leds`): one long blink for stored, five short for refused, lit while mute."""

import asyncio
import contextlib
from pathlib import Path

_CONFIRM_S = (0.6,)
_KNOWN_S = (0.3, 0.3)
_REFUSE_S = (0.1,) * 5
_DARK_S = 0.1


class LedIndicator:
    """Blinks an LED through sysfs, such as a Raspberry Pi's `ACT`.

    Raises:
        OSError: At construction, if there is no such LED or it cannot be written.
    """

    def __init__(self, name: str, *, root: Path = Path("/sys/class/leds")) -> None:
        self._brightness = root / name / "brightness"
        # Without this the kernel's own trigger (disk activity, heartbeat) would go on blinking.
        (root / name / "trigger").write_text("none", encoding="ascii")
        self._brightness.write_text("0", encoding="ascii")
        self._blinking: asyncio.Task[None] | None = None
        self._muted = False

    def confirm(self, *, known: bool = False) -> None:
        """See `Indicator.confirm`."""
        self._start(_KNOWN_S if known else _CONFIRM_S)

    def refuse(self) -> None:
        """See `Indicator.refuse`."""
        self._start(_REFUSE_S)

    def muted(self, on: bool) -> None:
        """Stay lit while mute: nobody overlooks it, and blinks are still seen."""
        self._muted = on
        self._start(())

    def _start(self, pattern_s: tuple[float, ...]) -> None:
        if self._blinking is not None:
            self._blinking.cancel()
        self._blinking = asyncio.get_running_loop().create_task(self._blink(pattern_s), name="led")

    async def _blink(self, pattern_s: tuple[float, ...]) -> None:
        with contextlib.suppress(OSError):  # an LED that goes away must not hold up scanning
            try:
                if pattern_s and self._muted:
                    self._brightness.write_text("0", encoding="ascii")
                    await asyncio.sleep(_DARK_S)
                for light_s in pattern_s:
                    self._brightness.write_text("1", encoding="ascii")
                    await asyncio.sleep(light_s)
                    self._brightness.write_text("0", encoding="ascii")
                    await asyncio.sleep(_DARK_S)
            finally:  # stopped while lit: a light that stays on would say "muted" for ever
                self._brightness.write_text("1" if self._muted else "0", encoding="ascii")
