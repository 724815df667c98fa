"""A gloss that a model gives of a Point, held against the sentences of all its versions."""

from __future__ import annotations

from variorum.languages.words import says_little
from variorum.llm.asked import Asked
from variorum.llm.clauses import Clause, sentence_of
from variorum.llm.cues import articles, labels
from variorum.llm.refusals import No
from variorum.llm.runs import bare, markup, run
from variorum.llm.shapes import GlossSaid
from variorum.model import Article, Point, Proposal, Span

_MOST_WORDS = 14


def gloss(said: GlossSaid, asked: Asked) -> Proposal | No:
    """Keep a gloss whose words stand together in a sentence of the Point, and whose names and numbers every version has.

    Before them may stand a plain word for what is compared ("price of the ship"). A gloss with a verb must be a clause of its
    sentence, as a claim must be.
    """
    bad = markup(said.words)
    if bad:
        return bad
    point = next((one for one in asked.story.points if one.id == said.point.strip()), None)
    if point is None:
        return No("unknown", "there is no such point")
    if " ".join(said.words.split()).casefold() == " ".join(point.about.split()).casefold():
        return No("known", "the program says it in the same words")
    if len(said.words.split()) > _MOST_WORDS:
        return No("words", f"a gloss has {_MOST_WORDS} words at most")
    why: No | None = None
    for span in _sentences(point):
        article = asked.by_id.get(span.article)
        found = (
            _against(said.words, point, span, article, asked) if article else No("unknown", "its article is not there")
        )
        if isinstance(found, Proposal):
            return found
        why = why or found
    return why or No("unknown", "the point has no sentence")


def _sentences(point: Point) -> list[Span]:
    return list(dict.fromkeys(span for version in point.versions for span in version.spans))


def _against(words: str, point: Point, span: Span, article: Article, asked: Asked) -> Proposal | No:
    language = article.language
    rest = _unlabelled(words, point, asked, language)
    found = run(rest, article.text, span.start, span.end, language)
    if isinstance(found, No):
        return found
    whole = article.span(found[0].start, found[-1].end)
    if all(says_little(word.stem, language) for word in found):
        return No("words", "these words say nothing about the matter")
    no = _everywhere(whole, point, asked) or _asserted(whole, article)
    if no:
        return no
    label = words[: len(words) - len(rest)].strip()
    first, *others = whole.words.split()
    small = label and first.casefold() in articles(
        language
    )  # "price of the ship", where the sentence begins with "The"
    told = " ".join([*label.split(), first.lower() if small else first, *others])
    return Proposal(id="", kind="gloss", model="", words=told, spans=(whole,), points=(point.id,))


def _unlabelled(words: str, point: Point, asked: Asked, language: str | None) -> str:
    """Take "price of" away from "price of the ship", where the Point is one of prices."""
    known = labels(language)
    allowed = known.get(point.kind, frozenset())
    figures = {figure.id: figure for figure in asked.story.figures}
    named = [figures[one] for version in point.versions for one in version.statements if one in figures]
    if point.kind == "figure" and named and all(figure.kind == "money" for figure in named):
        allowed = allowed | known.get("money", frozenset())
    first, *others = words.split(" ", 2)
    if first.casefold() in allowed and len(others) == 2 and others[0].casefold() in ("of", "de"):
        return others[1]
    return words


def _everywhere(whole: Span, point: Point, asked: Asked) -> No | None:
    """Names, numbers and words of the matter must be those of every version, or the gloss would take the side of one."""
    for version in point.versions:
        there = {word.form for span in version.spans for word in bare(span.words, _language(span, asked))}
        folded = {form.casefold() for form in there}
        for word in bare(whole.words, _language(whole, asked)):
            if word.form[:1].isdigit() and word.form not in there:
                return No("number", f"not every version has it: {word.form}")
            if word.form[:1].isupper() and word.form.casefold() not in folded:
                return No("name", f"not every version has it: {word.form}")
            if not says_little(word.stem, _language(whole, asked)) and word.form.casefold() not in folded:
                return No("words", f"not every version has it: {word.form}")
        numbers = [figure.span.words for figure in asked.story.figures if whole.contains(figure.span)]
        told = f" {' '.join(sorted(folded))} "
        if any(f" {word.form.casefold()} " not in told for number in numbers for word in bare(number, None)):
            return No("number", "not every version has its number")
    return None


def _asserted(whole: Span, article: Article) -> No | None:
    """A gloss with a verb says that something is so, and is held to what a claim is held to."""
    sentence = sentence_of(article, whole.start, whole.end)
    if sentence is None:
        return No("several_sentences", "it is more than one sentence")
    clause = Clause(article, whole.start, whole.end, sentence)
    if not clause.verbs:
        return None
    if not clause.is_whole():
        return No("clause", "it has a verb, and is no clause of its sentence")
    if clause.is_reported():
        return No("attribution", "it is what somebody says, and a gloss says nothing for anybody")
    return clause.turned()


def _language(span: Span, asked: Asked) -> str | None:
    article = asked.by_id.get(span.article)
    return article.language if article else None
