"""The library, editions on disk, finished chunks of work, tables, and the lists that a user supplies."""

from __future__ import annotations

from variorum.store.chunks import Chunks
from variorum.store.editions import load, parse, save
from variorum.store.listed import read_listed
from variorum.store.tables import Tables

__all__ = ["Chunks", "Tables", "load", "parse", "read_listed", "save"]
