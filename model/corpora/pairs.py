"""Sentences with their translations, and who translates whom: what the grammars of two languages have in common.

A grammar writes a sentence as two orders of the same *units*. A unit is a few words of one language with the words of the other
that say the same: ("agreement", "accord"), ("was", "a été"). Which words correspond, the gold alignment, follows from that. It is
for evaluation; a translator whose plan says so is guided by it while it learns.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from sys import intern
from typing import NamedTuple

__all__ = [
    "CONTENT",
    "Link",
    "PairParts",
    "SentencePair",
    "Token",
    "Unit",
    "aligned",
    "collect",
    "part_of",
    "share_of",
    "sharing",
]

CONTENT = frozenset(("noun", "name", "adjective", "adverb", "verb", "number", "time"))
"""The kinds of units that carry meaning of their own; all others are function words."""
WORDY, UNMET = 6, 0.05
"""Of sentences of more words this share of the templates is in the test part alone."""
TEST, DEV = 0.05, 0.05
"""The share of the sentences in the test part, and in the development part."""

Link = tuple[int, int]
"""A target word's place and a source word's place: (i, j), as in alpha_ij."""


@dataclass(frozen=True, eq=False)
class Unit:
    """Words that translate one another; two units are never equal, even of equal words.

    Each of its source words is linked to each of its target words: surely, if there is one source word, or if ``main`` tells
    which one; else possibly. Where words have become one (don't, i'm), that one word is it.
    """

    source: str
    target: str
    kind: str
    main: int | None = None

    @property
    def read(self) -> tuple["Token", ...]:
        """The tokens of the source language."""
        return tuple(Token(word, (self,)) for word in self.source.split())

    @property
    def written(self) -> tuple["Token", ...]:
        """The tokens of the target language."""
        return tuple(Token(word, (self,)) for word in self.target.split())


class Token(NamedTuple):
    """A word in its place, and the units it belongs to: more than one if words have merged (de + le = du, i + am = i'm)."""

    word: str
    units: tuple[Unit, ...]


class SentencePair(NamedTuple):
    """A sentence and its translation.

    ``sure`` and ``possible`` are the gold links, sure ones among the possible ones; ``content`` tells for each target word
    whether it is a content word; ``template`` is the row of the source units' kinds. All are empty in a user's own data.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    sure: frozenset[Link] = frozenset()
    possible: frozenset[Link] = frozenset()
    content: tuple[bool, ...] = ()
    template: str = ""


class PairParts(NamedTuple):
    """Pairs to learn from, to choose by and to report on."""

    train: tuple[SentencePair, ...]
    dev: tuple[SentencePair, ...]
    test: tuple[SentencePair, ...]


def aligned(read: Sequence[Token], written: Sequence[Token]) -> SentencePair:
    """Return the pair that these tokens make, with its gold links."""
    places: dict[Unit, list[int]] = defaultdict(list)
    for j, token in enumerate(read):
        for unit in token.units:
            places[unit].append(j)
    sure, possible = set(), set()
    for i, token in enumerate(written):
        for unit in token.units:
            possible |= {(i, j) for j in places[unit]}
        main = _main_place(token.units[0], places) if len(token.units) == 1 else None
        if main is not None:
            sure.add((i, main))
    return SentencePair(
        source=tuple(intern(token.word) for token in read),
        target=tuple(intern(token.word) for token in written),
        sure=frozenset(sure),
        possible=frozenset(possible),
        content=tuple(token.units[0].kind in CONTENT for token in written),
        template=intern(" ".join(unit.kind for unit in _units(read))),
    )


def _main_place(unit: Unit, places: Mapping[Unit, Sequence[int]]) -> int | None:
    """Return where the one word stands that a unit's translation is surely of: its only one (don't), or its main one."""
    if len(places[unit]) == 1:
        return places[unit][0]
    return None if unit.main is None or not places[unit] else places[unit][unit.main]


def _units(read: Iterable[Token]) -> Iterable[Unit]:
    return dict.fromkeys(unit for token in read for unit in token.units)


def share_of(text: str) -> float:
    """Return a number in 0..1 that depends on ``text`` alone: the same on every machine and in every run."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big") / 2**32


def part_of(pair: SentencePair, flagships: Iterable[str], learned: Collection[str] = ()) -> str:
    """Return the one part in which a pair of a grammar may occur: by its template, or the sentence itself.

    A sentence that contains one of the ``flagships`` is in the test part, one of those that are ``learned`` is not.
    """
    sentence = " ".join(pair.source)
    if sentence in learned:
        return "train"
    if any(flagship in sentence for flagship in flagships):
        return "test"
    if len(pair.source) > WORDY and share_of(pair.template) < UNMET:
        return "test"
    share = share_of(sentence)
    return "test" if share < TEST else "dev" if share < TEST + DEV else "train"


def sharing(pair: SentencePair, shared: dict[frozenset[Link], frozenset[Link]]) -> SentencePair:
    """Return the pair with sets of links out of ``shared``, where equal ones are, or will be."""
    return pair._replace(sure=shared.setdefault(pair.sure, pair.sure), possible=shared.setdefault(pair.possible, pair.possible))


def collect(
    write: Callable[[], SentencePair],
    sizes: Mapping[str, int],
    longest: int,
    flagships: Collection[str] = (),
    learned: Collection[str] = (),
    further: int = 0,
    often: bool = False,
) -> PairParts:
    """Call ``write`` until each part has as many distinct pairs as ``sizes`` says, or none; longer sentences are dropped.

    Those to learn from may have up to ``further`` words if that is more, and what is ``learned`` comes as often as it is written
    if it shall come ``often``. Pairs with the same links share them: there are many such pairs, and sets are large.
    """
    parts: dict[str, list[SentencePair]] = {part: [] for part in ("train", "dev", "test")}
    seen: set[tuple[str, ...]] = set()
    shared: dict[frozenset[Link], frozenset[Link]] = {}
    while any(len(parts[part]) < size for part, size in sizes.items()):
        pair = write()
        part = part_of(pair, flagships, learned)
        fits = len(pair.source) <= (max(longest, further) if part == "train" else longest)
        new = pair.source not in seen or (often and " ".join(pair.source) in learned)
        if fits and new and len(parts[part]) < sizes.get(part, 0):
            seen.add(pair.source)
            parts[part].append(sharing(pair, shared))
    return PairParts(**{part: tuple(pairs) for part, pairs in parts.items()})
