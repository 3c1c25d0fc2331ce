"""Out-of-fold scores: what the ensembles say of pages of sites that they have not seen."""
import dataclasses

import numpy as np

from . import ensemble


@dataclasses.dataclass
class Rows:
    """Rows to learn from: a page's rows stand together, and all pages of a site are in one fold."""
    names: list
    rows: np.ndarray  # n × columns, bytes
    target: np.ndarray  # n, bool
    weight: np.ndarray  # n; 0 for rows that say nothing
    fold: np.ndarray  # n; -1 for rows that are never learnt from


def sample(weight, most, seed=ensemble.SEED):
    """Weights of a sample of at most about `most` rows, the light ones thinned out and made heavier for it."""
    weight = np.asarray(weight, float)
    chance = np.minimum(1.0, weight * (most / max(weight.sum(), 1e-9)))
    for _ in range(5):  # what is above 1 is given to the rest
        free = chance < 1
        spare = most - (~free).sum()
        if spare <= 0 or not free.any():
            break
        chance[free] = np.minimum(1.0, weight[free] * (spare / max(weight[free].sum(), 1e-9)))
    chosen = np.random.default_rng(seed).random(len(weight)) < chance
    return np.where(chosen, weight / np.maximum(chance, 1e-9), 0.0)


def fit(data, shape, most=10 ** 9):
    """For each row the score, in points, of an ensemble that was grown without the row's fold; and the ensemble of all folds.

    Rows of no fold have the score of the last. At most about `most` rows are learnt from.
    """
    def grow(rows):
        return ensemble.grow(data.names, data.rows, data.target, sample(np.where(rows, data.weight, 0.0), most), shape)

    final = grow(data.fold >= 0)
    scores = np.zeros(len(data.rows), np.int64)
    for fold in sorted(set(data.fold.tolist())):
        inside = data.fold == fold
        grown = final if fold < 0 else grow((data.fold >= 0) & ~inside)
        scores[inside] = grown.scores(data.rows[inside])
    return scores, final
