"""A corpus as Parquet tables, story by story: what is finished is written and forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from variorum import collation
from variorum.edition import only_sure
from variorum.edition.tables import tables
from variorum.engines import Engine
from variorum.model import Edition, Problem
from variorum.pipeline import arrange, finish, gather, in_order
from variorum.settings import Merging
from variorum.store import Tables, read_listed

# These are known only when all is finished: a telling may get its date from its story, and neighbours are named by title.
_LAST = frozenset({"articles", "problems", "related"})


def write(
    paths: Iterable[str],
    folder: Path,
    *,
    engine: Engine,
    stdin: BinaryIO | None = None,
    entities: Path | None = None,
    merging: Merging | None = None,
    sure: bool = False,
) -> tuple[int, int, tuple[Problem, ...]]:
    """Write the tables of the edition of some inputs; they are those that ``tables`` gives of the whole edition.

    Gives the number of articles and of stories, and the Problems. The articles are held in memory, what is found in them is not.
    """
    known, doubts = read_listed(entities) if entities is not None else ((), ())
    with Tables(folder) as out:
        gathered = gather(paths, stdin=stdin, engine=engine)
        grouped = arrange(gathered.articles, problems=(*gathered.problems, *doubts), engine=engine)
        trouble = list(grouped.problems)
        by_id = {article.id: article for article in grouped.articles}
        for part in finish(grouped, engine=engine, merging=merging):
            by_id.update((article.id, article) for article in part.articles)
            trouble += part.problems
            stories = collation.link(part.stories, known) if known else part.stories
            shown = Edition(grouped.articles, stories)  # all articles, so that namesakes are numbered as in the whole
            found = tables(only_sure(shown) if sure else shown)
            out.add({name: table for name, table in found.items() if name not in _LAST})
        problems = in_order(trouble)
        last = tables(replace(grouped, articles=tuple(by_id.values()), problems=problems))
        out.add({name: table for name, table in last.items() if name in _LAST})
    return len(by_id), len(grouped.stories), problems
