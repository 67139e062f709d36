"""Writes the weights as one file for the product, and test vectors for whoever reads it: python export.py CHECKPOINT line.weights [vectors.json]"""

import base64, json, struct, sys

import numpy as np
import torch

from alphabet import ALPHABET
from net import CONVOLUTIONS, HIDDEN, STEPS, Reader


def load(path):
    """The mean of the weights over the last steps, which reads better than the last step's."""
    net = Reader()
    state = torch.load(path)["mean"]
    net.load_state_dict({k.removeprefix("module."): v for k, v in state.items() if k != "n_averaged"})
    return net.eval()


def write(net, path):
    """uint32 length of the header, JSON header (padded to 16 bytes), float16 values; all little-endian."""
    values, layers, count = [], [], 0

    def put(tensor):
        nonlocal count
        values.append(tensor.detach().numpy().astype("<f2").ravel())
        count += values[-1].size
        return [count - values[-1].size, values[-1].size]

    before = 1
    for convolution, norm, (channels, stride, pool) in zip(net.convolutions, net.norms, CONVOLUTIONS):
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        layers.append({"kind": "convolution", "in": before, "out": channels, "stride": stride, "poolRows": pool,
                       "weight": put(convolution.weight * scale[:, None, None, None]), "bias": put(norm.bias - norm.running_mean * scale)})
        before = channels
    for suffix in ("", "_reverse"):
        w = {k: getattr(net.recurrent, k + "_l0" + suffix) for k in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}
        layers.append({"kind": "gru", "in": before * 2, "out": HIDDEN, "reverse": suffix != "", "inputWeight": put(w["weight_ih"]),
                       "stateWeight": put(w["weight_hh"]), "inputBias": put(w["bias_ih"]), "stateBias": put(w["bias_hh"])})
    layers.append({"kind": "linear", "in": 2 * HIDDEN, "out": net.last.out_features, "weight": put(net.last.weight), "bias": put(net.last.bias)})
    header = json.dumps({"format": "formscan.handprint/1", "rows": 32, "stepsAColumn": STEPS, "alphabet": ALPHABET, "layers": layers},
                        separators=(",", ":"), ensure_ascii=False).encode()
    header += b" " * (-(len(header) + 4) % 16)
    with open(path, "wb") as file:
        file.write(struct.pack("<I", len(header)) + header + np.concatenate(values).tobytes())


def rounded(small):
    """The torch net with the file's own values, to tell a wrong formula from float16."""
    net = Reader().eval()
    fill(net, small)
    return net


def fill(net, small):
    """Puts a file's values into a net; of its letters those that the net's alphabet has, in its first places, too."""
    values = lambda layer, key, like: torch.from_numpy(layer[key].copy()).view_as(like)
    with torch.no_grad():
        for layer, convolution, norm in zip(small.layers, net.convolutions, net.norms):
            convolution.weight.copy_(values(layer, "weight", convolution.weight))
            norm.weight.fill_((1 + norm.eps) ** .5), norm.bias.copy_(values(layer, "bias", norm.bias))
        for layer, suffix in zip(small.layers[-3:-1], ("", "_reverse")):
            for mine, theirs in (("inputWeight", "weight_ih"), ("stateWeight", "weight_hh"), ("inputBias", "bias_ih"), ("stateBias", "bias_hh")):
                tensor = getattr(net.recurrent, theirs + "_l0" + suffix)
                tensor.copy_(values(layer, mine, tensor))
        last, classes = small.layers[-1], len(small.header["alphabet"]) + 1
        for mine, theirs in (("weight", net.last.weight), ("bias", net.last.bias)):
            from_file = torch.from_numpy(last[mine].copy()).view(STEPS, classes, -1)
            theirs.view(STEPS, theirs.shape[0] // STEPS, -1)[:, :classes].copy_(from_file)


def shapes():
    """Five pictures of plain strokes, of no person's hand."""
    y, x = np.mgrid[0:32, 0:64].astype(np.float32)
    soft = lambda d: np.clip((2.2 - d) * 255, 0, 255).astype(np.uint8)
    ring = soft(np.abs(np.hypot(x[:, :32] - 15, y[:, :32] - 15) - 9))
    bar = soft(np.maximum(np.abs(x[:, :16] - 7), np.maximum(0, np.abs(y[:, :16] - 15) - 10)))
    cross = soft(np.minimum(np.abs(x[:, :30] - 14), np.abs(y[:, :30] - 15)))
    return [ring, bar, cross, np.concatenate([ring, bar, ring[:, :29]], 1), np.zeros((32, 8), np.uint8)]


if __name__ == "__main__":
    from infer import Net
    net = load(sys.argv[1])
    write(net, sys.argv[2])
    small = Net(sys.argv[2])
    same, worst, worst32, vectors = rounded(small), 0, 0, []
    for picture in shapes():
        logits = small.logits(picture)
        with torch.no_grad():
            padded = np.pad(picture, ((0, 0), (0, -picture.shape[1] % 4)))
            ink = torch.from_numpy(padded)[None, None].float() / 255
            worst, worst32 = (max(w, np.abs(logits - n(ink)[:, 0].numpy()).max()) for w, n in ((worst, same), (worst32, net)))
        vectors.append({"width": picture.shape[1], "ink": base64.b64encode(picture.tobytes()).decode(), "text": small.text(logits),
                        "logits": [[round(float(v), 4) for v in row] for row in logits]})
    print(f"worst difference of a logit: {worst:.6f} from torch with the same float16 values, {worst32:.4f} from torch with float32")
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w") as file:
            json.dump(vectors, file, separators=(",", ":"))
    if worst > 1e-3:
        sys.exit("numpy and torch disagree")
