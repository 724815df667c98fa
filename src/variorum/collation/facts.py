"""Make statements comparable: each becomes a bag of weighted concepts and entities taken from the words around it.

The weights are an inverse frequency *within the story*: the names that every sentence repeats weigh next to nothing,
a rare word that two tellings share weighs much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.collation.gather import Gathered
from variorum.collation.tongues import foreign
from variorum.languages import parse, reads, table
from variorum.languages.concepts import concept
from variorum.model import (
    Article,
    ArticleId,
    Claim,
    Commitment,
    DateMention,
    EntityId,
    Figure,
    Quote,
    Span,
    Statement,
    StatementId,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_WORD = re.compile(r"[^\W\d_]{4,}")
# How much a concept counts: of the fact itself, of the clause around a figure, of the sentence, of the sentence before
# if the figure refers back to it, and if not.
_OWN, _CLAUSE, _SENTENCE, _REFERRED, _BEFORE = 1.0, 0.7, 0.4, 0.5, 0.25
# A word that is part of a name ("Steel"): a telling may say "the two steel companies" where others name them.
_PART_OF_NAME = 0.35
# Words of saying and wanting, and other words that any news sentence may have.
_WEAK = 0.35
_SHORTEST_PART = 3
_STEM = 4
_LEAST_EVENT = 3
_RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Fact:
    """One statement made comparable.

    ``weights`` maps a concept (``block``, ``@e3`` for an entity) to 1 for the words of the fact itself or less for
    words around it; ``context`` is the clause or sentence that the concepts were taken from.
    """

    statement: Statement
    context: Span
    sentence: Span
    weights: Mapping[str, float]
    predicate: str | None = None
    subject: EntityId | None = None
    by_person: bool = False
    """Whether the subject is one person, so that two subjects are two people and not a state and its minister."""
    plain: bool = True
    """Whether the telling can be shown to the reader first: in a language that is read, and not spun."""
    negated: bool = False
    """For a date: whether what it dates is told not to happen."""
    days: tuple[tuple[str, str], ...] = ()
    """For a claim or a commitment: the days (ISO 8601, first and last) of the dates within it."""
    figures: tuple[Figure, ...] = ()
    """For a claim: the figures within it, ranks apart."""
    ranks: frozenset[tuple[float, str]] = frozenset()
    """For a claim: what it ranks and how ("second", "leader"); superlatives rank first."""
    core: Mapping[str, float] = field(default_factory=dict)
    """For a figure the concepts of what it measures, for a date those of what it dates, for a commitment of its content."""
    places: frozenset[EntityId] = frozenset()
    """For a figure: the places named in its clause."""
    parties: frozenset[EntityId] = frozenset()
    """For a figure: the organisations and things named in its clause, but for the one that says it."""
    part: str | None = None
    """For a figure: ``of`` if it is a part of something counted before ("five of the dead"), ``more`` if it adds to it."""
    year: int | None = None
    """For a figure: the year that its sentence speaks of, if it is long past when the article was written."""
    head: str | None = None
    """For a figure: the concept of the noun it counts or ranks ("investor" in "the largest investor")."""
    doers: frozenset[str] = frozenset()
    """For a claim: the concepts and entities of its subject."""
    objects: frozenset[str] = frozenset()
    """For a claim: the concepts and entities of its object."""
    around: Mapping[str, float] = field(default_factory=dict)
    """For a claim: the concepts and entities of its sentence."""
    arcs: tuple[tuple[str, str], ...] = ()
    """For a claim: concepts and entities of which one hangs on the other in the parse ("raise" and "wage")."""
    ahead: bool = False
    """For a claim: whether it is of something to come or not sure: by its modality, or by a verb of promising and planning."""
    place: float = 0.0
    """How much of the article stands before the fact, 0..1."""

    @property
    def id(self) -> StatementId:
        """The id of the statement."""
        return self.statement.id

    @property
    def article(self) -> ArticleId:
        """The article that makes the statement."""
        return self.statement.span.article

    @cached_property
    def narrowed(self) -> Fact:
        """The same fact with nothing but its core for a bag."""
        return replace(self, weights=self.core)

    @cached_property
    def stems(self) -> dict[str, list[str]]:
        """The concepts by their first four letters, for finding inflected and respelt partners."""
        table: dict[str, list[str]] = {}
        for key in self.weights:
            if len(key) > 4 and not key.startswith("@"):
                table.setdefault(key[:4], []).append(key)
        return table


# A telling with this many names that only it has, where the others have known ones, went through a rewriting machine.
_SPUN_NAMES = 2


def facts_of(gathered: Gathered) -> tuple[Fact, ...]:
    """Give a Fact for each figure, claim, commitment, date and quote of the story, in that order."""
    texts = {article.id: _Text(article, gathered) for article in gathered.articles}
    odd = _spun(gathered) | foreign(gathered.articles)
    found = (texts[statement.span.article].fact(statement) for statement in gathered.statements)
    return tuple(replace(fact, plain=fact.article not in odd) for fact in found)


def _spun(gathered: Gathered) -> frozenset[ArticleId]:
    """The articles that carry two proposed variants of names or more."""
    odd: dict[ArticleId, set[str]] = {}
    for entity in gathered.entities:
        proposed = {variant.name for variant in entity.proposed}
        for span in entity.names:
            if span.words in proposed:
                odd.setdefault(span.article, set()).add(span.words)
    return frozenset(article for article, names in odd.items() if len(names) >= _SPUN_NAMES)


def shortened(words: str, longest: int) -> str:
    """Cut words at a space so that they are no longer than ``longest`` characters, with an ellipsis if any are gone."""
    return words if len(words) <= longest else f"{words[: longest - 2].rsplit(' ', 1)[0]} …"


def days_differ(one: Fact, other: Fact) -> bool:
    """Say whether both facts name days and none of them meet: what is to be tonight is not what is to be on Saturday."""
    meeting = any(a[0] <= b[1] and b[0] <= a[1] for a in one.days for b in other.days)
    return bool(one.days and other.days) and not meeting


class Rarity:
    """How much a concept says within one story: an inverse frequency over its sentences."""

    def __init__(self, found: Iterable[Fact]) -> None:
        sentences: dict[tuple[ArticleId, int], set[str]] = {}
        for fact in found:
            if isinstance(fact.statement, Claim):
                sentences.setdefault((fact.article, fact.sentence.start), set()).update(fact.weights)
        having = Counter(key for keys in sentences.values() for key in keys)
        # Asked millions of times in a story of dozens of tellings, so every weight is worked out once.
        self._unseen = math.log(1 + (len(sentences) + 1))
        self._weights = {key: math.log(1 + (len(sentences) + 1) / (1 + count)) for key, count in having.items()}

    def __call__(self, key: str) -> float:
        """Weight of a concept: ln(1 + sentences / (1 + sentences that have it))."""
        return self._weights.get(key, self._unseen)


class _Text:
    """One article with its parse, its claims and its named entities, asked many times."""

    def __init__(self, article: Article, gathered: Gathered) -> None:
        self.article = article
        language = article.language
        self.doc: Doc | None = parse(article.text, language) if language and reads(language) else None
        self.sentences = gathered.readings[article.id].sentences
        own = gathered.own[article.id]
        self.claims = own.claims
        words = table(language or "en", "collation")
        self.light = frozenset(words.get("light", ()))
        self.weak = frozenset(words.get("weak", ()))
        self.whole = frozenset(words.get("whole", ()))
        self.added = frozenset(words.get("added", ()))
        self.dates = [day for day in own.dates if day.grain and "P" not in day.value[:1]]
        self.ranked = [figure for figure in own.figures if figure.kind == "ordinal"]
        self.figures = [figure for figure in own.figures if figure.kind not in ("ordinal", "vague")]
        self.people, self.places = gathered.kinds["person"], gathered.kinds["place"]
        self.named: dict[int, EntityId] = {}
        self.starts: dict[int, EntityId] = {}
        self.parts: set[int] = set()
        self.arounds: dict[int, dict[str, float]] = {}
        self.ahead = frozenset(words.get("ahead", ()))
        for entity, span in own.names:
            self.starts[span.start] = entity.id
            if entity.kind in ("organisation", "other"):
                self.parts.update(range(span.start, span.end))
            self.named.update(dict.fromkeys(range(span.start, span.end), entity.id))

    def fact(self, statement: Statement) -> Fact:
        sentence = self._sentence(statement.span)
        match statement:
            case Claim():
                return self._claim(statement, sentence)
            case Figure():
                return self._figure(statement, sentence)
            case Commitment():
                return self._commitment(statement, sentence)
            case DateMention():
                return self._date(statement, sentence)
            case Quote():
                weights = self._concepts(statement.span.start, statement.span.end, 1.0)
                return Fact(statement, statement.span, sentence, weights, subject=statement.speaker)

    def _claim(self, claim: Claim, sentence: Span) -> Fact:
        weights = self._concepts(claim.span.start, claim.span.end, _OWN)
        subject = claim.subject_span
        if subject is not None and not claim.span.contains(subject):
            # A carried-over or relative subject stands outside the clause but belongs to the fact.
            weights = _joined(self._concepts(subject.start, subject.end, _OWN), weights)
        object_ = claim.object_span
        if object_ is not None and not claim.span.contains(object_):
            weights = _joined(weights, self._concepts(object_.start, object_.end, _OWN))  # "the deal, which he blocked"
        lead = self._subject(claim)
        if lead:
            weights = _joined({f"@{lead}": _OWN}, weights)
        figures = tuple(f for f in self.figures if claim.span.contains(f.span))
        predicate, ranks = self._predicate(claim), self._ranks(claim.span)
        return Fact(
            claim,
            claim.span,
            sentence,
            weights,
            predicate,
            lead,
            by_person=lead in self.people,
            days=self._days(claim.span),
            figures=figures,
            ranks=ranks,
            doers=self._part_of_claim(claim.subject_span) | ({f"@{lead}"} if lead else set()),
            objects=self._part_of_claim(claim.object_span),
            around=self._around_claim(sentence),
            arcs=self._arcs(claim.span),
            ahead=claim.modality is not None or predicate in self.ahead,
            place=claim.span.start / len(self.article.text),
        )

    def _part_of_claim(self, span: Span | None) -> frozenset[str]:
        return frozenset(self._concepts(span.start, span.end, _OWN)) if span else frozenset()

    def _around_claim(self, sentence: Span) -> dict[str, float]:
        """The concepts of a sentence, taken once for all of its claims."""
        if sentence.start not in self.arounds:
            self.arounds[sentence.start] = self._concepts(sentence.start, sentence.end, _OWN)
        return self.arounds[sentence.start]

    def _days(self, span: Span) -> tuple[tuple[str, str], ...]:
        inside = (day for day in self.dates if span.contains(day.span))
        return tuple((day.start[:10], day.end[:10]) for day in inside if day.start and day.end)

    def _ranks(self, span: Span) -> frozenset[tuple[float, str]]:
        inside = (figure for figure in self.ranked if span.contains(figure.span))
        heads = ((figure.low, self._head(figure.span)) for figure in inside)
        return frozenset((value, head) for value, head in heads if value is not None and head is not None)

    def _subject(self, claim: Claim) -> EntityId | None:
        span = claim.subject_span
        if span is None:
            return None
        if claim.subject and claim.subject != span.words and (at := claim.span.words.find(claim.subject)) >= 0:
            # "issued by Olsen": who does it stands behind the verb, and the surface subject is what it befalls
            start = claim.span.start + at
            named = [self.named[place] for place in range(start, start + len(claim.subject)) if place in self.named]
            return named[-1] if named else None
        inside = [self.named[at] for at in range(span.start, span.end) if at in self.named]
        # entities[0] is what the names resolver made of the subject, a pronoun included
        return claim.entities[0] if claim.entities else (inside[-1] if inside else None)

    def _predicate(self, claim: Claim) -> str | None:
        span = claim.predicate_span
        if self.doc is None or span is None:
            return None
        tokens = self._tokens(span.start, span.end)
        verbs = [token for token in tokens if token.pos_ == "VERB"] or [t for t in tokens if t.pos_ in _CONTENT]
        key = _concept(verbs[-1]) if verbs else None
        return key if key not in self.light and key is not None else self._carried(claim)

    def _carried(self, claim: Claim) -> str | None:
        """What a light verb carries: "is the largest investor", "has a deficit", "took office"."""
        span = claim.object_span
        if span is None:
            return None
        inside = self._tokens(span.start, span.end)
        held = {token.i for token in inside}
        heads = [token for token in inside if token.head.i not in held or token.head.i == token.i]
        heads = [token for token in heads if token.pos_ in ("NOUN", "ADJ", "PROPN", "VERB")]
        if not heads:
            return None
        if heads[0].idx in self.named:
            return f"@{self.named[heads[0].idx]}"
        key = _concept(heads[0])
        return None if key in self.light else key

    def _figure(self, figure: Figure, sentence: Span) -> Fact:
        """What is measured counts most, then the clause, the sentence, and the names of the sentence before."""
        clause = self._around(figure.span) or sentence
        core = self._measured(figure, sentence)
        if not any(not key.startswith("@") and weight >= _OWN for key, weight in core.items()):
            # "16 people" says nothing of what is counted: the clause does ("corrected the number of people killed to 16").
            core = _joined(core, self._concepts(clause.start, clause.end, _CLAUSE, leave=figure.span))
        weights = _joined(core, self._concepts(clause.start, clause.end, _CLAUSE, leave=figure.span))
        weights = _joined(weights, self._concepts(sentence.start, sentence.end, _SENTENCE, leave=figure.span))
        before = self._sentence_before(sentence)
        if before and self._refers_back(figure.span):
            weights = _joined(weights, self._concepts(before.start, before.end, _REFERRED))
        elif before:
            named = self._concepts(before.start, before.end, _BEFORE)
            weights = _joined(weights, {key: weight for key, weight in named.items() if key.startswith("@")})
        return Fact(
            figure,
            clause,
            sentence,
            weights,
            core=core,
            places=frozenset(
                e for at in range(clause.start, clause.end) if (e := self.named.get(at)) in self.places and e
            ),
            parties=self._parties(figure, clause, before if self._refers_back(figure.span) else None),
            part=self._part(figure.span),
            year=self._year(sentence),
            head=self._head(figure.span),
        )

    def _measured(self, figure: Figure, sentence: Span) -> dict[str, float]:
        """The concepts of what a figure measures: the words of ``measures`` as they stand, or inflected, in the sentence."""
        words = {word.lower() for word in _WORD.findall(figure.measures or "")}
        stems = {word[:_STEM] for word in words if len(word) > _STEM}
        core: dict[str, float] = {}
        # What was named a sentence or two before is measured too: "the deficit with Oslo. It stands at $3 billion".
        for place in (sentence, *self._sentences_before(sentence, 2)):
            for token in self._tokens(place.start, place.end):
                if token.lower_ in words or (len(token) > _STEM and token.lower_[:_STEM] in stems):
                    core = _joined(core, self._concepts(token.idx, token.idx + len(token), _OWN, leave=figure.span))
            if any(not key.startswith("@") for key in core):
                break
        return core

    def _parties(self, figure: Figure, clause: Span, before: Span | None) -> frozenset[EntityId]:
        """The parties in the clause; of what was spoken of before ("the $14 billion merger") those in that sentence too."""
        places = [range(place.start, place.end) for place in (clause, before) if place]
        named = {e for place in places for at in place if (e := self.named.get(at))}
        source = {figure.said_by.entity} if figure.said_by and figure.said_by.entity else set()
        return frozenset(named - self.people - self.places - source)

    def _part(self, span: Span) -> str | None:
        before = self.article.text[max(0, span.start - 12) : span.start].lower().split()
        after = self.article.text[span.end : span.end + 24].lower().split()
        if after[:1] == ["of"] and after[1:2] and after[1] in self.whole:
            return "of"
        return "more" if set(after[:1]) & self.added or set(before[-1:]) & self.added else None

    def _year(self, sentence: Span) -> int | None:
        """The year of a date in the sentence that lies more than two months before the article."""
        when = self.article.published
        if when is None or len(when.value) < 10:
            return None
        limit = (date.fromisoformat(when.value[:10]) - _RECENT).isoformat()
        past = [
            day.start for day in self.dates if day.end and day.start and sentence.contains(day.span) and day.end < limit
        ]
        return int(past[0][:4]) if past else None

    def _refers_back(self, span: Span) -> bool:
        """Say whether what is counted was spoken of before: "the $14 billion merger", "that sum"."""
        heads = [token.head for token in self._tokens(span.start, span.end)]
        return any(
            child.lower_ in ("the", "this", "that", "these", "those") for head in heads for child in head.children
        )

    def _head(self, span: Span) -> str | None:
        inside = {token.i for token in self._tokens(span.start, span.end)}
        for token in self._tokens(span.start, span.end):
            if token.head.i not in inside and token.head.pos_ in ("NOUN", "PROPN"):
                return _concept(token.head)
        return None

    def _commitment(self, commitment: Commitment, sentence: Span) -> Fact:
        weights = self._concepts(commitment.span.start, commitment.span.end, _OWN)
        if commitment.actor:
            weights = _joined({f"@{commitment.actor}": _OWN}, weights)
        days = self._days(commitment.span)
        actor = commitment.actor
        by_person = actor in self.people
        start = commitment.span.start + max(0, commitment.span.words.find(commitment.what))
        core = self._concepts(start, start + len(commitment.what), _OWN)
        return Fact(
            commitment,
            commitment.span,
            sentence,
            weights,
            commitment.act,
            actor,
            by_person=by_person,
            days=days,
            core=core,
        )

    def _date(self, date: DateMention, sentence: Span) -> Fact:
        claim = self._claim_around(date.span)
        event = date.event_span or (claim.span if claim else sentence)
        if claim and len(event.words.split()) < _LEAST_EVENT:
            event = claim.span  # "Maria Olsen" in "was opened on Tuesday by Maria Olsen" is no event
        weights = self._concepts(event.start, event.end, _OWN, leave=date.span)
        around = self._concepts(sentence.start, sentence.end, _SENTENCE, leave=date.span)
        told = self._told(claim, sentence) if claim else event
        subject = self._subject(claim) if claim else None
        negated = claim is not None and claim.negated
        return Fact(date, told, sentence, _joined(weights, around), subject=subject, negated=negated, core=weights)

    def _told(self, claim: Claim, sentence: Span) -> Span:
        """The clause with its subject, if that stands before it in the same sentence: "who" is nobody on a timeline."""
        subject = claim.subject_span
        if subject is None or claim.span.start <= subject.start or subject.start < sentence.start:
            return claim.span
        return self.article.span(subject.start, claim.span.end)

    def _sentence(self, span: Span) -> Span:
        """The sentence that holds the start of a span, stretched to the span's end."""
        for sentence in self.sentences:
            if sentence.start <= span.start < sentence.end:
                return sentence if sentence.end >= span.end else self.article.span(sentence.start, span.end)
        return span

    def _around(self, span: Span) -> Span | None:
        claim = self._claim_around(span)
        return claim.span if claim else None

    def _claim_around(self, span: Span) -> Claim | None:
        around = [claim for claim in self.claims if claim.span.contains(span)]
        return min(around, key=lambda claim: (claim.span.end - claim.span.start, claim.span.start), default=None)

    def _tokens(self, start: int, end: int) -> list[Token]:
        if self.doc is None:
            return []
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return [token for token in span or () if token.idx < end]

    def _sentences_before(self, sentence: Span, most: int) -> list[Span]:
        earlier = [one for one in self.sentences if one.end <= sentence.start]
        return earlier[: -most - 1 : -1]

    def _sentence_before(self, sentence: Span) -> Span | None:
        earlier = [one for one in self.sentences if one.end <= sentence.start]
        return earlier[-1] if earlier else None

    def _concepts(self, start: int, end: int, weight: float, leave: Span | None = None) -> dict[str, float]:
        found: dict[str, float] = {}
        for at in range(start, end):
            if at in self.starts:
                found[f"@{self.starts[at]}"] = weight
        if self.doc is None:
            found.update({word.lower(): weight for word in _WORD.findall(self.article.text[start:end])})
            return found
        for token in self._tokens(start, end):
            if leave and leave.start <= token.idx < leave.end:
                continue
            key = _concept(token)
            # "aboard" is an adverb and still says what is counted; adverbs and prepositions without a class say little
            if token.pos_ not in _CONTENT and (token.pos_ not in ("ADV", "ADP") or key == token.lemma_.lower()):
                continue
            if token.idx in self.named:
                if token.idx in self.parts and len(key) > _SHORTEST_PART and key not in found and key not in self.weak:
                    found[key] = weight * _PART_OF_NAME
            elif not self._title(token) and key not in self.light:
                found[key] = weight * (_WEAK if key in self.weak else 1.0)
        return found

    def _arcs(self, span: Span) -> tuple[tuple[str, str], ...]:
        """Each concept or entity with the nearest one above it in the parse, within the span."""
        tokens = self._tokens(span.start, span.end)
        inside = {token.i for token in tokens}
        found: dict[tuple[str, str], None] = {}
        for token in tokens:
            key = self._key(token)
            above = token
            while key is not None and above.head.i != above.i and above.head.i in inside:
                above = above.head
                over = self._key(above)
                if over is not None and over != key:
                    found[over, key] = None
                    break
        return tuple(found)

    def _key(self, token: Token) -> str | None:
        """The entity that a word names, or its concept if it is a full word that says something."""
        if token.idx in self.named:
            return f"@{self.named[token.idx]}"
        if token.pos_ not in _CONTENT or self._title(token):
            return None
        key = _concept(token)
        return None if key in self.light or key in self.weak else key

    def _title(self, token: Token) -> bool:
        """Say whether a word only stands before a name ("Prime Minister"): the name counts, its title does not."""
        head = token.head
        return token.dep_ in ("compound", "amod") and head.idx in self.named and head.i > token.i


def _concept(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN":
        return lemma  # a name, a month: "March" is no march
    particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
    if particle:
        together = f"{lemma} {particle}"
        found = concept(together, pos=token.pos_)
        if found != together:
            return found
    return concept(lemma, pos=token.pos_)


def _joined(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Both bags, the larger weight where both have a concept; in the order of the first, then the second."""
    return {
        key: max(first.get(key, 0.0), second.get(key, 0.0)) for key in [*first, *(k for k in second if k not in first)]
    }
