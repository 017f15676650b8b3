"""Rings the terminal's bell: one ring for stored, three for refused."""

import sys
from typing import TextIO


class TerminalIndicator:
    """Bell and one line of text on a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream

    def confirm(self) -> None:
        """See `Indicator.confirm`."""
        print("\a[scan stored]", file=self._stream, flush=True)

    def refuse(self) -> None:
        """See `Indicator.refuse`."""
        print("\a\a\a[scan NOT stored: scan again]", file=self._stream, flush=True)
