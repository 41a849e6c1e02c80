"""What a film says of one unit of a reader: who wrote it, who emptied it, and whether the others let its push prevail."""

from typing import Any

import numpy as np

from model.trace.turning import FELT, Balance, Deed, balance_of, deeds_of
from scenes.mobjects.sets.push_scale import TELLING

__all__ = ["UnitWords"]

ERASED = ((0.2, "nearly all"), (0.4, "most"), (0.7, "about half"))
"""What is said of what a forget gate erases that keeps less than so much."""
OPENS = 0.1
"""An output gate that changes by less neither opens nor shuts."""


class UnitWords:
    """The captions of a ``unit`` of a trace that pushes ``label``: templates with the fields word, unit, label and gate."""

    def __init__(self, trace: Any, *, unit: int, label: int) -> None:
        self._trace, self._unit, self._label = trace, unit, label

    def before(self, time: int) -> str:
        """Return the caption of what all push together before a word."""
        push = float(self._trace.centred_logits[time - 1, self._label])
        acts = (
            "hardly push “{label:short}”"
            if abs(push) < FELT
            else "lift “{label:short}”"
            if push > 0
            else "hold “{label:short}” down"
        )
        return f"Before “{{word:short}}”, all pushes together {acts}."

    def saying(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit."""
        return {
            "writes": f"“{{word:short}}” writes into unit {{unit:0}}{self._since(deed.time)}.",
            "overwrites": "“{word:short}” drops what unit {unit:0} held, and writes anew.",
            "erases": f"“{{word:short}}” erases {self._erased(deed.time)} of unit {{unit:0}}: its forget gate keeps {{gate}}.",
            "keeps": self._keeping(deed.time),
        }[deed.does]

    def _since(self, time: int) -> str:
        """Return what is said of a unit into which a word writes: that it was empty, or that it is written after an erasure."""
        if np.abs(self._trace.previous_cell[: time + 1, self._unit]).max() < TELLING:
            return ", which was empty so far"
        done = [deed.does for deed in deeds_of(self._trace, self._unit)[:time] if deed.does != "keeps"]
        return " again" if done[-1:] == ["erases"] else ""

    def _erased(self, time: int) -> str:
        """Return how much a word erases of the unit."""
        kept = float(self._trace.forget_gate[time, self._unit])
        return next((said for most, said in ERASED if kept < most), "some")

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

    def in_short(self, deed: Deed) -> str:
        """Return one caption of what a word writes into the unit, and of what comes of it."""
        push, side = self.balance(deed.time)
        if "writes" not in deed.does:
            return self.feeling(deed.time)
        adds = self._trace.kept[deed.time, self._unit] * self._trace.written[deed.time, self._unit] > 0
        held = abs(self._trace.kept[deed.time, self._unit]) >= abs(self._trace.written[deed.time, self._unit])
        does = "“{word:short}” adds to unit {unit:0}" if adds and held else "“{word:short}” writes into unit {unit:0}"
        if not push:
            return f"{does}."
        acts, against = ("lifts “{label:short}”", "hold it down") if push > 0 else ("holds “{label:short}” down", "lift it")
        return f"{does}: it {acts}{f', but the others {against} more' if side == 'win' else ''}."
