"""Which articles say nothing at a Point, and why that may be; never "omitted" where the program cannot know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from variorum.collation.drafts import Draft
from variorum.collation.facts import Fact, shortened
from variorum.collation.voices import Origins
from variorum.languages import reach, reads, table
from variorum.model import Article, ArticleId, DateMention, Silence, Span

_END_OF_SENTENCE = tuple(".!?…。！？\"'”’»)")
# An article far shorter than the others' median, or one that breaks off, may have been cut before the passage.
_STUMP = 0.25
_BROKEN = ("...", "[…]", "[...]")
_LEAST_LINE = 8
_SEVERAL = 2
_SHOWN = 160
_SAME_VOICE = "another telling of the same origin says it"


class Listening:
    """The articles of a story as they may be silent at a Point; what does not depend on the Point is worked out once."""

    def __init__(
        self,
        articles: tuple[Article, ...],
        origins: Origins,
        days: Mapping[ArticleId, date | None],
        happened: date | None,
    ) -> None:
        """``happened`` is the day of the story's event."""
        self._articles, self._origins, self._days, self._happened = articles, origins, days, happened
        self._unread = {article.id: _unread(article) for article in articles}
        self._partly = {article.id: _partly_read(article) for article in articles}
        self._cut = {article.id: _cut(article) for article in articles}
        self._plain = {article.id: Silence(article.id, "not_mentioned") for article in articles}
        self._one_voice = {article.id: Silence(article.id, "same_voice", _SAME_VOICE) for article in articles}
        self._known: dict[Silence, Silence] = {}

    def silences(
        self, draft: Draft, near: Mapping[ArticleId, Span], left_out: Collection[ArticleId] = ()
    ) -> tuple[Silence, ...]:
        """Give a Silence for each article that carries no version of the Point, but for those ``left_out``.

        ``near`` holds sentences that may say the thing in other words.
        """
        speaking = frozenset(draft.articles)
        listening = [article for article in self._articles if article.id not in left_out]
        spoken = {article.language for article in listening if article.id in speaking}
        lengths = sorted(len(article.text) for article in listening) or [0]
        median = lengths[len(lengths) // 2]
        since = _known_from(draft, self._happened, self._days)
        of_one_voice = self._origins.of_one_whole(speaking)
        found = []
        for article in listening:
            name = article.id
            if name in speaking:
                continue
            silence = (
                self._unread[name]
                or (self._one_voice[name] if of_one_voice(name) else None)
                or self._kept(_other_tongue(article, spoken) or _older(article, since, self._days))
                or self._partly[name]
                or self._short(article, median)
                or self._plain[name]
            )
            found.append(_with_hint(silence, near.get(name)))
        return tuple(found)

    def _short(self, article: Article, median: int) -> Silence | None:
        if self._cut[article.id]:
            return self._kept(Silence(article.id, "cut_short", "the text breaks off"))
        if len(article.text) < _STUMP * median:
            return self._kept(Silence(article.id, "cut_short", "the text is much shorter than the others"))
        return None

    def _kept(self, silence: Silence | None) -> Silence | None:
        """The same silence as one value: a story of hundreds of tellings has millions of them, of a few kinds each."""
        return self._known.setdefault(silence, silence) if silence else None


def _unread(article: Article) -> Silence | None:
    if article.language and reads(article.language):
        return None
    language = article.language or "an unknown language"
    return Silence(article.id, "unread", f"written in {language}, which is not read here")


def _other_tongue(article: Article, spoken: set[str | None]) -> Silence | None:
    if article.language in spoken:
        return None
    others = " and ".join(sorted(one for one in spoken if one))
    return Silence(article.id, "unread", f"written in {article.language}, not compared with tellings in {others}")


def _older(article: Article, since: date | None, days: Mapping[ArticleId, date | None]) -> Silence | None:
    day = days.get(article.id)
    if day is None or since is None or day >= since:
        return None
    return Silence(article.id, "older_than_the_fact", f"of {day.isoformat()}, before {since.isoformat()}")


def _partly_read(article: Article) -> Silence | None:
    read = reach(article.text, article.language or "en")
    if read >= len(article.text):
        return None
    return Silence(article.id, "unread", f"only its first {read:,} characters are read")


def _with_hint(silence: Silence, sentence: Span | None) -> Silence:
    """The same silence with the words that may break it: joining was too unsure, so the reader is to look."""
    if sentence is None or silence.reason not in ("not_mentioned", "cut_short"):
        return silence
    hint = f"may be told in: “{shortened(' '.join(sentence.words.split()), _SHOWN)}”"
    return replace(silence, note=f"{silence.note}; {hint}" if silence.note else hint)


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
    """From which day on the fact can be told: its own day, or the event's if several tell it and all of them after the event."""
    own = [f.statement.start for f in draft.facts if isinstance(f.statement, DateMention) and f.statement.start]
    own = own or [first for fact in draft.facts for first, last in fact.days if _brief(first, last)]
    if any(_ahead(fact) for fact in draft.facts):
        return None
    told = [days.get(article) for article in draft.articles]
    if own:
        # Who forecast it could be silent of it as well: only what nobody told before its day is news of that day.
        first = date.fromisoformat(min(own)[:10])
        return first if all(day is not None and day >= first for day in told) else None
    if draft.kind not in ("commitment", "quote") or len(told) < _SEVERAL:
        return None  # a surplus may have stood, and one man may have spoken, long before
    return happened if happened and all(day is not None and day >= happened for day in told) else None


def _brief(first: str, last: str) -> bool:
    """Say whether days are no more than a week, so that they date what happened: "this year" does not."""
    return date.fromisoformat(last) - date.fromisoformat(first) < timedelta(days=8)


def _ahead(fact: Fact) -> bool:
    """Say whether a fact is told as still to come."""
    told = (
        (fact.sentence if isinstance(fact.statement, DateMention) else fact.context)
        .words.lower()
        .replace("’", "'")
        .replace("'", " '")
    )
    words = {word.strip(".,;:!?") for word in told.split()}
    return not words.isdisjoint(table("en", "collation").get("to_come", ()))


def _cut(article: Article) -> bool:
    """Say whether the text stops within a sentence. A last line of its own ("Source: …") is what a page put under the text."""
    lines = article.text.rstrip().splitlines() or [""]
    last = lines[-1].rstrip()
    if last.endswith(_BROKEN):
        return True
    runs_on = len(lines) == 1 or any(sign in last for sign in (". ", "! ", "? ", "’ ", "' "))
    return bool(last) and not last.endswith(_END_OF_SENTENCE) and runs_on and len(last.split()) >= _LEAST_LINE
