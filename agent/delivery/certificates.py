"""How long the box's own certificate holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Concern:
    """What is the matter with a certificate.

    Attributes:
        over: It does not hold now; otherwise it ends soon.
    """

    text: str
    over: bool


def certificate_concern(path: Path, now: datetime) -> Concern | None:
    """Return what a person should know of the certificate (PEM) at `path`; None if all is well."""
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        return Concern(f"uplink.certificate_file {path} cannot be read: {error}", over=True)
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    what = f"the certificate of this box (uplink.certificate_file {path})"
    if now < begins:
        return Concern(
            f"{what} holds from {begins:%F %R}, and this box's own clock says {now:%F %R} UTC: set the clock"
            " (`timedatectl`); scans and words are kept meanwhile",
            over=True,
        )
    if now >= ends:
        return Concern(
            f"{what} ended on {ends:%F %R}: make a new one with scripts/provision-device", over=True
        )
    if ends - now < _SOON:
        days = (ends - now).days
        return Concern(
            f"{what} ends on {ends:%F %R}, in {days} days: make a new one with scripts/provision-device",
            over=False,
        )
    return None
