"""A moment, an act, or a clip of each act: the frames of the film, with captions from zero, and nothing else is drawn."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from click.testing import Result
from manim import RIGHT, Circle, tempconfig
from PIL import Image

from model.errors import FileError, RenderError, UsageError
from model.trace import ReaderTrace
from scenes import lstm_sentence
from scenes.mobjects.theme import DARK
from scenes.stage import cuts, worker
from scenes.stage.catalogue import Story
from scenes.stage.cuts import Piece, pieces, whereabouts
from scenes.stage.drawing import parts
from scenes.stage.drawing.parts import Chosen, PartRenderer
from scenes.stage.jobs import RenderJob
from scenes.stage.planning import Intent, plan
from scenes.telling.scene import Brief, TraceScene

RATE = 15
ACTS = "first, then", "the middle", "the end"
CUTS: tuple[dict[str, Any], ...] = ({"moment": True}, {"act": "The  Middle"}, {"act": "first, then"})


class Circles(TraceScene):
    """A film of three acts, with its moment from within the first to within the second."""

    title, trace_type, model, text = "Circles", ReaderTrace, "reviews", "good"
    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        self.circle = Circle(radius=0.4, color=DARK.memory, fill_opacity=1)
        self.act(ACTS[0])
        with self.beat("A circle."):
            self.add(self.circle)
            self.go(0.6)
        with self.moment():
            with self.beat("It goes on."):
                self.go(1)
            self.act(ACTS[1])
            with self.beat("And on."):
                self.go(0.4)
                self.mark_poster()
        with self.beat("And on, slowly."):
            self.go(1.2)
        self.act(ACTS[2])
        with self.beat("It is over."):
            self.go(0.2)

    def go(self, seconds: float) -> None:
        """Move the circle."""
        self.play(self.circle.animate.shift(0.3 * RIGHT), run_time=seconds)


class Twice(Circles):
    """A film that marks a second moment."""

    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        super().construct()
        with self.moment():
            self.go(1)


class Nested(Circles):
    """A film that marks a moment within its moment."""

    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        self.act("all")
        with self.moment(), self.moment():
            self.wait(1)


class Plain(Circles):
    """A film without a moment."""

    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        self.act("all")
        with self.beat("A circle."):
            self.add(Circle())


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SECONDS", 0.8)  # so that a piece is made of several


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch) -> Callable[[type], None]:
    return lambda story: monkeypatch.setattr(worker.catalogue, "load", lambda name: story)


@pytest.fixture
def make(tmp_path: Path, film: Callable[[type], None]) -> Callable[..., worker.Made]:
    """Return a function that makes the circles, or another film, with some options."""

    def made(story: type = Circles, heard: list[float] | None = None, **options: Any) -> worker.Made:
        film(story)
        settings = {"quality": "480p15", "text": "good", "theme": "dark"} | options
        formats = settings.pop("formats", ("vtt",))
        intent, found = Intent(f"{settings.pop('folder', tmp_path)}/", formats), [Story("circles", "Circles.")]
        [job] = plan(intent, found, **settings).jobs
        return worker.make(job, lambda done, total: (heard if heard is not None else []).append(done))

    return made


class Watching(PartRenderer):
    """Draws every part of some pieces, and keeps the pictures, one for each frame."""

    def __init__(self, where: cuts.Where) -> None:
        super().__init__(hands=Chosen(range(99), Path(), lambda *news: None), where=where)
        self.seen: list[np.ndarray] = []

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        super().add_frame(frame, num_frames)
        if not self.skip_animations:
            self.seen += [frame[..., :3].copy()] * num_frames


def seen(read: Callable[[str], ReaderTrace], **cut: Any) -> tuple[list[np.ndarray], list[Piece]]:
    """Draw what is cut out of the circles; return all its pictures, and the pieces."""
    job = RenderJob(scene="circles", formats=(), folder=Path(), quality="480p15", **cut)
    with tempconfig({"dry_run": True}):
        scene = Circles(brief=Brief(read("good")), renderer=Watching(whereabouts(job)))
        scene.render()
    return scene.renderer.seen, pieces(job, scene)  # type: ignore[union-attr]


def pictures(path: Path) -> list[np.ndarray]:
    """Return all pictures of a film."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def differ(one: np.ndarray, other: np.ndarray) -> float:
    """Return how much two pictures differ at most, once what an encoder adds is evened out."""
    blocks = np.abs(one.astype(float) - other)[:480, :848].reshape(60, 8, 106, 8, 3)
    return float(blocks.mean((1, 3)).max())


@pytest.fixture(scope="module")
def uncut(read: Callable[[str], ReaderTrace], manim_ready: Path) -> tuple[list[np.ndarray], list[Piece]]:
    """Return all pictures of the circles, of which nothing is left out."""
    return seen(read)


@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_a_piece_has_the_very_frames_of_the_film(
    cut: dict[str, Any], uncut: tuple[list[np.ndarray], list[Piece]], read: Callable[[str], ReaderTrace]
) -> None:
    whole, [film] = uncut
    drawn, [piece] = seen(read, **cut)
    start, end = round(piece.start * RATE), round(piece.end * RATE)
    assert len(whole) == round(film.end * RATE)
    assert len(piece.parts) > 1
    assert 0 < end - start < len(whole)
    assert len(drawn) == end - start
    for number, (got, expected) in enumerate(zip(drawn, whole[start:end], strict=True)):
        np.testing.assert_array_equal(got, expected, err_msg=f"frame {number}")


def test_clips_are_the_film(uncut: tuple[list[np.ndarray], list[Piece]], read: Callable[[str], ReaderTrace]) -> None:
    whole, [film] = uncut
    drawn, clips = seen(read, clips=True)
    assert [clip.title for clip in clips] == list(ACTS)
    assert [clip.start for clip in clips] == pytest.approx([0, *(clip.end for clip in clips[:-1])])
    assert clips[-1].end == pytest.approx(film.end)
    assert [part for clip in clips for part in clip.parts] == list(range(sum(len(clip.parts) for clip in clips)))
    assert all(np.array_equal(got, expected) for got, expected in zip(drawn, whole, strict=True))


@pytest.mark.some("cut", CUTS[:2], take=1)
def test_files_of_a_piece_begin_and_end_as_the_film_does_there(
    cut: dict[str, Any], make: Callable[..., worker.Made], tmp_path: Path
) -> None:
    heard: list[float] = []
    whole = make(formats=("mp4",), folder=tmp_path / "whole")
    made = make(heard=heard, formats=("mp4", "gif", "png"), **cut)
    film, poster = pictures(whole.result.paths[0]), np.asarray(Image.open(made.result.paths[2]))
    record = json.loads(made.result.paths[-1].read_text())
    start, end = (round(record["cut"][name] * RATE) for name in ("start", "end"))
    piece, gif = pictures(made.result.paths[0]), pictures(made.result.paths[1])
    assert len(piece) == end - start < len(film)
    assert heard[-1] == pytest.approx(made.result.duration) == pytest.approx((end - start) / RATE)
    assert differ(piece[0], film[start]) < 8 < differ(piece[0], film[max(start - 12, 0)] if start else film[20])
    assert differ(piece[-1], film[end - 1]) < 8
    assert len(gif) == pytest.approx(made.result.duration / 0.08, abs=1)
    shown = round(whole.scene.poster_time * RATE) if start < whole.scene.poster_time * RATE < end else end - 1
    assert differ(poster, film[shown]) < 20 < differ(poster, film[start])  # which is not lossless


@pytest.mark.parametrize(
    ("cut", "captions"),
    [
        ({"moment": True}, ["It goes on.", "And on."]),
        ({"act": "the middle"}, ["And on.", "And on, slowly."]),
        ({"act": "the end"}, ["It is over."]),
    ],
)
def test_captions_and_chapters_begin_at_zero(
    cut: dict[str, Any], captions: list[str], make: Callable[..., worker.Made], tmp_path: Path
) -> None:
    made = make(formats=("vtt", "srt", "mp4"), **cut)
    vtt = made.result.paths[0].read_text().split("\n")
    assert vtt[2].startswith("00:00:00.000 --> ")
    assert vtt[3::3] == captions
    assert made.result.paths[1].read_text().split("\n")[1].startswith("00:00:00,000 --> ")
    assert [beat.caption for beat in made.beats] == captions
    assert (made.beats[0].start, made.beats[-1].end) == pytest.approx((0, made.result.duration), abs=1e-6)
    record = json.loads(made.result.paths[-1].read_text())
    assert [record["beats"][0][name] for name in ("caption", "start")] == [captions[0], 0]
    assert record["duration"] == pytest.approx(made.result.duration, abs=1e-3)
    with av.open(str(made.result.paths[2])) as container:
        chapters = container.chapters()
        assert container.duration == pytest.approx(made.result.duration * av.time_base, abs=av.time_base / RATE)
    told = [act for act in (ACTS if "moment" in cut else [cut["act"]]) if act != ACTS[2] or "act" in cut]
    assert [chapter["metadata"]["title"] for chapter in chapters] == told
    assert chapters[0]["start"] == 0
    assert chapters[-1]["end"] * Fraction(chapters[-1]["time_base"]) == pytest.approx(made.result.duration, abs=1e-3)


def test_a_clip_of_each_act_is_a_file_of_its_own(make: Callable[..., worker.Made]) -> None:
    made = make(clips=True, formats=("mp4", "vtt"))
    names = ["circles_01_first_then", "circles_02_the_middle", "circles_03_the_end"]
    assert [path.name for path in made.result.paths] == [
        *(f"{name}.{suffix}" for name in names for suffix in ("mp4", "vtt")),
        "circles.json",
    ]
    clips = [pictures(path) for path in made.result.paths[:-1:2]]
    assert sum(map(len, clips)) == round(made.result.duration * RATE)
    for path, caption in zip(made.result.paths[1:-1:2], ("A circle.", "And on.", "It is over."), strict=True):
        first = path.read_text().split("\n")[2:4]
        assert first[0].startswith("00:00:00.000")
        assert first[1] == caption
    for path, title in zip(made.result.paths[:-1:2], ACTS, strict=True):
        with av.open(str(path)) as container:
            assert container.metadata["title"] == f"Circles, {title}: good"
            assert [chapter["metadata"]["title"] for chapter in container.chapters()] == [title]
    record = json.loads(made.result.paths[-1].read_text())
    assert [act["title"] for act in record["acts"]] == list(ACTS)
    assert "cut" not in record


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"moment": True}, "circles_moment.vtt"),
        ({"act": "The   END"}, "circles_the_end.vtt"),
        ({}, "circles.vtt"),
    ],
)
def test_files_of_a_piece_are_called_after_it(options: dict[str, Any], name: str, make: Callable[..., worker.Made]) -> None:
    assert make(**options).result.paths[0].name == name


def test_a_name_that_was_given_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "titles", lambda job: ("one", "यह", "x" * 99))

    def named(**options: Any) -> list[str]:
        made = plan(Intent("talk/film.gif"), [Story("circles", "Circles.")], **options)
        return [each.path.name for each in made.outputs[0]]

    assert named(moment=True) == named(act="one") == named() == ["film.gif", "film.json"]
    assert named(clips=True) == ["film_01_one.gif", "film_02.gif", f"film_03_{'x' * 39}.gif", "film.json"]


def test_a_clip_that_something_is_in_the_way_of_is_refused_before_anything_is_drawn(
    make: Callable[..., worker.Made], tmp_path: Path
) -> None:
    (tmp_path / "circles_02_the_middle.mp4").mkdir()
    heard: list[float] = []
    with pytest.raises(FileError, match=r"circles_02_the_middle\.mp4 is a folder, it cannot be replaced by a file"):
        make(heard=heard, clips=True, formats=("mp4",))
    assert heard == []


@pytest.mark.parametrize(
    ("story", "options", "kind", "message"),
    [
        (Plain, {"moment": True}, UsageError, r"circles marks no moment to be shown alone: give --act or --clips, or leave"),
        (Plain, {"act": "al"}, UsageError, r"circles has no act 'al' \(did you mean all\?\); it has all\."),
        (Circles, {"act": "zzz"}, UsageError, r"has no act 'zzz'; it has .first, then., .the middle., .the end.\."),
        (Twice, {}, RenderError, r"could not be drawn \(ValueError: a film marks one moment, this is its second"),
        (Nested, {"moment": True}, RenderError, r"a film marks one moment, this is its second"),
        (Circles, {"act": "the end", "clips": True}, UsageError, "A film is cut in one way: give one of --moment, --act and"),
    ],
)
def test_what_cannot_be_cut_is_refused_in_a_sentence(
    story: type, options: dict[str, Any], kind: type, message: str, make: Callable[..., worker.Made], tmp_path: Path
) -> None:
    with pytest.raises(kind, match=message) as error:
        make(story, **{"formats": ("mp4",)} | options)
    assert str(error.value).endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_cuts(run: Callable[..., Result], film: Callable[[type], None]) -> None:
    film(Circles)
    done = run("lstm_sentence", "-q", "480p15", "-f", "vtt", "--clips", "--text", "good", "-o", "talk")
    assert done.output.split() == [
        "talk/lstm_sentence_01_first_then.vtt",
        "talk/lstm_sentence_02_the_middle.vtt",
        "talk/lstm_sentence_03_the_end.vtt",
        "talk/lstm_sentence.json",
    ]
    assert run("lstm_sentence", "-q", "480p15", "-f", "vtt", "--act", "the end", "--text", "good").exit_code == 0
    refused = run("lstm_sentence", "--moment", "--clips")
    assert (refused.exit_code, refused.output) == (
        1,
        "Error: A film is cut in one way: give one of --moment, --act and --clips.\n",
    )
