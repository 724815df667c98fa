"""Debian's Chromium, and the ways of looking at a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Look:
    """How wide a window is, and whether its owner likes it dark."""

    width: int
    scheme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """A name for tests."""
        return f"{self.width}-{self.scheme}"


DESK = Look(1440, "light")
DESK_AT_NIGHT = Look(1440, "dark")
PHONE = Look(360, "light")
PHONE_AT_NIGHT = Look(360, "dark")
LOOKS = (DESK, DESK_AT_NIGHT, PHONE, PHONE_AT_NIGHT)


def installed() -> str | None:
    """Where a Chromium is, if there is one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def running() -> Iterator[Browser]:
    """A Chromium that reaches this machine only."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed(), args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        )
        yield browser
        browser.close()


def window(browser: Browser, origin: str, look: Look = DESK, *, scripts: bool = True) -> BrowserContext:
    """A window of one's own, with cookies of its own."""
    context = browser.new_context(
        base_url=origin,
        viewport={"width": look.width, "height": 800},
        color_scheme=look.scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        accept_downloads=True,
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(15_000)
    return context
