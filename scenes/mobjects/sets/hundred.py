"""A hundred squares, as many of them lit as a value says: so many per cent."""

from collections.abc import Iterator

from manim import Animation, AnimationGroup, VGroup

from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.reading import Display, Phrase, Reading, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Hundred", "answer_to", "squares_of"]


ANSWERS = (90, "Nearly always it does"), (60, "Mostly it does"), (40, "Half the time it does"), (0, "Seldom it does")


def answer_to(hits: Reading) -> str:
    """Return the answer to whether something succeeds, of so many of a hundred times that it does."""
    return next(says for least, says in ANSWERS if float(hits.value) >= least)


def squares_of(hundred: Reading, count: Reading, each: Reading) -> tuple[Phrase, Phrase]:
    """Return what is said of squares, in two lines: how many sentences one is; or all are, where that is no whole number."""
    if float(each.value).is_integer():
        return phrase("each square: {each:0}", each=each), phrase("new sentence{each:s}", each=each)
    return phrase("{hundred:0} squares:", hundred=hundred), phrase("{count:0} new sentences", count=count)


class Squares(VGroup):
    """The first squares of ten rows of ten around ``at``, lit: as many as a reading says, rounded."""

    SIDE, PITCH = 0.118, 0.15

    def __init__(self, hits: Reading, at: Point, *, theme: Theme) -> None:
        self.reading = hits
        super().__init__(*squares(self._rule(float(hits.value)), at, theme.target))
        self._lit = self.submobjects[0].fill_rgbas[0, :3].copy()

    @staticmethod
    def _rule(value: float) -> int:
        return int(f"{value:.0f}")

    def displays(self) -> Iterator[Display]:
        """Yield the reading that they count, with the number of squares that are really lit."""
        lit = sum(bool((square.fill_rgbas[0, :3] == self._lit).all()) for square in self.submobjects)
        yield Display(self.reading, "count", lit, self._rule)


def squares(count: int, at: Point, paint: str) -> list[Box]:
    """Return the first squares of ten rows of ten around ``at``."""
    side, look = Squares.SIDE, {"fill_color": paint, "fill_opacity": 1.0}
    made = [Box(width=side, height=side, corner_radius=0.02, **look) for _ in range(count)]
    for number, square in enumerate(made):
        row, column = divmod(number, 10)
        square.move_to((at[0] + (column - 4.5) * Squares.PITCH, at[1] + (4.5 - row) * Squares.PITCH, 0))
    return made


class Hundred:
    """A hundred squares whose left edge is at ``left``; beside them what these are, and in large type what part gets lit.

    What they are is said in two lines, ``counted``: of how many things each is. ``lit`` says what those are that get lit.
    """

    LINES = 0.55, 0.12, -0.3, -0.6  # how far above the middle lines are

    def __init__(
        self, hits: Reading, hundred: Reading, left: float, y: float, counted: tuple[Phrase, Phrase], lit: str, *, theme: Theme
    ) -> None:
        half = 5 * Squares.PITCH
        at, beside = (left + half, y), left + 2 * half + 0.2
        self._theme = theme
        self.empty = VGroup(*squares(int(hundred.value), at, theme.others))
        self.squares = Squares(hits, at, theme=theme)
        first, second, *lines = (y + line for line in self.LINES)
        self.number = Label(phrase("{hits:0} %", hits=hits), theme=theme, size=theme.title, weight=BOLD, colour="target")
        self.number.sit_amid(beside, first, -1)
        self.lit = Label(lit, theme=theme, size=theme.label, colour="target").sit_amid(beside, second, -1)
        labels = [Label(each, theme=theme, size=theme.label, colour="muted") for each in counted]
        self.what = VGroup(*(label.sit_amid(beside, line, -1) for label, line in zip(labels, lines, strict=True)))

    def coming(self, window: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which all squares come in, none of which is lit, and what they are."""
        shown = Reveal(self.empty, list(self.empty), lag=0.1, window=window, run_time=run_time)
        return [shown, Appear(self.what, window=window, run_time=run_time)]

    def counting(self, run_time: float) -> list[Animation]:
        """Return animations in which squares get lit, one after the other, and then it is said how many these are."""
        lit = Reveal(self.squares, list(self.squares), lag=0.1, run_time=run_time)
        said = AnimationGroup(*(Appear(each, run_time=self._theme.quick) for each in (self.number, self.lit)))
        return [AnimationGroup(lit, said, lag_ratio=1.0)]
