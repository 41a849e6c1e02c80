"""What a film says of what made a reader's verdict: captions, each with the readings that fill its fields."""

from collections.abc import Callable
from typing import Any

import numpy as np

from model.trace.turning import writers_of
from scenes.mobjects.reading import Reading

__all__ = ["VerdictWords"]

Said = tuple[str, dict[str, Reading]]
"""A caption and its fields."""


class VerdictWords:
    """The captions of the answer of a trace; ``value`` reads it, and ``unit`` is the one that is followed.

    ``chosen`` is whether somebody chose it.
    """

    def __init__(self, trace: Any, value: Callable[..., Reading], *, unit: int, chosen: bool) -> None:
        self._trace, self._value, self._unit, self._chosen = trace, value, unit, chosen

    def turned(self) -> Said:
        """Return the caption that names the unit that is followed, and its part of the turn, or of the lead at the end."""
        turned, most = self._trace.answer.turn is not None, not self._chosen and self._trace.turners > 1
        asked = "Which units turned it?" if turned else "What keeps “{rival:short}” behind?"
        fields = {
            "unit": self._value("unit_numbers", self._unit),
            "part": self._value("turn_percents", self._unit),
            "rival": self._value("labels", self._trace.answer.rival),
        }
        if float(fields["part"].value) < 0:
            return f"{asked} Not unit {{unit:0}}: it work{'ed' if turned else 's'} against that.", fields
        did = ("did" if turned else "gives") + " most:" * most
        return f"{asked} Unit {{unit:0}} {did} {{part:0}} % of the push.", fields

    def credit(self) -> Said:
        """Return the caption that says who wrote what the second unit holds."""
        answer = self._trace.answer
        writers = writers_of(self._trace, answer.other_unit)
        names = [f"“{{writer{number}:short}}”" for number in range(len(writers))]
        said = f"{names[0]} and {names[1]}" if len(names) == 2 else names[0] + " and others" * (len(names) > 2)
        fields = {f"writer{number}": self._value("tokens", time) for number, time in enumerate(writers)}
        fields |= {"other": self._value("labels", answer.other), "unit": self._value("unit_numbers", answer.other_unit)}
        return f"And why not “{{other:short}}”? {said} wrote into unit {{unit:0}}.", fields

    def summed(self) -> Said:
        """Return the caption of the sums of all pushes: whether they lift the last verdict alone, or most."""
        only = (self._trace.centred_logits[-1] > 0).sum() == 1
        lifted = "lift only “{winner:short}”" if only else "lift “{winner:short}” most"
        fields = {"winner": self._value("labels", self._trace.winners[-1])}
        return f"Added up, all pushes {lifted}: that is why it wins.", fields

    def result(self) -> Said:
        """Return the answer: which word brought the verdict about, and whose writing keeps it."""
        answer = self._trace.answer
        held = self.holder(self._unit if answer.other_unit is None else answer.other_unit)
        fields = {"held": self._value("tokens", held), "rival": self._value("labels", answer.rival)}
        fields["winner"] = self._value("labels", answer.winner)
        if answer.other is not None:
            fields["other"] = self._value("labels", answer.other)
        if answer.turn is None:
            return "What “{held:short}” wrote is still in memory, and keeps “{winner:short}” ahead.", fields
        fields["word"] = self._value("tokens", answer.turn)
        if answer.other is None:
            return "“{word:short}” pushes “{rival:short}” down: that leaves “{winner:short}”.", fields
        if held == answer.turn or answer.other_unit is None:
            return "“{word:short}” pushes “{rival:short}” down, and “{other:short}” stays behind.", fields
        return "“{word:short}” pushes “{rival:short}” down; what “{held:short}” wrote holds “{other:short}” down.", fields

    def holder(self, unit: int) -> int:
        """Return the index of the word of whose writing a unit of the memory holds most at the end."""
        return int(np.abs(self._trace.memory[-1, :, unit]).argmax())
