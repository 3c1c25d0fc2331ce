#!/usr/bin/env python3
"""Grows the trees that choose the headline of a web page among its candidates.

    python training/html_headline.py [--gold DIR] [--out src/model/html] [--check]

Has the crate itself describe the candidates of the training pages (training/titles.rs). A page's right candidates weigh as much
together as any other page's, and so do its wrong ones. The same input gives the same trees. With --check nothing is written:
every page is judged by trees that were grown without the pages of its domain, training and validation pages together, and the
share of exact headlines is printed for each set.
"""
import argparse
import json
import os
import subprocess
import threading
import urllib.parse
import zlib

import numpy as np

from dechrome_training import ensemble
from dechrome_training.gold import DEFAULT, ROOT, folded, read

# Sets whose titles a person has judged, or their publisher has set.
SETS = ["andythefactory", "fundus", "jsonld", "newspaper4k", "postlight", "trafilatura", "wcxb"]
# Whose publishers say what the headline is: they are few, and what they mean is wanted.
PUBLISHED = {"fundus": 5.0, "jsonld": 5.0}
WRONG = 2.0  # what a page's wrong candidates weigh against the right ones
SHAPE = ensemble.Shape(trees=250, depth=4, rate=0.1, l2=5.0, borders=32)
FOLDS = 5
TITLES = ["cargo", "run", "--release", "--quiet", "--features", "internals", "--example", "titles"]


def describe(pages):
    """The features' names; adds to each page its candidates' rows, and which of them are right."""
    child = subprocess.Popen(TITLES, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for page in pages:
            child.stdin.write((json.dumps({"html": page["html"]}) + "\n").encode("utf-8", "replace"))
        child.stdin.close()

    threading.Thread(target=feed, daemon=True).start()
    names = json.loads(child.stdout.readline())
    for page, line in zip(pages, child.stdout, strict=True):
        candidates = json.loads(line)
        page["rows"] = np.array([row for _, row in candidates], np.uint8).reshape(-1, len(names))
        page["right"] = np.array([folded(text) == folded(page["title"]) for text, _ in candidates], bool)
    return names


def fit(names, pages):
    """The trees; pages none of whose candidates is right say nothing."""
    pages = [page for page in pages if page["right"].any()]

    def weight(page):
        right = page["right"]
        return PUBLISHED.get(page["set"], 1.0) * np.where(right, 1 / right.sum(), WRONG / len(right))

    rows, right, weights = (np.concatenate(of) for of in ([page["rows"] for page in pages], [page["right"] for page in pages], [weight(page) for page in pages]))
    return ensemble.grow(names, rows, right, weights, SHAPE)


def is_right(page, trees):
    return bool(len(page["right"]) and page["right"][trees.scores(page["rows"]).argmax()])


def fold_of(page):
    host = urllib.parse.urlparse(page["url"] or "").hostname or page["id"]
    return zlib.crc32(".".join(host.split(".")[-2:]).encode()) % FOLDS


def check(names, pages):
    hits = {name: [] for name in SETS}
    for one in range(FOLDS):
        trees = fit(names, [page for page in pages if fold_of(page) != one])
        for page in pages:
            if fold_of(page) == one:
                hits[page["set"]].append((is_right(page, trees), page["right"].any()))
    for name, found in hits.items():
        exact, reach = np.mean(found, axis=0)
        print(f"{name:16}{len(found):6} pages  exact {exact:.3f}  among the candidates {reach:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=DEFAULT)
    parser.add_argument("--out", default=os.path.join(ROOT, "src", "model", "html"))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    pages = []
    for split in ["train", "val"] if options.check else ["train"]:
        for name in SETS:
            found = read(options.gold, name)
            pages += [page for page in found if page["split"] == split and page["title"] and page["html"]]
    names = describe(pages)
    if options.check:
        check(names, pages)
    else:
        fit(names, pages).write(os.path.join(options.out, "headline.trees"))


if __name__ == "__main__":
    main()
