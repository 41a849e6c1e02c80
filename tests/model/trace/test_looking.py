"""What is told of attention is found by rules: the most divided look, and the units that decide."""

from dataclasses import replace

import numpy as np

from model import zoo
from model.trace import TranslationTrace
from model.trace.looking import DIVIDED, divided_step, entropies, is_divided, telling_units
from model.trace.steps.attention import SHOWN


def trace_of(text: str, model: str = "english_french") -> TranslationTrace:
    return zoo.load(model).run(text)


def test_the_step_is_the_most_spread_of_those_that_look_at_two_words() -> None:
    trace = trace_of("i do not know why you do not sleep")
    step = divided_step(trace)
    assert (trace.weights[step] >= DIVIDED).sum() >= 2
    spread = entropies(trace.weights)
    rivals = [each for each in range(1, len(trace.target_tokens) - 1) if is_divided(trace, each)]
    assert len(rivals) > 1
    assert spread[step] == max(spread[each] for each in rivals)
    assert spread[-1] > spread[step], "the end is more spread, and is left out"


def test_neither_a_copied_word_nor_the_first_step_is_chosen_where_there_is_another() -> None:
    trace = trace_of("Zorblaxia is watering gardens")
    assert divided_step(trace) > 0
    assert not trace.is_copy(divided_step(trace))
    look = trace.weights.copy()
    look[1:] = np.eye(4)[np.arange(len(look) - 1) % 4]
    steep = replace(trace, attention=trace.attention._replace(weights=look), copied=())
    assert divided_step(steep) > 0


def test_one_step_alone_is_told() -> None:
    trace = trace_of("how was your day")
    first = replace(
        trace,
        target_tokens=trace.target_tokens[-1:],
        copied=(),
        **dict.fromkeys(("gold",)),
        attention=trace.attention._replace(
            **{
                name: getattr(trace.attention, name)[:1]
                for name in ("projected_states", "scorer_hidden", "scores", "weights", "weighted", "context")
            }
        ),
        decoder=type(trace.decoder)(*(part[:1] for part in trace.decoder)),
        target_inputs=trace.target_inputs[:1],
        logits=trace.logits[:1],
        probabilities=trace.probabilities[:1],
    )
    assert divided_step(first) == 0


def test_the_active_units_and_the_others_make_up_the_score() -> None:
    trace = trace_of("he will not sign the agreement")
    assert trace.active_units.shape == (len(trace.target_tokens), SHOWN)
    assert (np.diff(trace.active_units, axis=1) > 0).all()
    assert float(trace.lookup("other_units")) == trace.scorer_vector.size - SHOWN
    active = np.take_along_axis(trace.scorer_products, trace.active_units[:, None, :], axis=2).sum(axis=2)
    np.testing.assert_allclose(active + trace.other_products, trace.scores, atol=1e-9)
    spread = trace.scorer_products.std(axis=1)
    for step, units in enumerate(trace.active_units):
        others = np.setdiff1d(np.arange(spread.shape[1]), units)
        assert spread[step, units].min() >= spread[step, others].max()


def test_gaps_are_what_powers_are_made_of() -> None:
    trace = trace_of("he will not sign the agreement")
    np.testing.assert_allclose(np.exp(trace.gaps), trace.powers, atol=1e-12)
    assert (trace.gaps.max(axis=1) == 0).all()


def test_units_that_differ_from_row_to_row_are_told() -> None:
    rows = np.array([[0.0, 5.0, 1.0, 0.1], [0.0, 5.0, -1.0, -0.1]])
    assert telling_units(rows, 2) == [2, 3]
    assert telling_units(rows[:1], 2) == [1, 2]
