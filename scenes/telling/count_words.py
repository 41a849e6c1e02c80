"""What the film of a cell that counts says: captions that depend on the trace and on the study, each with its fields."""

from typing import Any

import numpy as np

from model.trace import Study
from model.trace.ticking import Round, climb_of, said_at
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.telling.gate_words import OPEN, SHUT

__all__ = ["CountWords"]

SIZES = "ticks"
"""The axis of the study along which there are clocks of several numbers of ticks."""


class CountWords:
    """The captions of ``film``, which follows a ``unit`` through ``rounds``; it looks into the gates at the index ``time``."""

    def __init__(self, film: Any, *, unit: int, rounds: list[Round], time: int) -> None:
        self._film, self._unit, self._rounds, self._time = film, unit, rounds, time
        self._climb = climb_of(film.trace, unit)

    def _cell(self, time: int) -> Reading:
        found: Reading = self._film.value("cell", time, self._unit)
        return found

    def _here(self, name: str) -> Reading:
        found: Reading = self._film.value(name, self._time, self._unit)
        return found

    @property
    def _way(self) -> str:
        return "up" if self._climb.up else "down"

    def clock(self) -> Caption:
        """Say what a round is, and why somebody must count."""
        return "A clock ticks {count:0} times, then it tocks. All ticks look alike: somebody must count.", {
            "count": self._film.value("word_numbers", self._rounds[0].last)
        }

    def watched(self) -> Caption:
        """Say what is watched."""
        return "A small LSTM reads it. This is the C of its unit {unit:0}, tick by tick.", {
            "unit": self._film.value("unit_numbers", self._unit)
        }

    def stairs(self) -> Caption:
        """Say what the cell state does at the ticks: whether it counts."""
        first = self._rounds[0]
        ends = {"first": self._cell(first.first), "last": self._cell(first.last)}
        if self._climb.steady:
            how = ": it counts" if self._climb.counts else ""
            return f"Each tick takes C a step {self._way}, to {{last}}{how}.", {"last": ends["last"]}
        return "This C does not count tick by tick: it goes from {first} to {last}.", ends

    def reset(self) -> Caption:
        """Say what the end of the round does to the cell state."""
        back = {"back": self._cell(self._rounds[0].end)}
        if self._climb.back:
            return "The tock sets it back to {back}.", back
        units = range(self._film.trace.lookup("cell").shape[1])
        alone = any(climb_of(self._film.trace, unit).counts for unit in units)
        return f"The tock does not set it back: {{back}}.{'' if alone else ' No unit counts by itself.'}", back

    @staticmethod
    def sums() -> str:
        """Say what is as in any LSTM."""
        return "At the last tick: each gate weighs h and x and adds a bias, as in any LSTM."

    def old(self) -> Caption:
        """Say what is new in the first two gates."""
        return "New: f and i also see the unit’s own C, times a weight. They see the old C, {before}.", {
            "before": self._here("previous_cell")
        }

    def made(self) -> Caption:
        """Say that the new cell state is made."""
        return "Both gates are set, so the new C can be made: {before} becomes {after}.", {
            "before": self._here("previous_cell"),
            "after": self._here("cell"),
        }

    def new(self) -> Caption:
        """Say when the output gate looks, and at what."""
        return "Only now does o look, and at the new C, {after}: this very tick is counted.", {"after": self._here("cell")}

    def opened(self) -> Caption:
        """Say how far the output gate is open."""
        gate = float(self._here("output_gate").value)
        how = "all but shut" if gate < SHUT else "wide open" if gate > OPEN else "partly open"
        return f"C puts {{peek}} on its sum, so o is {{o}}: {how}. It decides what h shows of C.", {
            "peek": self._here("output_peek"),
            "o": self._here("output_gate"),
        }

    def again(self) -> str:
        """Say what happens in the next round, until its end is near."""
        each, gates = self._rounds[-1], self._film.trace.output_gate[:, self._unit]
        before, last = gates[each.first : each.last], float(gates[each.last])
        if (before < 0.5).all() and last > OPEN:
            return f"Once more: C goes {self._way} tick by tick, and o stays shut till the count is full."
        if (before > 0.5).all() and last < SHUT:
            return f"Once more: C goes {self._way} tick by tick, and o stays open till the count is full."
        return "Once more, tick by tick: C goes on, and o looks at each new C."

    def fired(self) -> Caption:
        """Say whether the end of the round is predicted, and when."""
        each, film = self._rounds[-1], self._film
        said, label = said_at(film.trace, each), film.label
        time = each.last if said is None else said
        fields = {"tock": film.value("labels", label), "share": film.value("probabilities", time, label)}
        if said is None:
            return "At the last tick “{tock:short}” gets {share}: it does not see the end coming.", fields
        if said < each.last:
            return "“{tock:short}” gets {share} too early: another tick comes.", fields
        says = "At the last tick “{tock:short}” gets {share}: on time."
        if not self._climb.back:
            return says, fields
        return says + " The tock sets C back to {back}.", fields | {"back": self._cell(each.end)}

    @staticmethod
    def asked() -> str:
        """Say what the study asks."""
        return "Do peepholes make it better? A bar is one training: its share of rounds on time."

    def result(self) -> str:
        """Say what came of it: no kind of cell is named the better one unless it is so by more than the seeds differ."""
        if self.is_even(self._film.study):
            return "Seeds differ more than cells do: no winner, with peepholes or without."
        return "The means are over the bars: somewhere cells differ more than seeds do."

    @staticmethod
    def is_even(study: Study) -> bool:
        """Tell whether the means of both cells differ by no more, at any number of ticks, than the seeds of one do."""
        (one, other), spread = study.lookup("on_time_mean"), study.lookup("on_time_deviation").max(axis=0)
        return bool((np.abs(one - other) <= spread).all())

    def size(self, number: int) -> Phrase:
        """Return what is written below a number of ticks of the study."""
        return phrase("{ticks:0} ticks", ticks=self._film.value(SIZES, number, of=self._film.STUDY))
