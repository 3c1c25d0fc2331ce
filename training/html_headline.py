#!/usr/bin/env python3
"""Fits the scorecard that chooses the headline of a web page among its candidates.

    python training/html_headline.py [--gold DIR] [--out src/model/html] [--check]

Has the crate itself describe the candidates of the training pages (training/titles.rs). A page is one choice among its
candidates, so the points are fitted by a conditional logit: the chance of the right ones against all of the page's. The
same input gives the same table. With --check nothing is written: every page is judged by points that were fitted without
the pages of its domain, training and validation pages together, and the share of exact headlines is printed for each set.
"""
import argparse
import json
import os
import subprocess
import threading
import urllib.parse
import zlib

import numpy as np
import scipy.optimize

from dechrome_training.gold import DEFAULT, ROOT, folded, read
from dechrome_training.scorecard import BUCKETS, one_hot, write

# Sets whose titles a person has judged, or their publisher has set.
SETS = ["andythefactory", "fundus", "jsonld", "newspaper4k", "postlight", "trafilatura", "wcxb"]
PENALTY = 2.0
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


def fit(pages):
    """The points of the conditional logit with an L2 penalty."""
    pages = [page for page in pages if page["right"].any()]
    sizes = [len(page["right"]) for page in pages]
    starts, owner = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(pages)), sizes)
    matrix, right = one_hot(np.concatenate([page["rows"] for page in pages])), np.concatenate([page["right"] for page in pages])

    def loss(points):
        score = matrix @ points
        chance = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        total, hit = np.add.reduceat(chance, starts), np.add.reduceat(chance * right, starts) + 1e-300
        value = (np.log(total) - np.log(hit)).sum() + PENALTY / 2 * (points @ points)
        return value, matrix.T @ (chance / total[owner] - chance * right / hit[owner]) + PENALTY * points

    best = scipy.optimize.minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return best.x.reshape(-1, BUCKETS)


def is_right(page, points):
    if not len(page["right"]):
        return False
    scores = points[np.arange(page["rows"].shape[1]), np.minimum(page["rows"], BUCKETS - 1)].sum(1)
    return bool(page["right"][scores.argmax()])


def fold_of(page):
    host = urllib.parse.urlparse(page["url"] or "").hostname or page["id"]
    return zlib.crc32(".".join(host.split(".")[-2:]).encode()) % FOLDS


def check(pages):
    hits = {name: [] for name in SETS}
    for one in range(FOLDS):
        points = fit([page for page in pages if fold_of(page) != one])
        for page in pages:
            if fold_of(page) == one:
                hits[page["set"]].append((is_right(page, points), page["right"].any()))
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
        check(pages)
    else:
        rows = np.concatenate([page["rows"] for page in pages])
        write(os.path.join(options.out, "headline.tsv"), "is a candidate the headline of a web page", names, rows, fit(pages), 0.0, "html_headline.py")


if __name__ == "__main__":
    main()
