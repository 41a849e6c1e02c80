"""The cells in PyTorch, as one would write them there: for comparison only, in an environment that has torch.

``python cells_torch.py FOLDER`` reads what :mod:`benchmarks.cells` left in the folder and prints as JSON what
:mod:`benchmarks.learning.cells_ours` does: runs of a loop by hand that keeps everything, and steps of training of the library's
own layers.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its own name everywhere

Weights = dict[str, Tensor]
LAYERS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru_reset_after": torch.nn.GRU}


def rnn(cell: Weights, words: Tensor, h: Tensor) -> list[Tensor]:
    """Return all that a plain cell computes."""
    kept = []
    for word in words:
        a = F.linear(torch.cat((h, word)), cell["weight"], cell["bias"])
        h = torch.tanh(a)
        kept.append((a, h))
    return [torch.stack(each) for each in zip(*kept, strict=True)]


def lstm(cell: Weights, words: Tensor, h: Tensor) -> list[Tensor]:
    """Return all that an LSTM computes."""
    weight, bias = cell["weight"].flatten(0, 1), cell["bias"].flatten()
    c, kept = torch.zeros_like(h), []
    for word in words:
        a = F.linear(torch.cat((h, word)), weight, bias).chunk(4)
        i, f, g, o = torch.sigmoid(a[0]), torch.sigmoid(a[1]), torch.tanh(a[2]), torch.sigmoid(a[3])
        old, new = f * c, i * g
        c = old + new
        squashed = torch.tanh(c)
        h = o * squashed
        kept.append((*a, i, f, g, o, old, new, c, squashed, h))
    return [torch.stack(each) for each in zip(*kept, strict=True)]


def gru(cell: Weights, words: Tensor, h: Tensor) -> list[Tensor]:
    """Return all that a GRU computes whose reset gate acts before the product."""
    weight, bias = cell["weight"][:2].flatten(0, 1), cell["bias"][:2].flatten()
    kept = []
    for word in words:
        a = F.linear(torch.cat((h, word)), weight, bias)
        r, z = torch.sigmoid(a).chunk(2)
        reset = r * h
        b = F.linear(torch.cat((reset, word)), cell["weight"][2], cell["bias"][2])
        n = torch.tanh(b)
        old, new = z * h, (1.0 - z) * n
        h = old + new
        kept.append((*a.chunk(2), r, z, reset, b, n, old, new, h))
    return [torch.stack(each) for each in zip(*kept, strict=True)]


def gru_reset_after(cell: Weights, words: Tensor, h: Tensor) -> list[Tensor]:
    """Return all that a GRU computes whose reset gate acts after the product."""
    weight, bias, units = cell["weight"][:2].flatten(0, 1), cell["bias"][:2].flatten(), len(h)
    back, there = cell["weight"][2, :, :units], cell["weight"][2, :, units:]
    kept = []
    for word in words:
        a = F.linear(torch.cat((h, word)), weight, bias)
        r, z = torch.sigmoid(a).chunk(2)
        recurrent, fed = F.linear(h, back, cell["recurrent_bias"]), F.linear(word, there, cell["bias"][2])
        reset = r * recurrent
        b = fed + reset
        n = torch.tanh(b)
        old, new = z * h, (1.0 - z) * n
        h = old + new
        kept.append((*a.chunk(2), r, z, recurrent, fed, reset, b, n, old, new, h))
    return [torch.stack(each) for each in zip(*kept, strict=True)]


LOOPS: dict[str, Callable[[Weights, Tensor, Tensor], list[Tensor]]] = {
    "rnn": rnn,
    "lstm": lstm,
    "gru": gru,
    "gru_reset_after": gru_reset_after,
}


def run(loop: Callable[[Weights, Tensor, Tensor], list[Tensor]], cell: Weights, words: Tensor, repeats: int) -> dict[str, Any]:
    """Read some words again and again, and keep all that is computed each time."""
    rest, seconds = words.new_zeros(cell["bias"].shape[-1]), []
    with torch.no_grad():
        for _ in range(repeats):
            began = time.process_time()
            everything = loop(cell, words, rest)
            seconds.append(time.process_time() - began)
    return {"hidden": everything[-1][-1].tolist(), "seconds": seconds}


def layer(kind: str, cell: Weights) -> torch.nn.Module:
    """Return PyTorch's own layer with the same weights; of its two biases the second is left alone if ours has but one."""
    units = cell["bias"].shape[-1]
    weight = cell["weight"].reshape(-1, cell["weight"].shape[-1])
    made = LAYERS[kind](weight.shape[1] - units, units).double()
    with torch.no_grad():
        made.weight_hh_l0.copy_(weight[:, :units])
        made.weight_ih_l0.copy_(weight[:, units:])
        made.bias_ih_l0.copy_(cell["bias"].flatten())
        made.bias_hh_l0.zero_()
    made.bias_hh_l0.requires_grad_("recurrent_bias" in cell)
    return made


def train(made: torch.nn.Module, words: Tensor, wanted: Tensor, plan: dict[str, Any]) -> dict[str, Any]:
    """Take some steps of training."""
    learned = [each for each in made.parameters() if each.requires_grad]
    optimiser, losses, seconds = torch.optim.Adam(learned, lr=plan["rate"]), [], []
    for _ in range(plan["steps"]):
        began = time.process_time()
        optimiser.zero_grad()
        loss = F.mse_loss(made(words)[0], wanted)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, plan["limit"])
        optimiser.step()
        seconds.append(time.process_time() - began)
        losses.append(float(loss.detach()))
    return {"losses": losses, "seconds": seconds}


def loaded(path: Path) -> Weights:
    """Return the arrays of a file."""
    with np.load(path) as file:
        return {name: torch.from_numpy(file[name]) for name in file.files}


def main(folder: Path) -> None:
    """Run, train, and print what came of it."""
    torch.set_num_threads(1)
    plan, texts = json.loads((folder / "plan.json").read_text(encoding="utf-8")), loaded(folder / "texts.npz")
    words, wanted = texts["words"], texts["wanted"]
    ran = {
        f"{kind} {units} {length}": run(
            LOOPS[kind], loaded(folder / f"{kind}.{units}.npz"), words[:length, 0].contiguous(), plan["repeats"]
        )
        for kind in plan["run"]
        for units in plan["units"]
        for length in plan["times"]
    }
    trained = {
        kind: train(layer(kind, loaded(folder / f"{kind}.{plan['trained_units']}.npz")), words, wanted, plan)
        for kind in plan["trained"]
    }
    print(json.dumps({"run": ran, "trained": trained}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
