"""Lies about places: two things of a kind that stand in one another's."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import BARS, Kind, is_number, letters, one, two
from benchmarks.lying.places import Undo, of_kind, remembered
from scenes.mobjects.bars import Bar
from scenes.mobjects.text import Label
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Vector

__all__ = ["LIES"]


def _exchange(scene: Any, pair: Any) -> Undo | None:
    if pair is None:
        return None
    undo = remembered(scene, *pair)
    places = [each.get_center() for each in pair]
    pair[0].move_to(places[1])
    pair[1].move_to(places[0])
    return undo


def cells_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two cells of a vector."""
    vector = one(rng, of_kind(scene, Vector))
    return None if vector is None else _exchange(scene, two(rng, vector.cells))


def vectors_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two vectors."""
    return _exchange(scene, two(rng, of_kind(scene, Vector)))


def words_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two words of the sentence, or the chips that they stand in."""
    chips = list(of_kind(scene, Chip))
    inside = {id(member) for chip in chips for member in chip.get_family()}
    words = [each for each in of_kind(scene, Label) if id(each) not in inside and _is_word(each)]
    return _exchange(scene, two(rng, chips if len(chips) > 1 and rng.random() < 0.5 else words))


def _is_word(label: Label) -> bool:
    return (
        len(label.phrase.displays) == 1
        and label.phrase.displays[0].shown == label.text
        and not is_number(label.phrase.displays[0].reading)
    )


def letters_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two letters."""
    return _exchange(scene, two(rng, letters(scene)))


def bars_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange the places of two bars, each keeping its foot on the line."""
    groups = [list(of_kind(scene, each)) for each in BARS]
    pair = two(rng, one(rng, [group for group in groups if len(group) > 1]) or ())
    if pair is None:
        return None
    undo = remembered(scene, *pair)
    axis = 1 if isinstance(pair[0], Bar) else 0
    way = np.zeros(3)
    way[axis] = pair[1].get_center()[axis] - pair[0].get_center()[axis]
    pair[0].shift(way)
    pair[1].shift(-way)
    return undo


LIES: tuple[Kind, ...] = (cells_exchanged, vectors_exchanged, words_exchanged, letters_exchanged, bars_exchanged)
