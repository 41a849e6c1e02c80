"""What a film says of an error on its way back through one network, or through two side by side."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scenes.mobjects.reading import Caption, Reading, phrase, spell
from scenes.mobjects.sets.backward_lanes import digits
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.reached_words import LOST, ends_with, reached, reached_in_both, reaches_in_both, too_faint

__all__ = [
    "ALL_OF_IT",
    "ALL_OF_ONE",
    "CHANGES",
    "FADED",
    "FAINT",
    "GROWING",
    "HOW_MUCH",
    "INTRODUCED",
    "LEAST",
    "LOSS",
    "MOVED",
    "MULTIPLIED",
    "ONE_LINE",
    "READS",
    "TRUE",
    "UNFELT",
    "WEAKER",
    "WHOLE",
    "BackwardWords",
]

FAINT, WHOLE = 0.1, 0.5
"""A share below the first is said to have faded, one from the second on to hold."""
OPEN = 0.9
"""Of gates that pass on so much on average it is said that they leave the way open."""
HOW_MUCH = "How much of an error at the end reaches the first word?"
ALL_OF_IT = "Each line inward is ten times less; the last word’s counts as one."
ALL_OF_ONE = "Each line inward is ten times less; the one word’s counts as one."
MULTIPLIED = "Each step back, to the word before, multiplies it by a factor."
CHANGES = "Each step back, to the word before, changes the error."
LEAST = "To have an error to send back, suppose the least likely of {labels:0} was right: “{one:short}”."
LOSS = "The loss is −log p, p its probability. Its slope, the gradient, goes back: the error."
RIGHT = "“{one:short}” is right: of that it was sure to {share}. So there is little error, but some."
FADED = "Here it fades as well: an LSTM holds it only while its forget gates stay open."
TRUE = "Now a linear scale: half as long means half as much."
READS = "Both networks read the sentence word by word; then each gives its verdict."
ALONE = "A recurrent network (RNN) reads: each word changes its state, perhaps its verdict."
INTRODUCED = {
    "lstm": "An LSTM’s forget gate keeps its cell state C.",
    "lstm_peephole": "A peephole LSTM’s forget gate keeps its cell state C.",
    "lstm_coupled": "A coupled LSTM has one gate that keeps its cell state C.",
    "gru": "A GRU’s update gate says how much of its state is kept.",
    "gru_reset_after": "A PyTorch GRU’s update gate says how much of its state is kept.",
}
"""What is said of a network before it is told of, by the kind of its cell: of a plain one nothing needs to be."""
GROWING = 1.05
"""A factor from this on is told of: there an error grows."""
SLOPED = "Near one and minus one tanh is flat: little of the error passes."
ENLARGED = "Weights sum over all units and win some of it back."
WEIGHED = "Then come the weights: each error is a sum over all units."
TAKEN = "What counts is the product: {count:0} factors, × {hop} on average."
TAKEN_ALL, NEARLY = "{some}; the product counts: × {hop} on average, {count:0} times.", 0.9
"""The same where factors are so large, or larger, though they are not on average."""
SOME = ("One is large", "Some are large"), ("One is near one", "Some are near one")
"""What is said of one such factor, or of several: if one is clearly above one, and if they are not."""
TAKEN_ONCE = "There is one step back only: × {hop}."
GROWN = "At “{word:short}” the weights outdo the slopes; on average a step makes it × {hop}."
STEEP = "“{next:short}” leaves slopes steep, so at “{word:short}” weights win. On average: × {hop}."
HOP_DIGITS = range(2, 5)
"""With so many decimals a mean factor may be printed."""
ONE_LINE = 76
"""So many characters have room in one line."""
UNFELT = "“{word:short}” moves it by only {change}: a word that feels little teaches little."
WEAKER = "“{word:short}” moves it by {change}, mostly as its error is {times:0} times weaker."
LARGEST = "“{most:short}” moves it most: no other word has more error, or a larger input."
MORE_INPUT = "“{most:short}” moves it most: less error than “{less:short}”, but a larger input."
MORE_ERROR = "“{most:short}” moves it most: a smaller input than “{less:short}”, but more error."
MOVED = "“{word:short}” moves this weight by {change}."


class BackwardWords:
    """The captions; ``value`` reads the trace with the number ``of``, and ``names`` are what the networks are called.

    ``true`` is the label that is known to be right, if one is.
    """

    def __init__(
        self, traces: Sequence[Any], value: Callable[..., Reading], names: Sequence[str], *, true: str | None = None
    ) -> None:
        self._traces, self._value, self._names, self._last = traces, value, names, len(traces[0].tokens) - 1
        self._true = true

    # -- what there is to tell -------------------------------------------------------------------------------------------

    def share(self, of: int) -> float:
        """Return how much of the error at the last word is felt at the first one."""
        return float(self._traces[of].lookup("felt_shares")[0])

    @property
    def is_counted(self) -> bool:
        """Whether it is said how many times weaker the error is at the first word of the first network."""
        return LOST < self.share(0) < FAINT

    @property
    def _alone(self) -> bool:
        return len(self._traces) == 1

    def _kind(self, of: int) -> str:
        return str(self._traces[of].lookup("cell_kind"))

    def _letter(self, of: int) -> str:
        """Return what the state of a network is called that a gate keeps."""
        return "C" if self._traces[of].handed_on == "cell" else "h"

    def gate(self, of: int) -> str:
        """Return what the gate is called that keeps a network's state."""
        return "forget" if self._letter(of) == "C" else "update"

    # -- captions --------------------------------------------------------------------------------------------------------

    def question(self) -> str:
        """Return what is asked: of an error that lasts, nothing that would not be so."""
        return f"{'Why is so little' if self.is_faint(0) else 'How much is'} learned from the first word?"

    def rows(self) -> list[str]:
        """Return what the rows of each network are."""
        letters = map(self._letter, range(len(self._traces)))
        return [f"each row: the {'cell ' * (each == 'C')}state {each} after that word" for each in letters]

    def reading(self) -> list[str]:
        """Return what is said before the networks read, and last what is said while they do."""
        kinds = dict.fromkeys(self._kind(of) for of in range(len(self._traces)))
        first, *others = [INTRODUCED[kind] for kind in kinds if kind in INTRODUCED] or [""]
        if self._alone:
            return [f"It reads word by word; a {self.gate(0)} gate keeps its state." if first else ALONE]
        return [*others, f"Both read word by word. {first}" if first else READS]

    def supposed(self) -> Caption:
        """Return which label is supposed to be right, and why that one."""
        taught = [self._value("taught", of=of) for of in range(len(self._traces))]
        if self.is_true:
            return self._right(taught[0])
        fields = dict(zip(("one", "other"), taught, strict=False))
        if len({each.value for each in taught}) > 1:
            return "Suppose “{one:short}” were right on the left, “{other:short}” on the right.", fields
        fields = {"one": taught[0]}
        if all(self.is_least_likely(of) for of in range(len(self._traces))):
            return LEAST, fields | {"labels": self._value("sizes.label")}
        who = "it" if self._alone else "they"
        return f"Suppose “{{one:short}}” were right: the loss is the less, the more {who} gave it.", fields

    @property
    def is_true(self) -> bool:
        """Whether the label that is taught is known to be right."""
        return self._true is not None and all(trace.lookup("taught") == self._true for trace in self._traces)

    def _right(self, taught: Reading) -> Caption:
        """Return what is said of a label that is right: who gave it how much."""
        shares = [self._value("taught_probability", of=of) for of in range(len(self._traces))]
        fields = {"one": taught} | dict(zip(("share", "other"), shares, strict=False))
        one, *more = (f"{{{name}:{digits(share)}}}" for name, share in zip(("share", "other"), shares, strict=False))
        if more:
            return f"“{{one:short}}” is right: the {self._names[0]} gave it {one}, the {self._names[1]} {more[0]}.", fields
        said = self._value("verdicts", self._last)
        if said.value == taught.value:
            return RIGHT.replace("{share}", one), fields
        return f"It says “{{said:short}}”, but “{{one:short}}” is right, with p only {one}.", fields | {"said": said}

    def is_least_likely(self, of: int) -> bool:
        """Tell whether a network finds no verdict less likely than the one that is taught."""
        trace = self._traces[of]
        return bool(trace.lookup("taught_probability") <= trace.lookup("probabilities")[-1].min())

    def arrived(self) -> Caption:
        """Return what is said when the error has reached the first word."""
        fields = self._shares() | {"word": self._value("tokens", 0)}
        times = {"word": fields["word"], "times": self._value("times_weaker", 0), "last": self._value("tokens", self._last)}
        said, names = "At “{word:short}” it is {times:0} times weaker", self._names
        if self.is_counted and (self._alone or self.share(1) >= WHOLE):
            return (
                f"{said} than at “{{last:short}}”." if self._alone else f"{said} in the {names[0]}; not in the {names[1]}.",
                times,
            )
        if self._alone:
            return f"At “{{word:short}}”, {reached('one', fields['one'])}.", fields
        builds = reached_in_both("At “{word:short}”", names, fields)
        return next((each for each in builds if len(phrase(each, **fields).text) <= LONGEST_CAPTION), builds[-1]), fields

    def reason(self, of: int) -> Caption:
        """Return by what the error is multiplied in a network."""
        if not self._traces[of].lookup("declared").carried:
            return SLOPED, {}
        if self._alone:
            return f"Straight back along {self._letter(of)} the error meets one factor only: the {self.gate(of)} gate.", {}
        kept = self._value("mean_kept", of=of)
        return f"The {self._names[of]}’s {self.gate(of)} gate passes on {{kept:3}} of it on average.", {"kept": kept}

    def weighed(self, of: int, time: int) -> Caption:
        """Return what is said of the last row of a step back to the word ``time``: of weights, or of what goes past a gate."""
        trace = self._traces[of]
        if trace.lookup("declared").carried:
            return self.added(of, time)
        enlarged = float(trace.lookup("weight_factors")[time]) > 1 > float(trace.lookup("hop_factors")[time])
        return ENLARGED if enlarged else WEIGHED, {}

    def open(self) -> Caption:
        """Return what gates of a network alone pass on at every step, and that the way back is open if that is nearly all."""
        kept = self._value("mean_kept")
        open_ = " So the way back stays open." if float(kept.value) >= OPEN else ""
        return f"Over all steps, {self.gate(0)} gates pass on {{kept:3}} on average.{open_}", {"kept": kept}

    def added(self, of: int, time: int) -> Caption:
        """Return what the rest makes of what a gate has left, on the step back to the word ``time`` of a cell that carries."""
        trace = self._traces[of]
        hop, gate = float(trace.lookup("hop_factors")[time]), float(trace.lookup("gate_factors")[time + 1])
        do = "take some away" if hop < gate else "add some, so it can even grow" if hop > 1 else "add some"
        return f"Other ways to the word before {do}: × {{factor}} in all.", {"factor": self._value("hop_factors", time, of=of)}

    def together(self, of: int, most: int | None) -> Caption:
        """Return what the factors of a network make together; ``most`` is the word at which the error grows, if there is one."""
        if self._traces[of].handed_on == "cell":
            return FADED.replace(" as well", "") if self._alone else FADED, {}
        hop = self._value("mean_hop", of=of)
        printed = f"{{hop:{self.hop_digits(of) or 2}}}"
        fields = {"hop": hop}
        if most is None:
            factors = self._traces[of].lookup("hop_factors")[:-1]
            large = int((factors >= NEARLY).sum()) if float(hop.value) < NEARLY else 0
            some = SOME[int(factors.max() <= GROWING)][int(large > 1)]
            counted = (TAKEN_ALL.replace("{some}", some) if large else TAKEN) if self._last > 1 else TAKEN_ONCE
            return counted.replace("{hop}", printed), fields | {"count": self._value("hop_count", of=of)}
        fields |= {"word": self._value("tokens", most, of=of)}
        slopes = self._traces[of].lookup("slope_factors")
        if slopes[most + 1] < float(np.median(slopes[1:])):
            return GROWN.replace("{hop}", printed), fields
        return STEEP.replace("{hop}", printed), fields | {"next": self._value("tokens", most + 1, of=of)}

    def hop_digits(self, of: int) -> int | None:
        """Return with how many decimals the mean factor of a step is printed: so many that as many of it make what is printed.

        It is None if there is no step, or if all decimals there are make something else of it.
        """
        share = self._value("felt_shares", 0, of=of)
        if not self._last or float(share.value) <= LOST:
            return None
        hop, shown = float(self._traces[of].lookup("mean_hop")), spell(share.value, digits(share))
        fits = (each for each in HOP_DIGITS if spell(round(hop, each) ** self._last, digits(share)) == shown)
        return next(fits, None)

    def moving(self) -> str:
        """Return what is said while it is shown by how much each word moves the weight that is followed."""
        return f"{'Each' if self._last else 'The'} word moves this weight against its gradient, at a small rate."

    def moving_most(self) -> Caption:
        """Return why one word moves the weight most: it has more of one factor than the word that has most of the other."""
        trace = self._traces[0]
        most, less = int(trace.lookup("most_moving")), int(trace.lookup("less_moving"))
        fields = {"most": self._value("tokens", most), "less": self._value("tokens", less)}
        if most == less:
            return LARGEST, {"most": fields["most"]}
        errors = np.abs(trace.lookup("lesson_errors"))
        return MORE_INPUT if errors[most] < errors[less] else MORE_ERROR, fields

    def moved(self, time: int) -> Caption:
        """Return what a word does to the weight that is followed."""
        fields = {"word": self._value("tokens", time), "change": self._value("lesson_changes", time)}
        trace = self._traces[0]
        change = f"{{change:{int(trace.lookup('lesson_decimals')[time])}}}"
        if not self.is_faint(time):
            return MOVED.replace("{change}", change), fields
        if self.is_counted and trace.lookup("is_mostly_error"):
            return WEAKER.replace("{change}", change), fields | {"times": self._value("times_weaker", 0)}
        return UNFELT.replace("{change}", change), fields

    def is_faint(self, time: int) -> bool:
        """Tell whether a word is the first, feels little, and moves the weight little that is followed, if one is."""
        return time == 0 < self._last and self.share(0) < FAINT and (not self._follows or self._traces[0].lookup("moves_little"))

    @property
    def _follows(self) -> bool:
        """Whether a weight of the first network is followed: of a state that is kept, told of alone, none is."""
        trace, declared = self._traces[0], self._traces[0].lookup("declared")
        return trace.cell_weights is not None and bool(declared.weighs) and not (self._alone and declared.carried)

    def evenly(self, of: int, decimals: int) -> Caption:
        """Return what all steps back make together in a network, each taken as their mean."""
        count, share = self._value("hop_count", of=of), self._value("felt_shares", 0, of=of)
        fields = {"hop": self._value("mean_hop", of=of), "count": count, "share": share}
        each = "steps, each × {hop} on average" if self._last > 1 else "step, × {hop}"
        return f"{{count:0}} {each}: {{share:{digits(share)}}}".replace("{hop}", f"{{hop:{decimals}}}"), fields

    def concluded(self) -> Caption:
        """Return how much of the error reaches the first word."""
        names, fields = self._names, self._shares()
        if not self._last:
            where = "" if self._alone else f", in the {names[0]} and in the {names[1]}"
            return f"The one word feels all of the error{where}.", {}
        if self._alone:
            return ends_with(fields["one"], faint=self.is_faint(0), lasts=self.share(0) >= WHOLE), fields
        builds = reaches_in_both(names, fields)
        if self.is_counted and self.share(1) >= WHOLE and self.is_faint(0):
            builds.insert(0, too_faint(names, fields))
        return next((each for each in builds if len(phrase(each, **fields).text) <= ONE_LINE), builds[-1]), fields

    def _shares(self) -> dict[str, Reading]:
        """Return what is felt at the first word of each network."""
        return {
            name: self._value("felt_shares", 0, of=of)
            for name, of in zip(("one", "other"), range(len(self._traces)), strict=False)
        }
