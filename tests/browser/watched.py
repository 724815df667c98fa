"""A page that is watched: whatever it complains of, asks others for or opens is a fault."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request, Response


class Watched:
    """A page of a window, and what was wrong with it since it was last asked."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self.origin = origin
        self.expected_status = 200
        self._faults: list[str] = []
        watch: dict[str, Callable[..., None]] = {
            "console": self._said,
            "pageerror": self._failed,
            "dialog": self._asked,
            "request": self._requested,
            "requestfailed": self._lost,
            "response": self._answered,
            "popup": lambda page: self._faults.append(f"a window opened: {page.url}"),
        }
        for event, heard in watch.items():
            self.page.on(event, heard)  # type: ignore[call-overload]  # it wants each name as a literal

    def open(self, address: str, status: int = 200) -> Page:
        """Open an address that answers with a status."""
        self.expected_status = status
        self._faults.clear()
        response = self.page.goto(address, wait_until="load")
        assert response is not None
        assert response.status == status, f"{address}: {response.status}, not {status}"
        return self.page

    def unharmed(self) -> None:
        """Fail if something was wrong; what was is forgotten."""
        faults, self._faults[:] = list(self._faults), []
        assert not faults, "\n".join([self.page.url, *faults])

    def _said(self, message: ConsoleMessage) -> None:
        refused = self.expected_status != 200 and message.text.startswith("Failed to load resource")
        if message.type in {"error", "warning"} and not refused:
            self._faults.append(f"console {message.type}: {message.text}")

    def _failed(self, error: Error) -> None:
        self._faults.append(f"script error: {error}")

    def _asked(self, dialog: Dialog) -> None:
        self._faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:,", "blob:")):
            self._faults.append(f"request to another place: {request.url}")

    def _lost(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a download, or a page left while it loads
            self._faults.append(f"request failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status != self.expected_status:
            self._faults.append(f"answered {response.status}: {response.url}")
