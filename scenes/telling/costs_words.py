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
    few = times[:, :-1] if times.shape[1] > 1 else times
    longest = max(few.max() / few[0].min(), max(times[:, -1].max(), cold[:, -1].max()) / min(times[0, -1], cold[0, -1]))
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
        """Return what is measured now: the cells in one of the sizes, or after the last one with emptied caches."""
        if place == len(self.sizes):
            return "Has the LSTM outgrown the cache? Test: empty the cache before each step.", {}
        size = self.sizes[place]
        self._film.cast("units", units=size)
        fields = {"units": self._film.value("units", size, of=self._of)}
        if place == 0:
            return "How long does one step take, with {units:0} unit{units:s}?", fields
        if place == len(self.sizes) - 1:
            return "{units:0} unit{units:s}, and a new scale: a brick is still one step of the RNN.", fields
        return "With {units:0} units, does a step take much longer?", fields

    def result(self, place: int) -> Caption:
        """Return what the times in one of the sizes come to, or those with emptied caches."""
        if place == len(self.sizes):
            return self._cause, {}
        if place == 0:
            return self._order, {}
        if place < len(self.sizes) - 1:
            return f"{self._longer(place)}{self._overhead(place)}.", {}
        folds, blocks = self._folds(place), self._blocks
        if self.is_far_more:
            return "That is far more than four times an RNN’s time.", {}
        return f"That is {'more' if folds > blocks else 'no more'} than four times an RNN’s time.", {}

    def _each(self, kind: str = "") -> float:
        """Return how many times as long as one of a plain cell each number of the last cell takes, in the last size."""
        size, plain, last = self.sizes[-1], self.cells[0], self.cells[-1]
        return float(self._film.value(f"{kind}{TIME}_folds_per_{COUNT}", plain, last, size, of=self._of).value)

    @property
    def _cause(self) -> str:
        """Return whether each number takes longer for want of a cache, as was tried: it was emptied before each step of all."""
        if (self._each(COLD) - 1.0) / (self._each() - 1.0) > SOLVED:
            return "The cache alone is not why: without it, too, the LSTM takes more than its four bricks."
        size, (plain, gated, last) = self.sizes[-1], self.cells
        gains = {
            cell: float(self._film.value(f"{COLD}{TIME}_median", cell, size, of=self._of).value)
            / float(self._film.value(f"{TIME}_median", cell, size, of=self._of).value)
            for cell in (plain, gated, last)
        }
        longer = "All are slower, but the LSTM is" if min(gains.values()) > 1.0 else "The LSTM is"
        least = "sped it up least" if min(gains, key=gains.__getitem__) == last else "sped the RNN up more"
        return f"{longer} at four bricks: the cache had {least}."

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
        said = next((said for most, said in LONGER if self._took(place) < most), "")
        return f"No, the LSTM takes {said}" if said else "Yes, the LSTM takes far longer"

    def _overhead(self, place: int) -> str:
        """Return of what that tells, where far more numbers take hardly more time."""
        before, now = (
            float(self._film.value(COUNT, self.cells[-1], self.sizes[each], of=self._of).value) for each in (place - 1, place)
        )
        return ": most time is overhead, not sums" if self._took(place) < FAR and now > MANY * before else ""

    @property
    def waits(self) -> bool:
        """Whether the LSTM is faster than the GRU in the first size, in all rounds."""
        rounds = [self._study.lookup(TIME)[cell][self.sizes[0]] for cell in self.cells[1:]]
        return bool(max(rounds[1]) < min(rounds[0]))

    @property
    def _order(self) -> str:
        """Return who of the GRU and the LSTM is faster in the first size, if the rounds agree; else if a gate takes its share."""
        if self.waits:
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

    def reply(self) -> tuple[str | Phrase, ...]:
        """Return the answer in a few words: the numbers of a gate, and how many times a plain cell's time three of them take."""
        plain, last = self.cells[0], self.cells[-1]
        folds = [self._film.value(f"{TIME}_folds", plain, last, size, of=self._of) for size in self.sizes]
        least, most = (spot(folds, key=lambda each: float(each.value)) for spot in (min, max))
        self._film.cast("cell", least=last, most=last)
        self._film.cast("units", least=least.index[-1], most=most.index[-1])
        numbers = "a whole RNN’s numbers;"
        if spell(least.value, 0) == spell(most.value, 0):
            return numbers, phrase("with three, {most:0} × its time.", most=most)
        return numbers, phrase("with three, {least:0} ×", least=least), phrase("to {most:0} × its time.", most=most)

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
        return "So many numbers can learn by heart. Dropout hinders that: what does it cost?"

    def lanes(self) -> tuple[Phrase, Phrase]:
        """Return what is done to the cell of which states stand in the lanes."""
        rate, units = (self._film.value(key, of=self._of - 1) for key in ("drop_rate", "sizes.unit"))
        last = len(self._film.trace.tokens) - 1
        verdict = self._film.value("verdicts", last, of=self._of - 1)
        size = phrase("without dropout, {units:0} unit{units:s} say “{verdict:short}”;", units=units, verdict=verdict)
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
        says = "Of {draws:0} draws each, {left:0} with fresh masks still say “{verdict:short}”, {right:0} with one mask."
        return says, fields
