"""What the last state has of each word, by the rule that fits its cell, and what a film says of that.

Of a cell that carries a state it is what was written at a word and is still held. Of one that carries none it is how far the
state would be from what it is, had the word not been read. These are two questions: no picture has both on one scale.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from model.trace.keeping import FELL
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.reading import SHORT, Caption, Reading, Readings, phrase
from scenes.mobjects.sets.left_of_word import LeftOfWord, ReadAgain
from scenes.mobjects.theme import Theme
from scenes.telling.notations import notation_of

__all__ = ["Held", "Missed", "Remains", "remains_of"]

SPOKEN, ROOM = 3, 40
"""So many words are named of which there is most, or as many as there are letters for in a caption."""
LITTLE = 0.15
"""What is next to nothing, as a part of what there is of the word of which there is most."""
AGAIN = 9
"""In so many steps at the most a text is read again."""


class Remains(ABC):
    """What there is of each word; ``read`` and ``value`` read the ``trace``, as those of a film do.

    ``shares`` is the key of each word's ink: how much there is of it after the last one, beside the largest; ``count`` that of
    the number of :attr:`words`. ``more`` is said around the foremost words, ``only`` before the one word of a text.
    """

    shares: str
    count: str
    more: tuple[str, str]
    only: str
    most: str

    def __init__(self, trace: Any, read: Callable[..., Readings], value: Callable[..., Reading]) -> None:
        self.trace, self.read, self.value = trace, read, value
        self.last = len(trace.tokens) - 1

    @property
    def notation(self) -> Notation:
        """How the quantities of the trace are written."""
        return notation_of(self.trace)

    @property
    @abstractmethod
    def state(self) -> str:
        """The key of the state that is looked into."""

    @property
    def first(self) -> str:
        """The key of that state before the first word."""
        return f"initial_{self.state}"

    @property
    def letter(self) -> str:
        """The letter of that state, as captions have it."""
        return self.notation[self.state].letter[0]

    @property
    @abstractmethod
    def words(self) -> tuple[int, ...]:
        """The indices of the fewest words that make up half of all, the foremost first."""

    @property
    @abstractmethod
    def contrast(self) -> int:
        """The index of a word of which there is little, to be told after the foremost one."""

    @property
    @abstractmethod
    def law(self) -> str:
        """The rule by which words fade."""

    @abstractmethod
    def told(self, time: int, *, first: bool) -> Caption:
        """Return what is said of one word, the ``first`` that is told of or the second."""

    def kept(self, time: int) -> Caption | None:
        """Return what is said of the first word once its numbers are there, if there is anything to be said."""
        return None

    @abstractmethod
    def rows(self, time: int, units: Sequence[int], theme: Theme) -> LeftOfWord:
        """Return the numbers of one word, of some units."""

    @property
    @abstractmethod
    def fading(self) -> str:
        """What is said where all words fade."""

    def foremost(self, who: str) -> Caption:
        """Return which words there is most of, ``who`` names one of two networks."""
        names, fields = self.named()
        if who:
            return f"{who} {self.most} {names}.", fields
        return (f"{self.more[0]} {names} {self.more[1]}." if self.last else f"{self.only} {names}."), fields

    @abstractmethod
    def half(self) -> Caption:
        """Return what is said of the words that make up half."""

    def named(self) -> Caption:
        """Return the foremost words as a list, as many as there is room for."""
        told = self.words[:SPOKEN]
        while len(told) > 1 and sum(min(len(self.trace.tokens[time]), SHORT) + 4 for time in told) > ROOM:
            told = told[:-1]
        fields = {f"word{number}": self.value("tokens", time) for number, time in enumerate(told)}
        names = [f"“{{{name}:short}}”" for name in fields]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}", fields

    @property
    def against(self) -> str:
        """What is said of a word that spoke against the verdict and is among the foremost."""
        return f"{self.too} “{{word:short}}” too, though “{{label:short}}” fell from {{before}} to {{after}} there."

    @property
    @abstractmethod
    def too(self) -> str:
        """What is said of a word that is among the foremost as well."""

    @abstractmethod
    def turns(self, time: int) -> list[Any]:
        """Return the words that are read until each of the steps in which the numbers of a word become what they are."""

    @abstractmethod
    def resolved(self, time: int) -> Caption:
        """Return what became of a word at which the last verdict fell: said in place of what else is told of it."""

    def ink(self, time: int) -> Any:
        """Return the share of a word as it stands behind its numbers."""
        return phrase("ink {share}", share=self.value(self.shares, time))


class Held(Remains):
    """What was written at each word and is still held by the state that the cell carries."""

    shares, count = "held_shares", "keeper_count"
    too = "It holds"

    @property
    def state(self) -> str:
        return str(self.trace.declared.carried.state)

    @property
    def words(self) -> tuple[int, ...]:
        words: tuple[int, ...] = self.trace.keepers
        return words

    @property
    def contrast(self) -> int:
        """The word of which later words took most, if that was most of it; else the one of which there is least."""
        held = self.trace.remembered
        wrote = np.diagonal(held)
        lost = int((wrote - held[-1]).argmax())
        fits = held[-1, lost] < wrote[lost] / 2 and wrote[lost] >= LITTLE * wrote.max()
        return lost if fits else int(self.trace.faintest)

    @property
    def gate(self) -> str:
        """What the gate is called by which the state is kept."""
        return str(self.trace.declared.carried.share).replace("_", " ")

    def turns(self, time: int) -> list[Any]:
        return [(each,) for each in range(time, self.last + 1)]

    @property
    def law(self) -> str:
        return f"ink of a word  =  Σ |what {self.letter} still holds of it|  ÷  the largest such sum"

    def told(self, time: int, *, first: bool) -> Caption:
        fields, held = {"word": self.value("tokens", time)}, self.trace.remembered
        if first and time == self.last:
            return f"Take “{{word:short}}”: this is what it wrote into {self.letter}, and no word came after it.", fields
        if first:
            wrote = np.diagonal(held)
            said = "most of all" if wrote[time] >= wrote.max() else f"this into {self.letter}"
            return f"“{{word:short}}” wrote {said}. What do later gates keep of it?", fields
        if held[time, time] < LITTLE * held[self.words[0], self.words[0]]:
            return "“{word:short}” wrote next to nothing, so there is next to nothing to keep.", fields
        if held[self.last, time] < held[time, time] / 2:
            return "“{word:short}” wrote something too, but later words let go of most of it.", fields
        return "“{word:short}” wrote less, and so less of it is held.", fields

    def kept(self, time: int) -> Caption | None:
        if time == self.last:
            return None
        return f"All later {self.gate}s together keep {{left:0}} % of it.", {"left": self.value("held_percents", time)}

    def resolved(self, time: int) -> Caption:
        held, fields = self.trace.remembered, {"word": self.value("tokens", time)}
        left = {"left": self.value("held_percents", time)}
        if held[time, time] < LITTLE * np.diagonal(held).max():
            return self._slight(time, fields)
        if self.trace.by_showing(time):
            return "“{word:short}” took it down by its output gate, not by what it wrote.", fields
        if held[self.last, time] < held[time, time] / 2:
            return "Later words let go of what “{word:short}” wrote: {left:0} % is left. It is forgotten.", fields | left
        said = f"{self.letter} still holds {{left:0}} % of what “{{word:short}}” wrote: not forgotten, yet the verdict stands."
        return said, fields | left

    def _slight(self, time: int, fields: dict[str, Reading]) -> Caption:
        """Return what became of a word that moved the verdict and wrote next to nothing."""
        trace, winner = self.trace, self.trace.winners[-1]
        said, again = "Nothing to forget: “{word:short}” wrote next to nothing.", trace.rise_after(time)
        if again is None:
            return said, fields
        back = trace.probabilities[again, winner] >= trace.previous_probabilities[time, winner] - FELL
        fields["later"] = self.value("tokens", again)
        return f"{said} “{{later:short}}” moved the verdict {'back' if back else 'again'}.", fields

    def rows(self, time: int, units: Sequence[int], theme: Theme) -> LeftOfWord:
        held = "held (busiest)" if len(units) < self.trace.sizes.unit else "still held"
        times, wrote = range(time, self.last + 1), phrase("“{word:short}” wrote", word=self.value("tokens", time))
        return LeftOfWord(
            self.read(self.trace.written_key, time),
            [self.read("memory", each, time) for each in times],
            units,
            kept=[self.read("kept_since", each, time) for each in times[1:]],
            slow=[each - time for each in self.trace.takers(time)],
            names=[wrote, phrase("× kept since"), phrase(f"= {held}")] if time < self.last else [wrote, phrase(held)],
            totals=[phrase("Σ |held| {held}", held=self.value("remembered", each, time)) for each in times],
            share=self.ink(time),
            notation=self.notation,
            theme=theme,
        )

    @property
    def fading(self) -> str:
        return f"Now every word keeps as much ink as {self.letter} still holds of it."

    most = "holds most of"
    more = "It holds more of", "than of any other word"
    only = "All that it holds is from"

    def half(self) -> Caption:
        if self.last == 0:
            return "It holds what this one word wrote, and nothing else.", {}
        fields = {"few": self.value(self.count), "count": self.value("sizes.time")}
        return "Half of all that it still holds comes from {few:0} of {count:0} words.", fields


class Missed(Remains):
    """How far the state at the end is from what it would be, had a word not been read."""

    shares, count = "effect_shares", "missed_count"
    state = "hidden"
    too = "It hangs on"
    most = "hangs most on"
    more = "It hangs more on", "than on any other word"
    only = "It hangs on one word alone:"

    @property
    def words(self) -> tuple[int, ...]:
        words: tuple[int, ...] = self.trace.missed
        return words

    @property
    def contrast(self) -> int:
        return int(self.trace.forgotten)

    def turns(self, time: int) -> list[Any]:
        return np.array_split(np.arange(self.last + 1), min(AGAIN, self.last + 1))

    def resolved(self, time: int) -> Caption:
        fields = {"word": self.value("tokens", time)}
        if self.trace.effect_shares[time] < LITTLE:
            return f"Leave out “{{word:short}}”: {self.letter} ends up almost the same. It is forgotten.", fields
        return f"Leave out “{{word:short}}”: {self.letter} ends up elsewhere. Not forgotten, yet the verdict stands.", fields

    @property
    def law(self) -> str:
        return f"ink of a word  =  mean |{self.letter} − {self.letter} without it|  ÷  the largest such mean"

    def told(self, time: int, *, first: bool) -> Caption:
        fields = {"word": self.value("tokens", time)}
        if first and time == self.last:
            return f"Leave out “{{word:short}}”, the last word: {self.letter} is then what it was before it.", fields
        said = f"Leave out “{{word:short}}” {'and read again' if first else 'instead'}: {self.letter} ends up"
        if self.trace.effect_shares[time] < LITTLE:
            return f"{said} almost the same. It is forgotten.", fields
        return f"{said} {'elsewhere. So it still counts.' if first else 'nearer to what it was.'}", fields

    def rows(self, time: int, units: Sequence[int], theme: Theme) -> LeftOfWord:
        word, steps = {"word": self.value("tokens", time)}, self.turns(time)
        which = ", busiest units" if len(units) < self.trace.sizes.unit else " at the end"
        return ReadAgain(
            self.read("hidden", self.last),
            [self.read("hidden_without", int(some[-1]), time) for some in steps],
            units,
            names=(phrase(f"{self.letter}{which}"), phrase(f"{self.letter} without “{{word:short}}”", **word)),
            totals=[phrase("mean change {effect}", effect=self.value("word_effects", int(some[-1]), time)) for some in steps],
            share=self.ink(time),
            notation=self.notation,
            theme=theme,
        )

    @property
    def fading(self) -> str:
        return f"Leave out each word in turn: it keeps as much ink as that changes {self.letter}."

    def half(self) -> Caption:
        if self.last == 0:
            return "It hangs on this one word, and on nothing else.", {}
        fields = {"few": self.value(self.count), "count": self.value("sizes.time")}
        return "Half of all that counts for it at the end comes from {few:0} of {count:0} words.", fields


def remains_of(trace: Any, read: Callable[..., Readings], value: Callable[..., Reading]) -> Remains:
    """Return what there is of each word in a trace, by the rule that fits its cell."""
    return (Held if trace.declared.carried else Missed)(trace, read, value)
