"""Words and numerals, each one mobject with one outline, that know their baseline and what they say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from manim import BOLD, LEFT, MEDIUM, NORMAL, SEMIBOLD, VGroup, VMobject, config

from scenes.mobjects.glyphs import Glyphs
from scenes.mobjects.outlines import kept, shelves
from scenes.mobjects.reading import Display, Phrase, Reading, Value, fitting, phrase, spell
from scenes.mobjects.shapes import Shape
from scenes.mobjects.theme import Theme

__all__ = [
    "BOLD",
    "LEGIBLE",
    "LONGEST",
    "MEDIUM",
    "NORMAL",
    "SEMIBOLD",
    "Label",
    "Numeral",
    "Paragraph",
    "Style",
    "alike",
    "fitted",
    "outline_of",
    "settled",
    "settled_alike",
    "shelves",
    "shrunk",
    "within",
]

PROBE, DOT = "H", "·"
"""What is set before a text to find its baseline; and what stands between the parts of a long line."""
LEGIBLE = 9 / 60
"""The least height of a capital letter, in units: nine pixels of the smallest film."""
LONGEST = 80
"""So many letters of a word are set at the most: there is no room for more of them anywhere, and to set them takes time."""
Points = np.ndarray
Style = tuple[str, float, str]
"""A font, a manim font size and a weight."""


def _merged(mobject: VMobject) -> Points:
    """Return the outlines of a whole family as one array of cubic curves, ``(4 * curves, 3)``."""
    outlines = [member.points for member in mobject.family_members_with_points()]
    return np.concatenate(outlines) if outlines else np.zeros((0, 3))


@lru_cache(maxsize=4096)
def _outline(text: str, font: str, size: float, weight: str) -> tuple[Points, float]:
    """Return the outline of ``text`` with its left edge at x = 0 and its baseline at y = 0, and its cap height in units."""
    numbers = _kept(_set, text, font, size, weight)
    return numbers[:-1], float(numbers[-1, 0])


@lru_cache(maxsize=512)
def _advance(text: str, font: str, size: float, weight: str) -> float:
    """Return how far the pen moves over one character, in units."""
    return float(_kept(_measure, text, font, size, weight)[0, 0])


def _kept(make: Callable[[str, str, float, str], np.ndarray], text: str, font: str, size: float, weight: str) -> np.ndarray:
    """Return what ``make`` makes of a text, from a file if there is one: setting it takes fifty times as long."""
    return kept(make, text, font, size, weight, own=Path(str(config.get_dir("text_dir"))))


def _set(text: str, font: str, size: float, weight: str) -> np.ndarray:
    """Return the points of a text, and below them its cap height.

    The text is set behind a capital H, whose foot is the baseline; so scripts and fonts that hang or rise differently align.
    """
    probe, *rest = _glyphs(f"{PROBE} {text}", font, size, weight)
    points = _merged(VGroup(*rest))
    left = points[:, 0].min() if len(points) else 0.0
    return np.append(points - np.array([left, probe.get_bottom()[1], 0.0]), [[probe.height, 0.0, 0.0]], axis=0)


def _measure(text: str, font: str, size: float, weight: str) -> np.ndarray:
    first, second = _glyphs(text * 2, font, size, weight)
    return np.array([[second.get_left()[0] - first.get_left()[0], 0.0, 0.0]])


def _glyphs(text: str, font: str, size: float, weight: str) -> list[VMobject]:
    """Set a text with manim, and remove the file that it leaves."""
    drawn = Glyphs(text, font=font, font_size=size, weight=weight, warn_missing_font=False)
    Path(str(drawn.file_name)).unlink(missing_ok=True)
    return list(drawn.submobjects)


@lru_cache(maxsize=4096)
def _figures(text: str, font: str, size: float, weight: str) -> tuple[Points, float]:
    """Return the outline of a number in tabular figures: every digit and sign as wide as a nought."""
    place, dot = _advance("0", font, size, weight), _advance(".", font, size, weight)
    parts, pen, cap = [np.zeros((0, 3))], 0.0, 0.0
    for character in text:
        points, cap = _outline(character, font, size, weight)
        width = dot if character == "." else place
        centre = points[:, 0].max() / 2 if len(points) else 0.0
        parts.append(points + np.array([pen + width / 2 - centre, 0.0, 0.0]))
        pen += width
    return np.concatenate(parts), cap


def outline_of(text: str, style: Style, *, tabular: bool = False) -> tuple[Points, float]:
    """Return the outline of a text in a style, ``(4 * curves, 3)``, and its cap height; ``tabular`` sets figures in a grid."""
    return (_figures if tabular else _outline)(text, *style)


class _Written(Shape):
    """A filled outline with a baseline; ``phrase`` is what it says, ``style`` font, size and weight in which it says it.

    ``slanted`` text is turned and fills its box no more.
    """

    slanted = False
    tabular = False

    def __init__(self, phrase: Phrase, style: Style, colour: str) -> None:
        points, self._cap = outline_of(phrase.text, style, tabular=self.tabular)
        super().__init__(points, fill_color=colour, fill_opacity=1)
        self.phrase, self.style = phrase, style
        self._rest = float(points[:, 1].min()) if len(points) else 0.0
        self._tall = float(np.ptp(points[:, 1])) if len(points) else 1.0

    @property
    def text(self) -> str:
        """What is printed."""
        return self.phrase.text

    @property
    def enlargement(self) -> float:
        """How many times its original size it is now."""
        return float(self.height / self._tall) if self._tall else 1.0

    @property
    def cap_height(self) -> float:
        """The height of a capital letter, in units."""
        return self._cap * self.enlargement

    @property
    def baseline(self) -> float:
        """The y of the line that the text stands on."""
        return float(self.get_bottom()[1] - self._rest * self.enlargement)

    def sit(self, x: float, y: float, align: float = 0.0) -> Self:
        """Stand on the line ``y`` with the left edge (``align`` -1), the middle (0) or the right edge (1) at ``x``."""
        edge = self.get_x() + align * self.width / 2
        self.shift(np.array([x - edge, y - self.baseline, 0.0]))
        return self

    def sit_amid(self, x: float, y: float, align: float = 0.0) -> Self:
        """Stand so that capitals and figures are centred on ``y``; ``x`` and ``align`` as in :meth:`sit`."""
        return self.sit(x, y - self.cap_height / 2, align)

    def displays(self) -> Iterator[Display]:
        """Yield the readings that the text prints."""
        yield from self.phrase.displays


class Label(_Written):
    """A line of words. ``size`` is a manim font size; a plain string must not hold digits, a :class:`Phrase` binds them."""

    def __init__(
        self, text: str | Phrase, *, theme: Theme, size: float | None = None, colour: str = "ink", weight: str = NORMAL
    ) -> None:
        said = text if isinstance(text, Phrase) else Phrase(text, text)
        super().__init__(said, (theme.font, theme.label if size is None else size, weight), theme.colour(colour))


def shrunk(said: str | Phrase, *, theme: Theme, size: float, room: float, colour: str = "ink", weight: str = NORMAL) -> Label:
    """Return a line at most ``room`` wide: all of it, in a smaller size if need be."""
    label = Label(said, theme=theme, size=size, colour=colour, weight=weight)
    if label.width <= room:
        return label
    return Label(said, theme=theme, size=size * room / float(label.width), colour=colour, weight=weight)


def fitted(word: Reading, *, theme: Theme, size: float, room: float, colour: str) -> Label:
    """Return a word at most ``room`` wide: if need be its end gives way to an ellipsis; letters stay as large as they are."""
    return within(phrase("{word}", word=word), theme=theme, size=size, room=room, colour=colour)


def within(said: Phrase, *, theme: Theme, size: float, room: float, colour: str = "ink") -> Label:
    """Return a line at most ``room`` wide: if need be the ends of its words give way to ellipses."""

    def made(said: Phrase) -> Label:
        return Label(said, theme=theme, size=size, colour=colour)

    return made(fitting(said.shortened(LONGEST), lambda each: bool(made(each).width <= room)))


def settled(word: Reading | Phrase, *, theme: Theme, size: float, room: float, colour: str) -> Label:
    """Return a word, or a phrase, at most ``room`` wide: in a smaller size if that helps, its words cut if it does not.

    One that has no words to cut is as small as it must be.
    """
    said = word if isinstance(word, Phrase) else phrase("{word}", word=word)
    for each in (size, theme.small, theme.numeral):
        label = within(said, theme=theme, size=min(each, size), room=room, colour=colour)
        if label.text == said.text:
            break
    return label.scale(room / label.width) if label.width > room else label


def settled_alike(words: Sequence[Reading], colours: Iterable[str], *, theme: Theme, size: float, room: float) -> list[Label]:
    """Return words, each in its colour and at most ``room`` wide, all in one size: that in which the longest is settled."""
    least = min(settled(word, theme=theme, size=size, room=room, colour="ink").style[1] for word in words)
    return [fitted(word, theme=theme, size=least, room=room, colour=colour) for word, colour in zip(words, colours, strict=True)]


def alike(labels: Sequence[Label]) -> list[Label]:
    """Return lines, each with its left end where it is, all as small as the smallest of them."""
    least = min(label.cap_height for label in labels)
    return [label.scale(least / label.cap_height, about_edge=LEFT) for label in labels]


class Numeral(_Written):
    """One number in tabular figures, two decimals or ``places``, a true minus sign; ``ink`` is a colour in ``#RRGGBB``.

    ``below`` is the colour of the cell on which it stands, if it does.
    """

    tabular = True
    below = ""

    def __init__(
        self,
        reading: Reading,
        *,
        theme: Theme,
        size: float | None = None,
        ink: str,
        weight: str = MEDIUM,
        places: int | None = None,
    ) -> None:
        rule: Callable[[Value], str] = spell if places is None else partial(spell, places=places)
        text = rule(reading.value)
        said = Phrase(text, "", (Display(reading, "text", text, rule),), (0,))
        super().__init__(said, (theme.font, theme.numeral if size is None else size, weight), ink)
        self.ink = ink


class Paragraph(VGroup):
    """One or two lines of centred words, broken where both lines come out most alike; the first line stands on y = 0.

    Words of readings are shortened if a line would be wider than ``width`` otherwise.
    """

    LEADING = 1.65  # from line to line, in heights of a capital

    def __init__(self, said: Phrase, *, theme: Theme, size: float, width: float, colour: str = "ink") -> None:
        super().__init__()
        self.phrase = fitting(said.shortened(LONGEST), lambda each: _lines(each.text, theme, size, width)[1])
        for row, line in enumerate(_lines(self.phrase.text, theme, size, width)[0]):
            label = Label(Phrase(line, ""), theme=theme, size=size, colour=colour)
            self.add(label.sit(0.0, -row * self.LEADING * label.cap_height))

    def displays(self) -> Iterator[Display]:
        """Yield the readings that the text prints."""
        yield from self.phrase.displays


def _lines(text: str, theme: Theme, size: float, width: float) -> tuple[list[str], bool]:
    """Break ``text`` in two where the longer line is shortest, if it is wider than ``width``; tell whether it is not then."""
    words = text.split(" ")
    wide = [_width(word, theme.font, size) + _width("n", theme.font, size) / 2 for word in words]
    if sum(wide) <= width or len(words) == 1:
        return [text], sum(wide) <= width
    longer = {cut: max(sum(wide[:cut]), sum(wide[cut:])) for cut in range(1, len(words))}
    cut = min(longer, key=lambda each: (longer[each] > width, words[each] == DOT, longer[each]))  # no dot begins a line
    return [" ".join(words[:cut]), " ".join(words[cut:])], longer[cut] <= width


@lru_cache(maxsize=4096)
def _width(word: str, font: str, size: float) -> float:
    """Return the width of a word, in units: the sum of its letters' advances, or measured where letters join."""
    if word.isascii():
        return sum(_advance(letter, font, size, NORMAL) for letter in word)
    return float(np.ptp(_outline(word, font, size, NORMAL)[0][:, 0]))
