"""A library as tools for programs that speak the Model Context Protocol: read only, small answers, every word with its place."""

from __future__ import annotations
