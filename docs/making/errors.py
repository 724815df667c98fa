"""The page of the errors, made from the code by each build of the site."""

from __future__ import annotations

import inspect

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from variorum import errors

_HEAD = """# Errors

What wrong use raises: `from variorum.errors import VariorumError, …`. Each message says what was wrong, where, and what to do next; on the command line it is printed, and
the exit code is 2. What is wrong with an input is no error but a `Problem` in the result, and the other inputs are unaffected.

| error | when |
|---|---|
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    files.append(File.generated(config, "reference/errors.md", content=told()))
    return files


def told() -> str:
    """Write the page: every error and when it is raised; all are a ``VariorumError``, and some another error besides."""
    every = [one for one in vars(errors).values() if inspect.isclass(one) and issubclass(one, errors.VariorumError)]
    lines = [f"| `{one.__name__}`{_kind(one)} | {' '.join((inspect.getdoc(one) or '').split())} |" for one in every]
    return _HEAD + "\n".join([*lines, ""])


def _kind(error: type[errors.VariorumError]) -> str:
    above = [one.__name__ for one in error.__bases__ if one not in (errors.VariorumError, Exception)]
    return f" (a `{'`, `'.join(above)}`)" if above else ""
