"""What a film says of what made a reader's verdict: captions, each with the readings that fill its fields."""

from collections.abc import Callable, Sequence
from typing import Any

from model.trace.turning import FELT, balance_of
from scenes.mobjects.reading import Caption, Reading

__all__ = ["VerdictWords"]

HARDLY = 0.05
"""A push of less than this is printed as nought."""


class VerdictWords:
    """The captions of the answer of a trace; ``value`` reads it, and ``units`` are followed, the foremost first."""

    def __init__(self, trace: Any, value: Callable[..., Reading], *, units: Sequence[int]) -> None:
        self._trace, self._value, self._unit = trace, value, units[0]

    def unturned(self) -> Caption:
        """Return the caption of a verdict that no later word turns: whether the first one made it, or it was so before."""
        fields = {"word": self._value("tokens", 0), "verdict": self._value("verdicts", 0)}
        made, alone = self._trace.previous_verdicts[0] != fields["verdict"].value, len(self._trace.tokens) == 1
        later = "there is no other word" if alone else "no later word turns it"
        if made:
            return f"“{{word:short}}” makes it “{{verdict:short}}” at once, and {later}.", fields
        return (
            f"It is “{{verdict:short}}” already before “{{word:short}}”, and {'it stays so' if alone else 'no word turns it'}.",
            fields,
        )

    def turned(self) -> Caption:
        """Return the caption that names the unit that is followed, and its part of the turn, or of the lead at the end.

        That is its part of what all units together pushed that way: those that pushed back are not taken off that.
        """
        turned = self._trace.answer.turn is not None
        part, total = self._value("turn_parts", self._unit), self._value("turn_total")
        unit, label = self._value("unit_numbers", self._unit), self._value("labels", self._trace.answer.rival)
        winner = self._value("labels", self._trace.winners[-1])
        fields = {"unit": unit, "part": part, "total": total, "label": label, "winner": winner}
        if float(fields["part"].value) < 0:
            said = "Unit {unit:0} worked against turning it away from “{label:short}”."
            return (said if turned else "Unit {unit:0} does not keep “{label:short}” behind: others do."), fields
        if float(part.value) < HARDLY:
            return self._hardly(float(total.value)), fields
        if not turned:
            return "Units push {total:1} from “{label:short}” to “{winner:short}”: {part:1} by unit {unit:0}.", fields
        fields["word"] = self._value("tokens", self._trace.answer.turn)
        said = "At “{word:short}” units push {total:1} from “{label:short}” to “{winner:short}”: {part:1} by unit {unit:0}."
        return said, fields

    def _hardly(self, total: float) -> str:
        """Return the caption of a part that is next to nothing, of a total that need not be."""
        if self._unit == self._trace.answer.unit:
            return "Units hardly push from “{label:short}” to “{winner:short}”, none more than unit {unit:0}."
        if total < HARDLY:
            return "Units hardly push from “{label:short}” to “{winner:short}”, nor does unit {unit:0}."
        return "Units push {total:1} from “{label:short}” to “{winner:short}”; unit {unit:0} hardly does."

    def summed(self) -> Caption:
        """Return the caption of what follows from the sums of all pushes."""
        winner = self._value("labels", self._trace.winners[-1])
        return "Softmax: exp of each sum, over their total. “{winner:short}” has most.", {"winner": winner}

    def result(self, pairs: Sequence[tuple[int, int]]) -> Caption:
        """Return the answer: what each unit does with a label at the end, of ``pairs`` of a unit and a label."""
        said, fields = list[str](), {"winner": self._value("labels", self._trace.winners[-1])}
        for number, (unit, label) in enumerate(pairs):
            said.append(f"unit {{unit{number}:0}} {self._doing(unit, label, f'“{{label{number}:short}}”')}")
            fields |= {f"unit{number}": self._value("unit_numbers", unit), f"label{number}": self._value("labels", label)}
        against, unfelt = self._opposed(pairs), any(each in "".join(said) for each in (" no longer ", " hardly "))
        if len(pairs) == 1:
            return f"“{{winner:short}}” {'has most;' if against or unfelt else 'wins:'} {said[0]}.", fields
        if (end := self._ending(pairs)) is not None:
            return f"U{said[0][1:]}, unit {{unit1:0}} “{{label1:short}}”: “{{winner:short}}” {end}.", fields
        joint, second = ", ", said[1]
        if pairs[0][0] == pairs[1][0]:
            joint, second = " and ", second.replace("unit {unit1:0} ", "")
        second = second if unfelt else second.replace("pushes ", "")
        return f"U{said[0][1:]}{joint}{second}{'; “{winner:short}” has most' if against else ''}.", fields

    def _opposed(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a unit pushes a rival up at the end, or the winner down: that is no reason why it wins."""
        pushes = ((float(self._trace.pushes[-1, unit, label]), label == self._trace.winners[-1]) for unit, label in pairs)
        return any(abs(push) >= FELT and (push > 0) != wins for push, wins in pushes)

    def _doing(self, unit: int, label: int, name: str) -> str:
        """Return what a unit does at the end with a label of some ``name``, or no longer does, of what it did at the turn."""
        turn, pushes = self._trace.answer.turn, self._trace.pushes[:, unit, label]
        told = [pushes[-1], *([] if turn is None else [pushes[turn], pushes[turn - 1]])]
        push = next((float(each) for each in told if abs(each) >= FELT), 0.0)
        way = "up" if push > 0 else "down"
        if not push:
            return f"hardly pushes {name}"
        return f"{'' if abs(pushes[-1]) >= FELT else 'no longer '}pushes {name} {way}"

    def _ending(self, pairs: Sequence[tuple[int, int]]) -> str | None:
        """Return how the winner comes off where each unit pushes one of all other labels down: a rival may be up all the same."""
        beaten, winner = {label for _, label in pairs}, int(self._trace.winners[-1])
        balances = [balance_of(self._trace, -1, *pair) for pair in pairs]
        if not len(beaten) == len(pairs) == len(self._trace.labels) - 1 or winner in beaten or any(b.push >= 0 for b in balances):
            return None
        return "has most" if any(balance.others == "win" for balance in balances) else "is left"
