"""What the film of the forget bias may tell of, and what it says of two studies: captions that depend on what they came to."""

from itertools import takewhile
from math import ceil, log10
from typing import Any

import numpy as np

from model.calling import study_file
from model.errors import TraceError, UsageError
from model.trace import Array, Study
from scenes.mobjects.reading import Caption
from scenes.telling.recall_words import SURE
from scenes.telling.trainings import above

__all__ = [
    "BIASES",
    "GAPS",
    "GRADIENTS",
    "LSTMS",
    "MOMENT",
    "PLAIN",
    "TASK",
    "BiasWords",
    "places",
    "require_biases",
    "require_kinds",
    "shown",
]

GAPS, GRADIENTS = study_file("gaps"), study_file("gradients")
"""The studies beside: how often sentences are ended rightly, and how gradients fade."""
BIASES = 0.0, 1.0, 3.0
"""The forget biases of the networks that the film tells of, in their order."""
LSTMS, PLAIN = ("lstm_bias_0", "lstm", "lstm_bias_3"), "rnn"
"""What the studies call LSTMs that began with these, and the network without a gate that they are compared with."""
TASK, MOMENT = "recall", "before"
"""What is told of the studies: which task, and gradients before training."""
HARDLY = 0.01
"""A smaller share of an error is hardly any."""
FEWEST, MOST_DIGITS = 3, 8
"""A curve of gradients has so many points at the least, and they are printed with so many decimals at the most."""
ALONG = {"accuracy": ("task", "cell", "gap", "seed"), "carried_gradient": ("cell", "moment", "distance", "seed")}
"""Along which axes that was measured, by its key."""


def require_biases(traces: Any) -> None:
    """Raise :class:`UsageError` unless traces are of networks in one sentence that are alike but for their forget biases."""
    biases = tuple(getattr(trace, "forget_bias", None) for trace in traces)
    if biases != BIASES or not all(_alike(trace, traces[0]) for trace in traces):
        raise UsageError("This film tells of three LSTMs that are alike but for forget biases of 0, 1 and 3, in this order.")
    if len({trace.cue for trace in traces}) > 1:
        raise UsageError("This film tells of one word that is forgotten: the cues of these traces are several.")


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two LSTMs have the same weights and biases, but for those of their forget gates."""
    forget = one.declared.gates.index("forget")
    biases = [np.delete(trace.bias, forget, axis=0) for trace in (one, other)]
    return np.array_equal(one.weight, other.weight) and np.array_equal(*biases)


def require_kinds(studies: tuple[Study, ...], most: int) -> None:
    """Raise :class:`TraceError` unless studies have what the film shows of them, of all networks that it names.

    Gradients are shown that go back up to ``most`` words.
    """
    for study, (key, axes) in zip(studies, ALONG.items(), strict=True):
        measured = {each.name: each.axes for each in study.measures}
        if measured.get(key) != axes or study.repeats != axes[-1]:
            raise TraceError(
                f"This film shows a study with {key} along {', '.join(axes)}, repeated along the last: this one is not."
            )
        for kind in (*LSTMS, PLAIN):
            where = {"task": TASK, "cell": kind} if key == "accuracy" else {"cell": kind, "moment": MOMENT}
            study.index(key, **where)
        if key == "carried_gradient" and len(shown(study, most)) < FEWEST:
            raise TraceError(
                f"This film shows gradients of up to {most} words back, in {FEWEST} distances or more: this study has fewer."
            )


def shown(study: Study, most: int) -> list[float]:
    """Return the distances of a study that are shown: the first ones, none of which is more than so many words."""
    return list(takewhile(lambda each: each <= most, map(float, study.lookup("distance"))))


def places(value: float) -> int:
    """Return with how many decimals a gradient is printed: two, or as many as its first figure needs."""
    return min(max(ceil(-log10(value)), 2), MOST_DIGITS) if value > 0 else 2


class BiasWords:
    """The captions of ``film``; ``gaps`` and ``gradients`` are the numbers of the studies among its traces."""

    def __init__(self, film: Any, gaps: int, gradients: int) -> None:
        self._film, self._gaps, self._gradients = film, gaps, gradients

    def _study(self, of: int) -> Study:
        study: Study = self._film.brief.traces[of]
        return study

    def cast(self) -> None:
        """Say of which word, network, distance and gap the fields of captions are."""
        film, at = self._film, len(shown(self._study(self._gradients), self._film.reach)) - 1
        found = list(self._study(self._gradients).lookup("cell"))
        film.cast("cell", most=found.index(LSTMS[-1]))
        film.cast("moment", most=list(self._study(self._gradients).lookup("moment")).index(MOMENT))
        film.cast("distance", words=at, most=at)
        film.cast("time", word=film.cue)
        film.cast("gap", gap=self._told)

    def cast_answer(self) -> None:
        """Say of which gaps the fields of the answer are."""
        self._film.cast("gap", gap=self.decided(), longest=len(self._values()[1]) - 1)

    def halved(self) -> Caption:
        """Say after how many words half of what was written would be gone by the biases alone, if it is within the sentence."""
        film = self._film
        if any(trace.half_life > film.reach for trace in film.networks):
            return "A line shows what f alone would leave: not all have lost half.", {}
        return "A line shows what f alone would leave: when is half of it gone?", {}

    def measured(self) -> str:
        """Say how what was measured differs, at the greatest distance that is shown, and why."""
        more = self._more
        how = "more is left" if all(more) else "it differs" if any(more) else "less is left"
        return f"Measured, {how}: gates are not all alike, and h carries error too."

    @property
    def _more(self) -> list[bool]:
        """Whether more was measured than what a forget gate alone leaves, of each network at the greatest distance shown."""
        film, at = self._film, len(self._film.distances) - 1
        far = film.far(at)
        return [film.left(of, at).value > film.value("resting_shares", far, of=of).value for of in film.both()]

    def beside(self) -> Caption:
        """Say at the greatest distance that is shown whether more was measured than what a forget gate alone leaves, or less."""
        film, at, more = self._film, len(self._film.distances) - 1, self._more
        fields = {"words": film.value("distance", at, of=self._gradients)}
        if any(more) != all(more):
            return "{words:0} words back more is left than f alone leaves in some, and less in others.", fields
        said = f"{{words:0}} words back all have {'more' if more[0] else 'less'} than by f alone"
        if film.left(0, at).value >= HARDLY:
            return f"{said}.", fields
        return said + "; with bias {low:0} still hardly any.", fields | {"low": film.bias(0)}

    def _lead(self, gap: int) -> int | None:
        """Return which does better over a gap, by its number: 0 for LSTMs without a bias, 1 for plain RNNs, None for neither."""
        study = self._study(self._gaps)
        one, other = (
            study.lookup("accuracy")[(*study.index("accuracy", task=TASK, cell=kind), gap)] for kind in (LSTMS[0], PLAIN)
        )
        return above(one, other)

    @property
    def _told(self) -> int | None:
        """The number of the longest gap over which plain RNNs do better; or LSTMs without a bias, if those never do."""
        leads = [self._lead(gap) for gap in range(len(self._study(self._gaps).lookup("gap")))]
        return next((gap for who in (1, 0) for gap in reversed(range(len(leads))) if leads[gap] == who), None)

    def lost(self) -> Caption:
        """Say how LSTMs without a bias do beside plain RNNs: nobody is ahead unless each of his runs is."""
        film, gap = self._film, self._told
        low = {"low": film.value("forget_bias", of=0)}
        if gap is None:
            return "Bias {low:0} and a plain RNN overlap over every gap: neither is ahead.", low
        lost = "every plain RNN beats all with bias {low:0}: an LSTM can lose."
        said = lost if self._lead(gap) else "every LSTM with bias {low:0} beats all plain RNNs."
        return f"Over {{gap:0}} words {said}", {"gap": film.value("gap", gap, of=self._gaps)} | low

    def _values(self) -> tuple[Array, Array]:
        """Return what trainings without a bias and with the largest one came to, each ``(gap, seed)``."""
        study = self._study(self._gaps)
        first, last = (study.lookup("accuracy")[study.index("accuracy", task=TASK, cell=kind)] for kind in (LSTMS[0], LSTMS[-1]))
        return first, last

    def decided(self) -> int | None:
        """Return the number of the longest gap over which every training with the largest bias beats all without one."""
        first, last = self._values()
        gaps = [gap for gap in range(len(last)) if above(last[gap], first[gap]) == 0]
        return gaps[-1] if gaps else None

    def reply(self) -> str:
        """Say the answer in a few words: no, with what helps, where every training that has it does better."""
        return "No: start its forget gate open." if self.decided() is not None else "Not told apart."

    def answer(self) -> Caption:
        """Say whether an LSTM remembers by default: no difference is told of that seeds make as well."""
        gap, film = self.decided(), self._film
        if gap is None:
            return "Other seeds may turn the order: these runs do not say that the bias matters.", {}
        first, last = self._values()
        fields = {"high": film.value("forget_bias", of=2), "low": film.value("forget_bias", of=0)}
        fields["gap"] = film.value("gap", gap, of=self._gaps)
        said = "Over {gap:0} words bias {high:0} remembers, bias {low:0} does not"
        if last[gap].min() < SURE or first[gap].max() >= SURE:
            said = "Over {gap:0} words bias {high:0} always did better than bias {low:0}"
        if gap == len(last) - 1:
            return said + ": it has to be told to.", fields
        alone = first[-1].max() < SURE <= last[-1].max()
        rest = "only bias {high:0} may" if alone else "both can fail"
        return f"{said}; over {{longest:0}} {rest}.", fields | {"longest": film.value("gap", len(last) - 1, of=self._gaps)}
