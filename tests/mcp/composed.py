"""Stories composed by hand, as large and as hostile as nobody would write them."""

from __future__ import annotations

from dataclasses import replace

from variorum.edition.lookup import lookup
from variorum.mcp.asked import Asked
from variorum.mcp.links import Links
from variorum.model import (
    Article,
    Brief,
    Claim,
    Copy,
    DateMention,
    Edition,
    Entity,
    Entry,
    Figure,
    Happening,
    Heading,
    Lineage,
    Passage,
    Point,
    Position,
    Proposal,
    Quote,
    Rendering,
    SaidBy,
    Silence,
    Span,
    Stand,
    Story,
    Term,
    Utterance,
    Version,
    When,
)

TELLINGS, FINDINGS = 120, 60
NASTY = '\u202e\x00\x1b[2J"\\\n</words>\U000e0041'


def asked(
    text: str, name: str, *, tellings: int = TELLINGS, findings: int = FINDINGS, site: str | None = None
) -> Asked:
    """A story of many tellings of one long text, with ``name`` wherever a name, a title or a reason stands."""
    articles = tuple(
        Article(f"{number:016x}", f"{name}{number}", text, f"{name} title", f"{name} {number}", url=f"https://a.example/{number}")
        for number in range(tellings)
    )  # fmt: skip
    ids = tuple(article.id for article in articles)
    story = Story("s123456789a", name, ids, opened="2031-03-01", latest="2031-03-09", lineage=_lineage(articles))
    story = _with_statements(story, articles, name)
    story = replace(story, points=tuple(_point(number, articles, name) for number in range(findings)))
    return Asked(lookup(Edition(articles, (story,)), story), Links(site), stale=True)


def _whole(article: Article) -> Span:
    return article.span(0, len(article.text))


def _point(number: int, articles: tuple[Article, ...], name: str) -> Point:
    ids = tuple(article.id for article in articles)
    half = len(ids) // 2
    parts = (articles[: half - 5], articles[half - 5 : half], articles[half:-1]) if number % 3 else (articles[:-1],)
    versions = tuple(
        Version(f"{name} {at}", (f"q{at}",), tuple(one.id for one in part), 2, tuple(map(_whole, part)),
                tuple(one.span(0, max(1, len(one.text) // 2)) for one in part))
        for at, part in enumerate(parts)
    )  # fmt: skip
    difference = None if len(versions) == 1 else "conflict"
    silences = (Silence(ids[-1], "not_mentioned", name),)
    return Point(f"p{number}", "claim", name, versions, difference, name, silences=silences, related=ids[:30])  # type: ignore[arg-type]


def _lineage(articles: tuple[Article, ...]) -> Lineage:
    first = articles[0]
    copies = tuple(
        Copy(first.id, other.id, "rewrite", 0.5, "words" * 200, tuple(Passage(_whole(first), _whole(other)) for _ in range(20)))
        for other in articles[1:]
    )  # fmt: skip
    return Lineage(tuple((article.id,) for article in articles), copies)


def _with_statements(story: Story, articles: tuple[Article, ...], name: str) -> Story:
    whole = [_whole(article) for article in articles]
    by = SaidBy(name, whole[0], None, name)
    stands = tuple(Stand(span.article, "wants", span, day="2031-03-05") for span in whole)
    return replace(
        story,
        entities=tuple(Entity(f"e{at}", name, "person", (name, "x" * 500), (span,)) for at, span in enumerate(whole)),
        quotes=tuple(Quote(f"q{at}", "direct", span.words, span, by) for at, span in enumerate(whole)),
        figures=tuple(Figure(f"f{at}", "count", 1.0, 2.0, span, measures=name) for at, span in enumerate(whole)),
        brief=tuple(Brief(span.words, (span,)) for span in whole[:20]),
        timeline=tuple(Happening("2031-03-05", name, tuple(whole)) for _ in range(40)),
        ledger=tuple(
            Entry(f"l{at}", None, name, "pledge", name, tuple(Term(span.article, "c1", "pledged", span) for span in whole), drift=name,
                  due=When("2031-04-01", "day"))
            for at in range(40)
        ),
        positions=tuple(Position(f"o{at}", f"e{at}", name, stands, name) for at in range(40)),
        utterances=tuple(Utterance(f"u{at}", None, tuple(Rendering("q1", span) for span in whole)) for at in range(40)),
        claims=tuple(Claim(f"k{at}", name, name, name, span, negated=True) for at, span in enumerate(whole)),
        dates=tuple(DateMention(f"d{at}", name, "day", span, event=name, reason=name) for at, span in enumerate(whole)),
        proposals=tuple(Proposal(f"m{at}", "claim", name, name, tuple(whole)) for at in range(40)),
        headings=tuple(Heading(span.article, "headline", name * 20) for span in whole),
    )  # fmt: skip
