"""What can be seen of mobjects: the readings that they show, and texts with digits that no reading accounts for."""

from itertools import chain
from typing import Any

from manim import Mobject

from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Display

__all__ = ["shown"]


def shown(mobjects: list[Mobject]) -> tuple[tuple[Display, ...], tuple[str, ...]]:
    """Return the displays of everything visible, and the visible texts that hold digits without a reading."""
    displays: list[Display] = []
    unbound: list[str] = []
    for member in chain.from_iterable(map(_visible, mobjects)):
        if hasattr(type(member), "displays"):  # asked of the class: manim's mobjects are slow to say what they lack
            displays.extend(member.displays())
        said = vars(member).get("phrase")
        if said is None:
            unbound.append(_typed(member))
        elif said.unbound:
            unbound.append(said.text)
    return tuple(displays), tuple(filter(None, unbound))


def _visible(mobject: Mobject) -> list[Any]:
    """Return the members of a family of which any part can be seen."""
    family = mobject.get_family()
    seen: set[int] = set()
    for member in reversed(family):  # parts come before what they are parts of
        if _can_be_seen(member) or not seen.isdisjoint(map(id, member.submobjects)):
            seen.add(id(member))
    return [member for member in family if id(member) in seen]


def _can_be_seen(member: Any) -> bool:
    """Tell whether a mobject has a fill or a line of its own that can be seen."""
    if not len(member.points):
        return False
    return bool(member.get_fill_opacity() > 0 or (member.get_stroke_opacity() > 0 and member.get_stroke_width() > 0))


def _typed(mobject: Any) -> str:
    """Return the digits-bearing source of a text mobject that is not ours (manim's Text, Typst, DecimalNumber, ...), or nothing.

    The digits in our own letters and equations are part of the mathematics: both come from tables, never from a story.
    """
    if isinstance(mobject, (Symbol, Equation)):
        return ""
    has = vars(mobject)
    sources = (str(has[name]) for name in ("original_text", "tex_string", "typst_code", "number") if name in has)
    return next((source for source in sources if any(map(str.isdigit, source))), "")
