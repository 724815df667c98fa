"""The parts of the bench, each a module with ``measure(ask)`` that gives rows. Their order is that of the report."""

from __future__ import annotations

PARTS = (
    "furniture",
    "pages",
    "quotes",
    "figures",
    "dates",
    "entities",
    "stories",
    "likeness",
    "lineage",
    "collation",
    "incidents",
    "points",
    "speed",
    "ingest",
    "scale",
    "engines",
    "growing",
    "hostile",
    "fuzz",
    "library",
    "search",
    "serve",
    "llm",
)
