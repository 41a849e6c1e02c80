"""What is to be seen, and in which order: manim's own rules, in one walk over the scene."""

from collections.abc import Iterable

from manim import Mobject

__all__ = ["displayed"]


def displayed(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """Return the members of ``mobjects`` that have points, in the order in which manim's ``Camera`` draws them.

    manim strings the families together, keeps the last of each member, and sorts by ``z_index``. Walked backwards that is the
    first of each, so a member that was seen need not be entered again: the cost grows with the members, not with their pairs.
    """
    seen: set[int] = set()
    backwards: list[Mobject] = []
    _collect(list(mobjects), seen, backwards)
    backwards.reverse()
    if len({member.z_index for member in backwards}) > 1:
        backwards.sort(key=lambda member: member.z_index)
    return backwards


def _collect(mobjects: list[Mobject], seen: set[int], found: list[Mobject]) -> None:
    for mobject in reversed(mobjects):
        name = id(mobject)
        if name not in seen:
            if mobject.submobjects:
                _collect(mobject.submobjects, seen, found)
            seen.add(name)
            if len(mobject.points):
                found.append(mobject)
