"""How a network that counts is made."""

import numpy as np
from model.networks.counter import CountingNetwork

from model.recipes.base import Task, Trained, register
from model.training import Check


def count(seed=None, data=None, progress=None):
    network = CountingNetwork(scale=np.full(1, 2.0))
    return Trained(
        network=network,
        accuracy=1.0,
        train_count=0,
        dev_count=0,
        held_out=0,
        losses=(),
        best=Check(0, 0.0, 1.0),
        interrupted=False,
    )


register(Task(name="counting", data="a list", train=count))
