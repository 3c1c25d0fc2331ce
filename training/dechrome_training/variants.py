"""Pages made of the gold's pages: clean ones, lightly polluted ones, short ones, and such without a body.

The gold has few clean and few short pages, and each has a body; so without these a labeller strips clean text, takes
shortness for cleanness, and keeps something of every page.
A page here is an object with `text`, `lines` (a label a line: h headline, b body, c chrome, m mixed, with the spans), `title`,
`body`, `site` and `split`.
"""
import random

SEED = 1


def variants(pages):
    """The pages themselves, then those made of them."""
    return [*(page | {"form": "scraped"} for page in pages), *clean(pages), *light(pages), *short(pages), *bare(pages)]


def _once(pages):
    """A page of each document, whoever scraped it."""
    seen = {}
    for page in pages:
        if page["body"]:
            seen.setdefault(page["id"].split("@")[0], page)
    return seen.values()


def _made(page, form, lines, between, end):
    """A page of (text, label) lines."""
    title = page["title"] if any(label == "h" for _, label in lines) else None
    labels = []
    for at, (text, label) in enumerate(lines):
        labels += [["c", None, None]] * (len(between) - 1 if at else 0) + [[label, None, None]] * (1 + text.count("\n"))
    labels += [["c", None, None]] * len(end)
    body = "\n".join(text for text, label in lines if label == "b")
    kept = {key: page[key] for key in ("site", "split", "set", "lang", "renderer")}
    return kept | {"id": page["id"] + "#" + form, "form": form, "title": title, "body": body, "text": between.join(text for text, _ in lines) + end, "lines": labels}


def clean(pages):
    """The known body of each document as a page, with its headline or without, paragraphs parted by a blank line or not."""
    choice = random.Random(SEED)
    for page in _once(pages):
        lines = [(line, "b") for line in page["body"].split("\n") if line.strip()]
        title = [(page["title"], "h")] if page["title"] and choice.random() < 0.4 else []
        if choice.random() < 0.3:
            lines = lines[: choice.randrange(1, 9)]
        yield _made(page, "clean", title + lines, choice.choice(("\n", "\n\n")), choice.choice(("", "\n")))


def _chrome(page):
    """The short lines of chrome of a page, in order."""
    found = zip(page["text"].split("\n"), page["lines"])
    return [line.strip() for line, (label, _, _) in found if label == "c" and 1 < len(line.strip()) < 200]


def light(pages):
    """The same with one to three lines of the page's own chrome at the top, at the end, or both."""
    choice = random.Random(SEED + 1)
    for page in _once(page for page in pages if _chrome(page)):
        chrome = [(line, "c") for line in _chrome(page)]
        lines = [(line, "b") for line in page["body"].split("\n") if line.strip()]
        title = [(page["title"], "h")] if page["title"] and choice.random() < 0.5 else []
        place = choice.randrange(3)
        top = chrome[: choice.randrange(1, 4)] if place != 1 else []
        end = chrome[-choice.randrange(1, 4):] if place != 0 else []
        yield _made(page, "light", top + title + lines + end, choice.choice(("\n", "\n\n")), choice.choice(("", "\n")))


def bare(pages):
    """Of each document some lines of chrome that stand below each other, and nothing else."""
    choice = random.Random(SEED + 3)
    for page in _once(page for page in pages if _chrome(page)):
        chrome = _chrome(page)
        first, size = choice.randrange(len(chrome)), choice.choice((1, 2, 3, 5, 10, 20, 40))
        lines = [(line, "c") for line in chrome[first:first + size]]
        yield _made(page, "bare", lines, choice.choice(("\n", "\n\n")), choice.choice(("", "\n")))


def short(pages):
    """Of every other scraped page a short one: some lines of its body, and the chrome that stands next to it."""
    choice = random.Random(SEED + 2)
    for page in pages:
        lines = list(zip(page["text"].split("\n"), page["lines"]))
        body = [at for at, (text, (label, _, _)) in enumerate(lines) if label in ("b", "m") and text.strip()]
        if choice.random() < 0.5 or len(body) < 4:
            continue
        reach, size = choice.randrange(4, 25), choice.randrange(2, 9)
        dropped, last = set(body[size:]), body[-1]
        kept = [line for at, line in enumerate(lines[: last + reach]) if at >= body[0] - reach and at not in dropped]
        made = {"id": page["id"] + "#short", "form": "short", "text": "\n".join(text for text, _ in kept), "lines": [label for _, label in kept]}
        made["body"] = "\n".join(lines[at][0] for at in body[:size])
        yield page | made
