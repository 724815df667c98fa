"""The server that misbehaves as told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.articles.fetching.server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server without pages."""
    with Site() as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()
