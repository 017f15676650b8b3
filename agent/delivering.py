"""Build what delivery needs from the settings: keys, bounds, whose word counts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from agent.delivery.bounds import Bounds
from agent.delivery.commands import Policy
from agent.delivery.sealing import Envelope, KeyRing, SealError
from agent.delivery.signatures import Verifier
from agent.settings import SettingsError
from agent.settings.model import OutboxSettings, Settings

READABLE = (
    "leads on this box's disk are readable by whoever gets the disk: `boothscribe outbox new-key` makes a key"
    " for outbox.key_file or the systemd credential boothscribe.outbox.key"
)


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


def _at_rest(settings: OutboxSettings) -> KeyRing:
    if settings.key is not None:
        return KeyRing.parse(settings.key.get_secret_value())
    if settings.key_file is not None:
        return KeyRing.read(Path(settings.key_file))
    return KeyRing()


def _key_source(settings: OutboxSettings) -> str:
    return "outbox.key" if settings.key is not None else f"outbox.key_file: {settings.key_file}"
