"""Scorecards: points for each bucket of each feature, as a table that people read."""
import numpy as np
import scipy.sparse

# As in src/model/scorecard.rs.
BUCKETS = 32


def one_hot(rows):
    index = np.minimum(rows, BUCKETS - 1).astype(np.int32) + np.arange(rows.shape[1], dtype=np.int32) * BUCKETS
    pointers = np.arange(0, index.size + 1, rows.shape[1])
    return scipy.sparse.csr_matrix((np.ones(index.size), index.ravel(), pointers), shape=(len(rows), rows.shape[1] * BUCKETS))


def write(path, what, names, rows, points, bias, script):
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
        out.write(f"# Made by training/{script}; the model card stands in docs/models.md. Do not edit by hand.\n")
        out.write(f"bias\t{round(bias * 100)}\n" + "\n".join(lines) + "\n")
