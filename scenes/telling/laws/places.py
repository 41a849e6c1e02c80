"""Values are where they belong: cells in the order of their index, bars on their foot by one measure, wires in their colour."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from scenes.mobjects.bars import Bar, Link, LogBar, Pillar, Push, Swing
from scenes.mobjects.colours import filling, hexadecimal
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.values import Matrix, Swatch, Vector, Vessel
from scenes.mobjects.wires import Wire
from scenes.telling.notations import notation_of
from scenes.telling.seen import Look

__all__ = ["LAWS", "NEAR"]

NEAR = 0.012
"""Units by which a place may differ from its rule: less than a pixel of the smallest film."""


def cells_in_order(look: Look, scene: Any) -> Iterator[str]:
    """Let a vector have every cell that it has values, in the order of their index, evenly within its frame, all as opaque."""
    for vector in look.new_of(Vector):
        yield from _vector(look, vector)


def _vector(look: Look, vector: Any) -> Iterator[str]:
    key, count = vector.values.key, len(vector.values)
    present = {id(member) for member in vector.get_family()}
    patches = [cell.patch for cell in vector.cells if id(cell.patch) in present and look.opacity(cell.patch)]
    name = f"the vector {key}{list(vector.values.index)}"
    if len(patches) < count or len(vector.cells) < count:
        yield f"{name} shows {len(patches)} of its {count} values"
        return
    indices = [patch.reading.index for patch in patches]
    if indices != [(*vector.values.index, number) for number in range(count)] or any(
        patch.reading.key != key for patch in patches
    ):
        yield f"{name} has values of something else in it"
    boxes = look.boxes[[look.order[id(patch)] for patch in patches]]
    body = np.array([*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])
    if not np.allclose(boxes, _rows(body, count, across=vector.across), atol=NEAR):
        yield f"{name} has its cells out of order"
    if np.ptp([look.opacity(patch) for patch in patches]) > 0.01:
        yield f"{name} has cells that are paler than others"
    frame = vars(vector).get("frame")
    if frame is not None and look.opacity(frame):
        around = look.boxes[look.order[id(frame)]]
        if not np.allclose((around[:2] + around[2:]) / 2, (body[:2] + body[2:]) / 2, atol=NEAR):
            yield f"{name} is not in its frame"


def _rows(body: np.ndarray, count: int, *, across: bool) -> np.ndarray:
    """Return the boxes of ``count`` equal cells that fill a body, to the right or downward, ``(cell, 4)``."""
    left, foot, right, head = body
    if across:
        edges = np.linspace(left, right, count + 1)
        return np.stack([edges[:-1], np.full(count, foot), edges[1:], np.full(count, head)], axis=1)
    edges = np.linspace(head, foot, count + 1)
    return np.stack([np.full(count, left), edges[1:], np.full(count, right), edges[:-1]], axis=1)


def values_in_their_seats(look: Look, scene: Any) -> Iterator[str]:
    """Let a group of cells show all values that it is to show and no others, each in its column and its row, evenly."""
    for group in look.new:
        seats = vars(group).get("seats")
        if seats is not None:
            yield from _seats(group, seats.where)


def _seats(group: Any, where: Mapping[Any, tuple[float, float]]) -> Iterator[str]:
    patches = [cell.patch for cell in group.get_family() if isinstance(cell, Swatch)]
    shown = [(patch.reading.key, patch.reading.index, patch.reading.of) for patch in patches]
    key, index, _ = next(iter(where))
    if sorted(shown) != sorted(where):
        odd = next((each for each in shown if each not in where or shown.count(each) > 1), None)
        yield f"the cells of {key}{list(index)} " + (f"have {odd[0]}{list(odd[1])} in its place" if odd else "are not all there")
        return
    outlines = np.stack([patch.points[:, :2] for patch in patches])
    middles = (outlines.min(axis=1) + outlines.max(axis=1)) / 2
    wanted = np.array([where[each] for each in shown], float) * (1.0, -1.0)
    for axis in range(2):
        here, there = middles[:, axis], wanted[:, axis]
        span, reach = np.ptp(there), np.ptp(here)
        if np.abs(here - here.min() - (there - there.min()) * (reach / span if span else 0.0)).max() > NEAR:
            yield f"the cells of {key}{list(index)} are out of order"
            return


def matrices_in_order(look: Look, scene: Any) -> Iterator[str]:
    """Let the rows and columns of a matrix be in the order of their index."""
    for matrix in look.new_of(Matrix):
        patches = [[cell.patch for cell in row] for row in matrix.rows]
        name = f"the matrix {matrix.values.key}{list(matrix.values.index)}"
        flat = [patch for row in patches for patch in row]
        if len(flat) != matrix.values.values.size or not all(map(look.opacity, flat)):
            yield f"{name} lacks cells"
            continue
        expected = [(*matrix.values.index, *place) for place in np.ndindex(matrix.values.values.shape)]
        if [patch.reading.index for patch in flat] != expected or any(patch.reading.key != matrix.values.key for patch in flat):
            yield f"{name} has values of something else in it"
        middles = look.boxes[[look.order[id(patch)] for patch in flat]].reshape(*matrix.values.values.shape, 4)
        even = np.allclose(middles[:, :, [1, 3]], middles[:, :1, [1, 3]], atol=NEAR)
        even &= np.allclose(middles[:, :, [0, 2]], middles[:1, :, [0, 2]], atol=NEAR)
        if (
            not even
            or (np.diff(middles[0, :, 0]) < 0).any()
            or (np.diff(middles[:, 0, 1]) > 0).any()
            or (len(middles) > 1 and np.ptp(np.diff(middles[:, 0, 1])) > NEAR)
        ):
            yield f"{name} has its cells out of order"


def bars_by_one_measure(look: Look, scene: Any) -> Iterator[str]:
    """Let all bars of a quantity seen together have one unit, and stand on one line; of links, the first ones.

    Pushes in several columns of a table stand on one line in each.
    """
    groups: dict[tuple[type, str], list[Any]] = defaultdict(list)
    for bar in look.of(Bar, Link, LogBar, Pillar, Push, Swing):
        groups[type(bar), bar.reading.key].append(bar)
        if abs(bar.foot - bar.home) > NEAR:
            yield f"the bar of {bar.reading.key}{list(bar.reading.index)} is off its foot"
    for (kind, key), bars in groups.items():
        units = [bar.unit for bar in bars]
        if max(units) - min(units) > 1e-6 * abs(units[0]):
            yield f"bars of {key} have several units"
        if len({getattr(bar, "least", 0.0) for bar in bars}) > 1:
            yield f"bars of {key} begin at several values"
        lines: dict[int, list[float]] = defaultdict(list)
        for bar in bars:
            if getattr(bar, "after", None) is None:
                lines[getattr(bar, "column", 0)].append(bar.foot)
        if not issubclass(kind, Bar) and any(max(feet) - min(feet) > NEAR for feet in lines.values()):
            yield f"bars of {key} stand on several lines"


def links_in_their_chains(look: Look, scene: Any) -> Iterator[str]:
    """Let every link of a sum begin where the one before it ends, and that one be there."""
    for link in look.of(Link):
        before = link.after and link.after()
        if link.after and (before is None or not look.opacity(before) or abs(link.foot - before.tip) > NEAR):
            yield f"the bar of {link.reading.key}{list(link.reading.index)} does not begin where the one before ends"


def levels_in_their_vessels(look: Look, scene: Any) -> Iterator[str]:
    """Let what is in a vessel stand on its foot, as wide as it or its lane, in the colour of its role; its line at its head."""
    for vessel in look.new_of(Vessel):
        well, level = vessel.patch, vessel.level
        name = f"the vessel of {well.reading.key}{list(well.reading.index)}"
        if not look.opacity(well) or not look.opacity(level) or well.reading != level.reading:
            yield f"{name} is not whole"
            continue
        around, inner, lane = (look.box(each) for each in (well, level, vessel.lane))
        if not np.allclose(lane[:3], inner[:3], atol=NEAR) or not np.allclose(lane[[0, 1, 3]], around[[0, 1, 3]], atol=NEAR):
            yield f"what is in {name} is not in its place"
        rims = [look.box(rim)[[1, 3]] for rim in vessel.rims if look.opacity(rim)]
        if any(abs(rim.mean() - _head(around, inner, np.ptp(rim))) > NEAR for rim in rims):
            yield f"the line of {name} is not at its head"
        role = _role(well.reading, scene) or vessel.role
        fills = {filling(role, scene.theme), filling(role, scene.theme, calm=True)}
        fills = fills if vessel.lane is well else {scene.theme.colour(role)}
        if hexadecimal(well.fill_rgbas[0]) != scene.theme.well or hexadecimal(level.fill_rgbas[0]) not in fills:
            yield f"{name} has another colour"


def _head(around: np.ndarray, inner: np.ndarray, thick: float) -> float:
    """Return the height of the line of a vessel: that of what is in it, or as near to it as the whole line is in the vessel."""
    return float(min(max(inner[3], around[1] + thick / 2), around[3] - thick / 2))


def _role(reading: Reading, scene: Any) -> str:
    """Return what a quantity does, by the notation of its trace; nothing if that does not say."""
    try:
        return notation_of(scene.brief.traces[reading.of]).of(reading.key, reading.index).role
    except KeyError:
        return ""


def wires_in_their_colours(look: Look, scene: Any) -> Iterator[str]:
    """Let a wire have the colour of what it carries, from its start to its tip."""
    for wire in look.new_of(Wire):
        paint = scene.theme.colour(wire.colour)
        for leaf in wire.submobjects:
            shows = leaf.stroke_rgbas[0] if leaf is wire.line else leaf.fill_rgbas[0]
            if not np.allclose(shows[:3] * 255, [int(paint[each : each + 2], 16) for each in (1, 3, 5)], atol=1.0):
                yield f"a wire of {wire.colour} has another colour"


def threads_between_their_words(look: Look, scene: Any) -> Iterator[str]:
    """Let every thread lead from the word that its weight is for to the word that was written."""
    for thread in look.of(Thread):
        if thread.ends is not None:
            ends = np.array(thread.ends(thread.reading.index))
            if np.abs(np.array([thread.points[0][0], thread.points[-1][0]]) - ends).max() > NEAR:
                yield f"a thread of {thread.reading.key}{list(thread.reading.index)} leads to another word"


LAWS = (
    cells_in_order,
    values_in_their_seats,
    matrices_in_order,
    bars_by_one_measure,
    links_in_their_chains,
    levels_in_their_vessels,
    wires_in_their_colours,
    threads_between_their_words,
)
