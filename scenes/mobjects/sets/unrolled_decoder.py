"""A decoder that writes: what each step of it does on screen, and the words that it leaves."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.flights import into, spelt, worked
from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.two_networks import TwoNetworks
from scenes.mobjects.theme import Theme

__all__ = ["LookBack", "UnrolledDecoder"]

FAINT = 0.01  # a weight below which, after the first step, no scaled copy is drawn: nothing of it could be seen


class LookBack(NamedTuple):
    """What attention computes at one output step: weights, ``(source,)``, scaled states, ``(source, annotation)``, their sum."""

    weights: Readings
    weighted: Readings
    context: Readings


class UnrolledDecoder:
    """The decoder of two networks at work.

    ``initial`` is its first state. On screen are the newest ``state``, ``input`` and ``context``, the ``weights`` of the last
    look back, and ``choices``, the words written; ``rows`` is all that moves with a row, one list a row.
    """

    def __init__(self, stage: TwoNetworks, initial: Readings, *, theme: Theme) -> None:
        self._stage, self._theme, self._network = stage, theme, stage.decoder
        self.rows: list[list[VMobject]] = []
        self.choices: list[VMobject] = []
        self.weights, self.rivals = VGroup(), VGroup()
        self.state = self.start = self._network.start(initial)
        self._cell = stage.first_cell

    def feed(self, target: int, word: Reading, inputs: Readings, run_time: float) -> Iterator[Play]:
        """Put the word before where the decoder reads, and turn it into its vector; only it is left of the candidates."""
        yield from self._make_room(target, run_time)
        said, link = self._network.word(word, target)[-1], self._network.link(target)
        self.input = self._network.strip("inputs", target, inputs)
        shades: list[Animation] = [Appear(link, run_time=run_time), *self._choose(run_time)]
        if target:
            shades += self._stage.light(None, self._cell)
            self._cell = self._network.cell(target)
            self.rows.append([])
            coming = [Arrive(said, [said], [self.choices[-1]], run_time=run_time), Appear(self._cell, run_time=run_time)]
        else:
            shades += self._stage.light(self._cell)
            coming = [Appear(said, run_time=run_time)]
        yield from worked(coming, spelt(said, self.input, run_time), shades, brisk=self._brisk(run_time))
        self.rows[-1] += [said, self.input, self._cell, link]

    def _make_room(self, target: int, run_time: float) -> Iterator[Play]:
        """Push the rows up by one where there is no room for another, the uppermost out of sight."""
        if self._network.overflow(target):
            gone, rows = VGroup(*self.rows.pop(0)), VGroup(*(each for row in self.rows for each in row))
            before = rows.copy()
            self._network.push_up(rows)
            yield Play([Vanish(gone, run_time=run_time), Arrive(rows, [rows], [before], run_time=run_time)])

    def look_back(self, target: int, look: LookBack, run_time: float) -> Iterator[Play]:
        """Let the state weigh every encoder state; scaled, they slide together into the context."""
        rows = range(self._stage.length)
        weights = VGroup(*(self._stage.weight(look.weights[row], row) for row in rows))
        gone = [Vanish(self.weights, run_time=self._theme.quick)] if self.weights else []
        asking = [move for cell in weights for move in into(cell, [self.state], run_time)] if target == 0 else []
        weighing = [*asking, Reveal(weights, list(weights), wait=0.6 if asking else 0.0, run_time=run_time)]
        self.weights, self.context = weights, self._network.strip("context", target, look.context)
        seen = [row for row in rows if target == 0 or look.weights.values[row] >= FAINT]
        scaled = [self._stage.encoder.strip("state", row, look.weighted.row(row)) for row in seen]
        adding = [*into(self.context, scaled, run_time), Reveal(self.context, self.context.cells, wait=0.7, run_time=run_time)]
        yield from worked(weighing, adding, gone, brisk=self._brisk(run_time))
        self.rows[-1].append(self.context)

    def step(self, target: int, hidden: Readings, run_time: float) -> Iterator[Play]:
        """Let all that is read go into the cell; the new state comes out."""
        before, core, read = self.state, self._network.core(target), [self.state, self.input]
        going = into(core, [*read, self.context] if self._stage.looks else read, run_time)
        self.state = self._network.strip("state", target, hidden)
        shades = [Shade(before, self._theme.dimmed, run_time=run_time)]
        coming = [Arrive(self.state, [self.state], [core], run_time=run_time)]
        yield from worked(going, coming, shades, brisk=self._brisk(run_time))
        self.rows[-1].append(self.state)

    def weigh(self, target: int, pairs: Sequence[tuple[Reading, Reading]], run_time: float) -> Iterator[Play]:
        """Let probabilities grow out of the state: pairs of a word and its probability, the word that is written first."""
        candidates = self._stage.candidates(target, pairs)
        going = into(candidates.entry(), [self.state, self.context] if self._stage.looks else [self.state], run_time)
        texts, bars = VGroup(*candidates.texts), candidates.bars
        self.choices.append(candidates.written[0])
        self.rows[-1].append(candidates.written)
        self.rivals = candidates.rivals
        grown = Arrive(VGroup(*bars), bars, candidates.stubs(), run_time=run_time)
        yield Play([*going, Reveal(texts, list(texts), wait=0.5, run_time=run_time), grown])

    def _choose(self, run_time: float) -> list[Animation]:
        """Return the animation that takes all words but the most probable one away, if there are others."""
        rivals, self.rivals = self.rivals, VGroup()
        return [Vanish(rivals, run_time=run_time)] if rivals else []

    def _brisk(self, run_time: float) -> bool:
        return run_time <= self._theme.quick
