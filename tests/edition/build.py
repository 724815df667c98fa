"""A hand-made edition about an invented fire, with every kind of Point, and articles whose text attacks the page."""

from __future__ import annotations

import hashlib
from functools import cache

from variorum.model import (
    Article,
    Brief,
    Claim,
    Commitment,
    Considered,
    Copy,
    DateMention,
    Edition,
    Entity,
    Entry,
    Figure,
    Furniture,
    Happening,
    Heading,
    Join,
    Lineage,
    Merge,
    Passage,
    Point,
    Position,
    Problem,
    Quote,
    Relation,
    Rendering,
    Role,
    SaidBy,
    Silence,
    Span,
    Stand,
    Story,
    Term,
    Utterance,
    Variant,
    Version,
    When,
    WordChange,
)
from variorum.settings import DEFAULT

# Neither sure nor doubtful, wherever the two levels stand.
LIKELY = round((DEFAULT.shown + DEFAULT.sure) / 2, 2)
SCRIPT = "<script>alert('boo')</script>"
IMAGE = '<img src="x" onerror="alert(1)">'
OVERRIDE = "\u202e"

COURIER = """Grain silos burn at Osterby harbour

Fire broke out in the grain harbour of Osterby at about 4 am on Saturday and destroyed two silos before noon. \
Seven people were treated for smoke, the county hospital said on Saturday evening.

"The dust in the lift caught fire, and everything followed from there," said fire chief Maren Holt.

The silos held 1,940 tonnes of barley, according to the harbour's weighbridge. The harbour cooperative put the whole \
damage, cranes and quay included, at €5.2 million.

Mayor Tove Lindqvist promised that the quay would be open again by 1 June. "Nobody will lose a harvest over this," she said.

The cooperative's chair, Anders Brekke, demanded that the ministry pay for a second fire boat."""

WIRE = """Fire at Osterby grain harbour injures four

OSTERBY (Nordwire) - A fire at the grain harbour of Osterby destroyed three silos early on Saturday, and four people were \
injured, police said.

The blaze began around 4 am on 14 March and was under control by midday. About 2,000 tonnes of barley burned.

Harbour operator Kvist & Sons blamed a fault in the electrical cabling. "Our own inspection points to the cables," director \
Pia Kvist told Nordwire.

Grain worth €3 million was lost, the operator said. Mayor Tove Lindqvist said the town would rebuild the quay before summer. \
"Nobody will lose a harvest over this," she told reporters.

The environment minister, Jonas Ahl, is expected to visit Osterby on Monday."""

LANTERN = """Four hurt as blaze guts Osterby silos

A blaze at the grain harbour of Osterby destroyed three silos early on Saturday and four people were hurt, police said.

The fire started around 4 am on 14 March and was under control by midday. Some 2,000 tonnes of barley burned.

Harbour operator Kvist and Sons blamed a fault in the electrical wiring. "Our own inspection points to the cables," director \
Pia Kvist told Nordwire.

Mayor Tove Lindquist said the town would rebuild the quay before summer. "Nobody will lose a harvest over this," she told \
reporters."""

BLOG = f"""Harbour fire {SCRIPT}: what they do not tell you

The fire at Osterby began at 4 in the morning of 14 March, neighbours say. {IMAGE} A reader counted two burned silos. \
Price \x07 of barley {OVERRIDE}rose to €231 a tonne on Monday. </section></main> Nothing is certain & nobody <b>answers</b>."""

PREVIEW = """Osterby harbour readies for the barley season

The harbour of Osterby expects 40 ships this spring. Its four silos were inspected in February, the operator Kvist & Sons said."""


def article(text: str, path: str, **more: object) -> Article:
    return Article(id=hashlib.sha256(text.encode()).hexdigest()[:16], input=path, text=text, **more)  # type: ignore[arg-type]


def at(telling: Article, words: str, nth: int = 0) -> Span:
    """Find the nth place of the words in the article."""
    start = -1
    for _ in range(nth + 1):
        start = telling.text.index(words, start + 1)
    return telling.span(start, start + len(words))


def sentence(telling: Article, words: str) -> Span:
    """Find the line or sentence that holds the words."""
    place = at(telling, words).start
    text = telling.text
    start = max(text.rfind("\n", 0, place), text.rfind(". ", 0, place) + 1, text.rfind('" ', 0, place) + 1) + 1
    ends = [end for end in (text.find(". ", place + len(words)) + 1, text.find("\n", place)) if end > place]
    end = min(ends, default=len(text))
    return telling.span(start, end)


@cache
def tellings() -> tuple[Article, Article, Article, Article, Article]:
    courier = article(
        COURIER,
        "fire/courier.html",
        title="Grain silos burn at Osterby harbour",
        outlet="Osterby Courier",
        authors=("Liv Aas",),
        published=When("2026-03-14", "day", "inferred", None, "the text says “on Saturday evening”"),
        language="en",
        url="https://courier.example/fire?id=1&x=<y>",
        furniture=(Furniture("caption", "Photo: harbour at dawn"), Furniture("share", f"Follow us {SCRIPT}")),
    )
    wire = article(
        WIRE,
        "fire/nordwire.txt",
        title="Fire at Osterby grain harbour injures four",
        outlet="Nordwire",
        published=When("2026-03-14T11:30", "minute", "stated"),
        language="en",
        credits=("Nordwire",),
    )
    lantern = article(LANTERN, "fire/lantern.txt", title="Four hurt as blaze guts Osterby silos", outlet="The Daily Lantern",
                      published=When("2026-03-14", "day"), language="en", credits=("Nordwire",))  # fmt: skip
    blog = article(
        BLOG,
        "fire/reader-notes.txt",
        title=f"Harbour fire {SCRIPT}",
        authors=(IMAGE,),
        published=When("2026-03-16", "day", "inferred", None, "it speaks of Monday"),
        language='en" onload="alert(2)',
        url="javascript:alert(3)",
    )
    preview = article(PREVIEW, "fire/preview.txt", title="Osterby harbour readies", outlet="Harbour & Quay",
                      published=When("2026-03-02", "day"), language="en")  # fmt: skip
    return courier, wire, lantern, blog, preview


def said(telling: Article, words: str, entity: str | None, cue: str, nth: int = 0) -> SaidBy:
    return SaidBy(words, at(telling, words, nth), entity, cue)


def entities() -> tuple[Entity, ...]:
    courier, wire, lantern, blog, preview = tellings()
    lindqvist = (at(courier, "Tove Lindqvist"), at(wire, "Tove Lindqvist"), at(lantern, "Tove Lindquist"))
    return (
        Entity("e1", "Tove Lindqvist", "person", ("Tove Lindqvist", "Mayor Tove Lindqvist", "Tove Lindquist", "she"), lindqvist,
               (Role("Mayor", at(courier, "Mayor")), Role("Mayor", at(wire, "Mayor"))),
               (Variant("Tove Lindquist", "one letter differs, in a passage that is otherwise the wire's"),)),
        Entity("e2", "Maren Holt", "person", ("Maren Holt",), (at(courier, "Maren Holt"),), (Role("fire chief", at(courier, "fire chief")),)),
        Entity("e3", "Kvist & Sons", "organisation", ("Kvist & Sons", "Kvist and Sons"),
               (at(wire, "Kvist & Sons"), at(lantern, "Kvist and Sons"), at(preview, "Kvist & Sons")),
               (Role("Harbour operator", at(wire, "Harbour operator")),)),
        Entity("e4", "Pia Kvist", "person", ("Pia Kvist",), (at(wire, "Pia Kvist"), at(lantern, "Pia Kvist")), (Role("director", at(wire, "director")),)),
        Entity("e5", "Osterby", "place", ("Osterby",), tuple(at(one, "Osterby") for one in (courier, wire, lantern, blog, preview))),
        Entity("e6", "Jonas Ahl", "person", ("Jonas Ahl",), (at(wire, "Jonas Ahl"),), (Role("environment minister", at(wire, "environment minister")),)),
        Entity("e7", "Anders Brekke", "person", ("Anders Brekke",), (at(courier, "Anders Brekke"),)),
        Entity("e8", f"Harbour {SCRIPT}", "other", (IMAGE,), (at(blog, SCRIPT),)),
    )  # fmt: skip


def quotes() -> tuple[Quote, ...]:
    courier, wire, lantern, blog, _ = tellings()
    dust = at(courier, "The dust in the lift caught fire, and everything followed from there,")
    harvest = "Nobody will lose a harvest over this,"
    cables = "Our own inspection points to the cables,"
    return (
        Quote("q1", "direct", dust.words, dust, said(courier, "Maren Holt", "e2", "said")),
        Quote("q2", "direct", harvest, at(courier, harvest), said(courier, "she said", "e1", "said")),
        Quote("q3", "direct", harvest, at(wire, harvest), said(wire, "she told", "e1", "told")),
        Quote("q4", "direct", harvest, at(lantern, harvest), said(lantern, "she told", "e1", "told")),
        Quote("q5", "direct", cables, at(wire, cables), said(wire, "Pia Kvist", "e4", "told")),
        Quote("q6", "direct", cables, at(lantern, cables), said(lantern, "Pia Kvist", "e4", "told")),
        Quote("q7", "indirect", "the town would rebuild the quay before summer", at(wire, "the town would rebuild the quay before summer"),
              said(wire, "Mayor Tove Lindqvist", "e1", "said")),
        Quote("q8", "indirect", "at 4 in the morning", at(blog, "at 4 in the morning"), said(blog, "neighbours", None, "say")),
    )  # fmt: skip


def figures() -> tuple[Figure, ...]:
    courier, wire, lantern, blog, preview = tellings()
    evening = When("2026-03-14", "day", "stated", at(courier, "on Saturday evening"))
    return (
        Figure("f1", "count", 2, 2, at(courier, "two silos"), measures="silos destroyed"),
        Figure("f2", "count", 3, 3, at(wire, "three silos"), measures="silos destroyed"),
        Figure("f3", "count", 3, 3, at(lantern, "three silos"), measures="silos destroyed"),
        Figure("f4", "count", 2, 2, at(blog, "two burned silos"), measures="silos burned", said_by=said(blog, "A reader", None, "counted")),
        Figure("f5", "count", 7, 7, at(courier, "Seven people"), measures="people injured", as_of=evening),
        Figure("f6", "count", 4, 4, at(wire, "four people"), measures="people injured", said_by=said(wire, "police", None, "said")),
        Figure("f7", "count", 4, 4, at(lantern, "four people"), measures="people hurt", said_by=said(lantern, "police", None, "said")),
        Figure("f8", "measure", 1940, 1940, at(courier, "1,940 tonnes"), "tonne", measures="barley"),
        Figure("f9", "measure", 2000, 2000, at(wire, "About 2,000 tonnes"), "tonne", "about", "barley"),
        Figure("f10", "measure", 2000, 2000, at(lantern, "Some 2,000 tonnes"), "tonne", "about", "barley"),
        Figure("f11", "money", 5.2e6, 5.2e6, at(courier, "€5.2 million"), "EUR", measures="whole damage"),
        Figure("f12", "money", 3e6, 3e6, at(wire, "€3 million"), "EUR", measures="grain lost", entities=("e3",)),
        Figure("f13", "money", 231, 231, at(blog, "€231 a tonne"), "EUR", measures="price of barley", change="rise"),
        Figure("f14", "count", 40, 40, at(preview, "40 ships"), measures="ships"),
        Figure("f15", "vague", None, None, at(preview, "four silos"), measures="silos"),
    )  # fmt: skip


def dates() -> tuple[DateMention, ...]:
    courier, wire, lantern, blog, _ = tellings()
    morning = "2026-03-14"
    return (
        DateMention("d1", morning, "day", at(courier, "on Saturday"), morning, morning, "fire broke out"),
        DateMention("d2", morning, "day", at(wire, "on 14 March"), morning, morning, "blaze began"),
        DateMention("d3", morning, "day", at(lantern, "on 14 March"), morning, morning, "fire started"),
        DateMention("d4", morning, "day", at(blog, "14 March"), morning, morning, "fire began"),
        DateMention("d5", "2026-06-01", "day", at(courier, "1 June"), event="quay open again"),
        DateMention("d6", "2026-03-16", "day", at(wire, "on Monday"), event="visit"),
    )


def commitments() -> tuple[Commitment, ...]:
    courier, wire, lantern, _, _ = tellings()
    june = When("2026-06-01", "day", "stated", at(courier, "by 1 June"))
    return (
        Commitment("c1", "e1", "Mayor Tove Lindqvist", "pledge", "the quay would be open again by 1 June",
                   sentence(courier, "promised that"), "pledged", "promised", due=june),
        Commitment("c2", "e1", "the town", "plan", "rebuild the quay before summer", at(wire, "the town would rebuild the quay before summer"),
                   "pledged", "said", said_by=said(wire, "Mayor Tove Lindqvist", "e1", "said")),
        Commitment("c3", "e1", "the town", "plan", "rebuild the quay before summer", at(lantern, "the town would rebuild the quay before summer"),
                   "pledged", "said"),
        Commitment("c4", "e7", "Anders Brekke", "demand", "the ministry pay for a second fire boat",
                   at(courier, "demanded that the ministry pay for a second fire boat"), "pledged", "demanded", to_words="the ministry"),
        Commitment("c5", "e6", "Jonas Ahl", "plan", "visit Osterby", at(wire, "is expected to visit Osterby on Monday"), "expected",
                   "expected", due=When("2026-03-16", "day"), condition="if the road is open"),
    )  # fmt: skip


def claims() -> tuple[Claim, ...]:
    courier, wire, lantern, blog, preview = tellings()
    return (
        Claim("k1", "the dust in the lift", "caught", "fire", at(courier, "The dust in the lift caught fire"), said_by=said(courier, "Maren Holt", "e2", "said")),
        Claim("k2", "Kvist & Sons", "blamed", "a fault in the electrical cabling", at(wire, "blamed a fault in the electrical cabling")),
        Claim("k3", "Kvist and Sons", "blamed", "a fault in the electrical wiring", at(lantern, "blamed a fault in the electrical wiring")),
        Claim("k4", "nobody", "answers", None, at(blog, "nobody <b>answers</b>"), negated=True),
        Claim("k5", "four silos", "were inspected", None, at(preview, "four silos were inspected in February")),
    )  # fmt: skip


def utterances() -> tuple[Utterance, ...]:
    courier, wire, lantern, _, _ = tellings()
    harvest = "Nobody will lose a harvest over this,"
    first, second = (
        at(wire, "Harbour operator Kvist & Sons blamed a fault"),
        at(lantern, "Harbour operator Kvist and Sons blamed a fault"),
    )
    return (
        Utterance("u1", "e1", (
            Rendering("q3", at(wire, harvest), said(wire, "she told", "e1", "told")),
            Rendering("q2", at(courier, harvest), said(courier, "she said", "e1", "said")),
            Rendering("q4", at(lantern, harvest), said(lantern, "she told", "e1", "told")),
        ), "p9"),
        Utterance("u2", "e4", (
            Rendering("q5", first),
            Rendering("q6", second, None, (
                WordChange("replaced", at(wire, "&"), at(lantern, "and Sons")),
                WordChange("dropped", at(wire, "Harbour operator"), None, "whose cables they are is gone"),
            )),
        ), "p8"),
    )  # fmt: skip


def ledger() -> tuple[Entry, ...]:
    courier, wire, lantern, _, _ = tellings()
    june = When("2026-06-01", "day", "stated", at(courier, "by 1 June"))
    rebuild = "the town would rebuild the quay before summer"
    return (
        Entry("l1", "e1", "Mayor Tove Lindqvist", "pledge", "the quay will be open again", (
            Term(courier.id, "c1", "pledged", sentence(courier, "promised that"), at(courier, "promised"), june),
            Term(wire.id, "c2", "expected", at(wire, rebuild), at(wire, "would rebuild")),
            Term(lantern.id, "c3", "expected", at(lantern, rebuild)),
        ), due=june, drift="a promise with a day in Osterby Courier, only an intention in the others", point="p6"),
        Entry("l2", "e7", "Anders Brekke", "demand", "pay for a second fire boat",
              (Term(courier.id, "c4", "pledged", at(courier, "demanded that the ministry pay for a second fire boat")),), None, "the ministry"),
        Entry("l3", "e6", "Jonas Ahl", "plan", f"visit Osterby {IMAGE}",
              (Term(wire.id, "c5", "expected", at(wire, "is expected to visit Osterby on Monday"), None, None, "if the road is open"),),
              due=When("2026-03-16", "day"), condition="if the road is open"),
    )  # fmt: skip


def positions() -> tuple[Position, ...]:
    courier, wire, _, _, _ = tellings()
    return (
        Position("o1", "e3", "who is to blame", (
            Stand(wire.id, "opposes", at(wire, "blamed a fault in the electrical cabling"), at(wire, "blamed"), "2026-03-14"),
            Stand(courier.id, "doubts", at(courier, "The dust in the lift caught fire"), None, "2026-03-14"),
        ), "first certain, then in doubt"),
        Position("o2", "e7", "a second fire boat", (Stand(courier.id, "wants", at(courier, "demanded that the ministry pay")),)),
    )  # fmt: skip


def headings() -> tuple[Heading, ...]:
    courier, wire, lantern, _, _ = tellings()
    return (
        Heading(courier.id, "headline", "Grain silos burn at Osterby harbour", ("p1",)),
        Heading(lantern.id, "headline", f"Four hurt as blaze guts Osterby silos {SCRIPT}", ("p2",), "no telling says in its text that the silos were gutted"),
        Heading(wire.id, "caption", "Smoke over the harbour"),
    )  # fmt: skip


def version(
    value: str,
    statements: str,
    voices: int,
    *places: tuple[Article, str],
    merges: tuple[Merge, ...] = (),
    latest: bool = False,
) -> Version:
    """Make a version whose decisive words are the places given, each inside its sentence."""
    order = tuple(dict.fromkeys(telling.id for telling, _ in places))
    spans = tuple(sentence(telling, words) for telling, words in places)
    return Version(
        value, tuple(statements.split()), order, voices, spans, tuple(at(*place) for place in places), merges, latest
    )


def points() -> tuple[Point, ...]:
    courier, wire, lantern, blog, preview = tellings()
    copied = (Merge((wire.id, lantern.id), "The Daily Lantern rewords Nordwire's report, and this sentence with it"),)
    mute = (
        Silence(blog.id, "not_mentioned"),
        Silence(preview.id, "older_than_the_fact", "printed twelve days before the fire"),
    )
    return (
        Point("p1", "figure", "silos destroyed",
              (version("3 silos", "f2 f3", 1, (wire, "three silos"), (lantern, "three silos"), merges=copied),
               version("2 silos", "f1 f4", 2, (courier, "two silos"), (blog, "two burned silos"))),
              "conflict", "both give the number of silos destroyed in the one fire, and 3 is not 2", 0.92,
              (Silence(preview.id, "older_than_the_fact"),), ("p4",),
              (Considered("f15", 0.41, "four silos stood there before the fire; it is not a count of those destroyed"),)),
        Point("p2", "figure", "people injured",
              (version("4 people", "f6 f7", 1, (wire, "four people"), (lantern, "four people"), merges=copied),
               version("7 people", "f5", 1, (courier, "Seven people"), latest=True)),
              "superseded", "seven is as of Saturday evening, four was printed at 11:30 the same day", LIKELY, mute),
        Point("p3", "figure", "barley burned",
              (version("about 2,000 tonnes", "f9 f10", 1, (wire, "About 2,000 tonnes"), (lantern, "Some 2,000 tonnes"), merges=copied),
               version("1,940 tonnes", "f8", 1, (courier, "1,940 tonnes"))),
              "precision", "2,000 is hedged and rounds 1,940", 0.9, mute),
        Point("p4", "figure", "money lost",
              (version("EUR 5.2 million", "f11", 1, (courier, "€5.2 million")), version("EUR 3 million", "f12", 1, (wire, "€3 million"))),
              "scope", "one counts the whole damage, the other the grain only", LIKELY,
              (Silence(lantern.id, "cut_short"), *mute)),
        Point("p5", "claim", "the cause of the fire",
              (version("dust in the lift", "k1 q1", 1, (courier, "The dust in the lift caught fire")),
               version("a fault in the cabling", "k2 k3", 1, (wire, "a fault in the electrical cabling"),
                       (lantern, "a fault in the electrical wiring"), merges=copied)),
              "said_by", "the fire chief says one thing, the operator another", LIKELY, mute),
        Point("p6", "commitment", "rebuilding the quay",
              (version("open again by 1 June", "c1", 1, (courier, "the quay would be open again")),
               version("rebuild before summer", "c2 c3", 1, (wire, "rebuild the quay"), (lantern, "rebuild the quay"), merges=copied)),
              "wording", "the same promise of the same mayor in other words", LIKELY, mute),
        Point("p7", "date", "when the fire began",
              (version("14 March 2026, about 4 am", "d1 d2 d3 d4", 3, (courier, "about 4 am on Saturday"), (wire, "around 4 am on 14 March"),
                       (lantern, "around 4 am on 14 March"), (blog, "at 4 in the morning of 14 March"), merges=copied),),
              None, "all four give the same morning", 0.95, (Silence(preview.id, "older_than_the_fact"),)),
        Point("p8", "quote", "what the operator says of the cables",
              (version("Our own inspection points to the cables", "q5 q6", 1, (wire, "Our own inspection points to the cables"),
                       (lantern, "Our own inspection points to the cables"), merges=copied),), None, "", 1.0, mute),
        Point("p9", "quote", "nobody will lose a harvest",
              (version("Nobody will lose a harvest over this", "q2 q3 q4", 2, (courier, "Nobody will lose a harvest over this"),
                       (wire, "Nobody will lose a harvest over this"), (lantern, "Nobody will lose a harvest over this"), merges=copied),)),
        Point("p10", "figure", "price of barley", (version("EUR 231 a tonne", "f13", 1, (blog, "€231 a tonne")),)),
        Point("p11", "claim", "whether anybody answers", (version("nobody answers", "k4", 1, (blog, "nobody <b>answers</b>")),)),
        Point("p12", "commitment", "a second fire boat", (version("the ministry to pay", "c4", 1, (courier, "second fire boat")),)),
        Point("p13", "figure", "ships expected", (version("40 ships", "f14", 1, (preview, "40 ships")),)),
        Point("p14", "claim", "whether the silos were looked after",
              (version("inspected in February", "k5", 2, (preview, "inspected in February"), (wire, "Our own inspection points to the cables")),),
              None, "", 0.3),
    )  # fmt: skip


def lineage() -> Lineage:
    courier, wire, lantern, blog, preview = tellings()
    first = Passage(sentence(wire, "destroyed three silos"), sentence(lantern, "destroyed three silos"), 0.83)
    second = Passage(sentence(wire, "Our own inspection"), sentence(lantern, "Our own inspection"), 0.97)
    harvest = Passage(sentence(wire, "Nobody will lose"), sentence(courier, "Nobody will lose"), 0.9)
    return Lineage(
        voices=((courier.id,), (wire.id, lantern.id), (blog.id,), (preview.id,)),
        copies=(
            Copy(
                wire.id,
                lantern.id,
                "rewrite",
                0.81,
                "9 of its 11 sentences follow Nordwire's in order, with synonyms",
                (first, second),
            ),
            Copy(wire.id, courier.id, "shared_quote", 0.06, "both print one sentence of the mayor", (harvest,), 0.7),
        ),
    )


def story() -> Story:
    courier, wire, lantern, blog, preview = tellings()
    return Story(
        id="fire",
        title="Grain silos burn at Osterby harbour",
        articles=(courier.id, wire.id, lantern.id, blog.id, preview.id),
        joins=(Join(lantern.id, wire.id, 0.93, "81 % of its words stand in Nordwire's report"),
               Join(blog.id, courier.id, 0.61, "the same place, the same morning, silos")),
        opened="2026-03-02",
        latest="2026-03-16",
        related=(Relation("strike", "near", 0.12, "both tell of Osterby harbour, 9 days apart, no other name in common"),),
        lineage=lineage(),
        entities=entities(),
        quotes=quotes(),
        figures=figures(),
        dates=dates(),
        commitments=commitments(),
        claims=claims(),
        points=points(),
        timeline=(
            Happening("2026-01-31", "Silos inspected", (at(preview, "inspected in February"),)),
            Happening("2026-03-14", "Fire broke out in the grain harbour", (sentence(courier, "Fire broke out"), at(wire, "The blaze began around 4 am"))),
            Happening("2026-03-16", "Jonas Ahl visits Osterby", (at(wire, "is expected to visit Osterby on Monday"),), "expected"),
            Happening("2026-06-01", "Quay open again", (at(courier, "open again by 1 June"),), "expected"),
        ),
        brief=(
            Brief(sentence(courier, "Fire broke out").words, (sentence(courier, "Fire broke out"),), 2, "p7"),
            Brief(sentence(courier, "Seven people").words, (sentence(courier, "Seven people"),), 1, "p2"),
        ),
        utterances=utterances(),
        ledger=ledger(),
        positions=positions(),
        headings=headings(),
    )  # fmt: skip


@cache
def sample() -> Edition:
    problems = (
        Problem("fire/scan.pdf", "unread", f"not a text: save it as .txt {SCRIPT}"),
        Problem("fire/empty.txt", "empty", "no words in it"),
    )
    return Edition(articles=tellings(), stories=(story(),), problems=problems)
