"""An endpoint that speaks the chat completions protocol, kept at arm's length.

Source of the protocol: OpenAI's API reference, "Create chat completion", with `response_format` of type
`json_schema`; llama.cpp's server, Ollama, vLLM and others speak it too.
"""

import asyncio
import json
from collections.abc import Mapping
from enum import StrEnum
from types import TracebackType
from typing import Any, NoReturn, Self

import httpx2

LARGEST_ANSWER_BYTES = 256 * 1024
_LONGEST_ANSWER_TOKENS = 2000
_OK = 200
_REDIRECTS = range(300, 400)


class Trouble(StrEnum):
    """Why there is no answer that can be used."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    """No connection, no TLS, or it broke off."""
    STATUS = "status"
    """An HTTP status that is no success."""
    REDIRECT = "redirect"
    """Words go where the settings say, and nowhere else."""
    TOO_LARGE = "too_large"
    ENCODING = "encoding"
    """Compressed although it was asked not to be: what is small here may be huge when it is unpacked."""
    NOT_JSON = "not_json"
    SHAPE = "shape"
    """JSON, but not what was asked for."""
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    """The answer was longer than the model may write."""


class LanguageModelError(Exception):
    """There is no answer. The message names the kind of trouble alone, never words of a conversation."""

    def __init__(self, reason: Trouble) -> None:
        super().__init__(f"the language model gave no usable answer ({reason})")
        self.reason = reason


class Endpoint:
    """One language model behind one URL."""

    def __init__(self, url: str, *, model: str, key: str | None, timeout_s: float) -> None:
        """Prepare; nothing is sent yet.

        Args:
            url: Base of the API, such as `http://127.0.0.1:8080/v1`.
            model: As the endpoint calls it.
            key: API key, or None.
            timeout_s: For the whole of an answer, however slowly it drips.
        """
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model, self._timeout_s = model, timeout_s
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        # trust_env: a proxy that some variable names would be one more reader of the words.
        self._client = httpx2.AsyncClient(
            headers=headers,
            timeout=timeout_s,
            follow_redirects=False,
            trust_env=False,
            limits=httpx2.Limits(max_connections=1),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def complete(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return the JSON object that the model answers.

        Args:
            messages: Of `role` and `content`.
            schema: JSON Schema that the answer is to follow. Not relied on: the caller checks.

        Raises:
            LanguageModelError: Whatever goes wrong.
        """
        body = {
            "model": self._model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": _LONGEST_ANSWER_TOKENS,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "proposals", "strict": True, "schema": schema},
            },
        }
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._post(body)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise LanguageModelError(Trouble.TIMEOUT) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            raise LanguageModelError(Trouble.UNREACHABLE) from error
        return _content(_json(answer))

    async def _post(self, body: dict[str, Any]) -> bytes:
        async with self._client.stream("POST", self._url, json=body) as response:
            if response.status_code in _REDIRECTS:
                raise LanguageModelError(Trouble.REDIRECT)
            if response.status_code != _OK:
                raise LanguageModelError(Trouble.STATUS)
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise LanguageModelError(Trouble.ENCODING)
            taken = bytearray()
            async for part in response.aiter_raw():
                taken += part
                if len(taken) > LARGEST_ANSWER_BYTES:
                    raise LanguageModelError(Trouble.TOO_LARGE)
            return bytes(taken)


def _json(data: bytes | str) -> Any:
    try:
        return json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise LanguageModelError(Trouble.NOT_JSON) from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _content(answer: Any) -> dict[str, Any]:
    """Return the object inside the answer's first choice."""
    try:
        choice = answer["choices"][0]
        message, finished = choice["message"], choice.get("finish_reason")
        refusal, content = message.get("refusal"), message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise LanguageModelError(Trouble.SHAPE) from error
    if refusal or finished == "content_filter":
        raise LanguageModelError(Trouble.REFUSED)
    if finished == "length":
        raise LanguageModelError(Trouble.CUT_OFF)
    if not isinstance(content, str):
        raise LanguageModelError(Trouble.SHAPE)
    proposals = _json(content)
    if not isinstance(proposals, dict):
        raise LanguageModelError(Trouble.SHAPE)
    return proposals
