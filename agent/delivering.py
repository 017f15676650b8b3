"""Build what delivery needs from the settings: keys, bounds, whose word counts; and tie it to the visit."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import UUID

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from agent.delivery.bounds import Bounds
from agent.delivery.certificates import certificate_concern
from agent.delivery.commands import Forget, Policy
from agent.delivery.sealing import Envelope, KeyRing, SealError
from agent.delivery.signatures import Verifier
from agent.ops.health import Health, Status
from agent.settings import SettingsError
from agent.settings.model import OutboxSettings, Settings, UplinkSettings
from agent.visit.visit import Visit

READABLE = (
    "leads on this box's disk are readable by whoever gets the disk: `boothscribe outbox new-key` makes a key"
    " for outbox.key_file or the systemd credential boothscribe.outbox.key"
)


WITHOUT_MQTT_5 = (
    'uplink.protocol = "3.1.1": the broker cannot tell this box that its rules keep a lead out, that a lead'
    " is too large, that nobody listens, or why it hangs up; only a missing receipt shows it"
)
_LOOK_AT_CERTIFICATE_S = 3600.0


@dataclass(frozen=True, slots=True)
class DeliveryKeys:
    """Every key of the settings, read and checked."""

    at_rest: KeyRing
    envelope: Envelope | None
    commanders: Policy
    receipts_from: Verifier | None

    @classmethod
    def read(cls, settings: Settings) -> Self:
        """Read the keys that the settings hold or name.

        Raises:
            SettingsError: If one of them cannot be used.
        """
        problems: list[str] = []
        at_rest, envelope, verifier = KeyRing(), None, Verifier({})
        try:
            at_rest = _at_rest(settings.outbox)
        except (SealError, OSError, UnicodeDecodeError) as error:
            problems.append(f"{_key_source(settings.outbox)}: {error}")
        try:
            if settings.uplink.seal_to:
                envelope = Envelope.parse(settings.uplink.seal_to)
        except SealError as error:
            problems.append(f"uplink.seal_to: {error}")
        try:
            verifier = Verifier.parse(settings.commands.public_keys)
        except SealError as error:
            problems.append(f"commands.public_keys: {error}")
        if settings.uplink.signed_receipts and not settings.commands.public_keys:
            problems.append("uplink.signed_receipts: needs the signer's key in commands.public_keys")
        if problems:
            raise SettingsError(problems)
        policy = Policy(verifier, allow_unsigned=settings.commands.allow_unsigned)
        return cls(at_rest, envelope, policy, verifier if settings.uplink.signed_receipts else None)


def bounds(settings: OutboxSettings) -> Bounds:
    """Return what the outbox keeps within."""
    return Bounds(
        records_bytes=settings.maximum_bytes,
        leads=settings.maximum_leads,
        free_bytes=settings.minimum_free_bytes,
    )


class UplinkNotices:
    """What health says about the uplink whatever it does: an old protocol, a certificate that ends soon."""

    def __init__(self, settings: UplinkSettings, health: Health) -> None:
        self._certificate = settings.certificate_file
        self._station = None if self._certificate is None else health.station("certificate")
        self._looked_s = float("-inf")
        if settings.protocol == "3.1.1":
            health.station("mqtt 3.1.1").degraded(WITHOUT_MQTT_5, public="the broker reports little")

    def look(self) -> None:
        """Look at the certificate now and then."""
        now_s = time.monotonic()
        if self._certificate is None or self._station is None:
            return
        if now_s - self._looked_s < _LOOK_AT_CERTIFICATE_S and self._station.status is Status.OK:
            return
        self._looked_s = now_s
        concern = certificate_concern(self._certificate, datetime.now(UTC))
        if concern is None:
            self._station.ok()
        elif concern.over:
            self._station.failed(concern.text, public="the box's certificate does not hold now")
        else:
            self._station.degraded(concern.text, public="the box's certificate ends soon")


def uplink_notes(settings: UplinkSettings) -> Iterator[str]:
    """Yield what `boothscribe check` should say about the uplink."""
    if settings.protocol == "3.1.1":
        yield WITHOUT_MQTT_5
    if settings.certificate_file is not None:
        concern = certificate_concern(settings.certificate_file, datetime.now(UTC))
        if concern is not None:
            yield concern.text


def forget_in(visit: Visit, completed: Callable[[Lead], Lead]) -> Forget:
    """Return what erases people from conversations that are open, or remembered for their return.

    Args:
        visit: Where they are.
        completed: Adds what the attendee list says: a person may be known by that alone.
    """

    async def forget(subject: Subject, leads: frozenset[UUID]) -> frozenset[UUID]:
        meant: set[UUID] = set()

        def look(lead: Lead) -> bool:
            if lead.id in leads or subject.covers(completed(lead)):
                meant.add(lead.id)
            return False

        await visit.revise_all(look)
        await visit.erase(meant)
        return frozenset(meant)

    return forget


def _at_rest(settings: OutboxSettings) -> KeyRing:
    if settings.key is not None:
        return KeyRing.parse(settings.key.get_secret_value())
    if settings.key_file is not None:
        return KeyRing.read(Path(settings.key_file))
    return KeyRing()


def _key_source(settings: OutboxSettings) -> str:
    return "outbox.key" if settings.key is not None else f"outbox.key_file: {settings.key_file}"
