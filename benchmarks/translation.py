"""Trains a bundled translator with several seeds, with attention and without, and writes the table into its model card.

Run by hand: ``python -m benchmarks.translation english_french`` (90 minutes of a core for each seed, more beside other work;
``english_marathi`` 6). The weights of the seed that the recipe names go into the zoo, and those of its twin: plans are tried on
that seed, and the others are run once, at the end, for how far seeds differ.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model import zoo
from model.alignment import alignment_scores
from model.corpora.english_marathi import grammar as english_marathi
from model.corpora.everyday import grammar as english_french
from model.corpora.pairs import PairParts, SentencePair
from model.networks import Translator
from model.pair_batches import grouped
from model.recipes import translation
from scenes.stage.training import hold_memory

ZOO = Path(zoo.__file__).parent
START, END = "<!-- scores: written by benchmarks/translation.py -->", "<!-- end of scores -->"
SEEDS = range(5)
PHRASES = {
    "english_french": english_french.FLAGSHIPS,
    "english_marathi": english_marathi.FLAGSHIPS,
}


class Run(NamedTuple):
    """One training's scores; a twin without attention has no alignment."""

    seed: int
    network: Translator
    dev: float
    figures: tuple[float, ...]


def subsets(name: str, parts: PairParts) -> dict[str, list[SentencePair]]:
    """Return the test part by what is new in it: a phrase that was never trained on, a template, or only the sentence."""
    known = {pair.template for pair in parts.train}
    kinds: dict[str, list[SentencePair]] = {"phrase": [], "template": [], "sentence": []}
    for pair in parts.test:
        phrase = any(phrase in " ".join(pair.source) for phrase in PHRASES[name])
        kinds["phrase" if phrase else "sentence" if pair.template in known else "template"].append(pair)
    return kinds


def measure(network: Translator, name: str, parts: PairParts) -> tuple[float, ...]:
    """Return exact match on the whole test part and on its subsets, then, with attention, the alignment scores."""
    every = (parts.test, *subsets(name, parts).values())
    exact = [network.assess(grouped(network, pairs)).accuracy if pairs else np.nan for pairs in every]
    return (*exact, *alignment_scores(network, parts.test)) if network.scorer else tuple(exact)


def train(name: str, parts: PairParts, seed: int, attention: bool) -> Run:
    """Train with one seed and score the outcome."""
    trained = translation.train_bundled(name, seed, attention=attention, parts=parts)
    run = Run(seed, trained.network, trained.best.accuracy, measure(trained.network, name, parts))
    kind = "with" if attention else "without"
    print(f"{name} {kind} attention, seed {seed}: dev {run.dev:.4f}, {np.round(run.figures, 4)}", file=sys.stderr, flush=True)
    return run


def table(runs: Sequence[Run], attention: bool) -> Iterator[str]:
    """Yield the lines of a markdown table, with means and sample standard deviations."""
    columns = ["seed", "dev exact match", "**exact match**", "new phrase", "new template", "new sentence"]
    columns += ["**alignment error**", "content words", "function words"] if attention else []
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    rows = np.array([(run.dev, *run.figures) for run in runs])
    for run, row in zip(runs, rows, strict=True):
        yield f"| {run.seed} | " + " | ".join("-" if np.isnan(figure) else f"{figure:.4f}" for figure in row) + " |"
    if len(runs) > 1:
        spread = zip(rows.mean(axis=0), rows.std(axis=0, ddof=1), strict=True)
        yield "| mean ± s.d. | " + " | ".join(f"{mean:.4f} ± {deviation:.4f}" for mean, deviation in spread) + " |"


def write_card(name: str, lines: Iterable[str]) -> None:
    """Put the lines between the marks in the model card."""
    path = ZOO / f"{name}.md"
    card = path.read_text(encoding="utf-8")
    before, after = card.split(START)[0], card.split(END)[1]
    path.write_text("\n".join([before + START, "", *lines, "", END + after]), encoding="utf-8")


def ship(name: str, parts: PairParts, ours: Sequence[Run], twins: Sequence[Run]) -> None:
    """Save the chosen translator and its twin, and write the tables into the card."""
    [best] = [run for run in ours if run.seed == translation.BUNDLED[name].seed]
    zoo.save(best.network, ZOO / f"{name}.safetensors")
    for twin in twins:
        zoo.save(twin.network, ZOO / f"{name}_plain.safetensors")
    counts = ", ".join(f"{len(pairs)} with a new {kind}" for kind, pairs in subsets(name, parts).items())
    lines = [
        f"{len(parts.test)} test pairs: {counts}.\n",
        *table(ours, True),
        f"\nSeed {best.seed} is shipped (fingerprint `{best.network.fingerprint}`): that on which plans were tried.",
    ]
    if twins:
        rate = translation.TWIN_RATE
        lines += [
            f"\nThe twin without attention, same pairs, as many batches (of 64, at the rate {rate:g}):\n",
            *table(twins, False),
        ]
    write_card(name, lines)


def main(name: str) -> None:
    """Train all, and ship."""
    hold_memory()
    parts = translation.BUNDLED[name].make()
    ours = [train(name, parts, seed, True) for seed in SEEDS]
    ship(name, parts, ours, [train(name, parts, translation.BUNDLED[name].seed, False)])


if __name__ == "__main__":
    main(sys.argv[1])
