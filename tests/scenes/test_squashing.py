"""The film of squashing: any vector, any word, a saved vector; what it refuses; and what its audit sees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_every_film import OF_FILMS
from unwatched import tell

from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace, SquashTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.moves import Enter
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.lanes import Lane, Torn
from scenes.mobjects.text import Label
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire
from scenes.squashing import DROPS, SAME_LOOP, Squashing
from scenes.stage import sources, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import audit
from scenes.telling.scene import Brief

Reads = Callable[[str], Callable[[str], ReaderTrace]]
TEXT = "not good at all"


@pytest.fixture
def brief(reads: Reads) -> Callable[[str], Brief]:
    """Return what is told of a vector."""
    return lambda vector: Brief(reads("reviews_rnn")(TEXT), asked={"vector": vector} if vector else {})


def captions(scene: Any) -> str:
    return " ".join(beat.caption for beat in scene.beats)


@pytest.mark.some("vector", ["0.1", "-2", "0.001,0", "999,-999,0.001,0,-5.125"], take=1)
def test_any_vector_is_told_and_true(vector: str, brief: Callable[[str], Brief], manim_ready: Path) -> None:
    scene, report = worker.rehearse(Squashing, brief(vector))
    assert not [fault for check in OF_FILMS for fault in check(scene, report)]


def test_a_stranger_that_the_row_of_words_has_no_room_for_is_told_of_too(reads: Reads, manim_ready: Path) -> None:
    text = "the zorgle was " + "good and bad " * 12 + "not good"
    told: Any = worker.rehearse(Squashing, Brief(reads("reviews_rnn")(text)))
    scene, report = told
    assert min(scene.ribbon.shown) > 1
    assert not [fault for check in OF_FILMS for fault in check(scene, report)]


def test_captions_say_what_the_numbers_do(brief: Callable[[str], Brief], manim_ready: Path) -> None:
    told = captions(tell(Squashing, brief("-0.5,5,0.1")))
    assert "5, 15, 45: times 3" in told
    assert "After 500 times, each number is multiplied by this: 239 digits." in told
    assert "Squashed, 0.1 and 5 both end at 0.995: bounded, but now they look alike." in told
    told = captions(tell(Squashing, brief("0.1")))
    assert "Squashed, even 0.1 has grown to 0.995: never too large, its sign kept." in told
    told = captions(tell(Squashing, brief("-5,-3,-1")))
    assert "Squashed, −1 and −5 both end at −0.995: bounded, but now they look alike." in told
    told = captions(tell(Squashing, brief("-2")))
    assert "−2, −6, −18: times 3" in told
    assert "Squashed, −2 has settled at −0.995" in told


def test_after_the_last_word_there_is_no_next_one(reads: Reads, recorded: Any) -> None:
    told = captions(tell(Squashing, Brief(reads("reviews_rnn")("good"))))
    assert "Squashed, they would go into the next word’s sums" in told
    assert "Squashed, they go into the next word’s sums" in captions(recorded)


def test_all_that_was_squashed_goes_round_and_the_word_that_is_lit_goes_with_it(recorded: Any) -> None:
    loop, chip = recorded.loop, recorded.ribbon.current
    assert loop.row.values_shown.index == (recorded.step + 1,)
    assert [each.reading.index[-1] for each in chip.word.displays()] == [recorded.step + 1]
    wires = [each for seen in recorded.seen for each in seen if isinstance(each, Wire) and each.colour == "word"]
    assert wires[-1].corners[0][0] == pytest.approx(float(chip.get_x()))
    rounds = [[each.patch.reading for each in some if isinstance(each, Swatch)] for some in recorded.entered]
    read = [[(each.key, each.index) for each in some] for some in rounds if some and some[0].of == 0]
    went = [(key, recorded.step) for key in ("previous_hidden", "hidden")][-len(read) :]
    assert read == [[(key, (step, unit)) for unit in loop.units] for key, step in went]
    assert len(read) == 1 + (recorded.step > 0)


class Recorded(Squashing):
    """The film, and of each of its plays: what is seen then, what enters, and which counts lag."""

    def play(self, *animations: Any, **kwargs: Any) -> None:
        seen, late = vars(self).setdefault("seen", []), vars(self).setdefault("late", [])
        super().play(*animations, **kwargs)
        vars(self).setdefault("entered", []).extend(each.mobject for each in animations if isinstance(each, Enter))
        seen.append([member for each in self.mobjects for member in each.get_family()])
        counts = [each for each in animations if self.counts_what(each.mobject) and not each.is_remover()]
        numbers = {id(each) for each in self.free.numbers + self.held.numbers} if counts else set()
        coming = [each for each in animations if id(each.mobject) in numbers and not each.is_remover()]
        late += [count.window[0] > number.window[0] for count in counts for number in coming if self.free.step > 0]

    @staticmethod
    def counts_what(mobject: Any) -> bool:
        """Tell whether a label says how often was multiplied."""
        return isinstance(mobject, Label) and {each.reading.key for each in mobject.displays()} == {"repetitions"}


@pytest.fixture(scope="module")
def recorded(reads: Reads, manim_ready: Path) -> Any:
    """Return the film as it is told of its own vector."""
    return tell(Recorded, Brief(reads("reviews_rnn")(TEXT)))


def test_no_count_lags_behind_the_numbers_that_it_counts(recorded: Any) -> None:
    assert len(recorded.late) >= 2 * 2 * 3 * 6  # counts, lanes, numbers and steps
    assert not any(recorded.late)
    for beat in recorded.beats:
        grown = [each.reading.index[0] for each in beat.displays if each.reading.key == "grown"]
        counts = {each.reading.index[0] for each in beat.displays if each.reading.key == "repetitions"}
        assert not grown or counts == {max(grown)}


def test_so_many_digits_are_spoken_of_when_all_are_seen(recorded: Any) -> None:
    [told] = [beat for beat in recorded.beats if "239 digits" in beat.caption]
    written = {each.reading.index[0]: each.shown for each in told.displays if each.reading.key == "power"}
    assert "".join(str(written[place]) for place in sorted(written)) == str(3**500)
    said = {each.reading.key for each in told.displays if each.reading.key in ("factor", "repetitions") and each.reading.of == 1}
    assert said == {"factor", "repetitions"}


def test_squashing_is_done_as_often_before_it_is_said_where_it_ends(recorded: Any) -> None:
    [told] = [beat for beat in recorded.beats if "0.995" in beat.caption]
    bars = [each.reading for each in told.displays if each.aspect == "length"]
    assert {(each.key, each.index[0]) for each in bars} == {("squashed", 500)}
    steps = {each.reading.index[0] for beat in recorded.beats for each in beat.displays if each.reading.key == "repetitions"}
    assert max(steps - {500}) == 6


def test_the_column_stays_and_what_is_new_takes_the_place_of_what_is_old(reads: Reads, manim_ready: Path) -> None:
    film = tell(Recorded, Brief(reads("reviews_rnn")(Squashing.text)))
    assert film.step > 0
    seen = [some for some in film.seen if any(each is film.loop.column.body for each in some)]
    read = [[each.patch.reading for each in some if isinstance(each, Swatch)] for some in seen]
    held = [[each.index for each in some if each.key in ("hidden", "previous_hidden") and each.of == 0] for some in read]
    assert all(sorted(unit for _, unit in some) == sorted(film.loop.units) for some in held if some)
    first, last = film.seen.index(seen[0]), film.seen.index(seen[-1])
    assert last - first + 1 == len(seen)


def test_no_letter_is_shown_and_no_gate_is_named_before_it_is_seen_what_it_does(recorded: Any) -> None:
    letters = {vars(each).get("names", "") for seen in recorded.seen for each in seen if isinstance(each, Symbol)}
    assert {"tanh", "sigmoid"} <= letters <= {"tanh", "sigmoid", "times", ""}
    written = [" ".join(each.phrase.text for each in seen if isinstance(each, Label)) for seen in recorded.seen]
    first = next(number for number, said in enumerate(written) if "gate" in said)
    readings = [each.patch.reading for each in recorded.seen[first] if isinstance(each, Swatch)]
    assert {each.index[0] for each in readings if each.key == "selected"} == {0, 1}
    captions = [beat.caption for beat in recorded.beats]
    assert [caption for caption in captions if "gate" in caption] == captions[-2:-1]
    assert captions[-2:] == [
        "Such a factor is a gate: LSTM networks have them.",
        "Squashed, numbers stay between −1 and 1, however often they go round.",
    ]
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


@pytest.mark.some(("units", "scale"), [(24, 1.0), (1, 1.0), (9, 0.0), (2, 1e-160)], take=1)
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

    def shorter(self: Lane, row: Readings) -> list[Torn]:
        made = honest(self, row)
        if (row.key, row.index) == ("grown", (2,)):
            made[0].stretch(0.9, 0, about_point=np.array([made[0].home, 0, 0]))
        return made

    monkeypatch.setattr(Lane, "_bars", shorter)
    problems = worker.rehearse(Squashing, brief(""))[1].problems
    assert any("grown[2, 0]" in each and "long" in each for each in problems)


def test_a_film_told_from_other_numbers_is_red(brief: Callable[[str], Brief], manim_ready: Path) -> None:
    scene, _ = worker.rehearse(Squashing, brief(""))
    scene.brief = Brief(scene.brief.trace, others=(SquashTrace.of((5.0, 0.1, -0.4)),))
    assert {(row.key, row.of) for row in audit(scene).rows if row.problem} >= {("grown", 1), ("squashed", 1), ("selected", 1)}


def test_why_each_part_follows_is_said_and_the_loop_goes_on_into_the_network(recorded: Any) -> None:
    said = [beat.caption for beat in recorded.beats]
    (loop,) = (each for each in said if each.startswith(SAME_LOOP))
    (drops,) = (each for each in said if each.startswith(DROPS.partition("{")[0]))
    assert said.index(loop) < said.index(drops)
    times, squash = (each.mobject for each in recorded.handed_over())
    weights, curve = recorded.loop.weights, recorded.loop.curve
    assert times.get_center()[:2] == pytest.approx([weights.get_x(), weights.get_bottom()[1]])
    assert squash.get_right()[0] < curve.left
    assert squash.get_y() == pytest.approx(float(curve.sign.get_y()))
