"""What a film says of what made a reader's verdict: captions, each with the readings that fill its fields."""

from collections.abc import Callable, Sequence
from typing import Any

from model.trace.turning import balance_of
from scenes.mobjects.reading import Caption, Reading

__all__ = ["VerdictWords"]

KEEP = "do most to keep “{label:short}” behind; of what pushes that way"


class VerdictWords:
    """The captions of the answer of a trace; ``value`` reads it, and ``unit`` is the one that is followed."""

    def __init__(self, trace: Any, value: Callable[..., Reading], *, unit: int) -> None:
        self._trace, self._value, self._unit = trace, value, unit

    def turned(self) -> Caption:
        """Return the caption that names the unit that is followed, and its part of the turn, or of the lead at the end.

        That is its part of what all units together pushed that way: those that pushed back are not taken off that.
        """
        turned = self._trace.answer.turn is not None
        fields = self._fields(self._unit, "turn_percents", self._trace.answer.rival)
        if float(fields["part"].value) < 0:
            said = "Unit {unit:0} worked against turning it away from “{label:short}”."
            return (said if turned else "Unit {unit:0} does not keep “{label:short}” behind: others do."), fields
        if self._trace.turners > 1:
            fields |= {"turners": self._value("turners"), "count": self._value("sizes.unit")}
            most = "did most against “{label:short}”; of what pushed that way" if turned else KEEP
            alone = f"unit {{unit:0}} {'did' if turned else 'does'} {{part:0}} %"
            return f"{{turners:0}} of {{count:0}} units {most}, {alone}.", fields
        what = "pushed it away from “{label:short}”" if turned else "keeps “{label:short}” behind"
        return f"{{part:0}} % of what {what} {'came' if turned else 'comes'} from unit {{unit:0}}.", fields

    def blocked(self) -> Caption:
        """Return the caption that names the second unit, and its part of what keeps the other label behind."""
        fields = self._fields(self._trace.answer.other_unit, "other_percents", self._trace.answer.other)
        return "And why not “{label:short}”? {part:0} % of what keeps it behind comes from unit {unit:0}.", fields

    def _fields(self, unit: int, key: str, label: int) -> dict[str, Reading]:
        numbered, part = self._value("unit_numbers", unit), self._value(key, unit)
        return {"unit": numbered, "part": part, "label": self._value("labels", label)}

    def summed(self) -> Caption:
        """Return the caption of the sums of all pushes: whether they lift the last verdict alone, or most."""
        only = (self._trace.centred_logits[-1] > 0).sum() == 1
        lifted = "lift only “{winner:short}”" if only else "lift “{winner:short}” most"
        fields = {"winner": self._value("labels", self._trace.winners[-1])}
        return f"Added up, all pushes {lifted}: that is why it wins.", fields

    def result(self, pairs: Sequence[tuple[int, int]]) -> Caption:
        """Return the answer: what each unit does with a label at the end, of ``pairs`` of a unit and a label."""
        said, fields = [], dict[str, Reading]()
        for number, (unit, label) in enumerate(pairs):
            push = balance_of(self._trace, -1, unit, label).push
            name, who = f"“{{label{number}:short}}”", f"Unit {{unit{number}:0}}"
            said.append(f"{who} lifts {name}." if push > 0 else f"{who} holds {name} down." if push else f"{who} lets {name} be.")
            fields |= {f"unit{number}": self._value("unit_numbers", unit), f"label{number}": self._value("labels", label)}
        return " ".join(said), fields
