#!/usr/bin/env python3
"""Counts the instructions a byte that the HTML parser takes for some pages.

Usage: python3 tools/html_instructions.py PATH...

A path is a page, or a folder of pages named *.html. Runs tools/html_parse.rs,
built by `cargo build --release --example html_parse`, under callgrind once and
three times: half the difference is one parse of all pages. Fails above the ceiling, which only moves down.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
EXAMPLE = TARGET / "release" / "examples" / "html_parse"
CEILING = 8.0


def count(times: int, pages: list[str]) -> tuple[int, int]:
    """The instructions of a run, and the bytes of the pages."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(EXAMPLE), str(times), *pages],
        capture_output=True, text=True, check=True,
    )
    instructions = re.search(r"Collected : (\d+)", done.stderr)
    size = re.search(r"(\d+) bytes", done.stdout)
    return int(instructions[1]), int(size[1])


def main() -> int:
    paths = [Path(argument) for argument in sys.argv[1:]]
    pages = [str(page) for path in paths for page in (sorted(path.glob("*.html")) if path.is_dir() else [path])]
    if not pages:
        sys.exit(__doc__)
    once, size = count(1, pages)
    thrice, _ = count(3, pages)
    a_byte = (thrice - once) / 2 / size
    print(f"{len(pages)} pages, {size} bytes, {a_byte:.2f} instructions a byte (ceiling {CEILING})")
    return int(a_byte > CEILING)


if __name__ == "__main__":
    sys.exit(main())
