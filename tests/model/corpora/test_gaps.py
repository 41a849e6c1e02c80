"""Sentences whose last word hangs on one that stands a given number of words before it."""

import numpy as np
import pytest

from model.corpora import gaps


@pytest.mark.parametrize("sort", gaps.SORTS)
@pytest.mark.parametrize("gap", [5, 6, 13, 20, 80])
def test_so_many_words_lie_between_the_cue_and_the_end_and_all_are_known(sort: str, gap: int) -> None:
    rng = np.random.default_rng(0)
    drawn = [gaps.SORTS[sort](rng, gap) for _ in range(50)]
    assert {example.gap for example in drawn} == {gap}
    assert {word for example in drawn for word in example.words} <= set(gaps.WORDS[sort])
    assert {example.answer for example in drawn} <= set(gaps.ANSWERS[sort])


def test_the_answer_hangs_on_the_cue_and_on_nothing_else() -> None:
    rng = np.random.default_rng(1)
    for _ in range(100):
        far, agreed, near = gaps.recall(rng, 20), gaps.agreement(rng, 20), gaps.near(rng)
        assert gaps.LANGUAGES[far.words[far.cue]] == far.answer
        assert (agreed.words[agreed.cue] in gaps.NOUNS.values()) == (agreed.answer == "are")
        assert gaps.PLACES[near.words[near.cue]] == near.answer
        assert near.gap == gaps.NEAR
        assert not {*far.words[far.cue + 1 :]} & {*gaps.LANGUAGES, *gaps.LANGUAGES.values()}


def test_nouns_between_are_one_and_many_whatever_the_first_is() -> None:
    rng = np.random.default_rng(2)
    drawn = [gaps.agreement(rng, 20) for _ in range(200)]
    for answer in gaps.VERBS:
        between = [word for example in drawn if example.answer == answer for word in example.words[2:]]
        many = sum(word in gaps.NOUNS.values() for word in between)
        assert 0.4 < many / (many + sum(word in gaps.NOUNS for word in between)) < 0.6


def test_a_gap_that_no_clauses_make_is_refused() -> None:
    with pytest.raises(ValueError, match="no clauses of"):
        gaps.recall(np.random.default_rng(0), 4)
