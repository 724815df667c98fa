"""The notebook as a page of the site: what was typed, and what came of it."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_NOTEBOOK = Path(__file__).parents[1] / "notebook.ipynb"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page; the notebook itself can be downloaded beside it."""
    files.append(File.generated(config, "notebook.md", content=notebook()))
    return files


def notebook() -> str:
    """Write the page."""
    cells = json.loads(_NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    parts = [_told(cell) for cell in cells]
    parts.insert(1, "[The notebook itself](notebook.ipynb){: download } can be opened in Jupyter.")
    return "\n\n".join(parts) + "\n"


def _told(cell: dict[str, Any]) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    shown = [f"```python\n{source}\n```", *(_output(one["data"]) for one in cell["outputs"] if "data" in one)]
    return "\n\n".join(shown)


def _output(data: dict[str, list[str]]) -> str:
    """Give one output; Markdown ends a piece of HTML at an empty line, so it has none."""
    if "text/html" not in data:
        return f"```text\n{''.join(data['text/plain'])}\n```"
    html = re.sub(r"<style.*?</style>", "", "".join(data["text/html"]), flags=re.DOTALL)
    html = re.sub(r"\n\s*\n", "\n", html.replace(' border="1" class="dataframe"', ""))
    said = escape("".join(data["text/plain"]).partition("\n")[0])
    return f'<div class="notebook-output" aria-label="{said}">\n{html.strip()}\n</div>'
