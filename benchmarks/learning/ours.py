"""Our side: what both sides start from, and our own steps.

``python -m benchmarks.learning.ours FOLDER THREADS [unread]`` trains on what :func:`leave` left in the folder, and prints the
losses and the seconds of each step as JSON; ``unread`` has no read-out: its loss is the sum of what a read-out would see.
"""

import json
import os
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from model import zoo
from model.gradients import Tape, stack, total
from model.networks import Translator
from model.pair_batches import PairBatch, pair_batches
from model.recipes import translation
from model.trace import Array
from model.training import Adam, clip
from scenes.stage.training import hold_memory

MANY = 20_000
"""Of a grammar's pairs so many are written; the words of both languages are then nearly all there."""
READ_OUT = ("readout_weight", "projection", "readout_bias")


def environment(threads: int) -> dict[str, str]:
    """Return the environment in which linear algebra takes so many threads."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {**os.environ, **dict.fromkeys(names, str(threads))}


def leave(folder: Path, name: str, precision: str, steps: int) -> None:
    """Leave weights, plan and batches of a bundled translator, untrained, in a folder."""
    task, rng = translation.BUNDLED[name], np.random.default_rng(0)
    parts = task.make(0, {"train": MANY, "dev": 100, "test": 100})
    source, target = translation.vocabularies(parts.train)
    network = Translator.create(task.languages, source, target, rng, task.sizes)
    zoo.save(network, folder / "network.safetensors")
    plan = replace(task.plan, rivals=task.plan.rivals or len(target))
    np.savez(folder / "weights.npz", **{key: array.astype(precision) for key, array in network.parameters.items()})
    for number, [batch] in enumerate(islice(pair_batches(network, parts.train, plan, network.seen, rng), steps)):
        known = batch._asdict() | {"dropped": batch.dropped.astype(precision), "rivals": rivals_of(batch, len(target))}
        np.savez(folder / f"{number}.npz", **known)
    told = {
        "name": name,
        "steps": steps,
        "rate": plan.rate,
        "clip": plan.clip,
        "precision": precision,
        "start": network.start,
        "words": len(target),
    }
    (folder / "plan.json").write_text(json.dumps(told), encoding="utf-8")


def rivals_of(batch: PairBatch, words: int) -> Array:
    """Return the batch's rivals, or all words that it has not."""
    return np.setdiff1d(np.arange(words), batch.target) if batch.rivals is None else batch.rivals


def main(folder: Path, unread: bool) -> None:
    """Train, and print what came of it."""
    hold_memory()
    told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    network = zoo.load(folder / "network.safetensors")
    parameters = {name: array.astype(told["precision"]) for name, array in network.parameters.items()}
    learned = {name: array for name, array in parameters.items() if not (unread and name in READ_OUT)}
    optimiser, losses, seconds = Adam(learned), [], []
    for number in range(told["steps"]):
        with np.load(folder / f"{number}.npz") as file:
            batch = PairBatch(**{name: file[name] for name in file.files})
        began, tape = time.perf_counter(), Tape()
        watched = tape.watch(learned)
        trained = network.with_parameters(parameters | watched)
        value = total(stack(each.seen for each in trained.forced(batch))) if unread else trained.loss([batch])
        gradients = tape.gradients(value, watched)
        clip(gradients, told["clip"])
        optimiser.update(gradients, told["rate"])
        seconds.append(time.perf_counter() - began)
        losses.append(float(value))
    print(json.dumps({"losses": losses, "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "unread" in sys.argv)
