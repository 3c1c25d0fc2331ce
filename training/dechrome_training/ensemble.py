"""Boosted symmetric trees: CatBoost grows them, whole numbers come out, and a file that src/model/ reads."""
import dataclasses
import json
import os
import struct
import tempfile

import catboost
import numpy as np

SEED = 1
THREADS = 2
SCALE = 1000  # points a nat


@dataclasses.dataclass
class Shape:
    """How an ensemble is grown."""
    trees: int = 100
    depth: int = 6
    rate: float = 0.15
    l2: float = 5.0
    borders: int = 64
    subsample: float = 0.8
    columns: float = 1.0  # the share of the columns that each level may ask


@dataclasses.dataclass
class Ensemble:
    """Trees over bytes. A question is (column, bound): is the value above the bound? Leaves and bias are whole points."""
    names: list
    bias: int
    questions: list  # a list of (column, bound) a tree
    leaves: list  # an array of 2 ** depth points a tree

    def scores(self, rows):
        """The score of each row, in points, as the crate computes it."""
        sums = np.full(len(rows), self.bias, np.int64)
        columns = np.asfortranarray(rows)
        for questions, leaves in zip(self.questions, self.leaves):
            leaf = np.zeros(len(rows), np.int32)
            for level, (column, bound) in enumerate(questions):
                leaf |= (columns[:, column] > bound).astype(np.int32) << level
            sums += leaves[leaf]
        return sums

    def write(self, path):
        """The model file; its format is told in src/model/format.rs. Columns that no tree asks for are left out."""
        used = sorted({column for questions in self.questions for column, _ in questions})
        out = [b"DCTREES\x01", struct.pack("<H", len(used))]
        for column in used:
            name = self.names[column].encode()
            out.append(struct.pack("<B", len(name)) + name)
        out.append(struct.pack("<iH", self.bias, len(self.questions)))
        for questions, leaves in zip(self.questions, self.leaves):
            out.append(struct.pack("<B", len(questions)))
            out += [struct.pack("<HB", used.index(column), bound) for column, bound in questions]
            out.append(leaves.astype("<i2").tobytes())
        with open(path, "wb") as file:
            file.write(b"".join(out))

    def importance(self):
        """The names of the columns, those that move scores most first."""
        moved = np.zeros(len(self.names))
        for questions, leaves in zip(self.questions, self.leaves):
            for level, (column, _) in enumerate(questions):
                grid = leaves.reshape(-1, 2, 1 << level)
                moved[column] += np.abs(grid[:, 1] - grid[:, 0]).mean()
        return [(self.names[at], int(moved[at])) for at in np.argsort(-moved)]


def grow(names, rows, target, weight, shape):
    """An ensemble that tells rows with target 1 from those with target 0; rows without weight are not looked at."""
    counted = weight > 0
    pool = catboost.Pool(rows[counted].astype(np.float32), target[counted].astype(np.float32), weight=weight[counted] / weight[counted].mean())
    model = catboost.CatBoost({
        "loss_function": "Logloss", "iterations": shape.trees, "depth": shape.depth, "learning_rate": shape.rate,
        "l2_leaf_reg": shape.l2, "border_count": shape.borders, "bootstrap_type": "Bernoulli", "subsample": shape.subsample,
        "rsm": shape.columns, "boosting_type": "Plain", "leaf_estimation_iterations": 2, "random_seed": SEED,
        "thread_count": THREADS, "allow_writing_files": False, "verbose": 0,
    })
    model.fit(pool)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.json")
        model.save_model(path, format="json")
        grown = json.load(open(path))
    scale, [bias] = grown["scale_and_bias"]
    questions, leaves = [], []
    for tree in grown["oblivious_trees"]:
        questions.append([(split["float_feature_index"], int(np.floor(split["border"]))) for split in tree["splits"] or []])
        leaves.append(np.rint(np.array(tree["leaf_values"]) * scale * SCALE).clip(-32768, 32767).astype(np.int64))
    return Ensemble(list(names), round(bias * SCALE), questions, leaves)
