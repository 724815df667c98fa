# part of the training scripts
"""Grow boosted trees with LightGBM and pack them as ``variorum.forest`` reads them.

LightGBM is needed for training only (``pip install lightgbm==4.7.0``); one thread and fixed seeds: the same bytes every time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from variorum.forest import matrix

Rows = list[dict[str, float]]


def known_names(texts: Sequence[Rows], fewest: int) -> list[str]:
    """Name the measures that at least so many texts have at some line."""
    counts: dict[str, int] = {}
    for rows in texts:
        for name in {name for row in rows for name in row}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= fewest)


def grow(
    texts: Sequence[Rows],
    said: Sequence[Sequence[bool]],
    weights: Sequence[Sequence[float]],
    names: list[str],
    trees: int,
) -> Any:
    """Fit the trees to lines: their measures, whether they are body, and how much each counts."""
    model = lightgbm.LGBMClassifier(
        n_estimators=trees, num_leaves=15, learning_rate=0.05, min_child_samples=30, colsample_bytree=0.2, subsample=0.7,
        subsample_freq=1, reg_lambda=5, n_jobs=1, random_state=1, deterministic=True, verbose=-1,
    )  # fmt: skip
    measured = np.vstack([matrix(rows, names) for rows in texts])
    return model.fit(
        measured, np.concatenate(list(map(np.array, said))), sample_weight=np.concatenate(list(map(np.array, weights)))
    )


def pack(model: Any, names: list[str], about: str) -> dict[str, Any]:
    """Turn a fitted model into what ships: nodes in preorder, only the measures that are used."""
    grown = [tree["tree_structure"] for tree in model.booster_.dump_model()["tree_info"]]
    used = sorted({node for tree in grown for node in _measures(tree)})
    place = {old: new for new, old in enumerate(used)}
    trees: list[list[list[float]]] = []
    for tree in grown:
        nodes: list[list[float]] = []
        _lay(tree, nodes, place)
        trees.append(nodes)
    return {"about": about, "names": [names[old] for old in used], "trees": trees}


def write(shipped: dict[str, Any], path: Path) -> None:
    """Write a packed forest, one tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in shipped["trees"])
    head = json.dumps({key: value for key, value in shipped.items() if key != "trees"}, ensure_ascii=False, indent=1)
    path.write_text(f'{head[:-2]},\n "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def _measures(node: dict[str, Any]) -> list[int]:
    if "leaf_value" in node:
        return []
    return [node["split_feature"], *_measures(node["left_child"]), *_measures(node["right_child"])]


def _lay(node: dict[str, Any], nodes: list[list[float]], place: dict[int, int]) -> None:
    if "leaf_value" in node:
        nodes.append([round(node["leaf_value"], 4)])
        return
    threshold = float(f"{node['threshold']:.6g}")
    here = len(nodes)
    # what LightGBM writes for zero; a threshold just below it parts -1 from 0
    nodes.append([place[node["split_feature"]], 0.0 if 0 <= threshold < 1e-30 else threshold, 0])
    _lay(node["left_child"], nodes, place)
    nodes[here][2] = len(nodes)
    _lay(node["right_child"], nodes, place)
