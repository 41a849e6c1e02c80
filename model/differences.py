"""The tape of :mod:`model.gradients` against central differences."""

from collections.abc import Callable, Mapping

import numpy as np

from model.gradients import Tape
from model.trace import Array

__all__ = ["check_gradients"]

Loss = Callable[[dict[str, Array]], Array]


def check_gradients(loss: Loss, parameters: Mapping[str, Array], step: float = 1e-5) -> dict[str, float]:
    """Return for each parameter array how far the tape is from central differences.

    The error of an array is the largest |tape - difference| over its entries, relative to its largest gradient.

    Parameters
    ----------
    loss
        Maps the parameters to one number; called twice per entry.
    parameters
        float64 arrays; they are not changed.
    step
        Each entry is moved up and down by this much.
    """
    tape = Tape()
    watched = tape.watch(parameters)
    exact, errors = tape.gradients(loss(watched), watched), {}
    for name in parameters:
        estimate = _central_differences(loss, {key: array.copy() for key, array in parameters.items()}, name, step)
        errors[name] = float(np.abs(exact[name] - estimate).max() / max(np.abs(estimate).max(), 1e-12))
    return errors


def _central_differences(loss: Loss, moved: dict[str, Array], name: str, step: float) -> Array:
    array, estimate = moved[name], np.empty_like(moved[name])
    for index in np.ndindex(array.shape):
        start = array[index]
        array[index] = start + step
        above = float(loss(moved))
        array[index] = start - step
        estimate[index] = (above - float(loss(moved))) / (2 * step)
        array[index] = start
    return estimate
