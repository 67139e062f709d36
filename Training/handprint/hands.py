"""Writes the recorded characters of a fold's writers as JSON lines, for `formscan specimen --hands`: `python hands.py FOLD [DATA] > hands.jsonl`.

The recordings are never committed; what is calibrated on them is written by people that the network was not trained on."""

import gzip, os, sys

from strokes import DATA, fold
import json

with gzip.open(os.path.join(sys.argv[2] if len(sys.argv) > 2 else DATA, "characters.jsonl.gz"), "rt") as file:
    for line in file:
        if fold(json.loads(line)["writer"]) == sys.argv[1]:
            sys.stdout.write(line)
