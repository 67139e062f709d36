"""Measures the weights' file or a checkpoint on writers that did not train: python evaluate.py WEIGHTS [--fold test] [--sheet DIR]"""

import argparse, json, os, time
from collections import Counter

import numpy as np

from alphabet import ALPHABET, HAND
from batches import batched, fits
from lines import Lines
from score import distance, rates, read
from strokes import DATA, words

SETS = [("composed lines, clean", "line", 400, True), ("composed lines, as training", "line", 400, False), ("combs, clean", "comb", 300, True),
        ("combs, as training", "comb", 300, False), ("real words, clean", "word", 0, True), ("real words, as training", "word", 0, False),
        ("real words of texts new to it, clean", "new", 0, True)]


# Type of fonts that did not train.
TYPE = [("type", "type", 1000, False)]


def samples(folder, fold, kind, count, clean, font_folder=None):
    if kind == "type":
        from typefaces import TypeLines
        lines = TypeLines("develop", 23, font_folder)
        return [s for s in (lines.one() for _ in range(count)) if fits(*s)]
    lines = Lines(folder, fold, 20 + len(kind) + clean, kind, font_folder, clean)
    known = {t for _, t, _ in words(folder, "train")} if kind == "new" else set()
    if kind not in ("word", "new"):
        return [s for s in (lines.one() for _ in range(count)) if fits(*s)]
    from page import render
    pictures = [(render(strokes, [], [], lines.rng, clean=clean), text) for _, text, strokes in lines.words if text not in known]
    return [s for s in pictures if s[0] is not None]


def confusions(pairs):
    """The commonest single substitutions among lines of the right length."""
    return Counter(f"{t}→{r}" for truth, text in pairs if len(truth) == len(text) for t, r in zip(truth, text) if t != r).most_common(24)


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("weights", help="checkpoint.pt or line.weights")
    ask.add_argument("--data", default=DATA)
    ask.add_argument("--fonts")
    ask.add_argument("--fold", default="test")
    ask.add_argument("--sheet", help="a folder for contact sheets of what was misread; never commit them")
    given = ask.parse_args()
    if given.weights.endswith(".pt"):
        import torch
        from export import load
        torch.set_num_threads(1)
        net = load(given.weights)
        reader = lambda sample: read(net, batched(sample, 1))
    else:
        from infer import Net
        small = Net(given.weights)
        reader = lambda sample: [(t, small.text(small.logits(p))) for p, t in sorted(sample, key=lambda s: s[0].shape[1])]
    sets = TYPE if ALPHABET != HAND else SETS + ([("lower case of fonts seen in training", "font", 200, False)] if given.fonts else [])
    print(f"| {given.fold} writers | n | CER | exact | CER, case folded | exact, case folded | ms a line |\n|---|---|---|---|---|---|---|")
    everything = []
    for name, kind, count, clean in sets:
        sample = samples(given.data, given.fold, kind, count, clean, given.fonts if kind in ("font", "type") else None)
        start = time.process_time()
        pairs = reader(sample)
        spent = (time.process_time() - start) / len(pairs) * 1000
        folded = rates([(t.upper(), r.upper()) for t, r in pairs])
        print(f"| {name} | {len(pairs)} | " + " | ".join(f"{x:.3f}" for x in (*rates(pairs), *folded)) + f" | {spent:.1f} |", flush=True)
        everything += pairs
        if given.sheet:
            from sheet import sheet
            os.makedirs(given.sheet, exist_ok=True)
            pictures = sorted(sample, key=lambda s: s[0].shape[1])
            wrong = [(p, f"{t} | {r}") for (p, _), (t, r) in zip(pictures, pairs) if t != r]
            rng = np.random.default_rng(0)
            chosen = [wrong[i] for i in sorted(rng.permutation(len(wrong))[:60])]
            if chosen:
                sheet(chosen, os.path.join(given.sheet, name.replace(" ", "-").replace(",", "") + ".png"))
    print("\nconfusions:", ", ".join(f"{k} {v}" for k, v in confusions(everything)))


if __name__ == "__main__":
    main()
