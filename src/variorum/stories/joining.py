"""Why each article is in its story, in words an editor would accept."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Article
from variorum.stories.counts_in_words import counts_in_common
from variorum.stories.days import apart, days_of
from variorum.stories.names_in_common import names_in_common
from variorum.stories.words_in_common import words_in_common

_FEW = 2  # with fewer names and numbers than these, words are cited too


def why(article: Article, partner: Article) -> str:
    """Say why two articles go together: the names, numbers or words that stand in both, and the days between them."""
    held = in_common(article, partner) or "little in common but the sense of their first sentences"
    languages = {article.language, partner.language}
    across = "in two languages" if len(languages) == 2 and None not in languages else ""
    return "; ".join(part for part in (held, across, _days(article, partner)) if part)


def in_common(one: Article, other: Article) -> str:
    """Say which names, numbers and, if these are few, rare words both articles have; nothing if there are none."""
    names, numbers = names_in_common(one, other), counts_in_common(one, other)
    evidence = []
    if names:
        evidence.append(f"both name {listed([name.form for name in names])}")
    if numbers:
        evidence.append(f"both have {listed(numbers)}")
    if sum(not name.country for name in names) + len(numbers) < _FEW:
        cited = " ".join(name.form for name in names).casefold().split()
        words = [form for form in words_in_common(one, other) if form.casefold() not in cited]
        if words:
            evidence.append(f"both have the word{'s' if ' ' in ' '.join(words) else ''} {listed(words)}")
    return ", and ".join(evidence)


def _days(article: Article, partner: Article) -> str:
    days = apart(days_of(article.published), days_of(partner.published))
    if days is None:
        return ""
    if days == 0:
        return "published the same day"
    return f"published {days} day{'s' if days > 1 else ''} apart"


def listed(items: Sequence[str]) -> str:
    """Write one or more things as a list: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
