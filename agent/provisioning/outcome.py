"""What became of the last try, for doctor and page; holds no secret."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

OUTCOME = Path("/run/boothscribe-provision/outcome.json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One try.

    Attributes:
        source: The file that was found.
        problems: Why it was not taken, one line each; empty when it was.
        warnings: What somebody should know although it was taken.
    """

    source: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` wrote.

        Raises:
            OSError, ValueError: If it is not there, or damaged.
        """
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                str(told["source"]), tuple(map(str, told["problems"])), tuple(map(str, told["warnings"]))
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} is no outcome") from error

    def write(self, path: Path) -> None:
        """Write it, readable for everybody."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        new.chmod(0o644)
        new.replace(path)
