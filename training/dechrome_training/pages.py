"""Gold pages as the HTML labeller's training sees them: the crate's rows, targets by alignment, weights by convention."""
import json
import re
import subprocess
import threading

import numpy as np

from . import alignment, gold, shingles

PROGRAM = ["cargo", "run", "--release", "--quiet", "--features", "internals", "--example", "describe_html"]

# Sets with full bodies, and those whose pages have snippets only.
FULL = "fundus andythefactory wcxb google_trends harvest_forum jsonld readability zh69 newspaper4k".split()
SNIPPETS = ["trafilatura"]

# What a page weighs, where it is not 1: few and close to what we decide, or of another convention.
PAGE_WEIGHT = {"fundus": 1.5, "readability": 0.5, "google_trends": 0.5}

# Second-level domains under which names are registered.
SECOND = set("co com org net gov ac edu or ne go gob gouv nhs asn id in mil nom sch ltd plc me".split())


def site_of(url, name):
    """The registered domain of an address, near enough; `name` where there is none."""
    found = re.match(r"^(?:https?://)?(?:web\.archive\.org/web/\w+/)?(?:https?://)?([^/:?#]+)", url or "")
    if not found:
        return name
    parts = found.group(1).lower().split(".")
    return ".".join(parts[-3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in SECOND else -2:])


class Crate:
    """The program training/describe_html.rs, asked over pipes."""

    def __init__(self):
        self.names = None

    def ask(self, requests):
        """The answer to each request, in order."""
        child = subprocess.Popen(PROGRAM, cwd=gold.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def feed():
            for request in requests:
                child.stdin.write((json.dumps(request) + "\n").encode("utf-8", "replace"))
            child.stdin.close()

        threading.Thread(target=feed, daemon=True).start()
        self.names = json.loads(child.stdout.readline())
        for line in child.stdout:
            yield json.loads(line)
        if child.wait():
            raise SystemExit("the crate did not describe every page")


def matrix(digits, columns):
    """Rows of bytes, from hexadecimal digits."""
    return np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(-1, len(columns))


class Page:
    """A page of the gold: the crate's view of it, and the gold's."""

    def __init__(self, record, answer, names):
        meta = record.get("meta") or {}
        self.id, self.set, self.split = record["id"], record["set"], record["split"]
        self.kind, self.site = meta.get("page_type"), site_of(record["url"], record["id"])
        self.title, self.body = record["title"], record["body"]
        self.blocks, self.rows = answer["blocks"], matrix(answer["rows"], names)
        self.around = {key: answer[key] for key in ("sizes", "groups", "topics")}
        self.column = {name: at for at, name in enumerate(names)}
        words = [alignment.tokens(block) for block in self.blocks]
        self.words = np.array([len(block) for block in words], int)
        self.covered = np.array(alignment.coverage(words, self.body), np.float32) if self.body else np.zeros(len(words), np.float32)
        title = set(alignment.tokens(self.title))
        alike = [len(title & set(block)) / len(title | set(block)) if title and block and len(block) <= 80 else 0.0 for block in words]
        self.like_title = np.array(alike)
        self.in_page = {}
        for key in ("with", "without"):
            known = meta.get(f"{key}_in_page") or [True] * 999
            self.in_page[key] = [flat(snippet) for snippet, found in zip(record.get(key) or [], known) if found]
        self.gold = shingles.Page(self.blocks, self.body, self.title if meta.get("title_in_body") else "")
        self.trust = np.ones(len(words))

    def feature(self, name):
        """One column of the rows."""
        return self.rows[:, self.column[name]]

    @property
    def is_hidden(self):
        return self.feature("letters") == 0

    @property
    def target(self):
        return (self.covered >= 0.5) & ~self.is_hidden


def flat(text):
    return re.sub(r"\s+", " ", text or "").strip()


def read(folder, names):
    """All pages of these sets."""
    crate, pages = Crate(), []
    for name in names:
        records = gold.read(folder, name)
        answers = crate.ask({"html": record["html"]} for record in records)
        pages += [Page(record, answer, crate.names["first"]) for record, answer in zip(records, answers)]
    return [page for page in pages if len(page.blocks)], crate.names


def weights(page):
    """What each block weighs: its words to the power of .75, less where the alignment is in doubt, nothing where golds differ in what
    they count as body; a page as much as its body, four times that at most."""
    target, size = page.target, np.maximum(page.words, 1.0) ** 0.75
    weight = np.where((page.covered > 0.25) & (page.covered < 0.75), 0.3, 1.0) * size * page.trust
    weight[(page.like_title >= 0.8) | page.is_hidden] = 0
    if page.title is None:
        weight[page.feature("is_headline") == 1] = 0
    found = np.flatnonzero(target)
    within = np.zeros(len(target), bool)
    if len(found):
        within[max(0, found[0] - 3):found[-1] + 1] = True
    left_out = within & ~target
    if page.set == "fundus":
        listed = (page.feature("in_li") < 4) | (page.feature("in_blockquote") < 4)
        described = (page.feature("described") > 150) & (page.feature("described") < 255)
        weight[left_out & ((listed & (page.feature("linked") < 100)) | described)] = 0
    else:  # embedded posts of social networks
        weight[left_out & (page.feature("in_blockquote") < 4) & (page.feature("class_share") < 6)] = 0
    if page.set in ("readability", "google_trends"):
        captions = (page.feature("in_figcaption") < 4) | (page.feature("class_caption") < 2)
        bylines = (page.feature("class_byline") < 2) | (page.feature("in_time") < 3)
        weight[target & (captions | bylines)] = 0
    weight /= max(weight[target].sum(), 30 ** 0.75)
    return weight * min(1.0, 4 / max(weight.sum(), 1e-9)) * PAGE_WEIGHT.get(page.set, 1.0)


def judge_by_snippets(page, scores, share=0.5):
    """Makes a page that has snippets only one to learn from: what the scores keep counts as body, but the snippets know better. Whether
    that makes sense."""
    probability = 1 / (1 + np.exp(-scores / 1000))
    covered, trust = probability > 0.5, share * np.sqrt(np.abs(2 * probability - 1))
    texts = [flat(block) for block in page.blocks]
    for at, text in enumerate(texts):
        if any(snippet in text for snippet in page.in_page["with"] if len(snippet) > 8):
            covered[at], trust[at] = True, 1.5 * share
        elif any(snippet in text for snippet in page.in_page["without"] if len(snippet) > 8):
            covered[at], trust[at] = False, 1.5 * share
    page.covered, page.trust = covered.astype(np.float32), trust
    kept = flat(" ".join(text for text, body in zip(texts, page.target) if body))
    missed = sum(snippet not in kept for snippet in page.in_page["with"])
    return len(kept.split()) >= 40 and 2 * missed <= len(page.in_page["with"])
