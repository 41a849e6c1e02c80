"""How the order of words turns: which words mean one another, which moves, which has none of its own; and the busiest unit."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from model.trace import END
from model.trace.word_order import arrived, busiest_unit, counterparts, order_of


def trace(source: str, glosses: str) -> Any:
    """Return what the rules read of a trace: the words read, and the gloss of each one written, "-" where nobody knows it."""
    meant = ["" if gloss == "-" else gloss for gloss in glosses.split()]
    words = [f"word {number}" for number in range(len(meant))]
    read, steps = source.split(), range(len(words))
    made = {"source_tokens": read, "source_known": [word != "?" for word in read], "glosses": [*meant, ""]}
    return SimpleNamespace(target_tokens=[*words, END], written_steps=steps, **made)


def test_each_word_has_the_first_free_one_of_its_meaning() -> None:
    assert counterparts(trace("The boy and the girl", "the girl the dog")) == (0, 4, 3, None, None)


def test_the_word_that_goes_furthest_is_found_and_those_without_one() -> None:
    found = order_of(trace("rahul is a good boy", "rahul good boy is"))
    assert found is not None
    assert found.links == ((0, 0), (3, 1), (4, 2), (1, 3))
    assert (found.moved, found.where, found.silent) == ((1, 3), "last", (2,))


@pytest.mark.parametrize(
    ("source", "glosses", "moved", "where"),
    [
        ("a b c d", "d a b c", (3, 0), "first"),
        ("a b c d", "a c b d", (1, 2), "later"),
        ("a b c d e", "a d b c e", (3, 1), "earlier"),
    ],
)
def test_where_the_word_comes_is_said(source: str, glosses: str, moved: tuple[int, int], where: str) -> None:
    found = order_of(trace(source, glosses))
    assert found is not None
    assert (found.moved, found.where) == (moved, where)


def test_nobody_knows_which_word_has_none_if_one_written_means_none_that_was_read() -> None:
    found = order_of(trace("i love you", "i you love is"))
    assert found is not None
    assert (found.moved, found.silent) == ((1, 2), ())


def test_a_word_that_the_model_does_not_know_is_not_told_as_one_that_gets_none() -> None:
    found = order_of(trace("the ? car is red", "car red is"))
    assert found is not None
    assert found.silent == (0,)


@pytest.mark.parametrize(("source", "glosses"), [("a b", "a b"), ("a b", "- -"), ("a b", "c d"), ("a", "")])
def test_there_is_nothing_to_tell_where_all_is_in_order_or_unknown(source: str, glosses: str) -> None:
    assert order_of(trace(source, glosses)) is None


def test_without_glosses_there_is_nothing_to_tell() -> None:
    assert (
        order_of(
            SimpleNamespace(source_tokens=["a"], source_known=[True], target_tokens=["b", END], glosses=(), written_steps=(0,))
        )
        is None
    )


@pytest.mark.parametrize(
    ("source", "glosses", "all_of_it"),
    [
        ("rahul is a boy", "rahul boy is", True),
        ("rahul is a good boy", "rahul boy is", False),
        ("rahul is a boy", "rahul girl is", False),
        ("rahul is a boy", "rahul boy is -", False),
        ("the", "", False),
    ],
)
def test_all_has_arrived_where_no_word_is_left_but_articles_and_none_is_new(source: str, glosses: str, all_of_it: bool) -> None:
    assert arrived(trace(source, glosses)) is all_of_it


def test_the_busiest_unit_changes_most_in_all() -> None:
    assert busiest_unit(np.array([[0.0, 0.0], [0.5, 0.9], [-0.5, 0.9], [0.5, 0.9]])) == 0
