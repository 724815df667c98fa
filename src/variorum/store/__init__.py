"""Editions on disk, and the lists that a user supplies."""

from __future__ import annotations

from variorum.store.editions import load, parse, save
from variorum.store.listed import read_listed

__all__ = ["load", "parse", "read_listed", "save"]
