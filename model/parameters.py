"""Parameters are fields: every array of a network, of its cells and of their parts is found by walking through the fields."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from model.trace import Array

__all__ = ["parameters_of", "with_parameters"]

RecordT = TypeVar("RecordT")


def parameters_of(record: Any) -> dict[str, Array]:
    """Return every array of a dataclass and of the dataclasses in it, by name; what a part holds is called ``part.name``."""
    return dict(_arrays(record, ""))


def _arrays(record: Any, prefix: str) -> Iterator[tuple[str, Array]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, np.ndarray):
            yield prefix + field.name, value
        elif is_dataclass(value):
            yield from _arrays(value, f"{prefix}{field.name}.")


def with_parameters(record: RecordT, parameters: Mapping[str, Array]) -> RecordT:
    """Return the same record with other arrays, named as :func:`parameters_of` does, be they arrays or what a tape watches."""
    own: dict[str, Any] = {}
    inner: dict[str, dict[str, Array]] = {}
    for name, array in parameters.items():
        part, _, rest = name.partition(".")
        if rest:
            inner.setdefault(part, {})[rest] = array
        else:
            own[part] = array
    parts = {part: with_parameters(getattr(record, part), arrays) for part, arrays in inner.items()}
    changed: RecordT = replace(record, **own, **parts)  # type: ignore[type-var]  # a dataclass, as its fields are walked through
    return changed
