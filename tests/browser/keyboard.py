"""Somebody without a mouse: Tab from one thing to the next, and always seeing where one is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

_FARTHEST = 400
_SEEN = """element => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


class Keyboard:
    """The keys of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, wanted: Locator) -> None:
        """Press Tab until something has the focus, which is to be seen there."""
        wanted.wait_for(state="attached")
        element = wanted.first.element_handle()
        for _ in range(_FARTHEST):
            if self.page.evaluate("element => element === document.activeElement", element):
                assert self.page.evaluate(_SEEN, element), f"nothing shows that the focus is here: {wanted}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {wanted} on {self.page.url}")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        """Go to something, and press a key on it."""
        self.reach(wanted)
        self.page.keyboard.press(key)

    def follow(self, wanted: Locator, key: str = "Enter") -> None:
        """Go to a link or a button, press it, and wait for the page that it leads to."""
        self.reach(wanted)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)

    def write(self, wanted: Locator, words: str) -> None:
        """Go to a field, and write into it in place of what is there."""
        self.reach(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def choose(self, wanted: Locator, option: str) -> None:
        """Go to a list of choices, and go down to one of them."""
        self.reach(wanted)
        self.page.keyboard.press("Home")
        for _ in range(wanted.locator("option").count()):
            if wanted.locator("option:checked").inner_text().strip() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is no choice of {wanted}")
