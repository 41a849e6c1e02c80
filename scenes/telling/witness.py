"""Who looks at a film while it is told: at the end of every play, and within each play in which something moves.

Laws about what is seen are applied at once. What is shown of the trace is gathered, each fact once, for the audit to look up.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from manim import Mobject

from scenes.mobjects.reading import Display, Reading
from scenes.mobjects.text import Paragraph
from scenes.mobjects.values import Patch
from scenes.telling.emptiness import Emptiness
from scenes.telling.judging import denied
from scenes.telling.laws import AT_REST, IN_MOTION, IN_PLAY
from scenes.telling.passage import Passage
from scenes.telling.seen import Known, Look, shown
from scenes.telling.stillness import Stillness

__all__ = ["WITHIN", "Fact", "Witness", "faults"]

WITHIN = (0.25, 0.5, 0.75)
"""Where within a play is looked, in parts of its run time."""
LENGTHS = frozenset({"length", "width"})
"""What is measured at rest only: on its way a bar is as long as where it comes from."""

Fact = tuple[str, tuple[int, ...], str, float | str, int]
"""A key, an index, an aspect, what is shown, and of which trace it is."""


class Witness:
    """What was seen of a film: ``problems`` and the second at which each was seen first; ``facts`` likewise, with displays.

    ``stillness`` knows when something was in motion, ``emptiness`` where nothing was.
    """

    def __init__(self) -> None:
        self.problems: dict[str, float] = {}
        self.facts: dict[Fact, tuple[float, Display]] = {}
        self.moments = 0
        self.stillness, self.emptiness = Stillness(), Emptiness()
        self._known, self._passing = Known(), Known()
        self._colours: dict[tuple[int, bytes], Reading] = {}
        self._rest: Look | None = None
        self._passage: Passage | None = None

    def look(self, scene: Any, moving: Iterable[Mobject] | None = None) -> None:
        """Look at a scene as it is now: at all of it, at rest, or within a play at what is ``moving``."""
        within, now = moving is not None, float(scene.time)
        look = Look(moving, self._passing) if moving is not None else Look(scene.mobjects, self._known)
        if not within:
            self.stillness.note(scene)
            self.emptiness.note(scene, look)
            self._known.forget_others(look)
            self._passing, self._rest, self._passage = self._known.copy(), look, None
        self.moments += 1
        for problem in chain(_broken(look, scene, within), self._moving_wrongly(look, scene) if within else ()):
            self.problems.setdefault(problem, now)
        for display in self._fresh_displays(look, within):
            reading = display.reading
            fact = reading.key, reading.index, display.aspect, display.shown, reading.of
            if fact not in self.facts:
                self.facts[fact] = now, display

    def _moving_wrongly(self, look: Look, scene: Any) -> list[str]:
        """Return what is wrong with how things move."""
        if self._passage is None:
            self._passage = Passage(scene, self._rest or Look([]))
        return _in_play(self._passage, look, scene)

    def _fresh_displays(self, look: Look, within: bool) -> Iterator[Display]:
        """Yield what is shown by things that look otherwise than before, or show something else; colours of one value once."""
        things = [leaf for leaf, fresh in zip(look.leaves, look.fresh, strict=True) if fresh and self._is_news(leaf)]
        things += look.new_of(Paragraph)
        for thing in things:
            if hasattr(type(thing), "displays"):
                yield from (each for each in thing.displays() if not (within and each.aspect in LENGTHS))

    def _is_news(self, leaf: Any) -> bool:
        """Tell whether a patch has a colour that was not seen of its value; of others, always."""
        if type(leaf) is not Patch:
            return True
        seen = id(leaf.reading), leaf.fill_rgbas[:, :3].tobytes()  # however opaque it is
        news = seen not in self._colours
        self._colours[seen] = leaf.reading  # kept, so that its id is nobody else's
        return news


def faults(scene: Any, within: bool) -> list[str]:
    """Return all that is wrong with a scene as it is now, at once: laws that are broken, and displays that the trace denies."""
    look = Look(scene.mobjects)
    said = (denied(display, scene.brief.traces, scene.theme) for display in _displays(look, within))
    moving: list[str] = []
    if within:
        passage = Passage(scene, look)
        moving = _in_play(passage, Look(part.animation.mobject for part in passage.parts if part.moves), scene)
    return [*_broken(look, scene, within), *moving, *filter(None, said)]


def _in_play(passage: Passage, look: Look, scene: Any) -> list[str]:
    return [problem for law in IN_PLAY for problem in law(passage, look, scene)]


def _broken(look: Look, scene: Any, within: bool) -> list[str]:
    return [problem for law in (IN_MOTION if within else AT_REST) for problem in law(look, scene)]


def _displays(look: Look, within: bool) -> list[Display]:
    return [display for display in shown(look)[0] if not (within and display.aspect in LENGTHS)]
