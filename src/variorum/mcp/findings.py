"""A finding as an answer gives it: the values, who carries each, and the words that decide."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.edition.caution import certainty
from variorum.edition.lookup import joined
from variorum.edition.visible import one_line
from variorum.edition.wording import SILENCE, VERDICT, difference
from variorum.mcp.answers import Finding, Silent, Value
from variorum.mcp.asked import Asked
from variorum.mcp.quoting import LONG, SHORT, line, quoted, several, some
from variorum.model import ArticleId, Point, Version


@dataclass(frozen=True)
class Detail:
    """How much of a finding is given: values, tellings and quotations of each, silent tellings."""

    values: int = 4
    tellings: int = 6
    words: int = 1
    silent: int = 0
    sentences: bool = False


LISTED = Detail()
ALONE = (
    Detail(values=8, tellings=12, words=3, silent=12, sentences=True),
    Detail(values=6, tellings=8, words=2, silent=6, sentences=True),
    Detail(values=4, silent=3, sentences=True),
    LISTED,
)
"""By itself, as far as an answer holds: the first that fits."""
_PAIR = Detail(values=2, tellings=4, words=2)


def finding(asked: Asked, point: Point, detail: Detail = LISTED) -> Finding:
    """Give one Point."""
    found = asked.found
    silent = [
        Silent(telling=found.label(one.article), why=line(one.note) or SILENCE[one.reason])
        for one in point.silences[: detail.silent]
    ]
    return Finding(
        id=point.id,
        kind=point.kind,
        about=line(point.about) or point.kind,
        verdict=point.verdict,
        difference=point.difference,
        in_words=difference(point) if point.difference else VERDICT[point.verdict],
        why=line(point.reason, 240),
        certainty=certainty(point),
        values=[_value(asked, version, detail) for version in point.versions[: detail.values]],
        more_values=_beyond(len(point.versions), detail.values),
        silent=silent or None,
        more_silent=_beyond(len(point.silences), detail.silent) if detail.silent else None,
        related=some(point.related, 12, 40) if detail.sentences else None,
        judged=line(found.judged(point.id)),
        link=asked.links.finding(asked.id, point.id),
    )


def between(asked: Asked, point: Point, articles: tuple[ArticleId, ...]) -> Finding:
    """Give one Point as far as some tellings carry it."""
    carried = tuple(version for version in point.versions if set(version.articles) & set(articles))
    told = finding(asked, point, Detail(values=0))
    values = [_value(asked, version, _PAIR, frozenset(articles)) for version in carried[: _PAIR.values]]
    return told.model_copy(update={"values": values, "more_values": _beyond(len(carried), _PAIR.values)})


def _value(asked: Asked, version: Version, detail: Detail, only: frozenset[ArticleId] | None = None) -> Value:
    found = asked.found
    articles = [each for each in version.articles if only is None or each in only]
    names, more_names = several(found, articles, detail.tellings)
    deciding = [span for span in version.decisive or version.spans if span.article in articles]
    sentences = [span for span in version.spans if span.article in articles]
    length = LONG if detail.sentences else SHORT
    marked, more_words = quoted(found, deciding, detail.words, SHORT)
    whole = quoted(found, sentences, detail.words, length)[0] if detail.sentences and version.decisive else None
    merges = [one.reason for one in joined(version.merges) if len(set(one.articles) & set(articles)) > 1]
    return Value(
        value=line(version.value) or "–",
        voices=version.voices,
        tellings=names,
        more_tellings=more_names,
        said_by=_speakers(asked, version, articles),
        one_voice=some(merges, 2 if detail.sentences else 1, 200),
        latest=True if version.latest else None,
        words=marked,
        more_words=more_words,
        sentences=whole,
    )


def _speakers(asked: Asked, version: Version, articles: list[ArticleId]) -> str | None:
    known = asked.found.statements
    said = [known[one] for one in version.statements if one in known and known[one].span.article in articles]
    names = dict.fromkeys(name for one in said if (name := asked.found.speaker(one.said_by)))
    return line(", ".join(one_line(name) for name in list(names)[:3]))


def _beyond(number: int, shown: int) -> int | None:
    return number - shown if number > shown else None
