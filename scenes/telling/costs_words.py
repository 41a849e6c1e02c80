"""What the film of costs says of blocks, of times and of masks, by rules on its traces and its study; and what it cannot tell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.calling import study_file
from model.errors import TraceError, UsageError
from model.trace import Study
from scenes.mobjects.reading import Caption, Reading
from scenes.mobjects.sets.step_times import BRICKS

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm

__all__ = ["COSTS", "CostsWords", "require_costs", "require_ladder", "sizes_of"]

COSTS = study_file("costs")
"""What was measured of a step of each kind of cell."""
TIME, COUNT = "step_microseconds", "weights"
"""What a study of costs has measured: how long a step takes, and how many numbers a cell has."""
ALONG = {TIME: ("cell", "units", "round"), COUNT: ("cell", "units")}
"""Along which axes that is."""
HARDLY, FAR = 1.5, 1.5
"""What takes less than so many times as long takes hardly longer; and what is so many times as much is far more."""


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
    axes = {measure.name: measure.axes for measure in study.measures}
    for key, wanted in ALONG.items():
        if axes.get(key) != wanted:
            along = " and ".join(wanted)
            raise TraceError(f"This film shows a study of costs, which has {key} along {along}: this one has not.")
    if study.repeats != "round":
        raise TraceError("This film shows a study of costs, which repeats along round: this one does not.")
    cells = [study.index(COUNT, cell=kind)[0] for kind in kinds]
    if (study.lookup(COUNT)[cells] == 0).any():
        raise TraceError("This film shows a study of costs of cells that have numbers to learn: some of these have none.")
    times = study.lookup(f"{TIME}_median")[cells][:, sizes_of(study)]
    longest = (times.max(axis=0) / times[0]).max()
    counts = study.lookup(COUNT)[cells][:, sizes_of(study)]
    if max(longest, (counts.max(axis=0) / counts[0]).max()) > BRICKS:
        raise TraceError(
            f"This film has room for {BRICKS:.0f} times what the first cell takes: here it is {longest:.0f} times as much."
        )


def sizes_of(study: Study) -> list[int]:
    """Return which sizes of a study are shown: all, or of more than three the first, one amid them and the last."""
    last = len(study.lookup("units")) - 1
    return sorted({0, (last + 1) // 2, last})


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

    def gates(self, of: int) -> Caption:
        """Return how many gates a network has, and how many numbers and blocks that makes."""
        value = self._film.value
        fields = {"count": value("weight_count", of=of), "blocks": value("block_count", of=of)}
        if of == 1:
            return "A gate is one more such block. A GRU has two gates: {blocks:0} blocks, {count:0} numbers.", fields
        return "An LSTM has three gates: one block has become {blocks:0}, with {count:0} numbers.", fields

    def more_biases(self) -> Caption:
        """Return which cells have more numbers than blocks of this kind."""
        said = "Resetting after the product adds {units:0} biases; some libraries keep two a block."
        return said, {"units": self._film.value("sizes.unit")}

    # -- time --------------------------------------------------------------------------------------------------------------

    def _times(self, place: int) -> list[Reading]:
        size = self.sizes[place]
        return [self._film.value(f"{TIME}_median", cell, size, of=self._of) for cell in self.cells]

    def _folds(self, place: int) -> float:
        """Return how many times as long as that of the first cell a step of the last one takes."""
        first, *_, last = (float(each.value) for each in self._times(place))
        return last / first

    @property
    def _blocks(self) -> float:
        return float(self._film.value("block_count", of=self._of - 1).value)

    def time(self, place: int) -> Caption:
        """Return what is said of the times in one of the sizes."""
        size, (plain, gru, lstm) = self.sizes[place], self.cells
        self._film.cast("units", **dict.fromkeys(("plain", "gru", "lstm", "count", "units"), size))
        self._film.cast("cell", plain=plain, gru=gru, lstm=lstm, count=lstm)
        fields = dict(zip(("plain", "gru", "lstm"), self._times(place), strict=True))
        fields["units"] = self._film.value("units", size, of=self._of)
        if place == 0:
            return f"At {{units:0}} units: {{plain}} µs, {{gru}} and {{lstm}}. {self._order(size)}", fields
        if place < len(self.sizes) - 1:
            fields["count"] = self._film.value(COUNT, self.cells[-1], size, of=self._of)
            before, now = (float(self._times(each)[-1].value) for each in (place - 1, place))
            longer = "hardly longer" if now < HARDLY * before else "longer"
            return f"At {{units:0}} units the LSTM has {{count:0}} numbers, and takes {longer}: {{lstm}} µs.", fields
        folds, blocks = self._folds(place), self._blocks
        than = "far more" if folds > FAR * blocks else "more" if folds > blocks else "no more"
        return f"At {{units:0}} units: {{plain}} µs, {{gru}} and {{lstm}}, {than} than four times as long.", fields

    def _order(self, size: int) -> str:
        """Return who of the GRU and the LSTM is faster in a size, if the rounds agree; else whether a gate takes its share."""
        rounds = [self._study.lookup(TIME)[cell][size] for cell in self.cells[1:]]
        if max(rounds[1]) < min(rounds[0]):
            return "The LSTM, a block larger, is faster than the GRU."
        return "The LSTM takes less than four times as long." if self._folds(0) < self._blocks else "That is four times, or more."

    def answer(self) -> str:
        """Return what a gate costs."""
        folds = [self._folds(place) for place in range(len(self.sizes))]
        time = "its time depends on the size" if max(folds) > FAR * min(folds) else "in time, much the same in all sizes"
        return f"A gate costs a whole RNN’s numbers; {time}."

    # -- dropout -----------------------------------------------------------------------------------------------------------

    @property
    def letter(self) -> str:
        """The letter of the state that is erased."""
        return "C"

    def masks(self) -> Caption:
        """Return what the two lanes differ in."""
        said = "Dropout, against learning by heart, erases units by chance: each hole, chance {rate:2}."
        return said, {"rate": self._film.value("drop_rate", of=self._of - 1)}

    def spared(self) -> Caption:
        """Return how many units no mask has erased."""
        self._film.cast("mask", left=0, right=1)
        left, right = (self._film.value("spared_counts", kind, of=self._of - 1) for kind in range(2))
        said = "Never erased: {left:0} of {units:0} units left, {right:0} right. What is erased is forgotten."
        return said, {"left": left, "right": right, "units": self._film.value("sizes.unit", of=self._of - 1)}

    def kept(self) -> Caption:
        """Return in how many of all draws the verdict is kept."""
        of, last = self._of - 1, len(self._film.trace.tokens) - 1
        left, right = (self._film.value("kept_counts", kind, of=of) for kind in range(2))
        fields = {"left": left, "right": right, "count": self._film.value("draw_count", of=of)}
        fields["verdict"] = self._film.value("verdicts", last, of=of)
        return "Of {count:0} draws the verdict stays “{verdict:short}” in {left:0} left, in {right:0} right.", fields
