"""Questions of one run: each asked once, its answer kept, and none asked beyond what is allowed."""

from __future__ import annotations

from variorum.llm.cache import Cache, folder
from variorum.llm.prompts import Question
from variorum.llm.refusals import No
from variorum.llm.server import Reader, Server

PROGRAM = 1
"""Counted up where an answer is to be asked for anew though the question is the same."""


class Asking:
    """Asks a reader's server what no kept answer says. Without a question it opens no connection."""

    def __init__(self, reader: Reader) -> None:
        self.limits = reader.limits
        self.questions = 0
        self._reader = reader
        self._cache = Cache(reader.cache or folder())
        self._server: Server | None = None
        self._failures = 0

    def __enter__(self) -> Asking:
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.__exit__()

    def answer(self, question: Question) -> str | No | None:
        """Give the model's words, or why there are none; nothing where as many were asked as may be."""
        if self.questions >= self.limits.questions:
            return None
        self.questions += 1
        model = self._reader.model
        key = self._cache.key(PROGRAM, model, question.messages, question.shape, self.limits.tokens)
        kept = self._cache.get(key, self.limits.answer)
        if kept is not None:
            return kept
        if self._failures >= self.limits.failures:
            return No("no_answer", "the server was not asked any more: it had not answered several times in a row")
        said = self._asked(question)
        if isinstance(said, No):
            self._failures += said.reason == "no_answer"
            return said
        self._failures = 0
        self._cache.put(key, model, said)
        return said

    def _asked(self, question: Question) -> str | No:
        if self._server is None:
            self._server = Server(self._reader)
        return self._server.ask(question)
