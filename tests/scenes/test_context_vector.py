"""The film of the context vector: which blend it tells, and what is as wide as a weight in it."""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from model import zoo
from model.trace import TranslationTrace
from scenes.context_vector import ContextVector
from scenes.mobjects.areas import Area
from scenes.mobjects.blending import Pulse
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.braid import Braid
from scenes.mobjects.sets.filling import COLUMNS, Filling
from scenes.mobjects.sets.findings import Findings
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.telling.records import Brief
from scenes.telling.weight_words import fillings_of

pytestmark = pytest.mark.usefixtures("manim_ready")


def translated(text: str) -> TranslationTrace:
    made = zoo.load(ContextVector.model).run(text)
    assert isinstance(made, TranslationTrace)
    return made


@cache
def told_of(text: str) -> Any:
    """Return the film as it is told of a sentence, not to be changed; test_every_film.py tells whether it is true."""
    return tell(ContextVector, Brief(translated(text)), true=True)


def captions(text: str) -> list[str]:
    return [beat.caption for beat in told_of(text).beats]


def columns_of(trace: TranslationTrace) -> tuple[Readings, Readings, Annotations]:
    """Return words, the weights of the step that is told, and the columns."""
    step, area = trace.blended_step, Area(-6.0, 2.0, *COLUMNS)
    words, weights = Readings("source_tokens", (), np.array(trace.source_tokens)), trace.weights[step]
    values = Readings("encoder_hidden", (), trace.encoder_hidden)
    known = [True] * len(weights)
    made = Annotations(words, values, trace.told_units, area, weights=weights.tolist(), known=known, theme=DARK)
    return words, Readings("weights", (step,), weights), made


def braid_of(trace: TranslationTrace, columns: Annotations) -> Braid:
    count = len(trace.written_steps)
    written = Readings("written_tokens", (), np.array(trace.written_tokens[:count]))
    contexts, weights = Readings("context", (), trace.context[:count]), Readings("weights", (), trace.weights[:count])
    none = [Phrase("", "")] * len(written)
    how: dict[str, Any] = {"first": [], "copied": [False] * len(written), "glosses": none, "theme": DARK}
    return Braid(written, contexts, weights, columns, Area(-6.0, 6.0, 1.3, 2.3), **how)


def test_the_sentence_of_the_film_has_a_blend_of_two_columns() -> None:
    trace = translated(ContextVector.text)
    weights = trace.weights[trace.blended_step]
    assert len(trace.told_sources(trace.blended_step)) == 2
    assert 0.4 < sorted(weights)[-2] <= max(weights) < 0.6


def test_one_word_fills_the_box_and_there_is_no_sum_to_tell() -> None:
    said = captions("day")
    assert any(each.startswith("One word fills all of the box") for each in said)
    assert not any("One row in full" in each or each.startswith("Then") for each in said)


def test_the_last_word_in_the_sentence_fills_the_box_first_and_the_others_follow() -> None:
    trace = translated(ContextVector.text)
    step = trace.blended_step
    last, *more = sorted(trace.told_sources(step), reverse=True)
    said = captions(ContextVector.text)
    first = f"“{trace.source_tokens[last]}” keeps its numbers and fills {trace.weights[step, last]:.2f} of the box."
    assert any(each.endswith(first) for each in said)
    then = next(each for each in said if each.startswith("Then"))
    assert len(more) == 1
    assert (
        then == f"Then “{trace.source_tokens[more[0]]}” fills {trace.weights[step, more[0]]:.2f}, and the others fill the rest."
    )
    assert any("One row in full" in each for each in said)


@pytest.mark.parametrize("text", [ContextVector.text, "how was your day", "the cat sleeps"])
def test_no_caption_of_weights_has_numbers_that_ought_to_add_up_to_one(text: str) -> None:
    (then,) = (each for each in captions(text) if each.startswith("Then"))
    assert then.endswith("the rest.") or "next to nothing is left for" in then


def weights_of(*values: float) -> tuple[Readings, Readings]:
    names = np.array([f"w{number}" for number in range(len(values))])
    return Readings("weights", (0,), np.array(values)), Readings("source_tokens", (), names)


@pytest.mark.parametrize(
    ("more", "rest", "said"),
    [
        ((1,), (), "Then “w1” fills the rest."),
        ((1, 0), (), "Then “w1” fills 0.40 and “w0” fills the rest."),
        ((1,), (0, 2), "Then “w1” fills 0.40, and the others fill the rest."),
        ((1, 0), (2,), "Then “w1” fills 0.40, “w0” 0.50, and “w2” fills the rest."),
        ((), (0, 2), "Then all others together fill the rest."),
        ((), (2,), "Then “w2” fills the rest."),
    ],
)
def test_what_is_left_in_the_box_is_filled_by_the_last_of_a_list(more: tuple[int, ...], rest: tuple[int, ...], said: str) -> None:
    caption, fields = fillings_of(more, rest, *weights_of(0.5, 0.4, 0.1))
    assert phrase(caption, **fields).text == said


@pytest.mark.parametrize(
    ("more", "rest", "said"),
    [
        ((1,), (2,), "Then “w1” fills 0.40; next to nothing is left for “w2”."),
        ((1,), (2, 3), "Then “w1” fills 0.40; next to nothing is left for the others."),
        ((), (2, 3), "Then next to nothing is left for all others."),
        ((), (2,), "Then next to nothing is left for “w2”."),
    ],
)
def test_of_a_rest_that_is_printed_as_nought_next_to_nothing_is_left(
    more: tuple[int, ...], rest: tuple[int, ...], said: str
) -> None:
    caption, fields = fillings_of(more, rest, *weights_of(0.5966, 0.4, 0.002, 0.0014))
    assert phrase(caption, **fields).text == said


def test_of_one_word_nothing_is_said_to_be_a_blend_or_to_have_weights_of_its_own() -> None:
    said = captions("day")
    assert said[-1] == "The decoder sees one column: here that of the only word, every time."
    assert not any("blend of all" in each or "own weights" in each or "alone." in each for each in said)


def test_words_that_are_the_same_are_told_apart() -> None:
    trace = translated("no no no")
    (last, *more), row = sorted(range(3), reverse=True), trace.weights[trace.blended_step]
    said = captions("no no no")
    assert f"The weight sets the width: the third “no” keeps its numbers and fills {row[last]:.2f} of the box." in said
    assert f"Then the second “no” fills {row[more[0]]:.2f}, and the first “no” fills the rest." in said


def test_bars_over_columns_are_as_wide_as_the_part_of_the_column_that_a_weight_takes() -> None:
    trace = translated(ContextVector.text)
    _, weights, columns = columns_of(trace)
    told = trace.told_sources(trace.blended_step)
    made = Weighing(weights, columns, told, theme=DARK)
    for source, (bar, frame) in enumerate(zip(made.bars, made.frames.values(), strict=True)):
        assert bar.width / frame.width == pytest.approx(weights.values[source], abs=1e-3)
        assert frame.width == pytest.approx(columns.widths[source])
        assert bar.get_left()[0] == pytest.approx(frame.get_left()[0], abs=1e-6)
    assert {source: each.text for source, each in made.numbers.items()} == {each: f"{weights.values[each]:.2f}" for each in told}


def test_parts_lie_in_the_box_in_the_order_of_the_sentence_and_fill_it_together() -> None:
    made = filling_of(translated(ContextVector.text))
    told = made.told
    parts = [made.part(source) for source in (*made.rest, *told)]
    assert [each.source for each in sorted(parts, key=lambda part: part.get_x())] == [*made.rest, *told]
    assert sum(part.width for part in parts) == pytest.approx(made.area.width, rel=1e-3)
    assert parts[-1].get_right()[0] == pytest.approx(made.area.right, abs=1e-3)


def filling_of(trace: TranslationTrace) -> Filling:
    words, weights, columns = columns_of(trace)
    step = trace.blended_step
    told, others = trace.told_sources(step), Readings("other_weights", (), trace.other_weights)
    weighing = Weighing(weights, columns, told, theme=DARK)
    return Filling(columns, words, weights, told, weighing, others=others[step], theme=DARK)


@pytest.mark.parametrize("text", [ContextVector.text, "the cat sleeps", "day"])
def test_the_box_is_as_wide_and_as_high_as_a_column(text: str) -> None:
    trace = translated(text)
    _, _, columns = columns_of(trace)
    made = filling_of(trace)
    assert made.area.width == pytest.approx(columns.widths[trace.told_sources(trace.blended_step)[0]])
    assert made.area.height == pytest.approx(columns.area.height)


def test_all_others_together_are_one_strip_with_a_frame_of_its_own() -> None:
    made = filling_of(translated(ContextVector.text))
    frame, name = made.strip()
    lies = [made.part(source) for source in made.rest]
    assert len(lies) == len(made.weights) - len(made.told) > 1
    assert sum(part.width for part in lies) < 0.05
    assert frame.width > 0.06
    assert all(frame.get_left()[0] < part.get_left()[0] and part.get_right()[0] < frame.get_right()[0] for part in lies)
    assert name.text == "the others"


def test_names_and_numbers_in_the_box_stand_side_by_side() -> None:
    made = filling_of(translated(ContextVector.text))
    first, *more = sorted(made.told, reverse=True)
    assert more
    for source in (first, *more):
        assert made.name(source) is not None
        assert made.numbered(made.piece(made.weights[source], made.left(source))) is not None
    for texts in (made.names, made.numbers):
        assert all(after.get_right()[0] < before.get_left()[0] for before, after in pairwise(texts))


def test_threads_of_a_word_fill_its_column_side_by_side() -> None:
    trace = translated(ContextVector.text)
    _, _, columns = columns_of(trace)
    made = braid_of(trace, columns)
    step = trace.blended_step
    threads, seen = made.threads(step), [each for each in trace.weights[step] if each >= Braid.SHOWN]
    assert [each.get_stroke_width() / 100 for each in threads] == pytest.approx([each * made.widths[step] for each in seen])
    ends = [(thread.points[-1][0], thread.get_stroke_width() / 200) for thread in threads]
    for (x, half), (after, its_half) in pairwise(ends):
        assert x + half <= after - its_half + 1e-6
    column = made.column(step)
    assert column.get_left()[0] <= ends[0][0] - ends[0][1]
    assert ends[-1][0] + ends[-1][1] <= column.get_right()[0]


def test_threads_begin_within_the_column_that_they_are_of() -> None:
    trace = translated(ContextVector.text)
    _, _, columns = columns_of(trace)
    threads = [thread for step in trace.written_steps for thread in braid_of(trace, columns).threads(step)]
    for thread in threads:
        source = thread.reading.index[-1]
        half = thread.get_stroke_width() / 200
        assert abs(thread.points[0][0] - columns.x(source)) + half <= columns.widths[source] / 2 + 1e-3
    assert len(threads) > len(trace.written_steps)


def test_threads_lie_side_by_side_at_both_ends() -> None:
    trace = translated("i want some water")
    _, _, columns = columns_of(trace)
    made = braid_of(trace, columns)
    threads = [thread for step in trace.written_steps for thread in made.threads(step)]
    sums = trace.weights[list(trace.written_steps)].sum(axis=0)
    assert 1.2 < sums.max() < 1 / Braid.LEAST, (
        "more than one word is to look at some word, but not so many that they lie over one another"
    )
    for source in range(len(sums)):
        begin = sorted((t.points[0][0], t.get_stroke_width() / 200) for t in threads if t.reading.index[-1] == source)
        assert all(x + half <= after - its_half + 1e-3 for (x, half), (after, its_half) in pairwise(begin))


def test_the_end_of_the_sentence_is_not_among_the_columns_at_the_end() -> None:
    scene = told_of("the cat sleeps")
    assert scene.trace.written_tokens[-1] == "<end>"
    assert sorted(scene.shown) == list(scene.trace.written_steps)
    assert len(scene.shown) == len(scene.trace.written_tokens) - 1


def findings_of(*shares: float) -> Findings:
    words = Readings("candidates", (0,), np.array([f"w{number}" for number in range(len(shares))]))
    return Findings(words, Readings("candidate_probabilities", (0,), np.array(shares)), Area(4.0, 6.7, 0.2, 2.2), theme=DARK)


@pytest.mark.parametrize(("shares", "count"), [((0.996, 0.003, 0.001), 1), ((0.7, 0.2, 0.1, 0.0), 3), ((0.004, 0.003), 1)])
def test_a_word_without_rivals_is_found_alone(shares: tuple[float, ...], count: int) -> None:
    made = findings_of(*shares)
    assert len(made.bars) == len(made.texts) == count
    assert [each[1].text for each in made.texts] == [f"{share:.2f}" for share in shares[:count]]


def test_light_runs_up_a_thread_and_out_of_it() -> None:
    trace = translated("the cat sleeps")
    _, _, columns = columns_of(trace)
    thread = braid_of(trace, columns).threads(0)[0]
    foot, top = thread.points[0][1], thread.points[-1][1]
    pulse = Pulse(thread, DARK)
    pulse.begin()
    middles = []
    for share in (0.2, 0.5, 0.8):
        pulse.interpolate(share)
        middles.append(float(pulse.mobject.get_y()))
    assert foot < middles[0] < middles[1] < middles[2] < top
    pulse.interpolate(1)
    assert pulse.mobject.get_stroke_opacity() == 0


def test_columns_are_at_even_distances_as_far_as_their_names_allow_it() -> None:
    def pitches(text: str) -> list[float]:
        trace = translated(text)
        return columns_of(trace)[2].slots.pitches

    assert np.ptp(pitches("the children are playing in the garden")) == pytest.approx(0)
    uneven = pitches("the agreement on the european economic area was signed")
    least = min(uneven)
    assert max(uneven) > least + 0.1
    assert sum(each == pytest.approx(least) for each in uneven) > 1


def test_what_was_copied_is_not_what_the_decoder_is_given() -> None:
    text = "i work with Donaudampfschifffahrtsgesellschaft every morning"
    trace = translated(text)
    step = trace.blended_step
    assert trace.is_copy(step - 1), "this sentence is to have a copy before the step that is told"
    (given,) = (beat for beat in told_of(text).beats if "decoder a new state" in beat.caption)
    shown = [each.shown for each in given.displays if each.reading.key == "previous_tokens"]
    assert shown[0] == trace.previous_tokens[step]


def test_weights_come_after_the_state_has_passed_all_columns_and_all_at_once() -> None:
    """They sum to one: none is known before all columns were compared."""
    beats = told_of(ContextVector.text).beats[:3]
    came = [{each.reading.index[-1] for each in beat.displays if each.reading.key == "weights"} for beat in beats]
    assert came == [set(), set(), set(range(7))]


def test_names_of_words_that_one_row_has_no_room_for_stand_in_two_by_turns_under_columns_of_one_width() -> None:
    _, _, made = columns_of(translated("the agreement on the European Economic Area was signed in August 1992"))
    assert [*made.slots.names] == [*range(made.count)]
    assert np.ptp(made.widths) == pytest.approx(0)
    heights = [float(name.baseline) for name in made.slots.names.values()]
    assert [each > heights[1] for each in heights] == [number % 2 == 0 for number in range(made.count)]
    for row in (0, 1):
        names = [made.slots.names[source] for source in range(row, made.count, 2)]
        assert all(one.get_right()[0] < other.get_left()[0] for one, other in pairwise(names))
    texts = "he did not sign the agreement", " ".join(["the cat sleeps and"] * 8)
    few, many = (columns_of(translated(text))[2] for text in texts)
    assert not any(map(few.slots.drop, range(few.count)))
    assert len(many.slots.names) < many.count


@pytest.mark.parametrize("text", ["Is the Zorblaxia open ?", "my friend Zorblaxia signed in 2077"])
def test_a_way_goes_past_the_box_and_columns_past_names(text: str) -> None:
    """The last word stands over the box in the first; in the second the name of a part is wider than the box."""
    _, report = worker.rehearse(ContextVector, Brief(translated(text)))
    assert report.problems == ()


def test_ribbons_come_from_the_first_written_word_to_the_last_at_one_pace() -> None:
    first, last = (beat for beat in told_of(ContextVector.text).beats if "weight" in beat.caption and beat.act == "every word")
    lines = [{each.reading.index[0] for each in beat.displays if each.reading.key == "weights"} for beat in (first, last)]
    count = [len(lines[0]), len(lines[1]) - len(lines[0])]
    assert lines == [set(range(count[0])), set(range(sum(count)))]
    paces = [(beat.end - beat.start) / words for beat, words in zip((first, last), count, strict=True)]
    assert max(paces) < 1.4 * min(paces)
