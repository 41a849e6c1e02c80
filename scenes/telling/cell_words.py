"""What the film of one word in a plain recurrent cell says: captions that depend on what the trace has, each with its fields."""

from scenes.mobjects.reading import Caption, Reading
from scenes.telling.gate_words import GateWords

__all__ = ["CellWords"]

FLAT = 0.95
"""A value at which tanh is as good as flat."""


class CellWords(GateWords):
    """The captions of a step of a plain cell; the unit that is followed is looked at number by number."""

    def stacked(self) -> str:
        """Say what the cell does with h and the word first."""
        if self._time == 0:
            return "The last state h, zeros before the first word, and the word x make one row."
        return "The last state h and the word x are put into one row: first h, then x."

    def weighed(self) -> Caption:
        """Say what the table of weights is for."""
        says = "Each unit, a number of h, has a row of weights W and a bias b. We follow unit {unit:0}."
        return says, self._of(unit=self._number)

    def asked(self) -> Caption:
        """Say what is done with h."""
        if self._time == 0:
            return "Each weight times the number of h below it: all zero before the first word.", {}
        return "Each weight times the number of h below it is a bar; they are laid end to end.", {}

    def asked_then(self) -> Caption:
        """Say what is done with the word."""
        return "Then x, the word “{word:short}”, goes on from where h left off.", self._of(word="tokens")

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say what all comes to."""
        return "The bias comes last. All of it together is called a.", {}

    def squashed(self) -> Caption:
        """Say what tanh does to the sum, before it is seen."""
        fields = self._of(total=self._single("preactivation"))
        if abs(self._film.trace.hidden[self._time, self._unit]) >= FLAT:
            return "tanh keeps all between minus one and one; {total} goes nearly that far.", fields
        return "tanh keeps all between minus one and one. Where does {total} end?", fields

    def all_units(self) -> Caption:
        """Say that all units do the same."""
        if len(self._film.units) == 1:
            return "That one number is the new h.", {}
        return "All other units do the same: their sums a, through tanh, are the new h.", {}

    def turned(self) -> str:
        """Say what was done, in one line."""
        return "In one line: weights times the row, plus the bias, through tanh."

    def pulled(self) -> Caption:
        """Say which way the followed unit pulled the verdict before the word; the number of its weight is in the picture."""
        says, fields = super().pulled()
        return says.replace(", {weight}", ""), {name: each for name, each in fields.items() if name != "weight"}

    def whose(self) -> Caption:
        """Say how much of the change is the followed unit's."""
        says, fields = super().whose()
        if says.startswith("Unit"):
            away = self._film.trace.margin_changes[self._time, self._unit] < 0
            way = "away from" if away else "to"
            return f"Unit {{unit:0}} pushed it {way} “{{verdict:short}}”; all others together pushed back.", fields
        return says.replace("the swing", "this change"), fields

    def back(self) -> Caption:
        """Say what the word did, where the new h comes out of the cell."""
        return super().result()

    def result(self) -> Caption:
        """Say where the new h goes."""
        if self._time == self._film.count - 1:
            return "That was the last word: this last h decides.", {}
        return "The new h goes round to “{next:short}”, where it is the last h.", self._of(next=("tokens", self._time + 1))
