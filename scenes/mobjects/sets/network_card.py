"""A network as one thing that comes and goes: all weights that it has learned, on a plate with its name."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Vanish
from scenes.mobjects.moves import Light, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.weight_block import weight_block
from scenes.mobjects.shapes import Bundle, plate
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["NetworkCard", "gone_left", "lines_of"]

PITCH, ROOM = 0.26, 1.3
"""How large a weight is at the most, and how high all of a block are."""
GAP, RIM = 0.42, 0.45
"""Between two blocks, and from the outer ones to the edge of the plate."""
HIGH, NAME, HEAD, BODY = 3.3, (1.22, 0.8), 0.32, -0.62
"""How high the plate is, and how high above its middle its name stands, letters, and the middle of all blocks."""
LINE = 0.36
"""How far one line of a name that stands by itself is below the other."""


class NetworkCard(VGroup):
    """All that a network has learned, around ``at``: W, where it ``remembers`` also U, b, V and c, on a plate with its name.

    ``read`` returns readings of its trace. ``called`` is its name, in two lines, which are its
    ``title``; ``plate`` is what all stands on.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        called: Sequence[str],
        at: Point,
        *,
        remembers: bool,
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._read, self._notation, self._theme, (x, y) = read, notation, theme, at
        self._units, self._labels = len(read("bias")), len(read("labels"))
        self._pitch = min(PITCH, ROOM / max(self._units, self._labels))
        names = ["weight", *["recurrent_weight"] * remembers, "bias", "readout_weight", "readout_bias"]
        wide = [len(self._weights(name)[0]) * self._pitch for name in names]
        whole = sum(wide) + GAP * (len(wide) - 1)
        sizes = zip(called, (theme.title, theme.caption), NAME, strict=True)
        self.title = [stays(Label(said, theme=theme, size=size, weight=BOLD).sit_amid(x, y + up)) for said, size, up in sizes]
        broad = max(whole, *(float(line.width) for line in self.title)) + 2 * RIM
        self.plate = plate(broad, HIGH, "focus", theme=theme).move_to((x, y, 0))
        self.add(self.plate, *self.title)
        left = x - whole / 2
        for name, each in zip(names, wide, strict=True):
            self.add(self._letter(name, (left + each / 2, y + HEAD)), self._block(name, (left + each / 2, y + BODY)))
            left += each + GAP

    # -- what is on it -----------------------------------------------------------------------------------------------------

    def _weights(self, name: str) -> list[list[Reading]]:
        """Return the weights of a block, row by row."""
        units, labels = range(self._units), range(self._labels)
        if name in ("weight", "recurrent_weight"):
            columns = range(self._units) if name == "recurrent_weight" else range(self._units, self._units + self._labels)
            return [[self._read("weight", unit)[column] for column in columns] for unit in units]
        if name == "readout_weight":
            return [[self._read(name, label)[unit] for unit in units] for label in labels]
        return [[each] for each in self._read(name).flat()]

    def _block(self, name: str, at: Point) -> Bundle:
        """Return the weights of a block in a frame."""
        rows, pitch = self._weights(name), self._pitch
        first = rows[0][0].index

        def place(index: tuple[int, ...]) -> Point:
            column, row = (index[1] - first[1] if len(index) > 1 else 0), index[0]
            return at[0] + (column - (len(rows[0]) - 1) / 2) * pitch, at[1] - (row - (len(rows) - 1) / 2) * pitch

        weights = [(weight, pitch) for row in rows for weight in row]
        return weight_block(weights, place, high=pitch, notation=self._notation, theme=self._theme)

    def _letter(self, name: str, at: Point) -> Symbol:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
        return named(stays(sign.move_to((*at, 0))), name)

    # -- how it comes and goes ---------------------------------------------------------------------------------------------

    def come(self, edge: float, run_time: float) -> list[Animation]:
        """Return animations in which it comes in through an edge on the left, its x."""
        (x, y), half = self.plate.get_center()[:2].tolist(), float(self.plate.width) / 2
        return [Pass(self, Path((edge - half, y), (x, y)), cut=("right", edge), run_time=run_time)]

    def lit(self, run_time: float) -> list[Animation]:
        """Return the animations in which it is looked at."""
        return [Light(each, self._theme, run_time=run_time) for each in self if each is not self.plate]

    def unfold(self, name: Sequence[Label], run_time: float) -> list[Animation]:
        """Return animations in which it gives way to what it computes, and its ``name`` goes to where that stands, and stays.

        The name takes the place of its title, which it has no more from then on. It goes down first, and then to the right.
        """
        self.remove(*self.title)
        how: dict[str, Any] = {"there": True, "window": (0.14, 0.55), "run_time": run_time}
        going = [
            Travel(label, _down_and_right(line, label), start=line.width / label.width, **how)
            for line, label in zip(self.title, name, strict=True)
        ]
        return [Vanish(self, window=(0.0, 0.2), run_time=run_time), *going]


def lines_of(called: Sequence[str], at: Point, *, theme: Theme) -> list[Label]:
    """Return the name of a network in lines that begin at the same x; ``at`` is where the first one does."""
    return [
        stays(Label(said, theme=theme, weight=BOLD).sit_amid(at[0], at[1] - row * LINE, -1)) for row, said in enumerate(called)
    ]


def _down_and_right(line: Label, label: Label) -> Path:
    start, end = (each.get_center()[:2].tolist() for each in (line, label))
    return Path(start, (start[0], end[1]), end)


def gone_left(things: Sequence[VMobject], edge: float, run_time: float) -> list[Animation]:
    """Return animations in which all things go out to the left as one picture, through an edge, its x; they are used up."""
    pieces = [piece for thing in things for piece in _pieces(thing)]
    away = max(float(each.get_right()[0]) for each in pieces) - edge
    made: list[Animation] = []
    for each in pieces:
        x, y = each.get_center()[:2].tolist()
        way = Path((x, y), (x - away, y))
        made.append(Pass(each, way, cut=("right", edge), there=True, leaves=True, run_time=run_time))
    return made


def _pieces(thing: VMobject) -> Iterator[VMobject]:
    """Yield what a thing is cut into at an edge: cells with their numbers one by one, all else in one piece."""
    if isinstance(thing, CellLine) or type(thing) is VGroup:
        for each in thing:
            yield from _pieces(each)
    else:
        yield thing
