"""Every film really rendered once, small and short, in every format; and what came out is opened again."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from model import zoo
from model.trace import ReaderTrace
from scenes.stage import room
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, RenderJob

ROOT = Path(__file__).parents[1]
FILMS = ["review_memory", "encoder_decoder", "lstm_sentence", "attention_scores", "alignment"]
"""Films of every kind of trace, of each of which one is rendered: what is tried is what all have in common."""
TEXT = "not good zorble"
RATE = QUALITIES["480p15"].rate
GROUND = np.array([0x0E, 0x11, 0x16])
TIME = re.compile(r"(?:(\d\d):)?(\d\d):(\d\d)[.,](\d{3})")


@dataclass
class Rendered:
    """What one command left in an empty folder, and what it said."""

    name: str
    folder: Path
    done: subprocess.CompletedProcess[str]

    def path(self, suffix: str) -> Path:
        return self.folder / f"{self.name}.{suffix}"

    @cached_property
    def record(self) -> dict[str, Any]:
        return json.loads(self.path("json").read_text(encoding="utf-8"))

    @cached_property
    def thumbnails(self) -> list[np.ndarray]:
        """All pictures of the MP4, an eighth as large."""
        with av.open(str(self.path("mp4"))) as container:
            return [frame.reformat(107, 60, "rgb24").to_ndarray().astype(int) for frame in container.decode(video=0)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Render one film; in another ``--turn`` another one, of the other kind. ``--every-text`` renders all."""
    turn, whole = metafunc.config.getoption("turn"), metafunc.config.getoption("every_text")
    films = FILMS if whole else [FILMS[turn % len(FILMS)]]
    metafunc.parametrize("film", films, indirect=True, scope="session")


@pytest.fixture(scope="session")
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp(request.param)
    formats = [part for name in FORMATS for part in ("-f", name)]
    command = [sys.executable, "render.py", request.param, "--text", TEXT, "-q", "480p15", "-o", str(folder), *formats]
    scratch = {"TMPDIR": str(tmp_path_factory.mktemp("scratch"))}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | scratch, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(Path(scratch["TMPDIR"]).iterdir()) == [], "scratch folders are left behind"
    return Rendered(request.param, folder, done)


def seconds(clock: str) -> float:
    hours, minutes, whole, thousandths = TIME.fullmatch(clock).groups(default="0")  # type: ignore[union-attr]
    return int(hours) * 3600 + int(minutes) * 60 + int(whole) + int(thousandths) / 1000


def cues(text: str) -> list[tuple[float, float, str]]:
    """Return the cues of a caption file of either kind."""
    blocks = [block.splitlines() for block in text.strip().split("\n\n") if "-->" in block]
    timed = [block[next(number for number, line in enumerate(block) if "-->" in line) :] for block in blocks]
    return [(*map(seconds, block[0].split(" --> ")), unescape(" ".join(block[1:]))) for block in timed]


# One test a film, so that it is rendered once, whichever process gets it; its parts are named by what they check.


def check_what_was_said(film: Rendered) -> None:
    suffixes = [*FORMATS, "json"]
    assert film.done.stdout.splitlines() == [str(film.path(suffix)) for suffix in suffixes]
    assert "does not know zorble" in film.done.stderr
    assert len(film.done.stderr.splitlines()) == 1
    assert sorted(path.name for path in film.folder.iterdir()) == sorted(film.path(suffix).name for suffix in suffixes)


def check_video(film: Rendered) -> None:
    with av.open(str(film.path("mp4"))) as container:
        video = container.streams.video[0]
        assert (video.width, video.height, video.codec_context.name, video.pix_fmt) == (854, 480, "h264", "yuv420p")
        assert float(video.duration * video.time_base) == pytest.approx(film.record["duration"], abs=1.5 / RATE)
        assert video.average_rate == RATE
        tags = dict(container.metadata)
        assert TEXT in tags["title"]
        assert zoo.load(film.record["film"]["model"]).fingerprint in tags["comment"]
        chapters = [(chapter["metadata"]["title"], chapter["start"] * chapter["time_base"]) for chapter in container.chapters()]
    assert len(film.thumbnails) == pytest.approx(film.record["duration"] * RATE, abs=1.5)
    acts = [(act["title"], act["start"]) for act in film.record["acts"]]
    assert [title for title, _ in chapters] == [title for title, _ in acts]
    assert [float(start) for _, start in chapters] == pytest.approx([start for _, start in acts], abs=0.02)


def check_pictures(film: Rendered) -> None:
    first = film.thumbnails[0]
    drawn = np.abs(first - GROUND).max(axis=2) > 40
    assert 0.01 < drawn.mean() < 0.5, "the first frame is empty, or flat"
    assert np.percentile(np.abs(first - GROUND), 25) < 8, "the ground is not the theme's"
    assert all((np.abs(frame - GROUND).max(axis=2) > 40).mean() > 0.005 for frame in film.thumbnails), "an empty frame"
    changes = [(np.abs(after - before).max(axis=2) > 24).mean() for before, after in pairwise(film.thumbnails)]
    assert sum(change > 0 for change in changes) > len(changes) / 10, "next to nothing moves"
    assert max(changes) < 0.5, "it flashes"


def check_captions(film: Rendered) -> None:
    told = [(beat["start"], beat["end"], beat["caption"]) for beat in film.record["beats"]]
    for kind in ("srt", "vtt"):
        text = film.path(kind).read_text(encoding="utf-8")
        assert text.startswith("WEBVTT\n" if kind == "vtt" else "1\n")
        read = cues(text)
        assert [said for *_, said in read] == [said for *_, said in told]
        assert np.allclose([times for *times, _ in read], [times for *times, _ in told], atol=0.002)


def check_gif(film: Rendered) -> None:
    with Image.open(film.path("gif")) as image:
        delays = []
        for number in range(image.n_frames):
            image.seek(number)
            delays.append(image.info["duration"])
        assert image.width == 640
        assert image.height == pytest.approx(360, abs=1)
        assert image.info["loop"] == 0
    assert sum(delays) / 1000 == pytest.approx(film.record["duration"], abs=0.3)
    assert min(delays) >= 20
    assert film.path("gif").stat().st_size < 60_000 * film.record["duration"]


def check_poster(film: Rendered) -> None:
    with Image.open(film.path("png")) as image:
        assert image.size == (854, 480)
        small = np.asarray(image.convert("RGB").resize((107, 60), Image.Resampling.BICUBIC)).astype(int)
    apart = [np.abs(frame - small).mean() for frame in film.thumbnails]
    assert min(apart) < 3, "the poster is no frame of the film"
    assert int(np.argmin(apart)) > 0


def check_record(film: Rendered) -> None:
    record, source = film.record, zoo.load(film.record["film"]["model"])
    assert record["film"]["scene"] == film.name
    assert record["film"]["text"] == TEXT
    assert record["film"]["weights"] == source.fingerprint == record["model"]["fingerprint"]
    assert f"render.py {film.name} --text '{TEXT}' -q 480p15" in record["film"]["command"]
    assert re.search(r"unrolled \d+\.\d+.*manim 0\.22.*numpy \d", record["film"]["versions"])
    assert record["model"]["score"] == source.provenance.score > 0.5
    assert record["beats"][0]["act"] == record["acts"][0]["title"]
    assert all(beat["readings"] for beat in record["beats"])
    trace = source.run(TEXT)
    key = "cell" if isinstance(trace, ReaderTrace) else "decoder_hidden" if trace.attention is None else "weights"
    seen = {(name, tuple(index)): value for beat in record["beats"] for name, index, value, *_ in beat["readings"]}
    shared = [(name, index) for name, index in seen if name == key and index[0] < 2]
    assert shared
    assert all(seen[each] == trace.lookup(key)[each[1]] for each in shared)


def check_size(film: Rendered) -> None:
    """What a film is held to take at least, it does."""
    job = RenderJob(scene=film.name, formats=("mp4", "gif"), folder=film.folder, quality="480p15")
    _, written = room._sizes(job, film.record["duration"])
    assert 0 < written < film.path("mp4").stat().st_size + film.path("gif").stat().st_size


CHECKS = (check_size, check_what_was_said, check_video, check_pictures, check_captions, check_gif, check_poster, check_record)


def test_a_rendered_film_is_whole_in_every_format(film: Rendered) -> None:
    for check in CHECKS:
        check(film)
