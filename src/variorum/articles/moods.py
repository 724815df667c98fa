"""Trafilatura's answer in its two moods, balanced and precise, for a little over half of what asking it twice costs.

The steps are its own, called in its own order (``trafilatura_sequence`` of version 2.3); what both moods begin with is done
once, and two of its rescues are left out where a bound shows that they cannot win: the text that they could come up with at
most is too short. Where anything else would come into play, and under any other version, it is simply asked: the
answers are the same in every case, which the tests check page by page.
"""

from __future__ import annotations

from copy import copy
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from variorum.articles.tree import Node

MOODS = ("default", "precise")
# The version whose order of steps is followed here.
_FOLLOWED = "2.3."
# Elements whose words the readability algorithm may print as more than they are: then no bound holds.
_RAW = ("xmp", "noembed", "noframes", "plaintext", "listing")
_VIDEO = 5  # letters of the word that it puts for a film


def texts(page: str | Node) -> dict[str, str]:
    """Give the body by mood, empty where none is found or the page breaks the extractor.

    ``page`` is a tree of trafilatura's own parser, which stays as it is, or markup.
    """
    if isinstance(page, str):
        return {mood: asked(page, precise=mood == "precise") for mood in MOODS} if page else dict.fromkeys(MOODS, "")
    shared = _Shared(page) if _follows() else None
    found = {}
    for mood in MOODS:
        text = shared.text(precise=mood == "precise") if shared else None
        found[mood] = asked(page, precise=mood == "precise") if text is None else text
    return found


def asked(page: str | Node, *, precise: bool = False) -> str:
    """Ask trafilatura itself."""
    import trafilatura  # half a second to import: only who reads pages pays

    try:
        found: str | None = trafilatura.extract(
            page,
            output_format="txt",
            include_comments=False,
            include_tables=False,
            include_formatting=False,
            favor_precision=precise,
        )
    except Exception:  # whatever a broken page does to the extractor, the other opinions stand
        return ""
    return found or ""


def _core() -> Any:
    return import_module("trafilatura.core")


@cache
def _follows() -> bool:
    try:
        return version("trafilatura").startswith(_FOLLOWED)
    except PackageNotFoundError:  # frozen into one file, without metadata
        return False


class _Shared:
    """One page, and what both moods make of it alike."""

    def __init__(self, page: Node) -> None:
        self._page = page

    @cached_property
    def _tree(self) -> Node:
        """The page without comments; nothing if it is a forum's, which is read by rules of its own."""
        core = _core()

        if core._forum_thread_page(self._page):  # noqa: SLF001  # only where ``_follows`` says that they are the same
            return None
        tree = core.prune_unwanted_nodes(copy(self._page), core.RAW_TREE_PRUNE_XPATH)
        return core.prune_unwanted_nodes(tree, core.REMOVE_COMMENTS_AND_LISTS_XPATH)

    def text(self, *, precise: bool) -> str | None:
        """Give the body in one mood; nothing where that takes steps which are not followed here."""
        try:
            return self._text(precise=precise)
        except Exception:  # it will break as well, and say what of it holds
            return None

    def _text(self, *, precise: bool) -> str | None:
        from lxml.etree import Element  # type: ignore[import-untyped]  # lxml ships no types

        core = _core()

        tree, options = self._tree, _options(precise=precise)
        if tree is None or options.max_tree_size:
            return None
        cleaned, backup = core._prepare_tree(tree, options, None)  # noqa: SLF001  # as above
        if precise:
            cleaned = core.prune_unwanted_nodes(cleaned, core.REMOVE_COMMENTS_XPATH)
        body, words = core.extract_content(cleaned, options)
        if not self._stands(body, words, options):
            body, words = core.compare_extraction(backup, copy(tree), body, words, options)
        if not precise and (len(words) < options.min_extracted_size or self._escalates(len(words))):
            return None
        if len(words) < options.min_output_size:
            return ""
        document = core.Document(body=body, commentsbody=Element("body"), raw_text=words)
        return str(core.determine_returnstring(document, options))

    def _stands(self, body: Node, words: str, options: Any) -> bool:
        """Say whether no other extractor could replace a body, whatever it found: see ``compare_extraction``."""
        from trafilatura.external import SANITIZED_XPATH

        if len(words) < options.min_extracted_size or not self._readable_within(2 * len(words)):
            return False
        if not body.xpath(".//p//text()") or len(body.findall(".//table")) > len(body.findall(".//p")):
            return False
        return not body.xpath(SANITIZED_XPATH)

    def _escalates(self, length: int) -> bool:
        """Say whether so short a body of this page would be tried anew."""
        core = _core()

        if length >= core.ESCALATION_MAX_LENGTH or length >= core.ESCALATION_PAGE_SHARE * self._whole:
            return False
        return bool(length < core.ESCALATION_PAGE_SHARE * len(core.html2txt(self._tree)))

    @cached_property
    def _seen(self) -> Node:
        """The page without what no extractor takes for text."""
        tree = copy(self._tree)
        for node in list(tree.iter("script", "style", "fencedframe")):
            node.drop_tree()
        return tree

    @cached_property
    def _words(self) -> list[str]:
        found: list[str] = self._seen.text_content().split()
        return found

    @cached_property
    def _whole(self) -> int:
        """The most letters that the text of the page can have, with a space at both ends of every element."""
        return sum(map(len, self._words)) + len(self._words) + 2 * sum(1 for _ in self._seen.iter())

    @cached_property
    def _films(self) -> int | None:
        """Letters that the readability algorithm may add for films; nothing if it may make more of the page's words than they are."""
        if next(self._seen.iter(*_RAW), None) is not None or any(not node.text for node in self._seen.iter("title")):
            return None
        return _VIDEO * sum(1 for _ in self._seen.iter("iframe"))

    def _readable_within(self, most: int) -> bool:
        """Say whether all that the readability algorithm can find has at most so many letters."""
        if self._films is None:
            return False
        return len(" ".join(self._words)) + self._films <= most or self._likely + self._films <= most

    @cached_property
    def _likely(self) -> int:
        """The letters of what the readability algorithm leaves of the page at first."""
        from trafilatura.readability_lxml import Document

        tree = copy(self._seen)
        Document(tree).remove_unlikely_candidates()
        for node in list(tree.iter("form", "textarea")):
            node.drop_tree()
        return len(" ".join(tree.text_content().split()))


def _options(*, precise: bool) -> Any:
    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    return Extractor(
        config=DEFAULT_CONFIG, output_format="txt", precision=precise, comments=False, tables=False, formatting=False
    )
