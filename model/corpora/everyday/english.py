"""English word forms: plurals, the five forms of a verb, comparatives, a or an, contractions."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from model.corpora.drawing import chance
from model.corpora.pairs import Token

__all__ = ["NOT", "comparative", "contracted", "plural_of", "superlative", "verb_forms", "with_an"]

VOWELS = "aeiou"
BE_HAVE_WILL = {
    "am": ("i",),
    "are": ("you", "we", "they"),
    "is": ("he", "she", "it", "that", "there", "what", "where", "who", "how"),
    "will": ("i", "you", "he", "she", "it", "we", "they"),
    "would": ("i", "you", "he", "she", "we", "they"),
    "have": ("i", "you", "we", "they"),
}
"""Which words a helping verb may lean on."""
SHORT = {"am": "'m", "are": "'re", "is": "'s", "will": "'ll", "would": "'d", "have": "'ve"}
NOT = {
    **{
        verb: f"{verb}n't"
        for verb in ("do", "does", "did", "is", "are", "was", "were", "have", "has", "could", "should", "would")
    },
    "will": "won't",
    "must": "mustn't",
}
SOUNDED = ("eu", "uni", "use", "one", "once")
"""Words that start with a consonant's sound."""


def plural_of(word: str) -> str:
    """Return the regular plural of a noun, which is also the rule of a verb's third person."""
    if word.endswith("y") and word[-2] not in VOWELS:
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do") else "s")


def verb_forms(spelt: str) -> tuple[str, str, str, str, str]:
    """Return base, third person, past, participle and -ing of ``base[/past[/participle[/ing]]]``, regular where nothing is said.

    Of several words the first is inflected: turn off, turned off.
    """
    given = spelt.split("/")
    base, _, particle = given[0].partition(" ")
    given = [form.removesuffix(f" {particle}") for form in given]
    stem = base + base[-1] if _doubles(base) else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    regular = f"{base}d" if base.endswith("e") else f"{plural_of(base)[:-3]}ied" if _turns(base) else f"{stem}ed"
    past = given[1] if len(given) > 1 else regular
    participle = given[2] if len(given) > 2 else past
    ing = given[3] if len(given) > 3 else f"{base[:-2]}ying" if base.endswith("ie") else f"{stem}ing"
    third = {"have": "has"}.get(base, plural_of(base))
    forms = (base, third, past, participle, ing)
    return tuple(f"{form} {particle}".strip() for form in forms)  # type: ignore[return-value]  # five in, five out


def _turns(base: str) -> bool:
    return base.endswith("y") and base[-2] not in VOWELS


def _doubles(base: str) -> bool:
    """Tell whether a verb of one syllable doubles its last letter: stopped, running; not: played, fixed, opened."""
    if len(base) < 3 or base[-1] in "wxyaeiou" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return base[-3:-1] == "ui" and base.startswith("qu")
    return sum(letter in VOWELS for letter in base) == 1 or base in ("begin", "forget", "prefer")


def comparative(adjective: str) -> str:
    """Return bigger, nicer, happier; raises KeyError for an adjective that takes "more"."""
    return {"good": "better", "bad": "worse"}.get(adjective) or f"{_graded(adjective)}er"


def superlative(adjective: str) -> str:
    """Return biggest, nicest, happiest."""
    return {"good": "best", "bad": "worst"}.get(adjective) or f"{_graded(adjective)}est"


def _graded(adjective: str) -> str:
    if adjective.endswith("y"):
        return f"{adjective[:-1]}i"
    if adjective.endswith("e"):
        return adjective[:-1]
    return adjective + adjective[-1] if _doubles(adjective) else adjective


def with_an(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Turn "a" into "an" before a vowel that is spoken as one."""
    row = list(tokens)
    for number, (here, following) in enumerate(pairwise(row)):
        if here.word == "a" and (following.word in ("hour", "honest") or _vocalic(following.word)):
            row[number] = here._replace(word="an")
    return tuple(row)


def _vocalic(word: str) -> bool:
    return word.startswith(tuple(VOWELS)) and not word.startswith(SOUNDED)


def contracted(rng: np.random.Generator, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Let helping verbs lean on what is before them, in half of the sentences: I'm, don't; "can not" is always one word."""
    row: list[Token] = []
    short = chance(rng, 0.5)
    denial = chance(rng, 0.7)
    can = "can't" if short else "cannot"
    tokens = list(tokens)
    for number, token in enumerate(tokens):
        before = row[-1].word if row else ""
        denies = number + 1 < len(tokens) and tokens[number + 1].word == "not" and denial and token.word in NOT
        if token.word == "not" and before == "can":
            row[-1] = _joined(row[-1], token, can)
        elif short and token.word == "not" and denial and before in NOT:
            row[-1] = _joined(row[-1], token, NOT[before])
        elif short and not denies and before in BE_HAVE_WILL.get(token.word, ()) and _leans(token, number, len(tokens)):
            row[-1] = _joined(row[-1], token, before + SHORT[token.word])
        else:
            row.append(token)
    return tuple(row)


def _leans(token: Token, number: int, count: int) -> bool:
    """Tell whether a helping verb leans: not at the end (yes, i am), and not the verb of "i have a dog"."""
    return number + 1 < count and (token.word != "have" or token.units[0].kind == "auxiliary")


def _joined(first: Token, second: Token, word: str) -> Token:
    return Token(word, tuple(dict.fromkeys((*first.units, *second.units))))
