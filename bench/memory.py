"""How much memory this process took at most."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> float:
    """Peak resident memory of this process in millions of bytes.

    On Linux the kernel's own mark is read: ``getrusage`` counts what the parent held when it started this process.
    """
    if STATUS.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text(encoding="ascii"))):
        return int(found[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    # Run the program with the words that follow the file's name, and leave its peak in that file.
    from variorum.cli import main

    place = Path(sys.argv[1])
    sys.argv = ["variorum", *sys.argv[2:]]
    try:
        main()
    finally:
        place.write_text(str(peak()), encoding="ascii")
