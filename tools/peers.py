#!/usr/bin/env python3
"""Times dechrome and two of its peers on the same web pages, by turns and in processor time, so that a busy machine slows all
of them alike.

    pip install resiliparse trafilatura lxml_html_clean
    cargo build --release --bins --example time_pages
    python tools/peers.py PAGES [--target FOLDER] [--passes N] [--most N]

PAGES is a folder of .html files, or a file of JSON Lines with `html` (packed by zstandard, if its name ends in .zst; only
records whose `split` is val, if they have one). The peers extract the main content in this process, and dechrome as a library
in one of its own: bytes in, text out, and nothing else is counted. The filter is dechrome as it is used from other languages:
one process, JSON Lines in and out through pipes, whose start on no pages at all is taken off; what it takes to pass the pages,
to pack and unpack them as JSON and to tell their language counts against it.

Printed are the median seconds of the processor for each, the microseconds a page, and how many times faster dechrome is, as
the median of the passes' own ratios.
"""
import argparse
import io
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

DEFAULT_TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", pathlib.Path(__file__).parent.parent / "target"))


def records(path):
    """The records of a file of JSON Lines."""
    if path.suffix == ".zst":
        import zstandard

        stream = zstandard.ZstdDecompressor().stream_reader(path.open("rb"))
        lines = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    else:
        lines = path.open(encoding="utf-8", newline="\n")
    return map(json.loads, lines)


def pages(path):
    """The pages, as text."""
    if path.is_dir():
        return [file.read_text("utf-8", "replace") for file in sorted(path.rglob("*.html"))]
    found = [record for record in records(path) if record.get("html")]
    return [record["html"] for record in found if record.get("split", "val") == "val"]


def timed(work):
    """The processor's seconds that some work takes, here and in the processes that it starts and waits for."""
    start = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - start


def packed(pages):
    """The pages as JSON Lines."""
    return "".join(json.dumps({"html": page}, ensure_ascii=False) + "\n" for page in pages).encode("utf-8", "replace")


def library(target, pages):
    """What cleans the pages in a process that holds them already: its seconds."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl", delete=False) as file:
        file.write(packed(pages))
    command = [str(target / "release" / "examples" / "time_pages"), file.name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def clean():
        process.stdin.write("again\n")
        return float(process.stdout.readline())

    clean()  # and the pages are read: the file is not needed any more
    os.unlink(file.name)
    return clean


def filtering(target, pages):
    """What cleans the pages with the program: its seconds, but for its start."""
    command = [str(target / "release" / "dechrome"), "--from", "jsonl", "--to", "jsonl"]
    lines = packed(pages)

    def clean(data):
        out = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout
        assert out.count(b"\n") == data.count(b"\n"), "a line is missing"

    return lambda: timed(lambda: clean(lines)) - timed(lambda: clean(b""))


def contenders(target, pages):
    """The name of each, and what runs it over the pages and gives its seconds."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    def each(extract):
        return lambda: timed(lambda: [extract(page) for page in pages])

    return {
        "dechrome": library(target, pages),
        "the filter": filtering(target, pages),
        "resiliparse": each(lambda page: extract_plain_text(page, main_content=True)),
        "trafilatura": each(trafilatura.extract),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=pathlib.Path, nargs="+")
    parser.add_argument("--target", type=pathlib.Path, default=DEFAULT_TARGET, help="Cargo's folder of what was built")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--most", type=int, help="so many pages, evenly chosen, and no more")
    options = parser.parse_args()
    found = [page for path in options.pages for page in pages(path)]
    found = found[:: -(-len(found) // options.most)] if options.most else found
    size = sum(len(page.encode("utf-8", "replace")) for page in found)
    print(f"{len(found)} pages of {size / len(found) / 1000:.0f} kB")
    runs = contenders(options.target, found)
    seconds = {name: [] for name in runs}
    for _ in range(options.passes):
        for name, run in runs.items():
            seconds[name].append(run())
    for name, taken in seconds.items():
        ratio = statistics.median(theirs / ours for theirs, ours in zip(taken, seconds["dechrome"]))
        median = statistics.median(taken)
        print(f"{name:12} {median:8.3f} s {median / len(found) * 1e6:9.0f} µs a page {ratio:7.1f} × dechrome's time")


if __name__ == "__main__":
    main()
