"""Which changes of words may turn the sense of an utterance: a "not", an "if", a number, a name; not a mere synonym."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.collation.phrasing import Word
from variorum.collation.sayings import Kinds
from variorum.model import Span

# Reported speech moves into the past ("will" becomes "would"), so these tell nothing there.
_SHIFTED = frozenset(["would", "should", "doubt", "contrast", "limit"])
# Of paraphrases only close ones are held to the word.
_CLOSE = 0.75
# What opens a qualification stands within so many words behind what it qualifies.
_BEHIND = 2
_LEADING = frozenset(["negation", "doubt", "limit", "would", "should"])
_CONDITIONS = frozenset(["condition", "exception"])
_TRAILING = _CONDITIONS | {"contrast", "limit"}
_FEW = 6
_ROUNDING = 0.05
_SPELT = 4


@dataclass(frozen=True)
class Gap:
    """Words of the one rendering (``before``) where another has others (``after``) or none, and the pairs around them."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]
    left: tuple[Word, Word] | None = None
    right: tuple[Word, Word] | None = None

    @property
    def marked(self) -> bool:
        """Whether both sides give marked words here, so that each word is one that was said."""
        around = [word for pair in (self.left, self.right) if pair for word in pair]
        return all(word.marked for word in (*self.before, *self.after, *around))


def turns(
    gaps: Sequence[Gap], cover: float, kinds: Kinds, around: tuple[frozenset[str], frozenset[str]]
) -> dict[Span, str]:
    """Give the words that turn the sense, each with the reason; a word that only moved to another place turns nothing.

    ``around`` holds the classes of turning words in the two sentences: what is gone from between the marks may stand
    before them ('that if this goes on there will “never be peace”').
    """
    found: dict[Span, str] = {}
    lost = [(word, gap) for gap in gaps for word in _turning(gap, 0)]
    gained = [(word, gap) for gap in gaps for word in _turning(gap, 1)]
    balance = Counter(word.turn for word, _ in lost)
    balance.subtract(Counter(word.turn for word, _ in gained))
    for words, sign, verb, there in ((lost, 1, "is gone", around[1]), (gained, -1, "is added", around[0])):
        for word, gap in words:
            held = gap.marked or (cover >= _CLOSE and word.turn not in _SHIFTED)
            if balance[word.turn] * sign > 0 and held and (word.turn not in there or _of_one_piece(gap)):
                found[word.span] = f"“{word.surface}” {verb}"
    for gap in gaps:
        if gap.marked or cover >= _CLOSE:
            found.update(_numbers(gap))
            found.update(_names(gap, kinds))
    return found


def _turning(gap: Gap, side: int) -> Iterable[Word]:
    """The words of one side that bear on what both sides say: inside it, or at its edge where they govern it."""
    words = gap.after if side else gap.before
    left, right = gap.left[side] if gap.left else None, gap.right[side] if gap.right else None
    for at, word in enumerate(words):
        if word.turn is None or (word.opens and word.turn == "contrast"):
            continue
        with_left = left is not None and left.sentence == word.sentence
        with_right = right is not None and right.sentence == word.sentence
        if word.turn in _LEADING and any(one.content and one.sentence == word.sentence for one in words[at + 1 :]):
            continue  # what it governs is gone with it
        if left is not None and right is not None:
            bears = with_left or with_right
        elif right is not None:
            bears = gap.marked and with_right and (word.turn in _LEADING or word.turn in _CONDITIONS)
        else:
            bears = gap.marked and with_left and word.turn in _TRAILING and at < _BEHIND
        if bears:
            yield word


def _of_one_piece(gap: Gap) -> bool:
    """Say whether both sides of a gap are answered within one piece of the other rendering: nothing can stand outside it."""
    return gap.left is not None and gap.right is not None and gap.left[1].piece == gap.right[1].piece


def _numbers(gap: Gap) -> dict[Span, str]:
    mine = {word.amount: word for word in reversed(gap.before) if word.amount}
    theirs = {word.amount: word for word in reversed(gap.after) if word.amount}
    lost = [word for amount, word in mine.items() if amount not in theirs]
    gained = [word for amount, word in theirs.items() if amount not in mine]
    if lost and gained and not any(_near(a, b) for a in lost for b in gained):
        reason = f"another number: “{gained[-1].surface}”, not “{lost[-1].surface}”"
        return {lost[-1].span: reason, gained[-1].span: reason}
    inside = gap.left is not None and gap.right is not None and gap.marked
    if lost and not theirs and inside and gap.left and gap.left[0].sentence == lost[-1].sentence:
        return {lost[-1].span: f"the number “{lost[-1].surface}” is gone"}
    return {}


def _near(one: Word, other: Word) -> bool:
    a, b = one.amount, other.amount
    if a is None or b is None:
        return False
    room = _ROUNDING * max(abs(a[1]), abs(b[1]))
    return a[0] <= b[1] + room and b[0] <= a[1] + room


def _names(gap: Gap, kinds: Kinds) -> dict[Span, str]:
    """A name in place of another of the same kind; names that share a word may be one."""
    if not gap.before or not gap.after or max(len(gap.before), len(gap.after)) > _FEW:
        return {}
    mine = [word for word in gap.before if word.entity and word.span.words[:1].isupper()]
    theirs = [word for word in gap.after if word.entity and word.span.words[:1].isupper()]
    if not mine or not theirs or {word.entity for word in mine} & {word.entity for word in theirs}:
        return {}
    if any(a.surface[:_SPELT] == b.surface[:_SPELT] for a in mine for b in theirs):
        return {}  # the same name, or one misspelt
    if {kinds.get(word.entity or "") for word in mine} != {kinds.get(word.entity or "") for word in theirs}:
        return {}
    names = [" ".join(word.span.words for word in words) for words in (theirs, mine)]
    reason = f"another name: “{names[0]}”, not “{names[1]}”"
    return {mine[0].span: reason, theirs[0].span: reason}
