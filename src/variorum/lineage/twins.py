"""Tellings that are the same word for word: only the earliest is compared with the others, and its twins with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.lineage.tellings import Telling


def when(telling: Telling) -> tuple[str, str]:
    """Sort dated tellings by their day, undated ones behind them, and then by id."""
    article = telling.article
    return (article.published.value if article.published else "~"), article.id


def alone_and_twins(told: Sequence[Telling]) -> tuple[tuple[Telling, ...], tuple[tuple[Telling, Telling], ...]]:
    """Give one telling of each text, the earliest, and each other with the one that stands for it."""
    held: dict[tuple[str | None, tuple[tuple[str, ...], ...]], list[Telling]] = {}
    for each in told:
        text = tuple(sentence.stems for sentence in each.sentences)
        held.setdefault((each.article.language, text or ((each.article.id,),)), []).append(each)
    first = {each.article.id for group in held.values() for each in [min(group, key=when)]}
    return tuple(each for each in told if each.article.id in first), tuple(_twins(list(held.values())))


def _twins(groups: Sequence[Sequence[Telling]]) -> Iterator[tuple[Telling, Telling]]:
    for group in groups:
        first = min(group, key=when)
        for each in group:
            if each is not first:
                yield (first, each) if first.article.id < each.article.id else (each, first)
