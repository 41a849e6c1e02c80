"""What a film reads that is not in its trace is said in one sentence: which index of how many, or what is called like a key."""

from collections.abc import Callable
from typing import Any

import pytest

from model import zoo
from model.errors import UnrolledError
from scenes.telling.scene import Brief, TraceScene

READ: dict[str, tuple[Callable[[Any], Any], str]] = {
    "no such word": (lambda film: film.value("tokens", 7), "tokens has 2 values, there is none at 7: they count from 0."),
    "no such row": (lambda film: film.read("hidden", 9), "hidden has 2 values, there is none at 9: they count from 0."),
    "no such unit": (
        lambda film: film.value("hidden", 0, 99),
        "hidden at 0 has 8 values, there is none at 99: they count from 0.",
    ),
    "no number": (lambda film: film.value("tokens", "a"), "tokens has 2 values, there is none at 'a': they count from 0."),
    "one index too many": (
        lambda film: film.read("hidden", 0, 0, 0),
        "hidden at 0, 0 is one value, there is nothing at 0 in it: leave that index out.",
    ),
    "an index in a number": (
        lambda film: film.value("sizes.unit", 0),
        "sizes.unit is one value, there is nothing at 0 in it: leave that index out.",
    ),
    "a row as one": (
        lambda film: film.value("hidden", 0),
        "hidden at 0 is no single number or text: give an index more, or read it whole.",
    ),
    "all as one": (
        lambda film: film.value("tokens"),
        "tokens is no single number or text: give an index more, or read it whole.",
    ),
    "no such trace": (
        lambda film: film.value("tokens", 0, of=3),
        "This film tells of 1 trace, there is no 3: of counts from 0.",
    ),
    "no such key": (lambda film: film.value("tokenz", 0), "This reader trace has no 'tokenz' (did you mean tokens?)."),
}


@pytest.mark.parametrize(("reads", "said"), READ.values(), ids=READ)
def test_what_is_not_in_a_trace_is_one_sentence(reads: Callable[[Any], Any], said: str) -> None:
    film = TraceScene.__new__(TraceScene)
    film.brief = Brief(zoo.load("reviews").run("not good"))
    with pytest.raises(UnrolledError) as caught:
        reads(film)
    assert str(caught.value) == said


def test_what_is_there_is_read() -> None:
    film = TraceScene.__new__(TraceScene)
    film.brief = Brief(zoo.load("reviews").run("not good"))
    assert (film.value("tokens", -1).value, film.read("hidden", 1).values.shape) == ("good", (8,))
