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


_OF_MAIL = re.compile(
    r"^(?:received|return-path|delivered-to|message-id|mime-version|dkim-signature|x-mailer|list-unsubscribe):",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_mail(text: str) -> bool:
    """Say whether a text begins as a saved mail does: with header lines, one of which only mail has."""
    head = re.split(r"\r?\n\r?\n", text[:20_000].lstrip("\ufeff\r\n"), maxsplit=1)[0]
    lines = [line for line in head.splitlines() if line[:1] not in {" ", "\t"}]
    headed = sum(bool(re.match(r"[!-9;-~]{1,70}:", line)) for line in lines)
    return len(lines) >= 2 and headed >= len(lines) - 1 and bool(_OF_MAIL.search(head))
