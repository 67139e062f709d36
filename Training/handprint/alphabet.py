"""The characters that the reader knows. Index 0 of the net's output is the blank of CTC; index i + 1 is ALPHABET[i]."""

import os

HAND = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'&-.,/@£():+ "
# Type has accents, and marks that hardly anybody writes by hand.
TYPE = HAND + "!?;\"%#_=ÂÁÀÄÅÊÉÈËÎÍÌÏÔÓÒÖØÛÚÙÜŴŶÝÇÑâáàäåêéèëîíìïôóòöøûúùüŵŷýÿçñ"
# DIET=type trains the net that reads type.
ALPHABET = TYPE if os.environ.get("DIET") == "type" else HAND
INDEX = {c: i + 1 for i, c in enumerate(ALPHABET)}
CLASSES = len(ALPHABET) + 1


def encode(text):
    return [INDEX[c] for c in text]


def decode(path):
    """Best path: repeats are one, blanks are none."""
    out, last = [], 0
    for p in path:
        if p and p != last:
            out.append(ALPHABET[p - 1])
        last = p
    return "".join(out).strip()
