"""Lectures: which films, in which order, are made in one call."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from model.errors import UsageError, brief, near_matches
from scenes.stage import catalogue

__all__ = ["LECTURES", "LONG", "Aside", "Lecture", "fitting", "lecture"]


class Lecture(NamedTuple):
    """Films in the order in which they are watched, and the text that all of them tell of when nobody gives another."""

    films: tuple[str, ...]
    text: str | None = None


class Aside(str):
    """The name of a film that the long lecture alone has: of a variant, or of what was measured."""

    __slots__ = ()


LONG: Mapping[str, Lecture] = {
    "recurrent": Lecture(
        (
            "squashing",
            "rnn_unrolled",
            Aside("sequence_shapes"),
            Aside("next_item"),
            "rnn_cell",
            "vanishing_gradient",
            "lstm_overview",
            "lstm_gates",
            Aside("lstm_coupled"),
            Aside("lstm_peephole"),
            "lstm_sentence",
            Aside("lstm_code"),
            "gru_gates",
            Aside("long_range"),
            Aside("forget_bias"),
            Aside("cell_costs"),
            Aside("gru_vs_lstm"),
            Aside("rnn_vs_lstm"),
            Aside("review_memory"),
        ),
        "I did not like the food but the service was wonderful",
    ),
}
"""Every lecture by its name with all that goes well with it, in an order in which each film builds on those before it."""
LECTURES: Mapping[str, Lecture] = {
    name: each._replace(films=tuple(film for film in each.films if not isinstance(film, Aside))) for name, each in LONG.items()
}
"""Every lecture by its name, without what is said aside."""


def lecture(name: str | None, films: str | None, long: bool = False) -> Lecture:
    """Return the lecture with this name, or that of films whose names are given with commas between them, each of its own text.

    Raises :class:`UsageError` if there is no such lecture or film, if one comes twice, if not just one of the two is given, or if
    films that were named are to be a ``long`` lecture.
    """
    if (name is None) == (films is None):
        raise UsageError(f"Name a lecture ({', '.join(LECTURES)}), or give its films with --films, one of the two.")
    if long and films is not None:
        raise UsageError("--long adds films to a lecture that has a name: name them with --films, and leave --long out.")
    if films is None:
        assert name is not None
        if name not in LECTURES:
            raise UsageError(f"There is no lecture {brief(name)}{near_matches(name, LECTURES)}; there is {', '.join(LECTURES)}.")
        return (LONG if long else LECTURES)[name]
    names = [each.strip() for each in films.split(",") if each.strip()]
    if not names:
        raise UsageError("--films takes names of films with commas between them.")
    for each in names:
        if names.count(each) > 1:
            raise UsageError(f"{brief(each)} is twice in this lecture: a film is shown once.")
    return Lecture(tuple(catalogue.find(each).name for each in names))


def fitting(story: catalogue.Story, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of several films as one of them takes them: one that reads no text gets none, nor one of other texts."""
    if (options.get("text"), options.get("text_file")) == (None, None):
        return {**options}
    film = catalogue.load(story.name)
    if hasattr(film, "text") and film.sentences:
        return {**options}
    return {**options, "text": None, "text_file": None}
