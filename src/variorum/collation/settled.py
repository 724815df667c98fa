"""Voices as the user has settled them: tellings known to be one voice, and tellings known to be independent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from variorum.model import ArticleId, Lineage
from variorum.settings import Merging

Pairs = Collection[tuple[ArticleId, ArticleId]]
Voices = Iterable[Sequence[ArticleId]]


def known_apart(pairs: Pairs, ones: Iterable[ArticleId], others: Collection[ArticleId]) -> bool:
    """Say whether some telling of one side is known to be independent of some telling of the other."""
    return bool(pairs) and any((a, b) in pairs or (b, a) in pairs for a in ones for b in others)


def united(voices: Voices, merging: Merging) -> list[list[ArticleId]]:
    """Join the voices of tellings that are known to be one; what is known to be independent is not joined, whatever joins it."""
    groups = {article: group for voice in voices for group in [list(voice)] for article in group}
    for pair in sorted(tuple(sorted(pair)) for pair in merging.together):
        one, other = (groups.get(article) for article in pair)
        if one is None or other is None or one is other or known_apart(merging.independent, one, other):
            continue
        one.extend(other)
        groups.update(dict.fromkeys(other, one))
    return list({id(group): group for group in groups.values()}.values())


def settled(lineage: Lineage, merging: Merging) -> Lineage:
    """Give the lineage with its voices as the user knows them; the copies, which the words show, stay.

    A voice that holds independent tellings falls apart: each other telling of it stays with the one it shares most with.
    """
    if not merging.together and not merging.independent:
        return lineage
    parted = [part for voice in lineage.voices for part in _parted(voice, lineage, merging.independent)]
    return replace(lineage, voices=tuple(sorted(tuple(sorted(voice)) for voice in united(parted, merging))))


def _parted(voice: Sequence[ArticleId], lineage: Lineage, pairs: Pairs) -> list[list[ArticleId]]:
    if not known_apart(pairs, voice, voice):
        return [list(voice)]
    groups = {article: [article] for article in sorted(voice)}
    inside = [copy for copy in lineage.copies if copy.source in groups and copy.target in groups]
    strongest = sorted(inside, key=lambda copy: (-copy.share * copy.confidence, copy.source, copy.target))
    rest = [(one, other) for one in groups for other in groups if one < other]
    for one, other in [*((copy.source, copy.target) for copy in strongest), *rest]:
        if groups[one] is groups[other] or known_apart(pairs, groups[one], groups[other]):
            continue
        joined = groups[one]
        joined.extend(groups[other])
        groups.update(dict.fromkeys(groups[other], joined))
    return list({id(group): group for group in groups.values()}.values())
