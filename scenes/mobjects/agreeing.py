"""Numbers that are printed at several places, with so many decimals that all that is done with them holds as printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from scenes.mobjects.arithmetic import NEAR
from scenes.mobjects.reading import MINUS, Phrase, Reading, decimals, phrase

__all__ = ["AS_USUAL", "Name", "Printed", "Relation", "Way", "agreeing", "holds", "name_of"]

WORSE = 8
"""Each further way to print a part counts as so many more decimals, if nothing else is said."""

Name = tuple[str, tuple[int, ...]]
"""What a number is called: the key and the index of its reading."""

Many = Callable[[Name], int]
"""Says of how many decimals something holds, by name."""


class Relation(NamedTuple):
    """An operation, and the names of its operands and of its result."""

    operation: Callable[..., float]
    operands: tuple[Name, ...]
    result: Name


class Way(NamedTuple):
    """A way to print a part of all: what has to hold then, and which numbers are left out for that."""

    relations: tuple[Relation, ...]
    without: tuple[Name, ...] = ()


class Printed(NamedTuple):
    """With how many decimals numbers are printed, and which of them are not."""

    places: Mapping[Name, int] = MappingProxyType({})
    without: frozenset[Name] = frozenset()

    def of(self, reading: Reading) -> int | None:
        """Return with how many decimals a reading is printed, if that is said."""
        return self.places.get(name_of(reading))

    def leaves_out(self, reading: Reading) -> bool:
        """Tell whether a reading is not printed."""
        return name_of(reading) in self.without

    def field(self, name: str, reading: Reading) -> str:
        """Return the field of a phrase that prints a reading so."""
        places = self.of(reading)
        return f"{{{name}}}" if places is None else f"{{{name}:{places}}}"

    def fill(self, template: str, fields: Mapping[str, Reading]) -> str:
        """Return a template in which the fields of numbers print them so; those that say how they are printed stay."""
        for name, reading in fields.items():
            template = template.replace(f"{{{name}}}", self.field(name, reading))
        return template

    def said(self, before: str, reading: Reading) -> Phrase:
        """Return what is printed of a reading, behind what stands ``before`` it: of a plus a minus may take the place."""
        field = self.field("value", reading)
        bare = phrase(field, value=reading)
        return bare if before == "+" and bare.text.startswith(MINUS) else phrase(before + field, value=reading)


AS_USUAL = Printed()
"""All numbers have as many decimals as one of their size has."""


def name_of(reading: Reading) -> Name:
    """Return what a reading is called here."""
    return reading.key, reading.index


def agreeing(
    values: Mapping[Name, float], parts: Sequence[Sequence[Way]], most: Many, fewest: Many = lambda _: 0, worse: int = WORSE
) -> Printed:
    """Return how all numbers are to be printed for what is done with them to hold, to the last printed digit of each result.

    Of each of the ``parts`` there are several ways, the best first; the last one has no relation that could fail. A number has as
    many decimals as one of its size has, or more, at the most ``most`` and at the least ``fewest``, all as few as can be: each
    further way of a part counts as so many more decimals as ``worse`` says.
    """
    spans = {name: range(few := max(decimals(value), fewest(name)), max(few, most(name)) + 1) for name, value in values.items()}
    found = [(0, AS_USUAL)]
    for number, ways in enumerate(parts):
        later = [name for name in values if any(name in _named(way) for part in parts[number + 1 :] for way in part)]
        best: dict[tuple[int | None, ...], tuple[int, Printed]] = {}
        for cost, printed in found:
            for place, way in enumerate(ways):
                for more, places in _tried(values, way.relations, printed.places, spans):
                    key = tuple(places.get(name) for name in later)
                    whole = cost + more + worse * place
                    if key not in best or whole < best[key][0]:
                        best[key] = whole, Printed(places, printed.without.union(way.without))
        found = list(best.values())
    return min(found, key=lambda each: each[0])[1]


def holds(values: Mapping[Name, float], relation: Relation, places: Mapping[Name, int]) -> bool:
    """Tell whether a relation holds of what is printed."""
    *operands, result = (round(values[name], places[name]) for name in (*relation.operands, relation.result))
    return abs(relation.operation(*operands) - result) < NEAR * 10.0 ** -places[relation.result]


def _named(way: Way) -> set[Name]:
    return {name for each in way.relations for name in (*each.operands, each.result)}


def _tried(
    values: Mapping[Name, float], relations: Sequence[Relation], places: Mapping[Name, int], spans: Mapping[Name, range]
) -> Iterator[tuple[int, Mapping[Name, int]]]:
    """Yield with how many decimals all may be printed for some relations to hold, and how many these are more than usual."""
    if not relations:
        yield 0, places
        return
    first, *others = relations
    free = [name for name in dict.fromkeys((*first.operands, first.result)) if name not in places]
    for many in product(*(spans[name] for name in free)):
        tried = {**places, **dict(zip(free, many, strict=True))}
        if holds(values, first, tried):
            for more, then in _tried(values, others, tried, spans):
                yield more + sum(many) - sum(spans[name][0] for name in free), then
