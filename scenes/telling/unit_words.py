"""What a film says of one unit of a reader: who wrote it, who emptied it, and whether the others let its push prevail."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from model.trace.turning import FELT, Balance, Deed, balance_of, deeds_of
from scenes.mobjects.reading import Reading

__all__ = ["CHANGED", "SHARE", "UnitWords"]

ERASED = ((0.2, "nearly all"), (0.4, "most"), (0.7, "about half"))
"""What is said of what a forget gate erases that keeps less than so much."""
EMPTY = 0.005
"""What holds less is printed as nothing, and is empty."""
CHANGED, SHARE = 0.02, 0.05
"""A word leaves a unit as it is if what it writes, and what it erases, is less than this, or than this part of what was held."""
OPENS = 0.1
"""An output gate that changes by less neither opens nor shuts."""
UP, DOWN = "pushes “{label:short}” up", "pushes “{label:short}” down"


class UnitWords:
    """The captions of a ``unit`` of a trace that pushes ``label``: templates with fields.

    Of other units only those are named that are ``shown``: all of them, if that is not said. The fields are word, unit, label,
    gate and weight; earlier, the word that made the verdict what it was before; and helper, the :meth:`helper`.
    """

    def __init__(self, trace: Any, *, unit: int, label: int, shown: Sequence[int] | None = None) -> None:
        self._trace, self._unit, self._label = trace, unit, label
        self._shown = list(range(trace.hidden.shape[1])) if shown is None else list(shown)

    def roles(self, time: int) -> Mapping[str, Mapping[str, int | None]]:
        """Return who plays the fields of captions of a word: by their axes, and by their names, an index each, or None."""
        return {
            "time": {"word": time, "earlier": self._trace.cause(time)},
            "unit": {"unit": self._unit, "helper": self.helper(time)},
            "label": {"label": self._label},
        }

    def fields(self, time: int, value: Callable[..., Reading]) -> dict[str, Reading]:
        """Return the fields of captions of a word; ``value`` reads the trace."""
        keys, found = {"time": "tokens", "unit": "unit_numbers", "label": "labels"}, dict[str, Reading]()
        for axis, roles in self.roles(time).items():
            found |= {name: value(keys[axis], index) for name, index in roles.items() if index is not None}
        gate, weight = value("forget_gate", time, self._unit), value("push_weights", self._label, self._unit)
        return found | {"gate": gate, "weight": weight}

    def main(self, events: Sequence[int]) -> int:
        """Return the word that is the unit's moment, of some: the one that turned the verdict, or after which it pushes most."""
        turn, push = self._trace.answer.turn, np.abs(self._trace.pushes[:, self._unit, self._label])
        return turn if turn in events else max(events, key=lambda time: push[time])

    def before(self, time: int) -> str:
        """Return the caption of what all push together before a word."""
        push = float(self._trace.centred_logits[time - 1, self._label])
        way = "hardly push “{label:short}”" if abs(push) < FELT else f"push “{{label:short}}” {'up' if push > 0 else 'down'}"
        return f"Before “{{word:short}}”, all together {way}."

    def saying(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit."""
        return {
            "writes": f"“{{word:short}}” writes into unit {{unit:0}}{self._since(deed.time)}.",
            "overwrites": "“{word:short}” drops what unit {unit:0} held, and writes anew.",
            "erases": f"“{{word:short}}” erases {self._erased(deed.time)} of unit {{unit:0}}: its forget gate keeps {{gate}}.",
            "keeps": self._keeping(deed.time),
        }[deed.does]

    def leading(self, deed: Deed) -> str:
        """Return the caption of what a word on the way to the main one does with the unit, and how that is felt, if it is.

        Of a word that writes much it is said whether the others let it; of another one only that the unit pushes from now on.
        """
        if "writes" in deed.does:
            return self.in_short(deed)
        said, push = self.saying(deed), self.balance(deed.time).push
        before = float(self._trace.previous_pushes[deed.time, self._unit, self._label])
        return f"{said[:-1]}, so it {UP if push > 0 else DOWN}." if push and before * push < FELT else said

    def weighing(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit, with the weight that makes a push of it, if one is felt."""
        push, _ = self.balance(deed.time)
        if "writes" not in deed.does or not push:
            return self.saying(deed)
        way = "up" if push > 0 else "down"
        return f"{self._writing(deed.time, alone=True)}: h times {{weight}} pushes “{{label:short}}” {way}."

    def _writing(self, time: int, *, alone: bool, much: str = "") -> str:
        """Return who writes into the unit: ``alone``, or with the word that was decisive if it is the state that makes it so."""
        adds = self._trace.kept[time, self._unit] * self._trace.written[time, self._unit] > 0
        held = abs(self._trace.kept[time, self._unit]) >= abs(self._trace.written[time, self._unit])
        does = f"writes{much}{' more' if adds and held else ''} into"
        after = ", after “{earlier:short}”," if not alone and self.turned_over(time) else ""
        return f"“{{word:short}}”{after} {does} unit {{unit:0}}"

    def turned_over(self, time: int) -> bool:
        """Tell whether what a word writes has its sign from the words before, and would have the other one by itself.

        That is where the state has more part in the candidate than the word and the bias have, which weigh against it.
        """
        if self._trace.cause(time) is None or self._trace.cell_weights is None:
            return False
        at = time, self._trace.declared.gates.index("candidate"), self._unit
        state, whole = float(self._trace.weighted_hidden[at]), float(self._trace.candidate_preactivation[time, self._unit])
        return state * whole > 0 > (whole - state) * whole

    def _since(self, time: int) -> str:
        """Return what is said of a unit into which a word writes: that it was empty, or that it is written after an erasure."""
        if np.abs(self._trace.previous_cell[: time + 1, self._unit]).max() < EMPTY:
            return ", which was empty so far"
        done = [deed.does for deed in deeds_of(self._trace, self._unit)[:time] if deed.does != "keeps"]
        return " again" if done[-1:] == ["erases"] else ""

    def _erased(self, time: int) -> str:
        """Return how much a word erases of the unit."""
        kept = float(self._trace.forget_gate[time, self._unit])
        return next((said for most, said in ERASED if kept < most), "some")

    def _keeping(self, time: int) -> str:
        """Return the caption of a word that keeps what the unit holds, and may let more or less of it show."""
        both = [max(time - 1, 0), time]
        opened = float(np.diff(self._trace.output_gate[both, self._unit])[0])
        shows = float(np.diff(np.abs(self._trace.hidden[both, self._unit]))[0])
        if abs(opened) < OPENS or opened * shows <= 0:
            return self._changing(time)
        how, much = ("opens", "more") if opened > 0 else ("shuts", "less")
        return f"“{{word:short}}” {how} the output gate: {much} of unit {{unit:0}} shows."

    def _changing(self, time: int) -> str:
        """Return the caption of a word that writes little into the unit and erases little of it: which of both it does more."""
        before, after = (abs(float(getattr(self._trace, key)[time, self._unit])) for key in ("previous_cell", "kept"))
        written = abs(float(self._trace.written[time, self._unit]))
        if max(written, before - after) < max(CHANGED, SHARE * before):
            return "“{word:short}” leaves unit {unit:0} as it is."
        if written >= before - after:
            return f"{self._writing(time, alone=True, much=' a little')}."
        return "“{word:short}” lets unit {unit:0} shrink: its forget gate keeps {gate}."

    def feeling(self, time: int, later: Sequence[int] = ()) -> str:
        """Return the caption of how the unit pushes the verdict after a word, and whether the others let it, or push less, too.

        It stands while ``later`` words go by: where it is not so after each of them, it says after which word it is.
        """
        said, stays = self._feeling(time), all(self.alike(time, each) for each in later)
        if stays and self.helper(time) is not None:
            way = "down" if self.balance(time).push > 0 else "up"
            return f"The others push “{{label:short}}” {way} less, too, above all unit {{helper:0}}: unit {{unit:0}} is stronger."
        if stays and " no longer " not in said:
            return said
        return f"After “{{word:short}}” {said[0].lower()}{said[1:].replace(' together', '')}"

    def at_the_end(self, told: int) -> str:
        """Return the caption of how the unit pushes the verdict after the last word, and whether the others let it.

        Before that it was ``told`` how it did after another word.
        """
        said = self._feeling(len(self._trace.tokens) - 1, float(self._trace.pushes[told, self._unit, self._label]))
        return f"At the end {said[0].lower()}{said[1:].replace(' together', '')}"

    def _feeling(self, time: int, before: float | None = None) -> str:
        push, side = self.balance(time)
        if before is None:
            before = float(self._trace.previous_pushes[time, self._unit, self._label])
        others = abs(float(self._trace.pushes_of_others[time, self._unit, self._label])) >= FELT
        if not push:
            return f"Unit {{unit:0}} {self._lost(before)}; {'all others decide' if others else 'nor do the others'}."
        way, against = (UP, "down") if push > 0 else (DOWN, "up")
        return (
            f"Unit {{unit:0}} {way}"
            + {
                "win": f", but all others together push it {against} more.",
                "yield": f", more than all others {self._still(time)} push it {against}.",
                "agree": ", and all others together help." if others else "; all others together hardly push.",
            }[side]
        )

    def _still(self, time: int) -> str:
        """Return whether others "still" push after a word, to the same side as before it, but less, or do so "together"."""
        now, before = (
            float(getattr(self._trace, key)[time, self._unit, self._label])
            for key in ("pushes_of_others", "previous_pushes_of_others")
        )
        return "still" if now * before > 0 and abs(before) - abs(now) >= FELT else "together"

    def alike(self, time: int, later: int) -> bool:
        """Tell whether what is said of how the unit pushes after a word is so after a later one, too."""
        one, two = self.balance(time), self.balance(later)
        return one == two or one.push == two.push == 0

    def ends_apart(self, time: int, *, brief: bool) -> bool:
        """Tell whether what is said of how the unit pushes after a word is not so at the end; in ``brief``, to which side."""
        last = len(self._trace.tokens) - 1
        return self.balance(time).push != self.balance(last).push if brief else not self.alike(time, last)

    def helper(self, time: int) -> int | None:
        """Return the unit that makes most of what the others push less after a word; None unless that is felt, and they yield.

        The unit of the story has to push more to the other side by that word, too.
        """
        push, side = self.balance(time)
        if not push or side != "yield" or self._still(time) != "still":
            return None
        gone = push * (self._trace.pushes - self._trace.previous_pushes)[time, :, self._label]
        first = max((unit for unit in self._shown if unit != self._unit), key=lambda unit: float(gone[unit]), default=self._unit)
        return first if min(float(gone[self._unit]), float(gone[first])) >= FELT and first != self._unit else None

    def balance(self, time: int) -> Balance:
        """Return how the unit of a story pushes its label after a word, against the others."""
        return balance_of(self._trace, time, self._unit, self._label)

    def _lost(self, before: float) -> str:
        """Return what is said of a unit that is not felt, and pushed so hard ``before``."""
        if abs(before) < FELT:
            return "hardly pushes “{label:short}”"
        return f"no longer pushes “{{label:short}}” {'up' if before > 0 else 'down'}"

    def writing(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit, after which word it writes if it does, and how that is felt."""
        if "writes" not in deed.does:
            return self.saying(deed)
        before, push = (
            float(getattr(self._trace, key)[deed.time, self._unit, self._label]) for key in ("previous_pushes", "pushes")
        )
        way = UP if push > 0 else DOWN
        more = " more" if before * push > 0 and abs(before) >= FELT else ""
        felt = f": it {way}{more}" if (push - before) * np.sign(push) >= FELT <= abs(push) else ""
        return f"{self._writing(deed.time, alone=False)}{felt}."

    def in_short(self, deed: Deed) -> str:
        """Return one caption of what a word writes into the unit, and of what comes of it."""
        push, side = self.balance(deed.time)
        if "writes" not in deed.does:
            return self.feeling(deed.time)
        does = self._writing(deed.time, alone=bool(push) and side == "win")
        if not push:
            return f"{does}."
        way, against = (UP, "down") if push > 0 else (DOWN, "up")
        win = f", but others push it {against} more" if side == "win" else ""
        return f"{does}: it {way}{win}."
