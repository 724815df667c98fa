"""Settling things for good: split, merge, rename, voices, and what the user says of findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.edition.judging import finding_of
from variorum.engines import Engine, local
from variorum.errors import UnknownDecision, UnknownFinding, UnknownTelling
from variorum.library import settled
from variorum.library.showing import edition_of, story_called
from variorum.library.taking import regroup
from variorum.model import Decision, DecisionKind
from variorum.store import collated, decided, tellings
from variorum.store.opening import OpenLibrary


class Settling:
    """What the user has settled in a library, and the ways to settle more; each can be undone.

    Stories are named by their ids, tellings by address, URL, input or id. Raises ``UnknownStory``, ``UnknownTelling``,
    ``UnknownFinding`` and ``UnknownDecision``.
    """

    def __init__(self, library: OpenLibrary, engine: Engine = local) -> None:
        self.library = library
        self.engine = engine

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order in which they were made, those that were undone, too."""
        with self.library.reading() as connection:
            return tuple(decided.decisions(connection))

    def split(self, story: str, names: Sequence[str], note: str | None = None) -> Decision:
        """Let some tellings of a story stand apart from its others."""
        members = self._members(story)
        apart = self._addresses(names, within=members)
        rest = tuple(address for address in members if address not in apart)
        if not apart or not rest:
            raise UnknownDecision(f"story {story} is not split by naming none or all of its tellings")
        return self._add(Decision("", "split", "", apart, rest, note=note))

    def merge(self, stories: Sequence[str], note: str | None = None) -> Decision:
        """Make one story of several."""
        parts = [self._members(story) for story in dict.fromkeys(story_called(self.library, name) for name in stories)]
        if len(parts) < 2:
            raise UnknownDecision("a merge needs two stories or more")
        return self._add(Decision("", "merge", "", parts[0], tuple(a for part in parts[1:] for a in part), note=note))

    def rename(self, story: str, title: str, note: str | None = None) -> Decision:
        """Give a story another title, which it keeps as it grows."""
        shown = " ".join(title.split())
        if not shown:
            raise UnknownDecision("a title needs a word or more")
        return self._add(Decision("", "rename", "", self._members(story), title=shown, note=note))

    def voices(self, names: Sequence[str], kind: DecisionKind, note: str | None = None) -> Decision:
        """Say that tellings are ``one_voice``, or that they are ``independent`` of one another."""
        addresses = self._addresses(names)
        if len(addresses) < 2:
            raise UnknownDecision("voices are told apart, or put together, by naming two tellings or more")
        return self._add(Decision("", kind, "", addresses, note=note))

    def judge(self, story: str, finding: str, kind: DecisionKind, note: str | None = None) -> Decision:
        """Say that a finding is wrong or of no use (``dismiss``), or that it is right (``confirm``)."""
        identity = story_called(self.library, story)
        with self.library.reading() as connection:
            edition = edition_of(connection, identity)
            found = finding_of(edition.stories[0], finding) if edition else None
            if found is None:
                raise UnknownFinding(finding, story)
            addresses = tellings.addresses_of(connection, dict.fromkeys(span.article for span in found[1]))
        spans = tuple(replace(span, article=addresses[span.article]) for span in found[1])
        articles = tuple(sorted(set(addresses.values())))
        return self._add(Decision("", kind, "", articles, finding=found[0], spans=spans, note=note))

    def undo(self, identity: str) -> Decision:
        """Take a decision back; what follows from it is undone, too."""
        with self.library.writing() as connection:
            decision = decided.undo(connection, identity, self.library.clock())
            self._follow(decision)
        return decision

    def _members(self, story: str) -> tuple[str, ...]:
        identity = story_called(self.library, story)
        with self.library.reading() as connection:
            ids = collated.members(connection, identity)
            return tuple(tellings.addresses_of(connection, ids).values())

    def _addresses(self, names: Sequence[str], within: Sequence[str] | None = None) -> tuple[str, ...]:
        found: dict[str, None] = {}
        with self.library.reading() as connection:
            for name in names:
                meant = [each for each in tellings.called(connection, name) if within is None or each in within]
                if len(meant) != 1:
                    raise UnknownTelling(name, tuple(meant or within or ()))
                found[meant[0]] = None
        return tuple(found)

    def _add(self, decision: Decision) -> Decision:
        with self.library.writing() as connection:
            kept = decided.add(connection, replace(decision, made=self.library.clock()))
            self._follow(kept)
        return kept

    def _follow(self, decision: Decision) -> None:
        """Group anew what a decision touches; its stories are stale until they are collated."""
        with self.library.writing() as connection:
            ids = tellings.ids_of(connection, settled.touched(decision)).values()
            if decision.kind in {"split", "merge"}:
                articles = tuple(tellings.articles(connection, sorted(ids)))
                regroup(self.library, tellings.Taken(articles, tuple(article.id for article in articles)), self.engine)
            collated.mark_stale(connection, ids)
