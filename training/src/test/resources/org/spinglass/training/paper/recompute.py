"""Computes the reference vectors anew from their inputs, with NumPy, and prints how far they differ.

Usage: python3 recompute.py
"""

import glob
import json
import os

import numpy as np


def tensor(node):
    return np.array(node["values"], dtype=np.float64).reshape(node["shape"])


def patches(x, k):
    """One row per sample and site: the k x k window of all channels, channel by channel."""
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return np.transpose(windows, (0, 2, 3, 1, 4, 5)).reshape(len(x) * windows.shape[2] * windows.shape[3], -1)


def linear(golden):
    q, xi, start = (tensor(golden[name]) for name in ("inputs", "targets", "weights"))
    gamma = np.ones_like(xi) if golden["gamma"] is None else tensor(golden["gamma"])
    n = golden["bits"]
    found = {
        "J": np.einsum("ai,aj,ak->ijk", gamma**2, q, q) / len(q),
        "h": -2 * np.einsum("ai,ai,aj->ij", gamma, xi, q) / len(q),
    }
    found["hShifted"] = found["h"] + 2 * np.einsum("ijk,ik->ij", found["J"], start)
    for c in golden["checks"]:
        spins = np.array(c["spins"]).reshape(start.shape + (n,))
        weights = start + golden["range"] / (2**n - 1) * spins @ 2 ** np.arange(n)
        loss = np.mean((gamma * (q @ weights.T) - xi) ** 2, axis=0)
        yield "weights of given spins", weights, tensor(c["weights"])
        yield "loss of given spins", loss, np.array(c["mse"])
    for name, value in found.items():
        yield name, value, tensor(golden[name])


def convolution(golden):
    x, xi, kernel = (tensor(golden[name]) for name in ("inputs", "targets", "kernel"))
    u = patches(x, kernel.shape[-1])
    targets = np.transpose(xi, (0, 2, 3, 1)).reshape(len(u), -1)
    output = u @ kernel.reshape(len(kernel), -1).T
    yield "J", u.T @ u / len(x), tensor(golden["J"])
    yield "h", -2 * targets.T @ u / len(x), tensor(golden["h"])
    yield "mse", ((output - targets) ** 2).sum(0) / len(x), np.array(golden["mse"])


for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*.json"))):
    with open(path) as file:
        vectors = json.load(file)
    for name, value, expected in (convolution if "kernel" in vectors else linear)(vectors):
        print(f"{os.path.basename(path)} {name}: {np.abs(value - expected).max():.1e}")
