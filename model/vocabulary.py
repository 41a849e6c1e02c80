"""The words that a model knows, their numbers in its embedding, and what of a text is read as which of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from shlex import quote
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.errors import UsageError, among, brief, clipped, counted, near_matches
from model.files import decoded
from model.morphology import inflections
from model.numerals import alike, number_of, shapes
from model.words import (
    ADDRESS,
    GLUED,
    HYPHENATED,
    SIGNED,
    composed,
    is_name_or_number,
    look_up_form,
    symbols,
    without_accents,
    words_of,
)

__all__ = ["UNKNOWN", "Manner", "ReadText", "Vocabulary"]

CLOSE = 0.7
"""How alike two words must be for one to be suggested in place of the other."""
COMPARED = 10
"""So many unknown words are compared with all that are known, which takes time; a message names fewer."""
UNKNOWN = "<unknown>"
"""The token for every word that a model has never seen; no text can contain it, since words hold no brackets."""
TOLD, TITLED = 48, 40
"""So many letters has the name of a file at the most that a message tells to type, and a title with its brackets."""


class Manner(NamedTuple):
    """How a model reads, and how it is called in messages.

    ``cut`` finds the words of a text. Of words in ``language`` that are unknown another form may be read. A model that ``copies``
    passes on names and numbers, whether it knows them or not. ``address`` is its name, or its file, on the command line.
    """

    cut: Callable[[str], tuple[str, ...]] = words_of
    language: str = ""
    copies: bool = False
    title: str = "This model"
    address: str = ""


class ReadText(NamedTuple):
    """The words of a text as typed; their rows, ``(time,)``; and for each the other form, or number, that was read, else ""."""

    words: tuple[str, ...]
    rows: NDArray[np.intp]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The words that a model knows, in the order of its embedding's rows; row 0 is :data:`UNKNOWN`.

    A word is found as it stands here, or else under its :func:`look_up_form`.
    """

    words: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.words[:1] != (UNKNOWN,) or len(set(self.words)) != len(self.words):
            raise ValueError(f"A vocabulary starts with {UNKNOWN} and names each word once.")

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]], at_least: int = 2, most: int | None = None) -> "Vocabulary":
        """Collect the words to be read that occur ``at_least`` so often, in alphabetical order; rarer ones are unknown.

        Words of one look-up form are one word, in the spelling that is most frequent. If there are more than ``most``, the most
        frequent are kept. Where a sentence has :data:`UNKNOWN` a word is hidden.
        """
        counted = {next(iter(counts)): sum(counts.values()) for counts in _spellings(sentences)}
        return cls((UNKNOWN, *_frequent(counted, at_least, most)))

    @classmethod
    def written(cls, sentences: Iterable[Sequence[str]], at_least: int = 2, most: int | None = None) -> "Vocabulary":
        """Collect the words to be written, as :meth:`of` does, but every spelling that occurs ``at_least`` so often is a word.

        A rarer spelling is that which is most frequent.
        """
        counted: dict[str, int] = {}
        for counts in _spellings(sentences):
            first, *others = counts
            own = {each: counts[each] for each in others if counts[each] >= at_least}
            counted |= {first: sum(counts.values()) - sum(own.values())} | own
        return cls((UNKNOWN, *_frequent(counted, at_least, most)))

    def __len__(self) -> int:
        return len(self.words)

    @property
    def alphabet(self) -> tuple[str, ...]:
        """All words but the unknown one, in alphabetical order, small letters and capitals alike."""
        return tuple(sorted(self.words[1:], key=lambda word: (word.casefold(), word)))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _by_form(self) -> dict[str, int]:
        """The row of the first word of each look-up form."""
        return {look_up_form(word): number for number, word in reversed([*enumerate(self.words)])}

    @cached_property
    def _shapes(self) -> dict[int, list[tuple[float, int]]]:
        """The values and rows of the numbers that are known, by how many figures they have."""
        return shapes(self.words)

    def encode(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return each word's row, ``(time,)``; 0 for an unknown one."""
        return np.array([self._number(word) for word in words], dtype=np.intp)

    def _number(self, word: str) -> int:
        exact = self._numbers.get(word)
        return self._by_form.get(look_up_form(word), 0) if exact is None else exact

    def introduce(self, strangers: Sequence[str]) -> tuple[str, ...]:
        """Return words that are unknown, the first :data:`COMPARED` of them each with those that are spelt like it."""
        forms = {form: self.words[number] for form, number in self._by_form.items() if number}
        near = partial(near_matches, choices=forms, least=CLOSE, called=forms.__getitem__)
        compared = [f"{clipped(word)}{near(look_up_form(word))}" for word in strangers[:COMPARED]]
        return (*compared, *map(clipped, strangers[COMPARED:]))

    @staticmethod
    def words_in(text: str) -> tuple[str, ...]:
        """Return what of ``text`` is read, word by word, whether it is known or not: see :func:`words_of`."""
        return words_of(text)

    @staticmethod
    def left_out(text: str, read: Collection[str] = ()) -> tuple[str, ...]:
        """Return what of ``text`` is in none of its words and is no punctuation, such as emoji: each once, in order.

        Addresses are, but for those among the words that were ``read``.
        """
        found: list[str] = []
        done = 0
        for address in ADDRESS.finditer(text):
            found += symbols(text[done : address.start()])
            found += [] if composed(address.group()) in read else [address.group()]
            done = address.end()
        seen = {*read, *(word[:1] for word in read)}
        return tuple(each for each in dict.fromkeys([*found, *symbols(text[done:])]) if each not in seen)

    def _passes_over(self, word: str, manner: Manner) -> bool:
        """Tell whether a word is an address that is neither known nor copied: it is left out."""
        copied = manner.copies and is_name_or_number(word)
        return ADDRESS.fullmatch(word) is not None and not (self._number(word) or copied)

    def _parts(self, word: str, language: str) -> Sequence[str]:
        """Return a word, or if it is unknown and in no other form known the words that it is made of, if these are known.

        They have hyphens between them; or they are a number, which need not be known, and what is counted (5km).
        """
        glued = GLUED.fullmatch(word)
        parts = glued.groups() if glued else HYPHENATED.split(word)
        if len(parts) == 1 or self._number(word) or (glued and self._inflected(word, language)):
            return (word,)
        needed = parts[1:] if glued else parts
        known = (self._number(part) or (glued and self._inflected(part, language)) for part in needed)
        return parts if all(known) else (word,)

    def _inflected(self, word: str, language: str) -> int:
        """Return the row of the first other form of an unknown word that is known, be it without accents; 0 if none is."""
        form = look_up_form(word)
        plain = without_accents(form)
        others = (*inflections(form, language), *((plain, *inflections(plain, language)) if plain != form else ()))
        return next(filter(None, map(self._number, others)), 0)

    def _number_alike(self, word: str) -> int:
        """Return the row of the number that is most like an unknown one; 0 if that is none, or if no number is known."""
        number = number_of(word)
        return alike(number, self._shapes) if number and self._shapes else 0

    def _in_place_of(self, word: str, manner: Manner) -> int:
        """Return the row of what is read in the place of an unknown word: a form of it, or a number if it can be copied; or 0."""
        return self._inflected(word, manner.language) or (self._number_alike(word) if manner.copies else 0)

    def _cut(self, text: str, manner: Manner) -> Iterator[str]:
        """Yield the words of a text, and signs as words, each behind its number, where what they mean is known."""
        done = 0
        for sign in SIGNED.finditer(text):
            meant = next(filter(None, sign.group("before", "after", "alone")))
            if self._inflected(meant, manner.language):
                yield from (*manner.cut(text[done : sign.start()]), *manner.cut(sign["number"] or ""), meant)
                done = sign.end()
        yield from manner.cut(text[done:])

    def read(self, text: str, manner: Manner = Manner()) -> ReadText:  # noqa: B008 (it never changes)
        """Return the words of ``text``, their rows, and which of them were read as another form of theirs.

        A word with hyphens that is unknown is read as several if all of these are known (well-made), and a number with letters
        behind it as two if what they mean is (5km). Another is read as a form of it that is known, if its language is
        one whose forms are (rains: rain), or as it is without accents (café: cafe). A sign, or an abbreviation, is read as the
        word that it means, where that is said ($20: 20 dollars). If the ``manner`` copies, a number that is unknown is read as a
        known one of as many figures (see :func:`~model.numerals.alike`), since that which was typed takes its place in what is
        written. An address that is unknown is left out.

        Raises :class:`UsageError` if there is no word in it, if it is no text, if none of its words is known, or if more than a
        third are unknown; what can be copied is not counted then.
        """
        cut = (word for word in self._cut(decoded(text), manner) if not self._passes_over(word, manner))
        words = tuple(part for word in cut for part in self._parts(word, manner.language))
        if not words:
            raise UsageError(f"There is no word in {brief(text)}: type a sentence, in letters or figures.")
        typed = self.encode(words)
        found = [row or self._in_place_of(word, manner) for word, row in zip(words, typed, strict=True)]
        rows = np.array(found, dtype=np.intp)
        strangers = [word for word, row in zip(words, rows, strict=True) if not row]
        lost = [word for word in strangers if not (manner.copies and is_name_or_number(word))]
        if 3 * len(lost) > len(words) or len(strangers) == len(words):
            raise UsageError(self._refusal(lost or strangers, manner))
        forms = tuple(self.words[row] if row != before else "" for row, before in zip(rows, typed, strict=True))
        return ReadText(words, rows, forms)

    def _refusal(self, strangers: Sequence[str], manner: Manner) -> str:
        """Return the sentences that say that a text has too many words that are unknown, and how to see those that are known."""
        named = among(self.introduce(list(dict.fromkeys(strangers))), room=100)
        title = manner.title if len(manner.title) <= TITLED else manner.title.partition(" (")[0]
        said = f"{clipped(title, TITLED)} knows too few of these words, try others: it has never seen {named}."
        if not manner.address:
            return said
        shown = quote(manner.address) if len(manner.address) <= TOLD else "FILE"
        known = counted(len(self) - 1, f"{manner.language} word".lstrip())
        return f"{said} It knows {known}: `list --words {shown}` shows them."


def _frequent(counted: Mapping[str, int], at_least: int, most: int | None) -> list[str]:
    """Return the words that occur ``at_least`` so often, or the ``most`` frequent of them, in the order in which they came."""
    often = [word for word, count in counted.items() if count >= at_least]
    kept = set(sorted(often, key=lambda word: -counted[word])[:most])
    return [word for word in often if word in kept]


def _spellings(sentences: Iterable[Sequence[str]]) -> list[dict[str, int]]:
    """Return how often each spelling of each word occurs: words by their look-up forms, the most frequent spelling first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word in chain.from_iterable(sentences):
        if word != UNKNOWN:
            found[look_up_form(word)][word] += 1
    ranked = {form: sorted(counts, key=lambda each: (-counts[each], each != form, each)) for form, counts in found.items()}
    return [{each: found[form][each] for each in ranked[form]} for form in sorted(found)]
