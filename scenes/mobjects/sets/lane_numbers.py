"""The numbers of units over the lanes of a memory, which may go elsewhere together and come back."""

from collections.abc import Callable, Mapping, Sequence

from manim import Animation

from scenes.mobjects.moves import Path
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["LaneNumbers"]


class LaneNumbers:
    """Of the ``numbers`` of all units those of some ``units``: each over the ``middle`` of its lane, on the line ``y``.

    ``labels`` has them by unit, and ``sent`` the x of each that is elsewhere.
    """

    def __init__(
        self, numbers: Readings, units: Sequence[int], middle: Callable[[int], float], y: float, *, theme: Theme
    ) -> None:
        self._middle, self._rise = middle, 0.0
        self.sent = dict[int, float]()
        self.labels: dict[int, Label] = {}
        for unit in units:
            label = Label(phrase("{unit:0}", unit=numbers[unit]), theme=theme, size=theme.label, colour="memory")
            self.labels[unit] = self._at_home(label.sit(middle(unit), y))

    def _at_home(self, label: Label) -> Label:
        """Give a number that is over its lane its place, there or where it was sent."""
        y = float(label.get_y())
        return placed(label, lambda index: (self._x(index[-1]), y + self._rise * (index[-1] in self.sent)))

    def _x(self, unit: int) -> float:
        return self.sent.get(unit, self._middle(unit))

    def send(self, places: Mapping[int, float], rise: float, run_time: float) -> list[Animation]:
        """Return animations in which the numbers of some units go from over their lanes to an x each, so far up."""
        self.sent, self._rise = dict(places), rise
        return [self._gone(unit, rise, run_time) for unit in places]

    def fetch(self, run_time: float) -> list[Animation]:
        """Return animations in which the numbers that were sent go back to over their lanes, which are where they will be."""
        sent, self.sent = self.sent, {}
        return [self._gone(unit, -self._rise, run_time) for unit in sent]

    def _gone(self, unit: int, rise: float, run_time: float) -> Animation:
        """Return the animation in which the number of a unit goes to where it is to be, so far up."""
        label = self.labels[unit]
        start: Point = float(label.get_x()), float(label.get_y())
        end: Point = self._x(unit), start[1] + rise
        return Slide(label.move_to((*end, 0)), Path(start, end), run_time=run_time)
