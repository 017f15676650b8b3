"""Rings the terminal's bell: one ring for stored, three for refused."""

import sys
from typing import TextIO


class TerminalIndicator:
    """Bell and one line of text on a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream

    def confirm(self, *, known: bool = False) -> None:
        """See `Indicator.confirm`."""
        print("\a[known already]" if known else "\a[scan stored]", file=self._stream, flush=True)

    def refuse(self) -> None:
        """See `Indicator.refuse`."""
        print("\a\a\a[scan NOT stored: scan again]", file=self._stream, flush=True)

    def muted(self, on: bool) -> None:
        """See `Indicator.muted`."""
        print("[muted: nothing is heard]" if on else "[listening again]", file=self._stream, flush=True)
