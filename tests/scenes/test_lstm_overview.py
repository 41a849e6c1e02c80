"""The film of the cell state on its highway: what it says of forgetting, and when it shows what is left of a word."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model.trace import ReaderTrace
from model.trace.holding import VISIBLE, forgetter_of
from scenes.lstm_overview import (
    BOTH,
    FORGETS,
    KEEPS,
    NEARLY,
    NOTHING_ERASED,
    OPEN,
    OTHERS,
    QUESTION,
    REPLY,
    TOUCHED,
    WRITES,
    LSTMOverview,
)
from scenes.mobjects.agreeing import AS_USUAL
from scenes.mobjects.reading import MINUS, Reading, spell
from scenes.mobjects.text import Label
from scenes.stage import worker
from scenes.telling.emptiness import emptiest
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

Read = Callable[[str], ReaderTrace]


def told(trace: ReaderTrace, **asked: Any) -> Any:
    scene, report = worker.rehearse(LSTMOverview, Brief(trace, **asked))
    assert not report.problems
    return scene


def heard(trace: ReaderTrace, **asked: Any) -> Any:
    """Return a film for the sake of what is said: what it shows is judged in that of its own text."""
    return tell(LSTMOverview, Brief(trace, **asked), true=True)


@pytest.fixture(scope="module")
def scene(read: Read) -> Any:
    return told(read(LSTMOverview.text))


@pytest.mark.parametrize(
    "text",
    [
        "I love it and it works",  # what others wrote is almost nothing below nought: a wide number, which another one leaves
        "internationalisation disappoints me but it works and Notwithstanding is not bad",  # a long word beside a run of others
    ],
)
def test_numbers_and_words_keep_off_each_other_in_sentences_of_users(text: str, read: Read) -> None:
    told(read(text))


def test_a_long_word_at_the_copied_bar_has_room_and_the_frame_is_used_before_columns_come(read: Read) -> None:
    scene = told(read(" ".join(["Notwithstanding", "disappointingly", "uncharacteristically", "internationalisation"] * 5)))
    assert [last - first for first, last in emptiest(scene, 1 / 3) if last - first > 1.0] == []


def starts(scene: Any, said: str) -> list[int]:
    return [number for number, beat in enumerate(scene.beats) if beat.caption.startswith(said.split("{")[0])]


def touches(scene: Any) -> list[str]:
    return [each.caption.partition(":")[0] for each in scene.beats if "touch" in each.caption]


def shown(scene: Any, beat: int) -> set[str]:
    return {each.reading.key for each in scene.beats[beat].displays}


def test_nothing_stands_on_the_map_before_it_is_told_of(scene: Any) -> None:
    assert "previous_cell" in shown(scene, 0)
    later = ["previous_hidden", "forget_gate", "kept", "written", "cell", "hidden", "memory"]
    first = [next(number for number in range(len(scene.beats)) if name in shown(scene, number)) for name in later]
    assert first[0] > 1
    assert first == sorted(first)


def test_forgetting_is_told_where_it_is_seen_and_nowhere_else(scene: Any) -> None:
    trace = scene.trace
    (beat,) = starts(scene, FORGETS)
    time = forgetter_of(trace, scene.step, scene.unit)
    assert trace.tokens[time] in scene.beats[beat].caption
    assert not any(starts(scene, each) for each in NOTHING_ERASED)


def test_a_product_is_shown_where_there_is_something_to_keep(scene: Any) -> None:
    assert abs(scene.trace.previous_cell[scene.step, scene.unit]) >= VISIBLE
    assert touches(scene) == ["First touch", "Second touch"]
    assert not any("nearly empty" in each.caption for each in scene.beats)


def test_where_there_is_nothing_to_keep_that_is_said_in_one_beat(read: Read) -> None:
    scene = heard(read("The food was not good but the service was wonderful"))
    assert abs(scene.trace.previous_cell[scene.step, scene.unit]) < VISIBLE
    assert len([each for each in scene.beats if "nearly empty" in each.caption]) == 1
    assert not touches(scene)
    assert starts(scene, NEARLY.partition("“")[0])


def test_all_of_c_is_shown_before_what_the_word_wrote_of_it(scene: Any) -> None:
    beat = next(number for number, each in enumerate(scene.beats) if each.caption.endswith(BOTH[-8:]))
    before, after = scene.beats[beat - 1], scene.beats[beat]
    assert "memory" not in {each.reading.key for each in before.displays}
    (lengths, later) = ({each.reading.key for each in some.displays if each.aspect == "length"} for some in (before, after))
    assert "cell" in lengths
    assert {"memory", "memory_of_others", "cell"} <= later


def test_what_gates_leave_is_written_out_where_it_is_told(scene: Any) -> None:
    for said in (KEEPS, FORGETS):
        assert {"previous_memory", "forget_gate", "memory"} <= shown(scene, starts(scene, said)[0])
    assert "previous_memory" not in shown(scene, -1)


def test_the_tile_tells_the_whole_that_its_column_tells_the_parts_of(scene: Any) -> None:
    last = {each.reading.key: each.reading for each in scene.beats[-1].displays if each.reading.index[:1] == (scene.last,)}
    parts = [float(last[name].value) for name in ("memory", "memory_of_others", "cell")]
    assert parts[0] + parts[1] == pytest.approx(parts[2])
    texts = [each.shown for each in scene.beats[-1].displays if each.reading == last["cell"] and each.aspect == "text"]
    assert len(texts) == 2  # on the tile, and below its column
    assert len(set(texts)) == 1


def test_of_what_another_word_adds_it_is_said_why_what_is_held_stays(scene: Any) -> None:
    trace, unit = scene.trace, scene.unit
    (said,) = [each.caption for each in scene.beats if " adds " in each.caption and each.caption.startswith("“")]
    held, share = trace.memory[-1, scene.step, unit], trace.forget_gate[-1, unit]
    assert share >= OPEN
    assert abs(trace.written[-1, unit]) >= OTHERS
    assert said.startswith(f"“{trace.tokens[-1]}” adds {spell(float(trace.written[-1, unit]))} to C. Its f is {share:.2f}: ")
    assert said.endswith(f"the {held:.2f} of “not” stays.")


def test_a_gate_that_is_not_open_is_not_said_to_keep_all(read: Read) -> None:
    trace = read(LSTMOverview.text)
    time = next(time for time in range(1, len(trace.tokens)) if trace.forget_gate[time, 6] < OPEN)
    said: list[str] = []
    film: Any = SimpleNamespace(
        trace=trace,
        step=0,
        unit=6,
        journey=SimpleNamespace(stops=[SimpleNamespace(times=(time, time))]),
        cast=lambda *_, **__: None,
    )
    film.value = lambda key, *index: Reading(key, index, np.asarray(trace.lookup(key))[index])
    film.again, film.printed = lambda _: False, AS_USUAL
    film.fields, film.cleared, film.work = lambda *_: {}, list, lambda *_: None

    @contextmanager
    def beat(caption: str, *_: Any, **__: Any) -> Iterator[float]:
        said.append(caption)
        yield 1.0

    film.beat = beat
    LSTMOverview.write(film, 0, [])
    assert said == [WRITES + TOUCHED]


def test_the_last_picture_has_the_question_and_its_answer(scene: Any) -> None:
    texts = [each.text for mobject in scene.mobjects for each in mobject.get_family() if isinstance(each, Label)]
    assert QUESTION in texts
    assert REPLY in texts


@pytest.fixture(scope="module")
def other(read: Read) -> Any:
    return heard(read("not good but slow"), word=1, unit=4)


def test_where_no_word_erases_much_that_is_said(other: Any) -> None:
    assert forgetter_of(other.trace, other.step, other.unit) is None
    assert any(starts(other, each) for each in NOTHING_ERASED)
    assert not starts(other, FORGETS)


def test_of_a_word_that_finds_something_both_touches_are_told(other: Any) -> None:
    assert abs(other.trace.previous_cell[1, 4]) >= VISIBLE
    assert touches(other) == ["First touch", "Second touch"]


@pytest.mark.parametrize(("share", "shrinks"), [(1.0, False), (0.95, False), (0.6, True)])
def test_how_much_other_words_erase_is_judged_as_a_share_of_what_there_was(share: float, shrinks: bool) -> None:
    memory = np.zeros((3, 1, 1))
    memory[1:, 0, 0] = 0.13, share * 0.13
    film: Any = SimpleNamespace(trace=SimpleNamespace(memory=memory), step=0, unit=0, last=2)
    assert LSTMOverview.shrinks(film, 1) is shrinks


def test_the_question_is_seen_from_the_first_frame_on(scene: Any) -> None:
    first = scene.beats[0]
    assert first.act == "the question"
    assert first.end > 2.0
    assert scene.headline[0].text == QUESTION
    assert scene.headline[0].get_bottom()[1] > scene.frame.caption.top


@pytest.mark.parametrize("text", [LSTMOverview.text, "I love it and it works", "not good", "good good"])
def test_parts_of_a_column_come_to_what_stands_below_it_as_printed(text: str, read: Read) -> None:
    scene, sums = heard(read(text)), 0
    for beat in scene.beats:
        keys = {"memory", "memory_of_others", "cell"}
        said = [each for each in beat.displays if each.aspect == "text" and each.reading.key in keys]
        printed = {(each.reading.key, each.reading.index): float(str(each.shown).replace(MINUS, "-")) for each in said}
        for (key, index), own in printed.items():
            others, whole = ("memory_of_others", index), ("cell", index[::2])
            if key == "memory" and others in printed and whole in printed:
                places = max(scene.printed.places[whole], 2)
                assert round(own + printed[others] - printed[whole], 6) == pytest.approx(0.0, abs=0.5 * 10.0**-places)
                sums += 1
    assert sums or scene.step == 0


@pytest.mark.parametrize(
    ("text", "asked", "said", "unsaid"),
    [
        ("good", {}, "A next word would find it there.", "all words to come"),
        ("not good", {}, "on to the word after", "words after"),
        ("not good but slow", {"word": 1, "unit": 4}, "left of the word before it", "words before"),
        ("The awful food was not good but it was fun", {}, "left of the words before it", "the word before"),
        ("good good", {}, "after the last “good”", "read early"),
        ("bad bad bad", {}, "Neither of these words", "None of these words"),
    ],
)
def test_one_word_is_not_told_of_as_several(text: str, asked: dict[str, int], said: str, unsaid: str, read: Read) -> None:
    captions = " ".join(each.caption for each in heard(read(text), **asked).beats)
    assert unsaid not in captions
    assert said in captions


@pytest.mark.parametrize(
    ("text", "unit", "least", "said"),
    [
        ("not bad at all", 4, 0.9, "nearly all is kept"),
        ("awful but good and bad", 6, 0.5, "erases a part"),
        ("not bad at all", 6, 0.0, "erases most"),
    ],
)
def test_how_much_is_kept_is_said_by_the_gate(text: str, unit: int, least: float, said: str, read: Read) -> None:
    trace = read(text)
    assert abs(trace.previous_cell[1, unit]) >= VISIBLE
    assert least <= trace.forget_gate[1, unit] < least + 0.5
    (told_so,) = [each.caption for each in heard(trace, word=1, unit=unit).beats if each.caption.startswith("First touch")]
    assert said in told_so


def test_the_same_word_once_more_is_told_from_the_followed_one(read: Read) -> None:
    scene = heard(read("not good but not bad"), word=0, unit=6)
    says = [each.caption for each in scene.beats]
    assert scene.again(3)
    assert not any(each.startswith(("At “not”", "“not” adds")) for each in says)
