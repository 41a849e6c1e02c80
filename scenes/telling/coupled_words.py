"""What the film of one word in an LSTM with coupled gates says: captions that depend on the trace, each with its fields."""

from typing import ClassVar

from scenes.mobjects.agreeing import Printed
from scenes.mobjects.reading import Caption, Phrase, Reading, joined, phrase, spell
from scenes.telling.coupled_numbers import MIXED, CoupledNumbers
from scenes.telling.gate_words import GateWords

__all__ = ["CoupledWords"]


class CoupledWords(GateWords):
    """The captions of a step of an LSTM whose forget gate is what its input gate leaves; numbers are as in its rows."""

    VOTES: ClassVar = ("for old", "for new")

    @staticmethod
    def twice() -> str:
        """Say that an LSTM decides twice, and what it may do for that."""
        return "An LSTM has two gates, f and i: it may keep and write, or do neither."

    @staticmethod
    def once() -> str:
        """Say what is left where there is one gate."""
        return "One gate for both: as far as it writes, it forgets. A line is left."

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say which of h, x and the bias are for what is new, or which alone decides, and ask how far the input gate is open."""
        return f"{self._sides(parts, 'input_preactivation')}: how open is i?", {}

    def others_pass(self) -> str:
        """Say that each unit has a gate, and what it may let in."""
        if len(self._film.trace.unit_numbers) == 1:
            return "Other weights make the candidate: what may take the place of C."
        return "Every unit gets its own gate, and a candidate: a new value for C."

    def slides(self) -> Caption:
        """Say how far the slider of the followed unit goes."""
        fields = self._of(unit=self._number, i=self._single("input_gate"))
        return self._printed.fill("The line is a slider: unit {unit:0} goes {i} of the way from old to new.", fields), fields

    @property
    def _printed(self) -> Printed:
        numbers: CoupledNumbers = self._film.numbers
        return numbers.words

    def weighed(self) -> Caption:
        """Say what is kept and what is written, and that the forget gate is not computed of weights."""
        names = {"f": "forget_gate", "before": "previous_cell", "i": "input_gate", "c": "candidate"}
        fields = self._of(**{name: self._single(key) for name, key in names.items()})
        says = "f has no weights, it is the rest: {f} of {before} stays, {i} of {c} comes."
        if spell(abs(float(fields["before"].value))) == spell(0.0):
            says = "f has no weights, it is the rest. There is nothing to keep: {i} of {c} comes."
        return self._printed.fill(says, fields), fields

    def mixed(self) -> Caption:
        """Say where that puts the new cell state."""
        names = {"before": "previous_cell", "c": "candidate", "after": "cell"}
        fields = self._of(**{name: self._single(key) for name, key in names.items()})
        says = "The sum, {after}, is between {before} and {c}: never past either end."
        if spell(float(fields["before"].value)) == spell(float(fields["after"].value)):
            says = "The sum stays about where it was, on its way to {c}: {after}."
        return self._printed.fill(says, fields), fields

    @staticmethod
    def all_slide() -> str:
        """Say that all units do the same."""
        return "All other units do the same, each with its own slider."

    def shown(self) -> Caption:
        """Say that the output gate is what it always is, and what it lets through of the followed unit."""
        fields = self._of(unit=self._number, hidden=self._single("hidden"))
        return self._printed.fill("As in any LSTM, the output gate lets {hidden} of unit {unit:0} through.", fields), fields

    def saved(self) -> Caption:
        """Say what one gate in place of two saves."""
        value = self._film.value
        fields = {"units": value("sizes.unit"), "stacked": value("sizes.stacked")}
        return "f needs no block of its own: {units:0} × {stacked:0} weights and {units:0} biases fewer.", fields

    def totals(self) -> tuple[Phrase, Phrase]:
        """Return what all blocks come to with two gates, and with one."""
        value = self._film.value
        return phrase("two gates: {more:0}", more=value("uncoupled_count")), phrase("one: {count:0}", count=value("weight_count"))

    def result(self) -> Caption:
        """Answer the question, with what it costs that there is one decision."""
        return "Not here: one gate decides. Its price: never both, never neither.", {}

    def sum_up(self) -> Phrase:
        """Return the mixture of the followed unit as arithmetic."""
        fields = self._of(**{name: self._single(key) for name, key in zip("faicn", MIXED, strict=True)})
        made = phrase(self._printed.fill("{f} × {a} + {i} × {c} = {n}", fields), **fields)
        return joined(": ", phrase("unit {unit:0}", unit=self._film.value(*self._number)), made)
