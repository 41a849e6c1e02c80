"""The constructions of the reviews.

A pattern is a row of words and ``{slots}``. A mark behind a word tells its role: ``!`` opinion, ``^`` intensifier, ``~``
negation; slots have the roles of :data:`SLOT_ROLES`, and all else is filler. Roles are gold for evaluation and never trained on.
"""

from typing import NamedTuple

__all__ = ["CONTRASTS", "HELD_OUT", "LINKS", "NEGATORS", "SLOT_ROLES", "Opinion", "opinions"]

SLOT_ROLES = dict.fromkeys(
    ("adj", "better", "best", "easy", "loves", "love", "loved", "well", "joy", "pleased", "pleases", "pleased_us"), "opinion"
) | {
    "very": "intensifier",
    "strongly": "intensifier",
    "rather": "intensifier",
}
NEGATORS = frozenset(
    (
        *("not", "never", "hardly", "no", "nothing", "cannot", "can't", "couldn't", "wouldn't"),
        *("isn't", "wasn't", "ain't", "isnt", "wasnt", "don't", "didn't", "doesn't", "dont", "didnt"),
    )
)
LINKS = ("", "", "", "and", "and", "also", "plus", "then")
CONTRASTS = ("but", "but", "but", "however", "yet", "although", "though", "while", "even though")


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


class Opinion(NamedTuple):
    """A clause with a verdict.

    ``manner`` is plain, strong (intensified) or negated: a negated clause means the opposite of its opinion word. ``sign`` is +1
    or -1 if the clause is fixed, 0 if its slots take praise or blame.
    """

    pattern: str
    manner: str = "plain"
    sign: int = 0


def opinions(text: str, manner: str = "plain", sign: int = 0) -> tuple[Opinion, ...]:
    """Read one pattern a line, all of one manner and sign."""
    return tuple(Opinion(line.strip(), manner, sign) for line in text.strip().splitlines())
