"""The language in which the reviews' clauses are written, and what is special of some.

A pattern is a row of words, ``{slots}`` and ``(several|ways|of_saying)`` it; ``_`` is a space within them. A mark tells a role:
``!`` opinion, ``^`` intensifier, ``~`` negation, ``=`` none (an expectation is no opinion). Behind a word it is that word's,
behind a slot or several ways it is that of all their words but the grammatical ones. ``{+slot}`` only praises, ``{-slot}``
only blames. Slots have the roles of :data:`SLOT_ROLES`, and all else is filler. Roles are gold for evaluation, never trained on.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = [
    "CONTRASTS",
    "FIRST_CONTRASTS",
    "HELD_OUT",
    "LINKS",
    "MARKS",
    "NEGATORS",
    "SLOT_ROLES",
    "Piece",
    "construction",
    "parse",
    "table",
]

MARKS = {"!": "opinion", "^": "intensifier", "~": "negation", "=": "filler"}
SLOT_ROLES = dict.fromkeys(
    (
        *(
            "adj",
            "kind",
            "better",
            "best",
            "easy",
            "loves",
            "love",
            "loved",
            "well",
            "joy",
            "stuff",
            "pleased",
            "pleases",
            "please",
        ),
        *("pleases_us", "pleased_us", "flaw", "aspect", "broke", "broken", "breaking", "fails", "treats", "reacts", "state"),
    ),
    "opinion",
) | dict.fromkeys(("very", "strongly", "rather"), "intensifier")
NEGATORS = frozenset(
    (
        *("not", "never", "hardly", "barely", "no", "nothing", "nobody", "none", "neither", "nor", "without", "cannot", "less"),
        *(
            "can't",
            "couldn't",
            "wouldn't",
            "won't",
            "isn't",
            "wasn't",
            "aren't",
            "weren't",
            "ain't",
            "isnt",
            "wasnt",
            "arent",
            "werent",
        ),
        *("don't", "didn't", "doesn't", "dont", "didnt", "doesnt", "hasn't", "haven't", "hadn't", "hasnt", "wasnt"),
    )
)
LINKS = ("", "", "", "", "and", "and", "also", "plus", "then")
CONTRASTS = (
    "but",
    "but",
    "but",
    "but",
    "however",
    "yet",
    "although",
    "though",
    "while",
    "even though",
    "whereas",
    "nevertheless",
)
FIRST_CONTRASTS = ("although", "although", "though", "even though", "while", "even if")
"""What may stand before the first of two opposites: "although the food was good the waiter was rude"."""
TOKEN = re.compile(r"[()|]|\{[^}]+\}|[^\s_(){}|]+")

HELD_OUT = frozenset(
    {
        "{i} {love} {this} {thing}|but|the {part} could~ have been better!",
        "{adj} {part}",
        "{i} found it {adj}",
        "{this} {thing} gave me a {very} {adj} {part}",
        "{i} {loved} {this} {thing} from the start",
        "my {person} and i {loved} the {part}",
        "{i} found the {part} {adj}",
        "the {thing} has {adj} {part}",
        "{i} {strongly} {love} {this} {thing}",
        "{strongly} a {joy}",
        "we were {very} {pleased} with the {part}",
        "the {part} {isnt} {adj} at all",
        "{i} {dont} {love} {this} {thing}",
        "it {isnt} a {joy}",
        "{this} {thing} {isnt} a {adj} one",
        "will definitely^ be buying! again!",
        "the {part} should~ have been better!",
        "will never~ buy! it again!",
        "{strongly} a waste! of money",
        "{i} only {used} half of it",
        "it came in a {size} {colour} box",
        "{i} will use it for {purpose}",
        "the {thing} was on the table",
        "this is the {size} {thing} i {used}",
    }
)
"""Constructions that no training or development review contains; ``|`` joins clauses that must not meet there."""


class Piece(NamedTuple):
    """A word, or a slot, or several ways of saying something, of which one is taken; ``role`` is what a mark says of it."""

    word: str = ""
    slot: str = ""
    ways: tuple[tuple["Piece", ...], ...] = ()
    role: str = ""


@cache
def parse(pattern: str) -> tuple[Piece, ...]:
    """Return the pieces of a pattern; raises ValueError if its brackets don't match."""
    ways, rest = _ways(TOKEN.findall(pattern))
    if rest or len(ways) > 1:
        raise ValueError(f"In {pattern!r} there is a bracket too many, or ways without brackets.")
    return ways[0]


def _ways(tokens: list[str]) -> tuple[list[tuple[Piece, ...]], list[str]]:
    """Read pieces up to a closing bracket; return the ways that ``|`` parts, and the tokens behind the bracket."""
    ways: list[list[Piece]] = [[]]
    while tokens:
        token, *tokens = tokens
        if token == ")":
            return [tuple(way) for way in ways], [token, *tokens]
        if token == "(":
            inner, after = _ways(tokens)
            if not after:
                raise ValueError(f"A bracket before {' '.join(tokens)!r} is not closed.")
            tokens = after[1:]
            ways[-1].append(Piece(ways=tuple(inner)))
        elif token == "|":
            ways.append([])
        elif token in MARKS:
            ways[-1].append(ways[-1].pop()._replace(role=MARKS[token]))
        elif token.startswith("{"):
            ways[-1].append(Piece(slot=token.strip("{}")))
        else:
            ways[-1].append(Piece(word=token.rstrip("".join(MARKS)), role=MARKS.get(token[-1], "")))
    return [tuple(way) for way in ways], []


def construction(pattern: str) -> str:
    """Return the name of a pattern in a template, whose clauses are parted by ``|``."""
    return pattern.replace("|", "/")


def table(name: str) -> list[list[str]]:
    """Return the cells of ``<name>.tsv`` beside this file, without the names of its columns and without remarks (``#``)."""
    _, *lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
