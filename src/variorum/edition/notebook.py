"""A value as a small piece of HTML, for notebooks: what differs, with the sentences; escaped, of bounded size, without script or style sheet."""

from __future__ import annotations

from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.edition import wording
from variorum.edition.arrangement import by_weight, points
from variorum.edition.caution import certainty
from variorum.edition.lookup import Lookup, headline, lookups, plainly
from variorum.edition.marking import Piece, marked
from variorum.edition.visible import shortened, visible
from variorum.edition.without import without_dismissed
from variorum.model import Edition, Point, Reading, Span, Story, Value, Version

STORIES: Final = 3
"""At most so many stories, differences of each, versions of each, sentences of each, and findings of each kind are drawn."""
POINTS: Final = 8
VERSIONS: Final = 4
SENTENCES: Final = 2
FINDINGS: Final = 5
_LONG: Final = 240
"""Characters of a sentence, and half as many of a title or a name."""
_BEFORE: Final = 60
"""Characters before the words that decide, where a sentence is too long to show whole."""

_NOTHING: Final = "No story."


def drawn(value: Value) -> str:
    """Draw an ``Edition``, a ``Story``, a ``Point`` or a ``Reading``."""
    if isinstance(value, Reading):
        return (
            _environment()
            .get_template("notebook_reading.html")
            .render(reading=value, names={one.id: one.name for one in value.entities})
        )
    if isinstance(value, Point):
        return _environment().get_template("notebook_point.html").render(point=value)
    edition = _edition(value)
    return (
        _environment().get_template("notebook.html").render(edition=edition, stories=_first(edition), nothing=_NOTHING)
    )


def told(value: Value) -> str:
    """Tell the same in plain text, a line for a story."""
    if isinstance(value, Reading):
        kinds = {"quote": value.quotes, "figure": value.figures, "date": value.dates, "commitment": value.commitments}
        found = [wording.counted(len(those), kind) for kind, those in kinds.items()]
        return f"{_short(value.article.title or value.article.input)} – {', '.join(found)}"
    if isinstance(value, Point):
        verdict = wording.DIFFERENCE[value.difference] if value.difference else wording.VERDICT[value.verdict]
        values = " | ".join(_short(one.value) for one in versions(value))
        return f"{_short(value.id)} {_short(value.about)} – {verdict}{f': {values}' if len(value.versions) > 1 else ''}"
    edition = _edition(value)
    lines = [f"{_short(found.story.title)} – {_headline(found)}" for found in _first(edition)]
    more = len(edition.stories) - len(lines)
    return "\n".join([*lines, *([f"and {wording.counted(more, 'story')} more"] if more else [])]) or _NOTHING


def _edition(value: Value) -> Edition:
    edition = value if isinstance(value, Edition) else Edition(stories=(value,) if isinstance(value, Story) else ())
    return without_dismissed(edition)


def _first(edition: Edition) -> list[Lookup]:
    return list(lookups(edition, by_weight(edition.stories)[:STORIES]))


def _headline(found: Lookup) -> str:
    """Say in a sentence how far a story can be trusted; of one that is only grouped, how much there is."""
    return plainly(found) if found.story.points else f"{', '.join(headline(found)[:2])}."


def versions(point: Point) -> list[Version]:
    """Give the versions of a Point that are drawn, in their order: the first, and the one to go by."""
    numbers = sorted(range(len(point.versions)), key=lambda number: not point.versions[number].latest)[:VERSIONS]
    return [point.versions[number] for number in sorted(numbers)]


def sentences(version: Version) -> list[list[Piece]]:
    """Give the first sentences of a version, cut at the words that decide; of a long one the part in which these stand."""
    return [_sentence(span, version.decisive) for span in version.spans[:SENTENCES]]


def _sentence(span: Span, decisive: tuple[Span, ...]) -> list[Piece]:
    if len(span.words) <= _LONG:
        return marked(span, decisive)
    first = min((one.start - span.start for one in decisive if span.contains(one)), default=0)
    start = max(0, min(first - _BEFORE, len(span.words) - _LONG))
    end = start + _LONG
    pieces = marked(Span(span.article, span.start + start, span.start + end, span.words[start:end]), decisive)
    return [*([("…", False)] if start else []), *pieces, *([("…", False)] if end < len(span.words) else [])]


def _tellings(found: Lookup | None, version: Version) -> str:
    """Say who says it: the labels of the first tellings, where they are known."""
    named = found.labels(version.articles) if found and found.articles else []
    more = [wording.counted(len(named) - VERSIONS, "other")] if len(named) > VERSIONS + 1 else named[VERSIONS:]
    return wording.listed([_short(name) for name in [*named[:VERSIONS], *more]])


def _short(text: str) -> str:
    return shortened(text, _LONG // 2)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("variorum.edition"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The one gate for text from outside: made visible first, then escaped.
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    helpers = {
        "FINDINGS": FINDINGS,
        "POINTS": POINTS,
        "SENTENCES": SENTENCES,
        "VERSIONS": VERSIONS,
        "certainty": certainty,
        "headline": _headline,
        "points": points,
        "sentences": sentences,
        "short": _short,
        "shortened": shortened,
        "tellings": _tellings,
        "versions": versions,
        "wording": wording,
    }
    made.globals.update(helpers)
    made.filters["short"] = _short
    return made
