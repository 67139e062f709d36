"""Hands made of free handwriting fonts: the strokes hold capitals only, so lower case and the pound sign come from here. Training only."""

import glob, os

import numpy as np
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from alphabet import ALPHABET

# Debian's fonts-breip, -bwht, -comic-neue, -dkg-handwriting, -humor-sans, -klee, -yusei-magic: all SIL OFL.
NAMES = ["Breip.ttf", "BecauseWe*-Regular.otf", "ComicNeue-Light.otf", "ComicNeue-Italic.otf", "dkg.ttf", "dkgIt.ttf", "Humor-Sans.ttf",
         "KleeOne-Regular.ttf", "YuseiMagic-Regular.ttf"]


def flatten(commands, steps=5):
    t = np.linspace(0, 1, steps + 1)[1:, None]
    contours, points = [], []
    for name, args in commands:
        p = [np.asarray(a, float) for a in args if a is not None]
        if name == "moveTo":
            points = [p[0][None]]
        elif name == "lineTo":
            points.append(p[0][None])
        elif name == "curveTo":
            a = points[-1][-1]
            points.append((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * p[0] + 3 * (1 - t) * t ** 2 * p[1] + t ** 3 * p[2])
        elif name == "qCurveTo":
            for i, c in enumerate(p[:-1]):
                a, end = points[-1][-1], p[-1] if i == len(p) - 2 else (c + p[i + 1]) / 2
                points.append((1 - t) ** 2 * a + 2 * (1 - t) * t * c + t ** 2 * end)
        elif name in ("closePath", "endPath") and points:
            contours.append(np.concatenate(points).astype(np.float32))
            points = []
    return contours


def hands(folder):
    """[{character: (contours, advance)}], y down, the baseline at 0, capitals 1 high."""
    found = []
    for pattern in NAMES:
        for path in sorted(glob.glob(os.path.join(folder, "**", pattern), recursive=True)):
            font = TTFont(path)
            glyphs, cmap, hand = font.getGlyphSet(), font.getBestCmap(), {}
            for c in ALPHABET.strip():
                if ord(c) not in cmap:
                    continue
                pen = DecomposingRecordingPen(glyphs)
                glyphs[cmap[ord(c)]].draw(pen)
                contours = flatten(pen.value)
                if contours:
                    hand[c] = contours, glyphs[cmap[ord(c)]].width
            height = np.concatenate(hand["H"][0])[:, 1].max()
            found.append({c: ([k * [1 / height, -1 / height] for k in s], w / height) for c, (s, w) in hand.items()})
    return found
