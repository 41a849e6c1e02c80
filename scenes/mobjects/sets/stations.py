"""A cell state on its way through the words of a sentence: at each it goes through two operators, and nothing else."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.agreeing import AS_USUAL, Printed
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.passing import Halt, Pass, Ride, docked
from scenes.mobjects.places import kept_for, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.cards import Card, copied
from scenes.mobjects.sets.cell_diagram import EDGE, HIGHWAY, ring
from scenes.mobjects.sets.held_columns import HeldColumns, Parts
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip, Ribbon, run_of
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["FEW", "Journey", "Station", "Stop", "width_of"]

START, STATION, TUNNEL = -5.95, 2.42, 2.1
"""The least x from where the cell state sets out; how long a station is, and a tunnel, from rest to rest."""
BETWEEN, RING, SMALL, IN = 1.1, 0.2, 0.12, 0.4
"""From the first operator of a station to the second; their radius, and that of one in a tunnel; the size of what is in one."""
CARDS, WORDS, TITLE = 1.17, 0.6, 0.13
"""Heights: what comes to the operators, the words, and what is said of the columns."""
WAITS = (0.1, 0.86)
"""In which part of its time the cell state is on its way through a stop: the gate sets out before, and what it was goes after."""
PACE = 0.38
"""From the middle of an operator in a tunnel to that of the next."""
FACTORS, TERMS, NARROW = 1.45, 1.13, 0.08
"""Heights in a tunnel: by what each word multiplies, and what it adds; and from one such number to the next at the least."""
SETTLES, CALLED, RISEN = (0.0, 0.4), (0.1, 0.7), (0.65, 1.0)
"""In which part of their time things out of the map are gone; words come to their places; and what is above these comes."""
FIRST, APART = 1.04, 0.12
"""How wide the chip of the word may be from which it sets out, and how far from it the next one is."""
FEW = 3
"""Of so many words in a tunnel all are named."""
OUTSIDE, HALF = 7.2, Card.WIDE / 2 + Card.ROOM
"""The x from which on nothing is seen, and half the width of a card."""

Maker = Callable[[str, Point, int], Card]
"""Makes the card of a quantity after the word with an index, at a place."""
Told = tuple[tuple[float, float], tuple[float, float]]
"""Between which xs the gate takes its share, and between which something is added."""


def width_of(told: Sequence[bool]) -> float:
    """Return how long the way is through stops, those that are told and those that are tunnels, in units."""
    return sum(STATION if each else TUNNEL for each in told)


class Stop(ABC):
    """A word, or a run of words that are not told one by one, between two places where the cell state rests.

    ``times`` are the indices of its first and its last word, ``goal`` is the x of the rest after it,
    ``whole`` all that stands, ``touching`` the operators in it. ``changes`` says between which xs what is held changes.
    """

    changes: Told

    def __init__(self, times: tuple[int, int], start: float, goal: float, *, theme: Theme) -> None:
        self.times, self.start, self.goal, self._theme = times, start, goal, theme
        self.whole = VGroup()
        self.touching: list[Operator] = []

    def ride(self, seconds: float) -> Ride:
        """Return the way of the cell state through it."""
        return Ride(self.start, self.goal, seconds, WAITS)

    @abstractmethod
    def passed(self, old: Card, new: Card, ride: Ride) -> list[Animation]:
        """Return animations in which the cell state goes through it."""


class Station(Stop):
    """The two operators of one word, with what comes to them: its forget gate, and what it writes."""

    def __init__(
        self,
        times: tuple[int, int],
        start: float,
        goal: float,
        *,
        make: Maker,
        words: Readings,
        known: bool,
        room: float,
        theme: Theme,
    ) -> None:
        super().__init__(times, start, goal, theme=theme)
        first = start + (goal - start - BETWEEN) / 2
        self._xs, time = (first, first + BETWEEN), times[0]
        self._kept = [make("kept", (first + BETWEEN / 2, HIGHWAY), time) for _ in range(2)]
        looks = ("times", "keeps"), ("plus", "memory")
        for x, (sign, role) in zip(self._xs, looks, strict=True):
            self.touching.append(ring(sign, (x, HIGHWAY), theme=theme, colour=role, radius=RING).set_z_index(1))
        self._cards = [make(name, (x, CARDS), time) for name, x in zip(("forget_gate", "written"), self._xs, strict=True)]
        wires = [
            Wire((x, CARDS + Card.ALONE / 2), (x, HIGHWAY - RING), theme=theme, colour=role)
            for x, role in zip(self._xs, ("keeps", "writes"), strict=True)
        ]
        self.chip, self.gate = _chip(words, time, known, first + BETWEEN / 2, theme, room), self._cards[0]
        self.whole.add(*wires, *self.touching, *self._cards)
        self.changes = self._around(0), self._around(1)

    def _around(self, number: int) -> tuple[float, float]:
        """Return between which xs a card is behind an operator."""
        return self._xs[number] - HALF, self._xs[number] + HALF

    def ride(self, seconds: float) -> Ride:
        """Return the way of the cell state: it rests between both operators."""
        return Halt(self.start, sum(self._xs) / 2, self.goal, seconds, WAITS)

    def passed(self, old: Card, new: Card, ride: Ride) -> list[Animation]:
        """Return animations in which the cell state goes through both operators: what meets there waits to be read."""
        (first, second), (gate, written), (kept, still) = self._xs, (each.again() for each in self._cards), self._kept
        near, past = (tuple(map(ride.when, self._around(number))) for number in range(2))
        middle, seconds = first + BETWEEN / 2, ride.seconds
        rests, leaves = ride.when(middle), ride.when(ride.goal)
        return [
            *self._rising(0, gate, (0.0, rests), seconds),
            *self._rising(1, written, (rests, leaves), seconds),
            docked(old, Path((ride.start, HIGHWAY)), ("left", first), (0.0, 0.0, rests), seconds, clear=RING, there=True),
            ride.along(kept, first - HALF, middle, cut=("right", first), clear=RING, causes=[gate, old], leaves=True),
            docked(still, Path((middle, HIGHWAY)), ("left", second), (rests, rests, leaves), seconds, clear=RING, causes=[kept]),
            ride.along(new, second - HALF, ride.goal, cut=("right", second), clear=RING, causes=[written, still]),
            Light(self.touching[0], self._theme, window=near, run_time=seconds),
            Light(self.touching[1], self._theme, window=past, run_time=seconds),
        ]

    def _rising(self, number: int, card: Card, times: tuple[float, float], seconds: float) -> list[Animation]:
        """Return animations in which a card that waits below an operator from one time on goes up into it at another."""
        cut, (start, goes) = ("bottom", HIGHWAY - RING), times
        return copied(self._cards[number], card, docked(card, Path(card.at), cut, (start, start, goes), seconds, end=IN))


class Tunnel(Stop):
    """A run of words that is not told word by word: small operators, and the cell state comes out as it is after the last one."""

    def __init__(
        self,
        times: tuple[int, int],
        start: float,
        goal: float,
        *,
        value: Callable[..., Reading],
        unit: int,
        words: Readings,
        left: float,
        printed: Printed,
        theme: Theme,
    ) -> None:
        super().__init__(times, start, goal, theme=theme)
        self._printed = printed
        self._x = (start + goal) / 2
        count = 2 * min(times[1] - times[0] + 1, FEW)
        pace = min(PACE, (goal - start - 2 * HALF) / count)
        for place in range(count):
            sign, role = (("times", "keeps"), ("plus", "memory"))[place % 2]
            at = self._x + (place - (count - 1) / 2) * pace, HIGHWAY
            self.touching.append(ring(sign, at, theme=theme, colour=role, radius=min(SMALL, 0.45 * pace)).set_z_index(1))
        names = settled(run_of(words, *times, FEW), theme=theme, size=theme.small, room=goal - 0.1 - left, colour="muted")
        names.sit_amid(max(self._x, left + float(names.width) / 2), WORDS)
        self.whole.add(*self.touching, kept_for(names, times[0]), *self._numbers(value, unit, 2 * pace))
        self.changes = ((self._x - HALF, self._x + HALF),) * 2

    def _numbers(self, value: Callable[..., Reading], unit: int, pitch: float) -> list[Label]:
        """Return below its operators by what each word multiplies, and what it adds; nothing if that has no room, or no sum."""
        first, last = self.times
        if last - first >= FEW or self._printed.leaves_out(value("written", first, unit)):
            return []
        made = []
        for time in range(first, last + 1):
            x = self._x + (time - (first + last) / 2) * pitch
            share, written = value("forget_gate", time, unit), value("written", time, unit)
            for sign, part, y, role in (("×", share, FACTORS, "keeps"), ("+", written, TERMS, "writes")):
                label = Label(self._printed.said(sign, part), theme=self._theme, size=self._theme.small, colour=role)
                made.append(kept_for(label.sit_amid(x, y), *part.index))
        return made if max(float(each.width) for each in made) + NARROW <= pitch else []

    def passed(self, old: Card, new: Card, ride: Ride) -> list[Animation]:
        """Return animations in which the cell state goes over it."""
        xs = [float(each.get_x()) for each in self.touching]
        lit = [
            Light(each, self._theme, window=(ride.when(x - 2 * HALF), ride.when(x)), run_time=ride.seconds)
            for each, x in zip(self.touching, xs, strict=True)
        ]
        return [*lit, *ride.through(self.touching, old, new, there=True)]


class Journey:
    """The way after a word: stops up to the last word, the cell state ``card`` that goes through them, and columns below.

    ``make`` makes cards, ``value`` returns a reading, ``words`` are all words, ``runs`` the first and the last word of each stop
    and whether it is told. ``columns`` have what is left of the word with the index ``word`` in the followed ``unit``, and what
    others wrote there, as it is ``printed``. ``named`` is what is said of both together, with the axis, ``parted`` of each.
    """

    def __init__(
        self,
        make: Maker,
        value: Callable[..., Reading],
        words: Readings,
        known: Sequence[bool],
        runs: Sequence[tuple[int, int, bool]],
        *,
        word: int,
        unit: int,
        theme: Theme,
        printed: Printed = AS_USUAL,
    ) -> None:
        self._theme, self._make, self._value, self._followed, self._printed = theme, make, value, (word, unit), printed
        rests = _rests([told for *_, told in runs])
        self._two = word + 1 == runs[-1][1] == 1  # words in all
        chip, self._word = _chip(words, word, known[word], rests[0], theme, FIRST), words[word]
        self.stops = self._stops(runs, rests, words, known, beside=float(chip.width))
        parts = [self._parts(time) for time in (word, *(last for _, last, _ in runs))]
        self.columns = HeldColumns(parts, rests, theme=theme, printed=printed)
        whole = Label(phrase("C in unit {unit:0} (line)", unit=value("unit_numbers", unit)), theme=theme, colour="memory")
        self.chip, self.named = chip, VGroup(stays(whole.sit_amid(0.1 - EDGE, TITLE, -1)), self.columns.axis)
        self.parted = self._parted(float(whole.get_right()[0]) + 2 * APART)
        self.card = make("cell", (rests[0], HIGHWAY), word)

    def _stops(
        self,
        runs: Sequence[tuple[int, int, bool]],
        rests: Sequence[float],
        words: Readings,
        known: Sequence[bool],
        *,
        beside: float,
    ) -> list[Stop]:
        """Return all stops; the words of the first one stand ``beside`` a chip that is so wide."""
        made: list[Stop] = []
        for (first, last, told), (start, goal) in zip(runs, pairwise(rests), strict=True):
            if not told:
                left = start + (0.1 if made else beside / 2 + APART)
                of: dict[str, Any] = {"value": self._value, "unit": self._followed[1], "words": words, "left": left}
                made.append(Tunnel((first, last), start, goal, printed=self._printed, theme=self._theme, **of))
                continue
            room = STATION - APART if made else goal - start - beside - 2 * APART
            how: dict[str, Any] = {"make": self._make, "words": words, "known": known[first], "room": room}
            made.append(Station((first, last), start, goal, theme=self._theme, **how))
        return made

    def comes(self, passed: Sequence[VMobject], seconds: float) -> list[Animation]:
        """Return animations in which the cell state goes on, seen from where it is: what it ``passed`` goes out at the left."""
        ride = Ride(self.card.at[0], self.stops[0].start, seconds, (0.0, CALLED[1]))
        plays: list[Animation] = [ride.along(self.card, ride.start, ride.goal, there=True)]
        for each in passed:
            aside, cut = float(each.get_x()) - ride.start, None if isinstance(each, Operator) else ("right", -EDGE)
            last = (-EDGE if cut else -OUTSIDE) - float(each.width) / 2 - aside
            plays.append(ride.along(each, ride.start, max(last, ride.goal), aside=aside, cut=cut, there=True, leaves=True))
        return plays

    def called(self, ribbon: Ribbon, seconds: float) -> Play:
        """Return the play in which words come out of a ribbon to their stops, and then what is there, with the axis."""
        row, how, there = ribbon.shown, dict[str, Any](run_time=seconds), (*(stop.whole for stop in self.stops), self.named)
        words = {self._word.index[0]: self.chip} | {each.times[0]: each.chip for each in self.stops if isinstance(each, Station)}
        stay = [row[time] for time in words if time in row]
        plays: list[Animation] = [Vanish(each, window=SETTLES, **how) for each in ribbon if each not in stay]
        for time, chip in words.items():
            if time not in row:
                plays.append(Appear(chip, window=RISEN, **how))
                continue
            way = Path(*((float(each.get_x()), float(each.get_y())) for each in (row[time], chip)))
            plays.append(Pass(chip, way, there=True, window=CALLED, **how))
        return Play([*plays, *(Appear(each, window=RISEN, **how) for each in there)], replaced=stay)

    def go(self, number: int, seconds: float) -> list[Animation]:
        """Return animations in which the cell state goes through a stop, and the column of what it holds goes with it."""
        stop, old = self.stops[number], self.card
        self.card = self._make("cell", (stop.goal, HIGHWAY), stop.times[1])
        ride = stop.ride(seconds)
        return [*stop.passed(old, self.card, ride), *self.columns.ride(number, ride, *stop.changes)]

    def worked(self, number: int) -> VGroup:
        """Return what the gate of a stop that is told leaves of what the word wrote, written out."""
        time, (word, unit) = self.stops[number].times[0], self._followed
        before, share = self._value("previous_memory", time, word, unit), self._value("forget_gate", time, unit)
        return self.columns.worked(number + 1, self._word, before, share)

    def _parts(self, time: int) -> Parts:
        index = time, *self._followed
        return Parts(self._value("memory", *index), self._value("memory_of_others", *index), self._value("cell", *index[::2]))

    def _parted(self, left: float) -> Label:
        """Return what is said of both parts of a column, from an x on."""
        others = "what the other word" if self._two else "what other words"
        said = phrase(f"=  what is left of “{{word:short}}” (wide)  +  {others} wrote (slim)", word=self._word)
        made = settled(said, theme=self._theme, size=self._theme.label, room=EDGE - 0.1 - left, colour="muted")
        return kept_for(made.sit_amid(left, TITLE, -1), *self._word.index)


def _rests(told: Sequence[bool]) -> list[float]:
    """Return the xs at which the cell state rests: before all stops, those that are told and others, and after each of them."""
    lengths = np.cumsum([0.0, *(STATION if each else TUNNEL for each in told)])
    spread = min(1.25, 2 * -START / width_of(told))
    return [float(spread * (length - lengths[-1] / 2)) for length in lengths]


def _chip(words: Readings, time: int, known: bool, x: float, theme: Theme, room: float) -> Chip:
    """Return a word as a chip below its station, cut so that it has room there."""
    for most in CUTS:
        chip = Chip(phrase("{word}", word=words[time]).shortened(most), theme=theme, state="past", known=known)
        if chip.width <= room:
            break
    chip.move_to((x, WORDS, 0))
    kept_for(chip.word, time)
    return chip
