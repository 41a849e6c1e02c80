"""What is written above a small wired cell: what it has learned to do, how much it reads and writes, what it is called."""

from collections.abc import Callable

from manim import Animation

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Heading"]

APART, BELOW = 0.3, 0.37
"""From the task to how much is read and written, in the smallest type; from one line to the next there."""
SIDE = 26
"""The size of what stands over a wiring in the finished picture, a manim font size."""


class Heading:
    """The ``task``, and in one line with it the ``arity``, from ``at`` on; below, the ``name`` of the wiring, in some ``room``.

    ``large`` is how many times :data:`SIDE` they have. In the finished picture the name alone is left.
    """

    def __init__(self, value: Callable[..., Reading], does: str, at: Point, large: float, *, room: float, theme: Theme) -> None:
        self._value, self._theme, self.large = value, theme, large
        self.task = Label(does, theme=theme, size=SIDE, weight=BOLD)
        said = phrase("{reads:0} → {writes:0}", reads=value("reads"), writes=value("writes"))
        self.arity = Label(said, theme=theme, size=SIDE, weight=BOLD)
        for label in (self.task, self.arity):
            label.scale(large)
        self._sit(self.task, self.arity, at)
        self.name = self._named(at, room)

    @property
    def width(self) -> float:
        """From the beginning of the task to the end of the arity."""
        return float(self.arity.get_right()[0] - self.task.get_left()[0])

    def call(self, run_time: float) -> list[Animation]:
        """Return animations in which it is written what it does, and what it is called."""
        return [Appear(each, window=(0.3, 1.0), run_time=run_time) for each in (self.task, self.name)]

    def noted(self, at: Point, large: float, run_time: float) -> list[Animation]:
        """Return animations in which all of it goes, and the task and the arity come again elsewhere, in another size."""
        gone: list[Animation] = [
            Vanish(each, window=(0.0, 0.3), run_time=run_time) for each in (self.task, self.arity, self.name)
        ]
        self.task, self.arity = (each.copy().scale(large / self.large) for each in (self.task, self.arity))
        self._sit(self.task, self.arity, at)
        self.large = large
        return [*gone, *(Appear(each, window=(0.7, 1.0), run_time=run_time) for each in (self.task, self.arity))]

    def finished(self, room: float) -> Label:
        """Return the name as the one line over a wiring in the finished picture, at most so wide."""
        return settled(self._value("provenance.model"), theme=self._theme, size=SIDE, room=room, colour="ink")

    def called(self, at: Point, room: float, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which the task and the arity go, and then the name begins at a point, in so much room."""
        self.name = stays(self.finished(room).sit_amid(*at, -1))
        gone = [Vanish(each, window=(window[0], window[0] + 0.3), run_time=run_time) for each in (self.task, self.arity)]
        return [*gone, Appear(self.name, window=(window[1] - 0.3, window[1]), run_time=run_time)]

    def _sit(self, task: Label, arity: Label, at: Point) -> None:
        """Let the task begin at a point, and the arity stand behind it."""
        stays(task.sit_amid(*at, -1))
        scale = task.cap_height / Label("H", theme=self._theme, size=SIDE).cap_height
        stays(arity.sit_amid(float(task.get_right()[0]) + APART * scale, at[1], -1))

    def _named(self, at: Point, room: float) -> Label:
        """Return the name, below the task that begins at a point, at most so wide."""
        size = self._theme.label * max(1.0, self.large)
        name = settled(self._value("provenance.model"), theme=self._theme, size=size, room=room, colour="muted")
        return stays(name.sit_amid(at[0], at[1] - BELOW * self.large, -1))
