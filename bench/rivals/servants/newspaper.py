"""newspaper4k over a pipe: a page's markup in, its article text out. It runs in the environment of ``bench.rivals.apart``.

Nothing is downloaded: the markup is given, and the list of domains is the one that comes with the package.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any


def text(newspaper: Any, markup: str) -> str:
    """Read one page."""
    article = newspaper.Article("https://news.invalid/article", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    return str(article.text)


def main() -> None:
    """Answer line by line until the input ends."""
    domains: Any = importlib.import_module("tldextract")
    offline = domains.TLDExtract(suffix_list_urls=(), cache_dir=None)
    domains.extract = offline
    domains.tldextract.TLD_EXTRACTOR = offline
    newspaper = importlib.import_module("newspaper")
    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.process_time()
        try:
            answer: dict[str, Any] = {"answer": text(newspaper, json.loads(line))}
        except Exception as failure:
            answer = {"failed": f"{type(failure).__name__}: {failure}"}
        answer["seconds"] = time.process_time() - begin
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
