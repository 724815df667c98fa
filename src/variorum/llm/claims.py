"""A claim that a model found in one article, held against that article."""

from __future__ import annotations

from variorum.llm.asked import Asked
from variorum.llm.clauses import Clause, heads_of, sentence_of
from variorum.llm.evidence import stand
from variorum.llm.refusals import No
from variorum.llm.runs import markup, run
from variorum.llm.shapes import ClaimSaid
from variorum.model import Article, Claim, Proposal, SaidBy, Span, Story

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])


def claim(said: ClaimSaid, article: Article, asked: Asked) -> Proposal | No:
    """Keep a claim whose words are one clause of its evidence, in its order, with what its sentence says around it.

    The words of what is kept are the article's own, not the model's. Its ``id`` is set by who collects the proposals.
    """
    whole = said.told
    bad = markup(f"{said.evidence} {whole}")
    if bad:
        return bad
    evidence = stand(said.evidence, article)
    if evidence is None:
        other = any(stand(said.evidence, one) for one in asked.articles if one.id != article.id)
        return (
            No("elsewhere", "its evidence stands in another article")
            if other
            else No("no_evidence", "its evidence does not stand in the article")
        )
    sentence = sentence_of(article, evidence.start, evidence.end)
    if sentence is None:
        return No("several_sentences", "its evidence is more than one sentence")
    found = run(whole, article.text, evidence.start, evidence.end, article.language)
    if isinstance(found, No):
        return found
    return _held(said, article, asked.story, sentence, tuple((word.start, word.end) for word in found))


def _held(
    said: ClaimSaid, article: Article, story: Story, sentence: tuple[int, int], places: tuple[tuple[int, int], ...]
) -> Proposal | No:
    """Cut the run into subject, predicate and object, and look at what stands around it."""
    whole = article.span(places[0][0], places[-1][1])
    clause = Clause(article, whole.start, whole.end, sentence)
    parts = _parts(said, article, places)
    if parts is None:
        return No("clause", "subject, predicate and object are not parts of it in this order")
    subject, predicate, rest = parts
    if not _is_one(clause, subject, predicate):
        return No("clause", "these words are not the subject and the verb of one clause")
    rest_of_it = clause.left_out()
    if rest_of_it:
        return No("clause", f"it leaves out a part of its clause: {rest_of_it}")
    no = clause.turned()
    if no:
        return no
    source = _source(whole, story, clause)
    if isinstance(source, No):
        return source
    if _is_known(whole, predicate, story):
        return No("known", "the program has this claim")
    return Proposal(
        id="",
        kind="claim",
        model="",
        words=" ".join(whole.words.split()),
        spans=(whole,),
        claim=Claim(
            id="",
            subject=subject.words,
            predicate=predicate.words,
            object=rest.words if rest else None,
            span=whole,
            negated=clause.negated(),
            modality=clause.modality(),
            said_by=source,
            subject_span=subject,
            predicate_span=predicate,
            object_span=rest,
            entities=tuple(
                one.id for one in story.entities if any(whole.contains(mention) for mention in one.mentions)
            ),
        ),
    )


def _parts(
    said: ClaimSaid, article: Article, places: tuple[tuple[int, int], ...]
) -> tuple[Span, Span, Span | None] | None:
    """Where subject, predicate and object stand, by how many of the run's words each of them has."""
    first, second, _ = (said.count(part, article.language) for part in said.parts)
    groups = (places[:first], places[first : first + second], places[first + second :])
    if not groups[0] or not groups[1]:
        return None
    subject, predicate = (article.span(group[0][0], group[-1][1]) for group in groups[:2])
    rest = article.span(groups[2][0][0], groups[2][-1][1]) if groups[2] else None
    return subject, predicate, rest


def _is_one(clause: Clause, subject: Span, predicate: Span) -> bool:
    """Whether the run is a clause whose verb stands in the predicate, with its subject in the subject."""
    if not clause.is_whole():
        return False
    verbs = [token for token in heads_of(clause.within(predicate.start, predicate.end)) if token in clause.verbs]
    named = {token.i for token in clause.within(subject.start, subject.end)}
    return any(child.dep_ in _SUBJECTS and child.i in named for verb in verbs for child in verb.children)


def _source(whole: Span, story: Story, clause: Clause) -> SaidBy | No | None:
    """Who says it, as the program read it; what stands in somebody's mouth must have somebody."""
    # Where the claim itself tells who says it ("the council did not approve that …"), it is not said for anybody.
    around = [quote for quote in story.quotes if quote.span.overlaps(whole)]
    quotes = [quote for quote in around if quote.said_by is None or not whole.contains(quote.said_by.span)]
    if quotes:
        narrow = min(quotes, key=lambda quote: (quote.span.end - quote.span.start, quote.span))
        if not narrow.asserts:
            return No("firmness", "it stands in what somebody wants or expects, not in what is told as so")
        if narrow.said_by is None or not narrow.span.contains(whole):
            return No("attribution", "it is what somebody says, and it is not plain who")
        return narrow.said_by
    if clause.is_reported():
        return No("attribution", "it is what somebody says, and it is not plain who")
    return None


def _is_known(whole: Span, predicate: Span, story: Story) -> bool:
    """Whether a claim or commitment of the program has this verb already."""
    verbs = (claim.predicate_span for claim in story.claims)
    return any(span is not None and span.overlaps(predicate) for span in verbs) or any(
        one.span.contains(whole) for one in story.commitments
    )
