"""An encoder that reads: what each step of it does on screen, and the states that it leaves."""

from collections.abc import Iterator, Mapping, Sequence

from manim import Animation, VMobject

from scenes.mobjects.flights import into, spelt, worked
from scenes.mobjects.motion import Appear, Arrive, Shade
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.two_networks import TwoNetworks
from scenes.mobjects.theme import Theme

__all__ = ["UnrolledEncoder"]

RIPPLE = 0.03


class UnrolledEncoder:
    """The encoder of two networks at work.

    ``inputs`` are ``(source, feature)``, ``hidden`` ``(source, annotation)``, ``initial`` is the state before the first word;
    ``parts`` says how many cells each part of an annotation has: ``forward``, ``backward``, ``embedding``, as many as there are.
    On screen are ``inputs`` and ``states``, a strip a row each, and ``rest``; ``parts[row]`` are the parts of a row's state.
    """

    def __init__(
        self, stage: TwoNetworks, inputs: Readings, hidden: Readings, initial: Readings, parts: Mapping[str, int], *, theme: Theme
    ) -> None:
        self._stage, self._theme, encoder = stage, theme, stage.encoder
        rows = range(stage.length)
        self.inputs = [encoder.strip("inputs", row, inputs.row(row)) for row in rows]
        self.states = [encoder.strip("state", row, hidden.row(row)) for row in rows]
        self.parts = [dict(zip(parts, stage.parts(state, list(parts.values())), strict=True)) for state in self.states]
        self.rest = encoder.start(initial)

    def vectors(self, rows: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations that turn words into their vectors."""
        return [move for row in rows for move in spelt(self._stage.words[row][-1], self.inputs[row], run_time)]

    def pass_through(self, row: int, run_time: float, way: int = 0) -> Iterator[Play]:
        """Let a word's vector and the state before go into a cell, and the new state come out; ``way`` 1 reads backward."""
        stage, cells = self._stage, self._stage.cells[way]
        name, before = ("forward", "backward")[way], row + (-1, 1)[way]
        core, state = stage.encoder.core(row, way), self.parts[row][name]
        going: list[VMobject] = [self.inputs[row]]
        inside = 0 <= before < stage.length
        if inside or not stage.both_ways:
            going.append(self.parts[before][name] if inside else self.rest)
        shades = stage.light(cells[row], *([cells[before]] if inside else []))
        if inside and not stage.looks:
            shades.append(Shade(self.states[before], self._theme.dimmed, run_time=run_time))
        frame = [] if way else [Appear(self.states[row].frame, run_time=run_time)]
        coming = [Arrive(state, [state], [core], run_time=run_time), *frame]
        yield from worked(into(core, going, run_time), coming, shades, brisk=run_time <= self._theme.quick)

    def copied(self, row: int) -> Arrive:
        """Return an animation in which a word's vector joins what is looked at."""
        part = self.parts[row]["embedding"]
        return Arrive(part, list(part), self.inputs[row].cells, lag=RIPPLE, run_time=self._theme.slow)
