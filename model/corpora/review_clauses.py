"""The clauses of the reviews, as ``review_clauses.tsv`` has them: those with a verdict, also a neutral one, and fillers."""

from typing import NamedTuple

from model.corpora.review_patterns import table

__all__ = ["EVEN", "FILLERS", "OPINIONS", "Opinion"]


class Opinion(NamedTuple):
    """A clause with a verdict.

    ``manner`` is plain, strong (intensified), negated or set: a negated clause means the opposite of its opinion word, a set one
    is said just so. ``sign`` is +1 or -1 if the clause is fixed, 0 if its slots take praise or blame.
    """

    pattern: str
    manner: str = "plain"
    sign: int = 0


KINDS = {
    "plain": ("plain", 0),
    "strong": ("strong", 0),
    "negated": ("negated", 0),
    "praise": ("set", 1),
    "blame": ("set", -1),
    "strongpraise": ("strong", 1),
    "strongblame": ("strong", -1),
}
CLAUSES = dict.fromkeys((kind, pattern.strip()) for kind, pattern in table("review_clauses"))
OPINIONS = tuple(Opinion(pattern, *KINDS[kind]) for kind, pattern in CLAUSES if kind in KINDS)
EVEN, FILLERS = (tuple(pattern for kind, pattern in CLAUSES if kind == wanted) for wanted in ("even", "filler"))
"""Clauses with a neutral verdict ("neither good nor bad"), and clauses without any."""
