"""The page's cut, as src/label/cut.rs makes it."""
import numpy as np

LOWEST, HIGHEST, LEAST = 64, 128, 26


def probability(scores):
    """Scores in points → 255ths."""
    hundredths = np.trunc(np.asarray(scores) / 10).clip(-700, 700)
    return np.rint(255 / (1 + np.exp(-hundredths / 100))).astype(int)


def threshold(scores, sizes):
    """The score from which on a page's blocks are kept."""
    by_score = np.bincount(scores, weights=sizes, minlength=256)
    above = np.cumsum(by_score[::-1])[::-1]
    hit = np.cumsum((by_score * np.arange(256))[::-1])[::-1]
    expected = 2 * hit / np.maximum(1, above * 255 + hit[0])
    best = 255 - int(np.argmax(expected[::-1]))
    tenth = int(np.flatnonzero(above * 10 >= by_score.sum()).max())
    return min(max(best, min(max(tenth // 2, LEAST), LOWEST)), HIGHEST)
