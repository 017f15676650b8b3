"""A broker that answers with the reason codes that a test wants: real ones cannot be made to."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

CONNECT, PUBLISH, SUBSCRIBE, PINGREQ, DISCONNECT = 1, 3, 8, 12, 14


class ScriptedBroker:
    """Speaks as much MQTT 5 as an uplink needs; knows no other clients.

    Attributes:
        connack: Reason code of every CONNACK.
        pubacks: Reason codes of PUBACKs for leads, in order; 0 when they are used up.
        disconnect: Where set, sent as the reason of a DISCONNECT instead of the next PUBACK for a lead.
        leads: How many lead messages have come.
        connections: How many there have been.
    """

    def __init__(self, *, connack: int = 0, pubacks: tuple[int, ...] = ()) -> None:
        self.connack = connack
        self.pubacks: Iterator[int] = iter(pubacks)
        self.disconnect: int | None = None
        self.leads = 0
        self.connections = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["ScriptedBroker"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, body = await _packet(reader)
                if kind == DISCONNECT:
                    break
                answer = self._answer(kind, body)
                writer.write(answer)
                await writer.drain()
                if answer[:1] == b"\xe0" or (kind == CONNECT and self.connack):
                    break
        writer.close()

    def _answer(self, kind: int, body: bytes) -> bytes:
        match kind:
            case 1:
                return bytes([0x20, 3, 0, self.connack, 0])
            case 3:
                length = int.from_bytes(body[:2], "big")
                topic, number = body[2 : 2 + length], body[2 + length : 4 + length]
                code = 0
                if topic.endswith(b"/up/lead"):
                    self.leads += 1
                    if self.disconnect is not None:
                        return bytes([0xE0, 2, self.disconnect, 0])
                    code = next(self.pubacks, 0)
                return bytes([0x40, 4, *number, code, 0])
            case 8:
                return bytes([0x90, 4, *body[:2], 0, 1])
            case _:
                return bytes([0xD0, 0])


async def _packet(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    first = (await reader.readexactly(1))[0]
    length, shift = 0, 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return first >> 4, await reader.readexactly(length)
