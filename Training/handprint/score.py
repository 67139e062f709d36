"""Error rates of what was read."""

from alphabet import decode


def distance(a, b):
    """Levenshtein."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def rates(pairs):
    """(character error rate, share of exact lines) of [(truth, read)]"""
    wrong = sum(distance(t, r) for t, r in pairs)
    return wrong / max(1, sum(len(t) for t, _ in pairs)), sum(t == r for t, r in pairs) / max(1, len(pairs))


def read(net, batches):
    """[(truth, read)] by best path."""
    import torch
    net.eval()
    pairs = []
    with torch.no_grad():
        for pictures, steps, texts in batches:
            best = net(torch.from_numpy(pictures).float() / 255).argmax(2).numpy()
            pairs += [(t, decode(best[:n, i])) for i, (n, t) in enumerate(zip(steps, texts))]
    return pairs
