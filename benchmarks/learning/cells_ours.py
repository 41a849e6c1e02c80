"""Our cells: what both sides start from, a run that keeps everything, and steps of training.

``python -m benchmarks.learning.cells_ours FOLDER`` runs the cells that :func:`leave` left in the folder, and prints what came of
it as JSON: of each run the last h and seconds, of each training the losses and seconds. Seconds are those of the processor.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from model.cells import CELLS, Cell, steps, unroll
from model.gradients import Tape, stack, total
from model.parameters import parameters_of, with_parameters
from model.trace import Array
from model.training import Adam, clip
from scenes.stage.training import hold_memory

RUN = "rnn", "lstm", "gru", "gru_reset_after"
TRAINED = "rnn", "lstm", "gru_reset_after"
"""Of these PyTorch has a layer with the same equations."""
UNITS, TIMES = (8, 16, 32, 64), (12, 30)
WORD, BATCH, TRAINED_UNITS, TRAINED_TIME = 16, 64, 32, 30
"""Features of a word; texts side by side, units and words of a training."""
REPEATS, STEPS, RATE, LIMIT = 60, 40, 1e-3, 1.0


def leave(folder: Path) -> None:
    """Leave untrained cells of all sizes and what they read in a folder, and what a hidden state should be in a training."""
    rng = np.random.default_rng(0)
    for units in UNITS:
        for kind in RUN:
            np.savez(folder / f"{kind}.{units}.npz", **parameters_of(CELLS[kind].create(units, WORD, rng)))
    words = rng.normal(size=(TRAINED_TIME, BATCH, WORD))
    np.savez(folder / "texts.npz", words=words, wanted=rng.uniform(-0.5, 0.5, (TRAINED_TIME, BATCH, TRAINED_UNITS)))
    sizes = {"run": RUN, "trained": TRAINED, "units": UNITS, "times": TIMES, "trained_units": TRAINED_UNITS}
    amounts = {"repeats": REPEATS, "steps": STEPS, "rate": RATE, "limit": LIMIT}
    (folder / "plan.json").write_text(json.dumps(sizes | amounts), encoding="utf-8")


def cell(folder: Path, kind: str, units: int) -> Cell[Any, Any]:
    """Return a cell that was left in the folder."""
    with np.load(folder / f"{kind}.{units}.npz") as file:
        return CELLS[kind](**dict(file.items()))


def run(made: Cell[Any, Any], words: Array) -> dict[str, Any]:
    """Read some words again and again, and keep all that is computed each time."""
    seconds = []
    for _ in range(REPEATS):
        began = time.process_time()
        everything = unroll(made, words, made.rest())
        seconds.append(time.process_time() - began)
    return {"hidden": everything.hidden[-1].tolist(), "seconds": seconds}


def train(made: Cell[Any, Any], words: Array, wanted: Array) -> dict[str, Any]:
    """Take some steps of training."""
    parameters = parameters_of(made)
    optimiser, losses, seconds = Adam(parameters), [], []
    for _ in range(STEPS):
        began, tape = time.process_time(), Tape()
        watched = tape.watch(parameters)
        trained = with_parameters(made, watched)
        away = stack(step.hidden for step in steps(trained, words, trained.rest(BATCH))) - wanted
        loss = total(away * away) / wanted.size
        gradients = tape.gradients(loss, watched)
        clip(gradients, LIMIT)
        optimiser.update(gradients, RATE)
        seconds.append(time.process_time() - began)
        losses.append(float(loss))
    return {"losses": losses, "seconds": seconds}


def main(folder: Path) -> None:
    """Run, train, and print what came of it."""
    hold_memory()
    with np.load(folder / "texts.npz") as file:
        words, wanted = file["words"], file["wanted"]
    ran = {
        f"{kind} {units} {length}": run(cell(folder, kind, units), words[:length, 0])
        for kind in RUN
        for units in UNITS
        for length in TIMES
    }
    trained = {kind: train(cell(folder, kind, TRAINED_UNITS), words, wanted) for kind in TRAINED}
    print(json.dumps({"run": ran, "trained": trained}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
