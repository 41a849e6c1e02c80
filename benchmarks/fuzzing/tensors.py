"""Weights as nobody should write them: what their header says of tensors and of the network, and bytes."""

import struct
from random import Random
from typing import Any

from benchmarks.fuzzing.values import broken_bytes, odd_entries, written

__all__ = ["odd_weights"]

TYPES = ("F64", "F32", "F16", "BF16", "F8_E4M3", "I64", "BOOL", "X9", 3)
SIZES = (0, 1, 3, -1, 100_000, 2**40, 2**63, 1.5, True, "3")


def odd_weights(rng: Random, header: dict[str, Any], metadata: dict[str, Any], data: bytes, other: bytes) -> bytes:
    """Return weights in which something is odd: ``header`` is of the tensors, ``metadata`` of the network."""
    kind = rng.randrange(10)
    if kind < 6:
        metadata = odd_entries(rng, metadata)
    own = {"__metadata__": {"unrolled": written(metadata)}, **header}
    if kind in (5, 6):
        own = odd_entries(rng, own)
    if kind in (7, 8):
        own, data = _odd_tensor(rng, own, data)
    text = written(own).encode()
    whole = struct.pack("<Q", _length(rng, len(text))) + text + data
    return broken_bytes(rng, whole, other) if kind == 9 else whole


def _odd_tensor(rng: Random, header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Let a tensor be of another type or shape, be gone, have a double, or hold what is no number."""
    name = rng.choice([name for name in header if name != "__metadata__"])
    changed = {**header, name: {**header[name]}}
    kind, entry = rng.randrange(6), changed[name]
    if kind == 0:
        entry["dtype"] = rng.choice(TYPES)
    elif kind == 1:
        entry["shape"] = [*entry["shape"], rng.choice(SIZES)]
    elif kind == 2:
        entry["shape"] = rng.choice(([], entry["shape"][::-1], [0, 10**12], [10**12, 10**12], [1] * 70))
    elif kind == 3:
        size = entry["data_offsets"]
        changed["x" * rng.choice((1, 5000))] = {"dtype": "F64", "shape": [0], "data_offsets": [size[1], size[1]]}
    elif kind == 4:
        first = entry["data_offsets"][0]
        number = rng.choice((b"\xff" * 8, struct.pack("<d", float("inf")), struct.pack("<d", 1e308)))
        data = data[:first] + number + data[first + 8 :]
    else:
        changed[rng.choice((name + "x", name.upper()))] = changed.pop(name)
    return changed, data


def _length(rng: Random, true: int) -> int:
    return true if rng.random() < 0.95 else rng.choice((0, 1, true - 1, true + 1, 2**30, 2**63, 100_000_000))
