"""Reads with the weights' file alone, in numpy: what a port must do, step by step. `python infer.py line.weights vectors.json` checks the vectors."""

import base64, json, struct, sys

import numpy as np


class Net:
    def __init__(self, path):
        data = open(path, "rb").read()
        length = struct.unpack("<I", data[:4])[0]
        self.header = json.loads(data[4:4 + length])
        values = np.frombuffer(data, "<f2", offset=4 + length).astype(np.float32)
        self.layers = []
        for layer in self.header["layers"]:
            at = lambda key: values[layer[key][0]:layer[key][0] + layer[key][1]]
            self.layers.append(layer | {k: at(k) for k in layer if k.endswith(("eight", "ias"))})

    def logits(self, ink):
        """`ink`: bytes [32, width], 0 paper, 255 ink → [2 · ⌈width / 4⌉, classes], natural logits."""
        x = np.pad(ink.astype(np.float32) / 255, ((0, 0), (0, -ink.shape[1] % 4)))[None]
        passes = []
        for layer in self.layers:
            if layer["kind"] == "convolution":
                x = convolve(x, layer)
            elif layer["kind"] == "gru":
                if not passes:
                    x = x.transpose(2, 0, 1).reshape(x.shape[2], -1)          # a row a column; feature = channel · 2 + row
                passes.append(gru(x, layer))
            else:
                x = np.concatenate(passes, 1) @ layer["weight"].reshape(layer["out"], -1).T + layer["bias"]
        return x.reshape(x.shape[0] * self.header["stepsAColumn"], -1)

    def text(self, logits):
        best, out = [0] + list(logits.argmax(1)), ""
        for last, p in zip(best, best[1:]):
            if p and p != last:
                out += self.header["alphabet"][p - 1]
        return out.strip()


def convolve(x, layer):
    """3×3, one row and column of zeros around, batch norm folded in; ReLU; the largest of `poolRows` rows."""
    s, (_, h, w) = layer["stride"], x.shape
    padded, rows, columns = np.pad(x, ((0, 0), (1, 1), (1, 1))), (h + s - 1) // s, (w + s - 1) // s
    patches = np.stack([padded[:, i:i + s * (rows - 1) + 1:s, j:j + s * (columns - 1) + 1:s] for i in range(3) for j in range(3)], 1)
    y = layer["weight"].reshape(layer["out"], -1) @ patches.reshape(layer["in"] * 9, -1) + layer["bias"][:, None]
    p = layer["poolRows"]
    return np.maximum(y, 0).reshape(layer["out"], rows // p, p, columns).max(2)


def gru(x, layer):
    """Gates in the order reset, update, new: n = tanh(Wx + b + r · (Uh + c)); h = (1 − z) · n + z · h."""
    n = layer["out"]
    inputs = x @ layer["inputWeight"].reshape(3 * n, -1).T + layer["inputBias"]
    u, h, out = layer["stateWeight"].reshape(3 * n, n), np.zeros(n, np.float32), np.empty((len(x), n), np.float32)
    sigmoid = lambda v: 1 / (1 + np.exp(-v))
    for t in range(len(x))[::-1] if layer["reverse"] else range(len(x)):
        a, b = inputs[t], u @ h + layer["stateBias"]
        r, z = sigmoid(a[:n] + b[:n]), sigmoid(a[n:2 * n] + b[n:2 * n])
        h = (1 - z) * np.tanh(a[2 * n:] + r * b[2 * n:]) + z * h
        out[t] = h
    return out


if __name__ == "__main__":
    net, worst = Net(sys.argv[1]), 0
    for vector in json.load(open(sys.argv[2])):
        ink = np.frombuffer(base64.b64decode(vector["ink"]), np.uint8).reshape(32, vector["width"])
        worst = max(worst, np.abs(net.logits(ink) - np.array(vector["logits"])).max())
    print("worst difference", worst)
    sys.exit(int(worst > 1e-3))
