"""Trains the reader, and goes on from its checkpoint if there is one. The rate is held, then falls to zero over the last two thirds of --minutes."""

import argparse, json, os, signal, time

import numpy as np
import torch

from alphabet import ALPHABET, HAND, encode
from batches import Supply, batched, fits
from lines import Lines
from net import CONVOLUTIONS, Reader
from score import rates, read
from strokes import DATA


def development(folder, font_folder):
    """The same 560 samples of the development writers, or of the fonts kept apart, each time."""
    if ALPHABET != HAND:
        from typefaces import TypeLines
        lines = TypeLines("develop", 5, font_folder)
        return {"type": batched([s for s in (lines.one() for _ in range(560)) if fits(*s)], 32)}
    sets = {}
    for kind, count, seed in (("line", 200, 5), ("word", 160, 6), ("comb", 200, 7)):
        lines = Lines(folder, "develop", seed, kind)
        sets[kind] = batched([s for s in (lines.one() for _ in range(count)) if fits(*s)], 32)
    return sets


def begin(net, path, pictures):
    """Takes a file's weights, whose batch norms are folded: unfolds them so that on `pictures` the net gives what the file's does."""
    from export import fill
    from infer import Net
    fill(net, Net(path))
    x = torch.from_numpy(pictures).float() / 255
    with torch.no_grad():
        for convolution, norm, (_, _, pool) in zip(net.convolutions, net.norms, CONVOLUTIONS):
            y = convolution(x)
            mean, var = y.mean((0, 2, 3)), y.var((0, 2, 3))
            norm.bias.add_(mean), norm.weight.copy_((var + norm.eps).sqrt())
            norm.running_mean.copy_(mean), norm.running_var.copy_(var)
            x = norm.eval()(y).relu()
            if pool > 1:
                x = torch.nn.functional.max_pool2d(x, (pool, 1))


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", default=DATA)
    ask.add_argument("--fonts")
    ask.add_argument("--out", default="out/handprint")
    ask.add_argument("--minutes", type=float, default=60, help="of all runs together, wall time")
    ask.add_argument("--start", metavar="WEIGHTS", help="begin with what another net knows, such as line.weights")
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--batch", type=int, default=32)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--makers", type=int, default=1)
    ask.add_argument("--seed", type=int, default=None)
    given = ask.parse_args()
    os.makedirs(given.out, exist_ok=True)
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    path = os.path.join(given.out, "checkpoint.pt")
    saved = torch.load(path) if os.path.exists(path) else None
    step, seen, before = (saved["step"], saved["seen"], saved.get("minutes", 0.)) if saved else (0, 0, 0.)
    supply = Supply(given.data, given.seed if given.seed is not None else 1000 + step, given.fonts, given.batch, given.makers)
    net = Reader()
    if given.start and not saved:
        begin(net, given.start, supply.next()[0])
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(.998), use_buffers=True)
    adam = torch.optim.AdamW(net.parameters(), given.rate, weight_decay=.01)
    if saved:
        net.load_state_dict(saved["net"]), mean.load_state_dict(saved["mean"]), adam.load_state_dict(saved["adam"])
    check, start, total, counted = development(given.data, given.fonts), time.time(), 0., 0
    saved_at = shown_at = start

    minutes = lambda: before + (time.time() - start) / 60
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))

    def save():
        torch.save({"net": net.state_dict(), "mean": mean.state_dict(), "adam": adam.state_dict(), "step": step, "seen": seen, "minutes": minutes()}, path + ".new")
        os.replace(path + ".new", path)

    def show():
        figures = {k: rates(read(mean.module, b)) for k, b in check.items()}
        entry = {"step": step, "seen": seen, "fresh": supply.made, "minutes": round(minutes(), 1), "loss": round(total / max(1, counted), 4)}
        entry |= {k: [round(x, 4) for x in v] for k, v in figures.items()}
        with open(os.path.join(given.out, "log.jsonl"), "a") as log:
            log.write(json.dumps(entry) + "\n")
        print(json.dumps(entry), flush=True)

    while (past := minutes() / given.minutes) < 1 and not stopped:
        rate = given.rate * min(1, (step + 1) / 300) * (min(1, (1 - past) * 1.5) + 1e-3)
        for group in adam.param_groups:
            group["lr"] = rate
        pictures, steps, texts = supply.next()
        net.train()
        logits = net(torch.from_numpy(pictures).float() / 255).log_softmax(2)
        targets = torch.tensor([i for t in texts for i in encode(t)])
        loss = torch.nn.functional.ctc_loss(logits, targets, torch.tensor(steps), torch.tensor([len(t) for t in texts]), zero_infinity=True)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3)
        adam.step()
        mean.update_parameters(net)
        step, seen, total, counted = step + 1, seen + len(texts), total + float(loss.detach()), counted + 1
        now = time.time()
        if now - shown_at > 150:
            show()
            total, counted, shown_at = 0., 0, time.time()
        if now - saved_at > 120:
            save()
            saved_at = now
    save()
    show()


if __name__ == "__main__":
    main()
