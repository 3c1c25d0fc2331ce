"""The learned vocabulary: points for the hashes of words and pairs of words, which the crate makes (src/lexicon/grams.rs)."""
import math

import numpy as np
import scipy.sparse
from sklearn.linear_model import SGDClassifier

from .ensemble import SEED

SLOTS = 1 << 16
UNIT = 100  # points a nat
PENALTY = 2e-6
ROUNDS = 4


def matrix(slots, counts):
    """A row a block, from the slots of all blocks and how many each has; each row's entries are 1 over the root of their number."""
    ends = np.concatenate([[0], np.cumsum(counts)])
    values = np.repeat(1 / np.sqrt(np.maximum(1, counts)), counts).astype(np.float32)
    return scipy.sparse.csr_matrix((values, slots.astype(np.int32), ends), shape=(len(counts), SLOTS))


def learn(grams, target, weight):
    """The points of each slot: logistic regression over the blocks with weight."""
    counted = weight > 0
    model = SGDClassifier(loss="log_loss", alpha=PENALTY, max_iter=ROUNDS, tol=None, random_state=SEED)
    weight = np.sqrt(weight[counted])
    model.fit(grams[counted], target[counted], sample_weight=weight / weight.mean())
    return np.rint(model.coef_[0] * UNIT).clip(-127, 127).astype(np.int8)


def said(points, slots, counts):
    """What the crate makes of the points for each block: a byte, 128 for nothing."""
    ends = np.concatenate([[0], np.cumsum(counts)])
    sums = np.concatenate([[0], np.cumsum(points[slots].astype(np.int64))])
    roots = np.array([0] + [math.isqrt((1 << 20) // count) for count in range(1, counts.max() + 1)], np.int64)
    return (((sums[ends[1:]] - sums[ends[:-1]]) * roots[counts] >> 12).clip(-127, 127) + 128).astype(np.uint8)


def out_of_fold(slots, counts, target, weight, fold):
    """For each block what points that were learnt without its fold say; and the points of all folds."""
    grams = matrix(slots, counts)
    column = np.zeros(len(counts), np.uint8)
    everything = np.where(fold >= 0, weight, 0.0)
    final = learn(grams, target, everything)
    ends = np.concatenate([[0], np.cumsum(counts)])
    for one in sorted(set(fold.tolist())):
        points = final if one < 0 else learn(grams, target, np.where(fold != one, everything, 0.0))
        inside = fold == one
        taken = np.repeat(inside, counts)
        column[inside] = said(points, slots[taken], counts[inside])
    return column, final
