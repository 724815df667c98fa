"""Variorum: every telling of a news story, side by side."""
