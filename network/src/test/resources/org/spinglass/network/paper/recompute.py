"""Computes the outputs of the reference vectors anew from their inputs, with NumPy, and prints how far they differ.

Usage: python3 recompute.py
"""

import glob
import json
import os

import numpy as np


def tensor(node):
    return np.array(node["values"], dtype=np.float64).reshape(node["shape"])


def hartley(x):
    f = np.fft.fftshift(np.fft.fft2(x), axes=(-2, -1))
    return f.real - f.imag


def inverse_hartley(x):
    f = np.fft.fft2(np.fft.ifftshift(x, axes=(-2, -1)))
    return (f.real - f.imag) / (x.shape[-2] * x.shape[-1])


def first(large, small, centred):
    """Where the crop begins: the zero frequency stands at large // 2 and comes to small // 2, or near it."""
    return large // 2 - small // 2 if centred else (large - small) // 2


def pool(x, height, width, centred):
    """Normalised so that a constant image keeps its value."""
    h, w = x.shape[-2:]
    top, left = first(h, height, centred), first(w, width, centred)
    kept = hartley(x)[..., top:top + height, left:left + width]
    return inverse_hartley(kept) * (height * width) / (h * w)


def unpool(x, height, width):
    h, w = x.shape[-2:]
    top, left = first(height, h, False), first(width, w, False)
    padded = np.pad(hartley(x), ((0, 0), (top, height - h - top), (left, width - w - left)))
    return inverse_hartley(padded) * (height * width) / (h * w)


def convolve(x, kernel):
    k = kernel.shape[-1]
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
    return np.einsum("ncyxij,dcij->ndyx", windows, kernel)


def inverse(y, kernel):
    """One pseudoinverse of C2 x C1 numbers a frequency, of the output with zeros around it on a grid of H + 2 (K // 2)."""
    k = kernel.shape[-1]
    h, w = (n + k - 1 for n in y.shape[2:])
    grid = (h + 2 * (k // 2), w + 2 * (k // 2))
    divisor = np.linalg.pinv(np.moveaxis(np.conj(np.fft.fft2(kernel, grid)), (0, 1), (2, 3)))
    spectrum = np.einsum("yxcd,ndyx->ncyx", divisor, np.fft.fft2(y, grid))
    return np.fft.ifft2(spectrum).real[..., :h, :w]


def lenet(x, weights, centred):
    def leaky(s):
        return np.where(s > 0, s, 0.001 * s)

    x = pool(leaky(convolve(x, weights[0])), 14, 14, centred)
    x = pool(leaky(convolve(x, weights[1])), 5, 5, centred)
    x = leaky(convolve(x, weights[2])).reshape(len(x), -1)
    return leaky(leaky(x @ weights[3].T) @ weights[4].T)


def check(file):
    golden = json.load(open(file))
    found = {}
    if "forwardInput" in golden:
        kernel = tensor(golden["kernel"])
        found["forwardOutput"] = convolve(tensor(golden["forwardInput"]), kernel)
        found["input"] = inverse(tensor(golden["output"]), kernel)
        found["inverted"] = inverse(tensor(golden["forwardOutput"]), kernel)
    elif "weights" in golden:
        weights = [tensor(w) for w in golden["weights"]]
        for name in ("centred", "author"):
            found[name] = lenet(tensor(golden["input"]), weights, name == "centred")
    else:
        x = tensor(golden["input"])
        height, width = golden["centred"]["shape"][1:]
        found["centred"] = pool(x, height, width, True)
        found["author"] = pool(x, height, width, False)
        found["unpooled"] = unpool(tensor(golden["author"]), *x.shape[1:])
    for name, value in found.items():
        print(f"{os.path.basename(file)} {name}: {np.abs(value - tensor(golden[name])).max():.1e}")


for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*.json"))):
    check(path)
