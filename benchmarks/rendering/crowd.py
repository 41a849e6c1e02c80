"""What one frame costs with so many mobjects on screen: ``python -m benchmarks.rendering.crowd SIDE COUNT one|all FRAMES``.

It prints milliseconds of processor time a frame: from the start of the first play to the end of the film file, so neither loading
manim nor making the mobjects is in it. At 480p15; both sides in the one process that the scene is told in.
"""

import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

from benchmarks.rendering.films import Crowd
from benchmarks.rendering.sides import untouched
from scenes.stage import worker
from scenes.stage.drawing.recipes import FILM
from scenes.stage.drawing.renderer import FilmRenderer
from scenes.stage.jobs import QUALITIES, RenderJob

__all__ = ["cost"]

QUALITY = "480p15"


class Timed(Crowd):
    """A crowd that looks at the clock of the processors when it begins to move."""

    plays = 1
    began = 0.0

    def play(self, *animations: Any, **kwargs: Any) -> None:
        """Remember how much CPU time was used when the first play began."""
        self.began = self.began or used()
        super().play(*animations, **kwargs)


def cost(side: str, count: int, together: bool, frames: int) -> float:
    """Return the milliseconds that a frame costs."""
    seconds = frames / QUALITIES[QUALITY].rate
    story = type("Told", (Timed,), {"count": count, "together": together, "seconds": seconds})
    job = RenderJob(scene="crowd", formats=(), folder=Path(), quality=QUALITY)
    with worker.manim_for(job) if side == "ours" else untouched(QUALITY) as scratch:
        scene = story(renderer=FilmRenderer({"film": FILM})) if side == "ours" else story()
        if side == "ours":
            scene.renderer.begin(str(scratch / "crowd"))
        scene.render()
        spent = used() - float(scene.began)
        if not any(scratch.rglob("*.mp4")):
            raise RuntimeError("No film was written.")
        return 1000 * spent / frames


def used() -> float:
    """Return the seconds that all threads of this process, and the processes that it waited for, have used."""
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


if __name__ == "__main__":
    print(cost(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "all", int(sys.argv[4])))
