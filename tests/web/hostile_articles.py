"""Tellings of one event whose every part is a payload: texts, headlines, names, quotes, captions, addresses, files and feeds."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.web import payloads
from tests.web.libraries import kept
from variorum.library import Library

FILES = (
    "<img src=x onerror=pwned()>.txt",
    '"><script>{{ 913*7 }}<script>.txt',
    "=javascript:pwned()|'calc'!A0.txt",
    "evil\u202etxt.exe\nbreak\x1b[31m..%2f..%2fpwned.txt",
)


def event(place: int, told: Sequence[str]) -> str:
    """What one outlet tells of the opening of the Tern bridge, with eight payloads before, within and behind its sentences."""
    one, two, three, four, five, six, seven, eight = told
    cost, hurt = ("41", "43", "47")[place % 3], ("Twelve", "Fourteen", "At least 12")[place % 3]
    if place % 2:
        return "\n\n".join(
            [
                f"{one} President Maria Olsen opened the Tern bridge in Larn on Tuesday {two}.",
                f"It cost ${cost} million {three}, the ministry of roads said.",
                f"“We built the bridge for {four} the people of Larn,” President Maria Olsen said {five}.",
                f"{hurt} workers were hurt {six} while the Tern bridge was built, the police said.",
                f"{seven}",
                f"“Nobody told us that the bridge was closed,” said Ivo <b pwned=1>Brand</b>, a driver {eight}.",
            ]
        )
    return "\n\n".join(
        [
            f"The new bridge over the Tern near Larn is open since Tuesday {one}, when {two} President Olsen cut the ribbon.",
            f"{three} Police in Larn said {hurt.lower()} workers were hurt during the works on the Tern bridge.",
            f"The ministry of roads promised {four} to publish a report on the accident by 1 June 2031 {five}.",
            f"{six}",
            f"The bridge was paid for with ${cost} million, said the {seven} ministry of roads.",
            f'Mayor Ida "onclick=pwned() Moe wants the bridge to be free of charge, she said {eight}.',
        ]
    )


def eights(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """All payloads, eight at a time."""
    for start in range(0, len(words), 8):
        yield list(islice(cycle(words), start, start + 8))


def library(shelf: Path) -> Path:
    """Give the library of the tellings, in which things were settled in words that are no better; not to be written to."""
    with TemporaryDirectory() as made:
        folder = write(Path(made) / "tellings")
        return kept(shelf, "hostile", (folder,), lambda opened: _fill(opened, folder))


def _fill(opened: Library, folder: Path) -> None:
    opened.ingest(folder)
    story = opened.stories()[0].id
    settled = opened.settled
    settled.judge(story, "p1", "confirm", note=payloads.ATTRIBUTES[1])
    settled.judge(story, "p2", "dismiss", note=payloads.SCRIPTS[2])
    title = " ".join((payloads.SCRIPTS[5], *payloads.TEMPLATES[:3], payloads.UNSEEN[0]))
    settled.rename(story, title, note=payloads.FOREIGN[4])


def write(folder: Path) -> Path:
    """Write the tellings into a folder, each kind of file there is; give the folder."""
    folder.mkdir()
    told = [event(number, eight) for number, eight in enumerate(eights(payloads.WORDS))]
    _records(folder, told[:5])
    _pages(folder, told[5:7])
    _feed(folder, told[7:8])
    for name, text in zip(FILES, cycle(told[8:]), strict=False):
        head = f"{payloads.SCRIPTS[3]}\nBy {payloads.ATTRIBUTES[1]}\n2031-03-05\n\n"
        (folder / name).write_bytes((head + text).encode("utf-8", "replace"))
    return folder


def _records(folder: Path, told: Sequence[str]) -> None:
    words, addresses = cycle(payloads.WORDS), cycle(payloads.ADDRESSES)
    with (folder / "records.jsonl").open("w", encoding="ascii") as file:
        for number, text in enumerate(told):
            record = {
                "text": text,
                "title": f"Tern bridge opened {next(words)}",
                "outlet": f"Gazette {number} {next(words)}",
                "authors": [next(words), f"Ann Lee {next(words)}"],
                "url": next(addresses) if number % 2 else f"https://gazette.example/{number}/{next(words)}",
                "published": f"2031-03-0{4 + number % 3}",
                "id": next(words),
                "credits": [next(words)],
                "captions": [f"The Tern bridge {next(words)}"],
                "language": next(words) if number % 5 == 4 else "en",
            }
            file.write(json.dumps(record) + "\n")


def _pages(folder: Path, told: Sequence[str]) -> None:
    words = cycle(payloads.SCRIPTS + payloads.ATTRIBUTES + payloads.FOREIGN)
    for number, text in enumerate(told):
        paragraphs = "".join(f"<p>{_page_text(part)}</p>" for part in text.split("\n\n"))
        page = f"""<!doctype html><html lang="en"><head><title>{_page_text(next(words))} Tern bridge opened</title>
<meta property="og:site_name" content="{_page_text(next(words))}"><meta name="author" content="{_page_text(next(words))}">
<meta property="article:published_time" content="2031-03-05T10:00:00Z">
<link rel="canonical" href="{html.escape(payloads.ADDRESSES[number])}"></head>
<body><article><h1>{_page_text(next(words))} Tern bridge opened by the president</h1>
<figure><img src="/a.jpg" onerror="window.__pwned=70" alt="{_page_text(next(words))}"><figcaption>{_page_text(next(words))}</figcaption></figure>
{paragraphs}<script>window.__pwned=71</script>{next(words)}</article></body></html>"""
        (folder / f"page{number}.html").write_bytes(page.encode("utf-8", "replace"))


def _page_text(words: str) -> str:
    return html.escape(words.replace("\x00", "").encode("utf-8", "replace").decode())


def _feed(folder: Path, told: Sequence[str]) -> None:
    words = cycle(payloads.SCRIPTS + payloads.ATTRIBUTES)
    items = "".join(
        f"""<item><title>{escape(next(words))} Tern bridge opened</title><link>{escape(address)}</link><guid>{escape(next(words))}</guid>
<author>{escape(next(words))}</author><pubDate>Wed, 05 Mar 2031 10:00:00 GMT</pubDate><source url="x">{escape(next(words))}</source>
<description><![CDATA[<p onclick="window.__pwned=72">{html.escape(_xml(text))}</p><script>window.__pwned=73</script>]]></description></item>"""
        for address, text in zip(payloads.ADDRESSES, told, strict=False)
    )
    feed = f'<rss version="2.0"><channel><title>{escape(next(words))}</title><link>javascript:pwned</link>{items}</channel></rss>'
    (folder / "feed.rss").write_text(feed, encoding="utf-8")


def _xml(words: str) -> str:
    return (
        "".join(letter if letter >= " " or letter in "\n\t" else " " for letter in words)
        .encode("utf-8", "replace")
        .decode()
    )
