"""Trains the reader, and goes on from its checkpoint if there is one. The rate is held, then falls to zero over the last two thirds of --minutes."""

import argparse, json, os, signal, time

import numpy as np
import torch

from alphabet import encode
from batches import Supply, batched, fits
from lines import Lines
from net import Reader
from score import rates, read
from strokes import DATA


def development(folder):
    """The same 560 samples of the development writers each time."""
    sets = {}
    for kind, count, seed in (("line", 200, 5), ("word", 160, 6), ("comb", 200, 7)):
        lines = Lines(folder, "develop", seed, kind)
        sets[kind] = batched([s for s in (lines.one() for _ in range(count)) if fits(*s)], 32)
    return sets


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", default=DATA)
    ask.add_argument("--fonts")
    ask.add_argument("--out", default="out/handprint")
    ask.add_argument("--minutes", type=float, default=60, help="of all runs together, wall time")
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--batch", type=int, default=32)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--makers", type=int, default=1)
    ask.add_argument("--seed", type=int, default=None)
    given = ask.parse_args()
    os.makedirs(given.out, exist_ok=True)
    torch.set_num_threads(given.threads)
    torch.set_flush_denormal(True)
    net = Reader()
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(.998), use_buffers=True)
    adam = torch.optim.AdamW(net.parameters(), given.rate, weight_decay=.01)
    step, seen, before = 0, 0, 0.
    path = os.path.join(given.out, "checkpoint.pt")
    if os.path.exists(path):
        saved = torch.load(path)
        net.load_state_dict(saved["net"]), mean.load_state_dict(saved["mean"]), adam.load_state_dict(saved["adam"])
        step, seen, before = saved["step"], saved["seen"], saved.get("minutes", 0.)
    supply = Supply(given.data, given.seed if given.seed is not None else 1000 + step, given.fonts, given.batch, given.makers)
    check, start, total, counted = development(given.data), time.time(), 0., 0
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
