"""An engine over any runner: it cuts the work into chunks, keeps what is finished, and says how far it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from variorum.engines.program import fingerprint
from variorum.engines.protocol import Here, Runner, Shelf, Watch
from variorum.engines.steps import Chunk, Step, adapter, cut

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Run:
    """An engine on ``runner``, which keeps what is finished on a ``shelf`` and tells a ``watch`` how far it is.

    Only chunks of a named step are kept. What is kept was made by this very program from the same content, or it is not
    found: its key is the hash of both.
    """

    def __init__(self, runner: Runner | None = None, shelf: Shelf | None = None, watch: Watch | None = None) -> None:
        self.runner: Runner = runner or Here()
        self.shelf = shelf
        self.watch = watch
        self._expected: dict[str, int] = {}

    def expect(self, stage: str, total: int) -> None:
        """Say how many pieces a named step will get in all, when they come in several calls."""
        self._expected[stage] = total

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """Tell nobody how far it is inside a ``with`` block: who called tells it in their own way."""
        watch, self.watch = self.watch, None
        try:
            yield
        finally:
            self.watch = watch

    def __call__(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> list[Result]:
        """Do ``work`` on every piece; the results are in the order of the pieces."""
        waiting = list(pieces)
        chunks = cut(work, waiting)
        done: dict[int, Sequence[Result]] = {}
        self._begin(work, len(waiting))
        try:
            for number, chunk in enumerate(chunks):
                kept = self._kept(work, chunk)
                if kept is not None:
                    done[number] = kept
                    self._advance(len(kept), kept=True)
            self._do(work, chunks, done)
        finally:
            if self.watch is not None:
                self.watch.end()
        return [result for number in range(len(chunks)) for result in done[number]]

    def _do(self, work: Callable[..., Any], chunks: list[Chunk], done: dict[int, Sequence[Any]]) -> None:
        missing = [number for number in range(len(chunks)) if number not in done]
        count = sum(len(chunks[number].pieces) for number in missing)
        runner = self.runner if count >= self.runner.least else Here()
        for place, results in runner.each(partial(every, work), [chunks[number].pieces for number in missing]):
            number = missing[place]
            done[number] = results
            self._keep(work, chunks[number], results)
            self._advance(len(results), kept=False)

    def _kept(self, work: Callable[..., Any], chunk: Chunk) -> Sequence[Any] | None:
        if self.shelf is None or not isinstance(work, Step) or chunk.digest is None:
            return None
        key = _key(work, chunk.digest)
        content = self.shelf.get(work.name, key)
        if content is None:
            return None
        try:
            results: list[Any] = adapter(list[work.gives]).validate_json(content)  # type: ignore[name-defined]  # a type made at run time
        except ValidationError:
            results = []
        if len(results) != len(chunk.pieces):
            self.shelf.spoilt(work.name, key)
            return None
        return results

    def _keep(self, work: Callable[..., Any], chunk: Chunk, results: Sequence[Any]) -> None:
        if self.shelf is None or not isinstance(work, Step) or chunk.digest is None:
            return
        try:
            content = adapter(list[work.gives]).dump_json(list(results), by_alias=True)  # type: ignore[name-defined]  # as above
        except ValueError:  # a lone surrogate, which UTF-8 cannot hold: it is done anew the next time
            return
        self.shelf.put(work.name, _key(work, chunk.digest), content)

    def _begin(self, work: Callable[..., Any], total: int) -> None:
        if self.watch is not None:
            stage = work.name if isinstance(work, Step) else getattr(work, "__name__", "")
            self.watch.begin(stage, self._expected.get(stage, total))

    def _advance(self, count: int, *, kept: bool) -> None:
        if self.watch is not None:
            self.watch.advance(count, kept=kept)


def every(work: Callable[[Piece], Result], pieces: Sequence[Piece]) -> list[Result]:
    """Do the work on each piece of a chunk: this is what is sent to another process."""
    return [work(piece) for piece in pieces]


def _key(step: Step[Any, Any], digest: str) -> str:
    return hashlib.sha256(f"{step.name}\n{fingerprint()}\n{digest}".encode()).hexdigest()
