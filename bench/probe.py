"""One reader over some texts in a process of its own: ``python -m bench.probe NAME FILE`` (FILE: a JSON list of texts).

It prints processor seconds (loading apart), what was loaded in seconds, tokens if it counts them, and peak memory in
millions of bytes; ``bench.parts.speed`` compares such processes.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.data import WARMING
from bench.memory import peak
from bench.rivals import pages, quotes


def reading() -> Callable[[str], Any]:
    """The whole reading stage: every kind of statement of one article."""
    from variorum import read

    return read


def page() -> Callable[[str], Any]:
    """The program's reader of HTML pages."""
    from variorum.articles.pages import read

    return lambda markup: read(markup, "page.html")


READERS: dict[str, Callable[[], Callable[[str], Any]]] = {
    "variorum, reading": reading,
    "spaCy, bare": quotes.bare_model,
    "textacy, quotes": quotes.textacy,
    "parse rule, quotes": quotes.parse_rule,
    "variorum, pages": page,
    "trafilatura, pages": pages.trafilatura(),
    "readability-lxml, pages": pages.readability,
}


def probe(name: str, texts: list[str]) -> dict[str, float]:
    """Load a reader, warm it, and time it. Raises ``Absent``."""
    begin = time.process_time()
    read = READERS[name]()
    read(WARMING)
    loaded = time.process_time()
    tokens = 0
    for text in texts:
        answer = read(text)
        tokens += len(answer) if name == "spaCy, bare" else 0
    seconds = time.process_time() - loaded
    return {"seconds": seconds, "loading": loaded - begin, "tokens": tokens, "memory": peak()}


def main() -> None:
    """Print what one reader costs, or why it is absent."""
    name, path = sys.argv[1], Path(sys.argv[2])
    warnings.simplefilter("ignore")
    try:
        document: dict[str, Any] = dict(probe(name, json.loads(path.read_text(encoding="utf-8"))))
    except Exception as reason:
        document = {"absent": f"{type(reason).__name__}: {reason}" if not str(reason) else str(reason)}
    sys.stdout.write(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
