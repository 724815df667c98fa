"""What of a shelf is at hand during one change: cards, profiles and articles, each fetched once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from variorum.model import Article, ArticleId
from variorum.stories.components import Told
from variorum.stories.packing import unpack
from variorum.stories.profiles import Profile
from variorum.stories.shelf import Card, Shelf

Fetch = Callable[[Sequence[ArticleId]], Iterable[Article]]


class Desk:
    """A shelf, where to get articles from, and what was fetched so far."""

    def __init__(self, shelf: Shelf, fetch: Fetch) -> None:
        self.shelf = shelf
        self._fetch = fetch
        self._cards: dict[int, Card] = {}
        self._profiles: dict[int, Profile] = {}
        self._articles: dict[int, Article] = {}

    def put(self, card: Card, profile: Profile, article: Article) -> None:
        """Lay an article that is new on the desk."""
        self._cards[card.number] = card
        self._profiles[card.number] = profile
        self._articles[card.number] = article

    def cards(self, numbers: Collection[int]) -> dict[int, Card]:
        """Give the cards of some articles, all of which are there."""
        unknown = [number for number in numbers if number not in self._cards]
        self._cards.update((row[0], Card._make(row)) for row in self.shelf.cards(unknown))
        return {number: self._cards[number] for number in numbers}

    def move(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """Note where articles went: rows of knot, story, number. Those that stay where they are are passed over."""
        moved = []
        for knot, story, number in rows:
            card = self._cards[number]
            if (card.knot, card.story) != (knot, story):
                self._cards[number] = card._replace(knot=knot, story=story)
                moved.append((knot, story, number))
        self.shelf.place(moved)

    def profiles(self, numbers: Collection[int]) -> dict[int, Profile]:
        """Give the profiles of some articles."""
        unknown = [number for number in numbers if number not in self._profiles]
        self._profiles.update((number, unpack(packed)) for number, packed in self.shelf.profiles(unknown))
        return {number: self._profiles[number] for number in numbers}

    def articles(self, numbers: Collection[int]) -> dict[int, Article]:
        """Give some articles. Raises ``KeyError`` with the id of one that cannot be fetched."""
        unknown = {self.cards([number])[number].id: number for number in numbers if number not in self._articles}
        if unknown:
            found = {article.id: article for article in self._fetch(sorted(unknown))}
            self._articles.update((number, found[name]) for name, number in unknown.items())
        return {number: self._articles[number] for number in numbers}

    def told(self, numbers: Collection[int], whole: Collection[int] | None = None) -> Mapping[int, Told]:
        """Give articles with their profiles. Of those that are not in ``whole`` only the language is read."""
        profiles = self.profiles(numbers)
        articles = self.articles([number for number in numbers if whole is None or number in whole])
        return {
            number: Told(articles.get(number) or Article("", "", "", language=held.language), held)
            for number, held in profiles.items()
        }

    def foreign(self, numbers: Collection[int]) -> set[int]:
        """Give those of some articles that are not in English."""
        return {number for number, card in self.cards(numbers).items() if card.language != "en"}
