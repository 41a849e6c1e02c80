"""How long a training takes, said after its first steps; and how many steps fit into the time that it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

__all__ = ["Pace", "about"]

FIRST, SOON = 30, 3.0
"""It is said how long all will take after so many steps, or after the first that ends so many seconds after the beginning."""
WORTH_SAYING = 30.0
"""Of less than so many seconds nothing is said."""
LATEST = 0.02
"""What the latest step counts in the time that a step takes: a machine has others to serve, now more, now less."""
LONGER = 4
"""So many times the steps of its plan a training has at most, however much time there is: more would be learning by heart."""
SCORING, SAVING = 2.0, 1.0
"""After the last look at the development part there is time left for so many more looks, to score, and for so many seconds."""


@dataclass
class Pace:
    """Times the steps of a training, and the looks at the development part; tells how many steps to take.

    ``until`` is when all must be over, in seconds of ``clock``; None is when the plan is done, which no clock changes. ``say`` is
    given a sentence on how long ``what`` will take.
    """

    until: float | None = None
    say: Callable[[str], None] = lambda sentence: None
    clock: Callable[[], float] = monotonic
    what: str = "It"
    planned: int = field(default=0, init=False)
    check: int = field(default=1, init=False)
    look: float = field(default=0.0, init=False)
    """Seconds that a look takes."""
    step: float = field(default=0.0, init=False)
    """Seconds that a step takes."""
    _begun: float = field(default=0.0, init=False)
    _before: float = field(default=0.0, init=False)
    _said: bool = field(default=False, init=False)

    def begin(self, planned: int, check: int) -> None:
        """Begin, with a first look, a training that is to have so many steps, and a look after every ``check`` of them."""
        self.planned, self.check = planned, check
        self._begun = self._before = self.clock()

    def looked(self) -> None:
        """Hear that a look is over."""
        self.look = self._passed()

    def stepped(self, step: int) -> int:
        """Hear that a step is over, the ``step``-th, and return how many there are to be in all."""
        share = 1.0 if step <= 2 else max(LATEST, 1.0 / (step - 1))  # the first of all, which warms up, is forgotten
        self.step += share * (self._passed() - self.step)
        total = self.planned if self.until is None else min(LONGER * self.planned, step + self._fitting(self.until))
        if not self._said and (step >= FIRST or (step > 1 and self._before - self._begun >= SOON)):
            self._said = True
            self._tell((total - step) * self._each + (1.0 + SCORING) * self.look, total)
        return total

    @property
    def _each(self) -> float:
        """Seconds that a step takes with its part of a look."""
        return self.step + self.look / self.check

    def _passed(self) -> float:
        """Return how many seconds have passed since this was asked before."""
        before, self._before = self._before, self.clock()
        return self._before - before

    def _fitting(self, until: float) -> int:
        """Return how many more steps there is time for, before the last look, the score, and the file."""
        left = until - self._before - (1.0 + SCORING) * self.look - SAVING
        return max(0, int(left / max(self._each, 1e-9)))

    def _tell(self, seconds: float, total: int) -> None:
        if self.until is not None:
            self.say(
                f"{self.what} will take {about(seconds)}, for about {float(f'{total:.2g}'):,.0f} steps: how many fit in, "
                "and so what comes of it, depends on how fast this machine is."
            )
        elif seconds >= WORTH_SAYING:
            self.say(f"{self.what} will take {about(seconds)}.")


def about(seconds: float) -> str:
    """Return a time in words, as exact as somebody who waits wants to know it: ``about 9 minutes``."""
    if seconds < 55:
        return f"about {max(10, round(seconds, -1)):.0f} seconds"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} minute{'s' * (minutes > 1)}"
    return f"about {seconds / 3600:.1f} hours"
