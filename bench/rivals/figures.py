"""Rivals for figures: quantulum3, Microsoft's Recognizers-Text, and CQE (in an environment of its own)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.data import WARMING
from bench.metrics import Amount
from bench.rivals import package
from bench.rivals.apart import Servant, servant
from bench.units import amount


@dataclass(frozen=True)
class Amounted:
    """An amount as any system gives it, with its place in the text if it gives one."""

    amount: Amount
    start: int | None = None
    end: int | None = None

    def over(self, start: int, end: int) -> bool:
        """Say whether it lies over these characters; one without a place may lie anywhere."""
        return self.start is None or self.end is None or (self.start < end and start < self.end)


Reader = Callable[[str], list[Amounted]]


def quantulum() -> Reader:
    """quantulum3 without its classifier, which does not load under today's scikit-learn."""
    parser, classifier = package("quantulum3.parser", "quantulum3"), package("quantulum3.classifier", "quantulum3")
    classifier.USE_CLF = False
    parser.parse(WARMING)

    def read(text: str) -> list[Amounted]:
        return [
            Amounted(amount(one.value, one.value, one.unit.name), *one.span)
            for one in parser.parse(text)
            if isinstance(one.value, int | float)
        ]

    return read


def recognizers() -> Reader:
    """Recognizers-Text: its four models with units first, then percentages, then bare numbers where nothing else was found."""
    suite = package("recognizers_suite", "recognizers-text-suite")
    english = suite.Culture.English
    suite.recognize_currency(WARMING, english)
    models = ("currency", "dimension", "temperature", "age", "percentage", "number")

    def read(text: str) -> list[Amounted]:
        found: list[Amounted] = []
        for name in models:
            for result in getattr(suite, f"recognize_{name}")(text, english):
                amount = _resolved(name, result.resolution)
                start, end = result.start, result.end + 1
                if amount and not any(one.over(start, end) for one in found):
                    found.append(Amounted(amount, start, end))
        return found

    return read


def _resolved(model: str, resolution: dict[str, Any]) -> Amount | None:
    unit = {"percentage": "percentage", "number": ""}.get(model, resolution.get("unit") or "")
    try:
        value = float(str(resolution["value"]).rstrip("%").replace(",", ""))
    except ValueError:
        return None
    return amount(value, value, unit)


def cqe() -> Reader:
    """CQE 2.0.3, which gives no places: its amounts may lie anywhere in the sentence."""
    return _Cqe(servant("cqe"))


@dataclass
class _Cqe:
    servant: Servant

    @property
    def seconds(self) -> float:
        return self.servant.seconds

    def __call__(self, text: str) -> list[Amounted]:
        return [Amounted(amount(low, high, unit)) for low, high, unit in self.servant(text)]
