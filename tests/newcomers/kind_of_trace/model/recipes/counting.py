"""How a network that counts is made."""

import numpy as np

from model.networks.counter import CountingNetwork
from model.recipes.base import Request, Task, Trained, register
from model.training import Check

__all__ = ["count"]


def count(request: Request) -> Trained[CountingNetwork]:
    """Return a network that counts every word twice: there is nothing to learn."""
    return Trained(
        network=CountingNetwork(scale=np.full(1, 2.0)),
        accuracy=1.0,
        train_count=0,
        dev_count=0,
        held_out=0,
        losses=(),
        best=Check(0, 0.0, 1.0),
        interrupted=False,
    )


register(Task(name="counting", data="a list", train=count))
