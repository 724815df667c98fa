"""Count voices per fact: how many independent origins carry a version, and why some articles count as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from variorum.collation.drafts import Told
from variorum.collation.facts import Fact, shortened
from variorum.collation.passages import Passages, same_words
from variorum.collation.sayings import Saying
from variorum.collation.settled import known_apart, united
from variorum.languages import table
from variorum.model import Article, ArticleId, Copy, Lineage, Merge, MergeKind
from variorum.settings import Merging

_LEAST_INITIALS = 2
_SHOWN = 60
# Reasons that hold of two articles as wholes come first, then those of the passage at hand.
_ORDER: tuple[MergeKind, ...] = ("settled", "lineage", "outlet", "credit", "passage", "source", "utterance")
_SETTLED = "one voice, as the user settled"
# Why a passage is in two tellings, where the kind of copy is not a plain word.
_ALIKE = {"shared_source": "a shared source", "unknown": "why is unknown"}


class Origins:
    """Which articles of a story share an origin, as a whole or at single passages."""

    def __init__(
        self,
        articles: tuple[Article, ...],
        lineage: Lineage,
        said: Iterable[Saying] = (),
        merging: Merging | None = None,
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._outlets = {article.id: (article.outlet or "").casefold() for article in articles}
        self._credits = {article.id: {credit.lower() for credit in article.credits} for article in articles}
        self._voice = {article: number for number, voice in enumerate(lineage.voices) for article in voice}
        self._copies: dict[frozenset[ArticleId], Copy] = {}
        for copy in lineage.copies:
            self._copies.setdefault(frozenset((copy.source, copy.target)), copy)
        self._passages = Passages(lineage, said)
        self._merging = merging or Merging()
        found = [] if "lineage" in self._merging.off else lineage.voices
        named = {article for voice in found for article in voice}
        alone = [(article.id,) for article in articles if article.id not in named]
        # Whoever is one voice with a telling is so with all that go back to it, too.
        wholes = united([*found, *alone], self._merging)
        self._whole = {article: number for number, whole in enumerate(wholes) for article in whole}

    def voices(self, told: Told) -> tuple[int, tuple[Merge, ...]]:
        """Count the origins of one version and give the reason for every merge.

        Two articles that the user knows to be independent never come to be one, through a third article either.
        """
        groups = {article: [article] for article in told.articles}
        facts: dict[ArticleId, list[Fact]] = {}
        for fact in told.facts:
            facts.setdefault(fact.article, []).append(fact)
        merges = []
        for kind in _ORDER:
            if kind in self._merging.off:
                continue
            for number, one in enumerate(told.articles):
                for other in told.articles[number + 1 :]:
                    if groups[one] is groups[other] or self._known_apart(groups[one], groups[other]):
                        continue
                    if reason := self._why(kind, facts[one], facts[other]):
                        merges.append(Merge((one, other), reason, kind))
                        groups[one].extend(groups[other])
                        groups.update(dict.fromkeys(groups[other], groups[one]))
        return len({id(group) for group in groups.values()}), tuple(merges)

    def one_whole(self, one: ArticleId, other: ArticleId) -> bool:
        """Say whether two articles are of one origin as wholes."""
        return self._whole.get(one, one) == self._whole.get(other, other) and not self._known_apart([one], [other])

    def of_one_whole(self, speaking: Collection[ArticleId]) -> Callable[[ArticleId], bool]:
        """Give a quick way to ask whether an article is of one origin as a whole with any of those that speak."""
        if self._merging.independent:
            return lambda article: any(self.one_whole(article, other) for other in speaking)
        voices = {self._whole.get(other, other) for other in speaking}
        return lambda article: self._whole.get(article, article) in voices

    def _known_apart(self, ones: list[ArticleId], others: list[ArticleId]) -> bool:
        return known_apart(self._merging.independent, ones, others)

    def _why(self, kind: MergeKind, ones: list[Fact], others: list[Fact]) -> str | None:
        one, other = ones[0].article, others[0].article
        match kind:
            case "settled":
                return None if self._of_one_lineage(one, other) or not self.one_whole(one, other) else _SETTLED
            case "lineage":
                return self._descent(one, other) if self._of_one_lineage(one, other) else None
            case "outlet":
                return "the same outlet printed both" if self._outlets[one] and self._same_outlet(one, other) else None
            case "credit":
                return self._credited(ones, others)
            case "passage":
                return _throughout(ones, others, self._passage)
            case "source":
                return _throughout(ones, others, self._source)
            case "utterance":
                return _throughout(ones, others, self._utterance)

    def _of_one_lineage(self, one: ArticleId, other: ArticleId) -> bool:
        return "lineage" not in self._merging.off and self._voice.get(one, one) == self._voice.get(other, other)

    def _same_outlet(self, one: ArticleId, other: ArticleId) -> bool:
        return self._outlets[one] == self._outlets[other]

    def _descent(self, one: ArticleId, other: ArticleId) -> str:
        copy = self._copies.get(frozenset((one, other)))
        if copy is None:
            return "as wholes, both go back to one source, by way of others"
        return f"as a whole, one goes back to the other or both to one source ({copy.kind.replace('_', ' ')})"

    def _credited(self, ones: list[Fact], others: list[Fact]) -> str | None:
        """Why one article has the matter from the other: it names the other's outlet as its source, wholly or here."""
        for mine, theirs in ((ones, others), (others, ones)):
            outlet = self._outlets[theirs[0].article]
            if not outlet:
                continue
            named = self._articles[theirs[0].article].outlet
            if any(_is_outlet(credit, outlet) for credit in self._credits[mine[0].article]):
                return f"one names the other, {named}, as its source"
            if all(any(_is_outlet(name, outlet) for name in _sources([fact])) for fact in mine):
                return f"one has this from the other, {named}"
        return None

    def _passage(self, one: Fact, other: Fact) -> str | None:
        if kind := self._passages.aligned(one, other):
            return f"this passage stands in both ({_ALIKE.get(kind, kind)})"
        if self._passages.uttered(one, other):
            return None  # the words are an utterance's, which both may have heard
        words = same_words(one, other)
        return f"the same words stand in both: “{shortened(' '.join(words.split()), _SHOWN)}”" if words else None

    def _source(self, one: Fact, other: Fact) -> str | None:
        """Only a medium or a paper passes on what another saw; two outlets that both heard the minister are two."""
        media = self._credits[one.article] | self._credits[other.article]
        for mine in sorted(_sources([one])):
            for theirs in sorted(_sources([other])):
                if mine != theirs and not _contains(mine, theirs):
                    continue
                if _is_paper(mine) or any(_contains(mine, medium) for medium in media):
                    return f"both have it from {mine}"
        return None

    def _utterance(self, one: Fact, other: Fact) -> str | None:
        if not self._passages.uttered(one, other):
            return None
        return "the same words of one utterance, told by each and said once"


def _throughout(ones: list[Fact], others: list[Fact], why: Callable[[Fact, Fact], str | None]) -> str | None:
    """The reason, if everything that one side has at this version is shared: who also has it otherwise is a voice."""
    for mine, theirs in ((ones, others), (others, ones)):
        reasons = [next((reason for b in theirs if (reason := why(a, b))), None) for a in mine]
        if all(reasons):
            return reasons[0]
    return None


def _is_outlet(name: str, outlet: str) -> bool:
    """Say whether a name is an outlet's, in full or by its initials."""
    initials = "".join(word[0] for word in outlet.split() if word[0].isalpha())
    name = name.removeprefix("the ")
    return name == outlet.removeprefix("the ") or (len(initials) > _LEAST_INITIALS and name == initials)


def _contains(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _is_paper(name: str) -> bool:
    """Say whether a source is a paper that speaks for itself: a filing, an indictment, a study."""
    words = name.split()
    return bool(words) and words[-1] in table("en", "collation").get("papers", ())


def _sources(facts: Iterable[Fact]) -> set[str]:
    """Whom the facts are said from, or passed on by, in lower case."""
    said = [fact.statement.said_by for fact in facts if fact.statement.said_by]
    return {" ".join(name.lower().split()) for source in said for name in (source.words, source.via) if name}
