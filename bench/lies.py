"""What a model could say of a story: the truth, clause by clause, and the same turned into lies, each of a named sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bench.data import ROOT
from variorum import collation, pipeline, statements
from variorum.languages import sentences
from variorum.llm.asked import Asked
from variorum.llm.cues import checked
from variorum.model import Article, Claim, Edition, Lineage, Point, Story, Version

EXAMPLES = ("ferry", "summit", "passerelle", "embalse")
_NUMBER = re.compile(r"\d")
_HEDGE = re.compile(r"\b(?:would|could|may|might|should)\s+", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|ne|pas|nunca)\s+|n['’]t\b|n['’]", re.IGNORECASE)
_NAME = re.compile(r"(?<=\s)[A-ZÀ-Ý][\w’']{3,}")


@dataclass(frozen=True)
class Saying:
    """One claim as a model would say it, of an article; ``sort`` names the lie, and is nothing for the truth."""

    article: str
    sort: str
    evidence: str
    subject: str
    predicate: str
    object: str

    def to_dict(self) -> dict[str, str]:
        """Give it in the shape of an answer."""
        return {
            "evidence": self.evidence,
            "subject": self.subject,
            "predicate": self.predicate,
            "object": self.object,
        }


def examples() -> list[Path]:
    """Give the folders of our own example stories."""
    return [ROOT / "examples" / name for name in EXAMPLES]


def forgetful(edition: Edition) -> Edition:
    """The edition as if no claim had been found: then none is refused because the program has it."""
    return replace(edition, stories=tuple(replace(one, claims=(), commitments=()) for one in edition.stories))


def truths(edition: Edition) -> list[Saying]:
    """Give what the program found itself, where it is one run of words in one sentence."""
    by_id = {article.id: article for article in edition.articles}
    found = [
        _truth(claim, by_id[claim.span.article])
        for story in edition.stories
        for claim in story.claims
        if checked(by_id[claim.span.article].language)
    ]
    return [one for one in found if one is not None]


def _truth(claim: Claim, article: Article) -> Saying | None:
    if claim.subject_span is None or claim.predicate_span is None:
        return None
    sentence = next(
        (
            article.text[left:right]
            for left, right in sentences(article.text, article.language)
            if left <= claim.span.start and claim.span.end <= right
        ),
        None,
    )
    rest = claim.object_span.words if claim.object_span else ""
    return (
        Saying(article.id, "", sentence, claim.subject_span.words, claim.predicate_span.words, rest)
        if sentence
        else None
    )


def lies(edition: Edition) -> list[Saying]:
    """Turn every truth into every lie that it can be turned into."""
    others = {
        story.id: [one.name for one in story.entities if one.kind in ("person", "place")] for story in edition.stories
    }
    story_of = {article: story.id for story in edition.stories for article in story.articles}
    said = truths(edition)
    elsewhere = {article: [one for one in said if one.article != article] for article in story_of}
    texts = {article.id: article.text for article in edition.articles}
    found: dict[Saying, None] = {}
    for number, truth in enumerate(said):
        found.update(dict.fromkeys(_turned(truth, others[story_of[truth.article]])))
        foreign = elsewhere[truth.article]
        other = foreign[number % len(foreign)] if foreign else None
        if other and " ".join(other.evidence.split()) not in " ".join(texts[truth.article].split()):
            found[replace(other, article=truth.article, sort="evidence of another article")] = None
    return list(found)


def _turned(truth: Saying, names: list[str]) -> Iterator[Saying]:
    whole = f"{truth.subject} {truth.predicate} {truth.object}"
    for sort, old, new in _replacements(whole, truth, names):
        parts = {key: getattr(truth, key).replace(old, new, 1) for key in ("subject", "object")}
        if old in truth.subject or old in truth.object:
            changed = replace(truth, sort=sort, **(parts if old in truth.subject else {"object": parts["object"]}))
            yield changed
            # The same with evidence that was made to fit.
            yield replace(changed, sort=f"{sort}, evidence too", evidence=truth.evidence.replace(old, new, 1))
    yield replace(truth, sort="negation added", predicate=f"not {truth.predicate}")
    yield replace(truth, sort="denial added", predicate=f"denied that {truth.predicate}")
    yield replace(truth, sort="verb changed", predicate="destroyed")
    yield replace(truth, sort="word added", object=f"{truth.object} secretly".strip())
    yield replace(truth, sort="evidence made up", evidence=f"Reportedly {truth.evidence}")
    yield replace(truth, sort="markup", object=f"{truth.object}<script>alert(1)</script>")
    if truth.object and truth.object.casefold() != truth.subject.casefold():
        yield replace(truth, sort="roles swapped", subject=truth.object, object=truth.subject)
    if _NOT.search(truth.predicate):
        yield replace(truth, sort="negation dropped", predicate=_NOT.sub("", truth.predicate, count=1))
    if _HEDGE.search(truth.predicate):
        yield replace(truth, sort="hedge dropped", predicate=_HEDGE.sub("", truth.predicate, count=1))
    words = truth.object.split()
    # Without an article before a noun it would be the same.
    at = next((at for at in range(1, len(words) - 1) if len(words[at]) > 4 and words[at].isalpha()), 0)
    if at:
        yield replace(truth, sort="word left out", object=" ".join(words[:at] + words[at + 1 :]))


def _replacements(whole: str, truth: Saying, names: list[str]) -> Iterator[tuple[str, str, str]]:
    digit = _NUMBER.search(whole)
    if digit:
        yield "number changed", digit.group(), str((int(digit.group()) + 1) % 10)
    name = _NAME.search(whole)
    other = next((one for one in names if one.split()[-1] not in truth.evidence), None)
    if name and other:
        yield "name changed", name.group(), other.split()[-1]


# Pairs of sentences that are not one fact.
APART: tuple[tuple[str, str], ...] = (
    ("The ferry carried 900 people.", "The ferry carried 950 people."),
    ("The repair costs 3 million euros.", "The repair costs 3 million dollars."),
    ("Ruth Dahl opened the new school.", "Olav Berg opened the new school."),
    ("The council approved the new budget.", "The council did not approve the new budget."),
    ("The council approved the new budget.", "The council rejected the new budget."),
    ("Prices of bread rose by 5 percent.", "Prices of bread fell by 5 percent."),
    ("Mayor Ruth Dahl opened the old port.", "Mayor Ruth Dahl closed the old port."),
    ("The council bought the old ship.", "The council may buy the old ship."),
    ("The court met on 3 May 2024.", "The court met on 9 May 2024."),
    ("The harbour is deep.", "The weather was mild."),
    ("Ruth Dahl visited the school.", "Ruth Dahl bought a horse."),
    ("Police arrested the driver in Halden.", "Police released the driver in Halden."),
    ("The minister confirmed the sale of the ship.", "The minister denied the sale of the ship."),
    ("Twelve people died in the fire.", "Fourteen people died in the fire."),
    ("The firm hired 40 workers in Halden.", "The firm dismissed 40 workers in Halden."),
    ("If the river rises, the bridge closes.", "The river rose and the bridge closed."),
)
# Pairs of sentences that are one fact.
TOGETHER: tuple[tuple[str, str], ...] = (
    ("The council of Halden closed the bridge.", "The bridge in Halden was closed by its council."),
    ("The ferry carried 900 people.", "900 people travelled on the ferry."),
    ("Mayor Ruth Dahl opened the new school.", "The new school was opened by Ruth Dahl."),
    ("Divers found the wreck of the ship.", "The wreck of the ship lies where divers found it."),
    ("Twelve people died in the fire.", "The fire killed 12 people."),
    ("The firm dismissed 40 workers.", "40 workers of the firm lost their jobs."),
    ("The court fined the bank 2 million euros.", "The bank must pay a fine of 2 million euros, the court ruled."),
    ("The union did not accept the offer.", "The offer was not accepted by the union."),
)


def told_apart(one: str, other: str) -> Asked:
    """Two tellings of one sentence each, as if nothing had brought them together: a Point each, of the first thing they claim."""
    made = [
        {"id": name, "text": text, "language": "en", "published": "2024-05-15"}
        for name, text in (("a", one), ("b", other))
    ]
    articles = pipeline._as_articles(made)  # noqa: SLF001 - as the pipeline itself makes them
    readings = {article.id: statements.read(article)[0] for article in articles}
    both = collation.collate(Story("s", "s", ("a", "b")), readings, Lineage((("a",), ("b",)), ()))
    points = tuple(
        Point(f"p{number}", "claim", article.text, (_version(both, article),))
        for number, article in enumerate(articles, start=1)
    )
    by_id: Mapping[str, Article] = {article.id: article for article in articles}
    return Asked(replace(both, points=points), by_id)


def _version(story: Story, article: Article) -> Version:
    """The first claim of an article; where none is found, its words."""
    claim = next((claim for claim in story.claims if claim.span.article == article.id), None)
    span = claim.span if claim else article.span(0, len(article.text))
    return Version(span.words, (claim.id,) if claim else (), (article.id,), 1, (span,))


# Words that stand together in a sentence, and do not say by themselves what it says with them.
TORN: tuple[tuple[str, str, str, str], ...] = (
    ("The man who accused the driver was arrested on Monday.", "the driver", "was arrested", "on Monday"),
    ("The union denied that its members blocked the road.", "its members", "blocked", "the road"),
    ("If the river rises, the ferry stops.", "the ferry", "stops", ""),
    ("The ferry stops if the river rises.", "the river", "rises", ""),
    ("The ferry stops if the river rises.", "The ferry", "stops", ""),
    ("The mayor hopes that the bank forgives the debt.", "the bank", "forgives", "the debt"),
    ("It is not true that the mayor sold the house.", "the mayor", "sold", "the house"),
    ("Nobody believes that the minister lied.", "the minister", "lied", ""),
    ("The court cleared the banker of two of the charges.", "The court", "cleared", "the banker"),
    ("The ship carries passengers only on Sundays.", "The ship", "carries", "passengers"),
    ("The council banned all cars from the old town.", "The council", "banned", "all cars"),
    ("Critics say the dam leaks.", "the dam", "leaks", ""),
    ("According to the union, the mine is unsafe.", "the mine", "is", "unsafe"),
    ("The paper wrongly reported that the singer died.", "the singer", "died", ""),
    ("Did the minister know about the letter?", "the minister", "know", "about the letter"),
    ("The company refused to say whether the pilot was drunk.", "the pilot", "was", "drunk"),
    ("The law would close the school.", "The law", "close", "the school"),
    ("The mayor never said that the bridge is safe.", "the bridge", "is", "safe"),
    ("The general allegedly ordered the attack.", "The general", "ordered", "the attack"),
    ("Rumours that the bank is bankrupt are false.", "the bank", "is", "bankrupt"),
    ("The girl who saved the dog bit the thief.", "the dog", "bit", "the thief"),
    ("The minister, who met the firm, resigned.", "the firm", "resigned", ""),
    ("Holm told Dahl that Berg paid the fine.", "Dahl", "paid", "the fine"),
    ("The factory stays open unless the owner sells the land.", "the owner", "sells", "the land"),
    ("The police doubt that the boy started the fire.", "the boy", "started", "the fire"),
    ("The judge asked whether the guard slept.", "the guard", "slept", ""),
    ("The mayor wants the council to buy the ship.", "the council", "buy", "the ship"),
    ("The bridge is no longer safe.", "The bridge", "is", "safe"),
    ("Hardly anyone left the city.", "anyone", "left", "the city"),
    ("The plan to close the hospital was dropped.", "The plan", "close", "the hospital"),
    ("The firm paid passengers who had tickets.", "The firm", "paid", "passengers"),
    ("The pilot slept or was drunk.", "The pilot", "slept", ""),
    ("Mori and Tanaka bought the ship.", "Tanaka", "bought", "the ship"),
    ("Fewer than 10 people died in the fire.", "10 people", "died", "in the fire"),
    ("The former mayor resigned on Friday.", "mayor", "resigned", "on Friday"),
    ("The bank's owner lied to the court.", "owner", "lied", "to the court"),
    ("Half of the crew left the ship.", "the crew", "left", "the ship"),
    ("The mayor is expected to resign.", "The mayor", "is", "expected"),
)


def torn() -> tuple[Edition, list[Saying]]:
    """One article of all these sentences, as if no claim had been found in it, and what is torn out of each."""
    text = "\n\n".join(["Halden, 5 March 2024.", *(sentence for sentence, *_ in TORN)])
    made = pipeline._as_articles([{"id": "torn", "text": text, "language": "en"}])  # noqa: SLF001 - as above
    said = [Saying("torn", "torn out", sentence, *parts) for sentence, *parts in TORN]
    return forgetful(pipeline.collate(made)), said
