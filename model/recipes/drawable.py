"""What films cannot show of somebody's data, said before anything is learned from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from model.errors import DataError, brief, counted
from model.recipes.base import Request

__all__ = ["check_names", "check_spaces", "check_texts"]

FREQUENT = 20
"""So many letters are looked at to name the scripts that are most frequent."""
LONG = 20
"""A text of so many letters has more than one word, in languages that put spaces between words."""


def check_names(request: Request, kind: str, names: Iterable[str]) -> None:
    """Raise :class:`DataError` if no film can draw one of these names, which every film shows: labels, say."""
    for name in names:
        if scripts := request.undrawable(name):
            raise DataError(f"No film can draw {scripts}, in which the {kind} {brief(name)} is written: name it otherwise.")


def check_texts(request: Request, kind: str, texts: Sequence[Sequence[str]]) -> None:
    """Say how many of the texts, each in words, have letters that no film can draw; raise :class:`DataError` if most have."""
    bad = {sign for sign in set(chain.from_iterable(chain.from_iterable(texts))) if request.undrawable(sign)}
    having = [words for words in texts if not all(map(bad.isdisjoint, words))]
    if not having:
        return
    signs = Counter(sign for words in having for word in words for sign in word if sign in bad)
    scripts = request.undrawable("".join(sign for sign, _ in signs.most_common(FREQUENT)))
    found = f"No film can draw {scripts}, which {len(having):,} of {counted(len(texts), kind)} have"
    if 2 * len(having) > len(texts):
        raise DataError(f"{found}: films know Latin, Greek, Cyrillic and Devanagari letters, so nothing was trained.")
    request.say(f"{found}, such as {brief(' '.join(having[0]))}: films of those are refused.")


def check_spaces(request: Request, kind: str, texts: Sequence[Sequence[str]]) -> None:
    """Say if most of the texts, each in words, are one long word: somebody has to put spaces between their words."""
    long = [words for words in texts if sum(map(len, words)) >= LONG]
    whole = [words[0] for words in long if len(words) == 1]
    if 2 * len(whole) > len(long):
        request.say(
            f"{len(whole):,} of {counted(len(texts), kind)} are one word without spaces, such as {brief(whole[0])}: "
            "a network reads word by word, so put spaces between words."
        )
