"""Gold text → labels of blocks: which blocks of a page are in its gold body, in order, by their words."""
import collections

from .words import TOKEN

RUN = 3  # words that a block and the gold must have in a row
OFTEN = 30  # runs that stand in the gold more often say nothing of the place
SLACK = 12


def tokens(text):
    """The words of a text, small."""
    return TOKEN.findall((text or "").lower())


def _candidates(block, gold, runs, lines):
    """The places of the gold, (start, end, words covered), where a block may stand."""
    found = [(start, end, 1.05 * len(block), 1.0) for start, end in lines.get(tuple(block), ())[:8]]
    size = len(block)
    if size < RUN:
        return found
    hits = [(at, place) for at in range(size - RUN + 1) for place in runs.get(tuple(block[at:at + RUN]), ())]
    ways = collections.Counter((place - at) // 4 for at, place in hits)
    for way, _ in sorted(ways.items(), key=lambda item: (-item[1], item[0]))[:4]:
        low, high = way * 4 - SLACK - size // 8, way * 4 + 3 + SLACK + size // 8
        near = [(at, place) for at, place in hits if low <= place - at <= high]
        covered = len({at + step for at, _ in near for step in range(RUN)})
        if covered >= 0.4 * size:
            start, end = min(place for _, place in near), max(place for _, place in near) + RUN
            found.append((start, end, float(covered), covered / size))
    return found


class _Best:
    """The best chain that ends before a place of the gold: maxima of prefixes, by Fenwick's tree."""

    def __init__(self, size):
        self.cells = [(0.0, -1)] * (size + 1)

    def before(self, place):
        best = (0.0, -1)
        while place > 0:
            best = max(best, self.cells[place], key=lambda cell: cell[0])
            place -= place & -place
        return best

    def put(self, place, value, which):
        while place < len(self.cells):
            if value > self.cells[place][0]:
                self.cells[place] = (value, which)
            place += place & -place


def coverage(blocks, body):
    """For each block (its words) the share of it that the gold body has in its place, from 0 to 1.

    Blocks and gold stand in the same order but for exceptions: the chain of places that covers most is taken, then what is left
    over elsewhere, then short blocks that fit into the gaps.
    """
    gold, lines, runs = [], collections.defaultdict(list), collections.defaultdict(list)
    for line in (body or "").split("\n"):
        words = tokens(line)
        if words:
            lines[tuple(words)].append((len(gold), len(gold) + len(words)))
            gold += words
    for at in range(len(gold) - RUN + 1):
        runs[tuple(gold[at:at + RUN])].append(at)
    runs = {run: places for run, places in runs.items() if len(places) <= OFTEN}
    candidates = [(index, *place) for index, block in enumerate(blocks) if block for place in _candidates(block, gold, runs, lines)]
    covered, places, used = [0.0] * len(blocks), [None] * len(blocks), bytearray(len(gold) + 1)

    def take(candidate):
        index, start, end, _, share = candidate
        covered[index], places[index] = share, (start, end)
        used[start:end] = b"\1" * (end - start)

    for which in _chain(candidates, len(gold)):
        take(candidates[which])
    rest = [candidate for candidate in candidates if not covered[candidate[0]] and candidate[3] >= 4]
    for candidate in sorted(rest, key=lambda candidate: (-candidate[3], candidate[:3])):
        index, start, end = candidate[:3]
        if not covered[index] and sum(used[start:end]) * 5 <= end - start:
            take(candidate)
    _fill(blocks, gold, covered, places, used)
    return covered


def _chain(candidates, size):
    """The candidates, one a block at most, that stand in the gold's order and cover most."""
    best, before, value = _Best(size + 2), [], []
    at = 0
    while at < len(candidates):
        first = at
        while at < len(candidates) and candidates[at][0] == candidates[first][0]:
            _, start, end, weight, _ = candidates[at]
            sofar, link = best.before(start + min((end - start) // 10, 3) + 1)
            before.append(link)
            value.append(sofar + weight)
            at += 1
        for which in range(first, at):
            best.put(candidates[which][2] + 1, value[which], which)
    which, chain = best.before(size + 2)[1], []
    while which >= 0:
        chain.append(which)
        which = before[which]
    return chain[::-1]


def _fill(blocks, gold, covered, places, used):
    """Short blocks without a place get one between their neighbours' places, where the gold has them."""
    following, after = [None] * len(blocks), None
    for index in range(len(blocks) - 1, -1, -1):
        following[index] = after
        if places[index]:
            after = places[index][0]
    last = None
    for index, block in enumerate(blocks):
        if places[index]:
            last = places[index][1]
            continue
        start, end = last or 0, following[index] if following[index] is not None else len(gold)
        if not block or len(block) > 12 or (last is None and following[index] is None) or not len(block) <= end - start <= 400:
            continue
        for at in range(start, end - len(block) + 1):
            if gold[at:at + len(block)] == block and not any(used[at:at + len(block)]):
                if len(block) >= 3 or at <= start + 2:
                    covered[index], places[index] = 1.0, (at, at + len(block))
                    used[at:at + len(block)] = b"\1" * len(block)
                    last = at + len(block)
                break
