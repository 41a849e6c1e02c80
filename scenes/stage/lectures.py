"""Lectures: which films, in which order, are made in one call."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from model.errors import UsageError, brief, near_matches, there_are
from scenes.stage import catalogue, syntax

__all__ = ["LECTURES", "LONG", "Lecture", "Part", "fitting", "lecture"]

SPELLED = re.compile(r"(.+\.py(?::\w+)?|[^:]*)(?::(.*))?")
"""How a part is written: a film (`my.py:MyFilm` if it is a user's own), and behind a colon cells with plus signs between."""


class Part(NamedTuple):
    """A film of a lecture, and the kinds of ``cells`` whose models it tells of there, or the ``model``; none: the film's own.

    What the long lecture alone has is said ``aside``: of a variant, or of what was measured.
    """

    film: str
    cells: tuple[str, ...] = ()
    aside: bool = False
    model: str | None = None

    def __str__(self) -> str:
        return ":".join(filter(None, (self.film, "+".join(self.cells))))

    @property
    def options(self) -> dict[str, Any]:
        """Options of the film that are its own in this lecture, fields of a :class:`~scenes.stage.jobs.RenderJob`."""
        return ({"cells": self.cells} if self.cells else {}) | ({"models": (self.model,)} if self.model else {})


class Lecture(NamedTuple):
    """Films in the order in which they are watched, and the text that all of them tell of when nobody gives another."""

    films: tuple[Part, ...]
    text: str | None = None


def aside(film: str) -> Part:
    """Return a film that the long lecture alone has."""
    return Part(film, aside=True)


LONG: Mapping[str, Lecture] = {
    "recurrent": Lecture(
        (
            Part("squashing"),
            Part("rnn_unrolled"),
            aside("sequence_shapes"),
            aside("next_item"),
            Part("rnn_cell"),
            Part("vanishing_gradient", ("rnn",)),
            Part("lstm_overview"),
            Part("lstm_gates"),
            aside("lstm_coupled"),
            aside("lstm_peephole"),
            Part("lstm_sentence"),
            aside("lstm_code"),
            Part("vanishing_gradient", ("lstm",)),
            Part("rnn_vs_lstm"),
            Part("gru_gates"),
            aside("long_range"),
            aside("forget_bias"),
            aside("cell_costs"),
            aside("gru_vs_lstm"),
            aside("review_memory"),
        ),
        "I did not like the food but the service was wonderful",
    ),
    "attention": Lecture(
        (
            Part("encoder_decoder", model="english_french_plain"),
            Part("attention_scores"),
            Part("context_vector"),
            Part("alignment"),
        ),
        "the agreement on the European Economic Area was signed in August 1992",
    ),
}
"""Every lecture by its name with all that goes well with it, in an order in which each film builds on those before it.

In the first the error goes back twice: through a plain RNN, before there is an LSTM, and through one, once that is known. In the
second a translator without attention fails on the sentence that the one with it, which learned from the same pairs, gets right.
"""
LECTURES: Mapping[str, Lecture] = {
    name: each._replace(films=tuple(part for part in each.films if not part.aside)) for name, each in LONG.items()
}
"""Every lecture by its name, without what is said aside."""


def lecture(name: str | None, films: str | None, long: bool = False) -> Lecture:
    """Return the lecture with this name, or that of ``films``: names with commas between them, each of its own text.

    Behind a name and a colon are the cells that the film is told of, if not its own: ``vanishing_gradient:rnn``,
    ``review_memory:rnn+lstm``. Raises :class:`UsageError` if there is no such lecture, film or cell, if one comes twice with the
    same cells, if not just one of the two is given, or if a ``long`` lecture is asked for of which there is only a short one.
    """
    if name is not None and films is not None:
        raise UsageError(f"--films makes a lecture of your own: leave {brief(name)} out, or --films.")
    if name is None and films is None:
        raise UsageError(f"Name a lecture ({', '.join(LECTURES)}), or give its films with --films.")
    if long and films is not None:
        raise UsageError("--long adds films to a lecture that has a name: name them with --films, and leave --long out.")
    if films is None:
        assert name is not None
        if name not in LECTURES:
            raise UsageError(f"There is no lecture {brief(name)}{near_matches(name, LECTURES)}; {there_are(tuple(LECTURES))}.")
        if long and LONG[name] == LECTURES[name]:
            raise UsageError(f"--long adds nothing to the lecture {name}: leave it out.")
        return (LONG if long else LECTURES)[name]
    parts = [_part(each.strip()) for each in films.split(",") if each.strip()]
    if not parts:
        raise UsageError("--films takes names of films with commas between them.")
    for part in parts:
        if parts.count(part) > 1:
            raise UsageError(f"{brief(str(part))} is twice in this lecture: a film is shown once, or of other cells (NAME:CELL).")
    return Lecture(tuple(parts))


def _part(said: str) -> Part:
    """Return the film that is named, and its cells; raises :class:`UsageError` if there is no such film or cell."""
    from model.trace import STEPS  # here, as nothing else needs it before a film is told

    spelled = SPELLED.fullmatch(said)
    film, cells = (spelled[1], spelled[2]) if spelled else (said, None)
    named = () if cells is None else tuple(each.strip() for each in cells.split("+"))
    story = catalogue.find(film)
    stated = syntax.stated(catalogue.source(story.name), "cell_kinds") if named else None
    for cell in named:
        if cell not in (shown := stated or tuple(STEPS)):
            near, verb = "" if cell in STEPS else near_matches(cell, shown), "it shows" if stated else "there is"
            raise UsageError(f"{story.name} cannot be told of the cell {brief(cell)}{near}; {verb} {', '.join(shown)}.")
    return Part(story.name, named)


def fitting(story: catalogue.Story, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of several films as one of them takes them: one that reads no text gets none, nor one of other texts."""
    if (options.get("text"), options.get("text_file")) == (None, None):
        return {**options}
    film = catalogue.load(story.name)
    if hasattr(film, "text") and film.sentences:
        return {**options}
    return {**options, "text": None, "text_file": None}
