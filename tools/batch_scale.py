#!/usr/bin/env python3
"""Measures batches: makes large inputs, cleans them, and prints a table.

Usage: python3 tools/batch_scale.py [--scale 1.0] [--folder FOLDER] [--only KIND,...]

At scale 1: 100,000 files of 4 kB, a WARC of 2 GB with 1 % damaged records, a JSON
Lines file of 1,000,000 records (plain, gzip and zstd), a Parquet file of 1,000,000
rows with ten other columns (where pyarrow is there and dechrome was built with
`--features parquet`). Each is cleaned at -j1 and -j2 into one file. The table says
documents in and out, errors, seconds, the ratio of both, peak memory, and whether
the bytes are the same; then what a small file costs beyond its cleaning, and what a
container costs beyond reading it with its own tool; then runs of each kind are killed
at random moments and gone on with, and their bytes compared.

Times are those of the CPU where the wall says more about other processes: the
overheads are CPU times, so that they may be measured on a machine that has other work.

Uses the release build (`cargo build --release --features parquet`).
"""

import argparse
import gzip
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECHROME = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "dechrome"

WORDS = (
    "the road over pass will stay closed until friday evening canton said on tuesday because more snow is expected "
    "workers had cleared most of northern side by noon but wind behind them within an hour travellers are asked to "
    "take train through tunnel instead which carries cars every thirty minutes"
).split()


def text(number: int, size: int) -> str:
    """A scraped text of some 4 kB, with chrome at both ends."""
    rng = random.Random(number)
    lines = [f"Storm number {number} closes the mountain road", "Share", "Tags: snow, road"]
    length = 0
    while length < size:
        sentences = []
        for _ in range(rng.randint(2, 5)):
            words = " ".join(rng.choices(WORDS, k=rng.randint(8, 22)))
            sentences.append(words.capitalize() + ".")
        lines.append(" ".join(sentences))
        length += len(lines[-1]) + 2
    return "\n\n".join([*lines, "Read also:", "Trains run late", "Comments"]) + "\n"


class Texts:
    """Texts that repeat after a while: making them must not take longer than cleaning them."""

    def __init__(self, size: int):
        self.texts = [text(number, size) for number in range(2000)]

    def __getitem__(self, number: int) -> str:
        return self.texts[number % len(self.texts)].replace("Storm number", f"Storm {number} and number", 1)


def page(body: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n\n")[3:-3])
    title = body.split("\n", 1)[0]
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Share</footer></body></html>"
    ).encode()


def make_files(folder: Path, count: int, texts: Texts) -> None:
    for number in range(count):
        path = folder / f"{number // 1000:04}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[number])


def make_jsonl(path: Path, count: int, texts: Texts) -> None:
    with path.open("w") as out:
        for number in range(count):
            out.write(json.dumps({"id": number, "text": texts[number]}) + "\n")


def warc_record(number: int, texts: Texts) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(texts[number])
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://quay.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def make_warc(path: Path, size: int, texts: Texts) -> tuple[int, int]:
    """A WARC of so many bytes; of every hundred records one has a header that nobody can read."""
    good = bad = written = 0
    with path.open("wb") as out:
        while written < size:
            record = warc_record(good + bad, texts)
            if (good + bad) % 100 == 50:
                record = record.replace(b"Content-Length: ", b"Content-Length: x", 1)
                bad += 1
            else:
                good += 1
            written += out.write(record)
    return good, bad


def make_parquet(path: Path, count: int, texts: Texts) -> bool:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        return False
    writer = None
    for start in range(0, count, 10_000):
        numbers = range(start, min(count, start + 10_000))
        columns = {"text": [texts[number] for number in numbers]}
        columns |= {f"column_{index}": [number * index for number in numbers] for index in range(10)}
        table = arrow.table(columns)
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    writer.close()
    return True


class Run:
    """One run of a command: seconds by the wall and of the CPU, peak memory, last words."""

    def __init__(self, command: list):
        with tempfile.TemporaryFile("w+") as errors:
            begun = time.monotonic()
            words = [str(word) for word in command]
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
            status = Path(f"/proc/{process.pid}/status")
            peak, ended = 0, 0
            while not ended:
                # Its own peak: that of rusage has this script's in it.
                lines = status.read_text().splitlines()
                peak = max([peak, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
                time.sleep(0.005)
                ended, code, used = os.wait4(process.pid, os.WNOHANG)
            self.seconds = time.monotonic() - begun
            process.returncode = self.code = os.waitstatus_to_exitcode(code)
            self.cpu = used.ru_utime + used.ru_stime
            self.peak = peak / 1024
            errors.seek(0)
            self.errors = errors.read().splitlines()


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def documents_out(path: Path) -> int | None:
    if path.suffix == ".parquet":
        import pyarrow.parquet as parquet

        return parquet.ParquetFile(path).metadata.num_rows
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def measure(name: str, source: Path, expected: int, output: Path, options: list) -> None:
    runs, digests = [], []
    for jobs in (1, 2):
        output.unlink(missing_ok=True)
        run = Run([DECHROME, "--no-config", f"-j{jobs}", *options, "-o", output, source])
        if run.code not in (0, 2):
            sys.exit(f"{name}: exit {run.code}: {run.errors[-3:]}")
        runs.append(run)
        digests.append(digest(output))
        if jobs == 1:
            out = documents_out(output)
    one, two = runs
    errors = sum(": " in line and " cleaned (" not in line for line in one.errors)
    verdict = "same bytes" if digests[0] == digests[1] else "DIFFERENT BYTES"
    lost = "" if out == expected else f"  LOST {expected - out}"
    print(
        f"| {name} | {expected:,} | {out:,}{lost} | {errors:,} | {one.seconds:.1f} | {two.seconds:.1f} | "
        f"{one.seconds / two.seconds:.2f} | {one.peak:.0f} / {two.peak:.0f} MB | {verdict} |",
        flush=True,
    )
    output.unlink()


def overhead(folder: Path, texts: Texts) -> None:
    """What a small file costs beyond its cleaning: the CPU time of files against that of records."""
    count = 20_000
    files, lines = folder / "overhead", folder / "overhead.jsonl"
    make_files(files, count, texts)
    make_jsonl(lines, count, texts)

    def best(command: list) -> float:
        return min(Run(command).cpu for _ in range(3))

    cleaning = best([DECHROME, "--no-config", "-q", "-j1", "--to", "text", lines])
    reading = best([DECHROME, "--no-config", "-q", "-j1", "--to", "text", files])

    def tree() -> float:
        shutil.rmtree(folder / "tree", ignore_errors=True)
        return Run([DECHROME, "--no-config", "-q", "-j1", "-o", folder / "tree", files]).cpu

    writing = min(tree() for _ in range(3))
    print(f"\na small file, beyond its cleaning ({cleaning / count * 1e6:.0f} µs as a record):")
    print(f"  read, to one output: {(reading - cleaning) / count * 1e6:.0f} µs")
    print(f"  read, and written to a file of its own: {(writing - cleaning) / count * 1e6:.0f} µs")


def containers(folder: Path, texts: Texts, count: int) -> None:
    """What a container costs beyond reading it with its own tool, in CPU seconds."""
    lines = folder / "reading.jsonl"
    make_jsonl(lines, count, texts)
    packed = {"zcat": folder / "reading.jsonl.gz", "zstdcat": folder / "reading.jsonl.zst"}
    with lines.open("rb") as source, gzip.open(packed["zcat"], "wb", 6) as out:
        shutil.copyfileobj(source, out)
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-f", lines, "-o", packed["zstdcat"]], check=True)
    plain = Run([DECHROME, "--no-config", "-q", "-j1", "--to", "text", lines]).cpu
    print(f"\n{count:,} records of JSON Lines, {lines.stat().st_size / 1e6:.0f} MB, CPU seconds:")
    print("| read with | its own | dechrome, beyond plain JSON Lines |\n|---|---|---|")
    print(f"| `wc -l` | {Run(['wc', '-l', lines]).cpu:.2f} | – |")
    for tool, path in packed.items():
        if not path.exists() or not shutil.which(tool):
            print(f"| `{tool}` | not installed | |")
            continue
        own = Run([tool, path]).cpu
        more = Run([DECHROME, "--no-config", "-q", "-j1", "--to", "text", path]).cpu - plain
        print(f"| `{tool}` | {own:.2f} | {more:.2f} |")
    print(f"(cleaning them all: {plain:.1f})")


def tree_digest(path: Path) -> str:
    """All that can be seen of an output: names and bytes."""
    if path.is_file():
        return digest(path)
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith(".dechrome-"))
    return hashlib.sha256("".join(f"{file.relative_to(path)} {digest(file)}\n" for file in files).encode()).hexdigest()


def any_half(path: Path, whole: Path) -> bool:
    """Whether anything can be seen of an output that is not as in the whole one."""
    files = path.rglob("*") if path.is_dir() else [path]
    seen = [file for file in files if file.is_file() and not file.name.startswith(".dechrome-")]
    return any(digest(file) != digest(whole / file.relative_to(path)) for file in seen)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def kills(folder: Path, texts: Texts, count: int, times: int) -> None:
    """Kills runs of each kind at random moments, goes on, and compares the bytes."""
    files, lines = folder / "killed", folder / "killed.jsonl"
    make_files(files, count, texts)
    make_jsonl(lines, count, texts)
    rng = random.Random(7)
    print(f"\nkilled {times} times at random moments, gone on with each time:")
    for name, source in [("tree", files), ("out.jsonl", files), ("out.jsonl.zst", lines), ("out.jsonl.gz", lines),
                         ("out.parquet", lines)]:
        whole, out = folder / f"whole-{name}", folder / name
        if name == "out.parquet":
            whole = folder / "whole.parquet"
        command = [str(word) for word in [DECHROME, "--no-config", "-q", "-j2", source, "-o"]]
        begun = time.monotonic()
        code = subprocess.run([*command, str(whole)], stderr=subprocess.DEVNULL).returncode
        seconds = time.monotonic() - begun
        if code not in (0, 2):
            print(f"  {name}: skipped, exit {code}")
            continue
        expected = tree_digest(whole)
        killed, complete, wrong = 0, 0, 0
        resumed = [*command[:-1], "--resume", "-o", str(out)]
        while killed < times:
            process = subprocess.Popen(resumed, stderr=subprocess.DEVNULL)
            try:
                process.wait(rng.uniform(0, seconds))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
                wrong += any_half(out, whole)
                continue
            complete += 1
            wrong += tree_digest(out) != expected
            remove(out)
        subprocess.run(resumed, stderr=subprocess.DEVNULL, check=True)
        wrong += tree_digest(out) != expected
        left = [file.name for file in folder.rglob(".dechrome-*")]
        print(f"  {name}: {killed} kills, {complete + 1} whole runs, {wrong} wrong, left behind: {left}", flush=True)
        remove(whole)
        remove(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--folder", type=Path, default=Path("batch-scale"))
    parser.add_argument("--only", default="files,warc,jsonl,parquet,overhead,containers,kills")
    parser.add_argument("--kills", type=int, default=50)
    given = parser.parse_args()
    only, scale = given.only.split(","), given.scale
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    texts = Texts(3800)
    records = Texts(800)
    print(f"scale {scale}, load {os.getloadavg()[0]:.1f}\n")
    if {"files", "warc", "jsonl", "parquet"} & set(only):
        print("| input | documents in | out | errors | s at -j1 | s at -j2 | ratio | peak memory | |")
        print("|---|---|---|---|---|---|---|---|---|")
    if "files" in only:
        count = int(100_000 * scale)
        make_files(given.folder / "files", count, texts)
        measure("files of 4 kB", given.folder / "files", count, given.folder / "out.jsonl", [])
        shutil.rmtree(given.folder / "files")
    if "warc" in only:
        path = given.folder / "crawl.warc"
        good, bad = make_warc(path, int(2e9 * scale), texts)
        measure("WARC, 1 % damaged", path, good + bad, given.folder / "out.jsonl", [])
        path.unlink()
    if "jsonl" in only:
        path = given.folder / "records.jsonl"
        make_jsonl(path, int(1_000_000 * scale), records)
        measure("JSON Lines", path, int(1_000_000 * scale), given.folder / "out.jsonl", [])
        path.unlink()
    if "parquet" in only:
        path = given.folder / "rows.parquet"
        if make_parquet(path, int(1_000_000 * scale), records):
            count = int(1_000_000 * scale)
            measure("Parquet, ten other columns", path, count, given.folder / "out.parquet", ["--field", "text"])
            path.unlink()
        else:
            print("| Parquet | skipped: there is no pyarrow | | | | | | | |")
    if "overhead" in only:
        overhead(given.folder, texts)
    if "containers" in only:
        containers(given.folder, texts, max(1000, int(100_000 * scale)))
    if "kills" in only:
        kills(given.folder, texts, max(500, int(20_000 * scale)), given.kills)
    shutil.rmtree(given.folder)


if __name__ == "__main__":
    main()
