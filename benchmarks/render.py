"""Plain manim against ours, in turn: wall and processor time, peak memory, bytes, and how alike the film is to the lossless one.

Run by hand: ``python -m benchmarks.render [--runs N] [--quality 480p15 ...] [FILM ...]``.

Both sides are whole processes, started from nothing. Plain manim renders with its own settings (caching off, as for a film that
was changed); ours is `python render.py FILM`, audit and captions included. Prints the table of docs/performance.md.
"""

import argparse
import os
import platform
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import numpy as np
from av.video.frame import VideoFrame

from scenes.stage import catalogue, fonts, worker
from scenes.stage.formats.film import opened
from scenes.stage.jobs import QUALITIES, RenderJob

ROOT = Path(__file__).parents[1]

BT601, BT709 = 5, 1
"""FFmpeg's numbers of the colour matrices of the two films."""

EVERY = 10
"""One frame in so many is compared with the lossless film."""


class Run(NamedTuple):
    """One film made once: seconds on the clock, seconds of all processors, and the largest process in MB."""

    wall: float
    processor: float
    memory: float


class Likeness(NamedTuple):
    """How alike brightness is to the lossless film's: decibels over all compared frames, and the mean SSIM."""

    psnr: float
    ssim: float


def run(command: list[str]) -> Run:
    """Run a command to its end; raises CalledProcessError if it fails."""
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)})
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return Run(perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def plain(film: str, quality: str, folder: Path) -> tuple[Run, Path]:
    """Render a film with plain manim."""
    size = QUALITIES[quality]
    command = [sys.executable, "-m", "manim", "render", "--disable_caching", "-v", "ERROR", "--progress_bar", "none"]
    command += ["-r", f"{size.width},{size.height}", "--fps", str(size.rate), "--media_dir", str(folder / "plain")]
    name = catalogue.load(film).__name__
    done = run([*command, f"scenes/{film}.py", name])
    return done, next((folder / "plain").glob(f"videos/**/{name}.mp4"))


def ours(film: str, quality: str, folder: Path) -> tuple[Run, Path]:
    """Render a film as a user does."""
    done = run([sys.executable, "render.py", film, "-q", quality, "-o", str(folder / "ours")])
    return done, folder / "ours" / f"{film}.mp4"


def lossless(film: str, quality: str, target: Path) -> Path:
    """Draw a film into a lossless file at ``target``."""
    job = RenderJob(scene=film, formats=("png",), folder=target.parent, quality=quality)
    with worker.manim_for(job) as scratch:
        story, brief = worker._story(job)
        worker._drawn(job, story, brief, lambda done: None)
        return next(scratch.glob("videos/**/master.mp4")).rename(target)


def likeness(path: Path, master: Path, rate: int, *, colours: int) -> Likeness:
    """Compare a film with its lossless master, both as YUV; ``colours`` is FFmpeg's number of the film's colour matrix."""
    errors, alike = [], []
    with opened(path) as film, opened(master) as reference:
        step = Fraction(EVERY, rate)
        for got, expected in zip(film.sampled(step), reference.sampled(step), strict=False):
            drawn = VideoFrame.from_ndarray(expected.to_ndarray(format="rgb24"), format="rgb24")
            first, second = brightness(got), brightness(drawn.reformat(format="yuv420p", dst_colorspace=colours))
            errors.append(((first - second) ** 2).mean())
            alike.append(ssim(first, second))
    return Likeness(10 * np.log10(255**2 / np.mean(errors)), float(np.mean(alike)))


def brightness(frame: VideoFrame) -> np.ndarray:
    """Return the Y plane, ``(height, width)``."""
    return frame.to_ndarray()[: frame.height].astype(float)


def ssim(first: np.ndarray, second: np.ndarray, size: int = 8) -> float:
    """Return the structural similarity (Wang et al. 2004, equation 13), over blocks of ``size`` pixels."""

    def blocks(picture: np.ndarray) -> np.ndarray:
        height, width = (length // size * size for length in picture.shape)
        return picture[:height, :width].reshape(height // size, size, width // size, size)

    def mean(picture: np.ndarray) -> np.ndarray:
        averages: np.ndarray = blocks(picture).mean(axis=(1, 3))
        return averages

    mean_1, mean_2 = mean(first), mean(second)
    variance_1, variance_2 = mean(first**2) - mean_1**2, mean(second**2) - mean_2**2
    shared = mean(first * second) - mean_1 * mean_2
    small_1, small_2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_1 * mean_2 + small_1) * (2 * shared + small_2)
    below = (mean_1**2 + mean_2**2 + small_1) * (variance_1 + variance_2 + small_2)
    return float((above / below).mean())


def row(name: str, runs: list[Run], path: Path, like: Likeness) -> str:
    """Return a row of the table: the best of the runs, as other work on the machine only adds."""
    wall, processor = (min(each[kind] for each in runs) for kind in (0, 1))
    memory = max(each.memory for each in runs)
    size = path.stat().st_size / 1e6
    return f"| {name} | {wall:.1f} | {processor:.1f} | {memory:.0f} | {size:.2f} | {like.psnr:.1f} | {like.ssim:.4f} |"


def compare(film: str, quality: str, runs: int) -> None:
    """Render a film both ways, in turn, and print two rows and how many times faster ours is."""
    with TemporaryDirectory() as name:
        folder, rate = Path(name), QUALITIES[quality].rate
        theirs, own = [], []
        for _ in range(runs):
            theirs.append(plain(film, quality, folder))
            own.append(ours(film, quality, folder))
        master = lossless(film, quality, folder / "lossless.mp4")
        for side, made, colours in (("plain manim", theirs, BT601), ("ours", own, BT709)):
            path = made[-1][1]
            print(
                row(f"{film} {quality}, {side}", [each for each, _ in made], path, likeness(path, master, rate, colours=colours))
            )
        clock, work = (min(each[kind] for each, _ in theirs) / min(each[kind] for each, _ in own) for kind in (0, 1))
        print(f"| | **{clock:.1f}x** | **{work:.1f}x** | | | | |", flush=True)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", nargs="*", metavar="FILM", default=[])
    parser.add_argument("--quality", nargs="+", default=["480p15", "1080p60"], choices=QUALITIES)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    fonts.prepare()
    print(f"`python -m benchmarks.render {' '.join(sys.argv[1:])}`, {date.today()}, {os.cpu_count()} cores,")
    print(f"{platform.platform()}, Python {platform.python_version()}\n")
    print("| | wall s | CPU s | MB | file MB | PSNR dB | SSIM |\n|---|---|---|---|---|---|---|")
    for quality in options.quality:
        for film in options.films or [story.name for story in catalogue.stories()]:
            compare(film, quality, options.runs)


if __name__ == "__main__":
    main()
