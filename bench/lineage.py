"""How well copying is told from independent telling.

``python bench/lineage.py [--data DIR] [--quick]`` prints
- over 2,000 pairs of articles on *different* events, half of them of one kind: how many links of each kind are claimed
  (none of copy, edit, rewrite or translation is right);
- over articles spun by the tests' spinning program at several strengths (a third of the sentences cut, others turned
  round): how many are found as copy, edit or rewrite, how many count as one voice, how often the source is told from the
  target; beside it the rival, shingles of three words compared by MinHash with 128 permutations, at the threshold that
  claims no false pair among the 2,000;
- translations found and falsely claimed (MEANTIME, English against Spanish, Italian and Dutch);
- the sentence alignment's score as a detector of paraphrase (MSRP): area under the curve, beside word overlap.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
from _data import ROOT, asking, needed
from _data import rows as rows_of

from variorum.lineage import trace
from variorum.lineage.matching import Matcher
from variorum.lineage.tellings import telling
from variorum.model import Article

sys.path.insert(0, str(ROOT))
from tests.lineage.spinner import SWAPS, spin

GIVEN = asking(__doc__)
GIVEN.add_argument("--quick", action="store_true", help="a tenth of the pairs, an eighth of the translations")
DERIVED = {"copy", "edit", "rewrite", "translation"}
PERMUTATIONS = 128
Pair = tuple[Article, Article]


def rows(path: str) -> Iterator[dict]:
    return rows_of(GIVEN.parse_args().data / path)


def made(name: str, text: str, language: str = "en") -> Article:
    return Article(name, name, text, language=language)


def news() -> dict[str, list[Article]]:
    held: dict[str, list[Article]] = defaultdict(list)
    for row in rows("stories/news_cluster.jsonl"):
        held[str(row["event"])].append(made(row["id"], row["text"]))
    return held


def different(count: int) -> list[Pair]:
    """Half of the pairs from anywhere, half from two events of one kind (two earthquakes, two arrests of footballers)."""
    draw, held = random.Random(9), news()
    kinds: dict[str, list[Article]] = defaultdict(list)
    for row in rows("stories/ecbplus.jsonl"):
        kinds[row["event_label"]].append(made(row["doc_id"], row["text"]))
    pairs = []
    for _ in range(count // 2):
        one, other = draw.sample(sorted(held), 2)
        pairs.append((draw.choice(held[one]), draw.choice(held[other])))
    topics = [topic for topic in range(1, 36) if f"{topic}ecb" in kinds and f"{topic}ecbplus" in kinds]
    pairs.extend(
        (draw.choice(kinds[f"{topic}ecb"]), draw.choice(kinds[f"{topic}ecbplus"]))
        for topic in draw.choices(topics, k=count - len(pairs))
    )
    return pairs


def signature(text: str) -> np.ndarray:
    """Give a MinHash signature (Broder 1997) of the shingles of three words."""
    forms = re.findall(r"\w+", text.lower())
    shingles = {" ".join(forms[at : at + 3]) for at in range(len(forms) - 2)} or {" ".join(forms)}
    hashed = np.array(
        [int.from_bytes(blake2b(each.encode(), digest_size=4).digest()) for each in sorted(shingles)], dtype=np.uint64
    )
    draw = np.random.default_rng(1)
    factors, offsets = draw.integers(1, 2**31, PERMUTATIONS), draw.integers(0, 2**31, PERMUTATIONS)
    spread = (hashed[:, None] * factors[None, :].astype(np.uint64) + offsets[None, :].astype(np.uint64)) % (2**31 - 1)
    return spread.min(axis=0)


def minhash(pair: Pair) -> float:
    return float((signature(pair[0].text) == signature(pair[1].text)).mean())


def false_links(pairs: Sequence[Pair]) -> float:
    """Print the false links and give the rival's threshold."""
    begin = time.perf_counter()
    claimed = Counter(copy.kind for pair in pairs for copy in trace(pair).copies)
    taken = time.perf_counter() - begin
    false = sum(claimed[kind] for kind in DERIVED)
    print(f"different events: {len(pairs)} pairs, {false} false copies, edits, rewrites or translations;", end=" ")
    print(f"shared_source {claimed['shared_source']}, shared_quote {claimed['shared_quote']}; {taken:.0f} s")
    return max(minhash(pair) for pair in pairs)


def only_quotes(mark: float) -> None:
    """See how often the rival takes two tellings of one event for copies where we find public words alone in common."""
    held = rival = 0
    for articles in news().values():
        by_id = {each.id: each for each in articles}
        for copy in trace(tuple(articles)).copies:
            if copy.kind == "shared_quote":
                held += 1
                rival += minhash((by_id[copy.source], by_id[copy.target])) > mark
    print(f"one event, only a public utterance in common: {held} pairs, of which MinHash claims {rival}")


def garble(text: str, strength: float, seed: int) -> str:
    """Spin a real article, whose words the spinner mostly does not know: those it garbles at the same strength."""
    draw = random.Random(seed)
    strange = sorted(set(SWAPS.values()))

    def swap(match: re.Match[str]) -> str:
        return draw.choice(strange) if draw.random() < strength else match.group()

    return re.sub(r"\b[a-z]{5,}\b", swap, spin(text, strength, cut=0.33, seed=seed))


def spun(count: int, mark: float) -> None:
    sources = [each for held in news().values() for each in held if len(each.text) > 1000][:count]
    for strength in (0.3, 0.5, 0.7, 0.9):
        kinds: Counter[str] = Counter()
        voices = right = rival = 0
        for seed, source in enumerate(sources):
            target = made(f"spun-{source.id}", garble(source.text, strength, seed))
            lineage = trace((source, target))
            kinds.update(copy.kind for copy in lineage.copies)
            voices += len(lineage.voices) == 1
            right += any(copy.source == source.id for copy in lineage.copies)
            rival += minhash((source, target)) > mark
        derived = sum(kinds[kind] for kind in DERIVED)
        print(
            f"spun at {strength}: {derived}/{len(sources)} found {dict(sorted(kinds.items()))}, one voice {voices},",
            end=" ",
        )
        print(f"direction right {right}; MinHash above {mark:.3f}: {rival}")


def translations(every: int) -> None:
    held = {
        (row["doc_num"], language): made(f"{row['doc_num']}-{language}", row["text"], language)
        for language in ("en", "es", "it", "nl")
        for row in rows(f"lineage/meantime_{language}.jsonl")
    }
    topic = {row["doc_num"]: row["corpus"] for row in rows("lineage/meantime_en.jsonl")}
    numbers, draw = sorted(topic)[::every], random.Random(2)
    begin, found, false, wrong = time.perf_counter(), 0, 0, 0
    for number in numbers:
        for language in ("es", "it", "nl"):
            found += any(
                copy.kind == "translation" for copy in trace((held[number, "en"], held[number, language])).copies
            )
            other = draw.choice([each for each in numbers if each != number and topic[each] == topic[number]])
            wrong += 1
            false += any(
                copy.kind == "translation" for copy in trace((held[number, "en"], held[other, language])).copies
            )
    print(f"translations: {found}/{3 * len(numbers)} found, {false}/{wrong} false among others of the topic;", end=" ")
    print(f"{time.perf_counter() - begin:.0f} s")


def area(scored: Sequence[tuple[float, int]]) -> float:
    ranked = np.argsort(np.argsort([score for score, _ in scored], kind="stable"))
    labels = np.array([label for _, label in scored])
    positive = labels.sum()
    return float((ranked[labels > 0].sum() - positive * (positive - 1) / 2) / (positive * (len(labels) - positive)))


def paraphrases(limit: int | None) -> None:
    lines = (
        (GIVEN.parse_args().data / "lineage/msr_paraphrase.txt")
        .read_text(encoding="utf-8-sig")
        .splitlines()[1:][:limit]
    )
    ours, overlap = [], []
    for label, _, _, one, other in (line.split("\t") for line in lines if line.count("\t") == 4):
        matches = Matcher((telling(made("one", one)), telling(made("other", other)))).matches(0, 1)
        ours.append(((matches[0].of_one + matches[0].of_other) / 2 if matches else 0.0, int(label)))
        left, right = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
        overlap.append((len(left & right) / len(left | right), int(label)))
    print(f"paraphrase (MSRP): area {area(ours):.3f}, word overlap {area(overlap):.3f};", end=" ")
    held = [score for score, label in ours if label]
    print(f"{sum(score >= 0.3 for score in held) / len(held):.3f} of paraphrases aligned for three tenths or more")


def main() -> None:
    given = GIVEN.parse_args()
    quick = given.quick
    needed(given.data / "stories", given.data / "lineage")
    mark = false_links(different(200 if quick else 2000))
    only_quotes(mark)
    spun(20 if quick else 80, mark)
    translations(8 if quick else 4)
    paraphrases(400 if quick else None)


if __name__ == "__main__":
    main()
