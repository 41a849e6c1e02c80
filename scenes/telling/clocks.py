"""The base of films of a clock: a network reads rounds of ticks, each with a tock at its end; and a study of such networks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.errors import UsageError
from model.trace import Study, Trace
from model.trace.order import OrderTrace
from model.trace.ticking import rounds_of
from scenes.mobjects.reading import Phrase, phrase
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene

__all__ = ["RECORD", "ClockFilm"]

SOUNDS = "tick", "tock"
"""What a clock says, in the order of the labels: its captions say so too."""
RECORD = Path(__file__).parents[2] / "docs" / "studies" / "counting.npz"
"""The study of which the film tells at its end."""


class ClockFilm(TraceScene):
    """A film of a network that must count, and of the ``STUDY`` of counting, which is its second trace."""

    trace_type = OrderTrace
    alongside = (Study,)
    traces = 2
    one_text = False
    takes = ("ticks",)
    longest = 26
    STUDY = 1

    @classmethod
    def made(cls, asked: Mapping[str, str]) -> tuple[Trace, ...]:
        """Return what a network computes of so many ticks as were asked for, and the study.

        Raises :class:`UsageError` for what is no number of ticks.
        """
        from model.recipes import clock  # here, so that filming saved traces trains nothing

        ticks = clock.ticks_of(asked["ticks"]) if "ticks" in asked else clock.TICKS
        return clock.clock_trace(ticks), Trace.load(RECORD)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, but not for a study; and also if it is of no clock, or of too many ticks."""
        trace: Any = brief.trace
        if isinstance(trace, Study):
            return
        super().check(brief)
        require_room(trace, Room("label", "labels", 2))
        rounds = rounds_of(trace.tokens)
        if not rounds or rounds[-1].end + 1 < len(trace.tokens) or tuple(trace.labels) != SOUNDS or trace.tokens[0] != SOUNDS[0]:
            raise UsageError("This film tells of a clock: of rounds of two ticks or more, and a tock at the end of each.")
        if (most := max(len(each.times) for each in rounds)) > cls.longest // 2:
            raise UsageError(f"This film has room for {cls.longest // 2} items in a round, one has {most}.")

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if the traces are not of a network and of the study of counting."""
        super().admit(brief)
        one, other = brief.traces
        if isinstance(one, Study) or not isinstance(other, Study) or other.provenance.study != "counting":
            raise UsageError("This film tells of a network that counts, and then of the study of counting: in this order.")

    @property
    def study(self) -> Study:
        """The study."""
        found = self.brief.traces[self.STUDY]
        assert isinstance(found, Study)
        return found

    @property
    def sources(self) -> tuple[Trace, ...]:
        """The network: where the study is from is said in a few words."""
        return self.brief.traces[:1]

    def weakness(self) -> Phrase:
        """Return which study is told of."""
        fields = {name: self.value(f"provenance.{name}", of=self.STUDY) for name in ("study", "date")}
        return phrase("study of {study}, {date}", **fields)
