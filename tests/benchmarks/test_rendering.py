"""The benchmark's own logic, on films of a second and figures made up: what it measures, keeps and writes."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import RIGHT, Circle, Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from benchmarks import growth, render
from benchmarks.rendering import crowd, floor, own, plotting, sides, tables
from benchmarks.rendering.faithful import EVERY, Comparing
from benchmarks.rendering.films import FILMS, LENGTH, Still
from benchmarks.rendering.likeness import BT709, Likeness, likeness
from benchmarks.rendering.measuring import PROC, Run, best, run
from benchmarks.rendering.records import Fidelity, Measured, Side, Store
from scenes.stage import worker
from scenes.stage.drawing.encoder import Encoder
from scenes.stage.drawing.recipes import RECIPES
from scenes.stage.formats.film import opened
from scenes.telling.scene import Brief

RATE = 15
WIDTH, HEIGHT = 64, 48
FAST, SLOW = Run(2.0, 3.0, 100.0, 150.0), Run(8.0, 6.0, 400.0, 420.0)


def measured(film: str = "still", **changes: Any) -> Measured:
    values: dict[str, Any] = {
        "film": film,
        "quality": "480p15",
        "seconds": 15.0,
        "place": "here, today",
        "load": 0.5,
        "ours": Side([FAST, Run(3.0, 2.0, 90.0, 160.0)], 2_000_000, Likeness(50.0, 0.999)),
        "plain": Side([SLOW], 1_000_000, Likeness(46.0, 0.99)),
        "encode": Run(1.6, 1.6),
        "tell": Run(1.0, 1.0),
    }
    return Measured(**values | changes)


def film(path: Path, *, noise: int = 0) -> Path:
    """Write 40 frames of random blocks, without loss; with some of them ``noise`` levels lighter."""
    encoder = Encoder(path, RECIPES["master"], WIDTH, HEIGHT, Fraction(RATE))
    for number in range(40):
        blocks = np.random.default_rng(number).integers(0, 200, (6, 8, 4), dtype=np.uint8)
        picture = blocks.repeat(8, axis=0).repeat(8, axis=1) + np.uint8(noise)
        encoder.show(picture, 1, same=False)
    encoder.finish()
    return path


def test_a_process_is_measured(tmp_path: Path) -> None:
    busy = "import time; block = bytearray(b'x') * 200_000_000; time.sleep(0.5); print('done')"
    done = run([sys.executable, "-c", busy], tmp_path / "log")
    assert (tmp_path / "log").read_text() == "done\n"
    assert done.wall > 0.5
    assert 0 < done.processor < 5
    if PROC.exists():
        assert done.largest == pytest.approx(205, abs=25)
        assert done.together == pytest.approx(205, abs=25)


@pytest.mark.skipif(not PROC.exists(), reason="memory is read from /proc")
def test_memory_of_all_processes_is_added_up(tmp_path: Path) -> None:
    part = "import time; block = bytearray(b'x') * 100_000_000; time.sleep(0.8)"
    both = f"import subprocess, sys; a = subprocess.Popen([sys.executable, '-c', {part!r}]); {part}; a.wait()"
    done = run([sys.executable, "-c", both], tmp_path / "log")
    assert done.largest < 150
    assert done.together > 190


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path / "log")


def test_the_best_run_counts() -> None:
    assert best([FAST, Run(1.0, 9.0, 300.0, 10.0)]) == (1.0, 3.0, 300.0, 150.0)


def test_records_survive_the_file_and_the_last_of_a_kind_counts(tmp_path: Path) -> None:
    path = tmp_path / "new" / "kept.jsonl"
    store = Store(path)
    pixels = Fidelity(film="still", theme="dark", quality="480p15", frames=9, worst=1, place="here")
    bare = measured("bare", plain=None, encode=None, tell=None, ours=Side([FAST], 1))
    for record in (measured(), bare, pixels, measured(load=3.0)):
        store.add(record)
    again = Store(path)
    assert again.measured() == store.measured() == [measured(load=3.0), bare]
    assert again.fidelity() == [pixels]
    assert ("still", "480p15") in again
    assert ("still", "1080p60") not in again


def test_the_table_has_both_sides_and_says_what_misses_its_aim() -> None:
    bare = measured("bare", plain=None, encode=None, tell=None, ours=Side([FAST], 1))
    text = tables.report([measured(), measured("numerals", encode=Run(0.5, 0.5)), bare], "python -m this")
    assert "| still (15 s) | 8.0 / 2.0 | **4.0x** | 6.0 / 2.0 | **3.0x** | 400 / 100 | 420 / 160 | 1.00 / 2.00 | 2.00x |" in text
    assert "46.0 / 50.0 | 0.9900 / 0.9990 | 1.6 | 1.25x | 1.0 |" in text
    assert "floor: missed by numerals 480p15." in text
    assert "bytes: missed by numerals 480p15, still 480p15." in text
    assert "PSNR of 48 dB: met by all 2." in text
    widths = {line.count("|") for line in text.splitlines() if line.startswith("|")}
    assert len(widths) == 1


def test_tables_go_between_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "document.md"
    path.write_text("# Title\n")
    tables.insert(path, "one", "first")
    tables.insert(path, "two", "second")
    path.write_text(path.read_text() + "\nafter\n")
    tables.insert(path, "one", "third")
    text = path.read_text()
    assert "first" not in text
    assert text.index("# Title") < text.index("third") < text.index("second") < text.index("after")
    before = text
    tables.insert(path, "one", "third")
    assert path.read_text() == before


def test_pixels_have_a_table_too() -> None:
    one = Fidelity(film="still", theme="dark", quality="480p15", frames=9, worst=0, place="here")
    other = Fidelity(film="still", theme="light", quality="480p15", frames=8, worst=2, place="here")
    assert "| still | 0 (9) | 2 (8) |" in tables.fidelity([one, other])


def test_likeness_is_that_of_brightness(tmp_path: Path) -> None:
    master, same, lighter = (
        film(tmp_path / f"{noise}{name}.mp4", noise=noise) for noise, name in ((0, "a"), (0, "b"), (10, "c"))
    )
    alike, apart = likeness(master, {in_yuv(same): BT709, in_yuv(lighter): BT709})
    assert alike.psnr > 60
    assert alike.ssim > 0.9999
    assert apart.psnr == pytest.approx(20 * np.log10(255 / (10 * 219 / 255)), abs=0.3)
    assert apart.ssim < 0.999


def in_yuv(path: Path) -> Path:
    """Return a film in the colours of the MP4, without loss to speak of."""
    with opened(path) as shown:
        pictures = [frame.to_ndarray(format="rgb24") for frame in shown.sampled(Fraction(1, RATE))]
    frames = (av.VideoFrame.from_ndarray(picture, format="rgb24") for picture in pictures)
    write(path.with_suffix(".yuv.mp4"), [frame.reformat(format="yuv420p", dst_colorspace=BT709).to_ndarray() for frame in frames])
    return path.with_suffix(".yuv.mp4")


def write(path: Path, frames: list[np.ndarray]) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"qp": "0", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"  # type: ignore[union-attr]
        for pixels in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="yuv420p")))  # type: ignore[union-attr]
        container.mux(stream.encode(None))  # type: ignore[union-attr]


def test_the_floor_encodes_every_frame_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor, "PART", 8)
    path = in_yuv(film(tmp_path / "film.mp4"))
    whole = list(floor._parts(path, RATE, 0, 1))
    shares = [list(floor._parts(path, RATE, core, 2)) for core in (0, 1)]
    assert [len(part) for part in whole] == [8] * 5
    assert [[len(part) for part in share] for share in shares] == [[8, 8, 8], [8, 8, 0]]
    np.testing.assert_array_equal(shares[1][1], whole[3])
    floor._encode(whole[0], RATE, tmp_path / "part.mp4")
    with av.open(str(tmp_path / "part.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) == 8


class Moving(Scene):
    def construct(self) -> None:
        circle = Circle()
        self.play(circle.animate.shift(RIGHT), run_time=0.5)
        self.wait(0.5)


class Shown:
    """A film of given frames."""

    rate = 8.0

    def __init__(self, frames: list[np.ndarray]) -> None:
        self.frames = frames

    def sampled(self, step: Fraction) -> Iterator[av.VideoFrame]:
        return (av.VideoFrame.from_ndarray(frame, format="rgb24") for frame in self.frames)


@pytest.mark.usefixtures("manim_ready")
def test_a_difference_to_plain_manim_is_found() -> None:
    seen: list[np.ndarray] = []

    class Watching(CairoRenderer):
        def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
            self.time += num_frames / self.camera.frame_rate
            seen.extend([frame[..., :3].copy()] * num_frames)

    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_rate": 8, "dry_run": True}):
        Moving(renderer=Watching()).render()
        assert against(seen) == (-(-len(seen) // EVERY), 0)
        seen[EVERY][5, 5] += 3
        assert against(seen)[1] == 3
        with pytest.raises(ValueError, match="longer"):
            against([*seen, seen[0]])


def against(frames: list[np.ndarray]) -> tuple[int, int]:
    renderer = Comparing(Shown(frames))  # type: ignore[arg-type]
    Moving(renderer=renderer).render()
    renderer.finish()
    return renderer.compared, renderer.worst


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("name", own.NAMES)
def test_synthetic_films_can_be_told(name: str, read: Any) -> None:
    story = type("Short", (FILMS[name],), {"count": 20, "seconds": 2.0})
    scene, report = worker.rehearse(story, Brief(read(story.text)))
    assert not report.problems
    assert scene.time > 1.99


def test_what_is_measured_is_what_a_user_gets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LENGTH, "1")
    record = render.measure("loop", "480p15", repeat=1, skip=["plain", "likeness", "floors"], folder=tmp_path)
    assert (record.film, record.quality, record.plain) == ("loop", "480p15", None)
    assert 1 < record.seconds < 10
    assert record.ours.size > 1000
    assert record.ours.runs[0].wall > 0
    assert (tmp_path / "ours" / "loop.json").exists()


def test_films_and_qualities_can_be_chosen() -> None:
    assert set(render.FILMS) == {*sides.SHIPPED, "numerals", "still"}
    assert render.arguments(["--faithful"]).qualities == ["480p15"]
    assert render.arguments(["--qualities", "2160p60", "--films", "still"]).films == ["still"]


def test_a_crowd_costs_something() -> None:
    assert all(crowd.cost(side, 5, True, 4) > 0 for side in ("plain", "ours"))
    assert Still.count > 1000


def test_growth_is_plotted_and_told(tmp_path: Path) -> None:
    points = [
        growth.Point(side, kind, size, factor * size / 10, factor * size, factor * 100.0)
        for side, factor in (("ours", 1.0), ("plain manim", 3.0))
        for kind, size in (("one", 10), ("one", 100), ("all", 10), ("all", 100), ("length", 10), ("length", 60))
    ]
    plotting.draw(tmp_path / "plot.png", growth.charts(points))
    assert 5_000 < (tmp_path / "plot.png").stat().st_size < 100_000
    assert "| 100 | 30 / 10 | 30 / 10 |" in growth.table(points)
    assert "| 60 | 180 / 60 | 18 / 6 | 300 / 100 |" in growth.table(points)
    assert growth.charts(points[:2]) == []


def test_growth_goes_on_where_it_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[str, str, int]] = []

    def point(side: str, kind: str, size: int) -> growth.Point:
        done.append((side, kind, size))
        return growth.Point(side, kind, size, 1.0)

    monkeypatch.setattr(growth, "crowd", point)
    monkeypatch.setattr(growth, "length", lambda side, size: point(side, "length", size))
    first = growth.measure(tmp_path / "kept.jsonl", [10], [])
    assert len(first) == len(done) == 4
    assert growth.measure(tmp_path / "kept.jsonl", [10], [5])[:4] == first
    assert len(done) == 6
