#!/usr/bin/env python3
"""How well texts are cleaned in a language that training never saw: leaves one language out at a time.

    python training/languages.py [--gold DIR]

The stages are those of text.py, but for the folds: a language is a fold of its own, those of few documents are one together. So what is
said of a document was learnt from documents of other languages alone, by the vocabulary and by every stage. The lexicon is the crate's as it
is. Prints a row a language for the model card; writes nothing.
"""
import argparse
import collections

import numpy as np

from dechrome_training import gold, variants
from text import Text, say

FEW = 25  # documents, below which a language has no fold of its own


def folds(pages):
    """The fold of each page by its language, -1 for those of the split val."""
    documents = collections.Counter(page["lang"] for page in pages if page["split"] == "train" and page["form"] == "scraped")
    languages = sorted(language for language, count in documents.items() if count >= FEW)
    number = {language: at for at, language in enumerate(languages)}
    return np.array([number.get(page["lang"], len(languages)) if page["split"] == "train" else -1 for page in pages]), languages + ["others"]


class LeftOut(Text):
    """The pages, with languages for folds."""

    def __init__(self, pages):
        super().__init__(pages)
        self.page_fold, self.languages = folds(pages)
        self.fold = np.repeat(self.page_fold, np.diff(self.ends))

    def print_table(self):
        print("| language | documents | word F1, language left out | as it came |\n|---|---|---|---|")
        scraped = np.array([page["form"] == "scraped" for page in self.pages])
        f1 = np.where(self.page > 0, self.whole, self.cut)
        for at, language in enumerate(self.languages):
            chosen = scraped & (self.page_fold == at)
            print(f"| {language} | {chosen.sum()} | {f1[chosen].mean():.3f} | {self.whole[chosen].mean():.3f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", default=gold.DEFAULT)
    text = LeftOut(variants.variants(gold.read(parser.parse_args().gold, "text")))
    say(f"{len(text.pages)} pages, {len(text.languages)} languages")
    text.learn_grams()
    text.learn_first()
    text.learn_second()
    text.describe_last()
    text.learn_page()
    text.print_table()


if __name__ == "__main__":
    main()
