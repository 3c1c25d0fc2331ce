#!/usr/bin/env python3
"""Fits the scorecards of plain text: points for each bucket of each feature, by regularised logistic regression.

    python training/scorecard.py [--gold DIR] [--out src/model/plain]

Reads the training pages of GOLD/text.jsonl.zst, has the crate itself write their feature rows (training/features.rs),
and writes two tables of points: blocks.tsv says whether a block is body, headline.tsv whether it is the headline. The
second is fitted on what the first one keeps, so the crate is built again between them. The same input gives the same
tables. Besides the scraped pages as they are, each page's clean body stands in the training once, so that clean text is
known for what it is, and short pages are made of long ones, so that shortness is not taken for cleanness.
"""
import argparse
import collections
import io
import json
import os
import random
import re
import subprocess
import threading
import unicodedata

import numpy as np
import scipy.optimize
import scipy.sparse
import zstandard

SEED = 1
BUCKETS = 32
PENALTY = 20.0
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
Described = collections.namedtuple("Described", "spans rows headlines")
FEATURES = ["cargo", "run", "--release", "--quiet", "--features", "internals", "--example", "features"]


def read(path, split):
    stream = zstandard.ZstdDecompressor().stream_reader(open(path, "rb"))
    for line in io.TextIOWrapper(stream, "utf-8", newline="\n"):
        record = json.loads(line)
        if record["split"] == split:
            yield record


def clean_variants(pages):
    """Each page's gold body once, as a document that is clean already."""
    choice, seen = random.Random(SEED), set()
    for page in pages:
        name = page["id"].split("@")[0]
        if name in seen or not page["body"]:
            continue
        seen.add(name)
        form = choice.randrange(3)
        title = [page["title"]] if page["title"] and form == 2 else []
        text = ("\n" if form == 0 else "\n\n").join(title + page["body"].split("\n"))
        lines = [["h" if title and at == 0 else "b", None, None] for at, _ in enumerate(text.split("\n"))]
        yield {"text": text, "lines": lines, "title": title and title[0]}


def short_variants(pages):
    """Of every other scraped page a short one: some lines of its body, and the chrome that stands next to it.

    The gold has few short articles, and nearly all of those are clean; so without these, shortness would count as a sign of
    cleanness.
    """
    choice = random.Random(SEED)
    for page in pages:
        lines = list(zip(page["text"].split("\n"), page["lines"]))
        body = [at for at, (_, (label, _, _)) in enumerate(lines) if label in "bm" and label]
        if choice.random() < 0.5 or len(body) < 4:
            continue
        reach, size = choice.randrange(4, 25), choice.randrange(2, 9)
        dropped = set(body[size:])
        last = body[-1]
        kept = [line for at, line in enumerate(lines[:last + reach]) if at >= body[0] - reach and at not in dropped]
        text = "\n".join(line for line, _ in kept)
        yield {"text": text, "lines": [labels for _, labels in kept], "title": page["title"]}


def byte_labels(page):
    """A label a byte of the text: 0 chrome, 1 body, 2 headline, 3 between lines."""
    labels = np.full(len(page["text"].encode("utf-8", "replace")) + 1, 3, np.uint8)
    at = 0
    for line, (label, _kind, spans) in zip(page["text"].split("\n"), page["lines"]):
        length = len(line.encode("utf-8", "replace"))
        if label == "m":
            for start, end, name in spans or []:
                first = at + len(line[:start].encode("utf-8", "replace"))
                last = at + len(line[:end].encode("utf-8", "replace"))
                labels[first:last] = {"chrome": 0, "body": 1, "headline": 2}[name]
        elif line.strip():
            labels[at:at + length] = {"h": 2, "b": 1}.get(label, 0)
        at += length + 1
    return labels


def describe(pages):
    """The features' names, and for each page its blocks' byte ranges rows and candidates for the headline, as the crate gives them."""
    child = subprocess.Popen(FEATURES, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for page in pages:
            child.stdin.write((json.dumps({"text": page["text"]}) + "\n").encode("utf-8", "replace"))
        child.stdin.close()

    threading.Thread(target=feed, daemon=True).start()
    names = json.loads(child.stdout.readline())
    described = []
    for line in child.stdout:
        answer = json.loads(line)
        rows = np.frombuffer(bytes.fromhex(answer["rows"]), np.uint8).reshape(-1, len(names["features"]))
        headlines = [(index, np.frombuffer(bytes.fromhex(row), np.uint8)) for index, row in answer["headlines"]]
        described.append(Described(np.array(answer["spans"], int).reshape(-1, 2), rows, headlines))
    if child.wait() or len(described) != len(pages):
        raise SystemExit("the crate did not describe every page")
    return names, described


def targets(page, spans):
    """For each block whether it is body, and what it weighs: its length to the power of .75, a page 100 in all; the headline nothing."""
    labels = byte_labels(page)
    body, headline = np.zeros(len(spans)), np.zeros(len(spans))
    for at, (start, end) in enumerate(spans):
        block = labels[start:end]
        size = max(1, (block != 3).sum())
        body[at], headline[at] = (block == 1).sum() / size, (block == 2).sum() / size
    weight = (spans[:, 1] - spans[:, 0]).astype(float) ** 0.75
    weight[headline > 0.5] = 0
    return body >= 0.5, weight * 100 / max(1.0, weight.sum())


def fold(text):
    """A headline without what editions differ in: quotes, dashes, case, white space, a Markdown heading's marker."""
    text = re.sub(r"^#{1,6}\s+", "", (text or "").strip())
    text = re.sub("[‘’‚‛′`´ʼ]", "'", re.sub("[“”„‟″«»]", '"', re.sub("[‐‑‒–—―]", "-", text)))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def headline_targets(page, spans, headlines):
    """For each candidate whether it is the page's headline, and its weight: the candidates of a page weigh 1 together, the headline as much as all others."""
    encoded = page["text"].encode("utf-8", "replace")
    title = fold(page["title"] or "")
    target = np.array([bool(title) and fold(encoded[slice(*spans[index])].decode("utf-8", "replace")) == title for index, _ in headlines], bool)
    return target, np.ones(len(target))


def one_hot(rows):
    index = np.minimum(rows, BUCKETS - 1).astype(np.int32) + np.arange(rows.shape[1], dtype=np.int32) * BUCKETS
    pointers = np.arange(0, index.size + 1, rows.shape[1])
    return scipy.sparse.csr_matrix((np.ones(index.size), index.ravel(), pointers), shape=(len(rows), rows.shape[1] * BUCKETS))


def fit(rows, target, weight):
    """Weights and bias of the logistic regression with an L2 penalty."""
    matrix = one_hot(rows)
    sign = np.where(target, 1.0, -1.0)
    weight = weight / weight.mean()

    def loss(parameters):
        margin = sign * (matrix @ parameters[1:] + parameters[0])
        error = -weight * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        value = (weight * np.logaddexp(0, -margin)).sum() + PENALTY / 2 * (parameters[1:] ** 2).sum()
        return value, np.concatenate([[error.sum()], matrix.T @ error + PENALTY * parameters[1:]])

    start = np.zeros(matrix.shape[1] + 1)
    best = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return best.x[1:].reshape(-1, BUCKETS), best.x[0]


def write(path, what, names, rows, points, bias):
    """The table; each feature's points are shifted to a mean of zero over the training blocks, the bias takes the rest."""
    lines = []
    for at, name in enumerate(names):
        used = rows[:, at].max() + 1
        counts = np.bincount(np.minimum(rows[:, at], BUCKETS - 1), minlength=BUCKETS)
        mean = (counts * points[at]).sum() / counts.sum()
        bias += mean
        shifted = np.where(counts > 0, np.rint((points[at] - mean) * 100), 0).astype(int)
        lines.append(name + "\t" + " ".join(map(str, shifted[: min(used, BUCKETS)])))
    with open(path, "w") as out:
        out.write(f"# Points, in hundredths of a nat of log-odds, of each bucket of each feature: {what}.\n")
        out.write("# Made by training/scorecard.py; the model card stands in docs/models.md. Do not edit by hand.\n")
        out.write(f"bias\t{round(bias * 100)}\n" + "\n".join(lines) + "\n")


def fit_blocks(pages, path):
    names, described = describe(pages)
    judged = [targets(page, one.spans) for page, one in zip(pages, described)]
    rows = np.concatenate([one.rows for one in described])
    target, weight = (np.concatenate(column) for column in zip(*judged))
    counted = weight > 0
    points, bias = fit(rows[counted], target[counted], weight[counted])
    write(path, "is a plain text's block body", names["features"], rows[counted], points, bias)


def fit_headline(pages, path):
    names, described = describe(pages)
    judged = [headline_targets(page, one.spans, one.headlines) for page, one in zip(pages, described)]
    rows = np.stack([row for one in described for _, row in one.headlines])
    target, weight = (np.concatenate(column) for column in zip(*judged))
    points, bias = fit(rows, target, weight)
    write(path, "is a plain text's block the headline", names["features"] + names["headline"], rows, points, bias)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=os.path.join(ROOT, "..", "shared", "gold"))
    parser.add_argument("--out", default=os.path.join(ROOT, "src", "model", "plain"))
    options = parser.parse_args()
    pages = list(read(os.path.join(options.gold, "text.jsonl.zst"), "train"))
    pages += [*clean_variants(pages), *short_variants(pages)]
    fit_blocks(pages, os.path.join(options.out, "blocks.tsv"))
    fit_headline(pages, os.path.join(options.out, "headline.tsv"))


if __name__ == "__main__":
    main()
