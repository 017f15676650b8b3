"""The options that say which broker it is and how to be let in."""

import os
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import click

from collector.intake import Broker

_DEFAULT_PORTS = {"mqtt": 1883, "mqtts": 8883}


@dataclass(frozen=True, slots=True)
class Identity:
    """PEM files: who vouches for the broker, and who we are."""

    ca_file: Path | None
    certificate_file: Path | None
    key_file: Path | None

    def __bool__(self) -> bool:
        return bool(self.ca_file or self.certificate_file)


def broker_of(url: str, username: str | None, password: str | None, identity: Identity) -> Broker:
    """Return the broker that the options describe.

    Raises:
        click.ClickException: If they do not fit together, or a file cannot be used.
    """
    hint = "use mqtt://HOST[:PORT] or mqtts://HOST[:PORT]"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise click.BadParameter(f"{error}: {hint}", param_hint="--broker") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise click.BadParameter(hint, param_hint="--broker")
    if parts.username or parts.password:
        raise click.BadParameter(
            "no user in the URL, where every process can read it: use --username and --password-file",
            param_hint="--broker",
        )
    if password is not None and username is None:
        raise click.UsageError("a password needs --username")
    if identity and parts.scheme != "mqtts":
        raise click.UsageError("--ca-file and --certificate-file need an mqtts:// broker")
    if (identity.certificate_file is None) != (identity.key_file is None):
        raise click.UsageError("--certificate-file and --key-file belong together")
    return Broker(
        host=parts.hostname,
        port=port or _DEFAULT_PORTS[parts.scheme],
        tls=_tls(identity) if parts.scheme == "mqtts" else None,
        username=username,
        password=password,
    )


def _tls(identity: Identity) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=identity.ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    except (OSError, ValueError) as error:
        raise click.ClickException(
            f"cannot use {identity.ca_file} as certificate authority: {error}"
        ) from error
    if identity.certificate_file is not None:
        try:
            context.load_cert_chain(identity.certificate_file, identity.key_file, _no_passphrase)
        except (OSError, ValueError) as error:
            raise click.ClickException(
                f"cannot use {identity.certificate_file} with {identity.key_file}: {error}"
            ) from error
    return context


def _no_passphrase() -> str:
    """Answer OpenSSL, which asks the terminal otherwise."""
    raise ValueError("the key is encrypted; a service cannot type a passphrase")


def password_of(file: IO[str] | None) -> str | None:
    """Return the first line of the file or, without one, what the environment says."""
    if file is None:
        return os.environ.get("BOOTHSCRIBE_COLLECTOR_PASSWORD")
    return file.readline().rstrip("\r\n")
