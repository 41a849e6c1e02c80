"""What a network says after each word, in a panel beside the words; at the end, the label that is taught, and the loss of it."""

from collections.abc import Callable

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar, Verdict
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.backward_lanes import digits
from scenes.mobjects.sets.true_lengths import Stretch
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Wire

__all__ = ["TaughtVerdict"]

NAMES, WIDE, INSET = 1.6, 2.2, 0.5
"""How much room names of labels have, how long a bar of one is, and how far from the left of the area names may begin."""
HEAD, MIDDLE, TAUGHT, LOSS = 0.12, 1.35, 2.85, 3.35
"""How far above the top of the area the head is, and how far below it bars are, the label that is taught, and its loss."""
BESIDE = 0.15
"""How far from where a bar of one would end numbers are."""


class TaughtVerdict:
    """A panel in an ``area``: probabilities of all labels after the word ``shown``, ``-1`` for the last one.

    ``mark`` is around the label that is taught, if it is among those that are drawn, with the length of one that were certain.
    ``taught`` and ``loss`` say of it how likely it is and what its loss is, and ``wire`` goes from there to the ``door`` (x, y)
    of the last word. If it ``is_true`` it is the right one; else that is supposed.
    """

    def __init__(
        self, read: Callable[..., Readings], area: Area, *, door: tuple[float, float], theme: Theme, is_true: bool = False
    ) -> None:
        self._read, self._area, self._theme, self._is_true = read, area, theme, is_true
        self.count = len(read("tokens"))
        self.left = area.left + INSET + NAMES
        self.at(self.count - 1)
        self.mark = self._mark()
        self.taught, self.loss = self._taught(), self._loss()
        start = float(self.loss.get_left()[0]) - 0.12, float(self.loss.get_y())
        turn = (area.left + door[0]) / 2 + 0.1
        self.wire = Wire(start, (turn, start[1]), (turn, door[1]), door, theme=theme, colour="ink")

    def at(self, time: int) -> None:
        """Let the panel be that after a word."""
        self.shown, self.head = time, self._head(time)
        top = self._area.top - MIDDLE
        shares = self._read("probabilities", time)
        look = {"left": self.left, "middle": top, "width": WIDE, "room": NAMES}
        self.verdict = Verdict(self._read("labels"), shares, theme=self._theme, **look)
        for _, bar, number in self.verdict:
            number.sit_amid(self.left + WIDE + BESIDE, float(bar.get_y()), -1)  # where no bar gets to, whatever it changes to

    @property
    def parts(self) -> list[VMobject]:
        """All that it is made of."""
        entries = [member for entry in self.verdict for member in entry]
        return [self.head, *entries, *([] if self.mark is None else [self.mark]), self.taught, self.loss, self.wire]

    @property
    def said(self) -> list[VMobject]:
        """What is said of the word that it is after."""
        return [self.head, *(member for entry in self.verdict for member in entry)]

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _bars(self) -> dict[int, Bar]:
        """Return the bar of each label that is drawn."""
        bars = [each for entry in self.verdict for each in entry if isinstance(each, Bar)]
        return {bar.reading.index[-1]: bar for bar in bars}

    def _head(self, time: int) -> Label:
        area, said = self._area, phrase("verdict after “{word:short}”", word=self._read("tokens")[time])
        label = settled(said, theme=self._theme, size=self._theme.caption, room=area.width, colour="muted")
        return kept_for(label.sit(area.x, area.top + HEAD), time)

    def _mark(self) -> Box | None:
        """Return a frame around where the bar of the label that is taught would be, if that were certain."""
        names = [str(each) for each in self._read("labels").values]
        taught = names.index(str(self._read("taught").values))
        bar = self._bars().get(taught)
        if bar is None:
            return None
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.stroke, "fill_opacity": 0}
        box = Box(width=WIDE, height=float(bar.height) + 0.08, corner_radius=0.05, **look)
        return stays(box.move_to((self.left + WIDE / 2, float(bar.get_y()), 0)))

    def _taught(self) -> Label:
        area, theme, share = self._area, self._theme, self._read("taught_probability").whole()
        right = "“{taught:short}” is right" if self._is_true else "suppose “{taught:short}” is right"
        said = phrase(
            f"{right}: p = {{share:{digits(share)}}}",
            taught=self._read("taught").whole(),
            share=share,
        )
        label = settled(said, theme=theme, size=theme.label, room=area.width - INSET, colour="ink")
        return stays(label.sit_amid(area.left + INSET, area.top - TAUGHT, -1))

    def _loss(self) -> Label:
        area, theme = self._area, self._theme
        said = phrase("loss = −log p = {loss}", loss=self._read("loss").whole())
        label = Label(said, theme=theme, size=theme.caption, weight=BOLD)
        return stays(label.sit_amid(area.left + INSET, area.top - LOSS, -1))

    # -- what happens ----------------------------------------------------------------------------------------------------

    def come(self, run_time: float) -> list[Animation]:
        """Return the animations in which what is said of its word comes."""
        bars = self._bars().values()
        written = [Appear(each, run_time=run_time) for each in self.said if each not in bars]
        return [*written, *(Grow(bar, "left", run_time=run_time) for bar in bars)]

    def follow(self, time: int, run_time: float) -> Play:
        """Return the play in which the panel is that after a word: what is written is another one, and bars change to that."""
        before, gone = self._bars() if time else {}, self.said
        self.at(time)
        moves: list[Animation] = []
        for label, bar in self._bars().items():
            old = before.get(label)
            moves.append(Grow(bar, "left", run_time=run_time) if old is None else Stretch(bar, old, run_time=run_time))
        written = [self.head, *(each for name, _, number in self.verdict for each in (name, number))]
        return Play([*moves, *(Shade(each, 1.0, introducer=True, run_time=run_time) for each in written)], gone)
