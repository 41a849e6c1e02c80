"""How long a training takes: told after its first steps, and fitted to the time that there is, whatever the machine does."""

from collections.abc import Callable

import pytest

from model.pacing import LONGER, SCORING, Pace, about


class Machine:
    """Takes as long for a step as it is told to, by how late it is; a look at the development part takes four steps."""

    def __init__(self, step: Callable[[float], float]) -> None:
        self.now, self.step = 100.0, step
        self.said: list[str] = []
        self.totals: list[int] = []

    def train(self, minutes: float | None, planned: int, check: int = 50) -> int:
        """Go through a training as ``fit`` does, and return how many steps there were."""
        pace = Pace(None if minutes is None else self.now + 60 * minutes, self.said.append, lambda: self.now)
        pace.begin(planned, check)
        self._look(pace)
        total, step = planned, 0
        while step < total:
            step += 1
            self.now += self.step(self.now - 100.0)
            total = pace.stepped(step)
            self.totals.append(total)
            if step % check == 0 or step == total:
                self._look(pace)
        return step

    def _look(self, pace: Pace) -> None:
        self.now += 4 * self.step(self.now - 100.0)
        pace.looked()


def test_without_a_limit_no_clock_changes_what_is_done() -> None:
    machine = Machine(lambda late: 1.0 if late < 50 else 9.0)
    assert machine.train(None, 200) == 200
    assert set(machine.totals) == {200}
    assert machine.said == ["It will take about 4 minutes."]  # 197 steps, a look of 4 s after 50 each, and the score


def test_of_a_few_seconds_nothing_is_said() -> None:
    machine = Machine(lambda late: 0.1)
    machine.train(None, 200)
    assert machine.said == []


@pytest.mark.parametrize(
    "step",
    [
        lambda late: 0.2,
        lambda late: 0.2 if late < 200 else 0.8,
        lambda late: 0.8 if late < 200 else 0.2,
        lambda late: 0.2 if int(late) % 7 else 0.4,
        lambda late: 5.0 if late < 5 else 0.2,
        lambda late: 9.0,
    ],
    ids=["steady", "slower", "faster", "uneven", "late to begin", "slow"],
)
def test_it_takes_as_many_steps_as_fit_in(step: Callable[[float], float]) -> None:
    machine = Machine(step)
    machine.train(10, planned=1_000)
    scored = machine.now - 100.0 + SCORING * 4 * step(600.0)
    assert 570.0 - 2 * step(600.0) <= scored <= 600.0


def test_what_the_outcome_depends_on_is_said() -> None:
    machine = Machine(lambda late: 0.2)
    machine.train(10, planned=1_000)
    assert machine.said == [
        "It will take about 10 minutes, for about 2,800 steps: how many fit in, and so what comes of it, "
        "depends on how fast this machine is."
    ]


def test_a_small_table_is_not_learned_by_heart_only_because_there_is_time() -> None:
    assert Machine(lambda late: 0.01).train(10, planned=600) == LONGER * 600


def test_of_no_time_one_step_is_made() -> None:
    machine = Machine(lambda late: 1.0)
    assert machine.train(0.01, planned=600) == 1
    assert machine.said == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (31.0, "about 30 seconds"),
        (54.9, "about 50 seconds"),
        (55.0, "about 1 minute"),
        (540.0, "about 9 minutes"),
        (5_369.0, "about 89 minutes"),
        (9_000.0, "about 2.5 hours"),
    ],
)
def test_times_in_words(seconds: float, said: str) -> None:
    assert about(seconds) == said
