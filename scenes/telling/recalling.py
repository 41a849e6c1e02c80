"""The base of films of long memories: three networks in a near sentence and in a far one, and studies of many such."""

from collections.abc import Mapping
from typing import ClassVar

from model.errors import UsageError
from model.trace import Study, Trace
from model.trace.recall import RecallTrace
from scenes.mobjects.reading import Caption, Reading
from scenes.telling.bias_words import GAPS, GRADIENTS, MOMENT
from scenes.telling.recall_words import CLOSE, ended, kept_unseen, unseen
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

    def verdict(self, first: int) -> Caption:
        """Return who ends the sentence of a trace rightly."""
        runs = self.brief.runs[first : first + ASKS]
        right = [bool(trace.lookup("is_right")) for trace in runs]
        fields, torn = {"gap": self.value("gap", of=first), "ending": self.value("ending", of=first)}, [False] * ASKS
        last = len(runs[0].given) - 1
        for number in (number for number, each in enumerate(right) if not each):
            fields[f"said{number}"] = self.value("verdicts", last, of=first + number)
            share, own = (runs[number].lookup(key)[last] for key in ("verdict_probabilities", "ending_probabilities"))
            torn[number] = float(share - own) <= CLOSE
        said = {str(trace.lookup("verdicts")[last]) for trace in runs if not trace.lookup("is_right")}
        says = ended(self.names, right, torn, alike=len(said) == 1)
        return says, {name: each for name, each in fields.items() if f"{{{name}:" in says}

    def unseen(self, times: range) -> tuple[str | None, list[int]]:
        """Return what is said of those that keep what matters though bars are low after some words, if any do; and which do."""
        runs = self.brief.runs[ASKS : 2 * ASKS]
        shares = [trace.lookup("ending_probabilities")[times.start : times.stop] for trace in runs]
        right = [bool(trace.lookup("is_right")) for trace in runs]
        return kept_unseen(self.names, shares, right), unseen(shares, right)

    def returned(self, far: int) -> list[list[Reading]]:
        """Return by row how much of a gradient gets back before training, at all distances up to one, by its number."""
        study, of = self.brief.studies[1], self.traces + 1
        places = [study.index(BACK, cell=kind, moment=MOMENT) for kind in NETWORKS]
        return [[self.value(f"{BACK}_median", *place, at, of=of) for at in range(far + 1)] for place in places]

    def gaps(self) -> list[Reading]:
        """Return the gaps."""
        return [*self.read("gap", of=self.traces).flat()]

    def distance(self, gap: int) -> int | None:
        """Return the number of the distance of gradients that is as long as a gap, by its number; None without one."""
        found = [*map(float, self.brief.studies[1].lookup("distance"))]
        long = float(self.gaps()[gap].value)
        return found.index(long) if long in found else None
