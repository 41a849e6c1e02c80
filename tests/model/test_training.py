"""Training: the optimiser's arithmetic, the best kept, the interrupt survived, the same bits twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, repeat
from math import cos, pi
from typing import Any

import numpy as np
import pytest

from model.corpora.reviews import LABELS, make_reviews
from model.gradients import total
from model.pacing import Pace
from model.recipes import Request, reviews
from model.trace import Array
from model.training import Adam, Assessment, Check, Plan, Progress, clip, fit, telling


@dataclass(frozen=True)
class Bowl:
    """The smallest network: its loss is the squared distance of ``x`` from the batch."""

    x: Array

    @property
    def parameters(self) -> dict[str, Array]:
        return {"x": self.x}

    def with_parameters(self, parameters: dict[str, Array]) -> "Bowl":
        return Bowl(parameters["x"])

    def loss(self, batch: Array, penalty: float) -> Array:
        away = self.x - batch
        return total(away * away) * 1.0

    def assess(self, batch: Array, penalty: float) -> Assessment:
        return Assessment(float(self.loss(batch, penalty)), 1.0)


START, GOAL = np.array([3.0, -2.0]), np.array([1.0, 1.0])


def test_adam_by_hand() -> None:
    parameters = {"x": np.array([1.0])}
    optimiser = Adam(parameters, epsilon=0.0)
    optimiser.update({"x": np.array([4.0])}, 0.1)  # the first step is rate * sign
    assert parameters["x"][0] == pytest.approx(0.9, abs=1e-15)
    optimiser.update({"x": np.array([-2.0])}, 0.1)
    mean, square = (0.9 * 0.4 - 0.2) / (1 - 0.81), (0.999 * 0.016 + 0.004) / (1 - 0.998001)
    assert parameters["x"][0] == pytest.approx(0.9 - 0.1 * mean / square**0.5, abs=1e-12)


def test_clipping_scales_all_together() -> None:
    gradients = {"a": np.array([3.0]), "b": np.array([[4.0]])}
    assert clip(gradients, 10.0) == 5.0
    assert gradients["a"][0] == 3.0
    assert clip(gradients, 1.0) == 5.0
    assert (gradients["a"][0], gradients["b"][0, 0]) == pytest.approx((0.6, 0.8))


def test_schedules_and_penalty() -> None:
    plan = Plan(steps=100, rate=2.0, penalty=3.0, penalty_from=0.25)
    assert [plan.rate_at(step) for step in (0, 50, 100)] == pytest.approx([2.0, 1.0, 0.0], abs=1e-15)
    assert plan.rate_at(25) == pytest.approx(1.0 + cos(pi / 4))
    assert replace(plan, schedule="constant").rate_at(99) == 2.0
    assert [plan.penalty_at(step) for step in (0, 24, 25, 99)] == [0.0, 0.0, 3.0, 3.0]
    fading = replace(plan, penalty_from=0.0, penalty_until=0.5)
    assert [fading.penalty_at(step) for step in (0, 25, 50, 99)] == pytest.approx([3.0, 1.5, 0.0, 0.0])


def test_the_best_has_the_least_objective_or_the_most_right() -> None:
    first, second = Check(1, 0.5, 0.3), Check(2, 0.7, 0.4)
    assert Plan().better(first, second)
    assert not Plan().better(second, first)
    chosen = Plan(choose="accuracy")
    assert chosen.better(second, first)
    assert not chosen.better(first, second)
    assert chosen.better(first, first._replace(objective=0.6))


@dataclass(frozen=True)
class Typed(Bowl):
    """Remembers in which type its steps are computed."""

    seen: set[str] = field(default_factory=set)

    def with_parameters(self, parameters: dict[str, Array]) -> "Typed":
        return replace(self, x=parameters["x"])

    def loss(self, batch: Array, penalty: float) -> Array:
        if not isinstance(self.x, np.ndarray):  # a tape watches
            self.seen.add(str(self.x.dtype))
        return super().loss(batch.astype(self.x.dtype), penalty)


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_steps_are_computed_in_the_type_of_the_plan_and_what_is_kept_is_float64(precision: Any) -> None:
    network = Typed(START)
    kept = fit(network, repeat(GOAL), GOAL, Plan(steps=30, rate=0.1, check=10, precision=precision)).network.x
    assert network.seen == {precision}
    assert kept.dtype == np.float64
    assert bool((kept == kept.astype(np.float32)).all()) == (precision == "float32")


@pytest.mark.parametrize("schedule", ["constant", "cosine"])
def test_fit_finds_the_bottom(schedule: str) -> None:
    result = fit(Bowl(START), repeat(GOAL), GOAL, Plan(steps=300, rate=0.1, schedule=schedule))
    np.testing.assert_allclose(result.network.x, GOAL, atol=1e-2)
    assert len(result.losses) == 300
    assert not result.interrupted
    assert START.tolist() == [3.0, -2.0]  # what it began with is untouched


def test_the_best_is_kept_and_not_the_last() -> None:
    away = repeat(np.array([-50.0, 0.0]))  # training walks past the goal and on
    result = fit(Bowl(START), away, GOAL, Plan(steps=200, rate=0.1, schedule="constant", check=1))
    assert result.best.objective == min(check.objective for check in result.checks)
    assert result.best.objective == pytest.approx(float(result.network.loss(GOAL, 0.0)))
    assert result.best.step < 200
    assert result.best.objective < result.checks[-1].objective


def test_an_interrupt_keeps_the_best_so_far() -> None:
    def batches() -> Iterator[Array]:
        yield from [GOAL] * 25
        raise KeyboardInterrupt

    result = fit(Bowl(START), batches(), GOAL, Plan(steps=300, rate=0.1, check=10))
    assert result.interrupted
    assert len(result.losses) == 25
    assert result.best.step == 20
    assert result.best.objective < 13.0


def test_progress_is_told_at_the_start_and_at_every_step() -> None:
    seen: list[Progress] = []
    fit(Bowl(START), repeat(GOAL), GOAL, Plan(steps=25, check=10), seen.append)
    assert [(told.step, told.total) for told in seen] == [(step, 25) for step in range(26)]


def test_a_schedule_ends_when_the_time_does() -> None:
    now = [0.0]

    def batches() -> Iterator[Array]:
        while True:
            now[0] += 0.5 if now[0] < 30 else 0.25
            yield GOAL

    seen: list[Progress] = []
    pace = Pace(60.0, clock=lambda: now[0])
    result = fit(Bowl(START), batches(), GOAL, Plan(steps=500, rate=0.1, check=50), seen.append, pace)
    assert 55.0 <= now[0] <= 60.0
    assert 150 < len(result.losses) == result.steps == seen[-1].total == result.checks[-1].step < 200
    np.testing.assert_allclose(result.network.x, GOAL, atol=1e-2)


def test_a_clock_changes_no_bit_of_what_has_no_limit() -> None:
    plan = Plan(steps=60, rate=0.1, check=10)
    hours = count(step=3_600)
    slow = fit(Bowl(START), repeat(GOAL), GOAL, plan, pace=Pace(clock=lambda: next(hours)))
    assert slow.network.x.tobytes() == fit(Bowl(START), repeat(GOAL), GOAL, plan).network.x.tobytes()
    assert slow.steps == len(slow.losses) == 60


def test_the_same_seed_gives_the_same_bits() -> None:
    parts = make_reviews(0, {"train": 200, "dev": 20, "test": 20})
    plan = Plan(steps=40, batch=16, check=10)
    first, second, other = (
        reviews.train_reader(parts, plan, LABELS, ("t", "t"), Request(seed=seed)).network for seed in (1, 1, 2)
    )
    assert first.fingerprint == second.fingerprint != other.fingerprint
    assert all(array.tobytes() == second.parameters[name].tobytes() for name, array in first.parameters.items())


def test_how_far_it_is_is_told_before_the_first_and_now_and_then() -> None:
    told: list[tuple[int, int]] = []
    assert list(telling(range(120), lambda *news: told.append(news))) == list(range(120))
    assert told == [(0, 120), (50, 120), (100, 120)]
    assert list(telling((), lambda *news: told.append(news))) == []
