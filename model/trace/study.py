"""The study: what was measured over many runs, as tables with named axes, and where each number comes from."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from model.errors import TraceError, among, brief, near_matches
from model.trace.axes import Array, numbers_of, read_only
from model.trace.base import Trace
from model.trace.declarations import require_array
from model.trace.equations import Equation, Estimate
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement, record, whole_object
from model.trace.summaries import ALONG_TWO, PAIRS, PER, SUMMARIES, Summary, folds_of

__all__ = ["SUMMARIES", "Study"]


ONE = read_only(1.0)

NAMED, ROOM = 4, 80
"""So many names are listed in a message, in so many letters."""


class Following(NamedTuple):
    """What follows from a measure: its name, and from which measure it follows, along which of its axes, and how."""

    name: str
    measure: Measure
    axis: int
    summary: Summary


@dataclass(frozen=True, kw_only=True)
class Study(Trace):
    """Tables of measurements along named axes: cell x gap x seed, counts, timings.

    ``lookup`` finds an axis by its name (its coordinates; ``<name>_count`` says how many there are), a measure by its name (its
    values), what follows from a measure over the axis ``repeats`` (:data:`SUMMARIES`: ``accuracy_mean``, with that axis
    gone), ``<name>_meaning`` and ``<name>_unit``; ``<name>_folds`` says how many times as large a median is as that at
    another coordinate of its first axis, which is the first index, ``<name>_pairs`` in how many pairs of runs the first index
    came to more than the second, and ``<name>_chance`` how probable pairs as one-sided are by chance;
    ``<name>_folds_per_<count>`` says how many times as large medians are for each one of what was counted along the same
    axes, but for ``repeats``. A measure that is stored under the name of such a summary must be equal to it: that is one of
    :meth:`identities`.
    """

    kind: ClassVar[str] = "study"
    does: ClassVar[str] = "holds what was measured"
    thing: ClassVar[str] = "a study"

    provenance: Measurement  # type: ignore[assignment]  # no model computed it
    axes: tuple[Axis, ...]
    measures: tuple[Measure, ...]
    repeats: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.measures:
            raise TraceError("nothing was measured.")
        self._check_names([part.name for part in self._parts])
        self._check_shapes({axis.name: len(axis.coordinates) for axis in self.axes})
        self._check_agreement()

    def _check_names(self, names: Sequence[str]) -> None:
        """Raise :class:`TraceError` unless each name is there once and means nothing else."""
        ends = "meaning", "unit", "count", *ALONG_TWO
        taken = {field.name for field in fields(self)} | {f"{name}_{what}" for name in names for what in ends}
        taken |= {f"{name}_{PER}_{other}" for name in names for other in names}
        for name, count in Counter(names).items():
            if count > 1 or name in taken or hasattr(type(self), name):
                raise TraceError(f"{name!r} would mean two things.")

    def _check_shapes(self, sizes: Mapping[str, int]) -> None:
        """Raise :class:`TraceError` unless each measure has the size of its axes, and each axis a measure."""
        for measure in self.measures:
            for name, count in Counter(measure.axes).items():
                if name not in sizes or count > 1:
                    raise TraceError(
                        f"{measure.name} has the axis {brief(name)}{' twice' if name in sizes else ', the study has not'}."
                    )
            shape = tuple(sizes[name] for name in measure.axes)
            if measure.values.shape != shape:
                own, axes = brief(measure.values.shape), _listed(measure.axes)
                raise TraceError(f"{measure.name} has shape {own}; its axes ({axes}) make {brief(shape)}.")
        measured = {name for measure in self.measures for name in measure.axes}
        for name in sizes:
            if name not in measured:
                raise TraceError(f"nothing was measured along {name}.")

    def _check_agreement(self) -> None:
        """Raise :class:`TraceError` unless the header agrees with itself, and a stored summary has its axes."""
        axes = {axis.name: axis.coordinates for axis in self.axes}
        if self.repeats is not None and self.repeats not in tuple(axes):
            raise TraceError(f"it repeats along {brief(self.repeats)}, which is none of its axes.")
        if axes.get("seed", self.provenance.seeds) != self.provenance.seeds:
            raise TraceError("the seeds of its provenance are not those of the axis seed.")
        if not self.provenance.examples and any(measure.unit == OF_EXAMPLES for measure in self.measures):
            raise TraceError("a fraction of examples was measured, and its provenance says on no examples.")
        stored = {measure.name: measure for measure in self.measures}
        for name, measure, _, _ in self._follows():
            if name in axes:
                raise TraceError(f"{name!r} would mean two things.")
            left = tuple(axis for axis in measure.axes if axis != self.repeats)
            if name in stored and stored[name].axes != left:
                raise TraceError(f"{name} has the axes ({_listed(stored[name].axes)}), it should have ({_listed(left)}).")

    @property
    def _parts(self) -> tuple[Axis | Measure, ...]:
        return (*self.axes, *self.measures)

    def _axis(self, name: str) -> Axis:
        return next(axis for axis in self.axes if axis.name == name)

    @cached_property
    def _found(self) -> dict[str, Any]:
        """Everything that has a name of its own here; what is stored goes before what follows from it."""
        found: dict[str, Any] = dict(self._summaries()) | dict(self._comparisons())
        found |= {f"{axis.name}_count": len(axis.coordinates) for axis in self.axes}
        found |= {f"{axis.name}_{PAIRS}": len(axis.coordinates) ** 2 for axis in self.axes if axis.name == self.repeats}
        for part in self._parts:
            found |= {f"{part.name}_meaning": part.meaning, part.name: part.values}
        return found | {f"{measure.name}_unit": measure.unit for measure in self.measures}

    def _summaries(self) -> Iterator[tuple[str, Array]]:
        """Yield the name and the values of all that follows from a measure over the axis of repetitions."""
        for name, measure, axis, summary in self._follows():
            yield name, read_only(summary.value(measure.values, axis=axis))

    def _comparisons(self) -> Iterator[tuple[str, Array]]:
        """Yield what follows of every two coordinates of a measure's first axis, by name.

        Then how many times as large medians are for each one of what was counted along the same axes.
        """
        for name, measure, axis, summary in self._follows():
            if axis and name == f"{measure.name}_median":
                yield from ((f"{measure.name}_{end}", value(measure.values, axis)) for end, value in ALONG_TWO.items())
                median = summary.value(measure.values, axis=axis)
                for count in self._counts(measure):
                    with np.errstate(divide="ignore", invalid="ignore"):
                        yield f"{measure.name}_{PER}_{count.name}", folds_of(median / count.values)

    def _counts(self, measure: Measure) -> list[Measure]:
        """Return what was counted along the axes of a measure, but for that of repetitions."""
        left = tuple(axis for axis in measure.axes if axis != self.repeats)
        return [each for each in self.measures if each.unit == "count" and each.axes == left]

    def _follows(self) -> Iterator[Following]:
        """Yield all that follows from a measure which was repeated often enough."""
        for measure in self.measures:
            if self.repeats not in measure.axes:
                continue
            axis = measure.axes.index(self.repeats)
            for end, summary in SUMMARIES.items():
                if measure.values.shape[axis] >= summary.least:
                    yield Following(f"{measure.name}_{end}", measure, axis, summary)

    def __getattr__(self, name: str) -> Any:
        """Find axes, measures and what follows from them by name."""
        if name.startswith("_") or name not in self._found:
            raise AttributeError(name)
        return self._found[name]

    def keys(self) -> tuple[str, ...]:
        """Return the names of all axes and measures, and of what follows from them."""
        return tuple(self._found)

    def own_axes(self, key: str) -> tuple[str, ...]:
        """Return the names of the axes of what is found under ``key``: a coordinate's is the one that it is on."""
        named: dict[str, tuple[str, ...]] = {axis.name: (axis.name,) for axis in self.axes}
        for name, measure, *_ in self._follows():
            named[name] = tuple(each for each in measure.axes if each != self.repeats)
            named |= {f"{measure.name}_{end}": (measure.axes[0], *named[name]) for end in ALONG_TWO}
            for count in self._counts(measure):
                named[f"{measure.name}_{PER}_{count.name}"] = (measure.axes[0], *named[name])
        return (named | {measure.name: measure.axes for measure in self.measures}).get(key, ())

    def index(self, key: str, **where: str | float) -> tuple[int, ...]:
        """Return where in the measure ``key`` each axis has the coordinate that ``where`` gives, in the order of its axes.

        Axes at the end may be left out: the index is then that of a row. Raises :class:`TraceError` for what is not there.
        """
        measure = next((each for each in self.measures if each.name == key), None)
        if measure is None:
            raise TraceError(
                f"This study did not measure {brief(key)}{near_matches(key, [each.name for each in self.measures])}."
            )
        if tuple(where) != measure.axes[: len(where)]:
            raise TraceError(f"{key} has the axes {', '.join(measure.axes)}, in this order; not {_listed(tuple(where))}.")
        return tuple(self._position(self._axis(name), wanted) for name, wanted in where.items())

    def _position(self, axis: Axis, wanted: str | float) -> int:
        if wanted not in axis.coordinates:
            raise TraceError(f"The axis {axis.name} has no {brief(wanted)}; it has {_listed(axis.coordinates)}.")
        return list(axis.coordinates).index(wanted)

    @property
    def given(self) -> tuple[str, ...]:
        """No words: a study was given none."""
        return ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """No words: none was given."""
        return ()

    def equations(self) -> Iterator[Equation]:
        """Yield what must hold: a stored summary is that of what is stored, a fraction that of a whole number of examples."""
        stored, count = {measure.name for measure in self.measures}, self.provenance.examples
        for name, measure, axis, summary in self._follows():
            if name in stored:
                says = f"{summary.says} of {measure.name} over {self.repeats}"
                yield Equation(name, says, (measure.name,), partial(_summed_up, summary, axis))
        for measure in self.measures:
            if measure.unit == OF_EXAMPLES:
                yield Equation(measure.name, f"a whole number of {count} examples", (measure.name,), partial(_counted, count))

    def arrays(self) -> dict[str, Array]:
        """Return what a file holds of it: the values of each measure by its name."""
        return {measure.name: measure.values for measure in self.measures}

    def with_arrays(self, **arrays: ArrayLike) -> Self:
        """Return the same study with other values of measures, by name; raises :class:`TraceError` for another name."""
        known = {measure.name: measure for measure in self.measures}
        for name in arrays:
            require_array(name, known, "exchange")
        changed = {name: replace(known[name], values=numbers_of(name, array)) for name, array in arrays.items()}
        return replace(self, measures=tuple((known | changed).values()))

    def header(self) -> dict[str, Any]:
        """Return what is not an array, as plain JSON values."""
        return super().header() | {
            "axes": {each.name: {"meaning": each.meaning, "coordinates": list(each.coordinates)} for each in self.axes},
            "measures": {
                each.name: {"meaning": each.meaning, "unit": each.unit, "axes": list(each.axes)} for each in self.measures
            },
            "repeats": self.repeats,
        }

    @classmethod
    def named_arrays(cls, header: Mapping[str, Any]) -> Collection[str]:
        """Return the names of the measures: each has its values in an array."""
        return whole_object("measures", header["measures"]).keys()

    @classmethod
    def check_shapes(cls, header: Mapping[str, Any], shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Raise :class:`TraceError` or KeyError if arrays of these shapes, not yet read, cannot be those of a study.

        In their place stand ones, which every unit allows, and which take no memory.
        """
        cls.assemble(header, {name: np.broadcast_to(ONE, shape) for name, shape in shapes.items()}, "float64")

    @classmethod
    def assemble(cls, header: Mapping[str, Any], arrays: Mapping[str, Array], precision: str) -> "Study":
        """Build the study from a file's header and arrays; raises KeyError for what is missing."""
        axes, measures = whole_object("axes", header["axes"]), whole_object("measures", header["measures"])
        return cls(
            provenance=record(Measurement, "the provenance", header["provenance"]),
            axes=tuple(record(Axis, f"the axis {name}", each, name=name) for name, each in axes.items()),
            measures=tuple(
                record(Measure, f"the measure {name}", each, name=name, values=arrays[name]) for name, each in measures.items()
            ),
            repeats=header.get("repeats"),
            precision=precision,
        )


def _listed(names: Sequence[object]) -> str:
    """Return the first few names in a row."""
    return among(list(map(str, names)), NAMED, ROOM)


def _summed_up(summary: Summary, axis: int, values: Array) -> Estimate:
    return Estimate(summary.value(values, axis=axis), summary.size(values, axis=axis))


def _counted(count: int, values: Array) -> Estimate:
    return Estimate(np.round(values * count) / count, np.abs(values))
