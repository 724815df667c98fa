"""Whether everyone can use a page: axe-core, and what it does not look at."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: WCAG 2.2 to level AA, and its best practices; a line each."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.map(
             each => ({id: each.id, help: each.help, nodes: each.nodes.slice(0, 5).map(node => node.html + " – " + node.failureSummary)}))""",
        _RULES,
    )
    return [f"{each['id']}: {each['help']}: {' | '.join(each['nodes'])}" for each in found]


def wider_than_the_window(page: Page) -> list[str]:
    """The outermost elements that make a page scroll sideways; none if it does not."""
    wide: list[str] = page.evaluate(
        """() => {
             const root = document.documentElement;
             if (root.scrollWidth <= root.clientWidth) return [];
             return [`${root.scrollWidth} > ${root.clientWidth}`, ...[...document.body.querySelectorAll("*")]
               .filter(each => each.getBoundingClientRect().right > root.clientWidth + 1)
               .slice(0, 5).map(each => each.cloneNode(false).outerHTML)];
           }"""
    )
    return wide


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
