"""What films say of two networks that were each trained several times: no winner is named unless the spread allows it.

The rule: each training of the one is paired with each of the other, and one of the two is ahead in a measure only if pairs as
one-sided come by chance with a probability of at most :data:`RARE` (the rank-sum test of Mann and Whitney 1947, either way).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.calling import study_file
from model.errors import TraceError, UsageError, among
from model.trace import Array, Study

__all__ = [
    "ACCURACY",
    "BLOCKS",
    "RARE",
    "STEP",
    "TRAININGS",
    "WEIGHTS",
    "above",
    "ahead",
    "require_both",
    "require_measured",
    "require_same_labels",
    "require_two_kinds",
    "verdict",
]

TRAININGS = study_file("reviews")
"""What came of the trainings of the bundled readers, and of others with other seeds."""
WEIGHTS, BLOCKS, STEP, ACCURACY = "weights", "blocks", "step_milliseconds", "accuracy"
"""What a study of trainings has measured: numbers and blocks of a cell, the time of a step, and what is judged right."""
RARE = 0.05
"""So seldom chance alone has to be as clear where one is said to be ahead."""
ALONG = {ACCURACY: ("cell", "seed"), STEP: ("cell", "seed"), WEIGHTS: ("cell",), BLOCKS: ("cell",)}
"""Along which axes that is."""


def require_two_kinds(kinds: Sequence[str]) -> None:
    """Raise :class:`UsageError` if two networks that are to be compared are of one kind."""
    if len(set(kinds)) < len(kinds):
        raise UsageError(f"This film compares two kinds of cells, and both of these are {kinds[0]}: choose others with --cell.")


def require_same_labels(labels: Sequence[tuple[str, ...]]) -> None:
    """Raise :class:`UsageError` if networks that are to be compared choose between other labels."""
    if len(set(labels)) > 1:
        one, other = (among(list(each), room=80) for each in dict.fromkeys(labels))
        raise UsageError(f"This film compares two that choose between the same labels; these say {one}, and {other}.")


def require_both(study: Study, kinds: Sequence[str]) -> None:
    """Raise :class:`TraceError` if a study has not measured what films of trainings show, or not of all these kinds of cells."""
    require_measured(study, "trainings", ALONG, "seed")
    for kind in kinds:
        study.index(WEIGHTS, cell=kind)


def require_measured(study: Study, of: str, along: Mapping[str, tuple[str, ...]], repeats: str) -> None:
    """Raise :class:`TraceError` unless a study, one ``of`` so, has these measures ``along`` their axes and repeats along one."""
    axes = {measure.name: measure.axes for measure in study.measures}
    for key, wanted in along.items():
        if axes.get(key) != wanted:
            raise TraceError(f"This film shows a study of {of}, which has {key} along {' and '.join(wanted)}: this one has not.")
    if study.repeats != repeats:
        raise TraceError(f"This film shows a study of {of}, which repeats along {repeats}: this one does not.")


def ahead(study: Study, key: str, cells: tuple[int, int], *, least: bool = False) -> int | None:
    """Return which of two cells, 0 or 1, is ahead in a measure, the one with more or with the ``least``; None if neither is.

    What is the same in all trainings needs only to be more or less.
    """
    if "seed" not in ALONG[key]:
        more = above(*(study.lookup(key)[cell] for cell in cells))
    elif float(study.lookup(f"{key}_chance")[cells]) > RARE:
        more = None
    else:
        pairs = study.lookup(f"{key}_pairs")
        more = int(pairs[cells] < pairs[cells[::-1]])
    return 1 - more if least and more is not None else more


def above(one: Array, other: Array) -> int | None:
    """Return in which of two sets of runs, 0 or 1, each came to more than all of the other; None if their bands meet."""
    if np.max(one) < np.min(other):
        return 1
    return 0 if np.max(other) < np.min(one) else None


def verdict(names: tuple[str, str], judges: int | None, learns: int | None, fewer: int | None) -> str:
    """Return which of two networks is better: who ``judges`` better, else who ``learns`` faster and has ``fewer`` numbers."""
    if judges is not None:
        return f"The {names[judges]} judges better: chance is seldom so clear."
    faster, smaller = ("" if who is None else f"The {names[who]} is" for who in (learns, fewer))
    if not faster and not smaller:
        return "Which judges better is open; neither is faster or smaller."
    if not smaller:
        more = f"{faster} faster"
    elif not faster:
        more = f"{smaller} smaller"
    else:
        more = f"{faster} faster and smaller" if learns == fewer else f"{faster} faster, the {names[int(fewer or 0)]} smaller"
    return f"Which judges better is open. {more}."
