"""Learning in several rounds."""

from dataclasses import replace
from typing import Any

import pytest

from model.corpora.pairs import PairParts, SentencePair
from model.networks import Sizes, Translator
from model.pair_batches import grouped
from model.recipes import Request, rounds, translation
from model.recipes.base import Trained
from model.training import Plan, Progress

Pairs = tuple[SentencePair, ...]
FURTHER = tuple(SentencePair((str(number), "y"), (str(number),), template="further") for number in range(8))
PAIRS = tuple(SentencePair((str(number), "x"), (str(number),), template="number") for number in range(60))
PARTS = PairParts(PAIRS[:40], PAIRS[40:50], PAIRS[50:])
FIRST, AGAIN = (Plan(steps=steps, batch=10, check=steps // 2, penalty=0.0, rate=1e-2) for steps in (6, 4))


def task_of(further: int) -> translation.Bundled:
    """Return a task of a first round of 6 steps and so many further ones of 4, rounded ever finer."""
    again = rounds.Further(pairs=lambda: FURTHER, many=12, plan=AGAIN, rounded=lambda network: network.fixed(0.125))
    return translation.Bundled(
        make=lambda: PARTS,
        languages=("a", "b"),
        plan=FIRST,
        rounded=lambda network: network.fixed(0.25),
        further=(again,) * further,
    )


def learned(further: int, request: Request | None = None) -> Trained[Translator]:
    return translation.train_pairs(PARTS, task_of(further), 0, ("n", "t"), request or Request())


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Pairs]]:
    """What each round begins with, as it is begun: the fingerprint of the weights, and the pairs."""
    found: list[tuple[str, Pairs]] = []
    pair_batches = rounds.pair_batches

    def watched(network: Translator, pairs: Pairs, *rest: Any) -> Any:
        found.append((network.fingerprint, pairs))
        return pair_batches(network, pairs, *rest)

    monkeypatch.setattr(rounds, "pair_batches", watched)
    return found


def interrupted_at(step: int) -> Request:
    def interrupt(told: Progress) -> None:
        if told.stage == "learning" and told.step == step:
            raise KeyboardInterrupt

    return Request(progress=interrupt)


def test_a_further_round_is_learned_from_pairs_drawn_anew_and_further_ones(begun: list[tuple[str, Pairs]]) -> None:
    trained = learned(2)
    first, *later = (pairs for _, pairs in begun)
    assert first == PARTS.train
    for pairs in later:
        assert {*pairs[:12]} < {*PARTS.train}
        assert len({*pairs[:12]}) == 12
        assert pairs[12:] == FURTHER
    assert later[0][:12] != later[1][:12]
    assert len(trained.losses) == 6 + 4 + 4
    assert learned(2).network.fingerprint == trained.network.fingerprint
    assert trained.losses[:10] == learned(1).losses
    assert trained.losses[:6] == learned(0).losses


def test_each_round_begins_with_what_the_one_before_was_rounded_to(begun: list[tuple[str, Pairs]]) -> None:
    kept = [learned(further).network.fingerprint for further in range(3)]
    assert [fingerprint for fingerprint, _ in begun[-2:]] == kept[:2]
    last = learned(2).network
    assert last.fixed(0.125).fingerprint == last.fingerprint


def test_the_steps_of_all_rounds_are_told_as_one() -> None:
    told: list[Progress] = []
    learned(2, Request(progress=told.append))
    learning = [(each.step, each.total) for each in told if each.stage == "learning"]
    assert [step for step, _ in learning] == [*range(7), *range(6, 11), *range(10, 15)]
    assert {total for _, total in learning} == {14}


@pytest.mark.parametrize(("further", "said"), [(0, ["It"]), (2, ["Round 1 of 3", "Round 2 of 3", "Round 3 of 3"])])
def test_how_long_it_takes_is_said_of_each_round(further: int, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FIRST", 2), ("WORTH_SAYING", 0.0)):
        monkeypatch.setattr(f"model.pacing.{name}", value)
    heard: list[str] = []
    learned(further, Request(say=heard.append))
    assert heard == [f"{what} will take about 10 seconds." for what in said]


@pytest.mark.parametrize(("step", "many"), [(5, 1), (8, 2), (13, 3)])
def test_an_interrupt_leaves_out_what_is_behind_it(step: int, many: int, begun: list[tuple[str, Pairs]]) -> None:
    trained = learned(2, interrupted_at(step))
    assert (len(begun), len(trained.losses), trained.interrupted) == (many, step, True)
    assert trained.network.provenance.notes == f"interrupted after {step} of 14 steps"


def test_a_budget_and_a_twin_have_no_further_round(begun: list[tuple[str, Pairs]]) -> None:
    learned(2, Request(minutes=0.001))
    assert [pairs for _, pairs in begun] == [PARTS.train]
    assert translation._twin(replace(task_of(2), plan=FIRST)).further == ()


def test_a_further_round_may_begin_with_more_units(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Translator] = []
    pair_batches = rounds.pair_batches
    monkeypatch.setattr(rounds, "pair_batches", lambda network, *rest: begun.append(network) or pair_batches(network, *rest))
    small = Sizes(tied=True, source_features=4, target_features=4, encoder=3, decoder=6, scorer=2)
    task = replace(task_of(1), sizes=small)
    task = replace(task, further=(replace(task.further[0], sizes=replace(small, decoder=10), many=None),))
    trained = translation.train_pairs(PARTS, task, 0, ("n", "t"), Request())
    first, second = begun
    assert (first.sizes.decoder, second.sizes.decoder, trained.network.sizes.decoder) == (6, 10, 10)
    assert second.sizes == replace(first.sizes, decoder=10)
    batch = grouped(second, PARTS.dev)
    before = translation.train_pairs(PARTS, replace(task, further=()), 0, ("n", "t"), Request()).network
    assert second.assess(batch) == pytest.approx(before.assess(batch))
