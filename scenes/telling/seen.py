"""What can be seen of a scene at a moment: its leaves in the order of drawing, where they are, and what they belong to."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any

import numpy as np
from manim import Mobject, VMobject

from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Display
from scenes.mobjects.text import Label, Numeral

__all__ = ["Known", "Look", "shown"]

FAINT = 0.004
"""An opacity that rounds to no level of any channel."""


class Known:
    """What was seen before: how ``leaves`` looked, and how many leaves of each group there were (``sizes``), all by their ids.

    Of a leaf: its outline, paint, phrase and reading; and the leaf itself, so that its id is nobody else's.
    """

    def __init__(self) -> None:
        self.leaves: dict[int, tuple[bytes, bytes, Any, Any, Any]] = {}
        self.sizes: dict[int, int] = {}

    def forget_others(self, look: "Look") -> None:
        """Forget all that is not in a look."""
        self.leaves = {id(leaf): self.leaves[id(leaf)] for leaf in look.leaves}
        self.sizes = {id(thing): self.sizes[id(thing)] for thing in look.things if id(thing) in self.sizes}


class Look:
    """All leaves (mobjects with an outline) of some families that can be seen, in the order in which they are drawn.

    ``fills`` and ``strokes`` are the opacities of their fills and lines, ``(leaf,)``, the latter 0 where the line has no width;
    ``boxes`` are left, foot, right and head of each, ``(leaf, 4)``. ``hidden`` are the leaves that are there and cannot be seen.

    ``things`` are all members of the families, leaves or groups, of which any part can be seen, groups before their parts.
    ``known`` says how all looked before, and is brought up to date. ``fresh`` tells which leaves look otherwise now, or show
    something else, ``moved`` which of them have another outline: laws need not judge again what they have judged.
    """

    def __init__(self, mobjects: Iterable[Mobject], known: Known | None = None) -> None:
        self.family: list[Any] = list(dict.fromkeys(chain.from_iterable(each.get_family() for each in mobjects)))
        leaves = [each for each in self.family if _is_outline(each.__class__) and len(each.points)]
        if any(each.z_index for each in leaves):
            leaves.sort(key=lambda each: each.z_index)
        fills, strokes = (_paints([getattr(each, name) for each in leaves]) for name in ("fill_rgbas", "stroke_rgbas"))
        strokes[:, 3] *= np.array([each.stroke_width > 0 for each in leaves], bool)
        seen = np.maximum(fills[:, 3], strokes[:, 3]) > FAINT
        self.leaves = [leaf for leaf, visible in zip(leaves, seen, strict=True) if visible]
        self.hidden = [leaf for leaf, visible in zip(leaves, seen, strict=True) if not visible]
        self.fills, self.strokes = fills[seen, 3], strokes[seen, 3]
        self.order = {id(leaf): number for number, leaf in enumerate(self.leaves)}
        self.boxes, outlines = _described(self.leaves)
        self._known = Known() if known is None else known
        self.fresh, self.moved = self._compared(outlines, np.hstack([fills, strokes])[seen])
        self.things, self._changed = self._gathered()

    def _compared(self, outlines: np.ndarray, paints: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Tell which leaves look otherwise than is known of them, and which have another outline; remember how they look now."""
        fresh, moved, known = np.ones(len(self.leaves), bool), np.ones(len(self.leaves), bool), self._known.leaves
        for number, leaf in enumerate(self.leaves):
            has = vars(leaf)
            outline, paint = outlines[number].tobytes(), paints[number].tobytes()
            phrase, reading, before = has.get("phrase"), has.get("reading"), known.get(id(leaf))
            if before is not None and before[0] == outline and before[2] is phrase and before[3] is reading:
                moved[number], fresh[number] = False, before[1] != paint
            known[id(leaf)] = outline, paint, phrase, reading, leaf
        return fresh, moved

    def _gathered(self) -> tuple[list[Any], set[int]]:
        """Return all members of which any part can be seen, groups before their parts; and the ids of those that have changed.

        A group has changed if a leaf of it is fresh, or if there are more or fewer of them than before.
        """
        size = dict.fromkeys(self.order, 1)
        changed = {id(leaf) for leaf, fresh in zip(self.leaves, self.fresh, strict=True) if fresh}
        for member in reversed(self.family):  # parts come after what they are parts of
            if member.submobjects:
                parts = [id(each) for each in member.submobjects]
                count = sum([size.get(each, 0) for each in parts]) + (id(member) in self.order)
                size[id(member)] = count
                if self._known.sizes.get(id(member)) != count or not changed.isdisjoint(parts):
                    changed.add(id(member))
                self._known.sizes[id(member)] = count
        return [member for member in self.family if size.get(id(member))], changed

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
        return [thing for kind, things in self._kinds.items() if issubclass(kind, kinds) for thing in things]

    def numbers(self, *kinds: type) -> list[int]:
        """Return the numbers of the leaves of some classes."""
        return [self.order[id(thing)] for thing in self.of(*kinds)]

    def new_of(self, *kinds: type) -> list[Any]:
        """Return the things of some classes that have changed, or are new."""
        return [thing for kind, things in self._new_kinds.items() if issubclass(kind, kinds) for thing in things]

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
        boxes = self.boxes[self.seen(thing)]
        return np.array([*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])


@cache
def _is_outline(kind: type) -> bool:
    """Tell whether mobjects of a class are drawn as outlines: not pictures, clouds of points, or numbers that are tracked."""
    return issubclass(kind, VMobject)


def _by_class(things: list[Any]) -> dict[type, list[Any]]:
    kinds: dict[type, list[Any]] = {}
    for thing in things:
        kinds.setdefault(type(thing), []).append(thing)
    return kinds


def _paints(colours: list[np.ndarray]) -> np.ndarray:
    """Return the first colour of each, ``(leaf, 4)``, as a copy."""
    joined = np.concatenate(colours) if colours else np.zeros((0, 4))
    return joined if len(joined) == len(colours) else np.array([colour[0] for colour in colours])


def _described(leaves: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the box of every leaf, ``(leaf, 4)``, and numbers that differ where outlines do: boxes, counts, sums over points."""
    if not leaves:
        return np.zeros((0, 4)), np.zeros((0, 9))
    points = np.concatenate([leaf.points for leaf in leaves])
    counts = np.array([len(leaf.points) for leaf in leaves])
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
