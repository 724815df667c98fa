"""Say what an input is when its name does not."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_page(text: str) -> bool:
    """Say whether a text begins as an HTML page does."""
    return bool(_PAGE.match(text[:5000].lstrip("\ufeff")))


def looks_like_json(text: str) -> bool:
    """Say whether a text begins as a JSON object or list does."""
    start = text[:200].lstrip("\ufeff \t\r\n")
    return bool(re.match(r"\{\s*\"|\[\s*\{", start))
