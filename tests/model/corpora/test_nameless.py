"""Names that are read as the unknown word: which are, and that all around them stays as it was."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from model.corpora.everyday import closed, grammar, others
from model.corpora.everyday.nameless import introduced, nameless
from model.corpora.everyday.nouns import SURNAMES
from model.corpora.everyday.pieces import Phrase, unit
from model.corpora.pairs import SentencePair, part_of
from model.vocabulary import UNKNOWN, Vocabulary

COUNT = 500


@cache
def hidden() -> tuple[SentencePair, ...]:
    rng = np.random.default_rng(5)
    return tuple(grammar._nameless_pair(rng) for _ in range(COUNT))


def read(phrase: Phrase) -> str:
    return " ".join(token.word for token in nameless(np.random.default_rng(0), phrase).read)


def named(*names: str) -> Phrase:
    phrase = unit("with", "avec", "preposition")
    for name in names:
        phrase += unit(name, closed.CITIES.get(name, name), "name")
    return phrase


def test_both_names_of_a_sentence_are_hidden() -> None:
    assert read(named("tom", "paul")) == f"with {UNKNOWN} {UNKNOWN}"
    assert sum(pair.source.count(UNKNOWN) > 1 for pair in hidden()) > 10


def test_a_woman_s_name_one_with_a_vowel_first_and_one_that_french_spells_otherwise_are_left() -> None:
    assert read(named("anna", "ali", "london", "amsterdam", "berlin", "smith")) == (
        f"with anna ali london amsterdam {UNKNOWN} {UNKNOWN}"
    )
    assert read(unit("mark", "marque", "noun") + unit("england", "angleterre", "name")) == "mark england"


def test_in_french_the_name_stands_and_looks_at_where_it_is_hidden() -> None:
    words = {*closed.NAMES[False], *closed.CITIES.values(), *SURNAMES}
    for pair in hidden():
        for j in (j for j, word in enumerate(pair.source) if word == UNKNOWN):
            assert words & {pair.target[i] for i, source in pair.possible if source == j}, pair
        assert UNKNOWN not in pair.target
        assert {i for i, _ in pair.possible} == set(range(len(pair.target)))


def test_what_agrees_with_a_hidden_name_is_masculine() -> None:
    alone = [pair.target for pair in hidden() if pair.source[:2] == (UNKNOWN, "is") and "est" in pair.target]
    assert alone
    assert not {"contente", "heureuse", "fatiguée", "prête", "née"} & {word for target in alone for word in target}


def test_owners_are_hidden_too() -> None:
    owners = [pair for pair in hidden() for j, word in enumerate(pair.source) if word == UNKNOWN and _owns(pair, j)]
    assert owners
    assert not any(
        word.removesuffix("'s") in closed.NAMES[False] for pair in hidden() for word in pair.source if word[:3] != "ali"
    )


def _owns(pair: SentencePair, j: int) -> bool:
    return {"de"} < {pair.target[i] for i, source in pair.possible if source == j}


def test_the_unknown_word_is_no_second_word() -> None:
    sources = [pair.source for pair in hidden()]
    vocabulary = Vocabulary.of(sources, 1)
    assert vocabulary.words.count(UNKNOWN) == 1
    assert set(vocabulary.encode((UNKNOWN, *vocabulary.words[1:3]))) == {0, 1, 2}
    assert all(
        (row == 0) == (word == UNKNOWN) for source in sources for word, row in zip(source, vocabulary.encode(source), strict=True)
    )


def test_none_is_of_a_sentence_that_is_held_out_with_the_name() -> None:
    for pair in hidden():
        shown = list(pair.source)
        for i, j in pair.sure:
            if shown[j] == UNKNOWN and not _owns(pair, j):
                shown[j] = pair.target[i]
        if UNKNOWN not in shown:
            assert part_of(pair._replace(source=tuple(shown)), grammar.FLAGSHIPS, others.SAID) == "train"


def his(*words: str) -> Phrase:
    """Return a sentence of words that are known in both languages: some have a French of their own."""
    known = {
        "my": unit("my", "mon", "determiner"),
        "brother": unit("brother", "frère", "noun"),
        "friend": unit("friend", "ami", "noun"),
    }
    phrase = Phrase((), ())
    for word in words:
        phrase += known.get(word) or unit(word, word.upper(), "verb")
    return phrase


def introduced_in(phrase: Phrase) -> tuple[list[str], list[str]]:
    """Return the words of both languages after every man who can be has a name, which is written NAME."""
    found = next(each for seed in range(50) if (each := introduced(np.random.default_rng(seed), phrase)) != phrase)
    names = {*closed.NAMES[False], *SURNAMES}
    read, written = ([("NAME" if token.word in names else token.word) for token in side] for side in (found.read, found.written))
    return read, written


def test_who_is_somebody_s_gets_one_name_in_both_languages() -> None:
    assert introduced_in(his("i", "saw", "my", "brother", "yesterday")) == (
        ["i", "saw", "NAME", "yesterday"],
        ["I", "SAW", "NAME", "YESTERDAY"],
    )
    assert introduced_in(his("my", "brother", "lost", "my", "keys")) == (
        ["NAME", "lost", "my", "keys"],
        ["NAME", "LOST", "mon", "KEYS"],
    )


@pytest.mark.parametrize(
    "words", ["he is my brother", "my brother who left", "he was not my friend", "the brother left", "my keys"]
)
def test_who_is_only_said_to_be_one_or_told_from_others_has_none(words: str) -> None:
    phrase = his(*words.split())
    assert all(introduced(np.random.default_rng(seed), phrase) == phrase for seed in range(50))


@cache
def met() -> tuple[SentencePair, ...]:
    rng = np.random.default_rng(6)
    return tuple(grammar._nameless_pair(rng, introduced) for _ in range(COUNT))


def test_whoever_is_met_is_hidden_in_more_places() -> None:
    """Where sentences are written a name is mostly a subject, or a town."""

    def others(pairs: tuple[SentencePair, ...]) -> int:
        places = [(word, UNKNOWN) for word in ("with", "by", "than", "help", "helped", "of")]
        return sum(places.count(two) for pair in pairs for two in pairwise(pair.source))

    assert others(met()) > 2 * others(hidden())
