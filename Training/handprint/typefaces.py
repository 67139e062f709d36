"""Lines set in type: the diet of the net that bears out what another reader makes of typed writing. Training only."""

import glob, os, re

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from alphabet import INDEX
from page import ROWS, WIDEST, rule, scan
from texts import Texts

# Kept out of training, for measuring: what specimens are typed in, and its doubles of other names.
DEVELOP = re.compile("DejaVu|Liberation|Carlito")
LEFT = re.compile("/linex/|/uralic/|telugu|Greek|Abecedario|alfa|BABEL|pallu|elleb|Pilgi|Dinaru|Gungseo|Vera|Arimo|Tinos|Cousine|Breip|Because|dkg|Humor|Klee|Yusei|femkeklaver|Rufscript|Radis|Z003|D050000|Symbol|Emoji|Dingbat|Outline"
                  "|Hairline|Thin|Initials|Sketch|Script|Chancery|Chorus|OpenSymbol|Math|Fallback|Cyrillic|cmex|cmsy|cmmi|Bold Ultra")
# Families of many scripts bring the same Latin letters again and again.
NOTO = re.compile(r"^Noto (Sans|Serif|Sans Mono|Sans Display|Serif Display|Mono)$")
ACCENTS = {"A": "ÂÁÀÄÅ", "E": "ÊÉÈË", "I": "ÎÍÌÏ", "O": "ÔÓÒÖØ", "U": "ÛÚÙÜ", "W": "Ŵ", "Y": "ŶÝ", "C": "Ç", "N": "Ñ",
           "a": "âáàäå", "e": "êéèë", "i": "îíìï", "o": "ôóòöø", "u": "ûúùü", "w": "ŵ", "y": "ŷýÿ", "c": "ç", "n": "ñ"}


def faces(folder, fold):
    """[[(path, number, characters)]], a list for each family, of the fonts that train or those kept apart."""
    families = {}
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.[ot]t[fc]"), recursive=True)):
        try:
            font = TTFont(path, fontNumber=0, lazy=True)
            names, cmap = font["name"], font.getBestCmap() or {}
            family = str(names.getDebugName(16) or names.getDebugName(1))
            full = f"{family} {names.getDebugName(17) or names.getDebugName(2)} {path}"
        except Exception:
            continue
        if any(ord(c) not in cmap for c in "AZaz09.,") or LEFT.search(full) or (family.startswith("Noto") and not NOTO.match(family)):
            continue
        if (fold == "train") == bool(DEVELOP.search(full)):
            continue
        families.setdefault(family, []).append((path, frozenset(c for c in INDEX if ord(c) in cmap)))
    return list(families.values())


class TypeLines:
    """An endless stream of typed lines: (picture, text)."""

    def __init__(self, fold, seed, font_folder):
        self.rng = np.random.default_rng(seed)
        self.texts, self.families, self.fonts = Texts(self.rng), faces(font_folder, fold), {}

    def font(self, path, size):
        if (path, size) not in self.fonts:
            if len(self.fonts) > 1500:
                self.fonts.clear()
            self.fonts[path, size] = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
        return self.fonts[path, size]

    def text(self):
        rng, p = self.rng, self.rng.random()
        if p < .1:
            text = self.texts.comb()
        elif p < .25:
            text = " ".join(self.texts.words() for _ in range(3))[:72].strip()
        else:
            text = self.texts.line()
        p = rng.random()
        text = text.lower() if p < .2 or "@" in text else text.title() if p < .6 else text.capitalize() if p < .68 else text
        if rng.random() < .2:
            text = "".join(ACCENTS[c][int(rng.integers(len(ACCENTS[c])))] if c in ACCENTS and rng.random() < .25 else c for c in text)
        if rng.random() < .06:
            place = int(rng.integers(len(text) + 1))
            text = text[:place] + "!?;\"%#_="[int(rng.integers(8))] + text[place:]
        return " ".join(text.split())

    def one(self):
        while True:
            family = self.families[int(self.rng.integers(len(self.families)))]
            path, known = family[int(self.rng.integers(len(family)))]
            text = " ".join("".join(c for c in self.text() if c in known or c == " ").split())
            picture = self.set(text, path) if text else None
            if picture is not None:
                return picture, text

    def set(self, text, path):
        rng = self.rng
        cap = float(np.exp(rng.uniform(np.log(13), np.log(44))))
        high = -self.font(path, 200).getbbox("H", anchor="ls")[1]
        if high < 60:
            return None
        font = self.font(path, max(6, round(cap * 200 / high)))
        p = rng.random()
        apart = None if p < .72 else rng.uniform(-.02, .15) if p < .85 else rng.uniform(.15, 1.2)
        x0, y0, x1, y1 = font.getbbox(text, anchor="ls")
        places = None
        if apart is not None:                     # letters set apart, as in a comb, or a little closer
            places, x = [], 0.
            for c in text:
                places.append(x)
                x += font.getlength(c) + apart * cap
            x1 = int(x)
        if y1 - y0 < .8 * cap:                    # a lone dash or dot
            y0, y1 = min(y0, int(-cap)), max(y1, 0)
        tall = y1 - y0
        top, bottom = (tall * (rng.uniform(.02, .12) if rng.random() < .7 else rng.uniform(0, .35)) for _ in range(2))
        sides = [cap * (rng.uniform(.05, .4) if rng.random() < .7 else rng.uniform(.2, 1.5)) for _ in range(2)]
        wide = float(np.exp(rng.normal(0, .06)))
        height, width = int(tall + top + bottom) + 2, int(x1 - x0 + sum(sides)) + 2
        if width * wide * ROWS / height > WIDEST:
            return None
        sheet = Image.new("L", (width, height))
        draw = ImageDraw.Draw(sheet)
        at = sides[0] - x0, top - y0
        if places is None:
            draw.text(at, text, 255, font, anchor="ls")
        else:
            for c, x in zip(text, places):
                draw.text((at[0] + x, at[1]), c, 255, font, anchor="ls")
        grey = np.asarray(sheet)
        lean = np.tan(np.radians(rng.normal(0, .35)))
        turn = np.array([[wide, 0, rng.uniform(0, 1)], [lean * wide, 1, rng.uniform(-.5, .5) - lean * wide * width / 2]], np.float32)
        grey = cv2.warpAffine(grey, turn, (int(width * wide) + 1, height), flags=cv2.INTER_LINEAR).astype(np.float32)
        if rng.random() < .1:                     # a ribbon or a printer that skips
            patches = rng.uniform(.3, 1.5, (height // 4 + 2, grey.shape[1] // 4 + 2)).astype(np.float32)
            grey *= np.clip(cv2.resize(patches, (grey.shape[1], height)), 0, 1)
        grey *= rng.uniform(.4, 1) if rng.random() < .35 else 1
        if rng.random() < .5:
            rule(grey, cap, cap / 10, at, [], rng)
        seen = scan(grey, cap, rng)
        return seen if np.count_nonzero(seen > 127) > 12 else None
