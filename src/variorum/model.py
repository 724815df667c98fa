"""The nouns of Variorum: every value that passes between stages, on one page.

All values are frozen. An offset always counts characters of ``Article.text``. What can be derived is a
property; the derived values that belong in the edition JSON are marked ``computed_field``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, overload

from pydantic import AliasChoices, Field, TypeAdapter, computed_field
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from pandas import DataFrame

ArticleId: TypeAlias = str
EntityId: TypeAlias = str
StatementId: TypeAlias = str

Grain = Literal["year", "quarter", "season", "month", "week", "day", "hour", "minute", "interval"]
CopyKind = Literal["copy", "edit", "rewrite", "translation", "shared_source", "shared_quote", "unknown"]
RelationKind = Literal["follows", "followed_by", "near"]
EntityKind = Literal["person", "organisation", "place", "other"]
MentionKind = Literal["name", "demonym", "metonym", "description", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
FigureKind = Literal["money", "percentage", "count", "measure", "duration", "age", "ordinal", "score", "vague"]
Act = Literal["pledge", "offer", "agreement", "plan", "ask", "demand", "threat", "warning", "refusal"]
Status = Literal["done", "agreed", "pledged", "considered", "expected", "speculated"]
PointKind = Literal["figure", "date", "quote", "commitment", "claim", "role"]
Verdict = Literal["agreed", "repeated", "single", "differs"]
Difference = Literal["conflict", "superseded", "precision", "scope", "said_by", "wording"]
MergeKind = Literal["lineage", "outlet", "credit", "passage", "source", "utterance", "settled"]
HeadingPlace = Literal["headline", "caption"]
ChangeKind = Literal["dropped", "added", "replaced"]
Stance = Literal["wants", "supports", "opposes", "offers", "refuses", "doubts"]
JudgementKind = Literal["dismissed", "confirmed"]
DecisionKind = Literal["split", "merge", "rename", "one_voice", "independent", "dismiss", "confirm"]
ProposalKind = Literal["claim", "gloss", "pairing"]
RefusalReason = Literal[
    "no_answer", "too_long", "not_json", "wrong_shape", "too_many", "markup", "no_evidence", "elsewhere", "several_sentences",
    "number", "name", "negation", "firmness", "words", "order", "clause", "attribution", "unknown", "kind", "date", "one_telling",
    "one_voice", "nothing_shared", "known",
]  # fmt: skip
SilenceReason = Literal["not_mentioned", "older_than_the_fact", "cut_short", "same_voice", "unread"]


class Value:
    """What every noun can do: give itself in the shape of the edition JSON."""

    def to_dict(self) -> dict[str, Any]:
        """Give this value as plain JSON types, in the shape of the edition JSON."""
        adapter: TypeAdapter[Any] = TypeAdapter(type(self))
        plain: dict[str, Any] = adapter.dump_python(self, mode="json", by_alias=True)
        return plain


class Drawn(Value):
    """A noun that a notebook draws, and a prompt of IPython tells in a line. How is known further up, and asked there by name."""

    def __init_subclass__(cls) -> None:
        # IPython wants it in the class itself; else it takes the dataclass's own repr, which is the whole edition.
        cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle  # frozen values hold no circles
        printer.text(import_module("variorum.edition.notebook").told(self))

    def _repr_html_(self) -> str:
        html: str = import_module("variorum.edition.notebook").drawn(self)
        return html


class Tabular(Drawn):
    """A noun that can be had as tables."""

    @overload
    def to_pandas(self, table: None = None, *, everything: bool = False) -> dict[str, DataFrame]: ...
    @overload
    def to_pandas(self, table: str, *, everything: bool = False) -> DataFrame: ...
    def to_pandas(self, table: str | None = None, *, everything: bool = False) -> DataFrame | dict[str, DataFrame]:
        """Give the tables by name as pandas data frames, or the one that is named; their columns are those of the CSV tables.

        What the user dismissed is left out, unless ``everything`` is asked for. Dates are ISO 8601 text, since many are no whole
        day. Raises ``UnknownTable``, and ``MissingExtra`` if pandas is not installed (``pip install 'variorum[pandas]'``).
        """
        found: DataFrame | dict[str, DataFrame] = import_module("variorum.frames").frames(
            self, table, everything=everything
        )
        return found


def _nothing(value: object) -> bool:
    return not value


@dataclass(frozen=True, order=True)
class Span(Value):
    """Some words of one article: ``article.text[start:end] == words``. Made by ``Article.span``."""

    article: ArticleId
    start: int
    end: int
    words: str

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character of one article."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other span lies within this one, in the same article."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, order=True)
class Mention(Span):
    """Words that mean an entity, and how: by its name, its people ("Norwegian"), its seat ("Oslo refused"), a description or a pronoun."""

    kind: MentionKind = "name"


@dataclass(frozen=True)
class When(Value):
    """An ISO 8601 moment with its grain: ``2025``, ``2025-02``, ``2025-02-07``, or an interval ``2025-02-06/2025-02-08``.

    ``stated`` brings the words where they stand in the text; ``inferred`` always brings the reason.
    """

    value: str
    grain: Grain
    basis: Literal["stated", "inferred"] = "stated"
    span: Span | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Furniture(Value):
    """A piece of the input that is not the article's body, kept with its kind (caption, byline, teaser, …)."""

    kind: str
    words: str


@dataclass(frozen=True)
class Article(Value):
    """One telling of a story. ``id`` is a hash of ``text``; a further input with the same text gets a suffix ``-2``, ``-3``."""

    id: ArticleId
    input: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: When | None = None
    language: str | None = None
    url: str | None = None
    credits: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Quote this article's text from ``start`` to ``end``. Raises ``ValueError`` if that is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"no words at {start}:{end} in article {self.id}, whose text has {len(self.text)} characters"
            )
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True)
class Capture(Value):
    """An article as it was taken in at one moment.

    ``address`` names the telling through all its versions: its URL in one spelling, else the file and its place in it.
    ``seen`` is when the source had it so (ISO 8601 in UTC), if that is known.
    """

    article: Article
    address: str
    seen: str | None = None


@dataclass(frozen=True)
class Join(Value):
    """Why an article belongs to a story: the article it goes with (``with`` in JSON), a score in 0..1, and the reason."""

    article: ArticleId
    partner: Annotated[ArticleId, Field(validation_alias=AliasChoices("with", "partner"), serialization_alias="with")]
    score: float
    reason: str


@dataclass(frozen=True)
class Relation(Value):
    """Another story that was kept apart from this one although they are near; ``score`` is the probability of one event.

    ``follows`` and ``followed_by``: one tells what came of the other (the funeral after the sinking). ``near``: alike, but
    another event, for the reason given.
    """

    story: str
    kind: RelationKind
    score: float
    reason: str


@dataclass(frozen=True)
class Passage(Value):
    """Two spans that carry the same words or the same sentence reworked; ``score`` in 0..1 says how alike they are."""

    source: Span
    target: Span
    score: float = 1.0


@dataclass(frozen=True)
class Copy(Value):
    """One telling taken from another. ``share`` is the part (0..1) of the target's text that the source explains.

    For ``shared_source`` and ``shared_quote`` neither comes from the other, and ``unknown`` says that the two texts have more
    in common than chance allows but nothing tells why. ``directed`` is false for these, and where a derived text does not
    show which of the two was first: then the order of ``source`` and ``target`` means nothing.
    """

    source: ArticleId
    target: ArticleId
    kind: CopyKind
    share: float
    reason: str
    passages: tuple[Passage, ...] = ()
    confidence: float = 1.0
    directed: bool = True


@dataclass(frozen=True)
class Lineage(Value):
    """The copies of a story and its ``voices``: the partition of its articles into independent origins."""

    voices: tuple[tuple[ArticleId, ...], ...] = ()
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True)
class Role(Value):
    """What an article calls an entity ("Prime Minister of Japan"), with the words."""

    role: str
    span: Span


@dataclass(frozen=True)
class Variant(Value):
    """A form of a name that needed a decision (spun, misspelt, initials), with the reason it was taken for the entity."""

    name: str
    reason: str


@dataclass(frozen=True)
class Entity(Value):
    """A person, organisation, place or other named thing, or someone who takes part without a name.

    ``variants`` are all forms of the name seen, ``proposed`` the doubtful ones; ``mentions`` hold descriptions and
    pronouns too, each with its kind. ``wikidata`` is the id in the user's own list, if it is there just once.
    """

    id: EntityId
    name: str
    kind: EntityKind
    variants: tuple[str, ...] = ()
    mentions: tuple[Span | Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    proposed: tuple[Variant, ...] = ()
    wikidata: str | None = None

    @property
    def names(self) -> tuple[Span | Mention, ...]:
        """The mentions by name; for who has none, those by description. A plain Span counts as a name."""
        kinds = [(getattr(span, "kind", "name"), span) for span in self.mentions]
        named = tuple(span for kind, span in kinds if kind not in {"description", "pronoun"})
        return named or tuple(span for kind, span in kinds if kind == "description")


@dataclass(frozen=True)
class Listed(Value):
    """A thing in the user's own list: its Wikidata id (``Q42``), names, and a kind that narrows what it can be."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: EntityKind | None = None
    description: str | None = None


@dataclass(frozen=True)
class SaidBy(Value):
    """Whom an article says a statement from: ``span`` is the words that name the source, ``via`` who passed it on."""

    words: str
    span: Span
    entity: EntityId | None = None
    cue: str | None = None
    via: str | None = None


@dataclass(frozen=True)
class Quote(Value):
    """Something an article gives as said by someone. ``span`` is the whole content; ``pieces`` its parts when it is broken up.

    ``asserts`` says that the source puts it forward as true or likely; "wants to", "blocked", "welcomed" and "the mood
    suggests" do not.
    """

    id: StatementId
    kind: QuoteKind
    content: str
    span: Span
    said_by: SaidBy | None = None
    pieces: tuple[Span, ...] = ()
    confidence: float = 1.0
    asserts: bool = True

    @computed_field  # type: ignore[prop-decorator]  # pydantic documents this ignore for mypy
    @property
    def speaker(self) -> EntityId | None:
        """The entity that speaks, if it is known."""
        return self.said_by.entity if self.said_by else None

    @computed_field  # type: ignore[prop-decorator]  # pydantic documents this ignore for mypy
    @property
    def cue(self) -> str | None:
        """The word that introduces the quote, as it stands in the text."""
        return self.said_by.cue if self.said_by else None


@dataclass(frozen=True)
class Figure(Value):
    """A number with what it counts. ``unit`` is ISO 4217 for money, else a plain singular name, else nothing.

    ``low == high`` for a plain value; ``None`` on one side for an open bound; both ``None`` for a vague amount.
    ``change`` tells a rise *to* a level (``level``) from a rise or fall *by* an amount.
    """

    id: StatementId
    kind: FigureKind
    low: float | None
    high: float | None
    span: Span
    unit: str | None = None
    hedge: str | None = None
    measures: str | None = None
    change: Literal["level", "rise", "fall", "difference"] = "level"
    as_of: When | None = None
    entities: tuple[EntityId, ...] = ()
    said_by: SaidBy | None = None


@dataclass(frozen=True)
class DateMention(Value):
    """A time expression. ``value`` is a TIMEX3 value, ``start``/``end`` the ISO interval it stands for (``end`` inclusive)."""

    id: StatementId
    value: str
    grain: Grain | None
    span: Span
    start: str | None = None
    end: str | None = None
    event: str | None = None
    event_span: Span | None = None
    said_by: SaidBy | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Commitment(Value):
    """Who pledges, plans, asks, threatens or refuses what, to whom, by when, and how firm the article says it is."""

    id: StatementId
    actor: EntityId | None
    actor_words: str | None
    act: Act
    what: str
    span: Span
    status: Status
    cue: str
    to: EntityId | None = None
    to_words: str | None = None
    due: When | None = None
    condition: str | None = None
    negated: bool = False
    said_by: SaidBy | None = None
    actor_span: Span | None = None
    to_span: Span | None = None


@dataclass(frozen=True)
class Claim(Value):
    """Any other assertion, cut at clause level. ``terms`` are the content lemmas of the clause, for comparison.

    ``inner`` are the stretches within ``span`` that are claims of their own; ``terms`` leaves their words out.
    """

    id: StatementId
    subject: str | None
    predicate: str
    object: str | None
    span: Span
    negated: bool = False
    modality: str | None = None
    said_by: SaidBy | None = None
    subject_span: Span | None = None
    predicate_span: Span | None = None
    object_span: Span | None = None
    entities: tuple[EntityId, ...] = ()
    terms: tuple[str, ...] = ()
    inner: tuple[Span, ...] = ()


Statement: TypeAlias = Quote | Figure | DateMention | Commitment | Claim


@dataclass(frozen=True)
class Reading(Tabular):
    """Everything found in one article on its own; ids (``e1``, ``q1`` …) count within the article."""

    article: Article
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Merge(Value):
    """Why some articles count as one voice at a Point. ``kind`` names the sort of reason, so that a user can switch it off."""

    articles: tuple[ArticleId, ...]
    reason: str
    kind: MergeKind = "lineage"


@dataclass(frozen=True)
class Version(Value):
    """One value at a Point, the statements and articles that carry it, and how many independent voices they are.

    ``latest`` marks, where one value replaces another, the one to go by.
    """

    value: str
    statements: tuple[StatementId, ...]
    articles: tuple[ArticleId, ...]
    voices: int
    spans: tuple[Span, ...] = ()
    decisive: tuple[Span, ...] = ()
    merges: tuple[Merge, ...] = ()
    latest: bool = False


@dataclass(frozen=True)
class Silence(Value):
    """An article that says nothing at a Point, and why that may be."""

    article: ArticleId
    reason: SilenceReason
    note: str | None = None


@dataclass(frozen=True)
class Considered(Value):
    """A statement that was looked at for a Point and left out, with its score and the reason."""

    statement: StatementId
    score: float
    reason: str


@dataclass(frozen=True)
class Point(Drawn):
    """One thing on which the tellings can be compared. ``difference`` is set exactly when there are two versions or more."""

    id: str
    kind: PointKind
    about: str
    versions: tuple[Version, ...]
    difference: Difference | None = None
    reason: str = ""
    confidence: float = 1.0
    silences: tuple[Silence, ...] = ()
    related: tuple[str, ...] = ()
    considered: tuple[Considered, ...] = ()

    @computed_field  # type: ignore[prop-decorator]  # pydantic documents this ignore for mypy
    @property
    def verdict(self) -> Verdict:
        """``differs``, ``agreed`` (one value, two voices or more), ``repeated`` (several articles, one voice) or ``single``."""
        if len(self.versions) > 1:
            return "differs"
        only = self.versions[0]
        if only.voices > 1:
            return "agreed"
        return "repeated" if len(only.articles) > 1 else "single"


@dataclass(frozen=True)
class WordChange(Value):
    """Where one rendering of an utterance departs from the first: words ``dropped``, ``added`` or ``replaced``.

    ``weighty`` says why the change may turn the sense ("but" is gone, another number); nothing for mere wording.
    """

    kind: ChangeKind
    before: Span | None = None
    after: Span | None = None
    weighty: str | None = None


@dataclass(frozen=True)
class Rendering(Value):
    """One telling's words for an utterance, and how they depart from the utterance's first rendering."""

    statement: StatementId
    span: Span
    said_by: SaidBy | None = None
    changes: tuple[WordChange, ...] = ()


@dataclass(frozen=True)
class Utterance(Value):
    """One thing said, as several tellings render it: the fullest rendering first, the others aligned with it word by word."""

    id: str
    speaker: EntityId | None
    renderings: tuple[Rendering, ...]
    point: str | None = None


@dataclass(frozen=True)
class Term(Value):
    """How one telling puts an entry of the ledger: how firm, by when, on what condition, and the words that carry it."""

    article: ArticleId
    statement: StatementId
    status: Status
    span: Span
    cue_span: Span | None = None
    due: When | None = None
    condition: str | None = None


@dataclass(frozen=True)
class Entry(Value):
    """One commitment of the story's ledger: who, what, to whom, and how each telling puts it; ``drift`` says how they part."""

    id: str
    actor: EntityId | None
    actor_words: str | None
    act: Act
    what: str
    terms: tuple[Term, ...]
    to: EntityId | None = None
    to_words: str | None = None
    due: When | None = None
    condition: str | None = None
    drift: str | None = None
    point: str | None = None


@dataclass(frozen=True)
class Stand(Value):
    """A position as one telling gives it: the day it is told of (ISO 8601, if known), the words, and who says so."""

    article: ArticleId
    stance: Stance
    span: Span
    cue_span: Span | None = None
    day: str | None = None
    said_by: SaidBy | None = None
    statement: StatementId | None = None


@dataclass(frozen=True)
class Position(Value):
    """Where an actor stands on one thing, in order of time; ``shift`` says in words where the stands differ."""

    id: str
    actor: EntityId
    on: str
    stands: tuple[Stand, ...]
    shift: str | None = None


@dataclass(frozen=True)
class Heading(Value):
    """A headline or photo caption, kept apart from the body: ``points`` are those it states, ``beyond`` what no body says.

    Its words stand in ``Article.title`` or ``Article.furniture``, not in ``Article.text``, so it has no Span.
    """

    article: ArticleId
    place: HeadingPlace
    words: str
    points: tuple[str, ...] = ()
    beyond: str | None = None


@dataclass(frozen=True)
class Happening(Value):
    """One entry of a story's timeline: a date (ISO 8601), what happened in the tellings' words, and the spans."""

    date: str
    what: str
    spans: tuple[Span, ...]
    status: Literal["happened", "expected"] = "happened"


@dataclass(frozen=True)
class Brief(Value):
    """One sentence of the brief, taken word for word from a telling, with its spans and its number of voices."""

    sentence: str
    spans: tuple[Span, ...]
    voices: int = 1
    point: str | None = None


@dataclass(frozen=True)
class Judgement(Value):
    """What the user has said of a finding of this story, by its id: that it is wrong or of no use, or that it is right."""

    finding: str
    kind: JudgementKind
    note: str | None = None


@dataclass(frozen=True)
class Decision(Value):
    """What the user has settled for good, in a library; it outlives every run, until it is undone.

    ``articles`` and ``others`` are tellings by address: for ``split`` those that stand apart from ``others``, for ``merge`` those
    that are one story with ``others``, for ``one_voice`` and ``independent`` two tellings or more. ``rename`` gives the story that
    holds most of ``articles`` a ``title``. ``dismiss`` and ``confirm`` name a finding by what it is made of: its ``kind`` and
    its ``spans``. ``made`` and ``undone`` are moments (ISO 8601 in UTC).
    """

    id: str
    kind: DecisionKind
    made: str
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    title: str | None = None
    finding: str | None = None
    spans: tuple[Span, ...] = ()
    note: str | None = None
    undone: str | None = None


@dataclass(frozen=True)
class Proposal(Value):
    """What a language model (``model``) proposed and the words bore out; it adds no voice, no version and no difference.

    ``claim``: an assertion found in one telling. ``gloss``: ``words`` say what the Point ``points[0]`` is about. ``pairing``: two
    Points that each one telling has are perhaps about one thing. ``spans`` are the words it was held against.
    """

    id: str
    kind: ProposalKind
    model: str
    words: str
    spans: tuple[Span, ...]
    points: tuple[str, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True)
class Refusal(Value):
    """What a language model proposed and was not taken: the reason, in a word and in words, and what it said, cut short.

    ``kind`` is nothing where a whole answer was of no use, or none came. ``words`` are the model's own and are to be trusted in
    nothing.
    """

    reason: RefusalReason
    note: str
    story: str
    kind: ProposalKind | None = None
    article: ArticleId | None = None
    words: str = ""


@dataclass(frozen=True)
class ModelReading(Value):
    """What asking a language model came to: the ``model``, how many ``questions``, how many proposals were ``kept``, what was refused."""

    model: str
    questions: int
    kept: int
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Story(Tabular):
    """Articles on one event (``group`` fills the first six fields) and, once collated, everything found in them."""

    id: str
    title: str
    articles: tuple[ArticleId, ...]
    joins: tuple[Join, ...] = ()
    opened: str | None = None
    latest: str | None = None
    lineage: Lineage = Lineage()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
    points: tuple[Point, ...] = ()
    timeline: tuple[Happening, ...] = ()
    brief: tuple[Brief, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    ledger: tuple[Entry, ...] = ()
    positions: tuple[Position, ...] = ()
    headings: tuple[Heading, ...] = ()
    related: tuple[Relation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    # Where no language model was asked, nothing says so: the bytes are those of a program that has none.
    proposals: Annotated[tuple[Proposal, ...], Field(exclude_if=_nothing)] = ()

    @property
    def statements(self) -> dict[StatementId, Statement]:
        """Every statement of the story by its id."""
        found: tuple[Statement, ...] = (
            *self.quotes, *self.figures, *self.dates, *self.commitments, *self.claims
        )  # fmt: skip
        return {statement.id: statement for statement in found}


@dataclass(frozen=True)
class Problem(Value):
    """Something wrong with the input (never with the program); collected, never fatal."""

    input: str
    kind: str
    message: str


@dataclass(frozen=True)
class Edition(Tabular):
    """Everything the program found on one run; what is rendered and stored."""

    articles: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()
    edition: int = 1
    variorum: str = "0.1.0"
    reader: Annotated[ModelReading | None, Field(exclude_if=_nothing)] = None

    @property
    def points(self) -> tuple[Point, ...]:
        """Every Point of every story."""
        return tuple(point for story in self.stories for point in story.points)
