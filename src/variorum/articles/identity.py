"""Articles get their ids: a hash of the text, and for a second input with the same text a number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from variorum.model import Article


def text_id(text: str) -> str:
    """Give the first 16 hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def identify(articles: Iterable[Article], *, order: bool = True) -> tuple[Article, ...]:
    """Give every article a distinct id (its own, if it has one) and, unless told not to, sort them by input."""
    listed = list(articles)
    ranked = sorted(range(len(listed)), key=lambda n: (_key(listed[n]), n))
    taken: set[str] = set()
    ids: dict[int, str] = {}
    for n in ranked:
        wanted = listed[n].id or text_id(listed[n].text)
        chosen, count = wanted, 1
        while chosen in taken:
            count += 1
            chosen = f"{wanted}-{count}"
        taken.add(chosen)
        ids[n] = chosen
    return tuple(replace(listed[n], id=ids[n]) for n in (ranked if order else range(len(listed))))


def _key(article: Article) -> tuple[str | int, ...]:
    path, _, number = article.input.rpartition("#")
    # "news.jsonl#10" stands after "news.jsonl#9"
    place = (path, int(number)) if path and number.isdigit() and len(number) < 10 else (article.input, 0)
    return (*place, article.text, article.title or "", article.url or "")
