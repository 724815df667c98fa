"""PDF files → their text as paragraphs: without the lines that stand on every page, words cut at a line's end whole again."""

from __future__ import annotations

import re
import statistics
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from variorum.articles import names, plain
from variorum.articles.dates import from_metadata
from variorum.model import Article, Furniture, Problem, When
from variorum.settings import DEFAULT

MOST_PAGES = 500
# Lines at the top and at the foot of a page among which what stands on every page is looked for.
_EDGE = 3
_HYPHENS = "\x02\ufffe\u00ad"  # what PDFium gives for a hyphen at a line's end, and the soft one
_NUMBER = re.compile(r"\W*(?:(?:page|seite|p\.|página|pagina|strana|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|van)\s*\d{1,4})?\W*", re.IGNORECASE)  # fmt: skip
_PROGRAM = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|qxd|pdf|pages|odt)$|^(?:document|slide)\s*\d*$", re.IGNORECASE)  # fmt: skip


_STREAM = re.compile(rb"stream\r?\n")
_LARGEST_STREAM = 5_000_000  # bytes of one page's drawing, unpacked


@dataclass(frozen=True)
class Printed:
    """A line as it is printed, and where: its left and right edge, its top and its foot, in points."""

    words: str
    left: float
    right: float
    top: float
    foot: float


def read(raw: bytes, name: str) -> tuple[Article | None, list[Problem]]:
    """Make an article of a PDF's text. One that is locked, or only pictures of text, is a Problem that says so."""
    import pypdfium2

    if _swells(raw):
        message = "Its pages unpack to far more than any print has: it may be made to do harm. It was not opened."
        return None, [Problem(name, "bomb", message)]
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        return None, [_unsound(name, str(error))]
    try:
        count = len(document)
        if count > MOST_PAGES:
            message = (
                f"It has {count:,} pages; at most {MOST_PAGES} are read. Save the pages of the article by themselves."
            )
            return None, [Problem(name, "too_large", message)]
        printed = _pages(document, count)
        said = document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, ValueError) as error:
        return None, [_unsound(name, str(error))]
    finally:
        document.close()
    return _article(printed, said, name)


def _swells(raw: bytes) -> bool:
    """Say whether the streams of a PDF, pictures aside, unpack to more than its pages can need: PDFium would hold it all."""
    total = 0
    for found in _STREAM.finditer(raw):
        if b"/Image" in raw[max(0, found.start() - 400) : found.start()]:
            continue
        end = raw.find(b"endstream", found.end())
        data = raw[found.end() : end if end >= 0 else len(raw)]
        for _ in range(4):  # a stream may be packed several times over
            try:
                data = zlib.decompressobj().decompress(data, _LARGEST_STREAM + 1)
            except zlib.error:
                break
            total += len(data)
            if len(data) > _LARGEST_STREAM or total > 5 * _LARGEST_STREAM:
                return True
    return False


def _unsound(name: str, reason: str) -> Problem:
    if "password" in reason.lower():
        return Problem(name, "encrypted", "It is locked with a password. Save a copy without one and try again.")
    reason = " ".join(reason.split())[:100]
    return Problem(name, "broken_pdf", f"It is not a sound PDF ({reason}). Fetch it again, or save its text as .txt.")


def _pages(document: Any, count: int) -> list[list[Printed]]:
    import pypdfium2

    found: list[list[Printed]] = []
    characters = 0
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:  # one page that cannot be opened does not cost the others
            continue
        characters += text.count_chars()
        if characters > DEFAULT.longest_text:
            raise ValueError("its text is longer than any article")
        found.append(_lines(text))
        text.close()
        page.close()
    return found


def _lines(page: Any) -> list[Printed]:
    """Give the lines of a page in the order of its text."""
    words: str = page.get_text_range()
    last = page.count_chars() - 1
    lines: list[Printed] = []
    start = 0
    for line in words.split("\n"):
        bare = line.rstrip("\r")
        shown = bare.strip()
        if shown:
            first = start + len(bare) - len(bare.lstrip())
            boxes = [_box(page, min(at, last)) for at in (first, start + len(bare.rstrip(" " + _HYPHENS)) - 1)]
            (left, foot, _, top), (_, _, right, _) = boxes
            lines.append(Printed(shown, left, right, top, foot))
        start += len(line) + 1
    return lines


def _box(page: Any, at: int) -> tuple[float, float, float, float]:
    import pypdfium2

    try:
        left, foot, right, top = page.get_charbox(at, loose=True)  # as high as the font, whatever the letter
    except pypdfium2.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return left, foot, right, top


def _article(pages: list[list[Printed]], said: dict[str, str], name: str) -> tuple[Article | None, list[Problem]]:
    everywhere = _on_every_page(pages)
    kept = [[line for line in page if _shape(line) not in everywhere] for page in pages]
    text = "\n".join(paragraphs(kept))
    if sum(map(str.isalpha, text)) < 20 * max(1, len(pages)) and not _readable(text):
        message = "It holds no text, only pictures of it, as a scanner makes them. Run it through a program that reads them (OCR)."
        return None, [Problem(name, "no_text", message)]
    article, problems = plain.read(text, name)
    if article is None:
        return None, list(problems)
    furniture = (Furniture("boilerplate", line.words) for page in pages for line in page if _shape(line) in everywhere)
    return replace(
        article,
        title=_title(said.get("Title", "")) or article.title,
        authors=article.authors or names.people(said.get("Author", "")),
        published=article.published or _made(said.get("CreationDate", "")),
        furniture=(*article.furniture, *dict.fromkeys(furniture)),
    ), list(problems)


def _readable(text: str) -> bool:
    return len(text.split()) >= 20


def _shape(line: Printed) -> tuple[str, int]:
    """Give a line without its numbers, which count the pages, and with its height on the page."""
    words = "#" if _NUMBER.fullmatch(line.words) else re.sub(r"\d+", "#", line.words)
    return words, round(line.top / 4)


def _on_every_page(pages: list[list[Printed]]) -> frozenset[tuple[str, int]]:
    """Find what stands at the top or at the foot of most pages, and in the same place."""
    edges: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges.update({_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    least = max(2, (len(pages) + 1) // 2)
    return frozenset(shape for shape, count in edges.items() if count >= least)


def paragraphs(pages: list[list[Printed]]) -> list[str]:
    """Put lines together to paragraphs: one ends where the next line stands apart, is indented, or this one was left short."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gaps = [before.foot - after.foot for before, after in pairwise(lines)]
    usual = statistics.median([gap for gap in gaps if gap > 0] or [0.0])
    ends = [line.right for line in lines]
    margin = statistics.quantiles(ends, n=10)[-2] if len(ends) > 1 else ends[0]
    found = [lines[0].words]
    for (before, line), gap in zip(pairwise(lines), gaps, strict=True):
        height = max(1.0, before.top - before.foot)
        if _parted(before, line, gap, usual, margin, height):
            found.append(line.words)
        else:
            found[-1] = _joined(found[-1], line.words)
    return [" ".join(paragraph.replace("\ufffe", "-").replace("\x02", "-").split()) for paragraph in found]


def _parted(before: Printed, line: Printed, gap: float, usual: float, margin: float, height: float) -> bool:
    other_size = abs((line.top - line.foot) - height) > 0.15 * height
    below = usual > 0 and gap > 1.35 * usual
    if abs(gap) < 0.3 * height and line.left >= before.right:  # the same line, which a wide gap cuts
        return line.left - before.right > 4 * height
    if gap <= 0:  # the next column, or the next page: a sentence that is not over goes on there
        return _stopped(before.words) or line.words[:1].isupper()
    indented = line.left - before.left > 0.9 * height and _stopped(before.words)
    short = before.right < margin - 0.12 * abs(margin - min(before.left, line.left)) and _stopped(before.words)
    return below or indented or short or (other_size and not before.words.endswith(tuple(_HYPHENS)))


def _stopped(words: str) -> bool:
    return words.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":", "。", "！", "？"))


def _joined(paragraph: str, words: str) -> str:
    """Join the next line, and the word that was cut between them."""
    if paragraph.endswith(tuple(_HYPHENS)):
        return paragraph[:-1] + words
    if re.search(r"[^\W\d_]{2,}-$", paragraph) and words[:1].isalpha():
        return (paragraph[:-1] if words[:1].islower() else paragraph) + words
    return f"{paragraph} {words}"


def _title(words: str) -> str | None:
    words = " ".join(words.split())
    return words if 3 <= len(words) <= 300 and " " in words and not _PROGRAM.search(words) else None


def _made(words: str) -> When | None:
    """Read the day on which the file was made (``D:20250207…``): it was out by then."""
    day = from_metadata(words.removeprefix("D:")[:8])
    return When(day, "day", "inferred", None, "the PDF was made on that day") if day else None
