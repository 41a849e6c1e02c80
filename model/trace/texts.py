"""What two texts have in common, in every trace in which the words of one look at those of the other."""

import re
from functools import cached_property
from itertools import pairwise
from typing import Annotated

import numpy as np

from model.tokens import text_of
from model.trace.axes import Along, Array, Axes, read_only
from model.trace.copying import copies_of
from model.trace.marks import END

__all__ = ["CLEAR", "FAINT", "FAINTEST", "TwoTexts", "in_words"]

CLEAR = 0.3
"""A word looks clearly at another one if the weight of that, the largest, is at least so much."""
MORE = 0.05
"""It looks back if the weight there is at least so much more than that of the word which the word before it looked at most."""
FAINTEST, FAINT = 0.001, "under a thousandth"
"""The least probability of a translation that is told as a number, and what is said of one that is less."""

OF_ITS_OWN = re.compile(r"(?<=\w)['’]s$")
"""What English puts behind a name that owns something, and no other language takes over."""


class TwoTexts:
    """What follows from ``source_tokens`` and ``target_tokens``, and from the ``weights`` of the one for the other."""

    source_tokens: tuple[str, ...]
    target_tokens: tuple[str, ...]
    copied: tuple[bool, ...] = ()
    weights: Array

    @property
    def given(self) -> tuple[str, ...]:
        """The words that the model was given, as typed."""
        return self.source_tokens

    @cached_property
    def written_tokens(self) -> Annotated[tuple[str, ...], Along("target")]:
        """The words as they are written: where one is copied that is the source word of :attr:`copied_from`.

        It is as typed, but for what tells that its bearer owns something: Zorblax's car, la voiture de Zorblax.
        """
        names = [OF_ITS_OWN.sub("", token) for token in self.source_tokens]
        return tuple(
            names[self.copied_from[step]] if step in self.copied_from else word for step, word in enumerate(self.target_tokens)
        )

    @cached_property
    def copied_from(self) -> dict[int, int]:
        """Which source word is copied, by the steps at which one is."""
        found = copies_of(self) if any(self.copied) else {}
        return {step: source for step, source in sorted(found.items()) if self.is_copy(step)}

    @property
    def copied_words(self) -> Annotated[tuple[str, ...], Along("copy")]:
        """The words that are copied, each once."""
        return tuple(dict.fromkeys(word for step, word in enumerate(self.written_tokens) if self.is_copy(step)))

    def is_copy(self, step: int) -> bool:
        """Tell whether the word written at an output step is copied."""
        return bool(self.copied) and self.copied[step]

    @property
    def translation(self) -> Annotated[tuple[str, ...], Along("target")]:
        """What was written, without :data:`END`."""
        pairs = zip(self.target_tokens, self.written_tokens, strict=True)
        return tuple(written for word, written in pairs if word != END)

    @property
    def translated(self) -> str:
        """The translation as one text: j'ai faim."""
        return text_of(self.translation)

    @property
    def written_steps(self) -> tuple[int, ...]:
        """The steps at which a word is written, without that of :data:`END`; all steps if there is no other."""
        steps = range(len(self.target_tokens))
        return tuple(step for step in steps if self.target_tokens[step] != END) or tuple(steps)

    @cached_property
    def strongest(self) -> tuple[int, ...]:
        """The source word with the largest weight at each step; of equal ones the first."""
        return tuple(map(int, self.weights.argmax(axis=1)))

    @cached_property
    def reversed_run(self) -> tuple[int, ...]:
        """The steps of the longest run of written words that look backwards through the source: none, or two and more.

        Each looks most at a word before the one that the word before it looked at most, at least :data:`MORE` more than at that,
        and clearly, with a weight of at least :data:`CLEAR`. Of runs of one length the one that goes back furthest counts, and of
        such the first.
        """
        runs: list[list[int]] = []
        for step in self.written_steps:
            if self.weights[step].max() < CLEAR:
                runs.append([])
            elif runs and runs[-1] and self._looks_back(step, runs[-1][-1]):
                runs[-1].append(step)
            else:
                runs.append([step])
        longest = max(runs, key=lambda run: (len(run), self._back(run)))
        return tuple(longest) if len(longest) > 1 else ()

    def _looks_back(self, step: int, before: int) -> bool:
        here, there = self.strongest[step], self.strongest[before]
        return here < there and bool(self.weights[step, here] - self.weights[step, there] >= MORE)

    def _back(self, run: list[int]) -> int:
        return self.strongest[run[0]] - self.strongest[run[-1]] if run else 0

    @property
    def keeps_order(self) -> bool:
        """Whether no written word looks most at a word before the one that the word before it looked at most."""
        looks = [self.strongest[step] for step in self.written_steps]
        return all(before <= after for before, after in pairwise(looks))

    def largest_part(self, step: int) -> float:
        """Return the largest weight of a written word, as a part of all that it has: these add up to one."""
        return float(self.weights[step].max())

    @cached_property
    def most_spread(self) -> int:
        """The step of the written word whose largest part is the smallest of all; the first of equal ones."""
        return min(self.written_steps, key=self.largest_part)

    @cached_property
    def source_numbers(self) -> Annotated[Array, Axes("source")]:
        """How a person counts the source words: 1, 2, ..., ``(source,)``."""
        return read_only(np.arange(1, len(self.source_tokens) + 1))

    @cached_property
    def target_numbers(self) -> Annotated[Array, Axes("target")]:
        """How a person counts the target words: 1, 2, ..., ``(target,)``."""
        return read_only(np.arange(1, len(self.target_tokens) + 1))


def in_words(probability: float) -> str:
    """Return the probability of a translation as it is told: so many digits that it is not nought, or that it is tiny."""
    return FAINT if probability < FAINTEST else f"{probability:.2f}" if round(probability, 2) else f"{probability:.3f}"
