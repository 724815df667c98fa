"""What a new version of one telling dropped, added or altered, finding by finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from variorum.edition.change import Revised, RevisedHow, RevisedKind, Revision
from variorum.edition.revised_claims import revised_claims, revised_passages
from variorum.edition.revised_figures import revised_figures
from variorum.edition.revised_quotes import revised_quotes
from variorum.edition.revised_terms import revised_commitments, revised_dates
from variorum.edition.sentence_pairs import aligned, forms
from variorum.edition.wording import day
from variorum.model import Article, Reading

# What a site puts behind a headline.
_BEHIND = re.compile(r"\s+[|–—-]\s+[^|–—-]{1,60}$")


def revised(before: Reading, after: Reading) -> Revision:
    """Tell what a new version of a telling changed, the weightiest first.

    The two texts are aligned by sentences. What stands in sentences that are the same, wherever they moved, did not change; nor did
    a figure, a quote or a date that a reworded sentence still carries. White space, case, punctuation and furniture make no
    difference. When unsure, nothing is said. ``revised(after, before)`` has the same changes with dropped and added changed over.
    """
    sides = aligned(before, after)
    found = [*revised_quotes(sides), *revised_commitments(sides)]
    found += [figure for figure in revised_figures(sides) if not any(_holds(one, figure) for one in found)]
    found += [claim for claim in revised_claims(sides) if not any(_covers(one, claim) for one in found)]
    found += revised_dates(sides, found)
    found += revised_passages(sides, found)
    found += _around(before.article, after.article)
    found.sort(key=lambda one: (-one.weight, _place(one)))
    return Revision(before.article.id, after.article.id, tuple(found), sides.reworded, sides.moved)


def _holds(one: Revised, figure: Revised) -> bool:
    """Say whether a figure that came or went did so with the words of a quote that changed."""
    if one.kind != "quote" or figure.how == "altered":
        return False
    pairs = ((one.before, figure.before), (one.after, figure.after))
    return any(wide.contains(narrow) for wide, narrow in pairs if wide and narrow)


def _covers(one: Revised, claim: Revised) -> bool:
    """Say whether a changed quote or commitment says already that a claim changed."""
    if one.kind not in ("quote", "commitment"):
        return False
    ends = ((one.before, claim.before), (one.after, claim.after))
    return all(wide is not None and narrow is not None and wide.overlaps(narrow) for wide, narrow in ends)


def _place(one: Revised) -> tuple[int, int, str]:
    return one.after.start if one.after else -1, one.before.start if one.before else -1, one.kind


def _around(old: Article, new: Article) -> Iterator[Revised]:
    """Name what changed beside the text."""
    if old.title and new.title and not _one_title(old.title, new.title):
        yield Revised("altered", "title", was=_line(old.title), now=_line(new.title), weight=6)
    dates = [one.published for one in (old, new)]
    if dates[0] and dates[1] and dates[0].basis == dates[1].basis == "stated":
        was, now = dates[0].value, dates[1].value
        size = min(len(was), len(now))
        if was[:size] != now[:size]:
            yield Revised("altered", "published", was=day(was), now=day(now), weight=2)
    yield from _lists("byline", old.authors, new.authors)
    yield from _lists("credits", old.credits, new.credits)


def _lists(kind: RevisedKind, old: Iterable[str], new: Iterable[str]) -> Iterator[Revised]:
    was, now = ({forms(name): _line(name) for name in names} for names in (old, new))
    if was.keys() != now.keys():
        how: RevisedHow = "altered" if was and now else "dropped" if was else "added"
        shown = [", ".join(sorted(names.values(), key=str.casefold)) for names in (was, now)]
        yield Revised(how, kind, was=shown[0], now=shown[1], weight=3)


def _one_title(old: str, new: str) -> bool:
    return bool({forms(old), forms(_BEHIND.sub("", old))} & {forms(new), forms(_BEHIND.sub("", new))})


def _line(words: str) -> str:
    return " ".join(words.split())
