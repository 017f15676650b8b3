"""A small certificate authority for boxes, brokers and collectors, in one folder."""

import csv
import ipaddress
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from agent.contract.topics import Topics

COLLECTOR = "collector"
"""The broker's access rules know the collector by this name."""
_AUTHORITY_DAYS = 3650
_CRL_DAYS = 3650
"""mosquitto turns every client away once its list has expired, so the list lasts as long as the authority."""
_BACKDATED = timedelta(days=1)
"""The other end's clock may be a little behind."""


class Role(StrEnum):
    """What a certificate is for."""

    DEVICE = "device"
    COLLECTOR = "collector"
    BROKER = "broker"


class AuthorityError(Exception):
    """A certificate cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Issued:
    """One certificate that the authority has issued."""

    serial: int
    role: Role
    name: str
    expires: datetime
    revoked: datetime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate and its private key, both as PEM."""

    certificate: bytes
    key: bytes


class Authority:
    """Issues and revokes certificates; keeps `ca.pem`, `ca.key`, `issued.csv` and `crl.pem` in a folder.

    Keys are on the curve P-256, which every TLS 1.2 stack in use takes. The folder is the secret of the
    whole fleet: it belongs on an administrator's machine, never on a box or a broker.
    """

    def __init__(self, folder: Path, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
        self._folder = folder
        self._certificate = certificate
        self._key = key

    @classmethod
    def create(cls, folder: Path, *, name: str, passphrase: bytes | None = None) -> Self:
        """Make a new authority.

        Args:
            folder: Made if it is not there.
            name: What the authority is called in its certificates.
            passphrase: Encrypts `ca.key`.

        Raises:
            AuthorityError: If there is an authority already.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _named(name)
        certificate = (
            _builder(subject, subject, key.public_key(), days=_AUTHORITY_DAYS)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(authority=True), critical=True)
            .sign(key, hashes.SHA256())
        )
        # The key first: it is the file that must never be written over.
        _write(folder / "ca.key", _key_pem(key, passphrase), secret=True)
        _write(folder / "ca.pem", _pem(certificate))
        authority = cls(folder, certificate, key)
        authority._write_revocations([])
        return authority

    @classmethod
    def open(cls, folder: Path, *, passphrase: bytes | None = None) -> Self:
        """Open the authority in `folder`.

        Raises:
            AuthorityError: If there is none, or the passphrase is wrong or missing.
        """
        try:
            certificate = x509.load_pem_x509_certificate((folder / "ca.pem").read_bytes())
            key = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), passphrase)
        except FileNotFoundError as error:
            raise AuthorityError(
                f"{folder} holds no authority; make one with `scripts/provision-device authority`"
            ) from error
        except (TypeError, ValueError) as error:
            raise AuthorityError(
                f"{folder / 'ca.key'} cannot be read: give --passphrase-file, with the right passphrase"
            ) from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise AuthorityError(f"{folder / 'ca.key'} is no elliptic curve key")
        return cls(folder, certificate, key)

    @property
    def certificate(self) -> bytes:
        """What verifies everything that this authority issues, as PEM."""
        return _pem(self._certificate)

    def issue(self, role: Role, name: str, *, hosts: Iterable[str] = (), days: int = 730) -> Identity:
        """Issue a certificate, and note it down.

        Args:
            role: Clients (devices, collectors) can pass for no broker, and the other way round.
            name: A device's becomes its account at the broker, and so the only one that it can speak for.
            hosts: A broker's host names and addresses.
            days: How long it is valid.

        Raises:
            AuthorityError: If the name cannot be used, or a certificate for it is valid still.
        """
        if role is not Role.BROKER:
            _check_name(role, name)
        hosts = list(hosts)
        if role is Role.BROKER and not hosts:
            raise AuthorityError("name the hosts under which boxes reach the broker")
        now = datetime.now(UTC)
        for other in self.issued():
            if (other.role, other.name) == (role, name) and other.revoked is None and other.expires > now:
                raise AuthorityError(
                    f"{name} has a certificate that is valid until {other.expires:%Y-%m-%d}; revoke it first:"
                    f" `scripts/provision-device revoke {name}`"
                )
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            _builder(_named(name), self._certificate.subject, key.public_key(), days=days)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(authority=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([_PURPOSES[role]]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
        )
        if hosts:
            names = x509.SubjectAlternativeName([_host(host) for host in hosts])
            builder = builder.add_extension(names, critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        entry = Issued(certificate.serial_number, role, name, certificate.not_valid_after_utc, None)
        self._write_register([*self.issued(), entry])  # first: what is in use must be known to be revocable
        return Identity(_pem(certificate), _key_pem(key, None))

    def revoke(self, name: str) -> int:
        """Revoke every certificate of `name` and write `crl.pem` anew; return how many there were."""
        now = datetime.now(UTC).replace(microsecond=0)
        issued = self.issued()
        found = [entry for entry in issued if entry.name == name and entry.revoked is None]
        self._write_register(
            [
                Issued(entry.serial, entry.role, entry.name, entry.expires, now) if entry in found else entry
                for entry in issued
            ]
        )
        self._write_revocations([entry for entry in self.issued() if entry.revoked])
        return len(found)

    def issued(self) -> list[Issued]:
        """Return everything that was ever issued, oldest first.

        Raises:
            AuthorityError: If the register was edited into something else.
        """
        try:
            return list(self._read_register())
        except FileNotFoundError:
            return []
        except (KeyError, ValueError) as error:
            raise AuthorityError(f"{self._register} cannot be read; restore it from a copy") from error

    @property
    def _register(self) -> Path:
        return self._folder / "issued.csv"

    def _read_register(self) -> Iterator[Issued]:
        with self._register.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                revoked = row["revoked"]
                yield Issued(
                    int(row["serial"], 16),
                    Role(row["role"]),
                    row["name"],
                    datetime.fromisoformat(row["expires"]),
                    datetime.fromisoformat(revoked) if revoked else None,
                )

    def _write_register(self, entries: Iterable[Issued]) -> None:
        new = self._register.with_suffix(".new")
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["serial", "role", "name", "expires", "revoked"])
            for entry in entries:
                revoked = entry.revoked.isoformat() if entry.revoked else ""
                writer.writerow(
                    [f"{entry.serial:x}", entry.role, entry.name, entry.expires.isoformat(), revoked]
                )
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._register)

    def _write_revocations(self, revoked: Iterable[Issued]) -> None:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._certificate.subject)
            .last_update(now - _BACKDATED)
            .next_update(now + timedelta(days=_CRL_DAYS))
        )
        for entry in revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(entry.serial)
                .revocation_date(entry.revoked or now)
                .build()
            )
        new = self._folder / "crl.pem.new"
        new.write_bytes(builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        new.replace(self._folder / "crl.pem")


_PURPOSES = {
    Role.DEVICE: ExtendedKeyUsageOID.CLIENT_AUTH,
    Role.COLLECTOR: ExtendedKeyUsageOID.CLIENT_AUTH,
    Role.BROKER: ExtendedKeyUsageOID.SERVER_AUTH,
}


def _check_name(role: Role, name: str) -> None:
    try:
        Topics(name)
    except ValueError as error:
        raise AuthorityError(f"{name!r} cannot name a {role}: {error}") from error
    if (role is Role.COLLECTOR) != (name == COLLECTOR):
        raise AuthorityError(
            f"a collector is called `{COLLECTOR}`, and nothing else is: the broker's access rules go by it"
        )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey, passphrase: bytes | None) -> bytes:
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase is not None:
        encryption = serialization.BestAvailableEncryption(passphrase)
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


def _write(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Write a file that must not be there yet; a secret one is never readable by others, not for a moment."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644)
    except FileExistsError as error:
        raise AuthorityError(f"{path} is there already; choose another folder") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_identity(folder: Path, role: Role, identity: Identity, authority: bytes) -> None:
    """Write `ca.pem` and the identity, `device.pem` and `device.key` (mode 600) for a device, into `folder`.

    Raises:
        AuthorityError: If one of them is there already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / f"{role}.key", identity.key, secret=True)
    _write(folder / f"{role}.pem", identity.certificate)
    _write(folder / "ca.pem", authority)
