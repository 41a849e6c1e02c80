"""The decoder as a box with its state in it and what comes into it, and the row of the words that it has written."""

from collections.abc import Sequence
from functools import partial

from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, side_by_side
from scenes.mobjects.reading import Phrase, Readings, fitting
from scenes.mobjects.shapes import Box, Bundle, plate
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import outline
from scenes.mobjects.wires import Point, Wire

__all__ = ["Pile", "Row", "Writer"]


class Pile(Bundle):
    """Some ``units`` of a vector as cells from the top of ``area`` down, outlined in the colour of its role."""

    def __init__(self, values: Readings, units: Sequence[int], area: Area, *, theme: Theme) -> None:
        super().__init__()
        size = area.width, area.height / len(units)
        self.cells = [swatch(values[unit], notation=NOTATION, theme=theme, size=size, numeral=False) for unit in units]
        for number, cell in enumerate(self.cells):
            cell.shift((area.x, area.top - (number + 0.5) * size[1], 0))
        role = NOTATION.of(values.key, values.index).role
        self.frame = outline(Bundle(*self.cells), theme=theme, colour=role, room=0.02)
        side_by_side(self.add(*self.cells, self.frame), values, units, down=True)


class Writer(VGroup):
    """The decoder as a box that fills ``area``: in it are places for c, the last word, its state and its next state.

    ``units`` of the state are in it, as a column.
    """

    CONTEXT, WORD, STATE, NEXT = 0.128, 0.365, 0.605, 0.845  # where things stand, as parts of its width
    COLUMN, HEAD, FOOT = 0.42, 0.52, 0.42  # the width of a column; what is left over it, and under it
    LONGEST = 1.15  # how long a word may be in it

    def __init__(self, state: Readings, units: Sequence[int], area: Area, *, theme: Theme) -> None:
        super().__init__()
        self.area, self._units, self._theme = area, units, theme
        self.box = plate(area.width, area.height, "target", theme=theme, radius=0.16).move_to((area.x, area.y, 0))
        self.title = Label("decoder", theme=theme, size=theme.label, colour="target")
        self.title.sit_amid(self.x(self.NEXT) - 0.3, area.top - self.HEAD / 2, 1)
        self.state = Pile(state, units, self.place(self.STATE), theme=theme)
        self.label = self.named("state", self.STATE)
        self.add(self.box, self.title, self.state, self.label)

    def x(self, part: float) -> float:
        """Return the x at a part of its width."""
        return self.area.left + part * self.area.width

    @property
    def y(self) -> float:
        """The middle of what is in it."""
        return self.area.y + (self.FOOT - self.HEAD) / 2

    def place(self, part: float) -> Area:
        """Return where a column stands, by the part of its width."""
        x, half = self.x(part), self.COLUMN / 2
        return Area(x - half, x + half, self.area.bottom + self.FOOT, self.area.top - self.HEAD)

    def named(self, said: str, part: float) -> Label:
        """Return what is written under a column in it."""
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted")
        return label.sit_amid(self.x(part), self.area.bottom + self.FOOT / 2)

    def small(self, context: Readings, units: Sequence[int]) -> Pile:
        """Return a context vector as it stands in it."""
        return Pile(context, units, self.place(self.CONTEXT), theme=self._theme)

    def bring(self, small: Pile, start: Point, high: float, run_time: float) -> Travel:
        """Return the animation in which a context vector goes into it from ``start``, where it is ``high``."""
        x = self.x(self.CONTEXT)
        return Travel(small, Path(start, (x, self.area.top), (x, self.y)), start=high / small.height, run_time=run_time)

    def changed(self, state: Readings, run_time: float) -> list[Animation]:
        """Return the animations in which its next state comes, with the arrow to it and its name."""
        new = Pile(state, self._units, self.place(self.NEXT), theme=self._theme)
        ends = self.x(self.STATE) + self.COLUMN / 2 + 0.12, self.x(self.NEXT) - self.COLUMN / 2 - 0.1
        arrow = Wire((ends[0], self.y), (ends[1], self.y), theme=self._theme, colour="target")
        name = self.named("new state", self.NEXT)
        return [
            Light(self.box, self._theme, run_time=run_time),
            Extend(arrow, window=(0.0, 0.3), run_time=run_time),
            Reveal(new, new.cells, lag=0.6, window=(0.25, 1.0), run_time=run_time),
            Appear(name, window=(0.8, 1.0), run_time=run_time),
        ]

    def take(self, word: Phrase) -> Chip:
        """Return the last word as it stands in it: its ends give way to an ellipsis if it is too long."""

        def made(said: Phrase) -> Chip:
            return _chip(said, theme=self._theme)

        chip = made(fitting(word, lambda each: bool(made(each).width <= self.LONGEST)))
        chip.move_to((self.x(self.WORD), self.y, 0))
        _level(chip, self.y)
        return chip

    def out(self) -> Point:
        """Return where a wire leaves its next state."""
        return self.x(self.NEXT), self.place(self.NEXT).top + 0.06


class Row:
    """The words written so far as chips, and after them the place of the ``coming`` one, at the right end of ``area``.

    There are the last words, after an ellipsis if need be. ``chips`` are those that are there, in a group; ``slot`` is the frame
    of the place, ``next`` the chip that is to be there.
    """

    GAP, HIGH, LONGEST = 0.12, 0.42, 14

    def __init__(self, words: Sequence[Phrase], coming: Phrase, area: Area, *, theme: Theme) -> None:
        y = area.y
        self.next = _chip(coming.shortened(self.LONGEST), theme=theme)
        self.next.move_to((area.right - self.next.width / 2, y, 0))
        _level(self.next, y)
        self.slot = Box(
            width=self.next.box.width,
            height=self.HIGH,
            corner_radius=0.14,
            stroke_color=theme.target,
            stroke_width=theme.stroke,
        ).move_to((self.next.get_x(), y, 0))
        self.mark = Label("?", theme=theme, size=theme.label, weight=BOLD).sit_amid(float(self.next.get_x()), y)
        made: list[VMobject] = []
        room = float(self.slot.get_left()[0]) - area.left - 0.3
        for word in reversed(words):
            chip = _chip(word.shortened(self.LONGEST), theme=theme)
            room -= chip.width + self.GAP
            if room < 0.3:
                made.insert(0, Label("…", theme=theme, colour="muted"))
                break
            made.insert(0, chip)
        self.chips = VGroup(*made)
        if made:
            self.chips.arrange(buff=self.GAP)
            self.chips.shift((float(self.slot.get_left()[0]) - self.GAP - float(self.chips.get_right()[0]), 0, 0))
        for each in made:
            each.shift((0, y - each.get_y(), 0))
            if isinstance(each, Chip):
                _level(each, y)

    @property
    def last(self) -> Chip | None:
        """The chip of the last word, if there is one."""
        chips = [each for each in self.chips if isinstance(each, Chip)]
        return chips[-1] if chips else None

    @property
    def by_step(self) -> dict[int, Chip]:
        """The chips of the words that are there, by the numbers of the steps that wrote them."""
        return {each.word.phrase.displays[0].reading.index[0]: each for each in self.chips if isinstance(each, Chip)}


def _chip(word: Phrase, *, theme: Theme) -> Chip:
    """Return a written word as a chip."""
    chip = Chip(word, theme=theme, state="past", high=Row.HIGH)
    chip.box.set_stroke(theme.target, theme.thin)
    chip.word.set_fill(theme.target)
    return chip


def _level(chip: Chip, y: float) -> None:
    """Let the word of a chip stand amid it, and remember its place by its index."""
    chip.word.sit_amid(float(chip.box.get_x()), y)
    x = {chip.word.phrase.displays[0].reading.index: float(chip.word.get_x())}
    placed(chip.word, partial(_middle, x))


def _middle(middles: dict[tuple[int, ...], float], index: tuple[int, ...]) -> tuple[float, None]:
    return middles[index], None
