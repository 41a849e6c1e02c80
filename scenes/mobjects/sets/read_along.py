"""What is in a row of copies while a text is read along it: words and their vectors, the states, and the numbers of one unit."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Enter, Light, Path, Travel, glide, sent, turns
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.recurrent_cell import Column
from scenes.mobjects.sets.unrolled import Unrolled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Ribbon

__all__ = ["BRISK", "LONGEST", "ReadAlong", "lasting"]

BRISK, LONGEST = 0.8, 4.5
"""Seconds: a word of a run at the most; all of a run."""
FASTER, FASTEST = 0.94, 0.3
"""Of a run, each word takes this part of the time of the one before it, and this part of the first one's at the least."""
SMALL = 0.15
"""The size of a word's vector where it comes out of the word, as a share of its own."""
MARKED = 0.25
"""The part of a step in which the mark goes to the word."""

Window = tuple[float, float]
"""A part of a run time, 0..1."""


def lasting(count: int) -> float:
    """Return how many seconds a run of so many words takes, if nothing else asks for more."""
    return min(BRISK * sum(_paces(count)), LONGEST)


def _paces(count: int) -> list[float]:
    return [max(FASTER**number, FASTEST) for number in range(count)]


class ReadAlong:
    """What is in a ``row``; ``read`` and ``value`` return readings of its trace. States are known by their word, -1 is before it.

    ``features`` are the entries of a word's vector that are drawn. The numbers are those of the row's followed unit, if there is
    room for them; they come once :meth:`number` has made the first.
    """

    def __init__(
        self,
        row: Unrolled,
        read: Callable[..., Readings],
        value: Callable[..., Reading],
        features: Sequence[int],
        known: Sequence[bool],
        *,
        theme: Theme,
    ) -> None:
        self._row, self._read, self._value, self._features, self._theme = row, read, value, features, theme
        self.words = row.words(read("tokens"), known)
        self.vectors: dict[int, Column] = {}
        self.states: dict[int, Column] = {}
        self.numbers: dict[int, VMobject] = {}
        self.marker, self._come = row.mark(0), False

    # -- what there is ---------------------------------------------------------------------------------------------------

    def vector(self, time: int) -> Column:
        """Make a word's vector, and return it."""
        self.vectors[time] = made = self._row.vector(self._read("inputs", time), self._features, time)
        return made

    def state(self, time: int) -> Column:
        """Make the state after a word, or before the first, and return it."""
        values = self._read("initial_hidden") if time < 0 else self._read("hidden", time)
        self.states[time] = made = self._row.state(values, time)
        return made

    def number(self, time: int) -> VMobject:
        """Make the followed unit's number after a word, or before the first, and return it."""
        unit = self._row.followed
        value = self._value("initial_hidden", unit) if time < 0 else self._value("hidden", time, unit)
        self.numbers[time] = made = self._row.told(value, time)
        return made

    @property
    def things(self) -> dict[str, Mapping[int, VMobject]]:
        """Words (w), vectors (x), states (h) and numbers (n), each by the index of its word."""
        return {"w": dict(enumerate(self.words)), "x": self.vectors, "h": self.states, "n": self.numbers}

    def dimmed(self, lit: Callable[[int, str], bool], seconds: float) -> list[Animation]:
        """Return animations in which all is dimmed but what is ``lit``: asked for each word and kind of thing."""
        every = [(each, lit(time, kind)) for kind, some in self.things.items() for time, each in some.items()]
        return [Shade(each, 1.0 if is_lit else self._theme.dimmed, run_time=seconds) for each, is_lit in every]

    # -- words and vectors -----------------------------------------------------------------------------------------------

    def come_from(self, ribbon: Ribbon, seconds: float) -> list[Animation]:
        """Return animations in which every word goes to its place below its copy, out of its chip in a ribbon.

        There are none if not all have a chip, or if words are turned: then they :meth:`come_in_place`.
        """
        self._come = self._row.roomy and len(ribbon.shown) == len(self.words)
        going: list[Animation] = []
        for time, word in enumerate(self.words if self._come else ()):
            chip = ribbon.shown[time].word
            places = ((float(each.get_x()), float(each.get_y())) for each in (chip, word))
            size = chip.cap_height / self._row.letters_of(word)
            going.append(Travel(word, Path(*places), start=size, there=True, run_time=seconds))
        return going

    def come_in_place(self, seconds: float) -> list[Animation]:
        """Return animations in which words come in below their copies, those that did not come from a ribbon; not at once."""
        return [] if self._come else [Appear(word, window=(0.4, 1.0), run_time=seconds) for word in self.words]

    def rise(self, times: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which words' vectors come up out of their words, one after the other."""
        row, each, plays = self._row, (0.5 if len(times) > 1 else 1.0), list[Animation]()
        for number, time in enumerate(times):
            begin = (1 - each) * number / max(len(times) - 1, 1)
            way = Path((row.x(time), float(self.words[time].get_top()[1]) + 0.1), (row.x(time), row.WORD))
            how: dict[str, Any] = {"start": SMALL, "window": (begin, begin + each), "run_time": seconds}
            plays.append(Travel(self.vector(time), way, **how))
        return plays

    # -- steps -----------------------------------------------------------------------------------------------------------

    def steps(self, times: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which words are read one after the other, each faster than the one before.

        A state and a word go into a copy, and the new state comes out of it onto the wire to the next one.
        """
        paces = _paces(len(times))
        ends = [end / sum(paces) for end in accumulate(paces, initial=0.0)]
        plays = [self._marked(times, ends, seconds)]
        for time, within in zip(times, pairwise(ends), strict=True):
            plays += self._step(time, within, seconds)
        return plays

    def _step(self, time: int, within: Window, seconds: float) -> list[Animation]:
        row, new = self._row, self.state(time)
        going = self.enters(time, _part(within, 0.0, 0.45), seconds)
        causes = [each.mobject for each in going]
        out: dict[str, Any] = {"start": Enter.SMALLEST, "causes": causes, "window": _part(within, 0.55, 1.0)}
        out["along"] = [row.between[time + 1]]
        lit = Light(row.copies[time].box, self._theme, window=_part(within, 0.4, 0.8), run_time=seconds)
        plays: list[Animation] = [*going, lit, Travel(new, row.out(time), run_time=seconds, **out)]
        if row.roomy:
            plays.append(Appear(self.number(time), window=_part(within, 0.8, 1.0), run_time=seconds))
        return plays

    def enters(self, time: int, window: Window, seconds: float) -> list[Animation]:
        """Return animations in which copies of a state and of a word's vector go into a copy of the cell."""
        row, how = self._row, dict[str, Any](window=window, run_time=seconds)
        return [
            sent(self.states[time - 1], *row.in_by_state(time), along=[row.between[time]], **how),
            sent(self.vectors[time], *row.in_by_word(time), along=[row.entrances[time]], **how),
        ]

    def layers(self, plays: Sequence[Animation], times: Sequence[int]) -> list[VMobject]:
        """Return what is to be added anew before words are read: what enters copies comes from behind, and goes in under them."""
        ghosts: list[Any] = [each.mobject for each in plays if isinstance(each, Enter)]
        made = {id(each.mobject) for each in plays if isinstance(each, Travel)}
        there = [state for time in times if id(state := self.states[time - 1]) not in made]
        return [*ghosts, *there, *(self.vectors[time] for time in times), *(self._row.copies[time] for time in times)]

    def _marked(self, times: Sequence[int], ends: Sequence[float], seconds: float) -> Animation:
        """Return the animation in which the mark goes from word to word, at the beginning of each step."""
        start = float(self.marker.get_x())
        middles = [start, *(self._row.x(time) for time in times)]
        way = Path((start, float(self.marker.get_y())), (middles[-1], float(self.marker.get_y())))
        length = (middles[-1] - start) or 1.0

        def rate(share: float) -> float:
            number = min(int(np.searchsorted(ends, share, side="right")) - 1, len(times) - 1)
            here, there = middles[number : number + 2]
            local = (share - ends[number]) / (ends[number + 1] - ends[number]) / MARKED
            return (here + glide(min(local, 1.0)) * (there - here) - start) / length

        self.marker.move_to((middles[-1], float(self.marker.get_y()), 0))
        return Travel(self.marker, way, there=True, introducer=False, rate_func=rate, run_time=seconds)

    # -- what came before ------------------------------------------------------------------------------------------------

    def again(self, times: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which what words met goes into their copies once more, and what came of it is lit."""
        plays: list[Animation] = []
        for time in times:
            copy, state = self._row.copies[time].box, self.states[time]
            plays += self.enters(time, (0.0, 0.5), seconds)
            plays += [Light(copy, self._theme, window=(0.4, 0.8), run_time=seconds)]
            plays += [Light(state, self._theme, window=(0.6, 1.0), run_time=seconds)]
        return plays

    def framed(self, times: Sequence[int]) -> VGroup:
        """Return frames around the numbers after some words, or around the states, if there are no numbers."""
        return VGroup(*(self._row.around(self.numbers.get(time, self.states[time])) for time in times))

    def sweep(self, seconds: float) -> list[Animation]:
        """Return animations in which light runs along all states."""
        some = [self.states[time] for time in sorted(self.states)]
        return [Light(one, self._theme, window=own, run_time=seconds) for one, own in zip(some, turns(len(some)), strict=True)]


def _part(within: Window, start: float, end: float) -> Window:
    """Return a part of a part of a run time."""
    first, last = within
    return first + start * (last - first), first + end * (last - first)
