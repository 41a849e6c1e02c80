"""What the film of one word says of its gates: captions that depend on what the trace has, each with its fields."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from model.trace.axes import Array
from model.trace.turning import FELT
from scenes.mobjects.arithmetic import worked
from scenes.mobjects.reading import Caption, Phrase, Reading, decimals, joined, phrase, spell
from scenes.telling.recall_words import listed

__all__ = ["LITTLE", "OPEN", "SHUT", "GateWords"]

LITTLE = 0.05
"""What is less is next to nothing: a value of the cell state, and a probability that goes from one verdict to another."""
SMALL = 0.3
"""A value of the cell state that tanh hardly changes."""
HEARD = 0.1
"""Such a part of all that a gate adds up is heard."""
SHUT, OPEN, NEARLY = 0.2, 0.8, 0.9
"""A gate below is almost shut, one above almost open; one from that on keeps nearly all."""
LESS, MORE = 0.4, 0.6
"""Between both it is about half."""
ASIDE = 20
"""Percent: a unit that makes so much of a swing, this way or that, counts beside another."""
MOST = 0.75
"""The part of the units that are most of them."""


class GateWords:
    """The captions of a step of ``film``, of the word at ``time``; ``unit`` is the one that is followed."""

    VOTES: ClassVar = ("to forget", "to keep")
    """What that which a gate adds up votes for below nought, and above."""

    def __init__(self, film: Any, *, time: int, unit: int) -> None:
        self._film, self._time, self._unit = film, time, unit

    def _of(self, **keys: Any) -> dict[str, Reading]:
        """Return fields: the value of a key at this step, of this unit, or what is given as a key with an index."""
        return {name: self._film.value(*(key if isinstance(key, tuple) else (key, self._time))) for name, key in keys.items()}

    def _single(self, key: str) -> tuple[str, int, int]:
        return key, self._time, self._unit

    @property
    def _number(self) -> tuple[str, int]:
        return "unit_numbers", self._unit

    @property
    def forgets(self) -> bool:
        """Whether the forget gate changes the followed unit more than what is written into it, and by more than a little."""
        trace, here = self._film.trace, (self._time, self._unit)
        erased = abs(trace.previous_cell[here] - trace.kept[here])
        return bool(erased >= max(abs(trace.written[here]), LITTLE))

    def question(self) -> Caption:
        """Ask what the word will do to the verdict so far, which before the first word is that of the biases alone."""
        cause = self._film.trace.cause(self._time)
        fields = self._of(word="tokens", before="previous_verdicts")
        if cause is None:
            so_far = "by its bias alone" if self._time == 0 else "so far"
            return f"The verdict is “{{before:short}}” {so_far}: what will “{{word:short}}” do?", fields
        made = self._of(cause=("tokens", cause))
        if str(made["cause"].value).casefold() == str(fields["word"].value).casefold():
            return "An earlier “{word:short}” made the verdict “{before:short}”: what will this one do?", fields
        fields |= made
        return "“{cause:short}” made the verdict “{before:short}”: what will “{word:short}” do?", fields

    def held(self) -> Caption:
        """Say what the followed unit holds before the word."""
        trace = self._film.trace
        unit = self._of(unit=self._number)
        if self._time == 0:
            return "Before the first word the cell holds nothing: h and C are zero.", {}
        if abs(trace.previous_cell[self._time, self._unit]) < LITTLE:
            return "Unit {unit:0} holds next to nothing yet; it will move the verdict most.", unit
        writer = self.writer
        if writer is None:
            return "Unit {unit:0} will move the verdict most: it holds what several words wrote.", unit
        fields = unit | self._of(writer=("tokens", writer), part=("written", writer, self._unit))
        now = self._of(word="tokens", held=self._single("previous_cell"))
        if spell(float(fields["part"].value)) == spell(float(now["held"].value)):
            return "Unit {unit:0} holds {part}, which “{writer:short}” wrote: we follow this number.", fields
        return "“{writer:short}” added {part} to unit {unit:0}: it holds {held} before “{word:short}”.", fields | now

    @property
    def writer(self) -> int | None:
        """The index of the word that wrote most of what the followed unit holds, if it holds something."""
        holds = abs(self._film.trace.previous_cell[self._time, self._unit]) >= LITTLE
        return self._film.trace.writer(self._time, self._unit) if holds else None

    def asked(self) -> Caption:
        """Say what the forget gate weighs first."""
        if self._time == 0:
            return "The forget gate weighs h, which is zero before the first word.", {}
        held = self._of(held=self._single("previous_cell"))
        if round(abs(float(held["held"].value)), 2) == 0:
            return "Would the forget gate keep it, or erase? First it weighs h, shown so far.", {}
        return "How much of {held} will the forget gate keep? First it weighs h, shown so far.", held

    def asked_then(self) -> Caption | None:
        """Say what it weighs then."""
        return "Then it weighs x, the word “{word:short}”, and adds that too.", self._of(word="tokens")

    def opening(self, parts: tuple[Reading, Reading]) -> Caption:
        """Say which of h, x and the bias are for keeping, or which alone decides, and ask how far the forget gate is open."""
        return f"{self._sides(parts, 'forget_preactivation')}: how open is the gate?", {}

    def _sides(self, parts: tuple[Reading, Reading], key: str) -> str:
        """Return who votes for what in a gate, of what h and x come to, and of the bias."""
        whole = float(self._film.trace.lookup(key)[self._time, self._unit])
        past, word = (float(part.value) for part in parts)
        adds = {"h": past, "x": word, "the bias": whole - past - word}
        start = "h has no vote yet; " if self._time == 0 else ""
        says = start + self._votes({name: each for name, each in adds.items() if name != "h" or not start})
        return says.capitalize() if says.startswith("the") else says

    def _votes(self, adds: Mapping[str, float]) -> str:
        """Return who votes for what of all that a gate adds up: one that outweighs all others, or else who is on which side."""
        all_of = sum(map(abs, adds.values()))
        first = max(adds, key=lambda name: abs(adds[name]))
        if 2 * abs(adds[first]) > all_of:
            others = [name for name in adds if name != first]
            together = " together" if len(others) > 1 else ""
            return f"{first} votes {self.VOTES[adds[first] > 0]}, more than {listed(others)}{together}"
        heard = [name for name in adds if abs(adds[name]) > HEARD * all_of]
        sides = {keeps: [name for name in heard if (adds[name] > 0) == keeps] for keeps in (False, True)}
        said = [(names, "", f" {self.VOTES[keeps]}") for keeps, names in sorted(sides.items(), key=lambda side: -len(side[1]))]
        said += [([name for name in adds if name not in heard], "hardly ", "")]
        clauses = (f"{listed(names)} {how}{'vote' if len(names) > 1 else 'votes'}{what}" for names, how, what in said if names)
        return "; ".join(clauses)

    def others_pass(self) -> str:
        """Say how the units that are not followed pass their gates."""
        others = np.delete(self._film.trace.forget_gate[self._time], self._unit)
        if len(others) == 0:
            return "The cell state goes through the operator, where f multiplies it."
        if self._time == 0:
            return "Zeros pass: there is nothing yet that a gate could erase."
        if (others >= OPEN).mean() >= MOST:
            most = "most of the other" if (others < OPEN).any() else "the other"
            return "Same h and x, other weights: " + most + " gates are open."
        return "Same h and x, other weights: each unit has a gate of its own."

    def passes(self) -> Caption:
        """Say what the forget gate does to the followed unit."""
        held = self._film.trace.previous_cell[self._time, self._unit]
        fields = self._of(unit=self._number, before=self._single("previous_cell"))
        if abs(held) < LITTLE:
            there = "nothing" if held == 0 else "next to nothing"
            return f"Unit {{unit:0}} held {{before}}: there is {there} to erase.", fields
        return f"Now unit {{unit:0}}, slowly: how much of {{before:{self._figures}}} does its gate let through?", fields

    @property
    def _figures(self) -> int:
        """With how many decimals what the unit held and what it keeps are printed: as a whole, or nearly so, only if it is."""
        here = self._time, self._unit
        held, kept, share = (float(self._film.trace.lookup(key)[here]) for key in ("previous_cell", "kept", "forget_gate"))
        most = decimals(held)
        fits = (of for of in (most, most + 1) if (round(kept, of) / (round(held, of) or 1.0) >= NEARLY) == (share >= NEARLY))
        return next(fits, most + 1)

    def passed(self) -> Caption | None:
        """Say how much the gate let through, if there was something to erase."""
        held, share = (self._film.trace.lookup(key)[self._time, self._unit] for key in ("previous_cell", "forget_gate"))
        fields = self._of(after=self._single("kept"))
        if abs(held) < LITTLE:
            return None
        after = f"{{after:{self._figures}}}"
        if self.forgets and share < LESS:
            much = "what it held" if share < 1 - NEARLY else "most of what it held"
            return f"Only {after}: “{{word:short}}” erases {much}.", fields | self._of(word="tokens")
        if share < LESS:
            return f"Only {after} is left of it.", fields
        much = "nearly all" if share >= NEARLY else "most of it" if share > MORE else "about half"
        return f"It keeps {much}: {after}.", fields

    def written(self, unit: int) -> Caption:
        """Say what is written, into the unit that is followed for that."""
        number = self._of(unit=("unit_numbers", unit))
        if unit == self._unit:
            return "Input gate times candidate, what could be written: so much goes into unit {unit:0}.", number
        written = self._of(written=("written", self._time, unit))
        if abs(float(written["written"].value)) < LITTLE:
            return "Next to nothing is written into any unit; most into unit {unit:0}: {written}.", number | written
        return "Little is written into the followed unit; most into unit {unit:0}: {written}.", number | written

    def updated(self) -> Caption:
        """Say what becomes of the followed unit."""
        return "What is kept and what is written add up to the new cell state.", {}

    def added(self) -> Caption | None:
        """Say why the sign of the followed unit turned, once that is seen; if it did."""
        kept, cell = (float(self._film.trace.lookup(name)[self._time, self._unit]) for name in ("kept", "cell"))
        turned = abs(kept) >= LITTLE and abs(cell) >= LITTLE and kept * cell < 0
        return ("More is written than kept, so its sign turns.", {}) if turned else None

    def shown(self) -> Caption:
        """Say what the output gate shows of the followed unit."""
        size = abs(float(self._film.trace.cell[self._time, self._unit]))
        does = "hardly changes it" if size < SMALL else "makes it less" if size < 1.0 else "keeps it below one"
        says = f"tanh {does}"
        return says + ": how much of unit {unit:0} does the output gate show?", self._of(unit=self._number)

    def pulled(self) -> Caption:
        """Say which way the followed unit pulled the verdict before the word."""
        if self._time == 0:
            return "Before the first word h is zero and pulls nothing: only the bias counts.", {}
        trace = self._film.trace
        pull = float(trace.previous_margin_pushes[self._time, self._unit])
        fields = self._of(word="tokens", unit=self._number)
        if not self._felt(pull, trace.previous_margin_pushes_of_others):
            return "Before “{word:short}”, h of unit {unit:0} hardly pulled the verdict.", fields
        return "Unit {unit:0} before “{word:short}”: its h times its trained weights.", fields

    def _felt(self, pull: float, others: Array) -> bool:
        """Whether a pull of the followed unit is felt: by itself, or beside a sum that is about as small as it is."""
        return abs(pull) >= FELT or abs(pull) >= abs(pull + float(others[self._time, self._unit])) / 2

    def pulls(self) -> Caption:
        """Say which way it pulls after the word, or that it has let go."""
        trace, here = self._film.trace, (self._time, self._unit)
        before, after = (float(array[here]) for array in (trace.previous_margin_pushes, trace.margin_pushes))
        unit = self._of(unit=self._number)
        if abs(before) >= FELT and (before * after < 0 or abs(after) < abs(before) / 2):
            verdicts = self._of(before="previous_verdicts", after="verdicts")
            turns = verdicts["before"].value != verdicts["after"].value
            turned = before * after < 0 and abs(after) >= FELT
            says = f"Now unit {{unit:0}} {'pulls to' if turned else 'lets go of'} “{{label:short}}”"
            says += ": the sum turns, and with it the verdict." if turns else ", and the sum moves with it."
            return says, unit | self._of(label=self._single("pulled_labels" if turned else "previous_pulled_labels"))
        if abs(after) < FELT:
            others = float(trace.margin_pushes[self._time].sum()) - after
            bias = float(trace.margin_pushes_of_others[here]) - others
            says = "Now it " + ("still hardly pulls" if abs(before) < FELT else "hardly pulls")
            who = "the others do" if abs(others) >= FELT else "the bias does" if abs(bias) >= FELT else "nor do the others"
            return f"{says}; {who}.", {}
        pulled = self._of(label=self._single("pulled_labels"))
        return "Now unit {unit:0} pulls to “{label:short}”, and the sum moves with it.", unit | pulled

    def whose(self) -> Caption:
        """Say how much of the change is the followed unit's, and how many units make most of it."""
        trace, verdict = self._film.trace, self._of(verdict="verdicts")
        if trace.moved[self._time] < LITTLE:
            return "The verdict hardly moves: it stays “{verdict:short}”.", verdict
        unit, part = self._of(unit=self._number), self._of(part=self._single("margin_percents"))
        movers = trace.movers(self._time)
        if movers[0] != self._unit:
            return "{part:0} % of the swing is unit {unit:0}’s: the verdict is “{verdict:short}”.", verdict | unit | part
        if trace.margin_percents[self._time, self._unit] > 100:
            return "Unit {unit:0} swings it; the others hold back a little: “{verdict:short}”.", verdict | unit
        if len(movers) == 1:
            aside = np.delete(np.abs(trace.margin_percents[self._time]), self._unit)
            who = "’s; others even out" if len(aside) and aside.max() > ASIDE else " alone"
            return f"{{part:0}} % of the swing is unit {{unit:0}}{who}.", unit | part
        return "{part:0} % of the swing is unit {unit:0}’s, more than any other’s.", unit | part

    def back(self) -> Caption:
        """Say, where the question was asked, that this is where it is answered."""
        word = self._of(word="tokens")
        held, now = (float(array[self._time, self._unit]) for array in (self._film.trace.previous_cell, self._film.trace.cell))
        if round(held, 2) == round(now, 2):
            return "“{word:short}” changed what unit {unit:0} shows, hardly what it holds.", word | self._of(unit=self._number)
        return f"Once more: what “{{word:short}}” {'writes' if held == 0 else 'keeps and writes'}.", word

    def sum_up(self) -> Phrase:
        """Return what the word did to the followed unit, as arithmetic."""
        names = {"a": "previous_cell", "f": "forget_gate", "w": "written", "c": "cell"}
        fields = self._of(**{name: self._single(key) for name, key in names.items()})
        made = worked("{a} × {f} + {w} = {c}", lambda a, f, w: a * f + w, "c", **fields)
        return joined(": ", phrase("unit {unit:0}", unit=self._film.value(*self._number)), made)

    def result(self) -> Caption:
        """Say what the word did."""
        fields = self._of(word="tokens", before="previous_verdicts", after="verdicts")
        if fields["before"].value == fields["after"].value:
            return "After “{word:short}” the verdict stays “{after:short}”.", {key: fields[key] for key in ("word", "after")}
        return "“{word:short}” turned “{before:short}” into “{after:short}”.", fields
