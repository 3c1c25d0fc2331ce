"""The confidence in a page's verdicts: how good what is kept is expected to be, and how good it then is."""
import numpy as np
from sklearn.isotonic import IsotonicRegression

from . import cut

# The edges of the rows of the table that is printed.
EDGES = (0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1)


def expected(scores, sizes, kept, counted):
    """The expected F1 of what is kept, in 255ths, as src/label/confidence.rs has it; `counted` are the blocks that could be content."""
    likely = np.where(counted, cut.probability(scores) * sizes, 0)
    whole = 255 * sizes[kept].sum() + likely.sum()
    return int(2 * likely[kept].sum() * 255 // whole) if whole else 0


def table(said, found):
    """The quality to expect, in 255ths, for each expected F1: isotonic regression."""
    fitted = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(said, found)
    return np.rint(fitted.predict(np.arange(256)) * 255).astype(np.uint8)


def reliability(said, found, fold, inside):
    """A line for each range of confidence, of the pages `inside`, each judged by a table without its fold: the range, how many pages,
    their mean confidence, their mean quality."""
    sure = np.zeros(len(said))
    for one in sorted(set(fold.tolist())):
        others = (fold != one) & (fold >= 0)
        sure[fold == one] = table(said[others], found[others])[said[fold == one]] / 255
    for low, high in zip(EDGES, EDGES[1:]):
        within = inside & (sure >= low) & ((sure < high) | (high == 1))
        if within.any():
            yield f"confidence {low:.2f}-{high:.2f}: {within.sum():5} pages, mean {sure[within].mean():.3f}, word F1 {found[within].mean():.3f}"


def learn(said, found, fold, say):
    """The table of the pages that are in a fold; says the lines of these out of fold, and of those that are in none."""
    for split, inside in (("out of fold", fold >= 0), ("val", fold < 0)):
        for line in reliability(said, found, fold, inside):
            say(f"{split}: {line}")
    return table(said[fold >= 0], found[fold >= 0])
