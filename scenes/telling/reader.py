"""The base of films of a reader: how they name a step, and how they tell its verdict."""

from collections.abc import Iterator
from typing import Any, ClassVar

from manim import Animation

from model.errors import UsageError, counted
from model.trace import ReaderTrace, Trace
from scenes.mobjects.bars import Verdict
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.text import Label, settled
from scenes.telling.room import Room, require_room
from scenes.telling.scene import Brief, TraceScene

__all__ = ["ReaderFilm"]


class ReaderFilm(TraceScene):
    """A film of a trace in which words are read one by one, with a verdict after each."""

    trace_type: ClassVar[type[Trace]] = ReaderTrace
    model = "reviews"
    most_units: ClassVar[int | None] = None
    most_features: ClassVar[int | None] = None

    @classmethod
    def check(cls, brief: Brief) -> None:
        """Raise :class:`UsageError` or :class:`TraceError` if this film cannot show what the brief asks for."""
        super().check(brief)
        if (labels := len(brief.trace.lookup("labels"))) < 2:
            raise UsageError(f"This film shows how a verdict comes about: of {counted(labels, 'label')} there is none to choose.")
        require_room(brief.trace, Room("unit", "hidden", cls.most_units), Room("feature", "inputs", cls.most_features))

    @property
    def networks(self) -> tuple[Any, ...]:
        """The traces, each of a network."""
        return self.brief.runs

    def both(self) -> Iterator[int]:
        """Yield the indices of the traces."""
        yield from range(len(self.networks))

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.trace.tokens)

    def where(self, time: int) -> Phrase:
        """Return a step as the header names it."""
        numbers = {"number": self.value("word_numbers", time), "count": self.value("sizes.time")}
        return phrase("word {number:0} of {count:0}", **numbers)

    def training(self, x: float, y: float) -> list[Label]:
        """Return what the network was trained on, around a place, if its source says so: not all films are of one network."""
        if not str(getattr(self.trace.provenance, "task", "")).strip():
            return []
        said, theme = phrase("trained on {task}", task=self.value("provenance.task")), self.theme
        made = settled(said, theme=theme, size=theme.small, room=self.frame.width / 2, colour="muted")
        return [stays(made.sit_amid(x, y))]

    def verdict(self, time: int) -> dict[str, Reading]:
        """Return a word, the most probable label after it and the probability of that, as the fields of a caption."""
        return {
            "word": self.value("tokens", time),
            "verdict": self.value("verdicts", time),
            "share": self.value("verdict_probabilities", time),
        }

    @staticmethod
    def verdict_grows(panel: Verdict, seconds: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return animations in which the bars of a verdict grow, and their names and numbers come, in a part of the time."""
        entries: list[Any] = list(panel)
        bars = [Grow(bar, "left", window=window, run_time=seconds) for _, bar, _ in entries]
        said = [Appear(each, window=window, run_time=seconds) for name, _, number in entries for each in (name, number)]
        return [*bars, *said]
