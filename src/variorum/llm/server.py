"""The server that a model is asked through: any that speaks the OpenAI protocol. Whatever it does, the run goes on."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from variorum.llm.limits import DEFAULT, Limits
from variorum.llm.prompts import Question
from variorum.llm.refusals import No
from variorum.llm.shapes import Completion

if TYPE_CHECKING:
    import httpx

_REFUSED_SHAPE = frozenset([400, 422])


@dataclass(frozen=True)
class Reader:
    """Which model is asked, and where: ``url`` is what stands before ``/chat/completions`` (``http://127.0.0.1:8080/v1``).

    ``key`` is sent as a bearer token. ``cache`` is the folder in which answers are kept, the user's own if it is not given. Raises
    ``ValueError`` for an address that is not http or https, for a key that would travel unencrypted, and without a model's name.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    cache: Path | None = None
    limits: Limits = DEFAULT

    def __post_init__(self) -> None:
        """Refuse what cannot be asked, or not safely."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{self.url!r} is no address of a server: give one like http://127.0.0.1:8080/v1")
        if not self.model.strip():
            raise ValueError("no model is named: say which one the server is to use")
        if not self.model.isprintable() or len(self.model) > 200:
            raise ValueError("the model's name is too long, or has characters that cannot be shown")
        if self.key and parts.scheme == "http" and not self.is_here:
            raise ValueError(f"the key would go to {parts.hostname} unencrypted: give an https address")

    @property
    def is_here(self) -> bool:
        """Say whether the server is on this computer; then no proxy is asked."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")


class Server:
    """A connection to a reader's server, held open for one run."""

    def __init__(self, reader: Reader) -> None:
        import httpx

        # Nothing packed is asked for or unpacked, so that what is read stays as small as it is sent.
        headers = {"Accept-Encoding": "identity"} | {"Authorization": f"Bearer {reader.key}"} if reader.key else {}
        self._reader = reader
        self._shaped = True
        self._client = httpx.Client(
            headers=headers, timeout=reader.limits.seconds, trust_env=not reader.is_here, follow_redirects=False
        )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, question: Question) -> str | No:
        """Ask one question; give the model's words, or why there are none.

        A server that does not know how to answer in a shape is asked again without one.
        """
        answer = self._post(self._body(question))
        if isinstance(answer, int) and answer in _REFUSED_SHAPE and self._shaped:
            self._shaped = False
            answer = self._post(self._body(question))
        if isinstance(answer, int):
            return No("no_answer", f"the server answered with status {answer}")
        if isinstance(answer, No):
            return answer
        try:
            return Completion.model_validate_json(answer).choices[0].message.content
        except ValidationError:
            return No("no_answer", "the server's answer has no message of a model in it")

    def _body(self, question: Question) -> dict[str, Any]:
        body = {
            "model": self._reader.model,
            "messages": list(question.messages),
            "temperature": 0,
            "seed": 1,
            "max_tokens": self._reader.limits.tokens,
            "stream": False,
        }
        if self._shaped:
            shape = {"name": question.name, "schema": question.shape}
            body["response_format"] = {"type": "json_schema", "json_schema": shape}
        return body

    def _post(self, body: dict[str, Any]) -> bytes | int | No:
        """Give the body of an answer, the status if it is no answer, or why there is none."""
        import httpx

        place = f"{self._reader.url.rstrip('/')}/chat/completions"
        try:
            with self._client.stream("POST", place, json=body) as response:
                return self._read(response) if response.status_code == 200 else response.status_code
        except httpx.TimeoutException:
            return No("no_answer", "the server took too long")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            return No("no_answer", f"the server could not be asked ({type(error).__name__})")

    def _read(self, response: httpx.Response) -> bytes | No:
        limits = self._reader.limits
        begin = time.monotonic()
        whole = bytearray()
        for piece in response.iter_raw():
            whole += piece
            if len(whole) > limits.answer:
                return No("too_long", f"the answer is longer than {limits.answer:,} bytes")
            if time.monotonic() - begin > limits.seconds:
                return No("no_answer", "the server took too long")
        return bytes(whole)
