"""Run the notebook of the docs anew: ``python -m tests.docs.notebook`` writes what it prints into it, ``--print`` prints it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def executed(path: Path) -> Any:
    """Give the notebook as it is after a run from top to bottom, in its own folder, without times or versions in it."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    return notebook


def main() -> None:
    import nbformat

    os.environ.update({"OMP_NUM_THREADS": "1", "NO_COLOR": "1"})
    text = nbformat.writes(executed(NOTEBOOK)) + "\n"  # type: ignore[no-untyped-call]
    if "--print" in sys.argv:
        sys.stdout.write(text)
    else:
        NOTEBOOK.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
