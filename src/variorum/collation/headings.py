"""Headlines and photo captions: which Points they state, and what they say beyond the text that they stand over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.collation.entities_headlines import words_small_and_large
from variorum.collation.evidence import strong_words
from variorum.collation.facts import Fact, Rarity, facts_of
from variorum.collation.gather import Gathered
from variorum.collation.headings_beyond import Bodies, beyond, numbers
from variorum.collation.likeness import Weigh, likeness
from variorum.collation.tongues import foreign
from variorum.languages import parse, reads
from variorum.languages.names import fold
from variorum.model import (
    Article,
    ArticleId,
    Claim,
    Commitment,
    Entity,
    Figure,
    Heading,
    HeadingPlace,
    Mention,
    Point,
    Reading,
    Span,
    StatementId,
)

_STRONG = 2  # full words that a heading shares at least with what it states in another verb
_WITHOUT_VERB = 0.7  # the share that is enough without the verb
_SAME = 0.85  # the share of words that two statements have in common when they are of the same words
_STATES = 0.5  # from this score on a heading states what a claim states
_MOST = 5  # Points told of one heading
_LONGEST = 600  # characters; a longer "caption" is body text
_SHORTEST = 4  # words of a caption that is prose
_LONG = 4  # letters of a word that a headline in capitals gives one
_PART = 3  # words of a part of a heading that is compared on its own
_IMAGE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_OUTLET = re.compile(r"\s(?:[|–—-]|--)\s")
_NAME = 5  # words of an outlet's name behind a headline
_CREDIT = re.compile(
    r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|(?:photo|photograph|picture|image|credit|source|courtesy|via|©)\b.*|©.*|\S+/\S+)\s*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_BREAK = re.compile(r"\s*[,;:|]\s+|\s+[–—-]{1,2}\s+|\s+(?:as|while)\s+")


@dataclass(frozen=True)
class _Line:
    """One heading before it is read: where it stands, its words, and a tiny article of them with the capitals taken off."""

    article: Article
    place: HeadingPlace
    words: str
    tiny: Article


def headings(gathered: Gathered, known: Sequence[Fact], points: Sequence[Point]) -> tuple[Heading, ...]:
    """Read the headlines and captions of a story's tellings, in the order of the tellings, headline first.

    Each is parsed on its own and matched with what its own text states, so the work grows with the number of headings. In
    a language that is not the story's they are given as they stand.
    """
    odd = foreign(gathered.articles)
    small, large = words_small_and_large(article.text for article in gathered.articles)
    common = frozenset(word for word in small if small[word] >= large[word])
    proper = frozenset(
        fold(word) for entity in gathered.entities for span in entity.names for word in _WORD.findall(span.words)
    )
    lines = [line for article in gathered.articles for line in _lines(article, common, proper)]
    read = _facts([line for line in lines if line.article.id not in odd], gathered)
    weigh, bodies = Rarity(known), Bodies(gathered, frozenset(small))
    own: dict[ArticleId, list[Fact]] = {}
    for fact in known:
        own.setdefault(fact.article, []).append(fact)
    homes = _homes(points)
    return tuple(
        _heading(line, read.get(line.tiny.id, ()), own.get(line.article.id, ()), homes, weigh, bodies) for line in lines
    )


def _lines(article: Article, common: frozenset[str], proper: frozenset[str]) -> Iterator[_Line]:
    """Give the headline and every caption that is prose, each once."""
    seen: set[str] = set()
    found: list[tuple[HeadingPlace, str]] = [("headline", article.title or "")]
    found += [("caption", _prose(piece.words)) for piece in article.furniture if piece.kind in ("caption", "image")]
    for number, (place, words) in enumerate(found):
        plain = " ".join(words.split())
        known = fold(plain)
        if not plain or len(plain) > _LONGEST or any(known in other or other in known for other in seen):
            continue
        if place == "caption" and (len(plain.split()) < _SHORTEST or not any(word.islower() for word in plain.split())):
            continue
        seen.add(known)
        text = _uncapitalised(plain, common, proper)
        yield _Line(article, place, plain, Article(f"{article.id}#{number}", "", text, language=article.language))


def _prose(words: str) -> str:
    """Give the words of a caption or of a Markdown image without its address."""
    image = _IMAGE.search(words[: 4 * _LONGEST])
    return image.group(1) if image else words


def _uncapitalised(words: str, common: frozenset[str], proper: frozenset[str]) -> str:
    """Write small what the story's texts mostly write small: a headline in capitals parses badly. Keeps every offset.

    Where nearly every word has a capital, all lose theirs that are no part of a name.
    """
    long = [word for word in words.split() if len(word) >= _LONG and word[0].isalpha()]
    titled = 2 * sum(word[0].isupper() for word in long) > len(long) + sum(fold(word) in proper for word in long)

    def shown(match: re.Match[str]) -> str:
        lowered = match.group().lower()
        plain = fold(lowered.removesuffix("'s").removesuffix("’s"))
        small = plain in common or (titled and plain not in proper and not match.group().isupper())
        return lowered if match.start() and small and len(lowered) == len(match.group()) else match.group()

    return _WORD.sub(shown, words)


def _facts(lines: Sequence[_Line], gathered: Gathered) -> dict[ArticleId, tuple[Fact, ...]]:
    """Make headings comparable with statements: each is a claim as a whole and in each of its parts."""
    if not lines:
        return {}
    names = _names(gathered.entities)
    mentions: dict[str, list[Mention]] = {}
    for line in lines:
        for entity, mention in _named(line.tiny, names):
            mentions.setdefault(entity, []).append(mention)
    entities = tuple(
        replace(entity, mentions=tuple(mentions.get(entity.id, ())), proposed=()) for entity in gathered.entities
    )
    claims = [claim for line in lines for claim in _claims(line.tiny)]
    tiny = Gathered(
        articles=tuple(line.tiny for line in lines),
        entities=entities,
        quotes=(),
        figures=(),
        dates=(),
        commitments=(),
        claims=tuple(replace(claim, id=f"h{number}") for number, claim in enumerate(claims, 1)),
        readings={line.tiny.id: Reading(line.tiny, (line.tiny.span(0, len(line.tiny.text)),)) for line in lines},
    )
    found: dict[ArticleId, tuple[Fact, ...]] = {}
    for fact in facts_of(tiny):
        found[fact.article] = (*found.get(fact.article, ()), fact)
    return found


def _names(entities: Iterable[Entity]) -> dict[tuple[str, ...], str]:
    """Each form of a name (folded words) with the one entity that it means."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for entity in entities:
        forms = {entity.name, *entity.variants, *(span.words for span in entity.names)}
        for form in forms:
            if key := tuple(fold(word) for word in _WORD.findall(form)):
                meant.setdefault(key, set()).add(entity.id)
    return {key: next(iter(ids)) for key, ids in meant.items() if len(ids) == 1}


def _named(article: Article, names: Mapping[tuple[str, ...], str], longest: int = 6) -> Iterator[tuple[str, Mention]]:
    """Give the entities that a heading names, the longest names first, from left to right."""
    words = list(_WORD.finditer(article.text))
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            run = words[at : at + size]
            entity = names.get(tuple(fold(word.group().removesuffix("'s").removesuffix("’s")) for word in run))
            if entity is not None and run[0].group()[0].isupper():
                span = article.span(run[0].start(), run[-1].end())
                yield entity, Mention(span.article, span.start, span.end, span.words)
                at += size - 1
                break
        at += 1


def _claims(article: Article) -> Iterator[Claim]:
    """Give a heading as claims: the whole, and each of its parts that could stand alone."""
    ends = [0, *(edge for match in _BREAK.finditer(article.text) for edge in match.span()), len(article.text)]
    parts = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if len(article.text[a:b].split()) >= _PART]
    for start, end in dict.fromkeys([(0, len(article.text)), *parts]):
        span = article.span(start, end)
        verb = _verb(article, start, end)
        if verb is None and end - start < len(article.text):
            continue  # a part without a verb is a topic and states nothing
        predicate = article.span(*verb) if verb else None
        yield Claim("", None, predicate.words if predicate else "", None, span, predicate_span=predicate)


def _verb(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Give the place of the first full verb of a part of a heading."""
    if not article.language or not reads(article.language):
        return None
    for token in parse(article.text, article.language):
        if token.pos_ == "VERB" and start <= token.idx and token.idx + len(token.text) <= end:
            return token.idx, token.idx + len(token.text)
    return None


def _homes(points: Iterable[Point]) -> dict[StatementId, tuple[int, str]]:
    """The Point of each statement, with its place in the list."""
    return {
        statement: (number, point.id)
        for number, point in enumerate(points)
        for version in point.versions
        for statement in version.statements
    }


def _heading(
    line: _Line,
    parts: Sequence[Fact],
    own: Sequence[Fact],
    homes: Mapping[StatementId, tuple[int, str]],
    weigh: Weigh,
    bodies: Bodies,
) -> Heading:
    """Match a heading with the statements of its own text, and say what it tells beyond them."""
    told = numbers(line.words)
    stated: dict[tuple[int, str], float] = {}
    matched: list[tuple[Fact, Fact]] = []
    for fact in own:
        score, number = max(
            ((_alike(part, fact, weigh), number) for number, part in enumerate(parts)), default=(0.0, 0)
        )
        given = isinstance(fact.statement, Figure) and _gives(fact, told, parts)
        if score >= _STATES:
            matched.append((parts[number], fact))
        for home in _homes_of(fact, own, homes) if given or score >= _STATES else ():
            stated[home] = max(stated.get(home, 0.0), 1.0 if given else score)
    ranked = sorted(stated, key=lambda home: (-stated[home], home))[:_MOST]
    note = beyond(_without_credit(line), line.article, bodies, matched) if parts else None
    return Heading(line.article.id, line.place, line.words, tuple(name for _, name in sorted(ranked)), note)


def _without_credit(line: _Line) -> str:
    """Give a caption without photographer and agency, and a headline without the outlet's name, at its end."""
    if line.place == "caption":
        credit = _CREDIT.search(line.words)
        return line.words[: credit.start()] if credit else line.words
    edges = [match.start() for match in _OUTLET.finditer(line.words)]
    return line.words[: edges[-1]] if edges and len(line.words[edges[-1] :].split()) <= _NAME + 1 else line.words


def _homes_of(
    fact: Fact, own: Sequence[Fact], homes: Mapping[StatementId, tuple[int, str]]
) -> tuple[tuple[int, str], ...]:
    """Give the Point of a statement; for a claim that no Point keeps, those of what stands in its words."""
    if fact.id in homes:
        return (homes[fact.id],)
    span = fact.statement.span
    near = (other for other in own if other.id in homes and span.overlaps(other.statement.span))
    return tuple(homes[other.id] for other in near if _same_words(span, other))


def _same_words(span: Span, other: Fact) -> bool:
    """Say whether a statement is of the words of a claim: a figure within them, or as good as the same stretch."""
    theirs = other.statement.span
    if isinstance(other.statement, Figure):
        return span.contains(theirs)
    shared = min(span.end, theirs.end) - max(span.start, theirs.start)
    return shared >= _SAME * max(span.end - span.start, theirs.end - theirs.start)


def _alike(part: Fact, fact: Fact, weigh: Weigh) -> float:
    """Score in 0..1 whether a part of a heading states what a statement of its text states.

    A heading leaves out what the text adds, so it counts how much of the heading the statement holds, names included.
    """
    if not isinstance(fact.statement, Claim | Commitment):
        return 0.0
    alike = likeness(part, fact, weigh)
    strong = strong_words(part, fact, alike)
    total = sum(weigh(key) * weight for key, weight in part.weights.items())
    share = min(1.0, alike.weight / total) if strong and total else 0.0
    # What is done is the point of a headline: without it most of the rest must be there.
    done = part.predicate is not None and (part.predicate in fact.weights or part.predicate == fact.predicate)
    return share if done or (share >= _WITHOUT_VERB and len(strong) >= _STRONG) else 0.0


def _gives(fact: Fact, told: Iterable[object], parts: Sequence[Fact]) -> bool:
    """Say whether a heading gives a figure of its text: its value, beside a word of what it measures."""
    figure = fact.statement
    assert isinstance(figure, Figure)  # noqa: S101  # the caller asks of figures only; this tells the type checker
    near = set(fact.core) & {key for part in parts for key in part.weights}
    if figure.low is None or not near:
        return False
    return any(getattr(number, "value", None) in (figure.low, figure.high) for number in told)
