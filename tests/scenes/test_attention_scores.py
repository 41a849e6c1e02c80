"""The film of attention scores: a score comes from its word, softmax means what it shows, and wrong numbers turn it red."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import AnimationGroup, tempconfig
from unwatched import tell

from model import zoo
from model.errors import TraceError, UsageError
from model.trace import TranslationTrace
from model.trace.looking import divided_step
from scenes.attention_scores import AttentionScores
from scenes.mobjects.bars import Bar, Pillar
from scenes.mobjects.moves import Grow, Travel
from scenes.mobjects.notation.attention import NOTATION
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import MINUS, spell, telling
from scenes.mobjects.sets.decoder_asks import Beam, Strip, course, ribbon
from scenes.mobjects.sets.looking import LONG
from scenes.mobjects.sets.score_ruler import Mark
from scenes.mobjects.shifts import Slide, Topple
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.moment import LENGTH
from scenes.telling.scene import Brief
from scenes.telling.score_words import answered, looks, mixes

pytestmark = pytest.mark.usefixtures("manim_ready")

SENTENCE = "he will not sign the agreement"


def test_the_sentence_of_the_film_has_a_bar_that_shrinks_to_one() -> None:
    trace = zoo.load("english_french").run(AttentionScores.text)
    step = divided_step(trace)
    assert 1 / trace.weights[step].max() > 1.5  # the length of the bar, its largest part being one
    assert trace.strongest[step + 1] != trace.strongest[step]


def travels(animations: Iterable[Any]) -> Iterator[Travel]:
    """Yield the animations in which something goes along a path, those in groups as well."""
    for each in animations:
        if isinstance(each, Travel):
            yield each
        elif isinstance(each, AnimationGroup):
            yield from travels(each.animations)


def members(animations: Iterable[Any]) -> Iterator[Any]:
    """Yield animations, those in groups as well."""
    for each in animations:
        if isinstance(each, AnimationGroup):
            yield from members(each.animations)
        else:
            yield each


def falls(group: Any) -> Iterator[tuple[float, float]]:
    """Yield the powers of bars that topple, and how long each is on its way."""
    if isinstance(group, AnimationGroup):
        pace = group.run_time / max(group.max_end_time, 1e-9)
        for each in group.animations:
            yield from ((value, seconds * pace) for value, seconds in falls(each))
    elif isinstance(group, Topple):
        yield float(group.other.reading.value), group.run_time


class Watched(AttentionScores):
    """The film, remembering in which order things move, and what there was at the end of each beat."""

    def __init__(self, **options: Any) -> None:
        self.seen_moving: list[tuple[str, int]] = []
        self.marks_seen: list[tuple[str, float, float]] = []
        self.wholes_seen: list[tuple[str, float]] = []
        self.beams_seen: list[tuple[float, float]] = []
        self.went: dict[int, tuple[float, float]] = {}
        self.grew: list[tuple[int, float]] = []
        self.fell: list[tuple[float, float]] = []
        self.told_to_state: list[tuple[str, tuple[int, ...]]] = []
        super().__init__(**options)

    def play(self, *animations: Any, **options: Any) -> None:
        scoring = self.acts[-1].title in ("one score", "all scores")
        for each in travels(animations) if scoring else ():
            if isinstance(each.mobject, Strip) and each.is_remover():
                first = each.mobject.cells[0].patch.reading
                self.seen_moving += [("h", first.index[0])] if first.key == "encoder_hidden" else []
            if isinstance(each.mobject, Mark) and each.mobject.reading.key == "scores":
                self.seen_moving.append(("score", each.mobject.reading.index[-1]))
        for each in travels(animations) if self.acts[-1].title == "new state" else ():
            if each.is_remover():
                first = next(iter(part for part in each.mobject.get_family() if hasattr(part, "displays")))
                reading = next(iter(first.displays())).reading
                self.told_to_state.append((reading.key, reading.index))
        for each in members(animations):
            if isinstance(each, Slide) and isinstance(each.mobject, Mark) and each.mobject.reading.key == "powers":
                ends = each.path.dots[0][1], each.path.end[1]
                self.went[each.mobject.reading.index[-1]] = float(ends[0]), float(ends[1])
            if isinstance(each, Grow) and isinstance(each.mobject, Pillar):
                self.grew.append((each.mobject.reading.index[-1], float(each.mobject.get_top()[1])))
        self.fell += [(value, seconds) for group in animations for value, seconds in falls(group)]
        super().play(*animations, **options)

    def perform(self, plays: Any) -> None:
        def noted() -> Iterator[Play]:
            for each in plays:
                panel = self.scoring.panel if self.acts[-1].title == "all scores" else None
                if panel and any(one.mobject is panel.squash for one in members(each.animations)):
                    self.seen_moving.append(("panel", -1))
                yield each

        super().perform(noted())

    @contextmanager
    def beat(self, caption: str, *meanwhile: Any, **fields: Any) -> Iterator[float]:
        with super().beat(caption, *meanwhile, **fields) as room:
            yield room
        family = [member for mobject in self.mobjects for member in mobject.get_family()]
        self.marks_seen += [
            (each.reading.key, float(each.reading.value), float(each.get_y()))
            for each in family
            if isinstance(each, Mark) and each.reading.index[0] == self.step
        ]
        bars = [each for each in family if isinstance(each, Bar)]
        for step in {each.reading.index[0] for each in bars}:  # there are two looks at the end
            mine = [each for each in bars if each.reading.index[0] == step]
            self.wholes_seen.append((mine[0].reading.key, sum(bar.width for bar in mine) / mine[0].unit))
        self.beams_seen += [(float(each.reading.value), each.foot) for each in family if isinstance(each, Beam)]
        assert all(member.height > 0 for member in family if isinstance(member, Pillar))


def told(trace: TranslationTrace, word: int | None = None) -> Watched:
    scene, report = worker.rehearse(Watched, Brief(trace, word=word))
    assert report.problems == ()
    assert isinstance(scene, Watched)
    return scene


@pytest.fixture(scope="module")
def film(manim_ready: Path) -> Watched:
    """Return the film as it is told of a sentence, not to be changed."""
    return told(zoo.load("english_french").run(SENTENCE))


@cache
def of_its_last_word() -> Watched:
    """Return the film of a short sentence as it is told of the end, not to be changed."""
    trace = zoo.load("english_french").run("how was your day")
    return told(trace, len(trace.target_tokens) - 1)


def number(text: str) -> float:
    return float(text.replace(MINUS, "-"))


def test_each_score_comes_after_its_h_went_in_and_the_scorer_worked(film: Watched) -> None:
    scene, trace = film, film.trace
    others = [source for source in range(len(trace.source_tokens)) if source != scene.best]
    start = scene.seen_moving.index(("h", others[0]))
    expected = [each for source in others for each in (("h", source), ("panel", -1), ("score", source))]
    assert scene.seen_moving[start:] == expected
    assert scene.seen_moving[:start][-1] == ("score", scene.best)


def test_marks_are_at_their_scores_and_then_as_far_below_the_largest(film: Watched) -> None:
    scene = film
    for key in ("scores", "gaps"):
        placed = sorted({(value, round(y, 4)) for name, value, y in scene.marks_seen if name == key})
        assert len(placed) >= 6
        slopes = [(after[1] - before[1]) / (after[0] - before[0]) for before, after in pairwise(placed)]
        assert slopes == pytest.approx([slopes[-1]] * len(slopes), rel=0.02)
    assert max(value for name, value, _ in scene.marks_seen if name == "gaps") == 0


def test_each_mark_goes_to_its_power_then_a_bar_grows_up_to_it_and_large_bars_take_their_time_to_fall(film: Watched) -> None:
    assert [source for source, _ in film.grew if source in film.went][: len(film.words)] == list(range(len(film.words)))
    for source, top in film.grew[: len(film.words)]:
        assert film.went[source][1] == pytest.approx(top, abs=1e-6)
        assert film.went[source][1] <= film.went[source][0] + 1e-6
    long = [seconds for value, seconds in film.fell if value >= 0.3]
    assert long
    assert min(long) >= 1.0


def test_no_number_of_a_score_is_on_the_line_of_nought(film: Watched) -> None:
    for mark, number in zip(film.scoring.marks.values(), film.scoring.numbers.values(), strict=True):
        assert abs(float(number.get_y()) - film.ruler.nought) > 0.15, mark.reading


def test_weights_fill_a_length_of_one_and_threads_are_as_wide(film: Watched) -> None:
    scene = film
    weighed = [whole for key, whole in scene.wholes_seen if key == "weights"]
    assert len(weighed) >= 4
    assert weighed == pytest.approx([1.0] * len(weighed), abs=1e-4)
    widths = [width / value for value, width in scene.beams_seen if value > 1e-3]
    assert len(widths) > 10
    assert widths == pytest.approx([LONG] * len(widths))


@pytest.mark.parametrize("x", [-6.4, 0.0, 6.4])
def test_a_ribbon_stays_between_its_ends_as_it_grows(x: float) -> None:
    middle, widths = course((2.7, -0.7), (x, 0.9)), (LONG, 0.3)
    whole = ribbon(middle, widths)
    corners = whole[[0, 3, 8, 11]]
    assert corners[[3, 2], 0] - corners[[0, 1], 0] == pytest.approx(widths)
    for share in (0.001, 0.3, 0.7, 0.95, 1.0):
        part = ribbon(middle, widths, share)
        assert (part[:, :2] >= corners[:, :2].min(axis=0) - 1e-9).all()
        assert (part[:, :2] <= corners[:, :2].max(axis=0) + 1e-9).all()
        assert part[[0, 11]] == pytest.approx(whole[[0, 11]])  # its foot is where it was
        for here, (a, b, c, d) in ((part[3], whole[:4]), (part[8], whole[11:7:-1])):  # its head is on the sides of the whole
            rest = 1 - share
            assert here == pytest.approx(rest**3 * a + 3 * share * rest**2 * b + 3 * share**2 * rest * c + share**3 * d)


def test_the_score_is_told_with_what_the_units_without_rows_add(film: Watched) -> None:
    scene, trace = film, film.trace
    (beat,) = (beat for beat in scene.beats if "add up to the score" in beat.caption)
    shown = [display for display in beat.displays if display.aspect == "length"]
    units = {display.reading.index for display in shown if display.reading.key == "scorer_products"}
    assert units == {(scene.step, scene.best, unit) for unit in trace.active_units[scene.step]}
    (others,) = (display.reading for display in shown if display.reading.key == "other_products")
    parts = sum(trace.scorer_products[index] for index in units)
    assert parts + float(others.value) == pytest.approx(trace.scores[scene.step, scene.best])
    printed = {(display.reading.key, display.shown) for display in beat.displays if display.aspect == "text"}
    assert ("other_products", spell(float(others.value), scene.places.products)) in printed
    assert ("other_units", spell(len(trace.scorer_vector) - len(units), 0)) in printed


@pytest.mark.some("shift", [-16.0, 12.0], take=1)
def test_scores_may_be_anywhere(shift: float) -> None:
    trace = zoo.load("english_french").run("how was your day")
    moved = trace.attention._replace(scores=trace.scores + shift)  # the same weights
    scene, report = worker.rehearse(Watched, Brief(replace(trace, attention=moved)))
    assert not [problem for problem in report.problems if "In the trace" not in problem]
    assert scene.time < 90


def test_one_word_takes_all_and_is_told_without_softmax() -> None:
    scene = tell(Watched, Brief(zoo.load("english_french").run("day")), true=True)  # test_every_film.py tells it watched
    captions = [beat.caption for beat in scene.beats]
    assert any("one word takes all" in caption for caption in captions)
    assert not any("exp" in caption for caption in captions)
    [taken] = [beat for beat in scene.beats if "one word takes all" in beat.caption]
    assert (scene.moment.start, scene.moment.end) == pytest.approx((taken.start, taken.end), abs=0.1)


def test_one_word_is_not_said_to_be_all_words() -> None:
    said = [beat.caption for beat in tell(Watched, Brief(zoo.load("english_french").run("day"))).beats]
    assert looks(1) in said
    assert mixes(1) in said
    assert not any("each word" in each.lower() or "Each h" in each for each in said)


@pytest.mark.parametrize("text", ["no no no", "do you like tea", "i am tired", "it costs 20 dollars"])
def test_the_answer_says_that_the_look_is_new_only_where_it_swings(text: str) -> None:
    scene = tell(Watched, Brief(zoo.load("english_french").run(text)))
    said = [beat.caption for beat in scene.beats]
    assert any("nearly the same look" in each for each in said[:-1]) == (said[-1] == answered(4, swings=False))
    assert (said[-1] == answered(4, swings=True)) == any(each.startswith("New state, other scores") for each in said)


def test_a_largest_score_below_nought_is_added_and_not_said_to_come_off() -> None:
    trace = zoo.load("english_french").run("no no no")
    scene = tell(Watched, Brief(trace))
    largest = trace.scores[scene.step].max()  # type: ignore[attr-defined]
    assert largest < 0
    assert f"Only gaps count, so {-largest:.2f} is added to every score: the largest is 0." in [b.caption for b in scene.beats]


def test_forty_words_are_told_in_time() -> None:
    text = " ".join(["the old man was sleeping in the garden of the church"] * 4).split()[:40]
    assert tell(Watched, Brief(zoo.load("english_french").run(" ".join(text))), true=True).time < 90


def evenly() -> Brief:
    """Return what the film of scores tells of 33 words of which each has the same weight: a bar has no room for any of them."""
    trace = zoo.load("english_french").run(" ".join(["the old man was sleeping in the garden of the church"] * 3))
    even = trace.attention._replace(
        scores=np.zeros_like(trace.scores), weights=np.full_like(trace.weights, 1 / trace.weights.shape[1])
    )
    return Brief(replace(trace, attention=even))


def test_a_bar_without_room_for_any_word_is_told() -> None:
    assert [act.title for act in tell(Watched, evenly()).acts][-1] == "the answer"


@pytest.mark.thorough  # other bars are watched in every run
def test_a_bar_without_room_for_any_word_is_true_but_for_its_weights() -> None:
    _, report = worker.rehearse(Watched, evenly())
    assert all("holds" in problem or "=" in problem for problem in report.problems), report.problems  # of equations alone


def test_the_moment_is_softmax(film: Watched) -> None:
    scene = film
    assert scene.moment.start is not None
    assert scene.moment.end is not None
    assert LENGTH[0] <= scene.moment.end - scene.moment.start <= LENGTH[1]
    inside = [beat.caption for beat in scene.beats if scene.moment.start <= beat.start < scene.moment.end]
    assert inside[0].startswith("exp makes bars")
    assert "exactly one" in inside[-1]


def test_the_state_becomes_another_one_after_the_mix_and_before_the_word(film: Watched) -> None:
    scene = film
    looked = [(beat, {display.reading.key for display in beat.displays}) for beat in scene.beats]
    number = next(number for number, (beat, _) in enumerate(looked) if beat.caption.startswith("The old state, “"))
    states = [
        {display.reading.index[0] for display in beat.displays if display.reading.key == "previous_states"}
        for beat, _ in looked[number - 1 : number + 1]
    ]
    assert states == [{scene.now}, {scene.now, scene.now + 1}]
    assert "context" in looked[number - 1][1]
    assert "context" not in looked[number][1]


def test_the_last_word_travels_into_the_next_state_before_that_changes(film: Watched) -> None:
    keys = [key for key, _ in film.told_to_state]
    assert ("written_tokens", (film.now - 1,)) in film.told_to_state
    assert keys.index("written_tokens") < keys.index("context")


def test_the_scores_and_weights_of_a_published_film_are_red(film: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    trace: Any = film.trace
    scores, weights = trace.scores.copy(), trace.weights.copy()
    scores[0], weights[0] = -40.0, 0.0
    scores[0, :5], weights[0, :5] = [0.4, 1.6, 2.8, 0.9, 0.2], [0.05, 0.16, 0.55, 0.18, 0.06]
    published = replace(trace, attention=trace.attention._replace(scores=scores, weights=weights))
    monkeypatch.setattr(film, "brief", Brief(published, word=0))
    report = audit(film)
    assert any("weights = softmax(scores)" in problem for problem in report.problems)
    assert any("weights = powers / power_sums" in problem for problem in report.problems)


def test_a_score_that_was_not_computed_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = of_its_last_word()
    trace: Any = scene.trace
    scores = trace.scores.copy()
    scores[-1, 2] += 0.05
    monkeypatch.setattr(scene, "brief", Brief(replace(trace, attention=trace.attention._replace(scores=scores))))
    wrong = {row.key for row in audit(scene).rows if row.problem}
    assert "scores" in wrong


def test_what_it_cannot_show_is_refused_in_a_sentence() -> None:
    plain = zoo.load("english_marathi_plain").run("Rahul is a good boy")
    with pytest.raises(TraceError, match=r"^This film shows attention, and the model of this trace has none\.$"):
        AttentionScores.check(Brief(plain))
    trace = zoo.load("english_french").run("how was your day")
    AttentionScores.check(Brief(trace, word=len(trace.target_tokens) - 1))
    with pytest.raises(UsageError, match="There is no word 99: "):
        AttentionScores.check(Brief(trace, word=98))


def test_the_last_word_has_no_next_one() -> None:
    scene = of_its_last_word()
    acts = [act.title for act in scene.acts]
    assert "the next look" not in acts
    assert acts[-1] == "the answer"


@pytest.mark.parametrize("height", [480, 1080])
def test_the_parts_of_the_equation_are_its_glyphs(height: int, manim_ready: Path) -> None:
    with tempconfig({"pixel_height": height}):
        made = Equation("scores", notation=NOTATION, theme=DARK)
        parts = {name: made.part(name) for name in made.quantity.parts}
    assert sorted(map(id, made.submobjects)) == sorted(id(glyph) for glyphs in parts.values() for glyph in glyphs)
    colours = {name: {glyph.get_fill_color().to_hex().upper() for glyph in glyphs} for name, glyphs in parts.items()}
    assert colours["state"] == {DARK.target}
    assert colours["annotation"] == {DARK.source}
    assert {colour for name in ("score", "scorer_vector", "tanh", "plus") for colour in colours[name]} == {DARK.ink}


@pytest.mark.parametrize("value", [0.3, 0.04, 0.004, 0.0004, 0.996, 0.99996, 1.0, 680.3, 12.0])
def test_a_positive_value_is_not_printed_as_nought_nor_as_one(value: float) -> None:
    printed = number(spell(value, telling(value)))
    assert printed > 0
    assert value == 1 or printed != 1


def test_what_lies_between_a_score_and_a_weight() -> None:
    trace = zoo.load("english_french").run("how was your day")
    np.testing.assert_allclose(np.tanh(trace.scorer_preactivation), trace.scorer_hidden, atol=1e-12)
    np.testing.assert_allclose(trace.scorer_products.sum(axis=2), trace.scores, atol=1e-9)
    np.testing.assert_allclose(trace.powers / trace.power_sums[:, None], trace.weights, atol=1e-12)
    with pytest.raises(TraceError, match="has no 'powers'"):
        zoo.load("english_marathi_plain").run("Rahul is a good boy").lookup("powers")


def test_the_next_look_has_a_wide_ruler_whose_words_are_named_and_the_first_one_comes_back(film: Watched) -> None:
    step, now = film.later_step, film.now + 1
    xs = [float(mark.get_x()) for mark in step.marks]
    assert xs == sorted(xs)
    assert xs[-1] - xs[0] > 3.0
    assert step.network.frame.get_right()[0] < step.out.get_right()[0] < xs[0]
    assert [label.text for label in step.names] == [str(word) for word in film.words.values]
    asked = next(beat for beat in film.beats if beat.caption.startswith("The new state asks"))
    texts = {each.reading.index for each in asked.displays if each.reading.key == "scores" and each.aspect == "text"}
    assert texts == {(now, source) for source in range(len(film.words))}
    assert not any(each.aspect == "width" and each.reading.key == "weights" for each in asked.displays)  # ribbons make room
    last = {each.reading.index for each in film.beats[-1].displays if each.reading.key == "weights" and each.aspect == "width"}
    assert last == {(time, source) for time in (film.now, now) for source in range(len(film.words))}
    assert 0.0 < film.first.beams[0].get_fill_opacity() < film.second.beams[0].get_fill_opacity()
