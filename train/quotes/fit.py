"""Train the quote tagger: ``python -m quotes.fit --data DIR --base model.safetensors --out tagger.pt`` (in ``train/``)."""

from __future__ import annotations

import argparse
import copy
import random
import time
from pathlib import Path

import torch
from torch.nn import functional

from quotes.batches import Batch, batches
from quotes.corpus import Example, damaged, example, records, sizes
from quotes.network import Tagger, links, load_base
from quotes.written import read_written

SEED = 20250207
BATCH = 16
RATE, HEAD_RATE = 1.5e-4, 1e-3
SECOND_RATE = 8e-5  # of the pass that adds our own tellings
WARM = 0.06
KEEP = 0.995  # of the moving average of the weights, which is what is kept


def loss(tagger: Tagger, given: Batch) -> torch.Tensor:
    """Binary cross-entropy of the tags, and of the links from the true anchors."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, anchors, parts = tagger(given.pieces, given.features, given.mask)
    per_word = functional.binary_cross_entropy_with_logits(tags.float(), given.tags, reduction="none").sum(-1)
    total = (per_word * given.words).sum() / given.words.sum()
    if len(given.anchors):
        rows, places = given.anchors.T
        scores = links(anchors.float()[rows, places][:, None], parts.float()[rows]).squeeze(-2)
        words = given.words[rows][:, None]
        per_link = functional.binary_cross_entropy_with_logits(scores, given.links, reduction="none") * words
        total = total + 3 * per_link.sum() / words.sum()
    return total


def fit(tagger: Tagger, epochs: list[list[Example]], out: Path, rate_of_base: float, rate_of_heads: float) -> Tagger:
    """Run one pass over each list of examples with a linear rate, and give the averaged tagger."""
    new = [
        value
        for name, value in tagger.named_parameters()
        if name.split(".")[0] in {"features", "tags", "anchors", "parts"}
    ]
    known = {id(value) for value in new}
    # The pieces' own vectors stay: words that the set lacks must stay comparable with those that it has.
    tagger.pieces.weight.requires_grad = False
    old = [value for value in tagger.parameters() if id(value) not in known and value.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": rate_of_base}, {"params": new, "lr": rate_of_heads}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    chance = random.Random(SEED)
    steps = [list(batches(examples, BATCH, chance)) for examples in epochs]
    total = sum(len(step) for step in steps)

    def rate(step: int) -> float:
        return min((step + 1) / (WARM * total), max(0.02, (total - step) / (total * (1 - WARM))))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    average = copy.deepcopy(tagger)
    begin, seen = time.time(), 0
    for number, epoch in enumerate(steps):
        running = 0.0
        for step, given in enumerate(epoch, start=1):
            tagger.train()
            value = loss(tagger, given)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += 1
            keep = min(KEEP, seen / (seen + 10))
            with torch.no_grad():
                for mine, theirs in zip(average.parameters(), tagger.parameters(), strict=True):
                    if theirs.requires_grad:
                        mine.lerp_(theirs, 1 - keep)
            running += (value.item() - running) / min(step, 50)
            if step % 25 == 0:
                print(
                    f"pass {number} step {step}/{len(epoch)} loss {running:.4f} {time.time() - begin:.0f} s", flush=True
                )
        torch.save(average.state_dict(), out.with_suffix(f".{number}.pt"))
    torch.save(average.state_dict(), out)
    return average


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="polnear.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # two busy cores wait for each other more than they help
    chance = random.Random(7)
    articles = list(records(given.data, "train"))
    plain = [example(article) for article in articles]
    broken = [example(damaged(article, chance)) for article in articles]
    tellings = [
        {"text": text, "attributions": found}
        for path in sorted((Path(__file__).parent / "written").glob("*.txt"))
        for text, found in read_written(path)
    ]
    written = [example(telling) for telling in tellings]
    written += [example(damaged(telling, chance)) for telling in tellings for _ in range(2)]
    print(sizes(plain), sizes(broken), sizes(written), sep="\n")
    tagger = Tagger()
    load_base(tagger, given.base)
    third = len(broken) // 3
    parts = [broken[:third], broken[third : 2 * third], broken[2 * third :]]
    tagger = fit(tagger, [plain, *([*plain, *part] for part in parts)], given.out, RATE, HEAD_RATE)
    fit(tagger, [[*written, *plain, *parts[0]]], given.out, SECOND_RATE, 4 * SECOND_RATE)


if __name__ == "__main__":
    main()
