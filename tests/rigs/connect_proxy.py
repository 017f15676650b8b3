"""An HTTP proxy that only knows CONNECT, as between a hall's network and the world."""

import base64
import contextlib
import socket
import threading
from typing import Self

_CHUNK = 65_536


class ConnectProxy:
    """Lets through whoever asks with CONNECT, and counts.

    Attributes:
        answer: What it says instead, such as `503 Service Unavailable`; empty: it lets through.
        asked: The targets, as the clients named them.
    """

    def __init__(self, *, account: tuple[str, str] | None = None) -> None:
        self.answer = ""
        self.asked: list[str] = []
        self.host = "127.0.0.1"
        self._account = account
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for each in self._open:
            each.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.add(client)
                self._run(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                byte = client.recv(1)
                if not byte:
                    return
                head += byte
            request, *headers = head.decode("ascii").split("\r\n")
            method, target, _ = request.split(" ")
            assert method == "CONNECT"
            self.asked.append(target)
            refusal = self.answer or self._refused(headers)
            if refusal:
                client.sendall(f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\n\r\n".encode())
                client.shutdown(socket.SHUT_RDWR)
                return
            host, port = target.rsplit(":", 1)
            server = socket.create_connection((host, int(port)), timeout=5)
            server.settimeout(None)
            self._open.add(server)
            # In two parts, as some proxies do: what follows the first line belongs to the answer.
            client.sendall(b"HTTP/1.1 200 Connection established\r\n")
            client.sendall(b"Via: test\r\n\r\n")
            self._run(self._copy, client, server)
            self._copy(server, client)

    def _refused(self, headers: list[str]) -> str:
        if self._account is None:
            return ""
        wanted = base64.b64encode(":".join(self._account).encode()).decode()
        let_in = f"Proxy-Authorization: Basic {wanted}" in headers
        return "" if let_in else "407 Proxy Authentication Required"

    @staticmethod
    def _copy(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                sink.sendall(chunk)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _run(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()
