"""An order that begins anew when it has ended: its items as chips in a row, with wires from each to the next."""

from collections.abc import Sequence

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Arrive
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.encoder_row import LARGEST
from scenes.mobjects.text import LEGIBLE
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.wires import Wire

__all__ = ["OrderRow", "edge"]

GAP, WIDE, FEW = 0.55, 0.8, 5
"""Between two chips of many, and of few: so many at the most."""
FREE, BELOW = 0.07, 0.3
"""Between a chip and a wire; how far below the chips the last wire goes back."""


def edge(chip: Chip, marked: str, theme: Theme) -> None:
    """Give an item its frame: that of what is looked at if it is the one that is ``marked``."""
    is_it = chip.word.phrase.displays[0].reading.value == marked
    chip.box.set_stroke(theme.colour("focus" if is_it else "word"), width=theme.bold if is_it else theme.thin)


def _chips(items: Readings, room: float, largest: float, theme: Theme) -> list[Chip]:
    """Return items as chips that fill at most ``room`` in all; words are cut before they would be too small to be read."""
    for most in CUTS:
        said = [phrase("{item}", item=item).shortened(most) for item in items.flat()]
        high = max(Chip(word, theme=theme).box.height for word in said)
        chips = [Chip(word, theme=theme, state="past", high=high) for word in said]
        scale = min(largest, room / sum(chip.width for chip in chips))
        if chips[0].word.cap_height * scale >= LEGIBLE:
            break
    for chip in chips:
        chip.scale(scale, about_point=(0, 0, 0))
    return chips


class OrderRow:
    """The items of an order, ``(time,)``, in a row around x = 0 on the height ``y``, at most ``width`` wide.

    ``chips`` are the items, ``wires`` lead from each to the next, and the last back to the first. They are ``large`` times as
    large as in a row of a whole frame, if there is room. The item ``marked`` has another frame.
    """

    def __init__(self, items: Readings, y: float, *, marked: str, theme: Theme, width: float, large: float = 1.0) -> None:
        self.y, self._theme = y, theme
        gap = GAP if len(items) > FEW else WIDE
        self.chips = _chips(items, width - gap * (len(items) - 1), LARGEST * large, theme)
        VGroup(*self.chips).arrange(buff=gap).move_to((0, y, 0))
        middles = [float(chip.get_x()) for chip in self.chips]
        for chip in self.chips:
            edge(chip, marked, theme)
            placed(chip.word, lambda index: (middles[index[-1]], None))
        self.wires = [self._next(number) for number in range(len(self.chips))]

    def x(self, time: int) -> float:
        """Return the middle of an item."""
        return float(self.chips[time].box.get_x())

    def foot(self, time: int) -> float:
        """Return the y of the lower edge of an item."""
        return float(self.chips[time].box.get_bottom()[1])

    def _next(self, time: int) -> Wire:
        """Return the wire from an item to the next one."""
        box = self.chips[time].box
        if time + 1 < len(self.chips):
            after = float(self.chips[time + 1].box.get_left()[0])
            start, end = (float(box.get_right()[0]) + FREE, self.y), (after - FREE, self.y)
            return Wire(start, end, theme=self._theme, colour="muted")
        foot, first = self.foot(time) - FREE, self.x(0)
        low = self.foot(time) - BELOW
        corners = [(self.x(time), foot), (self.x(time), low), (first, low), (first, foot)]
        return Wire(*corners, theme=self._theme, colour="muted")

    def come(self, before: "OrderRow", seats: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which the items come from where they were in another row, and the wires come in after them.

        ``seats`` says for each item of the other row which one it is here.
        """
        moves: list[Animation] = [
            Arrive(chip := self.chips[seat], [chip], [before.chips[number]], run_time=run_time)
            for number, seat in enumerate(seats)
        ]
        return [*moves, *(Appear(wire, window=(0.75, 1.0), run_time=run_time) for wire in self.wires)]
