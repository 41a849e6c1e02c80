"""Words: how a text is cut into them, and their numbers in a model's embedding."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from model.errors import UsageError, among, brief, clipped, near_matches
from model.files import decoded

__all__ = ["APOSTROPHES", "UNKNOWN", "Vocabulary", "look_up_form", "words_of"]

CLOSE = 0.7
"""How alike two words must be for one to be suggested in place of the other."""
UNKNOWN = "<unknown>"
"""The token for every word that a model has never seen; no text can contain it, since words hold no brackets."""

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
        frequent are kept.
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

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _by_form(self) -> dict[str, int]:
        """The row of the first word of each look-up form."""
        return {look_up_form(word): number for number, word in reversed([*enumerate(self.words)])}

    def encode(self, words: Sequence[str]) -> NDArray[np.intp]:
        """Return each word's row, ``(time,)``; 0 for an unknown one."""
        return np.array([self._number(word) for word in words], dtype=np.intp)

    def _number(self, word: str) -> int:
        exact = self._numbers.get(word)
        return self._by_form.get(look_up_form(word), 0) if exact is None else exact

    def introduce(self, strangers: Sequence[str]) -> tuple[str, ...]:
        """Return words that are unknown, each with those that are spelt like it."""
        forms = {form: self.words[number] for form, number in self._by_form.items() if number}
        near = partial(near_matches, choices=forms, least=CLOSE, called=forms.__getitem__)
        return tuple(f"{clipped(word)}{near(look_up_form(word))}" for word in strangers)

    @staticmethod
    def left_out(text: str) -> tuple[str, ...]:
        """Return what of ``text`` is in none of its words and is no punctuation, such as emoji: each once, in order."""
        signs = (sign if _is_symbol(sign) or _is_of_emoji(sign) else " " for sign in ADDRESS.sub(" ", text))
        runs = (run.strip(JOINERS) for run in "".join(signs).split())
        return tuple(dict.fromkeys(run for run in runs if any(map(_is_symbol, run))))

    def _parts(self, word: str) -> Sequence[str]:
        """Return a word, or if it is unknown the words that it is made of, with hyphens, if all of these are known."""
        parts = HYPHENATED.split(word)
        return parts if len(parts) > 1 and not self._number(word) and all(map(self._number, parts)) else (word,)

    def read(
        self, text: str, cut: Callable[[str], tuple[str, ...]] = words_of, model: str = "This model"
    ) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """Return the words of ``text``, as ``cut`` finds them, and their rows; ``model`` is who reads, for a message.

        A word with hyphens that is unknown is read as several if all of these are known (well-made).

        Raises :class:`UsageError` if there is no word in it, if it is no text, or if more than half of its words are unknown.
        """
        words = tuple(part for word in cut(decoded(text)) for part in self._parts(word))
        if not words:
            raise UsageError(f"There is no word in {brief(text)}: type a sentence, in letters or figures.")
        rows = self.encode(words)
        strangers = list(dict.fromkeys(word for word, row in zip(words, rows, strict=True) if row == 0))
        if 2 * np.count_nonzero(rows == 0) > len(words):
            named = among(self.introduce(strangers), room=150)
            raise UsageError(f"{clipped(model)} knows too few of these words, try others: it has never seen {named}.")
        return words, rows


def _frequent(counted: Mapping[str, int], at_least: int, most: int | None) -> list[str]:
    """Return the words that occur ``at_least`` so often, or the ``most`` frequent of them, in the order in which they came."""
    often = [word for word, count in counted.items() if count >= at_least]
    kept = set(sorted(often, key=lambda word: -counted[word])[:most])
    return [word for word in often if word in kept]


def _spellings(sentences: Iterable[Sequence[str]]) -> list[dict[str, int]]:
    """Return how often each spelling of each word occurs: words by their look-up forms, the most frequent spelling first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word in chain.from_iterable(sentences):
        found[look_up_form(word)][word] += 1
    ranked = {form: sorted(counts, key=lambda each: (-counts[each], each != form, each)) for form, counts in found.items()}
    return [{each: found[form][each] for each in ranked[form]} for form in sorted(found)]
