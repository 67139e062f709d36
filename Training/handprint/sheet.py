"""Contact sheets, to look at: python sheet.py OUT.png [kind] [seed]. They show people's writing: never commit one."""

import sys

import cv2
import numpy as np


def sheet(pairs, path, width=1500, columns=2):
    cells = []
    for picture, caption in pairs:
        cell = np.full((56, width // columns), 255, np.uint8)
        w = min(picture.shape[1], width // columns - 4)
        cell[2:34, 2:2 + w] = 255 - picture[:, :w]
        cv2.putText(cell, caption.replace("£", "#"), (2, 50), cv2.FONT_HERSHEY_SIMPLEX, .45, 90, 1, cv2.LINE_AA)
        cells.append(cell)
    while len(cells) % columns:
        cells.append(np.full_like(cells[0], 255))
    rows = [np.concatenate(cells[i:i + columns], 1) for i in range(0, len(cells), columns)]
    cv2.imwrite(path, np.concatenate(rows, 0))


if __name__ == "__main__":
    from lines import Lines
    from strokes import DATA
    import os, time
    lines = Lines(DATA, "train", int(sys.argv[3]) if len(sys.argv) > 3 else 1, sys.argv[2] if len(sys.argv) > 2 else "mix", os.environ.get("FONTS"))
    start = time.process_time()
    pairs = [lines.one() for _ in range(200)]
    print("ms a line", 5 * (time.process_time() - start), "mean width", np.mean([p.shape[1] for p, _ in pairs]))
    sheet(pairs[:60], sys.argv[1])
