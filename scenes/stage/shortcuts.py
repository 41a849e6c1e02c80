"""Shorter ways to what a few methods of manim return: for the one version with which they were compared, and off otherwise.

A film of ours has thousands of small mobjects, and manim asks all of them for their families, boxes and colours all the time.
Each function here returns, to the last bit, what manim's own of that name does (its tests compare the two), and leaves to manim
whatever is out of the common. This is the only place that changes manim while it runs.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from enum import Enum
from functools import lru_cache
from importlib.metadata import version
from operator import attrgetter
from types import NoneType
from typing import Any

import numpy as np
from manim import ORIGIN, ManimColor, Mobject, VMobject
from manim.mobject.opengl.opengl_compatibility import ConvertToOpenGL
from manim.scene import scene as scene_module
from svgelements import Path  # type: ignore[import-untyped]

__all__ = ["Quiet", "has_updaters", "shortcuts"]

COMPARED_WITH = "0.22.0"

NUMBER = (int, float, np.float64)
MEMBERS, UPDATERS = attrgetter("submobjects"), attrgetter("updaters")
CONSTANT = (*NUMBER, bool, str, NoneType, ManimColor, Path)
"""Types whose objects nobody changes, so that copies of a mobject can share them; a ``Path`` is what a glyph was read from."""

_get_family, _length_over_dim = Mobject.get_family, Mobject.length_over_dim
_update, _add_updater = Mobject.update, Mobject.add_updater
_generate_rgbas_array, _init_colors = VMobject.generate_rgbas_array, VMobject.init_colors
_get_points_defining_boundary = VMobject.get_points_defining_boundary


class Quiet:
    """Whether somebody has looked at all mobjects in use and found no updaters: then none is looked for in each frame."""

    now = False


@contextmanager
def shortcuts(taken: bool = True) -> Iterator[None]:
    """Take the shortcuts within the block, if manim is the version that they were compared with; or go manim's own ways there."""
    wanted = WAYS if taken and version("manim") == COMPARED_WITH else OWN
    present = {(owner, name): getattr(owner, name) for owner, name in WAYS}
    try:
        _use(wanted)
        yield
    finally:
        _use(present)


def _use(ways: Mapping[tuple[Any, str], Any]) -> None:
    for (owner, name), way in ways.items():
        setattr(owner, name, way)


def get_family(self: Mobject, recurse: bool = True) -> list[Mobject]:
    """Return a mobject and all below it; if one is there twice, manim knows which place counts."""
    if not self.submobjects:
        return [self]
    family = [self]
    try:
        _string(family, self.submobjects)
    except RecursionError:  # one is below itself
        return _get_family(self, recurse)
    return family if len(set(family)) == len(family) else _get_family(self, recurse)


def _string(family: list[Mobject], members: list[Mobject]) -> None:
    if not any(map(MEMBERS, members)):
        family += members
        return
    for member in members:
        family.append(member)
        if below := member.submobjects:
            _string(family, below)


def extract_mobject_family_members(
    mobjects: Iterable[Mobject], use_z_index: bool = False, only_those_with_points: bool = False
) -> list[Mobject]:
    """Return all members of some families, of each the last in the list."""
    strung = [member for mobject in mobjects for member in mobject.get_family()]
    if only_those_with_points:
        strung = [member for member in strung if len(member.points)]
    members = list(dict.fromkeys(reversed(strung)))
    members.reverse()
    return sorted(members, key=attrgetter("z_index")) if use_z_index else members


def update(self: Mobject, dt: float = 0, recursive: bool = True) -> Mobject:
    """Do nothing where there are no updaters."""
    return self if Quiet.now or not has_updaters(self) else _update(self, dt, recursive)


def add_updater(self: Mobject, *args: Any, **kwargs: Any) -> Mobject:
    """Add an updater, which ends the quiet."""
    Quiet.now = False
    return _add_updater(self, *args, **kwargs)


def has_updaters(mobject: Mobject) -> bool:
    """Tell whether a mobject or one below it has updaters."""
    if mobject.updaters:
        return True
    members = mobject.submobjects
    return any(map(UPDATERS, members)) or any(map(has_updaters, filter(MEMBERS, members)))


def __deepcopy__(self: Mobject, clone_from_id: dict[int, Any]) -> Mobject:  # noqa: N807  # manim's method has that name
    """Return a copy that shares what never changes."""
    copy = clone_from_id[id(self)] = type(self).__new__(type(self))
    attributes = copy.__dict__
    for name, value in self.__dict__.items():
        kind = type(value)
        if kind in CONSTANT or isinstance(value, Enum):
            attributes[name] = value
        else:
            attributes[name] = deepcopy(value, clone_from_id)
    copy.original_id = str(id(self))
    return copy


def length_over_dim(self: Mobject, dim: int) -> float:
    """Return how long a family is along one axis; manim knows what that is where there are no numbers."""
    outlines = _outlines(self)
    if not outlines:
        return 0
    places = _joined(outlines)[:, dim]
    length: float = places.max() - places.min()
    return length if length == length else _length_over_dim(self, dim)  # only NaN differs from itself


def get_points_defining_boundary(self: VMobject) -> np.ndarray:
    """Return the start and the end of every curve of a family."""
    outlines = _outlines(self)
    if not outlines or any(len(points) % 4 for points in outlines):
        return _get_points_defining_boundary(self)
    return _joined(outlines).reshape(-1, 4, self.dim)[:, ::3].reshape(-1, self.dim)


def get_critical_point(self: Mobject, direction: Any) -> np.ndarray:
    """Return a corner, the middle of a side or the middle of the box of a family."""
    points = self.get_points_defining_boundary()
    if not len(points):
        return np.zeros(self.dim)
    axes = np.ascontiguousarray(points.T)  # a row of its own each: long ones are gone through five times as fast
    lows, highs, sides = axes.min(axis=1), axes.max(axis=1), np.asarray(direction)
    place: np.ndarray = np.where(sides < 0, lows, np.where(sides > 0, highs, (lows + highs) / 2))
    return place


def get_coord(self: Mobject, dim: int, direction: Any = ORIGIN) -> float:
    """Return the least, the middle or the greatest place of a family along one axis."""
    places, side = self.get_points_defining_boundary()[:, dim], direction[dim]
    if side:
        end: float = places.min() if side < 0 else places.max()
        return end
    middle: float = (places.min() + places.max()) / 2
    return middle


def _outlines(mobject: Mobject) -> list[np.ndarray]:
    """Return the points of each member of a family that has some."""
    return [member.points for member in mobject.get_family() if len(member.points)]


def _joined(outlines: list[np.ndarray]) -> np.ndarray:
    return outlines[0] if len(outlines) == 1 else np.concatenate(outlines)


def generate_rgbas_array(self: VMobject, color: Any, opacity: Any) -> np.ndarray:
    """Return one colour with one opacity as ``(1, 4)``; gradients are left to manim."""
    if type(color) not in (ManimColor, str, NoneType) or type(opacity) not in (*NUMBER, NoneType) or self.get_sheen_factor() != 0:
        return _generate_rgbas_array(self, color, opacity)
    rgbas = np.zeros((1, 4))
    if color is not None:
        rgbas[0] = _rgba(color) if isinstance(color, str) else color.to_rgba()
    rgbas[0, 3] = 0.0 if opacity is None else opacity
    return rgbas


def init_colors(self: VMobject, propagate_colors: bool = True) -> VMobject:
    """Give one colour its opacity; manim asks a mobject for its colours and tells it the same ones."""
    fill, stroke = self.get_fill_rgbas(), self.get_stroke_rgbas()
    given = type(self.fill_opacity) in NUMBER and type(self.stroke_opacity) in NUMBER
    if self.submobjects or self.sheen_factor != 0 or len(fill) != 1 or len(stroke) != 1 or not given:
        return _init_colors(self, propagate_colors)
    fill[0, 3], stroke[0, 3] = self.fill_opacity, self.stroke_opacity
    self.set_background_stroke(
        color=self.background_stroke_color, width=self.background_stroke_width, opacity=self.background_stroke_opacity
    )
    self.sheen_direction = np.array(self.sheen_direction)
    return self


@lru_cache(maxsize=1024)
def _rgba(colour: str) -> np.ndarray:
    return ManimColor(colour).to_rgba()


WAYS: dict[tuple[Any, str], Any] = {
    **{
        (Mobject, way.__name__): way
        for way in (get_family, update, add_updater, __deepcopy__, length_over_dim, get_critical_point, get_coord)
    },
    **{(VMobject, way.__name__): way for way in (get_points_defining_boundary, generate_rgbas_array, init_colors)},
    **{(scene_module, way.__name__): way for way in (extract_mobject_family_members,)},
    **{(ConvertToOpenGL, way.__name__): way for way in (type.__instancecheck__, type.__subclasscheck__)},
}
"""The shortcuts, by what they belong to and what they are called there.

Nobody registers a class with mobjects that inherits from none: ``abc`` need not be asked what is one.
"""

OWN = {(owner, name): getattr(owner, name) for owner, name in WAYS}
"""What manim has in their places."""
