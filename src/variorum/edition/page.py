"""The edition as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from variorum.edition import proposals, wording
from variorum.edition.aligned import changed, changes
from variorum.edition.anchors import anchors, web_address
from variorum.edition.arrangement import by_weight, weighty
from variorum.edition.caution import certainty
from variorum.edition.lookup import headline, joined, lookups, plainly
from variorum.edition.marking import marked
from variorum.edition.places import OneFile
from variorum.edition.story_page import StoryPage
from variorum.edition.telling import deciding
from variorum.edition.visible import one_line, shortened, visible
from variorum.edition.without import without_dismissed
from variorum.model import Edition, Happening, Silence, SilenceReason

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def to_html(edition: Edition, *, everything: bool = False) -> str:
    """Write an edition as one HTML file that asks for nothing from anywhere and runs no word of an article.

    ``everything`` puts the doubtful Points among the others, marked "unsure".
    """
    edition = edition if everything else without_dismissed(edition)
    style, script = _asset("page.css"), _asset("page.js")
    title = edition.stories[0].title if len(edition.stories) == 1 else wording.counted(len(edition.stories), "story")
    shown = {article for story in edition.stories for article in story.articles}
    tops = {story.id: anchors(edition, story).section("top") for story in edition.stories}
    return environment().get_template("page.html").render(
        edition=edition,
        title=title,
        stories=[
            StoryPage(found, names := anchors(edition, found.story), OneFile(names, tops), everything=everything)
            for found in lookups(edition, by_weight(edition.stories))
        ],
        strays=[article for article in edition.articles if article.id not in shown],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'",
    )  # fmt: skip


def _by_date(those: Sequence[tuple[int, Happening]]) -> list[tuple[str, list[tuple[int, Happening]]]]:
    days: dict[str, list[tuple[int, Happening]]] = {}
    for number, happening in those:
        days.setdefault(happening.date, []).append((number, happening))
    return list(days.items())


def _silent(silences: Sequence[Silence]) -> list[tuple[SilenceReason, list[Silence]]]:
    groups = [(reason, [one for one in silences if one.reason == reason]) for reason in wording.SILENCE]
    return [(reason, those) for reason, those in groups if those]


def _language(code: str | None) -> str | None:
    return code if code and _LANGUAGE.fullmatch(code) else None


@cache
def environment(*packages: str) -> Environment:
    """Give what renders our templates, and those of other packages that include them; their names come first."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "variorum.edition")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The one gate for text from outside: whatever is printed is made visible first, then escaped.
        finalize=lambda value: visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    helpers: dict[str, Any] = {
        "by_date": _by_date,
        "certainty": certainty,
        "changed": changed,
        "changes": changes,
        "deciding": deciding,
        "headline": headline,
        "joined": joined,
        "language": _language,
        "marked": marked,
        "one_line": one_line,
        "plainly": plainly,
        "proposals": proposals,
        "shortened": shortened,
        "silent": _silent,
        "web_address": web_address,
        "weighty": weighty,
        "wording": wording,
    }
    made.globals.update(helpers)
    return made


@cache
def _asset(name: str) -> str:
    return files("variorum.edition").joinpath("static", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
