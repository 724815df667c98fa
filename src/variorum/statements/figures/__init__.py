"""Figures: every number a news text counts with, its value, unit, hedge, date and what it measures."""

from __future__ import annotations

from variorum.statements.figures.reading import figures_in

__all__ = ["figures_in"]
