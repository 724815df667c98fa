"""Which articles say nothing at a Point, and why that may be; never "omitted" where the program cannot know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from variorum.collation.drafts import Draft
from variorum.collation.facts import Fact
from variorum.languages import reach, reads
from variorum.model import Article, ArticleId, DateMention, Lineage, Silence

_END_OF_SENTENCE = tuple(".!?…。！？\"'”’»)")
# An article far shorter than the others' median, or one that breaks off, may have been cut before the passage.
_STUMP = 0.25


def silences(
    draft: Draft,
    articles: tuple[Article, ...],
    lineage: Lineage,
    days: Mapping[ArticleId, date | None],
    happened: date | None,
) -> tuple[Silence, ...]:
    """Give a Silence for each article that carries no version of the Point; ``happened`` is the day of the story's event."""
    speaking = set(draft.articles)
    spoken = {article.language for article in articles if article.id in speaking}
    voice_of = {article: voice for voice in lineage.voices for article in voice}
    lengths = sorted(len(article.text) for article in articles) or [0]
    median = lengths[len(lengths) // 2]
    found = []
    for article in articles:
        if article.id in speaking:
            continue
        mates = speaking & set(voice_of.get(article.id, ()))
        day = days.get(article.id)
        if not (article.language and reads(article.language)):
            found.append(
                Silence(
                    article.id,
                    "unread",
                    f"written in {article.language or 'an unknown language'}, which is not read here",
                )
            )
        elif mates:
            found.append(Silence(article.id, "same_voice", "another telling of the same origin says it"))
        elif article.language not in spoken:
            others = " and ".join(sorted(one for one in spoken if one))
            found.append(
                Silence(article.id, "unread", f"written in {article.language}, not compared with tellings in {others}")
            )
        elif day and (since := _known_from(draft, happened, days)) and day < since:
            found.append(
                Silence(article.id, "older_than_the_fact", f"of {day.isoformat()}, before {since.isoformat()}")
            )
        elif (read := reach(article.text, article.language)) < len(article.text):
            found.append(Silence(article.id, "unread", f"only its first {read:,} characters are read"))
        elif _cut(article) or len(article.text) < _STUMP * median:
            found.append(Silence(article.id, "cut_short", "the text breaks off or is much shorter than the others"))
        else:
            found.append(Silence(article.id, "not_mentioned"))
    return tuple(found)


def main_day(known: Iterable[Fact]) -> date | None:
    """The day of the story's event: the day that most tellings name, if two or more do."""
    days: dict[str, set[ArticleId]] = {}
    for fact in known:
        statement = fact.statement
        if isinstance(statement, DateMention) and statement.grain in ("day", "hour", "minute") and statement.start:
            days.setdefault(statement.start[:10], set()).add(fact.article)
    best = max(days, key=lambda day: (len(days[day]), day), default=None)
    return date.fromisoformat(best) if best and len(days[best]) > 1 else None


def _known_from(draft: Draft, happened: date | None, days: Mapping[ArticleId, date | None]) -> date | None:
    """From which day on the fact can be told: its own day, or the event's if every telling of it came after the event."""
    own = [f.statement.start for f in draft.facts if isinstance(f.statement, DateMention) and f.statement.start]
    told = [days.get(article) for article in draft.articles]
    if own:
        # Who forecast it could be silent of it as well: only what nobody told before its day is news of that day.
        first = date.fromisoformat(min(own)[:10])
        return first if all(day is not None and day >= first for day in told) else None
    if draft.kind not in ("commitment", "quote"):
        return None  # a surplus or a rank may have stood long before
    return happened if happened and all(day is not None and day >= happened for day in told) else None


def _cut(article: Article) -> bool:
    text = article.text.rstrip()
    return bool(text) and (text.endswith(("...", "[…]")) or not text.endswith(_END_OF_SENTENCE))
