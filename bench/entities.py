"""How well names are taken together within a story, and pronouns given to names, on the ECB+ development set.

    python bench/entities.py [FILE] [--data DIR] [--half tune|report] [--show]

A story is all documents of one ``event_label``. Gold are the annotated mentions of people, bodies and places that hold
a capital; each is looked up in the story's entities by its last capitalised word. B-cubed (Bagga and Baldwin 1998)
over them, beside the baseline that joins equal strings; a mention that was not found counts as an entity of its own.
Even topics are for tuning, odd ones for reporting.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from pathlib import Path

from _data import asking, needed

from variorum.collation.entities import settle
from variorum.languages import parse, sentences
from variorum.languages.names import fold
from variorum.model import Article, Reading
from variorum.statements.names import Names, names_in

NAMED = ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE", "LOC_GEO", "LOC_FAC", "LOC_OTHER", "HUMAN_PART_MET")
PRONOUNS = {"he", "she", "his", "her", "him", "hers", "himself", "herself", "it", "its", "they", "them", "their"}
TITLES = {"Mr", "Mrs", "Ms", "Dr", "Miss", "I", "I'm", "I'd", "We", "His", "Her", "President", "Sen", "Rep", "Judge"}
SMALL = {"the", "at", "in", "of", "to", "into", "on", "from", "a", "an", "off", "across", "around", "outside", "near"}


def offsets(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Where each token stands in the text; quotation marks were respelt, so a token that is not found takes no room."""
    places, position = [], 0
    for token in tokens:
        here = text.find(token, position, position + len(token) + 40)
        if here < 0:
            places.append((position, position))
            continue
        places.append((here, here + len(token)))
        position = here + len(token)
    return places


def named_place(mention: dict, places: list[tuple[int, int]], text: str, lower: set[str]) -> tuple[int, int] | None:
    """The characters of a mention's first run of capitals: a name, without what stands before and after it.

    A lone capitalised word that the story also writes small ("Police", "Suspect" in a headline) is no name.
    """
    run: list[tuple[int, int]] = []
    for token in mention["tokens"]:
        start, end = places[token]
        word = text[start:end]
        if word[:1].isupper() and word.lower() not in SMALL and word.rstrip(".") not in TITLES:
            run.append((start, end))
        elif run and word.lower() not in {"of", "de", "and", "the", "for", "&", "-", "."}:
            break
    if all(text[start:end].lower() in lower for start, end in run):
        return None
    return (run[0][0], run[-1][1]) if run else None


def b_cubed(gold: list[str], system: list[str]) -> tuple[float, float]:
    by_gold, by_system, both = Counter(gold), Counter(system), Counter(zip(gold, system, strict=True))
    precision = sum(both[g, s] / by_system[s] for g, s in zip(gold, system, strict=True)) / len(gold)
    recall = sum(both[g, s] / by_gold[g] for g, s in zip(gold, system, strict=True)) / len(gold)
    return precision, recall


def figures(gold: list[str], system: list[str]) -> str:
    precision, recall = b_cubed(gold, system)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


class Tally:
    def __init__(self) -> None:
        self.gold: list[str] = []
        self.system: list[str] = []
        self.baseline: list[str] = []
        self.found = 0
        self.pronouns = Counter[str]()
        self.wrong: list[str] = []
        self.words = 0
        self.seconds = 0.0

    def report(self) -> str:
        lines = [f"named mentions {len(self.gold)}, found {self.found / len(self.gold):.3f}"]
        for name, answer in (("same string", self.baseline), ("variorum", self.system)):
            lines.append(f"{name:12} B3 {figures(self.gold, answer)}")
            human = [number for number, chain in enumerate(self.gold) if " LOC" not in chain]
            picked = figures([self.gold[number] for number in human], [answer[number] for number in human])
            lines.append(f"   people and bodies only ({len(human)}): {picked}")
        right, tried, total = (self.pronouns[key] for key in ("right", "tried", "all"))
        lines.append(
            f"he/she: {total} with a named antecedent, answered {tried / total:.3f}, right {right / max(1, tried):.3f}"
        )
        right, tried, total = (self.pronouns["it " + key] for key in ("right", "tried", "all"))
        lines.append(f"it/they: {total}, answered {tried / total:.3f}, right {right / max(1, tried):.3f}")
        return "\n".join([*lines, f"{self.words / self.seconds:.0f} words a second for names, after parsing"])


def run(path: Path, half: str, show: bool) -> Tally:
    stories: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        stories[record["event_label"]].append(record)
    tally = Tally()
    for label, records in stories.items():
        if half == "all" or (int(records[0]["topic"]) % 2 == 0) == (half == "tune"):
            story(label, records, tally, show)
    return tally


def story(label: str, records: list[dict], tally: Tally, show: bool) -> None:
    articles, readings, names = [], {}, {}
    for record in records:
        article = Article(record["doc_id"], record["doc_id"], record["text"], language="en")
        doc = parse(article.text)
        start = time.perf_counter()
        names[article.id] = names_in(doc, article)
        tally.seconds += time.perf_counter() - start
        tally.words += len(doc)
        bounds = tuple(article.span(*bound) for bound in sentences(article.text, "en"))
        readings[article.id] = Reading(article, sentences=bounds, entities=names[article.id].entities)
        articles.append(article)
    entities, mapping = settle(tuple(articles), readings, ())
    where = {(span.article, span.start, span.end): entity.id for entity in entities for span in entity.mentions}
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (article, start, end), entity in where.items():
        spans[article].append((start, end, entity))
    by_chain: dict[str, Counter[str]] = defaultdict(Counter)
    pending = []
    seen = Counter(word for record in records for word in record["tokens"])
    lower = {word for word, count in seen.items() if word.islower() and count > seen[word.capitalize()]}
    for record in records:
        places = offsets(record["text"], record["tokens"])
        for mention in record["mentions"]:
            if not mention["chain"] or mention["type"] not in NAMED:
                continue
            if mention["text"].lower() in PRONOUNS:
                pending.append((record, mention, places))
                continue
            place = named_place(mention, places, record["text"], lower)
            if place is None:
                continue
            score(label, record, mention["chain"], place, spans[record["doc_id"]], by_chain, tally)
    if show:
        display(label, by_chain, {entity.id: entity.name for entity in entities})
    for record, mention, places in pending:
        pronoun(record, mention, places, names, mapping, by_chain, tally)


def score(label, record, chain, place, spans, by_chain, tally) -> None:
    over = [(start - end, entity) for start, end, entity in spans if start < place[1] and place[0] < end]
    words = record["text"][place[0] : place[1]]
    tally.gold.append(f"{label} {chain}")
    tally.baseline.append(f"{label} {fold(words)}")
    if over:
        tally.found += 1
        tally.system.append(f"{label} {max(over)[1]}")
        by_chain[chain][max(over)[1], words] += 1
        by_chain[record["doc_id"] + chain][max(over)[1], words] += 1
    else:
        tally.system.append(f"{label} missed {len(tally.gold)}")
        by_chain[chain]["-", words] += 1


def pronoun(record, mention, places, names: dict[str, Names], mapping, by_chain, tally) -> None:
    """A pronoun counts if its chain has a name in the same document; it is right if it is given to that entity."""
    homes = Counter[str]()
    for (entity, _), count in by_chain[record["doc_id"] + mention["chain"]].items():
        homes[entity] += count
    homes.pop("-", None)
    if not homes:
        return
    prefix = (
        "" if mention["text"].lower() in {"he", "she", "his", "her", "him", "hers", "himself", "herself"} else "it "
    )
    start, end = places[mention["tokens"][0]][0], places[mention["tokens"][-1]][1]
    tally.pronouns[prefix + "all"] += 1
    local = names[record["doc_id"]].at(start, end)
    if local is None:
        return
    tally.pronouns[prefix + "tried"] += 1
    if homes[mapping[record["doc_id"], local]] == max(homes.values()):
        tally.pronouns[prefix + "right"] += 1
    else:
        text = record["text"]
        got = next(entity.name for entity in names[record["doc_id"]].entities if entity.id == local)
        tally.wrong.append(
            f"{record['doc_id']}: {text[max(0, start - 160) : start]}[{text[start:end]} = {got}? not {sorted(homes.items(), key=str)}]{text[end : end + 40]}"
        )


def display(label: str, by_chain: dict[str, Counter], names: dict[str, str]) -> None:
    by_chain = {chain: forms for chain, forms in by_chain.items() if not chain[0].isdigit()}
    for chain, forms in by_chain.items():
        if len({entity for entity, _ in forms}) > 1:
            print(label, chain, {f"{names.get(entity, '-')}<{words}": n for (entity, words), n in forms.items()})
    held = defaultdict(set)
    for chain, forms in by_chain.items():
        for entity, words in forms:
            held[entity].add((chain, words))
    for entity, chains in held.items():
        if entity != "-" and len({chain for chain, _ in chains}) > 1:
            print("   JOINED", label, names[entity], sorted(chains))


if __name__ == "__main__":
    options = asking(__doc__)
    options.add_argument("file", nargs="?", type=Path, help="the documents (stories/ecbplus.jsonl, in DIR)")
    options.add_argument("--half", choices=("tune", "report", "all"), default="report")
    options.add_argument("--show", action="store_true", help="print every chain that was cut or joined")
    chosen = options.parse_args()
    source = chosen.file or chosen.data / "stories" / "ecbplus.jsonl"
    needed(source)
    outcome = run(source, chosen.half, chosen.show)
    print(outcome.report())
    if chosen.show:
        print("\n".join(outcome.wrong))
