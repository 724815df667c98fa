"""Which format a file is in: by its name, or by how it begins."""

from __future__ import annotations

import re
from pathlib import PurePath

from variorum.articles.decoding import begins
from variorum.articles.sniffing import looks_like_json, looks_like_mail, looks_like_page

# The ways of packing that may stand after any other ending.
PACKED = frozenset({".gz", ".zst"})
FORMS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".mhtml", ".mht"), "archived page"),
    ".json": "json",
    **dict.fromkeys((".jsonl", ".ndjson"), "lines"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".warc": "warc",
    **dict.fromkeys((".rss", ".atom", ".xml", ".opml"), "xml"),
    ".eml": "mail",
    ".pdf": "pdf",
    ".docx": "docx",
}
READ = ".txt .md .html .mhtml .json .jsonl .csv .parquet .warc .rss .atom .xml .eml .pdf .docx"
"""The endings that are named to the user, each of which may be followed by .gz or .zst."""

_HEAD = 65_536


def ending(name: str) -> str:
    """Give the ending that tells the format, in lower case and without that of the packing: ``.html`` of ``a.HTML.gz``."""
    path = PurePath(name)
    if path.suffix.lower() in PACKED:
        path = path.with_suffix("")
    return path.suffix.lower()


def is_packed(name: str) -> bool:
    """Say whether a file's name says that it is compressed."""
    return PurePath(name).suffix.lower() in PACKED


def form_of(name: str) -> str | None:
    """Say what format a file's name stands for, if any."""
    return FORMS.get(ending(name))


def sniff(head: bytes) -> str:
    """Say what format some bytes begin in; what nothing else claims is text."""
    head = head[:_HEAD]
    for magic, form in ((b"%PDF-", "pdf"), (b"PAR1", "parquet"), (b"WARC/", "warc")):
        if head.startswith(magic):
            return form
    if head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head):
        return "docx"
    text = begins(head)
    if looks_like_json(text):
        return "lines" if _holds_lines(text) else "json"
    if looks_like_page(text):
        return "page"
    if re.match(r"\s*<(?:\?xml|rss|feed|rdf:RDF|opml|urlset|sitemapindex|newsMessage|newsItem|nitf)\b", text):
        return "xml"
    if looks_like_mail(text):
        return (
            "archived page"
            if re.search(r"^content-type:\s*multipart/related", text[:5000], re.IGNORECASE | re.MULTILINE)
            else "mail"
        )
    return "text"


def _holds_lines(text: str) -> bool:
    """Say whether a text holds one JSON object a line."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.rstrip().endswith("}") and rest.lstrip().startswith("{")
