"""The film of the context vector: which blend it tells, and what it says where there is nothing of the kind to tell."""

from pathlib import Path

from model import zoo
from scenes.context_vector import ContextVector
from scenes.mobjects.sets.ledger import window
from scenes.stage import worker
from scenes.telling.records import Brief


def captions(text: str) -> list[str]:
    scene, report = worker.rehearse(ContextVector, Brief(zoo.load(ContextVector.model).run(text)))
    assert report.problems == ()
    return [beat.caption for beat in scene.beats]


def test_one_word_takes_all_and_there_is_no_sum_to_tell(manim_ready: Path) -> None:
    del manim_ready
    said = captions("day")
    assert any(each.startswith("One word takes all: 1.00") for each in said)
    assert not any("One number in full" in each or "Beside it" in each for each in said)


def test_of_several_words_the_largest_weight_comes_first_and_the_others_follow(manim_ready: Path) -> None:
    del manim_ready
    trace = zoo.load(ContextVector.model).run("how was your day")
    look = trace.weights[trace.blended_step]
    said = captions("how was your day")
    assert f"A weight is a width: {look.max():.2f} of “{trace.source_tokens[look.argmax()]}”" in " ".join(said)
    assert any("Beside it go" in each and f"{trace.other_weights[trace.blended_step]:.2f} of the others" in each for each in said)
    assert any("One number in full" in each for each in said)


def test_lines_that_must_be_there_are_in_the_window() -> None:
    assert window(9, [3], 15) == range(9)
    assert window(40, [30, 33], 15) == range(24, 39)
    assert window(40, [2], 15) == range(15)
    assert window(40, [39], 15) == range(25, 40)
