"""Asking a model about an edition, story by story, and keeping what the words bear out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from variorum.languages import reach, reads
from variorum.llm.asked import Asked
from variorum.llm.asking import Asking
from variorum.llm.claims import claim
from variorum.llm.cues import checked
from variorum.llm.glosses import gloss
from variorum.llm.pairings import pairable, pairing
from variorum.llm.prompts import Question, about_claims, about_glosses, about_pairs
from variorum.llm.refusals import No, cut
from variorum.llm.server import Reader
from variorum.llm.shapes import ClaimSaid, GlossSaid, PairSaid, told
from variorum.model import Article, ArticleId, Edition, ModelReading, Point, Proposal, ProposalKind, Refusal, Story

Said = TypeVar("Said", ClaimSaid, GlossSaid, PairSaid)


def propose(edition: Edition, reader: Reader) -> Edition:
    """Add to an edition what a language model proposes and the words bear out, and say what was refused.

    Nothing that the program found is changed: proposals stand beside it, each with the model's name.
    """
    by_id = {article.id: article for article in edition.articles}
    done: dict[str, tuple[Proposal, ...]] = {}
    refused: list[Refusal] = []
    with Asking(reader) as asking:
        # Those told by most first: where there are more stories than questions, the weightiest are asked about.
        for story in sorted(edition.stories, key=lambda story: (-len(story.articles), story.id)):
            work = _Work(Asked(story, by_id), asking)
            work.run()
            done[story.id] = _numbered(work.kept, reader.model)
            refused += work.refused
        stories = tuple(replace(story, proposals=done[story.id]) for story in edition.stories)
        kept = sum(len(those) for those in done.values())
        return replace(
            edition, stories=stories, reader=ModelReading(reader.model, asking.questions, kept, tuple(refused))
        )


def _numbered(kept: Sequence[Proposal], model: str) -> tuple[Proposal, ...]:
    """Give each proposal its id and the model's name."""
    named = ((f"m{number}", one) for number, one in enumerate(kept, start=1))
    return tuple(
        replace(one, id=name, model=model, claim=replace(one.claim, id=name) if one.claim else None)
        for name, one in named
    )


class _Work:
    """What is asked about one story, and what came of it."""

    def __init__(self, asked: Asked, asking: Asking) -> None:
        self.kept: list[Proposal] = []
        self.refused: list[Refusal] = []
        self._asked = asked
        self._asking = asking
        self._seen: set[tuple[object, ...]] = set()

    def run(self) -> None:
        """Ask for claims article by article, then for glosses, then for pairs."""
        asked, limits = self._asked, self._asking.limits
        for article in asked.articles:
            if _is_checked(article):
                text = article.text[: min(limits.article, reach(article.text, article.language))]
                self._take(about_claims(text), "claim", ClaimSaid, _on(claim, article, asked), article.id)
        if len(asked.story.articles) < 2:
            return
        points = [point for point in asked.story.points if point.verdict != "single" and self._is_read(point)]
        if points:
            shown = [(point.id, _sentences(point)) for point in points[: limits.points]]
            self._take(about_glosses(shown), "gloss", GlossSaid, lambda said: gloss(said, asked))
        alone = [point for point in pairable(asked) if self._is_read(point)][: limits.statements]
        if len({point.versions[0].articles[0] for point in alone}) > 1:
            order = {name: f"r{number}" for number, name in enumerate(asked.story.articles, start=1)}
            listed = [(one.id, order[one.versions[0].articles[0]], _sentences(one)[0]) for one in alone]
            self._take(about_pairs(listed), "pairing", PairSaid, lambda said: pairing(said, asked))

    def _is_read(self, point: Point) -> bool:
        names = {span.article for version in point.versions for span in version.spans}
        articles = [self._asked.by_id.get(name) for name in names]
        return bool(articles) and all(article is not None and _is_checked(article) for article in articles)

    def _take(
        self,
        question: Question,
        kind: ProposalKind,
        shape: type[Said],
        check: Callable[[Said], Proposal | No],
        article: ArticleId | None = None,
    ) -> None:
        """Ask, and put each proposal where it belongs."""
        answer = self._asking.answer(question)
        if answer is None:
            return
        if isinstance(answer, No):
            self._refuse(answer, None, "", article)
            return
        good, bad = told(answer, shape, question.name, self._asking.limits)
        for no, words, whole in bad:
            self._refuse(no, None if whole else kind, words, article)
        for said in good:
            found = check(said)
            if isinstance(found, Proposal) and self._is_new(found):
                self.kept.append(found)
                continue
            no = found if isinstance(found, No) else No("known", "it was proposed before")
            self._refuse(no, kind, " | ".join(part for part in said.model_dump().values() if part), article)

    def _is_new(self, one: Proposal) -> bool:
        key = (one.kind, one.points or one.spans) if one.kind != "gloss" else (one.kind, one.points)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _refuse(self, no: No, kind: ProposalKind | None, words: str, article: ArticleId | None) -> None:
        story: Story = self._asked.story
        self.refused.append(Refusal(no.reason, cut(no.note), story.id, kind, article, cut(words)))


def _on(
    check: Callable[[ClaimSaid, Article, Asked], Proposal | No], article: Article, asked: Asked
) -> Callable[[ClaimSaid], Proposal | No]:
    return lambda said: check(said, article, asked)


def _is_checked(article: Article) -> bool:
    """Say whether what is said of an article can be held against it: its language is read here, and its turning words are known."""
    return bool(article.language) and reads(article.language) and checked(article.language)


def _sentences(point: Point) -> list[str]:
    spans: Iterator[str] = (" ".join(span.words.split()) for version in point.versions for span in version.spans)
    return list(dict.fromkeys(spans))[:6]
