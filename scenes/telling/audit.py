"""The truth contract: everything visible was computed, and is shown as it was computed.

:func:`audit` takes a film that was rehearsed (told without drawing a frame) and checks every beat against the trace, looked up
anew: texts to the precision that they are printed with, colours and lengths by the rule of the mobject that shows them; and the
model's equations inside the trace.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from model.errors import RenderError, TraceError
from model.trace import Identity, Trace
from scenes.mobjects.reading import MINUS, Display
from scenes.telling.scene import Beat, TraceScene

__all__ = ["Report", "Row", "audit", "require_truth", "rows"]

TOLERANCE = 1e-6
"""By how much a length may differ from its rule, relative to its size."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing shown at the end of a beat: which reading, its value in the trace, and what is on screen.

    ``problem`` says in a few words what is wrong, or is empty.
    """

    beat: int
    key: str
    index: tuple[int, ...]
    value: float | str
    aspect: str
    shown: float | str
    problem: str = ""
    of: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found: every row, every equation, and a sentence for each problem."""

    scene: str
    rows: tuple[Row, ...]
    identities: tuple[Identity, ...]
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "scene": self.scene,
            "problems": list(self.problems),
            "identities": [identity._asdict() | {"holds": identity.holds} for identity in self.identities],
            "rows": [asdict(row) for row in self.rows],
        }


def audit(scene: TraceScene) -> Report:
    """Check all beats of a film that has been told, and the equations of its traces."""
    traces = scene.brief.traces
    found = tuple(row for number, beat in enumerate(scene.beats) for row in rows(number, beat, traces))
    identities = tuple(equations(traces))
    problems = [
        *(
            f"In the trace, {each.name} fails by {each.error:.1e}, rounding explains {each.bound:.1e}."
            for each in identities
            if not each.holds
        ),
        *(f"Beat {row.beat}: {row.key or 'a value'}{list(row.index)} {row.problem}." for row in found if row.problem),
        *(
            f"Beat {number}: “{text}” holds a number that no reading accounts for."
            for number, beat in enumerate(scene.beats)
            for text in beat.unbound
        ),
    ]
    return Report(type(scene).__name__, found, identities, tuple(dict.fromkeys(problems)))


def require_truth(report: Report) -> None:
    """Raise :class:`RenderError` with the first problems of a report that has any."""
    if report.problems:
        more = f" (and {len(report.problems) - 3} more)" if len(report.problems) > 3 else ""
        raise RenderError(f"{report.scene} does not show what was computed: {' '.join(report.problems[:3])}{more}")


def equations(traces: Sequence[Trace]) -> Iterator[Identity]:
    """Yield every equation of one trace, or of several, each then with the number of its trace."""
    for number, trace in enumerate(traces, start=1):
        for each in trace.identities():
            yield each if len(traces) == 1 else each._replace(name=f"{each.name} (trace {number})")


def rows(number: int, beat: Beat, traces: Sequence[Trace]) -> Iterator[Row]:
    """Yield a checked row for every display of a beat."""
    for display in beat.displays:
        reading = display.reading
        try:
            value = look_up(traces[reading.of], reading.key, reading.index)
        except (TraceError, IndexError, TypeError):
            yield _row(number, display, reading.value, "is in no trace: nothing computed it")
        else:
            yield _row(number, display, value, _problem(display, value))


def look_up(trace: Trace, key: str, index: tuple[int, ...]) -> float | str:
    """Return one value of a trace; raises TraceError, IndexError or TypeError if it is not there."""
    value = trace.lookup(key)
    for position in index:
        value = value[position]
    return value if isinstance(value, str) else float(value)


def _row(number: int, display: Display, value: float | str, problem: str) -> Row:
    reading = display.reading
    return Row(number, reading.key, reading.index, value, display.aspect, display.shown, problem, reading.of)


def _problem(display: Display, value: float | str) -> str:
    """Say what is wrong with a display of ``value``, or nothing."""
    if display.aspect == "text" and not isinstance(value, str):
        return _misprint(str(display.shown), value)
    expected = display.rule(value)
    if isinstance(expected, str) or isinstance(display.shown, str):
        return "" if display.shown == expected else f"is {value!r} and should show {expected}, not {display.shown}"
    close = abs(display.shown - expected) <= TOLERANCE * max(1.0, abs(expected))
    return "" if close else f"is {value!r} and should be {expected:.4f} long, not {display.shown:.4f}"


def _misprint(text: str, value: float) -> str:
    """Say what is wrong with a printed number, judged by its own decimals and by no rule of ours."""
    if not re.fullmatch(rf"{MINUS}?\d+(\.\d+)?", text):
        return f"is {value!r}, which {text!r} does not print"
    printed = Decimal(text.replace(MINUS, "-"))
    places = -int(printed.as_tuple().exponent)
    half = 0.5 * 10.0**-places
    return "" if abs(float(printed) - value) <= half * (1 + 1e-9) else f"is {value!r}, which does not round to {text}"
