"""What the words of the Marathi sentences mean, each in English words: what the gold alignments of the corpus say most often.

``python -m model.corpora.english_marathi.glosses`` writes the table anew.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from model.corpora.everyday.tables import rows
from model.corpora.pairs import SentencePair

__all__ = ["LANGUAGE", "glossary", "meaning", "meanings", "meanings_in"]

LANGUAGE = "Marathi"
FOLDER, NAME, HEADER = Path(__file__).parent, "glosses", "marathi\tenglish"
PAIRS = 120_000
"""So many sentences are looked at."""
MOST, LEAST = 3, 0.1
"""A word has so many meanings at the most, each with at least this share of its links."""


def meanings_in(pairs: Iterable[SentencePair]) -> dict[str, tuple[str, ...]]:
    """Return for each written word the English words that it is linked to, the most frequent first.

    Sure links count ten times as much as possible ones; of what is linked equally often the first of the alphabet is first. Words
    that are the same in English have none.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for target, source in pair.possible:
            counts[pair.target[target]][pair.source[source]] += 10 if (target, source) in pair.sure else 1
    return {word: _often(found) for word, found in sorted(counts.items()) if word not in found}


def _often(found: Counter[str]) -> tuple[str, ...]:
    ranked = sorted(found, key=lambda each: (-found[each], each))
    least = LEAST * found.total()
    return tuple(each for number, each in enumerate(ranked[:MOST]) if not number or found[each] >= least)


@cache
def glossary() -> Mapping[str, tuple[str, ...]]:
    """Return the meanings of each word that has one."""
    return MappingProxyType({word: tuple(meanings.split(" ")) for word, meanings in rows(NAME, FOLDER)})


def meaning(meanings: tuple[str, ...], read: Collection[str]) -> str:
    """Return the first of some meanings that is among the words ``read``, or the first of all, or an empty text."""
    words = {word.lower() for word in read}
    return next((each for each in meanings if each in words), next(iter(meanings), ""))


def meanings(glossary: Mapping[str, tuple[str, ...]], written: Iterable[str], read: Collection[str]) -> tuple[str, ...]:
    """Return what each word ``written`` means, of several meanings one that was read; nothing without a glossary."""
    return tuple(meaning(glossary.get(word, ()), read) for word in written) if glossary else ()


def _write() -> None:
    import numpy as np  # here, so that nobody who reads the table waits for the grammar

    from model.corpora.english_marathi.grammar import write_pair

    rng = np.random.default_rng(0)
    found = meanings_in(write_pair(rng) for _ in range(PAIRS))
    lines = [HEADER, *(f"{word}\t{' '.join(meanings)}" for word, meanings in found.items())]
    (FOLDER / f"{NAME}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
