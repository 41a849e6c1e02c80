"""How a blend is told: which words alone, in which numbers, and what the others add."""

from dataclasses import replace

import numpy as np
import pytest

from model import zoo
from model.trace import TranslationTrace
from model.trace.steps.blending import ALONE, MOST_ALONE, TOLD_UNITS


@pytest.fixture(scope="module")
def trace() -> TranslationTrace:
    return zoo.load("english_french").run("the agreement on the european economic area was signed in 1992")


def with_weights(trace: TranslationTrace, row: list[float]) -> TranslationTrace:
    """Return a trace whose every step looks as ``row`` says, the weighted annotations and contexts with it."""
    assert trace.attention is not None
    weights = np.tile(np.array(row) / np.sum(row), (len(trace.target_tokens), 1))
    weighted = weights[:, :, None] * trace.encoder_hidden
    look = trace.attention._replace(weights=weights, weighted=weighted, context=weighted.sum(axis=1))
    return replace(trace, attention=look)


def test_words_with_a_weight_are_told_alone_and_no_more_than_three(trace: TranslationTrace) -> None:
    told = with_weights(trace, [0.3, 0.05, 0.05, 0.2, 0.05, 0.0, 0.15, 0.12, 0.08, 0.0, 0.0]).told_sources(0)
    assert told == (0, 3, 6)
    assert len(told) == MOST_ALONE
    assert with_weights(trace, [1.0, 1.1] + [1.0] * 9).told_sources(0) == (1,)
    assert min(1.1 / 11.1, ALONE) < ALONE


def test_those_told_and_the_others_add_up_to_the_context(trace: TranslationTrace) -> None:
    assert trace.attention is not None
    for step in range(len(trace.target_tokens)):
        told = list(trace.told_sources(step))
        terms = trace.attention.weighted[step][told].sum(axis=0) + trace.other_terms[step]
        np.testing.assert_allclose(terms, trace.attention.context[step], atol=1e-12)
        assert trace.attention.weights[step][told].sum() + trace.other_weights[step] == pytest.approx(1.0)
        assert len(told) + trace.other_counts[step] == len(trace.source_tokens)


def test_the_numbers_told_differ_most_from_word_to_word(trace: TranslationTrace) -> None:
    spread = trace.encoder_hidden.std(axis=0)
    told = list(trace.told_units)
    assert told == sorted(told)
    assert len(told) == TOLD_UNITS == trace.told_unit_count
    assert spread[told].min() >= np.delete(spread, told).max()


def test_the_blend_told_is_the_most_spread_that_looks_clearly(trace: TranslationTrace) -> None:
    assert trace.attention is not None
    weights = np.zeros((len(trace.target_tokens), len(trace.source_tokens)))
    weights[:, 0] = 1.0
    weights[1, :2], weights[2, :5] = (0.6, 0.4), 0.2
    assert replace(trace, attention=trace.attention._replace(weights=weights)).blended_step == 1
    vague = np.full_like(weights, 1 / weights.shape[1])
    vague[3, 0] -= 0.01
    vague[3, 1] += 0.01
    assert replace(trace, attention=trace.attention._replace(weights=vague)).blended_step == 0


def test_the_lens_is_on_a_number_whose_printed_terms_add_up(trace: TranslationTrace) -> None:
    assert trace.attention is not None
    step = trace.blended_step
    unit, told = trace.lens_unit(step), list(trace.told_sources(step))
    assert unit in trace.told_units
    terms = trace.attention.weighted[step][told, unit]
    products = np.round(trace.attention.weights[step][told], 2) * np.round(trace.encoder_hidden[told, unit], 2)
    np.testing.assert_allclose(np.round(terms, 2), products, atol=0.0051)
    printed = np.round(terms, 2).sum() + round(float(trace.other_terms[step, unit]), 2)
    assert printed == pytest.approx(round(float(trace.attention.context[step, unit]), 2), abs=1e-9)
    assert len(told) == 1 or np.sign(terms).min() != np.sign(terms).max()


def test_without_attention_there_is_no_blend() -> None:
    plain = zoo.load("english_french_plain").run("the cat sleeps")
    with pytest.raises(AttributeError):
        _ = plain.other_weights
