"""The film of weights that were given: told of any matrix that fits, true, readable, and marked as not computed here."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import DL, UR
from unwatched import tell

from model import zoo
from model.trace import AttentionTrace, softmax
from scenes.alignment import Alignment
from scenes.mobjects.sets.asking import Trail
from scenes.mobjects.text import Label
from scenes.mobjects.weaving import Kindle, Rearrange, Stretch, accelerating
from scenes.stage import provenance, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import Report
from scenes.telling.scene import Brief

MARK = "given, not computed here"
ENGLISH = (
    "the",
    "agreement",
    "on",
    "the",
    "European",
    "Economic",
    "Area",
    "was",
    "signed",
    "in",
    "August",
    "1992",
    ".",
    "[SEP]",
    "!",
)
FRENCH = (
    "l'",
    "accord",
    "sur",
    "la",
    "zone",
    "économique",
    "européenne",
    "a",
    "été",
    "signé",
    "en",
    "août",
    "1992",
    ".",
    "[SEP]",
)
MATRICES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "3 x 4": (["le", "chat", "dort"], ["the", "cat", "is", "sleeping"]),
    "1 x 1": (["oui"], ["yes"]),
    "1 x 15": (["oui"], ENGLISH),
    "15 x 1": (FRENCH, ["yes"]),
    "15 x 15": (FRENCH, ENGLISH),
    "one word again and again": (["a"] * 6, ["a"] * 6),
    "pieces of words": (["[CLS]", "play", "##ing", "</s>"], ["Ġthe", "Ġcat", ",", "{word}"]),
}


def told(trace: AttentionTrace) -> tuple[Any, Report]:
    Alignment.admit(Brief(trace))
    scene, report = worker.rehearse(Alignment, Brief(trace))
    assert report.problems == ()
    return scene, report


def of(target: Sequence[str], source: Sequence[str], **options: Any) -> AttentionTrace:
    weights = softmax(3 * np.random.default_rng(0).normal(size=(len(target), len(source))))
    return AttentionTrace.of(weights, source, target, **options)


@pytest.mark.some("case", [*MATRICES], take=2)
def test_a_matrix_is_told_and_marked(case: str, manim_ready: Path) -> None:
    trace = of(*MATRICES[case], notes="layer 3, head 2", origin="look_2.npz")
    scene, report = told(trace)
    assert report.mark == report.as_json()["mark"] == MARK
    assert [identity.name for identity in report.identities] == ["weights sum to 1"]
    labels = [each.text for thing in scene.mobjects for each in thing.get_family() if isinstance(each, Label)]
    assert any(MARK in text for text in labels)
    last = scene.beats[-1]
    assert {"look_2.npz", trace.provenance.fingerprint} <= {str(each.shown) for each in last.displays}
    for beat in scene.beats:
        assert "model" not in beat.caption
        assert "written" not in beat.caption
        assert len(beat.caption) / (beat.end - beat.start) <= 17 + 1e-6
    assert all(first.end <= second.start + 1e-9 for first, second in pairwise(scene.beats))
    shown = {(row.key, row.index) for row in report.rows}
    assert {("weights", index) for index in np.ndindex(trace.weights.shape)} <= shown


@pytest.mark.parametrize(
    ("weights", "options", "says"),
    [
        ([[0.25, 0.75]], {}, "A row adds up to one."),
        ([[0.33, 0.66]], {"rounding": 0.005}, "A row adds up to one, but for rounding."),
        ([[0.33, 0.4]], {"normalized": False}, "Rows need not add up to one."),
    ],
)
def test_what_is_said_of_the_sums_is_so(weights: Any, options: Any, says: str, manim_ready: Path) -> None:
    scene, report = told(AttentionTrace.of(weights, ["a", "b"], ["c"], **options))
    assert [beat.caption for beat in scene.beats if says[:-1] in beat.caption]
    assert len(report.identities) == options.get("normalized", True)


def test_files_say_that_weights_were_given(manim_ready: Path, tmp_path: Path) -> None:
    trace = of(*MATRICES["3 x 4"], origin="look.npz")
    job = RenderJob(scene="alignment", formats=(), folder=tmp_path, command="x")
    assert dict(provenance.metadata(job, [trace]))["weights"] == f"{trace.provenance.fingerprint} of look.npz, {MARK}"
    provenance.write_record(job, *told(trace), tmp_path / "film.json")
    record = (tmp_path / "film.json").read_text(encoding="utf-8")
    assert MARK in record
    assert '"given":{"origin":"look.npz"' in record
    assert '"model":' not in record


def test_of_a_translator_it_says_what_was_computed(manim_ready: Path) -> None:
    trace = zoo.load("english_french").run("would you like some tea")
    assert trace.reversed_run == ()
    step = trace.most_spread
    word, source, weight = trace.written_tokens[step], trace.source_tokens[trace.strongest[step]], trace.weights[step].max()
    scene, report = worker.rehearse(Alignment, Brief(trace))
    assert report.mark == ""
    assert scene.beats[0].caption == f"Where did the model look when it wrote “{word}”?"
    assert scene.beats[-2].caption == f"“{word}” spread its look the most: “{source}” got {weight:.2f} of it."
    assert scene.beats[-1].caption == "Each word looked at least as far right as the one before."
    assert MARK not in " ".join(beat.caption for beat in scene.beats)


SIGNED = "the agreement on the european economic area was signed in 1992"


@pytest.fixture(scope="module")
def signed(manim_ready: Path) -> tuple[Any, Report]:
    """Return the film as it is told of a sentence that is looked at backwards, and its audit."""
    return worker.rehearse(Alignment, Brief(zoo.load("english_french").run(SIGNED)))


def test_words_that_look_backwards_are_asked_about_and_answered(signed: tuple[Any, Report]) -> None:
    scene, report = signed
    assert report.problems == ()
    captions = [beat.caption for beat in scene.beats]
    assert captions[0] == "Where did the model look when it wrote “zone économique européenne”?"
    assert "Then the order turns: step by step, the model looks further left." in captions
    assert "“été” and “signé” both looked at “signed”." in captions
    first = scene.trace.weights[0, 0]
    assert f"“l'” looked at the first “the”: {first:.2f}. A row adds up to one." in captions
    assert captions[-2:] == ["It looked at “european economic area” from right to left.", "So the threads cross."]
    assert {"alignment_error", "provenance.fingerprint"} <= {each.reading.key for each in scene.beats[-1].displays}
    lit = {thread.reading.index[0] for *_, thread in scene.loom.threads if thread.get_stroke_opacity() == thread.levels[1]}
    assert lit == {4, 5, 6}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("hello", "“bonjour” looked at “hello”: 1.00.", "“bonjour” looked at “hello”."),
        ("yes no", "“oui” looked most at “no”: 0.64.", "“oui” looked at more than one word, most of all at “no”."),
        (
            "no no no",
            "“non” looked most at the third “no”: ",
            "“non” looked at more than one word, most of all at the third “no”.",
        ),
    ],
)
def test_one_written_word_is_told_by_how_much_it_looked_at_one(text: str, first: str, last: str, manim_ready: Path) -> None:
    scene = tell(Alignment, Brief(zoo.load("english_french").run(text)))
    said = [beat.caption for beat in scene.beats]
    assert any(each.startswith(first) for each in said)
    assert said[-1] == last


def test_of_one_word_that_is_looked_at_every_weight_is_one_where_it_is(manim_ready: Path) -> None:
    said = tell(Alignment, Brief(of(["a", "b"], ["x"]))).beats[-1].caption
    assert said == "With only one word to look at, every weight is 1.00."
    half = AttentionTrace.of([[0.4], [0.6]], ["x"], ["a", "b"], normalized=False)
    assert "every weight" not in tell(Alignment, Brief(half)).beats[-1].caption


def test_weights_that_need_not_add_up_to_one_are_compared_as_parts_of_their_rows(manim_ready: Path) -> None:
    trace = AttentionTrace.of([[1.0, 0.95], [0.1, 0.7]], ["the", "cat"], ["le", "chat"], normalized=False)
    assert trace.most_spread == 0
    assert [trace.largest_part(step) for step in (0, 1)] == pytest.approx([1.0 / 1.95, 0.875])
    said = [beat.caption for beat in tell(Alignment, Brief(trace)).beats]
    assert "“le” looks most at “the”: 1.00. Rows need not add up to one." in said
    assert "“le” spreads its look the most: its largest weight is 1.00, at “the”." in said
    nought = AttentionTrace.of([[0.0, 0.0], [0.1, 0.7]], ["the", "cat"], ["le", "chat"], normalized=False)
    assert (nought.largest_part(0), nought.most_spread) == (0.0, 0)


def test_threads_at_a_written_word_lie_side_by_side(signed: tuple[Any, Report]) -> None:
    scene, _ = signed
    loom = scene.loom
    for row, weights in enumerate(loom.values):
        at = loom.print.targets[row].x + loom.below[row]
        assert np.diff(at) == pytest.approx((weights[1:] + weights[:-1]) / 2 * loom.across)
    for row, source, thread in loom.threads:
        assert thread.get_stroke_width() == pytest.approx(100 * loom.across * loom.values[row, source])
        assert thread.points[-1, 0] == pytest.approx(loom.print.targets[row].x + loom.below[row, source])


def test_what_a_model_doubts_is_said_with_the_result(manim_ready: Path) -> None:
    trace = zoo.load("english_french").run("The zorgle was signed in uncharacteristically august")
    assert trace.confidence < 0.5
    scene = tell(Alignment, Brief(trace))
    assert {"confidence", "unknown_count"} <= {each.reading.key for each in scene.beats[-1].displays}


@pytest.mark.some(("rows", "columns"), [(32, 40), (33, 3), (3, 40)], take=1)
def test_of_long_rows_some_threads_are_shown_and_that_is_said(rows: int, columns: int, manim_ready: Path) -> None:
    weights = np.full((rows, columns), 0.2 / columns)
    weights[np.arange(rows), np.arange(rows) * columns // rows] += 0.8
    trace = AttentionTrace.of(weights, [f"wonderful{chr(97 + each % 4)}" for each in range(columns)], ["expliquaient"] * rows)
    scene, _ = told(trace)
    assert any("room for some of the threads" in beat.caption for beat in scene.beats)
    assert 0 < len(scene.loom.rows) <= rows
    assert (len(scene.loom.rows), len(scene.loom.columns)) != (rows, columns)


def test_marathi_words_have_glosses_under_them(manim_ready: Path) -> None:
    trace = zoo.load("english_marathi").run("rahul is a good boy")
    scene, report = worker.rehearse(Alignment, Brief(trace))
    assert report.problems == ()
    assert [tag.gloss.text for tag in scene.loom.targets] == ["rahul", "good", "boy", "is"]
    for tag in scene.loom.targets:
        assert tag.gloss.get_top()[1] < tag.box.get_bottom()[1]
        assert tag.gloss.get_x() == pytest.approx(tag.box.get_x(), abs=0.01)


def test_few_rows_move_at_a_time_and_the_first_alone() -> None:
    for count in (1, 2, 3, 12, 33):
        spans = accelerating(count, overlap=2.6)
        assert max(end for _, end in spans) == pytest.approx(1.0)
        for at in np.linspace(0, 1, 500):
            assert sum(start + 1e-9 < at < end - 1e-9 for start, end in spans) <= 3
        assert count == 1 or spans[0][1] <= spans[1][0] + 1e-9


def test_a_single_word_is_told_in_one_beat_and_its_threads(manim_ready: Path) -> None:
    scene = tell(Alignment, Brief(of(*MATRICES["1 x 15"])), true=True)
    assert len(scene.beats) == 4
    assert 15 <= scene.time <= 24


def test_the_word_looked_at_is_in_focus_before_its_cell_comes(
    signed: tuple[Any, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, _ = signed
    monkeypatch.setattr(scene, "in_focus", [])
    for row in (0, 4):
        (_, word), (_, source) = scene.lights(row, 0.0, 1.0, None)
        comes, _ = scene.due(row, scene.main(row), 0.0, 1.0)
        assert word(0.3) == pytest.approx(1.0)
        assert source(0.3 * comes) == 0.0
        assert source(comes) == pytest.approx(1.0)


def test_light_goes_over_the_words_of_the_first_row_one_by_one_and_ends_where_the_word_looked(
    signed: tuple[Any, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, _ = signed
    monkeypatch.setattr(scene, "in_focus", [])
    for at in np.linspace(0.0, 1.0, 201):
        levels = dict.fromkeys(scene.loom.sources, 0.0)
        for tag, level in [*scene.lights(0, 0.0, 1.0, None)[1:], *scene.tried(0)]:
            levels[tag] = max(levels[tag], level(at))
        assert sum(level > 0.6 for level in levels.values()) <= 1
    assert [tag for tag, level in levels.items() if level > 0] == [scene.loom.sources[scene.main(0)]]


def test_a_staircase_is_said_where_the_order_is_the_same_before_it_turns(signed: tuple[Any, Report]) -> None:
    said = "the order is the same: a staircase"
    assert any(said in beat.caption for beat in signed[0].beats)
    upside_down = AttentionTrace.of(np.eye(5)[::-1] * 0.9 + 0.02, [*"abcde"], [*"vwxyz"])
    assert not any(said in beat.caption for beat in tell(Alignment, Brief(upside_down), true=True).beats)


def test_notes_of_given_weights_stand_in_the_last_picture(manim_ready: Path) -> None:
    scene = tell(Alignment, Brief(of(*MATRICES["3 x 4"], notes="layer 3, head 2", origin="look_2.npz")), true=True)
    assert "layer 3, head 2" in {str(each.shown) for each in scene.beats[-1].displays}


def test_looks_that_are_asked_for_go_up_from_the_question_to_every_word_once(signed: tuple[Any, Report]) -> None:
    asking = signed[0].asking
    trails = [each for each in asking.wonder(1.0) if isinstance(each, Trail)]
    assert [trail.mobject for trail in trails] == asking.ways
    for trail in trails:
        heights = [float(dot.get_y()) for dot in trail.mobject]
        assert heights == sorted(heights)
        lit = [trail.level(number, 0.4) for number in range(len(heights))]
        assert lit == sorted(lit, reverse=True)


def test_no_word_goes_over_another_one(manim_ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over, play = [], Alignment.play

    def watched(self: Alignment, *animations: Any, **options: Any) -> None:
        moves = [each for each in animations if isinstance(each, Rearrange | Stretch)]
        for each in moves:
            each.begin()
        for alpha in np.linspace(0, 1, 101) if moves else ():
            for each in moves:
                each.interpolate_mobject(alpha)
            boxes = [np.array([tag.box.get_corner(DL)[:2], tag.box.get_corner(UR)[:2]]) for tag in self.loom.targets]
            for (one, first), (two, second) in combinations(enumerate(boxes), 2):
                if (np.minimum(first[1], second[1]) - np.maximum(first[0], second[0]) > 0.01).all():
                    over.append((one, two, alpha))
        for each in moves:
            each.interpolate_mobject(0.0)
        play(self, *animations, **options)

    monkeypatch.setattr(Alignment, "play", watched)
    tell(Alignment, Brief(zoo.load("english_french").run(SIGNED)), true=True)
    assert over == []


@pytest.mark.parametrize(
    ("looks", "says"),
    [
        ([0, 1, 1, 2], "“w” and “x” both look at “b”."),
        ([0, 1, 1, 1], "“w x y” all look at “b”."),
        ([0, 1, 2, 3], None),
        ([0, 1, 4, 4], None),  # vaguely
    ],
)
def test_words_that_looked_at_one_are_named_if_there_are_any(looks: list[int], says: str | None, manim_ready: Path) -> None:
    weights = np.array([np.eye(4)[look] * 0.88 + 0.03 if look < 4 else np.array([0.3, 0.2, 0.2, 0.3]) for look in looks])
    scene, _ = told(AttentionTrace.of(weights, [*"abcd"], [*"vwxy"]))
    captions = [beat.caption for beat in scene.beats]
    assert [each for each in captions if "both look" in each or "all look" in each] == ([says] if says else [])


@pytest.mark.parametrize("text", [SIGNED, "how was your day"])
def test_rows_are_ruled_before_they_are_written_and_no_weight_is_said_twice(text: str, manim_ready: Path) -> None:
    scene = tell(Alignment, Brief(zoo.load("english_french").run(text)))
    last = [rule.get_y() for rule in scene.rules]
    assert last == sorted(last, reverse=True)
    for y, spot in zip(last, scene.loom.map.targets, strict=True):
        assert y < spot.y - spot.high / 2
    said = [share for beat in scene.beats for share in re.findall(r"[01][.]\d+", beat.caption)]
    assert said
    assert len(said) == len(set(said))


def test_no_caption_is_said_twice_where_rows_turn_without_a_staircase(manim_ready: Path) -> None:
    weights = np.array([np.eye(8)[look] * 0.84 + 0.02 for look in (1, 0, 0, 4, 3, 2, 5, 7)])
    captions = [beat.caption for beat in tell(Alignment, Brief(AttentionTrace.of(weights, [*"abcdefgh"], [*"stuvwxyz"]))).beats]
    assert len(captions) == len(set(captions))


def test_of_words_that_looked_at_one_is_told_when_their_cells_are_there(signed: tuple[Any, Report]) -> None:
    scene, _ = signed
    number = next(number for number, beat in enumerate(scene.beats) if "both looked" in beat.caption)
    there = {each.reading.index for each in scene.beats[number - 1].displays if each.reading.key == "weights"}
    assert {(8, 8), (9, 8)} <= there
    assert (10, 9) not in there


def test_words_that_climb_leave_one_by_one_so_that_they_make_no_staircase(signed: tuple[Any, Report]) -> None:
    climbing = Rearrange(signed[0].loom, signed[0].loom.map, climbing=True)
    for alpha in np.linspace(0, 1, 201):
        done = climbing._shares(float(alpha), 12)
        assert sum(0 < share < 1 for share in done.max(axis=1)) <= 8
        assert (np.diff(done, axis=0) <= 1e-9).all()


def test_light_that_passes_leaves_a_thread_at_its_top_and_one_that_comes_leaves_it_lit(signed: tuple[Any, Report]) -> None:
    scene, _ = signed
    lit = next(thread for *_, thread in scene.loom.threads if thread.get_stroke_opacity() == thread.levels[1])
    light = Kindle(lit, scene.theme, run_time=1)
    light.interpolate(1.0)
    top = light.mobject.points[:, 1]
    assert top.min() > lit.points[0, 1] - 0.05
    resting = next(thread for *_, thread in scene.loom.threads if thread.get_stroke_opacity() == thread.levels[0]).copy()
    light = Kindle(resting, scene.theme, run_time=1)
    light.clean_up_from_scene(scene)
    assert resting.get_stroke_opacity() == resting.levels[1]


def test_of_weights_that_are_all_alike_none_is_told_as_the_largest() -> None:
    scene, report = told(AttentionTrace.of(np.full((3, 4), 0.25), [*"abcd"], [*"vwx"]))
    assert report.problems == ()
    captions = [beat.caption for beat in scene.beats]
    assert "“v” looks at all words alike: 0.25 for each. A row adds up to one." in captions
    assert "“v” looks at all words alike: 0.25 for each." in captions
    assert captions[-1] == "No word looks at one of them more than at others."


def test_of_long_given_sentences_it_is_asked_of_words_whose_look_has_room() -> None:
    words = [f"{chr(97 + each % 26)}{each}" for each in range(40)]
    weights = softmax(4 * np.random.default_rng(2).normal(size=(10, 40)))
    scene, report = told(AttentionTrace.of(weights, words, words[:10]))
    assert report.problems == ()
    assert all(scene.looked_at(scene.steps[scene.loom.rows[row]]) in scene.loom.columns for row in scene.asked)
