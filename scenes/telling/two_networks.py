"""What films share of two networks that read one text, locked in step: words in the middle, a lane on either side."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from manim import Animation

from scenes.mobjects.motion import Shade
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Caption, Phrase, phrase
from scenes.mobjects.sets.word_rows import Rows
from scenes.telling.networks import name_of

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["TwoNetworks"]

DRAWN = 8
"""Of the units of a state so many are drawn."""
PER_WORD, LONGEST = 0.42, 6.5
"""How long a word takes at least where a sentence is read, and how long a sentence takes at most, in seconds."""
SHARE = 0.5
"""The part of a word's time that its lane has, if something else follows."""
Moves = Callable[[Any, int, float], list[Animation]]
"""Returns what happens in a lane at a word, in so many seconds."""
Then = Callable[[int, float], Play]
"""Returns what happens after that at a word, in so many seconds."""


class TwoNetworks(Film):
    """What a film has of two traces of one text, beside what every film of a reader has.

    It makes the ``rows`` of words and a lane for each network, ``lanes``.
    """

    traces = 2
    rows: Rows
    lanes: list[Any]

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def name(self, of: int) -> str:
        """Return what a network is called; two of one kind by their sides."""
        return name_of(self.networks, of)

    def headed(self, of: int, drawn: Sequence[int]) -> Phrase:
        """Return what stands above a lane: the network, and how many of its units are ``drawn`` if that is not all."""
        name, units = self.name(of), len(drawn)
        if units == self.networks[of].lookup("sizes.unit"):
            return Phrase(name, name)
        counts = {"drawn": self.value("unit_numbers", units - 1, of=of), "count": self.value("sizes.unit", of=of)}
        return phrase(f"{name}, {{drawn:0}} of {{count:0}} units", **counts)

    @staticmethod
    def largest(sizes: np.ndarray) -> list[int]:
        """Return the units of a state that are drawn: those of the largest ``sizes``, ``(unit,)``."""
        return sorted(map(int, np.argsort(-sizes, kind="stable")[:DRAWN]))

    def kind(self, of: int) -> str:
        """Return the kind of a network's cell."""
        return str(self.networks[of].lookup("cell_kind"))

    def state(self, of: int) -> str:
        """Return the key of the state that a network hands on from word to word."""
        return str(self.networks[of].handed_on)

    @property
    def agree(self) -> bool:
        """Whether both come to the same verdict after the last word."""
        return len({self.value("verdicts", self.last, of=of).value for of in self.both()}) == 1

    def last_verdicts(self) -> Caption:
        """Return what is said of the verdicts after the last word, and the readings in that."""
        one, other = (self.value("verdicts", self.last, of=of) for of in self.both())
        if self.agree:
            return "Both end with “{one:short}”.", {"one": one}
        said = f"The {self.name(0)} ends with “{{one:short}}”, the {self.name(1)} with “{{other:short}}”."
        return said, {"one": one, "other": other}

    def long(self, room: float, words: int | None = None) -> float:
        """Return how long a run over some words takes, in seconds; ``room`` is what reading leaves."""
        return max(room - self.theme.quick, min(PER_WORD * (words or self.count), LONGEST), 1.0)

    def in_step(self, times: Sequence[int], run_time: float, moves: Moves, then: Then | None = None) -> None:
        """Let something happen at some words in every lane, one after the other, ever faster; and ``then`` something else."""
        paces = np.linspace(1.6, 0.4, len(times)) if len(times) > 1 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            each = float(run_time * pace / paces.sum()) * (1.0 if then is None else SHARE)
            self.play(*self.lit(time, each), *(move for lane in self.lanes for move in moves(lane, time, each)))
            if then is not None:
                self.perform([then(time, each / SHARE - each)])

    def lit(self, time: int, run_time: float) -> list[Animation]:
        """Return the animation that lights a word, if it is written and has not left."""
        word = self.rows.words.get(time)
        return [] if word is None or word not in self.mobjects else [Shade(word, 1.0, run_time=run_time)]

    def swept(self, lanes: Sequence[Any], times: Sequence[int], run_time: float) -> None:
        """Let a shadow run over the rows of lanes, in a few steps, so that each is looked at."""
        parts = min(len(times), 8)
        for some in np.array_split(np.array(times), parts):
            rows = [lane[time] for time in some for lane in lanes]  # one by one: as a group they would not be found again
            for light in (self.theme.dimmed, 1.0):
                self.play(*(Shade(each, light, run_time=run_time / parts / 2) for each in rows))
