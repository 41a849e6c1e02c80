"""A small fixed set of lies: told at random moments of short films, and in files; nearly all of them are seen."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.lying import filed, told
from benchmarks.lying.liar import briefed, lies_of, report, texts_of
from benchmarks.lying.places import changed, looks
from model.trace import ReaderTrace
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.stage import catalogue, worker
from scenes.stage.catalogue import load
from scenes.telling.records import Brief
from scenes.telling.witness import faults

pytestmark = pytest.mark.usefixtures("manim_ready")

FILMS = {
    "lstm_sentence": ("good", 0.4),
    "lstm_gates": ("good", 0.08),
    "alignment": ("the cat sleeps", 0.7),
    "encoder_decoder": ("the boy is good", 0.1),
}
"""A short text, and the part of all moments at which is lied."""
FURTHER = 2.5
"""At so many times as many is lied with ``--every-text``."""
MISSED = 50
"""One lie of so many may be missed."""


@pytest.mark.parametrize("film", FILMS)
def test_lies_about_what_is_shown_are_seen(film: str, pytestconfig: pytest.Config) -> None:
    text, share = FILMS[film]
    share = min(1.0, share * FURTHER) if pytestconfig.getoption("every_text") else share
    lies = list(lies_of(film, text, np.random.default_rng(7), share, faults, list(told.KINDS)))
    missed = [f"{lie.kind} at {lie.moment}" for lie in lies if not lie.said]
    assert len(lies) >= 10
    assert len(missed) <= len(lies) // MISSED, missed


@pytest.mark.parametrize("kind", told.MOVING)
def test_lies_about_how_things_move_are_seen(kind: str) -> None:
    lies = list(lies_of("moves", "good", np.random.default_rng(7), 1.0, faults, [kind]))
    assert len(lies) >= 4
    assert [f"{lie.what} at {lie.moment}" for lie in lies if not lie.said] == []
    assert all(lie.moment.endswith(" within") for lie in lies)


def test_lies_in_files_are_seen(tmp_path: Path) -> None:
    scores = report(filed.lies(np.random.default_rng(5), 60, tmp_path))
    assert len(scores) == 8
    assert {kind: score for kind, score in scores.items() if score.seen < score.told} == {}


def test_a_lie_is_taken_back(read: Callable[[str], ReaderTrace]) -> None:
    scene, _ = worker.rehearse(load("lstm_sentence"), Brief(read("good")))
    rng = np.random.default_rng(3)
    for kind, tell in told.KINDS.items():
        before = looks(scene)
        undo = tell(scene, rng)
        if undo is not None:
            undo()
        assert looks(scene) == before, kind


def test_the_same_picture_is_no_lie() -> None:
    class Still:
        mobjects = [Label("one", theme=DARK), Label("one", theme=DARK).shift((1, 0, 0))]  # noqa: RUF012

    before = looks(Still)
    Still.mobjects.reverse()
    assert not changed(before, Still)
    Still.mobjects[0].shift((0.01, 0, 0))
    assert changed(before, Still)


def test_every_film_has_something_that_it_can_be_told_on() -> None:
    for story in catalogue.stories():
        texts = texts_of(load(story.name))
        assert texts
        assert all(text == "" or len(text.split()) <= load(story.name).longest for text in texts)
    assert texts_of(load("next_item")) == ("",)
    assert briefed(load("next_item"), "").trace.tokens
