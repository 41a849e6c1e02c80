"""A pillar for each word of a text, side by side on one floor."""

from collections.abc import Callable

from manim import Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar
from scenes.mobjects.places import kept_for, placed
from scenes.mobjects.reading import Phrase, Reading
from scenes.mobjects.text import within
from scenes.mobjects.theme import Theme

__all__ = ["HEAD", "PillarRow"]

HEAD, GAP = 0.36, 0.22
"""How high what is said of all stands above the area in which pillars grow; the part of a pitch between two of them."""
WIDEST, NUMBER = 0.8, 0.6
"""How wide a pillar is at the most, and what room is left for a number behind what is said, in units."""


class PillarRow:
    """Values in 0..1, of each word one, as pillars in ``area``, as high as that for a value of one.

    ``head`` is the floor, and what stands above them.

    ``value`` returns that of a word, ``colour`` is a name in the theme. ``said`` is what they are, if that is said.
    """

    def __init__(
        self, value: Callable[[int], Reading], count: int, area: Area, *, colour: str, theme: Theme, said: Phrase | None = None
    ) -> None:
        pitch = area.width / count
        xs = [area.left + (time + 0.5) * pitch for time in range(count)]
        wide, rest = min(pitch * (1 - GAP), WIDEST), value(0).index[1:]

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            """Return where the pillar of a word is; of another label than the first one's none is there."""
            return {rest: xs[index[0]]}[index[1:]], None

        self.pillars = [
            placed(
                Pillar(value(time), unit=area.height, width=wide, x=xs[time], floor=area.bottom, paint=theme.colour(colour)),
                where,
            )
            for time in range(count)
        ]
        floor = Line((area.left, area.bottom, 0), (area.right, area.bottom, 0)).set_stroke(theme.line, theme.stroke)
        self.head = VGroup(floor)
        if said is not None:
            label = within(said, theme=theme, size=theme.label, room=area.width - NUMBER, colour="muted")
            self.head.add(kept_for(label.sit_amid(area.left, area.top + HEAD, -1), *rest))
