"""Quotes by rule: what the grammar and the quotation marks show, without the trained tagger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.statements.attribution import Attribution, attributions
from variorum.statements.frames import Piece
from variorum.statements.marks import Mark, inside
from variorum.statements.quoted import Draft, trimmed
from variorum.statements.reporting_words import Lexicon
from variorum.statements.spoken import Place, Voice, place_of, voice_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def ruled(doc: Doc, text: str, marks: tuple[Mark, ...], words: Lexicon) -> list[Draft]:
    """Find quotes by the grammar and by the marks, in no particular order."""
    grammar = [found for found in attributions(doc, text, words) if inside(marks, found.cue[0]) is None]
    spoken, loose = _spoken(doc, text, marks, words, grammar)
    mixed, owners = _mixed(loose, grammar, text)
    drafts = [*_joined(spoken, text), *mixed]
    drafts.extend(_indirect(grammar, owners, drafts, text))
    return drafts


def _spoken(
    doc: Doc, text: str, marks: tuple[Mark, ...], words: Lexicon, grammar: list[Attribution]
) -> tuple[list[tuple[Place, Voice | None]], list[tuple[Place, int]]]:
    """Part the marks into words somebody speaks, and fragments that belong to an attribution around them (its number)."""
    spoken: list[tuple[Place, Voice | None]] = []
    loose: list[tuple[Place, int]] = []
    last: tuple[Mark, Voice | None] | None = None
    for number, mark in enumerate(marks):
        left = marks[number - 1].right if number else 0
        right = marks[number + 1].left if number + 1 < len(marks) else len(text)
        place = place_of(doc, text, mark, left, right)
        if place is None:
            continue
        voice = voice_of(place, words)
        if voice is not None and (voice.kind != "before" or place.is_utterance or _set_off(place)):
            spoken.append((place, voice))
        elif mark.goes_on and last is not None and last[0] is marks[number - 1]:
            spoken.append((place, voice := last[1]))
        elif mark.dash:
            continue  # nobody is said to speak: an aside between dashes
        elif place.is_utterance and place.opens_sentence and not _carries_on(place):
            spoken.append((place, voice := _carried(place, last, text)))
        else:
            owner = _owner(place, grammar)
            if owner is None:
                continue
            loose.append((place, owner))
            voice = _voice(grammar[owner])
        last = (mark, voice)
    return spoken, loose


def _set_off(place: Place) -> bool:
    solid = [token for token in place.before if not token.is_space]
    return bool(solid) and solid[-1].text in {",", ":"}


def _carries_on(place: Place) -> bool:
    """Whether the sentence goes on after the marks, so that the words are its subject or a title, not an utterance."""
    solid = [token for token in place.after if not (token.is_punct or token.is_space)]
    return bool(solid) and not place.extended and place.mark.end - place.mark.start < 60


def _carried(place: Place, last: tuple[Mark, Voice | None] | None, text: str) -> Voice | None:
    """Give the speaker of the marked words before, if these follow in the same paragraph or are a paragraph of their own."""
    if last is None or last[1] is None or last[1].kind == "dash":
        return None
    gap = text[last[0].right : place.mark.left]
    breaks = "\n" in gap.strip(" ")
    if len(gap) > 400 or (breaks and (len(gap.strip()) > 160 or any(token.is_alpha for token in place.after))):
        return None
    return replace(last[1], confidence=last[1].confidence * (0.7 if breaks else 0.9), kind="carried")


def _joined(spoken: list[tuple[Place, Voice | None]], text: str) -> list[Draft]:
    """Make one draft of the pieces of one utterance that its attribution interrupts; others stay apart."""
    drafts: list[Draft] = []
    for place, voice in spoken:
        mark = place.mark
        piece = trimmed(text, mark.start, mark.end)
        if piece is None:
            continue
        start = _clause_start(place, text) if voice is not None and voice.kind == "after" else None
        draft = Draft(
            "direct" if start is None else "mixed", piece[0] if start is None else start, piece[1], (piece,), voice
        )
        previous = drafts[-1] if drafts else None
        if previous is not None and voice is not None and _one_utterance(previous, draft, mark, text):
            draft = replace(previous, end=draft.end, pieces=(*previous.pieces, piece))
            drafts.pop()
        drafts.append(draft)
    return drafts


def _one_utterance(previous: Draft, draft: Draft, mark: Mark, text: str) -> bool:
    if previous.voice is None or draft.voice is None or previous.voice.key != draft.voice.key:
        return False
    if mark.goes_on:
        return True
    gap = text[previous.end : mark.left]
    return draft.voice.kind != "carried" and "\n" not in gap and not any(stop in gap[2:] for stop in (". ", "? ", "! "))


def _clause_start(place: Place, text: str) -> int | None:
    """Where a content clause begins that runs into the marked words ("They “had chemistry,” said …"), if it does."""
    solid = [token for token in place.before if not (token.is_punct or token.is_space)]
    if not solid or (place.opens_sentence and len(solid) <= 1):
        return None
    return int(solid[0].idx) if text[solid[0].idx : place.mark.left].strip() else None


def _mixed(loose: list[tuple[Place, int]], grammar: list[Attribution], text: str) -> tuple[list[Draft], frozenset[int]]:
    """Make one quote of an attribution and the marked fragments in its content."""
    held: dict[int, list[Mark]] = {}
    for place, owner in loose:
        held.setdefault(owner, []).append(place.mark)
    drafts = []
    for number, marks in held.items():
        found = grammar[number]
        start, end = found.start, found.end
        for mark in marks:
            start, end = min(start, mark.left), max(end, mark.right)
        if start == marks[0].left and text[marks[0].end - 1] in ",;":
            end = marks[0].right  # the comma inside the marks ends the content, whatever the parser hung on behind it
        pieces = tuple(piece for mark in marks if (piece := trimmed(text, mark.start, mark.end)) is not None)
        if not pieces:
            continue
        whole = (
            len(marks) == 1 and not text[start : marks[0].left].strip() and not text[marks[0].right : end].strip(" .,;")
        )
        if whole:
            start, end = pieces[0]
        drafts.append(Draft("direct" if whole and _clausal(found) else "mixed", start, end, pieces, _voice(found)))
    return drafts, frozenset(held)


def _clausal(found: Attribution) -> bool:
    return found.kind in {"clause", "aside", "according", "as"} and found.speech


def _owner(place: Place, grammar: list[Attribution]) -> int | None:
    """Choose whose words a fragment is: the outermost saying around it, unless that only passes on what others say."""
    mark = place.mark
    around = [
        (number, grammar[number])
        for number in range(*_near(grammar, mark.start, mark.end))
        if any(start < mark.end and mark.start < end for start, end in grammar[number].content)
    ]
    if not around or (_is_term(place) and not any(found.kind == "clause" and found.speech for _, found in around)):
        return None
    said = [pair for pair in around if pair[1].speech and pair[1].kind in {"clause", "aside", "as", "small"}]
    pool = said or around
    if said:
        return max(pool, key=lambda pair: (pair[1].end - pair[1].start, -pair[0]))[0]
    return min(pool, key=lambda pair: (pair[1].kind == "according", pair[1].end - pair[1].start, pair[0]))[0]


# No content clause of prose is longer in characters; a bound keeps the search linear in the text.
_LONGEST = 4000


def _near(grammar: list[Attribution], start: int, end: int) -> tuple[int, int]:
    """Give the range of attributions (which are in the order of their beginnings) that can reach into some words."""
    first = bisect_left(grammar, start - _LONGEST, key=lambda found: found.start)
    return first, bisect_left(grammar, end, key=lambda found: found.start)


def _is_term(place: Place) -> bool:
    """Whether a few marked words are only a name: capitalised throughout, and said of the noun behind them."""
    inner = [token for token in place.within if token.is_alpha]
    following = place.after[0] if place.after else None
    named = len(inner) <= 4 and all(token.text[:1].isupper() for token in inner)
    return named and following is not None and following.pos_ in {"NOUN", "PROPN"}


def _indirect(grammar: list[Attribution], owners: frozenset[int], drafts: list[Draft], text: str) -> Iterable[Draft]:
    """Give the attributions that no marked words are part of, or only a small part."""
    taken = sorted(piece for draft in drafts if draft.kind == "direct" for piece in draft.pieces)
    cues = {draft.voice.cue for draft in drafts if draft.voice is not None}
    for number, found in enumerate(grammar):
        if number in owners or found.cue in cues or found.lends:
            continue
        size = sum(end - start for start, end in found.content)
        covered = sum(_shared(start, end, taken) for start, end in found.content)
        if covered * 2 > size:
            continue
        piece = trimmed(text, found.start, found.end)
        if piece is not None:
            yield Draft("indirect", piece[0], piece[1], found.content if len(found.content) > 1 else (), _voice(found))


def _shared(start: int, end: int, taken: list[Piece]) -> int:
    """Count the characters of a stretch that lie in ordered, separate pieces."""
    first = max(bisect_left(taken, (start, start)) - 1, 0)
    total = 0
    for left, right in taken[first:]:
        if left >= end:
            break
        total += max(0, min(end, right) - max(start, left))
    return total


def _voice(found: Attribution) -> Voice:
    return Voice(found.source, found.cue, found.cue[0], found.confidence, via=found.via, kind=found.kind)
