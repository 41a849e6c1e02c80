"""What a film says of an error on its way back through one network, or through two side by side."""

from collections.abc import Callable, Sequence
from typing import Any

from scenes.mobjects.reading import Caption, Reading, phrase
from scenes.mobjects.sets.backward_lanes import digits
from scenes.telling.pace import is_short

__all__ = [
    "ALL_OF_IT",
    "ASKED_OF",
    "CHANGES",
    "FADED",
    "FAINT",
    "GROWING",
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
    "BackwardWords",
]

LOST, FAINT, WHOLE = 1e-6, 0.1, 0.5
"""A share up to the first is as good as none, one below the second is said to have faded, one from the third on to hold."""
ASKED_OF = "An error at the end is to teach every word. How much reaches the first?"
ALL_OF_IT = "The last word feels all of it; each gridline inward is ten times less."
MULTIPLIED = "On the way back each word multiplies it by a factor, and the bar changes by that."
CHANGES = "On the way back it changes from word to word, and the bar with it."
LEAST = "To have an error to send back, suppose the least likely of {labels:0} was right: “{one:short}”."
LOSS = "The loss is −log p, large where p is small. Now this error goes back through the words."
FADED = "Here it fades as well: an LSTM holds it only while its forget gates stay open."
TRUE = "Now the same bars on an ordinary scale."
READS = "Both networks read the sentence word by word; then each gives its verdict."
ALONE = "It reads word by word; with each its state changes, and so may its verdict."
INTRODUCED = {
    "lstm": "An LSTM also has a cell state, C, kept by its forget gate.",
    "lstm_peephole": "A peephole LSTM has a cell state, C, kept by its forget gate.",
    "lstm_coupled": "A coupled LSTM has a cell state, C, kept by one gate.",
    "gru": "A GRU’s update gate says how much of its state is kept.",
    "gru_reset_after": "A PyTorch GRU’s update gate says how much of its state is kept.",
}
"""What is said of a network before it is told of, by the kind of its cell: of a plain one nothing needs to be."""
WAYS = {"lstm": " by h", "lstm_coupled": " by h"}
"""By what other way than the gate an error goes back from word to word, in cells that have one such way only."""
GROWING = 1.05
"""A factor from this on is told of: there an error grows."""
SLOPED = "Where a state is near one or minus one, tanh is flat: little passes. Then come weights."
TAKEN = "Such a factor comes at every word: taken together, × {hop} a word."
GROWN = "At “{word:short}” the weights outdo the slopes; taken together, it is × {hop} a word."
ONE_LINE, LONG_NAMES = 76, 20
"""So many characters have room in one line; and names of two networks that are as long as this leave less of it."""
UNFELT = "“{word:short}” moves it by only {change:5}: a word that feels little teaches little."
WEAKER = "“{word:short}” moves it by only {change:5}: its error is {times:0} times weaker."
MOVED = "“{word:short}” moves this weight by {change:5}."


class BackwardWords:
    """The captions; ``value`` reads the trace with the number ``of``, and ``names`` are what the networks are called."""

    def __init__(self, traces: Sequence[Any], value: Callable[..., Reading], names: Sequence[str]) -> None:
        self._traces, self._value, self._names, self._last = traces, value, names, len(traces[0].tokens) - 1

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

    def ways(self, of: int, default: str = "") -> str:
        """Return by what other way than its gate an error goes back in a network."""
        return WAYS.get(self._kind(of), default)

    def gate(self, of: int) -> str:
        """Return what the gate is called that keeps a network's state."""
        return "forget" if self._traces[of].handed_on == "cell" else "update"

    # -- captions --------------------------------------------------------------------------------------------------------

    def question(self) -> str:
        """Return what is asked: of one network alone in which the error lasts, nothing that would not be so."""
        return (
            "Does the first word still learn?"
            if self._alone and self.share(0) >= FAINT
            else "Why does the first word stop learning?"
        )

    def reading(self) -> list[str]:
        """Return what is said before the networks read, and last what is said while they do."""
        kinds = dict.fromkeys(self._kind(of) for of in range(len(self._traces)))
        first, *others = [INTRODUCED[kind] for kind in kinds if kind in INTRODUCED] or [""]
        if self._alone:
            return [f"It reads word by word. {first}" if first else ALONE]
        return [*others, f"Both read word by word. {first}" if first else READS]

    def supposed(self) -> Caption:
        """Return which label is supposed to be right, and why that one."""
        taught = [self._value("taught", of=of) for of in range(len(self._traces))]
        fields = dict(zip(("one", "other"), taught, strict=False))
        if len({each.value for each in taught}) > 1:
            return "Suppose “{one:short}” were right on the left, “{other:short}” on the right: that is the loss.", fields
        fields = {"one": taught[0]}
        if all(self.is_least_likely(of) for of in range(len(self._traces))):
            return LEAST, fields | {"labels": self._value("sizes.label")}
        who = "it" if self._alone else "they"
        return f"Suppose “{{one:short}}” were right: the loss is the less, the more {who} gave it.", fields

    def is_least_likely(self, of: int) -> bool:
        """Tell whether a network finds no verdict less likely than the one that is taught."""
        trace = self._traces[of]
        return bool(trace.lookup("taught_probability") <= trace.lookup("probabilities")[-1].min())

    def arrived(self) -> Caption:
        """Return what is said when the error has reached the first word."""
        fields = self._shares() | {"word": self._value("tokens", 0)}
        times = {"word": fields["word"], "times": self._value("times_weaker", 0), "last": self._value("tokens", self._last)}
        said, names = "At “{word:short}” it is {times:0} times weaker", self._names
        if self._alone:
            if self.is_counted:
                return f"{said} than at “{{last:short}}”.", times
            return f"At “{{word:short}}”, {self._printed('one', fields)} of it is left.", fields
        if self.is_counted and self.share(1) >= WHOLE:
            beside = " than at “{last:short}”" if sum(map(len, names)) < LONG_NAMES else ""
            return f"{said}{beside} in the {names[0]}; not in the {names[1]}.", times
        one, other = (self._printed(each, fields) for each in ("one", "other"))
        return f"At “{{word:short}}”, {one} of it is left in the {names[0]}, and {other} in the {names[1]}.", fields

    def reason(self, of: int) -> Caption:
        """Return by what the error is multiplied in a network."""
        if not self._traces[of].lookup("declared").carried:
            return SLOPED, {}
        kept = self._value("mean_kept", of=of)
        said = f"The {self._names[of]}’s {self.gate(of)} gate passes on {{kept:3}} of it on average"
        whole = f"{said}; the rest comes{self.ways(of, ' by other ways')}."
        return whole if is_short(phrase(whole, kept=kept)) else f"{said}.", {"kept": kept}

    def together(self, of: int, most: int | None) -> Caption:
        """Return what the factors of a network make together; ``most`` is the word at which the error grows, if there is one."""
        if self._traces[of].handed_on == "cell":
            return FADED.replace(" as well", "") if self._alone else FADED, {}
        fields = {"hop": self._value("mean_hop", of=of)}
        return (TAKEN, fields) if most is None else (GROWN, fields | {"word": self._value("tokens", most, of=of)})

    def moved(self, time: int) -> Caption:
        """Return what a word does to the weight that is followed."""
        fields = {"word": self._value("tokens", time), "change": self._value("lesson_changes", time)}
        if not self.is_faint(time):
            return MOVED, fields
        return (WEAKER, fields | {"times": self._value("times_weaker", 0)}) if self.is_counted else (UNFELT, fields)

    def is_faint(self, time: int) -> bool:
        """Tell whether a word is the first, and feels little."""
        return time == 0 < self._last and self.share(0) < FAINT

    def concluded(self) -> Caption:
        """Return how much of the error reaches the first word."""
        names, fields = self._names, self._shares()
        if not self._last:
            where = "" if self._alone else f", in the {names[0]} and in the {names[1]}"
            return f"The one word feels all of the error{where}.", {}
        builds = self._endings(*(self._printed(each, fields) for each in fields))
        return next((each for each in builds if len(phrase(each, **fields).text) <= ONE_LINE), builds[-1]), fields

    def _endings(self, one: str, other: str = "") -> list[str]:
        names = self._names
        if self._alone:
            why = "Too faint to learn by: only" if self.is_faint(0) else "It lasts:" if self.share(0) >= WHOLE else "Of it,"
            return [f"{why} {one} of the error reaches the first word.".replace("Of it, ", "", 1)]
        builds = [
            f"Of the error, {one} reaches the {names[0]}’s first word; in the {names[1]}, {other}.",
            f"First word: {one} in the {names[0]}, {other} in the {names[1]}.",
        ]
        if self.is_counted and self.share(1) >= WHOLE:
            builds.insert(0, f"Too faint to learn by: {one} of it in the {names[0]}; {other} in the {names[1]}.")
        return builds

    def _shares(self) -> dict[str, Reading]:
        """Return what is felt at the first word of each network."""
        return {
            name: self._value("felt_shares", 0, of=of)
            for name, of in zip(("one", "other"), range(len(self._traces)), strict=False)
        }

    @staticmethod
    def _printed(name: str, fields: dict[str, Reading]) -> str:
        """Return the field of a share, with as many decimals as it is printed with."""
        return f"{{{name}:{digits(fields[name])}}}"
