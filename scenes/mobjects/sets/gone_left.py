"""How things go out of the picture: to the left, through an edge."""

from collections.abc import Iterator, Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.sets.cell_line import CellLine

__all__ = ["gone_left"]


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
