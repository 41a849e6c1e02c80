"""The decoder's side of attention: a context vector and the word before go into a box, a state and a word come out of it."""

from manim import VGroup, VMobject

from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip, chip_within
from scenes.mobjects.wires import Wire

__all__ = ["DecoderSide"]


class DecoderSide(VGroup):
    """The decoder as a ``box`` on the line ``y``, with the wires of what it reads and writes.

    ``context``, ``state``, ``word`` and ``previous`` are the places (x, y) of what stands at their ends; ``letters`` is the
    height of the letters above.
    """

    CONTEXT, DECODER, STATE, WORD, ROOM = 2.15, 3.7, 4.85, 5.95, 1.45  # from left to right; how wide a word may be
    BELOW, ABOVE = 1.08, 0.98  # how far below the line is the word before, and how far above the letters
    BOX = (1.15, 0.62)

    def __init__(self, y: float, *, theme: Theme) -> None:
        super().__init__()
        self._theme, (wide, high) = theme, self.BOX
        self.context, self.state, self.word = ((x, y) for x in (self.CONTEXT, self.STATE, self.WORD))
        self.previous, self.letters = (self.DECODER, y - self.BELOW), y + self.ABOVE
        self.box = Box(
            width=wide,
            height=high,
            corner_radius=0.1,
            stroke_color=theme.target,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to((self.DECODER, y, 0))
        self.add(
            Wire((self.CONTEXT + 0.3, y), (self.DECODER - wide / 2, y), theme=theme, colour="looks"),
            Wire((self.DECODER, self.previous[1] + 0.22), (self.DECODER, y - high / 2), theme=theme, colour="target"),
            Wire((self.DECODER + wide / 2, y), (self.STATE - 0.28, y), theme=theme, colour="target"),
            self.box,
            Label("decoder", theme=theme, size=theme.small, colour="target").sit_amid(self.DECODER, y),
        )

    def chip(self, word: Reading, at: tuple[float, float]) -> Chip:
        """Return a written word as a chip at one of the places."""
        made = chip_within(word, theme=self._theme, room=self.ROOM)
        made.box.set_stroke(self._theme.target)
        made.move_to((*at, 0))
        stays(made.word)
        return made

    def within(self, thing: VMobject) -> VMobject:
        """Return the place in the box where a thing goes in or comes out: no larger than itself."""
        place = thing.copy()
        place.scale(min(1.0, self.box.width / thing.width, self.box.height / thing.height)).move_to(self.box)
        return place
