"""Where provisioning looks, and where it puts things."""

from dataclasses import dataclass
from pathlib import Path

FILE = "boothscribe.toml"
USED = "boothscribe.toml.used"
"""What FILE is called once everything of it is in place, while its folder is being cleared."""
PROBLEMS = "boothscribe-problems.txt"
TAKEN = "boothscribe-taken.txt"

AUTHORITY, CERTIFICATE, KEY = "ca.pem", "device.pem", "device.key"
COMPANIONS = (AUTHORITY, CERTIFICATE, KEY)
"""Files beside FILE that come with it; `scripts/provision-device` writes them."""
PACK = "event"
"""Folder beside FILE that holds the event pack."""

STICK = Path("/dev/disk/by-label/BOOTHSCRIBE")
BOOT = (Path("/boot/firmware"), Path("/boot"))


@dataclass(frozen=True, slots=True)
class Places:
    """Targets on this box.

    Attributes:
        config: Settings, certificates, pack.
        credentials: systemd's credential store; the encrypted one lies beside it.
        group: Who may read what is in `config`; None leaves it to root.
    """

    config: Path = Path("/etc/boothscribe")
    credentials: Path = Path("/etc/credstore")
    group: str | None = "boothscribe"

    @property
    def encrypted(self) -> Path:
        """Where systemd looks for encrypted credentials."""
        return self.credentials.with_name(self.credentials.name + ".encrypted")

    @property
    def targets(self) -> tuple[Path, ...]:
        """Every directory that is written to."""
        return self.config, self.credentials, self.encrypted

    @property
    def staging(self) -> Path:
        """What is being prepared; worthless after a power cut."""
        return self.config / ".provision-new"

    @property
    def ready(self) -> Path:
        """What was prepared to its end; put in place whatever happens."""
        return self.config / ".provision-ready"

    @property
    def last(self) -> Path:
        """Hash of what was taken last: a boot partition that is read-only shows it again at every start."""
        return self.config / ".provisioned"
