"""Readings of traces, as films make them, for tests of what is made of them."""

import numpy as np

from model.trace import Trace
from scenes.mobjects.reading import Reading, Readings


def read(trace: Trace, key: str, *index: int) -> Readings:
    return Readings(key, index, np.asarray(trace.lookup(key))[index])


def value(trace: Trace, key: str, *index: int) -> Reading:
    return Reading(key, index, float(np.asarray(trace.lookup(key))[index]))
