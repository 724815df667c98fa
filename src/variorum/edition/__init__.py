"""Stage 6: every rendering of an edition, and ``why``, ``verify`` and ``diff``."""

from __future__ import annotations

from variorum.edition.caution import only_sure
from variorum.edition.changes import diff
from variorum.edition.document import to_json
from variorum.edition.explanation import why
from variorum.edition.judging import finding_of, judged
from variorum.edition.markdown import to_markdown
from variorum.edition.page import to_html
from variorum.edition.revised import revised_lines, revised_markdown
from variorum.edition.revisions import revised
from variorum.edition.schema import schema
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
