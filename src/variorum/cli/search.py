"""``variorum search``: what the library has on some words, by the words themselves and by what they mean."""

from __future__ import annotations

import json as _json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

from variorum.cli.places import Where, opened
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.wording import counted
from variorum.errors import UnknownFormat
from variorum.library import Library
from variorum.library.search_hits import Hit
from variorum.library.searching import Answer, search
from variorum.store.search_sieve import KINDS, Kind, Sieve

_TITLE = 80  # characters
_BY = {"meaning": "by meaning", "some words": "some words"}


def run(
    words: str | Sequence[str],
    place: Where,
    *,
    kind: str | None = None,
    outlet: str | None = None,
    speaker: str | None = None,
    entity: str | None = None,
    since: str | None = None,
    until: str | None = None,
    story: str | None = None,
    limit: int = 20,
    json: bool = False,
    words_only: bool = False,
    quiet: bool = False,
) -> int:
    """Print what was found, best first. Raises ``WrongSearch``, ``UnknownFormat`` for a kind that there is not, ``UnknownStory``."""
    typed = words if isinstance(words, str) else " ".join(words)
    sieve = Sieve(_kinds(kind), outlet, speaker, entity, since, until, story)
    with opened(place) as library:
        if isinstance(library, Library):
            answer = search(library.file, typed, sieve, limit=limit, meaning=not words_only)
        else:
            answer = library.search(typed, sieve, limit=limit, meaning=not words_only)
    if json:
        typer.echo(_json.dumps(to_dict(typed, answer), ensure_ascii=False, indent=2))
        return 0
    for line in told(answer):
        typer.echo(line)
    if not quiet:
        for line in notes(answer):
            typer.echo(f"note: {line}", err=True)
    return 0


def _kinds(named: str | None) -> frozenset[Kind]:
    chosen = frozenset[Kind](each for each in KINDS if named is None or named in {each, f"{each}s"})
    if not chosen:
        raise UnknownFormat(str(named), KINDS)
    return chosen


def told(answer: Answer) -> Iterator[str]:
    """Tell each hit in a few lines: what and where it is, the words with those that match in brackets, and who else has them."""
    if not answer.hits:
        yield "nothing found"
    for number, hit in enumerate(answer.hits):
        if number:
            yield ""
        parts = [hit.kind, hit.speaker, hit.outlet, hit.published, _BY.get(hit.by)]
        yield typer.style(" · ".join(one_line(part) for part in parts if part), bold=True)
        if hit.kind == "article" and hit.title:
            yield f"  {_marked(hit.title, hit.title_marks)}"
        yield f"  {_marked(hit.span.words, ((start - hit.span.start, end - hit.span.start) for start, end in hit.marks))}"
        yield f"  {one_line(hit.url or hit.input)}, characters {hit.span.start} to {hit.span.end}{_in_story(hit)}"
        if hit.also:
            yield f"  also in {_others(hit)}"
    if answer.more:
        yield "\nand more: --limit N shows N of them"


def _in_story(hit: Hit) -> str:
    return f" · story {hit.story}: {shortened(hit.story_title or '', _TITLE)}" if hit.story else ""


def _others(hit: Hit) -> str:
    origins = "all of one origin" if hit.origins == 1 else f"{hit.origins} origins in all"
    return f"{len(hit.also)} more, {origins}"


def _marked(words: str, marks: Iterable[tuple[int, int]]) -> str:
    """Give words with brackets around those that match, on one line and with nothing hidden in it."""
    shown = visible(words)
    pieces: list[str] = []
    at = 0
    for start, end in marks:
        pieces += [shown[at:start], "[", shown[start:end], "]"]
        at = end
    return " ".join("".join([*pieces, shown[at:]]).split())


def notes(answer: Answer) -> Iterator[str]:
    """Say what could not be found because it is not known yet."""
    if answer.unread:
        yield f"of {counted(answer.unread, 'story')} only the articles' words are known: `variorum ingest` reads them"
    if answer.without_meaning:
        count = counted(answer.without_meaning, "article")
        yield f"{count} can be found by words only, not by meaning: `variorum ingest` sees to it"


def to_dict(typed: str, answer: Answer) -> dict[str, Any]:
    """Give an answer as plain JSON; marks are characters of the article's text, as those of the span are."""
    return {
        "query": typed,
        "hits": [_hit(hit) for hit in answer.hits],
        "more": answer.more,
        "unread": answer.unread,
        "without_meaning": answer.without_meaning,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(hit, name) for name in _PLAIN}
    plain["span"] = hit.span.to_dict()
    plain["marks"] = [list(mark) for mark in hit.marks]
    plain["title_marks"] = [list(mark) for mark in hit.title_marks]
    plain["also"] = list(hit.also)
    return plain


_PLAIN = "kind id story story_title outlet published title input url speaker by score origins".split()
