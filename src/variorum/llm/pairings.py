"""Two Points of one telling each that a model takes to be about one thing, held against one another."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.languages import table
from variorum.languages.concepts import concept
from variorum.languages.words import calendar_words, says_little, words
from variorum.llm.asked import Asked
from variorum.llm.clauses import Clause, sentence_of
from variorum.llm.refusals import No
from variorum.llm.shapes import PairSaid
from variorum.model import DateMention, Figure, Point, Proposal, Span


def pairable(asked: Asked) -> list[Point]:
    """Give the Points that one telling alone has and that rest on a sentence, in the order of the story."""
    return [point for point in asked.story.points if point.verdict == "single" and point.versions[0].spans]


def pairing(said: PairSaid, asked: Asked) -> Proposal | No:
    """Keep a pair that nothing speaks against: of one kind, from two voices, with no name, number, day or "not" that clashes.

    It makes no Point and no difference: it says that two findings are perhaps about one thing.
    """
    known = {point.id: point for point in pairable(asked)}
    one, other = known.get(said.one.strip()), known.get(said.other.strip())
    if one is None or other is None:
        return No("unknown", "there is no such statement among those it was shown")
    one, other = sorted((one, other), key=lambda point: (point.versions[0].spans[0], point.id))
    return _apart(one, other, asked) or _held(one, other, asked)


def _apart(one: Point, other: Point, asked: Asked) -> No | None:
    """Whether the two could be one thing at all, told twice."""
    if set(one.versions[0].articles) & set(other.versions[0].articles):
        return No("one_telling", "one telling has both")
    voices = asked.story.lineage.voices
    both = {*one.versions[0].articles, *other.versions[0].articles}
    if any(both <= set(voice) for voice in voices):
        return No("one_voice", "the two tellings are one voice")
    if one.kind != other.kind:
        return No("kind", f"one is a {one.kind}, the other a {other.kind}")
    if other.id in one.related or one.id in other.related:
        return No("known", "the program says that they are related")
    if len({asked.by_id[name].language for name in both if name in asked.by_id}) != 1:
        return No("words", "the two are in two languages, and their words cannot be compared")
    return None


def _held(one: Point, other: Point, asked: Asked) -> Proposal | No:
    here, there = Matter(one, asked), Matter(other, asked)
    no = _clash(here, there)
    if no:
        return no
    shared = [form for form in here.content if form in there.content]
    if not shared or not (here.names & there.names or here.numbers & there.numbers or len(shared) > 1):
        return No("nothing_shared", "the two have no words of the matter in common")
    spans = (here.span, there.span)
    told = ", ".join(here.content[form] for form in shared)
    return Proposal(id="", kind="pairing", model="", words=told, spans=spans, points=(one.id, other.id))


class Matter:
    """What is compared of a Point's statements: names, numbers, days, polarity, firmness and the words of the matter."""

    def __init__(self, point: Point, asked: Asked) -> None:
        story = asked.story
        version = point.versions[0]
        statements = [story.statements[name] for name in version.statements if name in story.statements]
        self.span = version.spans[0]
        article = asked.by_id[self.span.article]
        language = article.language
        self.names = frozenset(
            entity.id for entity in story.entities for mention in entity.mentions if self.span.contains(mention)
        )
        dates = [date for date in story.dates if self.span.contains(date.span)]
        self.days = frozenset((date.start, date.end) for date in dates if date.start and date.end)
        figures = [figure for figure in story.figures if self.span.contains(figure.span)]
        self.numbers = _numbers(figures, self.span, dates)
        self.turns = frozenset(figure.change for figure in figures if figure.change in ("rise", "fall"))
        sentence = sentence_of(article, self.span.start, self.span.end) or (self.span.start, self.span.end)
        clause = Clause(article, self.span.start, self.span.end, sentence)
        self.negated = clause.denied() or any(getattr(one, "negated", False) for one in statements)
        self.unsure = clause.supposed()
        self.acts = frozenset(concept(one.lemma_.lower(), language or "en", one.pos_) for one in clause.tokens)
        inside = [mention for entity in story.entities for mention in entity.mentions if mention.article == article.id]
        self.content: dict[str, str] = {}
        for word in words(self.span.words, language):
            at = self.span.start + word.start
            named = any(mention.start <= at < mention.end for mention in inside)
            light = says_little(word.stem, language) or word.stem in calendar_words(language)
            if not (named or light or word.form[:1].isdigit()):
                self.content.setdefault(word.stem, word.form)


def _numbers(figures: Iterable[Figure], span: Span, dates: Iterable[DateMention]) -> frozenset[str]:
    """The numbers of a sentence: figures as values, and digits that no figure has; those of dates are compared as days."""
    found = {f"{one.low} {one.high} {one.unit or ''}" for one in figures}
    taken = [*(one.span for one in figures), *(one.span for one in dates)]
    for word in words(span.words):
        at = span.start + word.start
        if word.form[:1].isdigit() and not any(one.start <= at < one.end for one in taken):
            found.add(word.stem)
    return frozenset(found)


def _opposite(one: Matter, other: Matter) -> bool:
    listed = table("en", "collation").get("opposites", ())
    return any((a in one.acts and b in other.acts) or (b in one.acts and a in other.acts) for a, b in listed)


def _clash(one: Matter, other: Matter) -> No | None:
    """What speaks against the two being one thing."""
    if one.negated != other.negated:
        return No("negation", "one denies what the other may tell")
    if one.unsure != other.unsure:
        return No("firmness", "one is told as fact, the other as possible or wished")
    if (one.turns and other.turns and one.turns != other.turns) or _opposite(one, other):
        return No("negation", "one tells the opposite of the other")
    if _parted(one.numbers, other.numbers):
        return No("number", "each has numbers that the other does not have")
    if _parted(one.names, other.names):
        return No("name", "each has names that the other does not have")
    if one.days and other.days and not any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days):
        return No("date", "they tell of two days")
    return None


def _parted(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not (one <= other or other <= one)
