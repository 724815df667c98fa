"""A cutting desk of our own, for tests: it keeps some paragraphs, adds its own, changes the lead, brings a text up to date.

Also what is *not* copying: two desks that work from one release which is not there, a speech that both print, and the lines
that stand under every article. All draws are seeded; a text comes and goes as a string with one paragraph a line.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-Z\"“])")
_LINES = (
    "Click here to sign up for our newsletter and get the best stories of the day.",
    "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    "Share this article with your friends and follow us on every network you use.",
    "Your email address will not be published. Leave a comment below and read our terms of use.",
)


@dataclass(frozen=True)
class Made:
    """A text that was made from another, and the part of its characters that are the other's."""

    text: str
    share: float


def paragraphs(text: str) -> list[str]:
    """Cut a text into its lines, or, if it has fewer than four, into pairs of sentences."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) >= 4:
        return lines
    found = _SENTENCE.split(" ".join(lines))
    return [" ".join(found[at : at + 2]) for at in range(0, len(found), 2)]


def made(pieces: Sequence[tuple[str, bool]]) -> Made:
    """Join paragraphs, each with whether it is taken, and say how much is."""
    taken = sum(len(piece) for piece, is_taken in pieces if is_taken)
    return Made("\n".join(piece for piece, _ in pieces), taken / max(1, sum(len(piece) for piece, _ in pieces)))


def sprinkle(taken: Sequence[str], own: Sequence[str], draw: random.Random) -> Made:
    """Put own paragraphs anywhere among those taken, which keep their order."""
    pieces = [(piece, True) for piece in taken]
    for piece in own:
        pieces.insert(draw.randint(0, len(pieces)), (piece, False))
    return made(pieces)


def cut(text: str, keep: float, own: Sequence[str] = (), *, lead: str | None = None, seed: int = 7) -> Made:
    """Keep a part of the paragraphs, half the time from the top down, put own ones between, perhaps a new lead."""
    draw = random.Random(seed)  # noqa: S311 - the same text each time
    held = paragraphs(text)
    count = max(1, round(keep * len(held)))
    places = range(count) if draw.random() < 0.5 else sorted(draw.sample(range(len(held)), count))
    kept = [held[at] for at in places]
    if lead and len(kept) > 1:
        kept = kept[1:]
    found = sprinkle(kept, own, draw)
    return (
        Made(f"{lead}\n{found.text}", found.share * len(found.text) / (len(found.text) + len(lead))) if lead else found
    )


def brought_up_to_date(text: str, news: Sequence[str], *, seed: int = 7) -> Made:
    """Put new paragraphs on top of one's own article and drop its first and one other."""
    draw = random.Random(seed)  # noqa: S311 - as above
    held = paragraphs(text)[1:]
    if len(held) > 3:
        held.pop(draw.randrange(len(held)))
    return made([*((piece, False) for piece in news), *((piece, True) for piece in held)])


def from_release(
    release: str, own: tuple[Sequence[str], Sequence[str]], take: tuple[float, float], *, seed: int = 7
) -> tuple[Made, Made]:
    """Give what two desks make of one release, each with paragraphs of its own; the parts they take overlap."""
    draw = random.Random(seed)  # noqa: S311 - as above
    held = paragraphs(release)
    found = []
    for mine, part in zip(own, take, strict=True):
        places = sorted(draw.sample(range(len(held)), max(2, round(part * len(held)))))
        found.append(sprinkle([held[at] for at in places], mine, draw))
    return found[0], found[1]


def quoting(text: str, statement: Sequence[str], speaker: str, *, seed: int = 7) -> Made:
    """Put somebody's public words into a text, at length, between quotation marks and with the teller's own attribution."""
    draw = random.Random(seed)  # noqa: S311 - as above
    verbs = ("said", "told a crowded room", "declared in a speech", "wrote in an open letter")
    first, *rest = statement
    said = [f"“{first}” {speaker} {draw.choice(verbs)}.", *(f"“{sentence}”" for sentence in rest)]
    held = paragraphs(text)
    at = draw.randint(1, max(1, len(held) - 1))
    return made([*((p, False) for p in held[:at]), *((p, True) for p in said), *((p, False) for p in held[at:])])


def under_every_article(text: str, *, seed: int = 7) -> str:
    """Put the lines that outlets print everywhere above and below a text."""
    draw = random.Random(seed)  # noqa: S311 - as above
    lines = draw.sample(_LINES, 3)
    return "\n".join([lines[0], text, *lines[1:]])
