"""An endless stream of written lines: (picture, text)."""

import numpy as np

import fonts
from alphabet import INDEX
from compose import FontHand, Hand, compose
from page import render
from strokes import characters, words
from texts import Texts


class Lines:
    """`kind` is line, comb, word (real words of the fold) or mix, the diet of training."""

    def __init__(self, folder, fold, seed, kind="mix", font_folder=None, clean=False):
        self.rng = np.random.default_rng(seed)
        self.texts = Texts(self.rng)
        self.hands = list(characters(folder, fold).values())
        sizes = np.array([min(sum(map(len, h.values())), 400) for h in self.hands], float) ** .6
        self.share = np.cumsum(sizes / sizes.sum())
        self.words = words(folder, fold)
        self.fonts = fonts.hands(font_folder) if font_folder else []
        self.kind, self.clean = kind, clean

    def hand(self):
        pick = min(int(np.searchsorted(self.share, self.rng.random())), len(self.hands) - 1)
        return Hand(self.hands[pick], self.hands, self.rng, self.kind == "mix")

    def cased(self, text):
        """Lower case as people mix it into forms."""
        p = self.rng.random()
        return text.lower() if p < .35 or "@" in text else text.title() if p < .8 else text

    def one(self):
        while True:
            sample = self.draw()
            if sample is not None and sample[0] is not None and sample[1]:
                return sample

    def draw(self):
        rng, p = self.rng, self.rng.random()
        kind = self.kind if self.kind != "mix" else "comb" if p < .2 else "word" if p < .27 else "font" if p < .36 and self.fonts else "line"
        if kind == "word":
            _, text, strokes = self.words[int(rng.integers(len(self.words)))]
            return render(strokes, [], [], rng, clean=self.clean), text
        if kind == "font":
            hand = FontHand(self.fonts[int(rng.integers(len(self.fonts)))], rng)
            text = self.cased(self.texts.line())
            text = "".join(c for c in text if c == " " or c in hand.glyphs).strip()
            return (render(*compose(text, hand, rng, rng.random() < .15), rng, filled=True), " ".join(text.split())) if text else None
        hand, comb = self.hand(), kind == "comb"
        text = self.texts.comb() if comb else self.texts.line()
        if comb and rng.random() < .6:
            text = text.replace(" ", "")
        if not text or any(c not in INDEX for c in text):
            return None
        drawn, starts, dividers = compose(text, hand, rng, comb, self.clean)
        struck = None
        if not comb and kind == "line" and self.kind == "mix" and rng.random() < .03:
            extra, _, _ = compose(self.texts.word()[:8], hand, rng)
            shift = np.array([max(s[:, 0].max() for s in drawn) + .5, 0], np.float32) if rng.random() < .5 else None
            if shift is not None:
                struck = [s + shift for s in extra]
            else:
                move = np.array([max(s[:, 0].max() for s in extra) + .5, 0], np.float32)
                drawn, struck = [s + move for s in drawn], extra
            drawn = drawn + struck
        return render(drawn, starts, dividers, rng, struck=struck, clean=self.clean), " ".join(text.split())
