"""What the site brings that lies outside ``docs``: the changelog and the JSON Schema; and where links to the outside lead."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_ROOT = Path(__file__).parents[2]
_LINKS = {
    "../README.md": "index.md",
    "../CHANGELOG.md": "changelog.md",
    "../src/variorum/model.py": "reference/nouns.md",
    "../src/variorum/library/__init__.py": "reference/library.md",
    "../src/variorum/pipeline.py": "reference/python.md",
    "notebook.ipynb": "notebook.md",
}
"""Where links of the docs that lead out of them lead in the site."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the changelog and the schema."""
    files.append(File.generated(config, "changelog.md", content=changelog()))
    files.append(File.generated(config, "reference/edition.schema.json", content=schema()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the links that lead out of the docs lead to the same thing in the site."""
    del page, config, files
    return re.sub(r"(?<=\]\()([^)#\s]+)(#[^)\s]*)?(?=\))", _link, markdown)


def _link(match: re.Match[str]) -> str:
    address, place = match.group(1), match.group(2) or ""
    return _LINKS[address] if address in _LINKS else address + place


def schema() -> str:
    """Write the JSON Schema, as ``variorum schema`` prints it."""
    from variorum.edition import schema as made

    return json.dumps(made(), ensure_ascii=False, indent=2) + "\n"


def changelog() -> str:
    """Write the changelog, with its links as they are in the docs."""
    return (_ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("](docs/", "](")
