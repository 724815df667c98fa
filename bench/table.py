"""Rows as tables: one a part, a line a measure, a column a system; for Markdown and for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench.rows import OURS, Row

COUNTS = frozenset({"false copies", "shared source", "unknown", "shared quote", "taken for copies", "false"})
WHOLE = frozenset({"lies", "sorts of lies", "lies kept", "kept", "kept and borne out", "questions", "proposals made"})
LOWER_IS_BETTER = COUNTS | {"calibration error", "times bare spaCy"}
NO_CONTEST = frozenset({"positive pairs", "dated", "shared source", "unknown", "shared quote"})
# What the page shows first: the measure that was asked for, on the first set that has it.
HEADLINES = (
    ("furniture", "F1 English"), ("furniture", "F1 other"), ("pages", "F1"),
    ("quotes", "content F1"), ("quotes", "source F1"), ("quotes", "pairs F1"), ("quotes", "direct, joined F1"),
    ("figures", "value F1"), ("figures", "value + unit F1"),
    ("dates", "relaxed F1"), ("dates", "value F1"), ("entities", "B3 F1"), ("stories", "B3 F1"),
    ("stories", "pair F1"), ("likeness", "Pearson"), ("lineage", "taken for copies"), ("lineage", "found"), ("lineage", "F1"), ("collation", "average precision"), ("speed", "times bare spaCy"),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One measure on one set, and what each system scored, in the order of the table's systems."""

    set: str
    measure: str
    values: tuple[float | None, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The values as they are shown."""
        return tuple(shown(self.measure, value) for value in self.values)

    @property
    def best(self) -> frozenset[int]:
        """Which systems scored best, as shown: none if the measure is no contest or all scored alike."""
        scored = {at: value for at, value in enumerate(self.values) if value is not None}
        if len(scored) < 2 or self.measure in NO_CONTEST or len({self.cells[at] for at in scored}) < 2:
            return frozenset()
        top = (min if lower_is_better(self.measure) else max)(scored.values())
        return frozenset(at for at in scored if self.cells[at] == shown(self.measure, top))


@dataclass(frozen=True)
class Grid:
    """The table of one part, with what was skipped and what is to be noted."""

    part: str
    systems: tuple[str, ...]
    lines: tuple[Line, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...]


def lower_is_better(measure: str) -> bool:
    """Say whether less is more."""
    return measure in LOWER_IS_BETTER or measure.endswith(("seconds", "MB"))


def shown(measure: str, value: float | None) -> str:
    """Write a value as its measure asks: seconds to a tenth, sizes and rates whole, shares to three digits."""
    if value is None:
        return "–"
    whole = measure in COUNTS | WHOLE or measure.startswith(("called ", "direction ", "refused: "))
    if whole or measure.endswith(("MB", "/s", "µs")):
        return f"{value:,.0f}"
    if measure.endswith("seconds"):
        return f"{value:.2f}" if value < 10 else f"{value:,.0f}"
    return f"{value:.2f}" if measure in {"load a core", "times bare spaCy"} else f"{value:.3f}"


def set_name(row: Row) -> str:
    """Name a set with its split and its size."""
    split = "" if row.split == "all" else f", {row.split}"
    return f"{row.set}{split} ({row.n:,})"


def grid(part: str, rows: Sequence[Row]) -> Grid:
    """Lay out the rows of one part; systems and measures stand in the order in which they come."""
    scored = [row for row in rows if row.value is not None]
    systems = tuple(dict.fromkeys([OURS, *(row.system for row in scored)]))
    held: dict[tuple[str, str], dict[str, float | None]] = {}
    for row in scored:
        held.setdefault((set_name(row), row.measure), {})[row.system] = row.value
    # A measure that a later system brings belongs to its set all the same.
    order = list(dict.fromkeys(name for name, _ in held))
    keys = sorted(held, key=lambda key: order.index(key[0]))
    lines = tuple(Line(name, measure, tuple(held[name, measure].get(one) for one in systems)) for name, measure in keys)
    skipped = _once(f"{row.system or OURS}: {row.note}" for row in rows if row.value is None)
    notes = _once(f"{row.system}: {row.note}" for row in scored if row.note)
    return Grid(part, systems, lines, skipped, notes)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def markdown(one: Grid) -> str:
    """Write one part as a Markdown section."""
    text = [f"### {one.part}", ""]
    if one.lines:
        text += [f"| set | measure | {' | '.join(one.systems)} |", f"|---|---|{'---|' * len(one.systems)}"]
        before = ""
        for line in one.lines:
            cells = [f"**{cell}**" if at in line.best else cell for at, cell in enumerate(line.cells)]
            text.append(f"| {line.set if line.set != before else ''} | {line.measure} | {' | '.join(cells)} |")
            before = line.set
        text.append("")
    text += [f"- {note}" for note in one.notes]
    text += [f"- skipped: {reason}" for reason in one.skipped]
    return "\n".join(text).rstrip() + "\n"


def headlines(grids: Sequence[Grid]) -> str:
    """Write the first table: for each part's main measures, our figure and the best rival's."""
    text = ["| part | set | measure | variorum | best rival | |", "|---|---|---|---|---|---|"]
    for part, measure in HEADLINES:
        one = next((each for each in grids if each.part == part), None)
        line = (
            next((each for each in one.lines if each.measure == measure and each.values[0] is not None), None)
            if one
            else None
        )
        if one is None or line is None:
            continue
        sign = -1 if lower_is_better(measure) else 1
        own = [at for at, system in enumerate(one.systems) if system == OURS or system.startswith(f"{OURS},")]
        # where we stand with several models, the most modest: one that never saw the set
        ours = min(sign * each for at in own if (each := line.values[at]) is not None) * sign
        rivals = [(sign * value, at) for at, value in enumerate(line.values) if at not in own and value is not None]
        value, name = "–", ""
        if rivals:
            _, at = max(rivals, key=lambda rival: (rival[0], -rival[1]))
            value, name = shown(measure, line.values[at]), one.systems[at]
        text.append(f"| {part} | {line.set} | {measure} | {shown(measure, ours)} | {value} | {name} |")
    return "\n".join(text) + "\n"


def show(one: Grid, console: Console) -> None:
    """Print one part on a terminal."""
    table = Table(title=one.part, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("set", max_width=26)
    table.add_column("measure", no_wrap=True)
    for system in one.systems:
        table.add_column(system, justify="right")
    before = ""
    for line in one.lines:
        cells = [f"[bold]{cell}[/bold]" if at in line.best else cell for at, cell in enumerate(line.cells)]
        table.add_row(line.set if line.set != before else "", line.measure, *cells)
        before = line.set
    if one.lines:
        console.print(table)
    else:
        console.print(one.part, style="bold")
    for note in (*one.notes, *(f"skipped: {reason}" for reason in one.skipped)):
        console.print(f"  {note}", style="dim", markup=False)
    console.print()
