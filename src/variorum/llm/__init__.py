"""A reader besides ours, off by default: a language model proposes, and the words of the articles decide what is kept.

It works on a finished edition and adds to it; nothing that the program found is changed by it. Any server that speaks the OpenAI
protocol will do, one on this computer included.
"""

from __future__ import annotations

from variorum.llm.reading import propose
from variorum.llm.server import Reader

__all__ = ["Reader", "propose"]
