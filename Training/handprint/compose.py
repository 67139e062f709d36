"""Writes a text in one hand: polylines with the baseline at y = 0 and capitals 1 high, y down."""

import numpy as np


def pound(rng):
    """A drawn pound sign, since the strokes have none: a hooked stem, a foot and one bar or two."""
    t = np.linspace(0, 1, 9)
    a, b = rng.uniform(.3, .5), rng.uniform(.15, .3)
    hook = np.stack([b + (a + .15 - b) * (1 + np.cos(np.pi * (1 - t) + .2)) / 2, -1 + .25 * (1 - np.sin(np.pi * (t * .5 + .5)))], 1)[::-1]
    stem = np.stack([np.full(5, b) + rng.normal(0, .02, 5), np.linspace(-.75, -.08, 5)], 1)
    foot = np.array([[b - rng.uniform(.05, .2), 0], [b + .1, -rng.uniform(0, .1)], [a + rng.uniform(.1, .3), rng.uniform(-.1, .03)]])
    strokes = [np.concatenate([hook, stem, foot])]
    for y in [-.45] if rng.random() < .8 else [-.5, -.33]:
        strokes.append(np.array([[b - .2, y + rng.normal(0, .03)], [b + rng.uniform(.2, .35), y + rng.normal(0, .03)]]))
    return [s.astype(np.float32) for s in strokes]


def settle(c, height, rng):
    """How far down the bottom of a character lies."""
    j = rng.normal(0, .03)
    if c == ",":
        return rng.uniform(.08, .35)
    if c in "-+":
        return -.45 + rng.normal(0, .08) + height / 2
    if c == "'":
        return -1.05 + rng.normal(0, .08) + height
    if c in "/()":
        return -.48 + rng.normal(0, .06) + height / 2
    if c == ":":
        return rng.uniform(-.2, 0)
    if height > 1.2:
        return rng.uniform(0, height - 1)
    return rng.uniform(0, .18) + j if c in "JQ" else j


class Hand:
    """One writer; what the writer never wrote is borrowed from another."""

    def __init__(self, glyphs, others, rng, bent=True):
        self.glyphs, self.others, self.rng, self.bent = glyphs, others, rng, bent
        self.slashed, self.crossed = rng.random() < .12, rng.random() < .12
        self.wanders = bent and rng.random() < .2         # a line in many hands: more shapes side by side than one writer gives
        self.tilt, self.aspect = rng.normal(0, .1), np.exp(rng.normal(0, .12))

    def bend(self, strokes):
        """Another shape that means the same: a few writers must stand for many."""
        rng = self.rng
        strokes = [(s - s.mean(0)) * (1 + rng.normal(0, .06, 2)) + s.mean(0) + rng.normal(0, .03, 2) for s in strokes]    # each stroke a little off
        if rng.random() < .2:                     # strokes that start late or stop early
            strokes = [s[int(rng.integers(1 + len(s) // 8)):len(s) - int(rng.integers(1 + len(s) // 8))] for s in strokes]
        angle, shear = rng.normal(0, .06), self.tilt + rng.normal(0, .08)
        m = np.array([[self.aspect * (1 + rng.normal(0, .1)), shear + angle], [-angle, 1 + rng.normal(0, .06)]], np.float32)
        phase, pace, far = rng.uniform(0, 6.28, 4), rng.uniform(1.5, 7, 4), rng.normal(0, .045, 4)
        return [s @ m.T + np.stack([far[0] * np.sin(s[:, 1] * pace[0] + phase[0]) + far[1] * np.sin(s[:, 0] * pace[1] + phase[1]),
                                    far[2] * np.sin(s[:, 0] * pace[2] + phase[2]) + far[3] * np.sin(s[:, 1] * pace[3] + phase[3])], 1) for s in strokes]

    def write(self, c):
        rng = self.rng
        if c == "£":
            strokes = pound(rng)
        else:
            of = self.glyphs.get(c) if not self.wanders or rng.random() < .3 else None
            while not of:
                of = self.others[int(rng.integers(len(self.others)))].get(c)
            strokes = of[int(rng.integers(len(of)))]
        strokes = self.bend(strokes) if self.bent else strokes
        points = np.concatenate(strokes)
        low, high = points.min(0), points.max(0)
        if c == "0" and self.slashed:
            x0, x1 = low[0] - .05, high[0] + .05
            strokes.append(np.array([[x0 + .1, high[1] - .1], [x1 - .1, low[1] + .1]], np.float32))
        if c == "7" and self.crossed:
            y = (low[1] + high[1]) / 2
            strokes.append(np.array([[(low[0] + high[0]) / 2 - .22, y + rng.normal(0, .03)], [high[0] + rng.uniform(-.1, .1), y + rng.normal(0, .03)]], np.float32))
        shift = np.array([-low[0], settle(c, high[1] - low[1], rng) - high[1]], np.float32)
        return [s + shift for s in strokes], high[0] - low[0]


class FontHand:
    def __init__(self, glyphs, rng):
        self.glyphs, self.rng = glyphs, rng

    def write(self, c):
        contours, _ = self.glyphs[c]
        rng = self.rng
        angle, points = rng.normal(0, .03), np.concatenate(contours)
        m = np.array([[1 + rng.normal(0, .06), angle + rng.normal(0, .04)], [-angle, 1 + rng.normal(0, .05)]], np.float32)
        return [((k - [points[:, 0].min(), 0]) @ m.T + [0, rng.normal(0, .03)]).astype(np.float32) for k in contours], points[:, 0].max() - points[:, 0].min()


def compose(text, hand, rng, comb=False, clean=False):
    """(polylines, x where each character starts, dividers' x)."""
    drawn, starts, dividers, x = [], [], [], 0.
    if comb:
        cell = float(np.exp(rng.uniform(np.log(.85), np.log(1.9))))
        loose = rng.uniform(.02, .15)
        for i, c in enumerate(text):
            dividers.append(i * cell)
            starts.append(i * cell)
            if c == " ":
                continue
            strokes, width = hand.write(c)
            if width > .85 * cell:                # people write within the cells, more or less
                squeeze = rng.uniform(.7, 1.08) * cell / width
                strokes, width = [s * [squeeze, max(squeeze, .85)] for s in strokes], width * squeeze
            at = i * cell + (cell - width) / 2 + rng.normal(0, loose) * cell
            drawn += [s + [at, 0] for s in strokes]
        dividers.append(len(text) * cell)
    else:
        gap = rng.choice([rng.uniform(0, .15), rng.uniform(.14, .35), rng.uniform(.3, .8)], p=[0 if clean else .18, .6 if clean else .5, .4 if clean else .32])
        loose, blank = rng.uniform(.02, .1), rng.uniform(.35, 1.2)
        for c in text:
            starts.append(x)
            if c == " ":
                x += max(.3, blank + rng.normal(0, .12))
                continue
            strokes, width = hand.write(c)
            drawn += [s + [x, 0] for s in strokes]
            near = -.04 if c in "LT7FP'VYA" and rng.random() < .5 else 0
            x += width + max(gap + near + rng.normal(0, loose), -.1 if c not in "1I.,:'-" else .05)
    return [np.asarray(s, np.float32) for s in drawn], starts, dividers
