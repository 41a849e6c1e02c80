"""One step of a reader, told in full: its readings, with one of its units under the loupe."""

from typing import Any, Protocol

from scenes.mobjects.reading import Reading, Readings

__all__ = ["OneStep"]


class _Reads(Protocol):
    """A film, as far as it reads."""

    def read(self, key: str, *index: int) -> Readings: ...

    def value(self, key: str, *index: int) -> Reading: ...


class OneStep:
    """The readings of the step of one word, ``time``; ``unit`` is the one that is followed number by number."""

    def __init__(self, film: _Reads, *, time: int, unit: int) -> None:
        self._film, self.time, self.unit = film, time, unit

    def quantity(self, name: str, *index: int) -> Readings:
        """Return a quantity of this step: all units, ``(unit,)``, unless ``index`` leads to a part of it."""
        return self._film.read(name, self.time, *index)

    def single(self, name: str, *index: int) -> Reading:
        """Return a quantity of this step for the unit under the loupe; ``index`` leads to the units."""
        return self._film.value(name, self.time, *index, self.unit)

    def sum_of(self, gate: str, number: int) -> dict[str, Any]:
        """Return the readings of the sum of a gate or the candidate, by their names; its weights are packed at ``number``."""
        read, value, unit = self._film.read, self._film.value, self.unit
        return {
            "weights": read("weight", number, unit),
            "stack": self.quantity("stacked"),
            "products": self.quantity("products", number, unit),
            "parts": (self.single("weighted_hidden", number), self.single("weighted_words", number)),
            "bias": value("bias", number, unit),
            "total": self.single(f"{gate}_preactivation"),
            "result": self.single(gate if gate == "candidate" else f"{gate}_gate"),
        }

    def plain_sum(self) -> dict[str, Any]:
        """Return the readings of the sum of the unit under the loupe in a cell that has one block of weights, by their names."""
        read, value, unit = self._film.read, self._film.value, self.unit
        return {
            "weights": read("weight", unit),
            "stack": self.quantity("stacked"),
            "products": self.quantity("products", unit),
            "parts": (self.single("weighted_hidden"), self.single("weighted_words")),
            "bias": value("bias", unit),
            "total": self.single("preactivation"),
            "result": self.single("hidden"),
        }
