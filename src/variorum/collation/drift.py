"""Where the tellings of one commitment part: in who, how firm, by when, on what condition, to whom; as one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from variorum.collation.commitments import by_name
from variorum.collation.firmness import RANK, is_firm
from variorum.model import ArticleId, Commitment, EntityId, EntityKind, Term, When

Names = Mapping[ArticleId, str]
Kinds = Mapping[EntityId, EntityKind]
_NAMED = 3  # tellings that a sentence names before it counts the rest


def drift(known: Sequence[Commitment], terms: Sequence[Term], names: Names, kinds: Kinds) -> str | None:
    """Say in one sentence where the tellings part, naming who tells what; nothing if they do not, or if only one tells.

    ``known`` and ``terms`` are the same tellings in the same order.
    """
    if len({term.article for term in terms}) < 2:
        return None
    parts = (
        _status(known, names),
        _parties(((one, one.actor, one.actor_words) for one in known), names, kinds, "told of "),
        _parties(((one, one.to, one.to_words) for one in known), names, kinds, "made to "),
        _due(terms, names),
        _condition(terms, names),
    )
    said = [part for part in parts if part]
    return f"{'; '.join(said)[:1].upper()}{'; '.join(said)[1:]}." if said else None


def _listed(groups: Mapping[str, Iterable[ArticleId]], names: Names, before: str) -> str:
    return ", ".join(f"{before}{value} in {_called(articles, names)}" for value, articles in groups.items())


def _called(articles: Iterable[ArticleId], names: Names) -> str:
    said = list(dict.fromkeys(names.get(article, article) for article in articles))
    if len(said) > _NAMED:
        return f"{', '.join(said[:_NAMED])} and {len(said) - _NAMED} more"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _status(known: Sequence[Commitment], names: Names) -> str | None:
    """Statuses that part the tellings, the firmest first."""
    if not all(is_firm(one) for one in known):
        return None
    groups: dict[str, list[ArticleId]] = {}
    for one in sorted(known, key=lambda one: RANK[one.status]):
        groups.setdefault(one.status, []).append(one.span.article)
    if len(groups) < 2 or any(set(articles) == {one.span.article for one in known} for articles in groups.values()):
        return None
    return f"told {_listed(groups, names, 'as ')}"


def _parties(
    told: Iterable[tuple[Commitment, EntityId | None, str | None]], names: Names, kinds: Kinds, before: str
) -> str | None:
    """Parties that are two: both by name and of one kind, since a minister stands for his country."""
    groups: dict[str, list[ArticleId]] = {}
    words: dict[str, str] = {}
    for one, party, called in told:
        if party and by_name(called or ""):
            groups.setdefault(party, []).append(one.span.article)
            words.setdefault(party, " ".join((called or "").split()))
    if len(groups) < 2 or len({kinds.get(party) for party in groups}) > 1:
        return None
    shared = set.intersection(*(set(articles) for articles in groups.values()))
    alike = set.intersection(*(set(called.split()) for called in words.values()))
    if shared or alike:
        return None
    return _listed({words[party]: articles for party, articles in groups.items()}, names, before)


def _due(terms: Sequence[Term], names: Names) -> str | None:
    """Due days that cannot be one."""
    dated = [(term, _interval(term.due)) for term in terms if term.due]
    apart = any(a[1] < b[0] or b[1] < a[0] for _, a in dated for _, b in dated)
    if not apart:
        return None
    groups: dict[str, list[ArticleId]] = {}
    for term, _ in dated:
        groups.setdefault(term.due.value if term.due else "", []).append(term.article)
    return _listed(groups, names, "due ")


def _interval(due: When | None) -> tuple[str, str]:
    first, _, last = (due.value if due else "").partition("/")
    return first, f"{last or first}~"  # "2031-03" ends after each of its days


def _condition(terms: Sequence[Term], names: Names) -> str | None:
    """A condition that some tellings give and others do not."""
    having = {term.article: " ".join(term.condition.split()) for term in terms if term.condition}
    without = {term.article for term in terms} - set(having)
    if not having or not without:
        return None
    return f"“{next(iter(having.values()))}” only in {_called(having, names)}"
