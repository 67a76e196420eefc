# Copyright the Spinglass authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Trains the network lenet by PyTorch on one set of samples and tells accuracy over time.

    python3 lenet.py SAMPLES.npz --batch 10 --epochs 20 --seeds 101 102

The samples are those that `benchmarks/run WriteSplits` writes, so that both programs see the same digits: x_train, y_train,
x_val, y_val and perhaps x_test, y_test for each seed. Times are those of the steps alone, without scoring; the line "epochs of
seed" also has those since the start of the program, with everything, and is what `compare` reads.
"""

import time

STARTED = time.time()  # before PyTorch is loaded

import argparse

import numpy
import torch
import torch.nn.functional as F
from torch import nn


def hartley(x):
    transformed = torch.fft.fft2(x)
    return transformed.real - transformed.imag


def spectral_pool(x, height, width):
    """The centred spectral pool, as Spinglass exports it for PyTorch."""

    def kept(n, m):
        lowest = -(m // 2)
        return [(lowest + (place + m // 2) % m) % n for place in range(m)]

    rows, columns = x.shape[-2:]
    small = hartley(x)[..., kept(rows, height), :][..., kept(columns, width)]
    return hartley(small) / (rows * columns)


class Pool(nn.Module):
    """A spectral pool by its factors, sum over t of R_t x C_t': on a processor several times as fast as by FFT."""

    def __init__(self, before, after):
        super().__init__()
        eye = torch.eye(before * before, dtype=torch.float64).reshape(-1, before, before)
        matrix = spectral_pool(eye, after, after).reshape(before, before, after, after)
        u, s, v = torch.linalg.svd(matrix.permute(0, 2, 1, 3).reshape(before * after, before * after))
        self.terms = int((s > 1e-9 * s[0]).sum())
        rows = (u[:, : self.terms] * s[: self.terms].sqrt()).T.reshape(self.terms, before, after)
        columns = (v[: self.terms] * s[: self.terms, None].sqrt()).reshape(self.terms, before, after)
        self.register_buffer("rows", rows.permute(2, 0, 1).reshape(after, -1).float().contiguous())
        self.register_buffer("columns", columns.permute(1, 0, 2).reshape(before, -1).float().contiguous())
        self.after = after

    def forward(self, x):
        wide = x @ self.columns  # [..., before, terms * after]
        a, c, before, _ = wide.shape
        stacked = wide.reshape(a, c, before, self.terms, self.after).transpose(2, 3).reshape(a, c, -1, self.after)
        return self.rows @ stacked


class LeNet(nn.Module):
    def __init__(self, channels, classes):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, bias=False)
        self.c2 = nn.Conv2d(6, 16, 5, bias=False)
        self.c3 = nn.Conv2d(16, 120, 5, bias=False)
        self.l4 = nn.Linear(120, 84, bias=False)
        self.l5 = nn.Linear(84, classes, bias=False)
        self.p1 = Pool(28, 14)
        self.p2 = Pool(10, 5)
        for layer in (self.c1, self.c2, self.c3, self.l4, self.l5):
            nn.init.xavier_uniform_(layer.weight)

    def forward(self, x):
        x = self.p1(F.leaky_relu(self.c1(x), 0.001))
        x = self.p2(F.leaky_relu(self.c2(x), 0.001))
        x = F.leaky_relu(self.c3(x), 0.001).flatten(1)
        x = F.leaky_relu(self.l4(x), 0.001)
        return self.l5(x)


def accuracy(network, x, y):
    network.eval()
    with torch.no_grad():
        right = sum(
            (network(x[i : i + 500]).argmax(1) == y[i : i + 500]).sum().item() for i in range(0, len(y), 500)
        )
    network.train()
    return right / len(y)


def train(options, data, seed):
    torch.manual_seed(seed)
    x, y = torch.from_numpy(data[f"x_train_{seed}"]), torch.from_numpy(data[f"y_train_{seed}"]).long()
    xv, yv = torch.from_numpy(data[f"x_val_{seed}"]), torch.from_numpy(data[f"y_val_{seed}"]).long()
    classes = int(y.max()) + 1
    network = LeNet(x.shape[1], classes)
    optimizer = torch.optim.AdamW(network.parameters(), lr=options.lr, weight_decay=options.decay)
    steps = max(1, len(y) // options.batch) * options.epochs
    if options.schedule == "onecycle":
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=options.lr, total_steps=steps + 1)
    elif options.schedule == "cosine":
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps)
    else:
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _: 1)
    wanted = F.one_hot(y, classes).float()
    clock = time.process_time if options.clock == "processor" else time.perf_counter
    spent, curve = 0.0, []
    for epoch in range(options.epochs):
        began = clock()
        order = torch.randperm(len(y))
        for i in range(0, len(y) - options.batch + 1, options.batch):
            chosen = order[i : i + options.batch]
            optimizer.zero_grad(set_to_none=True)
            out = network(x[chosen])
            if options.loss == "mse":
                loss = ((out - wanted[chosen]) ** 2).sum(1).mean()
            else:
                loss = F.cross_entropy(out, y[chosen])
            loss.backward()
            optimizer.step()
            schedule.step()
        spent += clock() - began
        right = accuracy(network, xv, yv)
        curve.append((spent, right, time.time() - STARTED))
    test = accuracy(network, torch.from_numpy(data["x_test"]), torch.from_numpy(data["y_test"]).long()) if "x_test" in data else float("nan")
    return curve, test


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples")
    parser.add_argument("--batch", type=int, default=10)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.01)
    parser.add_argument("--schedule", choices=["constant", "cosine", "onecycle"], default="constant")
    parser.add_argument("--loss", choices=["mse", "ce"], default="mse")
    parser.add_argument("--seeds", type=int, nargs="+", default=[101])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--clock", choices=["processor", "wall"], help="default: processor with one thread, else wall")
    options = parser.parse_args()
    options.clock = options.clock or ("processor" if options.threads == 1 else "wall")
    torch.set_num_threads(options.threads)
    data = numpy.load(options.samples)
    curves, tests = [], []
    for seed in options.seeds:
        curve, test = train(options, data, seed)
        curves.append(curve)
        tests.append(test)
    mean = [sum(c[e][1] for c in curves) / len(curves) for e in range(options.epochs)]
    print(vars(options))
    print("  " + " ".join(f"{e + 1}:{m:.4f}" for e, m in enumerate(mean) if e < 10 or e % 5 == 4))
    for seed, curve in zip(options.seeds, curves):
        print(f"  epochs of seed {seed}: " + " ".join(f"{t:.4f}/{wall:.4f}/{a:.4f}" for t, a, wall in curve))
    for target in (0.95, 0.96):
        times = [next((t for t, a, _ in c if a >= target), float("nan")) for c in curves]
        print(f"  seconds to {target}: " + " ".join(f"{t:.2f}" for t in times))
    spans = sorted(c[-1][0] / len(c) for c in curves)
    print(f"  seconds an epoch: {spans[len(spans) // 2]:.3f}   test " + " ".join(f"{t:.4f}" for t in tests))


if __name__ == "__main__":
    main()
