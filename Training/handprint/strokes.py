"""Pen strokes by writer, and the folds: which writers train, develop and test."""

import gzip, hashlib, json, os, re
from collections import defaultdict

import numpy as np

from alphabet import INDEX

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/handprint")


def person(writer):
    """One person has several names in the data: `apb:WMark_Crawford` is `apd:WMark_Crawford`, `syn:Wjcp-dig11` is `syn:Wjcp`."""
    return re.sub(r"-dig\d+$|\.[AB]$", "", writer.split(":", 1)[1].lower())


def fold(writer):
    """train 72 %, develop 9 %, test 19 % of the writers, by the hash of the person."""
    h = int(hashlib.sha256(("formscan 57:" + person(writer)).encode()).hexdigest()[:8], 16) % 100
    return "train" if h < 72 else "develop" if h < 81 else "test"


def read(path):
    with gzip.open(path, "rt") as file:
        for line in file:
            entry = json.loads(line)
            strokes = [np.asarray(s, np.float32) * [1, -1] for s in entry["strokes"] if s]    # the file's y runs up, ours down
            if strokes:
                yield entry["writer"], entry["label"], strokes


def characters(folder, wanted):
    """{writer: {character: [strokes, …]}} of one fold, without writers of fewer than 12 characters."""
    hands = defaultdict(lambda: defaultdict(list))
    for writer, label, strokes in read(os.path.join(folder, "characters.jsonl.gz")):
        if fold(writer) == wanted and label in INDEX:
            hands[writer][label].append(strokes)
    return {w: dict(h) for w, h in sorted(hands.items()) if sum(map(len, h.values())) >= 12}


def words(folder, wanted):
    """[(writer, text, strokes)] of one fold; only texts of known characters."""
    return [(w, t, s) for w, t, s in read(os.path.join(folder, "words.jsonl.gz"))
            if fold(w) == wanted and all(c in INDEX for c in t)]
