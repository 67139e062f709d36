"""Batches of lines of like width, made in a process of its own."""

import multiprocessing, os

import numpy as np

from alphabet import ALPHABET, HAND

ROWS = 32


def pad(samples):
    """pictures [n, 1, 32, width] as bytes, steps of each, texts"""
    width = -(-max(p.shape[1] for p, _ in samples) // 4) * 4
    pictures = np.zeros((len(samples), 1, ROWS, width), np.uint8)
    for i, (p, _) in enumerate(samples):
        pictures[i, 0, :, :p.shape[1]] = p
    return pictures, [-(-p.shape[1] // 4) * 2 for p, _ in samples], [t for _, t in samples]


def fits(picture, text):
    """Whether CTC has a step for every character and one between twins."""
    return -(-picture.shape[1] // 4) * 2 > len(text) + sum(a == b for a, b in zip(text, text[1:]))


def batched(samples, size, rng=None):
    samples = sorted(samples, key=lambda s: s[0].shape[1])
    groups = [samples[i:i + size] for i in range(0, len(samples), size)]
    if rng is not None:
        rng.shuffle(groups)
    return [pad(g) for g in groups]


def make(queue, folder, seed, font_folder, size):
    os.nice(19 - os.nice(0))
    rng = np.random.default_rng(seed)
    if ALPHABET == HAND:
        from lines import Lines
        lines = Lines(folder, "train", seed, "mix", font_folder)
    else:
        from typefaces import TypeLines
        lines = TypeLines("train", seed, font_folder)
    while True:
        samples = [s for s in (lines.one() for _ in range(size * 24)) if fits(*s)]
        for batch in batched(samples, size, rng):
            if len(batch[2]) == size:
                queue.put(batch)


class Supply:
    """Fresh batches as they come; while they are late, earlier ones again, up to `uses` times, shifted and faded a little."""

    def __init__(self, folder, seed, font_folder, size, makers=1, uses=3, keep=300):
        context = multiprocessing.get_context("spawn")
        self.queue, self.rng, self.uses, self.keep, self.old, self.made = context.Queue(40), np.random.default_rng(seed), uses, keep, [], 0
        self.makers = [context.Process(target=make, args=(self.queue, folder, seed + i, font_folder, size), daemon=True) for i in range(makers)]
        for maker in self.makers:
            maker.start()

    def next(self):
        if (not self.queue.empty() and self.rng.random() < .55) or len(self.old) < 8:
            batch = self.queue.get()
            self.made += len(batch[2])
            self.old.append([batch, 1])
            return batch
        i = int(self.rng.integers(len(self.old)))
        batch, used = self.old[i]
        self.old[i][1] += 1
        if used + 1 >= self.uses or len(self.old) > self.keep:
            self.old.pop(i)
        pictures, steps, texts = batch
        pictures = np.roll(pictures, int(self.rng.integers(-2, 3)), axis=2)
        pictures = np.roll(pictures, int(self.rng.integers(0, 2)), axis=3)
        return (pictures * self.rng.uniform(.6, 1)).astype(np.uint8), steps, texts
