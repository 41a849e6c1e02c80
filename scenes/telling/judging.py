"""Is a display what the trace has? Values are looked up anew, and judged by rules of ours, not of the mobject that shows them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from model.errors import TraceError
from model.trace import Trace
from scenes.mobjects.reading import MINUS, Display, in_one_line
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import SCALES
from scenes.telling.notations import notation_of

__all__ = ["TOLERANCE", "denied", "judged", "look_up", "misprint"]

TOLERANCE = 4e-6
"""By how much a length may differ from its rule, relative to its size: a bar of nought has some, so as to have a place."""
ELLIPSIS = "…"
LIFTED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
"""How the signs "-0123456789" look in a power of ten."""


def judged(display: Display, traces: Sequence[Trace], theme: Theme) -> tuple[float | str, str]:
    """Return the value of a display's reading in its trace, and in a few words what is wrong with what is shown, or nothing."""
    reading = display.reading
    try:
        value = look_up(traces[reading.of], reading.key, reading.index)
    except (TraceError, IndexError, TypeError):
        return reading.value, "is in no trace: nothing computed it"
    if display.aspect == "fill":
        return value, _fill(display, value, traces[reading.of], theme)
    return value, _problem(display, value)


def denied(display: Display, traces: Sequence[Trace], theme: Theme) -> str:
    """Say which value a display shows wrongly, and how; nothing if it is right."""
    _, problem = judged(display, traces, theme)
    return f"{display.reading.key or 'a value'}{list(display.reading.index)} {problem}" if problem else ""


def look_up(trace: Trace, key: str, index: tuple[int, ...]) -> float | str:
    """Return one value of a trace; raises TraceError, IndexError or TypeError if it is not there."""
    value: Any = SCALE_ENDS[key] if key in SCALE_ENDS else trace.lookup(key)
    for position in index:
        if isinstance(value, str):
            raise TypeError(f"{key} is a text, it has no part at {position}")
        value = value[position]
    return value if isinstance(value, str) else float(value)


def _problem(display: Display, value: float | str) -> str:
    if display.aspect == "size" and not isinstance(value, str):  # its side says which sign it has
        return misprint(str(display.shown), abs(value))
    if display.aspect == "text":
        return _text(display, value)
    expected = display.rule(value)
    if isinstance(expected, str) or isinstance(display.shown, str):
        return "" if display.shown == expected else f"is {value!r} and should show {expected}, not {display.shown}"
    return _long(display, expected, value)


def _text(display: Display, value: float | str) -> str:
    shown = str(display.shown)
    if not isinstance(value, str):
        return misprint(shown, value)
    line = in_one_line(value)
    cut = shown.endswith(ELLIPSIS) and 1 < len(shown) <= len(line) and line.startswith(shown[:-1])
    return "" if shown == line or cut else f"is {value!r} and should show {value}, not {shown}"


def _fill(display: Display, value: float | str, trace: Trace, theme: Theme) -> str:
    """Judge a colour by the scale that the trace's notation gives the quantity, or by its own rule where it has none."""
    if isinstance(value, str):
        return f"is {value!r}, which has no colour"
    try:
        scale = notation_of(trace).of(display.reading.key, display.reading.index).scale
    except KeyError:
        expected = display.rule(value)
    else:
        if scale not in SCALES:
            return f"is {value!r}, which is no colour: a share is as much as there is in a vessel"
        expected = SCALES[scale](value, theme)
    return "" if display.shown == expected else f"is {value!r} and should show {expected}, not {display.shown}"


def _long(display: Display, expected: Any, value: float | str) -> str:
    close = abs(float(display.shown) - expected) <= TOLERANCE * max(1.0, abs(expected))
    return "" if close else f"is {value!r} and should be {expected:.4f} long, not {float(display.shown):.4f}"


def misprint(text: str, value: float) -> str:
    """Say what is wrong with a printed number, judged by its own decimals and by no rule of ours."""
    if not re.fullmatch(rf"{MINUS}?(\d+|\d{{1,3}}(,\d{{3}})+)(\.\d+)?( × 10⁻?[{LIFTED[1:]}]+)?", text):
        return f"is {value!r}, which {text!r} does not print"
    plain = text.replace(MINUS, "-").replace(",", "").replace(" × 10", "E")
    printed = Decimal(plain.translate(str.maketrans(LIFTED, "-0123456789")))
    places = -int(printed.as_tuple().exponent)
    half = 0.5 * 10.0**-places
    return "" if abs(float(printed) - value) <= half * (1 + 1e-9) else f"is {value!r}, which does not round to {text}"
