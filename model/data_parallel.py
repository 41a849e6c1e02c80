"""The gradients of a batch, part by part: the parts at the same time, each by a process of its own, where there are cores for it.

A batch of several parts has the mean of their gradients, added up in their order: the bits are the same by one process and by
several.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from mmap import mmap
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

import numpy as np

from model.gradients import Tape
from model.trace import Array

__all__ = ["Gradients", "able", "differentiating"]

Arrays = dict[str, Array]
LONGEST = 10.0
"""So many seconds a process has to finish its part when all is over."""


class Reckoned(NamedTuple):
    """The loss of a batch, or of a part of it, and its gradient for every parameter."""

    loss: float
    gradients: Arrays


class Gradients:
    """Takes batch after batch, and returns the loss and its gradients at what the ``parameters`` are at the time.

    ``parameters`` are changed in place by who learns.
    """

    def __init__(self, network: Any, batches: Iterator[Any], parameters: Arrays, shards: int) -> None:
        self.network, self.batches, self.parameters, self.shards = network, batches, parameters, shards

    def __call__(self, penalty: float) -> Reckoned:
        """Return what the next batch gives."""
        batch = next(self.batches)
        if self.shards == 1:
            return self.of(batch, penalty)
        return _mean([self.of([part], penalty) for part in batch])

    def of(self, batch: Any, penalty: float) -> Reckoned:
        """Return what a batch gives, or a part of one."""
        tape = Tape()
        watched = tape.watch(self.parameters)
        loss = self.network.with_parameters(watched).loss(batch, penalty)
        return Reckoned(float(loss), tape.gradients(loss, watched))


class Parallel(Gradients):
    """Has all parts of a batch but the first reckoned by processes that draw the same batches.

    Without one of them, which somebody may have ended, it goes on alone.
    """

    def __init__(self, network: Any, batches: Iterator[Any], parameters: Arrays, shards: int) -> None:
        super().__init__(network, batches, parameters, shards)
        self.found = [_shared(parameters) for _ in range(shards - 1)]
        self.lines: list[Connection] = []
        self.processes: list[BaseProcess] = []
        fork = get_context("fork")
        for number, gradients in enumerate(self.found, 1):
            mine, its = fork.Pipe()
            self.lines.append(mine)
            self.processes.append(fork.Process(target=self._serve, args=(number, gradients, its), daemon=True))
            self.processes[-1].start()
            its.close()

    def __call__(self, penalty: float) -> Reckoned:
        """Return what the next batch gives."""
        if not self.lines:
            return super().__call__(penalty)
        batch = next(self.batches)
        try:
            for line in self.lines:
                line.send(penalty)
            parts = [self.of([batch[0]], penalty)]
            parts += [Reckoned(line.recv(), gradients) for line, gradients in zip(self.lines, self.found, strict=True)]
        except (EOFError, OSError):
            self.close()
            parts = [self.of([part], penalty) for part in batch]
        return _mean(parts)

    def close(self) -> None:
        """Let the processes end, and wait for them."""
        self._hang_up()
        for process in self.processes:
            process.join(LONGEST)

    def _hang_up(self) -> None:
        for line in self.lines:
            line.close()
        self.lines = []

    def _serve(self, number: int, gradients: Arrays, line: Connection) -> None:
        """Reckon the part ``number`` of every batch, until nobody asks any more."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides what an interrupt means
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._hang_up()
        try:
            while True:
                penalty = line.recv()
                loss, found = self.of([next(self.batches)[number]], penalty)
                for name, array in found.items():
                    gradients[name][...] = array
                line.send(loss)
        except (EOFError, OSError):
            os._exit(0)


@contextmanager
def differentiating(network: Any, batches: Iterator[Any], parameters: Arrays, shards: int) -> Iterator[Gradients]:
    """Yield what gives the gradients of a network for ``batches``, each of so many parts if these ``shards`` are more than one.

    The ``parameters`` that it has are those to change: a copy.
    """
    shared = parameters if shards == 1 else _shared(parameters)  # in the same order in memory, whoever reckons: for the same bits
    if shards == 1 or not able(shards):
        yield Gradients(network, batches, shared, shards)
        return
    several = Parallel(network, batches, shared, shards)
    try:
        yield several
    finally:
        several.close()


def able(shards: int) -> bool:
    """Tell whether so many processes help: elsewhere a fork is missing, or is not safe beside a library's threads."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) >= shards


def _shared(arrays: Arrays) -> Arrays:
    """Return copies of arrays in memory that a process shares with those that it forks."""
    copies = {}
    for name, array in arrays.items():
        copies[name] = np.frombuffer(mmap(-1, max(1, array.nbytes)), array.dtype, array.size).reshape(array.shape)
        copies[name][...] = array
    return copies


def _mean(parts: Sequence[Reckoned]) -> Reckoned:
    """Return the mean of what the parts of a batch give."""
    first, *others = parts
    for name, gradient in first.gradients.items():
        for other in others:
            gradient += other.gradients[name]
        gradient /= len(parts)
    return Reckoned(sum(part.loss for part in parts) / len(parts), first.gradients)
