"""What may be written next: the most probable words, the one that is written first, each with its probability as a bar."""

from collections.abc import Sequence

from manim import Dot, VGroup

from scenes.mobjects.bars import Bar
from scenes.mobjects.places import Entry
from scenes.mobjects.reading import Phrase, Reading, phrase, telling
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["Candidates"]

MOST = 4  # decimals of a probability
LARGE = 0.5  # from here on two will do


class Candidates(VGroup):
    """Lines of a word, a bar and a number, the first at the height ``y`` and the others ``PITCH`` below one another.

    ``pairs`` are a word and its probability each, the word that is written first; ``written`` is its line, ``rivals`` are the
    other lines.
    """

    PITCH, APART = 0.32, 0.06  # from line to line; how much farther the second is from the first
    UNIT, HIGH, ROOM = 1.0, 0.2, 1.35  # a probability of one; a bar's height; room for a word

    def __init__(self, pairs: Sequence[tuple[Reading, Reading]], *, theme: Theme, size: float, left: float, y: float) -> None:
        super().__init__()
        self._theme, self._left = theme, left
        self.written = self._line(*pairs[0], y, size, "target")
        self.rivals = VGroup(
            *(
                self._line(*pair, y - self.APART - self.PITCH * number, theme.small, "muted")
                for number, pair in enumerate(pairs[1:], 1)
            )
        )
        self.add(self.written, self.rivals)
        self.lines = [self.written, *self.rivals]
        self.texts = [part for line in self.lines for part in (line[0], line[2])]
        self.bars = [line[1] for line in self.lines]

    def _line(self, word: Reading, share: Reading, y: float, size: float, colour: str) -> VGroup:
        theme, start = self._theme, self._left + self.ROOM + 0.1
        name = settled(word, theme=theme, size=size, room=self.ROOM, colour=colour).sit_amid(self._left, y, -1)
        bar = Bar(share, unit=self.UNIT, height=self.HIGH, left=start, y=y, paint=theme.colour(colour))
        said = Label(_said(share), theme=theme, size=theme.numeral, colour=colour)
        return Entry(name, bar, said.sit_amid(start + bar.width + 0.08, y, -1))

    def entry(self) -> Dot:
        """Return the point where what they are computed from goes in."""
        return Dot((self._left, self.get_y(), 0), radius=0.02)

    def stubs(self) -> list[Bar]:
        """Return where the bars grow from: their left ends."""
        return [bar.copy().stretch(1e-3, 0, about_point=bar.get_left()) for bar in self.bars]


def _said(share: Reading) -> Phrase:
    """Return a probability with two decimals, or as many, up to :data:`MOST`, as a small one needs so as not to seem nought."""
    value = float(share.value)
    return phrase(f"{{share:{telling(min(value, LARGE), MOST)}}}", share=share)
