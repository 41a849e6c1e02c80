"""What the film of costs says of blocks, of times and of masks, by rules on its traces and its study; and what it cannot tell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.calling import study_file
from model.errors import TraceError, UsageError
from model.trace import Study
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase, spell
from scenes.mobjects.sets.step_times import BRICKS, COLD
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
FAR, MANY = 1.5, 8.0
"""What is so many times as much is far more; so many times as many numbers are many more."""
SOLVED = 0.25
"""Where so small a part at most is left of what each number takes longer, what took the rest away is what it came of."""
LONGER = (
    (1.05, "no longer"),
    (1.17, "hardly longer"),
    (1.29, "a quarter longer"),
    (1.41, "a third longer"),
    (1.75, "half longer"),
)
"""Below how many times as long what is said of it."""


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
    times, cold = (study.lookup(f"{kind}{TIME}_median")[cells][:, sizes_of(study)] for kind in ("", COLD))
    longest = max((times.max(axis=0) / times[0]).max(), float(cold.max(axis=0)[-1] / times[0, -1]))
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
            return "A gate is one more such block. A GRU has two: {blocks:0} blocks, {count:0} numbers.", fields
        return "An LSTM has three gates, so it needs {blocks:0} blocks: {count:0} numbers.", fields

    def more_biases(self) -> Caption:
        """Return which cells have more numbers than blocks of this kind."""
        return "Some libraries keep two columns of biases per block.", {}

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

    def measured(self, place: int) -> Caption:
        """Return what is measured now: the cells in one of the sizes."""
        size = self.sizes[place]
        before = self.sizes[max(place - 1, 0)]
        self._film.cast("units", units=size, count=size, before=before)
        self._film.cast("cell", count=self.cells[-1], before=self.cells[-1])
        fields = {"units": self._film.value("units", size, of=self._of)}
        if place == 0:
            return "Measured, at {units:0} units:", fields
        fields["count"] = self._film.value(COUNT, self.cells[-1], size, of=self._of)
        if place > 1:
            return "At {units:0} units it has {count:0} numbers:", fields
        fields["before"] = self._film.value(COUNT, self.cells[-1], before, of=self._of)
        return "At {units:0} units the LSTM has {count:0} numbers, not {before:0}:", fields

    def result(self, place: int) -> Caption:
        """Return what the times in one of the sizes come to."""
        if place == 0:
            return self._order(self.sizes[place]), {}
        if place < len(self.sizes) - 1:
            before = self._film.value("units", self.sizes[place - 1], of=self._of)
            self._film.cast("units", smaller=before.index[0])
            says = f"Yet it takes {self._longer(place)} than at {{smaller:0}} units{self._overhead(place)}."
            return says, {"smaller": before}
        folds, blocks = self._folds(place), self._blocks
        if folds > FAR * blocks:
            return self.far_more
        return f"That is {'more' if folds > blocks else 'no more'} than four times an RNN’s time.", {}

    def each(self, kind: str = "") -> Reading:
        """Return how many times as long as one of a plain cell each number of the last cell takes, in the last size."""
        size, plain, last = self.sizes[-1], self.cells[0], self.cells[-1]
        return self._film.value(f"{kind}{TIME}_folds_per_{COUNT}", plain, last, size, of=self._of)

    @property
    def far_more(self) -> Caption:
        """Return that a step takes far more than four times as long, and how long each number does, in the last size."""
        each = self.each()
        self._film.cast("cell", each=each.index[1])
        self._film.cast("units", each=each.index[2])
        says = "That is far more than four times an RNN’s time: each number takes {each:1} times an RNN’s."
        return says, {"each": each}

    @property
    def cause(self) -> Caption:
        """Return whether each number takes longer for want of a cache, as was tried: it was emptied before each step of all."""
        each, cold = self.each(), self.each(COLD)
        self._film.cast("cell", cold=cold.index[1])
        self._film.cast("units", cold=cold.index[2])
        left = (float(cold.value) - 1.0) / (float(each.value) - 1.0)
        if left <= SOLVED:
            return "They outgrow the cache: with it emptied for all, each takes {cold:1} times an RNN’s.", {"cold": cold}
        return "The cache alone is not why: empty it for all, and each takes {cold:1} times an RNN’s.", {"cold": cold}

    @property
    def is_far_more(self) -> bool:
        """Whether the last cell takes far longer in the last size than it has times as many blocks."""
        return self._folds(len(self.sizes) - 1) > FAR * self._blocks

    def _took(self, place: int) -> float:
        """Return how many times as long a step of the last cell takes as in the size before."""
        before, now = (float(self._times(each)[-1].value) for each in (place - 1, place))
        return now / before

    def _longer(self, place: int) -> str:
        """Return what is said of that."""
        return next((said for most, said in LONGER if self._took(place) < most), "far longer")

    def _overhead(self, place: int) -> str:
        """Return of what that tells, where far more numbers take hardly more time."""
        before, now = (
            float(self._film.value(COUNT, self.cells[-1], self.sizes[each], of=self._of).value) for each in (place - 1, place)
        )
        return "; most of it is overhead, not sums" if self._took(place) < FAR and now > MANY * before else ""

    def _order(self, size: int) -> str:
        """Return who of the GRU and the LSTM is faster in a size, if the rounds agree; else whether a gate takes its share."""
        rounds = [self._study.lookup(TIME)[cell][size] for cell in self.cells[1:]]
        if max(rounds[1]) < min(rounds[0]):
            return "Here the LSTM is faster than the GRU, which has to wait for its reset gate r."
        less = self._folds(0) < self._blocks
        return "The LSTM takes " + ("less than four times an RNN’s time." if less else "four times an RNN’s time, or more.")

    def answer(self) -> str:
        """Return what a gate costs."""
        folds = [self._folds(place) for place in range(len(self.sizes))]
        time = "its time depends on the size" if max(folds) > FAR * min(folds) else "in time, much the same in all sizes"
        return f"A gate costs a whole RNN’s numbers; {time}."

    @property
    def _forgets(self) -> bool:
        """Whether the verdict is lost in some draws with either kind of masks."""
        kept = self._film.networks[-1].lookup("kept_counts")
        return bool((kept < self._film.networks[-1].lookup("draw_count")).all())

    def reply(self) -> tuple[Phrase, ...]:
        """Return the answer in a few words: how many times the numbers of a plain cell the last one has, and its time."""
        plain, last = self.cells[0], self.cells[-1]
        folds = [self._film.value(f"{TIME}_folds", plain, last, size, of=self._of) for size in self.sizes]
        least, most = (spot(folds, key=lambda each: float(each.value)) for spot in (min, max))
        self._film.cast("cell", least=last, most=last)
        self._film.cast("units", least=least.index[-1], most=most.index[-1])
        numbers = phrase("{blocks:0} × a plain RNN’s numbers,", blocks=self._film.value("block_count", of=self._of - 1))
        if spell(least.value, 0) == spell(most.value, 0):
            return numbers, phrase("{most:0} × its time.", most=most)
        return numbers, phrase("{least:0} to", least=least), phrase("{most:0} × its time.", most=most)

    def lost(self) -> str:
        """Return what dropout comes to, if the verdict is lost in some draws with either kind of masks."""
        return "with dropout: memory is lost" if self._forgets else ""

    # -- dropout -----------------------------------------------------------------------------------------------------------

    @property
    def letter(self) -> str:
        """The letter of the state that is erased."""
        return "C"

    def masks(self) -> str:
        """Return what dropout is for, and what is asked of it."""
        return "Many numbers can learn by heart. Dropout hinders that, but erases memory: how much?"

    def lanes(self) -> tuple[Phrase, Phrase]:
        """Return what is done to the cell of which states stand in the lanes."""
        rate, units = (self._film.value(key, of=self._of - 1) for key in ("drop_rate", "sizes.unit"))
        size = phrase("{units:0} unit{units:s}, trained without dropout;", units=units)
        return size, phrase(f"chance to erase a unit’s {self.letter}: {{rate:2}}", rate=rate)

    def kept(self) -> Caption:
        """Return in how many of all draws the verdict is kept: not whether it is right, for nobody said what is."""
        of, last = self._of - 1, len(self._film.trace.tokens) - 1
        self._film.cast("mask", left=0, right=1)
        left, right = (self._film.value("kept_counts", kind, of=of) for kind in range(2))
        fields = {
            "left": left,
            "right": right,
            "draws": self._film.value("draw_count", of=of),
            "verdict": self._film.value("verdicts", last, of=of),
        }
        says = "Still “{verdict:short}” in {left:0} of {draws:0} draws of fresh masks, {right:0} of one mask."
        return says, fields
