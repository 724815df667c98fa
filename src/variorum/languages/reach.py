"""How far into a text reading goes: all of it, but for texts that no report has."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from variorum.languages.sentences import sentences
from variorum.settings import DEFAULT

_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
# Within these last characters the end of a sentence is looked for.
_TAIL = 10_000


@lru_cache(maxsize=64)
def reach(text: str, language: str | None = None) -> int:
    """Give how many characters of a text are read: all, or as many as the settings allow, up to the end of a sentence."""
    if len(text) <= DEFAULT.most_words:
        return len(text)
    end = min(len(text), DEFAULT.longest_reading)
    beyond = next(islice(_WORD_OR_SIGN.finditer(text, 0, end), DEFAULT.most_words, None), None)
    end = beyond.start() if beyond else end
    if end == len(text):
        return end
    start = max(0, end - _TAIL)
    found = sentences(text[start:end], language)
    # The last one is cut.
    return start + found[-2][1] if len(found) > 1 else end
