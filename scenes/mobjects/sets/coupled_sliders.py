"""Sliders of coupled gates: one gate says how far, and scales both ends, as much as it admits and the rest of that."""

from collections.abc import Sequence
from typing import Any, ClassVar

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import of_one, placed, stays
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.sliders import BEHIND, FOOT, GATE, MIXTURE, SIZES, SMALL, TOP, Sliders, lettered, part_of, turns
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["CoupledSliders"]

DOOR, OUT = 0.24, 0.54
"""From the middle of a gate to where values go in and come out; and to where they wait to be added."""
MIDDLE = (TOP + FOOT) / 2
"""The height at which what is kept and what is written are added."""


class CoupledSliders(Sliders):
    """Sliders beside which either end is scaled: the ``old`` value by what the gate leaves, the ``new`` one by what it admits.

    ``gates`` are the rows of the one that admits and of that which keeps; ``parts`` those of what is kept and what is written.
    """

    LOOK: ClassVar[dict[str, Any]] = {"paint": "memory", "high": FOOT}

    def __init__(
        self, old: Row, new: Row, result: Row, gates: tuple[Row, Row], parts: tuple[Row, Row], *, notation: Notation, theme: Theme
    ) -> None:
        super().__init__(old, new, result, gates[:1], keeps=False, notation=notation, theme=theme)
        self.rest = {unit: self._beside(gates[1], unit, TOP) for unit in old.units}
        self.kept, self.written = (
            {unit: self._beside(row, unit, y) for unit in old.units}
            for row, y in zip(parts, (TOP - OUT, FOOT + OUT), strict=True)
        )
        self.letter = lettered(gates[1], TOP, notation=notation, theme=theme)
        self.signs = {unit: self._plus(unit) for unit in old.units}

    def _beside(self, row: Row, unit: int, y: float) -> Swatch:
        """Return a value of a row beside a unit's track."""
        made = row.fresh(unit).scale(SIZES[0]).move_to((self.x(unit) + GATE, y, 0))
        placed(made.patch, of_one(row.values_shown, lambda unit: (self.x(unit) + GATE, y)))
        return made

    def _plus(self, unit: int) -> Label:
        return stays(Label("+", theme=self._theme, size=self._theme.label).sit_amid(self.x(unit) + GATE, MIDDLE))

    def open(self, seconds: float) -> list[Animation]:
        """Return animations in which the cells of rows, and the numbers over the first one, go to their columns."""
        plays = super().open(seconds)
        for unit, number in zip(self.old.units, self.old.numbers, strict=False):
            x, y = float(number.get_x()), float(number.get_y())
            number.set_x(self.x(unit))
            placed(number, lambda index: (self.x(index[-1]), None))
            plays.append(Pass(number, Path((x, y), (self.x(unit), y)), there=True, run_time=seconds))
        return plays

    def share(self, units: Sequence[int], seconds: float, *, lag: float = 0.0) -> list[Animation]:
        """Return animations in which the gate goes to the new end, which it scales, and what it leaves of one to the old end."""
        plays: list[Animation] = []
        for unit, span in zip(units, turns(len(units), lag), strict=True):
            x, level = self.x(unit) + GATE, self.level(unit)
            gate, rest = self.scale.cells[unit], self.rest[unit]
            plays.append(Pass(gate, Path((x, level), (x, FOOT)), there=True, window=part_of(span, 0.0, 0.6), run_time=seconds))
            plays.append(Pass(rest, Path((x, level), (x, TOP)), start=SMALL, window=part_of(span, 0.4, 1.0), run_time=seconds))
        return plays

    def weigh(self, units: Sequence[int], seconds: float, *, lag: float = 0.0) -> list[Animation]:
        """Return animations in which both ends go through the gates beside them, and come out as what is kept and written."""
        plays: list[Animation] = []
        for unit, span in zip(units, turns(len(units), lag), strict=True):
            x = self.x(unit)
            for row, parts, gate, way in ((self.old, self.kept, TOP, -1), (self.new, self.written, FOOT, 1)):
                copy, (into, out) = row.fresh(unit).set_z_index(BEHIND), (("top", "bottom"), ("bottom", "top"))[way > 0]
                path = Path((x, row.at[1]), (x + GATE, row.at[1]), (x + GATE, gate))
                how: dict[str, Any] = {"start": SIZES[0], "end": SIZES[0], "leaves": True, "cut": (into, gate - way * DOOR)}
                plays.append(Pass(copy, path, window=part_of(span, 0.0, 0.6), run_time=seconds, **how))
                how = {"cut": (out, gate + way * DOOR), "causes": [copy]}
                path = Path((x + GATE, gate), (x + GATE, gate + way * OUT))
                plays.append(Pass(parts[unit], path, window=part_of(span, 0.6, 1.0), run_time=seconds, **how))
            plays.append(Appear(self.signs[unit], window=part_of(span, 0.8, 1.0), run_time=seconds))
        return plays

    def mix(self, units: Sequence[int], seconds: float, *, lag: float = 0.0) -> list[Animation]:
        """Return animations in which what is kept and what is written are added; the sum goes to the handle."""
        plays: list[Animation] = []
        for unit, span in zip(units, turns(len(units), lag), strict=True):
            left, right, parts = self.x(unit) + GATE, self.x(unit) + MIXTURE, (self.kept[unit], self.written[unit])
            plays.append(Vanish(self.signs[unit], window=part_of(span, 0.0, 0.2), run_time=seconds))
            for part, side, way in zip(parts, ("top", "bottom"), (-1, 1), strict=True):
                start, end = MIDDLE - way * (TOP - FOOT - 2 * OUT) / 2, MIDDLE + way * DOOR
                path = Path((left, start), (left, end))
                how: dict[str, Any] = {"there": True, "leaves": True, "cut": (side, MIDDLE)}
                plays.append(Pass(part, path, window=part_of(span, 0.15, 0.5), run_time=seconds, **how))
            path = Path((left, MIDDLE), (right, MIDDLE), (right, self.level(unit)))
            how = {"start": SMALL, "causes": parts, "sized": (0.0, 0.3)}
            plays.append(Pass(self.mixtures[unit], path, window=part_of(span, 0.5, 1.0), run_time=seconds, **how))
        return plays

    def leave(self, seconds: float) -> Animation:
        """Return the animation in which all goes but the cells at the ends and the mixtures."""
        seen = self.scale
        parts = *seen.bars.values(), *seen.cells.values(), *self.rest.values(), seen.said, self.letter, *self.old.numbers
        return Vanish(VGroup(self.tracks, *self.handles.values(), *parts), run_time=seconds)
