"""Real files, made from a small synthetic master and decoded again."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from model.errors import FileError, RenderError
from scenes.stage.captions import Chapter, Cue, srt, vtt
from scenes.stage.formats import FORMATS, Format, Master
from scenes.stage.formats.film import opened
from scenes.stage.formats.gif import frame_step

Pixels = NDArray[np.uint8]

ROOT = Path(__file__).parents[3]
WIDTH, HEIGHT, RATE, FRAMES = 320, 180, 25, 75
GROUND, ORANGE, SKY, INK = (17, 20, 24), (230, 159, 0), (86, 180, 233), (236, 239, 244)
CHAPTERS = (Chapter(0.0, 1.0, "Stack"), Chapter(1.0, 2.2, "Gates · σ"), Chapter(2.2, 3.0, "मराठी"))
CUES = (Cue(0.4, 1.2, "Forget & keep {0.73}\nsecond line"), Cue(1.2, 1.9, "हिन्दी <b>"))
METADATA = (("scene", "lstm_gates"), ("sentence", "not  bad\nat all"), ("seed", "3"))


def picture(number: int) -> Pixels:
    """Flat ground, letters of one pixel's width, two boxes that move, of which one is translucent at its rim."""
    pixels = np.full((HEIGHT, WIDTH, 3), GROUND, np.uint8)
    pixels[20:30, 20:120:3] = INK
    pixels[60:100, 10 + 2 * number : 60 + 2 * number] = ORANGE
    pixels[120:160, 250 - 2 * number : 300 - 2 * number] = SKY
    pixels[119, 250 - 2 * number : 300 - 2 * number] = np.add(SKY, GROUND) // 2
    return pixels


def film(path: Path, rate: int = RATE, frames: int = FRAMES, hold: Callable[[int], int] = lambda number: number) -> Path:
    """Write a lossless master; picture ``number`` is shown from ``hold(number)`` on, in units of 1 / rate."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264rgb", rate=rate, options={"crf": "0", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "rgb24"
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(number), format="rgb24")
            frame.pts, frame.time_base = hold(number), Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Master:
    path = film(tmp_path_factory.mktemp("master") / "master.mp4")
    return Master(path, "What the gates do – ü", CHAPTERS, CUES, METADATA, poster_time=1.5)


@pytest.fixture(scope="module")
def files(master: Master, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    paths = {name: folder / f"film{row.suffix}" for name, row in FORMATS.items()}
    for name, path in paths.items():
        FORMATS[name].write(master, path)
    return paths


def decoded(path: Path) -> list[Pixels]:
    """Return all pictures of a film in RGB, converted with full precision."""
    accurate = 4 | 0x2000 | 0x4000 | 0x40000
    with av.open(str(path)) as container:
        frames = container.decode(video=0)
        return [frame.reformat(format="rgb24", src_colorspace=1, interpolation=accurate).to_ndarray() for frame in frames]


def gif_frames(path: Path) -> tuple[list[Pixels], list[int]]:
    """Return the pictures of a GIF in RGB and their delays in milliseconds, as Pillow, not FFmpeg, reads them."""
    with Image.open(path) as image:
        pictures, delays = [], []
        for number in range(image.n_frames):
            image.seek(number)
            pictures.append(np.asarray(image.convert("RGB")))
            delays.append(image.info["duration"])
    return pictures, delays


def decibels(one: Pixels, other: Pixels) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    return float(10 * np.log10(255**2 / np.mean((one @ weights - other @ weights) ** 2)))


def test_the_table_is_cheap_to_read() -> None:
    heavy = {"av", "manim", "PIL", "numpy", "fontTools"}
    code = f"import sys; from scenes.stage.formats import FORMATS; print(*FORMATS, *({heavy} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [*FORMATS]


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_every_format_says_what_it_is_and_writes_a_file(row: Format, files: dict[str, Path]) -> None:
    assert row.suffix == f".{row.name}"
    assert row.description
    assert files[row.name].stat().st_size > 0
    assert not [path for path in files[row.name].parent.iterdir() if path not in files.values()]


@pytest.mark.skipif(sys.platform == "win32", reason="a platform without such limits")
@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_a_file_that_has_no_room_is_named_and_what_was_there_stays(
    row: Format, files: dict[str, Path], master: Master, tmp_path: Path
) -> None:
    import resource

    path = tmp_path / f"film{row.suffix}"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(files[row.name].stat().st_size // 2, 3000), before[1]))
    try:
        with pytest.raises(FileError) as caught:
            row.write(master, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(caught.value) == f"{path} cannot be written: File too large."
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_every_format_comes_out_the_same_again(row: Format, files: dict[str, Path], master: Master, tmp_path: Path) -> None:
    row.write(master, tmp_path / f"again{row.suffix}")
    assert (tmp_path / f"again{row.suffix}").read_bytes() == files[row.name].read_bytes()


@pytest.mark.parametrize("name", ["mp4", "gif", "png"])
def test_a_master_that_cannot_be_read(name: str, master: Master, tmp_path: Path) -> None:
    (tmp_path / "film").write_text("old")
    (tmp_path / "broken.mp4").write_text("not a film")
    for path in (tmp_path / "none.mp4", tmp_path / "broken.mp4"):
        with pytest.raises(RenderError, match=rf"^The master film .*{path.name} .*\.$"):
            FORMATS[name].write(replace(master, path=path), tmp_path / "film")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.mp4", "film"]
    assert (tmp_path / "film").read_text() == "old"


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_a_place_that_cannot_be_written(row: Format, master: Master, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="Nothing can be written to"):
        row.write(master, tmp_path / "file" / f"film{row.suffix}")


def test_mp4_is_what_players_want(files: dict[str, Path]) -> None:
    content = files["mp4"].read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")
    with av.open(str(files["mp4"])) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.pix_fmt, stream.width, stream.height) == ("h264", "yuv420p", WIDTH, HEIGHT)
        assert (context.color_range, context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1, 1)
        assert (stream.average_rate, stream.frames) == (RATE, FRAMES)
        assert container.duration == pytest.approx(3e6, abs=1e6 / RATE)


def test_mp4_says_where_it_comes_from(files: dict[str, Path], master: Master) -> None:
    with av.open(str(files["mp4"])) as container:
        assert container.metadata["title"] == master.title
        assert container.metadata["comment"] == container.metadata["description"] == master.comment
    assert master.comment == "scene: lstm_gates\nsentence: not bad at all\nseed: 3"


def test_mp4_has_a_chapter_and_a_key_frame_for_every_act(files: dict[str, Path]) -> None:
    with av.open(str(files["mp4"])) as container:
        chapters = container.chapters()
        keys = [float(packet.pts * packet.time_base) for packet in container.demux(video=0) if packet.is_keyframe]
    assert [chapter["metadata"]["title"] for chapter in chapters] == [chapter.title for chapter in CHAPTERS]
    for found, meant in zip(chapters, CHAPTERS, strict=True):
        assert float(found["start"] * found["time_base"]) == pytest.approx(meant.start, abs=0.02)
        assert float(found["end"] * found["time_base"]) == pytest.approx(meant.end, abs=0.02)
        assert min(abs(key - meant.start) for key in keys) <= 0.5 / RATE


def test_mp4_carries_captions_that_are_off_until_asked_for(files: dict[str, Path]) -> None:
    with av.open(str(files["mp4"])) as container:
        stream = container.streams.subtitles[0]
        assert stream.codec_context.name == "mov_text"
        assert stream.disposition == 0
        samples = [
            (float(p.pts * p.time_base), float(p.duration * p.time_base), bytes(p)[2:]) for p in container.demux(stream) if p.size
        ]
    found = [Cue(round(start, 3), round(start + length, 3), text.decode()) for start, length, text in samples if text]
    assert found == list(CUES)


def test_mp4_without_acts_and_captions(master: Master, tmp_path: Path) -> None:
    FORMATS["mp4"].write(Master(master.path, "Bare"), tmp_path / "bare.mp4")
    with av.open(str(tmp_path / "bare.mp4")) as container:
        assert [stream.type for stream in container.streams] == ["video"]
        assert container.chapters() == []


def test_mp4_looks_like_its_master(files: dict[str, Path]) -> None:
    pictures = decoded(files["mp4"])
    assert len(pictures) == FRAMES
    assert min(decibels(picture(number), found) for number, found in enumerate(pictures)) > 46
    for place, colour in {(5, 5): GROUND, (80, 110): ORANGE, (140, 190): SKY}.items():
        assert np.abs(pictures[40][place].astype(int) - colour).max() <= 3


def test_pictures_of_uneven_length_keep_their_times(master: Master, tmp_path: Path) -> None:
    """A wait may be one long picture: the first four come at 0, 1, 2 and 20 twenty-fifths of a second."""
    path = film(tmp_path / "held.mp4", frames=4, hold=lambda number: 20 if number == 3 else number)
    held = replace(master, path=path, chapters=(), cues=())
    FORMATS["mp4"].write(held, tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert [frame.time for frame in container.decode(video=0)] == pytest.approx([0, 0.04, 0.08, 0.8])
    FORMATS["gif"].write(held, tmp_path / "film.gif")
    pictures, delays = gif_frames(tmp_path / "film.gif")
    assert sum(delays) == pytest.approx(840, abs=80)
    assert np.array_equal(pictures[1], pictures[9])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
@pytest.mark.parametrize(("rate", "delay"), [(15, 80), (24, 80), (25, 80), (30, 100), (50, 80), (60, 100)])
def test_gif_frames_are_even_at_every_rate(rate: int, delay: int, suffix: str, master: Master, tmp_path: Path) -> None:
    path = film(tmp_path / f"master{suffix}", rate, frames=40)
    FORMATS["gif"].write(replace(master, path=path), tmp_path / "film.gif")
    pictures, delays = gif_frames(tmp_path / "film.gif")
    assert set(delays) == {delay}
    assert sum(delays) == pytest.approx(40_000 / rate, abs=delay)
    for number, found in enumerate(pictures):
        shown = number * delay * rate // 1000
        assert np.abs(found.astype(int) - picture(shown)).max() <= 4


def test_gif_delays_divide_the_rate() -> None:
    assert frame_step(Fraction(60)) == Fraction(1, 10)
    assert frame_step(Fraction(30000, 1001)) == Fraction(2, 25)


def test_gif_loops_for_ever_and_says_where_it_comes_from(files: dict[str, Path], master: Master) -> None:
    with Image.open(files["gif"]) as image:
        assert (image.info["version"], image.info["loop"], image.size) == (b"GIF89a", 0, (WIDTH, HEIGHT))
        assert image.info["comment"].decode() == f"{master.title}\n{master.comment}"


def test_gif_has_clean_flat_colours(files: dict[str, Path]) -> None:
    pictures, _ = gif_frames(files["gif"])
    for number, found in [*enumerate(pictures)][::6]:
        original = picture(2 * number)
        assert np.abs(found.astype(int) - original).max() <= 4
        colours = [len(np.unique(image.reshape(-1, 3), axis=0)) for image in (found, original)]
        assert colours[0] == colours[1]


def test_gif_makes_one_colour_of_one_everywhere(tmp_path: Path) -> None:
    """Of more colours than a palette holds each becomes one of the palette: a dither would make a pattern of several."""
    side = 10
    rows, columns = np.mgrid[: HEIGHT // side, : WIDTH // side]
    blocks = np.stack([255 * columns // columns.max(), 255 * rows // rows.max(), 128 + 0 * rows], axis=-1).astype(np.uint8)
    assert len(np.unique(blocks.reshape(-1, 3), axis=0)) > 500
    path = tmp_path / "gradient.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264rgb", rate=25, options={"crf": "0"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "rgb24"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(blocks.repeat(side, 0).repeat(side, 1), format="rgb24")))
        container.mux(stream.encode(None))
    FORMATS["gif"].write(Master(path, ""), tmp_path / "film.gif")
    [found], _ = gif_frames(tmp_path / "film.gif")
    for row, column in np.ndindex(blocks.shape[:2]):
        block = found[row * side : (row + 1) * side, column * side : (column + 1) * side].reshape(-1, 3)
        assert len(np.unique(block, axis=0)) == 1


def test_gif_is_at_most_640_pixels_wide(tmp_path: Path) -> None:
    path = tmp_path / "wide.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264rgb", rate=25, options={"crf": "0"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "rgb24"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((720, 1280, 3), GROUND, np.uint8), format="rgb24")))
        container.mux(stream.encode(None))
    FORMATS["gif"].write(Master(path, ""), tmp_path / "film.gif")
    pictures, _ = gif_frames(tmp_path / "film.gif")
    assert pictures[0].shape == (360, 640, 3)
    assert np.abs(pictures[0].astype(int) - GROUND).max() <= 1


@pytest.mark.parametrize(("time", "number"), [(0.0, 0), (0.039, 0), (0.04, 1), (1.5, 37), (99.0, FRAMES - 1)])
def test_png_shows_the_very_picture(time: float, number: int, master: Master, tmp_path: Path) -> None:
    FORMATS["png"].write(replace(master, poster_time=time), tmp_path / "poster.png")
    with Image.open(tmp_path / "poster.png") as image:
        assert np.array_equal(np.asarray(image), picture(number))


def test_png_says_where_it_comes_from(files: dict[str, Path], master: Master) -> None:
    with Image.open(files["png"]) as image:
        assert image.info == {"Title": master.title, "Comment": master.comment} | dict(METADATA)


def test_captions_beside_the_film(files: dict[str, Path]) -> None:
    assert files["srt"].read_text(encoding="utf-8") == srt(CUES)
    assert files["vtt"].read_text(encoding="utf-8") == vtt(CUES)


def test_master_read_picture_by_picture(master: Master) -> None:
    with opened(master.path) as source:
        assert (source.width, source.height, source.rate, source.duration) == (WIDTH, HEIGHT, RATE, 3)
        times = [shown.time for shown in source.pictures()]
    assert times == [Fraction(number, RATE) for number in range(FRAMES)]
