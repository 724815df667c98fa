"""Where an answer's findings can be read whole: resources of this server, or pages of a running ``variorum serve``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

SCHEME = "variorum://"


@dataclass(frozen=True)
class Links:
    """Addresses of what a library shows; ``site`` is the address of a reading room that shows the same library."""

    site: str | None = None

    def story(self, story: str) -> str:
        """Lead to a story."""
        return self._to("stories", story)

    def section(self, story: str, section: str) -> str:
        """Lead to a section of a story."""
        return self._to("stories", story, section) if self.site else self.story(story)

    def finding(self, story: str, finding: str) -> str:
        """Lead to one finding."""
        return self._to("stories", story, "findings", finding)

    def telling(self, story: str, article: str) -> str:
        """Lead to one telling."""
        return self._to("stories", story, "tellings", article)

    def compared(self, story: str, a: str, b: str) -> str:
        """Lead to two tellings side by side."""
        if not self.site:
            return self._to("stories", story, "compare", a, b)
        return f"{self._to('stories', story, 'compare')}?a={quote(a, safe='')}&b={quote(b, safe='')}"

    def words(self, text: str, start: int, end: int) -> str | None:
        """Lead to the permanent page of some words of a text that was taken in; only a reading room has one."""
        return f"{self._to('words', text)}/{start}-{end}" if self.site else None

    def _to(self, *parts: str) -> str:
        path = "/".join(quote(part, safe="") for part in parts)
        return f"{self.site.rstrip('/')}/{path}" if self.site else f"{SCHEME}{path}"
