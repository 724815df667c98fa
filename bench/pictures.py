"""Make the pictures of the README: ``python -m bench.pictures`` writes them to ``docs/pictures``, ``--to FOLDER`` elsewhere.

They show the story of ``examples/summit`` in the reading room, through Debian's Chromium; the same pages and fonts give the same bytes.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page
from tests.browser.chromium import Look, running, window
from tests.web.libraries import ROOT, moment
from tests.web.serving import served

from variorum.library import Library

LARGEST = 250_000
"""Bytes that a picture may have."""
_LOOK = Look(1280, "light")
_HEIGHT = 800
_COLOURS = 128  # text on paper has few


def pictures(folder: Path) -> list[Path]:
    """Write the pictures into a folder, and give their names."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        library = Path(place) / "library.db"
        with Library(library, clock=moment) as opened:
            opened.ingest(ROOT / "examples" / "summit")
            pages = _pages(opened)
        with served(library) as room, running() as browser:
            shown = window(browser, room.url, _LOOK)
            page = shown.new_page()
            made = [_taken(page, address, folder / f"{name}.png") for name, address in pages.items()]
            shown.close()
    return made


def _pages(library: Library) -> Mapping[str, str]:
    edition = library.edition()
    told = {article.outlet or article.input: article.id for article in edition.articles}
    wire = told["Continental Wire"]
    spun = next(article for name, article in told.items() if name.endswith("spun.txt"))
    top = f"/stories/{edition.stories[0].id}"
    return {"story": top, "side-by-side": f"{top}/compare?a={wire}&b={spun}#sentences"}


def _taken(page: Page, address: str, to: Path) -> Path:
    page.goto(address, wait_until="load")
    page.set_viewport_size({"width": _LOOK.width, "height": _HEIGHT})
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    few = shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(to, "PNG", optimize=True)
    if to.stat().st_size > LARGEST:
        raise SystemExit(f"{to} has {to.stat().st_size:,} bytes: more than {LARGEST:,}")
    return to


def main() -> None:
    """Read the command line, and make the pictures."""
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "pictures")
    for made in pictures(parser.parse_args().to):
        print(f"{made.name}: {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
