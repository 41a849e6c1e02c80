"""What the film of costs says of blocks, of times and of masks, by rules on its traces and its study; and what it cannot tell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from model.calling import study_file
from model.errors import TraceError, UsageError
from model.trace import Study
from scenes.mobjects.reading import Caption, Phrase, phrase, spell
from scenes.mobjects.sets.cost_table import BRICKS, COLD, Run
from scenes.telling.trainings import require_measured

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm

__all__ = ["COSTS", "CostsWords", "require_costs", "require_ladder", "sizes_of"]

COSTS = study_file("costs")
"""What was measured of a step of each kind of cell."""
TIME, COUNT = "step_microseconds", "weights"
"""What a study of costs has measured: how long a step takes, and how many numbers a cell has."""
ALONG = {TIME: ("cell", "units", "round"), COLD + TIME: ("cell", "units", "round"), COUNT: ("cell", "units")}
"""Along which axes that is."""
FAR = 1.5
"""What is so many times as much is far more."""
SOLVED = 0.25
"""Where so small a part at most is left of what each number takes longer, what took the rest away is what it came of."""


def require_ladder(runs: Sequence[Any], kinds: Sequence[str]) -> None:
    """Raise :class:`UsageError` unless traces are of cells of these kinds, in order, and all of one size."""
    given = [str(trace.lookup("cell_kind")) for trace in runs]
    if given != list(kinds):
        raise UsageError(f"This film tells of {', '.join(kinds)}, one of each in this order: not of {', '.join(given)}.")
    sizes = [tuple(int(trace.lookup(f"sizes.{axis}")) for axis in ("unit", "feature")) for trace in runs]
    if len(set(sizes)) > 1:
        said = "; ".join(f"{units} and {features}" for units, features in sizes)
        raise UsageError(f"This film compares cells of one size, with as many units and features: these have {said}.")


def require_costs(study: Study, kinds: Sequence[str]) -> None:
    """Raise :class:`TraceError` unless a study has timed steps of all these kinds of cells, and can be drawn."""
    require_measured(study, "costs", ALONG, "round")
    cells = [study.index(COUNT, cell=kind)[0] for kind in kinds]
    if (study.lookup(COUNT)[cells] == 0).any():
        raise TraceError("This film shows a study of costs of cells that have numbers to learn: some of these have none.")
    sizes = sizes_of(study)
    counts = study.lookup(COUNT)[cells][:, sizes]
    times, cold = (study.lookup(f"{kind}{TIME}_median")[cells] for kind in ("", COLD))
    longest = max(np.max(each / each[0]) for each in (counts, times[:, sizes], cold[:, sizes[-1:]]))
    if longest > BRICKS:
        raise TraceError(
            f"This film has room for {BRICKS:.0f} times the costs of the first cell: here one is {longest:.0f} times as high."
        )


def sizes_of(study: Study) -> list[int]:
    """Return which sizes of a study are shown: the first one, and the last."""
    return sorted({0, len(study.lookup("units")) - 1})


class CostsWords:
    """What is said, with the readings in it."""

    def __init__(self, film: "ReaderFilm") -> None:
        self._film = film
        self._study = film.brief.studies[0]
        self._of = len(film.networks)
        self._kinds = [str(trace.lookup("cell_kind")) for trace in film.networks]
        self.cells = [self._study.index(COUNT, cell=kind)[0] for kind in self._kinds]
        self.sizes = sizes_of(self._study)

    # -- blocks ------------------------------------------------------------------------------------------------------------

    def gates(self, of: int) -> str:
        """Return how many gates a network has, and that each of them has a block."""
        if of == 1:
            return "A gate is one more such block, of its own. A GRU has two gates."
        return "An LSTM has three gates."

    @property
    def operations(self) -> str:
        """Return why there are as many times as many operations."""
        return "Each weight is used once in a step: so a gate costs as much work, too."

    # -- time --------------------------------------------------------------------------------------------------------------

    @property
    def runs(self) -> list[Run]:
        """What of the study is shown: all sizes, then the last one with emptied caches, if times are far more in it."""
        return [Run(size) for size in self.sizes] + [Run(self.sizes[-1], COLD)] * self.is_far_more

    def _time(self, cell: int, place: int, kind: str = "") -> float:
        return float(self._film.value(f"{kind}{TIME}_median", cell, self.sizes[place], of=self._of).value)

    def _folds(self, place: int, kind: str = "") -> float:
        """Return how many times as long as that of the first cell a step of the last one takes."""
        return self._time(self.cells[-1], place, kind) / self._time(self.cells[0], place, kind)

    @property
    def _blocks(self) -> float:
        return float(self._film.value("block_count", of=self._of - 1).value)

    def measured(self, run: int) -> Caption:
        """Return what is measured in a run: the cells in one of the sizes, or after the last one with emptied caches."""
        if run == len(self.sizes):
            return "To test that, the cache is emptied before each step: now all must be fetched.", {}
        self._film.cast("units", units=self.sizes[run])
        fields = {"units": self._film.value("units", self.sizes[run], of=self._of)}
        if run == 0:
            return "Does time fill the blocks, too? Bars are what a step takes, with {units:0} unit{units:s}.", fields
        fields["count"] = self._film.value(COUNT, self.cells[-1], self.sizes[run], of=self._of)
        return "With {units:0} unit{units:s}, a step of an LSTM must fetch {count:0} numbers.", fields

    def result(self, run: int) -> str:
        """Return what the times of a run come to, or what the next run is to try."""
        last = len(self.sizes) - 1
        if run > last:
            return self._cause
        if run == 0:
            return self._order
        if self.is_far_more:
            return "Far more than four times: do the RNN’s numbers fit into the cache, and the LSTM’s not?"
        return f"That is {'more' if self._folds(run) > self._blocks else 'no more'} than four times an RNN’s time."

    @property
    def _cause(self) -> str:
        """Return whether each number takes longer for want of a cache, as was tried: it was emptied before each step of all."""
        if not self._is_the_cache:
            return "The cache alone is not why: without it, too, the LSTM takes more than its four blocks."
        last = len(self.sizes) - 1
        gains = [self._time(cell, last, COLD) / self._time(cell, last) for cell in self.cells]
        if min(gains) > 1.0 and max(gains) == gains[0]:
            return "All are slower, in proportion the RNN most: the LSTM is back at its four blocks."
        return "So the LSTM is back at its four blocks: the cache had sped the RNN up more."

    @property
    def _is_the_cache(self) -> bool:
        """Whether little is left of what each number takes longer in the last size, where caches were emptied."""
        last, blocks = len(self.sizes) - 1, self._blocks
        left = self._folds(last, COLD) / blocks - 1.0
        return left / (self._folds(last) / blocks - 1.0) <= SOLVED

    @property
    def is_far_more(self) -> bool:
        """Whether the last cell takes far longer in the last size than it has times as many blocks."""
        return self._folds(len(self.sizes) - 1) > FAR * self._blocks

    @property
    def waits(self) -> bool:
        """Whether the LSTM is faster than the GRU in the first size, in all rounds."""
        rounds = [self._study.lookup(TIME)[cell][self.sizes[0]] for cell in self.cells[1:]]
        return bool(max(rounds[1]) < min(rounds[0]))

    @property
    def _order(self) -> str:
        """Return who of the GRU and the LSTM is faster in the first size, if the rounds agree; else if a gate takes its share."""
        if self.waits:
            return "The LSTM’s blocks work at once; the GRU’s candidate waits for its reset gate."
        less = self._folds(0) < self._blocks
        return "The LSTM takes " + ("less than four times an RNN’s time." if less else "four times an RNN’s time, or more.")

    def answer(self) -> str:
        """Return what a gate costs."""
        folds = [self._folds(place) for place in range(len(self.sizes))]
        if max(folds) <= FAR * min(folds):
            return "A gate costs a whole RNN’s weights and sums; its time, alike in all sizes."
        if self.is_far_more and self._is_the_cache:
            return "A gate costs an RNN’s numbers and sums; time depends on size and cache."
        return "A gate costs a whole RNN’s weights and sums; its time depends on the size."

    def reply(self) -> tuple[Phrase, Phrase, Phrase]:
        """Return what a gate costs, and in two parts of a line how many times a plain cell's numbers and time three take."""
        plain, last = self.cells[0], self.cells[-1]
        folds = [self._film.value(f"{TIME}_folds", plain, last, size, of=self._of) for size in self.sizes]
        least, most = (spot(folds, key=lambda each: float(each.value)) for spot in (min, max))
        blocks = self._film.value("block_count", of=self._of - 1)
        self._film.cast("cell", least=last, most=last)
        self._film.cast("units", least=least.index[-1], most=most.index[-1])
        one = self._film.value("block_count", of=0)
        gate = phrase("One gate: {one:0} × an RNN’s numbers and sums.", one=one)
        if spell(least.value, 0) == spell(most.value, 0):
            return gate, phrase("Three gates: {blocks:0} × in all,", blocks=blocks), phrase("{most:0} × the time.", most=most)
        three = phrase("Three gates: {blocks:0} × in all, {least:0} to", blocks=blocks, least=least)
        return gate, three, phrase("{most:0} × the time.", most=most)

    # -- dropout -----------------------------------------------------------------------------------------------------------

    def masks(self) -> str:
        """Return what dropout is for."""
        return "So many numbers can also learn by heart: dropout hinders that."

    def lanes(self) -> tuple[Phrase, Phrase]:
        """Return what is done to the cell of which states stand in the lanes."""
        rate, units = (self._film.value(key, of=self._of - 1) for key in ("drop_rate", "sizes.unit"))
        last = len(self._film.trace.tokens) - 1
        verdict = self._film.value("verdicts", last, of=self._of - 1)
        size = phrase("without dropout, {units:0} unit{units:s} say “{verdict:short}”", units=units, verdict=verdict)
        return size, phrase("chance to erase a unit’s memory: {rate:2}", rate=rate)

    def kept(self) -> Caption:
        """Ask in how many of all draws the verdict is kept: not whether it is right, for nobody said what is."""
        of, last = self._of - 1, len(self._film.trace.tokens) - 1
        fields = {"draws": self._film.value("draw_count", of=of), "verdict": self._film.value("verdicts", last, of=of)}
        return "Of {draws:0} readings, each with other masks: how many still say “{verdict:short}”?", fields
