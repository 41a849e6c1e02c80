"""What a film is given, a brief, and what it leaves when it is told: acts and beats."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.trace import Study, Trace
from scenes.mobjects.reading import Display
from scenes.mobjects.theme import DARK, Theme

__all__ = ["Act", "Beat", "Brief"]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to film: a trace, a look and, where the film follows one word or one unit, its index (None: the film chooses).

    A film of several traces, such as of two cells on one text, has the second and all that follow in ``others``, and what was
    measured over many runs and is shown beside them in ``studies``: without any, a film shows its own. What was asked with
    options of the film's own is in ``asked``, by their names.
    """

    trace: Trace
    theme: Theme = DARK
    word: int | None = None
    others: tuple[Trace, ...] = ()
    unit: int | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    studies: tuple[Study, ...] = ()

    @property
    def runs(self) -> tuple[Trace, ...]:
        """What the film tells of: its traces, without the studies that it shows beside them."""
        return (self.trace, *self.others)

    @property
    def traces(self) -> tuple[Trace, ...]:
        """All traces, in the order in which readings count them: studies are the last."""
        return (*self.runs, *self.studies)


@dataclass(frozen=True, slots=True)
class Act:
    """A part of a film with a name: a section, and a chapter of the file. ``start`` is in seconds."""

    title: str
    start: float


@dataclass(frozen=True, slots=True)
class Beat:
    """One caption and the picture at its end: seconds, the words, and all that is on screen then.

    ``displays`` are the readings shown; ``unbound`` are texts with digits that no reading accounts for.
    """

    act: str
    start: float
    end: float
    caption: str
    displays: tuple[Display, ...]
    unbound: tuple[str, ...]
