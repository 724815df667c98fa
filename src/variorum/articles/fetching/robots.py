"""What a site lets programs fetch: its robots.txt, as RFC 9309 reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from protego import Protego

from variorum.model import Problem

PRODUCT = "variorum"
"""The name by which a robots.txt speaks to this program."""

_LONGEST_LINE = 2_000


@dataclass(frozen=True)
class Rules:
    """What one site allows, until a moment of the monotonic clock.

    A site without rules allows everything; one whose rules could not be read (``unread`` says why) nothing.
    """

    until: float
    parsed: Protego | None = None
    unread: Problem | None = None

    def forbid(self, url: str, host: str) -> Problem | None:
        """Give the Problem that a URL may not be fetched, or None if it may."""
        if self.unread:
            message = f"not fetched, since the site's robots.txt cannot be read now: {self.unread.message}"
            return replace(self.unread, input=url, message=message)
        if self.parsed is None or self.parsed.can_fetch(url, PRODUCT):
            return None
        return Problem(url, "disallowed", f"not fetched: the robots.txt of {host} asks programs not to")

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(PRODUCT)
        return max(self.parsed.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def parse(raw: bytes, largest: int) -> Protego:
    """Read a robots.txt; of one that is too large the beginning, up to its last whole line. What is no rule is passed over."""
    kept = raw if len(raw) <= largest else raw[:largest].rpartition(b"\n")[0]
    text = kept.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Protego.parse("\n".join(line[:_LONGEST_LINE] for line in text.split("\n")))
