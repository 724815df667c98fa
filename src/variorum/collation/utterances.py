"""Points on quotes: one utterance as several tellings give it; a difference where a word turns the sense, or the mouth is another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from variorum.collation.drafts import Draft, Told
from variorum.collation.facts import shortened
from variorum.collation.mouths import relation
from variorum.collation.renderings import changes
from variorum.collation.sayings import Heard, Kinds, Saying
from variorum.model import Difference, Span, WordChange

# In other mouths the same words are one utterance only if they are nearly the same words.
_SAME_WORDS = 0.85


def quote_points(found: Iterable[Saying], kinds: Kinds) -> list[Draft]:
    """Give a Draft for each utterance; mere synonyms, cuts and reported speech are no difference."""
    return [_draft(saying, kinds) for saying in found]


def _draft(saying: Saying, kinds: Kinds) -> Draft:
    first = saying.heard[0]
    by_mouth = _parted(saying, lambda one: _mouth(first, one, kinds))
    difference: Difference | None = None
    reason = ""
    if len(by_mouth) > 1:
        told = tuple(_told(group, _sources(group)) for group in by_mouth)
        difference, reason = "said_by", "the same words are put in different mouths"
    else:
        weighty = {one.fact.id: _weighty(first, one, kinds) for one in saying.heard}
        groups = _parted(saying, lambda one: _reasons(weighty[one.fact.id]))
        told = tuple(_told(group, _marks(group, weighty)) for group in groups)
        if len(groups) > 1:
            turned = dict.fromkeys(why for group in groups for why in _reasons(weighty[group[0].fact.id]))
            difference, reason = "wording", f"the renderings do not say quite the same: {', '.join(turned)}"
            told = (_told(groups[0], _before(weighty.values()) or told[0].decisive), *told[1:])
    speaker = next((said.words for one in saying.heard if (said := one.fact.statement.said_by)), None)
    about = f"{speaker}: “{_shown(first)}”" if speaker else f"“{_shown(first)}”"
    return Draft("quote", about, told, difference, reason, saying.strength)


def _parted(saying: Saying, key: Callable[[Heard], Hashable]) -> list[list[Heard]]:
    parts: dict[Hashable, list[Heard]] = {}
    for one in saying.heard:
        parts.setdefault(key(one), []).append(one)
    return list(parts.values())


def _mouth(first: Heard, one: Heard, kinds: Kinds) -> str | None:
    """The speaker if it is plainly another than the first rendering's, and the words are the same."""
    mine, theirs = first.fact.statement.said_by, one.fact.statement.said_by
    another = one is not first and one.aligned.cover >= _SAME_WORDS and relation(mine, theirs, kinds) == "other"
    return one.phrasing.quote.speaker if another else None


def _weighty(first: Heard, one: Heard, kinds: Kinds) -> tuple[WordChange, ...]:
    return tuple(change for change in changes(first, one, kinds) if change.weighty)


def _reasons(weighty: tuple[WordChange, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.weighty for change in weighty if change.weighty))


def _told(group: list[Heard], decisive: tuple[Span, ...]) -> Told:
    facts = tuple(one.fact for one in group)
    return Told(_shown(group[0]), facts, decisive or tuple(fact.statement.span for fact in facts))


def _sources(group: list[Heard]) -> tuple[Span, ...]:
    return tuple(said.span for one in group if (said := one.fact.statement.said_by))


def _marks(group: list[Heard], weighty: dict[str, tuple[WordChange, ...]]) -> tuple[Span, ...]:
    return tuple(change.after for one in group for change in weighty[one.fact.id] if change.after)


def _before(weighty: Iterable[tuple[WordChange, ...]]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(change.before for found in weighty for change in found if change.before))


def _shown(heard: Heard, longest: int = 140) -> str:
    quote = heard.phrasing.quote
    words = (
        " … ".join(piece.words for piece in quote.pieces) if quote.kind == "mixed" and quote.pieces else quote.content
    )
    return shortened(words, longest)
