"""A text on a page, in letters as large as there is room for, whose words fade to a strength that each of them has."""

from collections.abc import Iterator, Sequence
from functools import partial

from manim import Animation, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import hexadecimal, strength
from scenes.mobjects.leaves import set_ink
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Shade
from scenes.mobjects.pages import PITCH, UNDER, lines_of, places_of
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import LONGEST, Label, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched

__all__ = ["Fade", "FadingPage", "Word"]

SIZES = 66, 60, 54, 50, 47, 44, 42, 40, 38, 36, 34, 32, 30, 28, 26, 24, 22
"""Manim font sizes, of which the first is taken in which all words have room."""
RIM, BELOW = 0.07, 0.09
"""How far a frame is from what is in it, and how much farther below a line than without it a number is, in units."""
CUTS = 16, 12, 9, 6
"""So many letters of a word are left where there is no room for all, even in the smallest size."""


class Word(Label):
    """A word of a text that is in full ink, or, once it has faded, in the ink of its ``strength``, a reading in 0..1."""

    def __init__(self, said: Phrase, strength: Reading, *, theme: Theme, size: float) -> None:
        super().__init__(said, theme=theme, size=size)
        self.strength, self.has_faded = strength, False
        self._theme = theme

    @property
    def faded(self) -> str:
        """The colour that it has once it has faded."""
        return strength(float(self.strength.value), self._theme)

    def displays(self) -> Iterator[Display]:
        """Yield what it says, and once it has faded the strength whose ink it has, with the colour that is really there."""
        yield from super().displays()
        if self.has_faded:
            yield Display(self.strength, "fill", hexadecimal(self.fill_rgbas[0]), partial(strength, theme=self._theme))


class Fade(Shade):
    """A word fades from the ink that it has to that of its strength; or, with ``back``, to full ink again."""

    def __init__(self, word: Word, *, back: bool = False, **kwargs: object) -> None:
        self._word, self._back = word, back
        super().__init__(word, 1.0, **kwargs)

    def begin(self) -> None:
        """Remember the ink that the word has, and that it is to have."""
        self._before = hexadecimal(self._word.fill_rgbas[0])
        self._after = self._word._theme.ink if self._back else self._word.faded
        self._word.has_faded = False
        super().begin()

    def busy(self) -> tuple[float, float]:
        """Return from where to where in its window something changes: nowhere, if the word has that ink already."""
        return 0.0, float(self._before != self._after)

    def interpolate_mobject(self, alpha: float) -> None:
        set_ink(self._word, mix(self._before, self._after, self.rate_func(alpha)))
        self._word.has_faded = alpha >= 1 and not self._back


class FadingPage:
    """The words of a text, ``(time,)``, in centred lines that fill ``area``; of each its ``strengths``, ``(time,)``.

    ``words`` are the words. ``known`` says which the model knows: behind others is a hatched box, ``hatches`` by their index.
    """

    def __init__(self, words: Readings, strengths: Readings, area: Area, *, known: Sequence[bool], theme: Theme) -> None:
        self._theme, self._area = theme, area
        self._set(words, strengths)
        self._sit()
        self.hatches = {
            time: hatched(word, theme=theme, high=min(1.9 * self._cap, 0.6))
            for time, word in enumerate(self.words)
            if not known[time]
        }

    def _set(self, words: Readings, strengths: Readings) -> None:
        """Set the words in the largest letters for which there is room; cut them, if there is none at all."""
        for size, most in (*((size, LONGEST) for size in SIZES), *((SIZES[-1], cut) for cut in CUTS)):
            if self._fits(words, strengths, size, most):
                return

    def _fits(self, words: Readings, strengths: Readings, size: float, most: int) -> bool:
        """Set the words in a size, none with more than so many letters; tell whether all have room."""
        self.words = made = [self._word(words[time], strengths[time], size, most) for time in range(len(words))]
        self._cap, self.size = max(word.cap_height for word in made), size
        self.lines = lines_of([float(word.width) for word in made], self._area.width, self._cap)
        whole = all(word.text == str(said) for word, said in zip(made, words.values, strict=True))
        return len(self.lines) * PITCH * self._cap <= self._area.height and (whole or size == SIZES[-1])

    def _word(self, word: Reading, share: Reading, size: float, most: int) -> Word:
        said = phrase("{word}", word=word).shortened(most)
        said = within(said, theme=self._theme, size=size, room=self._area.width).phrase
        return Word(said, share, theme=self._theme, size=size)

    def _sit(self) -> None:
        """Give every word its place."""
        places = places_of([float(word.width) for word in self.words], self.lines, self._area, self._cap)
        for time, word in enumerate(self.words):
            word.sit_amid(*places[time], -1)
            placed(word, lambda index: places[index[-1]], -1)

    def whole(self, time: int) -> VGroup:
        """Return a word with the box behind it, if it has one."""
        return VGroup(*([self.hatches[time]] if time in self.hatches else []), self.words[time])

    def fade(self, time: int, run_time: float) -> Animation:
        """Return the animation in which a word fades to its strength."""
        return Fade(self.words[time], run_time=run_time)

    def light(self, time: int, run_time: float) -> Animation:
        """Return the animation in which a word comes to full ink, whatever ink it has."""
        return Fade(self.words[time], back=True, run_time=run_time)

    def number(self, time: int, colour: str) -> Label:
        """Return the strength of a word, to stand below it, in a colour of the theme."""
        word, theme = self.words[time], self._theme
        said = phrase("{share}", share=word.strength)
        made = Label(said, theme=theme, size=max(theme.small, 0.45 * self.size), colour=colour)
        middles = [(float(each.get_x()), float(each.baseline) - UNDER * self._cap - BELOW) for each in self.words]
        return placed(made.sit_amid(*middles[time]), lambda index: middles[index[-1]])

    def around(self, time: int, number: Label | None = None) -> VMobject:
        """Return a frame around a word that is looked at, and around its number, if it has one."""
        word, theme = self.words[time], self._theme
        look = {"stroke_color": theme.focus, "stroke_width": theme.bold}
        top = word.baseline + 1.35 * self._cap
        foot = word.baseline - 0.5 * self._cap if number is None else float(number.get_bottom()[1]) - RIM
        box = Box(width=word.width + 2 * RIM, height=top - foot, corner_radius=RIM, **look)
        return box.move_to((word.get_x(), (top + foot) / 2, 0))
