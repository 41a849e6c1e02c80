"""What a film has of three LSTMs before a training that are alike but for their forget biases, and of the studies beside them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from model.trace import Trace
from model.trace.recall import RecallTrace
from scenes.mobjects.reading import Reading
from scenes.telling.bias_words import GAPS, GRADIENTS, LSTMS, MOMENT, require_biases, require_kinds, shown
from scenes.telling.records import Brief
from scenes.telling.story import Told

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["ThreeBiases"]


class ThreeBiases(Film):
    """What a film has of such traces, of one sentence in which one word is forgotten, beside what every film of a reader has."""

    trace_type: ClassVar[type[Trace]] = RecallTrace
    cell_kinds = ("lstm",)
    needs = ("memory", "weight")  # with that all weights of the cell are there, and its biases
    traces = 3
    studies = (GAPS, GRADIENTS)
    GAPS, GRADIENTS = 3, 4
    """Where the studies are among the traces that readings count."""

    @classmethod
    def models_for(cls, asked: Mapping[str, str]) -> tuple[str, ...]:
        """Return no names: its networks are made with it, and have learned nothing."""
        return ()

    @classmethod
    def made(cls, asked: Mapping[str, str], progress: Told | None = None) -> tuple[Trace, ...]:
        """Return what three networks compute that have learned nothing, alike but for their forget biases."""
        from model.recipes import gaps  # here, so that filming saved traces needs no recipe

        return gaps.untrained_traces()

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if the traces or the studies are not those that it compares."""
        super().admit(brief)
        require_biases(brief.runs)
        require_kinds(brief.studies or cls.own_studies(), len(brief.trace.given) - 1 - brief.trace.lookup("cue"))

    @property
    def cue(self) -> int:
        """The index of the word that is forgotten."""
        return int(self.trace.cue)

    def bias(self, of: int) -> Reading:
        """Return the forget bias of a network."""
        return self.value("forget_bias", of=of)

    @property
    def reach(self) -> int:
        """How many words come after the one that is forgotten: gradients are shown that go back so far."""
        return self.count - 1 - self.cue

    @property
    def distances(self) -> list[float]:
        """How far back gradients are shown."""
        return shown(self.brief.studies[1], self.reach)

    def left(self, of: int, at: int, what: str = "median") -> Reading:
        """Return what was measured of the gradient in C of a network at a distance, by its number: the median of all runs.

        It may be the ``least`` or the ``most`` of them.
        """
        where = self.brief.studies[1].index("carried_gradient", cell=LSTMS[of], moment=MOMENT)
        return self.value(f"carried_gradient_{what}", *where, at, of=self.GRADIENTS)

    def far(self, at: int) -> int:
        """Return the index of the word that is as far after the cue as a distance of the study, by its number."""
        return self.cue + int(self.distances[at])
