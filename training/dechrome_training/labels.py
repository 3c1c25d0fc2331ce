"""Labels of lines → targets and weights of blocks."""
import numpy as np

CHROME, BODY, HEADLINE, BETWEEN = range(4)


def of_bytes(page):
    """A label a byte of a page's text."""
    labels = np.full(len(page["text"].encode("utf-8", "replace")) + 1, BETWEEN, np.uint8)
    at = 0
    for line, (label, _kind, spans) in zip(page["text"].split("\n"), page["lines"]):
        length = len(line.encode("utf-8", "replace"))
        if label == "m":
            for start, end, name in spans or []:
                first = at + len(line[:start].encode("utf-8", "replace"))
                last = at + len(line[:end].encode("utf-8", "replace"))
                labels[first:last] = {"chrome": CHROME, "body": BODY, "headline": HEADLINE}[name]
        elif line.strip():
            labels[at:at + length] = {"h": HEADLINE, "b": BODY}.get(label, CHROME)
        at += length + 1
    return labels


def of_blocks(labels, spans):
    """For each block whether it is body, and what it weighs: its length to the power of .75, a page 100 in all; the headline nothing."""
    sums = [np.concatenate([[0], np.cumsum(labels == label)]) for label in (BODY, HEADLINE, BETWEEN)]
    body, headline, between = (of_label[spans[:, 1]] - of_label[spans[:, 0]] for of_label in sums)
    size = np.maximum(1, spans[:, 1] - spans[:, 0] - between)
    weight = (spans[:, 1] - spans[:, 0]).astype(float) ** 0.75
    weight[headline / size > 0.5] = 0
    return body / size >= 0.5, weight * 100 / max(1.0, weight.sum())


def headlines(labels, spans):
    """For each block whether it is the headline."""
    sums = np.concatenate([[0], np.cumsum(labels == HEADLINE)])
    return (sums[spans[:, 1]] - sums[spans[:, 0]]) * 2 > spans[:, 1] - spans[:, 0]
