"""Who copied, edited, rewrote or translated whom among the tellings of a story, and how many voices that leaves."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.lineage.between import between
from variorum.lineage.evidence import weigh
from variorum.lineage.kinds import judge
from variorum.lineage.matching import Matcher, one_to_one
from variorum.lineage.parents import settle
from variorum.lineage.tellings import Telling, telling
from variorum.lineage.translations import translated
from variorum.lineage.twins import alone_and_twins
from variorum.lineage.voices import voices
from variorum.model import Article, Copy, Lineage

__all__ = ["trace"]

_ONE_TEXT = 50.0  # nats beyond chance from which two tellings have so much in common that neighbouring sentences answer
_WITNESSES = 60  # other tellings that may bear out one side's words at most: of more, every second or third by id


def trace(articles: tuple[Article, ...]) -> Lineage:
    """Compare the tellings of one story two by two; the order of input is of no effect.

    Each copy brings its aligned passages, the share of the target they explain, a reason and a confidence. ``voices``
    partitions the articles into independent origins. The method is described in ``docs/lineage.md``.
    """
    told = tuple(telling(article) for article in sorted(articles, key=lambda article: article.id))
    alone, twins = alone_and_twins(told)
    copies = [*_same_language(alone), *translated(alone)]
    copies.extend(copy for pair in twins if (copy := _twin(*pair)))
    copies = settle(copies, articles)
    return Lineage(voices((article.id for article in articles), copies), tuple(copies))


def _same_language(told: Sequence[Telling]) -> list[Copy]:
    matcher = Matcher(told)
    witnesses = range(len(told)) if len(told) <= _WITNESSES else range(0, len(told), -(-len(told) // _WITNESSES))
    found: list[Copy] = []
    for one, other in matcher.pairs():
        if _differ(told[one].article, told[other].article):
            continue
        kept = list(one_to_one(matcher.matches(one, other)))
        evidence = weigh(told[one], told[other], kept)
        if evidence.weight >= _ONE_TEXT and (more := between(matcher, one, other, kept)):
            evidence = weigh(told[one], told[other], [*kept, *more])
        if not evidence.matches:
            continue
        if copy := judge(evidence, [told[at] for at in witnesses if at not in {one, other}]):
            found.append(copy)
    return found


def _twin(one: Telling, other: Telling) -> Copy | None:
    """Judge two tellings that are the same sentence by sentence."""
    matcher = Matcher((one, other))
    matches = [match for at in range(len(one.sentences)) if (match := matcher.match(0, 1, at, at))]
    return judge(weigh(one, other, matches), ()) if matches else None


def _differ(one: Article, other: Article) -> bool:
    return bool(one.language and other.language and one.language != other.language)
