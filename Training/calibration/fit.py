#!/usr/bin/env python3
"""Fits the confidence model of Sources/Pipeline/Readers/Evidence.swift.

    fit.py TRUTH_DIR RECORDS_DIR [TRUTH_DIR RECORDS_DIR …] [--check TRUTH_DIR RECORDS_DIR]

Each TRUTH_DIR holds *.truth.json of specimens (`formscan specimen --calibration`), each RECORDS_DIR the records of a run over
them. Prints the coefficients of a logistic regression (ridge 0.3, Newton's method) of "the value is right" on the evidence that
the records carry, and how often values of each stated confidence are right: on the data fitted to and on the data to check on.
"""
import collections, glob, json, math, os, re, sys

NAMES = ["bias", "weakest", "witness", "support", "full", "butAccents", "majority", "regularity", "unexplained", "grammar", "noGrammar"]
POINT = 25.4 / 72


def surety(confidence):
    return -math.log10(1.005 - min(confidence, 0.995))


def features(e):
    agreement = e["agreement"]
    return [1, surety(e["weakest"]), surety(e["witness"]), e["support"], agreement == 3, agreement == 2, agreement == 1, e["regularity"],
            min(1, abs(e["explained"] - 1)), e.get("grammar") == 1, e.get("grammar") == 0]


def plain(kind, text):
    text = re.sub(r"\s+", " ", str(text).replace("’", "'")).strip().upper()
    if kind in ("date", "phone"):
        return re.sub(r"[^0-9+]", "", text)
    return re.sub(r"[\s£,]", "", text) if kind in ("postcode", "reference", "money", "email") else text


def right(field, value):
    wanted = {plain(field["type"], field[key]) for key in ("value", "written", "iso") if field.get(key)}
    return value is not None and plain(field["type"], value) in wanted


def overlap(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    area = lambda r: (r[2] - r[0]) * (r[3] - r[1])
    return width * height / (area(a) + area(b) - width * height) if width > 0 and height > 0 else 0


def samples(truths, records):
    for _, _, reading, field in matches(truths, records):
        if "handSure" not in reading["evidence"]:
            yield features(reading["evidence"]), right(field, reading.get("value")), reading["confidence"]


def matches(truths, records):
    """Document, place, reading and truth of each value that was read, by where they lie."""
    by_file = collections.defaultdict(list)
    for path in glob.glob(os.path.join(records, "*.json")):
        record = json.load(open(path))
        by_file[os.path.basename(record["source"]["file"])].append(record)
    for path in sorted(glob.glob(os.path.join(truths, "*.truth.json"))):
        truth = json.load(open(path))
        for document in truth["documents"]:
            own = {page["index"] for page in truth["pages"] if page.get("doc") == document["doc"]}
            readings = [r for record in by_file[os.path.basename(truth["file"])] if record["form"]["id"].upper() == document["form"]
                        for r in record["fields"].values() if r.get("evidence") and r["page"] in own]
            for field in document["fields"]:
                if field["type"] in ("checkbox", "signature") or field["status"] != "filled":
                    continue
                rect = [v * POINT for v in field["rect"]]
                box = lambda r: [r["zone"][0], r["zone"][1], r["zone"][0] + r["zone"][2], r["zone"][1] + r["zone"][3]]
                near = [(overlap(rect, box(r)), i) for i, r in enumerate(readings) if r["formPage"] == field["form_page"]]
                if near and max(near)[0] > 0.25:
                    place = (field["form_page"], tuple(rect))
                    yield (truth["file"], document["doc"]), place, readings[max(near)[1]], field


def solve(matrix, vector):
    rows = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(len(rows)):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def fit(data, ridge=0.3):
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(40):
        gradient = [0.0 if i == 0 else -ridge * w for i, w in enumerate(weights)]
        hessian = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
        for x, y in data:
            p = probability(weights, x)
            for i in range(size):
                gradient[i] += x[i] * (y - p)
                for j in range(size):
                    hessian[i][j] += x[i] * x[j] * p * (1 - p)
        weights = [w + d for w, d in zip(weights, solve(hessian, gradient))]
    return weights


def probability(weights, x):
    return 1 / (1 + math.exp(-max(-30, min(30, sum(w * v for w, v in zip(weights, x))))))


def reliability(title, pairs):
    print(f"\n{title}\n{'stated':>14} {'values':>7} {'right':>8}")
    for low, high in ((0, .5), (.5, .8), (.8, .9), (.9, .95), (.95, .98), (.98, .99), (.99, 1.01)):
        chosen = [y for p, y in pairs if low <= p < high]
        if chosen:
            print(f"{low:6.2f} – {min(high, 1):5.2f} {len(chosen):7} {100 * sum(chosen) / len(chosen):7.2f}%")


def main():
    words = sys.argv[1:]
    check = words.index("--check") if "--check" in words else len(words)
    data = [(x, y) for t, r in zip(words[:check:2], words[1:check:2]) for x, y, _ in samples(t, r)]
    if not data:
        sys.exit(__doc__)
    weights = fit(data)
    print(f"{len(data)} values, {sum(y for _, y in data)} right")
    for name, weight in zip(NAMES, weights):
        print(f"{name:>12} {weight:7.2f}")
    reliability("fitted to", [(probability(weights, x), y) for x, y in data])
    if check < len(words):
        other = [(probability(weights, x), y) for x, y, _ in samples(words[check + 1], words[check + 2])]
        reliability("checked on", other)


if __name__ == "__main__":
    main()
