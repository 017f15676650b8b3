"""A box on which a boot partition is tried: places below one folder."""

from dataclasses import dataclass
from pathlib import Path

from agent.provisioning.outcome import Outcome
from agent.provisioning.places import Places
from agent.provisioning.run import provision

PASSWORD = "hunter2-Zq9"  # noqa: S105
OLD = '[event]\nid = "before"\n'
NEW = f"""# the password is {PASSWORD}
[device]
name = "booth-1"
[event]
id = "expo"
[uplink]
broker = "mqtt://broker.example.com"
username = "booth-1"
password = "{PASSWORD}"
"""


@dataclass
class Box:
    """All of it."""

    root: Path

    def __post_init__(self) -> None:
        self.boot = self.root / "boot"
        self.boot.mkdir()
        self.places = Places(
            config=self.root / "etc" / "boothscribe", credentials=self.root / "etc" / "credstore", group=None
        )
        self.places.config.mkdir(parents=True)
        self.main.write_text(OLD, encoding="utf-8")

    @property
    def main(self) -> Path:
        return self.places.config / "boothscribe.toml"

    def put(self, text: str = NEW) -> Path:
        file = self.boot / "boothscribe.toml"
        file.write_text(text, encoding="utf-8")
        return file

    def start(self) -> Outcome | None:
        return provision([self.boot], self.places)

    def secret(self, name: str) -> bytes | None:
        """What lies in either store under this key."""
        for file in (
            self.places.credentials / f"boothscribe.{name}",
            self.places.encrypted / f"boothscribe.encrypted.{name}",
        ):
            if file.exists():
                return file.read_bytes()
        return None

    def everything(self) -> dict[str, bytes]:
        """Every file below the root, by its path."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }
