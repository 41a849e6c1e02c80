"""The film of squashing: any vector, any word, a saved vector; what it refuses; and what its audit sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace, SquashTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.sets.lanes import Lane, Torn
from scenes.mobjects.text import Label
from scenes.mobjects.values import Swatch
from scenes.squashing import Squashing
from scenes.stage import sources, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import audit
from scenes.telling.scene import Brief
from tests.scenes.test_every_film import OF_FILMS

Reads = Callable[[str], Callable[[str], ReaderTrace]]
TEXT = "not good at all"


@pytest.fixture
def brief(reads: Reads) -> Callable[[str], Brief]:
    """Return what is told of a vector."""
    return lambda vector: Brief(reads("reviews_rnn")(TEXT), asked={"vector": vector} if vector else {})


def captions(scene: Any) -> str:
    return " ".join(beat.caption for beat in scene.beats)


@pytest.mark.parametrize("vector", ["0.1", "-2", "0.001,0", "999,-999,0.001,0,-5.125"])
def test_any_vector_is_told_and_true(vector: str, brief: Callable[[str], Brief], manim_ready: Path) -> None:
    scene, report = worker.rehearse(Squashing, brief(vector))
    assert not [fault for check in OF_FILMS for fault in check(scene, report)]


def test_captions_say_what_the_numbers_do(brief: Callable[[str], Brief], manim_ready: Path) -> None:
    told = captions(worker.rehearse(Squashing, brief("-0.5,5,0.1"))[0])
    assert "5, 15, 45: times 3" in told
    assert "After 500 times, 3 alone has become a number of 239 digits." in told
    assert "Squashed, 0.1 and 5 both end at 0.995: bounded, but now they look alike." in told
    told = captions(worker.rehearse(Squashing, brief("0.1"))[0])
    assert "Squashed, even 0.1 has grown to 0.995: never too large, its sign kept." in told
    told = captions(worker.rehearse(Squashing, brief("-2"))[0])
    assert "−2, −6, −18: times 3" in told
    assert "Squashed, −2 has settled at −0.995" in told


def test_after_the_last_word_there_is_no_next_one(reads: Reads, manim_ready: Path) -> None:
    told = captions(worker.rehearse(Squashing, Brief(reads("reviews_rnn")("good")))[0])
    assert "Squashed, they would go into the sums of the next word" in told
    assert "Squashed, they go into the sums of the next word" in captions(
        worker.rehearse(Squashing, Brief(reads("reviews_rnn")(TEXT)))[0]
    )


class Recorded(Squashing):
    """The film, and of each of its plays: what is seen then, and which counts come before the bars that they count are there."""

    def play(self, *animations: Any, **kwargs: Any) -> None:
        seen, hasty = vars(self).setdefault("seen", []), vars(self).setdefault("hasty", [])
        super().play(*animations, **kwargs)
        seen.append([member for each in self.mobjects for member in each.get_family()])
        squeezed = [each for each in animations if isinstance(each.mobject, Torn)]
        for count in (each for each in animations if self.counts_what(each.mobject) and not each.is_remover()):
            lane = self.free if count.mobject is self.counts[0] else self.held
            for bar in (each for each in squeezed if each.mobject in lane.bars):
                there = float(bar.mobject.width)
                bar.interpolate(count.window[0])
                hasty.append(abs(float(bar.mobject.width) - there) > 1e-6)
                bar.interpolate(1.0)

    @staticmethod
    def counts_what(mobject: Any) -> bool:
        """Tell whether a label says how often was multiplied."""
        return isinstance(mobject, Label) and {each.reading.key for each in mobject.displays()} == {"repetitions"}


@pytest.fixture(scope="module")
def recorded(reads: Reads, manim_ready: Path) -> Any:
    """Return the film as it is told of its own vector."""
    return worker.rehearse(Recorded, Brief(reads("reviews_rnn")(TEXT)))[0]


def test_a_count_comes_when_the_bars_that_it_counts_are_there(recorded: Any) -> None:
    assert len(recorded.hasty) == 3 * 2 * (6 + 4 + 2)  # numbers, lanes and steps
    assert not any(recorded.hasty)


def test_so_many_digits_are_spoken_of_when_the_bars_have_got_longest(recorded: Any) -> None:
    said = [beat.caption for beat in recorded.beats]
    [told] = [number for number, caption in enumerate(said) if "239 digits" in caption]
    shown = [[each.reading.index[0] for each in beat.displays if each.reading.key == "grown"] for beat in recorded.beats]
    assert [max(shown[number]) for number in (told - 1, told)] == [26, 27]


def test_no_letter_is_shown_and_no_gate_is_named_before_it_is_seen_what_it_does(recorded: Any) -> None:
    letters = {vars(each).get("names", "") for seen in recorded.seen for each in seen if isinstance(each, Symbol)}
    assert {"tanh", "sigmoid"} <= letters <= {"tanh", "sigmoid", "times", ""}
    written = [" ".join(each.phrase.text for each in seen if isinstance(each, Label)) for seen in recorded.seen]
    first = next(number for number, said in enumerate(written) if "gate" in said)
    readings = [each.patch.reading for each in recorded.seen[first] if isinstance(each, Swatch)]
    assert {each.index[0] for each in readings if each.key == "selected"} == {0, 1}
    captions = [beat.caption for beat in recorded.beats]
    assert [caption for caption in captions if "gate" in caption] == captions[-2:]
    assert not any(word in caption.split() for caption in captions for word in ("h", "unit", "units"))


def test_a_saved_vector_is_told_with_the_films_own_sentence(manim_ready: Path) -> None:
    scene, report = worker.rehearse(Squashing, Brief(SquashTrace.of((7.0, 0.2))))
    assert report.problems == ()
    assert "7, 21, 63: times 3" in captions(scene)
    assert " ".join(scene.trace.given) == Squashing.text


def test_what_it_cannot_tell_is_refused(brief: Callable[[str], Brief], reads: Reads) -> None:
    with pytest.raises(UsageError, match=r"^A vector has 1 to 5 numbers, this one has 6 numbers\.$"):
        Squashing.admit(brief("1,2,3,4,5,6"))
    with pytest.raises(UsageError, match=r"^The trace has a vector of its own: leave --vector out\.$"):
        Squashing.admit(Brief(SquashTrace.of((1.0,)), asked={"vector": "2"}))
    with pytest.raises(UsageError, match=r"^This film has room for 5 numbers, the trace has 6: leave some out\.$"):
        Squashing.admit(Brief(SquashTrace.of((1.0,) * 6)))
    with pytest.raises(TraceError, match=r"^This film shows cells of kind rnn, the trace has 'lstm'\.$"):
        Squashing.admit(Brief(reads("reviews")(TEXT)))


def drawn_at_random(units: int, scale: float) -> Reader:
    """Return a reader with a plain recurrent cell that was never trained."""
    words, labels = Vocabulary((UNKNOWN, "a", "b")), ("no", "yes")
    reader = Reader.create(words, labels, np.random.default_rng(0), units=units, features=4, cell="rnn")
    return reader.with_parameters({name: scale * array for name, array in reader.parameters.items()})


@pytest.mark.parametrize(("units", "scale"), [(24, 1.0), (1, 1.0), (9, 0.0), (2, 1e-160)])
def test_any_reader_is_told_and_true(units: int, scale: float, manim_ready: Path) -> None:
    scene, report = worker.rehearse(Squashing, Brief(drawn_at_random(units, scale).run("a b a b")))
    assert not [fault for check in OF_FILMS for fault in check(scene, report)]
    shown = {str(display.shown) for beat in scene.beats for display in beat.displays if display.reading.key == "sizes.unit"}
    assert shown == ({str(units)} if units > 8 else set())


def test_sums_that_no_cell_has_room_for_are_refused() -> None:
    with pytest.raises(
        UsageError, match=r"^This film has room for sums below 1000, the trace has one of \d+: film another model\.$"
    ):
        Squashing.admit(Brief(drawn_at_random(40, 300.0).run("a b a b")))


def test_other_films_take_no_vector() -> None:
    from scenes.lstm_gates import LSTMGates

    job = RenderJob(scene="lstm_gates", formats=(), folder=Path(), vector="1,2")
    with pytest.raises(UsageError, match=r"^lstm_gates takes no --vector: leave it out\.$"):
        sources.sources_of(job, LSTMGates)


def test_a_bar_that_ends_too_early_is_red(
    brief: Callable[[str], Brief], manim_ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Lane._bars

    def shorter(self: Lane, step: int) -> list[Torn]:
        made = honest(self, step)
        if step == 2:
            made[0].stretch(0.9, 0, about_point=np.array([made[0].home, 0, 0]))
        return made

    monkeypatch.setattr(Lane, "_bars", shorter)
    problems = worker.rehearse(Squashing, brief(""))[1].problems
    assert any("grown[2, 0]" in each and "long" in each for each in problems)


def test_a_film_told_from_other_numbers_is_red(brief: Callable[[str], Brief], manim_ready: Path) -> None:
    scene, _ = worker.rehearse(Squashing, brief(""))
    scene.brief = Brief(scene.brief.trace, others=(SquashTrace.of((5.0, 0.1, -0.4)),))
    assert {(row.key, row.of) for row in audit(scene).rows if row.problem} >= {("grown", 1), ("squashed", 1), ("selected", 1)}
