#!/usr/bin/env python3
"""Makes the labeller of HTML pages: two stages of boosted trees that say which blocks are body.

    python training/html_blocks.py [--gold DIR] [--out src/model/html]
    python training/html_blocks.py [--gold DIR] --check

Learns from the split `train` of the sets with full bodies, and from pages that have snippets only, labelled by a labeller of the
same kind that has not seen their sites and corrected by their snippets. The second stage learns from what the first says of sites
that it has not seen. Prints the figures of score.py by set, of train pages out of fold and of val pages with the final trees. With
`--check` nothing is written: train and val pages alike are learnt from, in five folds by domain that are the same for every stage, and
each page is judged by trees that have not seen its site. The crate itself makes the features (training/describe_html.rs), so it is
built first; the same gold gives the same files.
"""
import argparse
import collections
import os
import sys
import time

import numpy as np

from dechrome_training import confidence, ensemble, gold, pages, shingles

FOLDS = 3
FOLDS_OF_CHECK = 5
MOST = 100  # blocks of a page that are learnt from
MOST_OF_SNIPPETS = 60
ROUGH = ensemble.Shape(trees=80, depth=6, rate=0.18, borders=48, columns=0.3)
FIRST = ensemble.Shape(trees=180, depth=6, rate=0.1, borders=48, columns=0.3)
SECOND = ensemble.Shape(trees=180, depth=6, rate=0.09, borders=48, columns=0.3)
BOUNDS = (0.1, 0.25, 0.5)  # of the cut, as in src/label/cut.rs: the least, the least where no block is more likely, the most
STARTED = time.time()


def say(*what):
    print(f"{time.time() - STARTED:5.0f} s ", *what, file=sys.stderr, flush=True)


def sample(page, most):
    """The blocks of a page to learn from, and their weights: all of a short page; of a long one those in and near the body by
    preference, the heavier for being few."""
    weight, target, count = pages.weights(page), page.target, len(page.blocks)
    if count > most:
        chance = np.maximum(page.words, 1) ** 0.375 * (1 + 1.5 * target)
        body = np.flatnonzero(target)
        if len(body):
            places = np.searchsorted(body, np.arange(count))
            way = np.minimum(*(np.abs(body[np.clip(places - step, 0, len(body) - 1)] - np.arange(count)) for step in (0, 1)))
            chance *= 1 + 2 * ((way <= 8) & ~target)
        chance *= most / chance.sum()
        for _ in range(4):  # what is above 1 is given to the rest
            chance = np.minimum(chance, 1)
            free = chance < 1
            chance[free] *= max(most - (~free).sum(), 1e-9) / max(chance[free].sum(), 1e-9)
        chance = np.minimum(chance, 1)
        chosen = np.random.default_rng(ensemble.SEED + count).random(count) < chance
        weight = np.where(chosen, weight / np.maximum(chance, 1e-9), 0)
    chosen = np.flatnonzero(weight > 0)
    return chosen, weight[chosen], target[chosen]


def grow(names, learnt, rows, shape):
    """An ensemble of pages; `rows` gives those of a page."""
    samples = [sample(page, MOST if page.body else MOST_OF_SNIPPETS) for page in learnt]
    matrix = np.concatenate([rows(page)[chosen] for page, (chosen, _, _) in zip(learnt, samples)])
    weight, target = (np.concatenate([one[at] for one in samples]) for at in (1, 2))
    return ensemble.grow(names, matrix, target, weight, shape)


def scores(model, judged, rows):
    """The scores of some pages' blocks, by page."""
    if not judged:
        return {}
    said = model.scores(np.concatenate([rows(page) for page in judged]))
    ends = np.cumsum([len(page.blocks) for page in judged])
    return dict(zip(judged, np.split(said, ends[:-1])))


def out_of_fold(names, learnt, judged, rows, shape):
    """What ensembles that have not seen a page's site say of it, and the ensemble of all pages. Pages of no fold get that one's word."""
    said, full = {}, None
    for fold in sorted({page.fold for page in judged}):
        model = grow(names, [page for page in learnt if page.fold != fold], rows, shape)
        full = model if fold < 0 else full
        said |= scores(model, [page for page in judged if page.fold == fold], rows)
    return said, full


def two_stages(names, crate, learnt, judged, shapes):
    """The second stage's scores out of fold, and the ensembles of both stages."""
    first, model = out_of_fold(names["first"], learnt, judged, lambda page: page.rows, shapes[0])
    report("first stage", judged, first)
    requests = (page.around | {"scores": first[page].tolist()} for page in judged)
    context = {page: pages.matrix(answer["context"], names["context"]) for page, answer in zip(judged, crate.ask(requests))}
    both = names["first"] + names["context"]
    second, last = out_of_fold(both, learnt, judged, lambda page: np.concatenate([page.rows, context[page]], 1), shapes[1])
    report("second stage", judged, second)
    return second, (model, last)


def kept(page, said):
    """The blocks that the page's cut keeps, as src/label/pages.rs has it."""
    probability = 1 / (1 + np.exp(-said / ensemble.SCALE)) * ~page.is_hidden
    counted = np.where(probability < 0.03, 0, probability)
    order = np.argsort(-counted, kind="stable")
    size = np.maximum(page.words, 0.3)[order]
    hits = np.cumsum(size * counted[order])
    best = np.argmax(2 * hits / (np.cumsum(size) + hits[-1] + 1e-9))
    least, likely, most = BOUNDS
    mask = probability >= np.clip(counted[order][best], least if counted.max() >= likely else likely, most)
    mask &= page.feature("is_headline") == 0
    return shingles.repeated(page.gold, mask)


def snippets(page, mask):
    """How many snippets that must, and how many that must not, are in what is kept; and how many of the former are not."""
    text = pages.flat(" ".join([page.title or "", *(block for block, kept in zip(page.blocks, mask) if kept)]))
    there = sum(snippet in text for snippet in page.in_page["with"])
    return there, sum(snippet in text for snippet in page.in_page["without"]), len(page.in_page["with"]) - there


def report(what, judged, said):
    """Prints the figures of score.py by set: of pages in folds (out of fold) and of those in none."""
    figures, counts, empty = collections.defaultdict(list), collections.defaultdict(lambda: np.zeros(3, int)), []
    for page in judged:
        mask, split = kept(page, said[page]), "out of fold" if page.fold >= 0 else page.split
        if page.body:
            found = page.gold.figures(mask)
            for name in {page.set, f"{page.set}/{page.kind}" if page.kind else page.set}:
                figures[split, name].append(found)
            if not mask.any() and len(page.body.split()) > 100:
                empty.append(f"{page.set}/{page.id}")
        counts[split, page.set] += snippets(page, mask)
    for (split, name), found in sorted(figures.items()):
        shingle, precision, recall, word = shingles.summary(found)
        say(f"{what}, {split}: {name:24} {len(found):5} pages, shingle {shingle:.4f} ({precision:.4f} {recall:.4f}), word {word:.4f}")
    for (split, name), (there, leaked, missed) in sorted(counts.items()):
        if there + missed:
            say(f"{what}, {split}: {name:24} snippets {2 * there / (2 * there + leaked + missed):.4f}")
    say(f"{what}: empty although there is a body: {', '.join(empty) or 'none'}")


def learn_confidence(judged, said):
    """The table of src/model/html/confidence.u8: from the expected F1 of what is kept to its word F1."""
    judged = [page for page in judged if page.body]
    expected, found = np.zeros(len(judged), int), np.zeros(len(judged))
    for at, page in enumerate(judged):
        mask, sizes = kept(page, said[page]), np.array([len(block.encode("utf-8", "replace")) for block in page.blocks])
        counted = ~page.is_hidden & (page.feature("is_headline") == 0)
        expected[at] = confidence.expected(said[page], sizes, mask, counted)
        found[at] = page.gold.figures(mask)[2]
    return confidence.learn(expected, found, np.array([page.fold for page in judged]), say)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=gold.DEFAULT)
    parser.add_argument("--out", default=os.path.join(gold.ROOT, "src", "model", "html"))
    parser.add_argument("--check", action="store_true", help="only print the figures of all pages, out of fold")
    options = parser.parse_args()
    judged, names = pages.read(options.gold, pages.FULL + pages.SNIPPETS)
    folds = FOLDS_OF_CHECK if options.check else FOLDS
    for page in judged:
        page.fold = gold.fold_of(page.site, folds) if options.check or page.split == "train" else -1
    learnt = [page for page in judged if page.body and page.fold >= 0 and page.target.any()]
    say(len(judged), "pages,", len(learnt), "to learn from")
    crate = pages.Crate()
    rough, _ = two_stages(names, crate, learnt, [page for page in judged if page.fold >= 0], (ROUGH, ROUGH))
    guessed = [page for page in judged if not page.body and page.fold >= 0 and pages.judge_by_snippets(page, rough[page])]
    say(len(guessed), "pages with snippets only")
    second, models = two_stages(names, crate, learnt + guessed, judged, (FIRST, SECOND))
    table = learn_confidence(judged, second)
    if options.check:
        return
    for name, model in zip(("first", "second"), models):
        path = os.path.join(options.out, f"{name}.trees")
        model.write(path)
        say(path, os.path.getsize(path), "bytes; columns:", " ".join(column for column, _ in model.importance()[:40]))
    table.tofile(os.path.join(options.out, "confidence.u8"))
    for name in pages.FULL + pages.SNIPPETS:
        say(name, gold.checksum(options.gold, name))


if __name__ == "__main__":
    main()
