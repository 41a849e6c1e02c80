"""Lies about how things move, told within plays: over a text, off a wire, before their causes; and a film that moves so."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from manim import Animation, VMobject

from benchmarks.lying.altering import Kind, one
from benchmarks.lying.places import Undo, leaves, of_kind, remembered
from scenes.mobjects.meeting import Operand, meeting
from scenes.mobjects.motion import Appear, Own
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.text import Label
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Wire
from scenes.telling.passage import Passage
from scenes.telling.reader import ReaderFilm
from scenes.telling.seen import Look

__all__ = ["LIES", "Moves"]

ON, OFF = 0.02, 0.12
"""Units from the middle of a wire at which something is on it, and at which it is clearly not."""
BESIDE = 0.2
"""So far from the circle of a sign is the middle of a cell that waits beside it."""


class Moves(ReaderFilm):
    """What a cell keeps, unit by unit: its state and its forget gate go along wires, meet, and leave as their product."""

    title = "Moves"
    text = "good"

    TIMES = 0.0, 0.5
    WAYS = ((-3.6, 1.5), (0.0, 1.5), (0.0, 0.7)), ((-3.6, -0.5), (0.0, -0.5), (0.0, 0.3)), ((0.2, 0.5), (3.6, 0.5))
    KEYS = "forget_gate", "previous_cell", "kept"
    NAMES = ("forget gate", (-1.9, 2.0)), ("old state", (-1.9, 0.2)), ("what is kept", (2.2, 1.1)), ("good", (0.0, -1.6))

    def construct(self) -> None:
        """Tell how a gate lets through what is kept."""
        self.act("keeping", self.where(0))
        operator = Operator("times", self.TIMES, theme=self.theme, colour="line")
        wires = [Wire(*way, theme=self.theme) for way in self.WAYS]
        names = [Label(name, theme=self.theme).sit_amid(*at) for name, at in self.NAMES]
        with self.beat("What is kept of a state is the state times the forget gate."):
            self.play(*map(Appear, (*wires, operator, *names)))
        for unit in range(4):
            cells = [self.cell(key, unit, at) for key, at in zip(self.KEYS, ((-4.0, 1.5), (-4.0, -0.5), (4.0, 0.5)), strict=True)]
            with self.beat("One value and one gate meet, and what is kept comes out."):
                self.play(*map(Appear, cells[:2]))
                self.play(*self.product(operator, cells))
                self.remove(*cells)

    def cell(self, key: str, unit: int, at: tuple[float, float]) -> Swatch:
        """Return a value of a unit as a cell somewhere."""
        value = self.value(key, 0, unit)
        return swatch(value, notation=self.notation, theme=self.theme, size=(0.74, 0.3)).move_to((*at, 0))

    def product(self, operator: Operator, cells: list[Swatch]) -> list[Animation]:
        """Return the animations in which two cells meet beside the sign and become the third."""
        operands: list[Operand] = []
        for cell, way, side in zip(cells, self.WAYS[:2], ("top", "bottom"), strict=False):
            aside = operator.edge(side) + (BESIDE if side == "top" else -BESIDE)
            waits = (self.TIMES[0], aside)
            operands.append((cell.copy().move_to((*waits, 0)), side, Path(cell.get_center()[:2], *way[:2], waits)))
        out = cells[2], "right", Path(self.TIMES, *self.WAYS[2], cells[2].get_center()[:2])
        return meeting(operator, operands, out, theme=self.theme, seconds=2.0)


def over_a_text(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a filled shape that is on its way go over a text that is not its own."""
    filled = (each for each in _under_way(scene) if any(leaf.get_fill_opacity() > 0 for leaf in leaves(each.mobject)))
    journey, text = one(rng, filled), one(rng, (each for each in of_kind(scene, Label) if not each.slanted))
    if journey is None or text is None or text in journey.mobject.get_family():
        return None
    undo = remembered(scene, journey.mobject)
    journey.mobject.move_to(text).shift((rng.uniform(-0.4, 0.4) * text.width, 0, 0))
    return undo


def off_its_wire(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let what is on its way along a wire be beside it."""
    wires = [wire.corners for wire in of_kind(scene, Wire)]
    journey = one(rng, (each for each in _under_way(scene) if any(_apart(each.mobject, wire) < ON for wire in wires)))
    if journey is None:
        return None
    undo = remembered(scene, journey.mobject)
    turn = rng.uniform(0, 2 * np.pi)
    journey.mobject.shift(rng.uniform(0.5, 1.5) * np.array([np.cos(turn), np.sin(turn), 0.0]))
    if any(_apart(journey.mobject, wire) < OFF for wire in wires):
        undo()
        return None
    return undo


def too_early(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Show a result while something that it is made of is still on its way."""
    parts = Passage(scene, Look([])).parts
    late = {id(member) for part in parts if part.arrives and not part.is_ready for member in part.animation.mobject.get_family()}
    effects = (part.animation for part in parts if any(id(cause) in late for cause in getattr(part.animation, "causes", ())))
    effect = one(rng, (each for each in effects if isinstance(each, Own) and each.reached <= 0))
    if effect is None:
        return None
    undo = remembered(scene, effect.mobject)
    level = rng.uniform(0.3, 1.0)
    for leaf in leaves(effect.mobject):
        leaf.set_fill(opacity=level, family=False)
    if rng.random() < 0.5:
        effect.mobject.shift(rng.uniform(-1, 1) * np.array([1.0, 0.0, 0.0]))
    return undo


def _under_way(scene: Any) -> Iterator[Travel]:
    return (each for each in Passage(scene, Look([])).travels if 0 < each.reached < 1)


def _apart(mobject: VMobject, wire: np.ndarray) -> float:
    """Return how far the middle of a thing is from a wire."""
    shares = np.linspace(0.0, 1.0, 201)[:, None, None]
    dots = (1 - shares) * wire[None, :-1] + shares * wire[None, 1:]
    return float(np.linalg.norm(dots - mobject.get_center()[:2], axis=2).min())


LIES: tuple[Kind, ...] = (over_a_text, off_its_wire, too_early)
