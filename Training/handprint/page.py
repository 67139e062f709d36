"""Pens, paper, the form's print and the scanner: polylines in, what the net sees out (32 rows, ink is 255)."""

import cv2
import numpy as np

cv2.setNumThreads(1)
ROWS, WIDEST = 32, 1000


def strike(points, rng):
    """Crosses out what lies in the box of `points`."""
    (x0, y0), (x1, y1) = points.min(0), points.max(0)
    if rng.random() < .6:
        return [np.array([[x0 - .1, y + rng.normal(0, .06)], [x1 + .1, y + rng.normal(0, .06)]])
                for y in rng.uniform(y0 + .3 * (y1 - y0), y0 + .7 * (y1 - y0), int(rng.integers(1, 4)))]
    n = max(4, int((x1 - x0) * rng.uniform(3, 7)))
    ys = np.where(np.arange(n) % 2 == 0, y0, y1) + rng.normal(0, .08, n)
    return [np.stack([np.linspace(x0 - .05, x1 + .05, n), ys], 1)]


def render(drawn, starts, dividers, rng, filled=False, struck=None, clean=False):
    """One picture of the line, or None if it comes out too wide or too faint. `clean`: a good pen, no print of the form, a mild scanner."""
    if struck is not None:
        drawn = drawn + [s.astype(np.float32) for s in strike(np.concatenate(struck), rng)]
    cap = float(np.exp(rng.uniform(np.log(18), np.log(40))))
    slant, wide = rng.normal(.06, .14), float(np.exp(rng.normal(0, .13)))
    every = np.concatenate(drawn)
    left, right = every[:, 0].min(), every[:, 0].max()
    if dividers:
        left, right = min(left, dividers[0]), max(right, dividers[-1])
    slope, bend, phase = rng.normal(0, .012), abs(rng.normal(0, .04)), rng.uniform(0, 6.28)

    def place(p):
        y = p[:, 1] + slope * (p[:, 0] - left) + bend * np.sin(p[:, 0] * .5 + phase)
        return np.stack([(p[:, 0] - y * (0 if dividers else slant)) * wide, y], 1) * cap

    if dividers:
        drawn = [np.stack([s[:, 0] - s[:, 1] * slant * .6, s[:, 1]], 1) for s in drawn]
    placed = [place(s) for s in drawn]
    every = np.concatenate(placed)
    x0, y0, x1, y1 = every[:, 0].min(), every[:, 1].min(), every[:, 0].max(), every[:, 1].max()
    if y1 - y0 < .8 * cap:                        # a lone dash or dot
        middle = rng.uniform(-.6, -.4) * cap
        y0, y1 = min(y0, middle - .4 * cap), max(y1, middle + .4 * cap)
    tall = y1 - y0
    pen = float(np.clip(np.exp(rng.uniform(np.log(.25), np.log(.8))) / np.exp(rng.uniform(np.log(3), np.log(7))), .045, .1 if clean else .14)) * cap
    top, bottom = (tall * (rng.uniform(.02, .12) if rng.random() < .7 else rng.uniform(0, .35)) + pen / 2 for _ in range(2))
    sides = [cap * (rng.uniform(.05, .4) if rng.random() < .7 else rng.uniform(.2, 1.5)) + pen / 2 for _ in range(2)]
    if dividers:
        sides = [max(sides[0], (x0 - dividers[0] * wide * cap) + 3), max(sides[1], dividers[-1] * wide * cap - x1 + 3)]
    height, width = int(tall + top + bottom) + 1, int(x1 - x0 + sum(sides)) + 1
    if width * ROWS / height > WIDEST:
        return None
    origin = np.array([sides[0] - x0, top - y0])
    ink = np.zeros((height, width), np.uint8)
    as_drawn = [np.round((p + origin) * 16).astype(np.int32) for p in placed]
    if filled:
        cv2.fillPoly(ink, as_drawn, 255, cv2.LINE_AA, 4)
        if rng.random() < .5:
            cv2.polylines(ink, as_drawn, True, 255, int(rng.integers(1, max(2, round(cap / 14)))), cv2.LINE_AA, 4)
    else:
        thick = max(1, int(pen + (.5 if clean else rng.random())))
        half = int(rng.integers(len(as_drawn) + 1)) if rng.random() < .25 and not clean else 0
        cv2.polylines(ink, as_drawn[half:], False, 255, thick, cv2.LINE_AA, 4)
        if half:
            cv2.polylines(ink, as_drawn[:half], False, 255, max(1, thick + int(rng.integers(-1, 2))), cv2.LINE_AA, 4)
    grey = ink.astype(np.float32)
    if clean:
        grey = cv2.GaussianBlur(grey, (0, 0), .03 * cap) + rng.normal(0, 8, grey.shape).astype(np.float32)
        return reduce(np.where(grey > 120, 255, 0).astype(np.uint8) if rng.random() < .6 else np.clip(grey, 0, 255).astype(np.uint8))
    if rng.random() < .2:                         # a pen that skips
        grey *= np.clip(cv2.resize(rng.uniform(.3, 1.5, (height // 4 + 2, width // 4 + 2)).astype(np.float32), (width, height)), 0, 1)
    grey *= rng.uniform(.45, 1) if rng.random() < .35 else 1
    rule(grey, cap, pen, origin, [d * wide * cap + origin[0] for d in dividers], rng)
    seen = scan(grey, cap, rng)
    return seen if np.count_nonzero(seen > 127) > 12 else None


def rule(grey, cap, pen, origin, dividers, rng):
    """The form's print: lines, box sides, dividers and ticks of a comb, whole, broken or rubbed out together with the ink over them."""
    height, width = grey.shape
    shade, base = rng.uniform(90, 255), origin[1]
    line = max(1, int(rng.uniform(.03, .09) * cap))

    def across(y, x0=0, x1=None):
        y = int(y)
        if 0 <= y < height:
            part = grey[y:y + line, x0:x1 or width]
            if rng.random() < .45:                # broken
                keep = np.repeat(rng.random(part.shape[1] // 6 + 1) < rng.uniform(.15, .85), 6)[:part.shape[1]]
                np.maximum(part, shade * keep, out=part)
            else:
                np.maximum(part, shade, out=part)

    def down(x, y0=0, y1=None):
        x = int(x)
        if 0 <= x < width:
            part = grey[y0:y1 or height, x:x + line]
            keep = np.ones((part.shape[0], 1), bool)
            if rng.random() < .35:
                keep = np.repeat(rng.random(part.shape[0] // 4 + 1) < rng.uniform(.2, .8), 4)[:part.shape[0], None]
            np.maximum(part, shade * keep, out=part)

    if dividers:
        kind = rng.random()
        for d in dividers:
            if kind < .3:
                down(d)
            elif kind < .5:
                down(d, max(0, int(base - rng.uniform(.1, .5) * cap)))
            elif kind < .75:                      # taken away, with a strip of the writing
                grey[:, max(0, int(d)):int(d) + line + 1] = 0
                if rng.random() < .3:
                    down(d, int(rng.uniform(0, .8) * height))
        if kind < .6 and rng.random() < .5:
            across(base + rng.uniform(.05, .35) * cap)
            across(base - rng.uniform(1.05, 1.4) * cap)
    elif rng.random() < .3:
        kind = rng.random()
        if kind < .5:
            across(base + rng.uniform(-.05, .4) * cap)
        elif kind < .62:
            across(base - rng.uniform(1., 1.4) * cap)
        elif kind < .78:
            y = int(base + rng.uniform(-.1, .3) * cap)
            grey[max(0, y):y + line] = 0          # a rule taken away
        else:
            for x in ([1] if rng.random() < .4 else [width - 2 - line] if rng.random() < .6 else [1, width - 2 - line]):
                down(x)
            if rng.random() < .5:
                across(height - 1 - line)
    if rng.random() < .1:                         # specks, dots, a stray tick
        for _ in range(int(rng.integers(1, 6))):
            x, y = int(rng.integers(width)), int(rng.integers(height))
            cv2.circle(grey, (x, y), max(1, int(rng.uniform(.02, .05) * cap)), float(rng.uniform(120, 255)), -1)
    if rng.random() < .05:                        # the line above or below looks in
        for y in (0, height - 1):
            if rng.random() < .5:
                for _ in range(int(rng.integers(1, 5))):
                    x = int(rng.integers(width))
                    cv2.line(grey, (x, y), (x + int(rng.normal(0, .3) * cap), y), 255., max(1, int(pen)))


def scan(grey, cap, rng):
    """Blur, noise, a threshold more often than not, JPEG at times; then 32 rows."""
    height, width = grey.shape
    if rng.random() < .7:
        grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(.3, .045 * cap))
    if rng.random() < .7:
        noise = rng.normal(0, 1, (height, width)).astype(np.float32)
        grey = grey + noise * (rng.uniform(2, 20) if rng.random() < .8 else rng.uniform(20, 34))
    if rng.random() < .62:
        peak = np.percentile(grey, 99) if rng.random() < .8 else 255
        grey = np.where(grey > rng.uniform(.25, .62) * peak, 255, 0).astype(np.uint8)
    else:
        grey = np.clip(grey, 0, 255).astype(np.uint8)
        if rng.random() < .4:
            grey = 255 - cv2.imdecode(cv2.imencode(".jpg", 255 - grey, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 85))])[1], cv2.IMREAD_GRAYSCALE)
    return reduce(grey)


def reduce(grey):
    height, width = grey.shape
    out = cv2.resize(grey, (max(8, round(width * ROWS / height)), ROWS), interpolation=cv2.INTER_AREA if height >= ROWS else cv2.INTER_LINEAR)
    return contrast(out)


def contrast(ink):
    """Paper to 0 and the darkest ink to 255: paper is the median, ink the 99th percentile."""
    paper, dark = np.percentile(ink, [50, 99])
    if dark - paper < 24:
        paper, dark = 0, 255
    return np.clip((ink.astype(np.float32) - paper) * (255 / (dark - paper)), 0, 255).astype(np.uint8)
