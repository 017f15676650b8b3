"""The way to the broker: certificates, and whether somebody answers there."""

import os
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from agent.connecting import account_of
from agent.delivery.certificates import certificate_concern
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.transport import connect, tls_context
from agent.doctor.finding import Finding, Part, critical, healthy, unknown, warning
from agent.settings import Settings

_SOON = timedelta(days=30)
_HANDSHAKE_S = 5.0
_NEW = "`scripts/provision-device device NAME` on the administrator's machine, then copy the files here"
_AS_ROOT = "run this as root"


def look_at_certificates(settings: Settings) -> Iterator[Finding]:
    """Yield until when the box's certificate and the broker's authority hold."""
    uplink = settings.uplink
    if uplink.certificate_file is None:
        yield healthy(Part.CERTIFICATE, "the box has none of its own, and none is set")
    else:
        yield _own(uplink.certificate_file, uplink.key_file)
    if uplink.ca_file is not None:
        yield from _authority(uplink.ca_file)


def _own(certificate: Path, key: Path | None) -> Finding:
    unreadable = [file for file in (certificate, key) if file is not None and _forbidden(file)]
    if unreadable:
        return unknown(Part.CERTIFICATE, "this account may not read it", str(unreadable[0]), do=_AS_ROOT)
    concern = certificate_concern(certificate, datetime.now(UTC))
    if concern is not None and concern.over:
        return critical(Part.CERTIFICATE, "does not hold now", concern.text, do=_NEW)
    try:
        tls_context(None, str(certificate), None if key is None else str(key))
    except (OSError, ValueError) as error:
        return critical(Part.CERTIFICATE, "does not fit its key", f"{key}: {_short(error)}", do=_NEW)
    if concern is not None:
        return warning(Part.CERTIFICATE, "ends soon", concern.text, do=_NEW)
    ends = x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
    return healthy(Part.CERTIFICATE, "holds", f"until {ends:%F}")


def _authority(file: Path) -> Iterator[Finding]:
    if _forbidden(file):
        yield unknown(Part.CERTIFICATE, "this account may not read it", str(file), do=_AS_ROOT)
        return
    try:
        ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError):
        yield critical(
            Part.CERTIFICATE,
            "the broker's authority cannot be read",
            f"uplink.ca_file {file}",
            do="copy ca.pem to the box again",
        )
        return
    left = ends - datetime.now(UTC)
    if left < _SOON:
        judge = critical if left < timedelta() else warning
        yield judge(
            Part.CERTIFICATE,
            "the broker's authority ends",
            f"uplink.ca_file {file}: {ends:%F}",
            do="have the broker's operator renew it, and copy the new ca.pem to the box",
        )


def look_at_broker(settings: Settings) -> Iterator[Finding]:
    """Yield whether somebody answers at each of the broker's addresses; no MQTT is spoken.

    A connection with the box's client id would throw the agent's out.
    """
    first = account_of(settings)
    for account in (first, *(first.at(url) for url in settings.uplink.fallback_brokers)):
        yield _answers(account)


def _answers(account: BrokerAccount) -> Finding:
    address = account.address
    where = str(address)
    try:
        with connect(address, account.proxy) as peer:
            if not address.tls:
                return healthy(Part.BROKER, "somebody answers there; without TLS nothing is encrypted", where)
            peer.settimeout(_HANDSHAKE_S)
            context = tls_context(account.ca_file, account.certificate_file, account.key_file)
            with context.wrap_socket(peer, server_hostname=address.host) as tls:
                return healthy(
                    Part.BROKER, "answers, and its certificate is right", f"{where}, {tls.version()}"
                )
    except ssl.SSLCertVerificationError as error:
        return critical(
            Part.BROKER,
            "its certificate is not accepted",
            f"{where}: {error.verify_message}",
            do="uplink.ca_file must be the authority of the broker; is the clock right (`timedatectl`)?",
        )
    except ssl.SSLError as error:
        return critical(
            Part.BROKER,
            "TLS fails",
            f"{where}: {_short(error)}",
            do="is that the port with TLS (8883)? Is the box's certificate of the authority that it wants?",
        )
    except PermissionError:
        return unknown(Part.BROKER, "this account may not read the certificate's files", where, do=_AS_ROOT)
    except (OSError, ValueError) as error:
        return warning(
            Part.BROKER,
            "cannot be reached",
            f"{where}: {_short(error)}",
            do="network, name, port, firewall, uplink.proxy; leads wait on the box meanwhile",
        )


def _short(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _forbidden(file: Path) -> bool:
    try:
        return file.exists() and not os.access(file, os.R_OK)
    except PermissionError:
        return True
