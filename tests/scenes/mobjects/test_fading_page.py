"""A page of words that fade, pillars below it, what is left of a word, and a large state."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from from_traces import read

from model import zoo
from model.trace import ReaderTrace
from scenes.mobjects.areas import Area
from scenes.mobjects.colours import hexadecimal, strength
from scenes.mobjects.light import contrast
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.fading_page import Fade, FadingPage
from scenes.mobjects.sets.large_row import LargeRow
from scenes.mobjects.sets.left_of_word import SLOWER, LeftOfWord
from scenes.mobjects.sets.pillar_row import PillarRow
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.verdict_row import VerdictRow
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.telling.judging import judged

pytestmark = pytest.mark.usefixtures("manim_ready")

AREA, UNITS = Area(-6.6, 6.6, -0.9, 2.3), range(8)
LOOK: dict[str, Any] = {"notation": NOTATION, "theme": DARK}


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    made = zoo.load("reviews").run("The zorgle was amazing but I only ate half of it and will not be buying it again")
    assert isinstance(made, ReaderTrace)
    return made


def page_of(trace: ReaderTrace, theme: Theme = DARK) -> FadingPage:
    return FadingPage(read(trace, "tokens"), read(trace, "held_shares"), AREA, known=trace.known, theme=theme)


def test_words_stand_in_lines_in_their_order_within_the_area(trace: ReaderTrace) -> None:
    page = page_of(trace)
    assert [time for line in page.lines for time in line] == list(range(len(trace.tokens)))
    assert [word.text for word in page.words] == list(trace.tokens)
    for line in page.lines:
        lefts = [float(page.words[time].get_left()[0]) for time in line]
        assert lefts == sorted(lefts)
        assert len({round(page.words[time].baseline, 6) for time in line}) == 1
    assert min(float(word.get_left()[0]) for word in page.words) >= AREA.left - 1e-6
    assert max(float(word.get_right()[0]) for word in page.words) <= AREA.right + 1e-6
    assert min(float(word.get_bottom()[1]) for word in page.words) >= AREA.bottom
    assert list(page.hatches) == [1]


def test_fewer_words_are_larger_and_one_too_long_is_cut() -> None:
    sizes = []
    for text in ("good", " ".join(["wonderful"] * 12), " ".join(["disappointingly"] * 40)):
        words = np.array(text.split())
        shares = Readings("held_shares", (), np.linspace(0, 1, len(words)))
        page = FadingPage(Readings("tokens", (), words), shares, AREA, known=[True] * len(words), theme=DARK)
        sizes.append(page.size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2]
    words = np.array(["W" * 80, "good"])
    page = FadingPage(Readings("tokens", (), words), Readings("held_shares", (), np.ones(2)), AREA, known=[True] * 2, theme=DARK)
    assert page.words[0].text.endswith("…")
    assert page.words[0].width <= AREA.width


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_word_fades_to_the_ink_of_its_strength_and_says_so_then(trace: ReaderTrace, theme: Theme) -> None:
    page = page_of(trace, theme)
    word = page.words[3]
    assert [each.aspect for each in word.displays()] == ["text"]
    fading = page.fade(3, 1.0)
    fading.begin()
    fading.interpolate(0.5)
    assert [each.aspect for each in word.displays()] == ["text"]
    fading.interpolate(1.0)
    shown = list(word.displays())[1]
    assert (shown.aspect, shown.reading.key, shown.reading.index) == ("fill", "held_shares", (3,))
    assert shown.shown == strength(float(trace.held_shares[3]), theme) == hexadecimal(word.fill_rgbas[0])
    assert judged(shown, [trace], theme)[1] == ""
    assert "should show" in judged(shown._replace(shown=strength(0.0, theme)), [trace], theme)[1]
    assert word.get_fill_opacity() == 1
    back = Fade(word, back=True)
    back.begin()
    back.interpolate(1.0)
    assert hexadecimal(word.fill_rgbas[0]) == theme.ink
    assert len(list(word.displays())) == 1


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_more_strength_is_more_ink(theme: Theme) -> None:
    contrasts = [contrast(strength(share, theme), theme.ground) for share in np.linspace(0, 1, 11)]
    assert contrasts == sorted(contrasts)
    assert 1.1 < contrasts[0] < 1.6  # a trace, where it stood
    assert strength(1.0, theme) == theme.ink


def test_a_number_stands_below_its_word_and_its_frame_is_around_both(trace: ReaderTrace) -> None:
    page = page_of(trace)
    for time in trace.keepers:
        word, number = page.words[time], page.number(time, "memory")
        assert number.phrase.displays[0].reading == word.strength
        assert number.get_x() == pytest.approx(word.get_x())
        assert number.get_top()[1] < word.baseline
        frame, wide = page.around(time), page.around(time, number)
        assert frame.get_bottom()[1] > number.get_bottom()[1] > wide.get_bottom()[1]
        below = [page.words[each] for line, after in pairwise(page.lines) if time in line for each in after]
        tops = [float(page.around(line).get_top()[1]) for line, each in enumerate(page.words) if each in below]
        assert all(number.get_bottom()[1] > top for top in tops)


def test_of_too_many_long_words_each_is_cut_and_all_are_in_the_area() -> None:
    words, ones = np.array(["internationalisation"] * 40), Readings("held_shares", (), np.ones(40))
    page = FadingPage(Readings("tokens", (), words), ones, AREA, known=[True] * 40, theme=DARK)
    assert {word.text[-1] for word in page.words} == {"…"}
    assert min(float(word.get_bottom()[1]) for word in page.words) > AREA.bottom
    assert max(float(word.get_top()[1]) for word in page.words) < AREA.top


def test_pillars_stand_side_by_side_on_one_floor(trace: ReaderTrace) -> None:
    area, count = Area(-6, 6, -2.7, -1.7), len(trace.tokens)
    values = read(trace, "held_shares")
    row = PillarRow(lambda time: values[time], count, area, colour="memory", theme=DARK)
    xs = [float(each.get_x()) for each in row.pillars]
    assert np.allclose(np.diff(xs), area.width / count)
    assert {round(each.foot, 6) for each in row.pillars} == {area.bottom}
    assert max(float(each.height) for each in row.pillars) == pytest.approx(area.height)
    assert len(row.head) == 1
    said = phrase("held")
    assert len(PillarRow(lambda time: values[time], count, area, colour="memory", theme=DARK, said=said).head) == 2


def test_a_verdict_falls_from_where_it_was(trace: ReaderTrace) -> None:
    area, values, time = Area(-6, -1, -2.7, -1.7), read(trace, "probabilities"), 7
    row = VerdictRow(lambda time: values.row(time)[2], len(trace.tokens), area, theme=DARK)
    there = row.printed = row.number(time - 1)
    others = row.pillars[:time]
    assert [each.mobject for each in row.alone(time, row.pillars[: time + 1], 1.0)] == others
    fall, number = row.falls(time, Reading("previous_probabilities", (time, 2), 0.9), 2.0)
    bar = row.pillars[time]
    assert fall.mobject is bar
    assert row.printed is not there
    assert number.mobject is row.printed
    assert row.printed.phrase.displays[0].reading.index == (time, 2)
    high = float(bar.height)
    fall.begin()
    heights = [float(bar.height) for share in (0.0, 1.0) if fall.interpolate(share) is None]  # type: ignore[func-returns-value]
    assert heights == pytest.approx([0.9 * area.height, high])


def left_of(trace: ReaderTrace, word: int, times: Sequence[int]) -> LeftOfWord:
    """Return what is left of a word after some words, with what is kept of it after all but the first."""
    held = [Reading("remembered", (time, word), float(trace.remembered[time, word])) for time in times]
    share = Reading("held_shares", (word,), float(trace.held_shares[word]))
    names = ["wrote", "× kept", "still held"] if len(times) > 1 else ["wrote", "still held"]
    return LeftOfWord(
        read(trace, "written", word),
        [read(trace, "memory", time, word) for time in times],
        UNITS,
        kept=[read(trace, "kept_since", time, word) for time in times[1:]],
        slow=[3],
        names=[phrase(each) for each in names],
        totals=[phrase("sum {held}", held=each) for each in held],
        share=phrase("{share}", share=share),
        **LOOK,
    )


def test_gates_stand_below_what_was_written_and_what_they_leave_below_these_unit_by_unit(trace: ReaderTrace) -> None:
    last, times = len(trace.tokens) - 1, range(3, len(trace.tokens))
    left, page = left_of(trace, 3, times), page_of(trace)
    for unit, (above, gate, below) in enumerate(zip(left.written, left.kept[-1], left.held[-1], strict=True)):
        assert above.get_x() == pytest.approx(gate.get_x()) == pytest.approx(below.get_x())
        assert above.patch.reading.index == (3, unit)  # type: ignore[attr-defined]
        assert gate.patch.reading.index == (last, 3, unit)
        assert below.patch.reading.index == (last, 3, unit)  # type: ignore[attr-defined]
        assert above.get_y() > gate.get_y() > below.get_y()
    assert max(float(each.get_right()[0]) for each in left.totals) < left.share.get_left()[0]
    assert left.share.get_right()[0] < 6.7
    writes, gates, leaves, *reading, over = left.comes_about(3, [(time,) for time in times], page, 6.0)
    assert len(reading) == len(times) - 2
    assert left.kept[0] in [each.mobject for each in gates.animations]
    assert all(cell in leaves.animations[1].mobject for cell in left.held[1])
    assert all(each in reading[0].replaced for each in (*left.kept[0], *left.steps[1]))
    assert {left.kept[1], left.steps[2]} <= {each.mobject for each in reading[0].animations}
    assert [each.mobject for each in over.animations] == [page.words[last]]
    lengths = [max(each.run_time for each in play.animations) for play in (writes, gates, leaves, *reading)]
    assert lengths[:3] == pytest.approx([0.96, 0.78, 0.96])
    quick, slow = min(lengths[3:]), lengths[3 + 3 - 2]
    assert lengths[3:] == pytest.approx([slow if step == 3 else quick for step in range(2, len(times))])
    assert slow == pytest.approx(SLOWER * quick)


def test_of_the_last_word_nothing_is_left_out(trace: ReaderTrace) -> None:
    last = len(trace.tokens) - 1
    left = left_of(trace, last, [last])
    _, comes = left.comes_about(last, [(last,)], page_of(trace), 4.0)
    assert all(cell in comes.animations[1].mobject for cell in left.held[0])
    assert len(left.key) == 0


def test_a_large_row_has_the_same_values_in_larger_cells(trace: ReaderTrace) -> None:
    row, large = (kind(read(trace, "cell", 5), UNITS, at=(0, 0), **LOOK) for kind in (Row, LargeRow))
    for unit in UNITS:
        assert large.cells[unit].patch.reading == row.cells[unit].patch.reading
        assert large.cells[unit].numeral.cap_height > 1.4 * row.cells[unit].numeral.cap_height
        assert large.cells[unit].get_center()[:2] == pytest.approx(large.place(unit))
    assert large.width < 13.4
