"""The equation of the moment: large while there is nothing else, then in its place, its parts lit one by one."""

from manim import Animation

from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.theme import Theme

__all__ = ["Formula"]


class Formula:
    """One equation after the other, by their names in a notation; ``shown`` is the one on screen.

    ``at`` is where they stand: the left end, and the height of the middle. One that is ``BIG`` times as large has its middle at
    ``large``.
    """

    BIG = 1.35

    def __init__(self, at: tuple[float, float], large: tuple[float, float], *, notation: Notation, theme: Theme) -> None:
        self._at, self._large, self._notation, self._theme = at, large, notation, theme
        self.shown: Equation

    def begin(self, name: str) -> Equation:
        """Return an equation, large."""
        self.shown = Equation(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * self.BIG)
        return named(stays(self.shown.move_to((*self._large, 0))), name)

    def write(self, name: str) -> list[Animation]:
        """Return animations that put another equation in the place of the one that is there."""
        old, quick = self.shown, self._theme.quick
        self.shown = self._placed(name)
        return [Vanish(old, run_time=quick), Appear(self.shown, run_time=quick)]

    def light(self, *parts: str) -> list[Animation]:
        """Return animations that light some parts of the equation and dim the others."""
        lit = {id(glyph) for glyph in self.shown.part(*parts)}
        quick, dimmed = self._theme.quick, self._theme.dimmed
        return [Shade(each, 1 if id(each) in lit else dimmed, run_time=quick) for each in self.shown.submobjects]

    def shrink(self, *others: Animation, run_time: float) -> Play:
        """Bring the large equation to its place; ``others`` are played with it."""
        large, self.shown = self.shown, self._placed(self.shown.quantity.name)
        return Play([Arrive(self.shown, [self.shown], [large], run_time=run_time), *others], replaced=[large])

    def _placed(self, name: str) -> Equation:
        made = Equation(name, notation=self._notation, theme=self._theme, size=self._theme.symbol)
        return named(stays(made.move_to((self._at[0] + made.width / 2, self._at[1], 0))), name)
