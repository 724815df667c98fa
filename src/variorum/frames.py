"""Findings as pandas data frames: the CSV tables, with types, and with every word as it stands in its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, overload

from variorum.edition.tables import Cell, shown_tables
from variorum.errors import MissingExtra, UnknownTable
from variorum.model import Edition, Reading, Story
from variorum.store.tables import kind_of

if TYPE_CHECKING:
    from pandas import DataFrame

_DTYPES: Final[Mapping[str, str]] = {"double": "float64", "int64": "int64", "bool": "bool", "string": "string"}


@overload
def frames(
    value: Edition | Story | Reading, table: None = None, *, everything: bool = False
) -> dict[str, DataFrame]: ...
@overload
def frames(value: Edition | Story | Reading, table: str, *, everything: bool = False) -> DataFrame: ...
def frames(
    value: Edition | Story | Reading, table: str | None = None, *, everything: bool = False
) -> DataFrame | dict[str, DataFrame]:
    """Give the tables of an edition, story or reading by name, or the one that is named.

    Raises ``UnknownTable``, and ``MissingExtra`` if pandas is not installed.
    """
    pandas = _pandas()
    tables = shown_tables(_edition(value), everything=everything)
    if table is None:
        return {name: _frame(pandas, name, *found) for name, found in tables.items()}
    if table not in tables:
        raise UnknownTable(table, tuple(tables))
    return _frame(pandas, table, *tables[table])


def _pandas() -> ModuleType:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtra("pandas, which data frames are made with,", "variorum[pandas]") from error
    found: ModuleType = pd
    return found


def _edition(value: Edition | Story | Reading) -> Edition:
    """Give what the tables are made of; a story alone brings no articles, and its tellings are called by their ids."""
    if isinstance(value, Edition):
        return value
    if isinstance(value, Story):
        return Edition(stories=(value,))
    article = value.article
    story = Story(
        id=article.id,
        title=article.title or article.input,
        articles=(article.id,),
        entities=value.entities,
        quotes=value.quotes,
        figures=value.figures,
        dates=value.dates,
        commitments=value.commitments,
        claims=value.claims,
    )
    return Edition(articles=(article,), stories=(story,))


def _frame(pandas: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> DataFrame:
    """Make one table; the type of a column goes by its name, so that a table without rows has it too."""
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pandas.DataFrame(
        {
            column: pandas.Series(list(found), dtype=_DTYPES[kind_of(name, column)])
            for column, found in zip(columns, cells, strict=True)
        }
    )
