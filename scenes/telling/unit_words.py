"""What a film says of one unit of a reader: who wrote it, who emptied it, and whether the others let its push prevail."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from model.trace.turning import FELT, WRITES, Balance, Deed, balance_of
from scenes.mobjects.sets.push_scale import TELLING

__all__ = ["UnitWords"]

OPENS = 0.1
"""An output gate that changes by less neither opens nor shuts."""


class UnitWords:
    """The captions of a ``unit`` of a trace that pushes ``label``: templates with the fields word, unit and label."""

    def __init__(self, trace: Any, *, unit: int, label: int) -> None:
        self._trace, self._unit, self._label = trace, unit, label

    def passing(self, run: Sequence[Deed], *, first: bool) -> str:
        """Return the caption of words that do nothing much with the unit, the ``first`` of all or others."""
        if any(deed.does != "keeps" for deed in run):
            return "These words change unit {unit:0} a little."
        if first:
            return "The first words leave unit {unit:0} nearly empty."
        written = np.abs(self._trace.written[[deed.time for deed in run], self._unit]).max()
        if written < TELLING:
            return "The forget gate stays open: unit {unit:0} keeps what it has."
        return "Unit {unit:0} keeps that, and a little is added."

    def holds(self, run: Sequence[Deed]) -> bool:
        """Tell whether the unit still holds something at the end of a run of words that keep it."""
        held, most = np.abs(self._trace.cell[run[-1].time, self._unit]), np.abs(self._trace.cell[:, self._unit]).max()
        return bool(held >= max(WRITES * most, TELLING)) and all(deed.does == "keeps" for deed in run)

    def saying(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit."""
        empty = np.abs(self._trace.previous_cell[: deed.time + 1, self._unit]).max() < TELLING
        return {
            "writes": f"“{{word:short}}” writes into unit {{unit:0}}{', which was empty so far' if empty else ''}.",
            "overwrites": "“{word:short}” drops what unit {unit:0} held, and writes anew.",
            "erases": "“{word:short}” nearly shuts the forget gate: unit {unit:0} is emptied.",
            "keeps": self._keeping(deed.time),
        }[deed.does]

    def _keeping(self, time: int) -> str:
        """Return the caption of a word that keeps what the unit holds, and may let more or less of it show."""
        opened = float(np.diff(self._trace.output_gate[[max(time - 1, 0), time], self._unit])[0])
        if abs(opened) < OPENS:
            return "“{word:short}” leaves unit {unit:0} as it is."
        how, much = ("opens", "more") if opened > 0 else ("shuts", "less")
        return f"“{{word:short}}” {how} the output gate: {much} of unit {{unit:0}} shows."

    def feeling(self, time: int) -> str:
        """Return the caption of how the unit pushes the verdict after a word, and whether the others let it."""
        push, side = self.balance(time)
        if not push:
            return f"Unit {{unit:0}} {self._lost(time)} “{{label:short}}”; the others decide."
        acts, against = ("lifts “{label:short}”", "push it down") if push > 0 else ("holds “{label:short}” down", "lift it")
        return (
            f"Unit {{unit:0}} {acts}"
            + {
                "win": f", but the other units still {against}.",
                "yield": f", more than the others {against}.",
                "agree": ", and so do the others together.",
            }[side]
        )

    def balance(self, time: int) -> Balance:
        """Return how the unit of a story pushes its label after a word, against the others."""
        return balance_of(self._trace, time, self._unit, self._label)

    def _lost(self, time: int) -> str:
        """Return how a unit that is not felt after a word came to that."""
        before = abs(self._trace.previous_pushes[time, self._unit, self._label]) >= FELT
        if not before:
            return "hardly pushes"
        return "stops lifting" if self._trace.previous_pushes[time, self._unit, self._label] > 0 else "no longer holds down"

    def letting_go(self, time: int) -> str:
        """Return one caption of a word that empties a unit, so that it is not felt any more."""
        return f"“{{word:short}}” nearly shuts the forget gate: unit {{unit:0}} {self._lost(time)} “{{label:short}}”."

    def in_short(self, deed: Deed) -> str:
        """Return one caption of what a word does with the second unit, and of what comes of it."""
        push, side = self.balance(deed.time)
        if deed.does == "erases" and not push:
            return self.letting_go(deed.time)
        if deed.does == "erases" or not push:
            return self.saying(deed)
        adds = self._trace.kept[deed.time, self._unit] * self._trace.written[deed.time, self._unit] > 0
        held = abs(self._trace.kept[deed.time, self._unit]) >= abs(self._trace.written[deed.time, self._unit])
        does = "adds to it" if adds and held and deed.does == "writes" else "writes into unit {unit:0}"
        acts = "lifts “{label:short}”" if push > 0 else "holds “{label:short}” down"
        return (
            f"“{{word:short}}” {does}, "
            + {
                "win": "but the others make up for that.",
                "yield": "and the others cannot make up for that." if does == "adds to it" else f"which {acts}.",
                "agree": f"which {acts}.",
            }[side]
        )
