"""What the user has said of findings: found again after every run, left out or marked in what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from variorum.edition.visible import one_line
from variorum.model import ArticleId, Decision, Judgement, JudgementKind, Point, Span, Statement, Story

# A Point is known again by so much of what carried it.
_CARRIED = 2 / 3
_KINDS: Mapping[str, JudgementKind] = {"dismiss": "dismissed", "confirm": "confirmed"}
_NOUNS: Mapping[str, str] = {
    "Quote": "quote", "Figure": "figure", "DateMention": "date", "Commitment": "commitment", "Claim": "claim"
}  # fmt: skip

Spans = tuple[Span, ...]


def finding_of(story: Story, finding: str) -> tuple[str, Spans] | None:
    """Give what a finding is made of, by which it is known again: what it is called and the words that carry it.

    A statement is called by its kind ("figure"), a Point likewise with its noun ("figure point"). Nothing for an id that is
    neither a statement's nor a Point's.
    """
    statements = story.statements
    for point in story.points:
        if point.id == finding:
            return f"{point.kind} point", _carried(point, statements)
    if finding in statements:
        return _noun(statements[finding]), (statements[finding].span,)
    return None


def judged(story: Story, decisions: Iterable[Decision], current: Mapping[str, ArticleId]) -> Story:
    """Say of a story's findings what the user decided; the last decision holds, one that was undone does not.

    The spans of a decision name tellings by address; ``current`` gives for an address the id of the telling as it is now. A
    statement is known again by its kind and place, else by its words if they stand once among the findings of that kind in that
    telling. A Point is known again by its kind and two thirds of the words that carried it, if no other Point has more of them.
    """
    said = sorted(
        (one for one in decisions if one.kind in _KINDS and one.undone is None), key=lambda one: (one.made, one.id)
    )
    if not said:
        return replace(story, judgements=()) if story.judgements else story
    known = _Known(story)
    found: dict[str, Judgement] = {}
    for decision in said:
        for finding in known.again(decision, current):
            found[finding] = Judgement(finding, _KINDS[decision.kind], decision.note)
    order = [*(point.id for point in story.points), *story.statements]
    return replace(story, judgements=tuple(found[finding] for finding in order if finding in found))


def judgements(story: Story) -> dict[str, Judgement]:
    """Give what was said of each finding, by its id."""
    return {one.finding: one for one in story.judgements}


def dismissed(story: Story) -> frozenset[str]:
    """Give the ids of the findings that the user dismissed."""
    return frozenset(one.finding for one in story.judgements if one.kind == "dismissed")


def in_words(judgement: Judgement | None) -> str:
    """Say what the user said: "confirmed by the user: seen in the register", or nothing."""
    if judgement is None:
        return ""
    return f"{judgement.kind} by the user{f': {one_line(judgement.note)}' if judgement.note else ''}"


def left_out(story: Story) -> str:
    """Say in one sentence how many findings are not shown because the user dismissed them, or nothing."""
    number = len(dismissed(story))
    if not number:
        return ""
    return f"{number} finding{'' if number == 1 else 's'} dismissed by the user {'is' if number == 1 else 'are'} left out (--all shows {'it' if number == 1 else 'them'})."


class _Known:
    """The findings of a story by what carries them."""

    def __init__(self, story: Story) -> None:
        statements = story.statements
        self.statements: dict[tuple[str, ArticleId], dict[Span, list[str]]] = {}
        for name, one in statements.items():
            self.statements.setdefault((_noun(one), one.span.article), {}).setdefault(one.span, []).append(name)
        self.points: dict[str, list[tuple[str, frozenset[Span]]]] = {}
        self.carriers: dict[tuple[str, ArticleId], dict[Span, None]] = {}
        for point in story.points:
            spans = _carried(point, statements)
            self.points.setdefault(f"{point.kind} point", []).append((point.id, frozenset(spans)))
            for span in spans:
                self.carriers.setdefault((f"{point.kind} point", span.article), {})[span] = None

    def again(self, decision: Decision, current: Mapping[str, ArticleId]) -> list[str]:
        """Give the ids of what a decision is about, as this story calls it now."""
        noun = decision.finding or ""
        if noun.endswith(" point"):
            return self._point(noun, decision.spans, current)
        for span in decision.spans:
            those = self.statements.get((noun, current.get(span.article, "")), {})
            now = _same(span, those)
            if now is not None:
                return those[now]  # two of one kind on the very same words are judged as one
        return []

    def _point(self, noun: str, spans: Spans, current: Mapping[str, ArticleId]) -> list[str]:
        places = (_same(span, self.carriers.get((noun, current.get(span.article, "")), {})) for span in spans)
        now = {span for span in places if span is not None}
        scores = [
            (len(now & own) / len(spans), len(now & own) / len(now | own), name)
            for name, own in self.points.get(noun, ())
            if now & own
        ]
        best = max(scores, key=lambda one: one[:2], default=None)
        return [best[2]] if best is not None and best[0] >= _CARRIED else []


def _same(span: Span, those: Iterable[Span]) -> Span | None:
    """Find a span at the same place, else one of the same words if there is no second."""
    near = [one for one in those if one_line(one.words) == one_line(span.words)]
    exact = [one for one in near if (one.start, one.end) == (span.start, span.end)]
    return exact[0] if exact else near[0] if len(near) == 1 else None


def _noun(statement: Statement) -> str:
    return _NOUNS[type(statement).__name__]


def _carried(point: Point, statements: Mapping[str, Statement]) -> Spans:
    """Give the words of a Point's statements; of one without any, its sentences."""
    own = {statements[name].span for version in point.versions for name in version.statements if name in statements}
    return tuple(sorted(own or {span for version in point.versions for span in version.spans}))
