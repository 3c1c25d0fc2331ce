"""The crate's own view of a page: the program training/describe.rs, asked over pipes."""
import json
import subprocess
import threading

import numpy as np

from .gold import ROOT

PROGRAM = ["cargo", "run", "--release", "--quiet", "--features", "internals", "--example", "describe"]


def describe(requests):
    """The names of the features, and the crate's answer to each request, in order.

    A request is an object with `text` or `html`, and the scores that are known already; training/describe.rs says what comes
    back. Rows come back as arrays of bytes, one row a block.
    """
    child = subprocess.Popen(PROGRAM, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for request in requests:
            child.stdin.write((json.dumps(request) + "\n").encode("utf-8", "replace"))
        child.stdin.close()

    threading.Thread(target=feed, daemon=True).start()
    names = json.loads(child.stdout.readline())
    answers = []
    for line in child.stdout:
        answer = json.loads(line)
        for key, columns in names.items():
            if key in answer:
                answer[key] = np.frombuffer(bytes.fromhex(answer[key]), np.uint8).reshape(-1, len(columns))
        answers.append(answer)
    if child.wait() or not answers:
        raise SystemExit("the crate did not describe every page")
    return names, answers
