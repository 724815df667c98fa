"""Editions on disk."""

from __future__ import annotations

from variorum.store.editions import load, parse, save

__all__ = ["load", "parse", "save"]
