"""What the film of one word in a GRU says of its gates: captions that depend on what the trace has, each with its fields."""

from model.trace.turning import FELT
from scenes.mobjects.arithmetic import worked
from scenes.mobjects.reading import Caption, Phrase, Reading, joined, phrase, spell
from scenes.telling.gate_words import LITTLE, OPEN, SHUT, GateWords

__all__ = ["MixWords"]

RESET = 0
"""Where the reset gate's weights and biases are packed."""
WHOLE = 100
"""Percent: of a unit that makes more than all of a swing, the others swing back."""


class MixWords(GateWords):
    """The captions of a step of a GRU; the film says which ``convention`` it is told in."""

    @property
    def _after(self) -> bool:
        return bool(self._film.convention.after)

    @staticmethod
    def jobs() -> str:
        """Say what is asked of the one state."""
        return "A GRU has no C: one h must remember, and be read."

    def saves(self) -> Caption:
        """Say how many blocks of weights a GRU has, and how many an LSTM."""
        fields = {"own": self._film.value("block_count"), "others": self._film.value("lstm_block_count")}
        return "It has {own:0} blocks of weights; an LSTM has {others:0}.", fields

    def asked(self) -> Caption:
        """Say what the reset gate weighs first."""
        if self._time == 0:
            return "The reset gate r weighs h, which is zero before the first word.", {}
        return "How much of the past may be seen? The reset gate r weighs h first.", {}

    def asked_then(self) -> Caption | None:
        """Say nothing of the word alone: it is told with the bias."""
        return None

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say which part of the reset gate's sum is the largest, of h, the word and the bias, and whether it has its way."""
        past, word = (float(part.value) for part in parts)
        bias = float(self._film.value("bias", RESET, self._unit).value)
        total = float(self._film.trace.reset_preactivation[self._time, self._unit])
        parts_of = {"what h adds": past, "“{word:short}”": word, "the bias": bias}
        name, largest = max(parts_of.items(), key=lambda part: abs(part[1]))
        does = "opens" if largest > 0 else "shuts"
        says = f"The largest part is {name}: it {does} r."
        if largest * total < 0:
            says = f"The largest part is {name}, but the other two outdo it."
        if "{word" in name:
            return f"The bias joins too. {says}", self._of(word="tokens")
        return f"“{{word:short}}” and the bias join. {says}", self._of(word="tokens")

    @staticmethod
    def weighed_first() -> str:
        """Say what PyTorch does before it resets."""
        return "PyTorch weighs h first, with its own bias."

    def others_pass(self) -> str:
        """Say what the reset gate does to the units that are not followed."""
        if self._after:
            return "r masks what that made of h, for the candidate; h stays."
        if self._time == 0:
            return "Zeros pass: there is no past yet that r could hide."
        return "r masks a copy of h, for the candidate; h itself stays."

    @property
    def masking(self) -> tuple[str, str]:
        """What goes into the reset gate, and what comes out of it."""
        return ("candidate_recurrent", "reset_recurrent") if self._after else ("previous_hidden", "reset_hidden")

    def masked(self, unit: int) -> Caption:
        """Say how much of a unit's past the reset gate lets the candidate see."""
        trace, here, (before, after) = self._film.trace, (self._time, unit), self.masking
        fields = self._of(unit=("unit_numbers", unit), before=(before, *here), after=(after, *here))
        if abs(size := float(trace.lookup(before)[here])) < LITTLE:
            return f"Unit {{unit:0}} has {'next to nothing' if size else 'nothing'} to show: {{after}}.", fields
        share, values = float(trace.reset_gate[here]), [spell(float(fields[name].value)) for name in ("before", "after")]
        how = "most" if share > OPEN else "little" if share < SHUT else "a part"
        nothing = "nothing" if spell(share) == spell(0.0) else "next to nothing"
        how = "all" if values[0] == values[1] else nothing if values[1] == spell(0.0) else how
        fields |= self._of(r=("reset_gate", *here))
        return f"Unit {{unit:0}}: r is {{r}}, so {how} of {{before}} is seen: {{after}}.", fields

    @staticmethod
    def rest_passes() -> str:
        """Say that all others go through their gates."""
        return "All other units go through their gates, too."

    def hiding(self) -> list[int]:
        """Return the units, of those that are drawn, whose past the reset gate hides, or nearly so."""
        gate = self._film.trace.reset_gate[self._time]
        return [unit for unit in self._film.units if gate[unit] < SHUT]

    def adds_nothing(self) -> bool:
        """Tell whether the reset gate hides some of the past, and all that is left of that adds next to nothing."""
        trace, unit = self._film.trace, self._unit
        if self._after:
            left = trace.reset_recurrent[self._time]
        else:
            left = trace.products[self._time, trace.declared.gates.index("candidate"), unit]
        before = trace.lookup(self.masking[0])[self._time]
        hidden = [each for each in self.hiding() if abs(before[each]) >= LITTLE]
        return bool(hidden) and all(abs(left[each]) < LITTLE for each in hidden)

    def offered(self) -> str:
        """Say what the candidate is, by what is new in its sum, and what the reset gate is for, if it hides something."""
        if self._time == 0:
            return "The candidate is what h could become. No past yet: the word makes it."
        if self.adds_nothing():
            return "The candidate is what h could become. What r hid stays out of it."
        if self._after:
            return "The candidate is what h could become: what r let through, plus the word."
        return "The candidate is what h could become: of masked past and word."

    def candidates(self) -> Caption:
        """Say what is proposed for the followed unit, and what would be if nothing were masked, if that differs."""
        fields = self._of(unit=self._number, c=self._single("candidate"))
        unmasked = self._of(all=self._single("unmasked_candidate"))
        if self._time and spell(float(unmasked["all"].value)) != spell(float(fields["c"].value)):
            if abs(float(unmasked["all"].value) - float(fields["c"].value)) < LITTLE:
                return "So unit {unit:0} could become {c}; what r hid hardly changes it.", fields
            return "So unit {unit:0} could become {c}; with all of the past, {all}.", fields | unmasked
        if len(self._film.units) == 1:
            return "So unit {unit:0} could become {c}.", fields
        return "So unit {unit:0} could become {c}; every unit gets one.", fields

    def slides(self) -> Caption:
        """Say what the update gate decides."""
        fields = self._of(before=self._single("previous_hidden"), c=self._single("candidate"))
        return "Keep {before}, or take {c}? A third sum, squashed, is the update gate z.", fields

    def mixed(self) -> Caption:
        """Say what z makes of the followed unit."""
        if not self._film.convention.keeps:
            fields = self._of(z=self._single("admitting_gate"))
            return "z = {z}: so much of the new comes in; the rest stays old.", fields
        fields = self._of(z=self._single("update_gate"))
        return "z = {z}: so much of the old h stays; the rest is new.", fields

    @staticmethod
    def all_units() -> str:
        """Say that it is so for all units."""
        return "Every unit has a slider, and h is written once."

    def turned(self) -> str:
        """Say that the other way to count z comes to the same."""
        if not self._film.convention.keeps:
            return "In Cho et al., z is the share of the old: h is the same."
        return "In Chung et al., z is the share of the new: h is the same."

    def pulls(self) -> Caption:
        """Say which way the followed unit pulls after the word, and how much of the swing is its own."""
        trace, here = self._film.trace, (self._time, self._unit)
        before, after = (float(array[here]) for array in (trace.previous_margin_pushes, trace.margin_pushes))
        part = float(trace.margin_percents[here])
        if trace.moved[self._time] < LITTLE or abs(after) < FELT:
            return super().pulls()
        fields = self._of(unit=self._number, label=self._single("pulled_labels"))
        same = before * after > 0 and abs(before) >= FELT
        how = f"pulls {'more' if abs(after) > abs(before) else 'less'}" if same else "now pulls"
        says = f"Unit {{unit:0}} {how} to “{{label:short}}”"
        if part > WHOLE:
            return f"{says}: it swings the verdict, against the others.", fields
        if part < 1:
            return f"{says}, but the swing is the others’.", fields
        return f"{says} and makes {{part:0}} % of the swing.", fields | self._of(part=self._single("margin_percents"))

    def result(self) -> tuple[str, dict[str, Reading]]:
        """Answer the question."""
        return "Yes: one h does both, for z lets a word rewrite only a part.", {}

    def sum_up(self) -> Phrase:
        """Return the mixture of the followed unit as arithmetic."""
        names = {"z": "update_gate", "h": "previous_hidden", "a": "admitting_gate", "c": "candidate", "n": "hidden"}
        fields = self._of(**{name: self._single(key) for name, key in names.items()})
        made = worked("{z} × {h} + {a} × {c} = {n}", lambda z, h, a, c: z * h + a * c, "n", **fields)
        return joined(": ", phrase("unit {unit:0}", unit=self._film.value(*self._number)), made)
