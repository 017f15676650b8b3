"""Holds the event pack that counts, and swaps it while the box works."""

from collections.abc import Callable, Sequence
from pathlib import Path

from agent.event_pack.load import LoadedPack, load_pack
from agent.event_pack.problems import PackError, Place, Problem, Severity


class PackHolder:
    """The pack in use. A new one takes its place as a whole, and only when nothing is wrong with it.

    Attributes:
        current: The pack in use; None before one was loaded.
        problems: What was wrong at the last try; the pack before it then stays in use.
    """

    def __init__(
        self,
        directory: Path | None,
        overlays: Sequence[str] = (),
        *,
        further: Callable[[LoadedPack], list[Problem]] = lambda _: [],
    ) -> None:
        """Hold the pack at `directory`, or none; `further` finds what only other parts can know is wrong."""
        self._further = further
        self._directory = directory
        self._overlays = tuple(overlays)
        self.current: LoadedPack | None = None
        self.problems: tuple[Problem, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether the box was given a pack at all."""
        return self._directory is not None

    @property
    def directory(self) -> Path | None:
        """Where the pack lies."""
        return self._directory

    def reload(self) -> bool:
        """Read the pack again and use it if it is right; may be called in any thread.

        Returns:
            Whether another pack is in use now.
        """
        if self._directory is None:
            return False
        try:
            loaded = load_pack(self._directory, overlays=self._overlays)
            further = self._further(loaded)
            if any(problem.severity is Severity.ERROR for problem in further):
                self.problems = tuple(further)
                return False
        except PackError as error:
            self.problems = tuple(error.problems)
            return False
        except Exception as error:  # noqa: BLE001 -- whatever a file does to us, the pack in use stays
            self.problems = (Problem(Place(self._directory), f"cannot be read ({type(error).__name__})"),)
            return False
        self.problems = ()
        before, self.current = self.current, loaded
        return before is None or _key(before) != _key(loaded)


def _key(loaded: LoadedPack) -> tuple[object, ...]:
    return loaded.content_hash, loaded.pack
