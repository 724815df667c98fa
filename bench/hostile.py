"""What must hold of any text at all, checked on one: no exception, spans that quote, the same answer twice, a time in step.

Used by the tests on a few hundred damaged texts and by ``variorum bench hostile`` on as many as one has time for.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.damage import Mutant

TWICE = 50
"""One text in so many is read twice, with everything that is kept of earlier texts forgotten."""
AS_INPUT = 10
"""One in so many also goes the way of a file: decoding, furniture, pages."""
AS_STORY = 100
"""One in so many is compared with two others."""


@dataclass(frozen=True)
class Outcome:
    """What came of one text: the processor seconds of reading it, and what was wrong, if anything."""

    number: int
    characters: int
    seconds: float
    wrong: tuple[str, ...] = ()


def misquoted(document: Any, texts: dict[str, str]) -> Iterator[str]:
    """Say which spans of a document as JSON do not quote their article."""
    if isinstance(document, dict):
        if {"article", "start", "end", "words"} <= document.keys():
            text, start, end = texts.get(document["article"]), document["start"], document["end"]
            if text is None or not 0 <= start < end <= len(text) or text[start:end] != document["words"]:
                yield f"{start}:{end} is not {document['words']!r}"
        for value in document.values():
            yield from misquoted(value, texts)
    elif isinstance(document, list | tuple):
        for value in document:
            yield from misquoted(value, texts)


def plain(mutant: Mutant) -> tuple[str, dict[str, Any]]:
    """Read one text; give the reading as the bytes of its JSON and as a document."""
    from variorum import read

    document = read(mutant.text, published=mutant.published, language=mutant.language).to_dict()
    written = json.dumps(document, ensure_ascii=False, allow_nan=False)
    written.encode("utf-8")
    return written, document


def checked(mutant: Mutant, others: tuple[Mutant, ...] = ()) -> Outcome:
    """Put one text through every extractor and see that the laws hold; ``others`` are tellings to compare it with."""
    wrong: list[str] = []
    begin = time.process_time()
    seconds = 0.0
    try:
        written, document = plain(mutant)
        seconds = time.process_time() - begin
        wrong += misquoted(document, {document["article"]["id"]: mutant.text})
        if mutant.number % TWICE == 0:
            forget()
            if plain(mutant)[0] != written:
                wrong.append("read twice, it gives two answers")
        if mutant.number % AS_INPUT == 0:
            wrong += _as_input(mutant)
        if others:
            wrong += _as_story((mutant, *others))
    except Exception as failure:
        wrong.append(f"{type(failure).__name__}: {str(failure)[:200]} in {_where(failure)}")
    return Outcome(mutant.number, len(mutant.text), seconds, tuple(wrong))


def _where(failure: BaseException) -> str:
    trace = failure.__traceback__
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(reversed(places[-4:]))


def _as_input(mutant: Mutant) -> Iterator[str]:
    """The text as a file, and within a page: what is found must be an article or a Problem."""
    from variorum.articles import collect

    page = f"<html><head><title>{mutant.text[:80]}</title></head><body><p>{mutant.text}</p></body></html>"
    for words in (
        mutant.text,
        page,
        json.dumps({"text": mutant.text, "title": mutant.text[:60], "date": mutant.published}),
    ):
        articles, problems = collect(["-"], io.BytesIO(words.encode("utf-8")))
        if not articles and not problems:
            yield "as an input it gives neither an article nor a Problem"
        for article in articles:
            json.dumps(article.to_dict(), ensure_ascii=False).encode("utf-8")


def _as_story(mutants: tuple[Mutant, ...]) -> Iterator[str]:
    """Several tellings compared: the edition's spans quote, and the order of the tellings does not matter."""
    from variorum.articles import from_dicts
    from variorum.edition import to_json
    from variorum.pipeline import collate

    rows = [
        {
            "text": one.text,
            "published": one.published,
            "language": one.language,
            "url": f"https://example.org/{one.number}",
        }
        for one in mutants
    ]
    articles, _ = from_dicts(rows)
    if not articles:
        return
    written = to_json(collate(articles))
    document = json.loads(written)
    yield from misquoted(document["stories"], {one["id"]: one["text"] for one in document["articles"]})


def forget() -> None:
    """Drop what is kept of texts that were read before; tables and models, loaded once, stay."""
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith("variorum."):
            for held in list(vars(module).values()):
                if hasattr(held, "cache_clear") and held.cache_parameters()["maxsize"] is not None:
                    held.cache_clear()
