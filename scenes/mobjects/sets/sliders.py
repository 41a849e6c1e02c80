"""Sliders: each unit between its old value and a new one, at the place that a gate says; what is there is the mixture."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, Rectangle, VGroup

from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, Path, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["Hanging", "Scale", "Sliders"]

TOP, FOOT = 1.44, -0.5
"""Heights: where a mixture is all old, and where it is all new."""
ASIDE, BESIDE, LARGE = -0.34, 0.07, 0.84
"""From the middle of a unit's column: where its track is, and the mixture, so many times as large as a cell of a row."""
THICK, HANDLE = 0.13, (0.27, 0.055)
"""How wide a bar on a track is, and the handle at its end."""
ENDS = 0.14
"""From the last cell to what is written at the ends of the tracks."""


class Hanging(Pillar):
    """A bar that hangs from a ``floor`` above it, as long as a value times ``unit``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shift((0, -self.height, 0))

    @property
    def foot(self) -> float:
        """The y of its upper end, which is to be ``home``."""
        return float(self.get_top()[1])


class Scale:
    """A gate as bars on the tracks, from one end: from the foot, if it ``keeps`` what is above, else from the top.

    ``bars`` maps units to them; ``ends`` says what nought and one mean.
    """

    def __init__(self, gate: Readings, at: Mapping[int, float], *, keeps: bool, right: float, theme: Theme, role: str) -> None:
        kind, self.edge = (Pillar, "bottom") if keeps else (Hanging, "top")
        self.first = FOOT if keeps else TOP
        self.gate, self.keeps = gate, keeps
        look: dict[str, Any] = {"unit": TOP - FOOT, "width": THICK, "floor": self.first, "paint": theme.colour(role)}
        self.bars = {unit: placed(kind(gate[unit], x=x, **look), lambda index: (at[index[-1]], None)) for unit, x in at.items()}
        key = "scale.share"
        nought, one = Readings(key, (), np.array(SCALE_ENDS[key])).flat()
        self.ends = VGroup()
        for y, end, says in ((TOP, one if keeps else nought, "the old h"), (FOOT, nought if keeps else one, "the candidate")):
            label = Label(
                phrase("{end:0}: all " + says.removeprefix("the "), end=end), theme=theme, size=theme.small, colour=role
            )
            self.ends.add(stays(label.sit_amid(right, y, -1)))


class Sliders:
    """A track for each unit between its cell in the row ``old``, above, and its cell in the row ``new``, below.

    ``result`` is the row of the mixtures, which are first on the tracks. ``scales`` are two ways to write one gate, each with
    whether it keeps what is old.
    """

    def __init__(
        self, old: Row, new: Row, result: Row, scales: Sequence[tuple[Readings, bool]], *, notation: Notation, theme: Theme
    ) -> None:
        self.old, self.new, self.result, self._theme = old, new, result, theme
        self.at = {unit: old.place(unit)[0] + ASIDE for unit in old.units}
        look: dict[str, Any] = {"right": old.right + ENDS, "theme": theme}
        self.scales = [
            Scale(gate, self.at, keeps=keeps, role=notation.of(gate.key, gate.index).role, **look) for gate, keeps in scales
        ]
        self.tracks = VGroup(*map(self._track, self.at.values()))
        self.handles = {unit: self._handle(unit) for unit in old.units}
        self.mixtures: dict[int, Swatch] = {unit: self._mixture(unit) for unit in old.units}

    def level(self, unit: int) -> float:
        """Return the height of a unit's handle."""
        scale = self.scales[0]
        share = float(scale.gate[unit].value)
        return scale.first + (1 if scale.keeps else -1) * share * (TOP - FOOT)

    def slide(self, units: Sequence[int], scale: Scale, seconds: float) -> list[Animation]:
        """Return animations in which bars grow from one end of the tracks, and the handles with them."""
        plays: list[Animation] = []
        for unit in units:
            x, bar, handle = self.at[unit], scale.bars[unit], self.handles[unit]
            plays.append(Grow(bar, scale.edge, run_time=seconds))
            way = Path((x, scale.first), (x, self.level(unit)))
            plays.append(Pass(handle, way, run_time=seconds, rate_func=glide))
        return plays

    def flip(self, scale: Scale, other: Scale, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the bars of one scale go, and those of another one come from the other end."""
        going: list[Animation] = [Grow(bar, scale.edge, leaves=True, run_time=seconds / 2) for bar in scale.bars.values()]
        coming: list[Animation] = [Grow(bar, other.edge, run_time=seconds / 2) for bar in other.bars.values()]
        return [
            [*going, Vanish(scale.ends, run_time=seconds / 2)],
            [*coming, Appear(other.ends, run_time=seconds / 2)],
        ]

    def mix(self, units: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which what is old comes down to the handle and what is new up to it; what comes out stays."""
        plays: list[Animation] = []
        for unit in units:
            x, level = self.old.place(unit)[0] + BESIDE, self.level(unit)
            ends, copies = (TOP + 0.15, FOOT - 0.15), []
            for row, side, end in zip((self.old, self.new), ("top", "bottom"), ends, strict=True):
                copy = row.fresh(unit)
                copies.append(copy)
                path = Path(row.place(unit), (x, end), (x, level))
                plays.append(Pass(copy, path, cut=(side, level), window=(0.0, 0.6), end=LARGE, leaves=True, run_time=seconds))
            mixture = self.mixtures[unit]
            plays.append(Pass(mixture, Path((x, level)), window=(0.6, 1.0), start=0.3, causes=copies, run_time=seconds))
        return plays

    def settle(self, seconds: float) -> list[Animation]:
        """Return animations in which the mixtures go to their row, whose cells are to be shown then; all else goes."""
        plays: list[Animation] = []
        for unit, mixture in self.mixtures.items():
            vars(mixture.patch).pop("place", None)
            here = float(mixture.get_x()), float(mixture.get_y())
            path = Path(here, (self.result.place(unit)[0], here[1]), self.result.place(unit))
            plays.append(Pass(mixture, path, end=1 / LARGE, there=True, leaves=True, run_time=seconds))
        return plays

    def _track(self, x: float) -> VGroup:
        look: dict[str, Any] = {"stroke_color": self._theme.muted, "stroke_width": self._theme.thin}
        ends = [Line((x - THICK / 2, y, 0), (x + THICK / 2, y, 0), **look) for y in (TOP, FOOT)]
        return VGroup(Line((x, FOOT, 0), (x, TOP, 0), **look), *ends)

    def _handle(self, unit: int) -> Rectangle:
        wide, high = HANDLE
        made = Rectangle(width=wide, height=high, stroke_width=0, fill_color=self._theme.ink, fill_opacity=1)
        return made.move_to((self.at[unit], self.level(unit), 0))

    def _mixture(self, unit: int) -> Swatch:
        made = self.result.fresh(unit).scale(LARGE)
        made.move_to((self.old.place(unit)[0] + BESIDE, self.level(unit), 0))
        placed(made.patch, lambda index: (self.old.place(index[-1])[0] + BESIDE, self.level(index[-1])))
        return made
