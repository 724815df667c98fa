"""The page of the commands, made from their own help by each build of the site, so that it cannot fall behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_HEAD = """# Commands

Everywhere: `-` stands for standard input or output, progress bars show on a terminal only, and the exit code is 0 if all is fine, 1 if the
inputs had problems, 2 for wrong use. `variorum COMMAND --help` prints the same, `variorum --version` the version.
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, "reference/commands.md", content=commands()))
    return files


def commands() -> str:
    """Write the reference of the command line, from its own help."""
    from variorum.cli import app

    group: Any = typer.main.get_command(app)
    lines = [_HEAD]
    lines += [f"* [`variorum {name}`](#variorum-{name}) {_first(command)}" for name, command in _each(group)]
    for name, command in _each(group):
        lines += ["", *_command(f"variorum {name}", command, 2)]
    return "\n".join([*lines, ""])


def _each(group: Any) -> Iterator[tuple[str, Any]]:
    yield from ((name, one) for name, one in group.commands.items() if not one.hidden)


def _first(command: Any) -> str:
    return re.split(r"(?<=[.:])\s", " ".join((command.help or "").split()))[0].rstrip(":")


def _command(name: str, command: Any, depth: int) -> Iterator[str]:
    """One command: its help, its usage, what it takes; then the commands under it."""
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"{'#' * depth} {name}", "", _plain(command.help or ""), "", "```text", f"{name} {usage}", "```", "")
    rows = [record for one in command.get_params(context) if (record := one.get_help_record(context))]
    if rows:
        yield from ("| option | what it does |", "|---|---|")
        yield from (f"| `{_name(left)}` | {_plain(_line(right))} |" for left, right in rows)
    for under, one in _each(command) if hasattr(command, "commands") else ():
        yield from ("", *_command(f"{name} {under}", one, depth + 1))


def _name(text: str) -> str:
    """Give an argument or an option without the type that goes without saying."""
    return re.sub(r" <(?:list\[)?str\]?>$", "", _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Give help as Markdown that shows just these characters; what stands in backticks is code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(one if one[:1] == "`" else re.sub(r"([<*_|\[\]])", r"\\\1", one) for one in parts)
