"""What the laws say of a thing: how it is called in a sentence, and which readings it shows."""

from typing import Any

from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Reading

__all__ = ["called", "reading_of", "readings_of"]


def called(thing: Any) -> str:
    """Return how a thing is called in a sentence."""
    if isinstance(thing, (Symbol, Equation)):
        return f"the formula {thing.quantity.name}"
    has = vars(thing)
    if "values" in has:
        return f"the vector {thing.values.key}{list(thing.values.index)}"
    if "phrase" in has:
        return f"“{thing.phrase.text}”"
    reading = has.get("reading")
    return f"{reading.key}{list(reading.index)}" if reading is not None else f"a {type(thing).__name__}"


def reading_of(thing: Any) -> Reading | None:
    """Return the first reading that a thing shows, if it shows one."""
    return next(iter(readings_of(thing)), None)


def readings_of(thing: Any) -> list[Reading]:
    """Return the readings that a thing shows: that of a value, or those of a text."""
    reading, said = vars(thing).get("reading"), vars(thing).get("phrase")
    return [reading] if reading is not None else [display.reading for display in said.displays] if said is not None else []
