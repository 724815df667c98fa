"""Stage 6: every rendering of an edition, and ``why``, ``verify`` and ``diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.edition.schema import schema  # a room of this name is there, too: the function must come first

if TYPE_CHECKING:
    from variorum.edition.caution import only_sure
    from variorum.edition.changes import diff
    from variorum.edition.document import to_json
    from variorum.edition.explanation import why
    from variorum.edition.judging import finding_of, judged
    from variorum.edition.markdown import to_markdown
    from variorum.edition.page import to_html
    from variorum.edition.revised import revised_lines, revised_markdown
    from variorum.edition.revisions import revised
    from variorum.edition.tables import to_csv
    from variorum.edition.terminal import to_terminal
    from variorum.edition.verification import verify
    from variorum.edition.without import without_dismissed

__all__ = [
    "diff",
    "finding_of",
    "judged",
    "only_sure",
    "revised",
    "revised_lines",
    "revised_markdown",
    "schema",
    "to_csv",
    "to_html",
    "to_json",
    "to_markdown",
    "to_terminal",
    "verify",
    "why",
    "without_dismissed",
]

_HOME = {
    "diff": "changes",
    "finding_of": "judging",
    "judged": "judging",
    "only_sure": "caution",
    "revised": "revisions",
    "revised_lines": "revised",
    "revised_markdown": "revised",
    "to_csv": "tables",
    "to_html": "page",
    "to_json": "document",
    "to_markdown": "markdown",
    "to_terminal": "terminal",
    "verify": "verification",
    "why": "explanation",
    "without_dismissed": "without",
}


def __getattr__(name: str) -> Any:
    """Import a rendering when it is used: a page needs a template engine, a comparison of versions the encoder, a list neither."""
    if name not in _HOME:
        raise AttributeError(f"module 'variorum.edition' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"variorum.edition.{_HOME[name]}"), name)
