"""What a film says of what made a reader's verdict: captions, each with the readings that fill its fields."""

from collections.abc import Callable, Sequence
from typing import Any

from model.trace.turning import aside_of, balance_of, changed_of, helper_of, resized_of
from scenes.mobjects.reading import Caption, Reading

__all__ = ["VerdictWords"]

LEAST = 0.5
"""A part that is less, in percent, is not named."""


class VerdictWords:
    """The captions of the answer of a trace; ``value`` reads it, and ``units`` are followed, the foremost first."""

    def __init__(self, trace: Any, value: Callable[..., Reading], *, units: Sequence[int]) -> None:
        self._trace, self._value, self._unit = trace, value, units[0]
        turn = trace.answer.turn
        self.aside = None if turn is None else aside_of(trace, units, turn)
        self.helper = helper_of(trace, [self._unit, self.aside])

    def seen(self) -> Caption | None:
        """Return the caption of what is seen to change at the turn: in the unit that is followed, and in the one that is not.

        There is none if neither changes enough to be seen.
        """
        turn = self._trace.answer.turn
        if turn is None:
            return None
        grown = resized_of(self._trace, turn)
        units = [unit for unit in (self._unit, self.aside) if unit is not None and grown[unit]]
        names = {self._unit: "unit", self.aside: "aside"}
        fields = {"word": self._value("tokens", turn)} | {names[unit]: self._value("unit_numbers", unit) for unit in units}
        verbs = ["widens" if grown[unit] > 0 else "narrows" for unit in units]
        if not units:
            return None
        if len(units) == 1:
            return f"“{{word:short}}” {verbs[0]} unit {{{names[units[0]]}:0}}. Does that turn it?", fields
        both = f"{verbs[0]} unit {{unit:0}}, {verbs[1]} unit {{aside:0}}"
        both = f"{verbs[0]} units {{unit:0}} and {{aside:0}}" if verbs[0] == verbs[1] else both
        return f"“{{word:short}}” {both}. Which turns it?", fields

    def turned(self) -> Caption:
        """Return the caption that names the unit that is followed, and its part of the turn, or of the lead at the end.

        That is its part of what all units together pushed that way: those that pushed back are not taken off that. The unit that
        is not followed and was seen to change is named with its own part, and so is the one that helped most, with what it does.
        """
        turned = self._trace.answer.turn is not None
        fields = self._fields(self._unit, "turn_percents", self._trace.answer.rival)
        if float(fields["part"].value) < 0:
            said = "Unit {unit:0} worked against turning it away from “{label:short}”."
            return (said if turned else "Unit {unit:0} does not keep “{label:short}” behind: others do."), fields
        whose = "unit {unit:0} gave {part:0} %" if turned else "unit {unit:0} gives {part:0} %"
        gives = self.aside is None or float(self._value("turn_percents", self.aside).value) >= LEAST
        helped, more = self._helped(briefly=not gives)
        if self.helper is None and self._trace.turners > 1:
            fields |= {"turners": self._value("turners"), "count": self._value("sizes.unit")}
            whose = f"{{turners:0}} of {{count:0}} units {'gave' if turned else 'give'} most, unit {{unit:0}} alone {{part:0}} %"
        if self.aside is not None:
            both = {"aside": self._value("unit_numbers", self.aside), "second": self._value("turn_percents", self.aside)}
            none = "gave next to none" if float(both["second"].value) >= 0 else "pushed back"
            other = none if not gives else "{second:0} %" if helped else "gave {second:0} %"
            joint = ", " if helped else "; "
            return f"Of all against “{{label:short}}”, {whose}{joint}unit {{aside:0}} {other}{helped}.", fields | both | more
        return f"Of all against “{{label:short}}”, {whose}{helped}.", fields | more

    def _helped(self, *, briefly: bool) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the unit that helped most, if there is one: of what changed in it at a turn, or ``briefly``."""
        if self.helper is None:
            return "", {}
        turn = self._trace.answer.turn
        does = "" if turn is None or briefly else f", which {changed_of(self._trace, turn, self.helper)},"
        fields = {"helper": self._value("unit_numbers", self.helper), "help": self._value("turn_percents", self.helper)}
        return f"; unit {{helper:0}}{does} {{help:0}} %", fields

    def blocked(self) -> Caption:
        """Return the caption that names the second unit, and its part of what keeps the other label behind."""
        fields = self._fields(self._trace.answer.other_unit, "other_percents", self._trace.answer.other)
        return "And why not “{label:short}”? Of all that keeps it behind, unit {unit:0} gives {part:0} %.", fields

    def _fields(self, unit: int, key: str, label: int) -> dict[str, Reading]:
        numbered, part = self._value("unit_numbers", unit), self._value(key, unit)
        return {"unit": numbered, "part": part, "label": self._value("labels", label)}

    def summed(self) -> Caption:
        """Return the caption of what follows from the sums of all pushes."""
        winner, last = self._trace.winners[-1], len(self._trace.tokens) - 1
        fields = {"winner": self._value("labels", winner), "share": self._value("probabilities", last, winner)}
        return "Softmax: exp of each sum, divided by their total. “{winner:short}” has {share}.", fields

    def result(self, pairs: Sequence[tuple[int, int]]) -> Caption:
        """Return the answer: what each unit does with a label at the end, of ``pairs`` of a unit and a label."""
        said, fields, down = [], {"winner": self._value("labels", self._trace.winners[-1])}, set[int]()
        for number, (unit, label) in enumerate(pairs):
            push = balance_of(self._trace, -1, unit, label).push
            name, who = f"“{{label{number}:short}}”", f"unit {{unit{number}:0}}"
            said.append(f"{who} pushes {name} {'up' if push > 0 else 'down'}" if push else f"{who} lets {name} be")
            fields |= {f"unit{number}": self._value("unit_numbers", unit), f"label{number}": self._value("labels", label)}
            down |= {label} if push < 0 else set()
        if len(pairs) == 1:
            return f"“{{winner:short}}” wins: {said[0]}.", fields
        if len(down) == len(pairs) == len(self._trace.labels) - 1 and int(self._trace.winners[-1]) not in down:
            return f"U{said[0][1:]}, unit {{unit1:0}} “{{label1:short}}”: “{{winner:short}}” is left.", fields
        return f"U{', '.join(said)[1:]}.", fields
