"""Who asks: a sentence that was read, the words written so far, and the decoder, whose state looks for the next one."""

from collections.abc import Sequence

import numpy as np
from manim import DashedVMobject, VGroup, VMobject

from scenes.mobjects.bars import Bar
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import Place, named, placed, side_by_side
from scenes.mobjects.reading import Display, Phrase, Reading, Readings
from scenes.mobjects.sentence import Sentence
from scenes.mobjects.shapes import Bundle, plate
from scenes.mobjects.text import LEGIBLE, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip, phrases_of, row_of_chips
from scenes.mobjects.values import outline
from scenes.mobjects.wires import Wire

__all__ = [
    "DEEP",
    "ROW",
    "SOURCE",
    "Asker",
    "Beam",
    "Strip",
    "Written",
    "beams",
    "chip_of",
    "course",
    "dotted",
    "places_under",
    "ribbon",
    "source_chips",
    "ways_of",
    "written_chip",
]

SOURCE, ROW = 1.62, -1.95
"""The heights of the sentence, and of the decoder between what it reads and what it writes."""
WIDTH = 13.2
CEILING = 2.28  # the upper edge of a sentence in several lines
APART, SPREAD = 0.25, 1.2  # between chips at the least, and at the most
UNDER = 0.08  # between a thread and its chip
DEEP = 0.2
"""How deep in the decoder, below its box, what leaves it or goes into it cannot be seen any more."""


class Strip(Bundle):
    """Some units of a vector as cells in a row, outlined in the colour of its role; ``cells`` are the cells."""

    def __init__(
        self, values: Readings, units: Sequence[int], *, theme: Theme, size: tuple[float, float], role: str = ""
    ) -> None:
        super().__init__()
        quantity = NOTATION.of(values.key, values.index)
        width, height = size[0] / len(units), size[1]
        self.cells = [swatch(values[unit], notation=NOTATION, theme=theme, size=(width, height), numeral=False) for unit in units]
        for number, cell in enumerate(self.cells):
            cell.shift((number * width, 0, 0))
        body = Bundle(*self.cells)
        self.add(side_by_side(body, values, units), outline(body, theme=theme, colour=role or quantity.role, room=0.02))
        self.center()


class Asker(VGroup):
    """The decoder as a box with its state s in it, under the ``letter`` of that; ``at`` is the middle of the box.

    ``readings`` is the state, ``(state,)``.
    """

    WIDE, HIGH = 2.6, 0.82
    STRIP, ABOUT = (1.86, 0.3), (0.24, -0.15)  # how large the state is, and where in the box

    def __init__(
        self, state: Readings, units: Sequence[int], at: tuple[float, float], *, theme: Theme, letter: str = "previous_states"
    ) -> None:
        super().__init__()
        self._theme, self._units, self.readings = theme, units, state
        self.box = plate(self.WIDE, self.HIGH, "target", theme=theme)
        self.title = Label("decoder", theme=theme, size=theme.small, colour="target").sit_amid(0, 0.22)
        self.letter = named(Symbol(letter, notation=NOTATION, theme=theme, size=theme.symbol * 0.8), letter)
        self.strip = self.state(state)
        self.letter.move_to((-self.WIDE / 2 + 0.33, self.ABOUT[1], 0))
        vars(self.letter)["place"] = Place(lambda _: (self.at[0] - self.WIDE / 2 + 0.33, self.at[1] + self.ABOUT[1]), fixed=True)
        for part in (self.box, self.title, self.letter):
            part.set_z_index(1)  # words come out from under it
        self.add(self.box, self.title, self.strip, self.letter)
        self.move(at)

    def state(self, values: Readings) -> Strip:
        """Return a state as a strip in the box."""
        made = Strip(values, self._units, theme=self._theme, size=self.STRIP).set_z_index(1)
        return made.move_to(self.box.get_center() + np.array([*self.ABOUT, 0]))

    def move(self, at: tuple[float, float]) -> None:
        """Go to another place, at once."""
        self.shift((at[0] - float(self.box.get_x()), at[1] - float(self.box.get_y()), 0))

    @property
    def at(self) -> tuple[float, float]:
        """The middle of the box."""
        return float(self.box.get_x()), float(self.box.get_y())

    @property
    def held(self) -> tuple[float, float]:
        """The middle of the state."""
        return float(self.strip.get_x()), float(self.strip.get_y())

    @property
    def head(self) -> tuple[float, float]:
        """The middle of its upper edge."""
        return self.at[0], self.at[1] + self.HIGH / 2 + 0.06


class Written(VGroup):
    """The words written so far, in chips that end at the decoder's left, after an ellipsis where there are too many.

    ``words`` and ``copied`` are ``(target,)``. ``into`` is the wire to the decoder.
    """

    GAP, SCALE, HIGH, LEFT = 0.12, 1.15, 0.44, -6.75

    def __init__(self, words: Readings, at: tuple[float, float], *, theme: Theme, copied: Sequence[bool] = ()) -> None:
        super().__init__()
        (x, y), end = at, at[0] - Asker.WIDE / 2 - 0.62
        chips: list[VMobject] = []
        width = end - self.LEFT - (0.4 if len(words) > 1 else 0.0)
        for word in reversed(phrases_of(words, copied) if len(words) else []):
            chip = written_chip(word, theme=theme) if chips else chip_of(word, width - self.GAP, theme=theme)
            width -= chip.width + self.GAP
            if width < 0:
                chips.insert(0, Label("…", theme=theme, colour="muted"))
                break
            chips.insert(0, chip)
        self.chips = chips
        if not chips:
            chips = [Label("nothing yet", theme=theme, size=theme.small, colour="muted")]
        row = VGroup(*chips).arrange(buff=self.GAP)
        row.move_to((end - row.width / 2, y, 0))
        self.into = Wire((end + 0.08, y), (x - Asker.WIDE / 2, y), theme=theme, colour="target")
        labels = [chip.word for chip in self.chips if isinstance(chip, Chip)]
        middles = {label.phrase.displays[0].reading.index: float(label.get_x()) for label in labels}
        for label in labels:
            placed(label, lambda index: (middles[index], None))
        self.add(row, self.into)


def written_chip(word: Phrase, *, theme: Theme) -> Chip:
    """Return a written word as a chip, smaller where it is wide."""
    chip = Chip(word.shortened(14), theme=theme, state="past", high=Written.HIGH)
    chip.box.set_stroke(theme.target, width=theme.stroke)
    return chip.scale(min(Written.SCALE, 2.9 / chip.width))


def chip_of(word: Phrase, most: float, *, theme: Theme) -> Chip:
    """Return a written word as a chip at the ``most`` so wide, cut where it could not be read otherwise."""
    for letters in CUTS:
        chip = written_chip(word.shortened(letters), theme=theme)
        chip.scale(min(1.0, most / chip.width))
        if chip.legible:
            break
    return chip


def source_chips(words: Readings, *, theme: Theme, known: Sequence[bool]) -> tuple[VGroup, list[Chip]]:
    """Return the sentence that was read as chips over the whole width, in one line, or in several where one is too narrow.

    Return also the chips, in order; none where they are in several lines.
    """
    chips = row_of_chips(words, theme=theme, y=SOURCE, width=WIDTH, colour="source", known=known)
    whole = all(chip.word.text.rstrip("…") == chip.word.text for chip in chips)
    room = WIDTH - APART * (len(chips) - 1)
    scale = min(1.7 if len(chips) < 8 else 1.3, room / sum(float(chip.width) for chip in chips))
    if not (whole or len(chips) < 4) or scale * chips[0].word.cap_height < LEGIBLE:
        block = Sentence(words, theme=theme, width=WIDTH, colour="source", known=known)
        return block.move_to((0, CEILING - block.height / 2, 0)), []
    row = VGroup(*chips)
    row.scale(scale)
    spare = WIDTH - sum(float(chip.width) for chip in chips)
    row.arrange(buff=min(SPREAD, spare / max(len(chips) - 1, 1))).move_to((0, SOURCE, 0))
    middles = [(float(chip.word.get_x()), None) for chip in chips]
    for chip in chips:
        chip.word.set_fill(theme.source)
        placed(chip.word, lambda index: middles[index[-1]])
        chip.box.set_stroke(width=theme.stroke)
    return row, chips


def course(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Return the points of a curve that leaves its start and reaches its end upright, ``(4, 3)``."""
    middle = (start[1] + end[1]) / 2
    return np.array([[*start, 0.0], [start[0], middle, 0.0], [end[0], middle, 0.0], [*end, 0.0]])


def places_under(sentence: VGroup, chips: Sequence[Chip]) -> list[tuple[float, float]]:
    """Return the places below the words, where a thread would end; one below the whole where words are in several lines."""
    boxes: list[VMobject] = [chip.box for chip in chips] if chips else [sentence]
    return [(float(box.get_x()), float(box.get_bottom()[1])) for box in boxes]


def dotted(ends: Sequence[tuple[float, float]], head: tuple[float, float], *, theme: Theme) -> VGroup:
    """Return dotted threads from the state that asks to below the words: where it will look is not known yet."""
    fan, threads = min(1.4, 0.22 * len(ends)), VGroup()
    for number, (x, y) in enumerate(ends):
        start = (head[0] + fan * ((number + 0.5) / len(ends) - 0.5), head[1])
        line = VMobject(stroke_color=theme.looks, stroke_width=theme.stroke)
        line.points = course(start, (x, y - 0.42))
        length = float(np.hypot(start[0] - x, start[1] - y))
        threads.add(DashedVMobject(line, num_dashes=max(6, min(16, int(length * 4.5))), dashed_ratio=0.4))
    return threads


def ways_of(threads: VGroup, ends: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Return the ways along dotted threads, to where their question marks are."""
    ways = []
    for thread, (x, y) in zip(threads, ends, strict=True):
        start = thread[0].get_start()
        a, b, c, d = course((float(start[0]), float(start[1])), (x, y - 0.24))[:, :2]
        shares = np.linspace(0, 1, 15)[:, np.newaxis]
        rest = 1 - shares
        curve = rest**3 * a + 3 * shares * rest**2 * b + 3 * shares**2 * rest * c + shares**3 * d
        ways.append([(float(one), float(other)) for one, other in curve])
    return ways


class Beam(VMobject):
    """A weight as a ribbon from its part of the bar of one, below, up to its word: at its foot as wide as that part is long.

    It ends at ``end`` (x, y), upright, and is as wide there as the weight is of ``room``. ``foot`` is the ribbon's width below.
    """

    def __init__(self, weight: Reading, bar: Bar, end: tuple[float, float], room: float, *, theme: Theme) -> None:
        self.reading, self._unit = weight, bar.unit
        super().__init__(stroke_width=0, fill_color=theme.looks, fill_opacity=theme.threads[0])
        start = float(bar.get_x()), float(bar.get_top()[1])
        self.middle = course(start, end)
        value = float(weight.value)
        self.widths = self._rule(value), max(value * min(room, bar.unit), 1e-6)
        self.points = ribbon(self.middle, self.widths)
        self.set_z_index(-2)

    @property
    def foot(self) -> float:
        """How wide it is at its lower end."""
        return float(self.points[11, 0] - self.points[0, 0])

    def _rule(self, value: float) -> float:
        return max(value * self._unit, 1e-6)

    def displays(self) -> "list[Display]":
        """Return the reading that its width shows."""
        return [Display(self.reading, "width", self.foot, self._rule)]


def ribbon(middle: np.ndarray, widths: tuple[float, float], share: float = 1.0) -> np.ndarray:
    """Return the outline of the first ``share`` of a ribbon, ``(16, 3)``, around a curve, ``(4, 3)``; it is cut level.

    The whole is so wide at its start and at its end. Its sides leave and arrive as the curve does: around a ``course`` no part
    of it, however wide, is farther to a side than its ends are.
    """
    start, end = widths
    half = np.zeros((4, 3))
    half[:, 0] = np.array([start, start, end, end]) / 2
    left, right = (_first(side, share) for side in (middle - half, middle + half))
    shares = np.linspace(0, 1, 4)[:, np.newaxis]
    over = left[-1] + shares * (right[-1] - left[-1])
    under = right[0] + shares * (left[0] - right[0])
    outline: np.ndarray = np.concatenate([left, over, right[::-1], under])
    return outline


def _first(curve: np.ndarray, share: float) -> np.ndarray:
    """Return the first part of a cubic curve, ``(4, 3)``."""
    rest, first = curve, []
    while len(rest):
        first.append(rest[0])
        rest = rest[:-1] + share * np.diff(rest, axis=0)
    return np.array(first)


def beams(bars: Sequence[Bar], ends: Sequence[tuple[float, float]], rooms: Sequence[float], *, theme: Theme) -> list[Beam]:
    """Return the ribbons of all weights, from the bars that they are in the bar of one to the words' lower edges.

    A weight of one would be as wide at its word as ``rooms`` has for that.
    """
    return [Beam(bar.reading, bar, end, room, theme=theme) for bar, end, room in zip(bars, ends, rooms, strict=True)]
