"""A hundred squares, as many of them lit as a value says: so many of a hundred."""

from collections.abc import Iterator

from manim import VGroup

from scenes.mobjects.reading import Display, Reading, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Hundred", "answer_to"]


ANSWERS = (90, "Nearly always it does"), (60, "Mostly it does"), (40, "Half the time it does"), (0, "Seldom it does")


def answer_to(hits: Reading) -> str:
    """Return the answer to whether something succeeds, of so many of a hundred times that it does."""
    return next(says for least, says in ANSWERS if float(hits.value) >= least)


class Squares(VGroup):
    """Ten rows of ten squares around ``at``, the first of which are lit: as many as a reading says, rounded."""

    SIDE, PITCH = 0.118, 0.15

    def __init__(self, hits: Reading, at: Point, *, theme: Theme) -> None:
        super().__init__()
        self.reading = hits
        for number in range(100):
            paint = theme.target if number < self._rule(float(hits.value)) else theme.others
            look = {"fill_color": paint, "fill_opacity": 1.0}
            square = Box(width=self.SIDE, height=self.SIDE, corner_radius=0.02, **look)
            row, column = divmod(number, 10)
            self.add(square.move_to((at[0] + (column - 4.5) * self.PITCH, at[1] + (4.5 - row) * self.PITCH, 0)))
        self._lit = self.submobjects[0].fill_rgbas[0, :3].copy()

    @staticmethod
    def _rule(value: float) -> int:
        return int(f"{value:.0f}")

    def displays(self) -> Iterator[Display]:
        """Yield the reading that they count, with the number of squares that are really lit."""
        lit = sum(bool((square.fill_rgbas[0, :3] == self._lit).all()) for square in self.submobjects)
        yield Display(self.reading, "count", lit, self._rule)


class Hundred:
    """Squares whose left edge is at ``left``, and beside them in large type how many of them are lit, and what is counted."""

    def __init__(self, hits: Reading, hundred: Reading, left: float, y: float, counted: str, *, theme: Theme) -> None:
        half = 5 * Squares.PITCH
        self.squares = Squares(hits, (left + half, y), theme=theme)
        said = phrase("{hits:0} of {hundred:0}", hits=hits, hundred=hundred)
        self.number = Label(said, theme=theme, size=theme.title, weight=BOLD, colour="target")
        self.number.sit_amid(left + 2 * half + 0.2, y + 0.2, -1)
        self.what = Label(counted, theme=theme, size=theme.label, colour="muted").sit_amid(left + 2 * half + 0.2, y - 0.25, -1)
