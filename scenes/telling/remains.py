"""What the last state has of each word, by the rule that fits its cell, and what a film says of that.

Of a cell that carries a state it is what was written at a word and is still held. Of one that carries none it is how far the
state would be from what it is, had the word not been read. These are two questions: no picture has both on one scale.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.reading import Caption, Reading, Readings, phrase
from scenes.mobjects.sets.left_of_word import LeftOfWord, ReadAgain
from scenes.mobjects.theme import Theme
from scenes.telling.bands import amount, listed, which
from scenes.telling.dips import SLIGHT, became_of, hangs_on
from scenes.telling.notations import notation_of

__all__ = ["FEW", "Held", "Missed", "Remains", "remains_of"]

FEW = 3
"""Of so many words, and where half of all is of more than one in so many, it is said how much of all is the foremost one's."""
SPOKEN, ROOM = 3, 40
"""So many words are named of which there is most, or as many as there are letters for in a caption."""
AGAIN = 9
"""In so many steps at the most a text is read again."""


class Remains(ABC):
    """What there is of each word; ``read`` and ``value`` read the ``trace``, as those of a film do.

    ``shares`` is the key of each word's ink: how much there is of it after the last one, beside the largest; ``count`` that of
    the number of :attr:`words`. ``more`` is said around the foremost words, ``only`` before the one word of a text, ``lone`` of
    it in the end; ``most`` of the foremost in one of two networks, ``both`` if it is so in either; ``too`` of one that is among
    the foremost as well; ``whole`` is what is shared among the words.
    """

    shares: str
    count: str
    more: tuple[str, str]
    only: str
    lone: str
    most: str
    both: str
    too: str
    whole: str

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

    def heard(self, time: int, *, first: bool, asked: bool) -> tuple[Caption, Caption | None]:
        """Return what is said of a word as its numbers come, and then; ``asked`` if it is asked what became of it."""
        found = self.kept(time) if first else None
        became = self.resolved(time) if asked and time < self.last else None
        if found is None:
            return became or self.told(time, first=first), None
        return self.told(time, first=first), became or found

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
        other = "any other word" if self.last > 1 else "the other word"
        return (f"{self.more[0]} {names} {self.more[1]} {other}." if self.last else f"{self.only} {names}."), fields

    def half(self) -> Caption:
        """Return what is said of the words that make up half; of few words, of the foremost one; or of the only one."""
        if self.last == 0:
            return self.lone, {}
        fields = {"few": self.value(self.count), "count": self.value("sizes.time")}
        if FEW * len(self.words) > self.last + 1 or self.last < FEW:
            return self.of_few()
        return f"Half of all that {self.whole} comes from {{few:0}} of {{count:0}} words.", fields

    @abstractmethod
    def of_few(self) -> Caption:
        """Return what is said in place of that where few words make up half because there are few, or hardly fewer than all."""

    def named(self) -> Caption:
        """Return the foremost words as a list, as many as there is room for; one that is there twice is named once."""
        for count in range(min(SPOKEN, len(self.words)), 0, -1):
            named, times = listed(self.trace.tokens, self.words[:count])
            fields = {name: self.value("tokens", time) for name, time in times.items()}
            if len(phrase(named, **fields).text) <= ROOM:
                break
        return named, fields

    def against(self, time: int) -> str:
        """Return what is said of a word that spoke against the verdict and is among the foremost, or is the foremost."""
        counts = f"It {self.most} “{{word:short}}”" if time == self.words[0] else f"{self.too} “{{word:short}}” too"
        return f"{counts}, though “{{label:short}}” fell from {{before}} to {{after}} there."

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
        fits = held[-1, lost] < wrote[lost] / 2 and wrote[lost] >= SLIGHT * wrote.max()
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
        if held[time, time] < SLIGHT * held[self.words[0], self.words[0]]:
            return "“{word:short}” wrote next to nothing, so there is next to nothing to keep.", fields
        if held[self.last, time] < held[time, time] / 2:
            return "“{word:short}” wrote something too, but later words let go of most of it.", fields
        if held[time, time] > held[self.words[0], self.words[0]]:
            return "“{word:short}” wrote more, but later words let go of more of it.", fields
        return "“{word:short}” wrote less, and so less of it is held.", fields

    def kept(self, time: int) -> Caption | None:
        if time == self.last:
            return None
        much = amount(left := self.value("held_percents", time))
        return f"All later {self.gate}s together keep {much} of it.", {"left": left} if "{" in much else {}

    def resolved(self, time: int) -> Caption:
        return became_of(self.trace, self.value, self.letter, time)

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
        which = "every word keeps" if self.last else "the word keeps"
        return f"Now {which} as much ink as {self.letter} still holds of it."

    most, both, too, whole = "holds most of", "Both hold most of", "It holds", "it still holds"
    more = "It holds more of", "than of"
    only, lone = "All that it holds is from", "It holds what this one word wrote, and nothing else."

    def of_few(self) -> Caption:
        foremost = self.words[0]
        part = self.value("held_parts", foremost)
        much = amount(part, "part")
        fields = {"word0": self.value("tokens", foremost)} | ({"part": part} if "{" in much else {})
        return f"Of all that it still holds, {much} is what {which(self.trace.tokens, foremost)}“{{word0:short}}” wrote.", fields


class Missed(Remains):
    """How far the state at the end is from what it would be, had a word not been read."""

    shares, count = "effect_shares", "missed_count"
    state = "hidden"
    most, both, too, whole = "hangs most on", "Both hang most on", "It hangs on", "counts for it at the end"
    more = "It hangs more on", "than on"
    only, lone = "It hangs on one word alone:", "It hangs on this one word, and on nothing else."

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
        return hangs_on(self.trace, self.value, self.letter, time)

    @property
    def law(self) -> str:
        return f"ink of a word  =  mean |{self.letter} − {self.letter} without it|  ÷  the largest such mean"

    def told(self, time: int, *, first: bool) -> Caption:
        fields = {"word": self.value("tokens", time)}
        if first and time == self.last:
            return f"Leave out “{{word:short}}”, the last word: {self.letter} is then what it was before it.", fields
        said = f"Leave out “{{word:short}}” {'and read again' if first else 'instead'}: {self.letter} ends up"
        if self.trace.effect_shares[time] < SLIGHT:
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
        which = "each word in turn" if self.last else "the word"
        return f"Leave out {which}: it keeps as much ink as that changes {self.letter}."

    def of_few(self) -> Caption:
        times = {"word0": self.words[0], "least": int(np.argmin(self.trace.effect_shares))}
        most, least = (f"{which(self.trace.tokens, time)}“{{{name}:short}}”" for name, time in times.items())
        fields = {name: self.value("tokens", time) for name, time in times.items()}
        return f"Without {most}, {self.letter} would differ most; without {least}, least.", fields


def remains_of(trace: Any, read: Callable[..., Readings], value: Callable[..., Reading]) -> Remains:
    """Return what there is of each word in a trace, by the rule that fits its cell."""
    return (Held if trace.declared.carried else Missed)(trace, read, value)
