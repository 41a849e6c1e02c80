"""What can be seen of a scene at a moment: its leaves in the order of drawing, where they are, and what they belong to."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import chain, compress, pairwise
from operator import attrgetter, gt, is_
from typing import Any, NamedTuple

import numpy as np
from manim import Mobject, VMobject

from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Display
from scenes.mobjects.text import Label, Numeral

__all__ = ["Known", "Look", "shown"]

FAINT = 0.5 / 255
"""An opacity that rounds to no level of any channel."""
FILL, STROKE, WIDTH, POINTS, HEIGHT = map(attrgetter, ("fill_rgbas", "stroke_rgbas", "stroke_width", "points", "z_index"))


class Known:
    """What was seen before: how ``leaves`` looked, how many leaves of each group there were (``sizes``), and in which ``order``.

    Leaves are known by their ids. ``families`` are whole ones as they were then: of most of them nothing changes from one look to
    the next.
    """

    def __init__(self) -> None:
        self.leaves: dict[int, _Leaf] = {}
        self.sizes: dict[int, int] = {}
        self.order: dict[int, int] = {}
        self.families: dict[int, _Family] = {}

    def copy(self) -> "Known":
        """Return the same knowledge, to which something can be added that this one does not learn."""
        known = Known()
        known.leaves, known.sizes, known.order = dict(self.leaves), dict(self.sizes), self.order
        known.families = dict(self.families)
        return known

    def forget_others(self, look: "Look") -> None:
        """Forget all that is not in a look."""
        if len(self.leaves) > len(look.leaves) or len(self.families) > len(look.heads):
            self.leaves = {id(leaf): self.leaves[id(leaf)] for leaf in look.leaves}
            self.sizes = {id(thing): self.sizes[id(thing)] for thing in look.things if id(thing) in self.sizes}
            self.families = {key: each for key, each in self.families.items() if key in look.heads}

    def reordered(self, look: "Look") -> bool:
        """Tell whether leaves that were there are drawn in another order now; remember the order."""
        before, self.order = self.order, look.order
        places = [before[each] for each in look.order if each in before]
        return any(map(gt, places, places[1:]))


class _Leaf(NamedTuple):
    """A leaf as it was seen: its outline and paint, and what it shows; and the leaf itself, so that its id is nobody else's."""

    outline: bytes
    paint: bytes
    phrase: Any
    reading: Any
    leaf: Any

    def stays(self, before: "_Leaf") -> bool:
        """Tell whether it had this outline before, and showed the very same."""
        return self.outline == before.outline and self.phrase is before.phrase and self.reading is before.reading

    def looks_like(self, before: "_Leaf") -> bool:
        """Tell whether it had this outline and paint before, and showed the very same."""
        return self.paint == before.paint and self.stays(before)


NOTHING = _Leaf(b"", b"", None, None, None)
"""What was seen of a leaf that was not there."""


class _Family(NamedTuple):
    """A family as it was seen: its members, its leaves that could be seen, how these looked, and all that could be seen of it."""

    members: list[Any]
    leaves: list[Any]
    look: tuple[bytes, bytes, list[Any]]
    things: list[Any]


class Look:
    """All leaves (mobjects with an outline) of some families that can be seen, in the order in which they are drawn.

    ``fills`` and ``strokes`` are the opacities of their fills and lines, ``(leaf,)``, the latter 0 where the line has no width;
    ``boxes`` are left, foot, right and head of each, ``(leaf, 4)``. ``hidden`` are the leaves that are there and cannot be seen.

    ``things`` are all members of the families, leaves or groups, of which any part can be seen, groups before their parts.
    ``known`` says how all looked before, and is brought up to date. ``fresh`` tells which leaves look otherwise now, or show
    something else, ``moved`` which of them have another outline: laws need not judge again what they have judged. Where leaves
    are drawn in another order, all are fresh.
    """

    def __init__(self, mobjects: Iterable[Mobject], known: Known | None = None) -> None:
        families = _families(mobjects)
        drawn = {
            key: [each for each in family if OUTLINES[each.__class__] and len(each.points)] for key, family in families.items()
        }
        leaves = list(chain.from_iterable(drawn.values()))
        if any(map(HEIGHT, leaves)):
            leaves.sort(key=HEIGHT)
            families, drawn = {0: list(chain.from_iterable(families.values()))}, {0: leaves}
        fills, strokes = _paints(list(map(FILL, leaves))), _paints(list(map(STROKE, leaves)))
        strokes[:, 3] *= np.fromiter(map(WIDTH, leaves), float, len(leaves)) > 0
        seen = np.maximum(fills[:, 3], strokes[:, 3]) > FAINT
        self.leaves, self.hidden = list(compress(leaves, seen)), list(compress(leaves, ~seen))
        self.fills, self.strokes = fills[seen, 3], strokes[seen, 3]
        self.order = {id(leaf): number for number, leaf in enumerate(self.leaves)}
        self.boxes, outlines = _described(self.leaves)
        self.heads = families.keys()
        self.fresh, self.moved = np.zeros(len(self.leaves), bool), np.zeros(len(self.leaves), bool)
        self.things: list[Any] = []
        self._changed: set[int] = set()
        self._known = Known() if known is None else known
        ends = np.concatenate([[0], np.cumsum(seen)])[np.cumsum([0, *map(len, drawn.values())])]
        self._compare(families, list(pairwise(ends.tolist())), outlines, np.hstack([fills, strokes])[seen])

    def _compare(
        self, families: dict[int, list[Any]], spans: list[tuple[int, int]], outlines: np.ndarray, paints: np.ndarray
    ) -> None:
        """Find what has changed, family by family; of each, the leaves from one number to another are given."""
        reordered = self._known.reordered(self)
        for (key, members), (start, end) in zip(families.items(), spans, strict=True):
            leaves = self.leaves[start:end]
            said = [has.get(name) for has in map(vars, leaves) for name in ("phrase", "reading")]
            look = outlines[start:end].tobytes(), paints[start:end].tobytes(), said
            before = self._known.families.get(key)
            if before is None or reordered or before[:2] != (members, leaves) or not _same(before.look, look):
                self._compare_leaves(start, leaves, look)
                if reordered:
                    self.fresh[start:end] = True
                before = self._known.families[key] = _Family(members, leaves, look, self._gathered(members, start, end))
            self.things += before.things

    def _compare_leaves(self, start: int, leaves: list[Any], look: tuple[bytes, bytes, list[Any]]) -> None:
        """Find which leaves of a family look otherwise than is known of them, and which have another outline; remember it."""
        known, (shapes, colours, said) = self._known.leaves, look
        wide, deep = len(shapes) // max(len(leaves), 1), len(colours) // max(len(leaves), 1)
        for number, leaf in enumerate(leaves):
            outline, paint = shapes[number * wide : (number + 1) * wide], colours[number * deep : (number + 1) * deep]
            seen, before = _Leaf(outline, paint, said[2 * number], said[2 * number + 1], leaf), known.get(id(leaf), NOTHING)
            self.moved[start + number] = not seen.stays(before)
            if not seen.looks_like(before):
                self.fresh[start + number] = True
                known[id(leaf)] = seen

    def _gathered(self, members: list[Any], start: int, end: int) -> list[Any]:
        """Return those members of a family of which any part can be seen, groups before their parts; note which have changed.

        A group has changed if a leaf of it is fresh, or if there are more or fewer of them than before.
        """
        leaves, known = [id(leaf) for leaf in self.leaves[start:end]], self._known.sizes
        size, changed = dict.fromkeys(leaves, 1), set(compress(leaves, self.fresh[start:end]))
        for member in reversed(members):  # parts come after what they are parts of
            if submobjects := member.submobjects:
                parts, key = list(map(id, submobjects)), id(member)
                size[key] = count = sum([size.get(each, 0) for each in parts]) + (key in self.order)
                if known.get(key) != count:
                    known[key] = count
                    changed.add(key)
                elif not changed.isdisjoint(parts):
                    changed.add(key)
        self._changed |= changed
        return [member for member in members if size.get(id(member))]

    @cached_property
    def _kinds(self) -> dict[type, list[Any]]:
        return _by_class(self.things)

    @cached_property
    def _new_kinds(self) -> dict[type, list[Any]]:
        return _by_class(self.new)

    @cached_property
    def new(self) -> list[Any]:
        """The things that have changed, or are new."""
        return [thing for thing in self.things if id(thing) in self._changed]

    def of(self, *kinds: type) -> list[Any]:
        """Return the things of some classes."""
        return [thing for kind, things in self._kinds.items() if _is_one(kind, kinds) for thing in things]

    def numbers(self, *kinds: type) -> list[int]:
        """Return the numbers of the leaves of some classes."""
        return [self.order[id(thing)] for thing in self.of(*kinds)]

    def new_of(self, *kinds: type) -> list[Any]:
        """Return the things of some classes that have changed, or are new."""
        return [thing for kind, things in self._new_kinds.items() if _is_one(kind, kinds) for thing in things]

    @cached_property
    def upright(self) -> tuple[list[Any], np.ndarray, np.ndarray]:
        """Texts and formulas that are not slanted, their boxes, ``(text, 4)``, and which of them have changed, ``(text,)``."""
        texts = [each for each in self.of(Label, Numeral) if not each.slanted] + self.of(Symbol, Equation)
        boxes = np.array([self.box(each) for each in texts]).reshape(-1, 4)
        return texts, boxes, np.array([self.is_fresh(each) for each in texts], bool)

    def seen(self, thing: Any) -> list[int]:
        """Return the numbers of those leaves of a thing that can be seen."""
        if not thing.submobjects:
            return [self.order[id(thing)]] if id(thing) in self.order else []
        return [self.order[id(member)] for member in thing.get_family() if id(member) in self.order]

    def is_fresh(self, thing: Any) -> bool:
        """Tell whether any part of a thing looks otherwise than before, is new, or is gone."""
        return id(thing) in self._changed

    def opacity(self, leaf: Any) -> float:
        """Return how opaque a leaf is: its fill, or its line where it has no fill; 0 if it cannot be seen."""
        number = self.order.get(id(leaf))
        return 0.0 if number is None else float(self.fills[number] or self.strokes[number])

    def box(self, thing: Any) -> np.ndarray:
        """Return left, foot, right and head of what can be seen of a thing, ``(4,)``."""
        numbers = self.seen(thing)
        boxes = self.boxes[numbers]
        if len(numbers) == 1:
            only: np.ndarray = boxes[0]
            return only
        return np.array([*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])


class _Outlines(dict[type, bool]):
    """Tells whether mobjects of a class are drawn as outlines: not pictures, clouds of points, or numbers that are tracked."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = issubclass(kind, VMobject)
        return self[kind]


OUTLINES = _Outlines()


@cache
def _is_one(kind: type, kinds: tuple[type, ...]) -> bool:
    """Tell whether a class inherits from one of some: ``abc`` takes long to say so."""
    return issubclass(kind, kinds)


def _by_class(things: list[Any]) -> dict[type, list[Any]]:
    kinds: dict[type, list[Any]] = {}
    for thing in things:
        kinds.setdefault(type(thing), []).append(thing)
    return kinds


def _families(mobjects: Iterable[Mobject]) -> dict[int, list[Any]]:
    """Return the members of each family by the id of its head; of those that share a member, all in one, each member once."""
    families = {id(each): each.get_family() for each in mobjects}
    members = list(chain.from_iterable(families.values()))
    once = dict.fromkeys(members)
    return families if len(once) == len(members) else {0: list(once)}


def _same(one: tuple[bytes, bytes, list[Any]], other: tuple[bytes, bytes, list[Any]]) -> bool:
    """Tell whether leaves look alike, and hold the very same phrases and readings."""
    return one[:2] == other[:2] and all(map(is_, one[2], other[2]))


def _paints(colours: list[np.ndarray]) -> np.ndarray:
    """Return the first colour of each, ``(leaf, 4)``, as a copy."""
    joined = np.concatenate(colours) if colours else np.zeros((0, 4))
    return joined if len(joined) == len(colours) else np.array([colour[0] for colour in colours])


def _described(leaves: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the box of every leaf, ``(leaf, 4)``, and numbers that differ where outlines do: boxes, counts, sums over points."""
    if not leaves:
        return np.zeros((0, 4)), np.zeros((0, 9))
    outlines = list(map(POINTS, leaves))
    points, counts = np.concatenate(outlines), np.array(list(map(len, outlines)))
    starts = np.cumsum(counts) - counts
    turns = (np.arange(len(points)) - np.repeat(starts, counts)) % 7 + 1.0  # so that points in another order differ
    x, y = points[:, 0].copy(), points[:, 1].copy()  # a row of its own each: so they are gone through five times as fast
    lows, highs = ([reach.reduceat(each, starts) for each in (x, y)] for reach in (np.minimum, np.maximum))
    boxes = np.column_stack([*lows, *highs])
    sums = [np.add.reduceat(each, starts) for each in (x, y, x * turns, y * turns)]
    return boxes, np.column_stack([boxes, *sums, counts])


def shown(look: Look) -> tuple[tuple[Display, ...], tuple[str, ...]]:
    """Return the displays of everything visible, and the visible texts that hold digits without a reading."""
    displays: list[Display] = []
    unbound: list[str] = []
    for member in look.things:
        if hasattr(type(member), "displays"):  # asked of the class: manim's mobjects are slow to say what they lack
            displays.extend(member.displays())
        said = vars(member).get("phrase")
        unbound.append(_typed(member) if said is None else said.text if said.unbound else "")
    return tuple(displays), tuple(filter(None, unbound))


def _typed(mobject: Any) -> str:
    """Return the digits-bearing source of a text mobject that is not ours (manim's Text, Typst, DecimalNumber, ...), or nothing.

    The digits in our own letters and equations are part of the mathematics: both come from tables, never from a story.
    """
    if isinstance(mobject, (Symbol, Equation)):
        return ""
    has = vars(mobject)
    sources: Sequence[str] = [str(has[name]) for name in ("original_text", "tex_string", "typst_code", "number") if name in has]
    return next((source for source in sources if any(map(str.isdigit, source))), "")
