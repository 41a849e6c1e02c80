"""What Marathi words mean: the table is what the corpus's alignments say, and a trace takes the meaning that was read."""

import numpy as np
import pytest

from model import zoo
from model.corpora.english_marathi.glosses import glossary, meaning, meanings_in
from model.corpora.english_marathi.grammar import write_pair
from model.corpora.pairs import SentencePair


def test_the_most_frequent_link_is_the_first_meaning() -> None:
    one = SentencePair(("a", "boy"), ("x", "2"), sure=frozenset({(0, 1)}), possible=frozenset({(0, 0), (0, 1)}))
    two = SentencePair(("son", "2"), ("x", "2"), sure=frozenset({(0, 0), (1, 1)}), possible=frozenset({(0, 0), (1, 1)}))
    assert meanings_in([one, two, two]) == {"x": ("son", "boy")}


def test_the_table_is_of_the_corpus() -> None:
    rng, known = np.random.default_rng(7), glossary()
    found = meanings_in(write_pair(rng) for _ in range(3000))
    agreeing = [found[word][0] in known.get(word, ()) for word in found]
    assert np.mean(agreeing) > 0.95


@pytest.mark.parametrize(("read", "means"), [(("A", "Boy"), "boy"), (("my", "son"), "son"), (("hello",), "son")])
def test_of_several_meanings_the_one_that_was_read_is_taken(read: tuple[str, ...], means: str) -> None:
    assert meaning(("son", "boy"), read) == means
    assert meaning((), read) == ""


def test_bundled_marathi_models_have_glosses_and_french_ones_none() -> None:
    assert zoo.load("english_marathi").run("rahul is a good boy").glosses == ("rahul", "good", "boy", "is", "")
    assert zoo.load("english_french").run("day").glosses == ()
