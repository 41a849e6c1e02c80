"""Words: how a text is cut into them, and their numbers in a model's embedding."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain
from shlex import quote
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.errors import UsageError, among, brief, clipped, counted, near_matches
from model.files import decoded
from model.morphology import inflections
from model.numerals import alike, number_of, shapes

__all__ = ["APOSTROPHES", "UNKNOWN", "Manner", "ReadText", "Vocabulary", "is_name_or_number", "look_up_form", "words_of"]

CLOSE = 0.7
"""How alike two words must be for one to be suggested in place of the other."""
COMPARED = 10
"""So many unknown words are compared with all that are known, which takes time; a message names fewer."""
UNKNOWN = "<unknown>"
"""The token for every word that a model has never seen; no text can contain it, since words hold no brackets."""
TOLD, TITLED = 48, 40
"""So many letters has the name of a file at the most that a message tells to type, and a title with its brackets."""

APOSTROPHES = "'’`´‘＇"
LIKE_AN_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES + "ʼ"), "'")
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
HYPHENATED = re.compile(f"[{HYPHENS}]")
WITHIN_NUMBERS = ".,/:"
# They join letters of Indic and Persian words; emoji use the same characters, but hold no letters.
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# They turn a plain digit or sign into an emoji, or choose the look of a letter, and are no part of a word.
MARKS_OF_LOOKS = dict.fromkeys((0x034F, 0x20E3, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
# What may follow the last dot of an address that says neither http nor www: names that are no words of their own.
LAST = "com|org|net|edu|gov|info|io|dev|app|eu|ac|au|br|ca|ch|cn|cz|de|fr|gr|hu|jp|kr|nl|nz|pl|ru|tr|ua|uk"
ADDRESS = re.compile(
    r"(?<![\w.+@-])(?:"
    r"\w[\w.+-]*@(?:\w[\w-]*\.)+\w+"
    r"|(?:https?://|www\.)[\w.~:/?#@!$&()*+,;=%-]*[\w/]"
    rf"|(?:\w[\w-]*\.)+(?:{LAST})\b(?:/[\w.~:/?#@!$&()*+,;=%-]*[\w/]|/)?"
    r")",
    re.IGNORECASE,
)
"""An e-mail address, or one of the web."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed, composed (NFC), without punctuation, symbols and emoji.

    An apostrophe inside of a word belongs to it (don't), and so does a hyphen (well-made); what parts the figures of a number
    belongs to that (3.5, 5/5). An e-mail address, or one of the web, is one word. What is not seen, such as a soft hyphen, is
    left out. Every other sign parts words.
    """
    bare = _bare(text)
    words: list[str] = []
    done = 0
    for address in ADDRESS.finditer(bare):
        words += [*_plain_words(bare[done : address.start()]), address.group()]
        done = address.end()
    return tuple(word for word in (*words, *_plain_words(bare[done:])) if any(map(str.isalnum, word)))


@lru_cache(maxsize=1 << 16)
def look_up_form(word: str) -> str:
    """Return the form under which a vocabulary knows ``word``: small letters, composed, straight apostrophes, no joiners."""
    plain = word.translate(LIKE_AN_APOSTROPHE | dict.fromkeys(map(ord, JOINERS)))
    return unicodedata.normalize("NFC", plain.casefold())


def is_name_or_number(word: str) -> bool:
    """Tell whether a word is taken for a name or a number: it begins with a capital and has another letter, or holds a digit.

    What stands behind an apostrophe does not count: Anna's is a name, and I'm is none. A capital at the start of a sentence is
    one like any other.
    """
    before = word.translate(LIKE_AN_APOSTROPHE).partition("'")[0]
    return any(map(str.isdecimal, word)) or (word[:1].isupper() and sum(map(str.isalpha, before)) > 1)


def _bare(text: str) -> str:
    """Return a text composed, without what is not seen: but joiners, which shape letters."""
    seen = (sign for sign in text.translate(MARKS_OF_LOOKS) if sign in JOINERS or unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", "".join(seen))


def _plain_words(text: str) -> list[str]:
    """Return the words of a bare text in which there is no address."""
    triples = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    spaced = "".join(sign if _belongs(sign) or _joins(before, sign, after) else " " for before, sign, after in triples)
    return [piece.strip(APOSTROPHES + JOINERS) for piece in spaced.split()]


def _belongs(sign: str) -> bool:
    return sign.isalnum() or sign in APOSTROPHES or sign in JOINERS or unicodedata.category(sign).startswith("M")


def _joins(before: str, sign: str, after: str) -> bool:
    """Tell whether a sign belongs to the number, or to the word, in the middle of which it is."""
    if sign in WITHIN_NUMBERS:
        return before.isdecimal() and after.isdecimal()
    return sign in HYPHENS and _belongs(before) and _belongs(after) and not {before, after} & set(APOSTROPHES + JOINERS)


def _is_of_emoji(sign: str) -> bool:
    return ord(sign) in MARKS_OF_LOOKS or sign in JOINERS


def _is_symbol(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return sign not in APOSTROPHES and (kind[0] == "S" or kind in ("Co", "Cn", "Cs") or (kind == "Cc" and not sign.isspace()))


def _symbols(text: str) -> list[str]:
    """Return what of a text without addresses is no word and no punctuation, run by run."""
    signs = (sign if _is_symbol(sign) or _is_of_emoji(sign) else " " for sign in text)
    runs = (run.strip(JOINERS) for run in "".join(signs).split())
    return [run for run in runs if any(map(_is_symbol, run))]


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
            found += _symbols(text[done : address.start()])
            found += [] if _bare(address.group()) in read else [address.group()]
            done = address.end()
        return tuple(dict.fromkeys([*found, *_symbols(text[done:])]))

    def _passes_over(self, word: str, manner: Manner) -> bool:
        """Tell whether a word is an address that is neither known nor copied: it is left out."""
        copied = manner.copies and is_name_or_number(word)
        return ADDRESS.fullmatch(word) is not None and not (self._number(word) or copied)

    def _parts(self, word: str) -> Sequence[str]:
        """Return a word, or if it is unknown the words that it is made of, with hyphens, if all of these are known."""
        parts = HYPHENATED.split(word)
        return parts if len(parts) > 1 and not self._number(word) and all(map(self._number, parts)) else (word,)

    def _inflected(self, word: str, language: str) -> int:
        """Return the row of the first other form of an unknown word that is known; 0 if none is."""
        return next(filter(None, map(self._number, inflections(look_up_form(word), language))), 0)

    def _number_alike(self, word: str) -> int:
        """Return the row of the number that is most like an unknown one; 0 if that is none, or if no number is known."""
        number = number_of(word)
        return alike(number, self._shapes) if number and self._shapes else 0

    def _in_place_of(self, word: str, manner: Manner) -> int:
        """Return the row of what is read in the place of an unknown word: a form of it, or a number if it can be copied; or 0."""
        return self._inflected(word, manner.language) or (self._number_alike(word) if manner.copies else 0)

    def read(self, text: str, manner: Manner = Manner()) -> ReadText:  # noqa: B008 (it never changes)
        """Return the words of ``text``, their rows, and which of them were read as another form of theirs.

        A word with hyphens that is unknown is read as several if all of these are known (well-made). Another that is unknown is
        read as a form of it that is known, if its language is one whose forms are (rains: rain). A number that is unknown is read
        as a known one of as many figures (see :func:`~model.numerals.alike`) if the ``manner`` is one that copies, since then
        the number that was typed takes its place in what is written. An address that is unknown is left out.

        Raises :class:`UsageError` if there is no word in it, if it is no text, if none of its words is known, or if more than a
        third are unknown; what can be copied is not counted then.
        """
        cut = (word for word in manner.cut(decoded(text)) if not self._passes_over(word, manner))
        words = tuple(part for word in cut for part in self._parts(word))
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
        return f"{said} It knows {counted(len(self) - 1, 'word')}: `list --words {shown}` shows them."


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
