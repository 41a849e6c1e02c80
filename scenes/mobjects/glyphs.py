"""The outlines of a text as manim sets it, to the last bit: read from what Pango draws, which takes manim four times as long."""

from collections.abc import Iterator
from functools import lru_cache
from math import dist
from pathlib import Path
from typing import Self
from xml.etree import ElementTree

import numpy as np
from manim import RIGHT, Text

from scenes.mobjects.shapes import Shape

__all__ = ["Glyphs"]

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
GROUP, PLACED = frozenset({"id", "style", "fill", "fill-opacity"}), frozenset({LINK, "x", "y"})
"""What may be said of a group of glyphs, and of one of them: of a text in one colour Pango says no more."""
SIZES = {"M": 1, "L": 1, "C": 3, "Z": 0}
"""How many places belong to each letter of a path."""
CLOSED = 1e-4
"""So near to where it began a path ends by itself."""

Place = tuple[float, float]
"""An x and a y."""


class Glyphs(Text):
    """A text whose ``submobjects`` have the points of manim's, and nothing else of theirs."""

    def generate_mobject(self) -> Self:
        """Read the outlines of all glyphs that have one; manim reads what is drawn in another way."""
        drawn = _drawn(Path(str(self.file_name)))
        if drawn is None:
            super().generate_mobject()
            return self
        self.add(*(Shape(points) for points in drawn if len(points)))
        self.flip(RIGHT)
        return self


def _drawn(file: Path) -> list[np.ndarray] | None:
    """Return the points of each glyph that a file draws, or None if it draws anything else."""
    root = ElementTree.parse(file).getroot()
    glyphs = {f"#{each.get('id')}": [part.get("d", "") for part in each] for each in root.iterfind(f"{SVG}defs//*[@id]")}
    found = []
    for use in _uses(root):
        outlines = glyphs.get(use.get(LINK, ""), [])
        path = _path(outlines[0]) if use.tag == f"{SVG}use" and {*use.keys()} == PLACED and len(outlines) == 1 else None
        if path is None:
            return None
        found.append(_placed(*path, float(use.get("x", "")), float(use.get("y", ""))))
    return found


def _uses(group: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield all that is drawn, groups aside of which no more is said than their colour."""
    for each in group:
        if each.tag == f"{SVG}g" and {*each.keys()} <= GROUP:
            yield from _uses(each)
        elif each.tag != f"{SVG}defs":
            yield each


def _placed(curves: np.ndarray, straight: np.ndarray, x: float, y: float) -> np.ndarray:
    """Return the points of a path, ``(4 * curves, 3)``, at a place: there thirds of lines are found, to be rounded alike."""
    points = np.zeros((len(curves), 4, 3))
    points[:, :, :2] = curves + np.array([x, y])
    start, end = points[straight, 0], points[straight, 3]
    points[straight, 1], points[straight, 2] = (start + start + end) / 3, (start + end + end) / 3
    return points.reshape(-1, 3)


@lru_cache(maxsize=4096)
def _path(said: str) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the curves of a path of an SVG file, ``(curve, 4, 2)``, and which are lines, of whose thirds there is nothing yet.

    None if it has more than moves (``M``), lines (``L``), cubic curves (``C``) and closed ends (``Z``), each with its letter.
    """
    words, curves, straight, at = said.split(), list[list[Place]](), list[bool](), 0
    here = began = (0.0, 0.0)
    while at < len(words):
        letter, count = words[at], SIZES.get(words[at])
        if count is None:
            return None
        numbers = list(map(float, words[at + 1 : at + 1 + 2 * count]))
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        at += 1 + 2 * count
        if letter == "Z" and dist(here, began) > CLOSED:
            places = [began]
        if letter == "M":
            here = began = places[0]
        elif places:
            curves.append([here, *places] if letter == "C" else [here, here, here, *places])
            straight.append(letter != "C")
            here = places[-1]
    return np.array(curves).reshape(-1, 4, 2), np.array(straight, bool)
