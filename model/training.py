"""Training, the same for every network: Adam, clipping, a schedule, and the best network so far kept.

All chance comes from one seeded generator: the same seed gives the same bits on the same machine. Everything is float64 unless
a plan says that the steps are computed in another type; the network that is kept has the same numbers, and is float64 again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, pi
from typing import Any, Generic, Literal, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from model.data_parallel import Gradients, differentiating
from model.pacing import Pace
from model.trace import Array

__all__ = ["Adam", "Assessment", "Check", "Fit", "Network", "Plan", "Progress", "Told", "clip", "fit", "stages", "telling"]

Precision = Literal["float64", "float32"]
T = TypeVar("T")
BatchT = TypeVar("BatchT", contravariant=True)

OFTEN = 50
"""After so many examples it is told how many there were."""


class Network(Protocol[BatchT]):
    """What can be trained."""

    @property
    def parameters(self) -> dict[str, Array]:
        """The arrays to change, by name."""

    def with_parameters(self, parameters: dict[str, Array]) -> Self:
        """Return the same network with other arrays."""

    def loss(self, batch: BatchT, penalty: float) -> Array:
        """Return one number to make small."""

    def assess(self, batch: BatchT, penalty: float) -> "Assessment":
        """Return the loss again, and a score."""


class Assessment(NamedTuple):
    """How good a network is on some data: the loss with its penalty, and a score in 0..1."""

    objective: float
    accuracy: float


NetworkT = TypeVar("NetworkT", bound="Network[Any]")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to train; ``steps`` are batches, ``check`` is the number of steps between looks at the development part.

    ``penalty`` weighs the network's penalty, from the share ``penalty_from`` of the training on; it falls evenly to 0 until the
    share ``penalty_until``, if there is one. ``unknown`` is the share of words that training hides behind the unknown word.
    ``rivals`` is the number of words that a translator's true ones are compared with, beside those of the same batch; 0 means
    all. ``precision`` is the type of numbers of the steps. ``dropout`` is the share of the decoder's units that training hides
    from a translator's read-out: it must look again, not remember. ``choose`` says by what the best moment is chosen, the
    ``objective`` or, of many examples, the ``accuracy``, which may still grow when the objective does as well. A batch is cut
    into so many ``shards``, which are reckoned at the same time where there are cores for it: with the same bits.
    """

    steps: int = 12_000
    batch: int = 128
    rate: float = 2e-2
    schedule: str = "cosine"
    clip: float = 1.0
    check: int = 100
    penalty: float = 1.0
    penalty_from: float = 0.25
    penalty_until: float | None = None
    unknown: float = 0.005
    rivals: int = 0
    precision: Precision = "float64"
    dropout: float = 0.2
    choose: str = "objective"
    shards: int = 1

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step: constant, or half a cosine from ``rate`` to 0."""
        if self.schedule == "constant":
            return self.rate
        return self.rate * 0.5 * (1.0 + cos(pi * step / self.steps))

    def better(self, check: "Check", than: "Check") -> bool:
        """Tell whether a look at the development part found more than another did."""
        if self.choose == "accuracy":
            return (check.accuracy, -check.objective) > (than.accuracy, -than.objective)
        return check.objective < than.objective

    def penalty_at(self, step: int) -> float:
        """Return the weight of the penalty in a step."""
        if step < self.penalty_from * self.steps:
            return 0.0
        left = 1.0 if self.penalty_until is None else max(0.0, 1.0 - step / (self.penalty_until * self.steps))
        return self.penalty * left


class Progress(NamedTuple):
    """How far a training is: how many of how many steps of a stage are done, the last of which is the learning.

    While it learns ``loss`` is that of the latest batch, ``accuracy`` the latest on the development part.
    """

    step: int
    total: int
    loss: float | None = None
    accuracy: float | None = None
    stage: str = "learning"


Told = Callable[[Progress], None]
"""Who is told how far a training is."""


def stages(progress: Told | None, count: int) -> Iterator[Told | None]:
    """Yield whom each of some trainings tells how far it is, so that all are told as one."""
    for number in range(count):
        yield progress and _shifted(progress, number, count)


def _shifted(progress: Told, number: int, count: int) -> Told:
    return lambda told: progress(told._replace(step=number * told.total + told.step, total=count * told.total))


def telling(things: Sequence[T], told: Callable[[int, int], None]) -> Iterator[T]:
    """Yield the things one by one; ``told`` is called now and then, with how many of how many were before."""
    for number, thing in enumerate(things):
        if number % OFTEN == 0:
            told(number, len(things))
        yield thing


class Check(NamedTuple):
    """A look at the development part: ``objective`` is the loss with the full penalty, by which most plans choose."""

    step: int
    objective: float
    accuracy: float


@dataclass
class Fit(Generic[NetworkT]):
    """The outcome of a training: the best network, every batch's loss, every check, and whether it was interrupted.

    ``steps`` is how many steps there were to be.
    """

    network: NetworkT
    best: Check
    steps: int = 0
    losses: list[float] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    interrupted: bool = False


@dataclass
class Adam:
    """Adam (Kingma and Ba 2015, algorithm 1); changes the parameters in place."""

    parameters: dict[str, Array]
    decay: tuple[float, float] = (0.9, 0.999)
    epsilon: float = 1e-8
    steps: int = 0

    def __post_init__(self) -> None:
        self.mean = {name: np.zeros_like(array) for name, array in self.parameters.items()}
        self.square = {name: np.zeros_like(array) for name, array in self.parameters.items()}

    def update(self, gradients: dict[str, Array], rate: float) -> None:
        """Take one step down the gradients."""
        self.steps += 1
        first, second = self.decay
        correction = (1 - second**self.steps) ** 0.5 / (1 - first**self.steps)
        for name, gradient in gradients.items():
            mean, square = self.mean[name], self.square[name]
            change = gradient - mean
            change *= 1 - first
            mean += change
            np.multiply(gradient, gradient, out=change)
            change -= square
            change *= 1 - second
            square += change
            np.sqrt(square, out=change)
            change += self.epsilon
            np.divide(rate * correction * mean, change, out=change)
            self.parameters[name] -= change


def clip(gradients: dict[str, Array], limit: float) -> float:
    """Scale all gradients together, in place, so that their common norm is at most ``limit``; return the norm before."""
    norm = float(np.sqrt(sum(float(np.vdot(gradient, gradient)) for gradient in gradients.values())))
    if norm > limit:
        for gradient in gradients.values():
            gradient *= limit / norm
    return norm


def fit(
    network: NetworkT,
    batches: Iterator[BatchT],
    dev: BatchT,
    plan: Plan,
    progress: Callable[[Progress], None] | None = None,
    pace: Pace | None = None,
) -> Fit[NetworkT]:
    """Train ``network`` by ``plan`` and return the version that is best on ``dev``.

    An interrupt (Ctrl-C) ends the training early; the best version so far is returned and says so: of those that were checked, or
    the latest if none was. ``progress`` is called before the first step and after each. ``pace`` says how long it will take, and
    changes the steps of the plan if all must be done by some time.
    """
    parameters, pace = _copied(network.parameters, plan.precision), pace or Pace()
    pace.begin(plan.steps, plan.check)
    result = Fit(network, _check(network, dev, plan, 0), plan.steps)
    pace.looked()
    step = 0
    try:
        with differentiating(network, batches, parameters, plan.shards) as gradients:
            parameters, optimiser = gradients.parameters, Adam(gradients.parameters)
            if progress:
                progress(Progress(0, plan.steps, result.best.objective, result.best.accuracy))
            while step < plan.steps:
                step += 1
                result.losses.append(_step(gradients, optimiser, plan, step))
                result.steps = pace.stepped(step)
                plan = replace(plan, steps=result.steps)
                if step % plan.check == 0 or step == plan.steps:
                    _keep_best(result, network.with_parameters(_copied(parameters)), dev, plan, step)
                    pace.looked()
                if progress:
                    progress(Progress(step, plan.steps, result.losses[-1], (result.checks or [result.best])[-1].accuracy))
    except KeyboardInterrupt:
        result.interrupted = True
        if result.losses and not result.checks:
            _keep_best(result, network.with_parameters(_copied(parameters)), dev, plan, len(result.losses))
    return result


def _step(gradients: Gradients, optimiser: Adam, plan: Plan, step: int) -> float:
    loss, found = gradients(plan.penalty_at(step))
    clip(found, plan.clip)
    optimiser.update(found, plan.rate_at(step))
    return loss


def _copied(parameters: dict[str, Array], precision: Precision = "float64") -> dict[str, Array]:
    return {name: array.astype(precision) for name, array in parameters.items()}


def _check(network: NetworkT, dev: BatchT, plan: Plan, step: int) -> Check:
    return Check(step, *network.assess(dev, plan.penalty))


def _keep_best(result: Fit[NetworkT], network: NetworkT, dev: BatchT, plan: Plan, step: int) -> None:
    check = _check(network, dev, plan, step)
    result.checks.append(check)
    if plan.better(check, result.best):
        result.network, result.best = network, check
