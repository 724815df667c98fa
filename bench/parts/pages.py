"""Pages: the article's body out of a page with its markup, by the shingle measure of the article-extraction-benchmark.

Sets: ``pages/fundus`` (split ``held_out``: outlets kept from training; ``--split all`` for every page) and every folder
with ``ground-truth.json`` and ``html/``: the data folder itself, or one under ``pages``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bench.data import Missing, tell
from bench.labelled_pages import LabelledPage, body_pages
from bench.metrics import Score, mean_of_pages, shingle_score
from bench.parts.furniture import chosen_pages
from bench.rivals import pages as rivals
from bench.rivals.apart import Servant
from bench.rows import OURS, Ask, Row, Sheet
from bench.running import Run, System, measured
from variorum.articles.language import detect
from variorum.articles.names import fold


@dataclass(frozen=True)
class Read:
    """What a system makes of a page: its body and, from ours, its title, authors and day."""

    body: str
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""


@dataclass(frozen=True)
class Page:
    """A page, its body, the body's language, and what else is known of it."""

    name: str
    markup: str
    body: str
    language: str
    known: LabelledPage | None = None


def variorum() -> Callable[[str], Read]:
    """The program's reader of pages; a page it cannot read has an empty body."""
    from variorum.articles.pages import read as read_page

    def read(markup: str) -> Read:
        article, _ = read_page(markup, "page.html")
        if article is None:
            return Read("")
        day = article.published.value if article.published else ""
        return Read(article.text, article.title or "", article.authors, day)

    return read


def rival(load: Callable[[], rivals.Reader]) -> Callable[[], Callable[[str], Read]]:
    """A reader that gives the body alone."""

    def loaded() -> Callable[[str], Read]:
        read = load()
        return _Apart(read) if isinstance(read, Servant) else lambda markup: Read(read(markup))

    return loaded


@dataclass(frozen=True)
class _Apart:
    servant: Servant

    @property
    def seconds(self) -> float:
        return self.servant.seconds

    def __call__(self, markup: str) -> Read:
        return Read(self.servant(markup))


SYSTEMS = (
    System(OURS, variorum),
    System("trafilatura", rival(rivals.trafilatura())),
    System("trafilatura, precision", rival(rivals.trafilatura(favor_precision=True))),
    System("trafilatura, recall", rival(rivals.trafilatura(favor_recall=True))),
    System("readability-lxml", rival(rivals.readability)),
    System("newspaper4k", rival(rivals.newspaper)),
)


def sets(ask: Ask) -> Iterator[tuple[str, str, list[Page]]]:
    """Every set: its name, its split, its pages."""
    fundus = ask.data / "pages" / "fundus"
    if fundus.is_dir():
        split, held = chosen_pages(fundus, ask)
        bodies = [("\n".join(page.paragraphs), page) for page in held]
        yield "fundus", split, [Page(one.name, one.markup, body, detect(body) or "", one) for body, one in bodies]
    for truth in [*ask.data.glob("ground-truth.json"), *sorted(ask.data.glob("pages/*/ground-truth.json"))]:
        pages = islice(body_pages(truth.parent), ask.most(6))
        yield truth.parent.name, "all", [Page(one.name, one.markup, one.body, detect(one.body) or "") for one in pages]


def scores(done: Run[Read], held: Sequence[Page]) -> dict[str, float]:
    """Shingle precision, recall and F1, for all and by language; title, day and authors right, where they are known."""
    each = of_pages(done, held)
    precision, recall, f1 = mean_of_pages(each)
    measures = {"F1": f1, "P": precision, "R": recall}
    for name, english in (("F1 English", True), ("F1 other", False)):
        group = [one for one, page in zip(each, held, strict=True) if (page.language == "en") == english]
        if group and len(group) < len(held):
            measures[name] = mean_of_pages(group)[2]
    known = [(answer, page.known) for answer, page in zip(done.answers, held, strict=True) if answer and page.known]
    if done.name == OURS and known:
        measures |= {name: sum(right(*one) for one in known) / len(known) for name, right in ABOUT.items()}
    return measures


def of_pages(done: Run[Read], held: Sequence[Page]) -> list[Score]:
    """The shared shingles of each page."""
    return [
        shingle_score(answer.body if answer else "", page.body) for answer, page in zip(done.answers, held, strict=True)
    ]


ABOUT: dict[str, Callable[[Read, LabelledPage], bool]] = {
    "title right": lambda read, page: fold(read.title) == fold(page.title),
    "day right": lambda read, page: read.day == page.day,
    "authors right": lambda read, page: set(map(fold, read.authors)) == set(map(fold, page.authors)),
}


def _errors(done: Run[Read], held: Sequence[Page]) -> Iterator[str]:
    each = list(zip(of_pages(done, held), held, strict=True))
    for one, page in sorted(each, key=lambda item: (item[0].f1, item[1].name)):
        yield f"{page.name}: precision {one.precision:.2f}, recall {one.recall:.2f}"


def measure(ask: Ask) -> Iterator[Row]:
    """Give the rows of every set of pages. Raises ``Missing`` if there is none."""
    held_sets = list(sets(ask))
    if not held_sets:
        raise Missing(ask.data / "pages" / "fundus")
    for name, split, held in held_sets:
        sheet = Sheet("pages", name, split, len(held))

        def score(done: Run[Read], held: list[Page] = held) -> dict[str, float]:
            if done.name == OURS:
                tell(ask, _errors(done, held))
            return scores(done, held)

        yield from measured(sheet, SYSTEMS, [page.markup for page in held], score, ask)
