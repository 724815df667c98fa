"""The reading room: a library in the browser, and as an API for programs."""
