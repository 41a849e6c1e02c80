"""The base of films of a clock: a network reads rounds of ticks, each with a tock at its end; and a study of such networks."""

from collections.abc import Mapping
from typing import Any

from model.calling import study_file
from model.errors import UsageError
from model.trace import Study, Trace
from model.trace.order import OrderTrace
from model.trace.ticking import rounds_of
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.story import Told

__all__ = ["KINDS", "RECORD", "ClockFilm"]

SOUNDS = "tick", "tock"
"""What a clock says, in the order of the labels: its captions say so too."""
RECORD = study_file("counting")
"""The study of which the film tells at its end."""
KINDS = "lstm", "lstm_peephole"
"""The kinds of cells that it compares there: without peepholes, and with them."""


class ClockFilm(TraceScene):
    """A film of a network that must count, with the study of counting beside it."""

    trace_type = OrderTrace
    studies = (RECORD,)
    takes = ("ticks",)
    longest = 26
    STUDY = 1
    """Where the study is among the traces that readings count."""

    @classmethod
    def made(cls, asked: Mapping[str, str], progress: Told | None = None) -> tuple[Trace, ...]:
        """Return what a network computes of so many ticks as were asked for; ``progress`` hears how far its training is.

        Raises :class:`UsageError` for what is no number of ticks.
        """
        from model.recipes import clock  # here, so that filming saved traces trains nothing

        ticks = clock.ticks_of(asked["ticks"]) if "ticks" in asked else clock.TICKS
        return (clock.clock_trace(ticks, progress),)

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if it is of no clock, or of too many ticks."""
        super().check(brief)
        trace: Any = brief.trace
        require_room(trace, Room("label", "labels", 2))
        rounds = rounds_of(trace.tokens)
        if not rounds or rounds[-1].end + 1 < len(trace.tokens) or tuple(trace.labels) != SOUNDS or trace.tokens[0] != SOUNDS[0]:
            raise UsageError("This film tells of a clock: of rounds of two ticks or more, and a tock at the end of each.")
        if (most := max(len(each.times) for each in rounds)) > cls.longest // 2:
            raise UsageError(f"This film has room for {cls.longest // 2} items in a round, one has {most}.")

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if what is to be shown beside is no study of counting with both cells."""
        super().admit(brief)
        for study in brief.studies:
            if study.provenance.study != "counting":
                raise UsageError(f"This film shows the study of counting, not that of {study.provenance.study}.")
            for kind in KINDS:
                study.index("on_time", cell=kind)

    @property
    def study(self) -> Study:
        """The study."""
        return self.brief.studies[0]
