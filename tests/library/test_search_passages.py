"""The sentence that is shown for a hit, against a slow and simple way to find it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from variorum.languages import sentences
from variorum.library.search_passages import Bounds, Marked, best, within
from variorum.store.search_words import WORD, plain

WORDS = "tern bridge Bridge brïdge opened toll 41 “tern” Dr. U.S. it's l'eau".split()
GAPS = (" ", " ", " ", ". ", "! ", "\n", "\n\n", " \n ", ".\n", "” ", "…")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
forms = st.frozensets(st.sampled_from(["tern", "bridge", "opened", "toll", "it", "s", "u"]), min_size=1, max_size=2)
asked = st.lists(st.tuples(st.lists(forms, min_size=1, max_size=2).map(tuple), st.booleans()), max_size=3)


def simply(text: str, parts: tuple[frozenset[str], ...], *, begins: bool) -> list[Bounds]:
    """Where a word or phrase stands: every place is tried."""
    words = [(match.start(), match.end(), plain(match.group())) for match in WORD.finditer(text)]
    found: list[Bounds] = []
    for at in range(len(words) - len(parts) + 1):
        fits = [words[at + step][2] in part for step, part in enumerate(parts)]
        if begins:
            fits[-1] = any(words[at + len(parts) - 1][2].startswith(form) for form in parts[-1])
        if all(fits):
            found.append((words[at][0], words[at + len(parts) - 1][1]))
    return found


def chosen(text: str, wanted: Marked) -> Bounds:
    """The sentence with most of what is looked for, of equals the first."""
    marks = [simply(text, parts, begins=begins) for parts, begins in wanted]
    pieces = sentences(text, "en")
    counts = [sum(any(a <= s and e <= b for s, e in each) for each in marks) for a, b in pieces]
    return pieces[counts.index(max(counts))] if pieces else (0, 0)


@settings(max_examples=300, deadline=None)
@given(texts, asked)
@example("A first line\nand the tern\nbridge over two lines.", [((frozenset({"tern"}), frozenset({"bridge"})), False)])
@example("\n\n  \nTern.", [])
def test_the_sentence_shown_is_the_one_found_simply(text: str, wanted: Marked) -> None:
    passage = best(text, "en", wanted)
    start, end = chosen(text, wanted)
    assert (start, start) <= (passage.start, passage.end) <= (passage.start, end)
    assert start <= passage.start <= passage.end <= end
    if end - start <= 320:
        assert (passage.start, passage.end) == (start, end)


@settings(max_examples=200, deadline=None)
@given(texts, forms, st.booleans())
def test_what_is_marked_is_what_matches(text: str, form: frozenset[str], begins: bool) -> None:  # drawn
    assert list(within(text, 0, len(text), [((form,), begins)]).marks) == simply(text, (form,), begins=begins)
