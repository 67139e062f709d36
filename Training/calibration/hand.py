#!/usr/bin/env python3
"""Fits the two models of Sources/Pipeline/Readers/Handprint: HandEvidence (is what was read as handwriting right?) and Evidence+Typed
(where Tesseract reads otherwise, which of the two is right?).

    hand.py TRUTH_DIR RECORDS_DIR TYPED_DIR [TRUTH_DIR RECORDS_DIR TYPED_DIR …] [--check TRUTH_DIR RECORDS_DIR TYPED_DIR]

RECORDS_DIR holds the records of a run over the specimens of TRUTH_DIR, TYPED_DIR those of a run with definitions without the folder
`handprint`. The specimens are written by people that the network was not trained on: `formscan specimen --mode handwritten --hands`,
with the file that `Training/handprint/hands.py test` writes; besides in fonts, and typed.
"""
import math, sys

import fit

NARROW = ["date", "postcode", "phone", "money", "email", "reference"]
HAND = ["bias", "log sure", "share", "agrees", "agrees, other", "agrees, around", "differs, other", "listed", "lines"] + NARROW
TYPED = ["bias", "regularity", "weakest", "witness", "support", "around", "full", "majority", "log sure", "log sure to -1"]


def nines(probability):
    return -math.log10(1.003 - min(probability, 1))


def hand(e, kind):
    agrees, other, seen = e["handAgrees"], fit.surety(e["weakest"]), e["handSure"]
    return [1, max(seen, -3), nines(e["handShare"]), agrees, agrees * other, agrees * min(max(e["around"], 0), 1.5), (1 - agrees) * other,
            e["handListed"] * (kind in ("text", "multiline")), math.log(e["handLines"])] + [kind == name for name in NARROW]


def typed(e):
    agreement, seen = e["agreement"], e["handSure"]
    return [1, e["regularity"], nines(min(e["weakest"], .995)), nines(min(e["witness"], .995)), e["support"], e["around"], agreement >= 2,
            agreement == 1, max(seen, -6), max(seen, -1)]


def samples(truths, records, others):
    """Of each value that was read as handwriting too: features, whether that is right, whether Tesseract's is, whether these differ."""
    other = {key: reading for key, reading, _ in readings(truths, others)}
    for key, reading, field in readings(truths, records):
        e, tesseract = reading["evidence"], other.get(key)
        # Accents, which the network does not know, are doubts of their own.
        if "handSure" not in e or not str(field["value"]).isascii() or not tesseract:
            continue
        yield hand(e, field["type"]), fit.right(field, reading.get("value")), fit.right(field, tesseract.get("value")), typed(e)


def readings(truths, records):
    for document, place, reading, field in fit.matches(truths, records):
        yield (document, place), reading, field


def main():
    words = sys.argv[1:]
    check = words.index("--check") if "--check" in words else len(words)
    folders = list(zip(words[:check:3], words[1:check:3], words[2:check:3]))
    data = [sample for three in folders for sample in samples(*three)]
    if not data:
        sys.exit(__doc__)
    for title, names, pairs in (
        ("as handwriting", HAND, [(x, right) for x, right, _, _ in data]),
        ("Tesseract's", TYPED, [(x, theirs) for _, ours, theirs, x in data if ours != theirs]),
    ):
        weights = fit.fit(pairs)
        print(f"\n{title}: {len(pairs)} values, {sum(y for _, y in pairs)} right")
        for name, weight in zip(names, weights):
            print(f"{name:>16} {weight:7.2f}")
        fit.reliability("fitted to", [(fit.probability(weights, x), y) for x, y in pairs])
        if check < len(words) and names is HAND:
            fit.reliability("checked on", [(fit.probability(weights, x), y) for x, y, _, _ in samples(*words[check + 1:check + 4])])


if __name__ == "__main__":
    main()
