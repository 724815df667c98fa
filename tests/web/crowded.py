"""A composed story of many tellings, of which there is very much to say."""

from __future__ import annotations

import hashlib
import itertools

from variorum.model import (
    Article,
    Brief,
    Claim,
    Considered,
    Copy,
    Edition,
    Figure,
    Happening,
    Lineage,
    Merge,
    Passage,
    Point,
    Silence,
    Span,
    Story,
    Version,
    When,
)

_TOPICS = (
    "quay crane barge silo pier ferry mast rope anchor winch tide gate lamp hull deck hatch keel sail oar buoy".split()
)


def _sentence(telling: int, number: int) -> str:
    topic = _TOPICS[number % len(_TOPICS)]
    return (
        f"The harbour master of Osterby said on Saturday that the {topic} number {number} had been damaged by {telling % 3 + number} "
        "metres of water, and that nobody could yet say when it would be mended or at whose cost."
    )


def crowded(tellings: int = 100, points: int = 150) -> Edition:
    """Give an edition of one story: every telling speaks of most things, in one of three ways, and every third is a copy."""
    articles = tuple(_article(number, points) for number in range(tellings))
    story = Story(
        "s0123456789",
        "Storm breaks the harbour of Osterby",
        tuple(one.id for one in articles),
        opened="2031-03-14",
        latest="2031-03-20",
        lineage=_lineage(articles),
        figures=tuple(_figure(one, number) for number in range(points) for one in articles[:40]),
        claims=tuple(Claim(f"k{n}", "it", "is", None, one.span(0, 20)) for n, one in enumerate(articles)),
        points=tuple(_point(articles, number) for number in range(points)),
        timeline=tuple(Happening(f"2031-03-{14 + n % 7}", "water came", (articles[n].span(0, 12),)) for n in range(20)),
        brief=tuple(Brief(_sentence(0, n), (_at(articles[0], n),), 3, f"p{n + 1}") for n in range(12)),
    )
    return Edition(articles, (story,))


def _article(number: int, points: int) -> Article:
    text = "\n\n".join(_sentence(number, one) for one in range(points))
    return Article(
        hashlib.sha256(text.encode()).hexdigest()[:15] + f"{number % 10}-{number}",
        f"harbour/{number}.txt",
        text,
        title=f"Storm breaks the harbour of Osterby, say {number} witnesses of the night",
        outlet=f"The Osterby Courier and Gazette {number}",
        published=When(f"2031-03-{14 + number % 7}", "day", "stated"),
        language="en",
        url=f"https://courier{number}.example/2031/03/14/storm-breaks-the-harbour-of-osterby",
    )


def _at(article: Article, number: int, words: str = "") -> Span:
    lines = article.text.split("\n\n")
    start = sum(len(line) + 2 for line in lines[:number])
    offset = lines[number].index(words) if words else 0
    return article.span(start + offset, start + offset + len(words or lines[number]))


def _figure(article: Article, number: int) -> Figure:
    index = int(article.input.removeprefix("harbour/").removesuffix(".txt"))
    value = index % 3 + number
    return Figure(f"f{number}x{index}", "measure", value, value, _at(article, number, f"{value} metres"), "metre")


def _point(articles: tuple[Article, ...], number: int) -> Point:
    """A third of the Points differ, a third agree, the rest are repeated or single."""
    speaking = articles[: 20 + number * 7 % 75]
    values = {"differs": 3, "agreed": 1}.get(kind := ("differs", "agreed", "other")[number % 3], 1)
    if kind == "other":
        speaking = articles[: 1 + number % 2 * 4]
    silent = tuple(Silence(one.id, "not_mentioned") for one in articles if one not in speaking)
    return Point(
        f"p{number + 1}",
        "figure",
        f"how much water stood at the {_TOPICS[number % len(_TOPICS)]} number {number} of the harbour",
        tuple(_version(speaking[way::values], number, kind) for way in range(values)),
        "conflict" if values > 1 else None,
        "three numbers for the same thing" if values > 1 else "",
        silences=silent if kind != "other" or len(speaking) > 1 else (),
        considered=tuple(Considered(f"f{number}x{n}", 0.4, "it speaks of another place and of another day") for n in range(9)),
    )  # fmt: skip


def _version(those: tuple[Article, ...], number: int, kind: str) -> Version:
    index = int(those[0].input.removeprefix("harbour/").removesuffix(".txt"))
    return Version(
        f"{index % 3 + number} metres",
        tuple(f"f{number}x{one.input.removeprefix('harbour/').removesuffix('.txt')}" for one in those),
        tuple(one.id for one in those),
        1 if kind == "other" else max(2, len(those) // 2),
        tuple(_at(one, number) for one in those),
        tuple(_at(one, number, " metres") for one in those),
        tuple(Merge((a.id, b.id), f"this passage stands in both ({n})") for n, (a, b) in enumerate(itertools.pairwise(those))),
    )  # fmt: skip


def _lineage(articles: tuple[Article, ...]) -> Lineage:
    voices = tuple(tuple(one.id for one in articles[at : at + 3]) for at in range(0, len(articles), 3))
    copies = tuple(
        Copy(
            articles[at - at % 3].id,
            articles[at].id,
            "rewrite",
            0.9 - at / 500,
            "the same text in other words",
            tuple(Passage(_at(articles[at - at % 3], n), _at(articles[at], n), 0.8) for n in range(20)),
        )
        for at in range(len(articles))
        if at % 3
    )
    return Lineage(voices, copies)
