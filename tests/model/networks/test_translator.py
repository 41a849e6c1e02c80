"""The translator: its gradients, one attention step worked by hand, teacher forcing against free running."""

from dataclasses import replace

import numpy as np
import pytest

from model.attention import AdditiveScorer
from model.corpora.pairs import SentencePair
from model.differences import check_gradients
from model.errors import UsageError
from model.networks import Sizes, Translator, bound
from model.pair_batches import PairBatch, pair_batches
from model.trace import END, START
from model.training import Plan
from model.vocabulary import UNKNOWN, Vocabulary

SOURCE = Vocabulary((UNKNOWN, "a", "b", "c", "d"))
TARGET = Vocabulary((UNKNOWN, END, START, "p", "q", "r"))
KINDS = {
    "attention, both directions": Sizes(2, 4, 3, 6, 5),
    "attention, one direction": Sizes(2, 4, 3, 6, 5, bidirectional=False),
    "no attention": Sizes(2, 4, 6, 6, bidirectional=False, attention=False),
    "attention, tied": Sizes(2, 4, 3, 6, 5, tied=True),
    "no attention, tied": Sizes(2, 4, 6, 6, bidirectional=False, attention=False, tied=True),
}


def untrained(sizes: Sizes, seed: int = 0) -> Translator:
    translator = Translator.create(("English", "French"), SOURCE, TARGET, np.random.default_rng(seed), sizes)
    rng = np.random.default_rng(seed + 1)
    return translator.with_parameters(
        {name: array + rng.normal(0.0, 0.3, array.shape) for name, array in translator.parameters.items()}
    )


def groups(seen: int = 0) -> list[PairBatch]:
    rng = np.random.default_rng(2)
    first = PairBatch(rng.integers(0, 5, (4, 3)), np.array([[3, 4, 5], [4, 1, 5], [5, 0, 3], [1, 0, 1]]), np.array([4, 2, 4]))
    second = PairBatch(rng.integers(0, 5, (1, 2)), np.array([[4, 3], [1, 1]]), np.array([2, 2]))
    return [first._replace(dropped=rng.integers(0, 2, (4, 3, seen)) * 2.0) if seen else first, second]


@pytest.mark.some(("kind", "dropped"), [(kind, dropped) for kind in KINDS for dropped in (False, True)], take=3)
def test_every_parameter_agrees_with_central_differences(kind: str, dropped: bool) -> None:
    translator = untrained(KINDS[kind])
    batch = groups(translator.seen if dropped else 0)
    errors = check_gradients(lambda p: translator.with_parameters(p).loss(batch), translator.parameters)
    assert set(errors) == set(translator.parameters)
    assert max(errors.values()) <= 1e-6, errors


@pytest.mark.some("kind", [*KINDS], take=2)
def test_guided_attention_agrees_with_central_differences_and_weighs_what_is_astray(kind: str) -> None:
    translator, (first, second) = untrained(KINDS[kind]), groups()
    gold = np.random.default_rng(5).random((4, 4, 3)) < 0.4
    gold[1:, :, 1] = False
    batch = [first._replace(gold=gold), second]
    free, guided = translator.loss(batch), translator.loss(batch, 0.7)
    assert translator.loss([first, second], 0.7) == free
    if translator.scorer is None:
        assert guided == free
        return
    weights = np.array([written.look.weights for written in translator.forced(first) if written.look])
    share = (weights * gold).sum(axis=1)[gold.any(axis=1)]
    assert float(guided - free) == pytest.approx(-0.7 * np.log(share).sum() / 14)
    errors = check_gradients(lambda p: translator.with_parameters(p).loss(batch, 0.7), translator.parameters)
    assert max(errors.values()) <= 1e-6, errors


@pytest.mark.parametrize("kind", KINDS)
def test_all_equations_hold(kind: str) -> None:
    trace = untrained(KINDS[kind]).run("a b zork d")
    assert trace.source_known == (True, True, False, True)
    assert all(identity.holds for identity in trace.identities())


@pytest.mark.parametrize(("row", "right"), [(0, False), (1, True)])
def test_an_unknown_word_is_never_right(row: int, right: bool) -> None:
    network = untrained(KINDS["no attention"])
    network.readout_weight[:] = 0.0
    network.readout_bias[row] = 9.0
    batch = PairBatch(np.array([[1]]), np.array([[row]]), np.array([1]))
    assert network.assess([batch]).accuracy == right


def test_one_look_worked_by_hand() -> None:
    """Two words, annotations (1, 0) and (0, 2), state (1); W = 1, U = (1, 1), v = 2: e = 2 tanh(1 + 1) and 2 tanh(1 + 2)."""
    scorer = AdditiveScorer(np.array([[1.0]]), np.array([[1.0, 1.0]]), np.array([2.0]))
    annotations = np.array([[1.0, 0.0], [0.0, 2.0]])
    look = scorer.look(np.array([1.0]), annotations, scorer.prepare(annotations))
    scores = 2 * np.tanh([2.0, 3.0])
    share = 1 / (1 + np.exp(scores[1] - scores[0]))
    np.testing.assert_allclose(look.scores, scores, atol=1e-15)
    np.testing.assert_allclose(look.weights, [share, 1 - share], atol=1e-15)
    np.testing.assert_allclose(look.context, [share, 2 * (1 - share)], atol=1e-15)


def test_without_a_tanh_the_state_would_not_matter() -> None:
    scorer = untrained(KINDS["attention, both directions"]).scorer
    assert scorer is not None
    annotations = np.random.default_rng(1).normal(size=(4, 8))
    looks = [scorer.look(np.full(6, value), annotations, scorer.prepare(annotations)).weights for value in (-1.0, 1.0)]
    assert np.abs(looks[0] - looks[1]).max() > 1e-3


@pytest.mark.parametrize("kind", KINDS)
def test_a_batch_is_translated_as_alone(kind: str) -> None:
    translator = untrained(KINDS[kind])
    rows = np.random.default_rng(4).integers(0, 5, (5, 8))
    together, _ = translator.translate(rows)
    for column in range(8):
        alone, _ = translator.translate(rows[:, column])
        np.testing.assert_array_equal(together[: len(alone), column], alone)


@pytest.mark.parametrize("kind", KINDS)
def test_what_free_running_writes_teacher_forcing_finds_right(kind: str) -> None:
    """And one wrong word makes the pair wrong; so does the unknown word, which is nobody's translation."""
    translator = untrained(KINDS[kind])
    rows = np.array([[1, 2], [3, 4], [2, 2]])
    words, _ = translator.translate(rows)
    ends = words == translator.end
    lengths = np.where(ends.any(axis=0), ends.argmax(axis=0) + 1, len(words))
    batch = PairBatch(rows, words, lengths)
    within = np.arange(len(words))[:, None] < lengths
    right = ~((words == 0) & within).any(axis=0)
    assert translator.assess([batch]).accuracy == right.mean()
    wrong = words.copy()
    wrong[0, 0] = (wrong[0, 0] + 1) % 6
    assert translator.assess([batch._replace(target=wrong)]).accuracy == (right & [False, True]).mean()


@pytest.mark.some("kind", [*KINDS], take=3)
def test_gradients_agree_when_true_words_are_compared_with_rivals(kind: str) -> None:
    translator = untrained(KINDS[kind])
    batch = [groups()[1]._replace(rivals=np.array([0, 5]))]
    errors = check_gradients(lambda p: translator.with_parameters(p).loss(batch), translator.parameters)
    assert max(errors.values()) <= 1e-6, errors


def test_rivals_stand_for_all_other_words() -> None:
    """Of [1, 3, 4] all are compared; of the others one, or all: the sum in the softmax is right on average."""
    translator = untrained(KINDS["no attention"])
    [_, batch] = groups()
    exact = float(translator.losses(batch)[0])
    others = [word for word in range(6) if word not in (1, 3, 4)]
    assert float(translator.losses(batch._replace(rivals=np.array(others)))[0]) == pytest.approx(exact, abs=1e-12)
    one_word = PairBatch(batch.source[:, :1], np.array([[4]]), np.array([1]))
    surprise = float(translator.losses(one_word)[0])
    drawn = [float(translator.losses(one_word._replace(rivals=np.array([word])))[0]) for word in range(6) if word != 4]
    assert np.mean(np.exp(drawn)) == pytest.approx(np.exp(surprise), abs=1e-9)


def test_rivals_are_drawn_anew_from_words_that_the_batch_has_not() -> None:
    translator = untrained(KINDS["no attention"])
    pairs = [SentencePair(("a",), ("p",)) for _ in range(20)]
    batches = pair_batches(translator, pairs, Plan(batch=5, rivals=2), 6, np.random.default_rng(0))
    drawn = [group.rivals for _ in range(12) for group in next(batches)]
    assert all(rivals is not None and len(set(rivals)) == 2 and not {1, 3} & set(rivals) for rivals in drawn)
    assert {int(word) for rivals in drawn if rivals is not None for word in rivals} == {0, 2, 4, 5}
    few = pair_batches(translator, pairs, Plan(batch=5, rivals=4), 6, np.random.default_rng(0))
    assert [group.rivals for group in next(few)] == [None]


def test_padding_behind_a_target_changes_nothing() -> None:
    translator = untrained(KINDS["attention, both directions"])
    [first, _] = groups()
    padded = first._replace(target=np.vstack([first.target, np.full((3, 3), 4)]))
    assert float(translator.loss([padded])) == pytest.approx(float(translator.loss([first])), abs=1e-14)


def test_it_stops_at_the_bound() -> None:
    translator = untrained(KINDS["no attention"])
    never = replace(translator, readout_bias=np.where(np.arange(6) == translator.end, -1e3, translator.readout_bias))
    trace = never.run("a b")
    assert len(trace.target_tokens) == bound(2)
    assert END not in trace.target_tokens
    assert trace.translation == trace.target_tokens


def test_mostly_unknown_words_are_refused_and_named() -> None:
    translator = untrained(KINDS["no attention"])
    with pytest.raises(UsageError, match="it has never seen zork, gork"):
        translator.run("zork gork a")
    with pytest.raises(UsageError, match="There is no word"):
        translator.run("?!")


def test_batches_have_one_length_and_each_pair_once_a_round() -> None:
    translator = untrained(KINDS["no attention"])
    pairs = [SentencePair(("a",) * (1 + n % 3), ("p",) * (1 + n % 4)) for n in range(60)]
    plan = Plan(batch=10, unknown=0.3)
    batches = pair_batches(translator, pairs, plan, 6, np.random.default_rng(0))
    found = [group for _ in range(6) for group in next(batches)]
    assert sum(len(group.lengths) for group in found) == 60
    assert all(group.target[length - 1, n] == translator.end for group in found for n, length in enumerate(group.lengths))
    hidden = np.concatenate([group.source.ravel() for group in found]) == 0
    assert 0.15 < hidden.mean() < 0.45
    dropped = np.concatenate([group.dropped.ravel() for group in found if group.dropped is not None])
    assert set(np.unique(dropped)) == {0.0, 1.25}
