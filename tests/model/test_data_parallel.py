"""Parts of a batch at the same time: the same bits as one after the other, and no process that stays behind."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from model import data_parallel
from model.corpora.pairs import SentencePair
from model.networks import Sizes, Translator
from model.pair_batches import grouped, pair_batches
from model.recipes.translation import vocabularies
from model.trace import Array
from model.training import Fit, Plan, fit

ONCE = range(24)
PAIRS = [SentencePair(tuple("abcd"[: 1 + k % 4]), ("un", "deux", f"mot{k % 5}")[: 1 + k % 3], frozenset({(0, 0)})) for k in ONCE]
PLAN = Plan(steps=12, batch=8, shards=2, precision="float32", rivals=2, penalty_from=0.0, check=6)
forked = pytest.mark.skipif(not data_parallel.able(2), reason="needs two cores, and a fork")


def trained(plan: Plan = PLAN) -> Fit[Translator]:
    rng = np.random.default_rng(3)
    translator = Translator.create(("a", "b"), *vocabularies(PAIRS), rng, Sizes(encoder=6, decoder=8, scorer=4))
    return fit(translator, pair_batches(translator, PAIRS, plan, translator.seen, rng), grouped(translator, PAIRS), plan)


def same(one: Fit[Translator], other: Fit[Translator]) -> bool:
    mine, its = one.network.parameters, other.network.parameters
    return one.losses == other.losses and all(np.array_equal(mine[name], its[name]) for name in mine)


@forked
def test_the_same_bits_by_two_processes_as_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    by_two = trained()
    assert not multiprocessing.active_children()
    monkeypatch.setattr(data_parallel, "able", lambda shards: False)
    assert same(by_two, trained())
    assert not same(by_two, trained(replace(PLAN, shards=1)))


def test_a_batch_of_two_parts_has_the_mean_of_their_gradients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_parallel, "able", lambda shards: False)
    translator = trained().network
    [one, other] = next(pair_batches(translator, PAIRS, replace(PLAN, rivals=0), translator.seen, np.random.default_rng(0)))
    with data_parallel.differentiating(translator, iter([[one, other]]), translator.parameters, 2) as gradients:
        loss, found = gradients(0.5)
    alone = [data_parallel.Gradients(translator, iter(()), translator.parameters, 1).of([part], 0.5) for part in (one, other)]
    assert loss == pytest.approx((alone[0].loss + alone[1].loss) / 2, abs=1e-15)
    for name, gradient in found.items():
        assert gradient == pytest.approx((alone[0].gradients[name] + alone[1].gradients[name]) / 2, abs=1e-15)


@forked
def test_it_goes_on_alone_when_a_process_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trained()

    def ending(*asked: object) -> Iterator[list[object]]:
        for number, batch in enumerate(pair_batches(*asked)):  # type: ignore[arg-type]
            if number == 5:
                for child in multiprocessing.active_children():
                    assert child.pid is not None
                    os.kill(child.pid, signal.SIGKILL)
                    child.join()
            yield batch

    rng = np.random.default_rng(3)
    translator = Translator.create(("a", "b"), *vocabularies(PAIRS), rng, Sizes(encoder=6, decoder=8, scorer=4))
    batches = ending(translator, PAIRS, PLAN, translator.seen, rng)
    assert same(whole, fit(translator, batches, grouped(translator, PAIRS), PLAN))


@forked
def test_an_interrupt_ends_the_processes() -> None:
    def interrupted(batches: Iterator[Array]) -> Iterator[Array]:
        yield next(batches)
        raise KeyboardInterrupt

    rng = np.random.default_rng(3)
    translator = Translator.create(("a", "b"), *vocabularies(PAIRS), rng, Sizes(encoder=6, decoder=8, scorer=4))
    batches = interrupted(pair_batches(translator, PAIRS, PLAN, translator.seen, rng))
    found = fit(translator, batches, grouped(translator, PAIRS), PLAN)
    assert found.interrupted
    assert len(found.losses) == 1
    for child in multiprocessing.active_children():
        child.join(10)
    assert not multiprocessing.active_children()
