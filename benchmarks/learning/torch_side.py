"""The translator's training in PyTorch, as one would write it there: for comparison only, in an environment that has torch.

``python torch_side.py FOLDER THREADS`` reads ``weights.npz``, ``plan.json`` and the numbered batches that
:mod:`benchmarks.steps` left in the folder, trains on them, and prints the losses and the seconds of each step as JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its own name everywhere

Weights = dict[str, Tensor]
Batch = dict[str, Tensor]


def gru(weight: Tensor, bias: Tensor, inputs: Tensor, before: Tensor) -> Tensor:
    """Return the next state of a GRU whose reset gate acts before the product; the gates as one product."""
    gates = torch.sigmoid(F.linear(torch.cat((before, inputs), -1), weight[:2].flatten(0, 1), bias[:2].flatten()))
    reset, update = gates.chunk(2, -1)
    candidate = torch.tanh(F.linear(torch.cat((reset * before, inputs), -1), weight[2], bias[2]))
    return update * before + (1.0 - update) * candidate


def read(weight: Tensor, bias: Tensor, inputs: list[Tensor]) -> list[Tensor]:
    """Return a GRU's states, from zeros on."""
    state = inputs[0].new_zeros(len(inputs[0]), bias.shape[1])
    states = []
    for word in inputs:
        state = gru(weight, bias, word, state)
        states.append(state)
    return states


def loss(weights: Weights, batch: Batch, start: int, words: int) -> Tensor:
    """Return the mean of -log p of the true words, against the batch's own and the rivals."""
    inputs = F.embedding(batch["source"], weights["source_embedding"])
    there = read(weights["forward.weight"], weights["forward.bias"], list(inputs))
    back = read(weights["backward.weight"], weights["backward.bias"], list(inputs)[::-1])[::-1]
    annotations = torch.cat((torch.stack(there), torch.stack(back), inputs), -1)
    prepared = F.linear(annotations, weights["scorer.annotation_weight"])
    state = weights["initial"].expand(inputs.shape[1], -1)
    previous = torch.cat((torch.full_like(batch["target"][:1], start), batch["target"][:-1]))
    seen = []
    for word in F.embedding(previous, weights["target_embedding"]):
        hidden = torch.tanh(prepared + F.linear(state, weights["scorer.state_weight"]))
        looks = torch.softmax(hidden @ weights["scorer.vector"], 0)
        context = (looks[..., None] * annotations).sum(0)
        state = gru(weights["decoder.weight"], weights["decoder.bias"], torch.cat((word, context), -1), state)
        seen.append(torch.cat((state, context), -1))
    mask = torch.arange(len(batch["target"]))[:, None] < batch["lengths"]
    kept, true = (torch.stack(seen) * batch["dropped"])[mask], batch["target"][mask]
    own, answers = torch.unique(true, return_inverse=True)
    rows = torch.cat((own, batch["rivals"]))
    bias = weights["readout_bias"][rows]
    share = bias.new_zeros(len(rows))
    share[len(own) :] = float(np.log((words - len(own)) / len(batch["rivals"])))
    if "projection" in weights:
        logits = F.linear(F.linear(kept, weights["projection"]), weights["target_embedding"][rows], bias) + share
    else:
        logits = F.linear(kept, weights["readout_weight"][rows], bias) + share
    return F.cross_entropy(logits, answers)


def main(folder: Path, threads: int) -> None:
    """Train, and print what came of it."""
    torch.set_num_threads(threads)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz") as file:
        weights = {name: torch.from_numpy(file[name]).requires_grad_() for name in file.files}
    optimiser = torch.optim.Adam(weights.values(), lr=plan["rate"])
    losses, seconds = [], []
    for number in range(plan["steps"]):
        with np.load(folder / f"{number}.npz") as file:
            batch = {name: torch.from_numpy(file[name]) for name in file.files}
        began = time.perf_counter()
        optimiser.zero_grad()
        value = loss(weights, batch, plan["start"], plan["words"])
        value.backward()
        torch.nn.utils.clip_grad_norm_(weights.values(), plan["clip"])
        optimiser.step()
        seconds.append(time.perf_counter() - began)
        losses.append(float(value.detach()))
    print(json.dumps({"losses": losses, "seconds": seconds, "version": torch.__version__}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
