"""A telling with all its versions, and words of a text that stay where they are, whatever becomes of the telling."""

from __future__ import annotations

from dataclasses import replace

from pydantic.dataclasses import dataclass

from variorum.errors import UnknownTelling
from variorum.model import Article, Value, When
from variorum.store import collated, standing, tellings
from variorum.store.opening import OpenLibrary


@dataclass(frozen=True)
class TellingVersion(Value):
    """One version: its number, when it was first and last seen so (ISO 8601), and the name of its text, by which words are cited."""

    number: int
    seen: str
    last_seen: str
    text_id: str
    title: str | None
    characters: int


@dataclass(frozen=True)
class Telling(Value):
    """A telling as it is now, dated as its story dates it, with its address, its story and its versions, the oldest first."""

    address: str
    story: str | None
    article: Article
    versions: tuple[TellingVersion, ...]


@dataclass(frozen=True)
class VersionText(Value):
    """The text of one version of a telling, in which offsets count."""

    telling: str
    version: int
    text_id: str
    text: str


@dataclass(frozen=True)
class Holder(Value):
    """A version of a telling that has a text. ``telling`` is its id if that is the version that holds now."""

    address: str
    telling: str | None
    version: int
    seen: str
    last_seen: str
    outlet: str | None
    title: str | None


@dataclass(frozen=True)
class Standing(Value):
    """Findings that stand on words now: the story, and the ids of its statements."""

    story: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Words(Value):
    """Words of a text, which never change: who has them, and which findings stand on them now."""

    text_id: str
    start: int
    end: int
    words: str
    held_by: tuple[Holder, ...]
    standing: tuple[Standing, ...]


def telling(library: OpenLibrary, name: str) -> Telling:
    """Give a telling by its address, URL, input or id, or the beginning of it. Raises ``UnknownTelling``."""
    with library.reading() as connection:
        address = _address(library, name)
        current = tellings.ids_of(connection, [address]).get(address, "")
        held = tellings.versions(connection, address)
        article = next(tellings.articles(connection, [current]))
        story = collated.story_of(connection, current)
        dated = standing.inferred(connection, current)
    if dated is not None:
        value, grain, reason = dated
        article = replace(article, published=When(value, grain, "inferred", reason=reason))
    versions = tuple(
        TellingVersion(
            one.number, one.seen, one.last_seen, one.article.id, one.article.title, len(one.article.text)
        )
        for one in held
    )  # fmt: skip
    return Telling(address, story, article, versions)


def version_text(library: OpenLibrary, name: str, version: int | None = None) -> VersionText:
    """Give the text of a version of a telling, or the one that holds now. Raises ``UnknownTelling``."""
    with library.reading() as connection:
        address = _address(library, name)
        current = tellings.ids_of(connection, [address]).get(address, "")
        if version is None:
            article = next(tellings.articles(connection, [current]))
            number = next(
                one[2] for one in standing.holders(connection, article.id[: tellings.ID]) if one[1] == current
            )
            return VersionText(current, number, article.id[: tellings.ID], article.text)
        for one in tellings.versions(connection, address):
            if one.number == version:
                return VersionText(current, version, one.article.id, one.article.text)
    raise UnknownTelling(f"version {version} of {name}", ())


def words(library: OpenLibrary, text_id: str, start: int, end: int) -> Words | None:
    """Give words of a text by the first digits of its hash; nothing if no text is called so, or it has no words there."""
    with library.reading() as connection:
        text = tellings.texts(connection, [text_id]).get(text_id)
        if text is None or not 0 <= start < end <= len(text):
            return None
        holders = standing.holders(connection, text_id)
        found: list[Standing] = []
        for current in (one[1] for one in holders if one[1]):
            story = collated.story_of(connection, current)
            if story and (ids := standing.findings(connection, story, current, start, end)):
                found.append(Standing(story, ids))
    held_by = tuple(Holder(one[0], one[1] or None, *one[2:]) for one in holders)
    return Words(text_id, start, end, text[start:end], held_by, tuple(dict.fromkeys(found)))


def _address(library: OpenLibrary, name: str) -> str:
    with library.reading() as connection:
        found = tellings.called(connection, name)
    if len(found) != 1:
        raise UnknownTelling(name, found)
    return found[0]
