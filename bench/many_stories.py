"""A large library of collated stories, made in minutes: some composed stories are read and collated, and then told again many times.

A story told again has other articles (a line more at the end of each text), other ids and another number in its title, and the same
findings: nothing is read twice. So a library of 50,000 articles has all its tables as full as if it had been read, which would take
most of a day.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from pydantic import TypeAdapter

from bench.composed import composed
from variorum.edition.tables import tables
from variorum.engines import local
from variorum.library import Library, searching, settled
from variorum.library.finishing import program
from variorum.model import Article, Capture, Edition, Story
from variorum.pipeline import FINISH, READ, Whole
from variorum.settings import Merging
from variorum.store import collated, tellings

MOMENT = "2031-05-12T12:00:00Z"
SIZES = (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 20)
"""Tellings of the stories that are told again: ten in the mean."""
LARGE = 100
LONGEST = 200_000
"""Articles of the stream in which the patterns are looked for."""
_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def fill(place: Path, stories: int, sizes: Sequence[int] = SIZES, large: int = LARGE) -> None:
    """Make a library of so many stories; the first of them has ``large`` tellings."""
    patterns = [_collated(articles) for articles in _composed((large, *sizes))]
    maker = program()
    with Library(place, clock=lambda: MOMENT) as library:
        for number, pattern in enumerate(islice(_in_turn(patterns), stories)):
            _put(library, _told_again(pattern, number), maker)


def _in_turn(patterns: Sequence[Edition]) -> Iterator[Edition]:
    yield patterns[0]
    yield from cycle(patterns[1:])


def _composed(sizes: Sequence[int]) -> Iterator[list[Article]]:
    """Take from the stream, for each size, the story that is the first to have as many tellings; the largest first."""
    held: defaultdict[str, list[Article]] = defaultdict(list)
    taken: set[str] = set()
    stream = composed(LONGEST)
    for size in sizes:
        ready = (name for name, those in held.items() if len(those) >= size and name not in taken)
        name = next(ready, None)
        while name is None:
            article, story = next(stream)
            held[story].append(article)
            name = story if len(held[story]) >= size and story not in taken else None
        taken.add(name)
        yield held[name][:size]


def _collated(articles: Sequence[Article]) -> Edition:
    """Read and collate one story."""
    members = tuple(sorted({one.text: one for one in articles}.values(), key=lambda one: one.id))
    name = "s" + hashlib.sha256("".join(one.id for one in members).encode()).hexdigest()[:10]
    days = sorted(one.published.value for one in members if one.published)
    story = Story(name, members[0].title or name, tuple(one.id for one in members), opened=days[0], latest=days[-1])
    readings = tuple(reading for reading, _ in local(READ, members))
    ((told, dated),) = local(FINISH, [Whole(story, readings, Merging())])
    return Edition(dated, (told,))


def _told_again(pattern: Edition, number: int) -> Edition:
    """Give a story with other texts and other ids, and the same findings."""
    document = _EDITION.dump_json(pattern, by_alias=True).decode()
    texts = {}
    for article in pattern.articles:
        text = f"{article.text}\n\n({number})"
        texts[article.id] = text, hashlib.sha256(text.encode()).hexdigest()[: tellings.ID]
        document = document.replace(article.id, texts[article.id][1])
    name = pattern.stories[0].id
    document = document.replace(name, "s" + hashlib.sha256(f"{name} {number}".encode()).hexdigest()[:10])
    again = _EDITION.validate_json(document)
    new = {identity: text for text, identity in texts.values()}
    articles = tuple(replace(one, text=new[one.id], input=f"composed/{one.id}.txt") for one in again.articles)
    story = again.stories[0]
    return Edition(articles, (replace(story, title=f"{story.title} ({number})"),))


def _put(library: Library, edition: Edition, maker: str) -> None:
    """Put a collated story into the tables, as if it had been taken in, grouped and collated."""
    story = edition.stories[0]
    bare = Story(story.id, story.title, story.articles, opened=story.opened, latest=story.latest)
    with library.file.writing() as connection:
        tellings.append(connection, [Capture(one, one.input, MOMENT) for one in edition.articles], MOMENT)
        collated.put_grouped(connection, (), [bare], MOMENT, ())
        digest = collated.digest_of(connection, story.id, settled.in_words(Merging()))
        collated.put_collated(connection, story, edition.articles, digest, maker)
        collated.settle(connection, story, tables(edition))
        searching.take_in(connection)
        searching.index(connection, edition)
        collated.seal(connection, story.id)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
