"""A small server that speaks the chat completions protocol, well and badly, on a socket of its own."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Behaviour = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class ModelServer:
    """Where it listens, and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)


@contextlib.asynccontextmanager
async def serving(behaviour: Behaviour) -> AsyncIterator[ModelServer]:
    """Serve requests with `behaviour`; every connection takes one."""
    server = ModelServer("")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            request = Request(head[0].split(" ")[1], headers, json.loads(body))
            server.requests.append(request)
            await behaviour(request, writer)
            writer.close()
            await writer.wait_closed()

    tasks: set[asyncio.Task[None]] = set()

    writers: list[asyncio.StreamWriter] = []

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        tasks.add(asyncio.create_task(serve(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    try:
        yield server
    finally:
        listening.close()
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0)


async def send(
    writer: asyncio.StreamWriter,
    body: bytes,
    *,
    status: str = "200 OK",
    headers: str = "",
    length: int | None = None,
) -> None:
    """Send a whole response."""
    size = len(body) if length is None else length
    writer.write(
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n{headers}"
        "Connection: close\r\n\r\n".encode()
        + body
    )
    await writer.drain()


def completion(content: object, **message: object) -> bytes:
    """Return a completion whose message holds `content`, as JSON text if it is not text."""
    finish = message.pop("finish_reason", "stop")
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    said = {"role": "assistant", "content": text, **message}
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "choices": [{"index": 0, "message": said, "finish_reason": finish}],
        }
    ).encode()


def answering(content: object, **message: object) -> Behaviour:
    """Answer every request with `content`."""

    async def behave(_: Request, writer: asyncio.StreamWriter) -> None:
        await send(writer, completion(content, **message))

    return behave


def raw(body: bytes, *, status: str = "200 OK", headers: str = "", length: int | None = None) -> Behaviour:
    """Answer every request with these bytes."""

    async def behave(_: Request, writer: asyncio.StreamWriter) -> None:
        await send(writer, body, status=status, headers=headers, length=length)

    return behave


async def silent(_: Request, writer: asyncio.StreamWriter) -> None:
    """Take the request and never answer."""
    await asyncio.wait_for(writer.wait_closed(), 60)


async def dripping(_: Request, writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, so that no single read takes long."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def endless(_: Request, writer: asyncio.StreamWriter) -> None:
    """Send for ever, as fast as it is taken."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"10000\r\n" + b"[" * 0x10000 + b"\r\n")
        await writer.drain()


async def hanging_up(_: Request, writer: asyncio.StreamWriter) -> None:
    """Break off without a word."""
    writer.transport.abort()
