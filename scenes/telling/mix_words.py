"""What the film of one word in a GRU says of its gates: captions that depend on what the trace has, each with its fields."""

from scenes.mobjects.arithmetic import worked
from scenes.mobjects.reading import Caption, Phrase, Reading, joined, phrase, spell
from scenes.telling.gate_words import LITTLE, OPEN, SHUT, GateWords

__all__ = ["MixWords"]


class MixWords(GateWords):
    """The captions of a step of a GRU; the film says which ``convention`` it is told in."""

    @property
    def _after(self) -> bool:
        return bool(self._film.convention.after)

    @staticmethod
    def jobs() -> str:
        """Say what is asked of the one state."""
        return "A GRU has no C: one h must remember, and be read as well."

    def asked(self) -> str:
        """Say what the reset gate weighs first."""
        if self._time == 0:
            return "The reset gate r weighs h, which is zero before the first word."
        return "How much of the past may be seen? The reset gate r weighs h first."

    def asked_then(self) -> Caption | None:
        """Say nothing of the word alone: it is told with what the gate becomes."""
        return None

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say what the word adds, and how far the reset gate is open."""
        share, fields = self._film.trace.reset_gate[self._time, self._unit], self._of(f=self._single("reset_gate"), word="tokens")
        past, word = (float(part.value) for part in parts)
        how = "almost shut" if share < SHUT else "almost open" if share > OPEN else "partly open"
        if spell(share) in (spell(0.0), spell(1.0)):
            how = how.removeprefix("almost ")
        if abs(word) < LITTLE * abs(past):
            return f"“{{word:short}}” adds next to nothing: after the sigmoid r is {{f}}, {how}.", fields
        if self._time == 0:
            return f"“{{word:short}}” and the bias alone decide: after the sigmoid r is {{f}}, {how}.", fields
        side = "the same" if past * word > 0 else "the opposite"
        return f"“{{word:short}}” says {side}: after the sigmoid r is {{f}}, {how}.", fields

    @staticmethod
    def weighed_first() -> str:
        """Say what PyTorch does before it resets."""
        return "PyTorch weighs h first, with its own bias."

    def others_pass(self) -> str:
        """Say what the reset gate does to the units that are not followed."""
        if self._after:
            return "r masks what that made of h, for the candidate alone; h stays."
        if self._time == 0:
            return "Zeros pass: there is no past yet that r could hide."
        return "r masks a copy of h, for the candidate alone; h itself stays."

    def passes(self) -> Caption:
        """Say how much of the followed unit's past the reset gate lets the candidate see."""
        masked, seen = ("candidate_recurrent", "reset_recurrent") if self._after else ("previous_hidden", "reset_hidden")
        trace, here = self._film.trace, (self._time, self._unit)
        fields = self._of(unit=self._number, before=self._single(masked), after=self._single(seen))
        if abs(trace.lookup(masked)[here]) < LITTLE:
            return "Unit {unit:0} has next to nothing to show: {after}.", fields
        if spell(float(fields["before"].value)) == spell(float(fields["after"].value)):
            return "Unit {unit:0}, slowly: of its {before} next to nothing is hidden.", fields
        share = float(trace.reset_gate[here])
        how = (
            "nearly all of {before} is" if share > OPEN else "little of {before} is" if share < SHUT else "a part of {before} is"
        )
        return f"Unit {{unit:0}}, slowly: {how} seen: {{after}}.", fields

    def hiding(self) -> list[int]:
        """Return the units, of those that are drawn, whose past the reset gate hides, or nearly so."""
        gate = self._film.trace.reset_gate[self._time]
        return [unit for unit in self._film.units if gate[unit] < SHUT]

    def offered(self) -> Caption:
        """Say what the candidate is made of, and what the reset gate is for, if it hides something of a past."""
        if self._time and self.hiding():
            return "What r hides, the candidate does not see: so a past can be left out.", {}
        return "Masked past and “{word:short}” make the candidate: what h could be.", self._of(word="tokens")

    def proposed(self, parts: tuple[Reading, ...]) -> Caption:
        """Say what the past and the word say of the followed unit, and what is proposed."""
        past, word = parts[:2]
        fields = {"past": past, "part": word} | self._of(word="tokens", c=self._single("candidate"))
        if self._time == 0:
            del fields["past"]
            return "“{word:short}” says {part}, there is no past: after tanh the candidate is {c}.", fields
        return "The past says {past}, “{word:short}” {part}: after tanh the candidate is {c}.", fields

    def slides(self) -> Caption:
        """Say what the update gate decides."""
        fields = self._of(unit=self._number, before=self._single("previous_hidden"), c=self._single("candidate"))
        return "Keep {before}, or take {c}? The update gate z slides unit {unit:0} between.", fields

    def mixed(self) -> Caption:
        """Say what z makes of the followed unit."""
        if not self._film.convention.keeps:
            fields = self._of(z=self._single("admitting_gate"), after=self._single("hidden"))
            return "z = {z}: so much of the new comes in, the rest is old: {after}.", fields
        fields = self._of(z=self._single("update_gate"), after=self._single("hidden"))
        return "z = {z}: so much of the old h stays, the rest is new: {after}.", fields

    @staticmethod
    def all_units() -> str:
        """Say that it is so for all units."""
        return "Every unit has a slider of its own, and h is written once."

    def turned(self) -> str:
        """Say that the other way to count z comes to the same."""
        if not self._film.convention.keeps:
            return "In Cho’s paper z counts the old: one minus this z, the same h."
        return "In Chung’s paper z counts the new: one minus this z, the same h."

    def elsewhere(self) -> str:
        """Say that the other place of the reset gate does not."""
        if self._after:
            return "But r before the weights, as in Cho’s paper, makes another h."
        return "But r after the weights, as in PyTorch, makes another h."

    def result(self) -> Caption:
        """Say what the word did, and that h goes on."""
        fields = self._of(word="tokens", before="previous_verdicts", after="verdicts")
        if fields["before"].value == fields["after"].value:
            del fields["before"]
            return "One state, both jobs: after “{word:short}” the verdict stays “{after:short}”, and h goes on.", fields
        return "One state, both jobs: “{word:short}” turned “{before:short}” into “{after:short}”, and h goes on.", fields

    def sum_up(self) -> Phrase:
        """Return the mixture of the followed unit as arithmetic."""
        names = {"z": "update_gate", "h": "previous_hidden", "a": "admitting_gate", "c": "candidate", "n": "hidden"}
        fields = self._of(**{name: self._single(key) for name, key in names.items()})
        made = worked("{z} × {h} + {a} × {c} = {n}", lambda z, h, a, c: z * h + a * c, "n", **fields)
        return joined(": ", phrase("unit {unit:0}", unit=self._film.value(*self._number)), made)
