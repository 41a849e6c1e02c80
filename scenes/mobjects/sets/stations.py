"""A cell state on its way through the words of a sentence: at each it goes through two operators, and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup

from scenes.mobjects.bars import Swing, unit_for
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Light, Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import kept_for, placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.cards import Card
from scenes.mobjects.sets.cell_diagram import EDGE, HIGHWAY, RING, ring
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["Journey", "Stop", "width_of"]

START, STATION, TUNNEL = -6.2, 2.5, 2.16
"""The x from where the cell state sets out; how long a station is, and a tunnel, from rest to rest."""
BETWEEN = 0.98
"""From the first operator of a station to the second."""
BORE, TALL = 1.2, 0.8
"""The width and the height of a tunnel."""
CARDS, WORDS, SMALL = 0.98, 0.2, 0.55
"""Heights: what comes to the operators, and the words; and how large what is kept is between two operators."""
AFTER, TITLE, HEAD, FOOT = 2.65, -0.4, -1.05, -2.6
"""Heights: what is said of where it sets out, the title of the bars, the head of the highest one, and their floor."""
ABOVE, APART = 0.18, 0.06
"""From the end of a bar to the middle of its number, and from bar to bar."""
ASIDE = 1.85
"""How much room there is for what is said of where it sets out."""
FEW = 3
"""Of so many words in a tunnel all are named."""

Maker = Callable[[str, Point, int], Card]
"""Makes the card of a quantity after the word with an index, at a place."""


def width_of(told: Sequence[bool]) -> float:
    """Return how long the way is through stops, those that are told and those that are tunnels, in units."""
    return sum(STATION if each else TUNNEL for each in told)


class Stop:
    """A word, or a run of words that are not told one by one, between two places where the cell state rests.

    ``times`` are the indices of its first and its last word, ``goal`` is the x of the rest after it,
    ``whole`` all that stands, ``touching`` the operators in it.
    """

    def __init__(self, times: tuple[int, int], start: float, goal: float, *, theme: Theme) -> None:
        self.times, self.start, self.goal, self._theme = times, start, goal, theme
        self.whole = VGroup()
        self.touching: list[Operator] = []

    def passed(self, old: Card, new: Card, seconds: float) -> list[Animation]:
        """Return animations in which the cell state goes through it."""
        raise NotImplementedError


class Station(Stop):
    """The two operators of one word, with what comes to them: its forget gate, and what it writes."""

    def __init__(
        self, times: tuple[int, int], start: float, goal: float, *, make: Maker, words: Readings, known: bool, theme: Theme
    ) -> None:
        super().__init__(times, start, goal, theme=theme)
        time, self._x = times[0], start + (goal - start - BETWEEN) / 2
        self._kept = [make("kept", (self._x + BETWEEN / 2, HIGHWAY), time) for _ in range(2)]
        places = [(self._x, "times", "keeps"), (self._x + BETWEEN, "plus", "memory")]
        self.touching = [ring(sign, (x, HIGHWAY), theme=theme, colour=role) for x, sign, role in places]
        self._cards = [make(name, (x, CARDS), time) for name, (x, *_) in zip(("forget_gate", "written"), places, strict=True)]
        wires = [
            Wire((x, CARDS + Card.TALL / 2), (x, HIGHWAY - RING), theme=theme, colour=role)
            for (x, *_), role in zip(places, ("keeps", "writes"), strict=True)
        ]
        self.whole.add(*wires, *self.touching, *self._cards, _chip(words, times[0], known, self._x + BETWEEN / 2, theme))

    def passed(self, old: Card, new: Card, seconds: float) -> list[Animation]:
        """Return animations in which the cell state goes through both operators, each when what comes to it is in."""
        first, second, theme = self._x, self._x + BETWEEN, self._theme
        middle, (gate, written), (out, into) = first + BETWEEN / 2, (each.again() for each in self._cards), self._kept
        foot = HIGHWAY - RING
        low: dict[str, Any] = {"run_time": seconds}
        small: dict[str, Any] = {"start": SMALL, "end": SMALL}
        gone: dict[str, Any] = {"leaves": True}
        return [
            _pass(gate, (first, HIGHWAY), ("bottom", foot), (0.0, 0.28), end=SMALL, **gone, **low),
            _pass(old, (first, HIGHWAY), ("left", first - RING), (0.08, 0.36), end=SMALL, **gone, **low),
            Light(self.touching[0], theme, window=(0.26, 0.5), **low),
            _pass(
                out,
                (middle, HIGHWAY),
                ("right", first + RING),
                (0.36, 0.5),
                of=(first, HIGHWAY),
                causes=[gate, old],
                **small,
                **gone,
                **low,
            ),
            _pass(into, (second, HIGHWAY), ("left", second - RING), (0.5, 0.64), causes=[out], **small, **gone, **low),
            _pass(written, (second, HIGHWAY), ("bottom", foot), (0.3, 0.6), end=SMALL, **gone, **low),
            Light(self.touching[1], theme, window=(0.54, 0.8), **low),
            _pass(
                new,
                new.at,
                ("right", second + RING),
                (0.64, 1.0),
                of=(second, HIGHWAY),
                start=SMALL,
                causes=[into, written],
                **low,
            ),
        ]


class Tunnel(Stop):
    """A run of words that is not told word by word: the cell state goes in, and comes out as it is after the last of them."""

    def __init__(self, times: tuple[int, int], start: float, goal: float, *, words: Readings, theme: Theme) -> None:
        super().__init__(times, start, goal, theme=theme)
        self._x = (start + goal) / 2
        self._bore = plate(BORE, TALL, "memory", theme=theme).move_to((self._x, HIGHWAY, 0))
        for place, sign in enumerate(("times", "plus") * 2):
            x = self._x + (place - 1.5) * BORE / 4.6
            self.touching.append(
                ring(sign, (x, HIGHWAY), theme=theme, colour="keeps" if sign == "times" else "memory", radius=0.11)
            )
        said = _run(words, *times)
        names = settled(said, theme=theme, size=theme.small, room=goal - start - 0.2, colour="muted")
        self.whole.add(self._bore, *self.touching, kept_for(names.sit_amid(self._x, WORDS), times[0]))

    def passed(self, old: Card, new: Card, seconds: float) -> list[Animation]:
        """Return animations in which the cell state goes through it."""
        middle = (self._x, HIGHWAY)
        low: dict[str, Any] = {"run_time": seconds}
        return [
            _pass(old, middle, ("left", self._x - BORE / 2), (0.0, 0.45), leaves=True, **low),
            Light(self._bore, self._theme, window=(0.3, 0.7), **low),
            _pass(new, new.at, ("right", self._x + BORE / 2), (0.5, 1.0), of=middle, causes=[old], **low),
        ]


class Journey:
    """The highway after a word: stops up to the last word, the cell state ``card`` that goes through them, and bars below.

    ``make`` makes cards, ``words`` are all words, ``runs`` the first and the last word of each stop and whether it is told. The
    bars are what is left of the word at ``word`` in the followed unit: ``left`` returns that after a word.
    """

    def __init__(
        self,
        make: Maker,
        words: Readings,
        known: Sequence[bool],
        runs: Sequence[tuple[int, int, bool]],
        *,
        word: int,
        unit: Reading,
        left: Callable[[int], Reading],
        theme: Theme,
    ) -> None:
        self._theme, self._make, self._runs = theme, make, runs
        spread = min(1.25, (2 * -START) / width_of([told for *_, told in runs]))
        self.stops: list[Stop] = []
        start = START
        for first, last, told in runs:
            goal = start + spread * (STATION if told else TUNNEL)
            if told:
                one = known[first]
                self.stops.append(Station((first, last), start, goal, make=make, words=words, known=one, theme=theme))
            else:
                self.stops.append(Tunnel((first, last), start, goal, words=words, theme=theme))
            start = goal
        self.rests = [START, *(stop.goal for stop in self.stops)]
        times = [word, *(last for _, last, _ in runs)]
        values = [left(time) for time in times]
        self.bars, self.numbers = self._bars(values, times)
        self.title = Label(
            phrase("what is left of “{word:short}” in unit {unit:0}", word=words[word], unit=unit), theme=theme, colour="muted"
        ).sit_amid(-EDGE + 0.1, TITLE, -1)
        said = phrase("after “{word:short}”", word=words[word])
        after = settled(said, theme=theme, size=theme.small, room=ASIDE, colour="memory")
        self.named = VGroup(kept_for(self.title, word), kept_for(after.sit_amid(-EDGE + 0.1, AFTER, -1), word))
        self.highway = Wire((-EDGE, HIGHWAY), (EDGE, HIGHWAY), theme=theme, colour="memory", width=theme.bold, tip=False)
        self.card = make("cell", (START, HIGHWAY), word)

    def go(self, number: int, seconds: float) -> Iterator[Play]:
        """Yield the plays in which the cell state goes through a stop, and then the bar of what is left grows."""
        stop, (_, last, _) = self.stops[number], self._runs[number]
        old, self.card = self.card, self._make("cell", (stop.goal, HIGHWAY), last)
        yield Play(stop.passed(old, self.card, 0.8 * seconds))
        yield Play(self.grow(number + 1, 0.2 * seconds))

    def grow(self, number: int, seconds: float) -> list[Animation]:
        """Return animations in which a bar grows from its floor, with its number."""
        bar = self.bars[number]
        return [Grow(bar, "bottom" if bar.stands else "top", run_time=seconds), Appear(self.numbers[number], run_time=seconds)]

    def ghost(self) -> Box:
        """Return the outline of the first bar around the last one: what has been."""
        first, last = self.bars[0], self.bars[-1]
        look: dict[str, Any] = {"stroke_color": self._theme.muted, "stroke_width": self._theme.stroke}
        box = Box(width=last.width + 0.04, height=max(float(first.height), 0.1), corner_radius=0.02, **look)
        return box.move_to((last.get_x(), first.get_y(), 0))

    def _bars(self, values: Sequence[Reading], times: Sequence[int]) -> tuple[list[Swing], list[Label]]:
        """Return a bar for the value at each time, from the word to the next one, and the numbers at their ends."""
        sizes = [float(each.value) for each in values]
        down = max(sizes, key=abs) < 0  # what is kept of a word keeps its sign
        unit = unit_for(HEAD - FOOT - (2 * ABOVE if down else 0.0), np.array(sizes))
        line, bars, numbers = HEAD if down else FOOT, [], []
        ends = [-EDGE + 0.1, *((stop.start + stop.goal) / 2 for stop in self.stops), EDGE - 0.1]
        xs = {time: (left + right) / 2 for time, (left, right) in zip(times, pairwise(ends), strict=True)}
        rest = values[0].index[1:]
        for value, (left, right) in zip(values, pairwise(ends), strict=True):
            x, broad = (left + right) / 2, right - left - APART
            bar = Swing(value, unit=unit, width=broad, x=x, y=line, theme=self._theme)
            end = line + unit * float(value.value)
            label = Label(phrase("{left}", left=value), theme=self._theme)
            bars.append(placed(bar, lambda index: ({(time, *rest): each for time, each in xs.items()}[index], None)))
            numbers.append(tells(label.sit_amid(x, end + ABOVE * (-1 if down else 1)), bar))
        return bars, numbers


def _chip(words: Readings, time: int, known: bool, x: float, theme: Theme) -> Chip:
    """Return a word as a chip below its station, cut so that it has room there."""
    for most in CUTS:
        said = phrase("{word}", word=words[time]).shortened(most)
        chip = Chip(said, theme=theme, state="past", known=known)
        if chip.width <= STATION - 0.15:
            break
    chip.move_to((x, WORDS, 0))
    kept_for(chip.word, time)
    return chip


def _run(words: Readings, first: int, last: int) -> Phrase:
    """Return some words of a sentence: all of a few, of more the first and the last."""
    times = range(first, last + 1) if last - first < FEW else (first, last)
    fields = {f"word{number}": words[time] for number, time in enumerate(times)}
    return phrase((" " if len(fields) > last - first else " … ").join(f"{{{name}:short}}" for name in fields), **fields)


def _pass(
    card: Card, goal: Point, cut: tuple[str, float], window: tuple[float, float], *, of: Point | None = None, **how: Any
) -> Pass:
    """Return the animation in which a card goes straight to a goal, from where it is or ``of`` a place."""
    return Pass(card, Path(card.at if of is None else of, goal), cut=cut, window=window, **how)
