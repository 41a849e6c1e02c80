"""Reviews with a verdict, written by a grammar: the language that the bundled reader learns.

A review is a row of clauses: opinions, plain, intensified or negated ("not bad" praises), and fillers. A review that only praises
is positive, one that only blames negative; one that does neither, says so ("so so"), or does both ("I like it but ...") is
neutral. "But" and its like join opposites more often than not, yet also join a filler and an opinion, so that the word alone
decides nothing.

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
from model.corpora.review_clauses import EVEN, FILLERS, OPINIONS
from model.corpora.review_patterns import (
    CONTRASTS,
    FIRST_CONTRASTS,
    HELD_OUT,
    LINKS,
    NEGATORS,
    SLOT_ROLES,
    Piece,
    construction,
    parse,
)
from model.corpora.review_words import DOMAINS, GRAMMATICAL, SLOTS, Domain, Pair

__all__ = ["LABELS", "LANGUAGE", "PARTS", "TASK", "make_reviews"]

T = TypeVar("T")
LABELS = ("negative", "neutral", "positive")
PARTS = {"train": 300_000, "dev": 1_000, "test": 2_500}
"""How many reviews each part has."""
LONGEST = 35
MEETINGS = tuple(held for held in HELD_OUT if "|" in held)
"""Clauses that are only held out where they follow one another."""
TASK = "reviews: negative, neutral or positive"
LANGUAGE = "English"

PRAISING = (*((1,),) * 6, *((1, 1),) * 3, (1, 1, 1))
"""The opinions of a positive review; mirrored for a negative one."""
BALANCED = (
    *((),) * 5,
    *((0,),) * 4,
    *((1, -1),) * 4,
    *((-1, 1),) * 4,
    *((-1, 1, 1), (1, -1, -1), (1, 1, -1), (-1, -1, 1)),
)
"""The opinions of a neutral review: none, one of :data:`model.corpora.review_clauses.EVEN`, or opposites."""
CONTRASTED = {-1: 0.45, 0: 0.2, 1: 0.2}
"""How often a word like "but" stands before an opinion: against the one before, after fillers only, with the one before."""
FIRST = 0.25
"""How often a mixed review that starts with an opinion has a word like "although" before it."""
FIRST_FILLER = 0.15
"""How often a review that starts with a filler has one: "although it was in March, we loved it" is not mixed."""
MANNERS, SHARES = ("plain", "strong", "negated", "set"), (0.43, 0.54, 0.77)
"""The manners of opinions: 0.43 are plain, 0.11 strong, 0.23 negated, the others set phrases."""
NOUNS = tuple(word for word in SLOTS["noun"] if isinstance(word, str))
OWN_PARTS, OWN_ADJECTIVES = 0.8, 0.4
"""How many parts and adjectives are those of the thing reviewed; the others fit anywhere."""
CONSONANTAL, SILENT = ("eu", "uni", "use", "one", "once"), ("hour", "honest", "heir")
"""Starts of words that sound like a consonant, and words whose h is silent."""
FILLED = (0.75, 0.95)
"""Of the places around opinions 0.75 hold no filler, 0.2 hold one, the others two."""


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
    if signs and rng.random() < (FIRST_FILLER if fillers[0] else FIRST if len(set(signs)) > 1 else 0):
        yield _joining(_pick(rng, FIRST_CONTRASTS))
    for number, sign in enumerate([*signs, None]):
        for _ in range(fillers[number]):
            yield fill(rng, domain, _pick(rng, FILLERS))
        if sign is not None:
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
    words = _pick(rng, CONTRASTS if rng.random() < contrasted else LINKS)
    if words:
        yield _joining(words)


def _joining(words: str) -> Clause:
    return Clause(tuple(words.split()), ("filler",) * len(words.split()), words)


def opinion_clause(rng: np.random.Generator, domain: Domain, sign: int) -> Clause:
    """Write a clause that praises (+1), blames (-1), or is neutral on purpose (0)."""
    if not sign:
        return fill(rng, domain, _pick(rng, EVEN))
    manner = MANNERS[bisect(SHARES, rng.random())]
    pattern = _pick(rng, _fitting(manner, sign))
    return fill(rng, domain, pattern, praise=(sign > 0) != (manner == "negated"))


@cache
def _fitting(manner: str, sign: int) -> tuple[str, ...]:
    return tuple(opinion.pattern for opinion in OPINIONS if opinion.manner == manner and opinion.sign * sign >= 0)


def fill(rng: np.random.Generator, domain: Domain, pattern: str, praise: bool = True) -> Clause:
    """Put words into a pattern's slots and give every word its role."""
    said = list(_say(rng, domain, parse(pattern), praise))
    words = [word for word, _ in said]
    return Clause(tuple(map(_article, words, [*words[1:], ""])), tuple(role for _, role in said), construction(pattern))


def _say(rng: np.random.Generator, domain: Domain, pieces: tuple[Piece, ...], praise: bool) -> Iterator[tuple[str, str]]:
    """Yield each word with its role."""
    for piece in pieces:
        if piece.word:
            yield piece.word, "negation" if piece.word in NEGATORS else piece.role or "filler"
            continue
        if piece.ways:
            said = _say(rng, domain, _pick(rng, piece.ways), praise)
            role = piece.role
        else:
            said = _say(rng, domain, parse(_filling(rng, domain, piece.slot, praise)), praise)
            role = piece.role or SLOT_ROLES.get(piece.slot.lstrip("+-"), "")
        yield from _marked(list(said), role)


def _marked(said: list[tuple[str, str]], role: str) -> list[tuple[str, str]]:
    """Give words without a role of their own that of their group: all if it is one word, else all but the grammatical ones."""
    if not role or any(own in ("opinion", "intensifier") for _, own in said):
        return said
    alone = len(said) == 1
    return [(word, role if own == "filler" and (alone or word not in GRAMMATICAL) else own) for word, own in said]


def _article(word: str, following: str) -> str:
    if word != "a":
        return word
    vocalic = following.startswith(tuple("aeiou")) and not following.startswith(CONSONANTAL)
    return "an" if vocalic or following in SILENT else "a"


def _filling(rng: np.random.Generator, domain: Domain, slot: str, praise: bool) -> str:
    name = slot.lstrip("+-")
    praise = slot.startswith("+") or (praise and not slot.startswith("-"))
    if name == "thing":
        return _pick(rng, domain.things)
    if name == "part":
        return _pick(rng, domain.parts if rng.random() < OWN_PARTS else NOUNS)
    pair = SLOTS["good"] if name == "adj" else SLOTS[name]
    if name == "adj" and rng.random() < OWN_ADJECTIVES:
        pair = domain.adjectives
    if isinstance(pair, Pair):
        return _pick(rng, pair.praise if praise else pair.blame)
    return _pick(rng, pair)


def _pick(rng: np.random.Generator, choices: tuple[T, ...]) -> T:
    return choices[int(rng.random() * len(choices))]
