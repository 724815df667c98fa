"""Plain text that has lost its markup → an article: the body by its lines, everything else by what surrounds it."""

from __future__ import annotations

from variorum.articles import dates, header, language, names, origins
from variorum.articles.body import BODY, HEAD, INNER, TAIL, states
from variorum.articles.cleaning import clean
from variorum.articles.kinds import name_kinds
from variorum.articles.lines import Line, cut
from variorum.model import Article, Furniture, Problem
from variorum.settings import DEFAULT

# A page with more lines than this is no article, whatever else it is.
MOST_LINES = 10_000


def read(text: str, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Make an article (without its id) of a plain text; ``name`` is the input as the user gave it."""
    if len(text) > 3 * DEFAULT.longest_text:
        return None, (too_long(name, len(text)),)
    lines = cut(clean(text))
    if len(lines) > MOST_LINES:
        return None, (
            Problem(
                name, "too_large", f"It has {len(lines):,} lines, which no article has. Split it into its articles."
            ),
        )
    path = _with_title_apart(lines, states(lines))
    body = "\n".join(line.words for line, state in zip(lines, path, strict=True) if state == BODY)
    if not any(character.isalpha() for character in body):
        return None, (no_body(name),)
    if len(body) > DEFAULT.longest_text:
        return None, (too_long(name, len(body)),)
    return _article(lines, path, body, name), ()


def too_long(name: str, size: int) -> Problem:
    """Say that a text is longer than we read."""
    most = DEFAULT.longest_text
    return Problem(
        name, "too_large", f"It has {size:,} characters; at most {most:,} are read. Split it into its articles."
    )


def no_body(name: str) -> Problem:
    """Say that nothing in the input reads like an article."""
    return Problem(name, "no_body", "No line of it reads like an article. Save the article itself, not only its frame.")


def _with_title_apart(lines: list[Line], path: list[int]) -> list[int]:
    """Take a headline that the model kept with the body out of it: a short first line over paragraphs."""
    first = next((n for n, state in enumerate(path) if state == BODY), None)
    if first is None or sum(state == BODY for state in path) < 2 or header.read(lines, path).title:
        return path
    line = lines[first]
    following = next((n for n in range(first + 1, len(path)) if path[n] == BODY), first)
    short = 3 <= len(line.tokens) <= 25 and not line.sentences_inside
    if short and not line.stopped and len(lines[following].plain) > len(line.plain):
        return [*path[:first], HEAD, *path[first + 1 :]]
    return path


def _article(lines: list[Line], path: list[int], body: str, name: str) -> Article:
    tongue = language.detect(body)
    around = header.read(lines, path)
    kinds = name_kinds(lines, path, around)
    hosts = [
        host
        for line, state in zip(lines, path, strict=True)
        if state != BODY
        for host in names.hosts(line.words[:2000])
    ]
    own = names.hosts(around.url) if around.url else []
    above = [line for line, state, kind in zip(lines, path, kinds, strict=True) if _may_date(line, state, kind)]
    return Article(
        id="",
        input=name,
        text=body,
        title=around.title,
        outlet=around.outlet,
        authors=around.authors,
        published=header.published(above, body, tongue, [*own, *hosts], around.url),
        language=tongue,
        url=around.url,
        credits=origins.credits_in(_credited(lines, path, kinds, body), tongue, around.outlet),
        furniture=tuple(
            Furniture(kind, line.words.strip()) for line, kind in zip(lines, kinds, strict=True) if kind is not None
        ),
    )


def _may_date(line: Line, state: int, kind: str | None) -> bool:
    """Only the head's own lines date an article: a caption, a teaser or a menu tells of other days."""
    if state == HEAD:
        return kind in {"title", "byline", "dateline", "masthead", "category", "source"}
    return state in {INNER, TAIL} and kind == "dateline" and bool(dates.find(line.plain))


def _credited(lines: list[Line], path: list[int], kinds: list[str | None], body: str) -> str:
    """Gather the words in which an article names its origin: its body, and the byline and source lines around it."""
    near = [
        line.words
        for line, state, kind in zip(lines, path, kinds, strict=True)
        if state != BODY
        and (kind in {"byline", "source", "dateline", "boilerplate"} or origins.is_credit_line(line.plain))
    ]
    return "\n".join([body, *near])
