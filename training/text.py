#!/usr/bin/env python3
"""Makes the labeller of scraped text: the learned vocabulary, the two stages, the page's and the headline's model.

    python training/text.py [--gold DIR]

Reads GOLD/text.jsonl.zst, learns from its split `train` alone, and writes src/lexicon/data/grams.i8, src/model/plain/*.trees and
src/model/plain/confidence.u8.
Every stage learns from what the stages before it say of sites that they have not seen. The crate itself makes the features
(training/describe.rs), so it is built first; the same gold and the same features give the same files.
"""
import argparse
import os
import sys
import time

import numpy as np

from dechrome_training import confidence, crate, crossfit, cut, ensemble, gold, grams, labels, variants, words

FOLDS = 3
MOST = 450_000  # rows that an ensemble learns from
CLEAN_WEIGHT = 0.3  # what stripping a clean page costs, beside the words that are lost
SURE = -3_500  # below this score of the first stage (src/label/mod.rs) the second is not asked
FORM_WEIGHT = {"scraped": 1.0, "short": 0.5, "clean": 0.5, "light": 0.5, "bare": 0.3}
FIRST = ensemble.Shape(trees=120, depth=6, rate=0.15)
SECOND = ensemble.Shape(trees=120, depth=6, rate=0.1)
PAGE = ensemble.Shape(trees=40, depth=4, rate=0.12, l2=10.0)
HEADLINE = ensemble.Shape(trees=120, depth=5, rate=0.1, l2=10.0)
STARTED = time.time()


def say(*what):
    print(f"{time.time() - STARTED:5.0f} s ", *what, file=sys.stderr, flush=True)


def loss(scores, target, weight):
    """The log loss of scores, in points."""
    margin = scores / ensemble.SCALE * np.where(target, 1, -1)
    return float((np.logaddexp(0, -margin) * weight).sum() / weight.sum())


class Text:
    """The pages with all that is known of them, stage by stage."""

    def __init__(self, pages):
        self.pages = pages
        self.names, answers = crate.describe([{"text": page["text"]} for page in pages])
        self.spans = [np.array(answer["spans"], int).reshape(-1, 2) for answer in answers]
        self.ends = np.concatenate([[0], np.cumsum([len(spans) for spans in self.spans])])
        self.rows = np.concatenate([answer["first"] for answer in answers])
        judged = [labels.of_blocks(labels.of_bytes(page), spans) for page, spans in zip(pages, self.spans)]
        self.target = np.concatenate([target for target, _ in judged])
        self.weight = np.concatenate([weight * FORM_WEIGHT[page["form"]] for (_, weight), page in zip(judged, pages)])
        self.page_fold = np.array([gold.fold_of(page["site"], FOLDS) if page["split"] == "train" else -1 for page in pages])
        self.fold = np.repeat(self.page_fold, np.diff(self.ends))
        self.slots = np.concatenate([np.frombuffer(bytes.fromhex(answer["grams"]), "<u2") for answer in answers])
        self.counts = np.concatenate([np.array(answer["gram_counts"], int) for answer in answers])
        self.size = [spans[:, 1] - spans[:, 0] for spans in self.spans]

    def of_page(self, blocks, at):
        """Of something that there is a value of for each block, the values of one page."""
        return blocks[self.ends[at]:self.ends[at + 1]]

    def report(self, what, scores):
        """Prints the log loss out of fold, and on val."""
        scraped = np.repeat([page["form"] == "scraped" for page in self.pages], np.diff(self.ends)) & (self.weight > 0)
        train, val = scraped & (self.fold >= 0), scraped & (self.fold < 0)
        losses = [loss(scores[part], self.target[part], self.weight[part]) for part in (train, val)]
        say(f"{what}: log loss out of fold {losses[0]:.4f}, val {losses[1]:.4f}")

    def learn_grams(self):
        """The column of what the words say, out of fold; the points."""
        column, points = grams.out_of_fold(self.slots, self.counts, self.target, self.weight, self.fold)
        self.said = column
        self.rows[:, self.names["first"].index("grams")] = column
        return points

    def learn_first(self):
        data = crossfit.Rows(self.names["first"], self.rows, self.target, self.weight, self.fold)
        self.first, model = crossfit.fit(data, FIRST, MOST)
        self.report("first stage", self.first)
        return model

    def describe_second(self):
        """What the second stage sees, of the blocks that it is asked about."""
        requests = [{"text": page["text"], "scores": {"first": self.of_page(self.first, at).tolist()}} for at, page in enumerate(self.pages)]
        _, answers = crate.describe(requests)
        rows = np.concatenate([answer["second"] for answer in answers])
        rows[:, self.names["second"].index("grams")] = self.said
        return rows

    def learn_second(self):
        rows, asked = self.describe_second(), self.first >= SURE
        data = crossfit.Rows(self.names["second"], rows[asked], self.target[asked], self.weight[asked], self.fold[asked])
        self.second = self.first.copy()
        self.second[asked], model = crossfit.fit(data, SECOND, MOST)
        self.report("second stage", self.second)
        return model

    def describe_last(self):
        """What the page's and the headline's model see."""
        requests = [
            {"text": page["text"], "scores": {"first": [], "second": self.of_page(self.second, at).tolist()}}
            for at, page in enumerate(self.pages)
        ]
        _, answers = crate.describe(requests)
        self.page_rows = np.concatenate([answer["page"] for answer in answers])
        self.candidates = [np.array(answer["candidates"], int).reshape(-1, 2) for answer in answers]
        self.headline_rows = [answer["headline"] for answer in answers]

    def kept(self, at):
        """The blocks of a page that its cut keeps."""
        likely = cut.probability(self.of_page(self.second, at))
        return likely >= cut.threshold(likely, self.size[at]) if len(likely) else np.zeros(0, bool)

    def judge_pages(self):
        """The word F1 of each page as it is, and cut."""
        self.whole, self.cut = np.zeros(len(self.pages)), np.zeros(len(self.pages))
        for at, (page, spans) in enumerate(zip(self.pages, self.spans)):
            text = page["text"].encode("utf-8", "replace")
            counted = words.Page([text[start:end].decode("utf-8", "replace") for start, end in spans], page["body"])
            # The headline counts for nothing, as in the figures.
            body = ~self.of_page(self.is_headline, at)
            self.whole[at], self.cut[at] = counted.f1(body), counted.f1(self.kept(at) & body)

    def learn_confidence(self):
        """The table of src/model/plain/confidence.u8: from the expected F1 of what is kept of a scraped page to its word F1."""
        scraped = [at for at, page in enumerate(self.pages) if page["form"] == "scraped"]
        expected, found = np.zeros(len(scraped), int), np.where(self.page > 0, self.whole, self.cut)[scraped]
        for place, at in enumerate(scraped):
            scores, size, counted = self.of_page(self.second, at), self.size[at], ~self.of_page(self.is_headline, at)
            kept = counted & ((self.page[at] > 0) | self.kept(at))
            expected[place] = confidence.expected(scores, size, kept, counted)
        return confidence.learn(expected, found, self.page_fold[scraped], say)

    def learn_page(self):
        """Is a page better left as it is? A page weighs what the wrong answer costs, a clean one something in any case."""
        self.is_headline = np.concatenate([labels.headlines(labels.of_bytes(page), spans) for page, spans in zip(self.pages, self.spans)])
        self.judge_pages()
        gain = self.whole - self.cut
        clean = np.array([page["form"] == "clean" for page in self.pages])
        target = (gain >= 0) & ((gain > 0) | (self.whole > 0.98)) | clean
        weight = np.abs(gain) + np.where(clean, CLEAN_WEIGHT, 0.01)
        data = crossfit.Rows(self.names["page"], self.page_rows, target, weight, self.page_fold)
        self.page, model = crossfit.fit(data, PAGE)
        return model

    def learn_headline(self):
        """Which candidate is the headline? The words are left out: they were learnt from these very pages."""
        rows, target, fold, weight = [], [], [], []
        for page, candidates, page_rows, one in zip(self.pages, self.candidates, self.headline_rows, self.page_fold):
            text, title = page["text"].encode("utf-8", "replace"), gold.folded(page["title"])
            said = [gold.folded(gold.flowing(text[start:end].decode("utf-8", "replace"))) for start, end in candidates]
            found = [bool(title) and one_said == title for one_said in said]
            rows.append(page_rows)
            target += found
            fold += [one] * len(found)
            # The right ones weigh 1 together, the wrong ones twice that, or half of it where none is right.
            right, form = sum(found), FORM_WEIGHT[page["form"]]
            wrong = (2.0 if right else 0.5) / max(1, len(found))
            weight += [form * (1 / right if one_found else wrong) for one_found in found]
        rows = np.concatenate(rows)
        rows[:, self.names["headline"].index("grams")] = 0
        data = crossfit.Rows(self.names["headline"], rows, np.array(target), np.array(weight, float), np.array(fold))
        scores, model = crossfit.fit(data, HEADLINE, MOST)
        self.headline = np.split(scores, np.cumsum([len(one) for one in self.candidates])[:-1])
        self.is_title = np.split(np.array(target), np.cumsum([len(one) for one in self.candidates])[:-1])
        return model


def figures(text):
    """The figures of the scraped pages, out of fold and on val."""
    for split in ("train", "val"):
        chosen = [at for at, page in enumerate(text.pages) if page["split"] == split and page["form"] == "scraped"]
        left = text.page[chosen] > 0
        f1 = np.where(left, text.whole[chosen], text.cut[chosen])
        titled = [at for at in chosen if text.pages[at]["title"]]
        right = [len(text.headline[at]) and text.headline[at].max() >= -4000 and text.is_title[at][text.headline[at].argmax()] for at in titled]
        reach = [text.is_title[at].any() for at in titled]
        say(f"{split}: word {f1.mean():.4f} (cut {text.cut[chosen].mean():.4f}, left as it is {left.mean():.3f}), headline {np.mean(right):.3f} of {np.mean(reach):.3f}")
        clean = [at for at, page in enumerate(text.pages) if page["split"] == split and page["form"] == "clean"]
        left = text.page[clean] > 0
        lost = [not is_left and f1 < 0.975 for is_left, f1 in zip(left, text.cut[clean])]
        say(f"{split}: clean pages left as they are {left.mean():.3f}, that lose much {np.mean(lost):.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=gold.DEFAULT)
    options = parser.parse_args()
    text = Text(variants.variants(gold.read(options.gold, "text")))
    say(f"{len(text.pages)} pages, {len(text.rows)} blocks")
    points = text.learn_grams()
    models = {"first": text.learn_first(), "second": text.learn_second()}
    text.describe_last()
    models |= {"page": text.learn_page(), "headline": text.learn_headline()}
    figures(text)
    text.learn_confidence().tofile(os.path.join(gold.ROOT, "src", "model", "plain", "confidence.u8"))
    points.tofile(os.path.join(gold.ROOT, "src", "lexicon", "data", "grams.i8"))
    for name, model in models.items():
        model.write(os.path.join(gold.ROOT, "src", "model", "plain", name + ".trees"))
    return text, models


if __name__ == "__main__":
    main()
