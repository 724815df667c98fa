"""Times in words: find them (``expressions``) and say which days they stand for (``resolve``).

Values are TIMEX3 (TimeML 1.2.1): ``2025-02-07``, ``2025-W06``, ``2025-SU``, ``P3W``, ``PRESENT_REF``; what the words
leave open is ``X`` (``XXXX-WXX-5``). The words and patterns of a language are in its ``dates.toml``.
"""

from __future__ import annotations

from variorum.languages.calendar.expressions import Expression, expressions, resolve
from variorum.languages.calendar.forms import Form
from variorum.languages.calendar.resolution import Resolved, Tense
from variorum.languages.calendar.values import interval

__all__ = ["Expression", "Form", "Resolved", "Tense", "expressions", "interval", "resolve"]
