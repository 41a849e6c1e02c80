"""Lectures: which films, in which order, are made in one call."""

from collections.abc import Mapping
from typing import Any

from model.errors import UsageError, brief, near_matches
from scenes.stage import catalogue

__all__ = ["LECTURES", "fitting", "stories"]

LECTURES: Mapping[str, tuple[str, ...]] = {
    "recurrent": (
        "squashing",
        "rnn_unrolled",
        "rnn_cell",
        "vanishing_gradient",
        "lstm_overview",
        "lstm_gates",
        "lstm_sentence",
        "gru_gates",
    ),
}
"""Every lecture by its name: watched in this order, no film has a term that was not shown before it."""


def stories(name: str | None, films: str | None) -> tuple[catalogue.Story, ...]:
    """Return the films of a lecture: of the one with this name, or those whose names are given with commas between them.

    Raises :class:`UsageError` if there is no such lecture or film, if one comes twice, or if not just one of the two is given.
    """
    if (name is None) == (films is None):
        raise UsageError(f"Name a lecture ({', '.join(LECTURES)}), or give its films with --films, one of the two.")
    if films is None:
        assert name is not None
        if name not in LECTURES:
            raise UsageError(f"There is no lecture {brief(name)}{near_matches(name, LECTURES)}; there is {', '.join(LECTURES)}.")
        return tuple(map(catalogue.find, LECTURES[name]))
    names = [each.strip() for each in films.split(",") if each.strip()]
    if not names:
        raise UsageError("--films takes names of films with commas between them.")
    for each in names:
        if names.count(each) > 1:
            raise UsageError(f"{brief(each)} is twice in this lecture: a film is shown once.")
    return tuple(map(catalogue.find, names))


def fitting(story: catalogue.Story, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of several films as one of them takes them: one that reads no text gets none."""
    if (options.get("text"), options.get("text_file")) == (None, None) or hasattr(catalogue.load(story.name), "text"):
        return {**options}
    return {**options, "text": None, "text_file": None}
