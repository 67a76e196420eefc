import json
import struct

import torch
import torch.nn.functional as F
from torch import nn


def read_safetensors(path):
    """The float32 tensors of a file, by their names."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, offset=begin, count=(end - begin) // 4)
        tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors


def write_safetensors(path, tensors):
    """Writes tensors by their names, such as a network's state_dict(), for Spinglass to read."""
    header, blocks, at = {}, [], 0
    for name, tensor in tensors.items():
        values = tensor.detach().to("cpu", torch.float32).contiguous()
        block = struct.pack("<%df" % values.numel(), *values.flatten().tolist())
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [at, at + len(block)]}
        blocks.append(block)
        at += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def hartley(x):
    """The Hartley transform of the last two dimensions."""
    transformed = torch.fft.fft2(x)
    return transformed.real - transformed.imag


def spectral_pool(x, height, width, crop):
    """Keeps height x width frequencies around zero of each channel; a constant image keeps its value."""

    def kept(n, m):
        lowest = -(m // 2) if crop == "centred" else (n - m) // 2 - n // 2
        return [(lowest + (place + m // 2) % m) % n for place in range(m)]

    rows, columns = x.shape[-2:]
    small = hartley(x)[..., kept(rows, height), :][..., kept(columns, width)]
    return hartley(small) / (rows * columns)


def load(path, device="cpu"):
    """The network with the weights of a safetensors file, for inference."""
    network = Network()
    network.load_state_dict(read_safetensors(path))
    return network.to(device).eval()


def confidences(scores):
    """From scores to confidences, which add up to 1; see docs/networks.md for what they mean."""
    if TEMPERATURE is None:
        raise ValueError("the model was not calibrated, so that its scores say nothing about confidence")
    return torch.softmax(scores / TEMPERATURE, dim=-1)
