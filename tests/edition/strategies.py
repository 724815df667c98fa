"""Editions that no program would make: any text in any field, spans that quote nothing."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from variorum.model import (
    Article,
    Brief,
    Claim,
    Commitment,
    Considered,
    Copy,
    DateMention,
    Edition,
    Entity,
    Entry,
    Figure,
    Furniture,
    Happening,
    Heading,
    Join,
    Judgement,
    Lineage,
    Merge,
    Passage,
    Point,
    Position,
    Problem,
    Quote,
    Relation,
    Rendering,
    Role,
    SaidBy,
    Silence,
    Span,
    Stand,
    Story,
    Term,
    Utterance,
    Variant,
    Version,
    When,
    WordChange,
)

NASTY = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></title></textarea>", "{{ 7 * 7 }}", "{% raw %}",
    "=HYPERLINK(1)", "[bold]x[/bold]", "\x1b[31mred", "\u202eevil", "\x00", "\r\n", "\u2028", "javascript:alert(1)", "](http://x)",
    "<!--", "]]>", "&lt;", "p1", "a1", "-", "2025-02-07", "2025-99-99/x", "https://example.org/a b", "http://[", "ﷺ" * 20, "e\u0301",
)  # fmt: skip

words = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
maybe = st.none() | words
ids = st.sampled_from(("p1", "q1", "a1", "a2", "", "<b>", "x y", "é"))
share = st.floats(0, 1)
amount = st.none() | st.floats(allow_nan=False, allow_infinity=False)


T = TypeVar("T")


def some(strategy: st.SearchStrategy[T], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


spans = st.builds(Span, ids, st.integers(-2, 30), st.integers(-2, 40), words)
moments = st.builds(
    When,
    words,
    st.sampled_from(("year", "day", "interval")),
    st.sampled_from(("stated", "inferred")),
    st.none() | spans,
    maybe,
)
said = st.none() | st.builds(SaidBy, words, spans, ids, maybe, maybe)
articles = st.builds(
    Article, ids, words, st.lists(words, max_size=6).map("\n".join), maybe, maybe, some(words), st.none() | moments, maybe,
    maybe, some(words), some(st.builds(Furniture, words, words)),
)  # fmt: skip
entities = st.builds(
    Entity, ids, words, st.sampled_from(("person", "organisation", "place", "other")), some(words), some(spans),
    some(st.builds(Role, words, spans)), some(st.builds(Variant, words, words)),
)  # fmt: skip
quotes = st.builds(Quote, ids, st.sampled_from(("direct", "indirect", "mixed")), words, spans, said, some(spans), share)
figures = st.builds(
    Figure, ids, st.sampled_from(("money", "count", "vague")), amount, amount, spans, maybe, maybe, maybe,
    st.sampled_from(("level", "rise", "fall", "difference")), st.none() | moments, some(ids), said,
)  # fmt: skip
dates = st.builds(
    DateMention, ids, words, st.sampled_from(("day", None)), spans, maybe, maybe, maybe, st.none() | spans, said, maybe
)
commitments = st.builds(
    Commitment, ids, maybe, maybe, st.sampled_from(("pledge", "ask", "threat")), words, spans,
    st.sampled_from(("done", "pledged", "expected")), words, maybe, maybe, st.none() | moments, maybe, st.booleans(), said,
)  # fmt: skip
claims = st.builds(Claim, ids, maybe, words, maybe, spans, st.booleans(), maybe, said)
versions = st.builds(
    Version,
    words,
    some(ids),
    some(ids),
    st.integers(0, 3),
    some(spans),
    some(spans),
    some(st.builds(Merge, some(ids), words)),
    st.booleans(),
)
points = st.builds(
    Point, ids, st.sampled_from(("figure", "date", "quote", "commitment", "claim", "role")), words, some(versions, 1),
    st.sampled_from(("conflict", "superseded", "precision", "scope", "said_by", "wording", None)), words, share,
    some(st.builds(Silence, ids, st.sampled_from(("not_mentioned", "unread")), maybe)), some(ids),
    some(st.builds(Considered, ids, share, words)),
)  # fmt: skip
copies = st.builds(
    Copy, ids, ids, st.sampled_from(("copy", "edit", "rewrite", "translation", "shared_source", "shared_quote", "unknown")), share, words,
    some(st.builds(Passage, spans, spans, share)), share, st.booleans(),
)  # fmt: skip
changes = st.builds(
    WordChange, st.sampled_from(("dropped", "added", "replaced")), st.none() | spans, st.none() | spans, maybe
)
utterances = st.builds(Utterance, ids, maybe, some(st.builds(Rendering, ids, spans, said, some(changes))), maybe)
status = st.sampled_from(("done", "pledged", "expected"))
terms = st.builds(Term, ids, ids, status, spans, st.none() | spans, st.none() | moments, maybe)
entries = st.builds(
    Entry, ids, maybe, maybe, st.sampled_from(("pledge", "ask", "threat")), words, some(terms), maybe, maybe, st.none() | moments,
    maybe, maybe, maybe,
)  # fmt: skip
stands = st.builds(
    Stand, ids, st.sampled_from(("wants", "opposes", "doubts")), spans, st.none() | spans, maybe, said, maybe
)
positions = st.builds(Position, ids, words, words, some(stands), maybe)
headings = st.builds(Heading, ids, st.sampled_from(("headline", "caption")), words, some(ids), maybe)
stories = st.builds(
    Story, ids, words, some(ids), some(st.builds(Join, ids, ids, share, words)), maybe, maybe,
    st.builds(Lineage, some(some(ids)), some(copies)), some(entities), some(quotes), some(figures), some(dates), some(commitments),
    some(claims), some(points), some(st.builds(Happening, words, words, some(spans), st.sampled_from(("happened", "expected")))),
    some(st.builds(Brief, words, some(spans), st.integers(0, 3), maybe)), some(utterances), some(entries), some(positions),
    some(headings), some(st.builds(Relation, ids, st.sampled_from(("follows", "followed_by", "near")), share, words)),
    some(st.builds(Judgement, ids, st.sampled_from(("dismissed", "confirmed")), maybe)),
)  # fmt: skip
editions = st.builds(Edition, some(articles), some(stories), some(st.builds(Problem, words, words, words)))
