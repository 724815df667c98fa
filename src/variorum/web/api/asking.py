"""What every read of the API works with: the library at one moment, the tags that are known, and the parts kept in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Path, Request, Response

from variorum.library import sections
from variorum.web.api.etags import KnownTags, answered, tag_of
from variorum.web.api.kept import Kept, Listing, listing, whole
from variorum.web.api.paging import Paging
from variorum.web.room import InRoom, Reading

DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
Made = bytes | tuple[bytes, dict[str, str]]
StoryName = Annotated[
    str, Path(min_length=1, max_length=100, description="A story's id, the beginning of it, or one that it had before.")
]


class Asking:
    """One read of the API."""

    def __init__(self, request: Request, room: InRoom, library: Reading, known: KnownTags) -> None:
        self.library = library
        self.known = known
        self.kept: Kept = request.app.state.kept
        self.lately = room.lately
        self.asked = (request.url.path, request.url.query)

    def about(self, name: str, make: Callable[[str, str], Made]) -> Response:
        """Answer about a story with what is made of its id and state, unless that is known. Raises ``UnknownStory``."""
        with self.library.file.reading():  # all of one moment
            story = self.library.story(name)
            state = self.library.state(story)
            return answered(self.known, tag_of(story, state), lambda: make(story, state))

    def about_all(self, make: Callable[[], Made]) -> Response:
        """Answer about the library with what is made, unless that is known."""
        # before anything is read: what is told is not older than its tag
        state = sections.state_of_all(self.library.file)
        return answered(self.known, tag_of(state), lambda: self.lately.answer(self.library, self.asked, make))

    def section(self, name: str, section: str, paging: Paging, **wanted: str | None) -> Response:
        """Answer with a page of a list of a story, of the items with the values wanted."""
        return self.about(name, lambda story, state: paging.of(self.items(story, state, section).chosen(wanted)))

    def items(self, story: str, state: str, section: str) -> Listing:
        """Give a list of a story in the state that it is in."""
        return self.kept.get(
            (story, state, section), lambda: listing(section, sections.items(self.library.file, story, section))
        )

    def part(self, story: str, state: str, name: str, make: Callable[[], bytes]) -> bytes:
        """Give a part of a story in the state that it is in, made if it is not kept."""
        return self.kept.get((story, state, name), lambda: whole(make())).json[0]


Asked = Annotated[Asking, Depends(scope="function")]
