"""A page of words that fade, pillars below it, what is left of a word, and a large state."""

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
from scenes.mobjects.sets.left_of_word import LeftOfWord, Page
from scenes.mobjects.sets.pillar_row import PillarRow
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.verdict_row import VerdictRow
from scenes.mobjects.sets.word_bars import WordBars
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


def roomy(trace: ReaderTrace, time: int) -> tuple[FadingPage, WordBars]:
    page = FadingPage(read(trace, "tokens"), read(trace, "held_shares"), AREA, known=trace.known, theme=DARK, roomy=True)
    amount = lambda time, word: Reading("remembered", (time, word), float(trace.remembered[time, word]))  # noqa: E731
    bars = WordBars(page, amount, trace.remembered, colour="memory", theme=DARK)
    for now in range(time + 1):
        play = bars.changes(now, range(now + 1), 1.0)
        assert len(play.animations) == now + 1 == len(play.replaced) + 1
    return page, bars


def test_bars_hang_below_their_words_as_long_as_what_there_is_of_each(trace: ReaderTrace) -> None:
    page, bars = roomy(trace, 9)
    unit = page.room / trace.remembered.max()
    for time, bar in bars.now.items():
        word = page.words[time]
        assert bar.reading.index == (9, time)
        assert bar.height == pytest.approx(max(trace.remembered[9, time] * unit, 1e-6))
        assert bar.foot == bar.home < word.baseline
        assert bar.get_x() == pytest.approx(word.get_x())
        assert bar.get_bottom()[1] > AREA.bottom
    lines = [max(float(page.words[time].get_top()[1]) for time in line) for line in page.lines[1:]]
    assert all(page.head(line[0]) - page.room > top for line, top in zip(page.lines, lines, strict=False))
    assert page.room >= 0.5
    assert [bar.reading.index[1] for bar in bars.drop()] == list(range(10))
    assert bars.now == {}


def test_numbers_stand_beside_their_bars_where_there_is_room(trace: ReaderTrace) -> None:
    last = len(trace.tokens) - 1
    page, bars = roomy(trace, last)
    numbers = bars.numbers(trace.keepers)
    assert next(iter(numbers)) == trace.keepers[0]
    boxes = [*bars.now.values(), *numbers.values()]
    for time, number in numbers.items():
        assert number.phrase.displays[0].reading == bars.now[time].reading
        assert abs(float(number.get_x() - page.words[time].get_x())) < 0.6
        for other in boxes:
            apart = np.abs(number.get_center() - other.get_center())[:2]
            assert other is number or (apart > (np.array([number.width + other.width, number.height + other.height]) / 2)).any()
    narrow = Readings("tokens", (), np.array(["I"] * 12))
    crowded = FadingPage(narrow, Readings("held_shares", (), np.ones(12)), AREA, known=[True] * 12, theme=DARK, roomy=True)
    full = WordBars(crowded, lambda *index: Reading("remembered", index, 1.0), np.ones((12, 12)), colour="memory", theme=DARK)
    full.changes(11, range(12), 1.0)
    assert 0 < len(full.numbers(range(12))) < 12


@pytest.mark.parametrize("roomy", [False, True])
def test_of_too_many_long_words_each_is_cut_and_all_are_in_the_area(roomy: bool) -> None:
    words, ones = np.array(["internationalisation"] * 40), Readings("held_shares", (), np.ones(40))
    page = FadingPage(Readings("tokens", (), words), ones, AREA, known=[True] * 40, theme=DARK, roomy=roomy)
    assert {word.text[-1] for word in page.words} == {"…"}
    assert min(float(word.get_bottom()[1]) for word in page.words) > AREA.bottom
    assert max(float(word.get_top()[1]) for word in page.words) < AREA.top
    assert page.room > 0


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


def test_a_verdict_falls_once_more_from_where_it_was(trace: ReaderTrace) -> None:
    area, values, time = Area(-6, -1, -2.7, -1.7), read(trace, "probabilities"), 7
    row = VerdictRow(lambda time: values.row(time)[2], len(trace.tokens), area, theme=DARK)
    before = Reading("previous_probabilities", (time, 2), 0.9)
    dims, falls, lit = row.falls_again(time, before, 2.0)
    bar = row.pillars[time]
    fall, number = falls.animations
    assert fall.mobject is bar
    assert number.mobject.phrase.displays[0].reading.index == (time, 2)
    assert bar not in [each.mobject for each in (*dims.animations, *lit.animations)]
    high = float(bar.height)
    fall.begin()
    heights = [float(bar.height) for share in (0.0, 0.5, 1.0) if fall.interpolate(share) is None]  # type: ignore[func-returns-value]
    assert heights == pytest.approx([high, 0.9 * area.height, high])
    assert row.printed.phrase.displays[0].reading.index == (len(trace.tokens) - 1, 2)
    assert dims.replaced == [row.printed]
    assert lit.animations[0].mobject is row.printed


def test_what_is_left_stands_below_what_was_written_unit_by_unit_and_word_by_word(trace: ReaderTrace) -> None:
    last = len(trace.tokens) - 1
    share, times = Reading("held_shares", (3,), float(trace.held_shares[3])), [3, 8, last]
    held = [Reading("remembered", (time, 3), float(trace.remembered[time, 3])) for time in times]
    left = LeftOfWord(
        read(trace, "written", 3),
        read(trace, "memory", last, 3),
        UNITS,
        earlier=[read(trace, "memory", time, 3) for time in times[:-1]],
        names=(phrase("wrote"), phrase("still held")),
        totals=[phrase("sum {held}", held=each) for each in held],
        share=phrase("{share}", share=share),
        **LOOK,
    )
    for unit, (above, below) in enumerate(zip(*left.rows, strict=True)):
        assert above.get_x() == pytest.approx(below.get_x())
        assert above.patch.reading.index == (3, unit)  # type: ignore[attr-defined]
        assert below.patch.reading.index == (last, 3, unit)  # type: ignore[attr-defined]
        assert above.get_y() > below.get_y()
    assert max(float(each.get_right()[0]) for each in left.totals) < left.share.get_left()[0]
    assert left.share.get_right()[0] < 6.7
    page, bars = roomy(trace, 0)
    lines: Any = [page.whole(time) for time in range(last + 1)]
    turns = [np.array([3]), np.arange(4, 9), np.arange(9, last + 1)]
    begins, holds, *reading = left.comes_about(3, turns, Page(lines, bars, DARK), 6.0)
    assert bars.now[3].reading.index == (last, 3)
    assert len(reading) == len(times) - 1
    assert [cell in reading[0].replaced for cell in left.steps[0]] == [True] * (len(UNITS) + 1)
    assert left.steps[1] in [each.mobject for each in reading[0].animations]
    assert [max(each.run_time for each in play.animations) for play in (begins, holds)] == pytest.approx([1.8, 1.2])


def test_a_large_row_has_the_same_values_in_larger_cells(trace: ReaderTrace) -> None:
    row, large = (kind(read(trace, "cell", 5), UNITS, at=(0, 0), **LOOK) for kind in (Row, LargeRow))
    for unit in UNITS:
        assert large.cells[unit].patch.reading == row.cells[unit].patch.reading
        assert large.cells[unit].numeral.cap_height > 1.4 * row.cells[unit].numeral.cap_height
        assert large.cells[unit].get_center()[:2] == pytest.approx(large.place(unit))
    assert large.width < 13.4
