"""What must hold of all that can be seen: each law looks at a moment of a film and yields a sentence for all that breaks it.

They are independent of the mobjects that they judge: outlines are set anew, scales looked up by quantity, places computed from
the index of what is shown.
"""

from collections.abc import Callable, Iterator
from typing import Any

from scenes.telling.laws import belonging, motion, places, sight, writing
from scenes.telling.passage import Passage
from scenes.telling.seen import Look

__all__ = ["AT_REST", "IN_MOTION", "IN_PLAY", "Law", "PlayLaw"]

Law = Callable[[Look, Any], Iterator[str]]
"""Yields a sentence for everything in a look at a scene that breaks it."""

IN_MOTION: tuple[Law, ...] = writing.MOVING
"""What holds at every moment, while things move as well."""

AT_REST: tuple[Law, ...] = (*writing.LAWS, *places.LAWS, *belonging.LAWS, *sight.LAWS)
"""What holds at the end of every play."""

PlayLaw = Callable[[Passage, Look, Any], Iterator[str]]
"""Yields a sentence for everything within a play, in a look at what moves, that breaks it."""

IN_PLAY: tuple[PlayLaw, ...] = motion.LAWS
"""How things move, in films in which the caption comes first."""
