"""A decoder that writes: its state, the words that could be written as pillars, and the row of those that were."""

from collections.abc import Sequence

from manim import Animation, VGroup
from manim import Line as Rule

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import of_one, placed, tells
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.encoder_row import EncoderRow, chips_in
from scenes.mobjects.sets.mosaic import Grid, Mosaic
from scenes.mobjects.shapes import plate
from scenes.mobjects.text import LEGIBLE, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Point, Wire

__all__ = ["Choice", "Desk", "Line"]

SLACK = 1e-6
"""Units that make no difference."""


class Line:
    """Words that are written, in a row in the middle of ``area``, or in several, one after the other: ``pages`` of indices.

    ``said`` are the words, ``first`` is said before them; ``glosses`` stand below. ``chips`` are the words, ``lead`` the first.
    """

    GAP, TIGHT, SPARE, LONGEST = (
        0.22,
        0.12,
        1.05,
        3.2,
    )  # between chips, and where there are many; how far above the least that can be read they stay; a chip at the most

    FULL = 0.85  # how full rows are, where there are several

    def __init__(self, first: Phrase, said: Sequence[Phrase], glosses: Sequence[Phrase], area: Area, *, theme: Theme) -> None:
        self._theme, self.y = theme, area.y
        room = area.width
        chips = chips_in([first, *said], min(self.LONGEST, room), theme=theme)
        wide, gaps = sum(chip.width for chip in chips), self.GAP * (len(chips) - 1)
        least = self.SPARE * LEGIBLE / float(chips[0].word.cap_height)
        rows = 1 if least * wide + gaps <= room else -(-(least * wide + gaps) // (self.FULL * room))
        shrink = ((room if rows == 1 else self.FULL * rows * room) - gaps) / wide
        chips = [chip.scale(min(max(shrink, least), 1.0), about_point=(0, 0, 0)) for chip in chips]
        self.pages = self._paged([chip.width + self.GAP for chip in chips], room)
        self.lead, *self.chips = chips
        self._said, self._glosses = list(said), list(glosses)
        xs = self._places(chips, area)
        for number, chip in enumerate(chips):
            chip.shift((xs[number], self.y, 0))
            chip.box.set_stroke(theme.muted if number == 0 else theme.target, theme.thin)
            if number:
                placed(chip.word, lambda index: (xs[index[-1] + 1], None))

    @staticmethod
    def _paged(widths: Sequence[float], room: float) -> list[list[int]]:
        """Return which of some things, the first of which is no word, stand in a row together: indices of words, -1 the first.

        There are as few rows as there is room for, about as long as one another.
        """
        whole = room + Line.GAP + SLACK
        count = -(-sum(widths) // whole)
        while True:
            most = sum(widths) / count + max(widths) / 2 if count > 1 else whole
            pages: list[list[int]] = [[]]
            pen = 0.0
            for number, wide in enumerate(widths):
                if pages[-1] and pen + wide > min(most, whole):
                    pages.append([])
                    pen = 0.0
                pages[-1].append(number - 1)
                pen += wide
            if len(pages) <= count:
                return pages
            count += 1

    def whole(self, words: Sequence[int], area: Area) -> list[list[Chip]]:
        """Return words in rows in an area, no smaller than can be read; none of them if there is no room for all."""
        chips = chips_in([self._said[word] for word in words], self.LONGEST, theme=self._theme)
        wide, least = sum(chip.width for chip in chips), LEGIBLE / float(chips[0].word.cap_height) * 1.001
        shrink = max((area.width - self.TIGHT * len(chips) - 0.01) / wide, least)
        chips = [chip.scale(min(shrink, 1.0), about_point=(0, 0, 0)) for chip in chips]
        pages = self._paged([0.0, *(chip.width + self.TIGHT for chip in chips)], area.width)
        pitch = float(chips[0].box.height) + self.TIGHT
        if len(pages) * pitch > area.height:
            return []
        rows = [[chips[each] for each in page if each >= 0] for page in pages]
        for number, row in enumerate(rows):
            pen = area.x - (sum(chip.width + self.TIGHT for chip in row) - self.TIGHT) / 2
            for chip in row:
                chip.shift((pen + chip.width / 2, area.top - (number + 0.5) * pitch, 0))
                chip.box.set_stroke(self._theme.target, self._theme.thin)
                pen += chip.width + self.TIGHT
        return rows

    def _places(self, chips: Sequence[Chip], area: Area) -> list[float]:
        """Return the middle of each chip."""
        xs = [0.0] * len(chips)
        for page in self.pages:
            wide = sum(chips[each + 1].width + self.GAP for each in page) - self.GAP
            pen = area.x - wide / 2
            for each in page:
                xs[each + 1] = pen + chips[each + 1].width / 2
                pen += chips[each + 1].width + self.GAP
        return xs

    def page_of(self, step: int) -> int:
        """Return in which row a word is."""
        return next(number for number, page in enumerate(self.pages) if step in page)

    def at(self, step: int) -> Point:
        """Return the middle of a word, -1 is what is said before the first."""
        chip = self.chips[step] if step >= 0 else self.lead
        return float(chip.box.get_x()), self.y

    def gloss(self, step: int) -> Label | None:
        """Return what a word means, below it, if somebody knows."""
        if step >= len(self._glosses) or not self._glosses[step].text:
            return None
        chip = self.chips[step]
        room = float(chip.width) + self.GAP - 0.08
        label = settled(self._glosses[step], theme=self._theme, size=self._theme.label, room=room, colour="muted")
        y = float(chip.box.get_bottom()[1]) - 0.25
        middles = [self.at(each)[0] for each in range(len(self.chips))]
        return placed(label.sit_amid(middles[step], y), lambda index: (middles[index[-1]], y))


class Choice(VGroup):
    """The most probable words of a step, ``(candidate,)``, with their probabilities as pillars; ``chosen`` is the written one.

    ``pillars`` stand on a floor, ``names`` below them, ``numbers`` over those that are not as good as nought; ``what`` says what
    these are.
    """

    MOST, WIDE, TALL, BELOW, LEAST = 3, 0.8, 1.85, 0.3, 0.005

    def __init__(self, words: Readings, shares: Readings, chosen: int, area: Area, *, theme: Theme) -> None:
        super().__init__()
        count = min(self.MOST, len(words))
        pitch = area.width / self.MOST
        xs = [area.left + (number + 0.5) * pitch for number in range(count)]
        foot = area.bottom + 0.2
        self.floor, self.xs = foot + self.BELOW, xs
        self.pillars, self.names, self.numbers = list[Pillar](), list[Label](), list[Label]()
        for number in range(count):
            ink = "target" if number == chosen else "muted"
            paint = theme.target if number == chosen else theme.others
            pillar = Pillar(shares[number], unit=self.TALL, width=self.WIDE, x=xs[number], floor=self.floor, paint=paint)
            self.pillars.append(placed(pillar, of_one(shares, lambda each: (xs[each], None))))
            name = settled(words[number], theme=theme, size=theme.label * 1.15, room=pitch - 0.14, colour=ink)
            self.names.append(placed(name.sit_amid(xs[number], foot), of_one(words, lambda each: (xs[each], foot))))
            if float(shares[number].value) >= self.LEAST:
                label = Label(phrase("{share}", share=shares[number]), theme=theme, size=theme.label, colour=ink)
                label.sit_amid(xs[number], self.floor + pillar.height + 0.2)
                self.numbers.append(tells(placed(label, of_one(shares, lambda each: (xs[each], None))), pillar))
        ends = (area.left + 0.15, self.floor, 0), (area.right - 0.15, self.floor, 0)
        self.ground = Rule(*ends, stroke_color=theme.muted, stroke_width=theme.thin)
        self.what = Label("probability", theme=theme, size=theme.label, colour="muted")
        self.what.sit_amid(xs[0] + self.WIDE / 2 + 0.12, self.floor + self.TALL + 0.2, -1)
        self.add(self.ground, self.what, *self.pillars, *self.names, *self.numbers)

    def coming(self, run_time: float) -> list[Animation]:
        """Return animations in which the pillars grow, and all else comes."""
        ground = [Appear(each, run_time=run_time * 0.3) for each in (self.ground, self.what)]
        named = [Appear(each, run_time=run_time * 0.5) for each in self.names]
        numbered = [Reveal(each, [each], wait=0.6, run_time=run_time) for each in self.numbers]
        return [*ground, *named, *(Grow(each, "bottom", run_time=run_time) for each in self.pillars), *numbered]


class Desk:
    """Places and things of a decoder whose state lies in ``grid``; ``box`` and ``name`` are the decoder.

    To the left of it is the place of what it is given, which goes in on the wire ``gate``; to the right of it, where its own
    state stands, which comes out on the wire ``out``, and goes back in on ``loop``. ``shows`` is the wire from that to the words.
    Words that were written go in from below.
    """

    WIDE, HIGH, Y = 1.4, 0.72, EncoderRow.STATES
    GIVEN, BOX, STATE, ROOM = -5.55, -3.4, -1.15, (2.0, 1.5)  # middles of what is given, of decoder and state, and their room
    TOP, LANE = 1.35, -1.24  # the heights of the loop, and of the way of words
    WORDS = Area(0.35, 6.6, -1.03, 1.4)

    def __init__(self, grid: Grid, *, theme: Theme) -> None:
        self._theme, self.grid = theme, grid
        self.scale = min(grid.scale_to(*self.ROOM), 2.5)
        self.small = 0.8 * self.HIGH / (grid.height * self.scale)  # how many times its size it is when it goes in
        wide, high = (each * self.scale / 2 + Mosaic.ROOM for each in (grid.width, grid.height))
        x, y, half = self.BOX, self.Y, max(self.HIGH / 2, high)  # no lower than a state: what comes out of that goes in above it
        self.box = plate(self.WIDE, 2 * half, "target", theme=theme).move_to((x, y, 0))
        self.name = Label("decoder", theme=theme, size=theme.label, colour="target").sit_amid(x, y)
        self.head, self.right = y + high, self.STATE + wide
        self.west, self.east, self.south = (x - self.WIDE / 2, y), (x + self.WIDE / 2, y), (x, y - half)
        self.into = [(self.GIVEN + wide, y), self.west]
        self.gate = Wire(*self.into, theme=theme, colour="muted")
        self.out = Wire(self.east, (self.STATE - wide, y), theme=theme, colour="muted")
        self.back = [(self.STATE, self.head), (self.STATE, self.TOP), (x, self.TOP), (x, y + half)]
        self.loop = Wire(*self.back, theme=theme, colour="muted")
        self.shows = Wire((self.right, y), (self.WORDS.left, y), theme=theme, colour="muted")

    @property
    def at(self) -> Point:
        """The middle of the state."""
        return self.STATE, self.Y

    @property
    def given(self) -> Point:
        """The middle of what the decoder is given."""
        return self.GIVEN, self.Y

    def state(self, values: Readings, colour: str, at: Point) -> Mosaic:
        """Return a state at a place."""
        return Mosaic(values, self.grid, at, theme=self._theme, colour=colour, scale=self.scale)

    def feed(self, chip: Chip) -> Wire:
        """Return the wire on which a word that was written goes back in."""
        return Wire(*self.way_in(chip), theme=self._theme, colour="muted")

    def way_in(self, chip: Chip) -> list[Point]:
        """Return the points of that wire."""
        x = float(chip.box.get_x())
        return [(x, float(chip.box.get_top()[1]) + 0.03), (x, self.LANE), (self.BOX, self.LANE), self.south]
