"""The way to a broker: its address, TLS, WebSocket, an HTTP proxy between."""

import base64
import contextlib
import http.client
import socket
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

_PORTS = {"mqtt": 1883, "mqtts": 8883, "ws": 80, "wss": 443}
_TLS = {"mqtts", "wss"}
_WEBSOCKET_PATH = "/mqtt"
_CONNECT_TIMEOUT_S = 8.0
_IGNORE_DATES = 0x200000  # X509_V_FLAG_NO_CHECK_TIME of OpenSSL; Python has no name for it


@dataclass(frozen=True, slots=True)
class Address:
    """Where a broker listens.

    Attributes:
        path: Of the WebSocket; None for plain MQTT.
    """

    host: str
    port: int
    tls: bool
    path: str | None

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `mqtts://host:8883`, `mqtt://…`, `wss://host/path` or `ws://…`, as the settings allow it."""
        parts = urlsplit(url)
        path = (parts.path or _WEBSOCKET_PATH) if parts.scheme in {"ws", "wss"} else None
        port = parts.port or _PORTS[parts.scheme]
        return cls(parts.hostname or "localhost", port, parts.scheme in _TLS, path)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy that lets us through with CONNECT."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str, username: str | None = None, password: str | None = None) -> Self:
        """Read `http://host:3128`, as the settings allow it."""
        parts = urlsplit(url)
        return cls(parts.hostname or "localhost", parts.port or 3128, username, password)

    def connect(self, address: Address) -> socket.socket:
        """Return a connection through the proxy to `address`.

        Raises:
            OSError: If the proxy cannot be reached or does not let us through.
        """
        connection = http.client.HTTPConnection(self.host, self.port, timeout=_CONNECT_TIMEOUT_S)
        headers = {}
        if self.username is not None:
            account = f"{self.username}:{self.password or ''}".encode()
            headers["Proxy-Authorization"] = f"Basic {base64.b64encode(account).decode('ascii')}"
        connection.set_tunnel(address.host, address.port, headers)
        try:
            connection.connect()
        except http.client.HTTPException as error:
            connection.close()
            raise OSError(f"proxy {self.host}:{self.port} gives no proper answer") from error
        except OSError as error:
            connection.close()
            raise OSError(f"proxy {self.host}:{self.port}: {error}") from error
        peer: socket.socket = connection.sock
        connection.sock = None  # ours now: it must not be closed with the request
        return peer


def connect(address: Address, proxy: Proxy | None) -> socket.socket:
    """Return a TCP connection to the broker, through the proxy where there is one.

    Raises:
        OSError: If there is none to be had.
    """
    if proxy is not None:
        peer = proxy.connect(address)
    else:
        peer = socket.create_connection((address.host, address.port), timeout=_CONNECT_TIMEOUT_S)
    # Small packets wait for each other's TCP acknowledgement otherwise (Nagle), 40 ms at a time.
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return peer


def tls_context(ca_file: str | None, certificate_file: str | None, key_file: str | None) -> ssl.SSLContext:
    """Return what verifies the broker and, with a certificate, shows who we are.

    Raises:
        OSError, ValueError: If one of the files cannot be used.
    """
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _WarySslSocket
    if certificate_file is not None:
        context.load_cert_chain(certificate_file, key_file, _no_passphrase)
    return context


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a certificate holds."""

    not_before: datetime
    not_after: datetime


def validity_of_broker(address: Address, proxy: Proxy | None, ca_file: str | None) -> Validity | None:
    """Ask a broker when its certificate holds, after its dates were refused; nothing is sent to it.

    All but the dates is verified: name, signatures, authority. None if even that fails.
    """
    context = ssl.create_default_context(cafile=ca_file)
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | _IGNORE_DATES)
    try:
        with (
            connect(address, proxy) as peer,
            context.wrap_socket(peer, server_hostname=address.host) as tls,
        ):
            shown = tls.getpeercert() or {}
        return Validity(_date(shown["notBefore"]), _date(shown["notAfter"]))
    except (OSError, ValueError, KeyError):
        return None


class TransportClient(Client):
    """paho's client on sockets of ours: no proxy out of the environment, no endless handshake."""

    def __init__(
        self, api: CallbackAPIVersion, *, address: Address, proxy: Proxy | None, **named: Any
    ) -> None:
        named["transport"] = "tcp" if address.path is None else "websockets"
        super().__init__(api, **named)
        self._address = address
        self._through = proxy
        if address.path is not None:
            self.ws_set_options(path=address.path)

    def let_go(self) -> None:
        """Close, once its thread has ended, what paho closes when dropped: a traceback may keep it long."""
        self._reset_sockets()

    # paho offers no other way in; tests/delivery/test_uplink_ways.py notices if one of these is not called.

    def _create_socket(self) -> Any:
        self._peer: socket.socket | None = None
        try:
            return super()._create_socket()
        except BaseException:
            if self._peer is not None:
                self._peer.close()
            raise

    def _create_socket_connection(self) -> socket.socket:
        plain = connect(self._address, self._through)
        self._peer = _WarySocket(plain.family, plain.type, plain.proto, fileno=plain.detach())
        return self._peer

    def _ssl_wrap_socket(self, tcp_sock: socket.socket) -> ssl.SSLSocket:
        self._peer = tls = super()._ssl_wrap_socket(tcp_sock)
        return tls


def hang_up(peer: Any) -> None:
    """End a connection that another thread uses, so that it notices."""
    with (
        contextlib.suppress(OSError, ValueError, AttributeError),
        # A duplicate: the method of an SSLSocket drops the encryption first, under the other thread.
        socket.socket(fileno=socket.dup(peer.fileno())) as same,
    ):
        same.shutdown(socket.SHUT_RDWR)


class _EndedError(ConnectionError):
    """The peer hung up. paho asks again, for ever, after an empty answer in a WebSocket handshake."""


class _WarySocket(socket.socket):
    def recv(self, size: int, flags: int = 0, /) -> bytes:
        received = super().recv(size, flags)
        if size and not received:
            raise _EndedError("the peer hung up")
        return received


class _WarySslSocket(ssl.SSLSocket):
    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except BaseException:
            self.close()  # paho leaves it open
            raise

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        received = super().recv(buflen, flags)
        if buflen and not received:
            raise _EndedError("the peer hung up")
        return received


def _no_passphrase() -> str:
    """Answer OpenSSL, which asks the terminal otherwise."""
    raise ValueError("the key is encrypted; the service cannot type a passphrase")


def _date(text: Any) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(text)), UTC)
