"""The truth contract: everything visible was computed, and is shown as it was computed.

:func:`audit` takes a film that was rehearsed (told without drawing a frame) and checks every beat against the trace, looked up
anew: texts to the precision that they are printed with, colours and lengths by the rule of the mobject that shows them; and the
model's equations inside the trace.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from model.errors import RenderError, clipped
from model.trace import Identity, Trace
from scenes.mobjects.theme import Theme
from scenes.telling.judging import denied, judged
from scenes.telling.scene import Beat, TraceScene

__all__ = ["Report", "Row", "audit", "require_truth", "rows"]


SHOWN, LONGEST = 3, 70
"""So many problems are told where a film is refused, each in so many letters if all of them together have more than these."""


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
    problem: str
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found: every row, every equation, and a sentence for each problem.

    ``mark`` is what must be said of where the numbers come from; empty if they were computed.
    """

    scene: str
    rows: tuple[Row, ...]
    identities: tuple[Identity, ...]
    problems: tuple[str, ...]
    mark: str

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "scene": self.scene,
            "mark": self.mark,
            "problems": list(self.problems),
            "identities": [identity._asdict() | {"holds": identity.holds} for identity in self.identities],
            "rows": [asdict(row) for row in self.rows],
        }


def audit(scene: TraceScene) -> Report:
    """Check all that was seen of a film that has been told, and the equations of its traces."""
    traces = scene.brief.traces
    found = tuple(row for number, beat in enumerate(scene.beats) for row in rows(number, beat, traces, scene.theme))
    identities = tuple(equations(traces))
    broken = [_failing(each, each.name) for each in identities if not each.holds]
    said = {
        f"{row.key or 'a value'}{list(row.index)} {row.problem}": f"Beat {row.beat}" for row in reversed(found) if row.problem
    }
    for number, beat in enumerate(scene.beats):
        said |= {f"“{text}” holds a number that no reading accounts for": f"Beat {number}" for text in beat.unbound}
    for sentence, second in _between_beats(scene):
        said.setdefault(sentence, f"At {second:.2f} s")
    problems = (*broken, *(f"{when}: {what}." for what, when in said.items()))
    mark = "; ".join(dict.fromkeys(trace.provenance.says for trace in traces if trace.provenance.says))
    return Report(type(scene).__name__, found, identities, problems, mark)


def require_truth(report: Report) -> None:
    """Raise :class:`RenderError` with the first problems of a report that has any."""
    if report.problems:
        shown = report.problems[:SHOWN]
        if sum(map(len, shown)) > SHOWN * LONGEST:
            short = {_failing(each, each.name): _failing(each, _left_side(each)) for each in report.identities}
            shown = tuple(short.get(each, clipped(each, LONGEST)) for each in shown)
        more = f" (and {len(report.problems) - SHOWN} more)" if len(report.problems) > SHOWN else ""
        raise RenderError(f"{report.scene} does not show what was computed: {' '.join(shown)}{more}")


def _left_side(identity: Identity) -> str:
    """Return how an equation is called where there is no room for the whole."""
    return f"the equation of {identity.name.partition(' ')[0].rstrip(',')}"


def _failing(identity: Identity, called: str) -> str:
    return f"In the trace, {called} fails by {identity.error:.1e}, rounding explains {identity.bound:.1e}."


def equations(traces: Sequence[Trace]) -> Iterator[Identity]:
    """Yield every equation of one trace, or of several, each then with the number of its trace."""
    for number, trace in enumerate(traces, start=1):
        for each in trace.identities():
            yield each if len(traces) == 1 else each._replace(name=f"{each.name} (trace {number})")


def rows(number: int, beat: Beat, traces: Sequence[Trace], theme: Theme) -> Iterator[Row]:
    """Yield a checked row for every display of a beat."""
    for display in beat.displays:
        value, problem = judged(display, traces, theme)
        reading = display.reading
        yield Row(number, reading.key, reading.index, value, display.aspect, display.shown, problem, reading.of)


def _between_beats(scene: TraceScene) -> Iterator[tuple[str, float]]:
    """Yield what was wrong at the ends of plays and within them, and the second at which it was seen."""
    if scene.witness is None:
        return
    yield from scene.witness.problems.items()
    for second, display in scene.witness.facts.values():
        if sentence := denied(display, scene.brief.traces, scene.theme):
            yield sentence, second
