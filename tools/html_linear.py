#!/usr/bin/env python3
"""Counts what hostile pages cost, from page to clean text: instructions and memory.

Usage: python3 tools/html_linear.py [BYTES]

Runs tools/html_hostile.rs, built by `cargo build --release --example
html_hostile`, on every shape at BYTES / 2 and at BYTES (default 4,000,000), counts
instructions with `perf stat` where that may be used and with callgrind
otherwise, and prints a table. Fails when twice the bytes cost more than 2.2
times the instructions, or the peak memory is more than 40 times the bytes.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
EXAMPLE = TARGET / "release" / "examples" / "html_hostile"
MOST_GROWTH = 2.2
MOST_MEMORY = 40.0


def perf_works() -> bool:
    probe = subprocess.run(
        ["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True
    )
    return probe.returncode == 0 and re.match(r"\d+,", probe.stderr) is not None


def count(shape: str, size: int, use_perf: bool) -> int:
    run = [str(EXAMPLE), shape, str(size)]
    if use_perf:
        done = subprocess.run(
            ["perf", "stat", "-x,", "-e", "instructions:u", *run], capture_output=True, text=True, check=True
        )
        return int(done.stderr.split(",")[0])
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *run],
        capture_output=True, text=True, check=True,
    )
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def peak_memory(shape: str, size: int) -> int:
    """The peak resident size of a run, in bytes."""
    done = subprocess.run([str(EXAMPLE), shape, str(size)], capture_output=True, text=True, check=True)
    return int(re.search(r"peak (\d+) kB", done.stdout)[1]) * 1024


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
    shapes = subprocess.run([str(EXAMPLE), "--list"], capture_output=True, text=True, check=True)
    use_perf = perf_works()
    print("| shape | instructions a byte | for twice the bytes | memory a byte |\n|---|---|---|---|")
    failed = False
    idle = peak_memory("<div>", 0)
    for shape in shapes.stdout.splitlines():
        half, whole = count(shape, size // 2, use_perf), count(shape, size, use_perf)
        growth = whole / half
        memory = (peak_memory(shape, size) - idle) / size
        bad = growth > MOST_GROWTH or memory > MOST_MEMORY
        failed |= bad
        print(
            f"| `{shape}` | {whole / size:.1f} | {growth:.2f} | {memory:.1f} |{' too much' if bad else ''}",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
