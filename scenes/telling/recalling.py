"""The base of films of long memories: three networks in a near sentence and in a far one, and studies of many such."""

from collections.abc import Mapping
from typing import ClassVar

from model.errors import UsageError
from model.trace import Study, Trace
from model.trace.recall import RecallTrace
from scenes.telling.bias_words import GAPS, GRADIENTS, MOMENT
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.story import Told

__all__ = ["ASKS", "BACK", "FAR", "NETWORKS", "OWN", "RecallFilm"]

NETWORKS = {"rnn": ("RNN", "proposes"), "gru": ("GRU", "shows"), "lstm": ("LSTM", "memory")}
"""What networks are called and the roles of their colours, by their kinds of cells, in the order in which they are told of."""
OWN, FAR = "accuracy", "far_accuracy"
"""What the study says of networks over the gap that they were trained at, and over the longest one."""
BACK = "carried_gradient"
"""What the other study says of how much of a gradient gets back so far."""
STUDIES: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    ("gaps", (OWN, FAR), {"task": "recall", "cell": ""}),
    ("gradients", (BACK,), {"cell": "", "moment": MOMENT}),
)
"""The studies that are shown, what of them, and where in them; of each kind of cell."""
ASKS = 3
"""Of so many networks there is a trace of each sentence."""


class RecallFilm(TraceScene):
    """A film of networks that end sentences, with the studies of gaps and of gradients beside them."""

    trace_type = RecallTrace
    traces = 2 * ASKS
    one_text = False
    studies = (GAPS, GRADIENTS)
    takes = ("gap",)
    longest: ClassVar[int] = 90

    @classmethod
    def made(cls, asked: Mapping[str, str], progress: Told | None = None) -> tuple[Trace, ...]:
        """Return what three networks compute in a near sentence, and in a far one with the gap that was asked for.

        ``progress`` hears how far a training is. Raises :class:`UsageError` for a gap that no network was trained at.
        """
        from model.recipes import gaps  # here, so that filming saved traces trains nothing

        gap = gaps.gap_of(asked["gap"]) if "gap" in asked else gaps.GAP
        return gaps.recall_traces(gap, tuple(NETWORKS), progress)

    @classmethod
    def admit(cls, brief: Brief) -> None:
        """Raise an error, as every film does, and also if these are not the same networks in two sentences, or another study."""
        super().admit(brief)
        near, far = ([*brief.runs[start : start + ASKS]] for start in (0, ASKS))
        for runs in (near, far):
            kinds = [str(trace.lookup("cell_kind")) for trace in runs]
            if kinds != [*NETWORKS]:
                raise UsageError(f"This film tells of {', '.join(NETWORKS)} in this order, in a near sentence and in a far one.")
            if len({(trace.given, trace.lookup("ending")) for trace in runs}) > 1:
                raise UsageError("This film tells of two sentences, and all networks read the same: these read others.")
        for study, (name, keys, where) in zip(brief.studies, STUDIES, strict=False):
            if study.provenance.study != name:
                raise UsageError(f"This film shows the study of {name}, not that of {study.provenance.study}.")
            for kind in NETWORKS:
                for key in keys:
                    study.index(key, **{**where, "cell": kind})

    @property
    def study(self) -> Study:
        """What was measured of many networks."""
        return self.brief.studies[0]

    @property
    def names(self) -> list[str]:
        """What the networks are called."""
        return [name for name, _ in NETWORKS.values()]
