"""What a story can be downloaded as, and what each format is for."""

from __future__ import annotations

from typing import Final, NamedTuple


class Format(NamedTuple):
    """One way to download a story: its name, what it is for, the ending of the file, and its media type."""

    name: str
    called: str
    use: str
    ending: str
    media: str


FORMATS: Final = (
    Format("html", "One page", "to read, send and print: one file that needs no network", ".html", "text/html; charset=utf-8"),
    Format("markdown", "Markdown", "to paste into a document or a note", ".md", "text/markdown; charset=utf-8"),
    Format("csv", "Tables (CSV)", "for a spreadsheet: one table a kind of finding, packed as ZIP", ".csv.zip", "application/zip"),
    Format("parquet", "Tables (Parquet)", "for data frames and databases, packed as ZIP", ".parquet.zip", "application/zip"),
    Format("json", "JSON", "everything that was found, for programs", ".json", "application/json"),
    Format("jsonl", "JSON Lines", "one finding a line, for programs", ".jsonl", "application/jsonl"),
    Format("jsonld", "schema.org", "articles, quotes and claims as linked data", ".jsonld", "application/ld+json"),
    Format("annotations", "Web annotations", "findings as W3C annotations on the texts", ".annotations.jsonld", "application/ld+json"),
    Format("graphml", "GraphML", "who copied whom, for Gephi and the like", ".graphml", "application/xml"),
    Format("statements", "Statements", "who says what, for discourse network analysis", ".statements.csv", "text/csv; charset=utf-8"),
)  # fmt: skip
"""What a story can be downloaded as."""
