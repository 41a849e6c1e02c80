"""Films told unwatched: for tests of what is said, done and shown at the end of a beat, in a third of the time."""

from typing import Any

from manim import tempconfig

from scenes.stage import worker
from scenes.stage.drawing.parts import PartRenderer
from scenes.telling.scene import Brief, TraceScene

__all__ = ["Watched", "tell"]


class Watched:
    """Whether films that ought to be true are watched all the same: with ``--every-text``."""

    always = False


def tell(story: type[TraceScene], brief: Brief | None, *, true: bool = False) -> Any:
    """Tell a film as ``worker.rehearse`` does, but with no witness and no audit: nothing is said of whether it is true.

    With ``--every-text`` one that ought to be ``true`` is watched, and has to be.
    """
    if true and brief is not None and Watched.always:
        scene, report = worker.rehearse(story, brief)
        assert report.problems == ()
        return scene
    with tempconfig({"dry_run": True}):
        scene = story(brief=brief, renderer=PartRenderer())
        scene.render()
    return scene
