"""Sentences with gaps, from a table: words that are aligned one by one, and what fills the gaps, drawn anew each time.

A sentence is a row of pieces. ``english=french`` are words that translate one another, several of them joined by ``_``; ``^3``
behind them is their place in French, if it is not that in English. ``<name:case>`` is a gap. In a passive (was=a_été
signed=signé) "été" may be linked to either English word, as in those that the grammar writes.
"""

from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from model.corpora.drawing import chance, pick
from model.corpora.everyday import closed
from model.corpora.everyday.gaps import SLOTS
from model.corpora.everyday.lexicon import VERBS
from model.corpora.everyday.pieces import NOTHING, Phrase, draw, unit
from model.corpora.everyday.sounds import CLITIC
from model.corpora.everyday.tables import rows
from model.corpora.everyday.tenses import unreal

__all__ = ["pattern", "ready_made", "two_patterns"]

SMALL = frozenset(
    word
    for row in (
        "a an the of to in on at for with from by my your his her our their this that these those is are am was were do does did",
        "have has had will would can could may must should be been not no it he she we they i you me him us them there and or",
        "but so if than as what who where when why how which whose",
    )
    for word in row.split()
)
"""English words that are no content words."""


class Piece(NamedTuple):
    """Words of both languages, or a gap (``slot`` and its ``case``), and the place in French."""

    english: str
    french: str
    slot: str
    case: str
    place: float


def _piece(spelt: str, number: int) -> Piece:
    words, _, place = spelt.partition("^")
    where = float(place) if place else float(number)
    if words.startswith("<"):
        slot, _, case = words[1:-1].partition(":")
        return Piece("", "", slot.replace("_", " "), case.replace("_", " "), where)
    english, _, french = words.replace("_", " ").partition("=")
    return Piece(english, french.replace("|", ""), "", "", where)


Row = tuple[Piece, ...]


@cache
def _patterns() -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows without gaps, and those with some."""
    every = [tuple(_piece(spelt, number) for number, spelt in enumerate(row.split(), 1)) for [row] in rows("patterns")]
    return tuple(row for row in every if not _gaps(row)), tuple(row for row in every if _gaps(row))


def _gaps(row: Row) -> bool:
    return any(piece.slot for piece in row)


STATING = frozenset(("i", "he", "she", "it", "we", "they", "the", "my", "his", "her", "our", "their", "this", "that", "there"))
"""Words that a statement begins with."""
ASKING = ("est-ce", "-t-", "-moi", "-toi", "-nous")
"""What French has in questions and commands."""
GAPPED = 0.9
"""The share of sentences that are of rows with gaps: others are soon all written."""
JOINED = 6
"""The most pieces of a statement that is joined to another."""


@cache
def _statements() -> tuple[Row, ...]:
    """Return the rows that state something, and are not long."""
    return tuple(row for row in chain(*_patterns()) if len(row) <= JOINED and _states(row))


def _states(row: Row) -> bool:
    first = row[0]
    begins = first.slot in ("noun", "who", "name") or first.english.split(" ")[0] in STATING
    return begins and not any(word in piece.french for piece in row for word in ASKING)


BEFORE = frozenset(("le", "la", "les", "me", "te", "nous"))
OBJECTS = frozenset(("him", "her", "it", "them", "me", "you", "us"))


def _kind(piece: Piece) -> str:
    """Return what kind of words these are: pronouns before a verb do not merge, "have" may lean on what is before it."""
    english, french = piece.english, piece.french
    if english in OBJECTS and french in BEFORE:
        return CLITIC
    if french in ("des", "de la", "de le"):
        return "determiner"
    helps = english.startswith(("have ", "has ")) and not english.startswith(("have no", "has no"))
    if helps or (english == "have" and french in ("suis", "ne suis", "n' ai")):
        return "auxiliary"
    return "function" if all(word in SMALL for word in english.split()) else "verb"


def _fill(rng: np.random.Generator, piece: Piece) -> Phrase:
    if piece.slot:
        return SLOTS[piece.slot](rng, piece.case)
    return unit(piece.english, piece.french, _kind(piece), -1 if " " in piece.english else None)


def pattern(rng: np.random.Generator) -> Phrase:
    """Write a sentence with gaps, filled: what time does the museum open, à quelle heure est-ce que le musée ouvre."""
    return _filled(rng, pick(rng, _patterns()[chance(rng, GAPPED)]))


def ready_made(rng: np.random.Generator) -> Phrase:
    """Write one of the sentences that have no gap: to be swapped words of."""
    return _filled(rng, pick(rng, _patterns()[False]))


def two_patterns(rng: np.random.Generator) -> Phrase:
    """Write statements with gaps that are joined, or opened: the shop is closed so we went home, i think that it is late."""
    statement, chosen = _filled(rng, pick(rng, _statements())), rng.random()
    if chosen < 0.2:
        return draw(rng, closed.CLAIMS, "verb") + statement
    if chosen < 0.35:
        return draw(rng, closed.OPENINGS, "adverb") + statement
    word, other = draw(rng, closed.CONJUNCTIONS, "conjunction"), _filled(rng, pick(rng, _statements()))
    while word.written[-1].word == "si" and unreal(other):
        other = _filled(rng, pick(rng, _statements()))
    return statement + word + other


def _filled(rng: np.random.Generator, row: Row) -> Phrase:
    made = [(piece, _fill(rng, piece)) for piece in row]
    read = sum((phrase.read for _, phrase in made), ())
    order = sorted(made, key=lambda each: each[0].place)
    parts = [phrase.written for _, phrase in order]
    for number, ((piece, been), (following, done)) in enumerate(pairwise(order)):
        if _passive(piece, following):
            *before, last = been.written
            parts[number] = (*before, last._replace(units=(*last.units, *done.written[0].units)))
    return NOTHING._replace(read=read, written=sum(parts, ()))


DONE = frozenset(verb.english[3] for verb in VERBS) | {"hurt", "bitten"}
"""What English says with "was" of what is done to somebody, beside words in -ed."""


def _passive(piece: Piece, following: Piece) -> bool:
    """Tell whether these are "was" with "été", and what was done."""
    been = piece.english.split(" ")[-1] in ("was", "were", "been") and piece.french.split(" ")[-1] == "été"
    return been and (following.english.endswith("ed") or following.english in DONE)
