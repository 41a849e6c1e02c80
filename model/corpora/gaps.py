"""Sentences whose last word depends on one word that was read long before: so many words lie between the two.

Two sorts. *Recall*: "i grew up in france ... so i speak fluent" ends in the language of the country that was named. *Agreement*:
"the keys near the old door ... are" ends as its first noun asks for, whatever nouns come between. What lies between is drawn
anew for each sentence, in clauses whose words add up to the gap. Near sentences, "the clouds are in the sky", belong to recall.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from model.corpora.drawing import chance, pick

__all__ = ["ANSWERS", "LANGUAGES", "NEAR", "SORTS", "WORDS", "Example", "agreement", "choices", "near", "recall"]

LANGUAGES = {"france": "french", "spain": "spanish", "italy": "italian", "germany": "german"}
"""The language of each country."""
PLACES = {"clouds": "sky", "stars": "sky", "fish": "sea", "waves": "sea", "books": "library", "readers": "library"}
"""Where things are that are near sentences' subjects."""
NEAR = 3
"""So many words lie between the first noun of a near sentence and its last word: are, in, the."""
OPENINGS = ("i grew up in", "i was born in", "my mother comes from")
ASKING = "i speak fluent"
BETWEEN = (
    "long ago",
    "by chance",
    "and later",
    "where it rained",
    "near the sea",
    "with my brothers",
    "and in summer we walked",
    "where the stars were bright",
    "and my father read books",
    "and we had a garden",
    "where the trains were always late",
    "and every morning the birds sang",
    "because my father had found work there",
    "and our house was close to the sea",
)
"""Clauses of two words and more that lie between a country and what is asked."""
NOUNS = {"key": "keys", "picture": "pictures", "letter": "letters", "door": "doors", "garden": "gardens", "friend": "friends"}
"""Nouns and their plurals."""
VERBS = "is", "are"
NOUN = "*"
NEXT_TO = (
    "near the *",
    "from the *",
    "behind the old *",
    "between the long *",
    "that came with the *",
    "that we saw near the *",
)
"""What lies between a noun and its verb: three words to six, each with a noun of its own where the :data:`NOUN` is."""


class Example(NamedTuple):
    """A sentence without its last word, that word, and which of its words the answer hangs on."""

    words: tuple[str, ...]
    answer: str
    cue: int

    @property
    def gap(self) -> int:
        """How many words lie between the word that must be remembered and the answer."""
        return len(self.words) - self.cue - 1


def filled(rng: np.random.Generator, clauses: Sequence[Sequence[str]], length: int) -> list[str]:
    """Return clauses, drawn one by one, whose words add up to ``length``; raises ValueError if none do."""
    lengths = sorted({len(clause) for clause in clauses})
    reached = _sums(lengths, length)
    if length not in reached:
        raise ValueError(f"no clauses of {lengths} words make {length}")
    words: list[str] = []
    while left := length - len(words):
        words += pick(rng, [clause for clause in clauses if left - len(clause) in reached])
    return words


def _sums(parts: Sequence[int], most: int) -> set[int]:
    """Return every number up to ``most`` that some of the parts make, each as often as one likes."""
    reached = {0}
    for number in range(1, most + 1):
        if any(number - part in reached for part in parts):
            reached.add(number)
    return reached


def recall(rng: np.random.Generator, gap: int) -> Example:
    """Draw a sentence that ends in the language of a country, ``gap`` words after it."""
    country, opening = pick(rng, [*LANGUAGES]), pick(rng, OPENINGS).split()
    asking = ASKING.split()
    between = filled(rng, [clause.split() for clause in BETWEEN], gap - len(asking))
    return Example((*opening, country, *between, *asking), LANGUAGES[country], len(opening))


def near(rng: np.random.Generator, gap: int = NEAR) -> Example:
    """Draw a sentence that ends in a place, three words after what is there."""
    thing = pick(rng, [*PLACES])
    return Example(("the", thing, "are", "in", "the"), PLACES[thing], 1)


def agreement(rng: np.random.Generator, gap: int) -> Example:
    """Draw a sentence that ends in the verb of its first noun, ``gap`` words after it; each noun between is one or many."""
    plural = chance(rng, 0.5)
    first = _noun(rng, plural)
    between = filled(rng, [clause.split() for clause in NEXT_TO], gap)
    named = [_noun(rng, chance(rng, 0.5)) if word == NOUN else word for word in between]
    return Example(("the", first, *named), VERBS[plural], 1)


def _noun(rng: np.random.Generator, plural: bool) -> str:
    one = pick(rng, [*NOUNS])
    return NOUNS[one] if plural else one


SORTS: Mapping[str, Callable[[np.random.Generator, int], Example]] = {"recall": recall, "agreement": agreement}
"""What can be asked after a gap."""
ANSWERS = {"recall": (*LANGUAGES.values(), *dict.fromkeys(PLACES.values())), "agreement": VERBS}
"""The last words of each sort."""


def choices(answer: str) -> tuple[str, ...]:
    """Return the last words of sentences like those that end in an answer, each once."""
    kinds = (tuple(LANGUAGES.values()), tuple(dict.fromkeys(PLACES.values())), VERBS)
    return next(kind for kind in kinds if answer in kind)


def _words(*texts: str) -> tuple[str, ...]:
    return tuple(sorted({word for text in texts for word in text.split()}))


WORDS = {
    "recall": _words(*OPENINGS, *LANGUAGES, *BETWEEN, ASKING, *PLACES, "the are in"),
    "agreement": _words("the", *NOUNS, *NOUNS.values(), *(clause.replace(NOUN, "") for clause in NEXT_TO)),
}
"""The words of each sort, in the order of the alphabet."""
