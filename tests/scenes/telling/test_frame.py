"""A picture has the shape that its pixels have, and a film is only made in shapes that it knows."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from manim import config, tempconfig

from model import zoo
from model.errors import UsageError
from scenes.lstm_sentence import LSTMSentence
from scenes.mobjects.areas import Area
from scenes.stage import jobs, worker
from scenes.stage.jobs import QUALITIES, Quality, RenderJob
from scenes.telling import frame
from scenes.telling.frame import FRAMES, frame_for
from scenes.telling.scene import Brief

TALL = replace(FRAMES["16:9"], name="9:16", size=(8.0, 8.0 * 16 / 9))


def names(whole: frame.Frame) -> dict[str, Area]:
    return {name: value for name in whole.__slots__ if isinstance(value := getattr(whole, name), Area)}


@pytest.mark.parametrize("quality", QUALITIES.values(), ids=QUALITIES)
def test_every_quality_has_a_frame(quality: Quality) -> None:
    assert frame_for(quality.width, quality.height) in FRAMES.values()


def test_a_shape_without_a_frame_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"^There is no frame for pictures of 800 by 800 pixels; there are frames of .*16:9"):
        frame_for(800, 800)


@pytest.mark.parametrize("whole", FRAMES.values(), ids=FRAMES)
def test_areas_lie_within_the_picture_and_those_of_one_row_beside_each_other(whole: frame.Frame) -> None:
    wide, high = whole.size
    for area in names(whole).values():
        assert -wide / 2 < area.left < area.right < wide / 2
        assert -high / 2 < area.bottom < area.top < high / 2
    assert whole.caption.top <= whole.stage.bottom < whole.stage.top <= whole.header.bottom
    assert whole.stage.left <= whole.left.left < whole.left.right < whole.right.left < whole.right.right <= whole.stage.right


def test_the_frame_of_a_film_is_as_wide_as_its_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(frame, "FRAMES", MappingProxyType({**FRAMES, "9:16": TALL}))
    tall = MappingProxyType({**QUALITIES, "tall": Quality("tall", 480, 854, 15)})
    monkeypatch.setattr(worker, "QUALITIES", tall)
    monkeypatch.setattr(jobs, "QUALITIES", tall)
    for quality, size in (("480p15", FRAMES["16:9"].size), ("tall", TALL.size)):
        job = RenderJob(scene="lstm_sentence", formats=("mp4",), folder=tmp_path, quality=quality)
        with worker.manim_for(job):
            assert (config.frame_width, config.frame_height) == size


@pytest.mark.usefixtures("manim_ready")
def test_a_film_that_is_not_made_for_a_shape_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "FRAMES", MappingProxyType({**FRAMES, "9:16": TALL}))
    brief = Brief(zoo.load("reviews").run("good"))
    with tempconfig({"pixel_width": 480, "pixel_height": 854}):
        with pytest.raises(UsageError, match=r"^This film is made for pictures of 16:9, not of 9:16\.$"):
            LSTMSentence(brief=brief)
        monkeypatch.setattr(LSTMSentence, "shapes", ("16:9", "9:16"))
        assert LSTMSentence(brief=brief).frame is TALL


def test_an_area_knows_its_middle_and_what_is_left_of_it() -> None:
    area = Area(-2.0, 4.0, -1.0, 3.0)
    assert (area.width, area.height, area.x, area.y) == (6.0, 4.0, 1.0, 1.0)
    assert area.inset(left=1.0, right=0.5, bottom=0.25, top=2.0) == Area(-1.0, 3.5, -0.75, 1.0)
