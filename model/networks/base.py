"""What all networks have in common."""

from hashlib import sha256
from typing import Any

import numpy as np

from model.trace import Provenance
from model.training import Network

__all__ = ["UNTRAINED", "fingerprint"]

UNTRAINED = Provenance(
    model="untrained", task="none", score=0.0, score_name="held-out accuracy", score_count=0, fingerprint="", seed=0
)


def fingerprint(network: Network[Any]) -> str:
    """Return 12 hexadecimal digits of the SHA-256 of all weights: names, shapes and bytes, in order of the names."""
    digest = sha256()
    for name, array in sorted(network.parameters.items()):
        digest.update(f"{name} {array.shape} ".encode())
        digest.update(np.ascontiguousarray(array, dtype="<f8").tobytes())
    return digest.hexdigest()[:12]
