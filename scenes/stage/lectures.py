"""Lectures: which films, in which order, are made in one call."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from model.errors import UsageError, brief, near_matches
from scenes.stage import catalogue

__all__ = ["LECTURES", "Lecture", "fitting", "lecture"]


class Lecture(NamedTuple):
    """Films in the order in which they are watched, and the text that all of them tell of when nobody gives another."""

    films: tuple[str, ...]
    text: str | None = None


LECTURES: Mapping[str, Lecture] = {
    "recurrent": Lecture(
        (
            "squashing",
            "rnn_unrolled",
            "rnn_cell",
            "vanishing_gradient",
            "lstm_overview",
            "lstm_gates",
            "lstm_sentence",
            "gru_gates",
        ),
        "I did not like the food but the service was wonderful",
    ),
}
"""Every lecture by its name, in an order in which each film builds on those before it."""


def lecture(name: str | None, films: str | None) -> Lecture:
    """Return the lecture with this name, or that of films whose names are given with commas between them, each of its own text.

    Raises :class:`UsageError` if there is no such lecture or film, if one comes twice, or if not just one of the two is given.
    """
    if (name is None) == (films is None):
        raise UsageError(f"Name a lecture ({', '.join(LECTURES)}), or give its films with --films, one of the two.")
    if films is None:
        assert name is not None
        if name not in LECTURES:
            raise UsageError(f"There is no lecture {brief(name)}{near_matches(name, LECTURES)}; there is {', '.join(LECTURES)}.")
        return LECTURES[name]
    names = [each.strip() for each in films.split(",") if each.strip()]
    if not names:
        raise UsageError("--films takes names of films with commas between them.")
    for each in names:
        if names.count(each) > 1:
            raise UsageError(f"{brief(each)} is twice in this lecture: a film is shown once.")
    return Lecture(tuple(catalogue.find(each).name for each in names))


def fitting(story: catalogue.Story, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of several films as one of them takes them: one that reads no text gets none."""
    if (options.get("text"), options.get("text_file")) == (None, None) or hasattr(catalogue.load(story.name), "text"):
        return {**options}
    return {**options, "text": None, "text_file": None}
