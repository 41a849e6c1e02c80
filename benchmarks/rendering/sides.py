"""How each side makes a film: the commands, as a user would type them, and the files that they leave."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rendering import own
from benchmarks.rendering.measuring import Run, run
from scenes.stage import catalogue
from scenes.stage.jobs import QUALITIES
from scenes.stage.typesetting import typesetting

__all__ = ["SHIPPED", "SYNTHETIC", "lossless", "ours", "plain", "tell", "untouched"]

SHIPPED = tuple(story.name for story in catalogue.stories())
SYNTHETIC = ("numerals", "still")
OWN = [sys.executable, "-m", "benchmarks.rendering.own"]


def plain(film: str, quality: str, folder: Path, environment: dict[str, str] | None = None) -> tuple[Run, Path]:
    """Make a film with plain manim: its own settings, but no cache, as for a film that was changed."""
    size, name = QUALITIES[quality], own.load(film).__name__
    source = "benchmarks/rendering/films.py" if film in own.NAMES else f"scenes/{film}.py"
    command = [sys.executable, "-m", "manim", "render", "--disable_caching", "-v", "ERROR", "--progress_bar", "none"]
    command += ["-r", f"{size.width},{size.height}", "--fps", str(size.rate), "--media_dir", str(folder / "plain"), source, name]
    done = run(command, folder / "plain.log", environment)
    return done, next((folder / "plain").glob(f"videos/**/{name}.mp4"))


def ours(film: str, quality: str, folder: Path, environment: dict[str, str] | None = None) -> tuple[Run, Path]:
    """Make a film as a user does, audit, captions and record included, but no part of it out of the cache."""
    done = run([*_command(film), "--no-cache", "-q", quality, "-o", str(folder / "ours")], folder / "ours.log", environment)
    return done, folder / "ours" / f"{film}.mp4"


def tell(film: str, folder: Path) -> Run:
    """Do all but draw: load manim, run the model, tell the film with its animations skipped, audit it."""
    return run([*_command("audit"), film], folder / "tell.log")


def lossless(film: str, quality: str, folder: Path, theme: str = "dark") -> Path:
    """Draw a film as ours is drawn, into the lossless master."""
    command = [*OWN, film, "-q", quality, "-f", "lossless", "--theme", theme, "--no-cache", "-o", str(folder / "lossless")]
    run(command, folder / "lossless.log")
    return folder / "lossless" / f"{film}{own.LOSSLESS.suffix}"


@contextmanager
def untouched(quality: str) -> Iterator[Path]:
    """Set manim up in this process with our fonts, and with nothing else of ours that a worker brings; yield a scratch folder."""
    with TemporaryDirectory(prefix="unrolled-") as folder, typesetting(Path(folder)) as (texts, formulas):
        from manim import tempconfig

        size = QUALITIES[quality]
        picture = {"pixel_width": size.width, "pixel_height": size.height, "frame_rate": size.rate, "media_dir": folder}
        quiet = {"verbosity": "ERROR", "progress_bar": "none", "disable_caching": True, "format": "mp4"}
        with tempconfig(picture | quiet | {"text_dir": str(texts), "tex_dir": str(formulas)}):
            yield Path(folder)


def _command(first: str) -> list[str]:
    """Return how our command line is called: itself for what is shipped."""
    return [sys.executable, "render.py", first] if first in SHIPPED else [*OWN, first]
