"""``verify_span``: whether words stand where they are said to stand, in which version, and else where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.articles.addresses import canonical
from variorum.edition.anchors import web_address
from variorum.edition.labels import labels
from variorum.edition.wording import counted
from variorum.languages import sentences
from variorum.mcp.answers import Place, Verified
from variorum.mcp.asked import named
from variorum.mcp.bounds import WrongQuestion
from variorum.mcp.here import Here
from variorum.mcp.links import Links
from variorum.mcp.quoting import LONG, line, words
from variorum.model import Span
from variorum.store import collated, standing, tellings
from variorum.store.tellings import StoredVersion
from variorum.store.writable import writable

MOST_WORDS = 10_000
"""Characters of the words that can be asked for."""
_PLACES = 3
_LEAST = 0.5
"""What a passage must have in common with the words to be called the nearest."""
_WORD = re.compile(r"\w+")
_LONGEST_NEAR = 4_000
"""Sentences of a text that are looked through for the nearest."""
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
)  # fmt: skip


@dataclass(frozen=True)
class Claimed:
    """What is to be verified: words, and where they are said to stand (characters of the telling's text), if that is said."""

    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class _Held:
    """The versions of a telling, the one that holds first, then from the latest to the oldest."""

    address: str
    label: str
    links: Links
    versions: tuple[tuple[int, StoredVersion], ...]

    def place(self, number: int, version: StoredVersion, start: int, end: int) -> Place:
        article = version.article
        span = Span(article.id, start, end, article.text[start:end])
        return Place(
            words=words(span, self.label, LONG),
            version=number,
            versions=len(self.versions),
            current=version is self.versions[0][1],
            seen=version.seen,
            last_seen=version.last_seen,
            link=self.links.words(article.id[: tellings.ID], start, end),
        )


def verify_span(here: Here, telling: str, claimed: Claimed) -> Verified:
    """Answer where the words stand. Raises ``WrongQuestion`` for a telling that is not there, and for no words."""
    if not claimed.words.strip():
        raise WrongQuestion("no words to verify: give the words that are said to stand in the telling")
    held = _held(here, telling)
    where = _link(here, held)
    for found in (_there(held, claimed), _elsewhere(held, claimed), _differently(held, claimed)):
        if found is not None:
            return found.model_copy(update={"link": where})
    return _absent(held, claimed).model_copy(update={"link": where})


def _held(here: Here, name: str) -> _Held:
    asked = writable(name)
    with here.library.file.reading() as connection:
        found = tellings.called(connection, asked)
        if not found and (url := canonical(asked)):
            found = tellings.called(connection, url)
        if not found:  # the id of an earlier version, by which words may have been cited
            found = tuple(dict.fromkeys(one[0] for one in standing.holders(connection, asked)))
        if len(found) != 1:
            several = "several tellings are" if found else "no telling is"
            raise WrongQuestion(
                f"{several} called {named(name)}: give the article's id (16 characters) or its whole URL, as the other tools give them"
            )
        versions = tellings.versions(connection, found[0])
        if not versions:
            raise WrongQuestion(f"the telling {named(name)} has no text")
        current = tellings.ids_of(connection, [found[0]]).get(found[0])
    numbered = list(enumerate(versions, 1))[::-1]
    # What was seen last holds; its article is called by the id it has in the library.
    number, latest = numbered[0]
    if current is not None:
        renamed = tellings.renamed(latest.article, current)
        numbered[0] = (number, StoredVersion(latest.number, latest.address, latest.seen, latest.last_seen, renamed))
    label = next(iter(labels([latest.article]).values()))
    return _Held(found[0], label, here.links, tuple(numbered))


def _link(here: Here, held: _Held) -> str | None:
    article = held.versions[0][1].article.id
    with here.library.file.reading() as connection:
        story = collated.story_of(connection, article)
    return held.links.telling(story, article) if story else None


def _verified(held: _Held, verdict: str, in_words: str, **more: object) -> Verified:
    return Verified.model_validate(
        {"verdict": verdict, "in_words": in_words, "telling": held.label, "address": _shown(held.address), **more}
    )  # fmt: skip


def _shown(address: str) -> str:
    """Give a web address as it is; of a file its name only, for a path says things about the user's machine."""
    return line(address if web_address(address) else address.rpartition("/")[2], 300) or ""


def _there(held: _Held, claimed: Claimed) -> Verified | None:
    """The words at the very place, in the version that holds, else in the latest one that had them there."""
    if claimed.start is None:
        return None
    end = claimed.start + len(claimed.words)
    if claimed.end is not None and claimed.end != end:
        return None
    for number, version in held.versions:
        if version.article.text[claimed.start : end] == claimed.words:
            place = held.place(number, version, claimed.start, end)
            if place.current:
                return _verified(held, "stands", "These words stand there, character for character.", places=[place])
            return _moved(held, claimed, place)
    return None


def _moved(held: _Held, claimed: Claimed, was: Place) -> Verified:
    """The words stood there once: say where the version that holds now has them, if it does."""
    number, latest = held.versions[0]
    starts = list(_occurrences(latest.article.text, claimed.words))
    there = _asked_for(held, claimed)
    told = f"These words stood there in version {was.version} of {was.versions}, last seen {was.last_seen}; "
    if not starts:
        told += "the version that holds now does not have them."
        return _verified(held, "stood", told, places=[was], there=there)
    told += "in the version that holds now they stand at another place."
    shown = [held.place(number, latest, start, start + len(claimed.words)) for start in starts[: _PLACES - 1]]
    more = len(starts) - len(shown) or None
    return _verified(held, "elsewhere", told, places=[*shown, was], more_places=more, there=there)


def _elsewhere(held: _Held, claimed: Claimed) -> Verified | None:
    """The very words at other places, in the latest version that has them."""
    for number, version in held.versions:
        starts = list(_occurrences(version.article.text, claimed.words))
        if not starts:
            continue
        current = version is held.versions[0][1]
        spans = [(start, start + len(claimed.words)) for start in starts]
        if claimed.start is None:
            told = f"These words stand in it {counted(len(starts), 'time')}." if current else _earlier(held, number)
            verdict = "stands" if current else "stood"
        else:
            told = "These words stand in it, but at another place." if current else _earlier(held, number)
            verdict = "elsewhere" if current else "stood"
        return _verified(held, verdict, told, **_places(held, number, version, spans), there=_asked_for(held, claimed))
    return None


def _earlier(held: _Held, number: int) -> str:
    return (
        f"These words stood in version {number} of {len(held.versions)}; the version that holds now does not have them."
    )


def _differently(held: _Held, claimed: Claimed) -> Verified | None:
    """The same words but for case, white space, and the shape of quotation marks and dashes, in the latest version that has them."""
    pattern = "".join(
        r"\s+" if char.isspace() else re.escape(char) for char in _folded(" ".join(claimed.words.split()))
    )
    for number, version in held.versions:
        text = _folded(version.article.text)
        if len(text) != len(version.article.text):
            continue  # folding a letter made two of it: places would not hold
        spans = [match.span() for match in re.finditer(pattern, text)]
        if spans:
            told = "Not these very words: they stand there with other case, white space, quotation marks or dashes."
            more = _places(held, number, version, spans)
            return _verified(held, "differently", told, **more, there=_asked_for(held, claimed))
    return None


def _absent(held: _Held, claimed: Claimed) -> Verified:
    there = _asked_for(held, claimed)
    likeness, nearest = _nearest(held, claimed.words)
    told = "These words stand nowhere in it, in no version."
    if nearest is None:
        return _verified(held, "absent", f"{told} Nothing in it comes near them.", there=there)
    told += " “nearest” is the passage that has most words in common with them; it is not what was asked for."
    return _verified(held, "absent", told, there=there, nearest=nearest, likeness=round(likeness, 2))


def _asked_for(held: _Held, claimed: Claimed) -> Place | None:
    """What stands now at the place that was asked for."""
    if claimed.start is None:
        return None
    number, version = held.versions[0]
    text = version.article.text
    end = min(claimed.end if claimed.end is not None else claimed.start + len(claimed.words), len(text))
    return held.place(number, version, claimed.start, end) if 0 <= claimed.start < end else None


def _places(held: _Held, number: int, version: StoredVersion, spans: Sequence[tuple[int, int]]) -> dict[str, object]:
    shown = [held.place(number, version, *span) for span in spans[:_PLACES]]
    return {"places": shown, "more_places": len(spans) - len(shown) or None}


def _occurrences(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _folded(text: str) -> str:
    return text.translate(_ALIKE).lower()


def _nearest(held: _Held, sought: str) -> tuple[float, Place | None]:
    """The sentence of the version that holds which has most words in common with those sought (Dice's coefficient)."""
    number, version = held.versions[0]
    text = version.article.text
    wanted = Counter(_WORD.findall(sought.lower()))
    best, where = 0.0, (0, 0)
    for start, end in list(sentences(text))[:_LONGEST_NEAR]:
        own = Counter(_WORD.findall(text[start:end].lower()))
        both = (wanted & own).total()
        share = max(2 * both / max(1, wanted.total() + own.total()), 0.9 * both / max(1, wanted.total()))
        if share > best:
            best, where = share, (start, end)
    if best < _LEAST:
        return best, None
    return best, held.place(number, version, *where)
