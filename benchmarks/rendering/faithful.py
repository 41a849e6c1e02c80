"""Is our lossless film plain manim's, pixel by pixel? ``python -m benchmarks.rendering.faithful FILM THEME QUALITY``.

It prints how many frames were compared, and the largest difference of any channel of any pixel, in levels of 255. Our film is
the decoded lossless master; plain manim's frames are taken from its own renderer as it hands them to its encoder.
"""

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from benchmarks.rendering import own
from benchmarks.rendering.sides import lossless, untouched
from scenes.mobjects.theme import THEMES
from scenes.stage.formats.film import Film, opened
from scenes.stage.jobs import QUALITIES

__all__ = ["EVERY", "compared"]

EVERY = 3
"""One frame in so many is drawn by plain manim and compared."""


class Comparing(CairoRenderer):
    """Plain manim's renderer; it writes nothing, draws every third frame only, and compares that with the film's."""

    def __init__(self, film: Film, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._others = film.sampled(1 / Fraction(film.rate))
        self._number = self.compared = self.worst = 0

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Draw the frames that are compared, and hand on all."""
        if self._number % EVERY == 0:
            self.update_frame(scene, moving_mobjects)
        self.add_frame(self.camera.pixel_array)

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        """Compare a frame with that of the film."""
        self.time += num_frames / self.camera.frame_rate
        for _ in range(num_frames):
            other = next(self._others)
            if self._number % EVERY == 0:
                apart = np.abs(frame[..., :3].astype(int) - other.to_ndarray(format="rgb24")).max()
                self.worst, self.compared = max(self.worst, int(apart)), self.compared + 1
            self._number += 1

    def finish(self) -> None:
        """Make sure that the film ends where plain manim's does."""
        if next(self._others, None) is not None:
            raise ValueError(f"Our film is longer than the {self._number} frames of plain manim.")


def compared(film: str, theme: str, quality: str) -> tuple[int, int]:
    """Return how many frames were compared, and the largest difference."""
    story = own.load(film)
    with TemporaryDirectory() as name, untouched(quality), tempconfig({"dry_run": True}):
        brief = replace(story.own_brief(), theme=THEMES[theme])
        with opened(lossless(film, quality, Path(name), theme)) as master:
            master.rate = Fraction(QUALITIES[quality].rate)
            renderer = Comparing(master)
            story(brief=brief, renderer=renderer).render()
            renderer.finish()
    return renderer.compared, renderer.worst


if __name__ == "__main__":
    print(*compared(*sys.argv[1:]))
