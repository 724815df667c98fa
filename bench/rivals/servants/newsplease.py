"""news-please over a pipe: a page's markup in, its article text out. It runs in the environment of ``bench.rivals.apart``.

``NewsPlease.from_html`` with its usual extractors, without the pictures; nothing is downloaded, the markup is given.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import time
from typing import Any


def text(crawler: Any, markup: str) -> str:
    """Read one page."""
    article = crawler.from_html(markup, url=None, fetch_images=False)
    return str(article.maintext or "")


def main() -> None:
    """Answer line by line until the input ends."""
    logging.disable(logging.CRITICAL)
    crawler = importlib.import_module("newsplease").NewsPlease
    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.process_time()
        try:
            answer: dict[str, Any] = {"answer": text(crawler, json.loads(line))}
        except Exception as failure:
            answer = {"failed": f"{type(failure).__name__}: {failure}"}
        answer["seconds"] = time.process_time() - begin
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
