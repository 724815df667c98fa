"""Markdown → plain lines: one block a line, links as their words, pictures and front matter as lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,20}):[ \t]*(\S.*)$", re.MULTILINE)


def to_lines(text: str) -> str:
    """Turn a Markdown document into plain text, a blank line between blocks."""
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    head = _front_lines(front[1]) if front else []
    rest = text[front.end() :] if front else text
    blocks: list[str] = []
    for token in MarkdownIt("commonmark").parse(rest):
        if token.type == "inline":
            blocks.append(_words(token.children or []))
        elif token.type in {"code_block", "fence", "html_block"}:
            blocks.append(re.sub(r"<[^<>]{0,2000}>", "", token.content).strip())
    return "\n\n".join([*head, *(block for block in blocks if block.strip())])


def _front_lines(matter: str) -> list[str]:
    """Give the fields of the front matter that a reader would see above the article."""
    fields = {match[1].lower(): match[2].strip(" \"'") for match in _FIELD.finditer(matter)}
    shown = [fields.get("title"), f"By {fields['author']}" if "author" in fields else None]
    shown += [f"Published {fields['date']}" if "date" in fields else None]
    return [line for line in shown if line]


def _words(children: Sequence[object]) -> str:
    words: list[str] = []
    for child in children:
        kind, content = getattr(child, "type", ""), getattr(child, "content", "")
        if kind in {"text", "code_inline"}:
            words.append(content)
        elif kind == "softbreak":
            words.append(" ")
        elif kind == "hardbreak":
            words.append("\n")
        elif kind == "image":
            words.append(f"\n![{content}]({getattr(child, 'attrs', {}).get('src', '')})\n")
    return "".join(words).strip()
