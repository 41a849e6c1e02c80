"""The base of films of five wirings: what networks compute that read and write one digit or several, of the same digits."""

from functools import cached_property
from typing import Any, ClassVar

from model.errors import UsageError
from model.trace.wiring import WiringTrace
from scenes.mobjects.reading import Caption, Phrase, joined, phrase
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene

__all__ = ["WiringFilm"]


class WiringFilm(TraceScene):
    """A film of five networks, each in one run: one that reads a digit and writes one, and so on, in the order of ``models``."""

    trace_type = WiringTrace
    traces = 5
    one_text = False
    models = ("one_to_one", "one_to_many", "many_to_one", "many_to_many_lagged", "many_to_many")
    cell_kinds = ("rnn",)
    needs = ("weight", "bias")
    sentences = False
    longest = 8
    most_units: ClassVar[int] = 20
    SINGLE, DOWN, SUM, LAGGED, IN_STEP = range(5)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if there are too many units."""
        super().check(brief)
        require_room(brief.trace, Room("unit", "hidden", cls.most_units))

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if the traces are not of the five wirings, of the same digits."""
        super().admit(brief)
        runs: Any = brief.runs
        if (wirings := tuple(trace.wiring for trace in runs)) != cls.models:
            raise UsageError(
                f"This film tells of the wirings {', '.join(cls.models)}, in this order, not of {', '.join(wirings)}."
            )
        if len({trace.read for trace in runs[: cls.SUM]}) > 1 or len({trace.read for trace in runs[cls.SUM :]}) > 1:
            raise UsageError("This film's first two wirings are to read the same digit, and its last three the same digits.")

    @cached_property
    def runs(self) -> tuple[Any, ...]:
        """The five traces."""
        return self.brief.traces

    def told(self, of: int, right: str, wrong: str, **fields: Any) -> Caption:
        """Return what is said of what was written: one thing if it is right, another if it is not."""
        said = right if self.runs[of].is_right else wrong
        return said, {name: value for name, value in fields.items() if f"{{{name}" in said}

    def origin(self) -> Phrase:
        """Return where the numbers come from: what each network gets right, of what, and its fingerprint."""
        said = []
        for of, trace in enumerate(self.runs):
            names = {name: self.value(f"provenance.{name}", of=of) for name in ("score", "score_count", "fingerprint")}
            what = "of all {score_count:0}" if trace.reads == 1 else "of {score_count:0} unseen"
            said.append(phrase(f"{{score:3}} {what} ({{fingerprint}})", **names))
        said[0] = joined(" ", phrase("five plain cells, right on"), said[0])
        return joined(" · ", *([weak] if (weak := self.weakness()) else []), *said)

    def weakness(self) -> Phrase | None:
        """Return which wirings are wrong here, if any is."""
        wrong = [of for of in range(self.traces) if not self.runs[of].is_right]
        if not wrong:
            return None
        return joined(" · ", *(phrase("{name} is wrong here", name=self.value("provenance.model", of=of)) for of in wrong))
