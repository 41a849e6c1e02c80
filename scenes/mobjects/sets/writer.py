"""The decoder as a box with its state in it, the words that it has written, and the place of the next one."""

from collections.abc import Sequence
from functools import partial

from manim import VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.ledger import Strip
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point

__all__ = ["Writer", "next_word", "written_row"]


class Writer(VGroup):
    """The decoder as a box with its middle at ``at``; ``units`` of its state are in it, as a strip."""

    WIDE, HIGH, STRIP = 1.5, 0.68, 0.17

    def __init__(self, state: Readings, units: Sequence[int], at: Point, *, theme: Theme) -> None:
        super().__init__()
        self.at, self._units, self._theme = at, units, theme
        self.box = Box(
            width=self.WIDE,
            height=self.HIGH,
            corner_radius=0.12,
            stroke_color=theme.target,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to((*at, 0.0))
        self.title = Label("decoder", theme=theme, size=theme.small, colour="target").sit_amid(at[0], at[1] + 0.13)
        self.strip = self.state(state)
        self.add(self.box, self.title, self.strip)

    def state(self, values: Readings) -> Strip:
        """Return a state as it is in the box."""
        (x, y), half = self.at, self.WIDE / 2 - 0.14
        area = Area(x - half, x + half, y - 0.26, y - 0.26 + self.STRIP)
        return Strip(values, self._units, area, theme=self._theme)

    def port(self, side: str) -> Point:
        """Return where a wire joins it: at its ``left``, or at its ``bottom``."""
        x, y = self.at
        return (x - self.WIDE / 2, y) if side == "left" else (x, y - self.HIGH / 2)


def written_row(words: Sequence[Phrase], right: float, left: float, y: float, *, theme: Theme) -> VGroup:
    """Return the words written so far as chips in a row that ends at ``right``: the last ones, after an ellipsis if need be."""
    chips: list[VMobject] = []
    room = right - left
    for word in reversed(words):
        chip = Chip(word.shortened(14), theme=theme, state="past", high=0.44)
        chip.box.set_stroke(theme.target, theme.thin)
        chip.word.set_fill(theme.target)
        room -= chip.width + 0.12
        if room < 0.3:
            chips.insert(0, Label("…", theme=theme, colour="muted"))
            break
        chips.insert(0, chip)
    row = VGroup(*chips)
    if not chips:
        return row
    row.arrange(buff=0.12)
    row.shift((right - float(row.get_right()[0]), y - float(row.get_y()), 0))
    for each in chips:
        if isinstance(each, Chip):
            each.word.sit_amid(float(each.box.get_x()), y)
            x = {each.word.phrase.displays[0].reading.index: float(each.word.get_x())}
            placed(each.word, partial(_middle, x))
    return row


def _middle(middles: dict[tuple[int, ...], float], index: tuple[int, ...]) -> tuple[float, None]:
    return middles[index], None


def next_word(said: Phrase, at: Point, *, theme: Theme) -> Chip:
    """Return a word as a chip in the place of the next word."""
    chip = Chip(said.shortened(12), theme=theme, state="past", high=0.48)
    chip.box.set_stroke(theme.target, theme.stroke)
    chip.word.set_fill(theme.target)
    chip.scale(min(1.0, 2.0 / chip.width))
    return chip.move_to((*at, 0.0))
