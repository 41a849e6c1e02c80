"""What there is to lie about at a moment of a film, and how a lie is taken back."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from manim import Mobject

__all__ = ["Undo", "changed", "contents", "differing", "leaves", "looks", "of_kind", "remembered"]

Undo = Callable[[], None]


def looks(scene: Any) -> list[bytes]:
    """Return all that can be seen, in the order of drawing, to a tenth of a pixel of the smallest film."""
    seen: list[bytes] = []
    for leaf in sorted(leaves(*scene.mobjects), key=lambda each: each.z_index):
        fill, stroke = float(leaf.get_fill_opacity()), float(leaf.get_stroke_opacity()) * (leaf.get_stroke_width() > 0)
        if fill <= 0.004 and stroke <= 0.004:
            continue
        paints = (np.r_[leaf.fill_rgbas[0], leaf.stroke_rgbas[0], leaf.get_stroke_width()] * 255).round()
        seen.append((leaf.points * 600).round().astype(np.int32).tobytes() + paints.tobytes())
    return seen


def changed(before: list[bytes], scene: Any) -> bool:
    """Tell whether the picture is another one; where only the order of like things is, it is the same."""
    after = looks(scene)
    return after != before and sorted(after) != sorted(before)


def contents(scene: Any) -> dict[int, str]:
    """Return what each member of a scene shows and where it is, in words, by its id."""
    return {id(member): _described(member) for mobject in scene.mobjects for member in mobject.get_family()}


def _described(member: Any) -> str:
    has = vars(member)
    readings = (
        [display.reading for display in has["phrase"].displays]
        if "phrase" in has
        else [has["reading"]]
        if "reading" in has
        else []
    )
    shown = [repr(has["phrase"].text)] if "phrase" in has else [type(member).__name__]
    shown += [f"{each.key}{list(each.index)}" for each in readings]
    if len(member.points):
        (x, y, _), fill = member.get_center(), float(member.get_fill_opacity())
        shown.append(f"at {x:.2f}, {y:.2f}" + (f", {fill:.2f} opaque" if 0 < fill < 1 else ""))
    return " ".join(shown)


def differing(before: dict[int, str], after: dict[int, str]) -> str:
    """Return the first thing that differs between two contents, as it was and as it is."""
    pairs = [(each, after.get(key, "nothing")) for key, each in before.items() if after.get(key) != each]
    return " -> ".join(next(iter(pairs), ("nothing", "something")))


def leaves(*mobjects: Mobject) -> list[Any]:
    """Return all members of some families that have an outline, each once."""
    found = {id(member): member for each in mobjects for member in each.get_family() if len(member.points)}
    return list(found.values())


def of_kind(scene: Any, *kinds: type) -> Iterator[Any]:
    """Yield what is on screen of some classes, if it can be seen."""
    seen: set[int] = set()
    for mobject in scene.mobjects:
        for member in mobject.get_family():
            if isinstance(member, kinds) and id(member) not in seen and any(map(_visible, leaves(member))):
                seen.add(id(member))
                yield member


def _visible(leaf: Any) -> bool:
    return float(leaf.get_fill_opacity()) > 0.05 or (float(leaf.get_stroke_opacity()) > 0.05 and leaf.get_stroke_width() > 0)


def remembered(scene: Any, *mobjects: Mobject) -> Undo:
    """Remember some families, and what is in the scene; return how to bring all of it back."""
    members = [member for each in mobjects for member in each.get_family()]
    states = [(member, {name: _copied(value) for name, value in vars(member).items()}) for member in members]
    present = list(scene.mobjects)

    def undo() -> None:
        """Bring back what the scene held, and all that its members were."""
        scene.mobjects[:] = present
        for member, state in states:
            vars(member).clear()
            vars(member).update(state)

    return undo


def _copied(value: Any) -> Any:
    return value.copy() if type(value) in (np.ndarray, list, dict) else value
