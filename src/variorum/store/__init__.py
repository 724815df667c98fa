"""Editions on disk."""

from __future__ import annotations

from .editions import load, parse, save

__all__ = ["load", "parse", "save"]
