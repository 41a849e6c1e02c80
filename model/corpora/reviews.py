"""Reviews with a verdict, written by a grammar: the language that the bundled reader learns.

A review is a row of clauses: opinions, plain, intensified or negated ("not bad" praises), and fillers. A review that only praises
is positive, one that only blames negative; one that does neither, or both ("I like it but ..."), is neutral. "But" and its like
join opposites more often than not, yet also join a filler and an opinion, so that the word alone decides nothing.

The parts are disjoint by sentence *and* by template (the row of constructions), and the test part alone has the constructions of
:data:`model.corpora.review_patterns.HELD_OUT`.
"""

import hashlib
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np

from model.corpora.examples import Example, Parts
from model.corpora.review_fillers import FILLERS
from model.corpora.review_opinions import OPINIONS
from model.corpora.review_patterns import CONTRASTS, HELD_OUT, LINKS, NEGATORS, SLOT_ROLES
from model.corpora.review_words import DOMAINS, SLOTS, Domain, Pair

__all__ = ["LABELS", "LANGUAGE", "PARTS", "TASK", "make_reviews"]

T = TypeVar("T")
LABELS = ("negative", "neutral", "positive")
PARTS = {"train": 120_000, "dev": 1_000, "test": 2_500}
"""How many reviews each part has."""
LONGEST = 35
MEETINGS = tuple(held for held in HELD_OUT if "|" in held)
"""Clauses that are only held out where they follow one another."""
TASK = "reviews: negative, neutral or positive"
LANGUAGE = "English"
MARKS = {"!": "opinion", "^": "intensifier", "~": "negation"}

PRAISING = ((1,), (1,), (1,), (1,), (1, 1), (1, 1), (1, 1, 1))
"""The opinions of a positive review; mirrored for a negative one."""
BALANCED = (
    (),
    (),
    (),
    (),
    (1, -1),
    (1, -1),
    (-1, 1),
    (-1, 1),
    (-1, 1, 1),
    (1, -1, -1),
    (1, 1, -1),
    (-1, -1, 1),
    (1, -1, 1),
    (-1, 1, -1),
)
"""The opinions of a neutral review."""
CONTRASTED = {-1: 0.6, 0: 0.2, 1: 0.2}
"""How often a word like "but" stands before an opinion: against the one before, after fillers only, with the one before."""
MANNERS, SHARES = ("plain", "strong", "negated"), (0.5, 0.7)
"""The manners of opinions; half are plain, a fifth strong, the others negated."""
FILLED = (0.7, 0.93)
"""Of the places around opinions 0.7 hold no filler, 0.23 hold one, the others two."""


class Clause(NamedTuple):
    """Words with their roles, and the construction that made them."""

    words: tuple[str, ...]
    roles: tuple[str, ...]
    pattern: str


def make_reviews(seed: int = 0, sizes: dict[str, int] = PARTS) -> Parts:
    """Write distinct reviews until every part has its size; the same seed gives the same reviews."""
    rng = np.random.default_rng(seed)
    parts: dict[str, list[Example]] = {part: [] for part in sizes}
    seen = set()
    while any(len(parts[part]) < size for part, size in sizes.items()):
        review = write_review(rng)
        part = part_of(review.template)
        if len(review.words) <= LONGEST and review.words not in seen and len(parts[part]) < sizes[part]:
            seen.add(review.words)
            parts[part].append(review)
    return Parts(**{part: tuple(examples) for part, examples in parts.items()})


def part_of(template: str) -> str:
    """Return the one part in which this template may occur."""
    clauses = template.split("|")
    if not HELD_OUT.isdisjoint(clauses) or any(meeting in template for meeting in MEETINGS):
        return "test"
    if len(clauses) == 1:  # the constructions that the other templates are made of must be met in training
        return "train"
    draw = hashlib.sha256(template.encode()).digest()[0] / 256
    return "test" if draw < 0.1 else "dev" if draw < 0.2 else "train"


def write_review(rng: np.random.Generator) -> Example:
    """Write one review: pick a label, opinions that make it so, then put fillers between them."""
    label = int(rng.integers(-1, 2))
    plans = PRAISING if label else BALANCED
    signs = [(label or 1) * sign for sign in _pick(rng, plans)]
    domain = DOMAINS[_pick(rng, tuple(DOMAINS))]
    clauses = list(_clauses(rng, domain._replace(things=(_pick(rng, domain.things),)), signs))
    return Example(
        words=tuple(word for clause in clauses for word in clause.words),
        label=LABELS[label + 1],
        roles=tuple(role for clause in clauses for role in clause.roles),
        template="|".join(clause.pattern for clause in clauses),
    )


def _clauses(rng: np.random.Generator, domain: Domain, signs: list[int]) -> Iterator[Clause]:
    """Yield opinions of the given signs, joined, with fillers around them."""
    fillers = _fillers_around(rng, len(signs))
    before, begun = 0, False
    for number, sign in enumerate([*signs, 0]):
        for _ in range(fillers[number]):
            yield fill(rng, domain, _pick(rng, FILLERS))
        if sign:
            if begun or fillers[number]:
                yield from _link(rng, CONTRASTED[before * sign])
            yield opinion_clause(rng, domain, sign)
            before, begun = sign, True


def _fillers_around(rng: np.random.Generator, opinions: int) -> list[int]:
    """Return how many fillers stand before each opinion and after the last; a review without opinions has at least one."""
    if not opinions:
        return [_pick(rng, (1, 1, 2, 3, 4))]
    return [bisect(FILLED, rng.random()) for _ in range(opinions + 1)]


def _link(rng: np.random.Generator, contrasted: float) -> Iterator[Clause]:
    words = tuple(_pick(rng, CONTRASTS if rng.random() < contrasted else LINKS).split())
    if words:
        yield Clause(words, ("filler",) * len(words), " ".join(words))


def opinion_clause(rng: np.random.Generator, domain: Domain, sign: int) -> Clause:
    """Write a clause that praises (+1) or blames (-1)."""
    manner = MANNERS[bisect(SHARES, rng.random())]
    pattern = _pick(rng, _fitting(manner, sign))
    return fill(rng, domain, pattern, praise=(sign > 0) != (manner == "negated"))


@cache
def _fitting(manner: str, sign: int) -> tuple[str, ...]:
    return tuple(opinion.pattern for opinion in OPINIONS if opinion.manner == manner and opinion.sign * sign >= 0)


def fill(rng: np.random.Generator, domain: Domain, pattern: str, praise: bool = True) -> Clause:
    """Put words into a pattern's slots and give every word its role."""
    words, roles = [], []
    for piece in pattern.split():
        slot = piece.strip("{}") if piece.startswith("{") else ""
        text = _filling(rng, domain, slot, praise) if slot else piece.rstrip("!^~")
        for word in text.split("_"):
            words.append(word)
            roles.append("negation" if word in NEGATORS else SLOT_ROLES.get(slot) or MARKS.get(piece[-1], "filler"))
    return Clause(tuple(map(_article, words, [*words[1:], ""])), tuple(roles), pattern)


def _article(word: str, following: str) -> str:
    return "an" if word == "a" and following.startswith(tuple("aeiou")) else word


def _filling(rng: np.random.Generator, domain: Domain, slot: str, praise: bool) -> str:
    if slot in ("thing", "part"):
        return _pick(rng, domain.things if slot == "thing" else domain.parts)
    pair = SLOTS["good"] if slot == "adj" else SLOTS[slot]
    if slot == "adj" and rng.random() < 0.4:
        pair = domain.adjectives
    if isinstance(pair, Pair):
        return _pick(rng, pair.praise if praise else pair.blame)
    return _pick(rng, pair)


def _pick(rng: np.random.Generator, choices: tuple[T, ...]) -> T:
    return choices[rng.integers(len(choices))]
