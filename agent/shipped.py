"""Where the profiles and examples of `config/` lie: in the checkout, or in the installed package."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """Return the directory `config/{folder}` that came with this version: `arrays`, `badges`, `events`."""
    installed = Path(__file__).parent / "config" / folder
    return installed if installed.is_dir() else Path(__file__).parents[1] / "config" / folder
