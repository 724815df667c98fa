"""Score figures on our own annotated sentences, by the definitions of docs/figures.md (after NewsQuant).

``python -m tests.statements.figures_scored [seen|unseen] [--errors]`` prints value F1 and value + unit F1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from variorum.languages import parse
from variorum.model import Article, Figure
from variorum.statements.figures import figures_in

FOLDER = Path(__file__).parent / "data"
# An ordinal ranks, a score of a game is a result, a vague amount has no value: none is a quantity in NewsQuant.
NO_QUANTITIES = frozenset({"ordinal", "score", "vague"})


@dataclass(frozen=True)
class Quantity:
    """A value or range with its unit; ``words`` are all words a counted noun may be found among."""

    low: float
    high: float
    unit: str
    words: frozenset[str] = frozenset()
    optional: bool = False

    def same_value(self, other: Quantity) -> bool:
        """Compare both ends with NumPy's usual tolerance."""
        return _close(self.low, other.low) and _close(self.high, other.high)

    def same_unit(self, found: Quantity) -> bool:
        """Say whether a found quantity has this annotated one's unit or counts what it counts."""
        if found.unit == self.unit:
            return True
        base, _, per = self.unit.partition(" per ")
        if per and singular(per) not in found.words:
            return False
        return found.unit == base or (found.unit == "-" and singular(base) in found.words)


@dataclass
class Score:
    """Counts of annotated, found and right quantities over many sentences."""

    gold: int = 0
    found: int = 0
    values: int = 0
    units: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, right: int) -> float:
        """Give F1 for a number of right ones."""
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def __str__(self) -> str:
        """Write the figures out in one line."""
        precision, recall = self.values / max(1, self.found), self.values / max(1, self.gold)
        return (
            f"gold {self.gold} found {self.found}  value P {precision:.3f} R {recall:.3f} F1 {self.f1(self.values):.3f}"
            f"  value + unit F1 {self.f1(self.units):.3f}"
        )


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-8 + 1e-5 * abs(other)


def singular(word: str) -> str:
    """Give a noun's singular well enough to compare two forms of one noun."""
    word = word.lower()
    irregular = {"people": "people", "women": "woman", "men": "man", "children": "child", "feet": "foot"}
    if word in irregular or word.endswith("ss"):
        return irregular.get(word, word)
    for ending, other in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + other
    return word


def annotated(name: str) -> list[tuple[str, list[Quantity]]]:
    """Read one of our files of sentences and their quantities."""
    rows: list[tuple[str, list[Quantity]]] = []
    for line in (FOLDER / f"figures_{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            mark, words = line.strip().startswith("?"), line.strip().lstrip("? ")
            value, _, unit = words.partition(" ")
            low, _, high = value.partition("..")
            rows[-1][1].append(Quantity(float(low), float(high or low), unit, optional=mark))
        elif line and not line.startswith("#"):
            rows.append((line, []))
    return rows


def as_quantity(figure: Figure) -> Quantity | None:
    """Give a figure as a quantity, or nothing if it is none by NewsQuant's definitions."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if not ends or figure.kind in NO_QUANTITIES:
        return None
    words = frozenset(singular(word) for word in re.findall(r"[^\W\d_]+", figure.measures or ""))
    return Quantity(ends[0], ends[-1], figure.unit or "-", words)


def ours(sentence: str) -> list[Quantity]:
    """Read a sentence with this program."""
    figures = figures_in(parse(sentence), Article("a", "sentence", sentence, language="en"))
    return [quantity for figure in figures if (quantity := as_quantity(figure))]


def scored(rows: Iterable[tuple[str, list[Quantity]]], reader: Callable[[str], list[Quantity]] = ours) -> Score:
    """Compare what a reader finds with what is annotated, sentence by sentence."""
    total = Score()
    for sentence, gold in rows:
        found, required = reader(sentence), [one for one in gold if not one.optional]
        values, rest, missing = _matched(required, found, unit=False)
        units = _matched(required, found, unit=True)[0]
        spare = [one for one in rest if not any(one.same_value(may) for may in gold if may.optional)]
        total.gold += len(required)
        total.found += len(found) - (len(rest) - len(spare))
        total.values, total.units = total.values + values, total.units + units
        if units < len(required) or spare:
            wrong = [_told(one) for one in spare]
            lacks = _matched(required, found, unit=True)[2]
            total.errors.append(
                f"{sentence}\n    lacks {[_told(one) for one in lacks]} (value: {len(missing)})  too many {wrong}"
                f"\n    found {[(*_told(one), *sorted(one.words)) for one in found]}"
            )
    return total


def _told(one: Quantity) -> tuple[object, ...]:
    return (one.low if one.low == one.high else (one.low, one.high), one.unit)


def _matched(gold: list[Quantity], found: list[Quantity], *, unit: bool) -> tuple[int, list[Quantity], list[Quantity]]:
    """Pair each annotated quantity with one found; gives how many, what is left over and what is missing."""
    rest, missing = list(found), []
    for one in gold:
        alike = [other for other in rest if one.same_value(other)]
        best = next((other for other in alike if one.same_unit(other)), None)
        if best is None and not unit and alike:
            best = alike[0]
        if best is None:
            missing.append(one)
        else:
            rest.remove(best)
    return len(gold) - len(missing), rest, missing


if __name__ == "__main__":
    for part in [word for word in sys.argv[1:] if not word.startswith("-")] or ["seen", "unseen"]:
        result = scored(annotated(part))
        if "--errors" in sys.argv:
            sys.stdout.write("\n".join([*result.errors, ""]))
        sys.stdout.write(f"{part:8} {result}\n")
