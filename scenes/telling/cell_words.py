"""What the film of one word in a plain recurrent cell says: captions that depend on what the trace has, each with its fields."""

from scenes.mobjects.reading import Caption, Reading
from scenes.telling.gate_words import LITTLE, GateWords

__all__ = ["CellWords"]

FLAT = 0.95
"""A value at which tanh is as good as flat."""


class CellWords(GateWords):
    """The captions of a step of a plain cell; the unit that is followed is looked at number by number."""

    def stacked(self) -> str:
        """Say what the cell does with h and the word first."""
        if self._time == 0:
            return "The last h, zeros before the first word, and the word x are put into one row."
        return "The last h and the word x are put into one row: first h, then x."

    def weighed(self) -> Caption:
        """Say what the table of weights is for."""
        return "Each unit has its own row of weights W, and a bias b. Let us follow unit {unit:0}.", self._of(unit=self._number)

    def asked(self) -> str:
        """Say what is done with h."""
        if self._time == 0:
            return "Each weight times its number of h: all zero before the first word."
        return "Each weight times its number of h is a bar; they are laid end to end."

    def asked_then(self) -> Caption:
        """Say what is done with the word."""
        return "Then x, the word “{word:short}”, goes on from where h left off.", self._of(word="tokens")

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say what all comes to, and what tanh makes of it."""
        fields = self._of(total=self._single("preactivation"), new=self._single("hidden"))
        value = abs(float(fields["new"].value))
        how = "nearly as far as it goes" if value >= FLAT else "between minus one and one"
        return f"Plus the bias, that is {{total}}. tanh makes {{new}} of it: {how}.", fields

    def all_units(self) -> Caption:
        """Say that all units do the same."""
        if len(self._film.units) == 1:
            return "That one number is the new h.", {}
        return "All other units do the same with their own rows. Together they are the new h.", {}

    def turned(self) -> Caption:
        """Say how the followed unit changed."""
        fields = self._of(unit=self._number, before=self._single("previous_hidden"), after=self._single("hidden"))
        if abs(float(fields["after"].value) - float(fields["before"].value)) < LITTLE:
            return "Unit {unit:0} stays at {after}.", {key: fields[key] for key in ("unit", "after")}
        return "So unit {unit:0} went from {before} to {after}.", fields

    def result(self) -> Caption:
        """Say what the word did, and where the new h goes."""
        says, fields = super().result()
        if self._time == self._film.count - 1:
            return says.removesuffix(".") + "; this last h decides.", fields
        return says.removesuffix(".") + "; its h goes on to “{next:short}”.", fields | self._of(next=("tokens", self._time + 1))
