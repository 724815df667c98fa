"""Which articles say nothing at a Point, and why that may be; never "omitted" where the program cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from variorum.collation.drafts import Draft
from variorum.languages import reads
from variorum.model import Article, ArticleId, DateMention, Lineage, Silence

_END_OF_SENTENCE = tuple(".!?…。！？\"'”’»)")
# An article far shorter than the others' median, or one that breaks off, may have been cut before the passage.
_STUMP = 0.25


def silences(
    draft: Draft, articles: tuple[Article, ...], lineage: Lineage, days: Mapping[ArticleId, date | None]
) -> tuple[Silence, ...]:
    """Give a Silence for each article that carries no version of the Point."""
    speaking = set(draft.articles)
    voice_of = {article: voice for voice in lineage.voices for article in voice}
    lengths = sorted(len(article.text) for article in articles)
    median = lengths[len(lengths) // 2]
    since = _happened(draft) or _first_told(draft, days)
    found = []
    for article in articles:
        if article.id in speaking:
            continue
        mates = speaking & set(voice_of.get(article.id, ()))
        day = days.get(article.id)
        if not (article.language and reads(article.language)):
            found.append(Silence(article.id, "unread", f"written in {article.language or 'an unknown language'}, which is not read here"))
        elif mates:
            found.append(Silence(article.id, "same_voice", "another telling of the same origin says it"))
        elif day and since and day < since:
            found.append(Silence(article.id, "older_than_the_fact", f"of {day.isoformat()}, before {since.isoformat()}"))
        elif _cut(article) or len(article.text) < _STUMP * median:
            found.append(Silence(article.id, "cut_short", "the text breaks off or is much shorter than the others"))
        else:
            found.append(Silence(article.id, "not_mentioned"))
    return tuple(found)


def _happened(draft: Draft) -> date | None:
    """The day of the fact itself, where the Point is a date."""
    if draft.kind != "date":
        return None
    starts = [f.statement.start for f in draft.facts if isinstance(f.statement, DateMention) and f.statement.start]
    return min((_day(start) for start in starts), default=None)


def _first_told(draft: Draft, days: Mapping[ArticleId, date | None]) -> date | None:
    """Nobody can tell a fact before it is known: the first telling's day stands in for the fact's."""
    known = [days.get(article) for article in draft.articles]
    return min((day for day in known if day), default=None) if all(known) else None


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


def _cut(article: Article) -> bool:
    text = article.text.rstrip()
    return bool(text) and (text.endswith(("...", "[…]")) or not text.endswith(_END_OF_SENTENCE))
