"""The trace of a translation: saved and loaded, checked on every axis, every equation able to fail."""

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.errors import TraceError
from model.networks import Sizes, Translator
from model.trace import END, START, AttentionTrace, Trace, TranslationTrace
from model.trace.translation import CANDIDATES
from model.vocabulary import UNKNOWN, Vocabulary

SENTENCE = "the agreement on the european economic area was signed in august 1992"


def plain() -> TranslationTrace:
    source, target = Vocabulary((UNKNOWN, "a", "b")), Vocabulary((UNKNOWN, END, START, "p", "q"))
    sizes = Sizes(encoder=6, decoder=6, bidirectional=False, attention=False)
    return Translator.create(("A", "B"), source, target, np.random.default_rng(0), sizes).run("a b b")


TRACES = {"with attention": zoo.load("english_french").run(SENTENCE), "without": plain()}
KEYS = [(kind, key) for kind, trace in TRACES.items() for key in trace.keys()]  # noqa: SIM118 (not a mapping)


@pytest.fixture
def trace() -> TranslationTrace:
    return TRACES["with attention"]


def true(trace: Trace) -> bool:
    return all(identity.holds for identity in trace.identities())


@pytest.mark.parametrize("kind", TRACES)
def test_saved_and_loaded_it_is_the_same(kind: str, tmp_path: Path) -> None:
    trace, path = TRACES[kind], tmp_path / "t.npz"
    trace.save(path)
    again = Trace.load(path)
    assert isinstance(again, TranslationTrace)
    assert again.header() == trace.header()
    assert again.keys() == trace.keys()
    assert all(np.array_equal(again.lookup(key), trace.lookup(key)) for other, key in KEYS if other == kind)
    assert true(again)


@pytest.mark.parametrize("kind", TRACES)
def test_it_survives_the_trip_to_a_worker(kind: str) -> None:
    again = pickle.loads(pickle.dumps(TRACES[kind]))
    assert np.array_equal(again.decoder_hidden, TRACES[kind].decoder_hidden)
    assert again.target_tokens == TRACES[kind].target_tokens


def test_arrays_cannot_be_changed_and_have_names_of_their_own() -> None:
    assert len({*KEYS}) == len(KEYS)
    for kind, key in KEYS:
        with pytest.raises(ValueError, match="read-only"):
            TRACES[kind].lookup(key)[...] = 0.0


def refusal(kind: str, key: str, array: np.ndarray) -> str:
    """Return why a trace with this array is refused; nothing if it is not."""
    try:
        TRACES[kind].with_arrays(**{key: array})
    except TraceError as error:
        return str(error)
    return ""


def test_every_wrong_size_rank_and_nan_is_refused() -> None:
    size, wrong = r"axis is \d+, it should be \d+|: \w+ is \d+, elsewhere \d+", []
    for kind, key in KEYS:
        array = TRACES[kind].lookup(key)
        spoilt = [(np.delete(array, 0, axis), size) for axis in range(array.ndim) if array.shape[axis] > 1]
        spoilt += [(array[None], "it should have the axes"), (array * np.nan, "not a finite number")]
        wrong += [(kind, key, said) for other, why in spoilt if not re.search(why, said := refusal(kind, key, other))]
    assert wrong == []


@pytest.mark.parametrize("kind", TRACES)
def test_identities_see_one_changed_value(kind: str) -> None:
    assert true(TRACES[kind])
    missed = []
    for key in (key for other, key in KEYS if other == kind and not key.endswith("_inputs")):
        broken = TRACES[kind].lookup(key).copy()
        broken.flat[-1] += 1e-3 if broken.flat[-1] < 0.5 else -1e-3
        if true(TRACES[kind].with_arrays(**{key: broken})):
            missed.append(key)
    assert missed == []


def test_the_scores_and_weights_of_a_published_film_do_not_fit(trace: TranslationTrace) -> None:
    scores, weights = trace.scores.copy(), trace.weights.copy()
    scores[0], weights[0] = -40.0, 0.0
    scores[0, :5], weights[0, :5] = [0.4, 1.6, 2.8, 0.9, 0.2], [0.05, 0.16, 0.55, 0.18, 0.06]
    film = trace.with_arrays(scores=scores, weights=weights)
    [softmax] = [identity for identity in film.identities() if identity.name == "weights = softmax(scores)"]
    assert softmax.error == pytest.approx(0.0874, abs=1e-3)
    assert not true(film)


def test_the_state_that_scores_is_the_one_before(trace: TranslationTrace) -> None:
    """Luong's attention scores with the state after: with the rows moved by one, the equation must fail."""
    shifted = trace.with_arrays(projected_states=trace.decoder_hidden @ trace.scorer_state_weight.T)
    assert not true(shifted)
    np.testing.assert_array_equal(trace.previous_states[1:], trace.decoder_hidden[:-1])
    np.testing.assert_array_equal(trace.previous_states[0], trace.decoder_initial_hidden)


def test_without_attention_there_is_none_and_the_last_state_is_handed_over() -> None:
    trace = TRACES["without"]
    assert trace.attention is None
    with pytest.raises(TraceError, match="has no 'weights'"):
        trace.lookup("weights")
    np.testing.assert_array_equal(trace.decoder_initial_hidden, trace.encoder_hidden[-1])
    broken = replace(trace, decoder_initial_hidden=trace.decoder_initial_hidden + 1e-3)
    assert not true(broken)


def test_what_follows_from_the_arrays(trace: TranslationTrace) -> None:
    assert trace.candidates[0][0] == trace.target_tokens[0]
    assert trace.candidate_probabilities.shape == (len(trace.target_tokens), CANDIDATES)
    np.testing.assert_allclose(trace.candidate_probabilities[:, 0], trace.chosen_probabilities)
    assert float(trace.confidence) == pytest.approx(np.prod(trace.probabilities.max(axis=1)))
    assert trace.running_confidence[0] == trace.chosen_probabilities[0]
    np.testing.assert_allclose(trace.running_confidence[1:], trace.running_confidence[:-1] * trace.chosen_probabilities[1:])
    assert trace.running_confidence[-1] == pytest.approx(float(trace.confidence))
    assert (*trace.translation, END) == trace.target_tokens
    assert trace.unknown == ()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("source_tokens", ("one",), "the source axis is 12, it should be 1"),
        ("target_tokens", ("l'", END), "the target axis is 14, it should be 2"),
        ("words", ("l'", END), "the word axis is .*, it should be 2"),
        ("source_known", (True,), "source_known has 1 entries for 12 tokens"),
        ("target_tokens", ("zork",) * 14, "'zork' was written, but it is not one of the words"),
        ("attention", None, "it holds weights of a scorer or of a backward encoder, and nothing that these computed"),
        ("backward", None, "it holds weights of a scorer"),
        ("readout_bias", None, "readout_weight and readout_bias come together or not at all"),
        ("bridge", "wooden", "the bridge is 'wooden'"),
        ("annotation", ("forward", "sideways"), "composed of 'forward, sideways'"),
    ],
)
def test_what_does_not_fit_is_named(trace: TranslationTrace, field: str, value: Any, message: str) -> None:
    with pytest.raises(TraceError, match=message):
        replace(trace, **{field: value})


@pytest.mark.parametrize(
    "entry", ["languages", "source_tokens", "target_tokens", "words", "source_known", "bridge", "annotation"]
)
def test_a_header_without_an_entry_is_refused(trace: TranslationTrace, entry: str, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    trace.save(path)
    with np.load(path) as file:
        arrays = dict(file)
    header = json.loads(str(arrays.pop("header")))
    del header[entry]
    np.savez(path, header=np.array(json.dumps(header)), **arrays)
    with pytest.raises(TraceError, match=f"lacks '{entry}'"):
        Trace.load(path)


@pytest.mark.parametrize("key", ["weights", "forward_hidden", "backward_bias", "encoder_hidden", "scorer_vector"])
def test_a_file_without_an_array_is_refused(trace: TranslationTrace, key: str, tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    trace.save(path)
    with np.load(path) as file:
        arrays = {name: array for name, array in file.items() if name != key}
    np.savez(path, **arrays)
    with pytest.raises(TraceError, match=f"lacks '{key}'"):
        Trace.load(path)


def test_a_gold_alignment_may_be_kept(trace: TranslationTrace, tmp_path: Path) -> None:
    gold = replace(trace, gold=np.eye(len(trace.target_tokens), len(trace.source_tokens)))
    gold.save(tmp_path / "t.npz")
    assert np.array_equal(Trace.load(tmp_path / "t.npz").lookup("gold"), gold.gold)


@pytest.mark.parametrize(
    ("strongest", "run", "keeps"),
    [
        ((0, 1, 2), (), True),
        ((0, 2, 1, 3), (1, 2), False),
        ((1, 0, 3, 2, 1, 4), (2, 3, 4), False),
        ((1, 0, 3, 1), (2, 3), False),
        ((2, 2, 2), (), True),
    ],
)
def test_the_longest_run_of_words_that_look_backwards(strongest: tuple[int, ...], run: tuple[int, ...], keeps: bool) -> None:
    weights = np.full((len(strongest), 5), 0.1)
    weights[np.arange(len(strongest)), strongest] = 0.6
    trace = AttentionTrace.of(weights, list("abcde"), ["x"] * len(strongest))
    assert (trace.strongest, trace.reversed_run, trace.keeps_order) == (strongest, run, keeps)
    faint = AttentionTrace.of(weights / 4, list("abcde"), ["x"] * len(strongest), normalized=False)
    assert faint.reversed_run == ()  # no look of theirs is clear


@pytest.mark.parametrize(("second", "run"), [((0.403, 0.4, 0.197), ()), ((0.44, 0.36, 0.2), (0, 1))])
def test_a_word_that_looks_nearly_as_much_where_the_one_before_it_looked_does_not_look_back(
    second: tuple[float, ...], run: tuple[int, ...]
) -> None:
    trace = AttentionTrace.of(np.array([(0.2, 0.7, 0.1), second]), list("abc"), ["x", "y"])
    assert (trace.strongest, trace.reversed_run) == ((1, 0), run)


def test_the_most_spread_look_is_that_with_the_smallest_largest_weight() -> None:
    weights = [[0.9, 0.1, 0.0], [0.4, 0.35, 0.25], [0.2, 0.3, 0.5]]
    trace = AttentionTrace.of(weights, list("abc"), ["x", "y", "<end>"])
    assert (trace.most_spread, trace.written_steps) == (1, (0, 1))
