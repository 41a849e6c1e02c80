"""The film of the context vector: which blend it tells, and what is as wide as a weight in it."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from manim import VMobject

from model import zoo
from model.trace import TranslationTrace
from scenes.context_vector import ContextVector
from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.braid import Braid
from scenes.mobjects.sets.filling import COLUMNS, Filling
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.theme import DARK
from scenes.mobjects.tokens import Chip
from scenes.stage import worker
from scenes.telling.records import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


def translated(text: str) -> TranslationTrace:
    made = zoo.load(ContextVector.model).run(text)
    assert isinstance(made, TranslationTrace)
    return made


def told(trace: TranslationTrace) -> Any:
    scene, report = worker.rehearse(ContextVector, Brief(trace))
    assert report.problems == ()
    return scene


def captions(text: str) -> list[str]:
    return [beat.caption for beat in told(translated(text)).beats]


def columns_of(trace: TranslationTrace) -> tuple[Readings, Readings, Annotations]:
    """Return words, the weights of the step that is told, and the columns."""
    step, area = trace.blended_step, Area(-6.0, 2.0, *COLUMNS)
    words, weights = Readings("source_tokens", (), np.array(trace.source_tokens)), trace.weights[step]
    values = Readings("encoder_hidden", (), trace.encoder_hidden)
    known = [True] * len(weights)
    made = Annotations(words, values, trace.told_units, area, weights=weights.tolist(), known=known, theme=DARK)
    return words, Readings("weights", (step,), weights), made


def braid_of(trace: TranslationTrace, columns: Annotations) -> Braid:
    written = Readings("written_tokens", (), np.array(trace.written_tokens))
    contexts, weights = Readings("context", (), trace.context), Readings("weights", (), trace.weights)
    none = [Phrase("", "")] * len(written)
    how: dict[str, Any] = {"first": [], "copied": [False] * len(written), "glosses": none, "theme": DARK}
    return Braid(written, contexts, weights, columns, Area(-6.0, 6.0, 1.3, 2.3), **how)


def test_one_word_takes_all_and_there_is_no_sum_to_tell() -> None:
    said = captions("day")
    assert any(each.startswith("One word takes all: with 1.00 of the width") for each in said)
    assert not any("One row in full" in each or each.startswith("Then") for each in said)


def test_the_last_word_in_the_sentence_fills_the_mix_first_and_the_others_follow() -> None:
    trace = translated("how was your day")
    step = trace.blended_step
    last, *more = sorted(trace.told_sources(step), reverse=True)
    said = captions("how was your day")
    assert any(
        f"“{trace.source_tokens[last]}” keeps its numbers and takes {trace.weights[step, last]:.2f}" in each for each in said
    )
    then = next(each for each in said if each.startswith("Then"))
    assert all(f"“{trace.source_tokens[source]}” takes {trace.weights[step, source]:.2f}" in then for source in more)
    assert then.endswith(f"all others together {trace.other_weights[step]:.2f}.")
    assert any("One row in full" in each for each in said)


def test_bars_over_columns_are_as_wide_as_the_part_of_the_column_that_a_weight_takes() -> None:
    trace = translated("the children are playing in the garden")
    _, weights, columns = columns_of(trace)
    made = Weighing(weights, columns, theme=DARK)
    for source, (bar, frame) in enumerate(zip(made.bars, made.frames.values(), strict=True)):
        assert bar.width / frame.width == pytest.approx(weights.values[source], abs=1e-3)
        assert frame.width == pytest.approx(columns.widths[source])
        assert bar.get_left()[0] == pytest.approx(frame.get_left()[0], abs=1e-6)
    assert {each.text for each in made.numbers.values()} == {f"{each:.2f}" for each in weights.values if each >= 0.005}


def test_parts_lie_in_the_box_in_the_order_of_the_sentence_and_fill_it_together() -> None:
    trace = translated("the children are playing in the garden")
    words, weights, columns = columns_of(trace)
    told, others = trace.told_sources(trace.blended_step), Readings("other_weights", (), trace.other_weights)
    weighing = Weighing(weights, columns, theme=DARK)
    made = Filling(columns, words, weights, told, weighing, others=others[trace.blended_step], theme=DARK)
    parts = [made.part(source) for source in (*made.rest, *told)]
    assert [each.source for each in sorted(parts, key=lambda part: part.get_x())] == [*made.rest, *told]
    assert sum(part.width for part in parts) == pytest.approx(made.area.width, rel=1e-3)
    assert parts[-1].get_right()[0] == pytest.approx(made.area.right, abs=1e-3)


def test_threads_of_a_word_fill_its_column_side_by_side() -> None:
    trace = translated("the children are playing in the garden")
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
    trace = translated("the children are playing in the garden")
    _, _, columns = columns_of(trace)
    threads = [thread for step in range(len(trace.target_tokens)) for thread in braid_of(trace, columns).threads(step)]
    for thread in threads:
        source = thread.reading.index[-1]
        half = thread.get_stroke_width() / 200
        assert abs(thread.points[0][0] - columns.x(source)) + half <= columns.widths[source] / 2 + 1e-3
    assert len(threads) > len(trace.target_tokens)


def test_what_was_copied_is_not_what_the_decoder_is_given() -> None:
    trace = translated("Donaudampfschifffahrtsgesellschaft signed 1234567890123456789012")
    step = trace.blended_step
    assert trace.is_copy(step - 1), "this sentence is to have a copy before the step that is told"
    scene = told(trace)
    chips = [part for part in scene.writer_parts if isinstance(part, Chip)]
    assert [chip.word.text for chip in chips] == [trace.previous_tokens[step]]


def test_a_column_has_its_own_cells_again_after_one_was_shown_with_its_number() -> None:
    trace = translated("the cat sleeps")
    _, _, columns = columns_of(trace)
    before: list[VMobject] = list(columns.columns[0].submobjects)
    columns.lens(0, trace.told_units[0])
    assert columns.columns[0].submobjects != before
    columns.closed()
    assert columns.columns[0].submobjects == before
