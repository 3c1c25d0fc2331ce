"""The gold: pages with the right answer, read from compressed JSON Lines."""
import hashlib
import io
import json
import os
import re
import unicodedata

import zstandard

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DEFAULT = os.environ.get("DECHROME_GOLD") or os.path.join(os.environ.get("DECHROME_SHARED") or os.path.join(ROOT, "..", "shared"), "gold")


def read(folder, name):
    """The pages of the set `name`."""
    stream = zstandard.ZstdDecompressor().stream_reader(open(os.path.join(folder, f"{name}.jsonl.zst"), "rb"))
    return [json.loads(line) for line in io.TextIOWrapper(stream, "utf-8", errors="surrogatepass", newline="\n")]


def checksum(folder, name):
    """The SHA-256 of a set's file, for the model card."""
    return hashlib.sha256(open(os.path.join(folder, f"{name}.jsonl.zst"), "rb").read()).hexdigest()


def fold_of(site, folds):
    """The fold that a site is in: the same in every run, and one for all pages of the site."""
    return int(hashlib.md5(("fold " + site).encode()).hexdigest(), 16) % folds


UNSPACED = r"[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]"


def flowing(text):
    """Wrapped lines as one, as the crate writes them: in scripts without spaces nothing stands for the break."""
    return re.sub(rf"(?<={UNSPACED})[ \t]*\n[ \t]*(?={UNSPACED})", "", text)


def folded(text):
    """A headline without what editions differ in: quotes, dashes, case and white space."""
    signs = {ord(c): "'" for c in "‘’‚‛′`´ʼ"} | {ord(c): '"' for c in "“”„‟″«»"} | {ord(c): "-" for c in "‐‑‒–—―"}
    signs |= {0xAD: None, 0x200B: None, 0xFEFF: None}
    text = unicodedata.normalize("NFKC", (text or "").translate(signs)).translate(signs).replace("''", '"')
    return re.sub(r"\s+", " ", text).strip().casefold()
