"""Readings: values that remember where in a trace they come from, and what a mobject makes of them.

The truth contract rests on these. A mobject that shows a value takes a :class:`Reading` and tells, through ``displays()``, what
it shows of it and by which rule; the audit looks the value up again in the trace, applies the rule and compares.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import floor, log10
from string import Formatter
from typing import Any, NamedTuple, Self
from unicodedata import category

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "COPIED",
    "MINUS",
    "SHORT",
    "Caption",
    "Display",
    "Phrase",
    "Reading",
    "Readings",
    "Value",
    "decimals",
    "fitting",
    "in_one_line",
    "joined",
    "phrase",
    "readings",
    "shortened",
    "spell",
    "telling",
    "written",
]

Value = float | str
"""What a reading holds: a number or a text."""
MINUS = "−"
GROUPED = 9999.5
"""From here on a number has five digits."""
NOUGHTS = 5
"""A number with so many noughts behind its point, before its first figure, is printed with a power of ten."""
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
COPIED = "copied"
"""How a written word is marked that is a copy of one that was read."""
BLANKS = {" ": "␣", "\n": "↵", "\r": "↵", "\t": "⇥"}
"""What stands for a blank in a text that is nothing but blanks, such as a token of letters has."""
SHORT, LEAST = 16, 2
"""So many letters of a word stand in a caption; and of one that is shortened at the least: one, and the ellipsis."""
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


class _Constant:
    """A record that manim's copying leaves alone: it never changes."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Reading(_Constant):
    """One value of a trace: the key and the index under which it is found there, and the value itself.

    ``of`` says of which trace, in a film of several.
    """

    key: str
    index: tuple[int, ...]
    value: Value
    of: int = 0


Caption = tuple[str, dict[str, Reading]]
"""What a caption says, as a template, and the readings of its fields."""


class Display(NamedTuple):
    """What a mobject shows of a reading: the ``aspect`` (text, size, fill, length), what is there, and its rule.

    In a phrase, ``name`` is that of the field which the reading fills.
    """

    reading: Reading
    aspect: str
    shown: Value
    rule: Callable[[Any], Value]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Readings(_Constant):
    """An array of a trace, or a part of it, whose every entry can still say its key and index, and of which trace it is."""

    key: str
    index: tuple[int, ...]
    values: NDArray[Any]
    of: int = 0

    def __getitem__(self, position: int) -> Reading:
        """Return the entry at ``position`` of a one-dimensional array."""
        return self._entry((position,))

    def row(self, position: int) -> "Readings":
        """Return the sub-array at ``position`` of the first axis."""
        return Readings(self.key, (*self.index, position), self.values[position], self.of)

    def __len__(self) -> int:
        return len(self.values)

    def whole(self) -> Reading:
        """Return the one value that there is, where no axis is left."""
        return self._entry(())

    def flat(self) -> Iterator[Reading]:
        """Yield every single entry, last axis fastest."""
        yield from map(self._entry, np.ndindex(self.values.shape))

    def _entry(self, position: tuple[int, ...]) -> Reading:
        value = self.values[position]
        return Reading(self.key, (*self.index, *position), str(value) if isinstance(value, str) else float(value), self.of)


def readings(values: "ArrayLike | Readings") -> Readings:
    """Return ``values`` as readings; a plain array becomes readings without a key, which an audit will not accept."""
    return values if isinstance(values, Readings) else Readings("", (), np.asarray(values))


def decimals(value: float) -> int:
    """Return how many decimals keep a number within five characters: 2 below 10, 1 below 100, none above."""
    magnitude = abs(value)
    return 2 if magnitude < 9.995 else 1 if magnitude < 99.95 else 0


def telling(value: float, most: int = 5) -> int:
    """Return how many decimals keep a positive value from being printed as nought, or as one if it is below; at most ``most``."""
    places = decimals(value)
    while places < most and (round(value, places) == 0 or round(value, places) == 1 > value):
        places += 1
    return places


def spell(value: Value, places: int | None = None) -> str:
    """Return a value as it is printed: text :func:`in_one_line`, numbers with true minus sign and never a negative nought.

    The thousands of a number of five digits and more are set apart by commas, as in the docs. A tiny one has a power of ten.
    """
    if isinstance(value, str):
        return in_one_line(value)
    if places is not None and 0 < abs(value) < 10.0**-NOUGHTS and (figures := places + floor(log10(abs(value)))) >= 0:
        base, _, power = f"{value:.{figures}e}".partition("e")
        return f"{base.replace('-', MINUS)} × 10{str(int(power)).translate(RAISED)}"
    group = "," if abs(value) >= GROUPED else ""
    text = f"{value:{group}.{decimals(value) if places is None else places}f}"
    if not group and float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", MINUS)


class Phrase(NamedTuple):
    """A text with readings in it: ``text`` as printed, ``bare`` without the readings, ``displays`` of what was filled in.

    ``starts`` says where in the text each display begins.
    """

    text: str
    bare: str
    displays: tuple[Display, ...] = ()
    starts: tuple[int, ...] = ()

    @property
    def unbound(self) -> str:
        """The digits that no reading accounts for."""
        return "".join(re.findall(r"\d", self.bare))

    def shortened(self, most: int) -> "Phrase":
        """Return the same phrase, in which no reading that is a text is printed with more than ``most`` letters."""
        if not any(isinstance(each.reading.value, str) and len(str(each.shown)) > most for each in self.displays):
            return self
        text, end, rule = "", 0, partial(shortened, most=most)
        displays, starts = list(self.displays), []
        for number, (display, start) in enumerate(zip(self.displays, self.starts, strict=True)):
            text, end = text + self.text[end:start], start + len(str(display.shown))
            if isinstance(display.reading.value, str) and len(str(display.shown)) > most:
                displays[number] = display._replace(shown=rule(display.reading.value), rule=rule)
            starts.append(len(text))
            text += str(displays[number].shown)
        return Phrase(text + self.text[end:], self.bare, tuple(displays), tuple(starts))


def phrase(template: str, /, **fields: Reading) -> Phrase:
    """Fill ``template``'s ``{name}`` fields with readings.

    ``{name:3}`` prints three decimals, ``{name:0}`` a whole number, ``{name:|2}`` two decimals and no sign, ``{name:short}`` cuts
    a long word. ``{name:s}`` prints an s behind what is counted, unless there is one.
    """
    text, bare, displays, starts = "", "", [], []
    for literal, name, spec, _ in Formatter().parse(template):
        text, bare = text + literal, bare + literal
        if name is not None and spec == "s":
            ending = "" if fields[name].value == 1 else "s"
            text, bare = text + ending, bare + ending
        elif name is not None:
            rule = _rule(spec)
            printed = rule(fields[name].value)
            starts.append(len(text))
            text += printed
            displays.append(Display(fields[name], "size" if spec and spec.startswith("|") else "text", printed, rule, name))
    return Phrase(text, bare, tuple(displays), tuple(starts))


def joined(joint: str, *parts: Phrase) -> Phrase:
    """Return phrases as one, with ``joint`` between them."""
    starts, end = [], 0
    for part in parts:
        starts += [end + start for start in part.starts]
        end += len(part.text) + len(joint)
    text, bare = (joint.join(getattr(part, name) for part in parts) for name in ("text", "bare"))
    return Phrase(text, bare, tuple(display for part in parts for display in part.displays), tuple(starts))


def written(word: Reading, *, copied: bool) -> Phrase:
    """Return a word that is written, with a mark if it is a copy of one that was read."""
    return phrase(f"{{word}} ({COPIED})" if copied else "{word}", word=word)


def fitting(said: Phrase, fits: Callable[[Phrase], bool]) -> Phrase:
    """Return a phrase with its words shortened as little as it takes to fit, all to one length; to one letter at the least."""
    longest = max((len(str(each.shown)) for each in said.displays if isinstance(each.reading.value, str)), default=0)
    if longest <= LEAST or fits(said):
        return said
    too_long = bisect_left(range(LEAST, longest), True, key=lambda most: not fits(said.shortened(most)))
    return said.shortened(max(LEAST, LEAST + too_long - 1))


def _rule(spec: str | None) -> Callable[[Any], str]:
    if spec == "short":
        return shortened
    if spec and spec.startswith("|"):
        return lambda value: spell(abs(value), int(spec[1:]))
    return (lambda value: spell(value, int(spec))) if spec else spell


def shortened(word: str, most: int = SHORT) -> str:
    """Return a word as it stands in a caption: one that is longer than ``most`` characters ends in an ellipsis."""
    line = in_one_line(word)
    return line if len(line) <= most else line[: most - 1] + "…"


def in_one_line(text: str) -> str:
    """Return a text as it is written: in one line, without signs that are not seen; blanks show only where nothing else does."""
    seen = "".join(sign for sign in text if sign in JOINERS or category(sign) != "Cf") if not text.isascii() else text
    return " ".join(seen.split()) or "".join(BLANKS.get(sign, BLANKS[" "]) for sign in seen or " ")
