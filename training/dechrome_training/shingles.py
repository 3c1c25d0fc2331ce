"""The figures of score.py for what is kept of pages, fast enough to try many cuts."""
import collections

import numpy as np

from .words import TOKEN


class Page:
    """The words of a page's blocks and of its gold, as numbers."""

    def __init__(self, blocks, body, lead=""):
        """`blocks`: the text of each block; `body`: the gold; `lead`: what stands before what is kept."""
        self.number = collections.defaultdict(lambda: len(self.number))
        self.small = np.zeros(0, np.int64)
        split = [TOKEN.findall(text) for text in blocks]
        gold, lead = TOKEN.findall(body or ""), TOKEN.findall(lead or "")
        self.blocks = [np.array([self.number[word] for word in words], np.int64) for words in split]
        self.sizes = np.array([len(words) for words in split])
        self.lead = np.array([self.number[word] for word in lead], np.int64)
        gold = np.array([self.number[word] for word in gold], np.int64)
        low = collections.defaultdict(lambda: len(low))
        self.small = np.array([low[word.lower()] for word in self.number], np.int64)
        self.gold = self._shingles(gold)
        self.gold_words = np.bincount(self.small[gold], minlength=len(low)) if len(gold) else np.zeros(len(low), np.int64)
        del self.number

    @staticmethod
    def _shingles(words):
        if not len(words):
            return np.zeros(0, np.uint64), np.zeros(0, np.int64)
        wide = words.astype(np.uint64) + np.uint64(1)
        count, hashed = max(1, len(wide) - 3), np.zeros(max(1, len(wide) - 3), np.uint64)
        with np.errstate(over="ignore"):
            for at in range(min(4, len(wide))):
                hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + wide[at:at + count] * np.uint64(0xD6E8FEB86659FD93)
                hashed ^= hashed >> np.uint64(29)
        return np.unique(hashed, return_counts=True)

    def figures(self, kept):
        """Precision (None without output), recall of shingles, and word F1, when these blocks (a mask) are kept."""
        chosen = [self.lead] + [self.blocks[at] for at in np.flatnonzero(kept)]
        got = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
        shingles, counts = self._shingles(got)
        _, ours, golds = np.intersect1d(shingles, self.gold[0], assume_unique=True, return_indices=True)
        hit = np.minimum(counts[ours], self.gold[1][golds]).sum()
        precision = hit / counts.sum() if len(counts) else None
        recall = hit / self.gold[1].sum() if len(self.gold[1]) else 1.0
        words = np.bincount(self.small[got], minlength=len(self.gold_words)) if len(got) else np.zeros_like(self.gold_words)
        both = np.minimum(words, self.gold_words).sum()
        all_words = words.sum() + self.gold_words.sum()
        return precision, recall, 2 * both / all_words if all_words else 1.0


def summary(figures):
    """Shingle F1 from mean precision and mean recall, these two, and the mean word F1."""
    precision = np.mean([p for p, _, _ in figures if p is not None] or [0.0])
    recall = np.mean([r for _, r, _ in figures])
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall, np.mean([w for _, _, w in figures])


def repeated(page, kept, least=8, share=0.9):
    """The mask without blocks whose runs of four words are out already."""
    kept, seen = kept.copy(), set()
    for at in np.flatnonzero(kept):
        words = page.blocks[at]
        if len(words) < 4:
            continue
        runs = list(zip(words, words[1:], words[2:], words[3:]))
        if len(words) >= least and sum(run in seen for run in runs) >= share * len(runs):
            kept[at] = False
        else:
            seen.update(runs)
    return kept
