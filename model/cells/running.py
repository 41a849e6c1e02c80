"""A run of a cell over a text by the plan of its step."""

from collections.abc import Callable
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from model.cells.planning import Always, Before, Place, Plan, Source, planned
from model.parameters import parameters_of

__all__ = ["run"]

_GETTERS: dict[Any, Callable[[Any], tuple[Any, ...]]] = {}
_PLANS: dict[tuple[Any, ...], tuple[Plan, tuple[Any, ...]] | None] = {}


def run(cell: Any, inputs: Any, state: Any) -> Any:
    """Return all steps over the words in one, ``(time, unit)``: the very numbers that steps make which are taken one by one.

    ``inputs`` is ``(time, feature)``, ``state`` a tuple of ``(unit,)``. It is None for what has no plan: a batch, what a tape
    watches, numbers of another type than float64, and a cell that is not ``straight`` or does what no plan is made for.
    """
    if not cell.straight or type(inputs) is not np.ndarray or inputs.ndim != 2 or not len(inputs):
        return None
    kind = type(cell)
    parameters = _getter(cell)(cell)
    arrays = (inputs, *state, *parameters)
    if any(type(array) is not np.ndarray or array.dtype.char != "d" for array in arrays):
        return None
    key = (kind, kind.step, inputs.shape[1], *[array.shape for array in arrays[1:]])
    if key not in _PLANS:
        plan = planned(cell, inputs[0], state)
        _PLANS[key] = None if plan is None else (plan, tuple(map(_fixed, plan.stays)))
    found = _PLANS[key]
    return None if found is None else _follow(*found, inputs, state, parameters)


def _getter(cell: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the parameters out of a cell of this kind."""
    kind = type(cell)
    if kind not in _GETTERS:
        names = list(parameters_of(cell))
        _GETTERS[kind] = attrgetter(*names) if len(names) > 1 else lambda each: tuple(getattr(each, name) for name in names)
    return _GETTERS[kind]


def _fixed(source: Source) -> Any:
    """Return what is the same in every run; None of anything else."""
    return np.array(source.values) if isinstance(source, Always) else None


def _follow(plan: Plan, fixed: tuple[Any, ...], inputs: Any, state: Any, parameters: tuple[Any, ...]) -> Any:
    count = len(inputs)
    rooms = [np.empty((count + first, width)) for width, _, first in plan.rooms]
    for room, start, stop, _ in plan.words:
        rooms[room][:count, start:stop] = inputs
    for number, (room, start, stop, _) in plan.states:
        rooms[room][0, start:stop] = state[number]
    moves = [_rows(source, plan, rooms, inputs, state) for source in plan.moves]
    stays = [_taken(parameters, source) if same is None else same for source, same in zip(plan.stays, fixed, strict=True)]
    plan.follow(moves, *stays)
    return plan.step(*_fields(plan, rooms, count))


def _rows(source: Any, plan: Plan, rooms: list[Any], inputs: Any, state: Any) -> Any:
    """Return the rows of what is another one at each step."""
    kind = type(source)
    if kind is Before:
        return chain((state[source.number],), _rows(plan.after[source.number], plan, rooms, inputs, state))
    if kind is not Place:
        return inputs
    room, start, stop, later = source
    array: Any = rooms[room]
    if stop - start < array.shape[1]:
        array = array[:, start:stop]
    return array[1:] if later else array


def _taken(parameters: tuple[Any, ...], source: Any) -> Any:
    """Return a parameter or a part of it, as a row, or turned so that a row is multiplied with it."""
    array = parameters[source.number]
    for key in source.keys:
        array = array[key]
    return np.ascontiguousarray(array.reshape(-1, array.shape[-1])).T if source.matrix else array.ravel()


def _fields(plan: Plan, rooms: list[Any], count: int) -> list[Any]:
    """Return each quantity in an array of its own, in one piece."""
    cut: dict[int, Any] = {}
    made = []
    for number, start, stop, later in plan.fields:
        room, parts = rooms[number], plan.rooms[number].parts
        if parts > 1:
            if number not in cut:
                cut[number] = np.ascontiguousarray(room.reshape(count, parts, -1).swapaxes(0, 1))
            made.append(cut[number][start // (stop - start)])
        else:
            made.append(room if parts else room[later : later + count, start:stop].copy())
    return made
